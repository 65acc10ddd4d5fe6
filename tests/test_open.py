"""`downslope open`: links that fit, a prompt that is whole, and machines without a clipboard."""

from __future__ import annotations

import json
import re
import sys
import webbrowser
from urllib.parse import unquote, urlsplit

import pyperclip
import pytest

from downslope.cli import run
from downslope.errors import OptionError
from downslope.lessons import experiments, open_in_ai, prompts, sections
from downslope.lessons.open_in_ai import COLLECTED, CUT, LONGEST, TARGETS, encoded, fitting

WITH_PROMPT = [name for name, target in TARGETS.items() if target.takes_prompt]


class Desk:
    """A clipboard and a browser, to look at."""

    def __init__(self) -> None:
        self.copied: list[str] = []
        self.opened: list[str] = []

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return True


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    monkeypatch.setattr(pyperclip, "copy", desk.copied.append)
    monkeypatch.setattr(webbrowser, "open", desk.open)
    return desk


@pytest.fixture
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise pyperclip.PyperclipException("none here")

    monkeypatch.setattr(pyperclip, "copy", refuse)
    monkeypatch.setattr(webbrowser, "open", lambda _: False)


@pytest.mark.parametrize("name", WITH_PROMPT)
@pytest.mark.parametrize("section", [None, *(each.id for each in sections.sections())])
def test_a_link_carries_the_whole_brief_prompt_and_fits(name: str, section: str | None) -> None:
    text = open_in_ai.brief_prompt(section)
    link = open_in_ai.link(name, text)
    assert len(link.url) <= LONGEST
    assert link.text == text  # nothing had to be cut
    assert unquote(link.url).endswith(text)
    assert link.url.isascii()
    assert " " not in link.url
    assert urlsplit(link.url).scheme in ("https", "claude-cli")


@pytest.mark.parametrize("name", WITH_PROMPT)
@pytest.mark.parametrize("text", [None, "ŷ" * 5_000, "No end " * 900, "A sentence. " * 400, "x"])
def test_a_text_that_is_too_long_is_cut_where_a_sentence_ends(name: str, text: str | None) -> None:
    # The whole prompt is not made while tests are collected, in each process: it rests on runs.
    text = open_in_ai.open_prompt() if text is None else text
    link = open_in_ai.link(name, text)
    assert len(link.url) <= LONGEST
    if link.text != text:
        assert link.text.endswith(CUT)
        kept = link.text.removesuffix(CUT)
        assert text.startswith(kept)
        assert kept
    if text.startswith("A sentence"):
        assert link.text.removesuffix(CUT).endswith("sentence.")


def test_cutting_keeps_as_much_as_fits() -> None:
    text = "One. " * 100
    room = 300
    kept = fitting(text, room)
    assert len(encoded(kept)) <= room
    assert len(encoded(kept + " One.")) > room


def test_where_no_prompt_can_be_handed_over_the_link_is_plain() -> None:
    link = open_in_ai.link("gemini", "text")
    assert link.url == TARGETS["gemini"].address
    assert link.text == ""
    assert "paste" in link.note


def test_an_unknown_ai_is_answered_with_the_near_one() -> None:
    with pytest.raises(OptionError, match="did you mean 'chatgpt'"):
        open_in_ai.link("chatgtp", "text")


def test_the_table_says_when_it_was_made() -> None:
    import downslope.lessons.open_in_ai as module

    assert re.fullmatch(r"[A-Z][a-z]+ 20\d\d", COLLECTED)
    assert COLLECTED in str(module.__doc__)
    for name in TARGETS:
        assert name in str(module.__doc__)


def test_the_prompt_makes_a_tutor_of_any_ai() -> None:
    prompt = open_in_ai.open_prompt()
    assert "Predict first" in prompt
    assert "Never make a number up" in prompt
    assert "Hints before answers" in prompt
    for number in ("1.633", "0.9703"[:5], "80.04", "0.02499", "99.54%", "1.099"):
        assert number in prompt
    for experiment in experiments.experiments():
        if sections.section(experiment.section).part == 1:
            assert experiment.title in prompt
            assert experiment.command in prompt
    for graded in prompts.prompts():
        if sections.section(graded.section).part == 1:
            assert graded.title in prompt
            for point in graded.rubric:
                assert point.claim in prompt
    assert "for epoch in range(200):" in prompt
    assert "epoch   0 MSE=526.0077" in prompt
    assert "{{" not in prompt


@pytest.mark.parametrize("section", [s for s in sections.sections() if s.part == 2])
def test_a_section_of_part_two_brings_its_own_facts_and_stays_short(
    section: sections.Section,
) -> None:
    prompt = open_in_ai.open_prompt(section_name=section.id)
    assert section.body in prompt
    for experiment in experiments.experiments():
        line = f"**{experiment.title}** "
        assert (line in prompt) == (experiment.section == section.id)
        if experiment.section == section.id:
            assert experiment.command in prompt
    for graded in prompts.prompts():
        assert (graded.text.strip()[:40] in prompt) == (graded.section == section.id)
        if graded.section == section.id:
            assert all(point.claim in prompt for point in graded.rubric)
    assert len(prompt) < len(open_in_ai.open_prompt())


def test_the_prompt_may_begin_with_a_section_or_a_run() -> None:
    prompt = open_in_ai.open_prompt("lr=0.3 diverged", "learning-rate")
    assert sections.section("learning-rate").body in prompt
    assert prompt.rstrip().endswith("lr=0.3 diverged")


def test_opening(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "--in", "claude"]) == 0
    printed = capsys.readouterr()
    assert desk.opened == [open_in_ai.link("claude", open_in_ai.brief_prompt()).url]
    assert desk.copied == [open_in_ai.open_prompt()]
    assert "on your clipboard" in printed.out
    assert "Opening Claude" in printed.out
    assert not printed.err


def test_opening_without_a_browser_prints_the_address(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--in", "cursor", "--no-browser", "--section", "noise"]) == 0
    printed = capsys.readouterr().out
    assert not desk.opened
    assert open_in_ai.link("cursor", open_in_ai.brief_prompt("noise")).url in printed.splitlines()
    assert desk.copied == [open_in_ai.open_prompt(section_name="noise")]


@pytest.mark.usefixtures("no_clipboard")
@pytest.mark.parametrize("arguments", [["--in", "chatgpt"], ["--copy"], []])
def test_without_a_clipboard_the_prompt_is_printed(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", *arguments]) == 0
    printed = capsys.readouterr()
    assert "There is no clipboard here" in printed.err
    assert printed.out.endswith(open_in_ai.open_prompt())
    if "chatgpt" in arguments:  # and no browser either
        assert "https://chatgpt.com/?q=" in printed.out


def test_printing_prints_the_prompt_and_nothing_else(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--print"]) == 0
    assert capsys.readouterr().out == open_in_ai.open_prompt()
    assert not desk.copied + desk.opened


def test_on_a_terminal_the_prompt_has_no_raw_marks(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["open", "--print"]) == 0
    out = capsys.readouterr().out
    assert "Predict first." in out
    assert not re.search(r"`|\*\*[A-Z]|^#|^\|", out, flags=re.MULTILINE)


def test_copying_opens_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "--copy"]) == 0
    assert desk.copied == [open_in_ai.open_prompt()]
    assert not desk.opened
    assert "--in claude" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["--in", "gemini"], ["--in", "claude-code"]])
def test_json_is_one_object_and_touches_nothing(
    arguments: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--json", *arguments]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["prompt"] == open_in_ai.open_prompt()
    assert told["targets"] == list(TARGETS)
    assert told["target"] == (arguments[-1] if arguments else None)
    assert not desk.copied + desk.opened


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--in", "chatgtp"], "did you mean 'chatgpt'"),
        (["--in", ""], "target='' is not known"),
        (["--section", "lerning-rate", "--print"], "did you mean 'learning-rate'"),
        (["--in", "claude", "--section", "nothing-like-it"], "choose from"),
        (["--copy", "--print"], "give one of them"),
        (["--in", "claude", "--print"], "cannot be combined with --copy or --print"),
    ],
)
def test_what_cannot_be_opened(
    arguments: list[str], message: str, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", *arguments]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert not printed.out
    assert not desk.copied + desk.opened


def test_a_browser_that_fails_is_no_crash(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> bool:
        raise webbrowser.Error("no runnable browser")

    monkeypatch.setattr(webbrowser, "open", fail)
    assert run(["open", "--in", "perplexity"]) == 0
    assert "https://www.perplexity.ai/search?q=" in capsys.readouterr().out
