"""Fit of a table, or of a solution found in passes, as a result with its inference."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from downslope.data_table import Table, TableSummary, WideTable
from downslope.errors import OptionError, PrecisionError
from downslope.findings import reference_levels
from downslope.fitting.fit_result import Fit
from downslope.fitting.inference import Inference, infer
from downslope.fitting.influence import (
    digits_of_polynomial,
    full_leverage,
    full_rows,
    influence,
    robust_factor,
)
from downslope.fitting.ladder import solve
from downslope.fitting.solution import Solution
from downslope.fitting.specification import Specification
from downslope.fitting.weighting import FREQUENCY, SAMPLING, counting_copies, scaled_to_one
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Vector
from downslope.numerics.polynomial import power_names, powers

NAMED = 8  # features, in a message


def fit_rows(
    table: Table,
    spec: Specification,
    robust: str | None,
    level: float,
    how: dict[str, Any],
    style: OptionStyle,
) -> Fit:
    """Fit a table, or a polynomial in its only feature."""
    if spec.weights_kind == SAMPLING:
        table = scaled_to_one(table)
    used = table if spec.degree == 1 else polynomial(table, spec.degree)
    try:
        solution = solve(
            used.X,
            used.y,
            weights=used.weights,
            names=used.feature_names,
            X_low=used.X_low,
            y_low=used.y_low,
            **how,
        )
    except PrecisionError as error:
        distinct, weights = len(np.unique(table.X)), spec.degree + how["intercept"]
        if spec.degree == 1 or weights <= distinct:
            raise
        raise PrecisionError(
            f"{style.setting('degree', str(spec.degree))} has {weights} weights, but "
            f"'{table.feature_names[0]}' has only {distinct} distinct values: choose a degree of "
            f"at most {distinct - how['intercept']}."
        ) from error
    known = None
    if robust is not None:
        rows = influence(solution, used.X, used.y, used.weights)
        copies = used.weights if spec.weights_kind == FREQUENCY else None
        counted = solution if copies is None else counting_copies(used, solution, style)
        errors, factor = robust_factor(counted, rows, robust, copies)
        known = infer(observed(used, solution, spec, style), level, errors, robust, factor)
        found = full_leverage(solution.names, full_rows(rows, copies), robust)
        used = replace(used, findings=(*used.findings, *found))
    digits = solution.digits_warranted
    if digits is not None and spec.degree != 1 and table.X_low is None:
        digits = digits_of_polynomial(solution, table.X, table.y, table.weights)
    return fit_of(used, solution, spec, level, style, digits, known)


def observed(
    table: Table | TableSummary | WideTable,
    solution: Solution,
    spec: Specification,
    style: OptionStyle,
) -> Solution:
    """Return the solution with the observations and the likelihood of the kind of its weights."""
    if spec.weights_kind == FREQUENCY:
        return counting_copies(table, solution, style)
    return replace(solution, log_weights=math.nan) if spec.weights_kind == SAMPLING else solution


def fit_of(
    table: Table | TableSummary | WideTable,
    solution: Solution,
    spec: Specification,
    level: float,
    style: OptionStyle,
    digits: Vector | None = None,
    known: Inference | None = None,
) -> Fit:
    """Make the result, with a finding per categorical column that names its reference level."""
    if table.levels:
        table = replace(table, findings=(*table.findings, *reference_levels(table.levels)))
    digits = solution.digits_warranted if digits is None else digits
    solution = observed(table, solution, spec, style)
    told = ~solution.zero_to_rounding  # an effect that the data's rounding hides has no digits
    warranted = None if digits is None or not told.any() else float(digits[told].min())
    return Fit(table, solution, known or infer(solution, level), warranted, spec)


def polynomial(table: Table, degree: int) -> Table:
    """Replace the only feature of a table with its powers from 1 to `degree`, in double-double.

    Raises
    ------
    OptionError
        The degree is below 1, or there is more than one feature.

    """
    if table.X.shape[1] != 1:
        many = len(table.feature_names) > NAMED
        named = ", ".join(table.feature_names[:NAMED]) + (", …" if many else "")
        raise OptionError(
            f"--degree {degree} needs one feature, but there are {table.X.shape[1]} ({named}): "
            "choose one with --features."
        )
    low = None if table.X_low is None else table.X_low[:, 0]
    high, below = powers(table.X[:, 0], degree, low)
    return replace(
        table, X=high, X_low=below, feature_names=power_names(table.feature_names[0], degree)
    )
