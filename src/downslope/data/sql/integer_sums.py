"""Sums of products without any rounding: whole numbers, which an engine adds in any order.

A column is measured from an origin o for which z = x − o is exact (0, or a point of a range so
narrow that Sterbenz's lemma holds), and cut into slices, whole numbers of 30 bits:

    z · 2^−e = 2^−30 s₀ + 2^−60 s₁ + 2^−90 s₂ + rest,    |z · 2^−e| < 1/4

A product of two slices, or of two sums of slices, fits into 64 bits, and their sum into the 128
bits or the decimals that the engine adds in. With Karatsuba's identity

    s₀t₁ + s₁t₀ = (s₀ + s₁)(t₀ + t₁) − s₀t₀ − s₁t₁

k slices take k(k + 1)/2 sums for each pair of columns, in place of k². A column has no more slices
than its values have digits. The rests are summed, too: if they could change a sum by more than
`ExactGram` allows, a further slice is cut.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.sql.query import Query
from downslope.data.sql.sql_dialects import WHOLE
from downslope.data.sql.sums import Frame, changed, pairs_of, summed_by, table_of
from downslope.data_table import TableSummary
from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Vector
from downslope.numerics.gram import FEWEST_ADDITIONS, ROW_ROUNDING, ExactGram, Scale
from downslope.summary import Summary

SLICE_BITS = 30
USUAL_SLICES, MOST_SLICES = 3, 4  # 90 and 120 bits
FLOAT_BITS = 53
Gram = list[list[Fraction]]  # the column of ones last
Slices = tuple[int, ...]  # (q,) of each column
WEIGHT_BITS, HEAVIEST_BITS = 20, 40  # of weights: after the point, and in all
LOG_BITS = 40  # after the point, of the logarithm of a weight


@dataclass(frozen=True, slots=True, eq=False)
class IntegerSums:
    """Sums of products about an origin, as fractions that have lost nothing."""

    query: Query
    frame: Frame
    origin: Vector  # (q,)
    gram: Gram  # (q + 1, q + 1)
    count: int  # rows, those of weight zero left out
    logs: float = 0.0  # Σ log w

    def table(self, scale: Scale | None = None, about: Vector | None = None) -> TableSummary:
        """Return the summary in float64, each number rounded once, with the one in 100 bits."""
        q, mass = len(self.origin), self.gram[-1][-1]
        if about is None:
            about = self.origin if scale is None else np.delete(scale.origin, q - 1)
        if not mass:
            return table_of(self.query, self.frame, Summary.empty(about))
        shift = self._shift(about)
        moved = _moved(self.gram, shift)
        mean = [moved[j][q] / mass for j in range(q)]
        scatter = np.array([
            [float(moved[i][j] - mass * mean[i] * mean[j]) for j in range(q)] for i in range(q)
        ])  # fmt: skip
        size = np.array([float(moved[j][j]) for j in range(q)]) * (1.0 + 2.0**-50)
        means = np.array(list(map(float, mean)))
        summary = Summary(self.count, about, means, scatter, float(mass), size, FEWEST_ADDITIONS)
        exact = self.scaled(scale)
        return replace(table_of(self.query, self.frame, summary, self.logs), exact=exact)

    def plus(self, other: IntegerSums) -> IntegerSums:
        """Return the sums of both sets of rows, which are about the same origin."""
        one, two = self.frame, other.frame
        rows = one.rows + two.rows
        frame = replace(
            one, rows=rows, low=np.minimum(one.low, two.low), high=np.maximum(one.high, two.high),
            mean=one.mean * (one.rows / rows) + two.mean * (two.rows / rows),
            heaviest=max(one.heaviest, two.heaviest),
        )  # fmt: skip
        both = zip(self.gram, other.gram, strict=True)
        gram = [[a + b for a, b in zip(*rows, strict=True)] for rows in both]
        count, logs = self.count + other.count, self.logs + other.logs
        return IntegerSums(self.query, frame, self.origin, gram, count, logs)

    def products(self, *, intercept: bool) -> ExactGram:
        """Return the products for a fit; about zero and without ones if it has no intercept."""
        if intercept:
            return self.scaled(None)
        q = len(self.origin)
        moved = _moved(self.gram, self._shift(np.zeros(q)))
        return ExactGram.of_products(self._scale(intercept=False), self.count, moved)

    def scaled(self, scale: Scale | None) -> ExactGram:
        """Return the products in about 100 bits, with the column of ones before the target."""
        q = len(self.origin)
        if scale is None:
            scale = self._scale(intercept=True)
        moved = _moved(self.gram, self._shift(np.delete(scale.origin, q - 1)))
        order = [*range(q - 1), q, q - 1]
        products = [[moved[i][j] for j in order] for i in order]
        return ExactGram.of_products(scale, self.count, products)

    def _scale(self, *, intercept: bool) -> Scale:
        """Return the scale that these rows have in a file, too."""
        heaviest = 1.0 if self.query.weights is None else self.frame.heaviest
        low, high = self.frame.low, self.frame.high
        return Scale.of_ranges(low, high, intercept=intercept, heaviest=heaviest)

    def _shift(self, about: Vector) -> list[Fraction]:
        both = zip(self.origin, about, strict=True)
        return [Fraction(float(o)) - Fraction(float(a)) for o, a in both]


def exact_sums(query: Query, frame: Frame) -> IntegerSums:
    """Sum the products of a query's columns without rounding.

    Raises
    ------
    OptionError
        Weights have too many digits.
    DataError
        The rows changed, or values differ too much in size.

    """
    if frame.rows == 0:
        q = len(query.expressions)
        none = [[Fraction(0)] * (q + 1) for _ in range(q + 1)]
        return IntegerSums(query, frame, exact_origin(frame), none, 0)
    (found,) = exact_sums_by(query, frame, {(): frame}).values()
    return found


def exact_sums_by(
    query: Query, whole: Frame, frames: Mapping[tuple[Any, ...], Frame]
) -> dict[tuple[Any, ...], IntegerSums]:
    """Sum the products of each group of a query, given the frames of the whole and the groups.

    Raises
    ------
    OptionError, DataError
        See `exact_sums`.

    """
    origin = exact_origin(whole)
    scale = _covering(origin, whole)
    slices = _needed(query, whole, origin, scale)
    while True:
        found = _summed(query, frames, scale, slices)
        lost = [_lost(rests, scale, frames[key]) for key, (_, rests) in found.items()]
        short = np.max(lost, axis=0) > 1.0
        if not short.any():
            return {key: sums for key, (sums, _) in found.items()}
        most = short & (np.array(slices) == MOST_SLICES)
        if most.any():
            break
        slices = tuple(k + int(more) for k, more in zip(slices, short, strict=True))
    name = query.names[int(most.argmax())]
    raise DataError(
        f"Column '{name}' of {query.called} has values too different in size for sums without "
        "rounding: choose "
        f"{query.style.setting('grade', query.database.dialect.rounded)}, or take its logarithm."
    )


def _lost(rests: Vector, scale: Scale, frame: Frame) -> Vector:
    """Return by how much (q,) the rests of a group change its products, where 1 may be lost.

    A rest changes a product by a quarter of itself at most, in each of the two columns, in a scale
    as fine as that of the group alone.
    """
    size = np.maximum(np.abs(frame.low), np.abs(frame.high))
    reach = np.where(frame.low < frame.high, (frame.high - frame.low) / 2.0, size)
    finer = np.where(reach > 0.0, np.maximum(scale.exponents - 2 - np.frexp(reach)[1], 0), 0)
    # No slice holds a digit of such a group, and its rest may be too small for a number.
    none = finer > SLICE_BITS * MOST_SLICES
    return np.where(none, np.inf, np.ldexp(rests / (2.0 * ROW_ROUNDING * frame.rows), finer))


def needs_one_product(query: Query, frame: Frame) -> bool:
    """Return whether it is known that each pair of columns takes one product alone."""
    origin = exact_origin(frame)
    known = _known(query, frame, origin, _covering(origin, frame))
    return query.weights is None and bool((known == 1).all())


def _covering(origin: Vector, frame: Frame) -> Scale:
    return Scale.covering(origin, np.maximum(frame.high - origin, origin - frame.low))


def _known(query: Query, frame: Frame, origin: Vector, scale: Scale) -> NDArray[np.int64]:
    """Return the number of slices (q,) that hold every digit of a column, as far as is known.

    Whole numbers have no digits after the point. Of a column that stays away from zero, no value
    has a digit below the last of the value nearest to zero.
    """
    whole = {name for name, kind in query.kinds.items() if WHOLE.fullmatch(kind.upper())}
    whole |= {name for name, _ in query.levels}
    slices = np.full(len(origin), USUAL_SLICES)
    for j, name in enumerate(query.origins):
        nearest = min(abs(float(frame.low[j])), abs(float(frame.high[j])))
        if name in whole or frame.low[j] > 0.0 or frame.high[j] < 0.0:
            last = 0 if name in whole else math.frexp(nearest)[1] - FLOAT_BITS
            if origin[j] and name not in whole:
                last = min(last, math.frexp(origin[j])[1] - FLOAT_BITS)
            slices[j] = max(-(-(int(scale.exponents[j]) - last) // SLICE_BITS), 1)
    return slices


def _needed(query: Query, frame: Frame, origin: Vector, scale: Scale) -> Slices:
    """Return the number of slices (q,); the engine looks at columns of which it is not known."""
    slices = _known(query, frame, origin, scale)
    unknown = np.flatnonzero(slices >= USUAL_SLICES)
    few = range(1, USUAL_SLICES)
    if len(unknown):
        values = _measured(query, scale)
        steps = [query.database.dialect.number(2.0 ** (SLICE_BITS * (k - 1))) for k in few]
        wanted = [
            f"SUM(CASE WHEN r{j} * {step} = ROUND(r{j} * {step}) THEN 0 ELSE 1 END)"
            for j in unknown
            for step in steps
        ]
        found = query.database.rows(
            f"SELECT {', '.join(wanted)} FROM (SELECT {', '.join(values)} "
            f"FROM {query.rows_of()}{query.database.dialect.fence}) AS v"
        )[0]
        broken = np.array([float(each) for each in found]).reshape(-1, len(few)) > 0
        slices[unknown] = 1 + broken.sum(axis=1)
    return tuple(map(int, slices))


def _measured(query: Query, scale: Scale) -> list[str]:
    """Write each column, measured from the origin, in units of its first slice."""
    number = query.database.dialect.number
    return [
        f"({e} - {number(o)}) * {number(2.0 ** (SLICE_BITS - int(k)))} AS r{j}"
        for j, (e, o, k) in enumerate(
            zip(query.expressions, scale.origin, scale.exponents, strict=True)
        )
    ]


def is_narrow(low: Vector, high: Vector) -> Any:
    """Return for which ranges the difference of two values is exact, by Sterbenz's lemma."""
    with np.errstate(over="ignore"):
        return ((low > 0.0) & (high <= 2.0 * low)) | ((high < 0.0) & (low >= 2.0 * high))


def exact_origin(frame: Frame) -> Vector:
    """Return points (q,) from which every value of a column has an exact distance."""
    origin, narrow = np.zeros(len(frame.low)), is_narrow(frame.low, frame.high)
    for j, (low, high) in enumerate(zip(frame.low, frame.high, strict=True)):
        if low == high:
            origin[j] = low
        elif narrow[j]:
            # Few digits, so that a statement is short.
            unit = 2.0 ** (math.frexp(high - low)[1] - 3)
            middle = low + (high - low) / 2.0
            origin[j] = min(max(round(middle / unit) * unit, low), high)
    return origin


def _summed(
    query: Query, frames: Mapping[tuple[Any, ...], Frame], scale: Scale, slices: Slices
) -> dict[tuple[Any, ...], tuple[IntegerSums, Vector]]:
    """Return the sums of each group, and the rests (q,) in the common scale."""
    dialect, weight, q = query.database.dialect, query.weight(), len(query.expressions)
    keys = [f"k{j}" for j in range(len(query.by))] if () not in frames else []
    inner = _sliced(query, scale, slices, weight, keys)
    times, as_whole = ("", "") if not weight else (" * wn", dialect.whole)

    def aggregate(product: str) -> str:
        if not as_whole:
            return f"SUM({product})"
        return f"SUM(CAST({product} AS {as_whole}){times})"

    wanted = [f"MAX(ABS(s{j}_0))" for j in range(q)]
    wanted += [f"SUM(ABS(r{j}{' * w' if weight else ''}))" for j in range(q)]
    if weight:
        wanted += ["SUM(wn)", "MAX(ABS(wr))", "MAX(wn)", "SUM(CASE WHEN w > 0 THEN 1 ELSE 0 END)"]
        logs = f"ROUND(LN(w) * {dialect.number(2.0**LOG_BITS)})"
        wanted.append(f"SUM(CASE WHEN w > 0 THEN CAST({logs} AS {dialect.integer}) ELSE 0 END)")
    wanted += [aggregate(f"{_part(j, a, a)}") for j in range(q) for a in range(slices[j])]
    wanted += [aggregate(each) for i, j in pairs_of(q) for each in _products(i, j, slices)]
    found = summed_by(query, wanted, inner, keys)
    rows, before = sum(n for n, _ in found.values()), sum(each.rows for each in frames.values())
    if rows != before or {*found} != {*frames}:
        raise DataError(changed(query, f"it had {before} rows, and then {rows}"))
    return {
        key: _read(query, frames[key], scale, slices, values) for key, (_, values) in found.items()
    }


def _read(
    query: Query, frame: Frame, scale: Scale, slices: Slices, values: list[Any]
) -> tuple[IntegerSums, Vector]:
    """Return the sums of a group, from those of its slices, and the rests (q,)."""
    weight, q, dialect = query.weight(), len(query.expressions), query.database.dialect
    checks, values = values[: 2 * q], values[2 * q :]
    if max(map(int, checks[:q])) > 2 ** (SLICE_BITS - 2):
        raise DataError(changed(query, "a value is outside of its range"))
    rests = np.array([float(value) for value in checks[q:]]) * 2.0 ** (
        -SLICE_BITS * np.array(slices)
    )
    rows, mass, logs_of_weights = frame.rows, Fraction(frame.rows), 0
    if weight:
        (total, rest, heaviest, rows, logs_of_weights), values = values[:5], values[5:]
        if rest or int(heaviest) >= 2**HEAVIEST_BITS:
            raise OptionError(
                f"The weights '{query.weights}' have more digits than sums without rounding can "
                f"take: choose {query.style.setting('grade', dialect.rounded)}, or weights that "
                "are whole numbers."
            )
        mass = Fraction(int(total), 2**WEIGHT_BITS)
    found = iter([int(value or 0) for value in values])
    unit = Fraction(1, 2**WEIGHT_BITS) if weight else Fraction(1)
    gram: Gram = [[Fraction(0)] * (q + 1) for _ in range(q + 1)]
    gram[q][q] = mass
    power = [Fraction(2) ** int(e) for e in scale.exponents]
    bits = [SLICE_BITS * k for k in slices]
    for j in range(q):
        total = sum(next(found) << bits[j] - SLICE_BITS * (a + 1) for a in range(slices[j]))
        gram[j][q] = gram[q][j] = unit * power[j] * Fraction(total, 1 << bits[j])
    for i, j in pairs_of(q):
        total = _joined(found, slices[i], slices[j])
        value = Fraction(total, 1 << bits[i] + bits[j])
        gram[i][j] = gram[j][i] = unit * power[i] * power[j] * value
    logs = int(logs_of_weights) / 2**LOG_BITS
    return IntegerSums(query, frame, scale.origin, gram, int(rows), logs), rests


def _part(column: int, a: int, b: int) -> str:
    """Name a slice, or the sum of two."""
    return f"s{column}_{a}" if a == b else f"(s{column}_{a} + s{column}_{b})"


def _products(i: int, j: int, slices: Slices) -> list[str]:
    """Write the products of two columns: by Karatsuba as far as both have slices."""
    both, (short, long) = min(slices[i], slices[j]), sorted((i, j), key=lambda c: slices[c])
    found = [f"{_part(i, a, b)} * {_part(j, a, b)}" for a in range(both) for b in range(a, both)]
    more = range(both, slices[long])
    return found + [f"s{short}_{a} * s{long}_{b}" for a in range(both) for b in more]


def _joined(found: Iterator[int], one: int, other: int) -> int:
    """Return Σ z t, in units of the last digits, from the sums of `_products`."""
    both, most = min(one, other), max(one, other)
    sums = {(a, b): next(found) for a in range(both) for b in range(a, both)}
    for (a, b), value in sums.copy().items():
        if a != b:
            sums[a, b] = value - sums[a, a] - sums[b, b]
    sums |= {(a, b): next(found) for a in range(both) for b in range(both, most)}
    return sum(value << SLICE_BITS * (one + other - 2 - a - b) for (a, b), value in sums.items())


def _sliced(
    query: Query, scale: Scale, slices: Slices, weight: str | None, keys: Sequence[str]
) -> str:
    """Write the subquery with the slices s of each column, its rest r, the weight, and keys k."""
    dialect, q = query.database.dialect, len(query.expressions)
    begin = _measured(query, scale)
    begin += [f"{key} AS {name}" for key, name in zip(query.keys(), keys, strict=False)]
    carried = [*keys]
    if weight:
        begin += [f"{weight} AS w", f"{weight} * {dialect.number(2.0**WEIGHT_BITS)} AS wr"]
        carried.append("w")
    inner = (
        f"(SELECT {', '.join(begin)} FROM {query.rows_of(labeled=bool(keys))}{dialect.fence}) AS v"
    )
    step = dialect.number(2.0**SLICE_BITS)
    for k in range(max(slices)):
        first = k == 0 and weight is not None
        cut, done = ([j for j in range(q) if (slices[j] > k) is more] for more in (True, False))
        whole = [f"ROUND(r{j}) AS n{j}" for j in cut] + ["ROUND(wr) AS nw"] * first
        kept = [*carried, *(f"r{j}" for j in range(q)), *["wr"] * first]
        inner = f"(SELECT {', '.join([*kept, *whole])} FROM {inner}{dialect.fence}) AS v"
        taken = [f"CAST(n{j} AS {dialect.integer}) AS s{j}_{k}" for j in cut]
        rest = [f"r{j}" for j in done]
        rest += [f"(r{j} - n{j}){f' * {step}' if slices[j] > k + 1 else ''} AS r{j}" for j in cut]
        if first:
            taken.append(f"CAST(nw AS {dialect.integer}) AS wn")
            rest.append("wr - nw AS wr")
        inner = f"(SELECT {', '.join([*carried, *taken, *rest])} FROM {inner}{dialect.fence}) AS v"
        carried += [f"s{j}_{k}" for j in cut] + ["wn", "wr"] * first
    return inner


def _moved(gram: Gram, shift: list[Fraction]) -> Gram:
    """Return the Gram matrix about an origin from which the present one lies at `shift`."""
    q = len(shift)
    away = [*shift, Fraction(0)]
    sums = gram[q]
    mass = sums[q]
    return [
        [
            gram[i][j] + away[i] * sums[j] + away[j] * sums[i] + away[i] * away[j] * mass
            for j in range(q + 1)
        ]
        for i in range(q + 1)
    ]
