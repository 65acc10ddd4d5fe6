"""A section of the lesson: its title, its text with every number filled in, and what it asks.

    for section in sections():
        print(section.title, section.minutes)
    print(section("learning-rate").text)

Sections come in the order of their folders. Texts are read when they are asked for, and need no
run, so reading starts at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from downslope.errors import DataError, unknown
from downslope.lessons.content_files import (
    CONTENT,
    checked,
    section_folders,
    table_of,
    text_of,
    texts,
)
from downslope.lessons.numbers import filled

_REQUIRED = {"title": str, "summary": str, "minutes": int}
_OPTIONAL = {"experiments": list, "prompts": list, "see": list, "picture": dict}
_HEADING = re.compile(r"^# ", flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Command:
    """A command that shows what the section says."""

    line: str  # downslope demo --lr 0.1
    shows: str

    def to_dict(self) -> dict[str, str]:
        """The command as plain data."""
        return {"line": self.line, "shows": self.shows}


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

        Raises:
            DataError: its file is missing, or a number of it is not kept.

        """
        return f"# {self.title}\n\n{self.body}\n\n{self.pointers}\n"

    @property
    def body(self) -> str:
        """The section without its title and without what to do next."""
        return _filled_body(self.folder)

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
            "see": [each.to_dict() for each in self.see],
            "next": self.next,
            "text": self.text,
        }


def sections(root: Path = CONTENT) -> tuple[Section, ...]:
    """All sections, in order.

    Raises:
        DataError: the content is damaged: which file, which key.

    """
    return _sections(root)


def section(name: str, root: Path = CONTENT) -> Section:
    """One section, by its id.

    Raises:
        OptionError: there is no such section.
        DataError: the content is damaged.

    """
    known = {each.id: each for each in sections(root)}
    if name not in known:
        raise unknown("section", name, known)
    return known[name]


@cache
def _sections(root: Path) -> tuple[Section, ...]:
    folders = section_folders(root)
    following = [*list(folders)[1:], None]
    return tuple(
        _section(name, folder, after)
        for (name, folder), after in zip(folders.items(), following, strict=True)
    )


def _section(name: str, folder: Path, after: str | None) -> Section:
    file = folder / "lesson.toml"
    fields = checked(table_of(file), str(file), _REQUIRED, _OPTIONAL)
    if not (folder / "text.md").is_file():
        raise DataError(f"{folder / 'text.md'} is missing: every section has a text.")
    asked = texts(fields, "experiments", str(file))
    graded = texts(fields, "prompts", str(file))
    _check_same(file, "experiments", asked, _ids(folder, "experiment*.toml"))
    _check_same(file, "prompts", graded, _ids(folder, "prompt.toml"))
    return Section(
        id=name,
        title=fields["title"],
        summary=fields["summary"],
        minutes=fields["minutes"],
        experiments=asked,
        prompts=graded,
        see=tuple(_command(each, str(file)) for each in fields.get("see", [])),
        picture=_picture(fields.get("picture"), str(file)),
        next=after,
        folder=folder,
    )


def _command(given: object, where: str) -> Command:
    table = checked(given, f"{where} [[see]]", {"line": str, "shows": str})
    return Command(table["line"], table["shows"])


def _picture(given: object, where: str) -> Picture | None:
    if given is None:
        return None
    table = checked(given, f"{where} [picture]", {"file": str, "shows": str})
    return Picture(table["file"], table["shows"])


def _ids(folder: Path, pattern: str) -> dict[str, Path]:
    """The id that each such file gives itself."""
    found: dict[str, Path] = {}
    for file in sorted(folder.glob(pattern)):
        name = table_of(file).get("id")
        if not isinstance(name, str) or not name:
            raise DataError(f"{file} lacks 'id': write id = …")
        if name in found:
            raise DataError(f"{file} and {found[name].name} both have the id '{name}'.")
        found[name] = file
    return found


def _check_same(file: Path, key: str, listed: tuple[str, ...], there: dict[str, Path]) -> None:
    for name in listed:
        if name not in there:
            raise DataError(f"{file}: {key} names '{name}', and no file of {file.parent} has it.")
    for name, source in there.items():
        if name not in listed:
            raise DataError(f"{source} is in no section: add '{name}' to {key} of {file}.")
    if len(set(listed)) < len(listed):
        raise DataError(f"{file}: {key} names one of them twice.")


@cache
def _filled_body(folder: Path) -> str:
    file = folder / "text.md"
    text = text_of(file).strip()
    if not text:
        raise DataError(f"{file} is empty: every section has a text.")
    if _HEADING.search(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        raise DataError(f"{file}: headings start at ##; the title is in lesson.toml.")
    return filled(text, folder.parent)
