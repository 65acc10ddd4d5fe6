"""Data that cannot be used end with status 2 and one line that says what, where and what to do.

Every case names the words that its line has to contain; none of them may be a traceback, none
may leave anything on standard output.
"""

import datetime
import gzip
import random
import re
from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from downslope.cli import run
from downslope.data.open import is_large, open_source
from refusals import GOOD, LINE, output, refusal, strict_json, write
from sampling import sampled

PACKED = gzip.compress(b"x,y\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(9000)))


# --- files ------------------------------------------------------------------------------------

CSV_FILES = {
    "empty": ("", "d.csv is empty: a header line and at least two rows"),
    "only blank lines": ("\n\n  \n", "is empty"),
    "header only": ("x,y\n", "has a header but no rows: at least two"),
    "header without line end": ("x,y", "has a header but no rows"),
    "header and blank lines": ("x,y\n\n\n", "has a header but no rows"),
    "one row": ("x,y\n1,2\n", "has 1 row of data: at least 2"),
    "only the target": ("y\n1\n2\n3\n", "no column besides the target 'y'"),
    "text feature": (
        "x,city,z,y\n1,A,3,4\n2,B,3,4\n",
        "'city' of d.csv is text (row 1: 'A'): turn it into numbers, treat it as categorical "
        "(--categorical city), or leave it out: --features x,z",
    ),
    "text feature, way out": ("x,city,z,y\n1,A,3,4\n2,B,3,4\n", "leave it out: --features x,z"),
    "way out, name with blank": ("x a,c,y\n1,A,3\n2,B,4\n", "--features 'x a'"),
    "way out, name with comma": ('"x,a",c,z,y\n1,A,3,4\n2,B,4,4\n', """--features '"x,a",z'"""),
    "text target": ("x,y\n1,A\n2,B\n", "'y' of d.csv is text (row 1: 'A'): it must be numeric"),
    "one wrong value": ("x,y\n1,2\n2,4\n3,six\n", "is text (row 3: 'six')"),
    "row of units": (
        "x,y\nm,s\n1,2\n2,4\n",
        "d.csv line 2 (m,s) has no numbers, unlike the lines below: delete it if it holds units",
    ),
    "missing value": (
        "x,y\n1,2\n2,4\n,6\n4,\n",
        "'x' of d.csv has a missing value in row 3 (2 row",
    ),
    "missing value, way out": ("x,y\n1,2\n2,4\n,6\n4,\n", "--drop-missing"),
    "NA": ("x,y\n1,2\nNA,3\n3,6\n", "'x' of d.csv has a missing value in row 2"),
    "nan": ("x,y\n1,2\nnan,3\n3,6\n", "missing value in row 2"),
    "inf": ("x,y\n1,2\n2,-inf\n3,6\n", "'y' of d.csv has the value -inf in row 2"),
    "beyond float64": ("x,y\n1e400,2\n1,4\n2,7\n", "has the value inf in row 1"),
    "empty column": ("x,n,y\n1,,3\n2,,4\n", "Column 'n' of d.csv is empty: fill it, or leave it"),
    "every column empty": ("x,y\n,2\n,3\n", "Column 'x' of d.csv is empty: fill it."),
    "same name twice": ("x,x,y\n1,2,3\n2,3,4\n", "more than one column named 'x': rename one"),
    "same name but for blanks": ("x, x,y\n1,2,3\n2,3,4\n", "more than one column named 'x'"),
    "noise": (bytes(range(256)) * 4, "is not a text file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a text file"),
    "spreadsheet": (b"PK\x03\x04" + bytes(200), "is a zip archive or an Excel file: export it"),
    "UTF-16, half a letter": (
        "x,y\n1,2\n2,4\n".encode("utf-16")[:-1],
        "cannot be decoded as UTF-16 (truncated data)",
    ),
    "UTF-8 beside Latin-1": (
        "größe,y\n1,2\n".encode() + "2,ü\n".encode("latin-1"),
        "line 3 is not UTF-8 text: save the file in UTF-8, or name its encoding (--encoding",
    ),
    "Latin-1 further down": (
        ("x,y,z\n" + f"1,2,1.{'0' * 900}\n" * 1200 + "1,2,gr\xfc\n").encode("latin-1"),
        "line 1202 is not UTF-8 text",
    ),
    "old Mac lines": ("x,y\r1,2\r2,4\r", "ends its lines with CR alone"),
    "cut gzip": (PACKED[:9000], "is damaged or cut short"),
    "a few bytes of gzip": (PACKED[:15], "is damaged or cut short"),
    "gzip with a hole": (PACKED[:9000] + bytes(50) + PACKED[9050:], "is damaged or cut short"),
    "gzip, wrong sum": (PACKED[:-8] + b"12345678", "is damaged or cut short"),
    "long row": ("x,y\n1,2\n2,4,5\n3,6\n", "line 3 has 3 fields but the header names 2 columns"),
    "long rows": ("x,y\n1,2,3\n2,4,3\n", "line 2 has 3 fields"),
    "decimal commas": ("x,y\n1,5,2\n2,5,3\n", "a field that contains the separator needs quotes"),
    "short row": ("x,z,y\n1,2,3\n2,4\n3,6,7\n", "'y' of d.csv has a missing value in row 2"),
    "blank line": ("x,y\n1,2\n\n2,4\n3,7\n", "missing value in row 2"),
    "open quote": ('x,name,y\n1,"a,3\n2,b,4\n', "line 2 has a quote that is not closed"),
    "open quote at the end": ('x,y\n1,2\n2,3\n3,"4\n', "line 4 has a quote that is not closed"),
    "open quote in the header": ('x,"y\n1,2\n2,3\n', "line 1 has a quote that is not closed"),
    "stray quote": ('x,y\n1,2\n2,3"4\n3,4\n', "'y' of d.csv is text (row 2: '3\"4')"),
    "stray quote beside quotes": (
        'x,y\n"1",2\n2,3"4\n3,4\n',
        "line 3 has a quote that is not closed",
    ),
    "comments only": ("# by me\n# and me\n", "holds comments only: a header line and rows"),
    "numbers in the header": ("1,2\n2,4\n3,6\n", "starts with numbers (1,2): its first line must"),
    "comma or thousands": (
        'x,y\n"1,000",2\n"2,000",4\n',
        "'x' of d.csv has '1,000' in row 1, which is 1000 (--thousands ,) or 1.000 (--decimal ,): "
        "say which.",
    ),
    "points or thousands": (
        "x;y\n1.000;2\n2.500;4\n",
        "has '1.000' in row 1, which is 1.000 (--decimal .) or 1000 (--thousands .): say which.",
    ),
    "comma and point": ("x;y\n1,5;2\n2.5;4\n", "(row 1: '1,5'): write numbers like 1234.5"),
    "money": ("x,y\n$10,2\n$20,4\n", "(row 1: '$10'): write numbers like 1234.5"),
    "per cent": (
        "x,y\n10 %,2\n20 %,4\n",
        "(row 1: '10 %'): write numbers like 1234.5, without the percent sign",
    ),
    "unit": (
        "x,y\n10 kg,2\n20 kg,4\n",
        "(row 1: '10 kg'): write 10, and put the unit 'kg' into the column's name",
    ),
    "typeset minus": (
        "x,y\n−1,2\n−2,4\n",
        "(row 1: '−1'): it has U+2212 MINUS SIGN: write -1",
    ),
    "unseen blank": (
        "x,y\n1,2\n\u200b2,4\n",
        "is text (row 2: '\u200b2'): it has U+200B ZERO WIDTH SPACE: write 2",
    ),
    "hard blank": ("x,y\n1\u00a02,2\n2,4\n", "it has U+00A0 NO-BREAK SPACE: write 12"),
    "wide digits": ("x,y\n１２,2\n2,4\n", "it has U+FF11 FULLWIDTH DIGIT ONE and U+FF12"),
    "spreadsheet error": (
        "x,y\n1,2\n#DIV/0!,4\n",
        "(row 2: '#DIV/0!'): fix the formula, or take it as missing (--missing '#DIV/0!')",
    ),
    "MySQL's missing value": (
        "x,y\n1,2\n\\N,4\n2,3\n",
        r"(row 2: '\N'): take it as missing (--missing '\N' --drop-missing).",
    ),
    "two marks": (
        "x,z,y\n1,1,2\n(D),1,4\n(S),1,4\n2,3,3\n3,3,3\n",
        "as missing (--missing '(D),(S)' --drop-missing), or leave it out: --features z",
    ),
    "negative in parentheses": ("x,y\n(1.50),2\n2,4\n", "write negative numbers like -1234.5"),
    "sign at the end": ("x,y\n1.50-,2\n2,4\n", "write negative numbers like -1234.5"),
    "Fortran's exponent": ("x,y\n1.5D+01,2\n2,4\n", "write exponents with E (1.5E+01)"),
    "two units": ("x,y\n5k,2\n3M,4\n", "write all numbers in one unit, not in M and k"),
    "names again": ("x,y\n1,2\n2,3\nx,y\n1,2\n", "delete that line, which repeats the names"),
    "a note below": ("x,y\n1,2\n2,3\nSource: WHO\n", "delete the lines at the end that are not"),
    "truths and numbers": ("b,y\nTRUE,2\n0,3\n1,4\n", "(row 1: 'TRUE'): "),
    "a month": ("m,y\n2015-01,2\n2015-02,3\n", "use it as a number (--date m=days)"),
    "a limit": ("x,y\n1,2\n<0.5,4\n2,3\n", "(row 2: '<0.5'): write a number instead of a limit"),
    "missing in a spreadsheet": ("x,y\n1,2\n#N/A,4\n2,3\n", "has a missing value in row 2"),
    "European dates": ("d,y\n03.04.2020,2\n04.04.2020,4\n", "as a number (--date d=days)"),
    "dates": (
        "d,x,y\n,1,2\n2020-01-02,2,4\n2020-01-03,3,7\n",
        "'d' of d.csv holds dates or times (row 2: 2020-01-02): use it as a number "
        "(--date d=days), or leave it out: --features x",
    ),
    "only dates": ("d,y\n2020-01-01,2\n2020-01-02,4\n", "holds dates or times"),
    "beyond 2^53": ("x,y\n9007199254740993,2\n1,4\n", "the integer 9007199254740993, beyond 2^53"),
    "far beyond 2^53": ("x,y\n99999999999999999999999999,2\n1,4\n", "beyond 2^53"),
}


@pytest.mark.parametrize(("content", "words"), CSV_FILES.values(), ids=CSV_FILES)
def test_a_csv_that_cannot_be_used_says_why(capsys, here, content, words):
    assert words in refusal(capsys, "fit", write(here, "d.csv", content), "-t", "y")


@pytest.mark.parametrize("command", ["train", "diagnose", "sweep"])
def test_every_command_refuses_data_alike(capsys, here, command):
    write(here, "d.csv", "x,y\n1,2\n2,oops\n")
    told = refusal(capsys, "fit", "d.csv", "-t", "y")
    assert refusal(capsys, command, "d.csv", "--target", "y", "--json") == told


PATHS = {
    "away.csv": "No such file: away.csv. The folder has good.csv, notes.txt; data sets are hubble",
    "godd": "Did you mean 'good.csv'?",
    "god.csv": "Did you mean 'good.csv'?",
    "Hubbel": "Did you mean 'hubble'?",
    "nowhere/d.csv": "No such file: nowhere/d.csv. There is no folder nowhere",
    "": "The name of the file is empty",
    "empty": "The folder empty holds no .parquet or .csv files",
    "*.nope": "No file matches '*.nope'",
    "**.nope": "No file matches '**.nope'",
    "[x": "No file matches '[x'",
    "ftp://example.org/d.csv": "give a file, or an address that begins with http://, https://",
    "x" * 5000: "cannot be opened",
    "/dev/null": "is not an ordinary file",
}


@pytest.mark.parametrize(("path", "words"), PATHS.items(), ids=[k[:20] for k in PATHS])
def test_a_path_that_leads_nowhere_says_so(capsys, here, path, words):
    write(here, "good.csv", LINE)
    write(here, "notes.txt", "hello")
    (here / "empty").mkdir()
    write(here / "empty", "README.md", "nothing here")
    assert words in refusal(capsys, "fit", path, "-t", "y")


def test_a_folder_says_what_it_would_leave_out(capsys, here):
    for folder in ("both", "nested", "nested/2024", "nested/2024/may", "notes"):
        (here / folder).mkdir()
    for folder in ("both", "notes", "nested/2024/may"):
        pl.DataFrame({"x": [1.0, 2, 3], "y": [1.0, 2, 4]}).write_parquet(f"{folder}/a.parquet")
    write(here / "both", "b.csv", LINE)
    write(here / "notes", "README.txt", "who made this")
    write(here / "notes", ".hidden.csv", LINE)
    assert refusal(capsys, "fit", "both", "-t", "y") == (
        "The folder both holds a.parquet and b.csv, which may be the same rows twice: choose one "
        "format, such as 'both/*.parquet'."
    )
    told = refusal(capsys, "fit", "nested", "-t", "y")
    assert "holds data only in subfolders (nested/2024/may/a.parquet)" in told
    pattern = re.search(r"give the pattern '(.*)'", told)[1]
    for path in (pattern, "both/*.parquet", "notes"):
        assert strict_json(output(capsys, "fit", path, "-t", "y", "--json"))["n"] == 3


def test_a_folder_is_as_large_as_the_files_that_are_read_of_it(here, monkeypatch):
    monkeypatch.setattr("downslope.data.open.LARGE", 1000)
    (here / "d" / "deeper").mkdir(parents=True)
    write(here / "d", "a.csv", LINE)
    write(here / "d" / "deeper", "b.csv", "x,y\n" + "1,2\n2,4\n" * 1000)
    write(here / "d", "picture.png", b"0" * 10_000)
    assert not is_large(open_source("d", "y"))
    assert is_large(open_source("**/*.csv", "y"))
    assert is_large(open_source(["d", "d/deeper/b.csv"], "y"))
    assert not is_large(open_source("hubble"))


def test_a_folder_without_any_csv_says_so(capsys, here):
    assert "The folder has no CSV or Parquet file" in refusal(capsys, "fit", "nope.csv", "-t", "y")


SEVERAL = {
    "other column": ("x,w\n1,2\n2,3\n", "b.csv lacks the column 'y' of a.csv"),
    "more columns": ("x,y,w\n1,2,3\n2,3,4\n", "b.csv has 'w', unlike a.csv"),
    "dates": ("x,y\n2020-01-01,2\n2020-01-02,3\n", "'x' holds dates or times in b.csv but numbers"),
    "text": ("x,y\n5,2\nsix,3\n", "is text (row 2 of b.csv: 'six')"),
    "gap": ("x,y\n5,2\n,3\n", "has a missing value in row 2 of b.csv"),
}


@pytest.mark.parametrize(("content", "words"), SEVERAL.values(), ids=SEVERAL)
def test_files_that_do_not_fit_together_are_named(capsys, here, content, words):
    files = [write(here, "a.csv", LINE), write(here, "b.csv", content)]
    assert words in refusal(capsys, "fit", *files, "-t", "y")


@pytest.mark.parametrize("engine", [[], ["--engine", "threads"]])
def test_files_without_rows_are_welcome_beside_others(capsys, here, engine):
    for name, rows in (("a.csv", ""), ("b.csv", "1,2\n"), ("c.csv", "2,4.1\n3,6\n4,8.2\n")):
        write(here, name, f"x,y\n{rows}")
    write(here, "whole.csv", LINE)
    parts = strict_json(output(capsys, "fit", "?.csv", "-t", "y", "--json", *engine))
    whole = strict_json(output(capsys, "fit", "whole.csv", "-t", "y", "--json", *engine))
    assert parts["n"] == whole["n"] == 4
    for one, other in zip(parts["coefficients"], whole["coefficients"], strict=True):
        assert one["estimate"] == pytest.approx(other["estimate"], rel=1e-12)
    write(here, "d.csv", "x,y\n")
    told = refusal(capsys, "fit", "a.csv", "d.csv", "-t", "y", *engine)
    assert "has a header but no rows" in told


def test_a_data_set_does_not_mix_with_files(capsys, here):
    write(here, "a.csv", LINE)
    assert "'hubble' is a built-in data set" in refusal(capsys, "fit", "a.csv", "hubble")


def test_a_mark_of_a_missing_value_in_one_file_is_no_text(capsys, here):
    files = [write(here, "a.csv", LINE), write(here, "b.csv", "x,y\nNA,2\n7,3.5\n8,1\n")]
    found = strict_json(output(capsys, "fit", *files, "-t", "y", "--drop-missing", "--json"))
    assert (found["n"], found["rows_dropped"]) == (6, 1)


TARGETS = {
    ("-t", "Y"): "good.csv has no column 'Y': did you mean 'y'?",
    ("-t", "price"): "has no column 'price': choose from: x, z, y",
    (): "Say which column of good.csv to predict: --target x, z or y.",
    ("-t", "y", "--features", "xx"): "no column 'xx': did you mean 'x'?",
    ("-t", "y", "--features", "x,y"): "'y' is both the target and a feature",
    ("-t", "y", "--features", "x,z,x"): "'x' is named twice among the features",
    ("-t", "y", "--weights", "w"): "good.csv has no column 'w'",
    ("-t", "y", "--weights", "y"): "'y' is both the target and the weights",
    ("-t", "y", "--features", "x", "--weights", "x"): "'x' is both a feature and the weights",
    ("-t", "y", "--features", " , "): "contains no column name",
    ("-t", "y", "--features", ""): "contains no column name",
}


@pytest.mark.parametrize(("options", "words"), TARGETS.items())
def test_columns_that_are_not_there_are_told(capsys, here, options, words):
    write(here, "good.csv", GOOD)
    assert words in refusal(capsys, "fit", "good.csv", *options)


PARQUET_COLUMNS = {
    "lists": ([[1.0], [2.0], [3.0]], "holds values of type list(float64), not numbers"),
    "structs": ([{"a": 1}, {"a": 2}, {"a": 3}], "holds values of type struct"),
    "bytes": ([b"a", b"b", b"c"], "holds values of type binary"),
    "dates": ([datetime.date(2020, 1, i) for i in (1, 2, 3)], "holds dates or times (row 1: 2020"),
    "durations": ([datetime.timedelta(i) for i in (1, 2, 3)], "holds dates or times"),
    "text": (["a", "b", "c"], "is text (row 1: 'a')"),
    "nothing": (pl.Series([None, None, None], dtype=pl.Null), "is empty"),
    "NaN": ([1.0, float("nan"), 2.0], "has a missing value in row 2"),
    "null": ([True, False, None], "has a missing value in row 3"),
    "huge integers": ([2**62 + 1, 2, 3], "beyond 2^53"),
    "no rows": (pl.Series([], dtype=pl.Float64), "has 0 rows of data"),
}


@pytest.mark.parametrize(("values", "words"), PARQUET_COLUMNS.values(), ids=PARQUET_COLUMNS)
def test_a_parquet_column_that_cannot_be_used_says_why(capsys, here, values, words):
    y = np.arange(len(values), dtype=float)
    pl.DataFrame({"x": values, "y": y}).write_parquet("d.parquet")
    assert words in refusal(capsys, "fit", "d.parquet", "-t", "y")


def test_a_damaged_parquet_file_says_so(capsys, here):
    pl.DataFrame({"x": [1.0, 2, 3, 5], "y": [2.0, 4, 6, 9]}).write_parquet("good.parquet")
    whole = (here / "good.parquet").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:20] + b"\xff" * 40 + whole[60:]):
        write(here, "d.parquet", damaged)
        assert "is a damaged Parquet file" in refusal(capsys, "fit", "d.parquet", "-t", "y")
    for other in ("", LINE):
        write(here, "d.parquet", other)
        assert "is not a Parquet file, despite its name" in refusal(capsys, "fit", "d.parquet")


def test_decimals_and_booleans_are_numbers(capsys, here):
    values = {"x": [Decimal("1.5"), Decimal("2.25"), Decimal("4")], "b": [True, False, True]}
    pl.DataFrame(values | {"y": [2.0, 4, 6]}).write_parquet("d.parquet")
    found = strict_json(output(capsys, "fit", "d.parquet", "-t", "y", "--json"))
    assert found["d"] == 2


# --- anything at all ----------------------------------------------------------------------------

WORDS = '1 2.5 -3 0 7 8 1e308 1e-310 0x1 −1 NA nan inf true 2020-01-01 x é " "a" 1,2 [red] #'
CELLS = [*WORDS.split(), "9" * 30, "", " 4 ", "\t"]
NAMES = ["x", "y", "z", "", " x", '"', "intercept", "[/b]", "1", "loss", "epoch", "größe"]


def random_table(chance):
    separator = chance.choice([",", ";", "\t", "|", " "])
    width, height = chance.randint(1, 5), chance.randint(0, 8)
    clean = chance.random() < 0.5
    cells = ["1", "2.5", "-3", "4", "7", "1e9"] if clean else CELLS
    rows = [
        separator.join(
            chance.choice(cells) for _ in range(width + chance.choice([0] * 20 + [1, -1]))
        )
        for _ in range(height)
    ]
    names = chance.sample(["a", "b", "c", "d", "y"] if clean else NAMES, width)
    content = chance.choice(["\n", "\n", "\r\n"]).join([separator.join(names), *rows, ""]).encode()
    if chance.random() < 0.1:
        at = chance.randrange(len(content))
        content = content[:at] + chance.randbytes(3) + content[at:]
    if chance.random() < 0.1:
        content = gzip.compress(content)[: chance.choice([None, None, 25])]
    return content


@pytest.mark.parametrize("seed", sampled(range(200), 80))
def test_no_file_leads_to_a_traceback(capsys, here, seed):
    chance = random.Random(seed)
    write(here, "d.csv", random_table(chance))
    target = chance.choice(["y", "y", "x", "loss"])
    command = chance.choice(["fit", "train", "diagnose", "sweep", "history"])
    given = [command, "d.csv", "-t", target, *chance.choice([[], ["--drop-missing"]])]
    status = run(["diagnose", "--history", "d.csv"] if command == "history" else given)
    out, err = capsys.readouterr()
    assert (status, bool(out), err.count("\n")) in ((0, True, 0), (2, False, 1)), (given, err)
