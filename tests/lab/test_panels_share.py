"""Share, and the panels as such: copies, links, keys, phones, and what a teacher hides."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from downslope.lessons import open_in_ai, sections
from lab.beside import open_panel, part_of_lesson, section
from lab.installed import axe
from lab.looking import agreed, rate, reload, set_rate, until
from sampling import sampled

Visit = Callable[..., Any]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


def clipboard(page: Any) -> str:
    return page.evaluate("navigator.clipboard.readText()")


# --- copies ----------------------------------------------------------------------------------


def test_the_run_is_copied_as_python_and_as_a_command(visit: Visit, address: str) -> None:
    page = visit(address, permissions=CLIPBOARD)
    set_rate(page, 0.012)
    panel = open_panel(page, "Share")
    for title, holds in (("As Python", "lr=0.012"), ("As a command", "--lr=0.012")):
        part = panel.get_by_role("region", name=title)
        expect(part.locator("pre")).to_contain_text(holds)
        part.get_by_role("button", name="Copy").click()
        part.get_by_role("button", name="Copied").wait_for()
        assert clipboard(page).strip() == part.locator("pre").inner_text().strip()


def test_a_closed_clipboard_leaves_the_text_selected(visit: Visit, address: str) -> None:
    page = visit(address)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(Error('denied')))")
    panel = open_panel(page, "Share")
    part = panel.get_by_role("region", name="As a command")
    part.get_by_role("button", name="Copy").click()
    area = part.get_by_label("The browser does not allow access to the clipboard", exact=False)
    expect(area).to_be_focused()
    selected = area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)")
    assert selected == part.locator("pre").inner_text()


def test_the_link_restores_the_page(visit: Visit, address: str) -> None:
    page = visit(address, permissions=CLIPBOARD)
    set_rate(page, 0.0123)
    panel = open_panel(page, "Share")
    panel.get_by_role("button", name="Copy the link", exact=True).click()
    panel.get_by_role("button", name="Copied").wait_for()
    link = clipboard(page)
    assert link == panel.get_by_label("Link to this page as it is").input_value()
    assert rate(visit(link)) == 0.0123


def test_an_ai_is_opened_with_the_numbers_of_this_run(visit: Visit, address: str) -> None:
    page = visit(address, permissions=CLIPBOARD)
    page.context.route("https://**", lambda route: route.abort())
    set_rate(page, 0.03)
    agreed(page)
    panel = open_panel(page, "Share")
    prompt = panel.locator("[data-prompt-text]")
    panel.get_by_text("Read the prompt").click()
    expect(prompt).to_contain_text("learning rate 0.03")
    for target in open_in_ai.TARGETS.values():
        panel.get_by_label("Which AI").select_option(target.name)
        link = panel.get_by_role("link", name=f"Open in {target.title}")
        link.wait_for()
        wanted = open_in_ai.link(target.name, prompt.inner_text())
        assert link.get_attribute("href") == wanted.url
    panel.get_by_label("Which AI").select_option("claude")
    with page.context.expect_page() as opened:
        panel.get_by_role("link", name="Open in Claude", exact=True).click()
    assert opened.value is not page
    until(
        page, "() => [...document.querySelectorAll('button')].some(b => b.textContent === 'Copied')"
    )
    page.bring_to_front()
    assert clipboard(page) == prompt.inner_text()


def test_a_command_goes_on_between_its_words_and_code_shows_that_it_does(page: Any) -> None:
    panel = open_panel(page, "Share")
    words = panel.locator("[data-command] span")
    words.first.wait_for()
    broken = "all => all.filter(e => e.getClientRects()[0].height > 30).map(e => e.textContent)"
    assert words.evaluate_all(broken) == []
    assert panel.locator("[data-command]").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    code = panel.locator("[data-python]")
    assert code.evaluate("e => e.scrollWidth > e.clientWidth")
    assert "local" in code.evaluate("e => getComputedStyle(e).backgroundAttachment")


def test_points_come_along_as_a_file(page: Any) -> None:
    panel = open_panel(page, "Your data")
    panel.get_by_label("or paste it here").fill("x,y\n0.1,2\n1,5\n2,8\n")
    panel.get_by_role("button", name="Open this text").click()
    expect(panel.get_by_label("x of point 3", exact=True)).to_have_value("2")
    panel.get_by_role("button", name="Delete point 3", exact=True).click()
    panel = open_panel(page, "Share")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Download points.csv").click()
    assert download.value.path().read_text() == "x,y\n0.1,2.0\n1.0,5.0\n"


# --- teachers --------------------------------------------------------------------------------


def test_a_teacher_hides_what_a_class_should_not_touch(page: Any, visit: Visit) -> None:
    panel = open_panel(page, "Share").get_by_role("region", name="For teachers")
    for name in ("Learning rate", "Verdict", "Your data"):
        panel.get_by_role("checkbox", name=name, exact=True).check()
    link = panel.get_by_label("Link for the class").input_value()
    assert "?hide=rate,verdict,your-data#" in link
    shown = visit(link)
    assert shown.get_by_role("textbox", name="Learning rate", exact=True).count() == 0
    assert shown.get_by_text("Python agrees").count() == 0
    nav = shown.get_by_role("navigation", name="Beside the lab")
    assert nav.get_by_role("button").all_inner_texts() == ["Learn", "Share"]


def test_a_rate_that_is_hidden_leaves_no_trace(visit: Visit, address: str) -> None:
    page = visit(
        f"{address}?hide=rate,verdict,limits#data=lesson&lr=0.0317&epochs=50&pin=lr:0.0317"
    )
    until(page, "() => location.hash.startsWith('#run=')")
    panel = open_panel(page, "Share")
    expect(panel.get_by_text("are hidden, as are some of its settings")).to_be_visible()
    everything = page.locator(".downslope-lab").evaluate("e => e.outerHTML")
    for trace in ("0.0317", "80.04"):
        assert trace not in everything
    assert "0.0317" not in page.evaluate("location.href")
    reload(page)
    assert page.get_by_label("Epoch", exact=True).input_value() == "50"
    assert "0.0317" not in page.locator(".downslope-lab").evaluate("e => e.outerHTML")


RUN = (
    "data=lesson&noise=1.37&seed=4711&lr=0.0217&epochs=237&epoch=57&rule=momentum&loss=half-sse"
    "&standardize=1&pin=lr:0.0219;epochs:111;rule:nesterov;loss:sse;standardize:1"
)
OF_A_MODEL = (
    "data=lesson&lr=0.0217&epochs=237&epoch=57&model=ridge&alpha=0.731"
    "&pin=model:lasso;alpha:0.377;lr:0.0219;epochs:111"
)
DIVERGING = "data=lesson&lr=0.03&epochs=50&epoch=50"
# What the lab says of each setting, in its texts, its attributes, and its fields.
TRACES = {
    "rate": (RUN, [r"0\.0217", r"0\.0219"]),
    "limits": (DIVERGING, [r"diverges above", r"advised", r"limit is 0", r"Use 0\."]),
    "epochs": (RUN, [r"\b237\b"]),
    "rule": (RUN, [r"(?i)momentum", r"(?i)nesterov", r"0\.9 v"]),
    "loss": (RUN, [r"(?i)\bsse\b", r"residual²"]),
    "standardize": (RUN, [r"(?i)standardize"]),
    "data": (RUN, [r"1\.37", "4711"]),
    "pins": (RUN, [r"0\.0219", "(?i)pin this run"]),
    "verdict": (RUN, ["condition number", "Python"]),
    "forecast": (RUN, ["condition number", "until three digits"]),
    "losses": (RUN, ["Loss per epoch"]),
    "contour": (RUN, ["Loss contours"]),
    "weights": (RUN, ["Weights over the epochs"]),
    "directions": (RUN, ["Error along each direction"]),
    "steps": (RUN, ["One epoch, five steps"]),
    "compare": (RUN, ["Every rate at once", "Compared with the closed form"]),
    "play": (RUN, ["Epoch slider", "Speed"]),
    "model": (OF_A_MODEL, [r"(?i)ridge", r"(?i)lasso", r"0\.731", r"0\.377"]),
}
SAID = """() => {
    const lab = document.querySelector('.downslope-lab .page');
    const all = [...lab.querySelectorAll('*')];
    const named = all.flatMap(e => [...e.attributes]).filter(a => /^(aria-|title)/.test(a.name));
    return [lab.innerText, ...named.map(a => a.value), ...all.map(e => e.value ?? '')].join('\\n');
}"""


@pytest.mark.parametrize("name", sampled([*TRACES], 4, "hidden"))
def test_what_is_hidden_leaves_no_trace(visit: Visit, address: str, name: str) -> None:
    link, traces = TRACES[name]
    said = []
    for hidden in ("", f"?hide={name}"):
        page = visit(f"{address}{hidden}#{link}")
        until(page, f"() => location.hash.startsWith('{'#run=' if hidden else '#data='}')")
        said.append(page.evaluate(SAID))
        if name == "data":
            said[-1] += open_panel(page, "Your data").inner_text()
    for trace in traces:
        assert re.search(trace, said[0]), "the test looks for what the page says"
        assert not re.search(trace, said[1]), trace


def test_an_open_panel_is_printed_whole_and_without_its_buttons(visit: Visit, address: str) -> None:
    page = visit(
        f"{address}?panel=learn&section=learning-rate", viewport={"width": 794, "height": 1123}
    )
    page.locator("#beside-the-lab article > .prose p").last.wait_for()
    page.emulate_media(media="print")
    body = page.locator("#beside-the-lab .body")
    until(page, "() => getComputedStyle(document.querySelector('.dock')).display === 'none'")
    cut, bottom, end = body.evaluate(
        "e => [e.scrollHeight - e.clientHeight, e.getBoundingClientRect().bottom + scrollY,"
        " document.documentElement.scrollHeight]"
    )
    assert cut <= 0
    assert end >= bottom - 1
    assert end > 3 * 1123, "more than what a screen holds"
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) > 3
    assert not page.locator(".dock").is_visible()
    assert page.locator(
        "#beside-the-lab :is(button:not(.word), select, [type=radio][name], .locked):visible"
    ).count() == (page.locator("[data-experiment] [type=radio]").count()), (
        "only options to tick are left"
    )
    page.emulate_media(media="screen")


def test_a_picture_is_printed_with_its_title_and_a_question_with_room(
    visit: Visit, address: str
) -> None:
    page = visit(f"{address}?panel=learn&section=lasso")
    panel = page.locator("#beside-the-lab")
    panel.get_by_role("button", name="Skip").first.click()
    picture = panel.locator("[data-picture] figure").first
    picture.wait_for()
    page.emulate_media(media="print")
    until(page, "() => getComputedStyle(document.querySelector('.dock')).display === 'none'")
    expect(picture.get_by_role("heading")).to_be_visible()
    expect(panel.locator("select:visible")).to_have_count(0)
    expect(panel.get_by_text("Open in Claude")).to_be_hidden()
    answer = panel.get_by_label("Your answer, in your own words").first
    short = answer.bounding_box()["height"]
    assert short > 100
    page.emulate_media(media="screen")
    answer.fill("\n".join(["A line of the answer."] * 30))
    page.emulate_media(media="print")
    assert answer.bounding_box()["height"] > 2 * short
    assert answer.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    page.emulate_media(media="screen")


def test_nothing_lies_over_the_verdict_on_paper(visit: Visit, address: str) -> None:
    page = visit(address)
    agreed(page)
    page.emulate_media(media="print")
    verdict = page.get_by_role("region", name="Verdict").bounding_box()
    first = page.locator("figure").first.bounding_box()
    assert verdict["y"] + verdict["height"] <= first["y"]
    assert not page.get_by_role("button", name="Light or dark theme").is_visible()
    page.emulate_media(media="screen")


def test_charts_are_scaled_onto_paper(page: Any) -> None:
    """Paper is narrower than the screen on which a chart was measured."""
    sizes = page.locator(".plot svg").evaluate_all(
        "(all) => all.map((svg) => [svg.viewBox.baseVal.width, svg.clientWidth])"
    )
    assert len(sizes) > 3
    assert all(drawn == shown > 0 for drawn, shown in sizes)


def test_every_part_that_can_be_hidden_is_looked_for(page: Any) -> None:
    panel = open_panel(page, "Share").get_by_role("region", name="For teachers")
    boxes = panel.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    named = {boxes.nth(k).get_attribute("value") for k in range(boxes.count())}
    beside = {"learn", "your-data", "share"}
    # Switches, which show nothing but themselves.
    switches = {"closed", "residuals", "start", "presets", "reset"}
    assert named == {*TRACES, *beside, *switches}


def test_nothing_beside_the_lab_where_all_is_hidden(visit: Visit, address: str) -> None:
    page = visit(f"{address}?hide=learn,share,your-data&panel=learn")
    assert page.get_by_role("navigation", name="Beside the lab").count() == 0
    assert page.locator("#beside-the-lab").count() == 0


def test_a_link_opens_at_a_section(visit: Visit, address: str) -> None:
    last = sections.sections()[-1]
    page = visit(f"{address}?panel=learn&section={last.id}")
    page.get_by_role("heading", name=last.title, level=2).wait_for()
    page = visit(f"{address}?panel=learn&section=%3Cb%3E")
    page.get_by_role("heading", name="The lesson", level=2).wait_for()


# --- keys, phones, memory --------------------------------------------------------------------


def test_tabs_go_by_arrows_and_focus_comes_back(page: Any) -> None:
    button = page.get_by_role("navigation", name="Beside the lab").get_by_role(
        "button", name="Learn"
    )
    button.focus()
    button.press("Enter")
    panel = page.locator("#beside-the-lab")
    tab = panel.get_by_role("tab", name="Learn")
    expect(tab).to_be_focused()
    for key, name in (("ArrowRight", "Your data"), ("End", "Share"), ("ArrowRight", "Learn")):
        page.keyboard.press(key)
        tab = panel.get_by_role("tab", name=name)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(panel.get_by_role("tabpanel", name=name)).to_be_visible()
    before = page.get_by_role("textbox", name="Epoch", exact=True).input_value()
    panel.get_by_role("button", name="Begin").focus()
    page.keyboard.press("ArrowLeft")  # in the panel, keys do not move the lab
    assert page.get_by_role("textbox", name="Epoch", exact=True).input_value() == before
    panel.get_by_role("button", name="Close", exact=True).click()
    expect(button).to_be_focused()


def test_an_open_panel_is_remembered_and_a_closed_one_too(page: Any) -> None:
    open_panel(page, "Share")
    reload(page)
    panel = page.locator("#beside-the-lab")
    expect(panel.get_by_role("tab", name="Share")).to_have_attribute("aria-selected", "true")
    panel.get_by_role("button", name="Close", exact=True).click()
    reload(page)
    page.locator("[data-ready=true]").wait_for()
    assert panel.count() == 0


def test_escape_closes_the_column_and_gives_the_focus_back(page: Any) -> None:
    panel = open_panel(page, "Share")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()


def test_on_a_tablet_a_drawer_leaves_a_part_of_the_lab_in_sight(visit: Visit, address: str) -> None:
    page = visit(address, viewport={"width": 1024, "height": 768})
    open_panel(page, "Your data")
    box = page.locator("#beside-the-lab").bounding_box()
    assert box["x"] > 1024 / 3
    assert box["x"] + box["width"] == pytest.approx(1024, abs=1)


def test_on_a_phone_a_sheet_rises_and_escape_closes_it(visit: Visit, address: str) -> None:
    page = visit(address, **PHONE)
    panel = open_panel(page, "Learn")
    assert panel.evaluate("sheet => sheet.matches('dialog:modal')")
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    button = page.get_by_role("navigation", name="Beside the lab").get_by_role(
        "button", name="Learn"
    )
    expect(button).to_be_focused()
    section(page, sections.section("demo").title)
    panel.get_by_role("button", name="Try it in the lab").first.click()
    panel.wait_for(state="detached")  # out of the way of what it shows


PLACES = ["Lesson", "section", "Quiz", "question", "Your words", "Progress", "Your data", "Share"]


def go(page: Any, place: str) -> None:
    if place == "section":
        section(page, "The learning rate")
        page.locator("[data-experiment]").first.wait_for()
    elif place == "question":
        part_of_lesson(page, "Quiz").get_by_role("button", name="Begin").click()
        page.locator("[data-item]").wait_for()
    elif place in ("Your data", "Share"):
        page.locator("#beside-the-lab").get_by_role("tab", name=place).click()
        page.get_by_role(
            "heading", level=2, name=place if place != "Share" else "This run"
        ).wait_for()
    else:
        part_of_lesson(page, place)


@pytest.mark.parametrize(
    ("size", "scheme"),
    sampled([*product([(1440, 900), (320, 640)], ["light", "dark"])], 2, "share"),
)
def test_axe_finds_nothing(visit: Visit, address: str, size: tuple[int, int], scheme: str) -> None:
    view = {"viewport": dict(zip(("width", "height"), size, strict=True)), "color_scheme": scheme}
    page = visit(address, bypass_csp=True, reduced_motion="reduce", **view)
    page.add_script_tag(content=axe())
    open_panel(page, "Learn")
    for place in PLACES:
        go(page, place)
        page.wait_for_timeout(150)
        found = page.evaluate(
            "async () => (await axe.run('#beside-the-lab')).violations.map(v => "
            "`${v.id}: ${v.nodes.map(n => n.target).join(' | ')}`)"
        )
        assert found == [], place


def test_every_target_is_large_enough_and_nothing_is_cut_off_at_320(
    visit: Visit, address: str
) -> None:
    page = visit(address, **PHONE)
    open_panel(page, "Learn")
    for place in PLACES:
        go(page, place)
        page.wait_for_timeout(100)
        small = page.evaluate(
            """() => [...document.querySelectorAll('#beside-the-lab :is(button, a.button, select,'
                + 'input[type=text], label:has(> input), summary)')].filter(each => {
                const { width, height } = each.getBoundingClientRect();
                return width > 0 && (height < 43.5 || width < 40);
            }).map(each => each.outerHTML.slice(0, 120))"""
        )
        assert small == [], place
        wide = page.evaluate(
            "() => { const body = document.querySelector('#beside-the-lab .body');"
            "return body.scrollWidth - body.clientWidth }"
        )
        assert wide <= 0, place
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
