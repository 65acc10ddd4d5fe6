"""Running one solver: its time, its memory, and its answer held against the exact one.

    error = ‖D (w − b)‖ / ‖D b‖       D the lengths of the columns of X_b, so that units cancel
    error = ‖X_b (w − b)‖ / ‖X_b b‖   of the predictions, where columns depend on each other

b are the weights of `ladder.solve`, certified. Time is the best of a few runs while they are
short; memory is what NumPy's arrays take at the peak, beyond the data (LAPACK's own workspace is
not seen).
"""

from __future__ import annotations

import math
import time
import tracemalloc
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from downslope.advice import Advised, advise
from downslope.arrays import Vector
from downslope.costs import epochs_needed
from downslope.problem import LeastSquares
from downslope.quantities import digits
from downslope.quantities import epochs as in_epochs
from downslope.solution import Solution
from downslope.spectrum import Spectrum
from downslope.textbook import Attempt, Setup, Textbook, prepare
from downslope.workbench.comparison import Compared

SHORT = 0.3  # seconds that repeated runs of one solver may take together
MOST_RUNS = 7
MOST_VALUES = 1e9  # that a loop may visit: a few seconds


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Runs solvers on one problem and says how they did."""

    problem: LeastSquares
    exact: Solution
    setup: Setup
    kappa: float  # of X_b, over σ > 0
    accuracy: float

    @classmethod
    def of(cls, problem: LeastSquares, exact: Solution, epochs: int, accuracy: float) -> Self:
        """Look at the bowl once, for all that a solver is told beforehand."""
        spectrum = Spectrum.of(problem)
        sigma = spectrum.singular_values
        if exact.rank < spectrum.rank:
            # That of tall data sees rounding as a last bit of curvature; the ladder knows better.
            sigma = np.where(np.arange(len(sigma)) < exact.rank, sigma, 0.0)
            spectrum = replace(spectrum, singular_values=sigma, rank=exact.rank)
        kappa = float(sigma[0] / sigma[spectrum.rank - 1]) if spectrum.rank else 1.0
        setup = prepare(problem, spectrum, kappa, epochs, accuracy, MOST_VALUES)
        return cls(problem, exact, setup, kappa, accuracy)

    @property
    def dependent(self) -> bool:
        """Whether the data leave some weights open."""
        return self.exact.rank < len(self.exact.weights)

    def advice(self, room: float) -> Advised:
        """What the cost model advises for these data."""
        return advise(
            self.problem.n,
            self.problem.d,
            self.kappa,
            accuracy=self.accuracy,
            memory=room,
            rank=self.exact.rank,
            scaled_condition_number=self.exact.condition_number,
        )

    def row(self, solver: Textbook) -> Compared:
        """Trace its memory, time it, and hold its answer against the exact one."""
        first, peak, once = self._traced(solver)
        shortest, attempt = (
            (once, first) if not solver.loops and once > SHORT else self._timed(solver)
        )
        error = self._error(attempt.weights)
        status = self._status(solver, attempt, error)
        note = self._note(solver, attempt, error, status)
        return Compared(solver.name, shortest, peak / 1e6, error, attempt.passes, status, note)

    def _traced(self, solver: Textbook) -> tuple[Attempt, int, float]:
        """A run with memory traced, short for a loop: all of its epochs take the same."""
        setup = replace(self.setup, epochs=2, batch_epochs=1, iterations=2)
        tracemalloc.start()
        try:
            clock = time.perf_counter()
            attempt = self._run(solver, setup)
            elapsed = time.perf_counter() - clock
            return attempt, tracemalloc.get_traced_memory()[1], elapsed
        finally:
            tracemalloc.stop()

    def _timed(self, solver: Textbook) -> tuple[float, Attempt]:
        """The shortest of a few runs, and its answer."""
        shortest, spent, runs = math.inf, 0.0, 0
        while runs == 0 or (spent < SHORT and runs < MOST_RUNS):
            clock = time.perf_counter()
            attempt = self._run(solver, self.setup)
            elapsed = time.perf_counter() - clock
            shortest, spent, runs = min(shortest, elapsed), spent + elapsed, runs + 1
        return shortest, attempt

    def _run(self, solver: Textbook, setup: Setup) -> Attempt:
        with np.errstate(over="ignore", invalid="ignore"):
            return solver.run(self.problem, setup)

    def _error(self, w: Vector | None) -> float:
        """Relative, of the weights or of the predictions; inf for numbers that left float64."""
        if w is None:
            return math.nan
        if not np.isfinite(w).all():
            return math.inf
        X_b, b = self.problem.X_b, self.exact.weights
        if self.dependent:
            return _relative(X_b @ (w - b), X_b @ b)
        lengths = np.sqrt(np.einsum("ij,ij->j", X_b, X_b))
        return _relative(lengths * (w - b), lengths * b)

    def _status(self, solver: Textbook, attempt: Attempt, error: float) -> str:
        if attempt.grew or error == math.inf:
            return "diverging" if solver.loops else "failed"
        if error <= self.accuracy:
            return "converged"
        return "converging" if solver.loops else "failed"

    def _note(self, solver: Textbook, attempt: Attempt, error: float, status: str) -> str:
        if attempt.weights is None:
            return f"{attempt.reason}."
        if solver.name in ("normal-equations", "qr") and self.dependent:
            largest = np.abs(attempt.weights).max()
            return f"Divides by rounding: its largest weight is {largest:.1e}, one of many."
        if status == "failed":
            return f"{digits(error).capitalize()} left of 16."
        if solver.name == "gradient-descent" and status != "converged":
            needed = in_epochs(epochs_needed(self.kappa, self.accuracy))
            return f"{attempt.passes:,} of {needed} at lr={self.setup.lr:.3g}."
        if solver.name == "sgd":
            size, rate = self.setup.batch_size, self.setup.batch_lr
            ended = "; at a fixed rate it wanders and never settles"
            if status == "converged":  # to the accuracy wanted, or there is no noise to wander by
                ended = ""
            elif self.setup.batch_epochs < self.setup.epochs:
                ended = "; stopped early for time"
            return f"Batches of {size:,} at lr={rate:.2g}, which they bear{ended}."
        if solver.name == "gradient-descent" and self.dependent:
            return "From zeros it ends at the smallest of many weights; other starts end at others."
        return ""


def _relative(error: Vector, truth: Vector) -> float:
    """‖error‖/‖truth‖; ‖error‖ where the truth is zero."""
    with np.errstate(over="ignore"):
        return float(np.linalg.norm(error)) / (float(np.linalg.norm(truth)) or 1.0)
