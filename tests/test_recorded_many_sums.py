"""Sums of thousands of drawn rows, merged, taken apart, and of databases, are what they were."""

from __future__ import annotations

import csv
import random
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import downslope as ds
from downslope.data.fixed_point import nearest_floats
from downslope.data.row_labels import LabelIndex, alike_labels, coded_numbers, labels_of
from downslope.data.sql.database import Selection
from downslope.data.sql.group_sums import exact_sums_of_groups, float_sums_by, groups_of
from downslope.data.sql.integer_sums import exact_origin, exact_sums, needs_one_product
from downslope.data.sql.pasted_moments import read_moments, statement
from downslope.data.sql.sql_dialects import DIALECTS
from downslope.fitting.database_sums import framed
from downslope.numerics.arrays import Matrix
from downslope.summary import RowSums, Summary
from records import Case, check
from tallies import tally, wide


def numbers(source: random.Random, rows: int, kind: str) -> list[float]:
    match kind:
        case "whole":
            return [float(source.randrange(-9, 10)) for _ in range(rows)]
        case "far":
            start = source.choice([1e6, -1e9, 1700000000.5])
            return [start + source.gauss(0, 1) for _ in range(rows)]
        case "constant":
            return [source.choice([0.0, 2.5, 1e9 + 0.1])] * rows
        case "wide":
            return [source.choice([1, -1]) * wide(source, 1e-9, 1e9) for _ in range(rows)]
        case "narrow":
            return [sign * source.uniform(0.6, 1.1) for sign in [source.choice([1, -1])] * rows]
        case "short":
            return [source.randrange(1, 60) / 8.0 for _ in range(rows)]
        case "tiny":
            return [source.gauss(0, 1) * 1e-130 for _ in range(rows)]
        case _:
            return [source.gauss(1, 1) for _ in range(rows)]


KINDS = ("gauss", "gauss", "whole", "far", "constant", "short", "wide", "narrow")


def of_summary(found: Summary, say: str = "") -> dict[str, Any]:
    squares = found.scatter.diagonal()
    is_known = squares > 1e-6 * found.size  # what is left may be rounding
    return {
        "outcome": say,
        "count": found.count,
        "mass": found.mass,
        "mean": found.origin + found.mean,
        "squares": squares[is_known],
        "bounds": [*np.sqrt(found.size), found.depth],
    }


# --- summaries ----------------------------------------------------------------------------------


def rows_of(source: random.Random, rows: int, columns: int) -> Matrix:
    kinds = [source.choice(["gauss", "whole", "short", "constant"]) for _ in range(columns)]
    return np.array([numbers(source, rows, kind) for kind in kinds]).T.reshape(rows, columns)


def merged(source: random.Random) -> dict[str, Any]:
    """Add summaries of parts, or take one away again."""
    q = source.choice([2, 3])
    rows = rows_of(source, source.choice([1, 2, q, q + 1, 7, 20]), q)
    cut = source.randrange(len(rows) + 1)
    parts = [rows[:cut], rows[cut:]]
    weights = [np.array([picked_weight(source) for _ in part]) for part in parts]
    is_weighted, how = source.random() < 0.4, source.choice(["shared", "own", "own", "far"])
    origins = {
        "shared": [rows[0], rows[0]],
        "own": [part[0] if len(part) else rows[0] for part in parts],
        "far": [rows[0] - 3.0, rows[0] + 100.0],
    }[how]
    made = []
    for part, weight, origin in zip(parts, weights, origins, strict=True):
        blocks = np.column_stack([part, weight]) if is_weighted else part
        if source.random() < 0.3 or is_weighted:
            some = source.choice([1, 3, 100])
            blocks = [blocks[i : i + some] for i in range(0, len(blocks), some)]
            made.append(Summary.of_blocks(blocks, origin, weighted=is_weighted))
        elif len(part) and source.random() < 0.5:
            made.append(Summary.from_rows(part[:, :-1], part[:, -1]))
        else:
            made.append(Summary.of_checked(part[:, :-1], part[:, -1], origin))
    one, other = made
    match source.choice(
        ["add", "add", "take", "take", "other", "same", "columns", "rows", "width"]
    ):
        case "add":
            return of_summary(one + other, "added")
        case "take":
            rest = (one + other) - other
            return of_summary(rest, f"taken: {rest.contradiction()}")
        case "other":  # rows that are not among them
            moved = Summary.of_checked(
                parts[1][:, :-1] + source.choice([1e-9, 3.0]),
                parts[1][:, -1] * source.choice([1.0, 2.0]),
                rows[0],
            )
            return of_summary(source.choice([one + other, one, other]) - moved, "others taken")
        case "same":  # all rows, about another point
            whole, away = one + other, source.choice([1.0, 1e6, 1e10])
            again = Summary.of_checked(rows[:, :-1], rows[:, -1], rows[0] + away)
            moved = Summary.of_checked(rows[:, :-1], rows[:, -1] + 1e-3, rows[0])
            return of_summary(whole - source.choice([again, again, moved]), "same taken")
        case "columns":
            place = np.array(source.sample(range(q), source.randrange(1, q + 1)))
            return of_summary((one + other).of_columns(place), f"{one.d}: {one!r}")
        case "rows":
            intercept = source.random() < 0.5
            X, y = (one + other).equivalent_rows(intercept)
            whole = np.column_stack([X, y])
            product = whole.T @ whole
            sizes = np.sqrt(np.outer(product.diagonal(), product.diagonal()))
            known = np.abs(product) > 1e-9 * sizes
            return {"outcome": f"{X.shape[1] - q}", "shape": X.shape, "products": product[known]}
        case _:
            return of_summary(one + Summary.empty(np.zeros(q + source.choice([0, 1]))), "empty")


def picked_weight(source: random.Random) -> float:
    return source.choice([1.0, 2.0, 0.5, 0.0, 1e-3])


def contradicted(source: random.Random) -> dict[str, Any]:
    """Look at sums that were changed by a little or by much."""
    q = source.choice([2, 3])
    rows = rows_of(source, source.choice([1, 2, 3, 6]), q) + 1.0
    found = Summary.of_checked(rows[:, :-1], rows[:, -1], rows[0] * source.choice([1.0, 0.0]))
    scatter, size, mass, count, depth = found.scatter.copy(), found.size.copy(), found.mass, \
        found.count, found.depth  # fmt: skip
    near = source.choice([1e-17, 1e-15, 1e-13, 0.1, 2.0])
    match source.choice(["off", "on", "size", "mass", "count", "depth", "inf", "none"]):
        case "off":
            scatter[0, 1] = scatter[1, 0] = scatter[0, 1] + near * np.sqrt(size[0] * size[1])
        case "on":
            scatter[0, 0] -= near * size[0]
        case "size":
            size[0] *= source.choice([0.0, 0.2, 0.24, 0.26, 0.5])
        case "mass":
            mass = source.choice([0.0, -1.0, mass])
        case "count":
            count = source.choice([0, 1, count - 1])
        case "depth":
            depth = source.choice([0.0, 1.0, 3.0, 4.0, 100.0])
        case "inf":
            scatter[0, 0] = size[0] = np.inf
    changed = Summary(count, found.origin, found.mean, scatter, mass, size, depth)
    said = changed.contradiction()
    return {"outcome": " ".join(said.split()[:3]), "said": said, "bounds": [*found.size, depth]}


def by_rows(source: random.Random) -> dict[str, Any]:
    q = source.choice([1, 2, 3])
    sums = RowSums(np.zeros(q), source.random() < 0.5)
    rows = rows_of(source, source.choice([0, 1, 5, 30]), q + sums.weighted)
    for at in range(0, len(rows), 7):
        sums.add(np.abs(rows[at : at + 7]))
    return of_summary(sums.total(), repr(sums.total()))


# --- databases ----------------------------------------------------------------------------------


ENGINES = ("sqlite", "duckdb")
TYPES = ("DOUBLE", "DOUBLE", "INTEGER", "FLOAT", "DECIMAL(12,3)", "BOOLEAN", "VARCHAR")


def table_in(source: random.Random, engine: str, rows: int) -> tuple[Any, dict[str, list[Any]]]:
    """Draw a table of numbers x, z, y, weights w, labels k and g, and put it into a database."""
    kinds = [source.choice(KINDS) for _ in range(3)]
    kinds[0] = source.choice([kinds[0], "tiny"]) if source.random() < 0.05 else kinds[0]
    columns: dict[str, list[Any]] = {
        name: numbers(source, rows, kind) for name, kind in zip("xzy", kinds, strict=True)
    }
    columns["w"] = [picked_weight(source) for _ in range(rows)]
    if source.random() < 0.6:
        columns["w"] = [float(source.randrange(4)) for _ in range(rows)]
    words = source.choice([["a", "b"], ["a", "b", "c"], ["a", "A", "NA"], ["1", "10", "2.0"]])
    columns["k"] = [words[place % len(words)] for place in range(rows)]
    columns["g"] = [source.randrange(3) for _ in range(rows)]
    for _ in range(source.choice([0, 0, 0, 1, 2])):
        if rows:
            name = source.choice("xzywkg")
            columns[name][source.randrange(rows)] = source.choice([None, None, float("nan")])
    kind = source.choice(["DOUBLE", "DOUBLE", "DOUBLE", *TYPES])
    if kind in ("INTEGER", "DECIMAL(12,3)", "BOOLEAN"):
        columns["x"] = [source.choice([0, 1, 7, -3]) for _ in range(rows)]
    if source.random() < 0.04 and rows:
        kind, columns["x"][0] = "BIGINT", source.choice([2**53, 2**53 + 1])
        columns["x"] = [each if each is None else int(each) for each in columns["x"]
                        if each == each or each is None][:rows]  # fmt: skip
        columns["x"] += [3] * (rows - len(columns["x"]))
    connection = sqlite3.connect(":memory:") if engine == "sqlite" else duckdb.connect()
    types = f"x {kind}, z DOUBLE, y DOUBLE, w DOUBLE, k VARCHAR, g INTEGER"
    connection.execute(f"CREATE TABLE t ({types})")
    if rows:
        clean = [[None if each != each and name == "g" else each for each in column]
                 for name, column in columns.items()]  # fmt: skip
        lines = zip(*clean, strict=True)
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", [*lines])
    return connection, columns


def options_of(source: random.Random) -> dict[str, Any]:
    options: dict[str, Any] = {"drop_missing": source.random() < 0.5}
    options["features"] = source.choice([["x", "z"], ["x", "z"], ["x"], ["z", "k"], ["x", "k"]])
    if "k" in options["features"] and source.random() < 0.9:
        options["categorical"] = source.choice([["k"], ["k"], ["k"], {"k": ["b", "a", "c"]}])
        options["keep_levels"] = source.choice([(), ("NA",)])
    if source.random() < 0.4:
        options["weights"] = "w"
    return options


def of_database(engine: str, source: random.Random) -> dict[str, Any]:
    """Sum a table in a database."""
    connection, _ = table_in(source, engine, source.choice([0, 1, 2, 5, 12, 30]))
    rounded = "compensated" if engine == "duckdb" else "double"  # as the version of SQLite is
    grade = source.choice(["double", rounded, "exact", "exact", None])
    found = ds.summarize(connection, "y", table="t", grade=grade, **options_of(source))
    if found.exact is not None and source.random() < 0.3 and found.summary.count:
        found = found + found
    return of_table(found)


def of_table(found: ds.TableSummary) -> dict[str, Any]:
    bits = [] if found.exact is None else found.exact.scale.exponents.tolist()
    return of_summary(found.summary) | {
        "outcome": f"{len(bits)} {found.whole_weights:d} {found.rows_dropped} "
        + " ".join(each.code for each in found.findings),
        "said": [*found.feature_names, *map(str, found.findings), *map(str, found.levels)],
        "bits": bits,
        "logs": None if np.isnan(float(found.log_weights)) else float(found.log_weights),
        "ranges": found.ranges,
    }


def of_integers(source: random.Random) -> dict[str, Any]:
    """Sum a table in slices of whole numbers, which the engine adds."""
    connection, columns = table_in(source, "duckdb", source.choice([0, 1, 2, 6, 20]))
    asked = Selection("y", ["x", "z"], table="t", weights=source.choice([None, "w"]),
                      drop_missing=True)  # fmt: skip
    with framed(connection, asked, shard=True) as (query, frame):
        is_one = needs_one_product(query, frame)
        sums = exact_sums(query, frame)
        products = [sums.products(intercept=each) for each in (True, False)]
        both = sums.plus(sums).table() if sums.count else sums.table()
    return of_table(both) | {
        "outcome": f"{sums.count} {len(columns['x']) - frame.rows} {is_one:d}",
        "origins": exact_origin(frame),
        "products": [float(np.sqrt(np.abs(each.gram()[0]).diagonal().max(initial=0.0)))
                     for each in products],
        "scales": [int(e) for each in products for e in each.scale.exponents],
    }  # fmt: skip


def of_groups(source: random.Random) -> dict[str, Any]:
    """Sum each group of a table."""
    engine, exactly = source.choice(["sqlite", "duckdb", "duckdb"]), source.random() < 0.5
    connection, _ = table_in(source, engine, source.choice([1, 4, 9, 20]))
    asked = Selection("y", ["x", "z"], table="t", weights=source.choice([None, "w"]),
                      drop_missing=True,
                      by=source.choice([("g",), ("k",), ("g", "k")]))  # fmt: skip
    with framed(connection, asked, shard=True) as (query, frame):
        groups = {
            key: count for key, count in groups_of(query).items() if count and None not in key
        }
        groups = dict(sorted(groups.items(), key=str))
        if not groups:
            return {"outcome": "no group"}
        if exactly and engine == "duckdb" and source.random() < 0.7:
            tables = [each.table() for each in exact_sums_of_groups(query, frame, groups).values()]
            return {
                "outcome": f"exact {len(groups)}",
                "keys": [len(str(key)) for key in groups],
                "mass": [each.summary.mass for each in tables],
                "mean": [each.summary.origin + each.summary.mean for each in tables],
                "logs": [float(each.log_weights) for each in tables],
            }
        grade = "compensated" if exactly and engine == "duckdb" else "double"
        found = float_sums_by(query, grade, groups)
    return {
        "outcome": f"{grade} {len(groups)}",
        "mass": found.mass, "count": found.count, "depth": found.depth,
        "origin": found.origin, "logs": np.nan_to_num(found.log_weights, nan=-1.0),
        "products": np.round(found.products, 6) if np.abs(found.origin).max() < 1e4 else None,
    }  # fmt: skip


def of_statement(source: random.Random) -> dict[str, Any]:
    """Paste a statement, and read what it prints, perhaps changed on the way."""
    engine = source.choice(ENGINES)
    connection, _ = table_in(source, engine, source.choice([0, 1, 2, 6, 6, 15, 15]))
    features = source.choice([["x", "z"], ["x"], ["z"]])
    written = statement(DIALECTS[engine], "t", "t", "y", features, source.choice([None, "w"]),
                        drop_missing=source.random() < 0.6)  # fmt: skip
    try:
        cursor = connection.execute(written)
        names, lines = [each[0] for each in cursor.description], cursor.fetchall()
    except (duckdb.Error, sqlite3.Error) as error:
        return {"outcome": type(error).__name__}
    row = {name: "" if each is None else str(each) for name, each in zip(names, lines[0],
                                                                         strict=True)}  # fmt: skip
    key = source.choice([*row])
    match source.choice(["as is"] * 6 + ["gone", "rounded", "comma", "changed", "two"]):
        case "gone":
            del row[key]
        case "rounded":
            row["third"] = row["third"][: source.choice([6, 12, 17])]
        case "comma":
            row = {name: each.replace(".", ",") for name, each in row.items()}
        case "changed" if row[key].replace(".", "").isdigit():
            row[key] = str(float(row[key]) * source.choice([2, 0, -1]))
        case "two":
            lines = lines * 2
    mark = source.choice(",;\t")
    with Path("d.csv").open("w", newline="") as stream:
        csv.writer(stream, delimiter=mark).writerows([[*row], *[[*row.values()]] * len(lines)])
    return of_table(read_moments("d.csv")) | {"written": len(written)}


# --- labels and decimals ------------------------------------------------------------------------


def of_labels(source: random.Random) -> dict[str, Any]:
    values = [source.choice([1, 1.0, 2.5, -0.0, None, "a", "A", "1", "NA", "", True, float("nan"),
                             1e19, "1.0", " a"]) for _ in range(source.randrange(6))]  # fmt: skip
    text = labels_of(values, source.choice([(), ("NA",)]), single=source.random() < 0.3)
    low = source.choice([0, -5, 10**12])
    whole = np.array([low + source.choice([0, 1, 2, 5, 10, 19, 20, 21]) for _ in range(5)])
    distinct, codes = coded_numbers(whole[: source.choice([0, 1, 5, 5])])
    index = LabelIndex()
    first = index.places_of(distinct)
    labels = np.array(sorted({*text.drop_nulls().to_list()}), dtype=np.str_)
    more = source.choice([labels, np.array([3, 10, 12])])
    later = index.places_of(more)
    said = [str(each) for each in alike_labels(labels, "k")]
    return {
        "outcome": f"{len(distinct)} {len(index)} {len(said)}",
        "said": [*text.fill_null("-").to_list(), *said, *map(str, index.labels())],
        "codes": [*codes + 1, *first + 1, *later + 1, int(distinct.sum())],
    }


def of_decimals(source: random.Random) -> dict[str, Any]:
    scale = source.choice([0, 2, 22, 23])
    sizes = [9, 2**53 - 1, 2**53, 2**53 + 1, 2**63, 2**70] if source.random() < 0.5 else [9, 99]
    units = [source.choice([source.randrange(-9, 10), source.choice(sizes)]) for _ in range(4)]
    kind = pa.decimal128(38, scale)
    made = pa.array(units).cast(pa.decimal128(38, 0)) if max(units) < 2**63 else None
    if made is None:
        return {"outcome": "large"}
    bits = b"".join(each.to_bytes(16, "little", signed=True) for each in units)
    column = pa.Array.from_buffers(kind, 4, [None, pa.py_buffer(bits)])
    if source.random() < 0.4:
        column = pa.chunked_array([column.take(pa.array([0, None, 2, 3]))])
    column = column.slice(source.choice([0, 0, 1, 4]))
    found = nearest_floats(column)
    if found is None:
        return {"outcome": "none"}
    return {"outcome": f"{len(found)}", "values": found[np.isfinite(found)]}


CASES: dict[str, Case] = {
    **{f"merged {part}": partial(tally, f"merged {part}", 800, merged) for part in range(2)},
    "contradicted": partial(tally, "contradicted", 900, contradicted),
    "by rows": partial(tally, "by rows", 300, by_rows),
    **{f"sqlite {part}": partial(tally, f"sqlite {part}", 150, partial(of_database, "sqlite"))
       for part in range(2)},
    **{f"duckdb {part}": partial(tally, f"duckdb {part}", 40, partial(of_database, "duckdb"))
       for part in range(2)},
    "integers": partial(tally, "integers", 40, of_integers),
    "groups": partial(tally, "groups", 70, of_groups),
    "statements": partial(tally, "statements", 120, of_statement),
    "labels": partial(tally, "labels", 300, of_labels),
    "decimals": partial(tally, "decimals", 300, of_decimals),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_summed_of_many_rows(name: str) -> None:
    check("many_sums", name, CASES[name])
