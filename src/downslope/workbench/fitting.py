"""`fit`: the coefficients of a table, with what is known about them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from downslope.errors import OptionError
from downslope.finding import Finding
from downslope.inference import infer
from downslope.influence import digits_of_polynomial, robust_errors
from downslope.ladder import solve
from downslope.polynomial import power_names, powers
from downslope.solution import Solution
from downslope.sources import Table
from downslope.sources.stream import Source
from downslope.table_summary import TableSummary, WideTable
from downslope.workbench.fitted import Fit

if TYPE_CHECKING:
    from downslope.streaming import Run


AnyTable = TypeVar("AnyTable", bound=Table | TableSummary | WideTable)


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
