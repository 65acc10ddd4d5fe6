"""Learning of a design: what transforms need of all rows, and which combinations of levels occur.

Each pass is over the tasks of a source, by threads, and its parts are merged in their order, so the
result is the same for any number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from downslope.data.blocks import FrameSource, FrameTask, Layout
from downslope.data.design import Design, DesignLayout, DesignSource, Factor, Product
from downslope.data.engines import opened
from downslope.data.expressions import Expression, expression, options_of
from downslope.data.transforms import (
    DIGIT,
    MOMENTS,
    State,
    Statistics,
    counted_digits,
    in_order,
    needs_data,
    order_statistics,
    quantile_ranks,
    state_of,
)
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix

SAMPLED = 4096  # rows, for the middle and the width of a column


def learned_states(source: FrameSource, every: Sequence[Expression]) -> dict[str, State]:
    """Return what the transforms in these expressions learn from the rows of a source.

    Raises
    ------
    DataError
        A column does not vary enough for its transform.

    """
    states: dict[str, State] = {}
    wanted = list(
        dict.fromkeys(
            call for each in every for call in each.calls if needs_data(*options_of(call[0]))
        )
    )
    while wanted:
        ready = [c for c in wanted if all(of in states for of in _within(c[1]))]
        states |= _states(source, source.layout, ready, states)
        wanted = [call for call in wanted if call not in ready]
    return states


def _within(argument: str) -> list[str]:
    """Return the calls inside an argument that learn from the data."""
    return [call for call, _ in expression(argument).calls if needs_data(*options_of(call))]


def _states(
    source: FrameSource, raw: Layout, calls: Sequence[tuple[str, str]], states: dict[str, State]
) -> dict[str, State]:
    """Return what these calls learn from their arguments, in one pass, or more for quantiles."""
    arguments = list(dict.fromkeys(of for _, of in calls))
    reading = _reading(source, raw, arguments, states)
    wanted = [_wanted(calls, of) for of in arguments]
    sample = reading.sample(SAMPLED)[:, : len(arguments)]
    if len(sample) == 0:
        raise DataError(f"{raw.source} has no complete row: fill in values.")
    low, high = sample.min(axis=0) / 2, sample.max(axis=0) / 2  # halves, whose sums are finite
    middle, half = high + low, high - low
    half = np.where(half > np.finfo(float).tiny, half, 1.0)

    def blocks(task: FrameTask) -> Iterator[Matrix]:
        for block in task.blocks():
            yield block[block[:, -1] > 0.0] if raw.weights else block

    def look(task: Any) -> list[Statistics]:
        known: list[Statistics] = []
        for block in blocks(task):
            if len(block) == 0:
                continue
            each = [
                Statistics.of(block[:, j], middle[j], half[j], degree, moments, keep=keep)
                for j, (degree, moments, keep) in enumerate(wanted)
            ]
            known = [a + b for a, b in zip(known, each, strict=True)] if known else each
        return known

    whole: list[Statistics] = []
    for part in _over_tasks(reading, look):
        if part:
            whole = [a + b for a, b in zip(whole, part, strict=True)] if whole else part
    if not whole:
        raise DataError(f"{raw.source} has no complete row: fill in values.")

    def quantiles(j: int, shares: Sequence[float]) -> list[float]:
        known = whole[j]
        if known.values is not None:
            return [float(each) for each in np.quantile(known.values, shares)]
        around = quantile_ranks(known.n, shares)
        ranks = sorted({rank for low, high, _ in around for rank in (low, high)})
        at = order_statistics(ranks, partial(counts_below, j))
        return [at[low] + (at[high] - at[low]) * share for low, high, share in around]

    def counts_below(j: int, prefixes: Sequence[int], bits: int) -> list[np.ndarray]:
        def count(task: Any) -> list[np.ndarray]:
            found = [np.zeros(2**DIGIT, dtype=np.int64) for _ in prefixes]
            for block in blocks(task):
                more = counted_digits(in_order(block[:, j]), prefixes, bits)
                found = [a + b for a, b in zip(found, more, strict=True)]
            return found

        total = [np.zeros(2**DIGIT, dtype=np.int64) for _ in prefixes]
        for part in _over_tasks(reading, count):
            total = [a + b for a, b in zip(total, part, strict=True)]
        return total

    found: dict[str, State] = {}
    for call, of in calls:
        name, options = options_of(call)
        j = arguments.index(of)
        known = whole[j]
        if name == "poly":
            size = int(options["degree"]) + 1  # type: ignore[call-overload]
            known = replace(known, triangle=known.triangle[:size, :size])
        scaling = (float(middle[j]), float(half[j]))
        found[call] = state_of(name, options, known, scaling, partial(quantiles, j), call)
    return found


def _reading(
    source: FrameSource, raw: Layout, arguments: Sequence[str], states: dict[str, State]
) -> FrameSource:
    """Return the source of blocks with a column for each argument."""
    factors = tuple(Factor(expression(of)) for of in arguments)
    needed = {name for factor in factors for name in factor.of.columns}
    # Where incomplete rows are left out, every column says which those are.
    chosen = tuple(f for f in raw.features if raw.drop_missing or f in needed)
    levels = tuple(each for each in raw.levels if each[0] in (*chosen, *raw.needed))
    design = Design("", "", True, factors,
                    tuple(Product(of, ((j, False),)) for j, of in enumerate(arguments)),
                    chosen, levels, tuple(states.items()))  # fmt: skip
    inner = replace(raw, features=chosen, levels=levels, weights=raw.weights)
    return replace(source, layout=DesignLayout.over(inner, design, None))


def _wanted(calls: Sequence[tuple[str, str]], argument: str) -> tuple[int, int, bool]:
    """Return the degree and the moments to learn of an argument, and whether to keep its values."""
    every = [options_of(call) for call, of in calls if of == argument]
    degrees = [int(options["degree"]) for name, options in every if name == "poly"]  # type: ignore[call-overload]
    keep = any(name == "bs" and options["df"] is not None for name, options in every)
    return max(degrees, default=0), max(MOMENTS.get(name, 0) for name, _ in every), keep


def check_cells(source: DesignSource) -> None:
    """Check that every combination of levels of the interactions occurs in the data.

    Where one does not, columns of the design depend on each other.

    Raises
    ------
    DataError
        One does not occur.

    """
    design, raw = source.layout.design, replace(source.layout.raw, drop_missing=True)
    known = dict(design.levels)
    reading = replace(source, layout=replace(source.layout, raw=raw, drop_missing=True))

    def look(task: Any) -> list[set[tuple[int, ...]]]:
        seen: list[set[tuple[int, ...]]] = [set() for _ in design.interactions]
        for frame in task.frames(raw.read):
            read = [np.asarray(each) for each in raw.numeric(frame, task.place)]
            whole = np.isfinite(np.column_stack(read)).all(axis=1)
            values = source.layout.by_name([each[whole] for each in read])
            for place, columns in enumerate(design.interactions):
                codes = np.column_stack([np.argmax(values[name], axis=1) for name in columns])
                seen[place] |= set(map(tuple, np.unique(codes, axis=0).tolist()))
        return seen

    found: list[set[tuple[int, ...]]] = [set() for _ in design.interactions]
    for part in _over_tasks(reading, look):
        found = [one | other for one, other in zip(found, part, strict=True)]
    for columns, cells in zip(design.interactions, found, strict=True):
        for cell in product(*(range(len(known[name])) for name in columns)):
            if cell not in cells:
                both = " and ".join(
                    f"{name}={known[name][code]}" for name, code in zip(columns, cell, strict=True)
                )
                raise DataError(
                    f"No row of {raw.source} has {both}, so the interaction of "
                    f"{' and '.join(columns)} is empty there: leave it out, or join levels."
                )


def _over_tasks(source: FrameSource, work: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield the parts of a pass, in the order of the tasks; by threads if they can read it."""
    tasks = source.tasks()
    with opened(source.engine or "threads", at_most=len(tasks)) as carry_out:
        yield from carry_out(tasks, work)
