"""Numbers in words, at the edges where one form of words gives way to the next."""

from __future__ import annotations

import math

import pytest

from downslope.formatting import (
    aligned,
    counted,
    digits,
    epochs,
    number,
    number_beside,
    percent,
    seconds,
    size,
)


def test_right_digits_times_and_bytes() -> None:
    assert [digits(e) for e in (0.0, 3e-16, 2e-9, 0.05, 1.0, 40.0)] == [
        "16 digits", "15 digits", "8 digits", "1 digit", "no digit", "no digit",
    ]  # fmt: skip
    assert [seconds(s) for s in (1.5e-5, 0.0042, 3.0, 1e9)] == ["15 µs", "4.2 ms", "3 s", "days"]
    assert [size(b) for b in (1.0, 900.0, 48e6, 2e9)] == ["1 byte", "900 bytes", "48 MB", "2 GB"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 epochs"),
        (1, "1 epoch"),
        (1480.0, "1,480 epochs"),
        (3e12, "about 3e+12 epochs"),
        (math.inf, "never"),
    ],
)
def test_epochs(count: float, words: str) -> None:
    assert epochs(count) == words


def test_counts() -> None:
    shown = [counted(n, what) for n in (0, 1, 40_000_000) for what in ("row", "pass")]
    assert shown == [
        "0 rows",
        "0 passes",
        "1 row",
        "1 pass",
        "40,000,000 rows",
        "40,000,000 passes",
    ]


def test_four_digits_and_what_is_no_number() -> None:
    shown = [number(v) for v in (math.pi, 1e-9, math.inf, -math.inf, math.nan)]
    assert shown == ["3.142", "1e-09", "∞", "−∞", "unknown"]


def test_a_share_shows_two_digits_of_it_or_of_what_it_lacks() -> None:
    shown = [percent(v) for v in (0.0, 0.0052, 0.5, 0.9954, 0.999996, 1.0, 1.25, math.inf)]
    assert shown == ["0%", "0.52%", "50%", "99.54%", "99.99960%", "100.0%", "125%", "∞%"]


def test_numbers_that_differ_look_different() -> None:
    assert number_beside(0.0249878, 0.02499) == "0.024988"
    assert number_beside(1.0002, 1.0) == "1.0002"
    assert number_beside(2.5, 1.0) == number(2.5)
    assert number_beside(math.inf, 1.0) == "∞"
    assert number_beside(1.0, 1.0) == "1"
    assert number_beside(math.nextafter(1, 2), 1.0) == "1.0000000000000002"


def test_wide_characters_keep_columns_aligned() -> None:
    table = aligned(["列", "y"], [["名前", "1"], ["x", "22"], ["e\u0301", "3"]])
    assert table.split("\n") == ["列     y", "名前   1", "x     22", "e\u0301      3"]
