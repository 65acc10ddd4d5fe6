"""Columns of numbers: one loss a line, and CSV in any spelling, with a header or without.

    epoch,loss,val_loss            commas, semicolons, tabs, bars or blanks
    0;0,93;1,02                    decimal commas
    Step,run A - loss              Weights & Biases
    Wall time,Step,Value           TensorBoard
    1587500000123 0.52 7           MLflow: time, value, step
    run_id,key,value,step          one number a row, with its name

An empty cell is not a loss: loggers leave it empty where they logged something else. Nor is a NaN
in a row that belongs to another series.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import AmbiguousNumberError, Numerals, is_missing, is_number
from downslope.data.loss_logs.records import Column, Records
from downslope.data.loss_logs.unlogged import drop_unlogged
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
from downslope.loss_log import listed

SEPARATORS = (";", "\t", "|", ",", None)  # None: blanks
SAMPLE = 200  # lines to learn the layout from
COUNTED_ROWS = 5  # rows numbered one by one: their commas separate, and mark no decimals
KEYS = frozenset({"key", "metric", "tag", "name", "variable", "series", "metric_name"})

Row = tuple[int, list[str]]  # line number, cells


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of a file are separated, named and written."""

    separator: str | None
    width: int
    names: tuple[str, ...]  # empty without a header
    first_row: int  # number of the line that it begins on
    numerals: Numerals


def read(log: LogFile) -> Records | None:
    """Read columns of numbers; None for any other text."""
    sample = list(_content(enumerate(log.head_lines[: 5 * SAMPLE], start=1)))[:SAMPLE]
    if not log.is_whole and len(sample) < SAMPLE:
        sample = sample[:-1]  # the last may be cut
    layout = _layout(log, sample)
    if layout is None:
        return None
    if layout.names:
        records = _named(log, layout)
        drop_unlogged(records)
    elif len(sample) == 1:
        records = _one_line(log, layout, sample[0][1])
    elif layout.width == 1:
        records = _plain(log, layout)
    else:
        records = _unnamed(log, layout, sample)
    return records


def refusal(log: LogFile) -> DataError:
    """Return what to say of a text that no family reads."""
    sample = list(_content(enumerate(log.head_lines[:SAMPLE], start=1)))
    if not sample:
        return DataError(f"{log.name} is empty: give one loss on each line.")
    number, first = sample[0]
    if len(sample) == 1:
        return DataError(f"{log.name} line {number} is not a loss: give one loss on each line.")
    cells = _cells(first, _most_common_separator(first))
    named = listed([cell[:20] for cell in cells])
    return DataError(f"{log.name} has the columns {named}: name one of them 'loss'.")


def _content(lines: Iterator[tuple[int, str]] | enumerate[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, without comments."""
    for number, line in lines:
        text = line.split("#")[0].strip(" \r\n") if "#" in line else line.strip(" \r\n")
        if text.strip() and not text.startswith(("sep=", "//")):
            yield number, text


def _cells(line: str, separator: str | None) -> list[str]:
    if separator is None:
        return line.strip("[]").split()
    if '"' in line:
        with suppress(csv.Error, StopIteration):  # a quote that is not closed is a letter
            return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    return [cell.strip() for cell in line.split(separator)]


def _most_common_separator(line: str) -> str | None:
    return max((s for s in SEPARATORS if s and s in line), key=line.count, default=None)


def _layout(log: LogFile, sample: Sequence[tuple[int, str]]) -> Layout | None:
    for separator in SEPARATORS:
        rows = [(number, _cells(line, separator)) for number, line in sample]
        width, count = (
            Counter(len(cells) for _, cells in rows).most_common(1)[0] if rows else (0, 0)
        )
        if width > 1 and (count >= 0.8 * len(rows) or len(rows) <= COUNTED_ROWS):
            found = _of_rows(log, rows, separator, width)
            if found is not None and not _are_decimals(log, found, rows):
                return found
    rows = [(number, [line.strip('"')]) for number, line in sample]
    return _of_rows(log, rows, "\0", 1) if rows else None


def _of_rows(log: LogFile, rows: list[Row], separator: str | None, width: int) -> Layout | None:
    """Return the layout, if the rows are numbers under names or numbers alone."""
    # A header may have one cell less: R names no column of row names.
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
        return Layout(separator, width, (), number, Numerals.of([*first, *numbers]))
    if any(map(is_number, first)) or not any(map(is_number, second)):
        return None
    names = [cell.strip('"') for cell in first]
    if len(names) < len(second):
        names = [""] * (len(second) - len(names)) + names
    if separator is None and not any(rank_of(n) < NOT_A_LOSS or unit_of(n) for n in names):
        return None
    return Layout(separator, len(names), _distinct(names), fitting[1][0], Numerals.of(numbers))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        distinct.append(f"{name}.{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return tuple(distinct)


def _are_decimals(log: LogFile, layout: Layout, rows: list[Row]) -> bool:
    """Whether commas that seem to separate two columns are decimal commas of one."""
    if layout.separator != "," or layout.names or layout.width != 2 or len(rows) < 2:
        return False
    if not all(cells[1].isdigit() and cells[0].lstrip("+-").isdigit() for _, cells in rows):
        return False
    first = [float(cells[0]) for _, cells in rows]
    steps = {b - a for a, b in pairwise(first)}
    if min(steps) <= 0:
        return True
    if len(steps) == 1 and len(rows) >= COUNTED_ROWS:
        return False
    number, (whole, rest) = rows[0]
    raise DataError(
        f"{log.name} line {number}: '{whole},{rest}' is the loss {rest} at {whole}, or the loss "
        f"{whole}.{rest}. Write decimal points, or a header such as 'epoch,loss'."
    )


def _one_line(log: LogFile, layout: Layout, line: str) -> Records:
    records = Records("plain numbers", log.name)
    for cell in _cells(line, layout.separator):
        records.add(layout.first_row, [("loss", _value(log, layout, layout.first_row, cell))])
    return records


def _value(log: LogFile, layout: Layout, number: int, cell: str) -> float:
    try:
        return layout.numerals.value(cell)
    except AmbiguousNumberError as error:
        raise DataError(ambiguous(log.name, number, error)) from error


def ambiguous(name: str, line: int, error: AmbiguousNumberError) -> str:
    """What to say of a number that reads as two."""
    return (
        f"{name} line {line}: {error}. Write it without grouped thousands and with a decimal point."
    )


def _plain(log: LogFile, layout: Layout) -> Records:
    """Read one loss a line: the form of the longest logs, so without a detour."""
    records = Records("plain numbers", log.name)
    column = records.columns[("", "loss")] = Column()
    for number, line in log.lines():
        try:
            value = float(line)
        except ValueError:
            text = line.split("#")[0].strip().strip('"')
            if not text:
                continue
            try:
                value = _value(log, layout, number, text)
            except ValueError as error:
                if isinstance(error, DataError):
                    raise
                raise DataError(_not_a_number(log.name, number, text)) from error
        records.lines.append(number)
        column.values.append(value)
        records.check_count()
    return records


def _not_a_number(name: str, line: int, text: str) -> str:
    return f"{name} line {line}: the loss '{text[:40]}' is not a number: fix that line."


def _unnamed(log: LogFile, layout: Layout, sample: Sequence[tuple[int, str]]) -> Records:
    """Read columns without names: place and loss, or the three columns of MLflow's files."""
    table = [
        [layout.numerals.value(cell) if is_number(cell) else math.nan for cell in cells]
        for _, line in sample
        if len(cells := _cells(line, layout.separator)) == layout.width
    ]
    values = np.array(table)
    title = "plain numbers"
    roles: tuple[str, ...] = ("entry", "loss")
    if layout.width == 3 and (values[:, 0] > WALL_TIME).all():
        is_count = [
            (values[:, i] % 1 == 0).all() and (np.diff(values[:, i]) > 0).all() for i in (1, 2)
        ]
        value_first = is_count[1] and (not is_count[0] or layout.separator is None)
        title = "mlflow" if value_first else "tensorboard"
        roles = ("", "value", "step") if value_first else ("", "step", "value")
    elif layout.width != 2:
        number, first = sample[0]
        raise DataError(
            f"{log.name} line {number} has {len(_cells(first, layout.separator))} numbers: give "
            "one loss on each line, or a header that names the columns."
        )
    records = Records(title, log.name, strict=True)
    records.ranks["value"] = 0
    where = {role: i for i, role in enumerate(roles) if role}
    _add_rows(log, layout, records, where)
    return records


def _named(log: LogFile, layout: Layout) -> Records:
    """Read columns under names."""
    names = list(layout.names)
    records = Records(_format(names), log.name, strict=True)
    lower = [name.casefold() for name in names]
    if "value" in lower and any(name in KEYS for name in lower):
        key = next(i for i, name in enumerate(lower) if name in KEYS)
        _add_long(log, layout, records, key, lower.index("value"))
        return records
    if records.format == "tensorboard csv":
        records.ranks["Value"] = 0
    where: dict[str, int] = {}
    for i, name in enumerate(names):
        unit = unit_of(name)
        if unit is not None and unit not in where:
            where[unit] = i
        elif unit is None and _is_series(name):
            where[name] = i
    run = next((i for i, name in enumerate(names) if is_run(name)), None)
    split = next((i for i, name in enumerate(names) if is_split(name)), None)
    _add_rows(log, layout, records, where, run, split)
    if records.format == "wandb csv":
        _cut_run_names(records)
    return records


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
    if names[0] == "iter":
        return "catboost tsv"
    return "csv"


def _cut_run_names(records: Records) -> None:
    """Tell the run from the metric in names such as "swift-hill-3 - train/loss"."""
    cut = {}
    for (run, name), column in records.columns.items():
        own, _, metric = name.rpartition(" - ")
        cut[(own or run, metric)] = column
        if name in records.broken:
            records.broken[metric] = records.broken.pop(name)
    records.columns = cut


def _add_rows(
    log: LogFile,
    layout: Layout,
    records: Records,
    where: dict[str, int],
    run: int | None = None,
    split: int | None = None,
) -> None:
    units = {unit: i for unit, i in where.items() if unit in ("epoch", "step", "sample", "entry")}
    series = {name: i for name, i in where.items() if name not in units}
    value = layout.numerals.value
    only = next(iter(series), "")
    for number, line in _content(log.lines()):
        if number < layout.first_row:
            continue
        cells = _cells(line, layout.separator)
        if tuple(cells) == layout.names:
            continue  # a run that was started again wrote its header again
        values: list[tuple[str, float]] = []
        for name, i in series.items():
            try:
                cell = cells[i]
                values.append((name, value(cell)))
            except IndexError:
                records.broken.setdefault(
                    name, f"{log.name} line {number} has no loss: fix that line."
                )
            except AmbiguousNumberError as error:
                raise DataError(ambiguous(log.name, number, error)) from error
            except ValueError:
                if not is_missing(cell):
                    records.broken.setdefault(name, _not_a_number(log.name, number, cell))
        if split is not None and split < len(cells) and role_of(cells[split]):
            values = [(f"{cells[split]}/{name}", number) for name, number in values]
        if values:
            places = [(unit, _place(value, cells, i)) for unit, i in units.items()]
            records.add(
                number, values, places, cells[run] if run is not None and run < len(cells) else ""
            )
    if not records.columns and only:
        raise DataError(records.broken.get(only) or f"{log.name} holds no number under its names.")
    for name in [name for name in records.broken if name not in {n for _, n in records.columns}]:
        if rank_of(name) == NOT_A_LOSS:
            del records.broken[name]  # a column of text


def _place(value: object, cells: list[str], i: int) -> float:
    try:
        return value(cells[i])  # type: ignore[operator, no-any-return]
    except (ValueError, IndexError):
        return math.nan


def _add_long(log: LogFile, layout: Layout, records: Records, key: int, at: int) -> None:
    """Read one number a row, with its name beside it."""
    units: dict[str, int] = {}
    for i, name in enumerate(layout.names):
        if i not in (key, at) and (unit := unit_of(name)):
            units.setdefault(unit, i)
    run = next((i for i, name in enumerate(layout.names) if is_run(name) and i != key), None)
    for number, line in _content(log.lines()):
        cells = _cells(line, layout.separator)
        if number < layout.first_row or len(cells) <= max(key, at) or not is_number(cells[at]):
            continue
        places = [(unit, _place(layout.numerals.value, cells, i)) for unit, i in units.items()]
        values = [(cells[key], layout.numerals.value(cells[at]))]
        records.add(number, values, places, cells[run] if run is not None else "")
    records.format = "mlflow csv" if "timestamp" in layout.names else "csv"
