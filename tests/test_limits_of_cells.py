"""Which cells, dates, and rows of totals a table is taken to have, up to each limit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data.cells import OddCells
from downslope.data.dates import UNITS, DateColumn, _moments, are_days, are_months
from downslope.data.doubtful_columns import grouped, may_be_grouped
from downslope.data.encoding import BYTES, UTF8, encoding_of
from downslope.data.fixed_point import nearest_floats
from downslope.data.row_labels import _text
from downslope.data.total_rows import named_totals, row_of_sums, rows_of_sums
from downslope.numerics.arguments import OptionStyle

PYTHON = OptionStyle.PYTHON


# --- totals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rows", "all_", "some"), [(4, 0, 0), (5, 1, 0), (7, 1, 0), (8, 1, 1)])
def test_how_many_rows_make_a_total(rows: int, all_: int, some: int) -> None:
    steady = np.array([False, False])
    last = np.array([6.0, 2.0])
    assert len(row_of_sums(rows, last, np.array([6.0, 2.0]), steady)) == all_
    mean = np.array([6.0, 2.0 * (rows - 1)])
    assert len(row_of_sums(rows, last, mean, steady)) == some
    # A sum and columns of zeros are no total: one column may be it by accident.
    assert row_of_sums(rows, np.array([6.0, 0.0]), np.array([6.0, 5.0]), steady) == []


@pytest.mark.parametrize(("error", "found"), [(0.7e-4, 1), (1.5e-4, 0)])
def test_totals_may_be_rounded(error: float, found: int) -> None:
    others = np.array([6.0, 2.0])
    assert len(row_of_sums(9, others * (1.0 + error), others, np.zeros(2, bool))) == found


def with_subtotals(*groups: int) -> list[str]:
    """What is told of groups of such lengths, each with its sum below it."""
    rng = np.random.default_rng(5)
    rows = []
    for length in groups:
        group = rng.integers(1, 50, (length, 2)).astype(float)
        rows += [*group, group.sum(axis=0)]
    table = np.array(rows)
    return [str(each) for each in rows_of_sums(table[:, :1], table[:, 1])]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ((2, 2), "Rows 3, 6 are sums"),
        ((2, 3, 4), "Rows 3, 7, 12 are sums"),
        ((2, 3, 4, 5), "Rows 3, 7, 12, … are sums"),
        ((900, 3), "Rows 901, 905 are sums"),
        ((1500, 3), None),
    ],
)
def test_which_subtotals_are_named(groups: tuple[int, ...], told: str | None) -> None:
    found = with_subtotals(*groups)
    assert len(found) == (told is not None)
    assert told is None or told in found[0]


def test_at_most_half_of_the_rows_are_totals() -> None:
    half = pl.DataFrame({"city": ["Oslo", "Total"]})
    assert len(named_totals(Path("d.csv"), half, None)) == 1
    more = pl.DataFrame({"city": ["Oslo", "Total", "Sum"]})
    assert named_totals(Path("d.csv"), more, None) == []


# --- cells --------------------------------------------------------------------------------------


def step_for(*cells: str) -> str:
    text = pl.Series(cells)
    failed = text.cast(pl.Float64, strict=False).is_null()
    return OddCells.of(text, failed).step("k", PYTHON)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("1", "x", "y", "z", "2", "3", "4"), "take it as missing"),
        (("1", "x", "y", "z", "w", "2", "3", "4", "5"), ""),
        (("1", "x", "y", "2", "5"), "take it as missing"),
        (("1", "x", "y", "2"), ""),
        (("１２３４５", "1"), "write 12345"),
        (("６７８９０", "1"), "write 67890"),
        (("1：2", "1"), ""),
        (("kg", "1", "2"), "if row 1 holds units"),
        (("kg", "1"), ""),
        (("1", "5 kg", "2"), "write 5, and put the unit 'kg'"),
        (("1", "5 kg", "6 g", "2"), "write all numbers in one unit"),
        (("1", "2", "a b", "c d", "e f"), "delete the lines at the end"),
        (("1", "2", "3", "4", "5", "a b", "c d", "e f", "g h"), ""),
        (("1", "2", "a b", "3"), "delete the lines at the end"),
        (("1", "a b"), ""),
    ],
)
def test_what_to_do_about_cells(cells: tuple[str, ...], told: str) -> None:
    found = step_for(*cells)
    assert found.startswith(told) if told in ("take it as missing",) else told in found
    assert bool(found) is bool(told)


# --- dates, labels, numbers ---------------------------------------------------------------------


def test_years_have_four_digits() -> None:
    assert _moments(pl.Series(["0999-01-02", "1000-01-02"]), "%Y-%m-%d").is_null().to_list() == [
        True,
        False,
    ]


@pytest.mark.parametrize(("late", "good"), [("40", True), ("41", False)])
def test_years_of_two_digits_are_of_one_century(late: str, good: bool) -> None:
    text = pl.Series(["01.02.90", f"01.02.{late}"])
    column = DateColumn("d", "days", "%d.%m.%y")
    moments = _moments(text, "%d.%m.%y")
    if good:
        assert column.in_centuries(text, moments, "d.csv").ends[1][0] == 2040
    else:
        with pytest.raises(ds.DataError, match="51 years apart"):
            column.in_centuries(text, moments, "d.csv")


def test_how_many_numbers_may_be_months() -> None:
    some = pl.Series([2024_00 + k for k in range(1, 13)])
    assert are_months(some)
    assert not are_months(some[1:])
    assert not are_days(pl.Series([], dtype=pl.Int64))


def test_how_many_numbers_mark_thousands() -> None:
    assert grouped(pl.DataFrame({"k": ["1.230", "2.000", "3.100", "512"]}), PYTHON)
    assert not grouped(pl.DataFrame({"k": ["1.230", "2.000", "512"]}), PYTHON)


@pytest.mark.parametrize(("value", "may"), [(1.5, 1), (0.5, 0), (999.5, 1), (1000.5, 0)])
def test_which_numbers_may_be_thousands(value: float, may: int) -> None:
    assert len(may_be_grouped(pl.DataFrame({"k": [value, 2.0]}))) == may


@pytest.mark.parametrize(
    ("value", "label"),
    [(2.0**40, "1099511627776"), (2.0**62, str(2**62)), (2.0**63, "9.223372036854776e+18")],
)
def test_whole_labels_are_written_without_a_point(value: float, label: str) -> None:
    assert _text(pl.Series([value])).to_list() == [label]


def test_decimals_of_many_digits() -> None:
    import pyarrow as pa

    for scale, exact in ((22, True), (23, False)):
        column = pa.array([3, -7]).cast(pa.decimal128(38, 0))
        column = pa.Array.from_buffers(pa.decimal128(38, scale), 2, column.buffers())
        found = nearest_floats(column)
        assert (found is not None) is exact
        if found is not None:
            assert found.tolist() == [float(f"3e-{scale}"), float(f"-7e-{scale}")]


@pytest.mark.parametrize(
    ("unit", "number"),
    [("days", 366.0), ("hours", 8784.0), ("seconds", 31_622_400.0),
     ("years", 1970.0 + 366.0 / 365.2425)],
)  # fmt: skip
def test_units_of_dates(unit: str, number: float) -> None:
    moments = _moments(pl.Series(["1971-01-02"]), "%Y-%m-%d")
    assert UNITS[unit](moments).to_list() == [pytest.approx(number, rel=1e-15)]


@pytest.mark.parametrize(("sign", "encoding"), [(0x1E, UTF8), (0x1F, UTF8), (0x20, BYTES)])
def test_text_in_bytes_has_no_control_signs(sign: int, encoding: str) -> None:
    assert encoding_of(b"caf\xe9,1" + bytes([sign]) + b"a\n") == encoding
