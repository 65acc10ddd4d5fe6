"""`fit`: the coefficients of a table, with what is known about them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from downslope.arrays import Vector
from downslope.collinearity import collinearity
from downslope.errors import OptionError
from downslope.finding import Finding
from downslope.html import paragraphs, table
from downslope.inference import Inference, infer
from downslope.influence import digits_of_polynomial, robust_errors
from downslope.ladder import solve
from downslope.lines import aligned, wrapped
from downslope.plain import plain_dict
from downslope.polynomial import power_names, powers
from downslope.quantities import counted
from downslope.solution import Solution
from downslope.sources import Table
from downslope.sources.stream import Source
from downslope.table_summary import TableSummary, WideTable

if TYPE_CHECKING:
    from downslope.streaming import Run


AnyTable = TypeVar("AnyTable", bound=Table | TableSummary | WideTable)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A table's solution and its inference."""

    table: Table | TableSummary | WideTable
    solution: Solution
    inference: Inference
    digits_warranted: float | None  # the fewest of a weight that survive one rounding of the data

    @property
    def names(self) -> tuple[str, ...]:
        """(p,) a name for each weight, the intercept's last."""
        return self.solution.names

    @property
    def weights(self) -> Vector:
        """(p,) slopes, then the intercept if there is one."""
        return self.solution.weights

    @property
    def coef(self) -> Vector:
        """(d,) slopes, in the user's units."""
        return self.solution.coef

    @property
    def intercept(self) -> float:
        """0.0 when the model has none."""
        return self.solution.intercept

    @property
    def std_error(self) -> Vector:
        """(p,) standard errors, the intercept's last; NaN where the data cannot tell."""
        return self.inference.std_error

    @property
    def r2(self) -> float:
        """Share of the sum of squares explained, about the mean if there is an intercept."""
        return self.inference.r2

    @property
    def n(self) -> int:
        """Rows used: those of weight zero are not."""
        return self.solution.n

    @property
    def bound(self) -> Vector | None:
        """(p,) proven-in-practice bound on each weight's error."""
        return self.solution.bound

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to know about the data and about the answer."""
        return (*self.table.findings, *self.solution.findings)

    @property
    def title(self) -> str:
        """The target, and the rows that it is from."""
        table, rows = self.table, counted(self.solution.n, "row")
        left_out = counted(table.rows_dropped, "incomplete row")
        dropped = f", {left_out} left out" if table.rows_dropped else ""
        source = f"{table.source}: {rows}" if table.source else rows
        return f"{table.target}  ({source}{dropped})"

    @property
    def headings(self) -> tuple[str, ...]:
        """Of the columns of `cells`."""
        return (*self.inference.headings, "digits")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """(p) lines of a report: the inference's, and the digits that are certified."""
        digits = self.solution.digits
        return [
            (*line, "—" if digits is None else f"{math.floor(digits[j])}")
            for j, line in enumerate(self.inference.cells)
        ]

    @property
    def certainty(self) -> list[str]:
        """How the weights were found, and how many digits are proven and warranted: sentences."""
        solution = self.solution
        passes = f"{solution.passes} pass{'es' * (solution.passes != 1)}"
        lines = [f"{solution.outcome.value} Solved by {solution.method} in {passes}."]
        if isinstance(self.table, (TableSummary, WideTable)):
            lines += solution.notes  # they say what each pass was for
        if solution.digits is not None:
            warranted = self.digits_warranted
            data = "" if warranted is None else f"; data in float64 warrant {math.floor(warranted)}"
            fewest = math.floor(solution.digits.min())
            lines.append(f"At least {fewest} digits of every weight are certified{data}.")
        return lines

    def __repr__(self) -> str:
        lines = [self.title, aligned(self.headings, self.cells), ""]
        lines += map(wrapped, [self.inference.quality, *self.certainty])
        lines += ["", *(wrapped(f"· {each}", 2) for each in self.findings)] if self.findings else []
        return "\n".join(lines)

    def predict(self, X: Any) -> Vector:
        """Predictions for new rows.

        Args:
            X: (m, d) an array with the columns of the fit in their order; or a frame, whose columns
                are found by name and whose kinds become the levels that the fit has.

        Returns:
            (m,) X·coef + intercept. With y known, the residuals are y less these.

        Raises:
            DataError: a column or a value that is missing, or a level that the fit has not seen.

        """
        from downslope.workbench.predicting import predictions

        return predictions(self, X)

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract."""
        solution, known = self.solution, self.inference
        columns = {
            "name": solution.names,
            "estimate": solution.weights,
            "std_error": known.std_error,
            "t": known.t,
            "p": known.p,
            "ci_low": known.ci_low,
            "ci_high": known.ci_high,
            "bound": _or_unknown(solution.bound, solution),
            "digits": _or_unknown(solution.digits, solution),
        }
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        together = collinearity(solution)
        fields = {
            "coefficients": rows,
            "digits_warranted": self.digits_warranted,
            "n": solution.n,
            "d": len(solution.feature_names),
            "rank": solution.rank,
            "scaled_condition_number": solution.condition_number,
            "collinearity": None if together is None else together.to_dict(),
            "r2": known.r2,
            "adjusted_r2": known.adjusted_r2,
            "f": known.f,
            "f_p": known.f_p,
            "residual_std": known.residual_std,
            "degrees_of_freedom": known.degrees_of_freedom,
            "std_errors": known.errors,
            "method": solution.method,
            "passes": solution.passes,
            "notes": solution.notes,
            "outcome": solution.outcome.name.lower(),
            "rows_dropped": self.table.rows_dropped,
            "target": self.table.target,
            "findings": self.findings,
        }
        return plain_dict(fields)

    def _repr_html_(self) -> str:
        lines = [self.inference.quality, *self.certainty, *map(str, self.findings)]
        return table(self.headings, self.cells, self.title) + paragraphs(lines)


def fit(
    table: Table,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    degree: int = 1,
    robust: str | None = None,
) -> Fit:
    """Solve a table's least-squares problem in closed form.

    Args:
        table: features, target and, if it has them, weights.
        method: "auto" climbs the ladder; a solver's name takes its answer, proven or not.
        accuracy: "standard", or "full" for the nearest float64 of every weight.
        intercept: whether the model has one.
        degree: a polynomial of this degree in the only feature.
        robust: "HC0" … "HC3" for standard errors that trust no common variance.

    Raises:
        OptionError: an unknown method, accuracy or kind, or a degree that does not apply.
    """
    given = table
    if degree != 1:
        table = polynomial(given, degree)
    solution = solve(
        table.X,
        table.y,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        weights=table.weights,
        names=table.feature_names,
        X_low=table.X_low,
        y_low=table.y_low,
    )
    errors = None
    if robust is not None:
        errors = robust_errors(solution, table.X, table.y, robust, table.weights)
    known = infer(solution, std_error=errors, errors=robust or "classical")
    warranted = _digits_warranted(given, table, solution)
    return Fit(_with_references(table), solution, known, warranted)


def fit_source(
    source: Source,
    run: Run | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> Fit:
    """Solve the least-squares problem of data that are read in passes; see `streaming.fit`."""
    from downslope import streaming  # its engines take long to load, and most fits need none

    table, solution = streaming.fit(
        source,
        run,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        max_passes=max_passes,
    )
    return _judged(table, solution)


def fit_summary(
    table: TableSummary,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
) -> Fit:
    """Solve the least-squares problem of rows that are gone, from their summary.

    Raises:
        DataError: there were no rows.
        OptionError: an unknown method or accuracy.
    """
    from downslope.streaming import solve_table_summary

    solution = solve_table_summary(table, method=method, accuracy=accuracy, intercept=intercept)
    return _judged(table, solution)


def _with_references(table: AnyTable) -> AnyTable:
    """The table with a finding for each categorical column: what its weights are differences to."""
    kinds = tuple(
        Finding(
            "reference_level",
            (column,),
            f"The weights of '{column}' are differences from {column}={levels[0]}, which has no "
            "column.",
        )
        for column, levels in table.levels
    )
    return replace(table, findings=(*table.findings, *kinds)) if kinds else table


def _judged(table: TableSummary | WideTable, solution: Solution) -> Fit:
    table = _with_references(table)
    digits = solution.digits_warranted
    warranted = None if digits is None else float(digits.min())
    return Fit(table, solution, infer(solution), warranted)


def _digits_warranted(given: Table, used: Table, solution: Solution) -> float | None:
    digits = solution.digits_warranted
    if digits is not None and given is not used and given.X_low is None and given.weights is None:
        digits = digits_of_polynomial(solution, given.X, given.y)
    return None if digits is None else float(digits.min())


def polynomial(table: Table, degree: int) -> Table:
    """The table with its only feature replaced by the powers 1 to `degree`, in double-double.

    Raises:
        OptionError: a degree below 1, or more than one feature.
    """
    if table.X.shape[1] != 1:
        named = ", ".join(table.feature_names)
        raise OptionError(
            f"--degree {degree} needs one feature and there are {table.X.shape[1]} ({named}): "
            "choose one with --features."
        )
    low = None if table.X_low is None else table.X_low[:, 0]
    high, below = powers(table.X[:, 0], degree, low)
    return replace(
        table, X=high, X_low=below, feature_names=power_names(table.feature_names[0], degree)
    )


def _or_unknown(values: Vector | None, solution: Solution) -> Vector:
    return np.full(len(solution.weights), np.nan) if values is None else values
