"""Exercises: task, template with a gap, three hints, and a solution; the learner's folder of files.

Each exercise is a folder below its section's content:

    content/02-five-steps/exercises/04-gradient/
        template.py      its docstring is the task; `...` marks a gap to fill
        solution.py      a reference solution, shown after the exercise is passed
        exercise.toml    title, hints, what is learned, and whether it is a bonus

The folders give the order. `checks` holds the check of each exercise, under the same id.

    workbook = Workbook.open(Path("downslope-exercises"))
    workbook.copied                            # the files that were not there yet
    workbook.path(exercise("gradient"))        # downslope-exercises/04-gradient.py
    workbook.reset(exercise("gradient"))       # a fresh file; the old one is kept in backups/
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path, PurePath
from typing import Self

from downslope.data.atomic import write_whole
from downslope.errors import DataError, unknown
from downslope.lessons.content_files import CONTENT, table_of, text_of

BACKUPS = "backups"


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


@dataclass(frozen=True, slots=True)
class Workbook:
    """A folder that holds the files of all exercises."""

    folder: Path
    copied: tuple[str, ...] = ()  # names of the files that `open` added

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Make the folder if needed and add missing files; existing files stay as they are.

        Raises
        ------
        DataError
            The folder or a file cannot be written.
        """
        copied = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for each in exercises():
                file = folder / each.filename
                if not file.exists():
                    with file.open("x", encoding="utf-8") as out:
                        out.write(each.template)
                    copied.append(each.filename)
        except OSError as error:
            raise _cannot_write(folder, error) from error
        return cls(folder, tuple(copied))

    @classmethod
    def is_one(cls, folder: Path) -> bool:
        """Return whether the folder already holds exercises."""
        return any((folder / each.filename).is_file() for each in exercises())

    def path(self, exercise: Exercise) -> Path:
        """Return the path of the learner's file."""
        return self.folder / exercise.filename

    def reset(self, exercise: Exercise) -> Path | None:
        """Replace the learner's file with a fresh one.

        Returns
        -------
        Path or None
            Where the old file is kept; None if it had not been changed.

        Raises
        ------
        DataError
            The file cannot be written; the old file is untouched.
        """
        file = self.path(exercise)
        try:
            old = file.read_bytes() if file.exists() else None
            fresh = exercise.template.encode()
            backup = None if old is None or old == fresh else self._keep(exercise, old)
            write_whole(file, fresh)
        except OSError as error:
            raise _cannot_write(self.folder, error) from error
        return backup

    def _keep(self, exercise: Exercise, content: bytes) -> Path:
        folder = self.folder / BACKUPS
        folder.mkdir(exist_ok=True)
        stem = f"{exercise.filename.removesuffix('.py')}-{datetime.now():%Y%m%d-%H%M%S}"
        names = (f"{stem}{f'-{i}' if i else ''}.py" for i in range(1000))
        backup = next(folder / name for name in names if not (folder / name).exists())
        write_whole(backup, content)
        return backup


def _cannot_write(folder: Path, error: OSError) -> DataError:
    reason = (error.strerror or str(error)).lower()
    return DataError(
        f"The exercises cannot be written to {folder} ({reason}): choose another folder with --dir."
    )
