"""Proofs of a path of penalties on hard problems: its gap, and its zeros at 50 digits."""

from __future__ import annotations

from fractions import Fraction
from operator import mul

import numpy as np
import pytest
from mpmath import mp

import downslope as ds
from sampling import sampled


def hard_problem(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Correlated columns in many units, with means up to 1e14 times their spreads; n > d + 1."""
    rng = np.random.default_rng([seed, 22])
    d = int(rng.integers(1, 30))
    n = d + 2 + int(rng.integers(0, 150))
    shared = [0.0, 0.5, 0.95, 0.999, 1 - 1e-6][seed % 5]
    X = np.sqrt(1 - shared) * rng.normal(size=(n, d)) + np.sqrt(shared) * rng.normal(size=(n, 1))
    signal = X @ np.where(rng.uniform(size=d) < 0.4, rng.normal(size=d), 0.0)
    y = signal + [1.0, 0.1, 1e-3, 1e-5][seed % 4] * rng.normal(size=n)
    X = (X + 10.0 ** rng.uniform(0, [1, 6, 14][seed % 3], d)) * 10.0 ** rng.uniform(-6, 6, d)
    return X, y + [0.0, 1e3, 1e8][seed % 3]


@pytest.mark.parametrize("seed", sampled(range(200), 25, "gaps"))
def test_no_weights_have_a_loss_much_lower(seed: int) -> None:
    X, y = hard_problem(seed)
    for penalty in ("lasso", "elastic-net"):
        path = ds.path(X, y, penalty=penalty, alphas=15, folds=None)
        assert path.gap.max() <= 1e-12 * path.variance
        assert path.proven.all()


@pytest.mark.parametrize("seed", sampled(range(200), 5, "zeros"))
def test_proven_zeros_are_zero_at_fifty_digits(seed: int) -> None:
    X, y = hard_problem(seed)
    X, n = X[:, :10] / np.exp2(np.rint(np.log2(X[:, :10].std(axis=0)))), len(y)
    path = ds.path(X, y, standardize=False, alphas=12, folds=None)
    columns = [[int(Fraction(v) * 2**200) for v in each] for each in (*X.T.tolist(), y.tolist())]
    totals = [sum(each) for each in columns]
    with mp.workdps(50):
        unit = mp.mpf(2) ** 400 * n * n
        products = [
            [mp.mpf(n * sum(map(mul, one, two)) - a * b) / unit
             for two, b in zip(columns, totals, strict=True)]
            for one, a in zip(columns, totals, strict=True)
        ]  # fmt: skip
        tried = np.flatnonzero(path.proven)[1::4]
        assert tried.size > 1
        for k in tried:
            signs = np.where(path.zero[k], 0, np.sign(path.coef[k])).astype(int).tolist()
            used, alpha = [j for j, sign in enumerate(signs) if sign], mp.mpf(float(path.alphas[k]))
            slopes = []
            if used:
                system = mp.matrix([[products[i][j] for j in used] for i in used])
                right = mp.matrix([products[i][-1] - alpha * signs[i] for i in used])
                slopes = list(mp.lu_solve(system, right))
            for j, sign in enumerate(signs):
                pull = products[j][-1] - mp.fsum(
                    products[j][i] * w for i, w in zip(used, slopes, strict=True)
                )
                if not sign:
                    assert path.coef[k, j] == 0.0
                    assert abs(pull) < alpha
            for j, slope in zip(used, slopes, strict=True):
                assert slope * signs[j] > 0
                assert abs(slope - float(path.coef[k, j])) <= path.bound[k, j]
