"""Inputs that fits were once wrong about: names, sizes of numbers, hypotheses, saved files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import downslope as ds
from downslope.cli import run
from downslope.fitting.saved_fit import _checksum
from refusals import refusal

RNG = np.random.default_rng(5)
DATA = pd.DataFrame(RNG.normal(size=(20, 2)), columns=["a", "b"])
DATA["y"] = DATA.a + 3 * DATA.b + RNG.normal(size=20)
FIT = ds.fit(DATA, "y")


def test_a_curve_takes_powers_of_its_column_and_no_column_named_like_one() -> None:
    fit = ds.fit(DATA, "y", ["a"], degree=2)
    other = DATA.assign(**{"a^2": 100.0, "a²": 100.0})
    np.testing.assert_array_equal(fit.predict(other), fit.predict(DATA))


@pytest.mark.parametrize(
    ("X", "words"),
    [
        (DATA.set_axis(["b", "b", "a"], axis=1), "two columns named 'b'"),
        (DATA.set_axis(["a", "b", "b"], axis=1), "two columns named 'b'"),
        (DATA[["b", "a"]].set_axis([1, 0], axis=1), "not text"),
        (DATA[["b", "a"]].set_axis([("a", "u"), ("b", "u")], axis=1), "has the column name"),
        (DATA[["b", "a"]].set_axis([0, 1], axis=1), "not text"),
        (pa.table([DATA.b, DATA.a], names=["a", "a"]), "two columns named 'a'"),
        (pl.DataFrame(DATA).lazy(), r"give X.collect\(\)"),
    ],
)
def test_columns_that_names_do_not_tell_apart_are_refused(X: object, words: str) -> None:
    with pytest.raises(ds.DataError, match=words):
        FIT.predict(X)


def test_a_fit_of_an_array_takes_a_frame_of_one() -> None:
    X = DATA[["a", "b"]].to_numpy()
    fit = ds.fit(X, DATA.y.to_numpy())
    np.testing.assert_array_equal(fit.predict(pd.DataFrame(X)), fit.predict(X))
    with pytest.raises(ds.DataError, match="not text"):
        fit.predict(pd.DataFrame(X)[[1, 0]])
    numbered = DATA.rename(columns={"a": 0, "b": 1})
    fit = ds.fit(numbered, "y")
    np.testing.assert_allclose(fit.predict(numbered[[1, 0]]), FIT.predict(DATA), rtol=1e-12)


def test_a_missing_level_is_of_its_column() -> None:
    data = DATA.assign(g=["u", "v", "w", "u"] * 5)
    fit = ds.fit(data, "y", ["a", "g"], categorical=["g"])
    with pytest.raises(ds.DataError, match=r"Column 'g' .* in row 3: drop"):
        fit.predict(data.assign(g=data.g.where(data.index != 2)))


def test_a_column_is_kept_once(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    DATA.to_csv("d.csv", index=False)
    FIT.save("m.json")
    words = refusal(capsys, "predict", "m.json", "d.csv", "-o", "o.csv", "--keep", "a,y,a")
    assert "names 'a' twice" in words
    assert run(["predict", "m.json", "d.csv", "-o", "o.csv", "--keep", "a,y"]) == 0


SIGNED = ds.fit(DATA.rename(columns={"b": "a–b"}), "y")
SPACED = ds.fit(DATA.assign(**{"a - b": DATA.a * DATA.b, "c ": DATA.a**2, "3": DATA.b**3}), "y")


@pytest.mark.parametrize(
    ("fit", "text", "row", "told"),
    [
        (SIGNED, "a–b = 1", [0, 1, 0], '"a–b" = 1'),
        (SIGNED, "a − a–b = 1", [1, -1, 0], 'a - "a–b" = 1'),
        (FIT, "a – b = 0", [1, -1, 0], "a - b = 0"),
        (FIT, "2·a = 1.00000000001", [2, 0, 0], "2*a = 1.00000000001"),
        (SPACED, '"a - b" = 0', [0, 0, 1, 0, 0, 0], '"a - b" = 0'),
        (SPACED, '"a" - b = 0', [1, -1, 0, 0, 0, 0], '"a" - "b" = 0'),
        (SPACED, "a-b = 0", [1, -1, 0, 0, 0, 0], '"a" - "b" = 0'),
        (SPACED, 'c  = "3"', [0, 0, 0, 1, -1, 0], '"c " = "3"'),
    ],
)
def test_a_hypothesis_says_what_it_tests(fit: ds.Fit, text: str, row: list, told: str) -> None:
    found = fit.test(text)
    expected = np.sqrt(np.array(row) @ fit.covariance @ row)
    np.testing.assert_allclose(found.std_error, [expected], rtol=1e-9)
    assert found.hypotheses == (told,)
    assert fit.test(told).hypotheses == (told,)


@pytest.mark.parametrize("factor", ["1e-300", "1e-150", "1e150", "1e300"])
def test_a_factor_of_any_size_leaves_the_test_as_it_is(factor: str) -> None:
    expected = FIT.test("a = 0, a + b = 3")
    found = FIT.test(f"{factor}*a = 0, a + b = 3")
    assert found.statistic == pytest.approx(expected.statistic, rel=1e-9)
    assert FIT.test("3*a + 6*b = 9").std_error == pytest.approx(
        3 * FIT.test("a + 2*b = 3").std_error
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 1e400", "1e400 is too long, too large"),
        ("1e99999999*a = 0", "1e99999999 is too long, too large"),
        ("a = " + "1" * 5000, "too long, too large"),
        ("1e-400*a = 0", "1e-400 is too long, too large, or too small"),
        ("a = 1e200", "is too large for float64: the hypothesis is too far"),
        ("1e-310*a = 0", "too far apart"),
        ("1e300*1e300*a = 1", "too far apart"),
        ("1e-300*1e-300*a = 0", "too far apart"),
        ("a + 1e-300*1e-20*b = 0", "too far apart"),
        ("a = ٥", "'٥' is not a weight"),
        ("a = 0; b = 0", "separate hypotheses by commas"),
        ("a == 0", "write one '='"),
        ("", "There is no hypothesis"),
        (" \n", "There is no hypothesis"),
        ("a = 0,", "leave the comma out"),
        ("a\n b", "hypothesis 'a b = 0' cannot|'a b' has no '='|'a b' cannot be read"),
    ],
)
def test_a_hypothesis_that_cannot_be_tested_says_why(text: str, words: str) -> None:
    with pytest.raises(ds.InputError, match=words) as told:
        FIT.test(text)
    assert len(str(told.value)) < 400
    assert "\n" not in str(told.value)


def test_what_reads_as_a_name_and_as_arithmetic_is_refused() -> None:
    with pytest.raises(ds.OptionError, match="put names in double quotes"):
        SPACED.test("a - b = 0")
    with pytest.raises(ds.OptionError, match=r"cannot be read: .*") as told:
        FIT.test(" + ".join(["a"] * 2000) + " b = 0")
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("interval", [b"mean", 1, ["mean"], np.array(["mean", "mean"])])
def test_an_interval_that_is_not_text_is_refused(interval: object) -> None:
    with pytest.raises(ds.OptionError, match="is not text: give mean or observation"):
        FIT.predict(DATA, interval)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [1e-200, 1e-170, 1e-150, 1e150, 1e200])
def test_targets_of_any_size_have_the_same_tests_and_intervals(size: float) -> None:
    data = DATA.assign(y=DATA.y * size)
    fit, small, small_1 = ds.fit(data, "y"), ds.fit(data, "y", ["a"]), ds.fit(DATA, "y", ["a"])
    for kind in ("mean", "observation"):
        found, expected = fit.predict(data, kind), FIT.predict(DATA, kind)
        np.testing.assert_allclose(found / size, expected, rtol=1e-9)
    for found, expected in (
        (ds.anova(fit, type="I"), ds.anova(FIT, type="I")),
        (ds.anova(fit), ds.anova(FIT)),
        (ds.anova(small, fit), ds.anova(small_1, FIT)),
    ):
        for mine, theirs in zip(found.rows, expected.rows, strict=True):
            assert mine.f == pytest.approx(theirs.f, rel=1e-9)
            assert mine.p == pytest.approx(theirs.p, rel=1e-6)
            held = 1e-150 <= size <= 1e150
            squares = theirs.sum_of_squares * size * size if held else np.nan
            assert mine.sum_of_squares == pytest.approx(squares, rel=1e-9, nan_ok=True)
    assert fit.test("a = 0").statistic == pytest.approx(FIT.test("a = 0").statistic, rel=1e-9)
    if 1e-150 <= size <= 1e150:
        np.testing.assert_allclose(fit.covariance / size / size, FIT.covariance, rtol=1e-9)
    else:
        with pytest.raises(ds.DataError, match="whose square float64 cannot hold"):
            _ = fit.covariance


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (5, "file=5 is not a path"),
        (None, "file=None is not a path"),
        (b"m.json", "is not a path: give the name"),
        ("", "The name of the saved fit is empty"),
    ],
)
def test_what_is_no_path_of_a_fit_is_refused(file: object, words: str) -> None:
    with pytest.raises(ds.DataError, match=words):
        ds.load_fit(file)  # type: ignore[arg-type]


@pytest.mark.parametrize("version", [True, 1.0, "1", 10**30, "1" * 500, None])
def test_another_version_is_refused_in_short(tmp_path: Path, version: object) -> None:
    FIT.save(tmp_path / "m.json")
    document = json.loads((tmp_path / "m.json").read_text()) | {"version": version}
    (tmp_path / "m.json").write_text(json.dumps(document))
    with pytest.raises(ds.DataError, match="only version 1 can be") as told:
        ds.load_fit(tmp_path / "m.json")
    assert len(str(told.value)) < 200 + len(str(tmp_path))


def test_nothing_is_written_where_no_row_is(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.csv").write_text("x,y\n1,2\n2,4\n3,7\n")
    ds.fit("d.csv", "y").save("m.json")
    Path("none.csv").write_text("x\n")
    assert run(["predict", "m.json", "none.csv", "-o", "-"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "none.csv has no complete row to predict" in told.err


@pytest.mark.parametrize("degree", [15, 23, 30])
def test_a_degree_beyond_the_distinct_values_says_so(degree: int) -> None:
    told = f"has {degree + 1} weights, but 'distance_mpc' has only 15 distinct values: choose"
    with pytest.raises(ds.DownslopeError, match=re.escape(told)):
        ds.fit("hubble", degree=degree)
    assert len(ds.fit("hubble", degree=14).coef) == 14


def test_digits_beyond_those_of_the_data_are_told_apart() -> None:
    full = " ".join(str(ds.fit("longley", accuracy="full")).split())
    assert "15 digits of every weight are certified for the data as given; if float64" in full
    assert "can support" not in full


def test_levels_are_the_same_in_every_kind_of_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame({"b": [True, False] * 6, "k": [1.0, 2.0, 3.0] * 4, "y": range(12)})
    frame.to_csv("d.csv", index=False)
    frame.to_parquet("d.parquet")
    for one, other in (("d.csv", "d.parquet"), ("d.parquet", "d.csv")):
        fit = ds.fit(one, "y", categorical=["b", "k"])
        fit.save("m.json")
        for new in (one, other):
            assert run(["predict", "m.json", new, "-o", f"{new}.out.csv"]) == 0
        assert Path(f"{one}.out.csv").read_text() == Path(f"{other}.out.csv").read_text()
    fit = ds.fit("d.csv", "y", categorical=["b", "k"])
    with pytest.raises(ds.DownslopeError, match=r"'4\.0', which is not among"):
        fit.predict(frame.assign(k=4.0))


def tampered(folder: Path, fit: ds.Fit, place: str, value: object) -> Path:
    fit.save(folder / "m.json")
    document = json.loads((folder / "m.json").read_text())
    part, *_, last = [document["content"], *place.split(".")]
    for name in place.split(".")[:-1]:
        part = part[int(name) if name.isdigit() else name]
    part[int(last) if last.isdigit() else last] = value
    document["checksum"] = _checksum(document["content"])
    (folder / "m.json").write_text(json.dumps(document))
    return folder / "m.json"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("solution.coef.0", "nan"),
        ("solution.coef.0", "1e3"),
        ("solution.coef.0", True),
        ("solution.coef", None),
        ("solution.coef", "12"),
        ("solution.intercept", None),
        ("solution.n", 20.0),
        ("solution.n", 0),
        ("solution.rank", 21),
        ("solution.has_intercept", 1),
        ("solution.method", ["qr"]),
        ("solution.feature_names", "ab"),
        ("solution.moments.intercept", "yes"),
        ("solution.residual_norm", "inf"),
        ("inference.names", ["b", "a", "intercept"]),
        ("inference.estimate.0", 7.0),
        ("inference.t", [1.0]),
        ("inference.level", 1.5),
        ("inference.exact", 0),
        ("inference.exact", None),
        ("inference.degrees_of_freedom", 3),
        ("inference.factor.shape.0", 3.0),
        ("inference.errors", 3),
        ("table.target", 5),
        ("table.rows_dropped", "0"),
        ("table.ranges", None),
        ("table.weights", 3),
        ("table.levels", [[3, ["a"]]]),
        ("table.findings", [{"code": 1, "columns": [], "evidence": "", "fix": ""}]),
        ("asked.degree", 0),
        ("asked.degree", True),
        ("asked.weights_kind", "none"),
        ("asked.reading", 3),
        ("rows_in_memory", 1),
        ("digits_warranted", "many"),
    ],
)
def test_a_field_that_no_fit_has_is_refused(tmp_path: Path, place: str, value: object) -> None:
    file = tampered(tmp_path, FIT, place, value)
    if (place, value) == ("table.ranges", None):  # which some summaries do not have
        assert ds.load_fit(file).extrapolation(DATA * 99) == ()
        return
    with pytest.raises(ds.DataError, match="is damaged or was changed"):
        ds.load_fit(file)


def test_every_kind_of_fit_is_loaded(tmp_path: Path) -> None:
    from scipy import sparse

    X = sparse.random(30, 5, 0.5, random_state=0, format="csr")
    y = np.sin(np.arange(30.0))
    for fit in (
        ds.fit(X, y),
        ds.fit(X.toarray()[:4], y[:4]),  # fewer rows than weights
        ds.fit(X.toarray(), X.toarray() @ np.ones(5)),  # exact
        ds.fit(X.toarray(), y, intercept=False),
        ds.fit(DATA, "y", engine="threads", robust="HC1"),
    ):
        fit.save(tmp_path / "m.json")
        assert ds.load_fit(tmp_path / "m.json").to_dict() == fit.to_dict()


def test_the_lines_below_a_table_have_one_order() -> None:
    exact = ds.fit(DATA.assign(y=2 * DATA.a), "y", ["a"])
    for fits in ((FIT, exact), (exact, FIT)):
        names = [line[0] for line in ds.table(*fits).footer]
        assert names == ["n", "R²", "adjusted R²", "residual std", "AIC", "BIC", "errors"]


def test_many_fits_side_by_side_fit_on_a_terminal() -> None:
    lines = str(ds.table(*[FIT] * 12)).splitlines()
    assert max(map(len, lines)) <= 80
    assert "(12) y" in "\n".join(lines)


def test_an_unreadable_hypothesis_says_what_to_write() -> None:
    with pytest.raises(ds.OptionError, match="write sums of multiples of weights, such as '2"):
        FIT.test("a*b = 0")
