"""Progress in the lesson is exported, imported, and kept; damaged and hostile files do no harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from downslope.lessons import progress, progress_file, prompts, sections
from downslope.lessons.quiz.items import items
from lab.beside import KEY, kept, open_panel, part_of_lesson, section
from lab.looking import reload


def test_progress_is_exported_forgotten_and_taken_in_again(page: Any, tmp_path: Path) -> None:
    panel = section(page, sections.sections()[0].title)
    panel.get_by_role("button", name="Mark as read").click()
    part_of_lesson(page, "Progress")
    expect(panel.get_by_text(f"1 of {len(sections.sections())}")).to_be_visible()
    with page.expect_download() as download:
        panel.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert progress.Progress.load(file).get(
        "section", sections.sections()[0].id
    )  # the terminal's, too
    assert progress_file.read_checked(file)[1]
    panel.get_by_role("button", name="Reset…").click()
    panel.get_by_role("button", name="No", exact=True).click()
    assert kept(page)["section"]
    panel.get_by_role("button", name="Reset…").click()
    panel.get_by_role("button", name="Yes, delete").click()
    expect(panel.get_by_text("All progress was deleted.")).to_be_visible()
    assert kept(page) == {}
    panel.get_by_label("Progress file").set_input_files(file)
    expect(panel.get_by_text("1 record imported from progress.json.")).to_be_visible()
    assert kept(page)["section"]
    expect(panel.get_by_text("has no checksum")).to_have_count(0)
    file.write_text(file.read_text()[:-30])
    panel.get_by_label("Progress file").set_input_files(file)
    expect(panel.get_by_role("alert")).to_contain_text("its end is missing")
    old = {"format": "downslope-progress", "version": 1, "records": {}}
    file.write_text(json.dumps(old))
    panel.get_by_label("Progress file").set_input_files(file)
    expect(panel.get_by_text("has no checksum, as from an older version")).to_be_visible()


def test_a_file_that_is_no_progress_changes_nothing(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"format": "<b>something</b>"}')
    panel = part_of_lesson(page, "Progress")
    panel.get_by_label("Progress file").set_input_files(file)
    expect(panel.get_by_role("alert")).to_contain_text("nothing was changed")
    assert kept(page) == {}


def test_nothing_in_a_hostile_file_runs(page: Any, tmp_path: Path) -> None:
    evil = "<img src=x onerror='window.struck=1'><script>window.struck=1</script>"
    evil += " [here](javascript:window.struck=1)"
    part = next(each for each in sections.sections() if each.experiments)
    facts = {"at": "2026-01-01T00:00:00Z", "status": "right", "text": evil, "why": evil}
    records = {
        "prediction": dict.fromkeys(part.experiments, facts),
        "quiz": {each.id: {**facts, "open": True, "seed": 1, "hints": [evil]} for each in items()},
        "answer": {each.id: {**facts, "met": [evil]} for each in prompts.prompts()},
        "section": {evil: facts},
        evil: {evil: facts},
    }
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps({"format": "downslope-progress", "version": 1, "records": records}))
    panel = part_of_lesson(page, "Progress")
    panel.get_by_label("Progress file").set_input_files(file)
    expect(panel.get_by_text("imported from hostile.json")).to_be_visible()
    section(page, part.title)
    expect(panel.get_by_text("onerror").first).to_be_visible()
    part_of_lesson(page, "Your words")
    expect(panel.get_by_label("Your answer, in your own words").first).to_have_value(evil)
    part_of_lesson(page, "Quiz")
    panel.get_by_role("listitem").get_by_role("button", name=part.title).click()
    panel.locator("[data-item]").wait_for()
    assert page.evaluate("window.struck") is None
    assert panel.locator("script, img[src=x], a[href^='javascript']").count() == 0


@pytest.mark.parametrize(
    "damaged",
    ["{", "[]", json.dumps({"format": "downslope-progress", "version": 7, "records": {}})],
)
def test_damaged_progress_is_kept_aside_and_said(page: Any, damaged: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
    reload(page)
    panel = open_panel(page, "Learn")
    expect(panel.get_by_text("could not be read")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(`${key}.aside`)", KEY) == damaged
    section(page, sections.sections()[0].title)
    panel.get_by_role("button", name="Mark as read").click()
    assert kept(page)["section"]


def test_nothing_that_a_browser_has_kept_runs_or_stops_the_lesson(page: Any) -> None:
    """Records of any type: they may be another page's of the same address."""
    evil = "<img src=x onerror='window.struck=1'>"
    part = next(each for each in sections.sections() if each.experiments)
    facts = {"at": evil, "status": {"a": 1}, "text": [evil], "why": 5, "open": {"length": 3},
             "seed": evil, "hints": 5, "met": evil, "predicted": {"a": []}, "observed": None,
             "attempts": -5, "correct": [], "points": {}, "worth": evil}  # fmt: skip
    records = {
        "prediction": dict.fromkeys(part.experiments, facts),
        "quiz": dict.fromkeys((each.id for each in items()), facts),
        "answer": dict.fromkeys((each.id for each in prompts.prompts()), facts),
        "section": dict.fromkeys((part.id, evil, "constructor"), facts),
    }
    text = json.dumps({"format": "downslope-progress", "version": 1, "records": records})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    reload(page)
    panel = section(page, part.title)
    panel.locator("[data-experiment]").first.wait_for()
    part_of_lesson(page, "Your words")
    panel.get_by_label("Your answer, in your own words").first.wait_for()
    part_of_lesson(page, "Progress")
    panel.get_by_role("button", name="Export").wait_for()
    part_of_lesson(page, "Quiz")
    panel.get_by_role("listitem").get_by_role("button", name=part.title).click()
    panel.locator("[data-item]").wait_for()
    assert page.evaluate("window.struck") is None
    assert panel.locator("script, img[src=x]").count() == 0


REFUSES = {
    "forbidden": "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})",
    "full": "Storage.prototype.setItem = () => { throw new Error('full') }",
}


@pytest.mark.parametrize("refuses", [*REFUSES])
def test_a_browser_that_keeps_nothing_is_no_obstacle(
    browser: Any, address: str, refuses: str, tmp_path: Path
) -> None:
    context = browser.new_context()
    context.add_init_script(REFUSES[refuses])
    page = context.new_page()
    page.goto(address)
    panel = open_panel(page, "Learn")
    if refuses == "forbidden":  # which a full one is only once something is to be kept
        expect(panel.get_by_text("lasts until you leave")).to_be_visible()
    first = sections.sections()[0]
    section(page, first.title)
    panel.get_by_role("button", name="Mark as read").click()
    expect(panel.get_by_text("✓ read")).to_be_visible()
    expect(panel.get_by_text("lasts until you leave")).to_be_visible()
    part_of_lesson(page, "Progress")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert progress.Progress.load(file).get("section", first.id)
    context.close()
