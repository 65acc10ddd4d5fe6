"""The learner's folder: one file for each exercise, never overwritten.

workbook = Workbook.open(Path("downslope-exercises"))
workbook.copied                            # the files that were not there yet
workbook.path(exercise("gradient"))        # downslope-exercises/04-gradient.py
workbook.reset(exercise("gradient"))       # a fresh file; the old one is kept in backups/
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from downslope.data.atomic import write_whole
from downslope.errors import DataError
from downslope.lessons.exercises.catalogue import Exercise, exercises

BACKUPS = "backups"


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
        """Replace the learner's file by a fresh one.

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
