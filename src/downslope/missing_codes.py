"""Codes for missing values: -999, -200, 9999, 1e30, left in a column as if they were measured.

    x   1   2   3   4   -999          y = 5.06 − 0.005 x        without the row: y = −0.05 + 2.04 x

A code is a round number or a number made of nines, at an end of its column, away from the other
values, and mostly repeated. Close to them, it must be repeated far more often than the value next
to it, or be the only one below zero. Nothing is left out: the finding says what the slopes become
without such rows.

`Extremes` needs one pass: of each block it keeps the range of the ordinary values, and counts the
values beyond them that look like codes. Extremes of blocks can be added, so one pass is enough for
data of any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, NamedTuple

import numpy as np

from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.known_codes import (
    CODES,
    FLOAT32,
    HUGE,
    LIMITS,
    NINES,
    SMALL,
    SURVEY,
    date_for,
)
from downslope.summary import Summary

BLOCK = 8192  # rows looked at together
FOLD = 64  # rows compared as one
MOST = 4  # codes at each end of a column
# Distances in ranges of the other values
CLOSE, NEAR, APART, FAR, FARTHER, VERY_FAR, ABSURD = 0.04, 0.05, 0.2, 1.0, 3.0, 10.0, 1000.0
OVERFLOWN = 1e15  # a round value of this size, and so many ranges away, is not measured
REPEATED, OFTEN, MANY = 2, 5, 10  # times
HEAP = 5  # times as often as the value next to it
LISTED = 25  # a value in over 1/25 of the rows comes from a short list
LARGE_CODE, LONG_CODE = 99.0, 999.0
CLEAR_OF_ZERO = 4.0  # above it, the lowest value is not next to -1
LATER = 366.0  # days from 1970, after which 0 is not a usual value
SHOWN = 3  # codes named in a sentence

Codes = dict[float, int]  # how often each was seen


class Seen(NamedTuple):
    """How often a possible code was seen, and in the same blocks the value next to it."""

    times: int
    beside: int

    def plus(self, other: Seen) -> Seen:
        return Seen(self.times + other.times, self.beside + other.beside)

    @property
    def leads(self) -> bool:
        return self.times >= REPEATED and self.times > self.beside

    @property
    def is_heap(self) -> bool:
        """Whether it was repeated far more often than its neighbor, as measured values are not."""
        return self.times >= max(MANY, HEAP * self.beside)


NEVER: Final = Seen(0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Extremes:
    """Ranges of the ordinary values of q columns, and counts of what may be codes beyond them."""

    rows: int
    low: Vector  # (q,) of the ordinary values; infinite if there are none
    high: Vector  # (q,)
    codes: tuple[dict[float, Seen], ...] = ()  # one for each column; none where empty
    dated: frozenset[int] = frozenset()  # columns whose numbers stand for dates

    @classmethod
    def none(cls, notes: Iterable[Finding], names: Sequence[str]) -> Extremes:
        """Return those of no rows; `notes` tell which of the columns, names (q,), are dates."""
        dates = {name for note in notes if note.code == "date_as_number" for name in note.columns}
        dated = frozenset(j for j, name in enumerate(names) if name in dates)
        return Extremes(0, np.array([]), np.array([]), (), dated) if dated else NO_EXTREMES

    @classmethod
    def of(cls, blocks: Iterable[Matrix], total: Extremes | None = None) -> Extremes:
        """Examine blocks (m, q) of finite values, which follow those of a total."""
        total = NO_EXTREMES if total is None else total
        for block in blocks:
            total = total + total.seen(block)
        return total

    def seen(self, block: Matrix) -> Extremes:
        """Examine a block (m, q), given the ranges of the blocks before it."""
        m, q = block.shape
        if m == 0:
            return Extremes(0, np.full(q, np.inf), np.full(q, -np.inf), (), self.dated)
        low, high = _ends(block)
        suspicious = {*np.flatnonzero(may_be_codes(low) | may_be_codes(high)).tolist()}
        suspicious |= {j for j in self.dated if date_for(low[j]) or date_for(high[j])}
        codes: dict[int, dict[float, Seen]] = {}
        for j in sorted(suspicious):
            known = (self.low[j], self.high[j]) if self.rows else (np.inf, -np.inf)
            low[j], high[j], found = _without_codes(
                block[:, j], float(low[j]), float(high[j]), known, dated=j in self.dated
            )
            if found:
                codes[j] = found
        listed = tuple(codes.get(j, {}) for j in range(max(codes) + 1)) if codes else ()
        return Extremes(m, low, high, listed, self.dated)

    def ranges(self) -> Matrix | None:
        """Return the lowest and the highest value of each column (2, q), codes included."""
        if not self.rows:
            return None
        found = np.array([self.low, self.high])
        for j, codes in enumerate(self.codes):
            if codes:
                found[:, j] = min(found[0, j], *codes), max(found[1, j], *codes)
        # -0.0 is 0.0.
        return found + 0.0 if np.isfinite(found).all() else None

    def __add__(self, other: Extremes) -> Extremes:
        if not self.rows or not other.rows:
            return self if self.rows else other
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        none: dict[float, Seen] = {}
        codes = tuple(
            {c: mine.get(c, NEVER).plus(theirs.get(c, NEVER)) for c in (*mine, *theirs)}
            for mine, theirs in zip_longest(self.codes, other.codes, fillvalue=none)
        )
        return Extremes(self.rows + other.rows, low, high, codes, self.dated | other.dated)

    def suspects(self) -> dict[int, Codes]:
        """Return the number of occurrences of each code, for each column that has codes."""
        found: dict[int, Codes] = {}
        for j, seen in enumerate(self.codes):
            kept = {c: each.times for c, each in seen.items() if self._is_code(j, c, each)}
            if kept:
                found[j] = kept
        shared = {code for kept in found.values() for code in kept if abs(code) >= LARGE_CODE}
        for j, seen in enumerate(self.codes):
            also = {
                c: each.times
                for c, each in seen.items()
                if c in shared and each.times >= REPEATED and self._distance(j, c) > NEAR
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

    def how_far(self, j: int, codes: Iterable[float]) -> str:
        """Return "far" if the codes of a column are further away than the other values reach."""
        return "far" if min(self._distance(j, code) for code in codes) > FAR else "apart"

    def date(self, j: int, code: float) -> str | None:
        """Return the date that a code in a column stands for, if it is one of dates."""
        return date_for(code) if j in self.dated else None

    def _is_code(self, j: int, code: float, seen: Seen) -> bool:
        distance, low, high = self._distance(j, code), float(self.low[j]), float(self.high[j])
        if distance <= 0.0:
            return False
        if abs(code) >= OVERFLOWN * max(abs(low), abs(high), 1.0) and distance > OVERFLOWN:
            return True
        if code in LIMITS:
            return distance > FAR
        if distance > FAR and self.date(j, code) and (code != 0.0 or low > LATER):
            return True
        times, leads = seen.times, seen.leads
        repeated = times >= REPEATED
        alone = code < 0.0 <= low  # the only one below zero
        nines = _is_nines(code)
        if code in SMALL or code == -9.0:
            clear = distance > NEAR and (low >= CLEAR_OF_ZERO or low % 1.0 > 0.0 < high % 1.0)
            some = distance > APART and code == -9.0
            return alone and ((times > REPEATED and (clear or some)) or seen.is_heap)
        if nines or code in SURVEY:
            whole = code == round(code) or code < 0.0
            listed = seen.beside * LISTED > self.rows  # as of prices 9, 99, and 999
            away = FAR if repeated and not listed else FARTHER
            if leads and times > REPEATED and not listed:
                away = APART
            if whole and repeated and distance > away:
                return True
        if nines:
            return distance > VERY_FAR or seen.is_heap or distance > self._least(code, alone, seen)
        if code > -LARGE_CODE or code in SURVEY:
            return repeated and distance > ABSURD
        often = times >= max(OFTEN, self.rows / 1000) and distance > NEAR
        measured = not (_is_rounded_to(code, low) and _is_rounded_to(code, high))
        if alone:
            return often or (repeated and distance > FAR) or (leads and measured)
        return (leads and measured and distance > APART) or (repeated and distance > ABSURD)

    @staticmethod
    def _least(code: float, alone: bool, seen: Seen) -> float:
        """Return the distance beyond which nines below zero are a code."""
        if code > -LARGE_CODE:
            return np.inf
        if seen.times >= REPEATED or code <= -LONG_CODE:
            return 0.0 if alone else APART if seen.leads else FAR
        return APART if alone else np.inf


def _is_nines(code: float) -> bool:
    return any(abs(code - nines) <= FLOAT32 * abs(nines) for nines in NINES)


def _is_rounded_to(code: float, value: float) -> bool:
    """Return whether a value has no more digits before its zeros than a code such as -200."""
    return bool(value % 10.0 ** np.floor(np.log10(abs(code))) == 0.0)


def _written(code: float) -> str:
    """Return a code as an option must give it to be found again, also in a float32 column."""
    short = f"{code:.10g}"
    with np.errstate(over="ignore"):
        again = code in (float(short), float(np.float32(float(short))))
    return short if again else repr(code)


def _without_codes(
    column: Vector, low: float, high: float, known: tuple[float, float], *, dated: bool
) -> tuple[float, float, dict[float, Seen]]:
    """Return the range of a column (m,) without possible codes, and the counts of these."""
    codes: dict[float, Seen] = {}
    for lowest in (True, False):
        found: list[tuple[float, int, Vector]] = []  # from the outside in, and the values before
        while len(column) and len(found) < MOST:
            end = low if lowest else high
            may_be_code = may_be_codes(np.array([end]))[0] or (dated and date_for(end))
            if known[0] <= end <= known[1] or not may_be_code:
                break
            is_end = column == end
            found.append((end, int(is_end.sum()), column))
            column = column[~is_end]
            if len(column):
                low, high = float(column.min()), float(column.max())
        if not len(column):
            seen = {code: Seen(times, 0) for code, times, _ in found}
            return np.inf, -np.inf, codes | seen
        beside = int((column == (low if lowest else high)).sum())
        while found:
            code, times, before = found[-1]
            gap = (low - code) if lowest else (code - high)
            width = max(high, known[1]) - min(low, known[0])
            heap = gap > max(CLOSE * width, 1.0) and Seen(times, beside).is_heap
            if gap > NEAR * width or heap or code < 0.0 <= min(low, known[0]):
                break
            low, high, column, beside = min(low, code), max(high, code), before, times
            found.pop()
        codes |= {code: Seen(times, beside) for code, times, _ in found}
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
            f"{_written(code)}{f' ({day})' if (day := extremes.date(j, code)) else ''} in {times:,}"
            for code, times in sorted(codes.items())[:SHOWN]
        )
        change = ""
        if before is not None and after is not None:
            change = _change(j, names, before, after)
        many = len(codes) > 1
        found.append(
            Finding(
                "missing_codes",
                (names[j],),
                f"'{names[j]}' is {seen} of {counted(extremes.rows, 'row')}, "
                f"{extremes.how_far(j, codes)} from the others ({low:.6g} to {high:.6g}): "
                f"{'these' if many else 'this'} may stand for missing values.{change}",
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
    notes: Iterable[Finding] = (),
) -> list[Finding]:
    """Report codes in rows in memory: X (n, d), y (n,), and the names (d + 1,).

    The `notes` on these rows tell which columns are dates.
    """
    ends, none = np.concatenate([*_ends(X), *_ends(y[:, np.newaxis])]), Extremes.none(notes, names)
    if not may_be_codes(ends).any() and not none.dated:
        return []
    extremes = Extremes.of(_blocks(X, y), none)
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
    if not folds:
        return X.min(axis=0), X.max(axis=0)
    long, rest = X[: folds * FOLD].reshape(folds, FOLD * d), X[folds * FOLD :]
    low, high = [long.min(axis=0).reshape(FOLD, d), rest], [long.max(axis=0).reshape(FOLD, d), rest]
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
        of_date = any(extremes.date(j, code) for j in coded)
        if of_date or np.delete(ordinary, coded).any():
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


def may_be_codes(values: Vector) -> np.ndarray:
    """Return whether each value is one that people use as a code."""
    above = np.clip(np.searchsorted(CODES, values), 1, len(CODES) - 1)
    with np.errstate(invalid="ignore", over="ignore"):
        near = [np.abs(CODES[i] - values) <= FLOAT32 * np.abs(CODES[i]) for i in (above - 1, above)]
    return np.asarray((near[0] | near[1] | (np.abs(values) >= HUGE)) & np.isfinite(values))
