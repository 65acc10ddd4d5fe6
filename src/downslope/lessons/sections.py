"""Sections of the lesson: title, text with its numbers filled in, experiments, and prompts.

    for section in sections():
        print(section.title, section.minutes)
    print(section("learning-rate").text)

The folders give the order. A text is read when it is asked for, and makes no runs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, table_of, text_of
from downslope.lessons.placeholders import filled

PART_TWO = "part-two"  # the section that opens it


@dataclass(frozen=True, slots=True)
class Command:
    """A command to try, and what it shows."""

    line: str  # downslope demo --lr 0.1
    shows: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a section, which a few lines of Python draw."""

    file: str  # below docs/
    shows: str  # in words, for readers who cannot see it
    code: str  # leaves matplotlib's Axes or Figure in `picture`

    def draw(self) -> object:
        """Run the code and return what it draws."""
        names: dict[str, object] = {}
        exec(self.code, names)
        return names["picture"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section; its text is Markdown, with formulas in plain Unicode."""

    id: str
    title: str
    summary: str  # one sentence
    minutes: int  # reading time without the experiments
    experiments: tuple[str, ...]  # ids, in order
    prompts: tuple[str, ...]  # ids of the graded prompts
    see: tuple[Command, ...]
    picture: Picture
    next: str | None  # id of the next section
    part: int  # 1 is the line, 2 the models after it
    folder: Path

    @property
    def text(self) -> str:
        """Markdown of the section: title, body, and what to do next.

        Raises
        ------
        DataError
            Its file is missing, or one of its numbers is not stored.
        """
        return f"# {self.title}\n\n{self.body}\n\n{self.pointers}\n"

    @property
    def body(self) -> str:
        """Markdown of the section without its title and without what to do next."""
        return filled(text_of(self.folder / "text.md").strip(), self.folder.parent)

    @property
    def commands(self) -> str:
        """Markdown of the commands that show what the section says."""
        lines = [f"- `{each.line}` {each.shows}" for each in self.see]
        return "\n".join(["## See it", "", *lines])

    @property
    def pointers(self) -> str:
        """Markdown of the commands, and of the ways to practice the section."""
        has_quiz = (self.folder / "quiz.toml").exists()
        quiz = f", answer questions with `downslope quiz --topic {self.id}`" if has_quiz else ""
        practice = (
            f"To practice, write the code yourself in `downslope learn`{quiz}, "
            "and try everything out in `downslope lab`."
        )
        return f"{self.commands}\n\n{practice}"

    def to_dict(self) -> dict[str, object]:
        """Return the section as plain data, including its text."""
        return {
            "id": self.id,
            "title": self.title,
            "summary": self.summary,
            "minutes": self.minutes,
            "experiments": list(self.experiments),
            "prompts": list(self.prompts),
            "see": [asdict(each) for each in self.see],
            "next": self.next,
            "text": self.text,
        }


@cache
def sections(root: Path = CONTENT) -> tuple[Section, ...]:
    """Return all sections, in the order of their folders."""
    folders = sorted(root.glob("[0-9][0-9]-*"))
    names = [folder.name.partition("-")[2] for folder in folders]
    following = [*names[1:], None]
    ahead = names.index(PART_TWO) if PART_TWO in names else len(names)
    return tuple(
        _section(name, folder, after, 1 if k < ahead else 2)
        for k, (name, folder, after) in enumerate(zip(names, folders, following, strict=True))
    )


def section(name: str, root: Path = CONTENT) -> Section:
    """Return one section, by its id.

    Raises
    ------
    OptionError
        There is no such section.
    """
    known = {each.id: each for each in sections(root)}
    found = known.get(name.strip().casefold())
    if found is None:
        raise unknown("section", name, known)
    return found


def _section(name: str, folder: Path, after: str | None, part: int) -> Section:
    fields: dict[str, Any] = table_of(folder / "lesson.toml")
    return Section(
        id=name,
        title=fields["title"],
        summary=fields["summary"],
        minutes=fields["minutes"],
        experiments=tuple(fields.get("experiments", ())),
        prompts=tuple(fields.get("prompts", ())),
        see=tuple(Command(**each) for each in fields.get("see", ())),
        picture=Picture(**fields["picture"], code=text_of(folder / "picture.py")),
        next=after,
        part=part,
        folder=folder,
    )
