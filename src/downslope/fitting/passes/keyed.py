"""One pass, a summary for each key of the rows: folds of cross-validation, or other groups.

    rows of a block ──► sorted by their keys ──► one product for each key ──► merged in task order

What the keys are, its task knows: see `task_blocks.py`. All keys share the origin of the pass, so
that their summaries add without being moved.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from downslope.fitting.passes.reader import Adds
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import RowSums, Summary

Key = int | str  # text is never a whole number: "12" is 12, as files may store it either way
Total = TypeVar("Total", bound=Adds)
Each = TypeVar("Each", covariant=True)
NO_KEYS = np.zeros(0, dtype=np.int64)
LARGEST = 2**63  # and above, whole numbers stay text
PERMUTATIONS = 4096  # of the folds, of which a hash draws one for each run of rows


class KeyedBlock(NamedTuple):
    """Some rows, and the key of each: keys[codes]."""

    rows: Matrix  # (m, width)
    keys: np.ndarray  # (k,) distinct integers or text
    codes: NDArray[np.integer[Any]]  # (m,)


class Sums(Protocol[Each]):
    """Sums that grow by rows."""

    def add(self, rows: Matrix) -> None: ...
    def total(self) -> Each: ...


@dataclass(frozen=True, slots=True)
class Keying:
    """How many keys are kept apart: with more than `most`, a hash puts them in `folds` groups."""

    most: int | None = None  # all of them
    folds: int = 1

    def too_many(self, keys: int) -> bool:
        return self.most is not None and keys > self.most


@dataclass(frozen=True, slots=True, eq=False)
class Keyed(Generic[Total]):
    """Totals of the rows of each key."""

    parts: dict[Key, Total]
    keying: Keying
    hashed: bool = False  # whether keys are the folds of a hash

    def __add__(self, other: Keyed[Total]) -> Keyed[Total]:
        if self.hashed != other.hashed:
            return self._in_folds() + other._in_folds()
        parts = dict(self.parts)
        for key, each in other.parts.items():
            parts[key] = parts[key] + each if key in parts else each
        both = replace(self, parts=parts)
        return both if self.hashed or not self.keying.too_many(len(parts)) else both._in_folds()

    def _in_folds(self) -> Keyed[Total]:
        if self.hashed:
            return self
        parts: dict[Key, Total] = {}
        for key, each in self.parts.items():
            fold = int(hash_of((key,))[0] % np.uint64(self.keying.folds))
            parts[fold] = parts[fold] + each if fold in parts else each
        return replace(self, parts=parts, hashed=True)


class KeyedSums(Generic[Total]):
    """Sums of the rows of each key in one task."""

    new: Callable[[], Sums[Total]]
    keying: Keying
    hashed: bool
    sums: dict[Key, Sums[Total]]
    before: Keyed[Total]

    def __init__(self, new: Callable[[], Sums[Total]], keying: Keying) -> None:
        self.new, self.keying = new, keying
        self.hashed, self.sums, self.before = False, {}, Keyed({}, keying)

    def add(self, block: KeyedBlock) -> None:
        """Add the rows of a block to the sums of their keys."""
        rows, codes = block.rows, block.codes
        keys = [_number_or_text(key) for key in block.keys.tolist()]
        if not self.hashed and self.keying.too_many(len({*self.sums, *keys})):
            self.before, self.sums, self.hashed = self.total(), {}, True
        if self.hashed:
            folds = self.keying.folds
            codes = (hash_of(keys) % np.uint64(folds)).astype(np.int64)[codes]
            keys = list(range(folds))
        order = np.argsort(codes, kind="stable")
        by_row = rows.flags.c_contiguous
        ordered = rows.take(order, axis=0) if by_row else rows.T.take(order, axis=1).T
        ends = np.cumsum(np.bincount(codes, minlength=len(keys))).tolist()
        for key, start, end in zip(keys, [0, *ends], ends, strict=False):
            if end > start:
                if key not in self.sums:
                    self.sums[key] = self.new()
                self.sums[key].add(ordered[start:end])

    def total(self) -> Keyed[Total]:
        """Return the totals of the rows so far."""
        parts = {key: sums.total() for key, sums in self.sums.items()}
        return self.before + Keyed(parts, self.keying, self.hashed)


def summaries_by_key(
    blocks: Iterable[KeyedBlock], origin: Vector, weighted: bool, keying: Keying
) -> Keyed[Summary]:
    """Return the summary of the rows of each key."""
    sums = KeyedSums(lambda: RowSums(origin, weighted), keying)
    for block in blocks:
        sums.add(block)
    return sums.total()


def folds_of(task: int, start: int, rows: int, folds: int) -> NDArray[np.uint16]:
    """Return the folds (rows,) of the rows of a task from `start` on.

    Each run of `folds` rows is in an order of the folds that a hash of its place draws, so that
    folds are of equal sizes, and equally spread over sorted rows.
    """
    first, last = start // folds, -(-(start + rows) // folds)
    runs = np.arange(first, last, dtype=np.uint64)
    drawn = mixed(runs + (np.uint64(task) << np.uint64(40))) % np.uint64(PERMUTATIONS)
    orders: NDArray[np.uint16] = _orders(folds)[drawn].ravel()
    skipped = start - first * folds
    return orders[skipped : skipped + rows]


@cache
def _orders(folds: int) -> NDArray[np.uint16]:
    """Return orders of the folds, (PERMUTATIONS, folds)."""
    places = np.arange(PERMUTATIONS * folds, dtype=np.uint64) + (np.uint64(folds) << np.uint64(50))
    return mixed(places).reshape(PERMUTATIONS, folds).argsort(axis=1).astype(np.uint16)


def mixed(places: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a hash of each integer: the output function of SplitMix64 (Steele et al., 2014)."""
    x = places + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def hash_of(keys: Iterable[Key]) -> NDArray[np.uint64]:
    """Return a hash of each key, the same on every machine."""
    codes = [zlib.crc32(key.encode()) if isinstance(key, str) else int(key) for key in keys]
    return mixed(np.array(codes, dtype=np.int64).view(np.uint64))


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Return the keys sorted, numbers before text."""
    return sorted(keys, key=lambda key: (isinstance(key, str), key))


def _number_or_text(key: Key) -> Key:
    """Return the whole number that text such as "12" is; other keys as they are."""
    if isinstance(key, str) and key.removeprefix("-").isdecimal():
        number = int(key)
        if str(number) == key and -LARGEST <= number < LARGEST:
            return number
    return key
