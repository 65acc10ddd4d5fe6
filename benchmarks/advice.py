"""Recommended solver against measured times: a grid of shapes, each solver timed on one thread.

A recommendation is right if the solver reaches the accuracy and takes at most 1.5 times as long as
the fastest solver that does. The singular values of dense data are spread evenly on a log scale
from 1 to 1/κ; sparse data have random columns whose sizes are spread in the same way. A solver is
skipped if it is expected to take over 30 times as long as the fastest so far.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.linalg
import scipy.sparse as sp
import scipy.sparse.linalg
from threadpoolctl import threadpool_limits

from benchmarks.timing import Row
from downslope.fitting.solver_costs import Advised, advise
from downslope.models.least_squares import LeastSquares
from downslope.solvers import textbook
from downslope.solvers.textbook import Attempt, Setup

ACCURACY = 1e-6
NEAR = 1.5
OUT_OF_THE_RACE = 30
ROUNDS = 5
LONG_ENOUGH = 0.4  # seconds, for all rounds of one solver

DENSE = [(100, 1), (1_000, 10), (30_000, 5), (100_000, 20), (20_000, 60), (2_000, 200),
         (1_024, 500), (60, 400)]  # fmt: skip
DENSE_KAPPAS = [1.1, 30.0, 500.0, 1e7]
SPARSE = [(20_000, 200, 0.01), (20_000, 1_000, 0.005), (10_000, 3_000, 0.002)]
SPARSE_KAPPAS = [1.0, 100.0]


@dataclass(frozen=True, slots=True)
class Trial:
    """Recommendation for one shape, and the time of each solver that reached the accuracy."""

    shape: str
    advice: Advised
    times: dict[str, float]

    @property
    def fastest(self) -> str:
        return min(self.times, key=lambda name: self.times[name])

    @property
    def ratio(self) -> float:
        """Time of the recommended solver over that of the fastest; inf if it was not accurate."""
        return self.times.get(self.advice.solver, math.inf) / self.times[self.fastest]


def rows() -> list[Row]:
    trials = grid()
    for each in trials:
        mark = "hit " if each.ratio <= NEAR else "MISS"
        times = ", ".join(f"{name} {1e3 * t:.3g} ms" for name, t in each.times.items())
        print(f"{mark} {each.shape:38} {each.advice.solver} ({each.ratio:.2f}×): {times}")
    share = sum(each.ratio <= NEAR for each in trials) / len(trials)
    return [Row(f"advice within {NEAR}× of the fastest, {len(trials)} shapes", share, 1.0, True)]


def grid() -> list[Trial]:
    with threadpool_limits(limits=1, user_api="blas"):
        dense = [_dense(n, d, kappa) for n, d in DENSE for kappa in DENSE_KAPPAS]
        sparse = [_sparse(*shape, kappa) for shape in SPARSE for kappa in SPARSE_KAPPAS]
    return dense + sparse


def _dense(n: int, d: int, kappa: float) -> Trial:
    rng = np.random.default_rng(0)
    p, r = d + 1, min(n, d + 1)
    left = np.linalg.qr(rng.standard_normal((n, r)))[0]
    right = np.linalg.qr(rng.standard_normal((p, r)))[0]
    X_b = math.sqrt(n) * (left * np.geomspace(1, 1 / kappa, r)) @ right.T
    truth = right @ rng.standard_normal(r)
    y = X_b @ truth
    setup = _setup(kappa, 2.0, 2.0 / kappa**2, n, p, X_b)
    advice = advise(n, d, kappa, accuracy=ACCURACY, rank=r)
    return _race(f"{n:,} × {d:,}, κ {kappa:g}", advice, X_b, y, truth, setup)


def _sparse(n: int, d: int, density: float, kappa: float) -> Trial:
    rng = np.random.default_rng(0)
    p = d + 1
    X = sp.random_array((n, p), density=density, rng=rng, data_sampler=rng.standard_normal)
    X_b = (X @ sp.diags_array(np.geomspace(1, 1 / kappa, p))).tocsr()
    truth = rng.standard_normal(p) * np.geomspace(1, kappa, p)
    y = X_b @ truth
    curvatures = np.linalg.eigvalsh((X_b.T @ X_b).toarray())
    true_kappa = math.sqrt(curvatures[-1] / curvatures[0])
    lengths = scipy.sparse.linalg.norm(X_b, axis=0)
    scaled = np.linalg.eigvalsh((X_b.T @ X_b).toarray() / np.outer(lengths, lengths))
    steep, flat = 2 / n * curvatures[[-1, 0]]
    setup = _setup(true_kappa, float(steep), float(flat), n, p, X_b)
    advice = advise(
        n, d, true_kappa, density, ACCURACY,
        scaled_condition_number=math.sqrt(scaled[-1] / scaled[0]),
    )  # fmt: skip
    name = f"{n:,} × {d:,}, {100 * density:g}% full, κ {true_kappa:.3g}"
    return _race(name, advice, X_b, y, truth, setup)


def _setup(kappa: float, steep: float, flat: float, n: int, p: int, X_b: object) -> Setup:
    """Return what `textbook.prepare` does, from known singular values."""
    return Setup(
        lr=2 / (steep + flat),
        batch_lr=1 / (4 * n),
        batch_size=max(32, n // 100),
        epochs=1_000_000,
        batch_epochs=20,
        iterations=textbook.lsmr_limit(n, p),
        gradient_share=max(ACCURACY / kappa**2, textbook.ROUNDING),
        backward_error=max(ACCURACY / (kappa * math.sqrt(min(n, p))), textbook.ROUNDING),
    )


def _race(
    shape: str, advice: Advised, X_b: object, y: np.ndarray, truth: np.ndarray, setup: Setup
) -> Trial:
    runs = _runs(X_b, y, setup)
    squares = X_b.multiply(X_b).sum(axis=0) if sp.issparse(X_b) else (X_b * X_b).sum(axis=0)
    lengths = np.sqrt(np.asarray(squares).ravel())
    times: dict[str, float] = {}
    for cost in sorted(advice.costs, key=lambda c: c.seconds):
        fastest = min(times.values(), default=math.inf)
        if cost.solver not in runs or cost.seconds > OUT_OF_THE_RACE * fastest:
            continue
        attempt = runs[cost.solver]()  # warms caches and imports
        if attempt.weights is None:
            continue
        error = lengths * (attempt.weights - truth)
        if np.linalg.norm(error) <= ACCURACY * np.linalg.norm(lengths * truth):
            times[cost.solver] = _seconds(runs[cost.solver])
    return Trial(shape, advice, times)


def _runs(X_b: object, y: np.ndarray, setup: Setup) -> dict[str, Callable[[], Attempt]]:
    sparse = sp.issparse(X_b)

    def filled() -> np.ndarray:
        return X_b.toarray() if sparse else X_b

    def loop(run: Callable[[LeastSquares, Setup], Attempt]) -> Callable[[], Attempt]:
        problem = None if sparse else LeastSquares(X_b, y, intercept=False)
        return lambda: run(problem or LeastSquares(filled(), y, intercept=False), setup)

    return {
        "normal-equations": lambda: textbook.normal_equations(X_b, y),
        "qr": lambda: textbook.qr(filled(), y),
        "pinv": lambda: textbook.pinv(filled(), y),
        "lsmr": lambda: textbook.lsmr(X_b, y, setup.backward_error, setup.iterations),
        "gradient-descent": loop(textbook.gradient_descent),
        "sgd": loop(textbook.sgd),
    }


def _seconds(run: Callable[[], object]) -> float:
    """Return the time of the fastest round, the one with the least disturbance."""
    shortest, spent = math.inf, 0.0
    for _ in range(ROUNDS):
        repeats, clock = 0, time.perf_counter()
        while repeats == 0 or time.perf_counter() - clock < 0.002:
            run()
            repeats += 1
        elapsed = time.perf_counter() - clock
        shortest, spent = min(shortest, elapsed / repeats), spent + elapsed
        if spent > LONG_ENOUGH:
            break
    return shortest
