"""Your data: brought as a file or as text, chosen by column, moved by hand; and every refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from lab.beside import REFUSED, open_panel, paste
from lab.installed import Installed
from lab.looking import agreed, reload, until
from sampling import sampled

Visit = Callable[..., Any]
FLATS = "area,rooms,city,price\n70,3,Ulm,210\n95,4,Bonn,285\n120,5,Ulm,340\n58,2,Bonn,190\n"
HOLE = FLATS + "80,,Ulm,230\n"


def in_lab(panel: Any, words: str) -> None:
    expect(panel.get_by_text(re.compile("^In the lab now"))).to_contain_text(words)


def trouble(panel: Any) -> Any:
    return panel.get_by_role("alert")


# --- bringing --------------------------------------------------------------------------------


def test_a_pasted_table_opens_with_its_columns(page: Any) -> None:
    panel = paste(page, FLATS)
    in_lab(panel, "4 rows, area, rooms → price")
    expect(panel.get_by_label("Predict", exact=True)).to_have_value("price")
    expect(panel.get_by_text("Left out, because they hold no numbers: city.")).to_be_visible()
    assert panel.get_by_role("checkbox", name="city (text)").is_disabled()
    expect(panel.get_by_role("region", name="The first rows")).to_contain_text("Ulm")
    agreed(page)


def test_a_file_is_chosen_or_dropped(page: Any, csv_file: Path) -> None:
    panel = open_panel(page, "Your data")
    panel.get_by_label("CSV file").set_input_files(csv_file)
    in_lab(panel, "mine.csv. 30 rows, width, depth → price")
    transfer = page.evaluate_handle(
        """text => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], 'dropped.csv'));
            return transfer;
        }""",
        FLATS,
    )
    panel.locator(".drop").dispatch_event("drop", {"dataTransfer": transfer})
    in_lab(panel, "dropped.csv. 4 rows")
    agreed(page)


def test_cells_from_a_spreadsheet_are_read(page: Any) -> None:
    panel = paste(page, "x\ty\n1\t2\n2\t4.5\n3\t6\n")
    in_lab(panel, "3 rows, x → y")


def test_target_and_features_are_chosen(page: Any) -> None:
    panel = paste(page, FLATS)
    panel.get_by_label("Predict", exact=True).select_option("rooms")
    in_lab(panel, "area → rooms")
    panel.get_by_role("checkbox", name="price").check()
    in_lab(panel, "area, price → rooms")
    panel.get_by_role("checkbox", name="area").uncheck()
    in_lab(panel, "4 rows, price → rooms")
    agreed(page)
    until(page, "() => location.hash.includes('target=rooms')")


def test_one_feature_has_to_stay(page: Any) -> None:
    panel = paste(page, "x,y\n1,2\n2,4\n3,5\n")
    panel.get_by_role("checkbox", name="x").click()
    expect(trouble(panel)).to_have_text("At least one feature is needed.")
    assert panel.get_by_role("checkbox", name="x").is_checked()


def test_the_file_of_the_command_line_is_offered(
    visit: Visit, installed: Installed, csv_file: Path
) -> None:
    with installed.lab(str(csv_file), "--target", "price") as address:
        page = visit(address, ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE"])  # once the server has gone
        panel = open_panel(page, "Your data")
        in_lab(panel, "width, depth → price")
        panel.get_by_role("checkbox", name="depth").uncheck()
        in_lab(panel, "30 rows, width → price")
        panel.get_by_role("button", name=re.compile("^The lesson’s line")).click()
        in_lab(panel, "x → y")
        panel.get_by_role("button", name=re.compile("^Open .*mine.csv")).click()
        in_lab(panel, "width, depth → price")


def test_what_is_left_out_of_the_file_stands_beside_its_size(
    visit: Visit, installed: Installed, tmp_path: Path
) -> None:
    file = tmp_path / "flats.csv"
    file.write_text(HOLE)
    with installed.lab(str(file), "-t", "price", "--drop-missing") as address:
        page = visit(address, ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE"])
        settings = page.get_by_role("region", name="Settings")
        expect(settings).to_contain_text("4 rows, 2 features")
        expect(settings).to_contain_text("Left out: 1 row with missing values.")
        expect(settings).to_contain_text("Left out, because they hold no numbers: city.")


def test_a_file_that_has_spoilt_meanwhile_leaves_no_empty_page(
    visit: Visit, installed: Installed, csv_file: Path
) -> None:
    with installed.lab(str(csv_file), "--target", "price") as address:
        csv_file.write_text("width,depth,price\n1,2,\n3,4,5\n")
        page = visit(address, [*REFUSED, "ERR_CONNECTION", "ERR_EMPTY_RESPONSE"])
        told = page.get_by_text("The lesson’s data are shown instead.")
        expect(told).to_contain_text("has a missing value in row 1")
        expect(told).to_be_in_viewport()
        agreed(page)
        assert "∞" not in page.locator("main").inner_text()
        chosen = page.get_by_role("button", name="the lesson", exact=True)
        expect(chosen).to_have_attribute("aria-pressed", "true")


def test_data_that_come_with_it(page: Any) -> None:
    panel = open_panel(page, "Your data")
    panel.get_by_role("button", name=re.compile("^hubble")).click()
    in_lab(panel, "24 rows, distance_mpc → velocity_km_s")
    agreed(page)
    until(page, "() => location.hash.includes('data=dataset&name=hubble')")
    reload(page)
    in_lab(page.locator("#beside-the-lab"), "24 rows")


# --- refusals --------------------------------------------------------------------------------


def test_an_error_names_its_row_beside_the_text(visit: Visit, address: str) -> None:
    page = visit(address, REFUSED)
    panel = paste(page, HOLE)
    expect(trouble(panel)).to_contain_text("'rooms'")
    expect(trouble(panel)).to_contain_text("80,,Ulm,230")
    box = panel.get_by_label("or paste it here")
    selected = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert selected == "80,,Ulm,230"
    in_lab(panel, "100 rows, x → y")  # what was there stays
    panel.get_by_role("checkbox", name="Leave out rows with missing values").check()
    in_lab(panel, "4 rows, area, rooms → price")
    in_lab(panel, "Left out: 1 row with missing values.")
    assert trouble(panel).count() == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_file_with_gaps_is_mended_where_it_was_refused(
    visit: Visit, address: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The word on it has the focus and is in sight, and what it advises is a button there."""
    page = visit(address, REFUSED, viewport={"width": size[0], "height": size[1]})
    panel = paste(page, "x,y\n0,2\n1,5\n2,8\n")
    in_lab(panel, "3 rows")
    file = tmp_path / "flats.csv"
    file.write_text(HOLE)
    panel.get_by_label("CSV file").set_input_files(file)
    expect(trouble(panel)).to_be_focused()
    expect(trouble(panel)).to_be_in_viewport(ratio=1)
    in_lab(panel, "3 rows")
    trouble(panel).get_by_role("button", name="Leave out such rows").click()
    in_lab(panel, "flats.csv. 4 rows")
    assert trouble(panel).count() == 0


def test_a_file_takes_the_place_of_the_text(page: Any, csv_file: Path) -> None:
    panel = paste(page, "x,y\n0,2\n1,5\n2,8\n")
    in_lab(panel, "3 rows")
    panel.get_by_label("CSV file").set_input_files(csv_file)
    in_lab(panel, "30 rows")
    expect(panel.get_by_label("or paste it here")).to_have_value("")


def test_a_word_among_numbers_is_found(visit: Visit, address: str) -> None:
    panel = paste(visit(address, REFUSED), "a,b\n1,2\n3,x\n4,5\n")
    expect(trouble(panel)).to_contain_text("column 'b' is text")
    expect(trouble(panel)).to_contain_text("row 2")
    expect(trouble(panel)).to_contain_text("3,x")


@pytest.mark.parametrize(
    "text",
    sampled(
        [
            "just words",
            "a,b\n",
            "\x00\x01\x02",
            "a;b;c\nd",
            '"unclosed,quote\n1,2\n',
            "x,y\n1,2\n",
            "x,y\n1,2,3,4\n5\n",
            "<script>alert(1)</script>",
        ],
        4,
    ),
)
def test_garbage_is_refused_in_a_line(visit: Visit, address: str, text: str) -> None:
    page = visit(address, REFUSED)
    panel = paste(page, text)
    expect(trouble(panel)).to_be_visible()
    assert "\n" not in trouble(panel).locator("p").first.inner_text().strip()
    in_lab(panel, "100 rows, x → y")


def test_an_empty_box_is_no_table(page: Any) -> None:
    panel = paste(page, "  \n ")
    expect(trouble(panel)).to_contain_text("The box is empty")


def test_hostile_names_and_cells_are_letters(page: Any) -> None:
    """Headers and cells are shown as they are; nothing in them comes to life."""
    page.evaluate("window.struck = 0")
    evil = "<img src=x onerror='window.struck=1'>"
    panel = paste(
        page,
        f"__proto__,{evil},constructor,note\n1,2,3,=cmd()\n2,4,5,<b>bold</b>\n3,5,9,{evil}\n4,9,2,z\n",
    )
    in_lab(panel, "4 rows")
    in_lab(panel, evil)
    expect(panel.get_by_role("checkbox", name="__proto__")).to_be_checked()
    expect(panel.get_by_role("region", name="The first rows")).to_contain_text("<b>bold</b>")
    assert page.locator("img").count() == 0
    assert page.evaluate("[window.struck, ({}).polluted]") == [0, None]


def test_more_than_50_mb_are_refused_before_they_are_sent(
    page: Any, tmp_path: Path, lab: TestClient
) -> None:
    """In the words of the server, which would refuse them as well."""
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(50 * 2**20 + 1)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    panel = open_panel(page, "Your data")
    panel.get_by_label("CSV file").set_input_files(file)
    length = {"content-length": str(50 * 2**20 + 1)}
    words = lab.post("/api/upload", content=b"", headers=length).json()["error"]
    expect(trouble(panel)).to_have_text(words)
    assert not [url for url in sent if "upload" in url]


# --- points by hand --------------------------------------------------------------------------


def test_points_are_edited_from_the_list(page: Any) -> None:
    panel = paste(page, "x,y\n0,2\n1,5\n2,8\n")
    in_lab(panel, "3 rows")
    panel.get_by_label("x of a new point").fill("3")
    panel.get_by_label("y of a new point").fill("11,5")
    panel.get_by_label("y of a new point").press("Enter")
    in_lab(panel, "4 points edited on the page")
    changed = panel.get_by_label("y of point 4")
    changed.fill("11")
    changed.press("Enter")
    until(page, "() => location.hash.includes('y=2,5,8,11')")
    agreed(page)
    panel.get_by_role("button", name="Delete point 1", exact=True).click()
    in_lab(panel, "3 points")
    expect(panel.get_by_role("button", name="Delete point 1", exact=True)).to_be_focused()
    panel.get_by_role("button", name="Undo").click()
    in_lab(panel, "4 points")
    changed = panel.get_by_label("x of point 1")
    changed.fill("far")
    changed.press("Enter")
    expect(panel.get_by_text("“far” cannot be used")).to_be_visible()
    expect(changed).to_have_value("0")


def test_edited_points_are_in_the_link(page: Any, visit: Visit) -> None:
    panel = paste(page, "x,y\n0,2\n1,5\n2,8\n")
    in_lab(panel, "3 rows")
    panel.get_by_role("button", name="Delete point 3", exact=True).click()
    until(page, "() => location.hash.includes('y=2,5&')")
    again = visit(page.url)
    in_lab(open_panel(again, "Your data"), "2 points edited on the page")


def test_points_are_added_dragged_and_deleted_on_the_chart(visit: Visit, address: str) -> None:
    page = visit(address, viewport={"width": 1600, "height": 1000})
    panel = open_panel(page, "Your data")
    panel.get_by_role("button", name=re.compile("^anscombe1")).click()
    in_lab(panel, "11 rows")
    panel.get_by_role("button", name="Edit points on the chart").click()
    chart = page.get_by_role("application")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    x, y = box["x"] + 0.9 * box["width"], box["y"] + 0.9 * box["height"]
    page.mouse.click(x, y)
    in_lab(panel, "12 points")
    expect(page.get_by_text(re.compile(r"^Point 12: x"))).to_be_visible()
    before = page.get_by_text(re.compile(r"^Point 12: x")).inner_text()
    circle = page.locator("main circle[r='9']").bounding_box()
    x, y = circle["x"] + circle["width"] / 2, circle["y"] + circle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y - 50, steps=5)
    page.mouse.up()
    expect(page.get_by_text(re.compile(r"^Point 12: x"))).not_to_have_text(before)
    in_lab(panel, "12 points")
    page.get_by_role("button", name="Undo").first.click()
    chart.press("p")  # the last one
    expect(page.get_by_text(re.compile(r"^Point 12: x"))).to_have_text(before)
    page.get_by_role("button", name="Delete point", exact=True).click()
    in_lab(panel, "11 points")
    agreed(page)
    page.get_by_role("button", name="Done", exact=True).click()
    assert chart.count() == 0


def test_the_chart_is_edited_by_key(page: Any) -> None:
    panel = open_panel(page, "Your data")
    panel.get_by_role("button", name=re.compile("^anscombe1")).click()
    in_lab(panel, "11 rows")
    panel.get_by_role("button", name="Edit points on the chart").click()
    chart = page.get_by_role("application")
    chart.focus()
    chart.press("n")
    chosen = page.get_by_text(re.compile(r"^Point 1: x 10, y 8\.04"))
    expect(chosen).to_be_visible()
    chart.press("ArrowUp")
    chart.press("Shift+ArrowRight")
    expect(chosen).to_have_count(0)
    agreed(page)
    chart.press("Delete")
    in_lab(panel, "10 points")
    chart.press("Enter")
    in_lab(panel, "11 points")
    chart.press("Escape")
    assert chart.count() == 0
