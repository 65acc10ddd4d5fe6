"""Sums over many draws, in which a change of any one shows: a short record of much.

A draw gives what is found of a random case, by name: its `outcome`, a short text; numbers; and what
is `said` of it, texts. Of many draws are kept the outcome of each, by a letter; of numbers of one
name how many there are, of which sign, and their geometric mean; of texts the words and signs, and
of the numbers in them the same. A number that changes by more than rounding moves the mean.
"""

from __future__ import annotations

import math
import random
import string
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

import downslope as ds
from records import NOTHING, NUMBER

LETTERS = string.ascii_letters + string.digits + "".join(map(chr, range(192, 1000)))
LINE = 100  # outcomes
Draw = Callable[[random.Random], Mapping[str, Any]]


def tally(name: str, count: int, draw: Draw) -> dict[str, Any]:
    """Return the sums over `count` draws, each from a source of its own."""
    outcomes: list[str] = []
    numbers: dict[str, list[float]] = defaultdict(list)
    marks = 0
    for place in range(count):
        for key, value in _found(draw, random.Random(f"{name} {place}")).items():
            if key == "outcome":
                outcomes.append(value)
            elif key == "said":
                texts = [value] if isinstance(value, str) else value
                marks += sum(len(NUMBER.sub("", text)) for text in texts)
                numbers["printed"] += [n for text in texts for n in _in_text(text)]
            elif value is not None:
                numbers[key] += np.asarray(value, dtype=np.float64).ravel().tolist()
    legend = dict(zip(sorted({*outcomes}), LETTERS, strict=False))
    line = "".join(legend[outcome] for outcome in outcomes)
    return {
        "outcomes": {letter: outcome for outcome, letter in legend.items()},
        "draws": [line[at : at + LINE] for at in range(0, len(line), LINE)],
        **({"marks": marks} if marks else {}),
        **{key: _sums(found) for key, found in sorted(numbers.items())},
    }


def wide(source: random.Random, low: float, high: float) -> float:
    """Return a number between two, whose logarithm is uniform."""
    return math.exp(source.uniform(math.log(low), math.log(high)))


def _found(draw: Draw, source: random.Random) -> Mapping[str, Any]:
    try:
        return draw(source)
    except ds.DownslopeError as error:
        return {"outcome": type(error).__name__, "said": str(error)}


def _in_text(text: str) -> Iterator[float]:
    for number in NUMBER.findall(text):
        yield float(number.replace(",", ""))


def _sums(numbers: Iterable[float]) -> dict[str, float | int]:
    """Return how many numbers there are of each kind, and the geometric mean of their sizes."""
    values = np.array([*numbers])
    finite = values[np.isfinite(values)]
    size = np.abs(finite)
    logs = np.log(size[size > NOTHING])
    kinds = {
        "positive": int((finite > NOTHING).sum()),
        "negative": int((finite < -NOTHING).sum()),
        "zero": int((size <= NOTHING).sum()),
        "infinite": int(np.isinf(values).sum()),
        "nan": int(np.isnan(values).sum()),
    }
    found: dict[str, float | int] = {kind: count for kind, count in kinds.items() if count}
    return found | ({"mean": math.exp(math.fsum(logs) / len(logs))} if len(logs) else {})
