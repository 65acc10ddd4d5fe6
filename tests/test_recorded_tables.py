"""Everything that is read from tables of each format, or refused, is what it was.

Each is read at once and in passes: a record says what of the two differs.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.data_table import Table
from file_formats import FORMATS
from records import Case, check, printed, refusal
from test_bad_input import CSV_FILES
from test_doubtful_columns import DOUBTFUL, lines
from test_table_files import MARKS, WRITTEN
from workbooks import workbook


def content_of(table: Table) -> dict[str, Any]:
    """Return all that was read."""
    found = {
        "names": [*table.feature_names, table.target],
        "rows": len(table.y),
        "X": [*table.X[:1].tolist(), table.X.sum(axis=0)],
        "y": [table.y[0] if len(table.y) else None, table.y.sum()],
        "weights": None if table.weights is None else table.weights[:5].tolist(),
        "low": None if table.X_low is None else table.X_low[:3].tolist(),
        "dropped": table.rows_dropped,
        "findings": [str(finding) for finding in table.findings],
        "levels": table.levels,
    }
    return _without_nothing(found)


def summary_of(data: Any, target: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """Return what a pass over the data finds, in the form of `content_of`."""
    found = ds.summarize(data, target, engine="threads", **options)
    fields = {
        "names": [*found.feature_names, found.target],
        "rows": found.summary.count,
        "dropped": found.rows_dropped,
        "findings": [str(finding) for finding in found.findings],
        "levels": found.levels,
    }
    return _without_nothing(fields)


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if isinstance(value, np.ndarray) or value}


def read(
    content: str | bytes, target: str | None = "y", name: str = "d.csv", **options: Any
) -> dict[str, Any]:
    """Return what is read from a file, and what differs in passes."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_both(name, target, options)


def read_both(data: Any, target: str | None, options: dict[str, Any]) -> dict[str, Any]:
    at_once = _or_refused(lambda: content_of(ds.read(data, target, **options)))
    if "exact_decimals" in options:
        return at_once
    in_passes = _or_refused(lambda: summary_of(data, target, options))
    other = {key: value for key, value in in_passes.items() if at_once.get(key) != value}
    return at_once | ({"in passes": other} if other else {})


def _or_refused(do: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = do()
    except ds.DownslopeError as error:
        return {type(error).__name__: str(error)}
    return found


CASES: dict[str, Case] = {
    **{f"written: {name}": partial(read, content) for name, (content, _) in WRITTEN.items()},
    **{f"marks: {name}": partial(read, content, drop_missing=True)
       for name, (content, _) in MARKS.items()},
    **{f"refused: {name}": partial(read, content) for name, (content, _) in CSV_FILES.items()},
    **{f"format: {name}": partial(read, content, name=name) for name, content in FORMATS.items()},
}  # fmt: skip


def doubtful(column: tuple[str, object]) -> dict[str, Any]:
    return read_both(lines(*column), "y", {})


def in_a_workbook(*rows: list[Any], **options: Any) -> dict[str, Any]:
    workbook("d.xlsx", {"one": [], "two": list(rows)})
    return read_both("d.xlsx", "y", options)


def in_a_folder(*contents: str, **options: Any) -> dict[str, Any]:
    Path("parts").mkdir()
    for place, content in enumerate(contents):
        Path(f"parts/{place}.csv").write_text(content)
    return read_both("parts", "y", options)


def column(*values: object, head: str = "x,y") -> str:
    """Return a CSV file of a column beside y = 0, 1, 4, …"""
    rows = [f"{value},{place * place}" for place, value in enumerate(values)]
    return "\n".join([head, *rows]) + "\n"


DAYS = column("2020-01-31", "2020-02-29", "2021-12-01", "1969-07-20", head="d,y")
TIMES = column("2020-01-31 06:00", "2020-02-29T23:59:30Z", "2021-12-01 12:00", head="d,y")
LETTERS = column("b", "a", "c", "b", "NA", "a", head="k,y")
CASES |= {
    **{f"doubtful: {name}": partial(doubtful, given) for name, (given, *_) in DOUBTFUL.items()},
    **{f"dates in {unit}": partial(read, DAYS, date={"d": unit})
       for unit in ("days", "hours", "seconds", "years", "year", "quarter", "month", "weekday")},
    "times in hours": partial(read, TIMES, date={"d": "hours"}),
    "hours of the day": partial(read, TIMES, date={"d": "hour"}),
    "dates of two readings": partial(read, column("01/02/2020", "03/04/2020", head="d,y"),
                                     date={"d": "days"}),
    "dates in a format": partial(read, column("01/02/2020", "03/04/2020", head="d,y"),
                                 date={"d": "days:%d/%m/%Y"}),
    "months as levels": partial(read, DAYS, date={"d": "month"}, categorical=["d"]),
    "levels": partial(read, LETTERS, categorical=["k"], drop_missing=True),
    "levels with a missing mark": partial(read, LETTERS, categorical=["k"], keep_levels="NA"),
    "missing level": partial(read, LETTERS, categorical=["k"]),
    "levels of numbers": partial(read, column(3, 1, 2, 3, 10, 1), categorical=["x"]),
    "missing values": partial(read, column(1, "", 2, "NA", 5, "nan", 7)),
    "missing values dropped": partial(read, column(1, "", 2, "NA", 5, "nan", 7), drop_missing=True),
    "codes given": partial(read, column(1, -999, 2, 5, -99, 7), missing=[-999, -99],
                           drop_missing=True),
    "codes of a column": partial(read, column(1, -999, 2, 5, -99, 7), missing={"x": -999},
                                 drop_missing=True),
    "codes unsaid": partial(read, column(*[1.5, 2.25, 3.125, 2.75] * 8, -999, 1.25, -999)),
    "no header": partial(read, "1,2\n3,5\n4,4\n", "column_2", header=False),
    "header of numbers": partial(read, "1,2\n3,5\n4,4\n", None),
    "exact decimals": partial(read, column(0.1, 0.2, 0.7, "1e-3"), exact_decimals=True),
    "Latin-1": partial(read, "größe,y\n1,2\n2,3\n4,4\n".encode("latin-1")),
    "named encoding": partial(read, "größe,y\n1,2\n2,3\n4,4\n".encode("cp1252"), encoding="cp1252"),
    "index kept": partial(read, ",x,y\n0,1,2\n1,3,3\n2,2,5\n", keep_index=True),
    "totals": partial(read, "k,x,y\na,1,2\nb,3,3\nc,2,5\nTotal,6,10\n", features=["x"]),
    "sums below": partial(read, column(1, 2, 3, 4, 10).replace("10,16", "10,14")),
    "constant": partial(read, column(2, 2, 2, 2)),
    "long numbers": partial(read, column("0.1234567890123456789", "1e308", "5e-324", "-0.0")),
    "one row": partial(read, column(1)),
    "no rows": partial(read, "x,y\n"),
    "other target": partial(read, column(1, 2, 4), "z"),
    "near name": partial(read, column(1, 2, 4, head="x,weight"), "wieght"),
    "twice": partial(read, column(1, 2, head="y,y")),
    "weights": partial(lambda text: content_of(ds.read(_put(text), "y", ["x"], weights="w")),
                       "x,w,y\n1,0.5,2\n2,0,3\n4,2,9\n"),
    "negative weights": partial(
        lambda text: refusal(lambda: ds.read(_put(text), "y", ["x"], weights="w")),
        "x,w,y\n1,0.5,2\n2,-1,3\n4,2,9\n"),
    "workbook": partial(in_a_workbook, ["x", "y"], [1, 2], [2.5, 3], [4, None], drop_missing=True),
    "workbook with a title": partial(in_a_workbook, ["Means", None], ["x", "y"], [1, 2], [3, 4]),
    "workbook of text": partial(in_a_workbook, ["x", "y"], ["a", 2], ["b", 3]),
    "folder": partial(in_a_folder, column(1, 2, 4), column(5, 7), "x,y\n"),
    "folder of other columns": partial(in_a_folder, column(1, 2, 4), column(5, 7, head="z,y")),
    "folder in other order": partial(in_a_folder, column(1, 2, 4), "y,x\n1,5\n2,6\n"),
    "damaged gzip": partial(read, b"\x1f\x8b\x08\x00damaged", name="d.csv.gz"),
    "damaged parquet": partial(read, b"PAR1damagedPAR1", name="d.parquet"),
    "damaged JSON lines": partial(read, '{"x": 1, "y": 2}\n{"x": 1, "y"\n', name="d.jsonl"),
    "JSON lines": partial(read, '{"x": 1, "y": 2}\n{"y": 3, "x": 2.5}\n{"x": null, "y": 1}\n',
                          name="d.jsonl", drop_missing=True),
    "not there": lambda: refusal(lambda: ds.read("none.csv", "y")),
    "near a data set": lambda: refusal(lambda: ds.read("huble", "y")),
    "no columns": lambda: refusal(lambda: ds.read(_put("y\n1\n2\n"), "y")),
    "printed summary": lambda: printed("summarize", _put(column(1, 2, 4, 7)), "-t", "y",
                                       "-o", "d.dss"),
}  # fmt: skip


def _put(text: str) -> str:
    Path("d.csv").write_text(text)
    return "d.csv"


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("tables", name, CASES[name])
