"""Work of a pass: scales that every row fits, and the additions behind a gradient."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import downslope as ds
from downslope.data.blocks import Schema
from downslope.data_table import TableSummary
from downslope.fitting.passes.ladder_passes import Gradient, Residuals, check_rows
from downslope.fitting.passes.sample import covering_scale, near_means
from downslope.numerics.gram import ExactGram
from downslope.summary import Summary
from stream_tasks import Rows


def schema_of(d: int, weighted: bool) -> Schema:
    names = tuple(f"x{j}" for j in range(d))
    return Schema(names, "y", "w" if weighted else None, "part.parquet", None)


def rows_of(seed: int, weighted: bool) -> np.ndarray:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 30))
    rows = rng.normal(size=(n, 3)) * 10.0 ** rng.uniform(-6.0, 6.0, 3)
    rows += 10.0 ** rng.uniform(-6.0, 6.0, 3) * rng.choice([-1.0, 0.0, 1.0], 3)
    rows[0] *= 10.0 ** rng.uniform(0.0, 3.0)  # one row may be most of it
    if weighted:
        rows = np.column_stack([rows, 10.0 ** rng.uniform(-3.0, 3.0, n)])
    return rows


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
def test_every_row_of_a_summary_fits_its_scale_and_wastes_few_bits(
    intercept: bool, weighted: bool
) -> None:
    for seed in range(40):
        rows = rows_of(seed, weighted)
        summary = Summary.of_blocks([rows], rows[-1, :3] * 1.25, weighted)
        ranges = np.array([rows[:, :3].min(axis=0), rows[:, :3].max(axis=0)])
        heaviest = float(rows[:, -1].max()) if weighted else 1.0
        table = TableSummary(("a", "b"), "y", summary, ranges=ranges, heaviest=heaviest)
        for margin in (0, 3):
            scale = covering_scale(table, intercept=intercept, margin=margin)
            roots = np.sqrt(rows[:, 3:]) if weighted else np.ones((len(rows), 1))
            away = rows[:, :3]
            if intercept:
                away = np.insert(away - np.delete(scale.origin, 2), 2, 1.0, axis=1)
            block = (away * roots).T
            ExactGram.of_blocks(scale, [(block, None)])
            largest = np.abs(away).max(axis=0) * roots.max() * scale.factors()
            assert np.all(largest <= 0.5 ** (margin + 1))
            assert np.all(largest > 0.5 ** (margin + 3))


def test_an_origin_is_near_the_means_of_complete_rows() -> None:
    sample = np.array([[1.0, 7.0, 3.0], [3.0, 7.0, 5.0], [np.nan, 100.0, 100.0]])
    schema = schema_of(2, False)
    assert near_means(sample, schema).tolist() == [2.0, 7.0, 4.0]
    assert near_means(sample[2:], schema).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
def test_a_gradient_is_that_of_the_rows_and_counts_its_additions(
    intercept: bool, weighted: bool
) -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(1500, 3))
    if weighted:
        rows = np.column_stack([rows, rng.uniform(0.0, 2.0, 1500) * (rng.random(1500) < 0.7)])
    origin = np.array([0.5, -0.25, 0.125]) if intercept else np.zeros(3)
    slopes = rng.normal(size=(2 + intercept, 1))
    work = Residuals(schema_of(2, weighted), origin, slopes, intercept)
    found = work(Rows(rows))  # in blocks of 700 rows
    z = rows[:, :2] - origin[:2]
    z = np.column_stack([z, np.ones(1500)]) if intercept else z
    w = rows[:, 3:] if weighted else np.ones((1500, 1))
    residuals = rows[:, 2:3] - origin[2] - z @ slopes
    np.testing.assert_allclose(found.gradient, z.T @ (w * residuals), rtol=1e-9)
    np.testing.assert_allclose(found.squares, (w * residuals**2).sum(axis=0), rtol=1e-12)
    assert found.rows == (np.count_nonzero(w) if weighted else 1500)
    assert found.depth == 700 + 3 + 8.0
    both = found + replace(found, depth=20.0)
    assert isinstance(both, Gradient)
    assert both.depth == found.depth + 1.0
    assert both.rows == 2 * found.rows
    np.testing.assert_allclose(both.gradient, 2.0 * found.gradient)
    np.testing.assert_allclose(both.squares, 2.0 * found.squares)


def test_two_rows_are_enough_and_some_weight() -> None:
    check_rows(schema_of(1, False), 2, 5, 0.0)
    check_rows(schema_of(1, True), 2, 0, 1.0)
    with pytest.raises(ds.DataError, match="1 row of data"):
        check_rows(schema_of(1, False), 1, 0, 0.0)
    with pytest.raises(ds.DataError, match="All weights are zero"):
        check_rows(schema_of(1, True), 2, 0, 0.0)
