"""The first minute: the page opens before the run, asks, plays, and only then tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

import downslope as ds
from downslope.datasets import lesson_line
from downslope.lessons.glossary import GLOSSARY
from lab.looking import agreed, epoch, jump, rate, until

Visit = Callable[..., Any]
PHONE = {"width": 390, "height": 844}


def test_it_opens_at_the_first_guess_and_tells_no_outcome(visit: Visit, address: str) -> None:
    page = visit(address, fresh=True)
    assert epoch(page) == 0
    expect(page.get_by_role("heading", name=re.compile("slope or the intercept"))).to_be_visible()
    for title in ("Data and fitted line", "Loss over two weights", "Loss", "Weights"):
        expect(page.get_by_role("heading", name=title, exact=True, level=2)).to_be_visible()
    told = page.locator(".page").inner_text()
    line = lesson_line()
    problem = ds.LeastSquares(line.x, line.y)
    best = ds.diagnose(problem).closed_form
    end = ds.trajectory(problem, 0.01, 200, line.start).weights[200]
    for number in (*best, *end, ds.diagnose(problem).lr_limit):
        assert f"{number:.3f}" not in told
    assert "closed form at" not in told
    assert "floor" not in told
    # Its own address says nothing yet, so that loading it again opens it the same way.
    assert page.evaluate("location.hash") == ""


def without_script(browser: Any, url: str, size: dict[str, int]) -> Any:
    """The page as it is seen before its script has come."""
    page = browser.new_context(viewport=size).new_page()
    page.route(re.compile(r"/app\.js$"), lambda route: route.abort())
    page.goto(url)
    return page


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["wide", "phone"])
def test_the_first_frame_is_the_page_that_the_script_draws(
    visit: Visit, browser: Any, address: str, size: dict[str, int]
) -> None:
    parts = ".page :is(h1, h2, figure, .button, input, select)"
    boxes = f"""() => [...document.querySelectorAll('{parts}')]
        .map((part) => [part.matches("h1, h2, button") ? part.innerText.trim() : part.tagName,
            ...['x', 'y', 'width', 'height'].map((side) => part.getBoundingClientRect()[side])])"""
    first = without_script(browser, address, size)
    seen = first.evaluate(boxes)
    assert "closed form at" not in first.locator(".page").inner_text()
    expect(first.locator("path.dots").first).to_be_visible()
    assert first.locator("#first-frame").evaluate("(frame) => frame.inert")
    first.context.close()
    drawn = visit(address, fresh=True, new=True, viewport=size).evaluate(boxes)
    assert [part[0] for part in seen] == [part[0] for part in drawn]
    for one, other in zip(seen, drawn, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1), one[0]


@pytest.mark.parametrize("link", ["#lr=0.02", "?hide=rate"])
def test_what_opens_otherwise_does_not_show_the_first_frame(
    browser: Any, address: str, link: str
) -> None:
    page = without_script(browser, address + link, {"width": 1280, "height": 900})
    expect(page.get_by_role("heading", name="Loss", exact=True)).to_be_hidden()
    expect(page.locator("#first-frame")).to_have_count(1)
    page.context.close()


def test_the_loss_is_told_beside_the_weights(visit: Visit, address: str) -> None:
    """It is seen without scrolling, from the first guess on."""
    page = visit(address, fresh=True)
    weights = page.locator(".contour-key")
    expect(weights).to_have_text("epoch 0: x −0.4726, intercept 0.5863, loss 526.0")
    box = weights.bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    page = visit(f"{address}?hide=losses")
    expect(page.locator(".contour-key")).to_contain_text("epoch 200")
    expect(page.locator(".contour-key")).not_to_contain_text("loss")


def test_the_verdict_comes_with_the_end_of_the_run(visit: Visit, address: str) -> None:
    page = visit(address, fresh=True)
    page.get_by_label("Speed").select_option("fast")
    page.get_by_role("button", name="Play the run").click()
    page.get_by_role("heading", name=re.compile("The loss looks done")).wait_for()
    assert epoch(page) == 200
    agreed(page)
    jump(page, 3)
    expect(page.get_by_role("heading", name=re.compile("The loss looks done"))).to_be_visible()


def test_a_link_is_shown_as_it_was_made(visit: Visit, address: str) -> None:
    page = visit(f"{address}#lr=0.02&epoch=0")
    assert (rate(page), epoch(page)) == (0.02, 0)
    expect(page.get_by_role("region", name="Verdict")).to_be_visible()


def test_a_step_shows_an_update_from_the_start(visit: Visit, address: str) -> None:
    page = visit(address, fresh=True)
    steps = page.get_by_role("region", name=re.compile("The five steps"))
    expect(steps).not_to_contain_text("the run ends here")
    first = steps.inner_text()
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    assert epoch(page) == 1
    assert steps.inner_text() != first
    expect(page.get_by_role("region", name="Before the run")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_of_a_phone_is_a_chart(visit: Visit, address: str, scheme: str) -> None:
    page = visit(address, fresh=True, viewport=PHONE, color_scheme=scheme)
    chart = page.locator("figure").first.bounding_box()
    dock = page.get_by_role("region", name="Learning rate and epoch").bounding_box()
    assert chart["y"] + chart["height"] <= dock["y"]
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "() => document.querySelector('input[aria-label^=\"Epoch\"]').value > 0")


def test_a_rate_is_taken_from_the_curve_by_key(page: Any) -> None:
    dot = page.get_by_label("Learning rate on the curve: use the arrow keys")
    dot.focus()
    before = rate(page)
    page.keyboard.press("ArrowRight")
    assert before < rate(page) < 1.1 * before
    page.keyboard.press("PageUp")
    assert rate(page) > 1.5 * before
    page.keyboard.press("ArrowLeft")
    assert epoch(page) == 200


def test_a_term_is_explained_by_key_and_by_tap(page: Any) -> None:
    word = page.get_by_role("button", name="Gradient", exact=True)
    meaning = next(term.meaning for term in GLOSSARY if term.name == "gradient")
    assert word.get_attribute("title") == meaning
    shown = page.get_by_role("note").filter(has_text=meaning)
    expect(shown).to_be_hidden()
    word.press("Enter")
    expect(shown).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    word.click()
    expect(shown).to_be_visible()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Data and fitted line", "residuals"),
        ("Loss over two weights", "weights"),
        ("Loss", "loss"),
        ("Error along each direction", "Hessian"),
        ("Every rate at once", "learning rate"),
    ],
)
def test_the_title_of_a_chart_explains_its_term(page: Any, title: str, name: str) -> None:
    assert_explains(page, page.locator("figure"), title, name)


def assert_explains(page: Any, part: Any, text: str, name: str) -> None:
    """Whether a text is explained by pointing at it and by a key, and then no more."""
    word = part.get_by_role("button", name=text, exact=True)
    meaning = next(term.meaning for term in GLOSSARY if term.name == name)
    assert word.get_attribute("title") == meaning
    shown = page.get_by_role("note").filter(has_text=meaning)
    word.press("Enter")
    expect(shown).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)


@pytest.mark.parametrize(
    ("settings", "headline", "words"),
    [
        ("lr=0.03&epochs=50", "Diverging", {"Diverging": "diverging", "limit": "limit"}),
        ("lr=0.024&epochs=50", "See-sawing", {"See-sawing": "see-sawing", "limit": "limit"}),
        ("lr=0.00001", "Too slow", {"limit": "limit"}),
        ("lr=0.01", "The loss looks done", {"best value": "closed form"}),
        ("lr=0.01&epochs=1000", "Nothing is left", {"floor": "floor"}),
        ("noise=0&lr=0.01&epochs=4000", "Converged", {"Converged": "converging"}),
        ("data=case&case=collinear&epochs=2000", "The data do not determine",
         {"determine": "collinear features"}),
        ("data=example&points=lesson-yes-no&model=logistic&alpha=0.1&lr=0.02", "Conver",
         {"limit": "limit", "lowest loss": "floor"}),
    ],
)  # fmt: skip
def test_a_verdict_explains_its_terms(
    visit: Visit, address: str, settings: str, headline: str, words: dict[str, str]
) -> None:
    page = visit(f"{address}#{settings}")
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict.get_by_role("heading")).to_have_text(re.compile(f"^{headline}"))
    for text, name in words.items():
        assert_explains(page, verdict, text, name)


LABELS = {
    "data=lesson": {
        "Learning rate": "learning rate", "Epochs": "epoch", "Rule": "update rule", "Loss": "loss",
        "Standardize columns": "standardized feature", "Show the closed form": "closed form",
        "Noise": "noise", "Seed": "seed",
    },
    "data=example&points=lesson-useless-columns&model=elastic-net": {
        "Penalty alpha": "penalty", "Share of L1": "share of L1",
    },
    "data=example&points=lesson-outliers&model=huber": {"Delta": "Huber threshold"},
    "data=example&points=lesson-bend&model=network": {"Hidden units": "hidden units"},
}  # fmt: skip


@pytest.mark.parametrize("settings", LABELS)
def test_the_label_of_a_control_explains_its_term(
    visit: Visit, address: str, settings: str
) -> None:
    page = visit(f"{address}#{settings}")
    for text, name in LABELS[settings].items():
        assert_explains(page, page.locator(".dock, .settings"), text, name)
        expect(page.get_by_label(text, exact=True)).to_be_visible()


def test_a_short_label_explains_what_the_long_one_does(visit: Visit, address: str) -> None:
    page = visit(address, viewport=PHONE)
    page.get_by_text("Rate", exact=True).click()
    meaning = next(term.meaning for term in GLOSSARY if term.name == "learning rate")
    expect(page.get_by_role("note").filter(has_text=meaning)).to_be_visible()
