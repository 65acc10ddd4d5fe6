"""The three graded prompts: a question to answer in your own words, a full answer, a rubric.

`answer` is worked to the end and is for afterwards. The `rubric` lists what a good answer claims,
what each claim is worth, and how to check it by a run rather than by authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from downslope.errors import DataError, unknown
from downslope.lessons.content_files import CONTENT, checked, table_of, text_of
from downslope.lessons.numbers import filled
from downslope.lessons.sections import sections

_FIELDS = {"id": str, "title": str, "text": str, "levels": list, "rubric": list}


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One claim of a good answer."""

    id: str
    claim: str
    worth: int  # points
    verify: str  # how to check it: a command, a tool, or what to ask

    def to_dict(self) -> dict[str, object]:
        """The point as plain data."""
        return {"id": self.id, "claim": self.claim, "worth": self.worth, "verify": self.verify}


@dataclass(frozen=True, slots=True)
class Level:
    """How deep to go with someone of that experience."""

    id: str  # newcomer, practitioner, theorist
    text: str

    def to_dict(self) -> dict[str, str]:
        """The level as plain data."""
        return {"id": self.id, "text": self.text}


@dataclass(frozen=True, slots=True)
class GradedPrompt:
    """One of the three, in the order they build on each other."""

    id: str
    section: str
    title: str
    text: str
    rubric: tuple[RubricPoint, ...]
    levels: tuple[Level, ...]
    folder: Path

    @property
    def answer(self) -> str:
        """The full worked answer, as Markdown.

        Raises:
            DataError: its file is missing, or a number of it is not kept.

        """
        return filled(text_of(self.folder / "answer.md").strip(), self.folder.parent)

    @property
    def worth(self) -> int:
        """All points of the rubric together."""
        return sum(point.worth for point in self.rubric)

    def to_dict(self) -> dict[str, object]:
        """The prompt as plain data, without answer and rubric."""
        return {
            "id": self.id,
            "section": self.section,
            "title": self.title,
            "text": self.text,
            "levels": [level.to_dict() for level in self.levels],
            "worth": self.worth,
        }


def prompts(root: Path = CONTENT) -> tuple[GradedPrompt, ...]:
    """All of them, in order.

    Raises:
        DataError: the content is damaged: which file, which key.

    """
    return _prompts(root)


def prompt(name: str, root: Path = CONTENT) -> GradedPrompt:
    """One of them, by its id.

    Raises:
        OptionError: there is no such prompt.
        DataError: the content is damaged.

    """
    known = {each.id: each for each in prompts(root)}
    if name not in known:
        raise unknown("prompt", name, known)
    return known[name]


@cache
def _prompts(root: Path) -> tuple[GradedPrompt, ...]:
    found: dict[str, GradedPrompt] = {}
    for section in sections(root):
        if section.prompts:
            each = _prompt(section.folder / "prompt.toml", section.id, root)
            if each.id in found:
                raise DataError(
                    f"{each.folder / 'prompt.toml'}: '{each.id}' is also in section "
                    f"'{found[each.id].section}'."
                )
            found[each.id] = each
    return tuple(found.values())


def _prompt(file: Path, section: str, root: Path) -> GradedPrompt:
    where = str(file)
    fields = checked(table_of(file), where, _FIELDS)
    if not (file.parent / "answer.md").is_file():
        raise DataError(f"{file.parent / 'answer.md'} is missing: every prompt has its answer.")
    kinds = {"id": str, "claim": str, "worth": int, "verify": str}
    points = [checked(each, f"{where} [[rubric]]", kinds) for each in fields["rubric"]]
    points = [point | {"claim": filled(point["claim"], root)} for point in points]
    levels = [
        checked(each, f"{where} [[levels]]", {"id": str, "text": str}) for each in fields["levels"]
    ]
    names = [point["id"] for point in points]
    if not points or len(set(names)) < len(names) or min(point["worth"] for point in points) < 1:
        raise DataError(f"{where}: the rubric has points of different ids, each worth 1 or more.")
    return GradedPrompt(
        id=fields["id"],
        section=section,
        title=fields["title"],
        text=fields["text"].strip(),
        rubric=tuple(RubricPoint(**point) for point in points),
        levels=tuple(Level(**level) for level in levels),
        folder=file.parent,
    )
