"""Noise that wanders: each entry is like the one before, so that its trends may be chance.

A running mean, or weights that drift, leave losses whose noise is correlated. With ρ, the
correlation of an entry's noise with the next one's (as in a first-order autoregression), k entries
tell as much of a mean or a slope as

    k (1 − ρ)/(1 + ρ)                   that are independent.

Noise is what a parabola leaves of the entries. The parabola follows them somewhat, so that ρ comes
out too small. Of noise of variance 1, each of the q = 3 coefficients takes S = (1 + ρ)/(1 − ρ), the
noise of slow shapes, from the sum of squares k and from the sum of products with the next entry,
(k − 1)ρ; the spread of the sums themselves lowers their ratio by 2ρ/k more:

    ρ − (kρ − ρ − qS)/(k − qS) + 2ρ/k  ≈  (q + (q + 3)ρ)/k

which for q = 1, a mean, is Kendall's (1 + 4ρ)/k (Biometrika 41, 1954), and (3 + 6ρ)/k here.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.numerics.arrays import Vector

COEFFICIENTS = 3  # of a parabola
FEWEST_OF_A_PARABOLA = 2 * COEFFICIENTS  # entries
BY_CHANCE = 2.0  # over the root of k: a correlation that k independent entries hardly have
FEWEST_TURNS = 0.2  # of the entries: a curve without noise has less
MOST_CORRELATED = 0.99  # of successive entries: more cannot be told from a straight line
ROUNDING_OF_LOSS = 1e-13  # of its size: a gain that may be nothing but rounding


def trend_in_errors(values: Vector) -> float:
    """Return the slope of the values in standard errors of noise that wanders."""
    k = len(values)
    if k < FEWEST_OF_A_PARABOLA:
        return 0.0
    t, rest, rho = np.linspace(-1.0, 1.0, k), _beside_parabola(values), correlation(values)
    spread = math.sqrt(float(rest @ rest) / (k - COEFFICIENTS))
    gain, length = float(t @ (values / _size(values))), math.sqrt(float(t @ t))
    if abs(gain) < ROUNDING_OF_LOSS * length**2:
        return 0.0
    error = spread * math.sqrt((1 + rho) / (1 - rho))
    return gain / length / error if error > 0 else math.copysign(math.inf, gain)


def correlation(values: Vector) -> float:
    """Return ρ of the values: 0 of noise in no order, of no noise, and of too few values."""
    if len(values) < FEWEST_OF_A_PARABOLA:
        return 0.0
    rest = _beside_parabola(values)
    square = float(rest @ rest)
    if square <= len(rest) * ROUNDING_OF_LOSS**2:
        return 0.0
    rho = float(rest[1:] @ rest[:-1]) / square
    lost = (COEFFICIENTS + (COEFFICIENTS + 3) * rho) / len(values)
    return min(max(0.0, rho + lost), MOST_CORRELATED)


def certain_correlation(values: Vector) -> float:
    """Return ρ of the values, or 0 if a curve or independent ones may show it by chance."""
    rho, k, steps = correlation(values), len(values), np.diff(values)
    # However correlated, noise turns at half of its entries; what is left of a curve is not noise.
    if np.count_nonzero(steps[1:] * steps[:-1] < 0) < FEWEST_TURNS * k:
        return 0.0
    # The correction of ρ multiplies its errors, which are 1/√k without it, by 1 + (q + 3)/k.
    return rho if rho * k * math.sqrt(k) > BY_CHANCE * (k + COEFFICIENTS + 3) else 0.0


def mean_ranks(values: Vector) -> Vector:
    """Return the rank of each value, from 0 on; equal values share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    shared: Vector = (np.cumsum(count) - (count + 1) / 2)[place]
    return shared


def _size(values: Vector) -> float:
    return float(np.abs(values).max()) or 1.0


def _beside_parabola(values: Vector) -> Vector:
    """Return what a parabola leaves of the values, as shares of the largest."""
    t, rest = np.linspace(-1.0, 1.0, len(values)), values / _size(values)
    for shape in (np.ones_like(t), t, t * t - np.mean(t * t)):
        rest = rest - (rest @ shape) / (shape @ shape) * shape
    return rest
