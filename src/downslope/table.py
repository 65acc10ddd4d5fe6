"""A table that has passed the border: numeric, finite, named, ready to fit.

A table's summary: the summary of its rows, with the names of its columns.

    week = summarize(monday, "y") + summarize(tuesday, "y") − summarize(last_monday, "y")

What a `Table` is to rows in memory, this is to rows that are elsewhere or gone: it has a problem
to train and to diagnose, and coefficients. Summaries of the same columns add, and rows that were
added can be taken away again. It may carry a second summary in about 100 bits, which adds and
subtracts without any error as long as all were made about one origin (`summarize --like`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from downslope.errors import DataError, did_you_mean
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import named
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import ExactGram, Scale
from downslope.summary import Summary


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Features and a target, by name.

    Shapes: n rows, d features.
    """

    X: Matrix  # (n, d)
    y: Vector  # (n,)
    feature_names: tuple[str, ...]
    target: str
    source: str  # what the user called it
    weights: Vector | None = None  # (n,) a weight for each row
    X_low: Matrix | None = None  # (n, d) what float64 lost of X, where it is known
    y_low: Vector | None = None  # (n,) likewise of y
    rows_dropped: int = 0  # incomplete rows left out at the user's wish
    findings: tuple[Finding, ...] = ()  # what was noticed while reading
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first

    def problem(self, loss: str = "mse", intercept: bool = True) -> LeastSquares:
        """The least-squares problem of this table."""
        return LeastSquares(self.X, self.y, intercept, loss, self.feature_names)


SHOWN = 5  # features that a summary names when printed


@dataclass(frozen=True, slots=True, eq=False)
class TableSummary:
    """Features and a target by name, and what least squares needs to know of their rows."""

    feature_names: tuple[str, ...]
    target: str
    summary: Summary
    weights: str | None = None  # the column that weighs the rows
    source: str = ""  # what the user called it
    rows_dropped: int = 0  # incomplete rows left out at the user's wish
    exact: ExactGram | None = None  # of the same rows, with a column of ones before the target
    passes: int = 1  # over the data
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        source = f"{self.source}: " if self.source else ""
        features = ", ".join(self.feature_names[:SHOWN])
        more = len(self.feature_names) - SHOWN
        features += f" and {more} more" if more > 0 else ""
        rows = counted(self.summary.count, "row")
        return f"TableSummary({source}{rows}, {self.target} by {features})"

    def problem(self, loss: str = "mse", intercept: bool = True) -> LeastSquares:
        """The least-squares problem of these rows."""
        return LeastSquares.from_summary(self.summary, intercept, loss, self.feature_names)

    def choose(self, target: str, features: Sequence[str] | None = None) -> TableSummary:
        """The same rows with another of the columns as the target, or with fewer features.

        Raises:
            DataError: a column that is not there, or is named twice, or a choice of none.

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
            raise DataError("A column is named twice: name each feature once, and not the target.")
        if (*chosen, target) == known:
            return self
        place = np.array([known.index(name) for name in (*chosen, target)])
        return replace(
            self,
            feature_names=chosen,
            target=target,
            summary=self.summary.of_columns(place),
            exact=None if self.exact is None else _exact_columns(self.exact, place),
            levels=tuple(
                (name, levels)
                for name, levels in self.levels
                if {f"{name}={level}" for level in levels[1:]} & set(chosen)
            ),
        )

    def __add__(self, other: TableSummary) -> TableSummary:
        """Both tables' rows.

        Raises:
            DataError: other columns.

        """
        if not isinstance(other, TableSummary):
            return NotImplemented
        self.check_like(other)
        return replace(
            self,
            summary=self.summary + other.summary,
            exact=self.exact + other.exact if self._both_exact(other) else None,  # type: ignore[operator]
            source=", ".join(dict.fromkeys(filter(None, [self.source, other.source]))),
            rows_dropped=self.rows_dropped + other.rows_dropped,
            passes=max(self.passes, other.passes),
        )

    def __radd__(self, other: object) -> TableSummary:
        """`sum` begins with 0."""
        return self if other == 0 else NotImplemented

    def __sub__(self, other: TableSummary) -> TableSummary:
        """The rows that stay when those of `other` are taken away.

        Raises:
            DataError: other columns, or rows that cannot be among these.

        """
        if not isinstance(other, TableSummary):
            return NotImplemented
        self.check_like(other)
        return replace(
            self,
            summary=self.summary - other.summary,
            exact=self.exact - other.exact if self._both_exact(other) else None,  # type: ignore[operator]
            source=self._named_without(other),
            rows_dropped=max(self.rows_dropped - other.rows_dropped, 0),
            passes=max(self.passes, other.passes),
        )

    def _named_without(self, other: TableSummary) -> str:
        if other.source in ("", self.source):
            return self.source
        return f"{self.source} without {other.source}"

    def _both_exact(self, other: TableSummary) -> bool:
        if self.exact is None or other.exact is None:
            return False
        return self.exact.scale.same_as(other.exact.scale)

    def check_like(self, other: TableSummary) -> None:
        """See to it that the two can be added.

        Raises:
            DataError: `other` has other columns.

        """
        mine, theirs = _columns(self), _columns(other)
        if mine == theirs:
            return
        kinds = ("target columns", "weight columns", "features", "reference levels")
        for kind, here, there in zip(kinds, mine, theirs, strict=True):
            if here != there:
                alike = ", or summarise with --like the first" if self.levels else ""
                raise DataError(
                    f"The {kind} of {other.source or 'the second summary'} are not those of "
                    f"{self.source or 'the first'} ({_difference(there, here)}): summarise the "
                    f"same columns in the same order{alike}."
                )


@dataclass(frozen=True, slots=True, eq=False)
class WideTable:
    """A table of so many columns that its rows were read and not summarised: its names."""

    feature_names: tuple[str, ...]
    target: str
    weights: str | None = None  # the column that weighs the rows
    source: str = ""  # what the user called it
    rows_dropped: int = 0  # incomplete rows left out at the user's wish
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    findings: tuple[Finding, ...] = ()


def _exact_columns(exact: ExactGram, place: np.ndarray) -> ExactGram:
    """The exact summary of some columns, the column of ones before the last of them."""
    r = len(exact.scale.origin)
    moved = np.where(place == r - 2, r - 1, place)  # the target stands after the ones
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
