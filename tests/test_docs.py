"""The documentation: every command and block of code runs, no output is stale, it builds."""

from __future__ import annotations

import html
import io
import os
import pydoc
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image as mpimg
import pytest

import downslope as ds
from downslope.cli import run
from downslope.lessons.sections import section, sections
from sampling import sampled
from serving import lab_started

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
import inside_picture  # noqa: E402  (scripts, not a package)
import make_pictures  # noqa: E402
import make_site  # noqa: E402
import refresh  # noqa: E402

PAGES = sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"```(sh|python)\n((?:(?!```).)*)```", re.DOTALL)
FILLED = [page.name for page in PAGES if refresh.is_filled(page.read_text())]


def with_no_output(page: Path, kind: str) -> list[str]:
    """Blocks of that kind; `test_no_output_is_stale` runs those that have their output beside."""
    blocks = BLOCK.findall(refresh.FILLED.sub("", page.read_text()))
    return [code for found, code in blocks if found == kind]


# Each block by itself, as it is run.
PYTHON = [(page.name, code) for page in PAGES for code in with_no_output(page, "python")]

LESSON = (ROOT / "docs" / "lesson.md").read_text()
LAB = (ROOT / "docs" / "lab.md").read_text()


@pytest.fixture(autouse=True)
def nobodys_own_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "progress"))


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with refresh.place() as folder:
        yield folder


def commands() -> list[str]:
    pages = [page for page in PAGES if page.name != "command-line.md"]
    lines = [
        line for page in pages for code in with_no_output(page, "sh") for line in code.splitlines()
    ]
    return list(dict.fromkeys(line for line in lines if line.startswith("downslope ")))


RUN = [line for line in commands() if "HOST" not in line]


@pytest.mark.parametrize("line", sampled(RUN, 16, "commands"))
def test_a_command_of_the_pages(
    line: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    arguments = shlex.split(line, comments=True)[1:]
    for option, made in (("fit", "monday.dss"), ("fit", "tuesday.dss")):
        if option == arguments[0] and made in arguments:
            source = made.replace(".dss", ".parquet")
            assert run(["summarize", source, "--target", "y", "-o", made]) == 0
    if arguments[0] == "predict":
        assert run(["fit", arguments[2], "--save", arguments[1]]) == 0
    assert run(arguments) == 0
    printed = capsys.readouterr()
    assert printed.out


@pytest.mark.parametrize(
    ("line", "said"), re.findall(r"^\$ (downslope .*)\n(.*)\n", LAB, flags=re.MULTILINE)
)
def test_a_command_that_serves(line: str, said: str, place: Path) -> None:
    with lab_started(shlex.split(line)[1:], place) as printed:
        port = re.compile(r":\d+/")
        assert port.sub(":…/", printed) == port.sub(":…/", said) + "\n"


def test_the_page_of_the_lab_shows_commands_that_serve() -> None:
    assert LAB.count("$ downslope lab") == LAB.count("The lab is at ") == 2


def test_extras_that_the_pages_install_exist() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    texts = [page.read_text() for page in (*PAGES, ROOT / "README.md")]
    named = {name for text in texts for name in re.findall(r"'(?:\.|downslope)\[([\w,]+)\]'", text)}
    assert {"plots", "tutor", "notebook"} <= named
    assert {part for name in named for part in name.split(",")} <= set(known)


def test_pages_install_from_a_clone_and_claim_no_more() -> None:
    readme, start = (ROOT / "README.md").read_text(), (ROOT / "docs" / "start.md").read_text()
    for text in (readme, start):
        assert {"pip install .", "pip install '.[plots]'"} <= set(
            re.findall(r"pip install [^\s`]+", text)
        )
    for page in (*PAGES, ROOT / "README.md"):
        assert not re.findall(r"pip install '?downslope", page.read_text()), page.name


def test_every_branch_of_a_loss_that_does_not_converge_ends_in_a_command() -> None:
    page = (ROOT / "docs" / "not-converging.md").read_text()
    branches = re.findall(r"\| \[.*?\]\(#(.+?)\) \|", page)
    sections = dict(re.findall(r"^## (.*)\n((?:(?!^## ).*\n?)*)", page, flags=re.MULTILINE))
    named = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-"): title for title in sections}
    assert sorted(branches) == sorted(named)
    for branch in branches:
        text = sections[named[branch]].rstrip()
        code = re.findall(
            r"```sh\n((?:(?!```).)*)```(?:\n```text\n(?:(?!```).)*```)?\Z", text, re.DOTALL
        )
        assert code, f"{branch} ends in no command"
        assert code[0].splitlines()[-1].startswith("downslope "), branch


def test_the_api_page_has_every_public_name() -> None:
    page = (ROOT / "docs" / "api.md").read_text()
    entries = set(re.findall(r"^::: downslope\.(\S+)$", page, flags=re.MULTILINE))
    members = re.findall(r"^ +members: \[(.*)\]$", page, flags=re.MULTILINE)
    named = entries | {name for line in members for name in line.split(", ")}
    assert set(ds.__all__) <= named
    for entry in entries:
        assert pydoc.locate(f"downslope.{entry}") is not None, entry


@pytest.mark.slow
def test_the_command_for_a_cluster(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    (line,) = [line for line in commands() if "HOST" in line]
    monkeypatch.chdir(place)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        assert run(shlex.split(line.replace("tcp://HOST:8786", address))[1:]) == 0


@pytest.mark.parametrize(
    "code", [pytest.param(code, id=page) for page, code in sampled(PYTHON, 10)]
)
def test_the_python_of_a_page_runs_without_a_warning(code: str, place: Path) -> None:
    refresh.output("python", code, place)  # raises what Python printed if it fails or warns


@pytest.mark.parametrize("page", sampled(FILLED, 4, "outputs"))
def test_no_output_is_stale(page: str, place: Path) -> None:
    text = (ROOT / "docs" / page).read_text()
    assert refresh.same(text, refresh.refreshed(text, place)), "run python tools/refresh.py"


def test_the_generated_pages_are_fresh() -> None:
    docs = ROOT / "docs"
    assert (docs / "command-line.md").read_text() == refresh.command_line()
    assert (docs / "notation.md").read_text() == refresh.notation()


def test_the_command_line_page_is_plain_and_whole() -> None:
    page = refresh.command_line()
    assert not re.findall(r"<\w+|\[/?bold|\w\.\.\.$", page, flags=re.MULTILINE)
    for name in re.findall(r"^## `downslope (\w+)`", page, flags=re.MULTILINE):
        assert f"* [`{name}`](#downslope-{name}): " in page


def test_measured_ratios_are_those_of_the_benchmarks() -> None:
    found = refresh.measured()
    assert "scikit-learn" in found
    for ratio in re.findall(r"(?<=\| )\d+\.\d\d\b", found):
        assert f"| {ratio} |" in (ROOT / "docs" / "benchmarks.md").read_text()


def words(drawing: str) -> str:
    """What an SVG says, line after line."""
    return "\n".join(map(html.unescape, re.findall(r"<text[^>]*>(.*?)</text>", drawing)))


def test_the_picture_of_a_diagnosis_shows_what_is_printed_today() -> None:
    drawn = (ROOT / "docs" / "pictures" / "diagnose.svg").read_text()
    assert "DIVERGING" in words(drawn)
    assert refresh.same(words(drawn), words(make_pictures.diagnose())), (
        "run python tools/make_pictures.py"
    )


@pytest.mark.parametrize("name", sampled([each.id for each in sections()], 3, "pictures"))
def test_the_picture_of_a_section_is_the_one_that_its_code_draws(name: str) -> None:
    shown = section(name).picture
    kept, drawn = (
        mpimg.imread(io.BytesIO(content))
        for content in (
            (ROOT / "docs" / shown.file).read_bytes(),
            make_pictures.lesson_png(section(name)),
        )
    )
    assert kept.shape == drawn.shape, "run python tools/make_pictures.py"
    assert abs(kept - drawn).mean() < 0.01, "run python tools/make_pictures.py"


def test_every_section_has_a_picture_of_its_own_and_says_what_it_shows() -> None:
    files = [each.picture.file for each in sections()]
    assert len(set(files)) == len(files)
    assert len({each.picture.code for each in sections()}) == len(files)
    for each in sections():
        assert (ROOT / "docs" / each.picture.file).read_bytes().startswith(b"\x89PNG")
        assert len(each.picture.shows.split()) >= 10
        assert f"![{each.picture.shows}]({each.picture.file})" in LESSON


def test_the_picture_of_the_idea_is_drawn_by_its_code_and_says_what_it_shows() -> None:
    drawn = (ROOT / "docs" / "pictures" / "inside.svg").read_text()
    assert drawn == inside_picture.inside(), "run python tools/make_pictures.py"
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    name = "{http://www.w3.org/2000/svg}"
    assert [child.text for child in root][:2] == [inside_picture.TITLE, inside_picture.ABOUT]
    assert {root[0].tag, root[1].tag} == {f"{name}title", f"{name}desc"}
    assert "prefers-color-scheme: dark" in drawn


def test_a_stale_page_would_be_seen() -> None:
    page = (ROOT / "docs" / "start.md").read_text()
    assert not refresh.same(page, page.replace("slope=3.037", "slope=3.038"))
    assert refresh.same("it takes 73 µs here", "it takes 1.2 ms here")


def test_the_site_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Fastest in the long run." in (tmp_path / "api.html").read_text()  # a field's comment
    for page in tmp_path.glob("*.html"):
        text = page.read_text()
        assert not re.findall(r"<(?:script|img|iframe)[^>]+src=\"https?:", text), page.name
        assert not re.findall(r"<link[^>]+rel=\"(?:stylesheet|preconnect)\"[^>]+https?:", text)


def test_pages_beside_the_lab_lead_to_it_with_one_click(tmp_path: Path) -> None:
    for name in ("index", "lab", "lesson"):
        text = (ROOT / "docs" / f"{name}.md").read_text()
        (tmp_path / f"{name}.html").write_text(text)
    assert make_site.link(tmp_path / "lab") == 2
    for name in ("index", "lab"):
        assert (tmp_path / f"{name}.html").read_text().count('href="lab/">Open the lab<') == 1
    assert "Open the lab" not in (tmp_path / "lesson.html").read_text()
