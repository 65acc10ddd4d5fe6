"""Write tests/markdown.json: how Python reads the texts that the page renders itself.

    python web/golden_markdown.py

Every question, option, hint and feedback of the quiz, and every text of the experiments and the
graded prompts, as blocks of spans: the page's own reader (panels/side/markdown.ts) is held to it.
Their numbers are not filled in, because the last digits of some differ from machine to machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from downslope.lessons.content_files import markdown_parser
from downslope.lessons.experiments import experiments
from downslope.lessons.prompts import prompts
from downslope.lessons.quiz.items import items

FILE = Path(__file__).parent / "tests" / "markdown.json"
MARKS = {"strong_open": "strong", "em_open": "em"}


def texts() -> list[str]:
    """Return all texts, each once, in a fixed order."""
    return list(dict.fromkeys(text for text in _texts() if text))


def _texts() -> Iterator[str]:
    for item in items():
        yield from (item.stem.strip(), item.why, item.otherwise, *item.hints)
        for option in item.options:
            yield from (option.text, option.feedback)
        yield from (miss.feedback for miss in item.misses)
    for experiment in experiments():
        yield from (experiment.stem, experiment.explain, experiment.too_low, experiment.too_high)
        yield from (option.feedback for option in experiment.options)
    for prompt in prompts():
        yield prompt.text
        for point in prompt.rubric:
            yield from (point.claim, point.verify)


def blocks(text: str) -> list[dict[str, Any]]:
    """Return the blocks of a text: a kind, and lines of spans."""
    found: list[dict[str, Any]] = []
    in_list = False
    for token in markdown_parser().parse(text):
        if token.type == "bullet_list_open":
            in_list = True
            found.append({"kind": "list", "lines": []})
        elif token.type == "bullet_list_close":
            in_list = False
        elif token.type in ("code_block", "fence"):
            found.append({"kind": "code", "lines": token.content.rstrip("\n").split("\n")})
        elif token.type == "inline":
            if not in_list:
                found.append({"kind": "text", "lines": []})
            found[-1]["lines"].append(spans(token.children or []))
        elif not token.type.startswith(("paragraph", "list_item")):
            raise ValueError(f"The page cannot show {token.type}: {text}")
    return found


def spans(tokens: list[Token]) -> list[dict[str, str]]:
    """Return a line as spans of text, code, strong and em; a line break is a space."""
    found: list[dict[str, str]] = []
    kind = "text"
    for token in tokens:
        if token.type in MARKS:
            kind = MARKS[token.type]
            found.append({"kind": kind, "text": ""})
        elif token.type in ("strong_close", "em_close"):
            kind = "text"
        elif token.type == "code_inline" and kind == "text":
            found.append({"kind": "code", "text": token.content})
        elif token.type in ("text", "softbreak", "text_special"):
            shown = " " if token.type == "softbreak" else token.content
            if found and found[-1]["kind"] == kind:
                found[-1]["text"] += shown
            elif shown:
                found.append({"kind": kind, "text": shown})
        else:
            raise ValueError(f"The page cannot show {token.type}: {token.content}")
    return found


def golden() -> list[dict[str, Any]]:
    """Return all texts with their blocks."""
    return [{"text": text, "blocks": blocks(text)} for text in texts()]


def main() -> None:
    """Write the file, a text a line."""
    lines = [json.dumps(each, ensure_ascii=False) for each in golden()]
    FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
