"""Products of the columns of a problem, against exact sums of the same rows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import downslope as ds
from downslope.numerics.doubledouble import pair
from downslope.numerics.gram import ExactGram, Scale
from downslope.solvers.exact import exact_gram
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.rows import Rows, choose_origin
from downslope.summary import Summary
from near_bounds import PAIR_ROUNDOFF, UNIT_ROUNDOFF, check_near


def rows(seed: int, n: int = 30, d: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Columns of sizes and offsets far apart."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * 10.0 ** rng.integers(-4, 5, d) + 10.0 ** rng.integers(-2, 6, d)
    return X, X @ rng.normal(size=d) + rng.normal(size=n) + 100.0


def shares(found: Quadratic, X: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Errors of the products, relative to η and the lengths of their columns."""
    problem = found.problem
    columns = [
        [(Fraction(v) - Fraction(at)) / Fraction(unit) for v in column]
        for column, at, unit in zip(X.T.tolist(), problem.origin, problem.unit, strict=True)
    ]
    if problem.model.has_intercept:
        columns.append([Fraction(1)] * len(y))
    columns.append([Fraction(v) - Fraction(found.middle) for v in y.tolist()])
    high, low = found.gram
    assert high.shape == (len(columns), len(columns))
    lengths = np.sqrt(high.diagonal())
    off = np.empty(high.shape)
    for i, one in enumerate(columns):
        for j, other in enumerate(columns):
            mass = map(Fraction, weights.tolist())
            truth = sum(w * a * b for w, a, b in zip(mass, one, other, strict=True))
            wrong = Fraction(float(high[i, j])) + Fraction(float(low[i, j])) - truth
            room = found.eta * lengths[i] * lengths[j]
            off[i, j] = abs(float(wrong)) / room if room else abs(float(wrong))
    return off


def check(found: Quadratic, X: np.ndarray, y: np.ndarray, weights: np.ndarray) -> None:
    assert (shares(found, X, y, weights) <= 1.0).all()
    assert found.problem.mass == weights.sum()
    d = X.shape[1]
    if found.problem.model.has_intercept:  # about the means, to their last digits
        means = np.average(np.column_stack([X, y]), axis=0, weights=weights)
        np.testing.assert_allclose(found.origin, means, rtol=1e-14)
    else:
        assert not found.origin.any()
    squares = np.average(np.square(X - found.origin[:d]), axis=0, weights=weights)
    np.testing.assert_allclose(found.spreads, np.sqrt(squares), rtol=1e-12)
    ratio = found.spreads / found.problem.unit
    assert (np.frexp(found.problem.unit)[0] == 0.5).all()  # powers of two
    assert (ratio >= 2**-0.5).all()
    assert (ratio <= 2**0.5).all()


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("seed", [0, 1, 12])
def test_products_of_rows_are_right_to_100_bits(seed: int, weighted: bool, intercept: bool) -> None:
    X, y = rows(seed)
    weights = np.arange(30.0) % 4 if weighted else np.ones(30)
    found = Quadratic.of_rows(
        ds.LeastSquares(X, y, intercept=intercept), weights if weighted else None
    )
    check(found, X, y, weights)
    assert 1e-32 < found.eta < 1e-25


@pytest.mark.parametrize("intercept", [True, False])
def test_ones_among_exact_sums_serve_with_and_without_an_intercept(intercept: bool) -> None:
    X, y = rows(5)
    Y = y[:, np.newaxis]
    summary = exact_gram(Rows(X, Y, True, choose_origin(X, Y, True)))[0]
    model = ds.LeastSquares(X, y, intercept=intercept)
    found = Quadratic.of_exact(model, summary, 30.0)
    check(found, X, y, np.ones(30))
    assert found.eta < 1e-25
    # In the columns of another: all rows' units and origin, for the sums of some of them.
    some = exact_gram(Rows(X[:20], Y[:20], True, choose_origin(X[:20], Y[:20], True)))[0]
    alike = Quadratic.of_exact(model, some, 20.0, like=found)
    np.testing.assert_array_equal(alike.problem.unit, found.problem.unit)
    np.testing.assert_array_equal(alike.origin, found.origin)
    assert (shares(alike, X[:20], y[:20], np.ones(20)) <= 1.0).all()
    assert alike.eta < 1e-24


def test_a_column_known_to_be_constant_has_no_square() -> None:
    X, y = rows(6)
    X[:, 1] = 0.1
    Y = y[:, np.newaxis]
    summary = exact_gram(Rows(X, Y, True, np.array([*choose_origin(X, Y, True)]) + 0.001))[0]
    model = ds.LeastSquares(X, y)
    found = Quadratic.of_exact(model, summary, 30.0, constant=[1])
    assert abs(found.gram[0][1, 1]) < 1e-30
    assert found.problem.unit[1] == 1.0
    others = np.delete(np.arange(5), 1)
    assert (shares(found, X, y, np.ones(30))[np.ix_(others, others)] <= 1.0).all()


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_products_of_a_summary_in_float64(weighted: bool, intercept: bool) -> None:
    X, y = rows(7)
    weights = np.arange(30.0) % 4 + 0.5 if weighted else np.ones(30)
    block = np.column_stack([X, y, weights] if weighted else [X, y])
    origin = np.append(X[0], y[0])
    model = ds.LeastSquares(X, y, intercept=intercept)
    summary = Summary.of_blocks([block], origin, weighted)
    found = Quadratic.of_summary(model, summary)
    check(found, X, y, weights)
    assert 1e-15 < found.eta < 1e-12
    some = Summary.of_blocks([block[:20]], origin, weighted)
    alike = Quadratic.of_summary(model, some, like=found)
    np.testing.assert_array_equal(alike.problem.unit, found.problem.unit)
    assert (shares(alike, X[:20], y[:20], weights[:20]) <= 1.0).all()


@pytest.mark.parametrize("intercept", [True, False])
def test_a_hessian_is_as_wrong_as_its_products_and_as_float64(intercept: bool) -> None:
    X, y = rows(10)
    found = Quadratic.of_rows(ds.LeastSquares(X, y, intercept=intercept))
    sums = found.sums(np.zeros(3 + intercept))
    assert found.eta < 1e-25
    assert sums.hessian_rounding == pytest.approx(8 * UNIT_ROUNDOFF, rel=1e-9)
    rough = replace(found, eta=1e-9).sums(np.zeros(3 + intercept))
    assert rough.hessian_rounding >= 1e-9


def test_a_square_below_zero_by_rounding_leaves_a_bound() -> None:
    X, y = rows(11)
    found = Quadratic.of_rows(ds.LeastSquares(X, y))
    high = found.gram[0].copy()
    high[0, 0] = -1e-30
    weights = np.ones((1, 4))
    (off,) = replace(found, gram=(high, found.gram[1])).residual_squares(weights)[1]
    assert 0.0 < off <= found.residual_squares(weights)[1][0]


def test_gradients_and_squares_are_those_of_the_rows() -> None:
    X, y = rows(8)
    model = ds.Ridge(X, y, alpha=0.3)
    found = Quadratic.of_rows(model)
    w = np.array([0.5, -2.0, 1.0, 3.0])
    v = found.at(w)
    residuals = X @ w[:3] + w[3] - y
    assert found.residuals(v) == pytest.approx(residuals @ residuals, rel=1e-9)
    squares, off = found.residual_squares((v - found.middles())[np.newaxis])
    assert squares[0] == pytest.approx(residuals @ residuals, rel=1e-9)
    assert 0.0 < off[0] < 1e-12 * squares[0]
    assert found.squares() == pytest.approx(np.square(y - y.mean()).sum(), rel=1e-12)
    assert found.scale == 2 / 30
    sums = found.sums(v)
    Z = np.column_stack([(X - found.problem.origin) / found.problem.unit, np.ones(30)])
    pull = np.append(2 * 0.3 / found.problem.unit**2, 0.0)
    np.testing.assert_allclose(sums.gradient, 2 / 30 * Z.T @ residuals + pull * v, rtol=1e-6)
    hessian = 2 / 30 * Z.T @ Z
    np.testing.assert_allclose(sums.hessian, hessian + np.diag(pull), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.hessian(), hessian, rtol=1e-9, atol=1e-9)
    penalty = 0.3 * np.square(w[:3]).sum()
    assert sums.loss == pytest.approx(residuals @ residuals / 30 + penalty, rel=1e-9)
    np.testing.assert_allclose(found.precise(v)[0], sums.gradient)
    assert (found.precise(v)[1] == sums.rounding).all()


def test_the_rounding_of_constant_sums_counts_four_of_pairs() -> None:
    """In either sum of a product two are joined, and its scale and its own rounding come last.

    Of every product eight times these four, and 64 for each of the two columns, are set aside;
    the slices of the sums, whatever the rows, add less than another 32.
    """
    for n in (4, 1000):
        X, y = np.ones((n, 1)), np.ones(n)
        found = Quadratic.of_rows(ds.LeastSquares(X, y, intercept=False))
        set_aside = (8 * 4 + 64 * 2) * PAIR_ROUNDOFF
        assert set_aside < found.eta < set_aside + 32 * PAIR_ROUNDOFF


def test_slices_as_large_as_can_be_come_near_the_rounding_of_products() -> None:
    """Of many rows whose last bits are all lost: as `ExactGram`, with a factor of 8 to spare."""
    full = Fraction(1, 8) + sum(
        Fraction(1, 2 ** (21 * k)) - Fraction(1, 2 ** (21 * k + 20)) for k in range(1, 5)
    )
    n, high = 2**12, float(full)
    columns = np.full((2, n), high), np.full((2, n), float(full - Fraction(high)))
    exact = ExactGram.of_blocks(Scale(np.zeros(2), np.zeros(2, dtype=int)), [columns])
    model = ds.LeastSquares(columns[0][:1].T, columns[0][1], intercept=False)
    found = Quadratic.of_exact(model, exact, n)
    unit = Fraction(float(found.problem.unit[0]))
    square = Fraction(float(found.gram[0][0, 0])) + Fraction(float(found.gram[1][0, 0]))
    truth = n * (full / unit) ** 2
    check_near(abs(float((square - truth) / truth)) / found.eta)


def exact_gradient(found: Quadratic, v: np.ndarray, pull: np.ndarray, tilt: np.ndarray) -> list:
    """The gradient of the products as they are, at weights v from `middles`."""
    gram = [
        [Fraction(float(a)) + Fraction(float(b)) for a, b in zip(*rows, strict=True)]
        for rows in zip(*found.gram, strict=True)
    ]
    weights = [*map(Fraction, v.tolist()), Fraction(-1)]
    over, under = found.problem.model.scale_terms(found.problem.mass)
    return [
        Fraction(float(over)) / Fraction(float(under))
        * sum(g * w for g, w in zip(row, weights, strict=True))
        + Fraction(float(pull[j])) * weights[j] + Fraction(float(tilt[j]))
        for j, row in enumerate(gram[:-1])
    ]  # fmt: skip


@pytest.mark.parametrize("at_the_minimum", [False, True])
def test_gradients_come_near_their_rounding(at_the_minimum: bool) -> None:
    """Far from the minimum the last digit rounds; at it, the products and sums of pairs do."""
    worst = 0.0
    for seed in range(12):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(12, 2))
        model = ds.LeastSquares(X, rng.normal(size=12), intercept=False)
        found = replace(Quadratic.of_rows(model), eta=0.0)
        v, pull, tilt = rng.normal(size=(3, 2)), np.exp(rng.normal(size=(3, 2))), np.zeros((3, 2))
        if at_the_minimum:
            tilt = -np.array(
                [exact_gradient(found, *each) for each in zip(v, pull, tilt, strict=True)],
                dtype=float,
            )
        told = found.gradients(pair(v), pull, tilt)
        for k in range(3):
            exact = exact_gradient(found, v[k], pull[k], tilt[k])
            off = np.array(
                [
                    abs(float(Fraction(float(g)) - t))
                    for g, t in zip(told.gradient[k], exact, strict=True)
                ]
            )
            assert (off <= told.rounding[k]).all()
            worst = max(worst, float((off / told.rounding[k]).max()))
    if not at_the_minimum:
        check_near(worst)


def test_the_rounding_of_a_gradient_in_pairs_covers_each_of_its_operations() -> None:
    X, y = np.array([[1.0], [2.0]]), np.array([0.5, -1.0])
    found = replace(Quadratic.of_rows(ds.LeastSquares(X, y, intercept=False)), eta=0.0)
    one = np.ones((1, 1))
    inner = np.array(exact_gradient(found, one[0], one[0], 0 * one[0]), dtype=float)
    told = found.gradients(pair(one), one, -inner[np.newaxis])
    assert told.gradient.tolist() == [[0.0]]
    lengths = np.sqrt(found.gram[0].diagonal())
    size = found.scale * lengths[0] * lengths.sum()
    # A product and a sum of each of p + 1 columns; the factor's division and its product.
    least = ((2 * 2 + 2) * size + 3 * (1.0 + abs(inner[0]))) * PAIR_ROUNDOFF
    assert least <= told.rounding[0, 0] <= 5.0 * least


def test_sums_in_float64_are_for_several_weights_of_products_that_have_no_more_digits() -> None:
    X, y = rows(9)
    found = Quadratic.of_rows(ds.LeastSquares(X, y))
    coarse, p = replace(found, eta=1e-13), 4
    pairs = 2 * p * PAIR_ROUNDOFF
    assert (found._roundoff(1), found._roundoff(5), coarse._roundoff(1)) == (pairs, pairs, pairs)
    assert coarse._roundoff(2) == (p + 4) * UNIT_ROUNDOFF
    v = np.array([[0.5, -2.0, 1.0, 3.0], [1.0, 1.0, -1.0, 0.0]])
    none = np.zeros((2, 4))
    several, exact = (each.gradients(pair(v), none, none) for each in (coarse, found))
    assert (np.abs(several.gradient - exact.gradient) <= several.rounding).all()
    np.testing.assert_allclose(several.squares, exact.squares, rtol=1e-9)


@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning")
@pytest.mark.parametrize("size", [1e155, 1e200, 1e308])
@pytest.mark.parametrize("intercept", [True, False])
def test_squares_out_of_range_name_their_column(size: float, intercept: bool) -> None:
    X = np.random.default_rng(0).uniform(0.1, 1.0, (10, 2)) * (1.0, size)
    with pytest.raises(ds.DataError, match="Column 'x2' has values whose squares are out of range"):
        ds.fit(X, X[:, 0], model="lasso", alpha=0.1, intercept=intercept)


@pytest.mark.parametrize("v", [0.0, 0.5, -300.0])
def test_squares_of_residuals_come_near_the_bound_of_their_products(v: float) -> None:
    """Each product is off by η of the columns' lengths, in the direction that counts most."""
    X, y = np.array([[1.0], [2.0], [2.0]]), np.array([2.0, 1.0, 2.0])
    found = Quadratic.of_rows(ds.LeastSquares(X, y, intercept=False))
    eta = 1e-6
    lengths = np.sqrt(found.gram[0].diagonal())
    along = np.array([np.sign(v), -1.0]) * lengths
    moved = replace(found, eta=eta, gram=pair(found.gram[0] + eta * np.outer(along, along)))
    weights = np.array([[v]])
    (truth,), (square,) = found.residual_squares(weights)[0], moved.residual_squares(weights)[0]
    (off,) = replace(found, eta=eta).residual_squares(weights)[1]
    assert (square - truth) / off == pytest.approx(1.0, rel=1e-6)
    (rest,) = replace(found, eta=0.0).residual_squares(weights)[1]
    size = abs(v) * lengths[0] + lengths[1]
    assert rest == pytest.approx(4 * 2 * PAIR_ROUNDOFF * size**2, rel=1e-12)
