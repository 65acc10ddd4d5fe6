"""Comparison of the lesson's solvers on a table or on a case with a known solution.

Each solver gets one thread and the same rows. The rate of gradient descent and the tolerance of
LSMR come from the spectrum, whose computation is not timed. The error is relative to b, the
certified weights of `ladder.solve`:

    error = ‖D (w − b)‖ / ‖D b‖       D the lengths of the columns of X_b, so that units cancel
    error = ‖X_b (w − b)‖ / ‖X_b b‖   of the predictions, where columns depend on each other

Time is the best of a few runs while they are short; memory is the peak of NumPy's arrays beyond
the data (LAPACK's own workspace is not traced).
"""

from __future__ import annotations

import math
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, Self

import numpy as np

from downslope.diagnosis.advice import advised_batch_rate, advised_rate
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.errors import DataError, OptionError
from downslope.fitting.comparison_result import Compared, Comparison
from downslope.fitting.ladder import solve
from downslope.fitting.solution import Solution
from downslope.fitting.solver_costs import Advised, advise, epochs_needed
from downslope.formatting import digits, seconds, size
from downslope.formatting import epochs as in_epochs
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import free_memory, one_blas_thread
from downslope.rules import GradientDescent
from downslope.solvers.textbook import (
    BATCHES_PER_EPOCH,
    ROUNDING,
    SHUFFLED_COST,
    SMALLEST_BATCH,
    TEXTBOOK_SOLVERS,
    Attempt,
    Setup,
    Textbook,
    lsmr_limit,
)

TIMING_SECONDS = 0.3  # for all repeated runs of one solver
MAX_TIMED_RUNS = 7
MAX_VISITED_VALUES = 1e9  # in a loop: a few seconds


@dataclass(frozen=True, slots=True, eq=False)
class SolverTrials:
    """Runs of solvers on one problem: time, memory, and error."""

    problem: LeastSquares
    exact: Solution
    setup: Setup
    kappa: float  # of X_b, over σ > 0
    accuracy: float

    @classmethod
    def of(cls, problem: LeastSquares, exact: Solution, epochs: int, accuracy: float) -> Self:
        """Decompose the problem once, to set the rates and stopping rules."""
        spectrum = Spectrum.of(problem)
        sigma = spectrum.singular_values
        if exact.rank < spectrum.rank:
            # On tall data the spectrum takes rounding for curvature; the ladder's rank is right.
            sigma = np.where(np.arange(len(sigma)) < exact.rank, sigma, 0.0)
            spectrum = replace(spectrum, singular_values=sigma, rank=exact.rank)
        kappa = float(sigma[0] / sigma[spectrum.rank - 1]) if spectrum.rank else 1.0
        setup = prepare(problem, spectrum, kappa, epochs, accuracy, MAX_VISITED_VALUES)
        return cls(problem, exact, setup, kappa, accuracy)

    @property
    def dependent(self) -> bool:
        """Whether the data leave some weights undetermined."""
        return self.exact.rank < len(self.exact.weights)

    def advice(self, room: float) -> Advised:
        """Return the cost model's advice for these data."""
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
        """Measure a solver: its memory, its time, and its error against the exact answer."""
        first, peak, once = self._traced(solver)
        shortest, attempt = (
            (once, first) if not solver.loops and once > TIMING_SECONDS else self._timed(solver)
        )
        error = self._error(attempt.weights)
        status = self._status(solver, attempt, error)
        note = self._note(solver, attempt, error, status)
        return Compared(solver.name, shortest, peak / 1e6, error, attempt.passes, status, note)

    def _traced(self, solver: Textbook) -> tuple[Attempt, int, float]:
        """Run with memory traced; only a few epochs of a loop, which all need the same."""
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
        """Return the shortest of a few runs, and its answer."""
        shortest, spent, runs = math.inf, 0.0, 0
        while runs == 0 or (spent < TIMING_SECONDS and runs < MAX_TIMED_RUNS):
            clock = time.perf_counter()
            attempt = self._run(solver, self.setup)
            elapsed = time.perf_counter() - clock
            shortest, spent, runs = min(shortest, elapsed), spent + elapsed, runs + 1
        return shortest, attempt

    def _run(self, solver: Textbook, setup: Setup) -> Attempt:
        with np.errstate(over="ignore", invalid="ignore"):
            return solver.run(self.problem, setup)

    def _error(self, w: Vector | None) -> float:
        """Return the relative error of weights or predictions; inf if the numbers overflowed."""
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
            return f"It divides by a rounding error: its largest weight is {largest:.1e}."
        if status == "failed":
            return f"It gets {digits(error)} of 16 right."
        if solver.name == "gradient-descent" and status != "converged":
            needed = in_epochs(epochs_needed(self.kappa, self.accuracy))
            return f"It ran {attempt.passes:,} of {needed} needed at lr={self.setup.lr:.3g}."
        if solver.name == "sgd":
            size, rate = self.setup.batch_size, self.setup.batch_lr
            ended = "; at a fixed rate it wanders around the minimum and never settles"
            if status == "converged":  # to the accuracy wanted, or because there is no noise
                ended = ""
            elif self.setup.batch_epochs < self.setup.epochs:
                ended = "; stopped early for time"
            return f"Batches of {size:,} at lr={rate:.2g}, a stable rate{ended}."
        if solver.name == "gradient-descent" and self.dependent:
            return (
                "Started from zeros, it ends at the smallest solution; other starts end elsewhere."
            )
        return ""


def _relative(error: Vector, truth: Vector) -> float:
    """Return ‖error‖/‖truth‖, or ‖error‖ where the truth is zero."""
    with np.errstate(over="ignore"):
        return float(np.linalg.norm(error)) / (float(np.linalg.norm(truth)) or 1.0)


ACCURACY = 1e-6  # relative error that counts as converged
MOST_SECONDS = 20.0  # a solver expected to take longer is not run
MAX_EXACT_WORK = 3e9  # n·p²: beyond, the standard accuracy of the ladder is exact enough
LARGEST_VALUE = 1e140  # sums of squares do not overflow
UNKNOWN_MEMORY = 4e9  # bytes assumed free where the system does not report it
SHARE_OF_MEMORY = 0.5  # of free memory; a solver expected to need more is not run

Progress = Callable[[str], None]


class Data(Protocol):
    """Data with a least-squares problem, such as a `Table` or a `Case`."""

    def problem(self) -> LeastSquares:
        """Return the problem, with its rows."""
        ...


def compare(
    data: Data | LeastSquares,
    epochs: int = 200,
    *,
    accuracy: float = ACCURACY,
    memory: float | None = None,
    most_seconds: float = MOST_SECONDS,
    progress: Progress | None = None,
) -> Comparison:
    """Run every solver of the lesson on the same data.

    Parameters
    ----------
    data : LeastSquares, Table, or Case
        A problem, or data that have one.
    epochs : int
        Limit at which gradient descent and sgd stop, if they have not converged before.
    accuracy : float
        Relative error that counts as converged.
    memory : float, optional
        Bytes that a solver may use beyond the data; half of the free memory by default.
    most_seconds : float
        A direct solver expected to take longer is skipped, with the reason.
    progress : callable, optional
        Receives the name of each step before it runs.

    Returns
    -------
    Comparison
        A row per solver, the advice, and the conclusion.

    Raises
    ------
    DataError
        Squares of the values overflow float64.
    OptionError
        An argument cannot be used, or the problem has no rows.

    """
    if not isinstance(data, LeastSquares) and not hasattr(data, "problem"):
        raise OptionError(
            f"data is a {type(data).__name__}: give a LeastSquares, as in LeastSquares(X, y)."
        )
    epochs = whole_number("epochs", epochs, at_least=1)
    problem = data if isinstance(data, LeastSquares) else data.problem()
    if not problem.has_rows or problem.to_user is not None:
        raise OptionError(
            "compare needs the original rows, not a summary or standardized "
            "columns: give LeastSquares(X, y)."
        )
    if max(np.abs(problem.X_b).max(), np.abs(problem.y).max()) > LARGEST_VALUE:
        raise DataError(
            f"Squares of values beyond {LARGEST_VALUE:g} overflow float64, and these solvers form "
            "them: divide the columns first, or use 'downslope fit', which does this itself."
        )
    report = progress or (lambda _: None)
    for module in ("scipy.linalg", "scipy.sparse.linalg"):
        import_module(module)  # loads its BLAS before the limit is set, and before the clock runs
    with one_blas_thread():
        report("the exact solution")
        exact = _exact(problem)
        report("the spectrum")
        trials = SolverTrials.of(problem, exact, epochs, accuracy)
        room = (free_memory() or UNKNOWN_MEMORY) * SHARE_OF_MEMORY if memory is None else memory
        advice = trials.advice(room)
        rows = []
        for solver in TEXTBOOK_SOLVERS:
            reason = "" if solver.loops else _too_much(advice, solver.name, room, most_seconds)
            report(solver.name)
            rows.append(_skipped(solver, reason) if reason else trials.row(solver))
    return Comparison(
        rows=tuple(rows),
        advice=advice,
        error_of="predictions" if trials.dependent else "weights",
        accuracy=accuracy,
        n=problem.n,
        d=problem.d,
        rank=exact.rank,
        condition_number=math.inf if trials.dependent else trials.kappa**2,
        design_condition_number=trials.kappa,
        lr=trials.setup.lr,
        epochs=epochs,
        exact=exact,
    )


def _exact(problem: LeastSquares) -> Solution:
    X, p = problem.X_b[:, : problem.d], len(problem.weight_names)
    accuracy = "full" if problem.n * p * p <= MAX_EXACT_WORK else "standard"
    return solve(
        X,
        problem.y,
        accuracy=accuracy,
        intercept=problem.has_intercept,
        names=problem.feature_names,
    )


def _too_much(advice: Advised, solver: str, room: float, most_seconds: float) -> str:
    """Return why a solver is not run; empty if it is."""
    expected = advice.cost(solver)
    if expected.bytes > room:
        return f"would need about {size(expected.bytes)}, more than the {size(room)} allowed"
    if expected.seconds > most_seconds:
        return f"would take about {seconds(expected.seconds)}, more than {seconds(most_seconds)}"
    return ""


def _skipped(solver: Textbook, reason: str) -> Compared:
    return Compared(solver.name, math.nan, math.nan, math.nan, 0, "skipped", f"Not run: {reason}.")


def prepare(
    problem: LeastSquares,
    spectrum: Spectrum,
    condition_number: float,
    epochs: int,
    accuracy: float,
    most_values: float = math.inf,
) -> Setup:
    """Choose rates and stopping rules for a relative error of `accuracy` in the weights.

    ‖e‖/‖w‖ ≤ κ² ‖gradient‖/‖first gradient‖ from a start at zero, and ≤ κ · backward error in the
    2-norm, which LSMR takes in the Frobenius norm, up to √p larger. κ, the `condition_number` of
    X_b, is that of the directions that the data determine. The loops stop early rather than visit
    more than `most_values` values.
    """
    X_b = problem.X_b
    n, p = X_b.shape
    batch_size = min(n, max(SMALLEST_BATCH, n // BATCHES_PER_EPOCH))
    affordable = int(min(most_values / X_b.size, 1e9))
    return Setup(
        lr=advised_rate(Descent(spectrum, GradientDescent())),
        batch_lr=advised_batch_rate(spectrum, batch_size),
        batch_size=batch_size,
        epochs=max(1, min(epochs, affordable)),
        batch_epochs=max(1, min(epochs, affordable // SHUFFLED_COST)),
        iterations=max(1, min(lsmr_limit(n, p), affordable)),
        gradient_share=max(accuracy / condition_number / condition_number, ROUNDING),
        backward_error=max(accuracy / (condition_number * math.sqrt(min(n, p))), ROUNDING),
    )
