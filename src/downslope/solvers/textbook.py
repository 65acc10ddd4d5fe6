"""Textbook solvers of the lesson, a few lines each, with the way in which each can fail.

    normal-equations   XᵀX w = Xᵀy by Cholesky   one pass, p × p numbers; squares the condition
    qr                 R w = Qᵀy                 keeps the condition as it is; copies X
    pinv               w = X⁺ y                  the smallest of many answers; the most work
    lsmr               products with X and Xᵀ    nothing is formed; iterations grow with κ
    gradient-descent   w ← w − lr · gradient     a pass an epoch; epochs grow with κ²
    sgd                the same, batch by batch  cheap updates that never settle

X stands for X_b, the column of ones included; κ is its σ_max/σ_min. These solvers are here to be
compared, and none checks its answer: `ladder.solve` gives an answer with a bound. What an
iterative solver must know beforehand (a rate, when to stop) is in a `Setup`, found from the
spectrum.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.descent import descend, in_batches
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector

ROUNDING = 1e-15  # no residual or gradient shrinks further than this in float64
SMALLEST_BATCH = 32
BATCHES_PER_EPOCH = 100
SHUFFLED_COST = 30  # cost of an epoch in random order, in epochs of rows in order


@dataclass(frozen=True, slots=True)
class Setup:
    """Rates and stopping rules of the iterative solvers; the direct ones need none."""

    lr: float  # gradient descent: the fastest rate, below 99% of the limit
    batch_lr: float  # sgd: a stable rate for batches of this size
    batch_size: int
    epochs: int  # gradient descent stops here at the latest
    batch_epochs: int  # and sgd here
    iterations: int  # and lsmr here
    gradient_share: float  # stop when the gradient is this share of the first one
    backward_error: float  # lsmr: stop at this relative change of the data


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """Result of a run; `weights` is None where the solver stopped without an answer."""

    weights: Vector | None  # (p,) in the user's units
    passes: int  # times that every row was visited
    reason: str = ""  # why there is no answer: a sentence
    grew: bool = False  # the loss ended above where it began


def normal_equations(X_b: Any, y: Vector) -> Attempt:
    """Solve XᵀX w = Xᵀy by Cholesky. X_b is (n, p), dense or a SciPy sparse array."""
    from scipy.linalg import cho_factor, cho_solve

    gram = X_b.T @ X_b
    gram = gram if isinstance(gram, np.ndarray) else gram.toarray()
    try:
        factor = cho_factor(gram, overwrite_a=True, check_finite=False)
    except np.linalg.LinAlgError:
        return Attempt(None, 1, "XᵀX is not positive definite in float64: Cholesky stops")
    return Attempt(cho_solve(factor, X_b.T @ y, check_finite=False), 1)


def qr(X_b: Matrix, y: Vector) -> Attempt:
    """Solve R w = Qᵀy with X_b = QR."""
    from scipy.linalg import qr as factors
    from scipy.linalg import solve_triangular

    n, p = X_b.shape
    if n < p:
        return Attempt(None, 1, f"{n} rows leave R without a row for each of {p} weights")
    Q, R = factors(X_b, mode="economic", check_finite=False)
    try:
        return Attempt(solve_triangular(R, Q.T @ y, check_finite=False), 1)
    except np.linalg.LinAlgError:
        return Attempt(None, 1, "R has a zero on its diagonal: columns depend on each other")


def pinv(X_b: Matrix, y: Vector) -> Attempt:
    """Compute w = X⁺ y, with the pseudoinverse from a singular value decomposition."""
    return Attempt(np.linalg.pinv(X_b) @ y, 1)


def lsmr(X_b: Any, y: Vector, backward_error: float, iterations: int) -> Attempt:
    """Run Fong and Saunders' iteration. X_b is (n, p), dense or a SciPy sparse array."""
    from scipy.sparse.linalg import lsmr as iterate

    weights, _, done, *_ = iterate(
        X_b, y, atol=backward_error, btol=backward_error, conlim=0.0, maxiter=iterations
    )
    return Attempt(weights, 2 * max(int(done), 1))


def gradient_descent(problem: LeastSquares, setup: Setup) -> Attempt:
    """Run the lesson's loop, from zeros, until the gradient has shrunk enough."""
    first_loss = first_size = math.nan
    for step in descend(problem, setup.lr):
        size = float(np.linalg.norm(step.gradient))
        if step.epoch == 0:
            first_loss, first_size = step.loss, size
        enough = size <= setup.gradient_share * first_size or not math.isfinite(step.loss)
        if enough or step.epoch == setup.epochs:
            break
    return Attempt(step.weights, max(step.epoch, 1), grew=not step.loss <= first_loss)


def sgd(problem: LeastSquares, setup: Setup) -> Attempt:
    """Run the lesson's loop on batches in random order, at a fixed rate."""
    first_loss = math.nan
    for step in in_batches(problem, setup.batch_lr, setup.batch_size):
        first_loss = step.loss if step.epoch == 0 else first_loss
        if step.epoch == setup.batch_epochs or not math.isfinite(step.loss):
            break
    return Attempt(step.weights, max(step.epoch, 1), grew=not step.loss <= first_loss)


@dataclass(frozen=True, slots=True)
class Textbook:
    """One solver of the lesson."""

    name: str
    run: Callable[[LeastSquares, Setup], Attempt]
    loops: bool  # approaches the answer epoch by epoch, and may be stopped on the way


TEXTBOOK_SOLVERS = (
    Textbook("normal-equations", lambda p, _: normal_equations(p.X_b, p.y), loops=False),
    Textbook("qr", lambda p, _: qr(p.X_b, p.y), loops=False),
    Textbook("pinv", lambda p, _: pinv(p.X_b, p.y), loops=False),
    Textbook("lsmr", lambda p, s: lsmr(p.X_b, p.y, s.backward_error, s.iterations), loops=True),
    Textbook("gradient-descent", gradient_descent, loops=True),
    Textbook("sgd", sgd, loops=True),
)


def lsmr_limit(n: int, p: int) -> int:
    """Return the iteration limit: LSMR needs p without rounding, and a few times p with it."""
    return 10 * min(n, p) + 100
