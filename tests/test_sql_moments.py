"""The statement to paste: what it prints is fitted, and what was rounded or lacks rows is told."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import downslope as ds
from downslope.data.sql.pasted_moments import read_moments
from downslope.data.sql.sql_dialects import TO_PASTE
from refusals import output, refusal, strict_json

N = 400
RNG = np.random.default_rng(2)
ROWS = {
    "when": 1.7e9 + RNG.normal(size=N),
    'a "b"': RNG.normal(size=N),
    "w": RNG.integers(0, 4, N).astype(float),
}
ROWS["y"] = 2.0 * (ROWS["when"] - 1.7e9) - ROWS['a "b"'] + RNG.normal(size=N)
NAMES = ", ".join('"' + name.replace('"', '""') + '"' for name in ROWS)


def table(engine: str, rows: dict[str, Any] = ROWS) -> Any:
    connection = duckdb.connect() if engine == "duckdb" else sqlite3.connect(":memory:")
    names = ['"' + name.replace('"', '""') + '"' for name in rows]
    connection.execute(f"CREATE TABLE t ({', '.join(f'{name} DOUBLE' for name in names)})")
    plain = zip(*rows.values(), strict=True)
    values = [[None if v is None else float(v) for v in row] for row in plain]
    connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", values)
    return connection


def pasted(capsys: Any, engine: str, connection: Any, *options: str) -> dict[str, Any]:
    """Run the printed statement as a user would, and return its one row."""
    printed = output(capsys, "sql", "--dialect", engine, "--table", "t", "-t", "y", *options,
                     "--print")  # fmt: skip
    found = connection.execute(printed)
    names = [each[0] for each in found.description]
    (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


def save(row: dict[str, Any], file: Path) -> str:
    if file.suffix == ".json":
        file.write_text(json.dumps([row]))
        return str(file)
    with file.open("w", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t" if file.suffix == ".tsv" else ",")
        writer.writerows([list(row), list(row.values())])
    return str(file)


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
@pytest.mark.parametrize("kind", ["csv", "json", "tsv"])
def test_what_is_pasted_is_what_the_rows_give(
    engine: str, kind: str, tmp_path: Path, capsys: Any
) -> None:
    with table(engine) as connection:
        weighted = ("--weights", "w") if kind == "csv" else ()
        row = pasted(capsys, engine, connection, "--features", '"when","a ""b"""', *weighted)
    file = save(row, tmp_path / f"printed.{kind}")
    fit = strict_json(output(capsys, "fit", "--moments", file, "--json"))
    local = ds.fit(
        pa.table(ROWS), "y", ["when", 'a "b"'], weights="w" if weighted else None, accuracy="full"
    )
    for found, weight in zip(fit["coefficients"], local.weights, strict=True):
        assert abs(found["estimate"] - weight) <= found["bound"]
        assert found["bound"] < 1e-6 * max(abs(weight), 1.0)
    assert fit["n"] == local.n


# What two engines that no test has write, as DuckDB writes it.
AS_DUCKDB = {
    "sqlserver": [("COUNT_BIG", "COUNT"),
                  (r"CONVERT\(VARCHAR\(40\), (.*), 3\) AS ", r"CAST(\1 AS VARCHAR) AS "),
                  (r"\[(\w+)\]", r'"\1"'), (r"FLOAT\(53\)", "DOUBLE")],
    "bigquery": [(r"FORMAT\(", "printf("), ("`", '"'), ("FLOAT64", "DOUBLE")],
}  # fmt: skip


def test_sql_server_counts_more_rows_than_an_int_holds(capsys: Any) -> None:
    asked = ("--table", "t", "-t", "y", "--features", "x", "--weights", "w", "--print")
    printed = output(capsys, "sql", "--dialect", "sqlserver", *asked)
    assert printed.count("COUNT_BIG(") == 5  # rows, values of three columns, weights above zero
    assert not re.search(r"COUNT\(|THEN 1 ELSE 0", printed)


def test_names_of_bigquery_are_escaped_by_backslashes(capsys: Any) -> None:
    asked = ("--table", "t", "-t", "y", "--features", "a`b\\c", "--print")
    printed = output(capsys, "sql", "--dialect", "bigquery", *asked)
    assert r"CAST(`a\`b\\c` AS FLOAT64)" in printed
    assert TO_PASTE["bigquery"].quoted("d\ne") == r"`d\ne`"


@pytest.mark.parametrize("engine", AS_DUCKDB)
@pytest.mark.parametrize("weighted", [False, True])
def test_statements_for_engines_that_are_not_here(
    engine: str, weighted: bool, tmp_path: Path, capsys: Any
) -> None:
    features = ["when"] if weighted else ["when", "w"]
    weights = ("--weights", "w") if weighted else ()
    asked = ("--dialect", engine, "--table", "t", "-t", "y", "--features", ",".join(features))
    printed = output(capsys, "sql", *asked, *weights, "--drop-missing", "--print")
    assert 'CAST("when"' not in printed
    for theirs, ours in AS_DUCKDB[engine]:
        printed, count = re.subn(theirs, ours, printed)
        assert count
    with table("duckdb") as connection:
        found = connection.execute(printed)
        names = [each[0] for each in found.description]
        file = save(dict(zip(names, found.fetchone(), strict=True)), tmp_path / "printed.csv")
    fit = ds.fit(read_moments(file))
    weight = "w" if weighted else None
    local = ds.fit(pa.table(ROWS), "y", features, weights=weight, accuracy="full")
    assert fit.n == local.n
    assert (np.abs(fit.weights - local.weights) <= fit.bound).all()


def test_what_is_pasted_is_saved_for_the_other_commands(tmp_path: Path, capsys: Any) -> None:
    file, saved = save(good(capsys), tmp_path / "printed.csv"), str(tmp_path / "t.dss")
    assert "400 rows of 1 feature" in output(capsys, "summarize", "--moments", file, "-o", saved)
    fit = strict_json(output(capsys, "fit", "--moments", file, "--json"))
    again = strict_json(output(capsys, "fit", saved, "--json"))
    assert again["coefficients"] == fit["coefficients"]
    for command in (("diagnose",), ("sweep",), ("path", "--folds", "none")):
        assert strict_json(output(capsys, *command, saved, "--json"))
    for more, told in ((("hubble",), "takes the place of DATA"), (("--exact",), "--exact")):
        given = ("summarize", *more, "--moments", file, "-o", str(tmp_path / "no.dss"))
        assert told in refusal(capsys, *given)
    assert not (tmp_path / "no.dss").exists()


def good(capsys: Any) -> dict[str, Any]:
    with table("duckdb") as connection:
        return pasted(capsys, "duckdb", connection, "--features", "when")


def test_numbers_that_were_rounded_are_refused(tmp_path: Path, capsys: Any) -> None:
    row = {
        name: f"{float(value):.15g}" if name not in ("made_by", "columns") else value
        for name, value in good(capsys).items()
    }
    told = refusal(capsys, "fit", "--moments", save(row, tmp_path / "printed.csv"))
    assert "were rounded (one third is 0.333333333333333)" in told


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"made_by": "another"}, "does not hold the sums of a table"),
        ({"s_0_1": ""}, "lacks a number of the statement"),
        ({"s_0_1": None}, "lacks a number of the statement"),
        ({"n": "1"}, "has 1 row of data: at least 2 are needed"),
        ({"c_x0": "399"}, "Column 'when' of t has 1 missing value"),
        ({"b_x1": "inf"}, "Column 'y' of t has values that are NaN or inf"),
        ({"s_0_0": "-1"}, "holds sums that no rows have"),
        ({"columns": "nonsense"}, "lacks a number of the statement"),
    ],
)
def test_a_row_that_cannot_be_used(
    change: dict[str, Any], says: str, tmp_path: Path, capsys: Any
) -> None:
    file = save(good(capsys) | change, tmp_path / "printed.csv")
    assert says in refusal(capsys, "fit", "--moments", file)


@pytest.mark.parametrize("content", ["", "x,y\n1,2\n", "{]", "[]", '{"a": [1]}', "\0", "1\n2\n3\n"])
def test_a_file_of_something_else(content: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "other.csv").write_text(content)
    told = refusal(capsys, "fit", "--moments", str(tmp_path / "other.csv"))
    assert "downslope sql … --print" in told


def test_missing_values_and_text_are_not_summed(tmp_path: Path, capsys: Any) -> None:
    rows: dict[str, Any] = {"x": [1.0, 2.0, None, 4.0, 7.0], "y": [1.0, 2.0, 3.0, None, 6.5]}
    for engine in ("duckdb", "sqlite"):
        with table(engine, rows) as connection:
            row = pasted(capsys, engine, connection, "--features", "x")
            kept = pasted(capsys, engine, connection, "--features", "x", "--drop-missing")
        assert "Column 'x' of t has 1 missing" in refusal(
            capsys, "fit", "--moments", save(row, tmp_path / "printed.csv")
        )
        assert ds.fit(read_moments(save(kept, tmp_path / "printed.csv"))).n == 3
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t (x, y)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(1, 2), ("many", 3), (4, 5.5)])
        row = pasted(capsys, "sqlite", connection, "--features", "x")
    told = refusal(capsys, "fit", "--moments", save(row, tmp_path / "printed.csv"))
    assert "Column 'x' of t has 1 missing value" in told


REFUSED = {
    ("sql", "--table", "t", "-t", "y", "--features", "x"): "add --print",
    ("sql", "--print"): "name them with --target and --features",
    ("sql", "--print", "-t", "y", "--features", "x"): "needs --table or --sql, and neither",
    ("sql", "--print", "-t", "y", "--features", "y", "--table", "t"): "both the target and a feat",
    ("sql", "--print", "-t", "y", "--features", "x", "--table", "t", "--dialect", "oracel"): (
        "--dialect oracel is not known"
    ),
    ("fit", "--moments", "nothing.csv"): "nothing.csv cannot be opened",
    ("fit", "hubble", "--moments", "printed.csv"): "--moments takes the place of DATA",
}


@pytest.mark.parametrize("command", REFUSED)
def test_commands_that_cannot_be_carried_out(command: tuple[str, ...], capsys: Any) -> None:
    assert REFUSED[command] in refusal(capsys, *command)
