"""Items of the quiz, as read from the content files.

`content/NN-topic/quiz.toml` holds the items of one topic, easy ones first:

    [[item]]
    id = "largest-rate"
    kind = "numeric"                    choice, numeric, or predict (a run is made afterwards)
    level = 2                           1 to 3
    stem = "… λ_max = {a.steep_curvature:.4g} …"
    hints = ["…", "…"]                  one after the other
    why = "…"                           shown with the key
    given = { lr = [0.1, 0.2] }         one of them is drawn, by the seed
    runs.a = { verb = "train", seed = "=seed", lr = "=lr" }    see `line_facts.RUNS`
    let = { half = "1 / a.steep_curvature" }   more values
    answer = "2 / a.steep_curvature"    key of a numeric item; also unit, tolerance (a share), slack
    misses = [{ value = "half", feedback = "…" }]
    otherwise = "…"                     reply to any other number
    options = [{ text = "…", feedback = "…", correct = true }, …]   of a choice; pinned = true
    verify.runs.b = { … }               more runs that prove the key
    verify.expect = ["b.status == 'diverging'"]                     must hold at every seed

The values are filled into the texts. The seed is a value, too. A string that begins with "=" is a
formula. Facts have the names of `{{lesson.closed.slope}}`, with _ for inner dots: `a.closed_slope`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from downslope.errors import OptionError, did_you_mean
from downslope.lessons.answers import Option
from downslope.lessons.content_files import CONTENT, table_of

RunSettings = Mapping[str, Any]  # the verb, and the arguments of its run


@dataclass(frozen=True, slots=True)
class Miss:
    """A number that results from a known mistake, and the reply to it."""

    value: str  # a formula
    feedback: str


@dataclass(frozen=True, slots=True)
class Verify:
    """Proof of the key: more runs, and conditions that must hold."""

    expect: tuple[str, ...]
    runs: Mapping[str, RunSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question, before a seed chooses its numbers."""

    id: str
    topic: str
    kind: str  # choice, numeric, or predict
    level: int
    stem: str
    hints: tuple[str, ...]
    why: str
    verify: Verify
    given: Mapping[str, list[Any]] = field(default_factory=dict)
    runs: Mapping[str, RunSettings] = field(default_factory=dict)
    let: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    answer: str = ""
    unit: str = ""
    tolerance: float = 0.02  # allowed error, as a share of the key
    slack: float = 0.0  # added to it, in the unit of the key
    misses: tuple[Miss, ...] = ()
    otherwise: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether the answer is an option and not a number."""
        return bool(self.options)


@cache
def items() -> tuple[Item, ...]:
    """Return all items in the lesson's order."""
    return tuple(item for file in sorted(CONTENT.glob("*/quiz.toml")) for item in read(file))


def item(id: str) -> Item:
    """Return an item, by its id.

    Raises
    ------
    OptionError
        No item has that id.
    """
    for each in items():
        if each.id == id:
            return each
    near = did_you_mean(str(id)[:80], [each.id for each in items()])
    raise OptionError(f"There is no quiz item '{str(id)[:80]}': {near}")


def topics() -> tuple[str, ...]:
    """Return the topics that have items, in the lesson's order."""
    return tuple(dict.fromkeys(each.topic for each in items()))


def items_of(topic: str) -> tuple[Item, ...]:
    """Return the items of one topic.

    Raises
    ------
    OptionError
        The quiz has no such topic.
    """
    if topic not in topics():
        near = did_you_mean(str(topic)[:80], topics())
        raise OptionError(f"The quiz has no topic '{str(topic)[:80]}': {near}")
    return tuple(each for each in items() if each.topic == topic)


def read(file: Path) -> list[Item]:
    """Return the items of one file, whose folder names the topic."""
    topic = file.parent.name.partition("-")[2]
    return [_item(entry, topic) for entry in table_of(file)["item"]]


def _item(entry: dict[str, Any], topic: str) -> Item:
    read = {
        "topic": topic,
        "hints": tuple(entry["hints"]),
        "options": tuple(Option(**each) for each in entry.get("options", ())),
        "misses": tuple(Miss(**each) for each in entry.get("misses", ())),
        "verify": Verify(**entry["verify"]),
    }
    return Item(**entry | read)
