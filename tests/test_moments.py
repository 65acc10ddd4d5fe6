"""Sums and units of columns, by hand: what solvers read off before they solve."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from downslope.errors import DataError
from downslope.models.score_model import CHUNK_ROWS, ScoreModel
from downslope.numerics.doubledouble import pair
from downslope.numerics.gram import SLICES, Scale, _sliced
from downslope.solvers import rational
from downslope.solvers.newton import data_in_memory
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.rows import Columns, Moments, Rows
from downslope.solvers.scaled_model import Piece
from downslope.solvers.svd import _shift_noise


def moments_of(X: np.ndarray, origin: np.ndarray) -> Moments:
    """Sums of the features and of one target of zeros, with an intercept."""
    n = len(X)
    shifted = np.column_stack([X - origin, np.ones(n), np.zeros(n)])
    return Moments.of_gram(shifted.T @ shifted, np.append(origin, 0.0), X.shape[1] + 1, True)


FAR = np.random.default_rng(0).normal(size=(50, 3)) * [1.0, 0.1, 10.0] + [2.0, -300.0, 0.0]


def test_the_largest_offset_is_an_upper_bound_and_a_near_one() -> None:
    origin = FAR.mean(axis=0)
    found = moments_of(FAR, origin).largest_offset()
    ratio = (np.linalg.norm(FAR, axis=0) / np.linalg.norm(FAR - origin, axis=0)).max()
    assert ratio <= found <= ratio + 1.01
    near = moments_of(FAR - origin, np.array([0.01, 0.0, 0.0])).largest_offset()
    assert near >= 1.0


@pytest.mark.parametrize("target", [0, 1, 2])
def test_the_sums_of_one_target_are_those_of_its_column(target: int) -> None:
    d, k = 2, 3
    places = np.arange(d + 1 + k) + 1.0
    moments = Moments(places, 10 * places, np.arange(d + k) + 0.5, d + 1, True, scale=100 * places)
    one = moments.of_target(target)
    kept = [1, 2, 3, 4 + target]
    np.testing.assert_array_equal(one.squares, kept)
    np.testing.assert_array_equal(one.sums, [10 * each for each in kept])
    np.testing.assert_array_equal(one.scale, [100 * each for each in kept])
    np.testing.assert_array_equal(one.origin, [0.5, 1.5, 2.5 + target])


def test_an_origin_is_told_in_the_units_of_the_user() -> None:
    columns = Columns(
        n=9, d=2, intercept=True, origin=np.array([8.0, 3.0, 5.0]),
        column_scale=np.array([4.0, 0.5, 1.0]),
    )  # fmt: skip
    np.testing.assert_array_equal(columns.user_origin, [2.0, 6.0])
    assert columns.k == 1


def test_a_shift_never_makes_rounding_smaller() -> None:
    origin = FAR.mean(axis=0)
    moments = moments_of(FAR, origin)
    lengths = np.append(np.linalg.norm(FAR - origin, axis=0), np.sqrt(50.0))
    ratio = (np.linalg.norm(FAR, axis=0) / lengths[:3]).max()
    assert _shift_noise(moments, lengths) == pytest.approx(ratio, rel=1e-12)
    assert _shift_noise(moments, 10 * ratio * lengths) == 1.0  # longer after the shift
    assert _shift_noise(moments, np.zeros(4)) == 1.0


BEYOND = float(np.nextafter(0.5, 1.0))


@pytest.mark.parametrize("value", [BEYOND, -BEYOND, 0.75, -0.75, np.inf, -np.inf, np.nan])
def test_a_value_beyond_the_scale_is_refused(value: float) -> None:
    scale = Scale(np.zeros(2), np.zeros(2, dtype=int))
    assert _sliced(scale, np.array([[0.5, -0.5], [0.25, 0.0]]), None, SLICES).shape[1] == 2
    with pytest.raises(DataError, match="outside the scale"):
        _sliced(scale, np.array([[0.1, 0.2], [0.3, value]]), None, SLICES)


@pytest.mark.parametrize("more", [0, 1])
def test_the_exact_solution_is_taken_up_to_its_most_products(
    monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    rows = Rows(np.zeros((10, 2)), np.zeros((10, 1)), intercept=True, origin=np.zeros(3))
    monkeypatch.setattr(rational, "MOST_PRODUCTS", 10 * 4 * 4 - more)
    assert rational.affordable(rows) == (more == 0)


def test_a_penalty_is_no_part_of_the_rows() -> None:
    """It is added once, to their sums."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(20, 2)), rng.uniform(size=20) < 0.5
    model: ScoreModel = ds.Logistic(x, y, alpha=3.0)
    data, _ = data_in_memory(model)
    (made, *_) = data.problem.rows([Piece(x, model.y, None)])
    assert made.model.alpha == 0.0
    assert data.problem.model.alpha == 3.0


def test_the_origin_of_rows_is_the_mean_of_each_column() -> None:
    model: ScoreModel = ds.Poisson(FAR / 100, np.arange(50.0))
    problem = data_in_memory(model)[0].problem
    np.testing.assert_allclose(problem.origin, FAR.mean(axis=0) / 100)
    heavy = np.arange(50.0) + 1.0
    problem = data_in_memory(model, heavy)[0].problem
    np.testing.assert_allclose(problem.origin, np.average(FAR, axis=0, weights=heavy) / 100)


@pytest.mark.parametrize("n", [1, 40, 5000])
def test_the_depth_of_the_sums_is_no_more_than_their_rows_ask_for(n: int) -> None:
    """A bound that grew without need would be told of few rows too."""
    model: ScoreModel = ds.Poisson(np.ones((n, 1)), np.ones(n), intercept=False)
    data, _ = data_in_memory(model)
    data.sums(np.zeros(1))
    assert data.last is not None
    assert min(n, 16) < data.last.depth <= 40 + min(n, CHUNK_ROWS) + n / CHUNK_ROWS


def test_the_rounding_of_products_does_not_depend_on_the_signs_of_weights() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(30, 2))
    model = ds.Lasso(x, np.zeros(30), alpha=0.1, intercept=False)
    quadratic, none = Quadratic.of_rows(model, None), np.zeros((1, 2))
    above, below = (
        quadratic.gradients(pair(np.array([v])), none, none).rounding
        for v in ([2.0, 3.0], [-2.0, -3.0])
    )
    np.testing.assert_array_equal(above, below)
    assert (above > 0.0).all()
