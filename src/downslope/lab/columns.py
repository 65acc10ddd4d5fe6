"""The columns of a table before any is chosen: their names and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.errors import DataError
from downslope.lab import limits

if TYPE_CHECKING:
    import polars as pl

    from downslope.sources.columns import Place

NUMBER = "number"
NAMED = 8  # columns, before the rest is counted


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file."""

    name: str
    kind: str  # number, date, text or other
    rows: int  # values that are there, of the rows looked at

    def to_dict(self) -> dict[str, object]:
        """For the page, which offers the columns of numbers."""
        return {"name": self.name, "kind": self.kind, "rows": self.rows}


def columns_of(frame: pl.DataFrame, place: Place) -> list[Column]:
    """The columns of a frame, each with its kind."""
    return [
        Column(series.name, _kind(series, place), series.len() - series.null_count())
        for series in frame
    ]


def default_features(columns: Sequence[Column], target: str) -> tuple[tuple[str, ...], str]:
    """All columns of numbers but the target, as many as a page takes; and what was left out.

    Raises:
        DataError: there is none.

    """
    usable = [each.name for each in columns if each.kind == NUMBER and each.name != target]
    others = [each.name for each in columns if each.kind != NUMBER and each.name != target]
    if not usable:
        raise DataError(f"There is no column of numbers beside the target '{target}'.")
    notices = []
    if len(usable) > limits.FEATURES:
        notices.append(
            f"Shown are the first {limits.FEATURES} of {len(usable)} features, the cap of this "
            "page."
        )
    if others:
        more = f" and {len(others) - NAMED} more" * (len(others) > NAMED)
        listed = ", ".join(others[:NAMED]) + more
        notices.append(f"Left out, because they hold no numbers: {listed}.")
    return tuple(usable[: limits.FEATURES]), " ".join(notices)


def _kind(series: pl.Series, place: Place) -> str:
    import polars as pl

    from downslope.sources.columns import complaint

    if complaint(series, place) is None:
        return NUMBER
    if series.dtype.is_temporal():
        return "date"
    return "text" if series.dtype == pl.String else "other"
