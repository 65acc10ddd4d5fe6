"""Tables of features and a target by column name: rows in memory, or the summary of rows.

    Table           rows in memory: validated, numeric, finite, ready to fit
    TableSummary    a `Summary` of the rows with the names of its columns
    WideTable       names only: too many columns to summarize

    week = summarize(monday, "y") + summarize(tuesday, "y") − summarize(last_monday, "y")

A `TableSummary` replaces the rows where they are elsewhere or gone: it has coefficients and a
problem to train and to diagnose. Summaries of the same columns add, and rows that were added can
be taken away again. It may carry a second summary in about 100 bits, which adds and subtracts
without any error if all summaries were made about one origin (`summarize --like`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from downslope.errors import DataError, did_you_mean
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import named
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import FEWEST_ADDITIONS, ExactGram, Scale
from downslope.summary import Summary

DIGITS_LOST = "exact_sums_dropped"  # code of the finding on a total that is exact no longer


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Features and a target by name: n rows, d features."""

    X: Matrix  # (n, d)
    y: Vector  # (n,)
    feature_names: tuple[str, ...]
    target: str
    source: str  # the user's name for the data
    weights: Vector | None = None  # (n,) a weight for each row
    X_low: Matrix | None = None  # (n, d) decimals minus their float64 value, where known
    y_low: Vector | None = None  # (n,) the same for y
    rows_dropped: int = 0  # incomplete rows left out at the user's request
    findings: tuple[Finding, ...] = ()  # from reading the data
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first

    def problem(self, loss: str = "mse", intercept: bool = True) -> LeastSquares:
        """Return the least-squares problem of these rows."""
        problem = LeastSquares(self.X, self.y, intercept, loss, self.feature_names)
        problem.noticed = self.findings
        return problem


SHOWN = 5  # features named in a summary's repr


@dataclass(frozen=True, slots=True, eq=False)
class TableSummary:
    """Summary of rows, with the names of its features and its target."""

    feature_names: tuple[str, ...]
    target: str
    summary: Summary
    weights: str | None = None  # the column with the row weights
    source: str = ""  # the user's name for the data
    rows_dropped: int = 0  # incomplete rows left out at the user's request
    exact: ExactGram | None = None  # of the same rows, with a column of ones before the target
    passes: int = 1  # over the data
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    findings: tuple[Finding, ...] = ()
    log_weights: float | Fraction = 0.0  # Σ log w of the weights above 0; NaN if it is not known
    whole_weights: bool = True  # whether every weight is a whole number, as far as is known
    ranges: Matrix | None = None  # (2, d + 1) lowest and highest value of each column, if known
    heaviest: float = 1.0  # weight of a row, while its rows can be read again

    def __repr__(self) -> str:
        source = f"{self.source}: " if self.source else ""
        features = ", ".join(self.feature_names[:SHOWN])
        more = len(self.feature_names) - SHOWN
        features += f" and {more} more" if more > 0 else ""
        rows = counted(self.summary.count, "row")
        return f"TableSummary({source}{rows}, {self.target} by {features})"

    def problem(self, loss: str = "mse", intercept: bool = True) -> LeastSquares:
        """Return the least-squares problem of the summarized rows."""
        problem = LeastSquares.from_summary(self.summary, intercept, loss, self.feature_names)
        problem.noticed = self.findings
        return problem

    def choose(self, target: str, features: Sequence[str] | None = None) -> TableSummary:
        """Return the same rows with a different target or fewer features.

        Parameters
        ----------
        target : str
            The target: a feature or the present target.
        features : list of str, optional
            The features; by default all columns but the target.

        Returns
        -------
        TableSummary
            The summary of the chosen columns.

        Raises
        ------
        DataError
            A column does not exist or is named twice, or no feature is chosen.

        """
        known = (*self.feature_names, self.target)
        asked = named(features)
        chosen = tuple(n for n in known if n != target) if asked is None else asked
        for name in (target, *chosen):
            if name not in known:
                raise DataError(
                    f"{self.source or 'The summary'} has no column '{name}': "
                    f"{did_you_mean(name, known)}"
                )
        if len({target, *chosen}) != len(chosen) + 1:
            raise DataError(
                "A column is named twice: name each feature once, and do not name the target."
            )
        if (*chosen, target) == known:
            return self
        place = np.array([known.index(name) for name in (*chosen, target)])
        return replace(
            self,
            feature_names=chosen,
            target=target,
            summary=self.summary.of_columns(place),
            exact=None if self.exact is None else _exact_columns(self.exact, place),
            ranges=None if self.ranges is None else self.ranges[:, place],
            levels=tuple(
                (name, levels)
                for name, levels in self.levels
                if {f"{name}={level}" for level in levels[1:]} & set(chosen)
            ),
        )

    def __add__(self, other: TableSummary) -> TableSummary:
        """Return the summary of both tables' rows.

        Raises
        ------
        DataError
            The columns differ.

        """
        if not isinstance(other, TableSummary):
            return NotImplemented
        self.check_like(other)
        exact = self.exact + other.exact if self._both_exact(other) else None  # type: ignore[operator]
        return replace(
            self,
            summary=self.summary + other.summary if exact is None else Summary.of_exact(exact),
            exact=exact,
            source=", ".join(dict.fromkeys(filter(None, [self.source, other.source]))),
            rows_dropped=self.rows_dropped + other.rows_dropped,
            passes=max(self.passes, other.passes),
            log_weights=self.log_weights + other.log_weights,
            whole_weights=self.whole_weights and other.whole_weights,
            ranges=_united(self, other),
            heaviest=max(self.heaviest, other.heaviest),
            findings=tuple(dict.fromkeys([*self.findings, *self._digits_lost_with(other)])),
        )

    def summed_exactly(self, exact: ExactGram) -> TableSummary:
        """Return the summary with these products of the same rows, which decide all its sums."""
        return replace(self, exact=exact, summary=Summary.of_exact(exact))

    def __radd__(self, other: object) -> TableSummary:
        """Support `sum`, which begins with 0."""
        return self if other == 0 else NotImplemented

    def __sub__(self, other: TableSummary) -> TableSummary:
        """Return the summary of the rows that stay when those of `other` are taken away.

        Raises
        ------
        DataError
            The columns differ, or the rows of `other` cannot be among these.

        """
        if not isinstance(other, TableSummary):
            return NotImplemented
        self.check_like(other)
        exact = self.exact - other.exact if self._both_exact(other) else None  # type: ignore[operator]
        rest = replace(
            self,
            summary=self.summary - other.summary,
            exact=exact,
            source=self._named_without(other),
            rows_dropped=max(self.rows_dropped - other.rows_dropped, 0),
            passes=max(self.passes, other.passes),
            log_weights=self.log_weights - other.log_weights,
        )
        why = rest.contradiction()
        if why:
            raise DataError(
                f"The rows of {other.source or 'the second summary'} are not among those of "
                f"{self.source or 'the first'}: without them, {why}. Subtract only rows that "
                "were added."
            )
        return rest if exact is None else rest.summed_exactly(exact)

    def contradiction(self) -> str:
        """Return why no rows can have these sums, in float64 or in 100 bits; empty if some can."""
        summary, exact = self.summary, self.exact
        if self.weights is None and summary.mass != summary.count:
            return f"{summary.count} rows without weights have a weight of {summary.mass:g}"
        why = summary.contradiction()
        if why or exact is None:
            return why
        if exact.n != summary.count:
            return f"{summary.count} rows were summed in float64 and {exact.n} in 100 bits"
        return exact.contradiction() or self._sums_that_differ(exact)

    @np.errstate(all="ignore")  # what overflows differs
    def _sums_that_differ(self, exact: ExactGram) -> str:
        """Return which of the two summaries' sums differ by more than their rounding."""
        summary, known = self.summary, Summary.of_exact(exact)
        if exact.n == 0:
            return ""
        scatter, mass, means = known.scatter, known.mass, known.mean
        roots = np.sqrt(np.maximum(summary.size, known.size))
        share = 3.0 * (summary.depth + FEWEST_ADDITIONS) * UNIT_ROUNDOFF
        # Rows of large weight that were taken away have left the rounding of their sums.
        squares = scatter.diagonal() + mass * np.square(summary.mean)
        worst = np.max(np.where(summary.size > 0.0, summary.size / squares, 1.0), initial=1.0)
        apart = np.abs(means - summary.mean + (known.origin - summary.origin))
        far = np.abs(known.origin) + np.abs(summary.origin)
        alike = (
            (np.abs(scatter - summary.scatter) <= share * np.outer(roots, roots)).all()
            and not (apart * np.sqrt(mass) > worst * share * (roots + far * np.sqrt(mass))).any()
            and not abs(mass - summary.mass) > worst * share * mass
        )
        return "" if alike else "the sums in 100 bits are not those in float64"

    def _named_without(self, other: TableSummary) -> str:
        if other.source in ("", self.source):
            return self.source
        return f"{self.source} without {other.source}"

    def _both_exact(self, other: TableSummary) -> bool:
        if self.exact is None or other.exact is None:
            return False
        return self.exact.scale.same_as(other.exact.scale)

    def _digits_lost_with(self, other: TableSummary) -> list[Finding]:
        """Report that exact sums are added in float64, as the other's are not, or not alike."""
        known = [each for each in (*self.findings, *other.findings) if each.code == DIGITS_LOST]
        if known:
            return known[:1]
        exact = [each.exact is not None for each in (self, other)]
        if not any(exact) or not self.summary.count or not other.summary.count:
            return []
        if all(exact):
            if self._both_exact(other):
                return []
            why = "are about other origins or in other units"
            fix = "summarize each part like the first: like=first, or --like first.dss"
        else:
            why, fix = "are exact in one part only", "summarize every part with full accuracy"
        return [
            Finding(
                DIGITS_LOST,
                (),
                f"The sums of this total {why}, and so were added in float64.",
                f"{fix}.",
            )
        ]

    def check_like(self, other: TableSummary) -> None:
        """Raise `DataError` unless both have the same columns, in the same order."""
        mine, theirs = _columns(self), _columns(other)
        if mine == theirs:
            return
        compared = ("target columns", "weight columns", "features", "reference levels")
        for what, here, there in zip(compared, mine, theirs, strict=True):
            if here != there:
                alike = ", or summarize with --like the first" if self.levels else ""
                raise DataError(
                    f"The {what} of {other.source or 'the second summary'} are not those of "
                    f"{self.source or 'the first'} ({_difference(there, here)}): summarize the "
                    f"same columns in the same order{alike}."
                )


@dataclass(frozen=True, slots=True, eq=False)
class WideTable:
    """Names of a table with too many columns to summarize, whose rows are read in passes."""

    feature_names: tuple[str, ...]
    target: str
    weights: str | None = None  # the column with the row weights
    source: str = ""  # the user's name for the data
    rows_dropped: int = 0  # incomplete rows left out at the user's request
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    findings: tuple[Finding, ...] = ()


def _united(one: TableSummary, other: TableSummary) -> Matrix | None:
    """Return the ranges of both tables' rows; None if those of either are not known."""
    known = [each.ranges for each in (one, other) if each.summary.count]
    if not known or any(each is None for each in known):
        return None
    both = np.array(known)
    return np.array([both[:, 0].min(axis=0), both[:, 1].max(axis=0)])


def _exact_columns(exact: ExactGram, place: np.ndarray) -> ExactGram:
    """Return the exact summary of some columns, with the column of ones before the last."""
    r = len(exact.scale.origin)
    # The target comes after the column of ones.
    moved = np.where(place == r - 2, r - 1, place)
    moved = np.insert(moved, len(moved) - 1, r - 2)
    high, low = (
        part.reshape(r, -1, r)[np.ix_(moved, np.arange(part.shape[1] // r), moved)]
        for part in (exact.high, exact.low)
    )
    scale = Scale(exact.scale.origin[moved], exact.scale.exponents[moved])
    q = len(moved)
    return ExactGram(scale, exact.n, high.reshape(q, -1), low.reshape(q, -1))


def _columns(table: TableSummary) -> tuple[tuple[str, ...], ...]:
    references = tuple(f"{name}={levels[0]}" for name, levels in table.levels)
    return (table.target,), (table.weights or "",), table.feature_names, references


def _difference(there: tuple[str, ...], here: tuple[str, ...]) -> str:
    if len(there) != len(here):
        return f"{len(there)} instead of {len(here)}"
    one, other = next((a, b) for a, b in zip(there, here, strict=True) if a != b)
    return f"'{one}' instead of '{other}'"
