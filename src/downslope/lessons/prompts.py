"""Graded prompts: questions to answer in your own words, with full answers and rubrics.

The `rubric` lists the claims of a good answer, what each is worth, and how to check it with a run.
The full `answer` is shown afterward.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, table_of, text_of
from downslope.lessons.placeholders import filled
from downslope.lessons.sections import sections


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One claim of a good answer."""

    id: str
    claim: str
    worth: int  # points
    verify: str  # how to check it: a command, a tool, or what to ask

    def to_dict(self) -> dict[str, object]:
        """Return the point as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Level:
    """Depth of an answer, for one level of experience."""

    id: str  # newcomer, practitioner, theorist
    text: str


@dataclass(frozen=True, slots=True)
class GradedPrompt:
    """One graded prompt; each builds on the one before."""

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

        Raises
        ------
        DataError
            Its file is missing, or one of its numbers is not stored.
        """
        return filled(text_of(self.folder / "answer.md").strip(), self.folder.parent)

    @property
    def worth(self) -> int:
        """Sum of the rubric's points."""
        return sum(point.worth for point in self.rubric)

    def to_dict(self) -> dict[str, object]:
        """Return the prompt as plain data, without its answer and rubric."""
        return {
            "id": self.id,
            "section": self.section,
            "title": self.title,
            "text": self.text,
            "levels": [asdict(level) for level in self.levels],
            "worth": self.worth,
        }


@cache
def prompts(root: Path = CONTENT) -> tuple[GradedPrompt, ...]:
    """Return all prompts, in order."""
    return tuple(_prompt(each.folder, each.id, root) for each in sections(root) if each.prompts)


def prompt(name: str, root: Path = CONTENT) -> GradedPrompt:
    """Return one prompt, by its id.

    Raises
    ------
    OptionError
        There is no such prompt.
    """
    known = {each.id: each for each in prompts(root)}
    if name not in known:
        raise unknown("prompt", name, known)
    return known[name]


def _prompt(folder: Path, section: str, root: Path) -> GradedPrompt:
    fields = table_of(folder / "prompt.toml")
    points = [point | {"claim": filled(point["claim"], root)} for point in fields["rubric"]]
    return GradedPrompt(
        id=fields["id"],
        section=section,
        title=fields["title"],
        text=fields["text"].strip(),
        rubric=tuple(RubricPoint(**point) for point in points),
        levels=tuple(Level(**level) for level in fields["levels"]),
        folder=folder,
    )
