"""One set of Markdown rules: the terminal, the lab's HTML and the page's own reader agree."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token
from rich.markdown import Markdown

from downslope.lab.teaching import markdown_parser
from downslope.lessons.prompts import prompts
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
