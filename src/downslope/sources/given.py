"""What the user means by DATA: files, a folder, a glob, or a data set by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from downslope import datasets
from downslope.errors import DataError
from downslope.sources.columns import named
from downslope.sources.files import data_files
from downslope.sources.spelling import Spelling

SHOWN = 3  # names of data in a message
LISTED = 12  # names of columns


@dataclass(frozen=True, slots=True)
class Given:
    """Files, what they are called together, and what is known about them."""

    files: tuple[Path, ...]  # none for data in memory
    source: str  # for messages
    target: str | None
    features: tuple[str, ...] | None

    def target_among(self, columns: Sequence[str]) -> str:
        """The target, which has to be told when no data set knows it.

        Raises:
            DataError: it was not.

        """
        if self.target is None:
            many = len(columns) > LISTED
            more = f"another of its {len(columns)} columns" if many else ""
            choice = self.spelling.one_of("target", columns[:LISTED], more)
            raise DataError(f"Say which column of {self.source} to predict: {choice}.")
        return self.target

    @property
    def spelling(self) -> Spelling:
        """How to write options in messages."""
        return Spelling.COMMAND_LINE if self.files else Spelling.PYTHON


def given(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
) -> Given:
    """The files that `data` names; a data set fills in its own target and features.

    Raises:
        DataError: nothing by that name, a data set among files, or no feature at all.

    """
    paths = [data] if isinstance(data, str) else list(data)
    source = ", ".join(paths[:SHOWN]) + (f" and {len(paths) - SHOWN} more" * (len(paths) > SHOWN))
    known = _data_set(paths)
    if known is None:
        files = data_files(paths, nearby=datasets.DATA_SETS)
    else:
        files = [known.path]
        target = target or known.target
        if features is None and target == known.target:
            features = known.features
    return Given(tuple(files), source, target, named(features))


def _data_set(paths: Sequence[str]) -> datasets.DataSet | None:
    found = [known for known in map(datasets.find, paths) if known is not None]
    if found and len(paths) > 1:
        raise DataError(f"'{found[0].name}' is a data set of its own: give it without other data.")
    return found[0] if found else None
