"""Laws of the 100-bit summary: exact, associative, commutative, undone by subtraction."""

import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downslope.errors import DataError, OptionError
from downslope.numerics.gram import ExactGram, Scale

Q = 3


def frame_for(values):
    return Scale.covering(np.zeros(Q), np.abs(values).max(axis=0, initial=0.0))


def summary(frame, rows):
    return ExactGram.of_blocks(frame, [(np.ascontiguousarray(rows.T), None)])


def same(a, b):
    return a.n == b.n and np.array_equal(a.high, b.high) and np.array_equal(a.low, b.low)


shards = st.lists(st.integers(0, 7), min_size=3, max_size=3)


@settings(deadline=None)
@given(shards, st.integers(0, 2**32), st.integers(0, 12))
def test_any_order_of_any_shards_gives_the_same_bits(sizes, seed, spread):
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((sum(sizes), Q)) * 10.0 ** rng.uniform(-spread, spread, Q)
    frame = frame_for(rows)
    a, b, c = (summary(frame, part) for part in np.split(rows, np.cumsum(sizes)[:2]))
    whole = summary(frame, rows)
    assert same((a + b) + c, whole)
    assert same(c + (b + a), whole)
    assert same(whole - b, a + c)
    assert same(whole + ExactGram.empty(frame), whole)


def test_the_products_are_exact_to_a_hundred_bits():
    rng = np.random.default_rng(5)
    rows = rng.standard_normal((5000, Q)) * [1.0, 1e-9, 1e7]
    rows[::3] *= 1e-6
    frame = frame_for(rows)
    high, low = summary(frame, rows).gram()
    scaled = rows * frame.factors()
    for i in range(Q):
        for j in range(Q):
            pairs = zip(scaled[:, i].tolist(), scaled[:, j].tolist(), strict=True)
            exact = sum((Fraction(a) * Fraction(b) for a, b in pairs), Fraction(0))
            error = abs(Fraction(high[i, j]) + Fraction(low[i, j]) - exact)
            assert error <= Fraction(len(rows), 2**102) + abs(exact) / 2**102


def test_low_parts_count():
    rows = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])
    low = rows * 2.0**-60
    frame = frame_for(rows)
    high_part, low_part = ExactGram.of_blocks(frame, [(rows.T.copy(), low.T.copy())]).gram()
    scaled = [
        [Fraction(v) * (1 + Fraction(1, 2**60)) for v in row] for row in rows * frame.factors()
    ]
    exact = sum(row[0] * row[2] for row in scaled)
    assert abs(Fraction(high_part[0, 2]) + Fraction(low_part[0, 2]) - exact) <= exact / 2**98


def test_a_summary_travels():
    rows = np.random.default_rng(0).standard_normal((50, Q))
    made = summary(frame_for(rows), rows)
    assert same(pickle.loads(pickle.dumps(made)), made)


def test_values_outside_the_frame_and_mixed_frames_are_refused():
    rows = np.ones((2, Q))
    frame = frame_for(rows)
    with pytest.raises(DataError, match="outside the scale"):
        summary(frame, rows * 8.0)
    with pytest.raises(DataError, match="outside the scale"):
        summary(frame, rows * np.nan)
    with pytest.raises(OptionError, match="different origins or scales"):
        summary(frame, rows) + summary(frame_for(rows * 9.0), rows)


def test_values_may_be_as_large_as_the_frame():
    frame = Scale(np.zeros(1), np.zeros(1, dtype=int))
    assert ExactGram.of_blocks(frame, [(np.array([[0.5, -0.5]]), None)]).gram()[0] == 0.5
    for beyond in (np.nextafter(0.5, 1.0), -np.nextafter(0.5, 1.0)):
        with pytest.raises(DataError, match="outside the scale"):
            ExactGram.of_blocks(frame, [(np.array([[beyond]]), None)])


def test_a_frame_covers_ranges_on_either_side():
    frame = Scale.of_ranges(np.array([-1.0, 1.0]), np.array([1.0, 3.0]), intercept=True)
    assert frame.holds(np.array([-1.0, 1.0]), np.array([1.0, 3.0]))
    for j in (0, 1):
        low, high = np.array([-1.0, 1.0]), np.array([1.0, 3.0])
        high[j] += 9.0
        assert not frame.holds(low, high)
        low[j], high[j] = low[j] - 9.0, high[j] - 9.0
        assert not frame.holds(low, high)
    assert Scale.covering(np.zeros(2), np.array([0.0, 1.0])).exponents.tolist() == [0, 3]
