"""Bounds of weights beside dependent columns, by hand: each term meets what it bounds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from downslope.numerics.doubledouble import pair
from downslope.solvers.minimum_norm import _determined, smallest
from downslope.solvers.rank import DEPENDENT_ROUNDINGS, Dependence, RankReport


def determined(
    eta: float,
    inverse: float,
    beta: float,
    *dependent: Dependence,
    target: float = 1.0,
    **given: Any,
) -> tuple[float, float]:
    """‖V‖ and the bound of the one weight that is kept, whose Gram matrix is 1/inverse²."""
    p, r = 1 + len(dependent), len(dependent)
    null = np.zeros((p, r))
    for column, each in enumerate(dependent):
        null[0, column], null[each.column, column] = given.get("moved", 0.0), 1.0
    lengths, error, _ = _determined(
        system=SimpleNamespace(eta=eta, unit=np.ones(p), target_unit=1.0),  # type: ignore[arg-type]
        columns=SimpleNamespace(p=p, transform_pair=lambda unit, factor: factor),  # type: ignore[arg-type]
        report=RankReport((0,), dependent, np.ones(p), np.zeros(p)),
        inverse=pair(np.array([[inverse]])),
        null=null,
        lost=np.full((p, r), given.get("lost", 0.0)),
        beta=np.array([[beta]]),
        residual_norms=np.array([given.get("residual", 0.0)]),
        size=np.array([target + abs(beta)]),
    )
    return float(lengths[0]), float(error[0, 0])


@pytest.mark.parametrize(
    ("eta", "inverse", "beta"), [(0.05, 2.0, 0.8), (0.2, 1.0, -0.3), (1e-3, 10.0, 4.0)]
)
def test_the_worst_rounding_of_the_sums_meets_its_bound(
    eta: float, inverse: float, beta: float
) -> None:
    """G β = h, of which the data may mean (G − η) β′ = h + η ‖y‖: no rounding moves β further."""
    gram, target = inverse**-2, 3.0
    worst = (abs(beta) * gram + eta * target) / (gram - eta)
    length, bound = determined(eta, inverse, beta, target=target)
    assert length == inverse
    assert bound == pytest.approx(worst - abs(beta), rel=1e-12)


@pytest.mark.parametrize("share", [0.5, -4.0])
def test_the_choice_of_the_kept_columns_is_paid_for_twice(share: float) -> None:
    """A second column is `share` of the first, and might be kept in its place."""
    rounded = 0.01 / DEPENDENT_ROUNDINGS  # what moves by less counts as unmoved
    exact = Dependence(1, (0,), np.array([share]), distance=0.0, noise=rounded)
    moved, lost, beta = 1e-3, 1e-4, 0.6
    # The weight of what takes the place is β / c, and as much of it as N has moves the weight.
    _, bound = determined(0.0, 1.0, beta, exact, moved=moved, lost=lost)
    assert bound == pytest.approx(2.0 * (moved + lost) * abs(beta / share), rel=1e-12)


@pytest.mark.parametrize("share", [0.5, -4.0])
def test_a_column_that_is_nearly_dependent_takes_some_of_the_residual(share: float) -> None:
    """One at the distance δ in place of the first tilts it by δ/c, which takes ‖V‖² δ/c ‖r‖."""
    inverse, distance, residual = 2.0, 1e-6, 5.0
    near = Dependence(1, (0,), np.array([share]), distance=distance, noise=0.0)
    _, bound = determined(0.0, inverse, 0.0, near, residual=residual)
    first_order = inverse * inverse * distance / abs(share) * residual
    assert bound == pytest.approx(2.0 * first_order, rel=1e-12)


@pytest.mark.parametrize("factor", [0.99, 1.01])
def test_a_share_below_the_rounding_of_the_data_is_none(factor: float) -> None:
    noise = 1e-10
    share = factor * DEPENDENT_ROUNDINGS * noise * 2.0  # ‖V‖ of the kept column is 2
    near = Dependence(1, (0,), np.array([share]), distance=0.0, noise=noise)
    length, bound = determined(0.0, 2.0, 1.0, near, moved=share)
    assert np.isnan(length) == (factor > 1.0)
    assert np.isnan(bound) == (factor > 1.0)
    assert bound == 0.0 or factor > 1.0


@pytest.mark.parametrize("along", [0.0, 1e13])
def test_weights_are_as_small_as_they_can_be(along: float) -> None:
    """However uneven the directions are, and however far along them the weights begin."""
    rng = np.random.default_rng(0)
    free = rng.normal(size=(6, 2))
    own = rng.normal(size=6)
    own -= free @ np.linalg.lstsq(free, own)[0]
    begun = own + free @ [along, -along]
    least = smallest(begun[:, np.newaxis], free * [1e-150, 1e150])[:, 0]
    assert np.abs(free.T @ least).max() < 1e-14
    assert np.abs(least - own).max() < 1e-15 * (8 + 8 * along)
