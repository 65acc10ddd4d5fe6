"""Codes for missing values: -999, -200, 9999, 1e30, left in a column as if they were measured.

    x   1   2   3   4   -999          y = 5.06 − 0.005 x        without the row: y = −0.05 + 2.04 x

A code is a round number or a number made of nines, at an end of its column, far from the other
values, and mostly repeated. Nothing is left out: the finding says what the slopes become without
such rows.

`Extremes` needs one pass: of each block it keeps the range of the ordinary values, and counts the
values beyond them that look like codes. Extremes of blocks can be added, so one pass is enough for
data of any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

BLOCK = 8192  # rows looked at together
FOLD = 64  # rows compared as one
MOST = 4  # codes at each end of a column
FLOAT32 = 1e-7  # relative: columns of float32 hold codes rounded
FAR, VERY_FAR, ABSURD = 1.0, 10.0, 1000.0  # distances in ranges of the other values
NEAR = 0.05  # below it a value is one of the others
OVERFLOWN = 1e15  # a round value of this size, and so many ranges away, is not measured
HUGE = 1e35  # a value that no one measures, round or not
REPEATED, OFTEN = 2, 5  # times
LARGE_CODE = 99.0
SHOWN = 3  # codes named in a sentence

# What surveys and sensors write; round values; the largest values of types; and the fill values of
# netCDF and Stata
NINES: Final = frozenset(
    sign * float(text)
    for sign in (1, -1)
    for text in ("99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999",
                 "99.9", "999.9", "9999.9", "99.99", "999.99", "9999.99", "99999.99", "999.25")
) | {-9.0}  # fmt: skip
ROUND: Final = frozenset(
    sign * value
    for sign in (1.0, -1.0)
    for value in (
        *(digit * 10.0**power for digit in range(1, 10) for power in range(2, 39)),
        *(float(digit * count) for digit in "78" for count in (2, 3, 4, 5)),
    )
)  # fmt: skip
LIMITS: Final = frozenset(
    sign * value
    for sign in (1.0, -1.0)
    for value in (32767.0, 32768.0, 65535.0, 2147483647.0, 2147483648.0, 4294967295.0, 2.0**63,
                  2.0**127, float(np.finfo(np.float32).max), 2.0**1023,
                  float(np.finfo(np.float64).max), 9.969209968386869e36)
)  # fmt: skip
CODES: Final = np.array(sorted(NINES | ROUND | LIMITS))
Codes = dict[float, int]  # how often each was seen


def may_be_codes(values: Vector) -> NDArray[np.bool_]:
    """Return whether each value is one that people use as a code."""
    above = np.clip(np.searchsorted(CODES, values), 1, len(CODES) - 1)
    with np.errstate(invalid="ignore", over="ignore"):
        near = [np.abs(CODES[i] - values) <= FLOAT32 * np.abs(CODES[i]) for i in (above - 1, above)]
    return np.asarray((near[0] | near[1] | (np.abs(values) >= HUGE)) & np.isfinite(values))


@dataclass(frozen=True, slots=True, eq=False)
class Extremes:
    """Ranges of the ordinary values of q columns, and counts of what may be codes beyond them."""

    rows: int
    low: Vector  # (q,) of the ordinary values; infinite if there are none
    high: Vector  # (q,)
    codes: tuple[Codes, ...] = ()  # one for each column; none where empty

    @classmethod
    def of(cls, blocks: Iterable[Matrix]) -> Extremes:
        """Examine blocks (m, q) of finite values."""
        total = NO_EXTREMES
        for block in blocks:
            total = total + total.seen(block)
        return total

    def seen(self, block: Matrix) -> Extremes:
        """Examine a block (m, q), given the ranges of the blocks before it."""
        m, q = block.shape
        if m == 0:
            return Extremes(0, np.full(q, np.inf), np.full(q, -np.inf))
        low, high = block.min(axis=0), block.max(axis=0)
        suspicious = np.flatnonzero(may_be_codes(low) | may_be_codes(high))
        codes: dict[int, Codes] = {}
        for j in suspicious:
            known = (self.low[j], self.high[j]) if self.rows else (np.inf, -np.inf)
            low[j], high[j], found = _without_codes(
                block[:, j], float(low[j]), float(high[j]), known
            )
            if found:
                codes[int(j)] = found
        listed = tuple(codes.get(j, {}) for j in range(max(codes) + 1)) if codes else ()
        return Extremes(m, low, high, listed)

    def ranges(self) -> Matrix | None:
        """Return the lowest and the highest value of each column (2, q), codes included."""
        if not self.rows:
            return None
        found = np.array([self.low, self.high])
        for j, codes in enumerate(self.codes):
            if codes:
                found[:, j] = min(found[0, j], *codes), max(found[1, j], *codes)
        return found if np.isfinite(found).all() else None

    def __add__(self, other: Extremes) -> Extremes:
        if not self.rows or not other.rows:
            return self if self.rows else other
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        none: Codes = {}
        codes = tuple(
            {c: mine.get(c, 0) + theirs.get(c, 0) for c in (*mine, *theirs)}
            for mine, theirs in zip_longest(self.codes, other.codes, fillvalue=none)
        )
        return Extremes(self.rows + other.rows, low, high, codes)

    def suspects(self) -> dict[int, Codes]:
        """Return the number of occurrences of each code, for each column that has codes."""
        found: dict[int, Codes] = {}
        for j, seen in enumerate(self.codes):
            kept = {c: times for c, times in seen.items() if self._is_code(j, c, times)}
            if kept:
                found[j] = kept
        shared = {code for kept in found.values() for code in kept if abs(code) >= LARGE_CODE}
        for j, seen in enumerate(self.codes):
            also = {
                c: times
                for c, times in seen.items()
                if c in shared and times >= REPEATED and self._distance(j, c) > NEAR
            }
            if also:
                found[j] = found.get(j, {}) | also
        return dict(sorted(found.items()))

    def _distance(self, j: int, code: float) -> float:
        """Return how far a value is from the others, in units of their range; 0 if among them."""
        low, high = float(self.low[j]), float(self.high[j])
        gap = max(low - code, code - high)
        if not low < high or gap <= 0:
            return 0.0
        with np.errstate(over="ignore"):
            return float(np.float64(gap) / (high - low))

    def _is_code(self, j: int, code: float, times: int) -> bool:
        distance = self._distance(j, code)
        if distance <= 0.0:
            return False
        size = max(abs(float(self.low[j])), abs(float(self.high[j])), 1.0)
        if abs(code) >= OVERFLOWN * size and distance > OVERFLOWN:
            return True
        alone = code < 0.0 <= self.low[j]  # the only one below zero
        if code in LIMITS:
            return distance > VERY_FAR or (times >= REPEATED and distance > FAR)
        if not _is_nines(code):
            if alone and code <= -LARGE_CODE:
                often = times >= max(OFTEN, self.rows / 1000)
                return (often and distance > NEAR) or (times >= REPEATED and distance > FAR)
            return times >= REPEATED and distance > (VERY_FAR if _is_survey(code) else ABSURD)
        if distance > VERY_FAR:
            return True
        if alone and times > REPEATED and (code <= -LARGE_CODE or distance > FAR / 5):
            return True
        whole = code == round(code) or code < 0.0
        return whole and times >= REPEATED and distance > FAR


def _is_nines(code: float) -> bool:
    return any(abs(code - nines) <= FLOAT32 * abs(nines) for nines in NINES)


def _is_survey(code: float) -> bool:
    """Return whether a number is made of sevens or eights, which surveys use as well as nines."""
    return code in {float(digit * count) for digit in "78" for count in (2, 3, 4, 5)}


def _written(code: float) -> str:
    """Return a code as an option must give it to be found again, also in a float32 column."""
    short = f"{code:.10g}"
    with np.errstate(over="ignore"):
        again = code in (float(short), float(np.float32(float(short))))
    return short if again else repr(code)


def _without_codes(
    column: Vector, low: float, high: float, known: tuple[float, float]
) -> tuple[float, float, Codes]:
    """Return the range of a column (m,) without possible codes, and the counts of these."""
    codes: Codes = {}
    for lowest in (True, False):
        for _ in range(MOST):
            end = low if lowest else high
            inside = known[0] <= end <= known[1]
            if inside or not may_be_codes(np.array([end]))[0]:
                break
            is_end = column == end
            rest = column[~is_end]
            if len(rest) == 0:
                codes[end] = codes.get(end, 0) + len(column)
                return np.inf, -np.inf, codes
            low, high = float(rest.min()), float(rest.max())
            gap = (low - end) if lowest else (end - high)
            width = max(high, known[1]) - min(low, known[0])
            if gap <= NEAR * width and not end < 0.0 <= min(low, known[0]):
                low, high = min(low, end), max(high, end)
                break
            codes[end] = codes.get(end, 0) + int(is_end.sum())
            column = rest
    return low, high, codes


NO_EXTREMES: Final = Extremes(0, np.array([]), np.array([]))


# --- what the slopes become ---------------------------------------------------------------------


def without(block: Matrix, codes: dict[int, Codes]) -> Matrix:
    """Return the rows of a block without the codes of its columns."""
    kept = np.ones(len(block), dtype=bool)
    for j, known in codes.items():
        for code in known:
            kept &= block[:, j] != code
    return block[kept]


def slopes(summary: Summary, *, intercept: bool) -> Vector | None:
    """Return the slopes (d,) of a summary; None if columns depend on each other."""
    products, d = summary.scatter, summary.d
    if not intercept:
        mean = summary.origin + summary.mean
        products = products + summary.mass * np.outer(mean, mean)
    sizes = np.sqrt(products.diagonal()[:d])
    if summary.count <= d + intercept or not (np.isfinite(sizes).all() and (sizes > 0).all()):
        return None
    scaled = products[:d, :d] / np.outer(sizes, sizes)
    if not np.isfinite(scaled).all() or np.linalg.cond(scaled) > 1e12:
        return None
    found: Vector = np.linalg.solve(scaled, products[:d, d] / sizes) / sizes
    return found


def findings(
    extremes: Extremes,
    names: Sequence[str],
    with_codes: Summary | None,
    without_codes: Summary | None,
    style: OptionStyle = OptionStyle.PYTHON,
    *,
    intercept: bool | None = True,
) -> list[Finding]:
    """Report the codes of each column, names (q,) with the target last, and the slopes without.

    A summary is None if it is not known, and `intercept` if the model is not linear in the columns.
    """
    before, after = (
        None if each is None or intercept is None else slopes(each, intercept=intercept)
        for each in (with_codes, without_codes)
    )
    every = extremes.suspects()
    option = _option(extremes, every, names, style)
    found = []
    for j, codes in every.items():
        low, high = extremes.low[j], extremes.high[j]
        seen = " and ".join(
            f"{_written(code)} in {times:,}" for code, times in sorted(codes.items())[:SHOWN]
        )
        change = ""
        if before is not None and after is not None:
            change = _change(j, names, before, after)
        many = len(codes) > 1
        found.append(
            Finding(
                "missing_codes",
                (names[j],),
                f"'{names[j]}' is {seen} of {counted(extremes.rows, 'row')}, far from the "
                f"others ({low:.6g} to {high:.6g}): {'these' if many else 'this'} may stand for "
                f"missing values.{change}",
                f"If so: {option}{_AND[style]}{style.flag('drop_missing')}.",
            )
        )
    return found


def findings_of_rows(
    X: Matrix,
    y: Vector,
    names: Sequence[str],
    weights: Vector | None = None,
    style: OptionStyle = OptionStyle.PYTHON,
    *,
    intercept: bool | None = True,
) -> list[Finding]:
    """Report codes in rows in memory: X (n, d), y (n,), and the names (d + 1,)."""
    ends = np.concatenate([*_ends(X), *_ends(y[:, np.newaxis])])
    if not may_be_codes(ends).any():
        return []
    extremes = Extremes.of(_blocks(X, y))
    codes = extremes.suspects()
    if not codes:
        return []
    columns = [X, y[:, np.newaxis], *([] if weights is None else [weights[:, np.newaxis]])]
    rows = np.hstack(columns)
    with np.errstate(over="ignore", invalid="ignore"):
        both = [
            Summary.of_blocks([each], each[0, : X.shape[1] + 1], weights is not None)
            if len(each)
            else None
            for each in (rows, without(rows, codes))
        ]
    return findings(extremes, names, both[0], both[1], style, intercept=intercept)


def _ends(X: Matrix) -> tuple[Vector, Vector]:
    """Return the smallest and the largest value (d,) of each column of X (n, d).

    Rows side by side are compared as one long row, many values at a time.
    """
    n, d = X.shape
    folds = n // FOLD if X.flags.c_contiguous else 0
    long, rest = X[: folds * FOLD].reshape(folds, FOLD * d), X[folds * FOLD :]
    parts = [rest] if len(rest) else []
    low, high = parts.copy(), parts.copy()
    if folds:
        low.append(long.min(axis=0).reshape(FOLD, d))
        high.append(long.max(axis=0).reshape(FOLD, d))
    return np.vstack(low).min(axis=0), np.vstack(high).max(axis=0)


def _blocks(X: Matrix, y: Vector) -> Iterator[Matrix]:
    """Yield blocks in column order, where the smallest and largest are found ten times faster."""
    d, columns = X.shape[1], np.empty((X.shape[1] + 1, min(BLOCK, len(y))))
    for i in range(0, len(y), BLOCK):
        block = columns[:, : len(y) - i]
        block[:d], block[d] = X[i : i + BLOCK].T, y[i : i + BLOCK]
        yield block.T


def _change(j: int, names: Sequence[str], before: Vector, after: Vector) -> str:
    """Say what the slope of a column becomes, or for the target that of the first feature."""
    i, which = (j, "its slope") if j < len(before) else (0, f"the slope of '{names[0]}'")
    return f" Without such rows {which} is {after[i]:.4g} instead of {before[i]:.4g}."


_AND = {OptionStyle.COMMAND_LINE: " ", OptionStyle.PYTHON: ", "}


def _option(
    extremes: Extremes, every: dict[int, Codes], names: Sequence[str], style: OptionStyle
) -> str:
    """Return the option that marks codes as missing, by column if others hold them as values."""
    general: list[str] = []
    own: dict[str, list[str]] = {}
    for code in sorted({code for codes in every.values() for code in codes}):
        coded = [j for j, codes in every.items() if code in codes]
        ordinary = (extremes.low <= code) & (code <= extremes.high)
        if np.delete(ordinary, coded).any():
            for j in coded:
                own.setdefault(names[j], []).append(_written(code))
        else:
            general.append(_written(code))
    if style is OptionStyle.COMMAND_LINE:
        by_column = [f"{name}={code}" for name, codes in own.items() for code in codes]
        return style.columns("missing", [*general, *by_column])
    everywhere = f"[{', '.join(general)}]"
    if not own:
        return f"missing={everywhere}"
    parts = [f"{name!r}: [{', '.join(codes)}]" for name, codes in own.items()]
    parts += [f"None: {everywhere}"] * bool(general)
    return f"missing={{{', '.join(parts)}}}"
