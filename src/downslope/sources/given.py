"""What the user means by DATA: files, a folder, a glob, or a data set by its name."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from downslope import datasets
from downslope.errors import DataError
from downslope.sources.files import data_files

SHOWN = 3  # names of data in a message
LISTED = 12  # names of columns


@dataclass(frozen=True, slots=True)
class Given:
    """Files, what they are called together, and what is known about them."""

    files: tuple[Path, ...]
    source: str  # for messages
    target: str | None
    features: tuple[str, ...] | None

    def target_among(self, columns: Sequence[str]) -> str:
        """The target, which has to be told when no data set knows it.

        Raises:
            DataError: it was not.

        """
        if self.target is None:
            raise DataError(
                f"Say which column of {self.source} to predict: --target {_choice(columns)}."
            )
        return self.target


def given(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
) -> Given:
    """The files that `data` names; a data set fills in its own target and features.

    Raises:
        DataError: nothing by that name, or a data set among files.

    """
    paths = [data] if isinstance(data, str) else list(data)
    source = ", ".join(paths[:SHOWN]) + (f" and {len(paths) - SHOWN} more" * (len(paths) > SHOWN))
    known = _data_set(paths)
    if known is None:
        files = data_files(paths, nearby=datasets.DATA_SETS)
    else:
        files = [known.path]
        target = target or known.target
        features = features or (known.features if target == known.target else None)
    return Given(tuple(files), source, target, tuple(features) if features else None)


def _data_set(paths: Sequence[str]) -> datasets.DataSet | None:
    found = [known for known in map(datasets.find, paths) if known is not None]
    if found and len(paths) > 1:
        raise DataError(f"'{found[0].name}' is a data set of its own: give it without other data.")
    return found[0] if found else None


def _choice(columns: Sequence[str]) -> str:
    shown = [shlex.quote(name) for name in columns[:LISTED]]
    if len(columns) > LISTED:
        return f"{', '.join(shown)} or another of its {len(columns)} columns"
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
