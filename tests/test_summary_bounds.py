"""The bound that a summary carries on its own rounding, against exact sums of its rows."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from downslope.summary import Summary
from near_bounds import UNIT_ROUNDOFF


def exact_scatter(rows: np.ndarray) -> np.ndarray:
    exact = np.array([[Fraction(float(v)) for v in row] for row in rows], dtype=object)
    centered = exact - exact.sum(axis=0) / len(rows)
    return centered.T @ centered


def shares(summary: Summary, rows: np.ndarray) -> np.ndarray:
    """Return the error of each entry of the scatter, as a share of its bound."""
    exact = exact_scatter(rows)
    off = np.array([[abs(float(Fraction(float(found)) - truth))
                     for found, truth in zip(line, lines, strict=True)]
                    for line, lines in zip(summary.scatter, exact, strict=True)])  # fmt: skip
    roots = np.sqrt(summary.size)
    return off / (3.0 * summary.depth * UNIT_ROUNDOFF * np.outer(roots, roots))


def drifting(rng: np.random.Generator, n: int) -> np.ndarray:
    far = 10.0 ** rng.uniform(-1.0, 3.0) * np.linspace(0.0, 1.0, n)[:, np.newaxis]
    return rng.normal(size=(n, 3)) * 10.0 ** rng.uniform(-2.0, 2.0, 3) + far


def check_size(summary: Summary, rows: np.ndarray) -> None:
    about = np.square(rows - summary.origin).sum(axis=0)
    assert np.all(summary.size >= about * (1.0 - 1e-12))


def test_the_bound_holds_through_sums_and_is_nearly_met() -> None:
    rng, worst = np.random.default_rng(1), 0.0
    for _ in range(60):
        rows = drifting(rng, int(rng.integers(2, 40)))
        cuts = np.sort(rng.integers(0, len(rows) + 1, 3))
        origin = rows[0] + rng.normal(size=3)
        total = Summary.empty(origin)
        for part in np.split(rows, cuts):
            if len(part):
                total = total + Summary.from_rows(part[:, :2], part[:, 2], origin)
        found = shares(total, rows)
        assert found.max() <= 1.0
        worst = max(worst, float(found.max()))
        check_size(total, rows)
        assert np.all(total.size <= 20.0 * (np.square(rows - origin).sum(axis=0) + 1e-300))
        assert total.count == len(rows)
    assert worst > 1.0 / 60.0, worst


def test_the_bound_holds_where_origins_differ() -> None:
    rng = np.random.default_rng(2)
    for _ in range(30):
        rows = drifting(rng, 30)
        parts = rows[:11], rows[11:]
        one, other = (Summary.from_rows(part[:, :2], part[:, 2]) for part in parts)
        total = one + other
        assert shares(total, rows).max() <= 1.0
        check_size(total, rows)
        np.testing.assert_allclose(total.origin + total.mean, rows.mean(axis=0), rtol=1e-9)


@pytest.mark.parametrize("left", [25, 10, 3])
def test_the_bound_holds_for_rows_that_stay(left: int) -> None:
    rng = np.random.default_rng(left)
    for _ in range(20):
        rows = drifting(rng, 30)
        whole = Summary.from_rows(rows[:, :2], rows[:, 2], rows[0])
        gone = Summary.from_rows(rows[left:, :2], rows[left:, 2], rows[0])
        rest = whole - gone
        assert rest.count == left
        assert shares(rest, rows[:left]).max() <= 1.0
        # A mean of few rows inherits the rounding of many.
        assert np.all(rest.size >= (whole.size + gone.size) * 30.0 / left * (1.0 - 1e-12))
        assert rest.depth == max(whole.depth, gone.depth) + 4.0


def test_the_depth_counts_each_sum() -> None:
    rng = np.random.default_rng(3)
    rows = drifting(rng, 20)
    part = Summary.from_rows(rows[:, :2], rows[:, 2], rows[0])
    assert part.depth >= 20.0 + 8.0
    assert (part + part).depth == part.depth + 4.0
    assert (part + part + part).depth == part.depth + 8.0
    assert (part + Summary.empty(rows[0])).depth == part.depth
