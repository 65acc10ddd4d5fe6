"""Inputs that fits were once wrong about: names, sizes of numbers, hypotheses, saved files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import downslope as ds
from downslope.cli import run
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
