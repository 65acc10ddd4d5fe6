"""`downslope predict`: files are predicted as frames are, and kept columns stay as they stand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from downslope.cli import run
from fitted_tables import CITIES, MTCARS, NAMED
from refusals import refusal


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    CITIES.to_csv("cities.csv", index=False)
    assert run(["fit", "cities.csv", "-t", "y", "--categorical", "city", "--save", "m.json"]) == 0
    return tmp_path


def test_files_are_predicted_as_frames_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pl.DataFrame(CITIES).write_parquet("new.parquet")
    expected = NAMED.predict(CITIES, "observation", level=0.9)
    for new in ("cities.csv", "new.parquet"):
        for output in ("out.csv", "out.parquet", "out.tsv"):
            options = ["--interval", "observation", "--level", "0.9", "--keep", "city,y"]
            assert run(["predict", "m.json", new, "-o", output, *options]) == 0
            read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "tsv": pd.read_table}
            found = read[output.partition(".")[2]](output)
            assert list(found.columns) == ["city", "y", "prediction", "low", "high"]
            np.testing.assert_allclose(found.iloc[:, 2:], expected, rtol=1e-13)
            assert list(found["city"]) == list(CITIES["city"])
    capsys.readouterr()
    assert run(["predict", "m.json", "cities.csv", "-o", "-"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == "prediction"
    np.testing.assert_allclose(np.array(lines[1:], float), NAMED.predict(CITIES), rtol=1e-13)
    assert "24 rows" in printed.err


def test_a_curve_and_codes_are_predicted_from_the_columns_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = MTCARS[["mpg", "wt"]].copy()
    data.loc[3, "wt"] = -9
    data.to_csv("a.csv", index=False)
    options = ["--degree", "2", "--missing", "wt=-9", "--drop-missing"]
    assert run(["fit", "a.csv", "-t", "mpg", *options, "--save", "m.json"]) == 0
    capsys.readouterr()
    assert "a missing value in row 4" in refusal(
        capsys, "predict", "m.json", "a.csv", "-o", "b.csv"
    )
    assert not (tmp_path / "b.csv").exists()
    asked = ["predict", "m.json", "a.csv", "-o", "b.csv", "--drop-missing", "--json"]
    capsys.readouterr()
    assert run(asked) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["rows_dropped"]) == (31, 1)
    fit = ds.load_fit("m.json")
    expected = fit.predict(data.drop(index=3)[["wt"]])
    np.testing.assert_allclose(pd.read_csv("b.csv")["prediction"], expected, rtol=1e-13)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nope.json cities.csv -o o.csv", "cannot be opened"),
        ("cities.csv cities.csv -o o.csv", "is not a saved fit"),
        ("m.json cities.csv -o o.xlsx", "it must end in .csv"),
        ("m.json cities.csv -o no/o.csv", "a folder that does not exist"),
        ("m.json cities.csv -o cities.csv", "would overwrite the data"),
        ("m.json cities.csv -o m.json", "would overwrite the fit"),
        ("m.json cities.csv -o o.csv --interval both", "choose from: mean, observation"),
        ("m.json cities.csv -o o.csv --interval mean --level 2", "give a share"),
        ("m.json cities.csv -o o.csv --level 0.9", "is for intervals, and none is asked for"),
        ("m.json cities.csv -o o.csv --keep town", "no column 'town'"),
        ("m.json other.csv -o o.csv", "no column 'a-b', which the fit needs: add it."),
        ("m.json near.csv -o o.csv", "which the fit needs: rename 'a-b-', if that is it."),
        ("m.json duckdb:///sales.db -o o.csv", "predict reads no database: save its rows"),
        ("m.json bern.csv -o o.csv", "In row 1, column 'city' of bern.csv has the level 'Bern'"),
        ("m.json cities.csv -o - --json", "name a file with -o"),
        ("m.json", "Missing argument 'NEW'"),
    ],
)
def test_a_prediction_that_cannot_be_made_says_why(
    here: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    CITIES.drop(columns="a-b").to_csv("other.csv", index=False)
    CITIES.rename(columns={"a-b": "a-b-"}).to_csv("near.csv", index=False)
    CITIES.assign(city="Bern").to_csv("bern.csv", index=False)
    capsys.readouterr()
    assert words in refusal(capsys, "predict", *line.split())
    assert not Path("o.csv").exists()


def test_a_column_of_the_fit_cannot_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    MTCARS[["mpg", "wt", "hp"]].to_csv("a.csv", index=False)
    Path("b.csv").write_text("wt,hp\n" + "2.5,100\n" * 9 + "oops,120\n")
    assert run(["fit", "a.csv", "-t", "mpg", "--save", "m.json"]) == 0
    capsys.readouterr()
    said = refusal(capsys, "predict", "m.json", "b.csv", "-o", "c.csv")
    assert "take it as missing (--missing oops --drop-missing)" in said
    assert "--features" not in said


def test_new_rows_outside_the_data_are_noted(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CITIES.assign(**{"a-b": 99.0}).to_csv("far.csv", index=False)
    capsys.readouterr()
    assert run(["predict", "m.json", "far.csv", "-o", "o.csv"]) == 0
    assert "'a-b' in 24 rows (0 … 23)" in capsys.readouterr().out


def test_files_of_a_folder_are_predicted_in_order(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, part in enumerate((CITIES[:7], CITIES[7:])):
        Path(f"parts/half={place}").mkdir(parents=True)
        pl.DataFrame(part.assign(row=part.index)).write_parquet(f"parts/half={place}/a.parquet")
    assert run(["predict", "m.json", "parts", "-o", "o.parquet", "--keep", "row"]) == 0
    found = pl.read_parquet("o.parquet")
    assert found["row"].to_list() == list(range(24))
    np.testing.assert_allclose(found["prediction"], NAMED.predict(CITIES), rtol=1e-13)
    before = Path("o.parquet").read_bytes()
    bad = CITIES[7:].assign(**{"a-b": np.nan})
    pl.DataFrame(bad.assign(row=0)).write_parquet("parts/half=1/a.parquet")
    capsys.readouterr()
    words = refusal(capsys, "predict", "m.json", "parts", "-o", "o.parquet", "--keep", "row")
    assert "a missing value in row 1 of parts/half=1/a.parquet" in words
    assert Path("o.parquet").read_bytes() == before  # the old file stays, and no part of a new one
    assert not [file for file in here.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("keep", ["zip", "id", "x", "done", "zip,note", "id,x,done,zip"])
def test_kept_columns_are_written_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], keep: str
) -> None:
    rows = [
        {"id": f"{i}", "zip": f"0{9000 + i}", "x": f"{i}.50", "done": "true", "note": "a b"}
        for i in range(40)
    ]
    rows[3]["zip"] = ""
    new = pd.DataFrame(rows)
    new.to_csv(tmp_path / "new.csv", index=False)
    fit = ds.fit(pd.DataFrame({"x": np.arange(9.0), "y": np.arange(9.0) ** 2}), "y")
    fit.save(tmp_path / "m.json")
    line = ["predict", str(tmp_path / "m.json"), str(tmp_path / "new.csv"), "-o", "-"]
    assert run([*line, "--keep", keep]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = keep.split(",")
    assert lines[0] == f"{keep},prediction"
    assert [line.rpartition(",")[0] for line in lines[1:]] == [
        ",".join(row[name] for name in names) for row in rows
    ]


def test_a_kept_column_with_leading_zeros_keeps_them_in_parquet(tmp_path: Path) -> None:
    text = "id,zip,x\n" + "".join(f"{i},0{9000 + i},{i}.5\n" for i in range(40))
    (tmp_path / "new.csv").write_text(text)
    fit = ds.fit(pd.DataFrame({"x": np.arange(9.0), "y": np.arange(9.0) ** 2}), "y")
    fit.predict_file(tmp_path / "new.csv", tmp_path / "out.parquet", keep=["zip", "id"])
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found["zip"].to_list()[0] == "09000"
    assert found["id"].dtype.is_numeric()
