"""Columns of numbers: one loss on each line, or CSV in any form, with or without a header.

    epoch,loss,val_loss            commas, semicolons, tabs, bars, or blanks
    0;0,93;1,02                    decimal commas
    Step,run A - loss              Weights & Biases
    Wall time,Step,Value           TensorBoard
    1587500000123 0.52 7           MLflow: time, value, step
    run_id,key,value,step          one number per row, with its name

An empty cell is not a loss: loggers leave it empty where they logged something else. Nor is a NaN
in a row that belongs to another series.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import NUMBER, Numerals, is_list, is_missing, is_number
from downslope.data.loss_logs.records import Column, Key, Records
from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    WALL_TIME,
    is_bookkeeping,
    is_run,
    is_split,
    rank_of,
    role_of,
    unit_of,
)
from downslope.errors import DataError
from downslope.loss_log import UNITS, listed

SEPARATORS = (";", "\t", "|", ",", None)  # None: blanks
SAMPLE = 200  # lines to learn the layout from
COUNTED_ROWS = 5  # rows numbered one by one: their commas separate, and mark no decimals
NO_COLUMN = 1_000_000
KEYS = frozenset({"key", "metric", "tag", "name", "variable", "series", "metric_name"})

_DECIMALS = re.compile(r"\d+(?:[eE][+-]?\d+)?")
_VALUE = re.compile(  # "loss: 3", "loss 0.5", "Epoch 3/9", but not "Top 5" or "loss 2"
    rf"(?P<name>.*?)(?:\s*(?P<sign>[:=>])\s*|\s+)(?P<number>{NUMBER})(?:/\d+)?"
)

Line = tuple[int, str]  # its number, and what it holds beside comments
Row = tuple[int, list[str]]  # line number, cells


@dataclass(frozen=True, slots=True)
class Layout:
    """Layout of a file: how its columns are delimited and named, and its numbers formatted."""

    log: LogFile
    separator: str | None
    width: int
    names: tuple[str, ...]  # empty without a header
    first_row: int  # number of the line that it begins on
    numerals: Numerals

    def rows(self) -> Iterator[Row]:
        """Yield the rows without headers; a restarted run writes its header again."""
        for number, line in _content(self.log.lines()):
            if number >= self.first_row:
                cells = _cells(line, self.separator)
                if tuple(cells) != self.names:
                    yield number, cells

    def column(self, is_such: Callable[[str], bool]) -> int:
        """Return the index of the first column with such a name, or `NO_COLUMN`."""
        return next((i for i, name in enumerate(self.names) if is_such(name)), NO_COLUMN)

    def value(self, number: int, cell: str) -> float:
        """Return the number in a cell of a line, or raise `DataError` if it is not a number."""
        value = self.numerals.value_in(self.log.name, number, cell)
        if value is None or is_list(cell):
            raise DataError(self.not_a_number(number, cell))
        return value

    def place(self, cells: list[str], i: int) -> float:
        """Return the epoch, step, or sample of a row; NaN if it has none."""
        try:
            return self.numerals.value(cells[i])
        except (ValueError, IndexError):
            return math.nan

    def not_a_number(self, number: int, cell: str) -> str:
        """Return the message for a cell that is not a number."""
        return (
            f"{self.log.name} line {number}: the loss '{cell[:40]}' is not a number: fix that line."
        )


def read(log: LogFile) -> Records | None:
    """Read columns of numbers; return None for any other text."""
    sample = list(_content(enumerate(log.head_lines[: 5 * SAMPLE], start=1)))[:SAMPLE]
    if not log.is_whole and len(sample) < SAMPLE:
        sample = sample[:-1]  # the last may be cut
    layout = _layout(log, sample)
    if layout is None:
        return None
    if layout.names:
        records = _named(layout)
        records.drop_unlogged()
        records.close_gaps()
        return records
    if len(sample) > 1:
        return _plain(layout) if layout.width == 1 else _unnamed(layout, sample)
    records = Records("plain numbers", log.name)
    for cell in _cells(sample[0][1], layout.separator):
        records.add(layout.first_row, [("loss", layout.value(layout.first_row, cell))])
    return records


def refusal(log: LogFile) -> DataError:
    """Return the message for text that no reader recognizes."""
    sample = list(_content(enumerate(log.head_lines[:SAMPLE], start=1)))
    if not sample:
        return DataError(f"{log.name} is empty: give one loss on each line.")
    number, first = sample[0]
    names = [cell for cell in re.split(r"[,;\t|\s]+", first) if cell]
    if len(sample) == 1 and any(rank_of(name) < NOT_A_LOSS for name in names):
        return DataError(
            f"{log.name} line {number} is not a loss: it has names ({listed(names)}), and no line "
            "is below them. Log at least three epochs."
        )
    if len(sample) == 1:
        return DataError(f"{log.name} line {number} is not a loss: give one loss on each line.")
    separators = [s for s in SEPARATORS if s and s in first]
    cells = _cells(first, max(separators, key=first.count, default=None))
    named = listed([cell[:20] for cell in cells])
    below = _cells(sample[1][1], max(separators, key=first.count, default=None))
    if any(rank_of(cell) < NOT_A_LOSS for cell in cells) and 1 < len(cells) < len(below):
        return DataError(
            f"{log.name} line {sample[1][0]} has {len(below)} cells under {len(cells)} names "
            f"({named}): put quotes around text that holds the separator."
        )
    return DataError(f"{log.name} has the columns {named}: name one of them 'loss'.")


def _content(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that are not blank, without comments."""
    for number, line in lines:
        text = line.partition("#")[0].strip(" \r\n")
        if text.strip() and not text.startswith(("sep=", "//")):
            yield number, text


def _cells(line: str, separator: str | None) -> list[str]:
    if separator is None:
        return line.strip("[]").split()
    if '"' in line:
        with suppress(csv.Error, StopIteration):  # a quote that is not closed is a letter
            return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    return [cell.strip() for cell in line.split(separator)]


def _layout(log: LogFile, sample: Sequence[Line]) -> Layout | None:
    for separator in SEPARATORS:
        rows = [(number, _cells(line, separator)) for number, line in sample]
        widths = Counter(len(cells) for _, cells in rows)
        width, count = widths.most_common(1)[0] if rows else (0, 0)
        if width > 1 and (count >= 0.8 * len(rows) or len(rows) <= COUNTED_ROWS):
            found = _of_rows(log, rows, separator, width)
            if found is not None and not _are_decimals(found, rows):
                return found
    rows = [(number, [line.strip('"')]) for number, line in sample]
    return _of_rows(log, rows, "\0", 1) if rows else None


def _of_rows(log: LogFile, rows: list[Row], separator: str | None, width: int) -> Layout | None:
    """Return the layout, if the rows are numbers under names or numbers alone."""
    # A header may have one cell fewer: R names no column of row names.
    fitting = [
        (number, cells)
        for i, (number, cells) in enumerate(rows)
        if len(cells) == width or (i == 0 and separator is None and len(cells) == width - 1)
    ]
    (number, first), second = fitting[0], (fitting[1][1] if len(fitting) > 1 else [])
    numbers = [cell for _, cells in fitting[1:] for cell in cells if is_number(cell)]
    if all(map(is_number, first)) and first and (not second or any(map(is_number, second))):
        if len(fitting) < len(rows):
            return None
        return Layout(log, separator, width, (), number, Numerals.of([*first, *numbers]))
    if any(map(is_number, first)) or not any(map(is_number, second)):
        return None
    names = [cell.strip('"') for cell in first]
    names = [""] * (len(second) - len(names)) + names
    if separator is None and (
        any(map(has_value, names)) or not any(rank_of(n) < NOT_A_LOSS or unit_of(n) for n in names)
    ):
        return None
    return Layout(log, separator, len(names), _distinct(names), fitting[1][0], Numerals.of(numbers))


def has_value(cell: str) -> bool:
    """Return whether a cell is a name with its value, as in a line that a loop prints."""
    found = _VALUE.fullmatch(cell)
    if found is None:
        return False
    return bool(found["sign"] or unit_of(found["name"])) or not found["number"].isdigit()


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        distinct.append(f"{name}.{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return tuple(distinct)


def _are_decimals(layout: Layout, rows: list[Row]) -> bool:
    """Return whether commas between two apparent columns are decimal commas of one column."""
    if layout.separator != "," or layout.names or layout.width != 2 or len(rows) < 2:
        return False
    if not all(
        cells[0].lstrip("+-").isdigit() and _DECIMALS.fullmatch(cells[1]) for _, cells in rows
    ):
        return False
    if not all(cells[1].isdigit() for _, cells in rows):
        return True  # 2,5e-03
    steps = {b - a for a, b in pairwise(float(cells[0]) for _, cells in rows)}
    # Nobody writes a whole number as 00001.
    if min(steps) <= 0 or any(len(cells[1]) > 1 and cells[1][0] == "0" for _, cells in rows):
        return True
    if len(steps) == 1 and len(rows) >= COUNTED_ROWS:
        return False
    number, (whole, rest) = rows[0]
    raise DataError(
        f"{layout.log.name} line {number}: '{whole},{rest}' is the loss {rest} at {whole}, or the "
        f"loss {whole}.{rest}. Write decimal points, or a header such as 'epoch,loss'."
    )


def _plain(layout: Layout) -> Records:
    """Read a log with one loss per line: the longest logs have this form, so it must be fast."""
    records = Records("plain numbers", layout.log.name)
    values = records.columns.setdefault(("", "loss"), Column()).values
    for number, line in layout.log.lines():
        try:
            value = float(line)
        except ValueError:
            text = line.partition("#")[0].strip().strip('"')
            if not text:
                continue
            value = layout.value(number, text)
        values.append(value)
        records.next(number)
    return records


def _unnamed(layout: Layout, sample: Sequence[Line]) -> Records:
    """Read columns without names: epoch and loss, or the three columns of MLflow's files."""
    number, first = sample[0]
    rows = [cells for _, line in sample if (cells := _cells(line, layout.separator))]
    values = np.array(
        [[layout.place(cells, i) for i in range(layout.width)] for cells in rows]
    )  # (rows, width)
    where, title = {"entry": 0, "loss": 1}, "plain numbers"
    if layout.width == 3 and (values[:, 0] > WALL_TIME).all():
        # Steps are whole and each its own, and mostly in order; a loss may be whole as well.
        marks = [
            (
                (np.isfinite(c) & (c == np.floor(c))).all(),
                len(np.unique(c)) == len(c),
                (np.diff(c) > 0).all(),
            )
            for c in values.T
        ]
        if marks[2] > marks[1] or (marks[2] == marks[1] and layout.separator is None):
            where, title = {"value": 1, "step": 2}, "mlflow"
        else:
            where, title = {"step": 1, "value": 2}, "tensorboard"
    elif layout.width != 2:
        raise DataError(
            f"{layout.log.name} line {number} has {len(_cells(first, layout.separator))} numbers: "
            "give one loss on each line, or a header that names the columns."
        )
    records = Records(title, layout.log.name, strict=True)
    records.ranks["value"] = 0
    _add_rows(layout, records, layout.rows(), where)
    return records


def _named(layout: Layout) -> Records:
    """Read columns under names."""
    names = layout.names
    records = Records(_format(names), layout.log.name, strict=True)
    lower = [name.casefold() for name in names]
    key = next((i for i, name in enumerate(lower) if name in KEYS), None)
    if key is not None and "value" in lower:
        _add_long(layout, records, key, lower.index("value"))
        return records
    if records.format == "tensorboard csv":
        records.ranks["Value"] = 0
    add_named(layout, records, layout.rows())
    if not records.columns:
        said = next(iter(records.broken.values()), "")
        raise DataError(said or f"{layout.log.name} holds no number under its names.")
    if records.format == "wandb csv":
        _cut_run_names(records)
    return records


def add_named(layout: Layout, records: Records, rows: Iterable[Row]) -> None:
    """Add the rows of a table whose header names its columns."""
    where: dict[str, int] = {}
    for i, name in enumerate(layout.names):
        unit = unit_of(name)
        if unit is not None or _is_series(name):
            where.setdefault(unit or name, i)
    _add_rows(layout, records, rows, where)


def _is_series(name: str) -> bool:
    return bool(
        name
        and not name.casefold().startswith("unnamed:")
        and not name.endswith(("__MIN", "__MAX"))
        and not (is_bookkeeping(name) and rank_of(name) == NOT_A_LOSS)
        and not is_run(name)
    )


def _format(names: Sequence[str]) -> str:
    if [name.casefold() for name in names[:3]] == ["wall time", "step", "value"]:
        return "tensorboard csv"
    if any(name.endswith(("__MIN", "__MAX")) or name == "_step" for name in names):
        return "wandb csv"
    if len(names) > 1 and all(" - " in name for name in names[1:]):
        return "wandb csv"
    if {"epoch", "step"} <= set(names) and any("_" in name for name in names):
        return "lightning csv"
    if names[0] == "epoch" and {"loss", "val_loss"} <= set(names):
        return "keras csv"
    if {"epoch", "train_loss", "valid_loss", "time"} <= set(names):
        return "fastai csv"
    return "catboost tsv" if names[0] == "iter" else "csv"


def _cut_run_names(records: Records) -> None:
    """Separate the run from the metric in names such as "swift-hill-3 - train/loss"."""

    def cut(key: Key) -> Key:
        own, _, metric = key[1].rpartition(" - ")
        return own or key[0], metric

    records.columns = {cut(key): column for key, column in records.columns.items()}
    records.gaps = {cut(key): gap for key, gap in records.gaps.items()}
    records.broken = {cut(("", name))[1]: said for name, said in records.broken.items()}


def _add_rows(layout: Layout, records: Records, rows: Iterable[Row], where: dict[str, int]) -> None:
    """Add the columns of each name or unit; an error is raised only if that column is chosen."""
    units = {unit: i for unit, i in where.items() if unit in UNITS}
    series = {name: i for name, i in where.items() if name not in units}
    of_run, of_split = layout.column(is_run), layout.column(is_split)
    if of_split >= layout.width:
        of_split = layout.column(lambda name: not name)  # "train" or "validation" in each row
    value, broken = layout.numerals.value, records.broken
    for number, cells in rows:
        values: list[tuple[str, float]] = []
        empty: list[str] = []
        for name, i in series.items():
            try:
                cell = cells[i]
                values.append((name, value(cell)))
            except IndexError:
                said = f"{layout.log.name} line {number} has no loss: fix that line."
                broken.setdefault(name, said)
            except ValueError:
                if is_missing(cell):
                    empty.append(name)
                elif layout.numerals.value_in(layout.log.name, number, cell) is None:
                    broken.setdefault(name, layout.not_a_number(number, cell))
        run, before = cells[of_run] if of_run < len(cells) else "", ""
        if of_split < len(cells) and role_of(cells[of_split]):
            before = f"{cells[of_split]}/"
            values = [(f"{before}{name}", each) for name, each in values]
        for name in empty:
            records.skip(run, f"{before}{name}")
        if values or empty:
            places = [(unit, layout.place(cells, i)) for unit, i in units.items()]
            records.add(number, values, places, run)
    for name in broken.keys() - {name for _, name in records.columns}:
        if rank_of(name) == NOT_A_LOSS:
            del broken[name]  # a column of text


def _add_long(layout: Layout, records: Records, key: int, at: int) -> None:
    """Read one number from each row, with its name beside it."""
    units: dict[str, int] = {}
    for i, name in enumerate(layout.names):
        if i not in (key, at) and (unit := unit_of(name)):
            units.setdefault(unit, i)
    of_run = layout.column(lambda name: is_run(name) and name != layout.names[key])
    for number, cells in layout.rows():
        if len(cells) > max(key, at) and is_number(cells[at]):
            places = [(unit, layout.place(cells, i)) for unit, i in units.items()]
            values = [(cells[key], layout.value(number, cells[at]))]
            records.add(number, values, places, cells[of_run] if of_run < len(cells) else "")
    records.format = "mlflow csv" if "timestamp" in layout.names else "csv"
