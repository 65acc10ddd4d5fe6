"""Comparison of a learner's results with ours, and the errors that explain a difference.

A check raises `NotYetError` at the first difference. It names the quantity, the expected value, the
learner's value, and the known mistake that would give it. A mistake is recognized by its result,
never by the text of the code: the check computes what the mistake would give.
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

CLOSE = 1e-9  # relative: far above rounding errors, far below any mistake


# Explanations of wrong shapes. The keys are of type Any because shapes have any length.
Shapes = Mapping[Any, str]

NONE: Mapping[Any, str] = MappingProxyType({})


class NotYetError(Exception):
    """The exercise is not solved yet: a title of one line, and lines that explain it."""

    def __init__(self, title: str, *lines: str) -> None:
        """Set the title, and further lines, each a sentence or a value."""
        super().__init__(title)
        self.title = title
        self.lines = lines


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A known mistake: the result it gives, and the message for it."""

    gives: ArrayLike
    title: str
    lines: tuple[str, ...] = ()


def close(got: ArrayLike, ours: ArrayLike) -> bool:
    """Return whether both are equal up to rounding."""
    first, second = np.asarray(got, dtype=float), np.asarray(ours, dtype=float)
    if first.shape != second.shape:
        return False
    finite = np.abs(second[np.isfinite(second)])
    with np.errstate(invalid="ignore"):
        scale = CLOSE * finite.max(initial=0.0)
        return bool(np.allclose(first, second, rtol=CLOSE, atol=scale, equal_nan=True))


def numbers(value: Any, what: str, shape: tuple[int, ...], shapes: Shapes = NONE) -> Vector:
    """Return the learner's value as an array of this shape; `shapes` explains wrong shapes."""
    try:
        array = np.asarray(value)
        ragged = array.dtype == object
        array = array.astype(float)
    except (TypeError, ValueError):
        kind = "rows of different lengths" if isinstance(value, list | tuple) else _kind(value)
        raise NotYetError(f"{what} must be numbers, but is {kind}", *_why(value, shape)) from None
    if ragged or np.asarray(value).dtype.kind not in "fiu":
        raise NotYetError(f"{what} must be numbers, but is {_kind(value)}", *_why(value, shape))
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
    """Return the parts of a result that should be a tuple with these names."""
    if not isinstance(result, tuple | list) or len(result) != len(names):
        many = {2: "two", 3: "three"}[len(names)]
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        raise NotYetError(f"{function} must return {many} things: {listed}", line)
    if any(part is Ellipsis for part in result):
        raise NotYetError("There is still a gap: replace the ...")
    return tuple(result)


def same(
    what: str,
    got: Vector,
    ours: ArrayLike,
    mistakes: Iterable[Mistake] = (),
    factors: Mapping[float, str] = NONE,
) -> None:
    """Compare the learner's result with ours, both of the same shape.

    `factors` explains results that are a multiple of ours.
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
    """Compare a run, one row for each epoch, with ours; report the first row that differs."""
    right = np.asarray(ours, dtype=float)
    if close(got, right):
        return
    row = first_difference(got, right)
    both = (f"expected  {show(right[row])}", f"yours     {show(got[row])}")
    for mistake in mistakes:  # some cover only the first epochs
        if close(got[: len(np.asarray(mistake.gives))], mistake.gives):
            raise NotYetError(mistake.title, *mistake.lines, f"First difference, row {row}:", *both)
    where = "the start, before any update" if row == 0 else f"after {counted(row, 'update')}"
    raise NotYetError(f"{what}: row {row} differs first ({where})", *both)


def first_difference(got: Vector, ours: Vector) -> int:
    """Return the index of the first row that differs by more than rounding."""
    return next(row for row in range(len(ours)) if not close(got[row], ours[row]))


def show(value: ArrayLike) -> str:
    """Return a number, or the first few entries of an array, with six digits."""
    array = np.asarray(value, dtype=float) + 0.0  # turns −0 into 0
    if array.ndim == 0:
        return f"{float(array):.6g}"
    if array.ndim > 1:
        return " ".join([show(row) for row in array[:2]] + ["…"] * (len(array) > 2))
    listed = [f"{entry:.6g}" for entry in array[:4]]
    more = [f"… ({len(array)} in all)"] if len(array) > 4 else []
    return f"[{', '.join(listed + more)}]"


def _where(got: Vector, ours: Vector) -> list[str]:
    """Return a line on the first differing entry of a long array."""
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
        return ("To get its number, call the function with () after its name.",)
    return (f"expected  {_shape(shape)}",)
