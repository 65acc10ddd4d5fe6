"""Records notice what differs by more than rounding, and nothing else."""

from __future__ import annotations

import json
import random
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds
import records
from records import differences, laid_out, plain
from tallies import tally

LINE = 2000  # characters: a longer one cannot be read in a diff
WHOLE = 1_000_000  # bytes of all records

ALIKE: dict[str, tuple[Any, Any]] = {
    "the same": ({"x": [1, "a", None, True]}, {"x": [1, "a", None, True]}),
    "last digits of a number": (0.12345678, 0.123456784),
    "what rounding leaves of zero": (1e-17, -3e-15),
    "a small number beside a large one": ([1e6, 1e-5], [1e6, 1.1e-5]),
    "a last digit of a text": ("the loss is 0.4579.", "the loss is 0.4580."),
    "a last digit before an exponent": ("lr 3.89e-09", "lr 3.88e-09"),
    "a last digit of thousands": ("1,234.5 rows a second", "1,234.6 rows a second"),
    "a bound, roughly": ({"bound": 1e-15}, {"bound": 1.01e-15}),
    "not a number": ("nan", "nan"),
}
DIFFERENT: dict[str, tuple[Any, Any]] = {
    "another number": (0.1234567, 0.1234569),
    "whole numbers": (1_000_000_000, 1_000_000_001),
    "a sign": (1e-3, -1e-3),
    "two last digits of a text": ("the loss is 0.4579.", "the loss is 0.4581."),
    "words": ("4 rows read", "4 rows lost"),
    "a count in a text": ("4 rows of 0.5", "5 rows of 0.5"),
    "digits inside a word": ("4 rows a29e8", "4 rows a30e8"),
    "more than floats hold": ("x 4e999", "x 5e999"),
    "zero, beyond what floats hold": ("x 0e999", "x 5e300"),
    "not a number, and a number": ("nan", 1.0),
    "infinities": ("inf", "-inf"),
    "true and one": (True, 1),
    "nothing and zero": (None, 0),
    "an entry more": ([1.0], [1.0, 2.0]),
    "a line more": (["a"], ["a", "b"]),
    "a name more": ({"a": 1}, {"a": 1, "b": 2}),
    "a name less": ({"a": 1, "b": 2}, {"a": 1}),
    "a bound": ({"bound": 1e-12}, {"bound": 2e-12}),
    "a list for a number": ([1.0], 1.0),
}


@pytest.mark.parametrize("name", ALIKE)
def test_rounding_is_no_difference(name: str) -> None:
    old, new = ALIKE[name]
    assert not list(differences(old, new))


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_difference_is_told(name: str) -> None:
    old, new = DIFFERENT[name]
    assert list(differences(old, new))
    assert list(differences(new, old))


def test_results_become_what_a_file_holds() -> None:
    assert plain(float("inf")) == "inf"
    assert plain("two\nlines") == ["two", "lines"]
    assert plain([3.0] * 9) == {"of": 9, "ends": [3.0, 3.0], "sum": 27.0, "norm": 9.0}
    with pytest.raises(TypeError, match="no record of object"):
        plain(object())


def test_a_file_holds_what_was_laid_out() -> None:
    given = {"a": {"b": ["long " * 40, "longer " * 60], "c": {}}, "d": [1, [0.5, "ö"]]}
    text = laid_out(given, whole=True)
    assert json.loads(text) == given
    assert [len(line) > records.WIDTH for line in text.splitlines()] == [
        "longer" in line for line in text.splitlines()
    ]


def test_the_files_can_be_read() -> None:
    files = sorted(Path(records.FOLDER).iterdir())
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    assert max(map(len, lines)) < LINE
    assert sum(file.stat().st_size for file in files) < WHOLE


def drawn(source: random.Random, *, changed: float = 1.0, word: str = "rows") -> dict[str, Any]:
    value = source.uniform(-1, 1)
    if value > 0.9:
        raise ds.OptionError(f"{value:.2f} is too large")
    size = [value, changed * source.random()]
    return {"outcome": "up" if value > 0 else "down", "size": size, "said": f"{value:.3f} {word}"}


def test_a_tally_counts_what_was_drawn() -> None:
    found = tally("some", 300, drawn)
    sources = [random.Random(f"some {place}") for place in range(300)]
    values = [source.uniform(-1, 1) for source in sources]
    assert found["outcomes"] == {"a": "OptionError", "b": "down", "c": "up"}
    expected = ["a" if v > 0.9 else "c" if v > 0 else "b" for v in values]
    assert "".join(found["draws"]) == "".join(expected)
    assert found["size"]["negative"] == expected.count("b")
    kept = [v for v in values if v <= 0.9]
    sizes = [abs(v) for v in kept] + [
        s.random() for s in np.array(sources)[np.array(values) <= 0.9]
    ]
    assert found["size"]["mean"] == pytest.approx(np.exp(np.mean(np.log(sizes))), rel=1e-12)
    assert found["printed"]["positive"] == 300


@pytest.mark.parametrize(
    "change", [{"changed": -1.0}, {"changed": 1.0 + 1e-4}, {"word": "row"}], ids=str
)
def test_a_tally_notices_what_changed(change: dict[str, Any]) -> None:
    old, new = tally("some", 300, drawn), tally("some", 300, partial(drawn, **change))
    assert list(differences(old, new))


@pytest.mark.parametrize(("mean", "differs"), [(1.0005, False), (1.002, True)])
def test_last_digits_of_many_texts_are_no_difference(mean: float, differs: bool) -> None:
    assert bool([*differences({"printed": {"mean": 1.0}}, {"printed": {"mean": mean}})]) == differs
