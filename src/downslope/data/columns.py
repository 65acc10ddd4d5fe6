"""Columns of data: their names, the choice of features and target, agreement between files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.data.option_names import OptionStyle
from downslope.errors import DataError, did_you_mean
from downslope.formatting import counted
from downslope.numerics.arguments import named

if TYPE_CHECKING:
    import polars as pl


def chosen_columns(
    columns: Sequence[str],
    source: str,
    target: str,
    features: Sequence[str] | None,
    weights: str | None,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> list[str]:
    """The features: those named, else all columns but the target and the weights.

    Raises:
        DataError: a column that is not there, or one with two parts to play.

    """
    asked = named(features)
    check_present(columns, source, [target, *(asked or ()), *([weights] if weights else ())])
    reserved = {target, weights}
    chosen = [c for c in columns if c not in reserved] if asked is None else list(asked)
    check_choice(source, target, chosen, weights, style)
    return chosen


def too_few(source: str, rows: int, dropped: int) -> str:
    """Return what to say of fewer than the two rows that a regression needs."""
    left = f"left without {counted(dropped, 'incomplete row')}" if dropped else "of data"
    return f"{source} has {counted(rows, 'row')} {left}: at least 2 are needed."


def feature_names(chosen: Sequence[str]) -> tuple[str, ...]:
    """The columns' names; one called "intercept" must not pass for the model's own."""
    return tuple("intercept (column)" if name == "intercept" else name for name in chosen)


def check_present(columns: Sequence[str], source: str, names: Sequence[str]) -> None:
    """Every name has to be a column's."""
    for name in names:
        if name not in columns:
            hint = did_you_mean(name, columns)
            raise DataError(f"{source} has no column '{name}': {hint}")


def check_choice(
    source: str,
    target: str,
    chosen: list[str],
    weights: str | None,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> None:
    """A column plays one part."""
    if not chosen:
        raise DataError(
            f"{source} has no column beside the target '{target}': at least one is needed as a "
            "feature."
        )
    if target in chosen:
        raise DataError(
            f"'{target}' is both the target and a feature: leave it out of "
            f"{style.option('features')}."
        )
    if weights == target:
        raise DataError(
            f"'{target}' is both the target and the weights: give another "
            f"{style.option('weights')}."
        )
    if weights in chosen:
        raise DataError(f"'{weights}' is both a feature and the weights: name it only once.")
    for name in chosen:
        if chosen.count(name) > 1:
            raise DataError(f"'{name}' is named twice among the features: name it once.")


def column_names(file: Path, given: Sequence[str], frame: pl.DataFrame) -> list[str | None]:
    """Names of one line each; a column without one is called by its place.

    A column without name and values is only a separator too many: it has None.

    Raises:
        DataError: two columns of one name.

    """
    names = [" ".join(name.split()) for name in given]
    named = [
        name or (f"column_{j + 1}" if _has_values(frame, j) else None)
        for j, name in enumerate(names)
    ]
    check_distinct(file, [name for name in named if name])
    return named


def check_distinct(source: Path | str, names: Sequence[str]) -> None:
    """No two columns have one name.

    Raises:
        DataError: two have.

    """
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DataError(f"{source} has more than one column named '{repeated[0]}': rename one.")


def _has_values(frame: pl.DataFrame, column: int) -> bool:
    return frame.to_series(column).null_count() < max(frame.height, 1)


def check_alike(first: Path, wanted: pl.DataFrame, file: Path, found: pl.DataFrame) -> None:
    """The same columns, in the same order, of the same kind."""
    if found.schema == wanted.schema:
        return
    missing = [name for name in wanted.columns if name not in found.columns]
    extra = [name for name in found.columns if name not in wanted.columns]
    if missing or extra:
        what = f"lacks the column '{missing[0]}' of" if missing else f"has '{extra[0]}', unlike"
        raise DataError(f"{file} {what} {first}: all files need the same columns.")
    if wanted.columns != found.columns:
        j = next(j for j, name in enumerate(found.columns) if name != wanted.columns[j])
        raise DataError(
            f"{file} has '{found.columns[j]}' where {first} has '{wanted.columns[j]}': "
            "write the columns of all files in the same order."
        )
    for name in wanted.columns:
        kinds = {_kind(wanted[name]), _kind(found[name])} - {"nothing"}
        # Numbers in one file and text in another may only be a mark of a missing value.
        if len(kinds) > 1 and kinds != {"numbers", "text"}:
            raise DataError(
                f"Column '{name}' holds {_kind(found[name])} in {file} but {_kind(wanted[name])} "
                f"in {first}: mend one of them."
            )


def _kind(column: pl.Series) -> str:
    import polars as pl

    untyped = column.dtype in (pl.Null, pl.String) or len(column) > 0
    if untyped and column.null_count() == len(column):
        return "nothing"
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        return "numbers"
    if column.dtype.is_temporal():
        return "dates or times"
    return "text" if column.dtype == pl.String else str(column.dtype).lower()
