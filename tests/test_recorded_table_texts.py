"""Tables in text, and what each becomes when it is written, cut or read in another way.

Each is read at once and in passes, whole and in pieces of a few lines. A reading is told by its
names, rows, sums and findings; what the passes say is told where it differs. Each alteration is
tried on two tables that have something of everything, and on some that are odd themselves.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

import downslope as ds
from records import Case, check
from test_bad_input import CSV_FILES
from test_table_files import MARKS, WRITTEN

GROWN = (
    "plot,day,kind,size,share,y\n"
    "1,2026-03-01,oak,4.5,10.25,3\n"
    "2,2026-03-02,fir,5.25,NA,4\n"
    "3,2026-03-04,oak,,12.5,4.5\n"
    "4,2026-03-08,elm,6.125,13.75,7\n"
    "5,2026-03-16,fir,7,14,6.25\n"
    "6,2026-04-01,oak,-999,15.5,8\n"
    "7,2026-05-03,elm,8.75,16.25,9.5\n"
    "8,2026-07-06,fir,9.5,17,11\n"
)
COUNTED = "k,x,z,y\n" + "".join(
    f"{i},{i * i % 7}.5,{i % 3},{3 * i + i % 5}\n" for i in range(1, 15)
)
CODED = "zip,on,price,y\n" + "".join(
    f'0{1200 + 7 * i},{"true" if i % 3 else "false"},"1,{200 + i}.50",{i}\n' for i in range(12)
)
LONG_NUMBERS = (
    "x,big,y\n"
    "0.1234567890123456789,9007199254740993,1\n"
    "1e308,9007199254740995,2\n"
    "5e-324,-9007199254740997,4\n"
    "-0.0,12,3\n"
)
TEXTS: dict[str, str] = {
    "grown": GROWN, "counted": COUNTED, "coded": CODED, "long numbers": LONG_NUMBERS,
} | {
    name: content
    for entries in (WRITTEN, MARKS, CSV_FILES)
    for name, (content, _) in entries.items()
    if isinstance(content, str) and len(content) < 500
}  # fmt: skip


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def repeated(text: str, times: int) -> str:
    """Return the text with its rows again and again."""
    first, *rows = lines_of(text)
    return first + "".join(rows) * times


ALTERED: dict[str, Callable[[str], str | bytes]] = {
    "whole": lambda text: text,
    "CRLF": lambda text: text.replace("\r", "").replace("\n", "\r\n"),
    "mark": lambda text: "\ufeff" + text,
    "tabs": lambda text: text.replace(",", "\t"),
    "semicolons": lambda text: text.replace(",", ";").replace(".", ","),
    "blanks": lambda text: text.replace(",", "  "),
    "bars": lambda text: text.replace(",", "|"),
    "blanks about": lambda text: text.replace(",", " , "),
    "quoted": lambda text: re.sub(r'(?m)([^,"\n]+)(?=,|$)', r'"\1"', text),
    "blank lines at the end": lambda text: text + "\n\n\n",
    "separators at the end": lambda text: text + ",,\n,,\n",
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "title": lambda text: "Heights, by plot\n\n" + text,
    "comment": lambda text: "# by hand\n#\n" + text,
    "units": lambda text: "".join([*lines_of(text)[:1], "m,s,kg\n", *lines_of(text)[1:]]),
    "names again": lambda text: text + "".join(lines_of(text)[:1]),
    "no header": lambda text: "".join(lines_of(text)[1:]),
    "no end": lambda text: text.rstrip("\n"),
    "one row": lambda text: "".join(lines_of(text)[:2]),
    "a row too short": lambda text: text + "5\n",
    "a row too long": lambda text: text + "5,6,7,8,9,10,11\n",
    "a quote": lambda text: text + 'a "b",3\n',
    "an open quote": lambda text: text + '"3,4\n5,6\n',
    "text below": lambda text: text + "Source: our own\n",
    "a total": lambda text: text + "Total" + ",30" * lines_of(text + "\n")[0].count(",") + "\n",
    "a column of rows": lambda text: "".join(f"{i or ''},{line}" for i, line in
                                             enumerate(lines_of(text))),
    "names in capitals": lambda text: "".join([line.upper() if not i else line for i, line in
                                               enumerate(lines_of(text))]),
    "the same names": lambda text: text.replace("x", "y", 1),
    "Latin-1": lambda text: text.replace("x", "größe", 1).encode("latin-1", "replace"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "half a file": lambda text: text[: len(text) // 2],
    "a zero byte": lambda text: text + "\0",
}  # fmt: skip
CHOICES: dict[str, dict[str, Any]] = {
    "incomplete rows left out": {"drop_missing": True},
    "every text a category": {"categorical": "all"},
    "index kept": {"keep_index": True},
    "decimal commas": {"decimal": ","},
    "decimal points": {"decimal": "."},
    "thousands by commas": {"thousands": ","},
    "no header": {"header": False, "target": "column_2"},
    "x alone": {"features": ["x"]},
    "x as levels": {"categorical": ["x"]},
    "codes": {"missing": [-999, 2], "drop_missing": True},
    "UTF-8": {"encoding": "utf-8"},
    "Latin-1": {"encoding": "latin-1"},
    "no target": {"target": None},
    "other target": {"target": "x"},
    "weights": {"weights": "x"},
    "d as days": {"date": {"d": "days"}},
    "in decimals": {"exact_decimals": True},
}
OF_THE_GROWN: dict[str, dict[str, Any]] = {
    "levels": {"categorical": ["kind"], "features": ["kind"]},
    "levels and days": {"categorical": ["kind"], "date": {"day": "days"}, "drop_missing": True},
    "months": {"categorical": ["kind"], "date": {"day": "month"}, "missing": [-999],
               "drop_missing": True},
    "quarters": {"features": ["day"], "date": {"day": "quarter"}},
    "weekdays": {"features": ["day"], "date": {"day": "weekday"}, "categorical": ["day"]},
    "numbers": {"features": ["size", "share"], "drop_missing": True},
    "a code of a column": {"features": ["size", "plot"], "missing": {"size": -999},
                           "drop_missing": True},
    "weights": {"features": ["plot"], "weights": "y", "target": "share", "drop_missing": True},
    "plots as levels": {"features": ["plot"], "categorical": ["plot"]},
    "a level kept": {"features": ["kind"], "categorical": ["kind"], "keep_levels": "oak"},
}  # fmt: skip

AS_GROWN = {"categorical": ["kind"], "date": {"day": "days"}, "drop_missing": True}


def told(values: Any) -> str:
    """Return a sum over a table or column in which each value counts by its place."""
    flat = np.asarray(values, dtype=float).ravel()
    with np.errstate(over="ignore"):
        counted = flat / 4.0 * (1.0 + np.arange(len(flat)) % 97)
    return f"{math.fsum(counted) if np.isfinite(counted).all() else math.inf:.9g}"


def at_once(name: str, target: str | None, options: dict[str, Any]) -> list[str]:
    table = ds.read(name, target, **options)
    found = [f"{table.target} by {', '.join(table.feature_names)}", f"{len(table.y)} rows"]
    columns = (table.X, table.y, table.weights, table.X_low)
    found += [
        f"{name} {told(each)}"
        for name, each in zip(("X", "y", "weights", "low"), columns, strict=True)
        if each is not None
    ]
    return found + _beside(table)


def in_passes(name: str, target: str | None, options: dict[str, Any]) -> list[str]:
    table = ds.summarize(name, target, engine="threads", **options)
    found = [f"{table.target} by {', '.join(table.feature_names)}", f"{table.summary.count} rows"]
    return found + _beside(table)


def _beside(table: ds.Table | ds.TableSummary) -> list[str]:
    """Return what is said beside the numbers: of findings, the codes and what they concern."""
    found = [f"{table.rows_dropped} left out"] if table.rows_dropped else []
    found += [" ".join([each.code, *each.columns]) for each in table.findings]
    return found + [f"{column}: {' '.join(levels)}" for column, levels in table.levels]


def or_refused(do: Callable[[], list[str]]) -> list[str]:
    try:
        return do()
    except ds.DownslopeError as error:
        return [f"{type(error).__name__}: {error}"]


def read(content: str | bytes, options: dict[str, Any]) -> list[str]:
    """Return what is read at once, and what of it differs in passes."""
    Path("d.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    target, options = (
        options.get("target", "y"),
        {k: v for k, v in options.items() if k != "target"},
    )
    found = or_refused(lambda: at_once("d.csv", target, options))
    if "exact_decimals" in options:
        return found
    passes = or_refused(lambda: in_passes("d.csv", target, options))
    return found + [f"in passes: {each}" for each in passes if each not in found]


def in_short(content: str | bytes, options: dict[str, Any]) -> str:
    return "; ".join(read(content, options))


def altered(alteration: str) -> dict[str, str]:
    alter, first = ALTERED[alteration], [*ALTERED].index(alteration)
    every = 4 if alteration == "whole" else 40
    names = ["grown", ("counted", "coded")[first % 2], *[*TEXTS][first % every :: every]]
    return {
        name: in_short(alter(TEXTS[name]), AS_GROWN if name == "grown" else {}) for name in names
    }


def chosen(name: str) -> dict[str, str]:
    every = len(CHOICES)
    of = [*TEXTS][[*CHOICES].index(name) % every :: every]
    return {each: in_short(TEXTS[each], CHOICES[name]) for each in ["counted", *of]}


def of_the_grown(options: dict[str, Any]) -> list[str]:
    return read(GROWN, options)


def in_pieces(alteration: str) -> dict[str, str]:
    """Read long files in pieces of a few lines, their first lines apart."""
    alter = ALTERED[alteration]
    found = {}
    with (
        patch("downslope.data.csv_pieces.PIECE", 8192),
        patch("downslope.data.csv_file.HEAD_BYTES", 3000),
    ):
        for name in ("grown", "counted"):
            text = alter(repeated(TEXTS[name], 40))
            options = AS_GROWN if name == "grown" else {"drop_missing": True}
            found[name] = in_short(text, options)
    return found


CASES: dict[str, Case] = {name: partial(altered, name) for name in ALTERED}
CASES |= {f"choice: {name}": partial(chosen, name) for name in CHOICES}
CASES |= {
    f"grown: {name}": partial(of_the_grown, options) for name, options in OF_THE_GROWN.items()
}
CASES |= {f"in pieces: {name}": partial(in_pieces, name) for name in [*ALTERED][::7]}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("table_texts", name, CASES[name])
