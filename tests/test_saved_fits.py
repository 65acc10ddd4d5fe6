"""Saved fits: loaded, they say what the fit said; changed or damaged, they are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds
from fitted_tables import FIT, MTCARS

SAVED = {
    "plain": {"features": ["wt", "hp"]},
    "robust": {"features": ["wt", "hp"], "robust": "HC3", "level": 0.9},
    "weighted": {"features": ["wt"], "weights": "cyl", "weights_kind": "frequency"},
    "curve": {"features": ["wt"], "degree": 2},
    "levels": {"features": ["wt", "cyl"], "categorical": ["cyl"]},
    "in passes": {"features": ["wt", "hp"], "engine": "threads"},
    "dependent": {"features": ["wt", "kg"]},
    "through zero": {"features": ["wt"], "intercept": False},
    "codes": {"features": ["wt"], "missing": {"wt": [-9]}},
}


@pytest.mark.parametrize("options", SAVED.values(), ids=SAVED)
def test_a_loaded_fit_says_what_the_fit_said(options: dict, tmp_path: Path) -> None:
    data = MTCARS.assign(kg=2 * MTCARS.wt)
    fit = ds.fit(data, "mpg", **options)
    fit.save(tmp_path / "m.json")
    loaded = ds.load_fit(tmp_path / "m.json")
    assert loaded.to_dict() == fit.to_dict()
    assert repr(loaded) == repr(fit)
    np.testing.assert_array_equal(loaded.covariance, fit.covariance)
    np.testing.assert_array_equal(loaded.predict(data), fit.predict(data))
    assert loaded.extrapolation(data.assign(wt=99.0)) == fit.extrapolation(data.assign(wt=99.0))
    again = ds.fit(loaded.table, intercept=options.get("intercept", True))
    np.testing.assert_allclose(again.coef, fit.coef, rtol=1e-7)
    loaded.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text() == (tmp_path / "m.json").read_text()


def changed(text: str, what: str) -> str:
    document = json.loads(text)
    if what == "a weight":
        document["content"]["solution"]["coef"][0] += 1e-9
    elif what == "an older checksum":
        document["checksum"] = "0" * 64
    elif what == "another version":
        document["version"] = 2
    elif what == "no checksum":
        del document["checksum"]
    elif what == "another format":
        document["format"] = "pickle"
    elif what == "a list":
        document = [document]
    return json.dumps(document)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a weight", "its checksum does not match"),
        ("an older checksum", "its checksum does not match"),
        ("no checksum", "its content is not valid"),
        ("another version", "only version 1 can be read"),
        ("another format", "is not a saved fit"),
        ("a list", "is not a saved fit"),
    ],
)
def test_a_model_that_was_changed_is_refused(tmp_path: Path, what: str, words: str) -> None:
    FIT.save(tmp_path / "m.json")
    text = (tmp_path / "m.json").read_text()
    (tmp_path / "m.json").write_text(changed(text, what))
    with pytest.raises(ds.DataError, match=words):
        ds.load_fit(tmp_path / "m.json")


@pytest.mark.parametrize("cut", [0, 1, 60, 1000, -2])
def test_a_model_that_is_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    FIT.save(tmp_path / "m.json")
    text = (tmp_path / "m.json").read_text()
    (tmp_path / "m.json").write_text(text[:cut])
    with pytest.raises(ds.DataError, match=r"is damaged|is not a saved fit"):
        ds.load_fit(tmp_path / "m.json")


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c["solution"].pop("coef"),
        lambda c: c["solution"]["coef"].append(1.0),
        lambda c: c["inference"].update(extra=1),
        lambda c: c["solution"].update(outcome="EVAL"),
        lambda c: c["table"]["feature_names"].append("more"),
        lambda c: c["table"]["summary"].update(scatter={"shape": [1], "float64": "!"}),
        lambda c: c["table"]["summary"].update(mass=-1.0),
        lambda c: c.update(asked=None),
    ],
)
def test_content_that_no_fit_has_is_refused_with_a_right_checksum(tmp_path: Path, edit) -> None:
    from downslope.fitting.saved_fit import _checksum

    FIT.save(tmp_path / "m.json")
    document = json.loads((tmp_path / "m.json").read_text())
    edit(document["content"])
    document["checksum"] = _checksum(document["content"])
    (tmp_path / "m.json").write_text(json.dumps(document))
    with pytest.raises(ds.DataError, match="is damaged or was changed"):
        ds.load_fit(tmp_path / "m.json")


def test_a_fit_whose_fields_stand_in_another_order_is_loaded(tmp_path: Path) -> None:
    fit = ds.fit([[1.0], [2.0], [4.0]], [1.0, 3.0, 2.0])
    fit.save(tmp_path / "m.json")

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(each) for each in value] if isinstance(value, list) else value

    saved = json.loads((tmp_path / "m.json").read_text())
    first = {"format": saved.pop("format")}
    (tmp_path / "m.json").write_text(json.dumps(first | turned(saved)))
    assert ds.load_fit(tmp_path / "m.json").to_dict() == fit.to_dict()


def test_a_fit_of_no_rank_is_loaded(tmp_path: Path) -> None:
    ds.fit(np.zeros((3, 1)), [1.0, 2.0, 4.0], intercept=False).save(tmp_path / "m.json")
    assert ds.load_fit(tmp_path / "m.json").solution.rank == 0


@pytest.mark.parametrize("before", [3000, 4096])
def test_the_format_stands_among_the_first_4096_bytes(before: int, tmp_path: Path) -> None:
    ds.fit(np.arange(4.0)[:, None], np.array([1.0, 2.0, 4.0, 2.0])).save(tmp_path / "m.json")
    text = (tmp_path / "m.json").read_text("utf-8")
    (tmp_path / "m.json").write_text(" " * before + text, "utf-8")
    if before < 4096:
        assert ds.load_fit(tmp_path / "m.json").n == 4
    else:
        with pytest.raises(ds.DataError):
            ds.load_fit(tmp_path / "m.json")
