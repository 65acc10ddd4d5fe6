"""An item with its numbers: what a seed draws, what the product runs, and what follows.

Each value is worked out when a text or a formula first asks for it, so that asking a question
costs the runs it shows, and not those that prove its key.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from threading import Lock, RLock
from types import SimpleNamespace
from typing import Any

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.lessons.bank import Item, Run
from downslope.lessons.expressions import evaluate

LARGEST_SEED = 10**9
MOST_KEPT = 64  # scenes
_KEEPING = Lock()
_KEPT: dict[tuple[str, int], Scene] = {}


class Scene(Mapping[str, Any]):
    """The values of one item at one seed, by name."""

    def __init__(self, item: Item, seed: int) -> None:
        self.item, self.seed = item, seed
        chance = random.Random(f"{item.id} {seed}")
        drawn = {name: chance.choice(values) for name, values in item.given.items()}
        self._known: dict[str, Any] = {"seed": seed, **drawn}
        self._runs: dict[str, Run] = {**item.runs, **item.verify.runs}
        self._asked: list[str] = []
        self._threads = RLock()

    def __getitem__(self, name: str) -> Any:
        with self._threads:
            return self._found(name)

    def _found(self, name: str) -> Any:
        if name in self._known:
            return self._known[name]
        if name not in self._runs and name not in self.item.let and name != "answer":
            raise KeyError(name)
        if name in self._asked:
            raise DataError(f"Quiz item '{self.item.id}': '{name}' depends on itself.")
        self._asked.append(name)
        try:
            self._known[name] = self._work_out(name)
        finally:
            self._asked.pop()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._known, *self._runs, *self.item.let]))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def text(self, template: str) -> str:
        """A text with its numbers filled in."""
        return template.strip().format_map(self)

    def value(self, formula: str) -> Any:
        """What a formula comes to."""
        return evaluate(formula, self)

    def _work_out(self, name: str) -> Any:
        if name in self._runs:
            return self._run(self._runs[name])
        formula = self.item.answer if name == "answer" else self.item.let[name]
        return self.value(formula)

    def _run(self, run: Run) -> SimpleNamespace:
        from downslope.lessons.measurements import MEASUREMENTS  # loads the whole workbench

        arguments = {name: self._argument(each) for name, each in run.items() if name != "do"}
        if run.get("do") not in MEASUREMENTS:
            raise DataError(
                f"do='{run.get('do')}': {did_you_mean(run.get('do', ''), MEASUREMENTS)}"
            )
        return SimpleNamespace(**MEASUREMENTS[run["do"]](**arguments))

    def _argument(self, given: Any) -> Any:
        if isinstance(given, str) and given.startswith("="):
            return self.value(given[1:])
        return given


def scene(item: Item, seed: int) -> Scene:
    """The scene of an item at a seed; the last few are kept, with their runs."""
    key = (item.id, seed)
    with _KEEPING:
        kept = _KEPT.pop(key, None)
        if kept is None or kept.item is not item:
            kept = Scene(item, seed)
        _KEPT[key] = kept
        while len(_KEPT) > MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
    return kept


def checked_seed(seed: object) -> int:
    """A seed as an int.

    Raises:
        OptionError: not a whole number from 0 to a billion.

    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
        raise OptionError(
            f"seed={str(seed)[:40]} cannot be used: give a whole number from 0 to {LARGEST_SEED}."
        )
    return seed
