"""`compare`: the lesson's solvers side by side, on a table or on a case with known truth.

    error = ‖D (w − b)‖ / ‖D b‖       D the lengths of the columns of X_b, so that units cancel
    error = ‖X_b (w − b)‖ / ‖X_b b‖   of the predictions, where columns depend on each other

b are the weights of `ladder.solve`, certified. Every solver gets one thread and the same rows.
Time is the best of a few runs while they are short; memory is what NumPy's arrays take at the
peak, beyond the data (LAPACK's own workspace is not seen). The rate of gradient descent and the
tolerance of LSMR come from the spectrum, which is found beforehand and not counted.
"""

from __future__ import annotations

import math
import os
import time
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, Self

import numpy as np

from downslope.advice import Advised, advise, digits, epochs_needed, seconds, size
from downslope.arrays import Vector
from downslope.errors import DataError, OptionError
from downslope.ladder import solve
from downslope.plain import plain_dict
from downslope.problem import LeastSquares
from downslope.rules import epoch_count
from downslope.solution import Solution
from downslope.spectrum import Spectrum
from downslope.textbook import SOLVERS, Attempt, Setup, Textbook, prepare
from downslope.wording import epochs as in_epochs

ACCURACY = 1e-6  # relative error that counts as having got there
MOST_SECONDS = 20.0  # a solver expected to take longer is not run
MOST_VALUES = 1e9  # that a loop may visit: a few seconds
MOST_EXACT_WORK = 3e9  # n·p²: beyond, the standard accuracy of the ladder is exact enough
SHORT = 0.3  # seconds that repeated runs of one solver may take together
MOST_RUNS = 7
AS_FAST = 1.5  # times within this factor are no reason to change
LARGEST = 1e140  # sums of squares stay in float64
MUCH = 1e3  # a condition number that squaring makes dangerous
SHARE_OF_MEMORY = 0.5  # of what is free; a solver expected to need more is not run

Progress = Callable[[str], None]


class Data(Protocol):
    """A table, a case: whatever has a least-squares problem."""

    def problem(self) -> LeastSquares:
        """The problem, with the rows."""
        ...


@dataclass(frozen=True, slots=True)
class Compared:
    """How one solver did; numbers are nan where it gave none."""

    solver: str
    seconds: float
    peak_mb: float  # megabytes beyond the data
    error: float
    passes: int  # times that every row was visited
    status: str  # converged, converging, diverging, failed, skipped
    note: str  # what to know about it: a sentence, or nothing

    def to_dict(self) -> dict[str, object]:
        """The fields of the contract, and the note."""
        return {
            "solver": self.solver,
            "seconds": self.seconds,
            "peak_mb": self.peak_mb,
            "error": self.error,
            "passes": self.passes,
            "status": self.status,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """All solvers on the same data, the advice, and what it came to."""

    rows: tuple[Compared, ...]
    advice: Advised
    error_of: str  # "weights", or "predictions" where columns depend on each other
    accuracy: float
    n: int
    d: int
    rank: int
    condition_number: float  # λ_max/λ_min of the Hessian, as in every report; inf if dependent
    design_condition_number: float  # σ_max/σ_min of X_b, over σ > 0
    lr: float  # of gradient descent
    epochs: int
    exact: Solution

    @property
    def advised(self) -> str:
        """The solver that the cost model advises."""
        return self.advice.solver

    @property
    def fastest(self) -> Compared | None:
        """The fastest that got there, as measured."""
        there = [row for row in self.rows if row.status == "converged"]
        return min(there, key=lambda row: row.seconds, default=None)

    @property
    def verdict(self) -> str:
        """What to use on these data, and what goes wrong with the others: a sentence."""
        return _verdict(self)

    def row(self, solver: str) -> Compared:
        """How that solver did."""
        return next(row for row in self.rows if row.solver == solver)

    def to_dict(self) -> dict[str, object]:
        """The fields of the contract."""
        fastest = self.fastest
        fields = {
            "rows": list(self.rows),
            "advised": self.advised,
            "verdict": self.verdict,
            "advice": self.advice.sentence,
            "predicted": list(self.advice.costs),
            "fastest": None if fastest is None else fastest.solver,
            "error_of": self.error_of,
            "accuracy": self.accuracy,
            "n": self.n,
            "d": self.d,
            "rank": self.rank,
            "condition_number": self.condition_number,
            "design_condition_number": self.design_condition_number,
            "lr": self.lr,
            "epochs_run": self.epochs,
        }
        return plain_dict(fields)


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

    Args:
        data: a problem, or what has one: a `Table`, a `Case`.
        epochs: at which gradient descent and sgd stop, if they did not get there before.
        accuracy: relative error that counts as having got there.
        memory: bytes that a solver may use beyond the data; half of what is free by default.
        most_seconds: a direct solver expected to take longer is skipped, with the reason.
        progress: told what is about to run.

    Raises:
        DataError: values whose squares leave float64.
        OptionError: an argument that cannot be used, or a problem without its rows.

    """
    epochs = epoch_count(epochs, at_least=1)
    if not isinstance(data, LeastSquares) and not hasattr(data, "problem"):
        raise OptionError(
            f"data is a {type(data).__name__}: give a LeastSquares, as in LeastSquares(X, y)."
        )
    problem = data if isinstance(data, LeastSquares) else data.problem()
    if not problem.has_rows or problem.to_user is not None:
        raise OptionError("compare needs the rows as they are: not a summary, not standardised.")
    if max(np.abs(problem.X_b).max(), np.abs(problem.y).max()) > LARGEST:
        raise DataError(
            f"Values beyond {LARGEST:g} have squares beyond float64, and these solvers form them: "
            "divide the columns first, or use `downslope fit`, which does."
        )
    tell = progress or (lambda _: None)
    with _one_thread():
        tell("the exact solution")
        exact = _exact(problem)
        tell("the spectrum")
        judge = _Judge.of(problem, exact, epochs, accuracy)
        room = _free_memory() * SHARE_OF_MEMORY if memory is None else memory
        advice = judge.advice(room)
        rows = []
        for solver in SOLVERS:
            reason = "" if solver.loops else _too_much(advice, solver.name, room, most_seconds)
            tell(solver.name)
            rows.append(_skipped(solver, reason) if reason else judge.row(solver))
    return Comparison(
        rows=tuple(rows),
        advice=advice,
        error_of="predictions" if judge.dependent else "weights",
        accuracy=accuracy,
        n=problem.n,
        d=problem.d,
        rank=exact.rank,
        condition_number=math.inf if judge.dependent else judge.kappa**2,
        design_condition_number=judge.kappa,
        lr=judge.setup.lr,
        epochs=epochs,
        exact=exact,
    )


def _exact(problem: LeastSquares) -> Solution:
    X, p = problem.X_b[:, : problem.d], len(problem.weight_names)
    accuracy = "full" if problem.n * p * p <= MOST_EXACT_WORK else "standard"
    return solve(
        X,
        problem.y,
        accuracy=accuracy,
        intercept=problem.has_intercept,
        names=problem.feature_names,
    )


def _one_thread() -> AbstractContextManager[object]:
    """A context in which BLAS, SciPy's own included, uses one thread: work is what is compared."""
    from threadpoolctl import threadpool_limits

    for module in ("scipy.linalg", "scipy.sparse.linalg"):
        import_module(module)  # loads its BLAS before the limit is set, and before the clock runs
    limit: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limit


def _free_memory() -> float:
    """Bytes of memory that are free, or 4 GB where the system does not say."""
    try:
        return float(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return 4e9


# --- running and judging one solver ----------------------------------------------------------


def _too_much(advice: Advised, solver: str, room: float, most_seconds: float) -> str:
    """Why it is not run; empty when it is."""
    expected = advice.cost(solver)
    if expected.bytes > room:
        return f"would need about {size(expected.bytes)}, more than the {size(room)} allowed"
    if expected.seconds > most_seconds:
        return f"would take about {seconds(expected.seconds)}, more than {seconds(most_seconds)}"
    return ""


def _skipped(solver: Textbook, reason: str) -> Compared:
    return Compared(solver.name, math.nan, math.nan, math.nan, 0, "skipped", f"Not run: {reason}.")


@dataclass(frozen=True, slots=True, eq=False)
class _Judge:
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
            early = "stopped early for time" if self.setup.batch_epochs < self.setup.epochs else ""
            wander = early or "at a fixed rate it wanders and never settles"
            return f"Batches of {size:,} at lr={rate:.2g}, which they bear; {wander}."
        if solver.name == "gradient-descent" and self.dependent:
            return "From zeros it ends at the smallest of many weights; other starts end at others."
        return ""


def _relative(error: Vector, truth: Vector) -> float:
    """‖error‖/‖truth‖; ‖error‖ where the truth is zero."""
    with np.errstate(over="ignore"):
        return float(np.linalg.norm(error)) / (float(np.linalg.norm(truth)) or 1.0)


# --- the verdict -----------------------------------------------------------------------------


def _verdict(c: Comparison) -> str:
    fastest = c.fastest
    if fastest is None:
        return (
            f"None got {digits(c.accuracy)} right on these data: use `downslope fit`, which climbs "
            "until a bound proves the answer."
        )
    advised = c.row(c.advised)
    near = advised.status == "converged" and advised.seconds <= AS_FAST * fastest.seconds
    best = advised if near else fastest
    parts = [_praise(c, best), *_failures(c), *_prices(c, best)]
    return "; ".join(parts) + "."


def _praise(c: Comparison, best: Compared) -> str:
    advised = c.row(c.advised)
    told = ", as advised"
    if best is not advised:
        how = seconds(advised.seconds) if advised.status == "converged" else advised.status
        told = f" (advised: {advised.solver}, {how})"
    what = " of the predictions" if c.error_of == "predictions" else ""
    return (
        f"Use {best.solver}{told}: {digits(best.error)}{what} right in {seconds(best.seconds)} and "
        f"{_passes(best)}"
    )


def _failures(c: Comparison) -> list[str]:
    """Which closed forms are wrong here, and why: a clause each."""
    wrong = [row for row in c.rows[:3] if row.status == "failed"]
    if wrong and c.error_of == "predictions":
        names = " and ".join(row.solver for row in wrong)
        why = "columns depend on each other"
        if c.n < len(c.exact.weights):
            why = f"{c.n:,} rows cannot determine {len(c.exact.weights):,} weights"
        return [f"{names} fail{'s' * (len(wrong) == 1)}, because {why}"]
    kappa = c.exact.condition_number
    return [
        f"{row.solver} is wrong, because XᵀX squares κ = {kappa:.1e} to {kappa**2:.1e}"
        if row.solver == "normal-equations" and kappa > MUCH
        else f"{row.solver} gives no answer"
        if math.isnan(row.error)
        else f"{row.solver} is wrong by {_share(row.error)}"
        for row in wrong
    ]


def _prices(c: Comparison, best: Compared) -> list[str]:
    """What gradient descent costs, and the normal equations where they are not the best."""
    closed, descent = c.row("normal-equations"), c.row("gradient-descent")
    parts = []
    if closed is not best and closed.status == "converged":
        parts.append(f"normal-equations takes {_times(closed, best)} the time")
    if descent.status == "diverging":
        parts.append("gradient descent diverges")
    elif descent.status == "converging":
        parts.append(
            f"gradient descent is still {_share(descent.error)} off after {_passes(descent)} and "
            f"{_times(descent, best)} the time"
        )
    elif descent is not best:
        parts.append(
            f"gradient descent gets there in {_passes(descent)}, {_times(descent, best)} the time"
        )
    return parts


def _times(row: Compared, than: Compared) -> str:
    ratio = row.seconds / max(than.seconds, 1e-9)
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"


def _passes(row: Compared) -> str:
    return f"{row.passes:,} pass{'' if row.passes == 1 else 'es'}"


def _share(error: float) -> str:
    """A relative error as a share: 12 %."""
    return f"{100 * error:.3g} %" if error < 9.99 else f"{error:.1e} times"
