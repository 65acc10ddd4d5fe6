"""Catalogue of the exercises: task, template with a gap, three hints, and a solution.

Each is a folder below its section's content:

    content/02-five-steps/exercises/04-gradient/
        template.py      its docstring is the task; `...` marks a gap to fill
        solution.py      a reference solution, shown after the exercise is passed
        exercise.toml    title, hints, what is learned, and whether it is a bonus

The folders give the order. `checks` holds the check of each exercise, under the same id.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, table_of, text_of


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise; `id` is the name of its folder without the number."""

    id: str
    section: str  # the id of the section that it belongs to
    number: int  # from 1, over all sections
    title: str
    task: str  # plain text, at most 76 columns
    template: str  # Python with a gap
    solution: str  # Python that passes
    hints: tuple[str, ...]  # a nudge, the idea, almost the code
    learned: str  # shown when the exercise is passed: one sentence
    bonus: bool

    @property
    def filename(self) -> str:
        """Name of the learner's file, such as ``04-gradient.py``."""
        return f"{self.number:02d}-{self.id}.py"

    def to_dict(self) -> dict[str, object]:
        """Return the exercise as plain data, without its solution."""
        return {
            "id": self.id,
            "section": self.section,
            "number": self.number,
            "title": self.title,
            "task": self.task,
            "bonus": self.bonus,
            "file": self.filename,
        }


@cache
def exercises() -> tuple[Exercise, ...]:
    """Return all exercises, in order."""
    folders = sorted(CONTENT.glob("*/exercises/*/exercise.toml"))
    return tuple(_read(file.parent, number) for number, file in enumerate(folders, start=1))


def exercise(name: str) -> Exercise:
    """Return an exercise by its id, file name, or number: gradient, 04-gradient.py, or 04.

    Raises
    ------
    OptionError
        No exercise has that name.
    """
    wanted = PurePath(name.strip().casefold()).name.removesuffix(".py")
    for each in exercises():
        number = f"{each.number:02d}"
        if wanted in (each.id, f"{number}-{each.id}", number, str(each.number)):
            return each
    raise unknown("exercise", name, [each.id for each in exercises()])


def exercises_of(section: str) -> tuple[Exercise, ...]:
    """Return the exercises of one section."""
    return tuple(each for each in exercises() if each.section == section)


def _read(folder: Path, number: int) -> Exercise:
    facts = table_of(folder / "exercise.toml")
    template = text_of(folder / "template.py")
    return Exercise(
        id=folder.name.partition("-")[2],
        section=folder.parents[1].name.partition("-")[2],
        number=number,
        title=facts["title"],
        task=ast.get_docstring(ast.parse(template)) or "",
        template=template,
        solution=text_of(folder / "solution.py"),
        hints=tuple(facts["hints"]),
        learned=facts["learned"],
        bonus=facts.get("bonus", False),
    )
