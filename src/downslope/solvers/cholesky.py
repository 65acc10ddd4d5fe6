"""Cholesky solver: normal equations in float64, with a bound on the error of each weight.

    G = ZᵀZ,  c = Zᵀt        one pass, blocks in threads
    L Lᵀ = D G D             D scales every column to length one
    b = W c,  W = (D G D)⁻¹  and one correction b ← b + W(c − G b) on the small matrices

Usually the rounding of G is provably harmless (`certificate.one_pass`) and the answer stands
after that one pass over the data. Otherwise a second pass computes r = t − Z b from the rows and
corrects b by W Zᵀr, with a bound of its own. Where even that one is too large the solver
declines: normal equations square the condition number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import FEWEST_ADDITIONS, GramSum
from downslope.numerics.threads import PerThread, each_task
from downslope.solvers.certificate import (
    LARGEST_SPREAD,
    after_pass,
    inverse_rounding,
    one_pass,
)
from downslope.solvers.contract import Accuracy, Answer, Declined, Design, meets
from downslope.solvers.rows import Columns, Moments, Rows

LARGEST_NORM = 1e140  # squares and products of norms stay finite
SMALLEST_NORM = 1e-140


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve in one pass, or in two if the bound requires it."""
    gram, eta = design.gram()
    columns = design.columns
    first = first_pass(gram, columns, eta)
    if isinstance(first, Declined):
        return first
    if meets(first.answer, accuracy, columns.n):
        return replace(first.answer, proven=True)
    if accuracy is Accuracy.STANDARD:
        certain = replace(first.answer, residuals_certain=True)
        why = "the columns nearly depend"
        if meets(certain, accuracy, columns.n):
            why = "the fit leaves residuals below their rounding"
        design.notes.append(f"cholesky could not prove enough from one pass: {why}.")
    found = design.residuals(first.slopes, first.expected(design.depth), accuracy)
    return first.answer if found is None else first.corrected(*found)


def float_gram(rows: Rows) -> tuple[Matrix, float]:
    """Compute [Z, t]ᵀ[Z, t] (q, q) in float64, and the number of additions behind an entry.

    Blocks of fixed size are added in order.
    """
    block_rows, q = rows.block_rows, rows.p + rows.k
    if rows.n <= block_rows:
        block = rows.block(0, rows.n, np.empty((rows.n, q)))
        gram: Matrix = block.T @ block
        return gram, rows.depth

    # A fresh buffer for every task would spend its time on page faults.
    buffer = PerThread(lambda: np.empty((block_rows, q)))

    def task(start: int, stop: int) -> tuple[Matrix, int]:
        total = GramSum(q)
        for first in range(start, stop, block_rows):
            block = rows.block(first, min(first + block_rows, stop), buffer())
            total.add(block.T)
        return total.matrix(), total.depth

    total, depth = np.zeros((q, q)), FEWEST_ADDITIONS
    longest = 0
    for part, additions in each_task(task, rows.n, rows.task_rows):
        total += part
        depth, longest = depth + 1.0, max(longest, additions)
    return total, depth + longest


def first_pass(gram: Matrix, columns: Columns, eta: float) -> FirstPass | Declined:
    """Solve from [Z, t]ᵀ[Z, t] (q, q), each entry right to `eta` times its columns' norms."""
    p = columns.p
    norms = np.sqrt(gram.diagonal())
    reason = _unsuitable(gram, norms, p)
    if reason:
        return Declined(reason)
    unit = 1.0 / norms[:p]
    scaled = gram[:p, :p] * unit * unit[:, np.newaxis]
    try:
        inverse_lower = np.linalg.inv(np.linalg.cholesky(scaled))
    except np.linalg.LinAlgError:
        return Declined("the Gram matrix is singular in float64 (Cholesky met a zero pivot)")
    inverse = inverse_lower.T @ inverse_lower
    spread = eta * float(np.abs(inverse).sum())
    if not spread < LARGEST_SPREAD:
        return Declined(
            "the columns are too close to dependent for a Gram matrix in float64 "
            f"(rounding may change its inverse by {spread:.1g} of itself)"
        )
    right = gram[:p, p:] * unit[:, np.newaxis]
    beta = inverse @ right
    beta += inverse @ (right - scaled @ beta)
    system = _System(
        columns=columns,
        moments=Moments.of_gram(gram, columns.origin, p, columns.intercept),
        to_units=columns.transform(unit),
        unit=unit,
        inverse=inverse,
        inverse_lower=inverse_lower,
        eta=eta,
        spread=spread,
        target_norms=norms[p:],
    )
    answer = _from_one_pass(system, beta, right, right - scaled @ beta)
    return FirstPass(system, beta, answer)


def _unsuitable(gram: Matrix, norms: Vector, p: int) -> str:
    if not norms.max() < LARGEST_NORM:
        return "a column is too large to be squared in float64"
    if norms[:p].min() < SMALLEST_NORM:
        return "a column is zero, constant, or too small to be squared in float64"
    small = norms[p:] < SMALLEST_NORM
    if small.any() and (gram[:p, p:][:, small] != 0.0).any():
        return "the target is too small to be squared in float64"
    return ""


@dataclass(frozen=True, slots=True, eq=False)
class _System:
    """Small system G β = c of the unit columns, with its inverse and their rounding."""

    columns: Columns
    moments: Moments
    to_units: Matrix  # (p, p) T
    unit: Vector  # (p,) 1 / ‖z_j‖
    inverse: Matrix  # (p, p) W
    inverse_lower: Matrix  # (p, p) L⁻¹
    eta: float
    spread: float
    target_norms: Vector  # (k,) ‖t‖

    @property
    def amplification(self) -> float:
        return math.sqrt(self.inverse.diagonal().max())

    def reach(self) -> Matrix:
        return np.abs(self.to_units @ self.inverse)

    def last_rounding(self, beta: Matrix) -> Matrix:
        """Bound the rounding of T β + m_y (p, k): p products, their sums, T itself, and m_y."""
        size = np.abs(self.to_units) @ np.abs(beta)
        if self.columns.intercept:
            size[-1] += np.abs(self.columns.origin[self.columns.d :])
        return (self.columns.p + 2.0) * UNIT_ROUNDOFF * size


def _from_one_pass(system: _System, beta: Matrix, right: Matrix, left_over: Matrix) -> Answer:
    t_norms = system.target_norms
    error = one_pass(system.reach(), system.eta, system.spread, beta, left_over, t_norms)
    rss = np.maximum(t_norms * t_norms - (beta * (right + left_over)).sum(axis=0), 0.0)
    size = t_norms + np.abs(beta).sum(axis=0)
    lost = np.sqrt(system.eta) * size  # rss is off by η (‖b‖ + ‖t‖)², its root by half as much
    return Answer(
        weights=system.columns.to_user(system.to_units, beta),
        low=None,
        error=error + system.last_rounding(beta),
        residual_norms=np.sqrt(rss),
        inverse_factor=system.to_units @ system.inverse_lower.T,
        moments=system.moments,
        rank=system.columns.p,
        amplification=system.amplification,
        passes=1,
        residual_rounding=lost,
        residual_error=_relative(0.5 * lost * lost, rss),
        inverse_error=inverse_rounding(system.inverse_lower, system.eta),
        residuals_certain=bool((lost * lost <= 1e-6 * rss).all()),
    )


def _relative(error: Vector, size: Vector) -> Vector:
    """Return error/size, infinite where the size is 0."""
    return np.divide(error, size, out=np.full_like(size, np.inf), where=size > 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class FirstPass:
    """Weights from the Gram matrix alone, and their correction by a second pass."""

    system: _System
    beta: Matrix  # (p, k) weights of the unit columns
    answer: Answer

    @property
    def slopes(self) -> Matrix:
        """Weights of the shifted columns, shape (p, k), as `residual_pass` takes them."""
        return self.beta * self.system.unit[:, np.newaxis]

    def corrected(self, gradient: Matrix, squares: Vector, depth: float) -> Answer:
        """Return β + W Zᵀ(t − Z β), the residuals read from the rows with `depth` additions."""
        system, p = self.system, self.system.columns.p
        step = system.inverse_lower @ (gradient * system.unit[:, np.newaxis])
        correction = system.inverse_lower.T @ step
        beta = self.beta + correction
        left = np.sqrt(np.maximum(squares - (step * step).sum(axis=0), 0.0))
        return Answer(
            weights=system.columns.to_user(system.to_units, beta),
            low=None,
            error=self._error(correction, np.sqrt(squares), depth) + system.last_rounding(beta),
            # Residuals within their own rounding may be zero: the fit counts as exact.
            residual_norms=np.where(left <= self._residual_rounding(), 0.0, left),
            # The sum of squares is off by depth + 1 roundings, its root by half of them.
            residual_error=_relative(self._residual_rounding(), left) + depth * UNIT_ROUNDOFF,
            inverse_error=self.answer.inverse_error,
            inverse_factor=self.answer.inverse_factor,
            moments=system.moments,
            rank=p,
            amplification=system.amplification,
            passes=2,
        )

    def expected(self, depth: float) -> Answer:
        """Return the worst answer that `corrected` can give: these weights, with larger bounds."""
        system = self.system
        size = np.abs(self.beta).sum(axis=0) + system.target_norms
        correction = np.multiply.outer(np.abs(system.inverse).sum(axis=1), system.eta * size)
        error = self._error(correction, self.answer.residual_norms, depth)
        return replace(
            self.answer,
            error=error + system.last_rounding(self.beta),
            residuals_certain=True,
        )

    def _residual_rounding(self) -> Vector:
        """Return δ (k,): bound on the norm of what rounding adds to the residuals."""
        size = np.abs(self.beta).sum(axis=0) + self.system.target_norms
        rounding: Vector = (self.system.columns.p + 4.0) * UNIT_ROUNDOFF * size
        return rounding

    def _error(self, correction: Matrix, residuals: Vector, depth: float) -> Matrix:
        system, residual_rounding = self.system, self._residual_rounding()
        assert self.answer.inverse_factor is not None
        return after_pass(
            system.reach(),
            row_norms(self.answer.inverse_factor),
            system.eta,
            system.spread,
            correction,
            residual_rounding,
            depth * UNIT_ROUNDOFF * (residuals + residual_rounding),
        )
