"""CSV files as people have them: read where there is one reading, with a note, or refused."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.cli import run
from downslope.data.csv_file import CsvFile
from downslope.data.decimal_marks import DecimalMarks
from downslope.data.open import open_source
from downslope.errors import DataError, OptionError

PLAIN = "x,y\n1.5,2\n2.5,4.1\n3.5,5.9\n4.5,8.2\n"
SEMICOLONS = PLAIN.replace(",", ";").replace(".", ",")
SLOPE = 2.04


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(content: str | bytes, name: str = "d.csv") -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def fitted(content: str | bytes, target: str = "y", **options: object) -> ds.Fit:
    return ds.fit(write(content), target, **options)  # type: ignore[arg-type]


def codes(fit: ds.Fit) -> list[str]:
    return [finding.code for finding in fit.findings]


def said(fit: ds.Fit) -> str:
    return " ".join(map(str, fit.findings))


# Ways to write the line of PLAIN, and the note that says so.
WRITTEN = {
    "title": ("Land-Ocean: Global Means\n" + PLAIN, "title_lines"),
    "title with separators": ("Means, of land, of sea\n" + PLAIN, "title_lines"),
    "two titles and a blank line": ("Global Means\nby hand\n\n" + PLAIN, "title_lines"),
    "quoted title": ('"Means, of 2024"\n' + PLAIN, "title_lines"),
    "empty fields above": (",,\nMeans,,\n" + PLAIN.replace("\n", ",\n"), "title_lines"),
    "comment": ("# made by probe\n" + PLAIN, "comment_lines"),
    "comments and blank lines": ("# made by\n\n#probe, 2024\n" + PLAIN, "comment_lines"),
    "names in a comment": ("# x, y\n" + PLAIN.partition("\n")[2], None),
    "numpy's savetxt": ("# x y\n" + PLAIN.partition("\n")[2].replace(",", " "), "blank_separated"),
    "line for Excel": ("sep=;\n" + PLAIN.replace(",", ";"), "separator_line"),
    "line for Excel, colons": ("SEP=:\r\n" + PLAIN.replace(",", ":"), "separator_line"),
    "blanks": (PLAIN.replace(",", " "), "blank_separated"),
    "blanks in columns": (PLAIN.replace(",", "    "), "blank_separated"),
    "blanks about": ("  " + PLAIN.replace(",", "  ").replace("\n", " \n  "), "blank_separated"),
    "quoted names and blanks": (
        '"x" "y"\n' + PLAIN.partition("\n")[2].replace(",", " "),
        "blank_separated",
    ),
    "blanks, CRLF": (PLAIN.replace(",", " ").replace("\n", "\r\n"), "blank_separated"),
    "decimal commas": (SEMICOLONS, "number_marks"),
    "decimal commas, tabs": (SEMICOLONS.replace(";", "\t"), "number_marks"),
    "decimal commas in quotes": ('x,y\n"1,5",2\n"2,5","4,1"\n"3,5","5,9"\n"4,5","8,2"\n',
                                 "number_marks"),
    "UTF-16": (PLAIN.encode("utf-16"), "encoding"),
    "UTF-16 big-endian": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "encoding"),
    "UTF-16, no mark": (PLAIN.encode("utf-16-le"), "encoding"),
    "UTF-16 big-endian, no mark": (PLAIN.encode("utf-16-be"), "encoding"),
    "UTF-32": (PLAIN.encode("utf-32"), "encoding"),
    "UTF-32 big-endian, no mark": (PLAIN.encode("utf-32-be"), "encoding"),
    "UTF-16, gzip": (gzip.compress(PLAIN.encode("utf-16")), "encoding"),
    "trailing separators in rows": (PLAIN.replace("\n", ",\n").replace("y,", "y"), None),
    "index of pandas": (
        ",x,y\n" + "".join(f"{7 * i % 5},{row}\n" for i, row in enumerate(PLAIN.split()[1:])),
        "index_left_out",
    ),
    "two indexes of pandas": (
        "Unnamed: 0.1,Unnamed: 0,x,y\n"
        + "".join(f"{i},{i},{row}\n" for i, row in enumerate(PLAIN.split()[1:])),
        "index_left_out",
    ),
    "rows of R": (
        '"x","y"\n' + "".join(f'"{i}",{row}\n' for i, row in enumerate(PLAIN.split()[1:])),
        "index_left_out",
    ),
    "rows of R with names": (
        '"","x","y"\n' + "".join(f'"car {i}",{row}\n' for i, row in enumerate(PLAIN.split()[1:])),
        "index_left_out",
    ),
    "R's data sets": (
        "rownames,x,y\n" + "".join(f"{i},{row}\n" for i, row in enumerate(PLAIN.split()[1:])),
        "index_left_out",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "note"), WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("engine", [None, "threads"])
def test_a_line_as_people_write_it(content: str | bytes, note: str | None, engine: str) -> None:
    plain, fit = fitted(PLAIN, engine=engine), fitted(content, engine=engine)
    np.testing.assert_array_equal(fit.weights, plain.weights)
    assert fit.names == ("x", "intercept")
    assert set(codes(fit)) == ({note} if note else set())


MARKS = {
    "1.234,5": ("x;y\n1.234,5;1\n2.345,5;2\n3.999;4\n", [1234.5, 2345.5, 3999]),
    "1,234.5": ('x,y\n"1,234.5",1\n"2,345.5",2\n"3,999",4\n', [1234.5, 2345.5, 3999]),
    "1,234,567": ("x\ty\n1,234,567\t1\n12\t2\n3,999\t4\n", [1234567, 12, 3999]),
    "1.234.567": ("x\ty\n1.234.567\t1\n12\t2\n3.999\t4\n", [1234567, 12, 3999]),
    "1.234.567, commas": ("x,y\n1.234.567,1\n12,2\n3.999,4\n", [1234567, 12, 3999]),
    "1 234,5": ("x;y\n1 234,5;1\n2 345,5;2\n3 999;4\n", [1234.5, 2345.5, 3999]),
    "1\u00a0234": ("x;y\n1\u00a0234;1\n2\u202f345;2\n12;4\n", [1234, 2345, 12]),
    "1'234.5": ("x,y\n1'234.5,1\n2'345.5,2\n3’999,4\n", [1234.5, 2345.5, 3999]),
    "1_234": ("x,y\n1_234,1\n2_345,2\n12,4\n", [1234, 2345, 12]),
    "another column decides": ("x;z;y\n1.234;1,5;1\n2.345;2;2\n3.456;1;4\n", [1234, 2345, 3456]),
    "a leading zero decides": ("x;y\n0.234;1\n2.345;2\n3.456;4\n", [0.234, 2.345, 3.456]),
    "a long number decides": ("x;y\n1234.567;1\n2.345;2\n3.456;4\n", [1234.567, 2.345, 3.456]),
    "exponents": ("x;y\n1,5e3;1\n2E-1;2\n-3,5;4\n", [1500, 0.2, -3.5]),
    "missing values": ("x;y\n1,5;1\nNA;2\n;7\n2,5;4\n-3,5;4\n", [1.5, 2.5, -3.5]),
}


@pytest.mark.parametrize(("content", "values"), MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("small", [False, True])
def test_numbers_with_one_reading(
    content: str, values: list[float], small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:  # the first rows are few, and the others come in pieces
        monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 2048)
        monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 3000)
        header, _, rows = content.partition("\n")
        content, values = f"{header}\n{rows * 400}", values * 400
    table = ds.read(write(content), "y", ["x"], drop_missing=True)
    np.testing.assert_array_equal(table.X[:, 0], values)


def test_options_say_what_the_file_does_not() -> None:
    thousands, points = "x;y\n1.234;1\n2.345;2\n3.456;4\n", [1.234, 2.345, 3.456]
    with pytest.raises(DataError, match=r"is 1.234 \(--decimal .\) or 1234 \(--thousands .\)"):
        ds.read(write(thousands), "y")
    np.testing.assert_array_equal(ds.read("d.csv", "y", decimal=".").X[:, 0], points)
    np.testing.assert_array_equal(ds.read("d.csv", "y", decimal=",").X[:, 0], [1234, 2345, 3456])
    np.testing.assert_array_equal(ds.read("d.csv", "y", thousands=".").X[:, 0], [1234, 2345, 3456])
    with pytest.raises(DataError, match=r"row 1: '1,5'.*write numbers like 1234.5"):
        ds.read(write("x;y\n1,5;1\n2;2\n3;4\n"), "y", thousands=",")


def test_a_number_further_down_that_does_not_fit_is_refused_with_its_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 2048)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 3000)
    write("x;y\n" + "1,5;2\n2,5;3\n" * 1000 + "12.5;3\n")
    told = (
        "has '12.5' in row 2001, which does not fit decimal commas: write all numbers in the same"
    )
    with pytest.raises(DataError, match=told):
        ds.read("d.csv", "y")
    with pytest.raises(DataError, match=told):
        ds.fit("d.csv", "y", engine="threads")


def test_a_file_without_a_header() -> None:
    rows = PLAIN.partition("\n")[2]
    with pytest.raises(DataError, match=r"starts with numbers \(1.5,2\).*--no-header"):
        ds.read(write(rows), "y")
    fit = fitted(rows, "column_2", header=False)
    assert fit.names == ("column_1", "intercept")
    assert fit.n == 4
    assert fit.coef[0] == pytest.approx(SLOPE)
    with pytest.raises(DataError, match="names the columns of the numbers below: leave out --no-h"):
        fitted(PLAIN, "column_2", header=False)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "Means, of 2024\nx,y\n1,2\n2,4\n",
            r"d.csv line 2 \(x,y\) has no numbers, unlike the lines below: delete it if it holds "
            r"units, or delete line 1 \(Means, of 2024\) if that is a title",
        ),
        ("x,y\nm,s\n1,2\n2,4\n", r"line 2 \(m,s\) has no numbers"),
        ("x,y\n1,2,3\n2,4,3\n", "line 2 has 3 fields but the header names 2 columns"),
        ("x y\n1 2 3\n2 4 3\n", "line 2 has 3 fields"),
        ("e\u0301,\u00e9,y\n1,2,3\n2,3,1\n", "more than one column named"),
        ("a  b,a b,y\n1,2,3\n2,3,1\n", "more than one column named 'a b'"),
    ],
)
def test_two_readings_are_refused(content: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        ds.read(write(content), "y")


def test_names_are_found_in_either_form() -> None:
    fit = fitted("pe\u0301age,y\n1,2\n2,4\n3,7\n", "y", features="p\u00e9age")
    assert fit.names == ("p\u00e9age", "intercept")


@pytest.mark.parametrize("content", ['x,n,y\n1,5" pipe,2\n2,6" pipe,3\n3,5" pipe,5\n'])
def test_a_quote_inside_a_field_is_a_letter(content: str) -> None:
    fit = fitted(content, categorical=["n"])
    assert fit.names == ("x", 'n=6" pipe', "intercept")
    assert "plain_quotes" in codes(fit)
    table = ds.read(write(content * 1 + '4,7" pipe,1\n'), "y", ["x"])
    assert len(table.y) == 4


def test_an_index_is_kept_where_it_is_asked_for() -> None:
    content = WRITTEN["index of pandas"][0]
    assert fitted(content, keep_index=True).names == ("column_1", "x", "intercept")
    assert fitted(content, features=["column_1", "x"]).names == ("column_1", "x", "intercept")
    assert fitted(",y\n1990,1\n1991,2\n1993,4\n").names == ("column_1", "intercept")
    assert fitted(",x,y\n0.5,1,2\n1.5,2,3\n0.5,3,5\n").names == ("column_1", "x", "intercept")
    repeated = ",x,y\n1,1,2\n1,2,3\n2,3,5\n2,5,5\n"
    assert fitted(repeated).names == ("column_1", "x", "intercept")


LETTERS = "größe,y\n1.5,2\n2.5,4.1\n3.5,5.9\n4.5,8.2\n"


def test_an_encoding_is_guessed_or_given() -> None:
    fit = fitted(LETTERS.encode("latin-1"))
    assert fit.names[0] == "größe"
    assert "d.csv is not in UTF-8 and was read as Windows-1252 (Latin-1)." in said(fit)
    given = fitted("žluť,y\n1,2\n2,4\n3,7\n".encode("cp1250"), encoding="cp1250")
    assert given.names[0] == "žluť"
    assert codes(given) == []
    with pytest.raises(OptionError, match="--encoding klingon is not known"):
        fitted(PLAIN, encoding="klingon")
    with pytest.raises(OptionError, match="--encoding hex is not known"):
        fitted(PLAIN, encoding="hex")
    with pytest.raises(DataError, match="cannot be decoded as UTF-16"):
        fitted(
            "x,y\n1,2\n2,3\n\udcd8".encode("utf-8", "surrogatepass") + b"\xd8", encoding="utf-16"
        )


def test_dates_become_numbers() -> None:
    content = "d,y\n2020-01-01,2\n2020-01-03,4\n2020-02-01,5\n2021-03-05,4\n"
    days = ds.read(write(content), "y", date={"d": "days"}).X[:, 0]
    np.testing.assert_array_equal(days - days[0], [0, 2, 31, 429])
    assert days[0] == 18262
    for unit, values in {
        "hours": days * 24,
        "seconds": days * 86400,
        "year": [2020, 2020, 2020, 2021],
        "quarter": [1, 1, 1, 1],
        "month": [1, 1, 2, 3],
        "weekday": [3, 5, 6, 5],
        "hour": [0, 0, 0, 0],
    }.items():
        found = ds.read("d.csv", "y", date={"d": unit}).X[:, 0]
        np.testing.assert_array_equal(found, values)
    years = ds.read("d.csv", "y", date={"d": "years"}).X[:, 0]
    np.testing.assert_allclose(years, 1970 + days / 365.2425)
    fit = ds.fit("d.csv", "y", date={"d": "month"}, categorical=["d"])
    assert fit.names == ("d=2", "d=3", "intercept")


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2020-01-02 06:00", 18263.25),
        ("2020-01-02T06:00:00Z", 18263.25),
        ("2020-01-02T06:00:00+02:00", 18263 + 4 / 24),
        ("31.1.2020", 18292),
        ("1/31/2020", 18292),
        ("31/01/2020", 18292),
        ("31-Jan-2020", 18292),
        ("Jan 31, 2020", 18292),
        ("20200131", 18292),
    ],
)
def test_dates_as_people_write_them(written: str, days: float) -> None:
    text = f'd,x,y\n"{written}",1,2\n"{written}",2,3\n'
    if written == "20200131":
        text = text.replace('"', "")
    found = ds.read(write(text), "y", ["d", "x"], date={"d": "days"})
    assert found.X[0, 0] == pytest.approx(days, abs=1e-9)


def test_dates_with_two_readings_are_refused() -> None:
    write("d,y\n03/04/2020,2\n05/06/2020,4\n01/02/2020,5\n")
    told = (
        r"'03/04/2020', which could be either of two dates: give --date d=days:%d/%m/%Y "
        r"or --date d=days:%m/%d/%Y"
    )
    with pytest.raises(DataError, match=told):
        ds.read("d.csv", "y", date={"d": "days"})
    months = ds.read("d.csv", "y", date={"d": "month:%d/%m/%Y"}).X[:, 0]
    np.testing.assert_array_equal(months, [4, 6, 2])
    write("d,y\n03/04/2020,2\n25/06/2020,4\n01/02/2020,5\n")
    months = ds.read("d.csv", "y", date={"d": "month"}).X[:, 0]
    np.testing.assert_array_equal(months, [4, 6, 2])


def test_dates_that_are_none_are_refused() -> None:
    for others, which in (("2020", "not a date in the format of the others, such as '2020-01-01'"),
                          ("later ", "not in any known date format")):  # fmt: skip
        write(f"d,x,y\n{others}-01-01,1,2\nsoon,2,3\n{others}-01-03,4,4\n")
        odd = "'soon' in row 2" if others == "2020" else "'later -01-01'"
        with pytest.raises(DataError, match=f"'d' of d.csv has {odd}, which is {which}"):
            ds.read("d.csv", "y", date={"d": "days"})
    with pytest.raises(DataError, match=r"d.csv has no column 'e' of dates"):
        ds.read("d.csv", "y", date={"e": "days"})
    with pytest.raises(DataError, match="holds Int64 values, not dates"):
        ds.read(pl.DataFrame({"d": [1, 2], "y": [1, 2]}), "y", date={"d": "days"})
    with pytest.raises(
        OptionError, match=r"--date d=day has no unit for dates: did you mean 'days'"
    ):
        ds.read("d.csv", "y", date={"d": "day"})


def test_dates_of_a_frame() -> None:
    values = pl.DataFrame({"d": ["2020-01-01", "2020-01-03", "2020-01-06"], "y": [1.0, 2, 4]})
    for frame in (values, values.with_columns(pl.col("d").str.to_date()), values.to_pandas()):
        table = ds.read(frame, "y", date={"d": "days"})
        np.testing.assert_array_equal(table.X[:, 0], [18262, 18264, 18267])


KINDS: dict[str, Callable[[], object]] = {
    "CSV": lambda: write("x,y\n1,2\n-999,3\n3,5\n4,8\nNA,1\n"),
    "polars": lambda: pl.DataFrame({"x": [1, -999, 3, 4, None], "y": [2, 3, 5, 8, 1]}),
    "pandas": lambda: pl.DataFrame({"x": [1, -999, 3, 4, None], "y": [2, 3, 5, 8, 1]}).to_pandas(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("engine", [None, "threads"])
def test_codes_of_missing_values_are_missing(kind: str, engine: str | None) -> None:
    data = KINDS[kind]()
    with pytest.raises(DataError, match="has a missing value in row 2"):
        ds.fit(data, "y", missing=-999, engine=engine)
    fit = ds.fit(data, "y", missing=[-999], drop_missing=True, engine=engine)
    assert (fit.n, fit.table.rows_dropped) == (3, 2)
    assert fit.coef[0] == pytest.approx(np.polyfit([1, 3, 4], [2, 5, 8], 1)[0])


def test_codes_of_missing_values_in_arrays_levels_and_float32() -> None:
    X, y = np.array([[1.0], [-999], [3], [4]]), np.array([2.0, 3, 5, 8])
    assert ds.fit(X, y, missing=-999, drop_missing=True).n == 3
    frame = pl.DataFrame({"x": np.array([1, -999.9, 3, 4], np.float32), "y": y})
    assert ds.fit(frame, "y", missing=-999.9, drop_missing=True).n == 3
    fit = fitted("c,y\na,1\nunknown,2\nb,3\na,5\n", categorical=["c"], missing="unknown",
                 drop_missing=True)  # fmt: skip
    assert fit.names == ("c=b", "intercept")
    assert fit.n == 3


ANSWERS = "score,age,y\n" + "".join(
    f"{i},{99 if i % 20 == 3 else i % 5},{i * i % 11}\n" for i in range(100)
)


@pytest.mark.parametrize("engine", [None, "threads"])
def test_a_code_of_one_column_is_a_value_of_others(engine: str | None) -> None:
    fit = fitted(ANSWERS, missing={"age": 99}, drop_missing=True, engine=engine)
    assert fit.table.rows_dropped == 5
    assert fitted(ANSWERS, missing=99, drop_missing=True, engine=engine).table.rows_dropped == 6
    both = {"age": [99], None: [98, 7]}
    wanted = ANSWERS.replace(",99,", ",,").replace("\n98,", "\n,").replace("\n7,", "\n,")
    wanted = wanted.replace(",7\n", ",\n")
    there = fitted(ANSWERS, missing=both, drop_missing=True, engine=engine)
    np.testing.assert_array_equal(
        there.weights, fitted(wanted, drop_missing=True, engine=engine).weights
    )


def test_the_command_takes_a_code_of_one_column(capsys: pytest.CaptureFixture[str]) -> None:
    write(ANSWERS)
    fit = ["fit", "d.csv", "-t", "y", "--json"]
    assert run(fit) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["fix"] == "If so: --missing age=99 --drop-missing."
    assert run([*fit, *finding["fix"][len("If so: ") : -1].split()]) == 0
    cured = json.loads(capsys.readouterr().out)
    assert (cured["rows_dropped"], cured["findings"]) == (5, [])
    assert run([*fit, "--missing", "98,age=99,age=4", "--drop-missing"]) == 0
    assert json.loads(capsys.readouterr().out)["rows_dropped"] == 5 + 20 + 1
    for given, told in {
        "ages=99": "no column 'ages' with codes for missing values: did you mean 'age'?",
        "age=": "--missing 'age=' is not a column with a value: write COL=V, such as age=99.",
        "=99": "--missing '=99' is not a column with a value",
    }.items():
        assert run([*fit, "--missing", given]) == 2
        assert told in capsys.readouterr().err
    with pytest.raises(OptionError, match=r"missing=\{…\} needs named columns: give a list"):
        ds.fit(np.arange(8.0).reshape(4, 2), np.arange(4.0), missing={"x1": 3})


def test_marks_of_missing_values_may_be_levels() -> None:
    content = "alley,y\nNA,1\nGrvl,2\nPave,3\nNA,5\nGrvl,1\n"
    with pytest.raises(DataError, match="if NA is a level: --keep-levels NA"):
        fitted(content, categorical=["alley"])
    dropped = fitted(content, categorical=["alley"], drop_missing=True)
    assert dropped.n == 3
    assert "'alley' has NA, which was taken as missing" in said(dropped)
    kept = fitted(content, categorical=["alley"], keep_levels="NA")
    assert kept.names == ("alley=NA", "alley=Pave", "intercept")
    assert kept.n == 5
    passes = fitted(content, categorical=["alley"], keep_levels=["NA"], engine="threads")
    np.testing.assert_allclose(passes.weights, kept.weights)


WRONG = {
    "decimal=;": ({"decimal": ";"}, "--decimal ';' is not a decimal mark"),
    "thousands=;": ({"thousands": ";"}, "--thousands ';' is not a thousands separator"),
    "same marks": ({"decimal": ",", "thousands": ","}, "are the same mark"),
    "header=0": ({"header": 0}, "header=0 cannot be used: give True or False"),
    "missing": ({"missing": [None]}, "missing has None"),
    "missing and level": (
        {"missing": "NA", "keep_levels": "NA"},
        "is given as both missing and a level",
    ),
    "date": ({"date": "d"}, "date='d' cannot be used"),
}


@pytest.mark.parametrize(("options", "told"), WRONG.values(), ids=WRONG)
def test_options_that_cannot_be_used(options: dict[str, object], told: str) -> None:
    with pytest.raises(OptionError, match=told):
        fitted(PLAIN, **options)


def test_options_of_text_are_for_text() -> None:
    frame = pl.DataFrame({"x": [1.0, 2, 4], "y": [2.0, 3, 5]})
    frame.write_parquet("d.parquet")
    with pytest.raises(OptionError, match=r"decimal=… is for text .* a data frame is not"):
        ds.fit(frame, "y", decimal=",")
    with pytest.raises(OptionError, match=r"--no-header is for text .* d.parquet is not"):
        ds.fit("d.parquet", "y", header=False)
    with pytest.raises(TypeError, match="unexpected keyword argument 'decimals'"):
        ds.fit(frame, "y", decimals=",")  # type: ignore[call-arg]
    run(["summarize", "d.parquet", "-t", "y", "-o", "d.dss"])
    with pytest.raises(OptionError, match="--missing needs rows"):
        ds.fit("d.dss", missing=-999)


LINE = [
    ("fit", []), ("train", []), ("diagnose", []), ("sweep", []), ("compare", []),
    ("summarize", ["-o", "d.dss"]),
]  # fmt: skip


@pytest.mark.parametrize(("command", "more"), LINE)
def test_every_command_takes_the_options_and_says_how_it_read(
    command: str, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("Means\n" + SEMICOLONS + "-999;3\n")
    options = ["d.csv", "-t", "y", "--missing", "-999,-99", "--drop-missing", *more]
    assert run([command, *options]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "1 line above the header of d.csv (Means) was skipped." in told
    assert "Numbers in d.csv are read with decimal commas." in told
    assert run([command, *options, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"title_lines", "number_marks"} <= {each["code"] for each in found["findings"]}
    assert found["rows_dropped"] == 1
    write("d;y\n03.04.2020;2\n04.04.2020;3\n09.04.2020;5\n")
    assert run([command, "d.csv", "-t", "y", "--date", "d=days", *more]) == 0
    assert "'d' is read as days since 1970-01-01." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("first", ["x,y\n\n1,2\n2,3\n3,5\n", "x,z,y\n1,2\n2,3,4\n3,5,5\n4,4,7\n"])
def test_a_first_record_that_is_blank_or_short(first: str) -> None:
    for engine in (None, "threads"):
        fit = fitted(first, drop_missing=True, engine=engine)
        assert fit.table.rows_dropped == 1


def test_a_piece_that_begins_with_a_blank_or_short_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 64)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 64)
    for odd in ("\n", "7\n"):
        rows = [odd if i % 3 == 0 else f"{i},{i * i % 7},{i * i % 11}\n" for i in range(401)]
        table = ds.read(write("x,z,y\n1,2,3\n" + "".join(rows)), "y", drop_missing=True)
        assert table.rows_dropped == 134
        assert len(table.y) == 268


def test_a_line_without_an_end_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setattr("downslope.data.csv_pieces.LONGEST_RECORD", 2**20)
    monkeypatch.setattr("downslope.data.csv_form.LONGEST_RECORD", 2**20)
    with Path("d.csv").open("wb") as stream:
        stream.write(b"x,y\n1,2\n2,3\n")
        for _ in range(64):
            stream.write(b"1" * 2**20)
    tracemalloc.start()
    with pytest.raises(DataError, match="line 4 has over 1 MB without a line end"):
        ds.fit("d.csv", "y")
    with pytest.raises(DataError, match="line 4 has over 1 MB without a line end"):
        ds.fit("d.csv", "y", engine="threads")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * 2**20


@pytest.mark.parametrize("blank", ["\n", "\r\n", ",\n"])
@pytest.mark.parametrize("after", ["", "4,9\n"])
def test_blank_rows_are_counted_and_not_kept(
    blank: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file of line ends only would take gigabytes as rows."""
    for name in ("csv_pieces.PIECE", "csv_file.HEAD_BYTES", "csv_pieces.BLANK_ROWS"):
        monkeypatch.setattr(f"downslope.data.{name}", 512)
    write("x,y\n1,2\n2,3\n" + blank * 3000 + "3,5\n" + blank * 5000 + after)
    with pytest.raises(DataError, match=r"'x' of d.csv has a missing value in row 3 "):
        ds.read("d.csv", "y")
    table = ds.read("d.csv", "y", drop_missing=True)
    assert table.rows_dropped == 3000 + 5000 * bool(after)
    assert list(table.X[:, 0]) == [1.0, 2.0, 3.0, 4.0][: 3 + bool(after)]
    tallest = max(
        frame.height
        for task in open_source("d.csv", "y").frame_tasks()
        for frame in task.frames(["x", "y"])
    )
    assert tallest <= 512


def test_lines_shorter_than_the_header_are_read_in_smaller_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines with one field of many take far more memory as rows than as text."""
    monkeypatch.setattr("downslope.data.csv_pieces.MOST_VALUES", 4000)
    names = [f"x{j}" for j in range(39)]
    lines = [",".join(map(str, range(i, i + 40))) for i in range(200)]
    lines[110:110] = ["7"] * 3000 + ['"7\n7"'] * 3
    write("\n".join([",".join([*names, "y"]), *lines]) + "\n")
    (task,) = open_source("d.csv", "y", ["x1"]).frame_tasks()
    heights = [frame.height for frame, _ in task._parsed(["x1", "y"], 2**23)]
    assert sum(heights) == 3203
    assert max(heights) * 40 <= 4000
    assert len(ds.read("d.csv", "y", ["x1"], drop_missing=True).y) == 200


LATE = ["1,5;2", "1,5e3;2", ",5;2", "+2,5;-0,25", "1;2", "1.5;2", "1.234,5;2", " 1,5 ; 2", "nan;2",
        "1_0;2", "9007199254740993,0;2"]  # fmt: skip


@pytest.mark.parametrize("late", LATE)
def test_decimal_commas_are_parsed_as_they_are_converted(
    late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most pieces are parsed by polars, and others are converted first: with the same values."""
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 256)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 256)
    rows = [f"{i},{i % 7};{i % 5},25" for i in range(100)]
    write("\n".join(["x;y", *rows, late, "3,1;4\n"]))
    found = []
    for marks in (DecimalMarks(","), DecimalMarks()):
        monkeypatch.setattr("downslope.data.csv_pieces.DECIMAL_COMMAS", marks)
        try:
            found.append(ds.read("d.csv", "y", drop_missing=True).X.tobytes())
        except DataError as error:
            found.append(str(error).encode())
    assert found[0] == found[1]


def test_categories_are_offered_as_such() -> None:
    frame = pl.DataFrame(
        {"x": [1.0, 2, 4], "c": ["a", "b", "a"], "y": [2.0, 3, 5]},
        schema_overrides={"c": pl.Categorical},
    )
    for data, option in (
        (frame, r"categorical=\['c'\]"),
        (frame.to_pandas(), r"categorical=\['c'\]"),
    ):
        with pytest.raises(DataError, match=option):
            ds.fit(data, "y")
    frame.write_parquet("d.parquet")
    with pytest.raises(DataError, match="--categorical c"):
        ds.fit("d.parquet", "y")


def test_a_head_keeps_what_was_found() -> None:
    opened = CsvFile.open(Path(write(WRITTEN["index of pandas"][0])))
    assert opened.head.index == ("column_1",)
    source = open_source("d.csv", "y")
    assert [note.code for note in source.schema.notes] == ["index_left_out"]


def test_a_field_of_many_bytes_is_text_or_no_name() -> None:
    long = "z" * 200_000
    rows = "".join(f"{i},{long},{i * i}\n" for i in range(12))
    assert fitted(f"x,c,y\n{rows}", features=["x"]).n == 12
    with pytest.raises(DataError, match=r"line 14 has a quote that is not closed"):
        fitted(f'x,c,y\n{rows}1,"2,3\n', features=["x"])
    for content in (f"{long},x,y\n1,2,3\n2,3,4\n", long):
        with pytest.raises(DataError, match=r"line 1 has a field of over 128 kB, which is not a"):
            fitted(content)


@pytest.mark.parametrize("comment", ["# checked by hand", "// end", "#"])
def test_a_comment_among_the_rows_is_named(comment: str) -> None:
    for content in (f"{PLAIN}{comment}\n", PLAIN.replace("2.5", f"{comment}\n2.5")):
        with pytest.raises(DataError, match="delete that line if it is a comment"):
            fitted(content)
