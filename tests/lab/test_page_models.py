"""Models on the page: chosen, drawn, edited, and never judged otherwise than by Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from lab.beside import open_panel
from lab.installed import axe
from lab.looking import agreed, set_rate, type_into, until
from sampling import sampled

Visit = Callable[..., Any]
MODELS = {
    "ridge": "lesson-useless-columns",
    "lasso": "lesson-useless-columns",
    "huber": "lesson-outliers",
    "logistic": "lesson-yes-no",
    "softmax": "lesson-three-classes",
    "poisson": "lesson-counts",
    "network": "lesson-bend",
}
FIRST_VIEW = 150_000  # bytes over the wire


def link(address: str, model: str, more: str = "") -> str:
    return f"{address}#data=example&points={MODELS[model]}&n=40&model={model}{more}"


def verdict(page: Any) -> Any:
    return page.get_by_role("region", name="Verdict")


def test_a_model_is_loaded_when_it_is_chosen(visit: Visit, address: str) -> None:
    page = visit(address, new=True)
    agreed(page)
    loaded = "() => performance.getEntriesByType('resource').map(e => [e.name, e.transferSize])"
    before = page.evaluate(loaded)
    assert not [name for name, _ in before if re.search(r"logistic|curved|Terrain", name)]
    assert sum(size for name, size in before if "/api/compare" not in name) < FIRST_VIEW
    page.get_by_label("Train a").select_option("logistic")
    expect(page.get_by_role("heading", name="Data and probability")).to_be_visible()
    agreed(page)
    assert any("logistic.js" in name for name, _ in page.evaluate(loaded))
    expect(page.get_by_text("safe from anywhere")).to_be_visible()
    until(page, "() => location.hash.includes('model=logistic')")
    assert "points=lesson-yes-no" in page.url


@pytest.mark.parametrize("model", sampled(list(MODELS), 2, "verdict"))
def test_python_agrees_and_has_the_last_word(visit: Visit, address: str, model: str) -> None:
    rule = "&alpha=0.02&lr=0.002&epochs=30"
    page = visit(link(address, model, rule))
    agreed(page)
    expect(verdict(page).get_by_role("heading")).to_have_text(re.compile("^Conver"))
    set_rate(page, 1e6)
    heading = "^(Diverging|Unstable|Converged)"
    expect(verdict(page).get_by_role("heading")).to_have_text(re.compile(heading))


def test_the_penalty_of_a_lasso_sets_slopes_to_zero(visit: Visit, address: str) -> None:
    page = visit(link(address, "lasso", "&alpha=0&lr=0.1&axes=1,2"))
    contour = page.locator("figure", has=page.get_by_role("heading", name="Loss over two weights"))
    expect(contour.locator(".key span")).to_have_text(re.compile(r"x3 0\.\d+$"))
    field = page.get_by_role("textbox", name="Penalty alpha")
    type_into(field, 2)
    expect(contour.locator(".key span")).to_have_text(re.compile(r"x2 −\d.*, x3 0$"))
    slider = page.get_by_role("slider", name="Penalty alpha, logarithmic")
    slider.focus()
    slider.press("End")
    expect(field).to_have_value("100")
    expect(contour.locator(".key span")).to_have_text(re.compile("x2 0, x3 0$"))


def test_a_class_is_changed_by_a_key_and_by_a_click(visit: Visit, address: str) -> None:
    page = visit(link(address, "logistic", "&lr=0.1"), viewport={"width": 1600, "height": 1000})
    panel = open_panel(page, "Your data")
    panel.get_by_role("button", name="Edit points on the chart").click()
    chart = page.get_by_role("application")
    chart.focus()
    chart.press("n")
    told = page.get_by_text(re.compile("^Point 1: x"))
    seen = told.inner_text()
    chart.press("ArrowUp")
    changed = f"y {1 - int(seen[-1])}"
    expect(told).to_contain_text(changed)
    circle = page.locator("main circle[r='9']").bounding_box()
    page.mouse.click(circle["x"] + circle["width"] / 2, circle["y"] + circle["height"] / 2)
    expect(told).to_have_text(seen)
    agreed(page)


def test_data_that_do_not_suit_a_model_are_said(visit: Visit, address: str) -> None:
    page = visit(f"{address}#model=poisson")
    expect(verdict(page)).to_contain_text("which is not a count")
    page.get_by_role("button", name="counts").click()
    agreed(page)


SIZES = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}


@pytest.mark.parametrize(
    ("model", "size", "scheme"),
    sampled([*product(MODELS, SIZES, ["light", "dark"])], 2, "axe of models"),
)
def test_axe_finds_nothing_on_a_model(
    visit: Visit, address: str, model: str, size: str, scheme: str
) -> None:
    source = axe()
    width, height = SIZES[size]
    page = visit(
        link(address, model, "&lr=0.002"),
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        bypass_csp=True,
    )
    agreed(page)
    page.evaluate(source)
    found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id)")
    assert found == []
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_adam_has_a_limit_of_its_own_and_pythons_verdict(visit: Visit, address: str) -> None:
    page = visit(f"{address}#data=lesson&lr=0.5&epochs=60")
    directions = page.get_by_role("heading", name="Error along each direction")
    expect(directions).to_be_visible()
    expect(verdict(page).get_by_role("heading")).to_have_text(re.compile("^Diverging"))
    page.get_by_label("Rule").select_option("adam")
    agreed(page)
    expect(directions).to_have_count(0)
    expect(verdict(page).get_by_role("heading")).to_have_text(re.compile("^Conver"))
    expect(verdict(page).get_by_text("limit after these epochs")).to_be_visible()


def test_a_network_with_adam_has_no_known_limit(visit: Visit, address: str) -> None:
    page = visit(link(address, "network", "&rule=adam&lr=0.05&epochs=30"))
    agreed(page)
    expect(verdict(page).get_by_text("not known").first).to_be_visible()
    dock = page.get_by_role("region", name="Learning rate and epoch")
    expect(dock.get_by_role("button", name=re.compile("^limit"))).to_have_count(0)
    page.get_by_label("Rule").select_option("gd")
    expect(dock.get_by_role("button", name=re.compile(r"^limit 0\.\d+"))).to_be_visible()
