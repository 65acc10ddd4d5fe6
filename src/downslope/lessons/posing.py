"""A question as it is asked: its numbers filled in, its options shuffled, its key left out.

The same item and seed ask the same question everywhere: in the terminal, on the page and through
the tutor. Pinned options ("none of these") stay last.
"""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass

from downslope.lessons.bank import LETTERS, Item, Option, item
from downslope.lessons.scenes import Scene, checked_seed, scene

FRESH_SEEDS = 1000  # from which one is taken when none is given: short to read and to type


@dataclass(frozen=True, slots=True)
class PosedOption:
    """An option with its letter."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, ready to be shown. It does not hold the key."""

    item_id: str
    topic: str
    kind: str  # choice, numeric, predict
    level: int  # 1 to 3
    seed: int
    stem: str
    options: tuple[PosedOption, ...]  # empty where a number is asked for
    unit: str  # of the number; "" if it has none
    hint_count: int

    def to_dict(self) -> dict[str, object]:
        """The question as plain data, for the page and the tutor."""
        return {
            "item_id": self.item_id,
            "topic": self.topic,
            "kind": self.kind,
            "level": self.level,
            "seed": self.seed,
            "stem": self.stem,
            "options": [{"letter": each.letter, "text": each.text} for each in self.options],
            "unit": self.unit,
            "hint_count": self.hint_count,
        }


def pose(item_id: str, seed: int | None = None) -> Posed:
    """Ask an item; with no seed, with fresh numbers.

    Raises:
        OptionError: no such item, or a seed that is none.

    """
    asked = item(item_id)
    number = secrets.randbelow(FRESH_SEEDS) if seed is None else checked_seed(seed)
    values = scene(asked, number)
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


def lettered(values: Scene) -> dict[str, Option]:
    """The options by their letters at this seed."""
    return dict(zip(LETTERS, _arranged(values.item, values.seed), strict=False))


def _arranged(asked: Item, seed: int) -> list[Option]:
    loose = [option for option in asked.options if not option.pinned]
    random.Random(f"{asked.id} {seed} order").shuffle(loose)
    return loose + [option for option in asked.options if option.pinned]
