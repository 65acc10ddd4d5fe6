"""The page, in a browser: one epoch everywhere, honest controls, verdicts with a way out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import downslope as ds
from downslope.datasets import lesson_line
from lab.installed import Installed
from lab.looking import (
    agreed,
    at_rest,
    epoch,
    epoch_field,
    jump,
    rate,
    rate_field,
    set_rate,
    step,
    until,
)
from sampling import sampled

Visit = Callable[..., Any]


# --- the wheel -------------------------------------------------------------------------------


def test_the_wheel_brings_the_page(installed: Installed) -> None:
    static = installed.folder / "downslope" / "lab" / "static"
    assert {"index.html", "app.js", "index.css"} <= {file.name for file in static.iterdir()}
    assert "src=" in (static / "index.html").read_text()


# --- one epoch, everywhere -------------------------------------------------------------------


def test_python_agrees_with_the_run_that_is_drawn(page: Any) -> None:
    agreed(page)


def test_stepping_and_scrubbing_show_the_stored_weights(page: Any) -> None:
    """The picture's words at epoch 57 are Python's weights there, before and after going on."""
    line = lesson_line()
    path = ds.trajectory(ds.LeastSquares(line.x, line.y), 0.01, 200, line.start)
    shown = []
    for to in (57, 200, 57):
        jump(page, to)
        assert epoch(page) == to
        shown.append(at_rest(page.locator("main .pictures")))
    assert shown[0] == shown[2] != shown[1]
    slope, intercept = path.weights[57]
    for value in (slope, intercept):
        assert re.search(rf"{value:.3f}"[:5].replace(".", r"\."), shown[0])


def test_buttons_and_keys_move_the_one_cursor(page: Any) -> None:
    jump(page, 10)
    step(page, "One epoch forward (→)")
    assert epoch(page) == 11
    step(page, "One epoch back (←)")
    assert epoch(page) == 10
    page.locator("h1, h2").first.click()  # away from what has keys of its own
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert epoch(page) == 11
    page.keyboard.press("r")
    assert epoch(page) == 0
    assert page.get_by_role("button", name="One epoch back (←)").is_disabled()


def test_play_and_pause(page: Any) -> None:
    jump(page, 0)
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "() => document.querySelector('input[aria-label^=\"Epoch\"]').value > 2")
    page.get_by_role("button", name="Pause", exact=True).click()
    held = epoch(page)
    assert 2 < held <= 200
    page.wait_for_timeout(300)
    assert epoch(page) == held
    step(page, "One epoch forward (→)")
    assert epoch(page) == min(held + 1, 200)


def test_space_plays_and_a_step_pauses(page: Any) -> None:
    jump(page, 0)
    page.locator("h1, h2").first.click()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_the_slider_scrubs(page: Any) -> None:
    slider = page.get_by_label("Epoch slider")
    slider.focus()
    for key, wanted in (("Home", 0), ("ArrowRight", 1), ("End", 200), ("ArrowLeft", 199)):
        slider.press(key)
        assert epoch(page) == wanted
        assert slider.get_attribute("aria-valuetext") == f"epoch {wanted} of 200"


# --- the learning rate -----------------------------------------------------------------------


def test_the_sliders_label_is_the_state(page: Any) -> None:
    """What is shown, what the slider says and what the link keeps are one number."""
    slider = page.get_by_label("Learning rate, logarithmic")
    slider.focus()
    for key in ["ArrowRight"] * 7 + ["ArrowLeft"] * 3 + ["PageUp", "Home", "End"]:
        slider.press(key)
        shown = rate(page)
        assert float(slider.get_attribute("aria-valuetext")) == pytest.approx(shown, rel=5e-3)
        until(page, "lr => location.hash.includes(`lr=${lr}&`)", shown)
    assert shown == 10


def test_the_limit_and_the_best_rate_can_be_clicked(page: Any, lesson: ds.LeastSquares) -> None:
    found = ds.diagnose(lesson)
    page.locator(".dock").get_by_role("button", name=re.compile("^limit")).click()
    assert rate(page) == pytest.approx(found.lr_limit, rel=1e-3)
    page.get_by_role("button", name=re.compile("^advised")).click()
    assert rate(page) == found.lr_advised


def test_what_is_advised_is_one_number(page: Any, lesson: ds.LeastSquares) -> None:
    """On the slider, in the sweep and in the verdict; the theory's best, a hair off, is not."""
    found = ds.diagnose(lesson)
    set_rate(page, 0.1)
    agreed(page)
    told = page.locator(".page").inner_text()
    assert told.count(f"{found.lr_advised:.4f}") >= 4
    assert f"{found.lr_best:.4f}" not in told


def test_divergence_is_named_before_any_inf_and_mended_with_a_click(page: Any) -> None:
    set_rate(page, 0.1)
    jump(page, 3)
    verdict = page.get_by_role("heading", name=re.compile("Diverging ?, ×7.0 per epoch"))
    expect(verdict).to_contain_text("the limit is 0.0250. Use 0.0199")
    page.get_by_role("button", name="Use 0.0199").click()
    assert rate(page) == 0.0199
    expect(page.locator("main").get_by_text(re.compile("Diverging"))).to_have_count(0)
    agreed(page)


@pytest.mark.parametrize(
    "link",
    ["data=lesson&n=100000&loss=sse", "data=case&case=badly-scaled&loss=sse&lr=3"],
)
def test_the_advised_rate_is_taken_however_small_it_is(
    visit: Visit, address: str, link: str
) -> None:
    """The slider goes where the data's limit is, and its thumb stands below the limit's tick."""
    page = visit(f"{address}#{link}")
    page.get_by_role("button", name=re.compile("^Use ")).click()
    assert rate(page) < 1e-5
    expect(page.locator("main").get_by_text(re.compile("Diverging"))).to_have_count(0)
    agreed(page)
    slider = page.get_by_label("Learning rate, logarithmic")
    low, high, here = slider.evaluate("s => [s.min, s.max, s.value].map(Number)")
    assert low + 1 < here < high - 1
    track = page.locator(".track")
    at, limit = (float(track.evaluate(f"t => t.style.getPropertyValue('--{name}')"))
                 for name in ("here", "limit"))  # fmt: skip
    assert limit - 0.05 < at < limit
    set_rate(page, 1e-9)
    assert rate(page) == 1e-9
    until(page, "() => location.hash.includes('lr=1e-9')")
    agreed(page)


def test_a_slider_holds_still_under_the_hand(page: Any) -> None:
    """From a rate far beyond the limit, where the slider reaches farther than it did."""
    set_rate(page, 1e6)
    slider = page.get_by_label("Learning rate, logarithmic")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 11, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=6)
    assert float(slider.get_attribute("max")) == 6
    assert rate(page) == pytest.approx(10**0.5, rel=0.2)
    page.mouse.up()
    assert float(slider.get_attribute("max")) == 1


@pytest.mark.parametrize("given", ["0", "-1"])
def test_a_rate_that_is_not_above_0_is_put_back(page: Any, given: str) -> None:
    set_rate(page, given)
    expect(page.get_by_role("status").filter(has_text="must be above 0")).to_be_visible()
    assert rate(page) == 0.01


@pytest.mark.parametrize("lr", ["1e-300", "1e300"])
def test_the_farthest_rates_are_drawn_and_agree(visit: Visit, address: str, lr: str) -> None:
    page = visit(f"{address}#data=lesson&lr={lr}")
    agreed(page)
    assert "NaN" not in page.locator("main").inner_html()


def test_a_run_that_leaves_float64_still_agrees(page: Any) -> None:
    set_rate(page, 10)
    agreed(page)


def test_weights_that_leave_float64_one_after_another_agree_too(visit: Visit, address: str) -> None:
    """Far apart in size: the largest overflows while the others are ordinary numbers."""
    page = visit(f"{address}#data=case&case=badly-scaled&lr=0.01")
    agreed(page)
    assert "Infinity" not in page.locator("main").inner_text()


def test_a_rate_that_is_none_is_said_and_put_back(page: Any) -> None:
    before = rate(page)
    set_rate(page, "fast")
    expect(page.get_by_role("status").filter(has_text="is not a number")).to_be_visible()
    assert rate(page) == before


# --- the link --------------------------------------------------------------------------------


def test_a_link_restores_the_page(visit: Visit, page: Any, address: str) -> None:
    set_rate(page, 0.02)
    jump(page, 33)
    until(page, "() => location.hash.includes('epoch=33')")
    link = page.evaluate("location.hash")
    assert {"seed=0", "n=100", "rule=gd"} <= set(link.lstrip("#").split("&"))
    again = visit(address + link)
    assert (rate(again), epoch(again)) == (0.02, 33)
    again.wait_for_timeout(400)
    assert again.evaluate("location.hash") == link


def test_a_link_out_of_reach_is_clamped_with_a_notice(visit: Visit, address: str) -> None:
    page = visit(f"{address}#data=lesson&n=1e9&lr=-99&epochs=-5&rule=adagrad&epoch=7")
    notices = page.locator(".notices").inner_text()
    for part in ("n=1e9", "lr=-99", "epochs=-5", "rule=adagrad"):
        assert part in notices
    assert rate(page) == 0.01
    page.locator(".notices").get_by_role("button", name="Dismiss").click()
    expect(page.locator(".notices").get_by_text("lr=-99")).to_have_count(0)


@pytest.mark.parametrize(
    "link",
    sampled(
        [
            "#data=file&path=/etc/passwd",
            "#data=upload&id=../../etc/passwd",
            "#data=case&case=<img src=x onerror=alert(1)>",
            "#lr=<script>alert(1)</script>&epochs=NaN&seed=-1&noise=Infinity",
            "#start=1e999,<svg onload=alert(1)>&pin=lr:x;rule:%00&axes=9,9",
            "#data=points&columns=1,2;3&y=1&names=__proto__,constructor",
            "#" + "data=lesson&" * 2000,
            "#%E0%A4%A",
        ],
        3,
    ),
)
def test_a_hostile_link_opens_an_ordinary_page(visit: Visit, address: str, link: str) -> None:
    page = visit(address + link, allowed=["400 (Bad Request)"], new=True)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    agreed(page)
    assert page.locator(".downslope-lab img, .downslope-lab script").count() == 0


def test_a_teacher_can_hide_controls(visit: Visit, address: str) -> None:
    page = visit(f"{address}?hide=rate,compare")
    assert rate_field(page).count() == 0
    assert page.locator(".dock").get_by_role("button", name=re.compile("^limit")).count() == 0
    assert epoch_field(page).count() == 1


# --- the user's file -------------------------------------------------------------------------


def test_a_file_of_two_features_opens(installed: Installed, visit: Visit, csv_file: Path) -> None:
    with installed.lab(str(csv_file), "--target", "price") as address:
        page = visit(address)
        agreed(page)
        axes = page.get_by_label("Weight shown horizontally")
        assert axes.locator("option").all_inner_texts() == ["width", "depth", "intercept"]
        page.close()  # before its server goes, which it would notice


def test_the_code_that_is_offered_makes_this_run(
    visit: Visit, address: str, tmp_path: Path, installed: Installed
) -> None:
    """What the page would copy, as the server answers it to the page's own question."""
    page = visit(address)
    agreed(page)
    with page.expect_response("**/api/run") as asked:
        set_rate(page, 0.013)
    answer = asked.value.json()
    printed = installed.run("-c", answer["python"]).splitlines()
    assert printed[0] == f"loss {answer['losses'][-1]!r}"
    assert json.loads(asked.value.request.post_data)["lr"] == 0.013
