"""How near a bound an error comes, for tests of bounds that are nearly met."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from fractions import Fraction
from types import FunctionType

import numpy as np
import pytest

from downslope.solvers.contract import Answer
from sampling import LONG

UNIT_ROUNDOFF = 2.0**-53  # stated again: a test that took the product's would move with it
PAIR_ROUNDOFF = 2.0**-102
NEAR = 30.0  # the largest factor between a bound and the error that comes nearest to it
TENTH = 9.9  # nearer than a tenth: the constant could not be ten times smaller
LONGER = 40  # times as many trials in the long form

Case = np.ndarray  # (m,) the numbers that a problem is made of


def shares(answer: Answer, exact: list[Fraction]) -> np.ndarray:
    """Return error / bound of each weight, the last rounding of the float64 weights left out."""
    assert answer.error is not None
    low = np.zeros_like(answer.weights) if answer.low is None else answer.low
    found = zip(answer.weights[:, 0], low[:, 0], exact, strict=True)
    off = [abs(float(Fraction(float(w)) + Fraction(float(e)) - truth)) for w, e, truth in found]
    return np.array(off) / answer.error[:, 0]


def check_near(share: float, factor: float = NEAR) -> None:
    """Check that the error is below its bound, and not by more than the factor."""
    assert 1.0 / factor <= share <= 1.0


def climb(
    made: Callable[[np.random.Generator], Case],
    share: Callable[[Case], float],
    trials: int,
    seed: int = 0,
) -> float:
    """Return the largest share found: of random cases, then of the worst one moved a little.

    Moves shrink from a part of each number to its last digits, where roundings change.
    """
    rng = np.random.default_rng(seed)
    trials *= LONGER if LONG else 1
    worst, best = -1.0, made(rng)
    for trial in range(trials):
        near = made(rng)
        if 3 * trial > trials:
            size = 10.0 ** -rng.uniform(0.0, 16.0)
            near = best * (1.0 + size * rng.standard_normal(len(best)))
        found = share(near)
        assert found <= 1.0, near.tolist()
        if found > worst:
            worst, best = found, near
    return worst


def shrink(patch: pytest.MonkeyPatch, function: Callable, before: str, after: str) -> None:
    """Replace a part of the function's text, wherever it has been imported."""
    whole = inspect.unwrap(getattr(function, "__func__", function))
    assert isinstance(whole, FunctionType)
    source = textwrap.dedent(inspect.getsource(whole))
    assert source.count(before) == 1, (before, source)
    plain = source[source.index("def ") :].replace(before, after)
    made: dict[str, FunctionType] = {}
    exec("from __future__ import annotations\n" + plain, whole.__globals__, made)
    patch.setattr(whole, "__code__", made[whole.__name__].__code__)
