"""The head of a file: enough of it to know its columns before any row is counted on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The first rows of a file, perhaps none, with the names and types of its columns."""

    file: Path
    frame: pl.DataFrame
    whole: bool  # whether the file has no other rows
