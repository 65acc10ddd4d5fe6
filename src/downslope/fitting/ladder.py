"""The ladder: the cheapest solver whose bound meets the target answers.

    cholesky       Gram matrix in float64      κ² u must be small        one pass, or two
    exact          Gram matrix in ~100 bits    κ² 2⁻⁹⁵ must be small     up to 200 columns
    minimum-norm   what is left when the columns are dependent to the rounding of the data
    qr             R from QR, double-double passes    κ u must be small
    rational       no rounding at all          small problems only

Wide data (n < p) goes to the minimum norm, large sparse data to LSMR. `choose` tells where a
solve would start without running it; the answer tells which rung it came from, and its notes why
the rungs below declined. Columns or targets beyond 2^±300 are multiplied by powers of two on the
way in and out, which is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, PrecisionError, unknown
from downslope.fitting.solution import Solution, Verdict, is_doubtful
from downslope.numerics import arrays
from downslope.numerics.arguments import check_aligned, column_names, flag, names_of
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers import SOLVERS, exact, minimum_norm
from downslope.solvers.contract import Accuracy, Answer, Declined, meets
from downslope.solvers.minimum_norm import WIDEST_MINIMUM_NORM
from downslope.solvers.rank import NEARLY_DEPENDENT_ROUNDINGS, RankReport
from downslope.solvers.rows import Rows, choose_origin, largest_values

METHODS = ("auto", "cholesky", "exact", "qr", "svd", "lsmr")
WIDEST_EXACT = 200  # columns: beyond, 15 products of slices cost more than a QR
WIDEST_NAMED = 60  # columns of wide data: beyond, an SVD is many times faster than exact products
WIDEST_SPARSE = 1000  # columns that a sparse matrix may have to be read as dense blocks
MOST_SVD_VALUES = 2e10  # n·p·min(n, p): beyond, a decomposition of all rows takes minutes
LAST_RESORTS = ("dependent", "svd")  # rungs for when no other has answered
FINAL = ("minimum-norm", "lsmr", *LAST_RESORTS)  # rungs whose answer stands without a proof
SAFE_EXPONENT = 300  # squares of values within 2^±300, summed and inverted, stay in float64


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a solve of this shape starts, and why: a sentence."""

    method: str
    reason: str


def choose(
    n: int, d: int, *, sparse: bool = False, accuracy: str = "standard", intercept: bool = True
) -> Choice:
    """The rung that `solve` tries first for n rows and d columns."""
    p = d + intercept
    target = accuracy_named(accuracy)
    if sparse and d > WIDEST_SPARSE:
        return Choice("lsmr", f"{d} sparse columns: only products with X are affordable.")
    if n < p:
        if p <= WIDEST_NAMED:
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
    """The least-squares weights with a bound on each one's error.

    minimise Σ_i w_i (y_i − x_i·b − b₀)²

    Args:
        X: (n, d) features; dense, or a SciPy sparse array.
        y: (n,) target.
        method: "auto" climbs the ladder; a solver's name takes that solver's answer, with a
            finding where its bound misses the target, and climbs on only if it declines.
        accuracy: "standard" (bound ≤ max(1e-6 standard errors, 1e-10 |b|)) or "full" (each
            weight is the float64 nearest to the exact solution).
        intercept: fit b₀.
        weights: (n,) w_i ≥ 0; zero is the same as leaving the row out.
        names: (d,) names of the columns; a frame has its own.
        X_low: (n, d) what float64 lost of X, for data known to twice the precision.
        y_low: (n,) likewise for y.

    Raises:
        DataError: what was given cannot be used; the message names row and column.
        OptionError: an unknown method or accuracy.
        PrecisionError: columns that no solver could tell apart.

    """
    check_aligned(X, y)
    names, intercept = names_of(X, names), flag("intercept", intercept)
    X = arrays.table(X)
    target = arrays.target_column(y, X.shape[0])
    if X_low is not None:
        X_low = _lost("X_low", X_low, X.shape)
    Y_low = None if y_low is None else _lost("y_low", y_low, (len(target),))[:, np.newaxis]
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
    names: Sequence[str] | None = None,
    X_low: Matrix | None = None,
    Y_low: Matrix | None = None,
) -> list[Solution]:
    """One solution for each column of Y (n, k), from one factorisation.

    X and Y are as `arrays.table` returns them; values are checked here.
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
        return _Climb(rows, target, column_names(names, X.shape[1]), method).run()


def _lost(name: str, low: ArrayLike, shape: tuple[int, ...]) -> Matrix:
    """What float64 lost of an array of that shape.

    Raises:
        DataError: another shape.

    """
    lost = np.asarray(low, dtype=np.float64)
    if lost.shape != shape:
        raise DataError(
            f"{name} has shape {lost.shape} and not {shape}: give what was lost of each value."
        )
    return lost


def accuracy_named(name: str) -> Accuracy:
    """The accuracy that a user names.

    Raises:
        OptionError: there is none of this name.

    """
    if name == "standard":
        return Accuracy.STANDARD
    if name == "full":
        return Accuracy.FULL
    raise unknown("accuracy", name, ("standard", "full"))


class _Climb:
    """One walk up the ladder: the rows, what each rung said, and what is known of the rank."""

    def __init__(self, rows: Rows, accuracy: Accuracy, names: tuple[str, ...], method: str) -> None:
        self.rows = rows
        self.accuracy = accuracy
        self.method = method
        self.feature_names = names
        self.notes: list[str] = []
        self.target_scale: Vector | None = None
        self.prepared = False
        self.system: exact.UnitSystem | None = None
        self.report: RankReport | None = None

    def run(self) -> list[Solution]:
        """The first answer that meets the target, or the best there is."""
        method = self.method
        best: tuple[str, Answer] | None = None
        factor: Matrix | None = None
        for rung in self._rungs(method):
            if best is not None and rung in LAST_RESORTS:
                break
            answer = self._try(rung)
            if isinstance(answer, Declined):
                self.notes.append(f"{rung} declined: {answer.reason}.")
                continue
            if rung == "exact":
                factor = answer.inverse_factor
            elif rung == "qr" and factor is not None:
                # The inverse from 100 bits is the better one, even where its weights are not.
                answer = replace(answer, inverse_factor=factor)
            # One pass of Cholesky stands at standard accuracy only when it has met the target.
            met = rung == "cholesky" and answer.passes == 1 and self.accuracy is Accuracy.STANDARD
            if met or meets(answer, self.accuracy, self.rows.n):
                return self._checked(rung, answer)
            if rung == method or rung in FINAL:
                # Without a factor there is no bound to miss the target: a note says so.
                return self._checked(rung, answer, proven=answer.inverse_factor is None)
            self.notes.append(f"{rung} could not prove {self.name} accuracy.")
            if best is None or _smaller_bounds(answer, best[1]):
                best = rung, answer
        if best is None:
            raise PrecisionError(
                "No solver could tell these columns apart: drop those that are nearly combinations "
                "of others. " + " ".join(self.notes)
            )
        return self._checked(*best, proven=False)

    def _rungs(self, method: str) -> Iterator[str]:
        """The method asked for, or chosen, then the rungs above it (all others if asked for)."""
        rows, p, first = self.rows, self.rows.p, method
        if method == "auto":
            first = choose(
                rows.n, rows.d, sparse=rows.sparse, accuracy=self.name, intercept=rows.intercept
            ).method
        yield first
        order = ["cholesky", "qr", "minimum-norm", "svd"]
        if p <= WIDEST_EXACT:
            order = ["cholesky", "exact", "minimum-norm", "qr", "rational", "dependent", "svd"]
        elif p > WIDEST_MINIMUM_NORM:
            order.remove("minimum-norm")
        if method == "auto" and first in order:
            order = order[order.index(first) :]
        yield from (rung for rung in order if rung != first)

    @property
    def name(self) -> str:
        """The accuracy as the user writes it."""
        return self.accuracy.name.lower()

    def _try(self, rung: str) -> Answer | Declined:
        if rung == "cholesky":
            answer = SOLVERS[rung](self.rows, self.accuracy)
            if isinstance(answer, Declined) and not self.prepared and self._prepare():
                answer = SOLVERS[rung](self.rows, self.accuracy)
            return answer
        if not self.prepared:
            self._prepare()
        if rung == "exact":
            return exact.solve_system(self._system(), self.rows, self.accuracy)
        if rung == "minimum-norm":
            return self._minimum_norm()
        if rung == "dependent":
            return self._nearly_dependent()
        return SOLVERS[rung](self.rows, self.accuracy)

    def _prepare(self) -> bool:
        """Check that the values are finite and of safe size; True when they had to be scaled."""
        self.prepared = True
        rows = self.rows
        largest = largest_values(rows)
        if not np.isfinite(largest).all():
            arrays.check_finite(rows.X, self._names()[: rows.d])
            arrays.check_finite(rows.Y, arrays.target_names(rows.k))
        limit = 2.0**SAFE_EXPONENT
        if np.all((largest == 0.0) | ((largest < limit) & (largest > 1.0 / limit))):
            self.rows = replace(rows, largest=largest)
            return False
        columns = _towards_one(np.asarray(abs(rows.X).max(axis=0)))
        self.target_scale = _towards_one(np.abs(rows.Y).max(axis=0))
        X = rows.X.multiply(columns).tocsr() if rows.sparse else rows.X * columns
        Y = rows.Y * self.target_scale
        self.rows = replace(
            rows,
            X=X,
            Y=Y,
            X_low=None if rows.X_low is None else rows.X_low * columns,
            Y_low=None if rows.Y_low is None else rows.Y_low * self.target_scale,
            origin=choose_origin(X, Y, rows.intercept),
            column_scale=np.append(columns, [1.0] * rows.intercept),
        )
        return True

    def _system(self) -> exact.UnitSystem:
        if not self.prepared:
            self._prepare()
        if self.system is None:
            self.system = exact.UnitSystem.of(exact.exact_gram(self.rows), self.rows)
        return self.system

    def _minimum_norm(self) -> Answer | Declined:
        system = self._system()
        if self.report is None:
            self.report = minimum_norm.examine(system, self.rows)
        if self.report.rank == self.rows.p:
            return Declined("the columns are independent to the rounding of the data")
        return minimum_norm.answer(system, self.rows, self.report)

    def _nearly_dependent(self) -> Answer | Declined:
        """Where nothing can be proven, columns within the warning's range count as dependent."""
        report = minimum_norm.examine(self._system(), self.rows, NEARLY_DEPENDENT_ROUNDINGS)
        if report.rank == self.rows.p:
            return Declined("no column is near enough to the others to be left out")
        self.report = report
        return minimum_norm.answer(self._system(), self.rows, report)

    def _checked(self, rung: str, answer: Answer, *, proven: bool = True) -> list[Solution]:
        """The answer, unless its columns turn out to be dependent to the rounding of the data."""
        if rung not in FINAL and self.report is None and is_doubtful(answer, self.rows):
            lower = self._minimum_norm()
            if isinstance(lower, Answer):
                self.notes.append(f"{rung} answered, but the columns are dependent.")
                return self._solutions("minimum-norm", lower, proven=True)
        return self._solutions(rung, answer, proven=proven)

    def _names(self) -> tuple[str, ...]:
        names = self.feature_names
        return (*names, "intercept") if self.rows.intercept else names

    def _solutions(self, rung: str, answer: Answer, *, proven: bool) -> list[Solution]:
        rows = self.rows
        if self.target_scale is not None and rows.column_scale is not None:
            answer = answer.for_scaled_targets(rows.column_scale, self.target_scale)
        verdict = Verdict(
            rows, self.accuracy, self.feature_names, self.report, self.system, self.method
        )
        return verdict.solutions(rung, answer, tuple(self.notes), proven=proven)


def _towards_one(largest: Vector) -> Vector:
    """Powers of two that bring these sizes to about one; 1 for zero."""
    return np.ldexp(1.0, np.where(largest > 0.0, 1 - np.frexp(largest)[1], 0))


def _smaller_bounds(answer: Answer, than: Answer) -> bool:
    if answer.error is None or than.error is None:
        return answer.error is not None
    return bool(answer.error.sum() < than.error.sum())
