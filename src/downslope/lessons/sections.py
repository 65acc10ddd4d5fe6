"""Sections of the lesson: title, text with every number filled in, and what each one asks.

    for section in sections():
        print(section.title, section.minutes)
    print(section("learning-rate").text)

Sections come in the order of their folders. Texts are read when they are asked for, and need no
run, so reading starts at once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, table_of, text_of
from downslope.lessons.numbers import filled


@dataclass(frozen=True, slots=True)
class Command:
    """A command that shows what the section says."""

    line: str  # downslope demo --lr 0.1
    shows: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the section looks like, for pages that show pictures."""

    file: str  # below docs/
    shows: str  # in words, for those who cannot see it


@dataclass(frozen=True, slots=True)
class Section:
    """One section; its text is Markdown with formulas in plain Unicode."""

    id: str
    title: str
    summary: str  # one sentence: what you will know afterwards
    minutes: int  # that reading it takes, without the experiments
    experiments: tuple[str, ...]  # ids, in the order they are best made
    prompts: tuple[str, ...]  # ids of the graded prompts
    see: tuple[Command, ...]
    picture: Picture | None
    next: str | None  # the id of the section after it
    folder: Path

    @property
    def text(self) -> str:
        """The whole section, title and commands included.

        Raises
        ------
        DataError
            Its file is missing, or a number of it is not kept.
        """
        return f"# {self.title}\n\n{self.body}\n\n{self.pointers}\n"

    @property
    def body(self) -> str:
        """The section without its title and without what to do next."""
        return filled(text_of(self.folder / "text.md").strip(), self.folder.parent)

    @property
    def pointers(self) -> str:
        """Where to see it, to practise it and to be asked about it, as Markdown."""
        lines = [f"- `{each.line}` {each.shows}" for each in self.see]
        practise = (
            "Then practise with `downslope learn`, answer with "
            f"`downslope quiz --topic {self.id}`, and play with all of it in `downslope lab`."
        )
        return "\n".join(["## See it", "", *lines, "", practise])

    def to_dict(self) -> dict[str, object]:
        """The section as plain data, its text included."""
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
    return tuple(
        _section(name, folder, after)
        for name, folder, after in zip(names, folders, following, strict=True)
    )


def section(name: str, root: Path = CONTENT) -> Section:
    """Return one section, by its id.

    Raises
    ------
    OptionError
        There is no such section.
    """
    known = {each.id: each for each in sections(root)}
    if name not in known:
        raise unknown("section", name, known)
    return known[name]


def _section(name: str, folder: Path, after: str | None) -> Section:
    fields: dict[str, Any] = table_of(folder / "lesson.toml")
    picture = fields.get("picture")
    return Section(
        id=name,
        title=fields["title"],
        summary=fields["summary"],
        minutes=fields["minutes"],
        experiments=tuple(fields.get("experiments", ())),
        prompts=tuple(fields.get("prompts", ())),
        see=tuple(Command(**each) for each in fields.get("see", ())),
        picture=None if picture is None else Picture(**picture),
        next=after,
        folder=folder,
    )
