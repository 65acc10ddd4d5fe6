"""Sheets for a teacher: a plan with times, and the key to everything that the lesson asks.

    print(lesson_plan())
    print(answer_key(seed=7))        # the quiz as `downslope quiz --seed 7` asks it

Both are Markdown, made from the same content as the lesson.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final

from downslope.lessons.exercises.workbook import Exercise, exercises_of
from downslope.lessons.experiments import Experiment, experiment
from downslope.lessons.prompts import GradedPrompt, prompt
from downslope.lessons.quiz.grade import key
from downslope.lessons.quiz.items import Item, items
from downslope.lessons.quiz.questions import pose, values_of
from downslope.lessons.sections import Section, section, sections

SEED: Final = 1  # of the numbers in the quiz
LESSON: Final = 45  # minutes
GUESS, EXERCISE, QUESTION, PROMPT = 2, 8, 1, 10  # minutes for each


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """Minutes that a class needs for one section."""

    lesson: int  # number of the lesson in which it begins, from 1
    id: str
    title: str
    read: int
    guess: int  # predictions and their runs
    write: int  # exercises
    quiz: int
    answer: int  # graded prompts

    @property
    def minutes(self) -> int:
        """Minutes for all of it."""
        return self.read + self.guess + self.write + self.quiz + self.answer

    def to_dict(self) -> dict[str, object]:
        """Return the section as plain data."""
        return asdict(self) | {"minutes": self.minutes}


def plan(names: Sequence[str] | None = None) -> tuple[PlannedSection, ...]:
    """Return the sections with their times, packed into lessons of 45 minutes.

    A section that needs more than what is left begins a new lesson, and a long one takes several.

    Raises
    ------
    OptionError
        There is no such section.
    """
    chosen = sections() if names is None else [section(name) for name in names]
    planned, lesson, used = [], 1, 0
    for each in chosen:
        topic = [item for item in items() if item.topic == each.id]
        times = {
            "read": each.minutes,
            "guess": GUESS * len(each.experiments),
            "write": EXERCISE * len(exercises_of(each.id)),
            "quiz": QUESTION * len(topic),
            "answer": PROMPT * len(each.prompts),
        }
        needed = sum(times.values())
        if used and used + needed > LESSON:
            lesson, used = lesson + 1, 0
        planned.append(PlannedSection(lesson, each.id, each.title, **times))
        full, used = divmod(used + needed, LESSON)
        lesson += full
    return tuple(planned)


def lesson_plan(names: Sequence[str] | None = None) -> str:
    """Return the plan as Markdown: one row for each section, one group for each lesson."""
    planned = plan(names)
    rows = []
    for number, group in groupby(planned, key=lambda each: each.lesson):
        for place, each in enumerate(group):
            cells = (each.read, each.guess, each.write, each.quiz, each.answer)
            times = " | ".join("–" if time == 0 else str(time) for time in cells)
            shown = str(number) if place == 0 else ""
            rows.append(f"| {shown} | {each.title} | {times} | {each.minutes} |")
    total = sum(each.minutes for each in planned)
    return "\n".join([
        f"{total // 60} hours and {total % 60} minutes in all, in lessons of {LESSON} minutes. "
        f"Reading takes the minutes that the lesson states. Allowed are {GUESS} minutes for each "
        f"prediction with its run, {EXERCISE} for each exercise, {QUESTION} for each question of "
        f"the quiz, and {PROMPT} for each answer in one's own words. These times are estimates, "
        "not measured in a class. A section that is longer than a lesson goes on in the next one.",
        "",
        "| lesson | section | read | guess | write | quiz | answer | minutes |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def answer_key(names: Sequence[str] | None = None, seed: int = SEED) -> str:
    """Return the key as Markdown: predictions, exercises, the quiz, and graded prompts.

    Raises
    ------
    OptionError
        There is no such section, or the seed cannot be used.
    """
    chosen = sections() if names is None else [section(name) for name in names]
    return "\n\n".join(part for each in chosen for part in section_key(each, seed))


def teacher_sheet(section_name: str | None = None, seed: int = SEED) -> str:
    """Return the plan and the key, of all sections or of one.

    Raises
    ------
    OptionError
        As in `answer_key`.
    """
    names = None if section_name is None else [section_name]
    return "\n\n".join([
        "# For the teacher", "## Plan", lesson_plan(names), "## Key", _about(seed),
        answer_key(names, seed),
    ]) + "\n"  # fmt: skip


def _about(seed: int) -> str:
    return (
        f"The numbers of the quiz, and the order of its options, are those of `downslope quiz "
        f"--seed {seed}`. Pupils who use that seed get the same ones."
    )


def section_key(of: Section, seed: int) -> Iterator[str]:
    """Yield the parts of one section's key; nothing if it asks nothing."""
    asked = [each for each in items() if each.topic == of.id]
    parts = [
        *(_experiment(experiment(name)) for name in of.experiments),
        *(_exercise(each) for each in exercises_of(of.id)),
        *(_question(each, seed) for each in asked),
        *(_prompt(prompt(name)) for name in of.prompts),
    ]
    if parts:
        yield f"### {of.title}"
        yield from parts


def _experiment(asked: Experiment) -> str:
    seen = asked.run()
    options = "\n".join(f"- {option.text}" for option in asked.options)
    return _entry(
        f"Prediction: {asked.title}", asked.stem, options, asked.answer_text(seen), seen.text
    )


def _exercise(asked: Exercise) -> str:
    return (
        f"**Exercise {asked.filename}: {asked.title}**\n\n```python\n{asked.solution.strip()}\n```"
    )


def _question(asked: Item, seed: int) -> str:
    posed, values = pose(asked.id, seed), values_of(asked, seed)
    options = "\n".join(f"- {each.letter}) {each.text}" for each in posed.options)
    return _entry(f"Question {asked.id}", posed.stem, options, key(values), values.text(asked.why))


def _entry(title: str, stem: str, options: str, answer: str, why: str) -> str:
    parts = [f"**{title}**", stem.strip(), options, f"**Answer:** {answer}", why.strip()]
    return "\n\n".join(part for part in parts if part)


def _prompt(asked: GradedPrompt) -> str:
    points = "\n".join(f"- ({each.worth}) {each.claim}" for each in asked.rubric)
    return (
        f"**In your own words: {asked.title}**\n\n{asked.text}\n\n{points}\n\nThe sum is "
        f"{asked.worth} points. A full answer is in the lesson, below the prompt."
    )
