"""Grading of quiz answers: feedback, the next hint, and later the key.

A wrong answer gets the feedback for its option, or for the mistake that gives its number, and the
next hint. The key and the reason follow when the answer is right, or at the third attempt. An
answer that cannot be read raises `OptionError` and does not count as an attempt.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from downslope.errors import OptionError
from downslope.lessons.answers import folded, is_near, quoted, read_number
from downslope.lessons.quiz.items import Item, item
from downslope.lessons.quiz.questions import ItemValues, checked_seed, lettered, values_of

ATTEMPTS_BEFORE_KEY = 3
LONGEST_ANSWER = 300  # characters; the longest option has fewer
_ROUNDING = 1e-12
_LETTER = re.compile(r"\(?([a-z])[).:]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer, graded."""

    item_id: str
    seed: int
    attempt: int
    correct: bool
    feedback: str  # for this option or number
    hint: str | None  # the next hint after a wrong answer, if there is one
    answer: str | None  # the key, when it is shown
    why: str | None  # the reason, when the key is shown

    def to_dict(self) -> dict[str, object]:
        """Return the grading as plain data, for the page and the tutor."""
        return asdict(self)


def grade(item_id: str, seed: int, answer: str | float, attempt: int = 1) -> Graded:
    """Grade an answer to the question that `pose(item_id, seed)` asks.

    Parameters
    ----------
    item_id : str
        The item.
    seed : int
        The seed that the question was posed with.
    answer : str or float
        A letter or the text of an option; or a number, also as text (0.025, 1/40, 2.5e-2).
    attempt : int
        1 for the first answer to this question.

    Raises
    ------
    OptionError
        The item, seed, or attempt is not valid, or the answer cannot be read.
    """
    asked = item(item_id)
    values = values_of(asked, checked_seed(seed))
    if isinstance(attempt, bool) or not isinstance(attempt, int) or attempt < 1:
        raise OptionError(f"attempt={str(attempt)[:40]} cannot be used: give 1 or more.")
    said = _checked(asked, answer)
    correct, feedback = _chosen(values, said) if asked.is_choice else _measured(values, said)
    told = correct or attempt >= ATTEMPTS_BEFORE_KEY
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
    """Return the hint with this number, from 1; None if there are no more."""
    asked = item(item_id)
    if not 1 <= step <= len(asked.hints):
        return None
    return values_of(asked, checked_seed(seed)).text(asked.hints[step - 1])


def key(values: ItemValues) -> str:
    """Return the right answer as text."""
    if not values.item.is_choice:
        return shown(values["answer"], values.item.unit)
    right = (pair for pair in lettered(values).items() if pair[1].is_right(values))
    letter, option = next(right)
    return f"{letter}) {values.text(option.text)}"


def shown(number: float, unit: str) -> str:
    """Return a number with four digits (whole numbers below a million with all), and its unit."""
    is_short = float(number).is_integer() and abs(number) < 1e6
    digits = f"{number:.0f}" if is_short else f"{number:.4g}"
    return f"{digits} {unit}".rstrip()


def _checked(asked: Item, answer: object) -> str | float:
    wanted = "one of the letters" if asked.is_choice else "one number, such as 0.025 or 1/40"
    if isinstance(answer, bool) or not isinstance(answer, (str, int, float)):
        raise OptionError(f"An answer cannot be of type {type(answer).__name__}: give {wanted}.")
    if isinstance(answer, str):
        if len(answer) > LONGEST_ANSWER:
            raise OptionError(
                f"An answer of {len(answer):,} characters is too long: give {wanted}."
            )
        if not answer.strip():
            raise OptionError(f"The answer is empty: give {wanted}.")
    return answer


def _chosen(values: ItemValues, said: str | float) -> tuple[bool, str]:
    options = lettered(values)
    wanted = folded(f"{said:g}" if isinstance(said, float) else str(said))
    by_text = {folded(values.text(option.text)): letter for letter, option in options.items()}
    match = _LETTER.fullmatch(wanted)
    letter = by_text.get(wanted) or (match[1].lower() if match else "")
    if letter not in options:
        raise OptionError(
            f"'{quoted(said)}' is not an option: give a letter from a to {list(options)[-1]}."
        )
    option = options[letter]
    return option.is_right(values), values.text(option.feedback)


def _measured(values: ItemValues, said: str | float) -> tuple[bool, str]:
    asked, right = values.item, float(values["answer"])
    number, slack = read_number(said, asked.unit), asked.slack + _ROUNDING
    if is_near(number, right, asked.tolerance, slack):
        return True, "Right." if number == right else f"Right: {shown(right, asked.unit)}."
    for miss in asked.misses:
        if is_near(number, float(values.value(miss.value)), asked.tolerance, slack):
            return False, values.text(miss.feedback)
    size = "too large" if number > right else "too small"
    return False, f"{shown(number, asked.unit)} is {size}. {values.text(asked.otherwise)}"
