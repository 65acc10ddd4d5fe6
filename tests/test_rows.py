"""Rows and columns of a design, by hand: blocks, origins, units, and norms as they were given."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse

from downslope.numerics.doubledouble import pair
from downslope.numerics.gram import FEWEST_ADDITIONS
from downslope.solvers import rows as module
from downslope.solvers.rows import (
    Columns,
    Moments,
    Rows,
    choose_origin,
    largest_values,
    value_ranges,
)

N, D = 30, 2
FEATURES, TARGETS = np.random.default_rng(0).normal(size=(2, N, 2))
X, Y = FEATURES * [1.0, 100.0] + [5.0, -3000.0], TARGETS + np.array([0.0, 700.0])
ORIGIN = np.array([5.25, -3001.5, 0.5, 699.0])


def whole(intercept: bool) -> np.ndarray:
    """[X, 1, Y], or [X, Y]."""
    return np.column_stack([X, np.ones((N, 1)), Y] if intercept else [X, Y])


def moments(intercept: bool, scale: np.ndarray | None) -> Moments:
    origin = ORIGIN if intercept else np.zeros(4)
    shifted = whole(intercept) - (np.insert(origin, D, 0.0) if intercept else origin)
    p = D + intercept
    if scale is None:
        return Moments.of_gram(shifted.T @ shifted, origin, p, intercept)
    some = shifted * scale
    return Moments.of_gram(some.T @ some, origin, p, intercept).rescaled(scale)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("scaled", [True, False])
def test_norms_are_those_of_the_columns_as_given(intercept: bool, scaled: bool) -> None:
    q = D + 2 + intercept
    scale = np.ldexp(1.0, np.arange(q) - 2) if scaled else None
    found, columns = moments(intercept, scale), whole(intercept)
    lengths = np.linalg.norm(columns, axis=0)
    p = D + intercept
    np.testing.assert_allclose(found.column_norms(), lengths[:p], rtol=1e-9)
    np.testing.assert_allclose(found.target_norms(), lengths[p:], rtol=1e-9)
    about = np.linalg.norm(columns - columns.mean(axis=0), axis=0) if intercept else lengths
    np.testing.assert_allclose(found.centered_norms(), about[:D], rtol=1e-9)
    np.testing.assert_allclose(found.total_norms(), about[p:], rtol=1e-9)
    shifted = np.linalg.norm(X - (ORIGIN[:D] if intercept else 0.0), axis=0)
    ratio = (lengths[:D] / shifted).max()
    offset = found.largest_offset()
    assert ratio * (1.0 - 1e-12) <= offset <= ratio + 2.0
    one = found.of_target(1)
    np.testing.assert_allclose(one.target_norms(), lengths[-1:], rtol=1e-9)
    np.testing.assert_allclose(one.total_norms(), about[-1:], rtol=1e-9)
    if not intercept:
        assert offset == 1.0


@pytest.mark.parametrize("intercept", [True, False])
def test_norms_from_before_all_was_multiplied(intercept: bool) -> None:
    q = D + 2 + intercept
    scale = np.ldexp(1.0, np.arange(q)[::-1] - 1)
    if intercept:
        scale[D] = 1.0
    origin = ORIGIN * np.delete(scale, D) if intercept else np.zeros(4)
    shifted = whole(intercept) * scale
    if intercept:
        shifted = shifted - np.insert(origin, D, 0.0)
    made = Moments.of_gram(shifted.T @ shifted, origin, D + intercept, intercept)
    found = made.before_scaling(scale)
    lengths = np.linalg.norm(whole(intercept), axis=0)
    np.testing.assert_allclose(found.column_norms(), lengths[: D + intercept], rtol=1e-9)
    np.testing.assert_allclose(found.target_norms(), lengths[D + intercept :], rtol=1e-9)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("scaled", [True, False])
def test_weights_are_brought_to_the_users_units(intercept: bool, scaled: bool) -> None:
    """β of unit columns predicts as T β + m of the columns as they were given."""
    p = D + intercept
    unit = np.ldexp(1.0, np.arange(p) - 3)
    more = np.ldexp(1.0, 2 - np.arange(p)) if scaled else None
    if more is not None and intercept:
        more[-1] = 1.0
    origin = ORIGIN if intercept else np.zeros(4)
    columns = Columns(N, D, intercept, origin, k=2, column_scale=more)
    beta = np.random.default_rng(1).normal(size=(p, 2))
    given = X if more is None else X * more[:D]  # what the solver reads
    Z = np.column_stack([given - origin[:D], np.ones((N, 1))])[:, :p]
    predicted = (Z * unit) @ beta + origin[D:]
    raw = np.column_stack([X, np.ones((N, 1))])[:, :p]
    slopes = beta * unit[:, np.newaxis]
    high, low = columns.to_user_pair(pair(slopes))
    np.testing.assert_allclose(raw @ high, predicted, rtol=1e-9)
    assert (np.abs(low) <= np.spacing(np.abs(high))).all()
    if more is None:
        weights = columns.to_user(columns.transform(unit), beta)
        np.testing.assert_allclose(raw @ weights, predicted, rtol=1e-9)
    T = columns.transform(unit)
    both = columns.transform_pair(unit, pair(np.eye(p)))
    np.testing.assert_allclose(both[0], T, rtol=1e-12)
    size = columns.magnitude(high)
    np.testing.assert_array_equal(size[:D], np.abs(high[:D]))
    if intercept:
        user = origin[:D] if more is None else origin[:D] / more[:D]
        terms = np.abs(user) @ np.abs(high[:D]) + np.abs(origin[D:]) + np.abs(high[D])
        np.testing.assert_allclose(size[D], terms, rtol=1e-12)
        np.testing.assert_array_equal(columns.user_origin, user)


# --- blocks ---------------------------------------------------------------------------------------


def exact_block(rows: Rows) -> list[list[Fraction]]:
    """Shifted columns without weights, exactly."""
    X_low = np.zeros_like(rows.X) if rows.X_low is None else rows.X_low
    Y_low = np.zeros_like(rows.Y) if rows.Y_low is None else rows.Y_low
    values = [*rows.X.T, *rows.Y.T]
    rest = [*X_low.T, *Y_low.T]
    found = [
        [
            Fraction(float(a)) + Fraction(float(b)) - Fraction(float(m))
            for a, b in zip(v, r, strict=True)
        ]
        for v, r, m in zip(values, rest, rows.origin, strict=True)
    ]
    return found[: rows.d] + [[Fraction(1)] * rows.n] * rows.intercept + found[rows.d :]


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("kind", ["plain", "low", "weighted"])
def test_blocks_are_the_shifted_rows(kind: str, intercept: bool) -> None:
    weights = np.random.default_rng(2).uniform(0.5, 3.0, N) if kind == "weighted" else None
    low = (1e-17 * X, 1e-18 * Y) if kind == "low" else (None, None)
    origin = ORIGIN if intercept else np.zeros(4)
    rows = Rows(
        X, Y, intercept, origin, weights, None if weights is None else np.sqrt(weights), *low
    )
    q, start, stop = D + 2 + intercept, 4, 21
    exact = exact_block(rows)
    roots = np.ones(N) if weights is None else np.sqrt(weights)
    block = rows.block(start, stop, np.full((40, q), np.nan))
    assert block.shape == (stop - start, q)
    truth = np.array([[float(v) for v in column[start:stop]] for column in exact]).T
    np.testing.assert_allclose(block, truth * roots[start:stop, np.newaxis], rtol=1e-12)
    high, rest = rows.pair_block(start, stop)
    assert high.shape == (q, stop - start)
    for j, column in enumerate(exact):
        for i, value in enumerate(column[start:stop]):
            told = Fraction(float(high[j, i])) + Fraction(float(rest[j, i]))
            if weights is None:
                off = told - value
            else:
                off = told * told - value * value * Fraction(float(weights[start + i]))
            assert abs(off) <= Fraction(1, 2**95) * (abs(value) + 1) ** 2
    largest = largest_values(rows)
    np.testing.assert_allclose(
        largest, np.abs(rows.block(0, N, np.empty((N, q)))).max(axis=0), rtol=1e-12
    )
    np.testing.assert_array_equal(
        value_ranges(rows),
        [np.r_[X.min(axis=0), Y.min(axis=0)], np.r_[X.max(axis=0), Y.max(axis=0)]],
    )
    known = np.ones((2, 4))
    assert value_ranges(Rows(X, Y, intercept, origin, ranges=known)) is known


def test_sparse_rows_are_filled_in() -> None:
    rows = Rows(sparse.csr_array(X), Y, False, np.zeros(4))
    assert rows.sparse
    np.testing.assert_array_equal(rows.dense(3, 9), X[3:9])
    assert not Rows(X, Y, False, np.zeros(4)).sparse


@pytest.mark.parametrize(
    ("width", "rows"), [(2, 8192), (31, 8192), (33, 4096), (255, 1024), (4000, 1024)]
)
def test_blocks_get_shorter_with_wider_rows(width: int, rows: int) -> None:
    n = 10**6
    some = Rows(
        np.broadcast_to(0.0, (n, width)), np.broadcast_to(0.0, (n, 1)), False, np.zeros(width + 1)
    )
    assert some.block_rows == rows
    assert some.task_rows % rows == 0
    assert some.task_rows >= 4 * rows
    assert n / some.task_rows <= 64
    assert some.depth == rows + n / rows + FEWEST_ADDITIONS
    few = Rows(X, Y, False, np.zeros(4))
    assert few.depth == N + N / few.block_rows + FEWEST_ADDITIONS


@pytest.mark.parametrize("as_sparse", [False, True])
def test_the_origin_is_near_the_means_and_on_what_does_not_vary(
    as_sparse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    middle = np.random.default_rng(3).normal(size=N - 2)
    values = np.column_stack([X, np.full(N, 0.1), np.r_[0.1, middle, 0.1]])
    given = sparse.csr_array(values) if as_sparse else values
    found = choose_origin(given, Y, True)
    expected = np.append(values.mean(axis=0), Y.mean(axis=0))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    assert found[2] == 0.1
    assert choose_origin(given, Y, False).tolist() == [0.0] * 6
    monkeypatch.setattr(module, "SAMPLE_ROWS", 10)
    some = choose_origin(given, Y, True)
    np.testing.assert_allclose(some[:2], values[::3, :2].mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(some[4:], Y[::3].mean(axis=0), rtol=1e-12)
