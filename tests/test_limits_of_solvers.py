"""Where solvers change their ways: at each limit a case, or one on either side of it."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, pair
from downslope.solvers import SOLVERS, newton, quadratic, row_data
from downslope.solvers.active_set import (
    _best_on_the_way,
    _ridge,
    _Support,
    feature_sign_search,
    minimize_path,
)
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.existence import unbounded
from downslope.solvers.lsmr import CenteredDesign, ColumnSums
from downslope.solvers.newton import _newton_direction, _Proof, _proof, start_of_sample
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.rank import rank_report
from downslope.solvers.rational import rational_gram
from downslope.solvers.row_data import Sums, rows_in_memory
from downslope.solvers.rows import Columns, Rows, choose_origin, largest_values
from downslope.solvers.scaled_model import Piece, Scaled
from downslope.solvers.stationary import _is_flat
from downslope.solvers.textbook import Setup, gradient_descent, sgd
from downslope.summary import Summary


def solved(name: str, X: Any, y: Any, intercept: bool = True, **given: Any) -> Answer | Declined:
    X, Y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)[:, np.newaxis]
    rows = Rows(X, Y, intercept, choose_origin(X, Y, intercept), **given)
    return SOLVERS[name](MemoryDesign(rows, default_names(rows.d)), Accuracy.STANDARD)


# --- A target of zeros, and columns of zeros --------------------------------------------------


@pytest.mark.parametrize(("name", "passes"), [("cholesky", 1), ("exact", 2), ("qr", 3)])
def test_a_target_of_zeros_leaves_certain_residuals_of_zero(name: str, passes: int) -> None:
    answer = solved(name, [[1.0], [2.0], [4.0], [7.0]], np.zeros(4))
    assert isinstance(answer, Answer)
    assert answer.residuals_certain
    assert answer.residual_norms.tolist() == [0.0]
    assert answer.residual_error is not None
    assert answer.residual_error.tolist() == [math.inf]  # of nothing
    assert answer.passes == passes


def test_the_loops_of_the_lesson_stop_at_once_where_no_weight_is_needed() -> None:
    problem = ds.LeastSquares(np.array([1.0, 2.0, 4.0]), np.zeros(3))
    setup = Setup(0.01, 0.01, 2, 50, 1, 10, 1e-12, 1e-12)
    found = gradient_descent(problem, setup)
    assert (found.passes, found.grew) == (1, False)
    assert not sgd(problem, setup).grew


def test_a_column_of_zeros_has_a_unit() -> None:
    sums = ColumnSums(3, 3.0, np.zeros(2), np.zeros(2), np.array([0.0, 1.0]))
    made = CenteredDesign(None, sums, np.ones(3), d=1, intercept=True)  # type: ignore[arg-type]
    assert np.isfinite(made.unit).all()
    sums_there = sums_of(np.diag([1.0, 0.0]), [1.0, 0.0])
    np.testing.assert_allclose(_newton_direction(sums_there)[0], [-1.0, 0.0], rtol=1e-9)
    assert _is_flat(ds.LeastSquares(np.zeros((2, 1)), [1.0, 2.0], intercept=False), np.zeros(1))


@pytest.mark.parametrize(
    ("X", "rank"), [([[0.0], [0.0], [0.0]], 1), ([[1e15, 1], [1e15, 2], [1e15, 4], [1e15, 5]], 2)]
)
def test_a_column_that_is_constant_adds_no_rank_and_takes_none(
    X: list[list[float]], rank: int
) -> None:
    found = solved("svd", X, range(len(X)))
    assert isinstance(found, Declined)
    assert found.reason.startswith(f"the rank is {rank} of {rank + 1},")
    if rank == 1:
        alone = solved("svd", X, range(len(X)), intercept=False)
        assert isinstance(alone, Declined)
        assert alone.reason.startswith("the rank is 0 of 1,")


@pytest.mark.parametrize(("offset", "answers"), [(2.0**30, True), (2.0**50, False)])
def test_a_column_far_from_zero_keeps_its_rounding(offset: float, answers: bool) -> None:
    found = solved("svd", [[offset], [offset + 1], [offset + 3], [offset + 4]], range(4))
    assert isinstance(found, Answer if answers else Declined)


def test_a_target_too_small_to_be_squared_is_none_whichever_column_knows_of_it() -> None:
    columns = Columns(n=50, d=2, intercept=False, origin=np.zeros(3))
    gram = np.diag([1.0, 1.0, 1e-300])
    assert isinstance(first_pass(gram, columns, 1e-14), FirstPass)
    gram[0, 2] = gram[2, 0] = 1e-150
    found = first_pass(gram, columns, 1e-14)
    assert isinstance(found, Declined)
    assert found.reason == "the target is too small to be squared in float64"
    both = np.diag([1.0, 1.0, 1e-300, 1.0])
    both[0, 2] = both[2, 0] = 1e-150
    columns = Columns(n=50, d=2, intercept=False, origin=np.zeros(4), k=2)
    assert isinstance(first_pass(both, columns, 1e-14), Declined)


# --- Rank, and the smallest weights -----------------------------------------------------------


def test_as_many_rows_as_weights_and_no_note_where_all_are_determined() -> None:
    for name in ("qr", "svd"):
        answer = solved(name, [[1.0], [3.0]], [5.0, 9.0])
        assert isinstance(answer, Answer)
        np.testing.assert_allclose(answer.weights[:, 0], [2.0, 3.0], rtol=1e-14)
        assert answer.notes == ()


def test_of_a_solver_without_a_factor_no_columns_are_said_to_be_near() -> None:
    answer = solved("lsmr", [[1.0], [3.0], [4.0]], [5.0, 9.0, 2.0])
    assert isinstance(answer, Answer)
    assert (answer.amplification, answer.error, answer.inverse_factor) == (1.0, None, None)
    assert math.isnan(answer.inverse_error)
    assert (answer.lengths, answer.traded, answer.report, answer.findings) == (None,) * 3 + ((),)


@pytest.mark.parametrize(("p", "answers"), [(400, False), (401, True)])
def test_exact_dependencies_are_looked_for_among_up_to_400_columns(p: int, answers: bool) -> None:
    X = np.diag(np.arange(p) % 7 + 1.0)
    X[:, -1] = X[:, 0]
    found = solved("svd", X, np.arange(p) % 3 + 1.0, intercept=False)
    assert isinstance(found, Answer if answers else Declined)
    if isinstance(found, Answer):
        assert found.rank == p - 1
        np.testing.assert_allclose(found.weights[0], found.weights[-1], rtol=1e-12)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("name", ["minimum-norm", "dependent"])
@pytest.mark.parametrize("share", [0.75, 1.4])
def test_columns_depend_up_to_some_of_their_roundings(
    name: str, share: float, weighted: bool
) -> None:
    """Eight, or ten thousand for what nearly depends; of weighted rows four times as many."""
    rng = np.random.default_rng(4)
    x, signs = rng.integers(2**20, 2**21, 400) / 2.0**20, rng.choice([-1.0, 1.0], 400)
    threshold = {"minimum-norm": 8.0, "dependent": 1e4}[name] * (4.0 if weighted else 1.0)
    noise = UNIT_ROUNDOFF / np.sqrt(3.0) * np.sqrt(2.0) * np.sqrt(np.mean(x * x))
    off = np.rint(share * threshold * noise / 2.0**-52) * 2.0**-52  # a few of the last digits
    X = np.column_stack([x, x + off * signs])
    w = np.full(400, 2.0) if weighted else None
    given = {} if w is None else {"weights": w, "roots": np.sqrt(w)}
    found = solved(name, X, rng.normal(size=400), intercept=False, **given)
    assert isinstance(found, Answer) == (share < 1.0)


def test_columns_of_zeros_and_exact_copies_leave_the_rank_to_the_others() -> None:
    two, plain = np.ones(2), Columns(50, 2, False, np.zeros(3))
    for place in (0, 1):
        found = rank_report(pair(np.diag(np.eye(2)[place])), two, plain, two)
        assert found.kept == (place,)
    # Products that show no distance may have lost it: the rows are asked.
    same = pair(np.ones((2, 2)))
    assert rank_report(same, two, plain, two).dependent[0].distance == 0.0
    asked = rank_report(same, two, plain, two, measured=lambda *_: 1e-17)
    assert [each.distance for each in asked.dependent] == [1e-17]
    constant = Columns(4, 1, True, np.zeros(2))  # beside the ones, after which it is nothing
    about = pair(np.diag([0.0, 4.0]))
    assert rank_report(about, 2.0 * two, constant, two, measured=lambda *_: 0.0).kept == (1,)


def test_columns_are_plain_unless_told_otherwise() -> None:
    columns = Columns(5, 1, False, np.zeros(2))
    assert (columns.k, columns.weighted, columns.paired) == (1, False, False)
    assert columns.column_scale is None


@pytest.mark.parametrize("place", ["features", "targets", "both", "neither"])
def test_the_largest_values_are_those_of_pairs(place: str) -> None:
    X, Y = np.array([[1.0], [1.0]]), np.array([[3.0], [3.0]])
    low = np.array([[2.0**-60], [-(2.0**-58)]])
    X_low = low if place in ("features", "both") else None
    Y_low = low if place in ("targets", "both") else None
    rows = Rows(X, Y, False, np.array([1.0, 3.0]), X_low=X_low, Y_low=Y_low)
    expected = [0.0 if each is None else 2.0**-58 for each in (X_low, Y_low)]
    assert largest_values(rows).tolist() == expected


def test_the_target_of_fractions_has_its_low_parts() -> None:
    X, Y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])
    rows = Rows(X, Y, False, np.zeros(2), Y_low=np.array([[2.0**-60], [0.0]]))
    assert rational_gram(rows)[0][1] == 13 + rational_gram(rows)[0][0] / 5 / 2**60


# --- Newton's method: proofs, samples, steps --------------------------------------------------


def sums_of(hessian: Any, gradient: Any, **given: Any) -> Sums:
    g = np.array(gradient, dtype=float)
    return Sums(**{
        "loss": 1.0, "gradient": g, "hessian": np.array(hessian, dtype=float),
        "rounding": np.zeros(len(g)), "hessian_rounding": 0.0, "curvature_rounding": 0.0,
        "closest": math.inf, **given,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("gradient", "lost", "closest", "proven"),
    [
        (0.0, 0.0, math.inf, True),
        (0.48, 0.0, math.inf, True),  # R λ is the gradient here, and must be below a half
        (0.5, 0.0, math.inf, False),
        (0.52, 0.0, math.inf, False),
        (1.0, 0.0, math.inf, False),
        (0.0, 0.048, math.inf, True),  # twice that is lost, and must be below a tenth
        (0.0, 0.05, math.inf, False),
        (0.0, 0.052, math.inf, False),
        (0.1, 0.0, 0.11, True),  # a step of −log(1 − 0.1) reaches 0.105
        (0.1, 0.0, 0.10, False),
        (0.0, 0.0, 0.0, False),  # a residual lies on a kink
    ],
)
def test_a_minimum_is_proven_near_enough_to_it(
    gradient: float, lost: float, closest: float, proven: bool
) -> None:
    problem: Any = SimpleNamespace(
        groups=1, p=1, largest=np.ones(1), model=SimpleNamespace(concordance=1.0)
    )
    sums = sums_of([[1.0]], [gradient], hessian_rounding=lost, closest=closest)
    assert math.isfinite(_proof(problem, sums).left) is proven


@pytest.mark.parametrize(("lost", "known"), [(0.048, True), (0.05, False), (0.052, False)])
def test_slopes_that_are_kept_are_bounded_up_to_a_tenth_of_lost_digits(
    lost: float, known: bool
) -> None:
    support = _Support([0], np.array([0]), np.array([[1.0]]), lost)
    assert math.isfinite(support.spread) is known


@pytest.mark.parametrize(("left", "gains"), [(1.5, False), (2.0, False), (2.5, True)])
def test_another_pass_must_gain_more_than_a_factor_of_two(left: float, gains: bool) -> None:
    root = np.ones((1, 1))
    assert _Proof(root, 0.0, left, 1.0, 1.0).gains_by_another_pass is gains
    assert _Proof(root, 0.0, math.nan, 1.0, 1.0).gains_by_another_pass


@pytest.mark.parametrize("least", [0.0, 1e-4, 1e-1, 1e3])
def test_a_step_has_no_less_damping_than_asked(least: float) -> None:
    direction, decrement = _newton_direction(sums_of([[4.0]], [4.0]), least)
    assert direction[0] == pytest.approx(-1.0 / (1.0 + least), rel=1e-12)
    assert decrement == pytest.approx(2.0 / math.sqrt(1.0 + least), rel=1e-12)


def line(n: int) -> ds.LeastSquares:
    x = np.arange(n) % 5.0
    return ds.LeastSquares(x, 2.0 * x + (np.arange(n) % 3))


@pytest.mark.parametrize(("n", "sampled"), [(31, False), (32, True)])
def test_a_sample_has_one_row_in_eight_at_least(
    n: int, sampled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newton, "FEWEST_SAMPLED", 4)
    monkeypatch.setattr(newton, "SAMPLED_PER_WEIGHT", 1)
    data, has_best = newton.data_in_memory(line(n))
    assert (data.guess is not None) is sampled
    assert has_best


@pytest.mark.parametrize(("rows", "fitted"), [(2, False), (3, True)])
def test_a_sample_has_more_rows_than_weights(rows: int, fitted: bool) -> None:
    model = line(40)
    sample = Piece(model.X_b[:rows, :1], model.y[:rows], None)
    near, guess = start_of_sample(rows_in_memory(model).problem, sample)
    assert (guess is not None) is fitted
    assert bool(near[0]) is fitted


@pytest.mark.parametrize(("n", "precise"), [(1_000_000, True), (1_000_001, False)])
def test_gradients_are_precise_up_to_two_million_entries(n: int, precise: bool) -> None:
    model = line(10)
    whole = model.with_rows(np.broadcast_to(1.0, (n, 2)), np.broadcast_to(1.0, n), n, None)
    assert rows_in_memory(whole).wants_precise is precise
    assert rows_in_memory(whole, full=True).wants_precise


def test_gradients_are_precise_only_where_that_is_quick_or_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_data, "ALWAYS_PRECISE", 0)
    model = line(20)
    assert [newton.minimize(model).precise, newton.minimize(model, True).precise] == [False, True]
    assert not newton.data_in_memory(model)[0].wants_precise
    assert newton.data_in_memory(model, full=True)[0].wants_precise
    assert not Quadratic.of_rows(model).wants_precise  # they are in pairs as they are


def test_a_precise_gradient_takes_sixteen_roundings_beside_its_products() -> None:
    model = ds.LeastSquares([[1.0], [1.0]], [1.0, -1.0], intercept=False)
    data = rows_in_memory(model)
    gradient, rounding = data.precise(np.zeros(1))
    assert gradient.tolist() == [0.0]
    # Two rows with a pull and a target of one; one product, one class, and one block.
    assert rounding.tolist() == [(16 + 1 + 1 + 1) * PAIR_ROUNDOFF * 4.0]


@pytest.mark.parametrize(
    ("spread", "unit"), [(0.0, 1.0), (0.9e-13, 1.0), (1.1e-13, 2.0**-40), (1.0, 8.0)]
)
def test_a_column_that_spreads_by_rounding_alone_is_not_scaled_up(
    spread: float, unit: float
) -> None:
    low, high = np.array([-8.0]), np.array([4.0])
    made = Scaled.of(line(4), np.zeros(1), np.array([8.0 * spread]), low, high, 4.0)
    assert made.unit.tolist() == [unit]
    zeros = Scaled.of(line(4), np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1), 4.0)
    assert zeros.unit.tolist() == [1.0]


# --- Products of columns ----------------------------------------------------------------------


@pytest.mark.parametrize(("n", "exact"), [(1250, True), (1251, False)])
def test_products_are_exact_up_to_five_billions(
    n: int, exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(error: type[Exception]) -> Any:
        def call(*_: object) -> None:
            raise error

        return call

    monkeypatch.setattr(quadratic, "exact_gram", raises(LookupError))
    monkeypatch.setattr(Summary, "of_blocks", raises(ArithmeticError))
    model: Any = SimpleNamespace(
        d=1999, X_b=np.broadcast_to(0.0, (n, 2000)), y=np.zeros(n), has_intercept=True
    )
    with pytest.raises(LookupError if exact else ArithmeticError):
        Quadratic.of_rows(model)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("exact", [True, False])
def test_the_rounding_of_products_is_known_beside_a_column_of_zeros(
    exact: bool, intercept: bool
) -> None:
    rng = np.random.default_rng(0)
    X, y = np.column_stack([rng.normal(size=20), np.zeros(20)]), rng.normal(size=20)
    model = ds.Ridge(X, y, alpha=1.0, intercept=intercept)
    if exact:
        found = Quadratic.of_rows(model)
    else:
        found = Quadratic.of_summary(model, Summary.from_rows(X, y, np.zeros(3)))
    assert 0.0 < found.eta < (1e-27 if exact else 1e-13)
    assert found.problem.unit[1] == 1.0


def test_a_row_without_weight_is_not_counted() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(20, 2)), rng.normal(size=20)
    more, others = np.vstack([X, [1e9, 1e9]]), np.append(y, 1e9)
    weights = np.append(np.ones(20), 0.0)
    without = Quadratic.of_rows(ds.Ridge(X, y, alpha=1.0), np.ones(20))
    found = Quadratic.of_rows(ds.Ridge(more, others, alpha=1.0), weights)
    assert found.eta == without.eta
    np.testing.assert_array_equal(found.gram[0], without.gram[0])


def test_one_gradient_is_summed_in_pairs_and_several_as_their_products_are() -> None:
    rng = np.random.default_rng(1)
    summary = Summary.from_rows(rng.normal(size=(50, 2)), rng.normal(size=50))
    products = Quadratic.of_summary(ds.Ridge.from_summary(summary, alpha=1.0), summary)
    assert products._roundoff(1) < 1e-29
    assert products._roundoff(2) == pytest.approx(7 * UNIT_ROUNDOFF, rel=1e-12)
    assert products.eta > 4 * 3 * UNIT_ROUNDOFF


# --- Minima -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("off", "flat"), [(0.9e-6, True), (1.1e-6, False), (-1.1e-6, False)])
def test_a_minimum_is_flat_to_a_millionth_of_its_terms(off: float, flat: bool) -> None:
    model = ds.LeastSquares(np.ones((1, 1)), [1.0], intercept=False)
    assert _is_flat(model, np.array([1.0 + off])) is flat


def test_rows_without_weight_do_not_speak_against_a_separation() -> None:
    x, y = np.array([0.0, 1.0, 2.0, 3.0, 0.0, 9.0]), np.array([0, 0, 1, 1, 1, 0])
    weights = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
    assert unbounded(rows_in_memory(ds.Logistic(x, y))) is None
    found = unbounded(rows_in_memory(ds.Logistic(x, y), weights))
    assert found is not None
    assert "every row with x of 2 or more is 1" in found.evidence
    # Two columns that separate the classes together.
    X = np.array([[0.0, 3.0], [3.0, 0.0], [4.0, 1.0], [1.0, 4.0], [0.0, 0.0], [9.0, 9.0]])
    y = np.array([0, 0, 1, 1, 1, 0])
    assert unbounded(rows_in_memory(ds.Logistic(X, y))) is None
    found = unbounded(rows_in_memory(ds.Logistic(X, y), weights))
    assert found is not None
    assert found.columns == ("x1", "x2")


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([0, 1, 1, 2], [0, 0, 1, 1], "every row with x above 1 is 1, and every row with less is 0"),
        ([0, 1, 1, 2], [1, 1, 0, 0], "every row with x above 1 is 0, and every row with less is 1"),
        ([3, 3, 3, 3], [0, 0, 1, 1], None),  # neither class is above the other
        ([3, 3, 3, 3], [0, 1, 1, 0], None),
    ],
)
def test_classes_that_meet_in_one_value_are_separate_and_equal_ones_are_not(
    x: list[float], y: list[int], said: str | None
) -> None:
    found = unbounded(rows_in_memory(ds.Logistic(np.array(x, dtype=float), np.array(y))))
    assert (found is None) is (said is None)
    assert found is None or said is None or said in found.evidence


def test_columns_that_say_nothing_stay_where_they_are() -> None:
    nothing = np.zeros(1)
    v, steps = feature_sign_search(np.zeros((1, 1)), nothing, nothing)
    assert (v.tolist(), steps) == ([0.0], 0)
    target = np.array([0.0, 2.0])
    found = _best_on_the_way(np.eye(2), target, np.zeros(2), np.array([0.0, 1.0]), target)
    assert found.tolist() == [0.0, 2.0]
    x, y = np.arange(8.0), np.arange(8.0) % 3
    model = ds.Lasso(np.column_stack([x, np.full(8, 5.0)]), y, alpha=0.1)
    (path,) = minimize_path(model, Quadratic.of_rows(model), [0.1], np.array([2.0, 0.0]))
    assert math.isfinite(path.gap)


@pytest.mark.parametrize(
    ("H", "b", "v"),
    [
        ([[1.0, 0.0], [0.0, 1e-20]], [1.0, 1e-20], [1.0, 1.0]),  # small, but not flat
        ([[1.0, 1.0], [1.0, 1.0]], [2.0, 2.0], [1.0, 1.0]),  # the shortest
        ([[2.0, 0.0], [0.0, 0.0]], [2.0, 0.0], [1.0, 0.0]),
    ],
)
def test_ridge_without_a_penalty_is_least_squares(
    H: list[list[float]], b: list[float], v: list[float]
) -> None:
    found = _ridge(np.array(H), np.array(b), np.zeros((1, 2)))
    np.testing.assert_allclose(found, [v], rtol=1e-12, atol=1e-12)
