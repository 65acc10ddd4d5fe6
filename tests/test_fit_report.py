"""The page of `downslope report`: all its parts, nothing that runs, nothing half-written."""

from __future__ import annotations

import base64
import re
import shlex
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.cli import run
from downslope.plots.fit_report import fit_report
from refusals import output, refusal, strict_json

RENTS = str(Path(__file__).parents[1] / "examples" / "rents.csv")
ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "pre", "code",
           "div", "table", "thead", "tbody", "tr", "th", "td", "figure", "img", "ul", "li",
           "footer"}  # fmt: skip


class Page(HTMLParser):
    """Tags, attributes, and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def check_harmless(self) -> None:
        assert self.open == []
        assert {tag for tag, _ in self.tags} <= ALLOWED
        for tag, attributes in self.tags:
            assert not any(name.startswith("on") or name == "href" for name in attributes)
            if tag == "img":
                assert str(attributes["src"]).startswith("data:image/")
                assert attributes["alt"]
        policy = [a["content"] for t, a in self.tags if "http-equiv" in a]
        assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]


def pictures(page: Page) -> list[str]:
    return [str(attributes["src"]) for tag, attributes in page.tags if tag == "img"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_has_what_the_fit_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = output(capsys, "report", RENTS, "-t", "rent", "-o", "r.html",
                  "--test", "size_m2 = 9, age_years = 0")  # fmt: skip
    assert said == "Written: r.html\n"
    text = Path("r.html").read_text(encoding="utf-8")
    page = Page(text)
    page.check_harmless()
    fit = ds.fit(RENTS, "rent", residuals=True)
    for row in fit.as_table.rows:
        assert all(cell in page.said for cell in row)
    for row in ds.anova(fit).cells:
        assert all(cell in page.said for cell in row if cell)
    test = fit.test("size_m2 = 9, age_years = 0")
    for sentence in (fit.quality, test.verdict, *fit.certainty, *map(str, fit.findings)):
        assert sentence in page.text
    assert (
        f"downslope report {RENTS} --target rent --test 'size_m2 = 9, age_years = 0'" in page.text
    )
    assert len(pictures(page)) == 4
    for picture in pictures(page):
        kind, _, content = picture.partition(";base64,")
        assert kind == "data:image/svg+xml"
        assert b"<script" not in base64.b64decode(content)
    assert "prefers-color-scheme: dark" in text
    assert "http" not in re.sub(r"base64,[^\"]*|http-equiv", "", text)
    assert [path.name for path in folder.iterdir()] == ["r.html"]


def test_the_command_on_the_page_makes_the_page(folder, monkeypatch, capsys) -> None:
    monkeypatch.setattr("downslope.plots.fit_report.residual_plots", lambda _: {})
    output(capsys, "report", RENTS, "--formula", "log(rent) ~ size_m2 * age_years", "--level",
           "0.9", "--robust", "HC3", "-o", "a b.html")  # fmt: skip
    first = Path("a b.html").read_bytes()
    page = Page(first.decode())
    command = shlex.split(next(line for line in page.said if line.startswith("downslope report")))
    assert run(command[1:]) == 0
    assert Path("a b.html").read_bytes() == first
    assert "log(rent) ~ size_m2 * age_years" in page.text
    assert "with HC3 errors" in page.text
    fit = ds.fit("log(rent) ~ size_m2 * age_years", RENTS, robust="HC3", level=0.9)
    assert f"{fit.test('age_years = 0').statistic:.4g}" in page.said


def test_json_is_that_of_the_fit_and_the_name_of_the_page(folder, monkeypatch, capsys) -> None:
    monkeypatch.setattr("downslope.plots.fit_report.residual_plots", lambda _: {})
    found = strict_json(output(capsys, "report", "hubble", "-o", "r.html", "--json"))
    assert found.pop("report") == "r.html"
    assert found["findings"] == [each.to_dict() for each in
                                 ds.fit("hubble", residuals=True).findings]  # fmt: skip
    assert found.keys() == ds.fit("hubble").to_dict().keys()


HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title></style><b>",
    "a&amp;b", "$\\frac{1}{0$", "'\u202e\u001b[31m",
)  # fmt: skip


def test_names_and_levels_are_text(folder: Path) -> None:
    r = np.random.default_rng(4)
    data = pd.DataFrame({name: r.normal(size=60) for name in HOSTILE})
    data["kind"] = np.resize([*HOSTILE, "a"], 60)
    target = "y" + "".join(HOSTILE)
    data[target] = r.normal(size=60)
    fit = ds.fit(data, target, categorical=["kind"], residuals=True)
    page = Page(fit_report(fit, f"downslope report {target}"))
    page.check_harmless()
    assert len(pictures(page)) == 4
    assert {f"Regression of {target}", *HOSTILE} <= set(page.said)
    assert {f"kind={name}" for name in HOSTILE} <= {*page.said, f"kind={fit.table.levels[0][1][0]}"}


def test_a_fit_without_residuals_says_why(folder: Path, capsys) -> None:
    x = np.arange(30.0)
    pd.DataFrame(
        {"x": x, "y": 2 * x + 1, "z": np.sin(x), "v": np.cos(3 * x), "w": 1 + x % 3}
    ).to_csv("d.csv", index=False)
    output(capsys, "report", "d.csv", "-t", "y", "--features", "x", "-o", "r.html")
    exact = Page(Path("r.html").read_text()).text
    assert "leaves no residuals to look at" in exact
    assert "There is no analysis of variance. The fit leaves no noise" in exact
    output(capsys, "report", "d.csv", "-t", "z", "--features", "x,v", "--weights", "w",
           "--weights-kind", "sampling", "-o", "r.html")  # fmt: skip
    assert "sampling weights have no one variance" in Page(Path("r.html").read_text()).text
    assert run(["summarize", "d.csv", "-t", "z", "--features", "x,v", "-o", "d.dss"]) == 0
    capsys.readouterr()
    output(capsys, "report", "d.dss", "-o", "r.html")
    summed = Page(Path("r.html").read_text())
    assert "Sums have no rows to look at." in summed.text
    assert pictures(summed) == []
    fit = ds.fit("d.csv", "z", ["x", "v"])
    assert all(cell in summed.said for row in ds.anova(fit).cells for cell in row if cell)


def test_a_term_that_cannot_be_tested_says_why(folder: Path) -> None:
    r = np.random.default_rng(6)
    data = pd.DataFrame({"x": r.normal(size=40), "flag": np.arange(40) == 3})
    data = data.assign(flag=data["flag"] * 1.0, kind=list("abcd") * 10, g=np.arange(40) % 3)
    data["y"] = data["x"] + r.normal(size=40)
    alone = ds.fit(data, "y", ["x", "flag"], robust="HC3")
    said = Page(fit_report(alone)).text
    assert "There is no test of 'flag'. The HC3 standard error of 'flag' is not known" in said
    assert "leverage 1" in said
    few = ds.fit(data, "y", ["x", "kind"], categorical=["kind"], cluster="g")
    said = Page(fit_report(few)).text
    assert "no test of 'kind'. CR1 errors of 3 clusters can test hypotheses only 2 at a" in said
    assert f"{few.test('x = 0').statistic:.4g}" in said


def test_many_rows_are_pictures_in_dots(folder: Path) -> None:
    r = np.random.default_rng(5)
    data = pd.DataFrame({"x": r.normal(size=1500)})
    data["y"] = data["x"] + r.normal(size=1500)
    page = Page(fit_report(ds.fit(data, "y", residuals=True)))
    assert all(each.startswith("data:image/png") for each in pictures(page))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-t", "rent", "-o", "r.txt"], "must end in .html"),
        (["-t", "rent", "-o", "no/r.html"], "folder that does not exist"),
        (["-t", "rent", "-o", "made.html"], "is a folder or a data file"),
        (["-t", "rnt", "-o", "r.html"], "did you mean 'rent'"),
        (["-t", "rent", "--features", "size_m2", "--degree", "2", "-o", "r.html"],
         "no place for --degree: write the powers in a formula"),
        (["--formula", "rent ~ size_m2", "-t", "rent", "-o", "r.html"], "no place for --target"),
        (["-t", "rent", "--test", "size = 1", "-o", "r.html"], "'size'"),
        (["-t", "rent", "--model", "ridge", "-o", "r.html"], "No such option"),
    ],
)  # fmt: skip
def test_what_cannot_be_reported_is_one_line(arguments, says, folder: Path, capsys) -> None:
    (folder / "made.html").mkdir()
    assert says in refusal(capsys, "report", RENTS, *arguments)
    assert [path.name for path in folder.iterdir()] == ["made.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(folder, monkeypatch, capsys) -> None:
    monkeypatch.setattr("downslope.plots.fit_report.residual_plots", lambda _: {})
    output(capsys, "report", "hubble", "-o", "r.html")
    before = Path("r.html").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "No space left on device" in refusal(
        capsys, "report", "hubble", "--robust", "HC1", "-o", "r.html"
    )
    assert Path("r.html").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["r.html"]


def test_without_matplotlib_one_line_names_the_extra(folder, monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    said = refusal(capsys, "report", "hubble", "-o", "r.html")
    assert "pip install 'downslope[plots]'" in said
    assert list(folder.iterdir()) == []
