"""Slopes of a loss that is given alone, by differences, agree with its derivative."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from downslope.diagnosis.objective import FunctionObjective


@pytest.mark.parametrize(
    ("loss", "at", "slope"),
    [
        (lambda w: math.sin(30 * w[0]), 0.3, 30 * math.cos(9.0)),
        (lambda w: math.exp(w[0]), 0.0, 1.0),
        (lambda w: math.exp(w[0] / 1e6), 1e6, 1e-6 * math.e),
        (lambda w: math.exp(w[0] / 1e6), -1e6, 1e-6 / math.e),
    ],
    ids=["bends soon", "at 0", "far above 0", "far below 0"],
)
def test_the_step_is_short_but_not_lost_in_rounding(
    loss: Callable[[np.ndarray], float], at: float, slope: float
) -> None:
    w = np.array([at, at])
    found = FunctionObjective(lambda w: loss(w[:1]) + 2 * loss(w[1:]), None, w).gradient_at(w)
    assert found == pytest.approx(np.array([slope, 2 * slope]), rel=1e-9, abs=0)
