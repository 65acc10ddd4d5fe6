"""Everything that people read in the lesson, as it stands in the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from downslope.lessons.content_files import CONTENT

READ = {
    "lesson.toml": ("title", "summary"),
    "prompt.toml": ("title", "text"),
    "experiment": ("title", "stem", "explain", "too_low", "too_high"),
}
LISTED = {"see": ("shows",), "options": ("feedback",), "rubric": ("claim", "verify"),
          "levels": ("text",)}  # fmt: skip
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


def texts() -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text."""
    for file in sorted(CONTENT.rglob("*")):
        where = str(file.relative_to(CONTENT))
        if file.suffix == ".md" and (
            file.parent == CONTENT or file.name in ("text.md", "answer.md")
        ):
            yield where, file.read_text()
        kind = "experiment" if file.name.startswith("experiment") else file.name
        if file.suffix == ".toml" and kind in READ:
            fields = tomllib.loads(file.read_text())
            for key in READ[kind]:
                yield f"{where} {key}", fields.get(key, "")
            if "picture" in fields:
                yield f"{where} picture.shows", fields["picture"]["shows"]
            for key, inner in LISTED.items():
                for entry in fields.get(key, []):
                    for each in inner:
                        yield f"{where} {key}.{each}", entry[each]


def commands() -> list[str]:
    """Every `downslope …` that the lesson tells people to run."""
    found = {}
    for _, text in texts():
        for code in CODE.findall(FENCE.sub("", text)):
            if code.startswith("downslope "):
                found[" ".join(code.split())] = None
    for file in sorted(CONTENT.glob("*/*.toml")):
        fields = tomllib.loads(file.read_text())
        lines = [fields.get("command", ""), *(each["line"] for each in fields.get("see", []))]
        found |= dict.fromkeys(line for line in lines if isinstance(line, str) and line)
    return list(found)
