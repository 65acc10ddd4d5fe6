"""Quiz and own words beside the lab: replies to wrong answers, keys, and worked answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from downslope.lessons import prompts, sections
from downslope.lessons.quiz import grade
from downslope.lessons.quiz.items import items
from downslope.lessons.quiz.questions import pose
from lab.beside import REFUSED, asked_for, kept, part_of_lesson
from lab.looking import reload, until

Visit = Callable[..., Any]


def ask(page: Any, item: str) -> Any:
    """That very question."""
    panel = part_of_lesson(page, "Quiz")
    topic = next(each.topic for each in items() if each.id == item)
    title = next((s.title for s in sections.sections() if s.id == topic), topic)
    panel.get_by_role("listitem").get_by_role("button", name=title).click()
    for _ in items():
        shown = panel.locator("[data-item]")
        shown.wait_for()
        if shown.get_attribute("data-item") == item:
            break
        before = shown.get_attribute("data-item")
        panel.get_by_role("button", name="Later").click()
        panel.locator(f"[data-item='{before}']").wait_for(state="detached")
    return panel.locator(f"[data-item='{item}']")


def keys(question: Any, item: str, page: Any) -> tuple[str, list[str]]:
    """The text of the right option, and those of the wrong ones, at the seed that is shown."""
    offered = [text.strip() for text in question.locator(".option").all_inner_texts()]
    for seed in range(1000):
        posed = pose(item, seed)
        shown = [re.sub(r"[*`]", "", each.text) for each in posed.options]
        if [re.sub(r"\s+", " ", s) for s in shown] == [re.sub(r"\s+", " ", o) for o in offered]:
            grades = {o.letter: grade.grade(item, seed, o.letter).correct for o in posed.options}
            right = next(i for i, o in enumerate(posed.options) if grades[o.letter])
            return offered[right], [o for i, o in enumerate(offered) if i != right]
    raise AssertionError("no seed asks this question")


def test_every_wrong_option_has_its_reply_and_may_be_mended(page: Any) -> None:
    item = next(each.id for each in items() if each.is_choice and len(each.options) > 2)
    question = ask(page, item)
    right, wrong = keys(question, item, page)
    question.get_by_role("button", name="Answer", exact=True).click()
    expect(question.get_by_role("alert")).to_contain_text("Choose one")
    question.locator(".option", has_text=wrong[0]).locator("input").check()
    question.get_by_role("button", name="Answer", exact=True).click()
    expect(question.locator(".option.wrong .reply")).to_have_count(1)
    expect(question.get_by_role("list", name="Hints").get_by_role("listitem")).to_have_count(1)
    assert kept(page)["quiz"][item]["correct"] is False
    reload(page)  # an open question is asked again, with the attempt that was made
    question = ask(page, item)
    expect(question.locator(".option.wrong .reply")).to_have_count(1)
    question.locator(".option", has_text=right).locator("input").check()
    question.get_by_role("button", name="Answer", exact=True).click()
    expect(question).to_have_attribute("data-over", "true")
    expect(question.get_by_text("✓ Right.")).to_be_visible()
    facts = kept(page)["quiz"][item]
    assert (facts["correct"], facts["attempts"]) == (True, 2)
    question.get_by_role("button", name="All topics").click()
    expect(page.get_by_text(re.compile("You have 1 right"))).to_be_visible()
    bars = page.get_by_role("progressbar").evaluate_all("bars => bars.map(bar => bar.value)")
    assert sorted(bars, reverse=True)[:2] == [1, 0]


def test_the_key_is_told_after_the_third_wrong_answer(visit: Visit, address: str) -> None:
    page = visit(address, REFUSED)
    item = next(each.id for each in items() if each.kind == "numeric")
    question = ask(page, item)
    box = question.get_by_label("Your answer")
    box.fill("much")
    box.press("Enter")
    expect(question.get_by_role("alert")).to_contain_text("not a number")
    assert "quiz" not in kept(page)  # no attempt
    question.get_by_role("button", name="A hint").click()
    expect(question.get_by_role("list", name="Hints").get_by_role("listitem")).to_have_count(1)
    for attempt in (1, 2, 3):
        box.fill(f"{attempt}e9")
        box.press("Enter")
        expect(question.locator("form .reply")).to_have_count(attempt)
    expect(question.get_by_text("✗ Not this time.")).to_be_visible()
    assert kept(page)["quiz"][item]["correct"] is False
    question.get_by_role("button", name="Again with other numbers").click()
    expect(question).to_have_attribute("data-over", "false")


def test_the_worked_answer_comes_after_ones_own(page: Any) -> None:
    sent = asked_for(page, "/api/prompt")
    asked = prompts.prompts()[0]
    panel = part_of_lesson(page, "Your words")
    card = panel.locator(f"[data-prompt='{asked.id}']")
    card.get_by_role("button", name="Compare with a worked answer").click()
    expect(card.get_by_role("alert")).to_contain_text("Write your own answer first")
    assert sent == []
    claims = [point.claim for point in asked.rubric]
    card.get_by_label("Your answer, in your own words").fill("The mean of squared misses.")
    link = card.get_by_role("link", name="Open in Claude")
    until(
        page, "() => document.querySelector('[data-prompt] a')?.href.includes('squared%20misses')"
    )
    assert link.get_attribute("rel") == "noopener noreferrer"
    card.get_by_role("button", name="Compare with a worked answer").click()
    boxes = card.get_by_role("group", name="What did your answer say?").get_by_role("checkbox")
    expect(boxes).to_have_count(len(claims))
    boxes.first.check()
    expect(card.get_by_text(f"{asked.rubric[0].worth} of {asked.worth} points")).to_be_visible()
    reload(page)
    card = part_of_lesson(page, "Your words").locator(f"[data-prompt='{asked.id}']")
    expect(card.get_by_label("Your answer, in your own words")).to_have_value(
        "The mean of squared misses."
    )
