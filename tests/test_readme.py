"""The README's commands run, and its Python does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import downslope as ds
from downslope.cli import run
from serving import lab_started

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in blocks("sh")
    for line in block.splitlines()
    if line.startswith("downslope ")
]


SERVES = ["lab"]  # does not end by itself: see below


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 10
    assert SERVES in COMMANDS


@pytest.mark.parametrize("arguments", [each for each in COMMANDS if each != SERVES], ids=" ".join)
def test_a_command_of_the_readme(
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path))  # nobody's own progress
    assert run(arguments) == 0
    printed = capsys.readouterr()
    assert printed.out
    assert not printed.err


def test_the_lab_of_the_readme_is_where_its_link_goes() -> None:
    with lab_started(SERVES, ROOT) as said:
        assert said.startswith("The lab is at http://127.0.0.1:")
    ((port, hash),) = re.findall(r"`http://127\.0\.0\.1:(\d+)/\?hide=\S+?#(\S+)`", README)
    assert (
        f"`--port P`: The port; the next free one if it is taken.  [default: {port}]"
        in (ROOT / "docs" / "command-line.md").read_text()
    )
    rate = re.search(r"lr=([\d.]+)", hash)
    line = ds.datasets.lesson_line()
    problem = ds.LeastSquares(line.x, line.y)
    assert rate is not None
    assert ds.diagnose(problem, lr=float(rate[1])).status == "diverging"


@pytest.mark.parametrize("code", blocks("python"))
def test_the_readmes_python(code: str) -> None:
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "DIVERGING" in done.stdout


def test_the_readmes_links_and_pictures_exist() -> None:
    targets = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert targets
    for target in targets:
        file, _, heading = target.partition("#")
        assert (ROOT / file).exists(), target
        assert not heading or heading in headings(ROOT / file), target


def headings(page: Path) -> set[str]:
    """What a link can name after the #."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", title.lower()).replace(" ", "-") for title in titles}


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^make (\w+)", "\n".join(blocks("sh")), flags=re.MULTILINE)
    assert "test" in targets
    for target in targets:
        assert f"\n{target}:" in makefile
