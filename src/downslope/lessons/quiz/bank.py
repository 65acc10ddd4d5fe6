"""The quiz bank: every item as the content's files tell it, checked when it is loaded.

`content/NN-topic/quiz.toml` holds the items of one topic, easy ones first:

    [[item]]
    id = "largest-rate"
    kind = "numeric"                    choice, numeric, or predict (a run is made afterwards)
    level = 2                           1 to 3
    stem = "… λ_max = {a.steepest:.4g} …"
    hints = ["…", "…"]                  in steps
    why = "…"                           shown with the key
    given = { lr = [0.1, 0.2] }         drawn by the seed, which is a value, too
    runs.a = { do = "train", seed = "=seed", lr = "=lr" }    see `measurements`
    let = { half = "1 / a.steepest" }   further values
    answer = "2 / a.steepest"           of a numeric item; unit, tolerance (a share), slack
    misses = [{ value = "half", feedback = "…" }]
    otherwise = "…"                     feedback for any other number
    options = [{ text = "…", feedback = "…", correct = true }, …]   of a choice; pinned = true
    verify.runs.b = { … }               further runs that prove the key
    verify.expect = ["b.status == 'diverging'"]                     must hold at every seed

Texts are filled in with the values; a string that begins with "=" is a formula.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.lessons.content_files import CONTENT, table_of

KINDS: Final = ("choice", "numeric", "predict")
LEVELS: Final = (1, 2, 3)
LETTERS: Final = string.ascii_lowercase
MOST_OPTIONS: Final = 6  # letters that the terminal does not use for h, q and s

Run = Mapping[str, Any]  # do = what is run, and its arguments


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, and what to say to whoever chose it."""

    text: str
    feedback: str
    correct: bool | str = False  # or a formula
    pinned: bool = False  # stays last


@dataclass(frozen=True, slots=True)
class Miss:
    """A number that a known slip leads to."""

    value: str  # a formula
    feedback: str


@dataclass(frozen=True, slots=True)
class Verify:
    """How the key is proved: further runs, and what must hold."""

    runs: Mapping[str, Run]
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question, before a seed fills it in."""

    id: str
    topic: str
    kind: str
    level: int
    stem: str
    hints: tuple[str, ...]
    why: str
    verify: Verify
    given: Mapping[str, tuple[Any, ...]]
    runs: Mapping[str, Run]
    let: Mapping[str, str]
    options: tuple[Option, ...] = ()
    answer: str = ""
    unit: str = ""
    tolerance: float = 0.02  # a share of the key
    slack: float = 0.0  # added to it, in the key's unit
    misses: tuple[Miss, ...] = ()
    otherwise: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether an option is to be chosen, rather than a number given."""
        return bool(self.options)

    @property
    def is_parametric(self) -> bool:
        """Whether another seed asks with other numbers."""
        return bool(self.given) or any("=seed" in map(str, r.values()) for r in self.runs.values())


@cache
def items() -> tuple[Item, ...]:
    """All items in the lesson's order.

    Raises:
        DataError: a file of the content is not as it should be.

    """
    found = [item for file in sorted(CONTENT.glob("*/quiz.toml")) for item in read(file)]
    ids = [item.id for item in found]
    for id in ids:
        if ids.count(id) > 1:
            raise DataError(f"Two quiz items have the id '{id}'.")
    return tuple(found)


def item(id: str) -> Item:
    """The item of that id.

    Raises:
        OptionError: there is none.

    """
    for each in items():
        if each.id == id:
            return each
    near = did_you_mean(str(id)[:80], [each.id for each in items()])
    raise OptionError(f"There is no quiz item '{str(id)[:80]}': {near}")


def topics() -> tuple[str, ...]:
    """The topics that have items, in the lesson's order."""
    return tuple(dict.fromkeys(each.topic for each in items()))


def items_of(topic: str) -> tuple[Item, ...]:
    """The items of one topic.

    Raises:
        OptionError: there is no such topic.

    """
    if topic not in topics():
        near = did_you_mean(str(topic)[:80], topics())
        raise OptionError(f"The quiz has no topic '{str(topic)[:80]}': {near}")
    return tuple(each for each in items() if each.topic == topic)


def read(file: Path) -> list[Item]:
    """The items of one file, whose folder names the topic.

    Raises:
        DataError: an entry that is missing, unknown or of the wrong kind, with file and item.

    """
    topic = file.parent.name.partition("-")[2]
    content = table_of(file)
    if set(content) != {"item"}:
        raise DataError(f"{file} should hold nothing but [[item]] tables.")
    return [_item(entry, topic, file) for entry in content["item"]]


def _item(entry: dict[str, Any], topic: str, file: Path) -> Item:
    where = f"{file}, item '{entry.get('id', '?')}'"
    known = {each.name for each in fields(Item)} - {"topic"}
    for name in entry.keys() - known:
        raise DataError(f"{where}: '{name}' is not known: {did_you_mean(name, known)}")
    try:
        made = Item(
            **{
                **entry,
                "topic": topic,
                "hints": tuple(entry["hints"]),
                "given": {name: tuple(values) for name, values in entry.get("given", {}).items()},
                "runs": entry.get("runs", {}),
                "let": entry.get("let", {}),
                "options": tuple(Option(**each) for each in entry.get("options", ())),
                "misses": tuple(Miss(**each) for each in entry.get("misses", ())),
                "verify": Verify(entry["verify"].get("runs", {}), tuple(entry["verify"]["expect"])),
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where} lacks something or has too much: {error}.") from error
    _check(made, where)
    return made


def _check(item: Item, where: str) -> None:
    """Refuse an item that no one could answer, or whose answer nothing proves."""
    right = [option for option in item.options if option.correct]
    faults = {
        f"kind '{item.kind}' is none of {', '.join(KINDS)}": item.kind not in KINDS,
        f"level {item.level} is not 1, 2 or 3": item.level not in LEVELS,
        "a choice needs options and a number an answer": item.is_choice == bool(item.answer),
        "its kind does not fit its options": item.kind != "predict"
        and (item.kind == "choice") != item.is_choice,
        "a choice needs from two to six options": item.is_choice
        and not 2 <= len(item.options) <= MOST_OPTIONS,
        "no option is correct": item.is_choice and not right,
        "feedback for other numbers is missing": not (item.is_choice or item.otherwise),
        "an option looks like a letter": any(len(each.text) < 2 for each in item.options),
        "nothing proves the key": not item.verify.expect,
        "hints, why or feedback are missing": not item.hints
        or not all([item.why, item.stem, *(each.feedback for each in item.options)])
        or not all(each.feedback for each in item.misses),
    }
    for fault, is_so in faults.items():
        if is_so:
            raise DataError(f"{where}: {fault}.")
