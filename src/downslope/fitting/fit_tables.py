"""Tables of the weights of a least-squares fit, rounded to certified and meaningful digits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from downslope.fitting.inference import EXACT, Inference
from downslope.fitting.result_tables import (
    UNKNOWN,
    ResultTable,
    certain,
    places,
    rounded,
    summary_lines,
    with_error,
)
from downslope.fitting.solution import Solution
from downslope.formatting import fixed, probability
from downslope.numerics.arrays import Vector

INFERRED_DIGITS = 15  # of errors, t, and p, in CSV


def table_of_weights(
    solution: Solution, inference: Inference, caption: str, notes: Sequence[str]
) -> ResultTable:
    """Return the weights with errors, t, p, and intervals; `notes` are sentences below."""
    rows: list[tuple[str, ...]] = []
    columns = ("std_error", "t", "p", "ci_low", "ci_high")
    raw: list[tuple[Any, ...]] = [("weight", "estimate", *columns)]
    estimates, errors, digits = _shown(solution, inference)
    for j, name in enumerate(inference.names):
        value, error, sure = float(estimates[j]), float(errors[j]), float(digits[j])
        t, p = float(inference.t[j]), float(inference.p[j])
        low, high = float(inference.ci_low[j]), float(inference.ci_high[j])
        at = places(value, error, sure)
        ends = f"{rounded(low, at)} … {rounded(high, at)}"
        known = not inference.exact and math.isfinite(low) and math.isfinite(high)
        estimate, spread = with_error(value, error, sure)
        spread = EXACT if inference.exact else spread
        rows.append((name, estimate, spread, fixed(t), probability(p), ends if known else UNKNOWN))
        inferred = (error, t, p, low, high) if known else (error, t, p, math.nan, math.nan)
        raw.append(
            (name, certain(value, sure), *(certain(each, INFERRED_DIGITS) for each in inferred))
        )
    return ResultTable(inference.headings, tuple(rows), caption, notes=tuple(notes), raw=tuple(raw))


def lines_of_weights(solution: Solution, inference: Inference) -> dict[str, tuple[str, str]]:
    """Return the estimate of each weight and its error, which is empty where it is unknown."""
    found = {}
    columns = inference.names, *_shown(solution, inference)
    for name, value, error, sure in zip(*columns, strict=True):
        estimate, shown = with_error(float(value), float(error), float(sure))
        found[name] = (estimate, shown if math.isfinite(error) else "")
    return found


def footer_of_fit(inference: Inference) -> dict[str, str]:
    """Return the numbers below the weights, by their names."""
    numbers: dict[str, float | int] = {
        "n": inference.n,
        "R²": inference.r2,
        "adjusted R²": inference.adjusted_r2,
        "residual std": math.nan if inference.exact else inference.residual_std,
        "AIC": inference.aic,
        "BIC": inference.bic,
    }
    return summary_lines(numbers) | {"errors": EXACT if inference.exact else inference.errors}


def _shown(solution: Solution, inference: Inference) -> tuple[Vector, Vector, Vector]:
    """Return estimates, errors, and the certified digits of the estimates, each (p,).

    An estimate that is 0 up to rounding is 0, and the errors of an exact fit are unknown.
    """
    estimates, unknown = inference.estimate, np.full(len(inference.names), np.nan)
    digits = unknown if solution.digits is None else solution.digits
    warranted = solution.digits_warranted
    sure = digits if warranted is None else np.fmin(digits, warranted)
    if inference.exact:
        estimates = np.where(solution.zero_to_rounding, 0.0, estimates)
    return estimates, unknown if inference.exact else inference.std_error, sure
