"""Bounds on gradients of models that are nearly met: each term leads where it is the largest.

The rows' gradients are those of mpmath at 60 digits; sums that round one way are made by hand.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

import downslope as ds
from downslope.models.score_model import ScoreModel
from downslope.numerics.doubledouble import exponential, pair
from downslope.solvers.newton import data_in_memory
from downslope.solvers.row_data import Sums, with_penalty
from downslope.solvers.row_sums import PreciseSums, RowSums, precise_gradient
from near_bounds import NEAR, PAIR_ROUNDOFF, TENTH, UNIT_ROUNDOFF, Case, check_near, climb

mp.dps = 60


def exact_gradient(model: ScoreModel, v: np.ndarray) -> Any:
    """The gradient at weights v of columns without origin or unit, one column a row."""
    X, y = model.X_b, model.y
    total = [mpf(0)] * len(v)
    for row, target in zip(X.tolist(), y.tolist(), strict=True):
        score = mp.fsum(mpf(x) * mpf(w) for x, w in zip(row, v.tolist(), strict=True))
        if model.name == "huber":
            pull = score - mpf(target)
        else:
            mean = mp.exp(score) if model.name == "poisson" else 1 / (1 + mp.exp(-score))
            pull = mean - mpf(target)
        for j, x in enumerate(row):
            total[j] += pull * mpf(x)
    over, under = model.scale_terms(model.n)
    return [mpf(over) / mpf(under) * each for each in total]


def share_of_gradient(model: ScoreModel, v: np.ndarray, *, precise: bool = False) -> float:
    """Error / bound of an entry of the gradient at v, in the units of the problem."""
    data, _ = data_in_memory(model)
    unit = data.problem.unit
    if precise:
        found, rounding = data.precise(v * unit)
    else:
        sums = data.sums(v * unit)
        found, rounding = sums.gradient, sums.rounding
    off = [
        abs(float(mpf(float(g)) - t / mpf(float(u))))
        for g, t, u in zip(found, exact_gradient(model, v), unit, strict=True)
    ]
    return float((np.array(off) / rounding).max())


def same_rows(name: str, x: float, y: float) -> ScoreModel:
    """Two rows alike, for one weight, and for a logistic model two of the other class."""
    X = np.full((2, 1), x)
    if name == "logistic":
        return ds.Logistic(np.vstack([X, X]), [0, 0, 1, 1], intercept=False)
    if name == "huber":
        return ds.Huber(X, np.full(2, y), delta=1e300, intercept=False)
    return ds.Poisson(X, np.full(2, np.floor(y)), intercept=False)


def test_scores_that_are_large_come_near_their_rounding() -> None:
    """An exponential moves by as much as its score is rounded."""

    def share(case: Case) -> float:
        return share_of_gradient(same_rows("poisson", case[0], 0.0), case[1:])

    check_near(climb(lambda rng: rng.uniform(15.0, 25.0, 2), share, 60), TENTH)


@pytest.mark.parametrize("name", ["poisson", "logistic", "huber"])
def test_scores_near_zero_come_near_the_rounding_of_predictions(name: str) -> None:
    def share(case: Case) -> float:
        return share_of_gradient(same_rows(name, case[0], abs(case[1])), 0.01 * case[2:])

    check_near(climb(lambda rng: rng.standard_normal(3), share, 150), NEAR)


def by_hand(model: ScoreModel, gradient: float, **given: Any) -> Sums:
    """The sums of one weight, as `with_penalty` makes them from sums over rows."""
    problem = data_in_memory(model)[0].problem
    rows = RowSums(
        rows=given.get("rows", 1), loss=0.0, gradient=(np.array([gradient]), np.zeros(1)),
        hessian=np.array([[given.get("squares", 1.0)]]),
        squares=np.array([given.get("squares", 0.0)]),
        sizes=np.array([[given.get("pulls", 0.0)], [0.0], [0.0]]), closest=np.inf,
        longest=given.get("rows", 1), merges=0,
    )  # fmt: skip
    return with_penalty(problem, np.array([given.get("v", 0.0)]), rows)


def test_long_sums_that_round_one_way_come_near_the_additions() -> None:
    """The same pull in each of 512 rows, summed one after the other."""
    n, model = 512, same_rows("poisson", 1.0, 0.0)

    def share(case: Case) -> float:
        term = float(case[0])
        summed = float(np.add.accumulate(np.full(n, term))[-1])
        sums = by_hand(model, summed, rows=n, squares=float(n), pulls=n * term * term)
        return abs(float(Fraction(summed) - n * Fraction(term))) * model.scale / sums.rounding[0]

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 1), share, 300), TENTH)


def test_long_sums_of_squares_come_near_the_depth_of_a_hessian() -> None:
    n, model = 1024, same_rows("poisson", 1.0, 0.0)

    def share(case: Case) -> float:
        square = float(case[0])
        summed = float(np.add.accumulate(np.full(n, square))[-1])
        sums = by_hand(model, 0.0, rows=n, squares=summed)
        return abs(float(Fraction(summed) / (n * Fraction(square)) - 1)) / sums.hessian_rounding

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 1), share, 300), TENTH)


def test_a_scaled_gradient_and_a_penalty_come_near_their_last_roundings() -> None:
    """Of three rows: the factor 1/3, its product, that of the penalty, and their sum."""

    def share(case: Case) -> float:
        x, alpha, v = case.tolist()
        model = ds.Logistic(np.full((3, 1), 1.0), [0, 1, 1], alpha=alpha, intercept=False)
        sums = by_hand(model, x, v=v)
        truth = Fraction(x) / 3 + 2 * Fraction(alpha) * Fraction(v)
        return abs(float(Fraction(float(sums.gradient[0])) - truth)) / sums.rounding[0]

    check_near(climb(lambda rng: rng.uniform(0.1, 2.0, 3), share, 200), TENTH)


def test_a_score_that_is_rounded_moves_curvatures_within_30_of_their_bound() -> None:
    def share(case: Case) -> float:
        x, v = case.tolist()
        data, _ = data_in_memory(same_rows("poisson", x, 0.0))
        sums = data.sums(case[1:] * data.problem.unit)
        z = mpf(x) / mpf(float(data.problem.unit[0]))
        truth = mp.exp(mpf(x) * mpf(v)) * z * z
        own = sums.curvature_rounding + sums.hessian_rounding
        return abs(float(mpf(float(sums.hessian[0, 0])) / truth - 1)) / own

    check_near(climb(lambda rng: rng.uniform(15.0, 25.0, 2), share, 60), NEAR)


def test_a_curvature_near_0_comes_near_its_lost_digits() -> None:
    """Of p (1 − p), where p is near 1, only the digits of 1 − p are left."""

    def share(case: Case) -> float:
        x, v = case.tolist()
        data, _ = data_in_memory(same_rows("logistic", x, 0.0))
        sums = data.sums(case[1:] * data.problem.unit)
        z, e = mpf(x) / mpf(float(data.problem.unit[0])), mp.exp(-mpf(x) * mpf(v))
        truth = e / (1 + e) ** 2 * z * z
        own = sums.curvature_rounding + sums.hessian_rounding
        return abs(float(mpf(float(sums.hessian[0, 0])) / truth - 1)) / own

    check_near(climb(lambda rng: rng.uniform([1.0, 10.0], [2.0, 12.0]), share, 100), TENTH)


def test_a_kink_is_as_near_as_the_rounding_of_a_score_lets_it_be() -> None:
    """The score of no row is off by more than p + 4 roundings of its longest terms."""
    data, _ = data_in_memory(
        ds.Huber(np.full((2, 1), 1.5), [0.75, 0.75], delta=100.0, intercept=False)
    )
    v = np.array([40.0])
    assert data.last is None
    sums = data.sums(v)
    assert data.last is not None
    room = data.last.closest - sums.closest
    size = float(data.problem.largest[0]) * 40.0
    assert room == pytest.approx(5 * UNIT_ROUNDOFF * size, abs=np.spacing(data.last.closest))


# --- in double-double -------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high", "factor"), [(-0.35, 0.35, 60.0), (-600.0, 700.0, 12.0)])
def test_an_exponential_comes_near_what_is_set_aside_for_it(
    low: float, high: float, factor: float
) -> None:
    """4 roundings of pairs for the series, and 0.6 for each unit: how far ln 2 is known."""

    def share(case: Case) -> float:
        score = np.clip(case, -600.0, 700.0)
        rest = 0.4 * np.spacing(score)
        found = sum(mpf(float(part[0])) for part in exponential((score, rest)))
        truth = mp.exp(mpf(float(score[0])) + mpf(float(rest[0])))
        return abs(float(found / truth - 1)) / ((4.0 + 0.6 * abs(score[0])) * PAIR_ROUNDOFF)

    check_near(climb(lambda rng: rng.uniform(low, high, 1), share, 300), factor)


@pytest.mark.parametrize("name", ["poisson", "logistic"])
def test_precise_gradients_at_the_minimum_stay_within_their_rounding(name: str) -> None:
    """Nearest: 1/100 of it, as of each term of a score, series and sum the worst is set aside."""

    def share(case: Case) -> float:
        x, y = case[0], np.floor(case[1])
        v = np.array([np.log(y) / x if name == "poisson" else 0.0])
        return share_of_gradient(same_rows(name, x, y), v, precise=True)

    if name == "poisson":
        check_near(climb(lambda rng: rng.uniform([0.5, 1e3], [2.0, 1e9]), share, 60), 500.0)
    else:
        assert climb(lambda rng: rng.uniform([0.5, 2.0], [2.0, 9.0]), share, 20) <= 1.0


def test_precise_gradients_far_from_the_minimum_come_near_their_last_rounding() -> None:
    def share(case: Case) -> float:
        return share_of_gradient(same_rows("huber", case[0], case[1]), case[2:], precise=True)

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 3), share, 60), TENTH)


@pytest.mark.parametrize("merges", [0, 1, 1000])
def test_precise_sums_count_each_merge(merges: int) -> None:
    """Of a term of a gradient the roundings of pairs, and one for each block that is added."""
    model = same_rows("poisson", 1.0, 0.0)
    problem = data_in_memory(model)[0].problem
    one = PreciseSums(1, pair(np.zeros((1, 1))), np.ones((1, 1)))
    sums = one
    for _ in range(merges):
        sums = sums + one
    rounding = precise_gradient(problem, np.zeros(1), sums)[1]
    each = rounding[0] / (float(sums.sizes[0, 0]) * model.scale * PAIR_ROUNDOFF)
    assert each == pytest.approx(1 + 16 + 1 + merges, rel=1e-12)
    assert UNIT_ROUNDOFF**2 * 16 == PAIR_ROUNDOFF


def test_sums_count_the_merges_behind_an_entry() -> None:
    """As many as were made one after another, whichever side they are on."""
    one = RowSums(
        rows=1, loss=0.0, gradient=(np.zeros(1), np.zeros(1)), hessian=None, squares=np.zeros(1),
        sizes=np.zeros((3, 1)), closest=np.inf, longest=1, merges=0,
    )  # fmt: skip
    two = one + one
    found = [each.merges for each in (two, two + one, one + two, two + two, two + one + one)]
    assert found == [1, 2, 2, 2, 3]


@pytest.mark.parametrize("classes", [2, 3])
def test_precise_gradients_hold_the_sum_over_the_classes(classes: int) -> None:
    x = np.arange(12.0)[:, np.newaxis] % 5
    data, _ = data_in_memory(ds.Softmax(x, np.arange(12) % classes))
    v = np.linspace(0.1, 0.9, 2 * classes).reshape(classes, 2)
    np.testing.assert_allclose(data.precise(v)[0], data.sums(v).gradient.ravel(), rtol=1e-12)
