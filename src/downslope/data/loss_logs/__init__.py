"""Readers of training logs: one family of formats a module, in the order of `FAMILIES`.

    read_log("runs/lightning_logs")          a file, a folder, several files, or "-"

Each family looks at the head of a file and returns `Records`, or None if the file is not in one of
its formats. What the records mean (which series is the loss, what it is counted in) is decided once
for all of them, in `selection`.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from downslope.data.loss_logs import (
    boosting,
    columns,
    event_files,
    json_documents,
    key_tables,
    number_lists,
    printed_tables,
    vowpal_wabbit,
)
from downslope.data.loss_logs.log_files import LogFile, files_of, open_log, with_head_lines
from downslope.data.loss_logs.numerals import NumeralError
from downslope.data.loss_logs.records import Column, Records
from downslope.data.loss_logs.selection import select
from downslope.data.loss_logs.vocabulary import role_of
from downslope.errors import DataError
from downslope.loss_log import LossLog

Family = Callable[[LogFile], Records | None]


def _printed_lines(log: LogFile) -> Records | None:
    from downslope.data.loss_logs import printed_lines  # its patterns take a while to compile

    return printed_lines.read(log)


FAMILIES: tuple[Family, ...] = (
    json_documents.read,  # Hugging Face, Keras History, evaluation results, lists
    vowpal_wabbit.read,
    boosting.read,  # XGBoost, LightGBM, CatBoost
    key_tables.read,  # Stable-Baselines
    printed_tables.read,  # fastai, skorch, scikit-learn, Markdown
    number_lists.read,  # arrays as NumPy, PyTorch, and Python print them
    columns.read,  # plain numbers, CSV in any form
    _printed_lines,  # what loops print
)


def read_log(
    path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    metric: str | None = None,
    run: str | None = None,
    unit: str | None = None,
) -> LossLog:
    """Read the log of a training run, in whatever format it was written.

    Parameters
    ----------
    path : str, path, or sequence of them
        A file (plain or gzip), a folder of results, several files, or "-" for standard input.
    metric : str, optional
        Name of the series to diagnose; by default the training loss.
    run : str, optional
        Name of the run, where the log holds several.
    unit : {"epoch", "step", "sample"}, optional
        Unit to count the series in, if the log counts in several or does not say.

    Returns
    -------
    LossLog

    Raises
    ------
    DataError
        The file cannot be read, the log has no losses, or it has several runs or several training
        losses and none was chosen.
    OptionError
        The log does not have this metric, run, or unit.
    """
    names = [path] if isinstance(path, str | os.PathLike) else list(path)
    given = [os.fspath(name) for name in names]
    if not given or not all(name.strip() and (name == "-" or name.strip(". ")) for name in given):
        raise DataError("--history names no file: give a log with one loss on each line.")
    files, inside = _files(given)
    if again := [name for name in given if given.count(name) > 1]:
        raise DataError(f"--history names {again[0]} twice: give each log once.")
    parts = [(_read_file(str(file)), file) for file in files]
    return select(_together(parts, inside, ", ".join(given)), metric, run, unit)


def _files(given: list[str]) -> tuple[list[Path], Path | None]:
    """Return the files that the paths name, and their folder if one was given."""
    if len(given) == 1 and given[0] != "-" and Path(given[0]).expanduser().is_dir():
        return files_of(given[0]), Path(given[0]).expanduser()
    files: list[Path] = []
    for name in given:
        inside = name != "-" and Path(name).expanduser().is_dir()
        files += files_of(name) if inside else [Path(name)]
    return files, None


def _read_file(name: str) -> Records:
    log = open_log(name)
    with closing(log):
        if (events := event_files.read(log)) is not None:
            return events
        log = with_head_lines(log)
        try:
            for family in FAMILIES:
                if (records := family(log)) is not None:
                    return records
        except NumeralError as error:
            raise DataError(f"{log.name}: {error}. Correct it, or leave it out.") from error
        raise columns.refusal(log)


def _together(parts: list[tuple[Records, Path]], folder: Path | None, source: str) -> Records:
    """Return the records of several files: their runs, or the series of one run."""
    if len(parts) == 1:
        records, file = parts[0]
        _name_by_file(records, file)
        return records
    names = _names(parts, folder)
    together = Records(parts[0][0].format, source, strict=all(r.strict for r, _ in parts))
    of_one_run = _are_series_of_one_run([records for records, _ in parts], names)
    for (records, file), (run, role) in zip(parts, names, strict=True):
        _name_by_file(records, file)
        _append(together, records, "" if of_one_run else run, role)
    return together


def _names(parts: list[tuple[Records, Path]], folder: Path | None) -> list[tuple[str, str]]:
    """Return the name of each file's run, and its role by its folder or name."""
    found = []
    for _, file in parts:
        inside = file.parent
        own = file.name.split(".")[0]
        named_alike = sum(other.name.split(".")[0] == own for _, other in parts) > 1
        role = role_of(inside.name if named_alike else own)
        if not named_alike:
            found.append((own, own if role else ""))
            continue
        at = inside.parent if role else inside
        relative = os.path.relpath(at, folder) if folder else at.name
        found.append((relative if relative != "." else at.name, inside.name if role else ""))
    return found


def _are_series_of_one_run(records: list[Records], names: list[tuple[str, str]]) -> bool:
    """Return whether the files are series of one run: train.csv and val.csv, or its metrics."""
    if len({run for run, _ in names}) == 1:
        return True
    if all(role for _, role in names):
        return len({role_of(role) for _, role in names}) == len(names)
    series = [set(each.columns) for each in records]
    return all(len(own) == 1 for own in series) and len(set.union(*series)) == len(series)


def _append(together: Records, records: Records, run: str, role: str) -> None:
    """Append the records of a file to those of others."""
    before = len(together)
    for unit, places in records.place_columns().items():
        told = together.places.setdefault(unit, array("d"))
        told.extend([float("nan")] * (before - len(told)))
        told.frombytes(places.tobytes())
    together.count += len(records)
    if len(together.lines) == before and len(records.lines) == len(records):
        together.lines.extend(records.lines)
    for (own_run, name), column in records.columns.items():
        at = column.records or array("I", range(len(column.values)))
        title = f"{role}/{name}" if role and not role_of(name) else name
        key = ("/".join(filter(None, (run, own_run))), title)
        into = together.columns.setdefault(key, Column(records=array("I")))
        if into.records is not None:
            into.records.extend(before + i for i in at)
        into.values.extend(column.values)
        if name in records.ranks:
            together.ranks[title] = records.ranks[name]
        if name in records.kinds:
            together.kinds[title] = records.kinds[name]
        if name in records.broken:
            together.broken[title] = records.broken[name]
    together.notes += [note for note in records.notes if note not in together.notes]


def _name_by_file(records: Records, file: Path) -> None:
    """Name a series after its file, as for TensorBoard and MLflow, if its column has no name."""
    unnamed = [key for key in records.columns if key[1].casefold() == "value"]
    if len(unnamed) != 1 or len(records.columns) > 1:
        return
    tag = re.search(r"(?:^|[-_])tag-(.+?)(?:\.csv|\.json)?$", file.name)
    name = tag[1] if tag else "" if file.suffix else file.name
    if name:
        records.columns = {(unnamed[0][0], name): records.columns[unnamed[0]]}
        records.ranks = {}
