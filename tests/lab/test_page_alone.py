"""The exported page: what needs no server works from a web host and from a disk."""

from __future__ import annotations

import functools
import html
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from downslope.cli import run
from downslope.lab.exported_page import check_free, export
from downslope.lessons import sections
from lab import (
    test_page_compare,
    test_page_models,
    test_page_runs,
    test_page_stays,
    test_panels_data,
    test_panels_learn,
    test_panels_progress,
    test_panels_quiz,
    test_panels_share,
)
from lab.beside import open_panel, section
from lab.installed import axe
from lab.looking import agreed, rate_field
from once import once
from sampling import sampled

Visit = Callable[..., Any]

# Tests of the page that need no server, by module; those that are drawn run here, too.
SHARED = {
    test_page_runs: """
        test_stepping_and_scrubbing_show_the_stored_weights
        test_buttons_and_keys_move_the_one_cursor test_play_and_pause test_the_slider_scrubs
        test_the_limit_and_the_best_rate_can_be_clicked test_a_slider_holds_still_under_the_hand
        test_divergence_is_named_before_any_inf_and_mended_with_a_click
        test_the_farthest_rates_are_drawn_and_agree test_a_link_restores_the_page
        test_a_link_out_of_reach_is_clamped_with_a_notice test_a_teacher_can_hide_controls""",
    test_page_models: """
        test_a_class_is_changed_by_a_key_and_by_a_click
        test_data_that_do_not_suit_a_model_are_said""",
    test_page_compare: """
        test_four_runs_are_pinned_read_at_an_epoch_and_shown_again
        test_a_click_on_the_sweep_takes_the_rate
        test_two_levels_of_noise_stand_side_by_side_and_tell_what_holds""",
    test_page_stays: """
        test_the_first_charts_are_seen_whole_on_a_laptop test_nothing_is_wider_than_the_page
        test_what_is_touched_is_large_enough test_the_start_is_moved_by_keyboard
        test_two_pages_do_not_disturb_each_other""",
    test_panels_data: """
        test_a_pasted_table_opens_with_its_columns test_a_file_is_chosen_or_dropped
        test_target_and_features_are_chosen test_an_empty_box_is_no_table
        test_hostile_names_and_cells_are_letters test_points_are_edited_from_the_list
        test_the_chart_is_edited_by_key test_data_that_come_with_it""",
    test_panels_learn: """
        test_the_lesson_has_its_sections_and_remembers_what_was_read
        test_the_way_on_leads_through_all_sections
        test_the_lab_does_not_answer_what_is_asked_beside_it
        test_a_prediction_is_scored_explained_and_shown_in_the_lab
        test_a_choice_is_predicted_too test_a_skip_is_said_to_be_one""",
    test_panels_progress: """
        test_progress_is_exported_forgotten_and_taken_in_again
        test_a_file_that_is_no_progress_changes_nothing
        test_damaged_progress_is_kept_aside_and_said test_nothing_in_a_hostile_file_runs
        test_nothing_that_a_browser_has_kept_runs_or_stops_the_lesson
        test_a_browser_that_keeps_nothing_is_no_obstacle""",
    test_panels_share: """
        test_nothing_beside_the_lab_where_all_is_hidden
        test_an_open_panel_is_remembered_and_a_closed_one_too
        test_on_a_phone_a_sheet_rises_and_escape_closes_it""",
}
EVERY = [(module, name) for module, names in SHARED.items() for name in names.split()]
for _module, _name in sampled(EVERY, 4, "the exported page"):
    globals()[_name] = getattr(_module, _name)
test_a_question_of_the_quiz_is_answered = (
    test_panels_quiz.test_every_wrong_option_has_its_reply_and_may_be_mended
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a web host that runs no Python of ours."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page; its quiz has each question once."""
    return once(tmp_path_factory, "exported", lambda folder: export(folder, variants=1))


@pytest.fixture(scope="module", params=["a web host", "a disk"])
def address(exported: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the exported page is, in place of the server's address."""
    if request.param == "a disk":
        yield (exported / "page.html").as_uri()
        return
    with hosted(exported) as found:
        yield found


def test_what_needs_python_says_so_and_how_to_get_it(page: Any) -> None:
    agreed(page)
    expect(page.locator("[data-alone]")).to_have_text("not asked")
    page.get_by_text("The times of the solvers are measured by Downslope in Python.").click()
    expect(page.get_by_text("Install Python 3.11 or newer").first).to_be_visible()
    panel = open_panel(page, "Share")
    expect(panel.get_by_text(re.compile("written by Downslope in Python"))).to_be_visible()


def test_a_hostile_link_runs_nothing(visit: Visit, address: str) -> None:
    hostile = "#lr=<script>alert(1)</script>&data=case&case=<img src=x onerror=alert(1)>"
    page = visit(address + hostile, new=True)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    agreed(page)
    assert page.locator(".downslope-lab img, .downslope-lab script").count() == 0


def test_without_javascript_the_lesson_is_there_as_text(exported: Path) -> None:
    """A browser that is told to run no script still hides what is for one without any."""
    titles = [f"<h2>{html.escape(each.title)}</h2>" for each in sections.sections()]
    index, whole = ((exported / name).read_text() for name in ("index.html", "page.html"))
    for page in (index, whole):
        before, _, rest = page.partition("<noscript>")
        said, _, after = rest.partition("</noscript>")
        assert "This page needs JavaScript" in said
        assert "#first-frame { display: none; }" in said
        # The place of the page is tall as long as it is empty.
        assert 'id="app"' in after
        assert 'id="first-frame"' in after
        assert 'id="app"' not in before
        texts = said if page is whole else (exported / "text.html").read_text()
        assert 'href="text.html"' in said or 'href="#text"' in said
        assert all(title in texts for title in titles)


def test_it_works_without_a_network_after_the_first_visit(browser: Any, exported: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with hosted(exported) as found:
        page.goto(found)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # the host is gone
    page.locator(".downslope-lab[data-ready=true]").wait_for()
    panel = open_panel(page, "Learn")
    section(page, sections.sections()[1].title)
    expect(panel.get_by_role("heading", level=2).first).to_be_visible()
    context.close()


def test_a_folder_that_is_opened_from_a_disk_goes_on_to_the_one_file(
    browser: Any, exported: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{(exported / 'index.html').as_uri()}?hide=rate#epochs=50")
    page.locator(".downslope-lab[data-ready=true]").wait_for()
    assert "page.html?hide=rate" in page.url
    assert rate_field(page).count() == 0
    page.close()


def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    page = visit(address, viewport={"width": 390, "height": 844})
    page.evaluate(axe())
    assert page.evaluate("async () => (await axe.run()).violations.map(v => v.id)") == []


# --- the command, and the files ----------------------------------------------------------------


def test_what_is_there_is_not_overwritten_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "site" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    file = tmp_path / "page.html"
    file.write_text("mine")
    for target, reason in ((mine.parent, "is not empty"), (file, "exists")):
        assert run(["lab", "--export", str(target)]) == 2
        said = capsys.readouterr().err
        assert reason in said
        assert "--overwrite" in said
    assert mine.read_text() == file.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == [file, mine.parent]


@pytest.mark.parametrize("name", ["index.html", "app.js", "content/mine.json", "page.html"])
def test_what_is_no_exported_page_is_not_overwritten_even_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("<title>Mine</title>")
    targets = [str(tmp_path)] + [str(mine)] * (name == "page.html")
    for target in targets:
        assert run(["lab", "--export", target, "--overwrite"]) == 2
        assert "is not of an exported page" in capsys.readouterr().err
    assert mine.read_text() == "<title>Mine</title>"
    assert len([*tmp_path.rglob("*.*")]) == 1


def test_an_exported_page_is_overwritten_if_asked(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    check_free(tmp_path, overwrite=True)
    for name in ("index.html", "app.js", "page.html"):
        (tmp_path / name).write_bytes((exported / name).read_bytes())
    check_free(tmp_path, overwrite=True)
    check_free(tmp_path / "page.html", overwrite=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hubble", "--export", "x.html"], "leave out DATA"),
        (["--overwrite"], "--overwrite applies to --export"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lab", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_first_view_is_small_and_the_files_name_no_path(exported: Path) -> None:
    import gzip

    index = (exported / "index.html").read_text()
    named = re.findall(r'(?:href|src)="\./([\w.-]+)"', index)
    assert {"app.js", "index.css"} <= set(named)
    first = [*named, "answers.js", "index.html"]
    assert sum(len(gzip.compress((exported / name).read_bytes())) for name in first) < 150_000
    for file in exported.rglob("*.*"):
        assert str(Path.home()) not in file.read_text()
        assert str(exported) not in file.read_text()


def test_no_text_of_the_content_ends_its_element(exported: Path) -> None:
    page = (exported / "page.html").read_text()
    inside = re.findall(
        r'<script type="application/json" id="content-([\w-]+)">(.*?)</script>', page, re.DOTALL
    )
    beside = {file.stem for file in (exported / "content").iterdir()}
    assert {name for name, _ in inside} == {*beside, "opening"}
    for name, text in inside:
        assert "<" not in text
        if name != "opening":
            kept = (exported / "content" / f"{name}.json").read_text()
            assert json.loads(text) == json.loads(kept)


def test_the_worker_keeps_every_file(exported: Path) -> None:
    worker = (exported / "worker.js").read_text()
    listed = json.loads(re.search(r"const FILES = (\[.*?\]);", worker)[1])  # type: ignore[index]
    for name in listed:
        assert (exported / name).exists(), name
    files = {f"./{file.relative_to(exported).as_posix()}" for file in exported.rglob("*.*")}
    # The worker itself is kept by the browser, and the one file is for disks.
    assert files - set(listed) == {"./worker.js", "./page.html"}
