"""Input that is unusual and yet fine: other ways to write a line, odd names, odd sizes."""

import gzip
import re

import numpy as np
import polars as pl
import pytest

from downslope.cli import COMMANDS, name_of
from refusals import LINE, output, refusal, strict_json, write

SAME_LINE = {
    "byte order mark": "\ufeff" + LINE,
    "CRLF": LINE.replace("\n", "\r\n"),
    "semicolons": LINE.replace(",", ";"),
    "tabs": LINE.replace(",", "\t"),
    "bars": LINE.replace(",", "|"),
    "blanks about": " x , y \n 1 , 2 \n2,4.1\n 3,6\n4, 8.2\n",
    "blank lines about": "\n\n" + LINE + "\n\n\n",
    "empty rows at the end": LINE + ",\n,\n",
    "a separator too many": LINE.replace("\n", ",\n"),
    "no last line end": LINE.rstrip(),
    "gzip": gzip.compress(LINE.encode()),
    "quotes": '"x","y"\n"1","2"\n2,4.1\n3,6\n4,8.2\n',
}


@pytest.mark.parametrize("content", SAME_LINE.values(), ids=SAME_LINE)
def test_a_line_written_otherwise_is_the_same_line(capsys, here, content):
    write(here, "plain.csv", LINE)
    write(here, "d.csv", content)
    told = [
        strict_json(output(capsys, "fit", name, "-t", "y", "--json"))["coefficients"]
        for name in ("plain.csv", "d.csv")
    ]
    assert told[0] == told[1]


def test_a_header_may_hold_commas_and_line_ends(capsys, here):
    write(here, "d.csv", '"a, b","c\nd",y\n1,2,2\n2,1,4\n3,5,7\n4,4,4\n')
    found = strict_json(
        output(capsys, "fit", "d.csv", "-t", "y", "--features", '"a, b",c d', "--json")
    )
    assert [each["name"] for each in found["coefficients"]] == ["a, b", "c d", "intercept"]


def test_a_column_without_a_name_is_called_by_its_place(capsys, here):
    write(here, "d.csv", ",x,y\n0,2,3\n1,3,4\n2,1,2\n3,9,4\n")
    found = strict_json(output(capsys, "fit", "d.csv", "-t", "y", "--keep-index", "--json"))
    assert [each["name"] for each in found["coefficients"]] == ["column_1", "x", "intercept"]


def test_drop_missing_counts_the_rows_it_leaves_out(capsys, here):
    write(here, "d.csv", "x,y\n1,2\n2,4\nnan,6\n4,inf\n5,9\n6,5\n")
    options = ("d.csv", "-t", "y", "--drop-missing")
    saved = {"summarize": ("-o", "x.dss"), "path": ("--folds", "2")}
    dropping = ("train", "fit", "path", "diagnose", "sweep", "compare", "summarize")
    names = [name_of(each) for each in COMMANDS]
    takes_it = {name for name in names if "--drop-missing" in output(capsys, name, "--help")}
    # Of the others, the tests are elsewhere: in test_predict_command.py, test_fit_report.py, and
    # test_sql.py.
    assert takes_it == {*dropping, "lab", "predict", "report", "sql"}
    for command in dropping:
        given = (command, *options, *saved.get(command, ()))
        assert strict_json(output(capsys, *given, "--json"))["rows_dropped"] == 2
        assert "2 incomplete rows " in " ".join(output(capsys, *given).split())
    assert "2 incomplete rows were left out." in output(capsys, "train", *options, "--lr", "0.1,1")


@pytest.mark.parametrize("command", ["train", "fit", "diagnose", "sweep", "compare", "summarize"])
def test_one_row_that_is_left_out_is_one(capsys, here, command):
    write(here, "d.csv", "x,y\n1,2\n2,4\nnan,6\n4,7\n5,9\n")
    saved = ("-o", "x.dss") if command == "summarize" else ()
    told = " ".join(output(capsys, command, "d.csv", "-t", "y", "--drop-missing", *saved).split())
    assert re.search(r"\b1 incomplete row (was )?left out", told)


def test_reports_count_in_words(capsys, here):
    write(here, "d.csv", LINE)
    assert "4 rows of 1 feature and" in output(
        capsys, "summarize", "d.csv", "-t", "y", "-o", "x.dss"
    )
    many = "".join(f"{i},{i * i % 7}\n" for i in range(1000))
    write(here, "many.csv", f"x,y\n{many}")
    assert "(many.csv: 1,000 rows)" in output(capsys, "fit", "many.csv", "-t", "y")
    assert "asks for 1 rate:" in refusal(capsys, "sweep", "hubble", "--lrs", "1e-3:1:1")


def test_too_few_rows_are_left(capsys, here):
    options = ("d.csv", "-t", "y", "--drop-missing")
    write(here, "d.csv", "x,y\n1,2\n,3\n4,\n")
    assert "has 1 row left without 2 incomplete rows" in refusal(capsys, "fit", *options)


STRANGE = ["[red]", "[/x]", "a[b]c", ":smile:", "größe", "two words", "intercept", "𝛽", "x"]


@pytest.mark.parametrize("command", ["fit", "train", "diagnose", "sweep"])
@pytest.mark.parametrize("name", STRANGE)
def test_any_name_is_shown_as_it_is(capsys, here, command, name):
    write(here, "d.csv", f"{name},y\n1,2\n2,4.1\n3,6\n4,8.2\n")
    told = output(capsys, command, "d.csv", "-t", "y")
    shown = "intercept (" if name == "intercept" else name  # a heading may be cut there
    assert command == "sweep" or shown in told
    write(here, "d.csv", f"x,{name}_\n1,2\n2,4.1\n3,6\n4,8.2\n")
    assert output(capsys, command, "d.csv", "-t", f"{name}_")
    strict_json(output(capsys, command, "d.csv", "-t", f"{name}_", "--json"))


def test_a_column_called_intercept_keeps_its_own_weight(capsys, here):
    write(here, "d.csv", "intercept,y\n1,2\n2,4.1\n3,6\n4,8.2\n")
    found = strict_json(output(capsys, "train", "d.csv", "-t", "y", "--json"))
    assert set(found["weights"]) == {"intercept (column)", "intercept"}
    options = ("-t", "y", "--features", "intercept", "--json")
    found = strict_json(output(capsys, "fit", "d.csv", *options))
    assert found["coefficients"][0]["estimate"] == pytest.approx(2.05)


@pytest.mark.parametrize("scale", [1e200, 1e-200, 1e150, 1e-310])
@pytest.mark.parametrize("where", ["features", "target", "both"])
def test_numbers_near_the_ends_of_float64_are_no_error(capsys, here, scale, where):
    u = np.linspace(0.5, 9, 12)
    x = u * (scale if where != "target" else 1)
    y = (3 * u + 2 + np.sin(7 * u)) * (scale if where != "features" else 1)
    pl.DataFrame({"x": x, "y": y}).write_parquet("d.parquet")
    for command in ("train", "diagnose", "sweep"):
        for options in ((), ("--standardize",), ("--rule", "nesterov"), ("--epochs", "0")):
            given = (command, "d.parquet", "-t", "y", *options)
            if where != "features" and scale == 1e200:  # a loss of infinity shows nothing
                assert "target has values whose squares are out of range" in refusal(capsys, *given)
                continue
            assert output(capsys, *given)
            strict_json(output(capsys, *given, "--json"))


def test_a_rate_too_large_is_a_run_to_look_at(capsys, here):
    write(here, "d.csv", LINE)
    options = ("d.csv", "-t", "y", "--lr", "1000", "--epochs", "500")
    found = strict_json(output(capsys, "train", *options, "--json"))
    assert (found["status"], found["final_loss"]) == ("diverging", None)
    assert found["epochs_run"] < 500
    assert "DIVERGING" in output(capsys, "train", *options)


def test_a_constant_target_has_slopes_of_exactly_zero(capsys, here):
    write(here, "d.csv", "x,z,y\n1,2,5.1\n2,1,5.1\n3,6,5.1\n4,5,5.1\n")
    found = strict_json(output(capsys, "fit", "d.csv", "-t", "y", "--json"))
    assert [each["estimate"] for each in found["coefficients"]] == [0, 0, 5.1]


@pytest.mark.parametrize("content", ["x,z,y\n1,7,2\n2,7,4\n3,7,7\n", "x,z,y\n1,2,3\n2,5,4\n"])
def test_weights_that_are_not_determined_come_with_a_finding(capsys, here, content):
    write(here, "d.csv", content)
    found = strict_json(output(capsys, "fit", "d.csv", "-t", "y", "--json"))
    assert found["outcome"] == "minimum_norm"
    assert found["findings"]
    found = strict_json(output(capsys, "diagnose", "d.csv", "-t", "y", "--json"))
    assert found["findings"]


def test_no_epochs_leave_the_weights_alone(capsys, here):
    write(here, "d.csv", LINE)
    options = ("d.csv", "-t", "y", "--epochs", "0", "--start=1,2", "--json")
    found = strict_json(output(capsys, "train", *options))
    assert (found["epochs_run"], found["weights"]) == (0, {"x": 1, "intercept": 2})
