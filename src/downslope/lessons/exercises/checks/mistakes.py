"""What a check says when an exercise is not solved yet, and how it compares.

A check raises `NotYetError` at the first thing that differs: what it is, what was expected, what
came, and, where the difference is that of a known mistake, which one. A known mistake is recognised
by its outcome, never by the text of the code: the check works out what the mistake would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.formatting import counted
from downslope.numerics.arrays import Vector

CLOSE = 1e-9  # relative: far above the rounding of any right way, far below any mistake


# A wrong shape → what it means. (A Mapping has invariant keys, and shapes are of any length.)
Shapes = Mapping[Any, str]

NONE: Mapping[Any, str] = MappingProxyType({})


class NotYetError(Exception):
    """The exercise is not solved: a title of one line, then what to know about it."""

    def __init__(self, title: str, *lines: str) -> None:
        """Take the `title` and further `lines`, each a sentence or a value."""
        super().__init__(title)
        self.title = title
        self.lines = lines


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A known one: what it would give, and what to say to those who made it."""

    gives: ArrayLike
    title: str
    lines: tuple[str, ...] = ()


def close(got: ArrayLike, ours: ArrayLike) -> bool:
    """Whether both are the same but for rounding."""
    first, second = np.asarray(got, dtype=float), np.asarray(ours, dtype=float)
    if first.shape != second.shape:
        return False
    finite = np.abs(second[np.isfinite(second)])
    with np.errstate(invalid="ignore"):
        scale = CLOSE * finite.max(initial=0.0)
        return bool(np.allclose(first, second, rtol=CLOSE, atol=scale, equal_nan=True))


def numbers(value: Any, what: str, shape: tuple[int, ...], shapes: Shapes = NONE) -> Vector:
    """The learner's `value` as an array of that shape; `shapes` explains wrong ones."""
    try:
        array = np.asarray(value)
        ragged = array.dtype == object
        array = array.astype(float)
    except (TypeError, ValueError):
        kind = "rows of different lengths" if isinstance(value, list | tuple) else _kind(value)
        raise NotYetError(f"{what} should be numbers, and is {kind}", *_why(value, shape)) from None
    if ragged or np.asarray(value).dtype.kind not in "fiu":
        raise NotYetError(f"{what} should be numbers, and is {_kind(value)}", *_why(value, shape))
    if array.shape != shape:
        why = shapes.get(array.shape)
        raise NotYetError(
            f"{what} has the wrong shape",
            f"expected  {_shape(shape)}",
            f"yours     {_shape(array.shape)}",
            *([why] if why else []),
        )
    return array


def parts(result: object, function: str, names: tuple[str, ...], line: str) -> tuple[Any, ...]:
    """The several things that a function should return, as its last `line` does."""
    if not isinstance(result, tuple | list) or len(result) != len(names):
        many = {2: "two", 3: "three"}[len(names)]
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        raise NotYetError(f"{function} should return {many} things, {listed}", line)
    if any(part is Ellipsis for part in result):
        raise NotYetError("There is still a gap, an ... to replace")
    return tuple(result)


def same(
    what: str,
    got: Vector,
    ours: ArrayLike,
    mistakes: Iterable[Mistake] = (),
    factors: Mapping[float, str] = NONE,
) -> None:
    """Hold `got` against `ours`, both of one shape.

    `factors` says what it means when all of it is that many times ours.
    """
    right = np.asarray(ours, dtype=float)
    if close(got, right):
        return
    both = (f"expected  {show(right)}", f"yours     {show(got)}")
    for mistake in mistakes:
        if close(got, mistake.gives):
            raise NotYetError(mistake.title, *mistake.lines, *both)
    for factor, meaning in factors.items():
        if close(got, factor * right):
            raise NotYetError(f"{what} is exactly {_times(factor)} ours", meaning, *both)
    raise NotYetError(f"{what} is not right yet", *both, *_where(got, right))


def same_path(what: str, got: Vector, ours: ArrayLike, mistakes: Iterable[Mistake] = ()) -> None:
    """Hold a run, a row for each epoch, against ours; tell which step differs first."""
    right = np.asarray(ours, dtype=float)
    if close(got, right):
        return
    row = first_difference(got, right)
    both = (f"expected  {show(right[row])}", f"yours     {show(got[row])}")
    for mistake in mistakes:  # which may know the first epochs only
        if close(got[: len(np.asarray(mistake.gives))], mistake.gives):
            raise NotYetError(mistake.title, *mistake.lines, f"First difference, row {row}:", *both)
    where = "the start, before any update" if row == 0 else f"after {counted(row, 'update')}"
    raise NotYetError(f"{what}: row {row} differs first ({where})", *both)


def first_difference(got: Vector, ours: Vector) -> int:
    """The first row that is not the same but for rounding."""
    return next(row for row in range(len(ours)) if not close(got[row], ours[row]))


def show(value: ArrayLike) -> str:
    """A number or an array in short, six digits, the first few entries."""
    array = np.asarray(value, dtype=float)
    if array.ndim == 0:
        return f"{float(array):.6g}"
    if array.ndim > 1:
        return " ".join([show(row) for row in array[:2]] + ["…"] * (len(array) > 2))
    listed = [f"{entry:.6g}" for entry in array[:4]]
    more = [f"… ({len(array)} in all)"] if len(array) > 4 else []
    return f"[{', '.join(listed + more)}]"


def _where(got: Vector, ours: Vector) -> list[str]:
    """Which entry of a long array differs first."""
    if ours.ndim == 0 or len(ours) <= 4:
        return []
    row = first_difference(got, ours)
    if row == 0:
        return []
    return [f"entry {row} differs first: expected {show(ours[row])}, yours {show(got[row])}"]


def _times(factor: float) -> str:
    if factor == -1:
        return "minus"
    if 0 < abs(factor) < 1:
        return f"1/{1 / factor:g} of"
    return f"{factor:g} times"


def _shape(shape: tuple[int, ...]) -> str:
    return str(shape) if shape else "a single number"


def _kind(value: object) -> str:
    return "a function" if callable(value) else f"a {type(value).__name__}"


def _why(value: object, shape: tuple[int, ...]) -> tuple[str, ...]:
    if callable(value):
        return ("A function gives its number when it is called, with () after its name.",)
    return (f"expected  {_shape(shape)}",)
