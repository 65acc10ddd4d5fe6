"""Spreadsheets: read where one sheet has rows, and judged as CSV files are."""

import sys
import zipfile

import numpy as np
import pytest

import downslope as ds
from downslope.data.open import open_source
from downslope.data.spreadsheet import sheet_as_csv
from file_formats import FRAME, WANTED, rows
from refusals import refusal
from workbooks import workbook


def test_a_workbook_is_read_where_one_sheet_has_rows(here, capsys):
    pytest.importorskip("fastexcel")
    body = [["x", "k", "y"], *FRAME.head(40).rows()]
    workbook("d.xlsx", {"Data": body, "Sheet2": []})
    np.testing.assert_array_equal(rows(open_source("d.xlsx", "y")), WANTED[:40])
    workbook("two.xlsx", {"A": body, "B": body})
    assert "two.xlsx has the sheets A, B: save the sheet" in refusal(capsys, "fit", "two.xlsx")
    workbook("none.xlsx", {"A": []})
    assert "none.xlsx has no sheet with rows" in refusal(capsys, "fit", "none.xlsx")
    (here / "cut.xlsx").write_bytes((here / "d.xlsx").read_bytes()[:900])
    assert "cut.xlsx cannot be read as a spreadsheet" in refusal(capsys, "fit", "cut.xlsx")
    body[7] = [1.0, None, 2.0]
    workbook("gap.xlsx", {"Data": body})
    told = refusal(capsys, "fit", "gap.xlsx", "-t", "y")
    assert "'k' of gap.xlsx has a missing value in row 7" in told


BODY = [["x", "y"], *([i + 0.25, 2 * i + i % 3] for i in range(1, 13))]
SHEETS = {
    "a title": ([["Sales of 2024"], [], *BODY], {"title_lines"}),
    "merged cells above": ([["Sales", None], *BODY], {"title_lines"}),
    "text numbers": ([BODY[0], *([str(x), y] for x, y in BODY[1:])], set()),
    "blank rows": ([*BODY[:4], [None, None], *BODY[4:], [None, None]], set()),
    "row numbers": ([[None, "x", "y"], *([i, *row] for i, row in enumerate(BODY[1:]))],
                    {"index_left_out"}),
    "a total": ([["city", "x", "y"], *(["c", *row] for row in BODY[1:]), ["Total", 9, 9]],
                {"total_row"}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "codes"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_judged_as_a_csv_file_is(here, body, codes):
    workbook("d.xlsx", {"Data": body})
    fit = ds.fit("d.xlsx", "y", ["x"] if "city" in body[0] else None)
    assert len(fit.coef) == 1
    assert {each.code for each in fit.findings} == codes
    if "total_row" not in codes:
        slope = np.polyfit([x for x, _ in BODY[1:]], [y for _, y in BODY[1:]], 1)[0]
        assert fit.coef[0] == pytest.approx(slope, rel=1e-12)


def test_a_sheet_keeps_every_digit(here):
    r = np.random.default_rng(0)
    wanted = np.exp(r.normal(0, 30, (400, 2))) * r.choice([-1, 1], (400, 2))
    workbook("d.xlsx", {"Data": [["x", "y"], *wanted.tolist()]})
    np.testing.assert_array_equal(rows(open_source("d.xlsx", "y")), wanted)


def test_whole_numbers_of_a_sheet_are_written_as_they_are(here):
    ids = [9007199254740994 + 2 * i for i in range(12)]
    workbook("d.xlsx", {"Data": [["id", "y"], *([each, i % 5] for i, each in enumerate(ids))]})
    assert sheet_as_csv(here / "d.xlsx").decode().split() == [
        "id,y", *(f"{each},{i % 5}" for i, each in enumerate(ids))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([BODY[0], *BODY[1:] * 120, ["late", 3]], "'x' of d.xlsx is text (row 1441: 'late')"),
        ([["x", "x", "y"], [1, 2, 3], [2, 5, 1]], "more than one column named 'x'"),
        ([BODY[0], ["m", "kg"], *BODY[1:]], "line 2 (m,kg) has no numbers, unlike the lines below"),
        (BODY[1:], "starts with numbers"),
        ([["x", "z", "y"], *([x, None, y] for x, y in BODY[1:])], "'z' of d.xlsx is empty"),
    ],
)
def test_a_sheet_is_refused_as_a_csv_file_is(here, capsys, body, told):
    workbook("d.xlsx", {"Data": body})
    assert told in refusal(capsys, "fit", "d.xlsx", "-t", "y")


def test_hidden_rows_and_errors_of_a_sheet_are_named(here):
    workbook("d.xlsx", {"Data": BODY})
    with zipfile.ZipFile("d.xlsx") as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('<row r="4"', '<row r="4" hidden="1"')
    parts[sheet] = parts[sheet].replace('<c r="A6"><v>5.25</v>', '<c r="A6" t="e"><v>#DIV/0!</v>')
    with zipfile.ZipFile("odd.xlsx", "w") as odd:
        for name, text in parts.items():
            odd.writestr(name, text)
    assert ds.fit("d.xlsx", "y").findings == ()
    fit = ds.fit("odd.xlsx", "y", drop_missing=True)
    hidden, error = fit.findings
    assert str(hidden).startswith("1 row of odd.xlsx is hidden, and counted as the others.")
    assert str(error).startswith("1 cell of odd.xlsx has an error such as #DIV/0! instead")


def test_text_that_is_called_xls_is_read(here, capsys):
    (here / "d.xls").write_text("x\ty\n1\t2\n2\t4.5\n3\t6\n")
    assert ds.fit("d.xls", "y").coef[0] == pytest.approx(2.0)
    (here / "page.xls").write_text("<html><table></table></html>")
    assert "page.xls is a web page" in refusal(capsys, "fit", "page.xls", "-t", "y")
    (here / "old.xls").write_text('<?xml version="1.0"?><Workbook/>')
    assert "old.xls is XML, not a table" in refusal(capsys, "fit", "old.xls", "-t", "y")


def test_a_workbook_without_its_package_names_the_extra(here, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    workbook("d.xlsx", {"Data": [["x", "y"], [1, 2], [2, 3]]})
    assert "pip install 'downslope[excel]'" in refusal(capsys, "fit", "d.xlsx", "-t", "y")
