"""`lesson.md` and `llms.txt` are what the content makes of them, and nothing else."""

from __future__ import annotations

import itertools
import json
import re
import sys
from pathlib import Path

import pytest

from downslope.lessons import experiments, prompts, sections
from downslope.lessons.placeholders import computed
from sampling import sampled

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
import make_lesson  # noqa: E402  (a script, not a package)

STALE = "the content has changed: run `make lesson`"


def test_the_lesson_on_one_page_is_fresh() -> None:
    assert (ROOT / "docs" / "lesson.md").read_text() == make_lesson.lesson_markdown(), STALE


def test_the_table_of_contents_for_machines_is_fresh() -> None:
    assert (ROOT / "llms.txt").read_text() == make_lesson.llms_text(), STALE


def test_the_page_has_everything_once() -> None:
    page = make_lesson.lesson_markdown()
    for section in sections.sections():
        assert page.count(f'<a id="{section.id}"></a>') == 1
        assert f"](#{section.id})" in page
    for experiment in experiments.experiments():
        assert page.count(f"### Guess first: {experiment.title}\n") == 1
    for prompt in prompts.prompts():
        assert page.count(f"### Answer in your own words: {prompt.title}\n") == 1
    assert page.count("<details>") == page.count("</details>")
    assert "{{" not in page


def test_the_page_has_one_title_and_no_level_is_left_out() -> None:
    page = re.sub(r"```.*?```", "", make_lesson.lesson_markdown(), flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", page, flags=re.MULTILINE)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_code_keeps_its_comments() -> None:
    """A # inside a code block is a comment and no heading."""
    code = re.findall(r"```python\n(.*?)```", make_lesson.lesson_markdown(), flags=re.DOTALL)
    assert any("  # " in block for block in code)
    assert not any("## " in block for block in code)


def test_what_the_pages_link_to_exists() -> None:
    for page, folder in (("llms.txt", ROOT), ("docs/lesson.md", ROOT / "docs")):
        text = (ROOT / page).read_text()
        for target in re.findall(r"\]\((?!http)([^)#]+)(?:#[^)]*)?\)", text):
            assert (folder / target).exists(), target


def test_llms_text_has_the_form_that_readers_expect() -> None:
    """llmstxt.org: one title, a quoted summary, then second-level lists of links."""
    lines = make_lesson.llms_text().splitlines()
    assert lines[0] == "# Downslope"
    assert lines[2].startswith("> ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert len(make_lesson.llms_text()) < 8_000


def test_make_lesson_writes_what_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script itself, on a copy of the numbers; test_lesson_numbers makes the runs of all."""
    kept = (make_lesson.CONTENT / make_lesson.STORE).read_text()
    numbers = json.loads(kept)
    made = sampled(list(numbers), 3)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(make_lesson, "ROOT", tmp_path)
    monkeypatch.setattr(make_lesson, "CONTENT", tmp_path)
    monkeypatch.setattr(
        make_lesson, "computed", lambda name: computed(name) if name in made else numbers[name]
    )
    make_lesson.main()
    assert (tmp_path / make_lesson.STORE).read_text() == kept
    assert (tmp_path / "docs" / "lesson.md").read_text() == make_lesson.lesson_markdown()
    assert (tmp_path / "llms.txt").read_text() == make_lesson.llms_text()
