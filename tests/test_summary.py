"""The laws of the summary: an identity, associativity, order, and the rows themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import downslope as ds
from downslope.errors import DataError
from downslope.summary import NARROW, TASK_ROWS, Summary

U = np.finfo(float).eps
ORIGIN = np.array([1.0, -2.0, 0.5])

rows = hnp.arrays(
    np.float64, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(-100, 100, width=32)
)


def summary(Z: np.ndarray, origin: np.ndarray = ORIGIN) -> ds.Summary:
    return ds.Summary.from_rows(Z[:, :2], Z[:, 2], origin)


def assert_same(a: ds.Summary, b: ds.Summary, n: int) -> None:
    """Equal up to the rounding of n rows of size 100."""
    assert a.count == b.count
    np.testing.assert_allclose(a.origin + a.mean, b.origin + b.mean, rtol=0, atol=400 * n * U)
    np.testing.assert_allclose(a.scatter, b.scatter, rtol=0, atol=1e5 * n * n * U)


@given(rows)
def test_empty_is_the_identity(Z: np.ndarray) -> None:
    full, empty = summary(Z), ds.Summary.empty(ORIGIN)
    for merged in (full + empty, empty + full):
        assert merged.count == full.count
        np.testing.assert_array_equal(merged.mean, full.mean)
        np.testing.assert_array_equal(merged.scatter, full.scatter)
    assert (empty + empty).count == 0


@given(rows, rows, rows)
def test_merging_is_associative_and_commutative(
    A: np.ndarray, B: np.ndarray, C: np.ndarray
) -> None:
    a, b, c = summary(A), summary(B), summary(C)
    n = len(A) + len(B) + len(C)
    assert_same((a + b) + c, a + (b + c), n)
    assert_same(a + b, b + a, n)


@given(rows, rows)
def test_merging_is_summarising_the_rows_together(A: np.ndarray, B: np.ndarray) -> None:
    both = np.vstack([A, B])
    assert_same(summary(A) + summary(B), summary(both), len(both))


@given(rows)
def test_a_summary_is_the_mean_and_the_centred_comoments(Z: np.ndarray) -> None:
    s = summary(Z)
    centred = Z - Z.mean(axis=0)
    np.testing.assert_allclose(s.origin + s.mean, Z.mean(axis=0), atol=400 * U * len(Z))
    np.testing.assert_allclose(s.scatter, centred.T @ centred, atol=1e6 * U * len(Z))


@given(rows, rows)
def test_origins_may_differ(A: np.ndarray, B: np.ndarray) -> None:
    both = np.vstack([A, B])
    assert_same(summary(A) + summary(B, ORIGIN + 7), summary(both), 3 * len(both))


@given(rows)
def test_the_equivalent_rows_have_the_same_sum_of_squares(Z: np.ndarray) -> None:
    X_b, y = summary(Z).equivalent_rows()
    w = np.array([0.3, -1.2, 4.0])
    direct = np.square(Z[:, :2] @ w[:2] + w[2] - Z[:, 2]).sum()
    assert X_b.shape == (4, 3)
    size = np.square(Z).sum() * 10 + 16 * len(Z)
    assert np.square(X_b @ w - y).sum() == pytest.approx(direct, rel=1e-12, abs=100 * U * size)


def test_many_rows_are_their_runs_merged_in_order() -> None:
    Z = np.random.default_rng(0).normal(size=(2 * TASK_ROWS + 5, 3))
    whole = summary(Z)
    parts = [summary(Z[i : i + TASK_ROWS]) for i in range(0, len(Z), TASK_ROWS)]
    merged = parts[0] + parts[1] + parts[2]
    np.testing.assert_array_equal(whole.scatter, merged.scatter)
    np.testing.assert_array_equal(whole.mean, merged.mean)


def test_the_bits_do_not_depend_on_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(2 * TASK_ROWS + 7, NARROW)), rng.normal(size=2 * TASK_ROWS + 7)
    monkeypatch.setenv("DOWNSLOPE_THREADS", "4")
    several = ds.Summary.from_rows(X, y)
    monkeypatch.setenv("DOWNSLOPE_THREADS", "1")
    one = ds.Summary.from_rows(X, y)
    np.testing.assert_array_equal(one.scatter, several.scatter)


def test_a_constant_column_has_no_scatter_at_all() -> None:
    Z = np.column_stack([np.full(100, 0.1), np.arange(100.0), np.full(100, 66094598367756.7)])
    scatter = ds.Summary.from_rows(Z[:, :2], Z[:, 2]).scatter
    assert (scatter[0] == 0).all()
    assert (scatter[2] == 0).all()


def test_a_far_origin_costs_no_digits() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(5000, 1))
    y = 2 * X[:, 0] + rng.normal(size=5000)
    near = ds.Summary.from_rows(X, y)
    far = ds.Summary.from_rows(X + 2.0**30, y)  # exact shift up to the rounding of X itself
    slope = [s.scatter[0, 1] / s.scatter[0, 0] for s in (near, far)]
    assert slope[1] == pytest.approx(slope[0], rel=1e-6 * 2)  # 2^30·u of the spread is 2e-7


def test_different_columns_cannot_be_added() -> None:
    with pytest.raises(ds.DataError, match="2 and 1 features"):
        ds.Summary.empty([0.0, 0.0, 0.0]) + ds.Summary.empty([0.0, 0.0])


def test_sums_that_overflowed_have_no_equivalent_rows() -> None:
    with np.errstate(all="ignore"):
        X = np.array([[1.0, 2.0], [1e200, 3.0], [2.0, -1e200]])
        summary = Summary.from_rows(X, np.array([1.0, 2.0, 4.0]))
    with pytest.raises(DataError, match="has values whose squares are out of range"):
        summary.equivalent_rows()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_rows_spread_in_fewer_directions_than_they_are(count: int) -> None:
    Z = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 1.0, 2.0]])
    own = summary(Z[:count], np.zeros(3))
    assert own.contradiction() == ""
    more = summary(Z[: count + 1], np.zeros(3))  # in one direction more
    told = replace(more, count=count, mass=float(count)).contradiction()
    assert told == f"{count} rows spread in {count} directions"
