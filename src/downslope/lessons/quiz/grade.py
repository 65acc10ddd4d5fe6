"""Grading: what to say to this very answer, and, only when it is time, the key.

An answer that is wrong gets the feedback of its option, or of the slip that leads to its number,
and the next hint. The key and the reason are kept back until it is right, or the third attempt.
An answer that cannot be read as one is an `OptionError`: it does not count as an attempt.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from downslope.errors import OptionError
from downslope.lessons.quiz.bank import Item, item
from downslope.lessons.quiz.pose import Scene, checked_seed, lettered, scene

TELLS = 3  # the attempt from which the key is told
LONGEST = 300  # characters of an answer; the longest option has fewer
LARGEST = 1e15  # of a number; no key comes near
FRACTION = re.compile(r"([^/]+)/([^/]+)")
LETTER = re.compile(r"\(?([a-z])[).:]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer, graded."""

    item_id: str
    seed: int
    attempt: int
    correct: bool
    feedback: str  # for this option, or this number
    hint: str | None  # the next one, if it was wrong and there is one
    answer: str | None  # the key, when it is told
    why: str | None  # the reason, when the key is told

    def to_dict(self) -> dict[str, object]:
        """The grading as plain data, for the page and the tutor."""
        names = ("item_id", "seed", "attempt", "correct", "feedback", "hint", "answer", "why")
        return {name: getattr(self, name) for name in names}


def grade(item_id: str, seed: int, answer: str | float, attempt: int = 1) -> Graded:
    """Grade an answer to the question that `pose(item_id, seed)` asks.

    Args:
        item_id: the item.
        seed: the one the question was posed with.
        answer: a letter or an option's text; or a number, as such or as text (0.025, 1/40, 2.5e-2).
        attempt: 1 for the first answer to this question.

    Raises:
        OptionError: no such item, seed or attempt, or nothing that answers this question.

    """
    asked = item(item_id)
    values = scene(asked, checked_seed(seed))
    if isinstance(attempt, bool) or not isinstance(attempt, int) or attempt < 1:
        raise OptionError(f"attempt={str(attempt)[:40]} cannot be used: give 1 or more.")
    said = _checked(asked, answer)
    correct, feedback = _chosen(values, said) if asked.is_choice else _measured(values, said)
    told = correct or attempt >= TELLS
    return Graded(
        item_id=asked.id,
        seed=values.seed,
        attempt=attempt,
        correct=correct,
        feedback=feedback,
        hint=None if told else hint(item_id, seed, attempt),
        answer=key(values) if told else None,
        why=values.text(asked.why) if told else None,
    )


def hint(item_id: str, seed: int, step: int) -> str | None:
    """The hint of that step, from 1; None where there are no more."""
    asked = item(item_id)
    if not 1 <= step <= len(asked.hints):
        return None
    return scene(asked, checked_seed(seed)).text(asked.hints[step - 1])


def key(values: Scene) -> str:
    """The right answer as it is told."""
    asked = values.item
    if asked.is_choice:
        right = (pair for pair in lettered(values).items() if is_right(values, pair[1].correct))
        letter, option = next(right)
        return f"{letter}) {values.text(option.text)}"
    return shown(values["answer"], asked.unit)


def is_right(values: Scene, correct: bool | str) -> bool:
    """Whether an option is the right one at this seed."""
    return bool(values.value(correct)) if isinstance(correct, str) else correct


def shown(number: float, unit: str) -> str:
    """A number with four digits, whole ones up to a million with all, and its unit."""
    is_short = float(number).is_integer() and abs(number) < 1e6
    digits = f"{number:.0f}" if is_short else f"{number:.4g}"
    return f"{digits} {unit}".rstrip()


def quoted(said: object, length: int = 40) -> str:
    """The beginning of what was said, safe to be shown in one line."""
    try:
        text = str(said)
    except ValueError:  # a whole number of thousands of digits, which Python will not write
        text = "a number without end"
    start = " ".join(text[:200].split())[:length]
    return "".join(each if each.isprintable() else "?" for each in start)


def _checked(asked: Item, answer: object) -> str | float:
    """An answer that can be looked at."""
    wanted = "one of the letters" if asked.is_choice else "one number, such as 0.025 or 1/40"
    if isinstance(answer, bool) or not isinstance(answer, (str, int, float)):
        raise OptionError(f"An answer of type {type(answer).__name__} is none: give {wanted}.")
    if isinstance(answer, str):
        if len(answer) > LONGEST:
            raise OptionError(
                f"An answer of {len(answer):,} characters is too long: give {wanted}."
            )
        if not answer.strip():
            raise OptionError(f"The answer is empty: give {wanted}.")
    return answer


def _chosen(values: Scene, said: str | float) -> tuple[bool, str]:
    options = lettered(values)
    wanted = _folded(f"{said:g}" if isinstance(said, float) else str(said))
    by_text = {_folded(values.text(option.text)): letter for letter, option in options.items()}
    match = LETTER.fullmatch(wanted)
    letter = by_text.get(wanted) or (match[1].lower() if match else "")
    if letter not in options:
        raise OptionError(
            f"'{quoted(said)}' is none of the options: give a letter from a to {list(options)[-1]}."
        )
    option = options[letter]
    return is_right(values, option.correct), values.text(option.feedback)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _measured(values: Scene, said: str | float) -> tuple[bool, str]:
    asked = values.item
    number = read_number(said, asked.unit)
    right = float(values["answer"])
    if _is_near(number, right, asked):
        return True, "Right." if number == right else f"Right: {shown(right, asked.unit)}."
    for miss in asked.misses:
        if _is_near(number, float(values.value(miss.value)), asked):
            return False, values.text(miss.feedback)
    size = "too large" if number > right else "too small"
    return False, f"{shown(number, asked.unit)} is {size}. {values.text(asked.otherwise)}"


def _is_near(number: float, wanted: float, asked: Item) -> bool:
    return abs(number - wanted) <= asked.tolerance * abs(wanted) + asked.slack + 1e-12


def read_number(said: str | float, unit: str = "") -> float:
    """A number from what was typed: 0.025, 1/40, 2.5e-2, −3, 25 %, or with its unit.

    Raises:
        OptionError: it is none, is not finite, or is beyond all measure.

    """
    number = _number(said, unit) if isinstance(said, str) else _float(said)
    if number is None:
        comma = "; write a decimal point, not a comma" if "," in str(said) else ""
        raise OptionError(
            f"'{quoted(said)}' is not a number: give one such as 0.025, 1/40 or 2.5e-2{comma}."
        )
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise OptionError(
            f"'{quoted(said)}' cannot be the answer: give a finite number, at most "
            f"{LARGEST:.0e} in size."
        )
    return number


def _number(said: str, unit: str) -> float | None:
    text = said.strip().replace("−", "-")
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].rstrip()
    if text.endswith("%") and unit != "%":
        percent = _plain_number(text[:-1])
        return None if percent is None else percent / 100
    return _plain_number(text)


def _plain_number(text: str) -> float | None:
    parts = FRACTION.fullmatch(text)
    if parts is None:
        return _float(text)
    above, below = _float(parts[1]), _float(parts[2])
    if above is None or below is None:
        return None
    return above / below if below else math.inf


def _float(given: str | float) -> float | None:
    try:
        return float(given)
    except ValueError:
        return None
    except OverflowError:  # a whole number beyond float64
        return math.inf
