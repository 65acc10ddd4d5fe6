"""The exercises: a task, a template with a gap, three graded hints, a solution, and a check.

Each is a folder below its section's content:

    content/02-five-steps/exercises/04-gradient/
        template.py      its docstring is the task; a gap is an `...` that stands for a value
        solution.py      a reference, shown to those who have passed
        exercise.toml    title, hints, what is learned, and whether it is a bonus

Their order is that of the folders. The check of each is in `checks`, under the same id.
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
    template: str  # Python with a gap: what the learner begins with
    solution: str  # Python that passes
    hints: tuple[str, ...]  # a nudge, the idea, almost the code
    learned: str  # what those who pass can do now: a sentence
    bonus: bool

    @property
    def filename(self) -> str:
        """What the learner's file is called, such as ``04-gradient.py``."""
        return f"{self.number:02d}-{self.id}.py"

    def to_dict(self) -> dict[str, object]:
        """What may be shown before it is solved: everything but the solution."""
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
    """All of them, in order."""
    folders = sorted(CONTENT.glob("*/exercises/*/exercise.toml"))
    return tuple(_read(file.parent, number) for number, file in enumerate(folders, start=1))


def exercise(name: str) -> Exercise:
    """The exercise of that id, file or number, as in ``gradient``, ``04-gradient.py``, ``04``.

    Raises:
        OptionError: no exercise has that name.

    """
    wanted = PurePath(name.strip().casefold()).name.removesuffix(".py")
    for each in exercises():
        number = f"{each.number:02d}"
        if wanted in (each.id, f"{number}-{each.id}", number, str(each.number)):
            return each
    raise unknown("exercise", name, [each.id for each in exercises()])


def exercises_of(section: str) -> tuple[Exercise, ...]:
    """Those of one section; none for a section without any."""
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
