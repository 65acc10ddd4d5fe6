"""Questions of the quiz as they are asked: numbers filled in, options shuffled, without the key.

The same item and seed give the same question in the terminal, on the page, and in the tutor. A
value of an item is computed when a text or a formula first needs it, so a question costs only the
runs it shows, and not those that prove its key.
"""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from threading import RLock
from types import SimpleNamespace
from typing import Any

from downslope.errors import DataError, OptionError
from downslope.lessons.answers import LETTERS, Option
from downslope.lessons.formulas import evaluate, namespace
from downslope.lessons.quiz.items import Item, RunSettings, item

LARGEST_SEED = 10**9
FRESH_SEEDS = 1000  # seeds that are drawn when none is given: short to read and to type
ITEMS_REMEMBERED = 64  # items whose values and runs are cached
_NEEDLESS = re.compile(r"([+−·] )\((\d[\d.,]*(?:e[+-]?\d+)?)\)")  # 5 · 7 + (3)


class ItemValues(Mapping[str, Any]):
    """The values of one item at one seed, by name."""

    def __init__(self, item: Item, seed: int) -> None:
        self.item, self.seed = item, seed
        chance = random.Random(f"{item.id} {seed}")
        drawn = {name: chance.choice(values) for name, values in item.given.items()}
        self._known: dict[str, Any] = {"seed": seed, **drawn}
        self._runs: dict[str, RunSettings] = {**item.runs, **item.verify.runs}
        self._formulas = {"answer": item.answer, **item.let}
        self._asked: list[str] = []
        self._threads = RLock()

    def __getitem__(self, name: str) -> Any:
        with self._threads:
            if name in self._known:
                return self._known[name]
            if name not in self._runs and name not in self._formulas:
                raise KeyError(name)
            if name in self._asked:
                raise DataError(f"Quiz item '{self.item.id}': '{name}' depends on itself.")
            self._asked.append(name)
            try:
                run = self._runs.get(name)
                value = self.value(self._formulas[name]) if run is None else self._facts(run)
            finally:
                self._asked.pop()
            return self._known.setdefault(name, value)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._known, *self._runs, *self._formulas]))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def text(self, template: str) -> str:
        """Return text with its numbers filled in; only a negative number keeps parentheses."""
        return _NEEDLESS.sub(r"\1\2", template.strip().format_map(self))

    def value(self, formula: str) -> Any:
        """Return the value of a formula."""
        return evaluate(formula, self)

    def _facts(self, run: RunSettings) -> SimpleNamespace:
        from downslope.lessons.line_facts import facts_of  # loads the solvers and the diagnosis

        arguments = {name: self._argument(each) for name, each in run.items() if name != "verb"}
        return namespace(facts_of(run["verb"], arguments))

    def _argument(self, given: Any) -> Any:
        if isinstance(given, str) and given.startswith("="):
            return self.value(given[1:])
        return given


@lru_cache(maxsize=ITEMS_REMEMBERED)
def _values_of(item_id: str, seed: int) -> ItemValues:
    return ItemValues(item(item_id), seed)


def values_of(item: Item, seed: int) -> ItemValues:
    """Return the values of an item at a seed; the last few are kept, with their runs."""
    return _values_of(item.id, seed)


def checked_seed(seed: object) -> int:
    """Return a seed as an int.

    Raises
    ------
    OptionError
        The seed is not a whole number from 0 to a billion.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
        raise OptionError(
            f"seed={str(seed)[:40]} cannot be used: give a whole number from 0 to {LARGEST_SEED}."
        )
    return seed


@dataclass(frozen=True, slots=True)
class PosedOption:
    """An option with its letter."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, ready to show. It does not hold the key."""

    item_id: str
    topic: str
    kind: str  # choice, numeric, predict
    level: int  # 1 to 3
    seed: int
    stem: str
    options: tuple[PosedOption, ...]  # empty if the answer is a number
    unit: str  # of the number; may be empty
    hint_count: int

    def to_dict(self) -> dict[str, object]:
        """Return the question as plain data, for the page and the tutor."""
        return asdict(self) | {"options": [asdict(each) for each in self.options]}


def pose(item_id: str, seed: int | None = None) -> Posed:
    """Return the question for an item; without a seed, with fresh numbers.

    Raises
    ------
    OptionError
        No item has that id, or the seed cannot be used.
    """
    asked = item(item_id)
    number = secrets.randbelow(FRESH_SEEDS) if seed is None else checked_seed(seed)
    values = values_of(asked, number)
    return Posed(
        item_id=asked.id,
        topic=asked.topic,
        kind=asked.kind,
        level=asked.level,
        seed=number,
        stem=values.text(asked.stem),
        options=tuple(
            PosedOption(letter, values.text(option.text))
            for letter, option in lettered(values).items()
        ),
        unit=asked.unit,
        hint_count=len(asked.hints),
    )


def lettered(values: ItemValues) -> dict[str, Option]:
    """Return the options by their letters at this seed."""
    options = values.item.options
    loose = [option for option in options if not option.pinned]
    random.Random(f"{values.item.id} {values.seed} order").shuffle(loose)
    arranged = loose + [option for option in options if option.pinned]
    return dict(zip(LETTERS, arranged, strict=False))
