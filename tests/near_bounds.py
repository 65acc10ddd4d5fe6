"""How near a bound an error comes, for tests of bounds that are nearly met."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from downslope.solvers.contract import Answer

UNIT_ROUNDOFF = 2.0**-53  # stated again: a test that took the product's would move with it
PAIR_ROUNDOFF = 2.0**-102
NEAR = 30.0  # the largest factor between a bound and the error that comes nearest to it
TENTH = 9.9  # nearer than a tenth: the constant could not be ten times smaller


def shares(answer: Answer, exact: list[Fraction]) -> np.ndarray:
    """Return error / bound of each weight, the last rounding of the float64 weights left out."""
    assert answer.error is not None
    low = np.zeros_like(answer.weights) if answer.low is None else answer.low
    found = zip(answer.weights[:, 0], low[:, 0], exact, strict=True)
    off = [abs(float(Fraction(float(w)) + Fraction(float(e)) - truth)) for w, e, truth in found]
    return np.array(off) / answer.error[:, 0]


def check_near(share: float, factor: float = NEAR) -> None:
    assert 1.0 / factor <= share <= 1.0
