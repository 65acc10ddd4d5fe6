"""Where solvers stop to answer: targets of accuracy, limits of bounds, roundings that count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.doubledouble import multiply, pair, total
from downslope.solvers import SOLVERS, rational
from downslope.solvers.certificate import gram_rounding
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined, meets
from downslope.solvers.rank import rank_report
from downslope.solvers.rows import Columns, Moments, Rows, choose_origin, largest_values
from exact_rational import exact_weights
from near_bounds import UNIT_ROUNDOFF


def columns_of(n: int, d: int, *, intercept: bool = False) -> Columns:
    return Columns(
        n=n, d=d, intercept=intercept, origin=np.zeros(d + 1), k=1, weighted=False, paired=False,
        column_scale=None,
    )  # fmt: skip


def answer_of(
    weight: float,
    error: float | None,
    *,
    low: float | None = None,
    std_error: float = 0.0,
    size: float = 0.0,
    certain: bool = True,
) -> Answer:
    """One weight of 100 rows: ‖y‖ / ‖x‖ is `size`, √99 its residual norm times `std_error`."""
    moments = Moments(np.array([1.0, size * size]), np.zeros(2), np.zeros(2), 1, intercept=False)
    return Answer(
        weights=np.array([[weight]]),
        low=None if low is None else np.array([[low]]),
        error=None if error is None else np.array([[error]]),
        residual_norms=np.array([np.sqrt(99.0)]),
        inverse_factor=np.array([[std_error]]),
        moments=moments,
        rank=1,
        passes=1,
        residuals_certain=certain,
    )


U = UNIT_ROUNDOFF


@pytest.mark.parametrize(
    ("answer", "reached"),
    [
        (answer_of(2.0, 1.99e-10), True),  # ten digits
        (answer_of(-2.0, 1.99e-10), True),
        (answer_of(2.0, 2.01e-10), False),
        (answer_of(2.0, 2e-10), False),  # the last rounding counts
        (answer_of(2.0, 4.9e-6, std_error=5.0), True),  # a millionth of the standard error
        (answer_of(2.0, 5.1e-6, std_error=5.0), False),
        (answer_of(0.0, 0.9 * U, size=1.0), True),  # less than a rounding of y
        (answer_of(0.0, 1.1 * U, size=1.0), False),
        (answer_of(0.0, 0.0), True),
        (answer_of(2.0, None), False),
        (answer_of(2.0, 0.0, certain=False), False),
    ],
)
def test_standard_accuracy(answer: Answer, reached: bool) -> None:
    assert meets(answer, Accuracy.STANDARD, 100) is reached


def test_each_of_several_weights_may_pass_in_its_own_way() -> None:
    by_digits, by_error = answer_of(2.0, 1e-11), answer_of(2.0, 4.9e-6, std_error=5.0)
    both = replace(
        by_error,
        weights=np.vstack([by_digits.weights, by_error.weights]),
        error=np.vstack([by_digits.error, by_error.error]),
        inverse_factor=np.array([[0.0], [5.0]]),
        moments=Moments(np.ones(3), np.zeros(3), np.zeros(3), 2, intercept=False),
    )
    assert meets(both, Accuracy.STANDARD, 100)


def test_no_answer_is_proven_unless_its_solver_says_so() -> None:
    assert not answer_of(2.0, 1e-11).proven


def test_no_standard_error_without_rows_to_spare() -> None:
    answer = answer_of(2.0, 4.9e-6, std_error=5.0)
    assert meets(answer, Accuracy.STANDARD, 100)
    assert not meets(answer, Accuracy.STANDARD, 1)


@pytest.mark.parametrize(
    ("answer", "reached"),
    [
        (answer_of(1.5, 0.24 * U, low=0.75 * U), True),  # half the gap of 2 u is u
        (answer_of(1.5, 0.26 * U, low=0.75 * U), False),
        (answer_of(1.5, 0.24 * U, low=-0.75 * U), True),
        (answer_of(1.5, 0.26 * U, low=-0.75 * U), False),
        (answer_of(1.0, 0.24 * U, low=0.25 * U), True),  # below one the floats are half as far
        (answer_of(1.0, 0.26 * U, low=0.25 * U), False),
        (answer_of(-1.0, 0.26 * U, low=0.25 * U), False),
        (answer_of(1.5, 0.1 * U, low=None), False),  # it does not know its last digits
        (answer_of(0.0, 0.9 * U * 2.0**-30, size=1.0), True),
        (answer_of(0.0, 1.1 * U * 2.0**-30, size=1.0), False),
    ],
)
def test_full_accuracy(answer: Answer, reached: bool) -> None:
    assert meets(answer, Accuracy.FULL, 100) is reached


def test_a_bound_adds_the_last_rounding() -> None:
    bound = answer_of(-3.0, 1.0).bound()
    assert bound is not None
    assert (bound - 1.0).item() == pytest.approx(3.0 * U, abs=U)
    assert answer_of(-3.0, 3.0 * U).bound().item() == 6.0 * U  # type: ignore[union-attr]
    assert answer_of(2.0, None).bound() is None


# --- Limits of the bounds --------------------------------------------------------------------


@pytest.mark.parametrize(("spread", "answers"), [(0.01, True), (0.24, True), (0.26, False)])
def test_the_series_of_the_inverse_must_converge_fast(spread: float, answers: bool) -> None:
    p = 3
    found = first_pass(np.eye(p + 1), columns_of(50, p), spread / p)
    assert isinstance(found, FirstPass if answers else Declined)


def two_columns(condition: float) -> np.ndarray:
    """Columns of length one, (1, 0) and nearly that, of this condition number."""
    return np.array([[1.0, 1.0], [0.0, 2.0 / condition], [0.0, 0.0], [0.0, 0.0]])


@pytest.mark.parametrize(("epsilon", "bounded"), [(0.05, True), (0.45, True), (0.56, False)])
def test_a_factor_without_a_digit_gives_no_bound(epsilon: float, bounded: bool) -> None:
    X = two_columns(epsilon / (20.0 * 2.0**1.5 * U))
    Y = np.array([[1.0], [1.0], [1.0], [0.0]])
    design = MemoryDesign(Rows(X, Y, False, np.zeros(3)), default_names(2))
    answer = SOLVERS["qr"](design, Accuracy.STANDARD)
    assert isinstance(answer, Answer if bounded else Declined)
    answer = SOLVERS["svd"](design, Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    assert answer.rank == 2
    assert (answer.error is not None) is bounded


@pytest.mark.parametrize(("left", "certain"), [(0.9, False), (1.1, True)])
def test_residuals_are_certain_above_a_million_times_their_rounding(
    left: float, certain: bool
) -> None:
    # rss is 1 − b² for a target of length one; its rounding η (1 + b)² may be a millionth of it.
    eta = 1e-9
    rss = left * 1e6 * eta * (1.0 + np.sqrt(1.0 - 4e-3)) ** 2
    b = np.sqrt(1.0 - rss)
    found = first_pass(np.array([[1.0, b], [b, 1.0]]), columns_of(50, 1), eta)
    assert isinstance(found, FirstPass)
    assert found.answer.residuals_certain is certain


def test_residuals_within_their_rounding_are_zero() -> None:
    p = 2
    found = first_pass(np.eye(p + 1), columns_of(50, p), 1e-12)
    assert isinstance(found, FirstPass)
    rounding = (p + 4.0) * U  # times ‖t‖ = 1: all weights are zero
    for share, norm in ((0.9, 0.0), (1.1, 1.1 * rounding)):
        squares = np.array([(share * rounding) ** 2])
        answer = found.corrected(np.zeros((p, 1)), squares, 50.0)
        assert answer.residual_norms[0] == pytest.approx(norm, rel=1e-12, abs=0.0)


@pytest.mark.parametrize(
    ("n", "p", "within"),
    [(250_000, 1, True), (250_001, 1, False), (3460, 16, True), (3461, 16, False), (9, 17, False)],
)
def test_rational_arithmetic_is_for_a_million_products_of_up_to_sixteen_columns(
    n: int, p: int, within: bool
) -> None:
    rows = Rows(np.broadcast_to(0.0, (n, p)), np.zeros((n, 1)), False, np.zeros(p + 1))
    assert rational.affordable(rows) is within


# --- Rank ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("roundings", "rank"), [(7.9, 1), (8.1, 2)])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_a_column_is_dependent_up_to_eight_roundings(
    roundings: float, rank: int, share: float
) -> None:
    # x2 = share · x1 + what is left; its rounding is (u/√3) √(‖x2‖² + share² ‖x1‖²).
    raw = np.array([1.0, share])
    left = roundings * U / np.sqrt(3.0) * np.hypot(share, share)
    columns = pair(np.array([[1.0, share], [0.0, left]]))
    first, second = (columns[0][:, :, np.newaxis], columns[1][:, :, np.newaxis]), columns
    products = multiply(first, (second[0][:, np.newaxis], second[1][:, np.newaxis]))
    gram = total(products)
    report = rank_report(gram, raw, columns_of(50, 2), np.ones(2))
    assert report.rank == rank
    assert rank_report(gram, raw, columns_of(1, 2), np.ones(2)).rank == 1
    if rank == 1:
        (found,) = report.dependent
        assert (found.column, found.kept) in ((1, (0,)), (0, (1,)))
        assert found.weights[0] == pytest.approx(share if found.column == 1 else 1 / share)


@pytest.mark.parametrize("start", [1e12, -1e15, 2.0**52, 1e-9])
@pytest.mark.parametrize("steps", [1, 7])
def test_steps_of_one_rounding_are_data(start: float, steps: int) -> None:
    # No rounding makes one value into two, so such a column is no constant, weighted or not.
    rng = np.random.default_rng(steps)
    x = start + np.spacing(start) * rng.integers(0, steps + 1, (40, 2))
    y, weights = rng.normal(size=40), rng.uniform(0.5, 2.0, 40)
    for heavy in (None, weights):
        exact = [float(value) for value in exact_weights(x, y, weights=heavy)]
        found = ds.solve(x, y, accuracy="full", weights=heavy)
        assert found.rank == 3
        assert found.weights.tolist() == pytest.approx(exact, rel=1e-15)
        assert [each.code for each in found.findings] == ["varies_by_rounding"] * 2
    frame = pd.DataFrame({"a": x[:, 0], "b": x[:, 1], "y": y})
    exact = [float(value) for value in exact_weights(x, y)]
    assert ds.fit(ds.summarize(frame, "y", exact=True)).weights.tolist() == exact
    for constant in (x[0], 0.1 * x[0]):
        assert ds.solve(np.tile(constant, (40, 1)), y, weights=weights).rank == 1


def test_a_column_that_varies_by_more_than_roundings_is_no_finding() -> None:
    rng = np.random.default_rng(3)
    for x in (1e15 + rng.integers(0, 99, 50) / 8, rng.normal(size=50), 1e9 + rng.normal(size=50)):
        codes = [each.code for each in ds.solve(x[:, np.newaxis], rng.normal(size=50)).findings]
        assert "varies_by_rounding" not in codes


def test_a_sum_of_columns_that_vary_by_roundings_is_dependent() -> None:
    x = 1e15 + 0.125 * np.random.default_rng(1).integers(0, 8, (200, 2))
    y = np.random.default_rng(2).normal(size=200)
    found = ds.solve(np.column_stack([x, x.sum(axis=1)]), y)
    assert [each.code for each in found.findings] == ["dependent_columns"]


# --- Rows ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "d", "block"), [(10, 1, 8192), (10**5, 40, 4096), (10, 100, 2048), (10, 1000, 1024)]
)
def test_blocks_are_powers_of_two_that_follow_from_the_width(n: int, d: int, block: int) -> None:
    rows = Rows(np.broadcast_to(0.0, (n, d)), np.broadcast_to(0.0, (n, 1)), False, np.zeros(d + 1))
    assert rows.block_rows == block
    assert rows.depth == min(n, block) + n / block + 8.0
    assert rows.task_rows % block == 0
    assert rows.n / rows.task_rows <= 64
    assert gram_rounding(rows.depth, d) > rows.depth * U


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
def test_the_largest_values_are_those_of_the_shifted_columns(
    intercept: bool, weighted: bool
) -> None:
    rng = np.random.default_rng(1)
    n = 40_000
    X, Y = rng.normal(size=(n, 2)) - [3.0, -40.0], rng.normal(size=(n, 1)) + 7.0
    weights = rng.uniform(0.5, 2.0, n) if weighted else None
    roots = np.sqrt(weights) if weighted else None
    origin = choose_origin(X, Y, intercept)
    rows = Rows(X, Y, intercept, origin, weights, roots)
    factor = roots[:, np.newaxis] if weighted else np.ones((n, 1))
    parts = [np.abs(X - origin[:2]) * factor, *([factor] if intercept else []),
             np.abs(Y - origin[2:]) * factor]  # fmt: skip
    expected = np.hstack(parts).max(axis=0)
    np.testing.assert_allclose(largest_values(rows), expected, rtol=1e-15)


def test_an_origin_lies_near_the_means_and_on_a_constant() -> None:
    rng = np.random.default_rng(2)
    X = np.column_stack([rng.normal(size=9000) + 50.0, np.full(9000, 0.1)])
    Y = rng.normal(size=(9000, 1)) - 20.0
    origin = choose_origin(X, Y, True)
    assert np.abs(origin - [50.0, 0.1, -20.0]).max() < 0.2
    assert origin[1] == 0.1
    ends_alike = X.copy()
    ends_alike[[0, -1], 0] = 1e3  # equal at both ends, but not constant
    assert choose_origin(ends_alike, Y, True)[0] == pytest.approx(50.0, abs=1.0)
    assert choose_origin(X, Y, False).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("exponent", "scaled"), [(-310, True), (-290, False), (0, False),
                                                  (290, False), (310, True)])  # fmt: skip
@pytest.mark.parametrize("place", ["feature", "target"])
def test_columns_whose_squares_may_leave_float64_are_brought_to_about_one(
    exponent: int, scaled: bool, place: str
) -> None:
    rng = np.random.default_rng(3)
    X, Y = rng.uniform(1.0, 2.0, (20, 2)), rng.uniform(1.0, 2.0, (20, 1))
    if place == "feature":
        X[:, 1] *= 2.0**exponent
    else:
        Y *= 2.0**exponent
    design = MemoryDesign(Rows(X, Y, False, np.zeros(3)), default_names(2))
    rows = design.rows
    assert (rows.column_scale is not None) is scaled
    if scaled:
        assert 1.0 <= np.abs(rows.X).max(axis=0).min() <= np.abs(rows.X).max() < 2.0
        assert 1.0 <= np.abs(rows.Y).max() < 2.0
        unit = rows.column_scale
        assert unit is not None
        assert (np.frexp(unit)[0] == 0.5).all()
        assert (X * unit == rows.X).all()


@pytest.mark.parametrize(("share", "rank"), [(0.74, 2), (0.76, 1)])
def test_a_column_within_its_rounding_is_dependent_if_others_explain_most_of_it(
    share: float, rank: int
) -> None:
    gram = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, np.sqrt(share)], [0.0, np.sqrt(share), 1.0]])
    raw = np.array([1.0, 10.0 / U, 10.0 / U])
    columns = Columns(n=50, d=2, intercept=True, origin=np.zeros(3))
    order = [1, 2, 0]  # the intercept's column of ones is the last
    found = rank_report(pair(gram[np.ix_(order, order)]), raw[order], columns, np.ones(3))
    assert found.rank == 1 + rank


@pytest.mark.parametrize(("left", "rank"), [(0.9, 1), (1.1, 2)])
def test_what_is_below_the_rounding_of_a_gram_matrix_is_measured_from_the_rows(
    left: float, rank: int
) -> None:
    eta = 1e-8
    least = np.sqrt(eta) * 2.0  # of a column that is one of another
    gram = pair(np.array([[1.0, 1.0], [1.0, 1.0 + (left * least) ** 2]]))
    raw, columns = np.ones(2), columns_of(50, 2)
    assert rank_report(gram, raw, columns, np.ones(2), gram_rounding=eta).rank == rank
    asked = []

    def measured(j, kept, weights):  # type: ignore[no-untyped-def]
        asked.append((j, tuple(kept), float(weights[0][0])))
        return 0.5

    found = rank_report(gram, raw, columns, np.ones(2), gram_rounding=eta, measured=measured)
    assert found.rank == 2
    assert len(asked) == (rank == 1)
