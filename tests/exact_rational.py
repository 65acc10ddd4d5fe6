"""The least-squares solution in rational numbers, by fraction-free elimination (Bareiss 1968)."""

from fractions import Fraction

import numpy as np


def rational(values):
    return [[Fraction(float(v)) for v in row] for row in np.atleast_2d(values)]


def exact_weights(X, y, *, intercept=True, weights=None):
    """Weights (slopes, then the intercept) as fractions: the exact solution for these float64."""
    rows = [row + [Fraction(1)] * intercept for row in rational(X)]
    target = [Fraction(float(v)) for v in y]
    importance = (
        [Fraction(1)] * len(rows) if weights is None else [Fraction(float(w)) for w in weights]
    )
    p = len(rows[0])
    columns = [[row[j] for row in rows] for j in range(p)] + [target]
    whole = [_integers(column) for column in columns]
    heavy = [_integers([w * v for w, v in zip(importance, c, strict=True)]) for c in columns]
    system = [
        [sum(a * b for a, b in zip(heavy[i][0], whole[j][0], strict=True)) for j in range(p + 1)]
        for i in range(p)
    ]
    # Row i holds sums over heavy denominators, column j over whole ones: undo the latter at last.
    solution = bareiss(system)
    return [s * whole[j][1] / whole[p][1] for j, s in enumerate(solution)]


def _integers(column):
    denominator = max(v.denominator for v in column)
    return [int(v * denominator) for v in column], denominator


def bareiss(system):
    """Solve an integer system (p rows of p + 1) exactly."""
    p, previous = len(system), 1
    table = [list(row) for row in system]
    for k in range(p):
        swap = next(i for i in range(k, p) if table[i][k] != 0)
        table[k], table[swap] = table[swap], table[k]
        for i in range(k + 1, p):
            for j in range(k + 1, p + 1):
                table[i][j] = (table[i][j] * table[k][k] - table[i][k] * table[k][j]) // previous
            table[i][k] = 0
        previous = table[k][k]
    solution = [Fraction(0)] * p
    for i in range(p - 1, -1, -1):
        rest = sum(table[i][j] * solution[j] for j in range(i + 1, p))
        solution[i] = Fraction(table[i][p] - rest) / table[i][i]
    return solution
