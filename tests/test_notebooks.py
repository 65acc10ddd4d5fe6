"""The notebooks: made from the lesson, valid, and they run and print what they show."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from downslope.lessons.exercises.workbook import exercises, exercises_of
from downslope.lessons.sections import Section, sections
from sampling import sampled

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import make_notebooks

SECTIONS = sections()
IDS = [each.id for each in SECTIONS]


def cells_of(section: Section) -> list[dict[str, Any]]:
    made = json.loads(make_notebooks.file_of(section).read_text(encoding="utf-8"))
    cells: list[dict[str, Any]] = made["cells"]
    return cells


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_a_notebook_is_todays(section: Section) -> None:
    file = make_notebooks.file_of(section)
    assert file.read_text(encoding="utf-8") == make_notebooks.written(section), (
        "run python tools/make_notebooks.py"
    )


def test_there_is_one_for_each_section() -> None:
    wanted = {make_notebooks.file_of(each) for each in SECTIONS}
    assert set(make_notebooks.NOTEBOOKS.iterdir()) == wanted


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_the_format_is_that_of_nbformat_4(section: Section) -> None:
    made = json.loads(make_notebooks.file_of(section).read_text(encoding="utf-8"))
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in made["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", each) for each in ids)
    for cell in made["cells"]:
        wanted = {"cell_type", "metadata", "source", "id"}
        if cell["cell_type"] == "code":
            wanted |= {"outputs", "execution_count"}
        assert set(cell) == wanted
        assert source(cell).strip()


def test_the_lesson_is_complete_and_gives_no_answer_away() -> None:
    whole = {section.id: [source(cell) for cell in cells_of(section)] for section in SECTIONS}
    for each in exercises():
        assert any(each.template.strip() in text for text in whole[each.section])
        assert not any(each.solution.strip() in text for text in whole[each.section])
    for section in SECTIONS:
        for name in section.experiments:
            assert any(f'experiment("{name}")' in text for text in whole[section.id])
        shown = [cell for cell in cells_of(section) if cell.get("outputs")]
        assert len(shown) == section.body.count("```output")
        assert not any("prediction" in source(cell) for cell in shown)


RUN = sampled(IDS, 2)


@pytest.mark.parametrize("name", RUN)
def test_a_notebook_runs_from_top_to_bottom(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Jupyter runs it: one namespace, `%%writefile` writes, and each cell prints its output."""
    pytest.importorskip("IPython")
    monkeypatch.chdir(tmp_path)
    (section,) = [each for each in SECTIONS if each.id == name]
    names: dict[str, Any] = {}
    for cell in cells_of(section):
        if cell["cell_type"] != "code":
            continue
        code = source(cell)
        if written := re.match(r"%%writefile (\S+)\n", code):
            (tmp_path / written[1]).write_text(code[written.end() :], encoding="utf-8")
            continue
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, names)
        for output in cell["outputs"]:
            assert printed.getvalue() == "".join(output["text"])
        if "prediction = None" in code:
            assert "Skipped. The right answer is" in printed.getvalue()
        if "found = check(" in code:
            assert names["found"].state == "gap"
    assert len(list(tmp_path.glob("*.py"))) == len(exercises_of(name))


def test_a_solution_passes_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = exercises()[0]
    (section,) = [each for each in SECTIONS if each.id == asked.section]
    (tmp_path / asked.filename).write_text(asked.solution)
    code = next(source(c) for c in cells_of(section) if f'exercise("{asked.id}")' in source(c))
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["found"].passed
