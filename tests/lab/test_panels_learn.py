"""Learn: the lesson is read, predicted before it is run, and asked about; progress is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from downslope.lessons import experiments, sections
from lab.beside import REFUSED, asked_for, kept, open_panel, section
from lab.looking import agreed, rate, reload, set_rate, until, without_playing
from sampling import sampled

Visit = Callable[..., Any]
RATE = "The learning rate"


def experiment(page: Any, name: str) -> Any:
    return page.locator(f"[data-experiment='{name}']")


def seen(name: str) -> experiments.Observation:
    return experiments.experiment(name).run()


# --- reading ---------------------------------------------------------------------------------


def test_the_lesson_has_its_sections_and_remembers_what_was_read(page: Any) -> None:
    panel = open_panel(page, "Learn")
    titles = [each.title for each in sections.sections()]
    expect(panel.locator(".title")).to_have_text(titles)
    section(page, titles[1])
    expect(panel.get_by_role("heading", name=titles[1], level=2, exact=True)).to_be_focused()
    panel.get_by_role("button", name="Mark as read").click()
    expect(panel.get_by_text("✓ read")).to_be_visible()
    reload(page)
    panel = page.locator("#beside-the-lab")  # open where it was left
    expect(panel.get_by_role("button", name=re.compile(titles[1]))).to_contain_text("✓ read")
    expect(panel.get_by_role("button", name=f"Continue: {titles[0]}")).to_be_visible()


def test_a_prediction_is_asked_for_before_the_text_gives_it_away(page: Any) -> None:
    open_panel(page, "Learn")
    section(page, RATE)
    card = experiment(page, sections.section("learning-rate").experiments[0])
    text = page.locator("#beside-the-lab .prose").first
    card.wait_for()
    assert card.bounding_box()["y"] < text.bounding_box()["y"]


def test_the_way_on_leads_through_all_sections(page: Any) -> None:
    panel = open_panel(page, "Learn")
    panel.get_by_role("button", name="Begin").click()
    for following in [each.title for each in sections.sections()][1:]:
        panel.get_by_role("button", name=f"{following} →").click()
        panel.get_by_role("heading", name=following, level=2, exact=True).wait_for()
    panel.get_by_role("button", name="Finish the lesson").click()
    expect(
        panel.get_by_text(re.compile(f"You have read {len(sections.sections())}"))
    ).to_be_visible()


def test_a_command_of_the_text_is_tried_in_the_lab(page: Any) -> None:
    without_playing(page)
    set_rate(page, 0.003)
    tried = [
        ("why", "downslope demo", "lr=0.01&epochs=200"),
        ("noise", "downslope demo --noise 10", "noise=10&"),
        ("closed-form", "downslope fit hubble", "data=dataset&name=hubble"),
        ("when-it-fails", "downslope compare --case collinear", "data=case&case=collinear"),
    ]
    for name, line, hash in sampled(tried, 2):
        chosen = sections.section(name)
        assert line in [each.line for each in chosen.see]
        panel = section(page, chosen.title)
        locked = panel.locator("[data-status=locked]")
        while left := locked.count():
            locked.first.get_by_role("button", name="Skip: show me").click()
            expect(locked).to_have_count(left - 1)
        row = panel.get_by_role("listitem").filter(has_text=re.compile(rf"^{line}\s*Try"))
        row.get_by_role("button", name="Try it in the lab").click()
        until(page, "part => location.hash.includes(part)", hash)
        panel.get_by_role("button", name="All sections").click()


def test_a_run_of_part_two_is_pictured_once_it_is_predicted(page: Any) -> None:
    without_playing(page)
    chosen = sections.section("network")
    panel = section(page, chosen.title)
    panel.get_by_role("button", name="Skip: show me").wait_for()
    expect(panel.locator("[data-picture]")).to_have_count(0)
    panel.get_by_role("button", name="Skip: show me").click()
    picture = panel.locator("[data-picture]")
    expect(picture).to_contain_text(f"The run of {chosen.see[0].line}")
    expect(picture.get_by_role("heading", name="Loss over its two most")).to_be_visible()
    expect(picture).to_contain_text("epoch 500")
    # Its second command starts all weights at 0, and the lab makes that run, too.
    row = panel.get_by_role("listitem").filter(has_text="--start 0,0")
    row.get_by_role("button", name="Try it in the lab").click()
    until(
        page,
        "() => location.hash.includes('start=0%2C0%2C') || location.hash.includes('start=0,0,')",
    )
    agreed(page)


# --- predicting ------------------------------------------------------------------------------


def test_an_experiment_is_locked_until_a_prediction_is_committed(page: Any) -> None:
    """Nothing of the outcome is in the page, and no button leads around the prediction."""
    sent = asked_for(page, "/api/experiment")
    panel = section(page, RATE)
    card = experiment(page, "crawl")
    card.wait_for()
    expect(card).to_have_attribute("data-status", "locked")
    told = seen("crawl").text
    assert told.split(". ")[1] not in page.content()
    assert card.get_by_role("button").all_inner_texts() == ["Commit and run", "Skip: show me"]
    same_run = panel.get_by_role("listitem").filter(has_text="downslope demo --lr 0.001")
    expect(same_run).to_contain_text("in the lab after your prediction")
    assert same_run.get_by_role("button", name="Try it in the lab").count() == 0
    card.get_by_role("button", name="Commit and run").click()
    expect(card.get_by_role("alert")).to_contain_text("Enter a number first")
    card.get_by_label("Your prediction").press("Enter")
    assert sent == []
    assert "prediction" not in kept(page)


def test_the_lab_does_not_answer_what_is_asked_beside_it(page: Any) -> None:
    """Nothing beyond the start of the run is there until a prediction is committed or skipped."""
    main, verdict = page.locator("main"), page.get_by_role("region", name="Verdict")
    agreed(page)
    assert "1.633" in main.text_content()
    panel = open_panel(page, "Learn")
    panel.get_by_role("button", name="Begin").click()
    panel.get_by_role("button", name=sections.section("why").title).click()
    expect(main.get_by_role("heading", name="Predict first.")).to_be_visible()
    assert verdict.count() == 0
    main.get_by_text("epoch 0", exact=True).wait_for()
    page.wait_for_timeout(900)  # what is said aloud waits until the hand rests
    for telling in ("1.633", "0.359", "1.993", "1.480"):
        assert telling not in main.text_content()
    page.keyboard.press("ArrowLeft")
    expect(main.get_by_text("epoch 0", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Commit and run").wait_for()
    card = experiment(page, "intercept-200")
    card.get_by_label("Your prediction").fill("2")
    card.get_by_label("Your prediction").press("Enter")
    expect(card).to_have_attribute("data-status", "wrong")
    verdict.wait_for()
    assert "1.633" in main.text_content()


@pytest.mark.parametrize(
    ("name", "link"),
    sampled(
        [
            ("crawl", "data=lesson&lr=0.001"),
            ("other-data", "data=lesson&low=-1&high=1&lr=0.1"),
            ("noise-floor", "data=lesson&lr=0.01"),  # which has both levels of noise below
            ("collinear-case", "data=case&case=collinear"),
            ("outlier", "data=dataset&name=anscombe3"),
            ("standardise", "data=lesson&lr=0.1&standardize=1"),
        ],
        3,
    ),
)
def test_each_question_covers_its_own_run(visit: Visit, address: str, name: str, link: str) -> None:
    asked_in = next(each for each in sections.sections() if name in each.experiments)
    page = visit(f"{address}?panel=learn&section={asked_in.id}#{link}")
    covered = page.locator("main").get_by_role("heading", name="Predict first.")
    expect(covered).to_be_visible()
    set_rate(page, 0.007)
    expect(covered).to_have_count(0 if link.startswith("data=lesson") else 1)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(covered).to_have_count(0)


def test_a_prediction_is_scored_explained_and_shown_in_the_lab(page: Any) -> None:
    section(page, RATE)
    card, observed = experiment(page, "crawl"), seen("crawl")
    card.get_by_label("Your prediction").fill("2")
    card.get_by_label("Your prediction").press("Enter")
    expect(card).to_have_attribute("data-status", "wrong")
    scored = experiments.experiment("crawl").score("2", observed)
    expect(card.get_by_role("status")).to_be_focused()
    expect(card).to_contain_text(scored.text)
    expect(card).to_contain_text(f"{observed.answer:.3f}")
    card.get_by_role("button", name="Show this run in the lab").click()
    until(page, "() => location.hash.includes('lr=0.001&')")
    assert rate(page) == observed.settings.lr
    facts = kept(page)["prediction"]["crawl"]
    assert (facts["status"], facts["predicted"], facts["observed"]) == ("wrong", 2, observed.answer)
    reload(page)
    section(page, RATE)
    expect(experiment(page, "crawl")).to_contain_text(scored.text)


def test_only_a_run_that_the_lab_can_make_is_shown_there(page: Any) -> None:
    without_playing(page)
    for title, name, link in (
        ("Mini-batches", "batch-intercept", None),
        ("Train and test", "new-points", None),
        ("Momentum", "epochs-with-memory", "rule=momentum"),
    ):
        panel = section(page, title)
        card = experiment(page, name)
        card.get_by_role("button", name="Skip: show me").click()
        expect(card).to_have_attribute("data-status", "skipped")
        show = card.get_by_role("button", name="Show this run in the lab")
        expect(show).to_have_count(0 if link is None else 1)
        if link is not None:
            show.click()
            until(page, "part => location.hash.includes(part)", link)
        panel.get_by_role("button", name="All sections").click()


def test_a_choice_is_predicted_too(page: Any) -> None:
    section(page, RATE)
    card, asked = experiment(page, "nan"), experiments.experiment("nan")
    card.get_by_role("button", name="Commit and run").click()
    expect(card.get_by_role("alert")).to_contain_text("Choose one")
    right = next(each for each in asked.options if each.key == seen("nan").answer)
    card.get_by_label(right.text).check()
    card.get_by_role("button", name="Commit and run").click()
    expect(card).to_have_attribute("data-status", "right")
    assert kept(page)["prediction"]["nan"]["status"] == "right"


def test_a_skip_is_said_to_be_one(page: Any) -> None:
    section(page, RATE)
    card = experiment(page, "growth")
    card.get_by_role("button", name="Skip: show me").click()
    expect(card).to_have_attribute("data-status", "skipped")
    reply = card.locator(".reply")
    expect(reply).to_have_text(re.compile(r"^Skipped\. The right answer"))
    assert reply.evaluate("(reply) => getComputedStyle(reply).display") == "block"
    assert kept(page)["prediction"]["growth"]["predicted"] is None
    card.get_by_role("button", name="Predict again").click()
    expect(card).to_have_attribute("data-status", "locked")
    assert "growth" not in kept(page)["prediction"]


def test_a_word_is_no_number(visit: Visit, address: str) -> None:
    page = visit(address, REFUSED)
    section(page, RATE)
    card = experiment(page, "crawl")
    card.get_by_label("Your prediction").fill("<b>small</b>")
    card.get_by_role("button", name="Commit and run").click()
    expect(card.get_by_role("alert")).to_contain_text("is not a number")
    expect(card).to_have_attribute("data-status", "locked")
