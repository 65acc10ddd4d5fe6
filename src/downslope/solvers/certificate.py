"""Certificate: bounds on the error of each weight, computed beside a solver's answer.

Write Z for the shifted design with every column scaled to length one, G = ZᵀZ, and W for the
computed inverse of the computed G. The rounding of G, of its factor and of W is entrywise at most
η (all columns have length one), so G⁻¹ and W differ by less than a rank-one matrix:

    |G⁻¹| v ≤ W̄ v + W̄1 · η(1ᵀW̄ v)/(1 − η 1ᵀW̄ 1),   W̄ = |W|        (Neumann series)

    η = (depth + 8p + 8) u     depth = rows of a block + number of blocks + 8, u = 2⁻⁵³

The depth is the longest chain of additions that an entry of G goes through (Higham, "Accuracy
and Stability of Numerical Algorithms", 2nd ed., section 3.1, for any order of summation); 8
covers shift, weights, and scaling; 8p the Cholesky factor and its inverse (theorem 10.4 and
section 14.2). For v = α1 the right side is α W̄1/(1 − spread), spread = η 1ᵀW̄1. With the
residual s = c − G b of the small system,

    one pass       |b − b*| ≤ W̄1 · [max |s| + η(‖b‖₁ + ‖t‖)] / (1 − spread)
    after a pass   |b + d − b*| ≤ [h δ + W̄1 · (η‖d‖₁ + depth·u‖r‖)] / (1 − spread)
                   δ = (p + 4) u (‖b‖₁ + ‖t‖),   h_j = √W_jj

with max |s| in place of |s|, which would ask for the second term of the lemma as well. δ bounds
the rounding of the residuals (it lies in the space of the columns, so it is not amplified by the
condition number again). Refinement with R from QR uses the normwise form

    |b_j − b*_j| ≤ h_j [ε‖z‖ + (1 + ε)δ + √p γ/σ] / (1 − ε),   z = R⁻ᵀZᵀr,  ε = 20 p^1.5 u κ

with σ the smallest singular value of R and γ the error of the gradient. The constant 20 is
practical (Householder QR with blocks, Higham theorem 19.4, has γ_mn), not proven; it has not
been violated by the problems of `tests/test_certificate.py`.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF

LARGEST_SPREAD = 0.25  # of η 1ᵀW̄1: beyond, the series converges too slowly to be worth a bound
LARGEST_EPSILON = 0.5  # of ε: beyond, R leaves no digit to refine with


def gram_rounding(depth: float, p: int) -> float:
    """Return η, which bounds each entry's rounding in the Gram matrix of unit columns."""
    return (depth + 8.0 * p + 8.0) * UNIT_ROUNDOFF


def pair_rounding(p: int) -> float:
    """Return η of the factor and the inverse in double-double: p products and differences."""
    return (2.0 * p + 4.0) * PAIR_ROUNDOFF


def factor_rounding(p: int, condition: float) -> float:
    """Return ε: how far R from Householder QR in blocks can be from the exact factor, after R⁻¹."""
    return 20.0 * p * math.sqrt(p) * UNIT_ROUNDOFF * condition


def inverse_rounding(inverse_lower: Matrix, eta: float) -> float:
    """Bound the relative error of cᵀG⁻¹c for any c, where G = L Lᵀ (p, p) of unit columns.

    Each entry of G, of L and of L⁻¹ is right to `eta`, so L⁻¹ δG L⁻ᵀ is at most ε in norm:

        ε = η ‖ |L⁻¹| 1 ‖²,     |cᵀ(G + δG)⁻¹c − cᵀG⁻¹c| ≤ ε/(1 − ε) cᵀG⁻¹c
    """
    epsilon = eta * float(np.square(np.abs(inverse_lower).sum(axis=1)).sum())
    return epsilon / (1.0 - epsilon) if epsilon < LARGEST_EPSILON else math.nan


def stored_inverse_rounding(p: int, amplification: float) -> float:
    """Bound the same where each entry of V (p, p), of unit columns, is off by two roundings.

    Vᵀc then moves by at most 2u ‖|V|ᵀ|c|‖ ≤ 2u ‖V‖ ‖c‖ (Frobenius). Here ‖V‖ ≤ √p · `amplification`
    and ‖c‖ ≤ ‖Z‖ ‖Vᵀc‖ ≤ √p ‖Vᵀc‖; the square moves by twice as much.
    """
    return 4.0 * p * UNIT_ROUNDOFF * amplification


def one_pass(
    reach: Matrix,
    eta: float,
    spread: float,
    beta: Matrix,
    left_over: Matrix,
    target_norms: Vector,
) -> Matrix:
    """Bound the error of weights solved from the Gram matrix alone: see the module's formulas.

    Parameters
    ----------
    reach : ndarray of shape (p, p)
        |T W|, the inverse converted to the units of the bound.
    eta : float
        η from `gram_rounding`.
    spread : float
        η 1ᵀ|W|1, below one.
    beta : ndarray of shape (p, k)
        Weights of the unit columns.
    left_over : ndarray of shape (p, k)
        c − G b.
    target_norms : ndarray of shape (k,)
        ‖t‖.

    Returns
    -------
    ndarray of shape (p, k)

    """
    size = np.abs(beta).sum(axis=0) + target_norms
    change = (np.abs(left_over).max(axis=0) + eta * size) / (1.0 - spread)
    bound: Matrix = np.multiply.outer(reach.sum(axis=1), change)
    return bound


def after_pass(
    reach: Matrix,
    lengths: Vector,
    eta: float,
    spread: float,
    correction: Matrix,
    residual_rounding: Vector,
    gradient_rounding: Vector,
) -> Matrix:
    """Bound the error of weights corrected by W Zᵀr with r read from the rows.

    Parameters
    ----------
    reach, eta, spread
        As for `one_pass`.
    lengths : ndarray of shape (p,)
        h_j, the norms of the rows of the inverse factor in the bound's units.
    correction : ndarray of shape (p, k)
        d = W Zᵀr for the unit columns.
    residual_rounding : ndarray of shape (k,)
        δ.
    gradient_rounding : ndarray of shape (k,)
        Bound on the rounding of each entry of Zᵀr.

    Returns
    -------
    ndarray of shape (p, k)

    """
    rest = eta * np.abs(correction).sum(axis=0) + gradient_rounding
    spreading = np.multiply.outer(reach.sum(axis=1), rest)
    bound: Matrix = (np.multiply.outer(lengths, residual_rounding) + spreading) / (1.0 - spread)
    return bound


def refined(
    lengths: Vector,
    epsilon: float,
    smallest: float,
    step: Vector,
    residual_rounding: Vector,
    gradient_rounding: Vector,
) -> Matrix:
    """Bound the error of weights after a refinement pass with R from QR.

    Parameters
    ----------
    lengths : ndarray of shape (p,)
        h_j in the bound's units.
    epsilon : float
        ε, below one half.
    smallest : float
        σ, the smallest singular value of R (unit columns).
    step : ndarray of shape (k,)
        ε‖z‖ when the pass has corrected the weights, ‖z‖ when it only measured their error.
    residual_rounding : ndarray of shape (k,)
        δ.
    gradient_rounding : ndarray of shape (k,)
        γ, for each entry of the gradient.

    Returns
    -------
    ndarray of shape (p, k)

    """
    core = step + (1.0 + epsilon) * residual_rounding
    core = core + np.sqrt(len(lengths)) * gradient_rounding / smallest
    bound: Matrix = np.multiply.outer(lengths, core / (1.0 - epsilon))
    return bound
