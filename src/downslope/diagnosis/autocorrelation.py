"""Noise that wanders: each entry is like the one before, so that its trends may be chance.

A running mean, or weights that drift, leave losses whose noise is correlated. With ρ, the
correlation of an entry's noise with the next one's (as in a first-order autoregression), k entries
tell as much of a mean or a slope as

    k (1 − ρ)/(1 + ρ)                   that are independent.

Noise is what a parabola leaves of the entries. The parabola follows them somewhat, so that ρ comes
out too small, by about (1 + 4ρ)/k (Kendall).
"""

from __future__ import annotations

import math

import numpy as np

from downslope.numerics.arrays import Vector

FEWEST_OF_A_PARABOLA = 6  # entries: twice the coefficients
BY_CHANCE = 2.0  # over the root of k: a correlation that k independent entries hardly have
MOST_CORRELATED = 0.99  # of successive entries: more cannot be told from a straight line


def trend_in_errors(values: Vector) -> float:
    """Return the slope of the values in standard errors of noise that wanders."""
    k = len(values)
    if k < FEWEST_OF_A_PARABOLA:
        return 0.0
    t, rest, rho = np.linspace(-1.0, 1.0, k), _beside_parabola(values), correlation(values)
    spread = math.sqrt(float(rest @ rest) / (k - 3))  # 3 coefficients of the parabola
    slope = float(t @ (values / _size(values))) / math.sqrt(float(t @ t))
    error = spread * math.sqrt((1 + rho) / (1 - rho))
    return slope / error if error > 0 else math.copysign(math.inf, slope)


def correlation(values: Vector) -> float:
    """Return ρ of the values, 0 of noise in no order."""
    rest = _beside_parabola(values)
    square = float(rest @ rest)
    rho = float(rest[1:] @ rest[:-1]) / square if square > 0 else 0.0
    return min(max(0.0, rho + (1 + 4 * rho) / len(values)), MOST_CORRELATED)


def certain_correlation(values: Vector) -> float:
    """Return ρ of the values, or 0 if independent ones may show it by chance."""
    rho = correlation(values)
    return rho if rho > BY_CHANCE / math.sqrt(len(values)) else 0.0


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
        square = float(shape @ shape)
        rest = rest - (rest @ shape) / square * shape if square > 0 else rest
    return rest
