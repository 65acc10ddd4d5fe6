"""Tables to hand in: digits that match and are certified, and four formats beside text."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.cli import run
from downslope.fitting.result_tables import places, rounded, with_error
from fitted_tables import FIT, LARGE, MTCARS, SMALL
from refusals import refusal


@pytest.mark.parametrize(
    ("value", "error", "digits", "shown"),
    [
        (-3.8778307, 0.6327335, 12, ("-3.878", "0.633")),
        (454.158441, 75.237, 13, ("454.2", "75.2")),
        (-3482258.6, 890420.4, 10, ("-3482000", "890000")),
        (0.0123456, 0.00001234, 12, ("0.0123456", "0.0000123")),
        (2.5e-9, 1.234e-10, 9, ("2.500e-09", "1.23e-10")),
        (6.02214e23, 1.5e21, 12, ("6.0221e+23", "1.50e+21")),
        (0.00004, 0.5, 3, ("0.000", "0.500")),
        (-0.00004, 0.5, 3, ("0.000", "0.500")),
        (12345.678, 0.00123, 6.9, ("12345.7", "0.00123")),  # six digits are certain, no more
        (3.14159265, np.nan, 4.2, ("3.142", "—")),
        (3.14159265, np.nan, np.nan, ("3.141593", "—")),
        (0.0, np.nan, np.nan, ("0", "—")),
        (np.nan, np.nan, np.nan, ("—", "—")),
    ],
)
def test_estimates_and_errors_have_matching_digits(
    value: float, error: float, digits: float, shown: tuple[str, str]
) -> None:
    assert with_error(value, error, digits) == shown


def test_no_digit_is_shown_that_is_not_certified() -> None:
    rng = np.random.default_rng(0)
    for _ in range(300):
        value = float(rng.normal() * 10.0 ** rng.integers(-12, 12))
        error, digits = float(abs(value) * 10.0 ** rng.uniform(-8, 3)), float(rng.uniform(1, 15))
        shown, _ = with_error(value, error, digits)
        coefficient = re.sub(r"e.*", "", shown).lstrip("-").replace(".", "").lstrip("0")
        wide = "e" not in shown and "." not in shown  # zeros stand for places, not for digits
        count = len(coefficient.rstrip("0") if wide else coefficient)
        assert count <= max(int(digits), 1)
        at = places(value, error, digits)
        assert abs(float(shown) - value) <= 0.5000001 * 10.0**-at
        assert rounded(value, at) == shown


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.found.append([])
        elif tag in ("td", "th"):
            self.found[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1]:
            self.found[-1][-1] += data


def test_formats_have_the_same_cells() -> None:
    table = FIT.as_table
    expected = [list(table.headings), *map(list, table.rows)]
    lines = [line for line in FIT.to_markdown().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [cells[0], *cells[2:]] == expected
    page = Cells()
    page.feed(FIT.to_html().split("</table>")[0])
    assert page.found == expected
    latex = FIT.to_latex()
    rows = [line.strip().removesuffix(r" \\").split(" & ") for line in latex.splitlines()
            if line.endswith(r"\\")]  # fmt: skip
    plain = [[cell.replace("$-$", "-").replace("$<$", "<").replace(r"\ldots{}", "…")
              .replace(r"\%", "%") for cell in row] for row in rows]  # fmt: skip
    assert plain == expected
    assert latex.count("{") == latex.count("}")
    assert expected[1][:3] == ["wt", "-3.878", "0.633"]


def test_csv_has_the_certified_digits_of_each_number() -> None:
    rows = list(csv.DictReader(io.StringIO(FIT.to_csv())))
    assert list(rows[0]) == ["weight", "estimate", "std_error", "t", "p", "ci_low", "ci_high"]
    for row, value, error in zip(rows, FIT.weights, FIT.std_error, strict=True):
        assert float(row["estimate"]) == pytest.approx(value, rel=1e-11)
        assert float(row["std_error"]) == pytest.approx(error, rel=1e-14)


def test_names_are_escaped() -> None:
    odd = MTCARS.rename(columns={"wt": "w_t|50% & <b>$", "hp": "h^p~#{}\\"})
    fit = ds.fit(odd, "mpg", list(odd.columns[1:3]))
    assert r"w_t\|50% & <b>$" in fit.to_markdown()
    assert "w_t|50% &amp; &lt;b&gt;$" in fit.to_html()
    assert r"w\_t\textbar{}50\% \& $<$b$>$\$" in fit.to_latex()
    assert r"h\textasciicircum{}p\textasciitilde{}\#\{\}\textbackslash{}" in fit.to_latex()


def test_fits_stand_side_by_side() -> None:
    table = ds.table(SMALL, FIT, LARGE, names=["one", "two", "three"])
    assert table.headings == ("", "one", "two", "three")
    rows = {row[0]: row[1:] for row in table.rows if row[0]}
    assert list(rows) == ["wt", "hp", "cyl=6", "cyl=8", "intercept"]
    assert rows["wt"] == ("-5.344", "-3.878", "-3.181")
    assert rows["cyl=6"] == ("", "", "-3.36")
    assert table.rows[1] == ("", "(0.559)", "(0.633)", "(0.720)")
    footer = {row[0]: row[1:] for row in table.footer}
    assert footer["AIC"] == ("164.0", "154.7", "152.5")
    assert footer["n"] == ("32", "32", "32")
    for form in ("text", "markdown", "latex", "html", "csv"):
        assert "154.7" in table.written(form)
    logistic = ds.fit(MTCARS.assign(y=MTCARS.mpg > 20), "y", ["wt"], model="logistic")
    both = ds.table(SMALL, logistic)
    assert both.headings == ("", "(1) mpg", "(2) y")
    assert {row[0]: row[1:] for row in both.footer}["model"] == ("", "logistic")
    assert "odds ratio" in logistic.to_markdown()


def test_exact_fits_and_tests_have_tables() -> None:
    exact = ds.fit(pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [2.0, 4, 6, 8]}), "y")
    assert ("x", "2.000000", "exact", "—", "—", "—") in exact.as_table.rows
    assert FIT.test("wt = 0").to_markdown().endswith(f"{FIT.test('wt = 0').verdict}")
    assert r"\midrule" in ds.anova(LARGE).to_latex()


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(ds.OptionError, match="There is no fit"):
        ds.table()
    with pytest.raises(ds.OptionError, match="A DataFrame is not a fit"):
        ds.table(MTCARS)  # type: ignore[arg-type]
    with pytest.raises(ds.OptionError, match="1 names for 2 fits"):
        ds.table(SMALL, FIT, names=["one"])
    with pytest.raises(ds.OptionError, match="format='tex' is not known"):
        FIT.as_table.written("tex")


@pytest.mark.parametrize("form", ["markdown", "latex", "html", "csv"])
def test_the_command_prints_tables(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit", "hubble", "--format", form]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{ds.fit('hubble').as_table.written(form)}\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--format docx", "choose from: text, markdown"),
        ("--format latex --json", "has no place for --json"),
        ("--format html --collinearity", "has no place for --collinearity"),
        ("--format csv --test distance_mpc=0", "has no place for --test"),
    ],
)
def test_a_format_that_cannot_be_used_says_why(
    options: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refusal(capsys, "fit", "hubble", *options.split())
