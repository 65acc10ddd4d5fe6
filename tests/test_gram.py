"""Σ B Bᵀ: the products of few columns and of many, in either memory order, against exact sums."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import downslope as ds
from downslope.numerics.gram import (
    CHUNK_ROWS,
    NARROW_COLUMNS,
    WIDE_CHUNK_ROWS,
    ExactGram,
    GramSum,
    Scale,
)
from near_bounds import UNIT_ROUNDOFF

WIDTHS = (1, 2, 3, 12, NARROW_COLUMNS, NARROW_COLUMNS + 1, 60)
HEIGHTS = (0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 3 * WIDE_CHUNK_ROWS + 7)


def summed(blocks: list[np.ndarray]) -> GramSum:
    gram = GramSum(len(blocks[0]))
    for block in blocks:
        gram.add(block)
    return gram


@pytest.mark.parametrize("order", "CF")
@pytest.mark.parametrize("q", WIDTHS)
@pytest.mark.parametrize("m", HEIGHTS)
def test_a_block_gives_its_products(q: int, m: int, order: str) -> None:
    block = np.array(np.random.default_rng(q + m).normal(size=(q, m)), order=order)
    found = summed([block]).matrix()
    lengths = np.sqrt((block * block).sum(axis=1))
    bound = 2 * (m + 1) * UNIT_ROUNDOFF * np.outer(lengths, lengths)
    assert (np.abs(found - np.einsum("im,jm->ij", block, block)) <= bound).all()
    assert (found == found.T).all()


@pytest.mark.parametrize("q", [3, NARROW_COLUMNS + 1])
def test_columns_within_a_longer_buffer_are_the_same_block(q: int) -> None:
    buffer = np.random.default_rng(q).normal(size=(q, 5 * CHUNK_ROWS))
    some = buffer[:, : 2 * CHUNK_ROWS + 5]
    assert (summed([some]).matrix() == summed([some.copy()]).matrix()).all()


@pytest.mark.parametrize("q", [3, NARROW_COLUMNS + 1])
def test_rounding_stays_within_the_depth_that_is_told(q: int) -> None:
    rng = np.random.default_rng(q)
    blocks = [
        rng.uniform(1.0, 2.0, size=(q, m)) for m in (3 * WIDE_CHUNK_ROWS, 2 * WIDE_CHUNK_ROWS, 77)
    ]
    gram = summed(blocks)
    found, rows = gram.matrix(), np.hstack(blocks)
    for i, j in ((0, 0), (q - 1, 0), (q - 1, q - 1)):
        pairs = zip(rows[i].tolist(), rows[j].tolist(), strict=True)
        exact = sum(Fraction(one) * Fraction(other) for one, other in pairs)
        off = abs(Fraction(float(found[i, j])) - exact)
        assert off <= gram.depth * UNIT_ROUNDOFF * exact  # all terms are positive
    assert gram.depth < rows.shape[1] / 2  # chunks, not one long sum


def test_no_block_sums_to_nothing() -> None:
    assert (GramSum(3).matrix() == 0.0).all()


@pytest.mark.parametrize("q", [3, NARROW_COLUMNS + 1])
def test_a_missing_value_shows_in_its_column(q: int) -> None:
    block = np.ones((q, 2 * CHUNK_ROWS))
    block[1, 700] = np.nan
    assert np.isnan(summed([block]).matrix()[1, 1])


@pytest.mark.parametrize("q", [1, 5, NARROW_COLUMNS])
def test_the_lower_triangle_of_few_columns_stands_on_both_sides(q: int) -> None:
    """Where dgemm rounds the two differently, as on some processors."""
    gram = summed([np.eye(q)])
    product = gram._total
    product += np.triu(np.full((q, q), 0.5), 1) + np.tril(np.full((q, q), 0.25), -1)
    found = gram.matrix()
    np.testing.assert_array_equal(found, np.eye(q) + 0.25 * (1.0 - np.eye(q)))


def test_products_that_are_known_stand_in_the_units_of_their_columns() -> None:
    scale = Scale(np.zeros(2), np.array([3, -5]))
    products = [[Fraction(7), Fraction(-1, 1024)], [Fraction(-1, 1024), Fraction(1, 2**13)]]
    made = ExactGram.of_products(scale, 9, products)
    high, low = made.gram()
    back = np.ldexp(1.0, scale.exponents)
    np.testing.assert_array_equal(
        high * back * back[:, np.newaxis], [[7.0, -1 / 1024], [-1 / 1024, 2.0**-13]]
    )
    assert not low.any()
    assert made.contradiction() == ""
    with pytest.raises(ds.DataError, match="lies outside the scale"):
        ExactGram.of_products(scale, 9, [[Fraction(9 * 16 + 1), products[0][1]], products[1]])
