"""Limits of the models: each with a case at it, or one on either side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import downslope as ds
from downslope.models.catalog import model_on
from downslope.models.classes import separable
from downslope.models.gradient_check import GradientCheck, check_gradient
from downslope.models.model import Model, strength
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

EPSILON = 2.0**-52


def checked(off: float, size: float, loss: float, step: float = 1.0) -> GradientCheck:
    one, other = np.array([size, -size]), np.array([size, -size + off])
    steps = np.array([step, 2.0 * step])
    return GradientCheck(("x", "intercept"), np.zeros(2), loss, "mse", one, other, steps)


@pytest.mark.parametrize(
    ("off", "size", "loss", "agrees"),
    [
        (0.9e-6, 1.0, 0.0, True),  # a millionth of the gradient
        (1.1e-6, 1.0, 0.0, False),
        (-1.1e-6, 1.0, 0.0, False),
        (60 * EPSILON, 0.0, 1.0, True),  # or 64 roundings of the loss
        (68 * EPSILON, 0.0, 1.0, False),
        (0.0, 0.0, 0.0, True),
    ],
)
def test_gradients_agree_within_their_rounding(
    off: float, size: float, loss: float, agrees: bool
) -> None:
    assert checked(off, size, loss).agrees is agrees
    assert checked(2.0 * off, 2.0 * size, loss, step=0.5).agrees is agrees
    assert checked(0.0, 0.0, loss).max_relative_error == 0.0


def test_a_step_is_a_share_of_the_weight_and_of_one_at_least() -> None:
    found = check_gradient(ds.LeastSquares(np.arange(4.0), [1.0, 3.0, 2.0, 5.0]), [0.5, -100.0])
    np.testing.assert_allclose(found.steps, [6.0554544523933395e-06, 6.0554544523933395e-04])
    assert found.agrees


@pytest.mark.parametrize("count", [6, 7])
def test_up_to_six_classes_are_named(count: int) -> None:
    evidence = separable(["a", "b"], [float(each) for each in range(count)])[1]
    assert evidence == "A combination of 'a', 'b' separates the classes 0, 1, 2, 3, 4, 5."


@pytest.mark.parametrize(("alpha", "fine"), [(0.0, True), (1e100, True), (1.1e100, False)])
def test_a_penalty_is_1e100_at_most(alpha: float, fine: bool) -> None:
    if fine:
        assert strength(alpha) == alpha
        return
    with pytest.raises(ds.OptionError, match=r"give a number up to 1e\+100"):
        strength(alpha)


def network(slope: float, out: float, rows: int = 100, off: int = 0) -> tuple[ds.Network, float]:
    """A unit that is at `slope` of tanh, except on `off` rows, and its weight in the prediction."""
    x = np.ones(rows)
    x[:off] = 0.0
    model = ds.Network(x, np.arange(float(rows)), hidden=1, intercept=False)
    return model, float(np.arctanh(np.sqrt(1.0 - slope)))


@pytest.mark.parametrize(
    ("slope", "off", "saturated"),
    [(0.009, 0, True), (0.011, 0, False), (0.005, 1, True), (0.005, 2, False)],
)
def test_a_unit_is_saturated_where_its_slope_is_below_a_hundredth_on_nearly_all_rows(
    slope: float, off: int, saturated: bool
) -> None:
    model, into = network(slope, 1.0, off=off)
    codes = [each.code for each in model.explain(np.array([into, 1.0]))]
    assert codes == (["saturated"] if saturated else [])


@pytest.mark.parametrize(
    ("into", "out", "dead"),
    [(0.0, 0.0, True), (0.9e-12, 0.9e-12, True), (1.1e-12, 0.0, False), (0.0, -1.1e-12, False)],
)
def test_a_unit_is_dead_where_neither_it_nor_its_weight_is_more_than_rounding(
    into: float, out: float, dead: bool
) -> None:
    model, _ = network(0.5, 1.0)
    assert [each.code for each in model.explain(np.array([into, out]))] == ["dead_units"] * dead


@pytest.mark.parametrize(("share", "told"), [(1.01, ""), (0.99, "the squares of a column are")])
def test_squares_are_up_to_four_times_what_is_said_of_them(share: float, told: str) -> None:
    rng = np.random.default_rng(0)
    whole = Summary.from_rows(rng.normal(size=(40, 2)), rng.normal(size=40))
    squares = whole.scatter.diagonal() + whole.mass * np.square(whole.mean)
    size = np.maximum(whole.size, squares)
    size[1] = share * squares[1] / 4.0
    assert replace(whole, size=size).contradiction()[: len(told) or None] == told


@pytest.mark.parametrize(("columns", "counted"), [(1000, True), (1001, False)])
def test_directions_are_counted_of_up_to_a_thousand_columns(
    columns: int, counted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def values(scaled: np.ndarray) -> np.ndarray:
        seen.append(len(scaled))
        return np.ones(2)

    monkeypatch.setattr(np.linalg, "eigvalsh", values)
    monkeypatch.setattr(np.linalg, "cholesky", lambda scaled: None)  # which takes a while
    empty = Summary.empty(np.zeros(columns))
    found = replace(empty, count=1, mass=1.0, depth=9.0).contradiction()
    assert found == ("1 rows spread in 2 directions" if counted else "")
    assert seen == [columns] * counted


@pytest.mark.parametrize(
    ("ratio", "fine"), [(0.0, True), (1.0, True), (-0.01, False), (1.01, False)]
)
def test_the_share_of_the_absolute_values_is_from_0_to_1(ratio: float, fine: bool) -> None:
    X, y = np.arange(6.0).reshape(3, 2), np.arange(3.0)
    if fine:
        assert ds.ElasticNet(X, y, 0.1, ratio).l1_ratio == ratio
        return
    with pytest.raises(ds.OptionError, match="l1_ratio"):
        ds.ElasticNet(X, y, 0.1, ratio)


def test_sums_that_say_nothing_contradict_nothing() -> None:
    empty = Summary.empty(np.zeros(3))
    assert empty.contradiction() == ""
    assert (empty - empty).count == 0
    x = np.arange(9.0)
    whole = Summary.from_rows(np.column_stack([x, np.zeros(9)]), x % 2, np.zeros(3))
    assert whole.contradiction() == ""
    assert (whole - whole).count == 0
    assert replace(whole, depth=8.0).contradiction() == ""
    assert replace(whole, depth=7.9).contradiction() == "sums are said to take 7.9 additions"


def test_rows_that_weigh_as_much_as_the_whole_are_not_part_of_it() -> None:
    rows = np.array([[1.0, 2.0, 1.0], [3.0, 5.0, 2.0], [4.0, 4.0, 3.0]])
    whole = Summary.of_blocks([rows], np.zeros(2), weighted=True)
    part = replace(Summary.of_blocks([rows[:2]], np.zeros(2), weighted=True), mass=whole.mass)
    with pytest.raises(ds.DataError, match="weigh more than the whole"):
        whole - part


def test_a_residual_of_delta_is_on_the_straight_line_and_not_beyond_it() -> None:
    model = ds.Huber(np.zeros((4, 1)), [1.0, -1.0, 0.5, 2.0], delta=1.0, intercept=False)
    assert model.curvatures(np.zeros(4)).tolist() == [0.0, 0.0, 1.0, 0.0]
    (found,) = model.explain(np.zeros(1))
    assert found.evidence.startswith("1 of 4 rows is off by more than delta=1,")
    for delta in (0.0, np.inf, -1.0, np.nan):
        with pytest.raises(ds.OptionError, match="delta"):
            ds.Huber(np.zeros((4, 1)), np.arange(4.0), delta=delta)


def test_counts_of_zero_cost_nothing_where_none_are_expected() -> None:
    model = ds.Poisson([[0.0], [1.0]], [1.0, 0.0], intercept=False)
    w = np.array([-800.0])
    assert model.losses(model.predict(w) - model.y, w).tolist() == [1.0, 0.0]
    assert model.constant_score(np.zeros(3)) == 0.0
    assert model.constant_score(np.array([1.0, 3.0])) == pytest.approx(np.log(2.0))


@pytest.mark.parametrize(("d", "listed"), [(6, ""), (7, ", …")])
def test_up_to_seven_weights_are_named(d: int, listed: str) -> None:
    model = ds.LeastSquares(np.arange(8.0 * d).reshape(8, d), np.arange(8.0))
    with pytest.raises(ds.OptionError, match=rf"\(x1, x2, x3, x4, x5, x6{listed}, intercept\)"):
        model.given_weights([1.0])


# --- What is not said of a model ----------------------------------------------------------------


MADE: dict[str, Callable[[Matrix, Vector], Model]] = {
    "least-squares": lambda X, y: ds.LeastSquares(X, y),
    "ridge": lambda X, y: ds.Ridge(X, y, alpha=0.1),
    "lasso": lambda X, y: ds.Lasso(X, y, alpha=0.1),
    "elastic-net": lambda X, y: ds.ElasticNet(X, y, 0.1, 0.5),
    "huber": lambda X, y: ds.Huber(X, y),
    "poisson": lambda X, y: ds.Poisson(X, np.ceil(np.abs(y))),
    "logistic": lambda X, y: ds.Logistic(X, y > 0),
    "softmax": lambda X, y: ds.Softmax(X, np.sign(y)),
    "network": lambda X, y: ds.Network(X, y),
}
SUMMED: dict[str, Callable[[Summary], Model]] = {
    "least-squares": lambda summary: ds.LeastSquares.from_summary(summary),
    "ridge": lambda summary: ds.Ridge.from_summary(summary, alpha=0.1),
}
NOT_CONVEX = {"network"}
WITHOUT_RUNS = {"least-squares"}  # how a run goes is known from the spectrum
OF_A_LOSS = {"least-squares", "ridge", "lasso", "elastic-net", "network"}  # of one's choice
OF_CLASSES = {"logistic", "softmax"}
LIKELY = {"logistic", "softmax", "poisson"}


@pytest.mark.parametrize("name", MADE)
def test_what_is_said_of_a_kind_of_model(name: str) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(9, 2)), rng.normal(size=9)
    model = MADE[name](X, y)
    assert model.has_intercept
    assert model.has_rows
    assert model.convex is (name not in NOT_CONVEX)
    assert model.closed_form is (name in WITHOUT_RUNS)
    assert model.loss_varies is (name in OF_A_LOSS)
    assert model.takes_classes is (name in OF_CLASSES)
    if isinstance(model, ScoreModel):
        assert model.has_likelihood is (name in LIKELY)
        assert model.noise_is_free is (name == "huber")
    if name in SUMMED:
        summed = SUMMED[name](Summary.from_rows(X, y))
        assert summed.has_intercept
        assert not summed.has_rows
    if isinstance(model, ds.LeastSquares):
        assert not model.condensed().has_rows
    again = model_on(name, X, model.y if name == "poisson" else y > 0, {})
    assert again.has_intercept


def test_a_summary_is_without_weights_and_its_rows_have_an_intercept() -> None:
    rng = np.random.default_rng(1)
    blocks = rng.normal(size=(30, 3))
    found = Summary.of_blocks([blocks], np.zeros(3))
    assert (found.count, found.mass, len(found.origin)) == (30, 30.0, 3)
    X_b, y = found.equivalent_rows()[:2]
    assert X_b.shape[1] == 3
    best = np.linalg.lstsq(np.column_stack([blocks[:, :2], np.ones(30)]), blocks[:, 2])[0]
    np.testing.assert_allclose(np.linalg.lstsq(X_b, y)[0], best, rtol=1e-9)
