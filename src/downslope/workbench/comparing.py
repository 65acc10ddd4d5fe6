"""`compare`: the lesson's solvers side by side, on a table or on a case with known truth.

Every solver gets one thread and the same rows. The rate of gradient descent and the tolerance of
LSMR come from the spectrum, which is found beforehand and not counted.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Protocol

import numpy as np

from downslope.advice import Advised
from downslope.arguments import whole_number
from downslope.errors import DataError, OptionError
from downslope.ladder import solve
from downslope.problem import LeastSquares
from downslope.quantities import seconds, size
from downslope.solution import Solution
from downslope.textbook import TEXTBOOK_SOLVERS, Textbook
from downslope.workbench.comparison import Compared, Comparison
from downslope.workbench.judging import Judge

ACCURACY = 1e-6  # relative error that counts as having got there
MOST_SECONDS = 20.0  # a solver expected to take longer is not run
MOST_EXACT_WORK = 3e9  # n·p²: beyond, the standard accuracy of the ladder is exact enough
LARGEST_VALUE = 1e140  # sums of squares stay in float64
SHARE_OF_MEMORY = 0.5  # of what is free; a solver expected to need more is not run

Progress = Callable[[str], None]


class Data(Protocol):
    """A table, a case: whatever has a least-squares problem."""

    def problem(self) -> LeastSquares:
        """The problem, with the rows."""
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
    if not isinstance(data, LeastSquares) and not hasattr(data, "problem"):
        raise OptionError(
            f"data is a {type(data).__name__}: give a LeastSquares, as in LeastSquares(X, y)."
        )
    epochs = whole_number("epochs", epochs, at_least=1)
    problem = data if isinstance(data, LeastSquares) else data.problem()
    if not problem.has_rows or problem.to_user is not None:
        raise OptionError("compare needs the rows as they are: not a summary, not standardised.")
    if max(np.abs(problem.X_b).max(), np.abs(problem.y).max()) > LARGEST_VALUE:
        raise DataError(
            f"Values beyond {LARGEST_VALUE:g} have squares beyond float64, and these solvers form "
            "them: divide the columns first, or use `downslope fit`, which does."
        )
    tell = progress or (lambda _: None)
    with _one_thread():
        tell("the exact solution")
        exact = _exact(problem)
        tell("the spectrum")
        judge = Judge.of(problem, exact, epochs, accuracy)
        room = _free_memory() * SHARE_OF_MEMORY if memory is None else memory
        advice = judge.advice(room)
        rows = []
        for solver in TEXTBOOK_SOLVERS:
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
