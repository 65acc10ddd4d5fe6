"""The page when things go wrong, and for everyone: a server that stops, two pages, axe, keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from lab.beside import open_panel
from lab.installed import Installed, axe
from lab.looking import agreed, rate_field, reload, set_rate, step, until
from sampling import sampled

Visit = Callable[..., Any]
# The browser's own word on a server that goes away, whatever it was asked just then.
GONE = ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE"]
PHONE = {"width": 390, "height": 844}
SIZES = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844), "narrow": (320, 640)}


def test_a_server_that_stops_is_said_and_the_page_recovers(
    installed: Installed, visit: Visit
) -> None:
    stopped = re.compile("The server has stopped")
    with installed.lab() as address:
        page = visit(address, allowed=GONE)
        agreed(page)
    port = int(address.rstrip("/").rpartition(":")[2])
    set_rate(page, 0.02)
    expect(page.get_by_role("status").get_by_text(stopped)).to_be_visible()
    step(page, "One epoch back (←)")  # what is drawn still works
    with installed.lab(port=port) as again:
        assert again == address
        expect(page.get_by_text(stopped)).to_have_count(0)
        agreed(page)


def test_a_page_at_rest_says_that_its_server_has_stopped(
    installed: Installed, visit: Visit
) -> None:
    """Nobody has to touch anything for it."""
    stopped = re.compile("The server has stopped")
    with installed.lab() as address:
        page = visit(address, allowed=GONE)
        agreed(page)
    expect(page.get_by_role("status").get_by_text(stopped)).to_be_visible()


@pytest.mark.parametrize("width", sampled([1440, 1024, 1280], 2))
def test_what_stands_in_a_row_ends_in_a_row(visit: Visit, address: str, width: int) -> None:
    page = visit(f"{address}#data=case&case=badly-scaled", viewport={"width": width, "height": 900})
    agreed(page)
    ends = page.locator(".half > figure").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().bottom + scrollY))"
    )
    assert ends[0] == ends[1]
    assert ends[2] == ends[3]


def boxes(page: Any, which: str) -> list[dict[str, float]]:
    """Where these stand on the page."""
    return page.locator(which).evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().toJSON())"
    )


def rows_of(page: Any, which: str) -> list[int]:
    """How many of these stand in each row."""
    tops = [round(box["top"]) for box in boxes(page, which)]
    return [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(
    "link", sampled(["", "#data=case&case=collinear", "#data=dataset&name=longley"], 2)
)
def test_the_first_charts_are_seen_whole_on_a_laptop(visit: Visit, address: str, link: str) -> None:
    """The numbers of the verdict in one row; then both charts, level, down to their x axes."""
    page = visit(address + link, viewport={"width": 1280, "height": 800})
    agreed(page)
    assert len(rows_of(page, ".verdict dl > div")) == 1
    titles, plots = boxes(page, ".half h2")[:2], boxes(page, ".half .plot")[:2]
    assert titles[0]["top"] == titles[1]["top"]
    assert plots[0]["top"] == plots[1]["top"]
    assert plots[0]["bottom"] == plots[1]["bottom"] < 800


@pytest.mark.parametrize(
    ("width", "steps", "shots"),
    sampled(
        [(1440, [5], [4]), (1280, [5], [4]), (1024, [3, 2], [2, 2]), (390, [1] * 5, [1] * 4)], 2
    ),
)
def test_no_row_has_one_left_over(
    visit: Visit, address: str, width: int, steps: list[int], shots: list[int]
) -> None:
    page = visit(address, viewport={"width": width, "height": 900})
    assert rows_of(page, "main ol > li") == steps
    assert rows_of(page, ".frame .row > div") == shots


@pytest.mark.parametrize(
    ("width", "link"),
    sampled([*product([1440, 1280, 1024], ["", "#data=case&case=badly-scaled"])], 3),
)
def test_the_words_of_the_slider_stand_at_their_ticks(
    visit: Visit, address: str, width: int, link: str
) -> None:
    page = visit(address + link, viewport={"width": width, "height": 900})
    for name in ("advised", "limit"):
        (tick,) = boxes(page, f".mark.{name}")
        (word,) = boxes(page, f".marks .{name}")
        edge = word["right"] if name == "advised" else word["left"]
        assert abs(edge - tick["left"]) < 10


def test_beside_a_panel_a_laptop_keeps_its_layout(visit: Visit, address: str) -> None:
    """The controls at the left, not below; and the ways to the panels once, as its tabs."""
    page = visit(address, viewport={"width": 1280, "height": 800})
    open_panel(page, "Share")
    (dock,), (main,) = boxes(page, ".dock"), boxes(page, "main")
    assert dock["right"] < main["left"]
    assert dock["bottom"] < 450
    expect(page.get_by_role("navigation", name="Beside the lab")).to_be_hidden()
    assert page.locator(".page").evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("lr", ["0.000287", "2.56e-7"])
def test_the_rate_is_read_whole_on_a_phone(visit: Visit, address: str, lr: str) -> None:
    page = visit(f"{address}#data=case&case=badly-scaled&lr={lr}", viewport=PHONE)
    field = rate_field(page)
    assert field.input_value() == lr
    assert field.evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("width", sampled([1440, 1024, 390], 1))
def test_several_features_leave_the_charts_header_as_it_is(
    visit: Visit, address: str, width: int
) -> None:
    page = visit(address, viewport={"width": width, "height": 900})
    header = page.locator("figcaption").first
    alone = header.bounding_box()["height"]
    page.get_by_role("button", name="collinear").click()
    expect(page.get_by_label("Horizontal axis")).to_be_visible()
    assert header.bounding_box()["height"] == alone


def test_many_points_have_squares_too(visit: Visit, address: str) -> None:
    page = visit(f"{address}#data=lesson&n=600")
    drawn = set()
    for style in ("none", "lines", "squares"):
        page.get_by_label(style, exact=True).check()
        drawn.add(page.locator("canvas").first.evaluate("canvas => canvas.toDataURL()"))
    assert len(drawn) == 3


@pytest.mark.parametrize("width", sampled([1440, 1024, 900, 390], 2))
def test_the_name_of_the_page_begins_where_its_text_begins(
    visit: Visit, address: str, width: int
) -> None:
    page = visit(address, viewport={"width": width, "height": 900})
    left = "all => all.map(each => each.getBoundingClientRect().left)"
    (title,) = page.locator("h1").evaluate_all(left)
    (control,) = page.locator(".settings").evaluate_all(left)
    assert title == pytest.approx(control, abs=0.5)


def test_a_page_that_is_loaded_again_stays_where_it_was(visit: Visit, address: str) -> None:
    page = visit(address, new=True)  # a history of its own

    def stays() -> bool:
        page.mouse.wheel(0, 1500)
        until(page, "() => scrollY === 1500")
        reload(page)
        page.wait_for_timeout(500)
        at: float = page.evaluate("scrollY")
        page.mouse.wheel(0, -at)
        until(page, "() => scrollY === 0")
        return at == 1500

    # On a busy machine the browser gives a place up before the page is as long as it was.
    assert any(stays() for _ in range(5))


def test_a_notice_is_made_of_whole_sentences(visit: Visit, address: str) -> None:
    page = visit(f"{address}#data=dataset&name=nope", allowed=["400 (Bad Request)"])
    told = page.get_by_text("The opening data are shown instead.")
    expect(told).to_contain_text(re.compile(r"longley, .*\w\. The opening data"))


def test_two_pages_do_not_disturb_each_other(visit: Visit, address: str) -> None:
    first, second = visit(f"{address}#lr=0.02"), visit(f"{address}#data=lesson&seed=5&lr=0.005")
    for page in (first, second):
        agreed(page)
    assert rate_field(first).input_value() == "0.02"
    assert rate_field(second).input_value() == "0.005"


@pytest.mark.parametrize(
    ("size", "scheme"), sampled([*product(SIZES, ["light", "dark"])], 3, "axe")
)
def test_axe_finds_nothing(visit: Visit, address: str, size: str, scheme: str) -> None:
    source = axe()
    width, height = SIZES[size]
    page = visit(
        address, viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    agreed(page)
    page.evaluate(source)
    found = page.evaluate("axe.run()")
    told = [(each["id"], [n["target"] for n in each["nodes"]]) for each in found["violations"]]
    assert told == []


@pytest.mark.parametrize("size", sampled(list(SIZES), 2, "wider"))
def test_nothing_is_wider_than_the_page(visit: Visit, address: str, size: str) -> None:
    width, height = SIZES[size]
    page = visit(address, viewport={"width": width, "height": height})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_what_is_touched_is_large_enough(visit: Visit, address: str, size: str) -> None:
    width, height = SIZES[size]
    page = visit(address, viewport={"width": width, "height": height}, has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, [role=slider], summary')]
            .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && Math.max(box.width, box.height) > 2)
            .filter(([, box]) => box.height < 43.5)
            .map(([e, box]) => `${e.getAttribute('aria-label') ?? e.innerText} ${box.height}`)"""
    )
    assert small == []


def test_every_control_is_reached_by_keyboard_and_shows_it(page: Any) -> None:
    names = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const e = document.activeElement;
                const marks = [e, ...e.querySelectorAll('.ring')].map((m) => getComputedStyle(m));
                const seen = marks.some(
                    (s) => s.outlineStyle !== 'none' || parseFloat(s.strokeWidth) >= 5);
                const label = e.labels?.[0]?.innerText ?? e.innerText;
                return [e.getAttribute('aria-label') ?? label, seen, e === document.body];
            }"""
        )
        if focused[2]:
            break
        assert focused[1], f"no focus to be seen on {focused[0]}"
        names.add(focused[0])
    for wanted in ("Learning rate, logarithmic", "Epoch slider", "One epoch back (←)"):
        assert wanted in names
    assert any("Start" in str(name) for name in names)


def test_the_start_is_moved_by_keyboard(page: Any) -> None:
    start = page.get_by_label("Start: drag, or use the arrow keys")
    before = start.get_attribute("aria-valuetext")
    start.focus()
    start.press("ArrowRight")
    start.press("ArrowUp")
    assert start.get_attribute("aria-valuetext") != before
    until(page, "() => location.hash.includes('start=')")
    agreed(page)


def test_the_start_is_dragged_by_mouse(page: Any) -> None:
    """It stays under the hand, and letting go is not taken for a click."""
    start = page.get_by_label("Start: drag, or use the arrow keys")
    ring = start.locator(".ring")
    start.scroll_into_view_if_needed()
    before = start.get_attribute("aria-valuetext")
    x, y = _middle(ring)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=8)
    assert _middle(ring) == pytest.approx((x + 60, y - 40), abs=1.5)
    dragged = start.get_attribute("aria-valuetext")
    page.mouse.up()
    page.mouse.move(x, y)
    until(page, "() => location.hash.includes('start=')")
    assert before != dragged == start.get_attribute("aria-valuetext")
    agreed(page)


def _middle(of: Any) -> tuple[float, float]:
    box = of.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_charts_have_live_text_that_waits_for_the_hand(page: Any) -> None:
    live = page.locator("[aria-live=polite]")
    assert live.count() >= 3
    page.wait_for_timeout(1200)
    page.evaluate(
        """() => { window.spoken = 0;
            const watch = new MutationObserver((all) => (window.spoken += all.length));
            document.querySelectorAll('[aria-live=polite]').forEach((e) =>
                watch.observe(e, { childList: true, characterData: true, subtree: true })); }"""
    )
    slider = page.get_by_label("Epoch slider")
    # Moved within the page, a step at each of its frames: a hand that a busy machine does not stop.
    moving = """async e => {
        for (let k = 0; k < 25; k += 1) {
            e.stepDown();
            e.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(requestAnimationFrame);
        }
    }"""
    at = int(slider.input_value())
    slider.evaluate(moving)
    assert int(slider.input_value()) == at - 25
    during = page.evaluate("window.spoken")
    until(page, "() => window.spoken > 0")
    page.wait_for_timeout(1500)
    assert during <= live.count()
    assert page.evaluate("window.spoken") <= 3 * live.count()


def test_reduced_motion_is_respected(visit: Visit, address: str) -> None:
    page = visit(address, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('.downslope-lab *')].filter((e) => {
            const s = getComputedStyle(e);
            return Math.max(parseFloat(s.transitionDuration), parseFloat(s.animationDuration)) > 0;
        }).length"""
    )
    assert moving == 0
