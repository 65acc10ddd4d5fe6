"""What is read of thousands of drawn tables in text, and what is said of them, is what it was."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data.cells import ALIKE
from downslope.data.columns import MISSING_MARKS, Place, complaint
from downslope.data.csv_header import csv_header
from downslope.data.decimal_marks import READINGS, as_parsed, readings_of
from downslope.data.dialect import Dialect
from downslope.data.doubtful_columns import grouped, may_be_grouped
from downslope.data.encoding import encoding_of, not_text
from downslope.data.total_rows import named_totals, rows_of_sums
from downslope.numerics.arguments import OptionStyle
from records import Case, check
from tallies import tally, wide

STYLES = [*OptionStyle]
NAMES = ("x", "z", "size", "Größe", "a b", '"q"', "", " ", "index", "id", "zip_code", "b", "1a",
         "ROWNAMES", "Unnamed: 0", "Unnamed: 0.1", "d")  # fmt: skip
ODD = ("10%", "$10", "12 kg", "3 lb", "3°C", "#DIV/0!", "#N/A", "03.04.2020", "2020-01-02",
       "Jan 2, 2020", "2-Jan-2020", "2020-13", "2020-12", "(12.50)", "12.50-", "1.5D+01", "<0.5",
       "≥ 3", "----", "--", "# no", "// no", "#1", "true", "No", "t", "ab", "a b", "1 2", "1,5",
       "1.2.3", "_1", "x", "NA", "-", "1e", "١٢", "\x07", "€ 3", "5 €", "1'000", "12kg3", "--3",
       "03/04-20", "2020-01-02T10:20", "1/2/20 3:04", "9" * 17, str(2**53), str(-(2**53) - 1),
       "-inf", "1e400")  # fmt: skip


def picked(source: random.Random, *choices: Any) -> Any:
    """Return the first of some choices in half of all draws, else any."""
    return choices[0] if source.random() < 0.5 else source.choice(choices)


def number(source: random.Random, kind: str) -> str:
    match kind:
        case "whole":
            return str(source.randrange(-20, 400))
        case "decimal":
            return f"{source.uniform(-20, 90):.{source.choice([1, 2, 3])}f}"
        case "comma":
            return f"{source.uniform(-20, 90):.2f}".replace(".", ",")
        case "exponent":
            return f"{source.gauss(0, 1):.3e}"
        case "long":
            return str(source.choice([2**53 - 1, 2**53, 2**53 + 1, 12, 0.1234567890123456789]))
        case "grouped":
            return source.choice(["1.234", "12.500", "512", "7.000", "100"])
        case "padded":
            return f"{source.choice([0, 1, 2]) or '0'}{source.randrange(0, 100):02d}"
        case "truth":
            return source.choice(["true", "false"])
        case "date":
            return f"20{source.randrange(10, 30)}-0{source.randrange(1, 10)}-1{source.randrange(9)}"
        case "word":
            return source.choice(
                ["oak", "fir", "elm", "Oak", "große", "a,b", 'a "b"', "two\nlines"]
            )
        case _:
            return source.choice([*MISSING_MARKS, "1", "2.5"])


KINDS = ("whole", "decimal", "comma", "exponent", "long", "padded", "truth", "date", "word", "mark")


# --- headers ------------------------------------------------------------------------------------


def lines_of(source: random.Random) -> tuple[list[list[str]], str]:
    """Draw fields of a header and rows, and the separator."""
    width, rows = source.choice([1, 2, 2, 3, 4]), source.choice([0, 1, 2, 3, 4, 8])
    kinds = [picked(source, "whole", *KINDS) for _ in range(width)]
    names = source.sample(NAMES, width) if source.random() < 0.7 else ["x", "z", "y", "w"][:width]
    head = [names] if source.random() < 0.85 else []
    if source.random() < 0.1:
        head.append(source.choice([["m", "s", "kg", "K"], ["", "s", "kg", "m"], names])[:width])
    body = [[number(source, kind) for kind in kinds] for _ in range(rows)]
    if source.random() < 0.3:  # rows that begin with their names, as those of R
        quote = source.choice(['"', ""])
        same = source.random() < 0.2
        body = [[f"{quote}r{0 if same else i}{quote}", *row] for i, row in enumerate(body)]
        body = [[str(i), *row[1:]] for i, row in enumerate(body)] if not quote and same else body
    if source.random() < 0.15:  # rows that end with a separator
        body = [[*row, source.choice(["", "", " "])] for row in body]
    if source.random() < 0.15 and body:
        source.choice(body).append("9")
    if source.random() < 0.1 and body:
        source.choice(body).pop()
    return head + body, picked(source, ",", ";", "\t", "|", " ", "  ")


def text_of(source: random.Random) -> str:
    fields, separator = lines_of(source)
    quote = separator == "," or source.random() < 0.5
    lines = [
        separator.join(f'"{each.replace(chr(34), 2 * chr(34))}"' if quote and separator in each
                       else each for each in row)
        for row in fields
    ]  # fmt: skip
    above: list[str] = []
    if source.random() < 0.25:
        titles = ["Heights, by plot", "Heights", "Heights,,", "a;b", "1,2", '"q"', "x,"]
        above += source.sample(titles, source.choice([1, 2]))
    if source.random() < 0.25:
        comments = ["# by hand", "#", "# x z y", "# x, z", "#x,y", "#id z", "  # x"]
        at = source.choice([0, len(above)])
        above[at:at] = source.sample(comments, source.choice([1, 2]))
    if source.random() < 0.1:
        shown = source.choice([separator, ";", ","])[:1]
        above.insert(0, source.choice([f"sep={shown}", f'"SEP={shown}"', "sep="]))
    if source.random() < 0.2:
        above.insert(source.randrange(len(above) + 1), source.choice(["", "  "]))
    lines = above + lines
    if source.random() < 0.1 and lines:
        at = source.randrange(len(lines))
        lines[at] += source.choice(['"', ' 5" tall', '"a"', ',"', ' "b" c'])
    end = picked(source, "\n", "\r\n", "\r\n", "\n\n", "\n\n", "\r")
    return end.join(lines) + source.choice([end, "", end * 2])


def of_header(source: random.Random) -> dict[str, Any]:
    text = text_of(source)
    Path("d.csv").write_bytes(text.encode())
    style = source.choice(STYLES)
    header = csv_header(Path("d.csv"), Dialect(header=source.random() < 0.85, style=style))
    form = header.form
    return {
        "outcome": f"{form.separator!r} {form.blanks:d}{form.quotes:d}{header.index:d} "
        + " ".join(each.code[:4] for each in header.notes),
        "said": [*header.names, *(note.evidence for note in header.notes), form.header.decode()],
        "lines": form.header_lines,
        "width": form.width,
        "broken": len(form.broken_line(Path("d.csv")) or ""),
    }


ENCODINGS = ("utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be",
             "utf-32", "utf-32-le", "utf-32-be", "cp1250")  # fmt: skip
BEGINNINGS = (b"PK\x03\x04", b"PAR1", b"<!doctype HTML>", b" <html>", b"<?xml", b"\0", b"\x81",
              b"\xff\xfe", b"\x07", b"\xc3", b"")  # fmt: skip


def of_encoding(source: random.Random) -> dict[str, Any]:
    text = "größe,y\n" + "1,2\n" * source.choice([0, 1, 5]) + source.choice(["", "é", "x", "日本"])
    if source.random() < 0.15:
        text = text[: source.choice([0, 1, 2, 3])]
    encoding = source.choice(ENCODINGS)
    content = text.encode(encoding, "ignore")
    if source.random() < 0.3:
        at = source.choice([0, 0, len(content)])
        content = content[:at] + source.choice(BEGINNINGS) + content[at:]
    if source.random() < 0.1:
        content = content[:-1]
    Path("d.csv").write_bytes(content)
    named = source.choice([None, None, None, *ENCODINGS])
    try:
        header = csv_header(Path("d.csv"), Dialect(encoding=named))
        said = [*header.names, *map(str, header.notes), f"{header.form.header_lines}"]
    except ds.DataError as error:
        said = [str(error)]
    return {
        "outcome": f"{encoding_of(content)} {len(said)}",
        "said": [not_text(Path("d.csv"), content) or "", *said],
    }


# --- columns ------------------------------------------------------------------------------------


def of_cells(source: random.Random) -> dict[str, Any]:
    """Complain about a column in which some cells are no numbers."""
    cells = [number(source, picked(source, "whole", "mark")) for _ in range(source.randrange(9))]
    name = source.choice(["x", "no", "12"])
    some = source.sample([*ODD, name], source.choice([1, 1, 1, 2, 3, 4, 5]))
    if source.random() < 0.3:
        look = source.choice([*ALIKE])
        some = [source.choice([f"{look}3", f"1{look}000", f"{look}a", f"1{look}5"])]
    some *= source.choice([1, 1, 2])
    for each in some:
        at = picked(source, source.randrange(len(cells) + 1), 0, len(cells))
        cells.insert(at, each)
    place = Place("d.csv", source.choice([None, "e.csv"]), source.choice([0, 7]),
                  source.random() < 0.5, source.choice(STYLES))  # fmt: skip
    found = complaint(pl.Series(cells), name, place)
    return {"outcome": "none" if found is None else found[1][:12], "said": found or ""}


def marked(source: random.Random) -> str:
    """Draw a number of some way of writing."""
    size = round(wide(source, 1, 3e6))
    mark, point = source.choice([",", ".", "'", "’", " ", "_", "", ""]), source.choice(".,")
    digits = source.choice([0, 0, 1, 2, 3])
    whole = f"{size:,}".replace(",", mark)
    fraction = point + f"{source.random():.{digits}f}"[2:] if digits else ""
    more = source.choice(["", "", "", "e2", "E-1"])
    return source.choice(["", "", "-", "+"]) + whole + fraction + more


def of_marks(source: random.Random) -> dict[str, Any]:
    """Read numbers whose marks are to be found."""
    style = source.choice(STYLES)
    first = marked(source)
    cells = [first, *(marked(source) if source.random() < 0.15 else first.replace("1", "3")
                      for _ in range(source.randrange(4)))]  # fmt: skip
    cells += source.choice([[], [""], ["NA"], ["nan"], ["12"], ["word"], ["1.234"], ["0,5"]])
    column = pl.Series(cells)
    beside = pl.Series([source.choice(["1,5", "2", "1.5", "a"])] * len(cells))
    columns = {"x": column, "z": beside} if source.random() < 0.3 else {"x": column}
    given = {
        "decimal": picked(source, None, None, ".", ".", ",", ",", ";"),
        "thousands": picked(source, None, None, *",,..''’ __x", "\u202f", ""),
    }
    options = Dialect.of(style, given)
    place = Place("d.csv", style=style)
    allowed = options.marks if source.random() < 0.8 else READINGS
    readings = readings_of(columns, allowed, source.choice(",;"), place)
    later = {"x": pl.Series([*cells, first if source.random() < 0.7 else marked(source)])}
    parsed, left = as_parsed(later, readings, place.after(len(cells)))
    values = parsed[0].cast(pl.Float64, strict=False)
    return {
        "outcome": f"{readings[0]} {len(readings)} {len(left)}",
        "values": values.drop_nulls().to_numpy(),
        "lost": values.null_count(),
    }


def sums_below(source: random.Random) -> dict[str, Any]:
    """Look for rows that sum up others."""
    rows, width = source.choice([1, 2, 3, 4, 5, 7, 8, 9, 12]), source.choice([1, 2, 3])
    values = np.array([[source.randrange(1, 50) for _ in range(width)] for _ in range(rows)], float)
    if source.random() < 0.3:
        values[:, 0] = source.choice([0, 7])
    said = []
    total = values.sum(axis=0)
    near = 1 + source.choice([0, 0, 0, 0.9e-4, 1.1e-4, -0.9e-4])
    for j in range(width):
        if source.random() < 0.3:
            total[j] = source.choice([values[:, j].mean(), 0.0, values[:, j].mean(), 3.25])
    total = total * near
    match source.choice(["last", "first", "twice", "groups", "groups", "none"]):
        case "last":
            values = np.vstack([values, total])
        case "first":
            values = np.vstack([total, values])
        case "none":
            pass
        case kind:
            groups = []
            for part in np.array_split(values, source.choice([1, 2, 3, 4])):
                groups += [*part, part.sum(axis=0)] if len(part) > 1 or not len(part) else [*part]
            values = np.vstack([*groups, *([total] if kind == "twice" else [])])
    found = rows_of_sums(values[:, :-1], values[:, -1])
    said += [str(each) for each in found]
    words = ["Total", "sum", " Grand total:", "mean", "Averages", "Oslo", "total war", "subtotal"]
    cells = [picked(source, "Oslo", *words, None) for _ in range(source.randrange(1, 7))]
    frame = pl.DataFrame({"n": [1] * len(cells), "city": pl.Series(cells, dtype=pl.String)})
    tail = frame[::-1] if source.random() < 0.5 else None
    head = frame if source.random() < 0.5 else frame.head(1)
    said += [str(each) for each in named_totals(Path("d.csv"), head, tail)]
    return {"outcome": " ".join(each.split()[1] for each in said), "said": said}


def of_groups(source: random.Random) -> dict[str, Any]:
    """Look for points that mark thousands."""
    cells = [
        source.choice(["1.234", "12.500", "512", "7.000", "-3.250", "+999", "100"])
        for _ in range(source.randrange(1, 9))
    ]
    for _ in range(source.choice([0, 0, 0, 1])):
        cells[source.randrange(len(cells))] = source.choice(
            ["1.25", "0.500", "1000", "1000.125", "1.2345", "0.999", "1.0005", "", "1.0000001"]
        )
    frame = pl.DataFrame({"x": cells})
    numbers = frame.cast(pl.Float64, strict=False)
    doubted = may_be_grouped(numbers)
    found = grouped(frame, source.choice(STYLES))
    return {"outcome": f"{len(doubted)} {len(found)}", "said": [str(each) for each in found]}


# --- whole tables -------------------------------------------------------------------------------


def column_of(source: random.Random, rows: int, at: int) -> tuple[str, list[str]]:
    kind = picked(
        source, "decimal", *KINDS, "grouped", "rows", "days", "months", "years", "codes", "constant"
    )
    name = source.choice(NAMES) if source.random() < 0.15 else "abc"[at]
    match kind:
        case "rows":
            first, step = source.choice([0, 1, 1, 2]), source.choice([1, 1, 1, 2])
            name = picked(source, "id", "index", "x", "", "level_0", "Unnamed: 0", "rownames")
            return name, [str(first + step * i) for i in range(rows)]
        case "days":
            return name, [str(20230101 + 100 * (i % 12) + i % 28) for i in range(rows)]
        case "months":
            return name, [str(202301 + i % 12 + 100 * (i // 12)) for i in range(rows)]
        case "years":
            return name, [str(1990 + i) for i in range(rows)]
        case "constant":
            return name, ["3.5"] * rows
        case "codes":
            cells = [number(source, "decimal") for _ in range(rows)]
            for _ in range(source.choice([1, 2, 3])):
                cells[source.randrange(rows)] = source.choice(["-999", "9999", "-1"])
            return name, cells
        case _:
            cells = [number(source, kind) for _ in range(rows)]
            if source.random() < 0.1:
                cells[source.randrange(rows)] = source.choice([*MISSING_MARKS, *ODD, " 3 "])
            return name, cells


OPTIONS: tuple[dict[str, Any], ...] = (
    {"drop_missing": True}, {"drop_missing": True}, {"keep_index": True},
    {"features": ["a"]}, {"features": ["a", "b"]}, {"categorical": ["a"]},
    {"categorical": ["a"], "keep_levels": "NA"}, {"missing": [-999, 9999]}, {"missing": {"a": -1}},
    {"decimal": ","}, {"decimal": "."}, {"thousands": ","}, {"thousands": "."}, {"header": False},
    {"encoding": "latin-1"}, {"weights": "w"}, {"exact_decimals": True}, {"date": {"d": "days"}},
    {"missing": "2", "keep_levels": "NA"},
)  # fmt: skip


def in_quotes(cell: str, separator: str) -> str:
    needs = '"' not in cell and (separator in cell or "\n" in cell)
    return f'"{cell}"' if needs else cell


def table_of(source: random.Random, rows: int) -> tuple[str, dict[str, Any]]:
    columns = [column_of(source, rows, at) for at in range(source.choice([1, 2, 2, 3]))]
    columns.insert(source.choice([0, len(columns)]), ("y", [str(i * i % 11) for i in range(rows)]))
    words = [name for name, cells in columns if not any(map(str.isdigit, "".join(cells)))]
    options: dict[str, Any] = {"categorical": words} if words and source.random() < 0.7 else {}
    for _ in range(source.choice([0, 1, 1, 2])):
        options |= source.choice(OPTIONS)
    if "weights" in options:
        columns.append(("w", [picked(source, "1", "2", "0.5", "0", "-1") for _ in range(rows)]))
    if "date" in options:
        columns.append(("d", [number(source, "date") for _ in range(rows)]))
    separator = picked(source, ",", ";", "\t", "  ")
    lines = [
        separator.join(in_quotes(each, separator) for each in row)
        for row in zip(*[[name, *cells] for name, cells in columns], strict=True)
    ]
    if source.random() < 0.1:
        lines.insert(source.randrange(1, len(lines) + 1), picked(source, "", separator * 2, "5"))
    if source.random() < 0.15:
        lines += source.choice([["", ""], [separator] * 2, ["Total" + separator + "9"], ["", "5"]])
    end = source.choice(["\n", "\n", "\r\n"])
    return end.join(lines) + source.choice([end, ""]), options


@contextlib.contextmanager
def small_pieces(source: random.Random) -> Iterator[None]:
    """Read a file in pieces of a few lines, the first ones apart."""
    size = source.choice([100, 200, 400])
    with (
        patch("downslope.data.csv_pieces.PIECE", size),
        patch("downslope.data.csv_pieces.PROBE", source.choice([32, 16384])),
        patch("downslope.data.csv_pieces.TAIL", 60),
        patch("downslope.data.csv_file.HEAD_BYTES", source.choice([64, 200])),
    ):
        yield


def of_table(source: random.Random) -> dict[str, Any]:
    text, options = table_of(source, source.choice([2, 3, 5, 9]))
    Path("d.csv").write_text(text)
    return read(options)


def read(options: dict[str, Any]) -> dict[str, Any]:
    table = ds.read("d.csv", "y", **options)
    return told(table) | {
        "X": table.X, "y": table.y, "weights": table.weights, "low": table.X_low,
    }  # fmt: skip


def in_pieces(source: random.Random) -> dict[str, Any]:
    text, options = table_of(source, source.choice([6, 12, 20]))
    encoding = picked(source, "utf-8", "utf-8", "utf-16", "latin-1")
    Path("d.csv").write_bytes(text.encode(encoding, "replace"))
    with small_pieces(source):
        return read(options)


def of_passes(source: random.Random) -> dict[str, Any]:
    text, options = table_of(source, source.choice([3, 12]))
    options.pop("exact_decimals", None)
    Path("d.csv").write_text(text)
    table = ds.summarize("d.csv", "y", engine="threads", workers=1, **options)
    found = table.summary
    return told(table) | {
        "rows": found.count, "mean": found.origin + found.mean, "scatter": np.diag(found.scatter),
    }  # fmt: skip


def told(table: ds.Table | ds.TableSummary) -> dict[str, Any]:
    """Return what is said of a table beside its numbers."""
    levels = [f"{name}: {' '.join(each)}" for name, each in table.levels]
    return {
        "outcome": " ".join(each.code[:6] for each in table.findings),
        "said": [*table.feature_names, *map(str, table.findings), *levels],
        "dropped": table.rows_dropped,
    }


CASES: dict[str, Case] = {
    **{f"headers {part}": partial(tally, f"headers {part}", 1000, of_header) for part in range(2)},
    "encodings": partial(tally, "encodings", 600, of_encoding),
    "cells": partial(tally, "cells", 900, of_cells),
    "marks": partial(tally, "marks", 350, of_marks),
    "sums below": partial(tally, "sums below", 700, sums_below),
    "thousands": partial(tally, "thousands", 300, of_groups),
    **{f"tables {part}": partial(tally, f"tables {part}", 60, of_table) for part in range(3)},
    **{f"pieces {part}": partial(tally, f"pieces {part}", 45, in_pieces) for part in range(3)},
    "passes": partial(tally, "passes", 60, of_passes),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_tables(name: str) -> None:
    check("many_tables", name, CASES[name])
