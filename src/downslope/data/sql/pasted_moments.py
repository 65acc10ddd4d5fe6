"""Sums by hand: one statement to paste into a console, and what it prints as a summary.

For databases that only a console reaches. The statement needs no second one: a frame inside it
gives the origins, the mean of each column. It prints one row of text, so that no program rounds
the numbers on their way here; that none has, the value of one third tells.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from downslope.data.columns import check_choice, feature_names, too_few
from downslope.data.files import cannot_open
from downslope.data.sql.sql_dialects import SqlDialect
from downslope.data_table import TableSummary
from downslope.errors import DataError
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle
from downslope.summary import Summary

MADE_BY = "downslope-moments-1"
MOST_COLUMNS = 40  # of a statement that fits into a console
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?")
ADVICE = "run the statement of 'downslope sql … --print' again, and save all that it prints as CSV"


def statement(
    dialect: SqlDialect,
    source: str,
    called: str,
    target: str,
    features: Sequence[str],
    weights: str | None = None,
    *,
    drop_missing: bool,
) -> str:
    """Write the statement whose one row `read_moments` takes.

    Parameters
    ----------
    dialect : SqlDialect
        Of the database.
    source : str
        What follows FROM.
    called : str
        The user's name for it.
    target, features, weights
        Columns that hold numbers.
    drop_missing : bool
        Leave incomplete rows out.

    Returns
    -------
    str

    Raises
    ------
    DataError
        A column is named twice, or there are too many.

    """
    style = OptionStyle.COMMAND_LINE
    check_choice(called, target, list(features), weights, style)
    if len(features) > MOST_COLUMNS:
        raise DataError(
            f"A statement to paste takes at most {MOST_COLUMNS} features, and {len(features)} are "
            f"given: choose fewer with {style.option('features')}."
        )
    names = [*features, target]
    q, columns = len(names), [*names, *([weights] if weights else [])]
    values = [_number(dialect, dialect.quoted(name)) for name in columns]
    shown = [f"x{j}" for j in range(q)] + ["w"] * (weights is not None)
    usable = " AND ".join(dialect.is_finite(value) for value in values)
    picked = ", ".join(f"{value} AS {name}" for value, name in zip(values, shown, strict=True))
    rows = f"SELECT {picked} FROM {source}" + (f" WHERE {usable}" if drop_missing else "")
    framed = ", ".join(
        f"{dialect.count.format(name)} AS c_{name}, MIN({name}) AS a_{name}, "
        f"MAX({name}) AS b_{name}, AVG({name}) AS o_{name}"
        for name in shown
    )
    shifted = ", ".join(f"x{j} - o_x{j} AS z{j}" for j in range(q))
    weight = ", w" if weights else ""
    times = "w * " if weights else ""
    what = json.dumps(
        {"features": list(features), "target": target, "weights": weights, "source": called}
    )
    fields = {"made_by": dialect.literal(MADE_BY), "columns": dialect.literal(what)}
    sums = {"third": f"MIN({dialect.number(1.0)} / 3)", "n": dialect.count.format("*")}
    if weights:
        positive = dialect.count.format("CASE WHEN w > 0 THEN 1 END")
        sums |= {"mass": "SUM(w)", "positive": positive}
    for name in shown:
        sums |= {f"{part}_{name}": f"MIN({part}_{name})" for part in "cabo"}
    sums |= {f"s_{j}": f"SUM({times}z{j})" for j in range(q)}
    sums |= {f"s_{i}_{j}": f"SUM({times}z{i} * z{j})" for i in range(q) for j in range(i, q)}
    fields |= {name: dialect.printed.format(value) for name, value in sums.items()}
    listed = ",\n  ".join(f"{value} AS {name}" for name, value in fields.items())
    ends = [f"{part}_{name}" for name in shown for part in "cabo"]
    return (
        f"WITH picked AS ({rows}),\nframe AS (SELECT {framed} FROM picked),\n"
        f"shifted AS (SELECT {shifted}{weight}, {', '.join(ends)} FROM picked CROSS JOIN frame)\n"
        f"SELECT {listed}\nFROM shifted;"
    )


def _number(dialect: SqlDialect, column: str) -> str:
    number = f"CAST({column} AS {dialect.float64})"
    if dialect.name != "sqlite":
        return number
    # Text would become 0.
    return f"CASE WHEN typeof({column}) IN ('integer', 'real') THEN {number} END"


def read_moments(file: str | Path) -> TableSummary:
    """Return the summary in what the statement printed: CSV with names above, or JSON.

    Raises
    ------
    DataError
        The file holds something else, its numbers were rounded, or rows are incomplete.

    """
    path = Path(file)
    found = _row(path)
    if found.get("made_by") != MADE_BY:
        raise DataError(f"{path} does not hold the sums of a table: {ADVICE}.")
    try:
        what = json.loads(found["columns"])
        features, target, weights = what["features"], what["target"], what["weights"]
        called, rows = str(what["source"]), int(float(found["n"]))
        if rows < 2:
            raise DataError(too_few(called, rows, 0))
        number = {name: float(value) for name, value in found.items() if name not in TEXTS}
        summary, low, high = _summary(number, len(features) + 1, weighted=weights is not None)
        shown = [f"x{j}" for j in range(len(features) + 1)] + ["w"] * (weights is not None)
        lacks = [rows - int(number[f"c_{name}"]) for name in shown]
        ends = [(number[f"a_{name}"], number[f"b_{name}"]) for name in shown]
        third = number["third"]
    except DataError:
        raise
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        comma = next((each for each in found.items() if DECIMAL_COMMA.fullmatch(each[1])), None)
        if comma is not None:
            raise DataError(
                f"{path} has numbers with decimal commas ({comma[0]} is {comma[1]}): save them "
                "with points, without a spreadsheet in between."
            ) from error
        what = f"has no {error}" if isinstance(error, KeyError) else f"does not hold it: {error}"
        raise DataError(f"{path} lacks a number of the statement (it {what}): {ADVICE}.") from error
    if third != 1.0 / 3.0:
        raise DataError(
            f"The numbers of {path} were rounded (one third is {found['third']}): save what the "
            "database prints without a spreadsheet in between."
        )
    for lacking, end, column in zip(lacks, ends, [*features, target, weights], strict=False):
        if lacking or not np.isfinite(end).all():
            what_ = counted(lacking, "missing value") if lacking else "values that are NaN or inf"
            raise DataError(
                f"Column '{column}' of {called} has {what_}: fill them in, or print the statement "
                "with --drop-missing."
            )
    if weights is not None and number["a_w"] < 0.0:
        raise DataError(f"A weight of {called} is {number['a_w']:g}: give zero or more.")
    why = summary.contradiction()
    if why:
        raise DataError(f"{path} holds sums that no rows have ({why}): {ADVICE}.")
    return TableSummary(
        feature_names=feature_names(features),
        target=target,
        summary=summary,
        weights=weights,
        source=called,
        ranges=np.array([low, high]),
        log_weights=0.0 if weights is None else float("nan"),
        whole_weights=False,
    )


TEXTS = ("made_by", "columns")


def _summary(
    number: Mapping[str, float], q: int, *, weighted: bool
) -> tuple[Summary, np.ndarray, np.ndarray]:
    origin, low, high = (
        np.array([number[f"{part}_x{j}"] for j in range(q)]) for part in ("o", "a", "b")
    )
    gram = np.zeros((q + 1, q + 1))
    gram[q, q] = number["mass"] if weighted else number["n"]
    for j in range(q):
        gram[j, q] = gram[q, j] = number[f"s_{j}"]
        for i in range(j + 1):
            gram[i, j] = gram[j, i] = number[f"s_{i}_{j}"]
    count = int(number["positive"] if weighted else number["n"])
    return Summary.of_sums(origin, gram, number["n"], count, origin), low, high


def _row(path: Path) -> dict[str, str]:
    """Return the one row of a file as text, by the names of its columns."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(cannot_open(path, error)) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not text: {ADVICE}.") from error
    rows = list(_rows(text))
    if len(rows) != 1:
        raise DataError(f"{path} holds {counted(len(rows), 'row')} instead of one: {ADVICE}.")
    return rows[0]


def _rows(text: str) -> Iterator[dict[str, str]]:
    if text.lstrip().startswith(("[", "{")):
        try:
            made: Any = json.loads(text, parse_float=str, parse_int=str)
        except json.JSONDecodeError:
            return
        for row in made if isinstance(made, list) else [made]:
            if isinstance(row, dict):
                yield {str(name).lower(): str(value) for name, value in row.items()}
        return
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    for row in csv.DictReader(io.StringIO(text), delimiter=separator, skipinitialspace=True):
        yield {str(name).strip().lower(): str(value).strip() for name, value in row.items()}
