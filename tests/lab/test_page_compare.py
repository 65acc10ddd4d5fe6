"""Compare: runs pinned over one another, every rate at once, snapshots, noise, the closed form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from lab.looking import agreed, rate, set_rate, until

Visit = Callable[..., Any]


def picture(page: Any, title: str) -> Any:
    """The figure, or the card, of that heading."""
    return page.locator("figure, .card").filter(
        has=page.get_by_role("heading", name=title, exact=True)
    )


def test_four_runs_are_pinned_read_at_an_epoch_and_shown_again(page: Any) -> None:
    figure = picture(page, "Loss")
    for lr in (0.001, 0.003, 0.01, 0.02):
        set_rate(page, lr)
        agreed(page)
        figure.get_by_role("button", name="Pin this run").click()
    set_rate(page, 0.024)
    expect(figure.locator(".runs li")).to_have_count(5)
    chart = figure.locator("svg").first
    box = chart.bounding_box()
    chart.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    runs = page.get_by_role("list", name=re.compile(r"^Runs at epoch \d+$"))
    until(page, "() => !document.querySelector('.runs').ariaLabel.endsWith(' 200')")
    losses = [float(text) for text in runs.locator("b").all_inner_texts()[1:]]
    assert losses == sorted(losses, reverse=True)  # a faster rate has come further
    figure.get_by_role("button", name=re.compile("^lr 0.003")).click()
    assert rate(page) == 0.003
    figure.get_by_role("button", name=re.compile("^Remove the pinned run lr 0.001")).click()
    expect(figure.locator(".runs li")).to_have_count(4)


def test_pinned_runs_are_in_the_link(page: Any, visit: Visit) -> None:
    for lr in (0.001, 0.02):
        set_rate(page, lr)
        agreed(page)
        page.get_by_role("button", name="Pin this run").click()
    until(page, "() => (location.hash.match(/pin=/g) ?? []).length === 2")
    again = visit(page.url)
    expect(again.locator(".runs li")).to_have_count(3)


def test_a_click_on_the_sweep_takes_the_rate(page: Any) -> None:
    chart = picture(page, "Every rate at once").locator("svg").first
    chart.scroll_into_view_if_needed()
    expect(chart.get_by_text("diverges above 0.0250")).to_be_visible()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] / 3, "y": box["height"] / 2})
    slow = rate(page)
    assert slow < 0.01
    chart.click(position={"x": box["width"] - 30, "y": box["height"] / 2})
    assert rate(page) > 0.025
    expect(page.get_by_role("heading", name=re.compile("^Diverging"))).to_be_visible()


def test_snapshots_stand_at_four_epochs_and_a_click_goes_there(page: Any) -> None:
    for at in (0, 5, 50, 200):
        page.get_by_role("button", name=f"epoch {at}", exact=True).click()
        until(page, "at => location.hash.includes(`epoch=${at}&`)", at)


def test_the_solvers_are_timed_as_soon_as_they_are_seen(page: Any) -> None:
    card = picture(page, "Compared with the closed form")
    assert card.get_by_role("region", name="Solvers measured").count() == 0
    card.scroll_into_view_if_needed()
    solvers = card.get_by_role("region", name="Solvers measured")
    expect(solvers.get_by_role("row")).to_have_count(7)
    expect(solvers.get_by_role("row", name="gradient-descent")).to_contain_text("200")
    expect(card.get_by_text(re.compile("^Use normal-equations")).first).to_be_visible()


def test_many_rows_are_timed_when_asked_for(page: Any) -> None:
    page.get_by_role("button", name="large n").click()
    expect(page.get_by_text(re.compile("rows are drawn, a random sample"))).to_be_visible()
    agreed(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    card = picture(page, "Compared with the closed form")
    card.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    assert not [url for url in asked if url.endswith("/api/compare")]
    expect(card.get_by_role("button", name="Measure the time")).to_be_enabled()


def test_two_levels_of_noise_stand_side_by_side_and_tell_what_holds(page: Any) -> None:
    figure = picture(page, "Little noise, much noise")
    expect(figure.get_by_text("noise 10", exact=True)).to_be_visible()
    expect(figure.get_by_text(re.compile("The slope hardly changes"))).to_be_visible()
    set_rate(page, 0.05)
    expect(figure.get_by_text(re.compile("The slope hardly changes"))).to_have_count(0)
    expect(figure.get_by_text(re.compile("Both runs diverge"))).to_be_visible()


def test_numbers_out_of_all_bounds_are_written_as_people_write_them(page: Any) -> None:
    set_rate(page, 0.05)
    expect(picture(page, "Loss over two weights").locator(".key")).to_contain_text("x −1.09·10⁹⁶")
    assert "e+" not in page.locator("main").inner_text()
