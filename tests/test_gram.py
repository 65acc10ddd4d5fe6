"""Σ B Bᵀ: the products of few columns and of many, in either memory order, against exact sums."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import CHUNK_ROWS, NARROW_COLUMNS, WIDE_CHUNK_ROWS, GramSum

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
