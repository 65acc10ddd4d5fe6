"""One set of Markdown rules: the terminal, the lab's HTML and the page's own reader agree."""

from __future__ import annotations

import ast
import io
import json
import re
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token
from rich.console import Console, RenderableType
from rich.markdown import Markdown

import downslope.lessons.exercises.checks as checks
from downslope.cli.learn_view import hint, verdict
from downslope.cli.terminal import code_line, line, prose
from downslope.lessons import open_in_ai
from downslope.lessons.content_files import markdown_parser
from downslope.lessons.exercises.check import Check
from downslope.lessons.exercises.workbook import exercises
from downslope.lessons.experiments import experiments
from downslope.lessons.prompts import prompts
from downslope.lessons.quiz.items import items
from downslope.lessons.sections import sections

WEB = Path(__file__).parents[1] / "web"
GOLDEN = runpy.run_path(str(WEB / "golden_markdown.py"))


def shape(tokens: Iterable[Token] | None) -> list[Any]:
    return [(each.type, each.tag, each.content, shape(each.children)) for each in tokens or []]


def texts() -> list[str]:
    long = [each.text for each in sections()] + [each.answer for each in prompts()]
    return long + list(GOLDEN["texts"]())


def test_the_terminal_reads_markdown_as_the_lab_does() -> None:
    for text in texts():
        assert shape(Markdown(text).parsed) == shape(markdown_parser().parse(text))


def test_the_golden_texts_of_the_page_are_fresh() -> None:
    kept = json.loads((WEB / "tests" / "markdown.json").read_text(encoding="utf-8"))
    assert kept == GOLDEN["golden"](), "run `python web/golden_markdown.py`"


def test_blocks_and_spans() -> None:
    shown = GOLDEN["blocks"]("One *e* **s** `c`\ntwo\n\n    x  y\n\n- a\n- b\n  more\n")
    assert [each["kind"] for each in shown] == ["text", "code", "list"]
    assert [each["kind"] for each in shown[0]["lines"][0]] == [
        "text", "em", "text", "strong", "text", "code", "text",
    ]  # fmt: skip
    assert [line[0]["text"] for line in shown[2]["lines"]] == ["a", "b more"]
    assert shown[1]["lines"] == ["x  y"]


@pytest.mark.parametrize("text", ["# A title", "[a](https://a.b)", "1. one", "**a `b` c**"])
def test_what_the_page_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="The page cannot show"):
        GOLDEN["blocks"](text)


def shown(what: RenderableType) -> str:
    out = Console(file=io.StringIO(), width=80, highlight=False)
    out.print(what)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def one_liners() -> Iterator[str]:
    """Texts that the terminal shows as a line: options, replies, hints, results of checks."""
    for each in experiments():
        yield from (each.title, each.too_low, each.too_high)
        yield from (text for option in each.options for text in (option.text, option.feedback))
    for one in exercises():
        yield from (one.title, one.learned, *one.hints, *one.task.splitlines())
    for file in sorted(Path(checks.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and " " in text and "\n" not in text:
                yield text
    for section in sections():
        yield from (section.title, section.summary, *(each.shows for each in section.see))


def long_texts() -> Iterator[str]:
    for item in items():
        of_options = [text for each in item.options for text in (each.text, each.feedback)]
        of_numbers = [item.otherwise, *(miss.feedback for miss in item.misses)]
        yield from (item.stem, item.why, *item.hints, *of_options, *of_numbers)
    for each in experiments():
        yield from (each.stem, each.explain)
    yield from (f"{each.body}\n\n{each.commands}" for each in sections())
    yield from (each.answer for each in prompts())
    yield from (open_in_ai.open_prompt(), open_in_ai.brief_prompt())


def code_in(tokens: Iterable[Token] | None) -> str:
    """Return all code of a text, where a mark such as `**` is Python."""
    found = ""
    for each in tokens or []:
        found += each.content if each.type in ("code_inline", "fence", "code_block") else ""
        found += code_in(each.children)
    return found


def test_no_mark_is_raw_in_a_terminal() -> None:
    lines, texts = list(dict.fromkeys(one_liners())), list(dict.fromkeys(long_texts()))
    assert len(lines) > 300
    assert len(texts) > 500
    for text, drawn in [*((each, line(each)) for each in lines), *((t, prose(t)) for t in texts)]:
        out, code = shown(drawn), code_in(markdown_parser().parse(text))
        assert out.count("`") == code.count("`"), text
        assert out.count("**") == code.count("**"), text
        assert not re.search(r"\]\(|\$", out), text


def test_a_line_keeps_what_is_not_a_mark() -> None:
    for text in (
        "a * b * c, 2*x + 3*y and w_0",
        "TypeError: <class 'list'> is not a number",
        "its losses  [1, 2, … 3]",
        "1. not a list",
        "# not a heading",
        r"C:\Users\new",
    ):
        assert shown(code_line(text)).rstrip("\n") == text
    assert code_line("`a = a - b` makes *a").plain == "a = a - b makes *a"
    assert line("Write `a = a - b`, *not* **that**").plain == "Write a = a - b, not that"


def test_a_check_and_a_hint_show_code_without_marks() -> None:
    said = Check("loop", "wrong", "`w` never moves", ("`w -= …` changes it.",), printed="`raw`")
    out = shown(verdict(said))
    assert "w never moves" in out
    assert "w -= … changes it." in out
    assert "`raw`" in out, "what the learner's file printed stays as it is"
    batches = next(each for each in exercises() if each.id == "mini-batches")
    assert "A batch is a slice of order." in shown(hint(batches, 0))
