"""Rational solver: the exact solution in fractions, for small problems that no bound can settle.

    G = ZᵀWZ, c = ZᵀWt    as fractions of integers: float64 values are fractions
    L⁻¹ G = D Lᵀ          elimination without rounding, hence without a condition number
    V = L⁻ᵀ D^(−1/2)      the inverse factor, each entry rounded once

Every float64 is an integer times a power of two, so nothing is lost anywhere and the weights are
the float64 nearest to the true solution however close to dependent the columns are. The cost is
n (p + k)² products of long integers, limited here to about a second.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.certificate import stored_inverse_rounding
from downslope.solvers.contract import ROWS_NEEDED, Accuracy, Answer, Declined, Design
from downslope.solvers.rows import Moments, Rows

MOST_PRODUCTS = 1_000_000  # n (p + k)²
MOST_WEIGHTS = 16

Row = list[Fraction]


def affordable(rows: Rows) -> bool:
    """Return whether the exact solution takes less than about a second."""
    size = rows.p + rows.k
    return rows.p <= MOST_WEIGHTS and rows.n * size * size <= MOST_PRODUCTS


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve with no error except the last rounding."""
    rows = design.rows
    if rows is None:
        return ROWS_NEEDED
    if not affordable(rows):
        return Declined(f"{rows.n} rows × {rows.p} weights are too many for rational arithmetic")
    gram = rational_gram(rows)
    p, k = rows.p, rows.k
    table = [gram[j][:p] + gram[j][p:] + _unit_row(j, p) for j in range(p)]
    if not _eliminate(table):
        return Declined("the columns are exactly dependent")
    weights, low = np.empty((p, k)), np.empty((p, k))
    norms = np.empty(k)
    scale = _column_scale(rows)
    for target in range(k):
        beta = _back_substitute(table, p, p + target)
        rss = gram[p + target][p + target] - sum(
            (b * gram[j][p + target] for j, b in enumerate(beta)), Fraction(0)
        )
        norms[target] = float(_root(rss))
        for j, exact in enumerate(_in_user_units(rows, beta, target)):
            value = exact * scale[j]
            weights[j, target] = float(value)
            low[j, target] = float(value - Fraction(weights[j, target]))
    factor = _inverse_factor(rows, table)
    as_float = np.array([[float(entry) for entry in row] for row in gram])
    moments = Moments.of_gram(as_float, rows.origin, p, rows.intercept)
    amplification = float((row_norms(factor)[: rows.d] * moments.centered_norms()).max())
    return Answer(
        weights=weights,
        low=low,
        error=np.abs(low) * 2.0**-52,  # twice the rounding of `low`
        residual_norms=norms,
        inverse_factor=factor,
        moments=moments,
        rank=p,
        residual_error=np.full(len(norms), 4.0 * UNIT_ROUNDOFF),  # of `_root`, twice and its last
        inverse_error=stored_inverse_rounding(p, amplification),
        amplification=amplification,
        passes=1,
    )


def rational_gram(rows: Rows) -> list[Row]:
    """Compute [Z, t]ᵀW[Z, t] (q, q) of the shifted columns exactly."""
    columns = [_column(rows, j) for j in range(rows.p + rows.k)]
    weighted = columns
    if rows.weights is not None:
        weights = [Fraction(float(w)) for w in rows.weights]
        weighted = [[w * v for w, v in zip(weights, c, strict=True)] for c in columns]
    gram = [[Fraction(0)] * len(columns) for _ in columns]
    rights = _common(columns)
    for i, left in enumerate(_common(weighted)):
        for j, right in enumerate(rights[: i + 1]):
            product = sum(a * b for a, b in zip(left[0], right[0], strict=True))
            gram[i][j] = gram[j][i] = Fraction(product, left[1] * right[1])
    return gram


def _common(columns: list[Row]) -> list[tuple[list[int], int]]:
    """Convert each column to integers over one power of two, so that products need no gcd."""
    result = []
    for column in columns:
        denominator = max(value.denominator for value in column)
        numerators = [v.numerator * (denominator // v.denominator) for v in column]
        result.append((numerators, denominator))
    return result


def _column(rows: Rows, j: int) -> Row:
    """Return column j of [X − m, 1, Y − m_y] in fractions."""
    d, p = rows.d, rows.p
    if rows.intercept and j == d:
        return [Fraction(1)] * rows.n
    if j < d:
        high = rows.X[:, [j]].toarray()[:, 0] if rows.sparse else rows.X[:, j]
        low, origin = rows.X_low, rows.origin[j]
    else:
        high, low, origin = rows.Y[:, j - p], rows.Y_low, rows.origin[d + j - p]
    shift = Fraction(float(origin))
    values = [Fraction(float(v)) - shift for v in high]
    if low is not None:
        place = j if j < d else j - p
        values = [v + Fraction(float(e)) for v, e in zip(values, low[:, place], strict=True)]
    return values


def _unit_row(j: int, p: int) -> Row:
    return [Fraction(int(i == j)) for i in range(p)]


def _eliminate(table: list[Row]) -> bool:
    """Apply Gaussian elimination in place; return False at a zero pivot."""
    for j, pivot in enumerate(table):
        if pivot[j] == 0:
            return False
        for row in table[j + 1 :]:
            ratio = row[j] / pivot[j]
            if ratio:
                for place in range(j, len(row)):
                    row[place] -= ratio * pivot[place]
    return True


def _back_substitute(table: list[Row], p: int, column: int) -> Row:
    beta = [Fraction(0)] * p
    for j in range(p - 1, -1, -1):
        rest = sum((table[j][i] * beta[i] for i in range(j + 1, p)), Fraction(0))
        beta[j] = (table[j][column] - rest) / table[j][j]
    return beta


def _in_user_units(rows: Rows, beta: Row, target: int) -> Row:
    if not rows.intercept:
        return beta
    d = rows.d
    origin = [Fraction(float(m)) for m in rows.origin]
    moved = sum((m * b for m, b in zip(origin[:d], beta[:d], strict=True)), Fraction(0))
    return [*beta[:d], beta[d] + origin[d + target] - moved]


def _inverse_factor(rows: Rows, table: list[Row]) -> Matrix:
    """Return V = C T L⁻ᵀ D^(−1/2), each entry from an exact numerator."""
    p, k, d = rows.p, rows.k, rows.d
    factor = np.empty((p, p))
    scale = _column_scale(rows)
    for j, row in enumerate(table):
        root = _root(row[j])
        line = row[p + k :]
        if rows.intercept:
            origin = [Fraction(float(m)) for m in rows.origin[:d]]
            line[d] -= sum((m * v for m, v in zip(origin, line[:d], strict=True)), Fraction(0))
        factor[:, j] = [float(value * s / root) for value, s in zip(line, scale, strict=True)]
    return factor


def _column_scale(rows: Rows) -> list[Fraction]:
    scale: Vector = np.ones(rows.p) if rows.column_scale is None else rows.column_scale
    return [Fraction(float(value)) for value in scale]


def _root(value: Fraction) -> Fraction:
    """Return √value to about 53 bits, whatever its exponent."""
    if value <= 0:
        return Fraction(0)
    shift = (value.denominator.bit_length() - value.numerator.bit_length()) // 2
    factor = Fraction(4) ** shift
    return Fraction(float(np.sqrt(float(value * factor)))) / Fraction(2) ** shift
