"""Ladder of solvers, ordered by cost: the first one whose bound meets the target answers.

    cholesky       Gram matrix in float64      κ² u must be small        one pass, or two
    reproducible   Gram matrix in ~60 bits     κ² 2⁻⁵² must be small     only if asked for
    exact          Gram matrix in ~100 bits    κ² 2⁻⁹⁵ must be small     up to 200 columns
    minimum-norm   for columns that are dependent to the rounding of the data
    qr             R from QR, double-double passes    κ u must be small
    rational       no rounding at all          small problems only

A solver is a rung; `solve` climbs from one to the next while the bound on the error is too large.
Wide data (n < p) go to the minimum norm, large sparse data to LSMR. `choose` returns the solver
that a solve would try first, without running it; the answer names the solver it came from, and its
notes say why the cheaper ones declined. The ladder reads the data through a `Design`: rows in
memory (`memory_design.py`), or a summary (`summary_design.py`), without the solvers that need rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, OptionError, PrecisionError, unknown
from downslope.fitting.memory_design import MemoryDesign
from downslope.fitting.solution import Solution, is_doubtful, solutions
from downslope.numerics import arrays
from downslope.numerics.arguments import check_aligned, column_names, flag, names_of
from downslope.numerics.arrays import Matrix
from downslope.solvers import SOLVERS
from downslope.solvers.contract import Accuracy, Answer, Declined, Design, accuracy_named, meets
from downslope.solvers.minimum_norm import WIDEST_MINIMUM_NORM
from downslope.solvers.rows import Rows, choose_origin

METHODS = ("auto", "cholesky", "exact", "qr", "svd", "lsmr")
WIDEST_EXACT = 200  # columns: for more, 15 products of slices cost more than a QR
WIDEST_NAMED = 60  # columns of wide data: for more, an SVD is far faster than exact products
WIDEST_SPARSE = 1000  # columns of a sparse matrix that is read as dense blocks
MOST_SVD_VALUES = 2e10  # n·p·min(n, p): beyond, a decomposition of all rows takes minutes
LAST_RESORTS = ("dependent", "svd")  # only if no other rung has answered
# The same bits in any order of the rows: exact sums, and solvers that get them sorted.
REPRODUCIBLE = ("reproducible", "exact", "minimum-norm", "qr", "rational", "dependent")
UNPROVEN = ("minimum-norm", "lsmr", *LAST_RESORTS)  # their answers are final without a proof


@dataclass(frozen=True, slots=True)
class Choice:
    """Solver that is tried first, and the reason as a sentence."""

    method: str
    reason: str


def choose(
    n: int,
    d: int,
    *,
    sparse: bool = False,
    accuracy: str = "standard",
    intercept: bool = True,
    widest_named: int = WIDEST_NAMED,
) -> Choice:
    """Return the solver that `solve` tries first for n rows and d columns."""
    p = d + intercept
    target = accuracy_named(accuracy)
    if target is Accuracy.REPRODUCIBLE:
        first = reproducible_rungs("auto", n, p)[0]
        return Choice(first, "Products of 60 bits or more, which no order of the rows changes.")
    if sparse and d > WIDEST_SPARSE:
        return Choice("lsmr", f"{d} sparse columns: only products with X are affordable.")
    if n < p:
        if p <= widest_named:
            return Choice("minimum-norm", f"{n} rows cannot determine {p} weights.")
        if float(n) * p * n <= MOST_SVD_VALUES:
            return Choice("svd", f"{n} rows cannot determine {p} weights.")
        return Choice("lsmr", f"{n} rows cannot determine {p} weights, and an SVD would be slow.")
    if target is Accuracy.STANDARD:
        return Choice("cholesky", "One pass in float64, if its bound is good enough.")
    if p <= WIDEST_EXACT:
        return Choice("exact", "Exact products give the nearest float64.")
    return Choice("qr", f"{p} columns: refinement costs less than exact products.")


def solve(
    X: Any,
    y: ArrayLike,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    weights: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    X_low: ArrayLike | None = None,
    y_low: ArrayLike | None = None,
) -> Solution:
    """Find the least-squares weights with a bound on each one's error.

    minimize Σ_i w_i (y_i − x_i·b − b₀)²

    Parameters
    ----------
    X : array-like of shape (n, d)
        Features; dense, or a SciPy sparse array.
    y : array-like of shape (n,)
        Target.
    method : str
        "auto" climbs the ladder; the name of a solver takes its answer, with a finding where its
        bound misses the target, and climbs on only if it declines.
    accuracy : str
        "standard" (bound ≤ max(1e-6 standard errors, 1e-10 |b|)), "reproducible" (as well, and
        the same bits for the rows in any order), or "full" (each weight is the float64 nearest to
        the exact solution).
    intercept : bool
        Whether to fit b₀.
    weights : array-like of shape (n,), optional
        w_i ≥ 0; a weight of zero leaves the row out.
    names : list of str, optional
        (d,) names of the columns; a frame has its own.
    X_low : array-like of shape (n, d), optional
        What rounding to float64 removed from X, for data known to twice the precision.
    y_low : array-like of shape (n,), optional
        Likewise for y.

    Returns
    -------
    Solution

    Raises
    ------
    DataError
        The data cannot be used; the message names row and column.
    OptionError
        The method or the accuracy is unknown.
    PrecisionError
        No solver can tell the columns apart.

    """
    check_aligned(X, y)
    names, intercept = names_of(X, names), flag("intercept", intercept)
    X = arrays.table(X)
    names = column_names(names, X.shape[1])
    target = arrays.target_column(y, X.shape[0])
    if X_low is not None:
        X_low = _low_part("X_low", X_low, X.shape)
    Y_low = None if y_low is None else _low_part("y_low", y_low, (len(target),))[:, np.newaxis]
    return solve_targets(
        X,
        target,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        weights=weights,
        names=names,
        X_low=X_low,
        Y_low=Y_low,
    )[0]


def solve_targets(
    X: Any,
    Y: Matrix,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    weights: ArrayLike | None = None,
    names: tuple[str, ...] = (),
    X_low: Matrix | None = None,
    Y_low: Matrix | None = None,
    widest_named: int = WIDEST_NAMED,
) -> list[Solution]:
    """Find a solution for each column of Y (n, k), from one factorization.

    X (n, d) and Y are as `arrays.table` returns them, with (d,) `names`; values are checked here.
    Up to `widest_named` columns of wide data are searched for their combinations.
    """
    if method not in METHODS:
        raise unknown("method", method, METHODS)
    target = accuracy_named(accuracy)
    roots = None
    if weights is not None:
        weights = arrays.row_weights(weights, len(Y))
        used = weights > 0.0
        if not used.all():
            X, Y, weights = X[used], Y[used], weights[used]
            X_low = None if X_low is None else X_low[used]
            Y_low = None if Y_low is None else Y_low[used]
        roots = np.sqrt(weights)
    with np.errstate(over="ignore", invalid="ignore"):
        origin = choose_origin(X, Y, intercept)
        rows = Rows(X, Y, intercept, origin, weights, roots, X_low, Y_low)
        names = names or arrays.default_names(rows.d)
        rungs = _rungs(rows, method, accuracy, widest_named)
        sort = target is not Accuracy.STANDARD and not (rows.sparse and rows.d > WIDEST_SPARSE)
        found = Climb(MemoryDesign(rows, names, sort=sort), target, names, method).run(rungs)
    if weights is None:
        return found
    logs = float(arrays.sum_of_logs(weights))
    return [replace(each, log_weights=logs) for each in found]


def _rungs(rows: Rows, method: str, accuracy: str, widest_named: int) -> list[str]:
    """Return the method chosen and the rungs above it; if the user chose it, all others."""
    if accuracy_named(accuracy) is Accuracy.REPRODUCIBLE:
        return reproducible_rungs(method, rows.n, rows.p)
    first = method
    if method == "auto":
        first = choose(
            rows.n,
            rows.d,
            sparse=rows.sparse,
            accuracy=accuracy,
            intercept=rows.intercept,
            widest_named=widest_named,
        ).method
    order = ["cholesky", "qr", "minimum-norm", "svd"]
    if rows.p <= WIDEST_EXACT:
        order = ["cholesky", "exact", "minimum-norm", "qr", "rational", "dependent", "svd"]
    elif rows.p > WIDEST_MINIMUM_NORM:
        order.remove("minimum-norm")
    if method == "auto" and first in order:
        order = order[order.index(first) :]
    return [first, *(rung for rung in order if rung != first)]


def _low_part(name: str, low: ArrayLike, shape: tuple[int, ...]) -> Matrix:
    part = np.asarray(low, dtype=np.float64)
    if part.shape != shape:
        raise DataError(
            f"{name} has shape {part.shape}, not {shape}: give the low part of each value."
        )
    return part


def check_reproducible(method: str, p: int) -> None:
    """Raise `OptionError` unless this method can make bits that no order of the rows changes."""
    why = ""
    if method not in ("auto", "exact"):
        why = f"method='{method}', which the order of the rows changes: choose 'auto' or 'exact'"
    elif p > WIDEST_EXACT:
        why = f"{p} columns: choose at most {WIDEST_EXACT}"
    if why:
        raise OptionError(f"accuracy='reproducible' has no place for {why}.")


def reproducible_rungs(method: str, n: int, p: int) -> list[str]:
    """Return the rungs that no order of n rows changes; refuse other methods, and many columns."""
    check_reproducible(method, p)
    first = method if method != "auto" else "reproducible" if n >= p else "minimum-norm"
    return list(REPRODUCIBLE[REPRODUCIBLE.index(first) :])


class Climb:
    """A climb up the ladder, with the notes of each rung."""

    def __init__(
        self, design: Design, accuracy: Accuracy, names: tuple[str, ...], method: str
    ) -> None:
        self.design = design
        self.accuracy = accuracy
        self.names = names
        self.method = method
        self.notes = design.notes
        self.examined = False

    def run(self, rungs: Sequence[str]) -> list[Solution]:
        """Return the first answer that meets the target, or else the one with the smallest bounds.

        Raises
        ------
        PrecisionError
            No rung answered.
        OptionError
            The method asked for needs exact products, which are not available.

        """
        best: tuple[str, Answer] | None = None
        factor: Matrix | None = None
        n = self.design.columns.n
        for rung in rungs:
            if best is not None and rung in LAST_RESORTS:
                break
            answer = SOLVERS[rung](self.design, self.accuracy)
            if isinstance(answer, Declined):
                self._declined(rung, answer.reason)
                continue
            if rung == "exact":
                factor = answer.inverse_factor
            elif rung == "qr" and factor is not None:
                # The inverse from 100 bits is better, even where its weights are not.
                answer = replace(answer, inverse_factor=factor)
            # Without a factor there is no bound to miss the target: a note says so.
            proven = answer.proven or answer.inverse_factor is None
            proven = proven or meets(answer, self.accuracy, n)
            if rung in UNPROVEN:
                proven = proven and not (rung == "dependent" and self.examined)
                return self._solutions(rung, answer, proven=proven)
            doubtful = not self.examined and is_doubtful(answer, self.design.columns)
            if rung == self.method or (
                proven and not (doubtful and rung in ("cholesky", "reproducible"))
            ):
                return self._examined(rung, answer, doubtful=doubtful, proven=proven)
            why = "answered, but columns may be dependent"
            if not proven:
                why = f"could not prove {self.accuracy.name.lower()} accuracy"
            self.notes.append(f"{rung} {why}.")
            if best is None or _smaller_bounds(answer, best[1]):
                best = rung, answer
        if best is None:
            raise PrecisionError(
                "No solver could tell these columns apart: drop those that are nearly combinations "
                "of others. " + " ".join(self.notes)
            )
        doubtful = not self.examined and is_doubtful(best[1], self.design.columns)
        return self._examined(*best, doubtful=doubtful, proven=False)

    def _declined(self, rung: str, reason: str) -> None:
        note = f"{rung} declined: {reason}."
        if rung in ("exact", "minimum-norm"):
            if isinstance(self.design.exact_gram(), Declined):
                if rung == self.method:
                    raise OptionError(f"method='{rung}' cannot answer: {reason}.")
                note = f"{reason}."
            elif rung == "minimum-norm":
                self.examined = True
        if note not in self.notes:
            self.notes.append(note)

    def _examined(
        self, rung: str, answer: Answer, *, doubtful: bool, proven: bool
    ) -> list[Solution]:
        """Return the answer, or the minimum norm if columns prove dependent to their rounding."""
        if doubtful:
            exactly = not isinstance(self.design.exact_gram(), Declined)
            last = "minimum-norm" if exactly else "dependent"
            lower = SOLVERS[last](self.design, self.accuracy)
            if isinstance(lower, Answer):
                self.notes.append(f"{rung} answered, but the columns are dependent.")
                return self._solutions(last, lower, proven=True)
        return self._solutions(rung, answer, proven=proven)

    def _solutions(self, rung: str, answer: Answer, *, proven: bool) -> list[Solution]:
        return solutions(
            self.design.finished(answer),
            self.design.columns,
            method="minimum-norm" if rung == "dependent" else rung,
            accuracy=self.accuracy,
            names=self.names,
            notes=(*self.notes, *answer.notes),
            proven=proven,
            asked=rung == self.method,
            out_of_passes=self.design.is_out_of_passes,
        )


def _smaller_bounds(answer: Answer, than: Answer) -> bool:
    if answer.error is None or than.error is None:
        return answer.error is not None
    return bool(answer.error.sum() < than.error.sum())
