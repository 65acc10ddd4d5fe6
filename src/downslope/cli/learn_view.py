"""Views of `downslope learn`: header, task, result of a check, keys; at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from downslope.cli.output import apart, page, plain_table
from downslope.cli.terminal import code_line, line
from downslope.formatting import counted
from downslope.lessons.exercises.check import Check
from downslope.lessons.exercises.workbook import Exercise, exercises, exercises_of
from downslope.lessons.experiments import Experiment, experiment
from downslope.lessons.prompts import prompt
from downslope.lessons.sections import Section, section, sections
from downslope.lessons.walk import Walk

BAR = 20
MOST_PRINTED = 6  # lines of the file's output that are shown
MARKS = {
    "passed": ("✓", "bold green"), "gap": ("○", "bold yellow"), "wrong": ("✗", "bold red"),
    "error": ("✗", "bold red"), "slow": ("✗", "bold red"),
}  # fmt: skip


def header(walk: Walk, name: str) -> RenderableType:
    """Return the header: the current section, and how many exercises are passed."""
    passed, total = walk.passed(), len(exercises())
    full = round(BAR * passed / total)
    here = section(name)
    number = [each.id for each in sections()].index(name) + 1
    left = Text.assemble(
        (f" {number}/{len(sections())} ", "bold reverse"), (f" {here.title}", "dim")
    )
    bar = Text("━" * full, "green") + Text("━" * (BAR - full), "bright_black")
    return Group(apart(left, bar + Text(f"  {passed} of {total} exercises", "dim")), Text())


def title(kind: str, text: str) -> Text:
    """Return a heading, such as ``Exercise 4 · Gradient``."""
    return Text.assemble((f"{kind} · ", "bold cyan"), (text, "bold"))


def to_read(of: Section) -> list[str]:
    """Return the Markdown of a section: its text, then, on its own page, each graded prompt."""
    picture = (
        f"## A picture\n\n{of.picture.shows} To see it: "
        f"`downslope learn {of.id} --plot {of.id}.png`"
    )
    return [f"{of.body}\n\n{picture}\n\n{of.commands}", *map(_own_words, of.prompts)]


def _own_words(name: str) -> str:
    asked = prompt(name)
    return (
        f"## Answer in your own words\n\n{asked.text.strip()}\n\nWrite your answer down before "
        "you go on. To have it graded point by point, by an AI that does not show you its answer "
        f"first: `downslope open --section {asked.section}`"
    )


def section_page(of: Section) -> str:
    """Return the Markdown of a whole section, for output that is not a terminal."""
    guesses = [_guess(experiment(name)) for name in of.experiments]
    write = [f"- `downslope learn {each.id} --once`: {each.title}" for each in exercises_of(of.id)]
    parts = [
        f"# {of.title}",
        *(["## Guess first", *guesses, "## The text"] if guesses else []),
        *to_read(of),
        *(["## Write it yourself", "\n".join(write)] if write else []),
        f"Next: `downslope learn {of.next} --read`" if of.next else "This was the last section.",
    ]
    return "\n\n".join(parts)


def _guess(asked: Experiment) -> str:
    options = "\n".join(f"- {each.text}" for each in asked.options)
    return f"### {asked.title}\n\n{asked.stem.strip()}\n\n{options}".strip()


def exercise_title(exercise: Exercise, file: str | None = None) -> RenderableType:
    """Return the heading of an exercise, with the file to edit beside or below it."""
    kind = "Bonus exercise" if exercise.bonus else "Exercise"
    heading = title(f"{kind} {exercise.number}", exercise.title)
    if file is None:
        return heading
    if len(heading) + len(file) + 4 > page().width:
        return Group(heading, Text(file, "cyan", overflow="fold"))
    return apart(heading, Text(file, "cyan"))


def task(exercise: Exercise, most: int) -> RenderableType:
    """Return the task from the top of the file, at most `most` lines of it."""
    lines = exercise.task.splitlines()
    if len(lines) <= most:
        return Padding(Text(exercise.task), (0, 0, 0, 2))
    shown = "\n".join(lines[: max(4, most - 1)]).rstrip()
    rest = Text("… the rest is at the top of your file", "italic dim")
    return Padding(Group(Text(shown), rest), (0, 0, 0, 2))


def height(out: Console, *parts: RenderableType) -> int:
    """Return the number of lines that the parts take."""
    return len(out.render_lines(Group(*parts), pad=False))


def verdict(check: Check) -> RenderableType:
    """Return the result of a check: title, differences, line to look at, printed output."""
    mark, style = MARKS[check.state]
    lines: list[RenderableType] = [code_line(each) for each in check.lines]
    if check.source is not None:
        where = Text(f"line {check.line} │ ", "dim", no_wrap=True, overflow="ellipsis")
        lines.append(where + Text(check.source.strip(), "bold"))
    elif check.line is not None:
        lines.append(Text(f"line {check.line}", "dim"))
    rows = Table.grid(padding=(0, 1, 0, 0))
    rows.add_row(Text(mark, style), code_line(check.title, style))
    rows.add_row("", Group(*lines, *_printed(check.printed)))
    return rows


def _printed(text: str) -> list[RenderableType]:
    lines = [each for each in text.splitlines() if each.strip()]
    if not lines:
        return []
    shown = [Text(each, "dim", no_wrap=True, overflow="ellipsis") for each in lines[:MOST_PRINTED]]
    more = len(lines) - len(shown)
    rest = [Text(f"… and {counted(more, 'more line')}", "dim")] if more else []
    return [Text("Your file printed:", "italic dim"), *shown, *rest]


def hint(exercise: Exercise, number: int) -> RenderableType:
    """Return a hint, with its number."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column()
    place = f"Hint {number + 1} of {len(exercise.hints)}"
    row.add_row(Text(place, "bold magenta"), line(exercise.hints[number]))
    return row


def solution(exercise: Exercise) -> RenderableType:
    """Return the reference solution."""
    code = Syntax(
        exercise.solution.strip(), "python", theme="ansi_dark", background_color="default"
    )
    return Group(title("One solution", exercise.title), Text(), Padding(code, (0, 0, 0, 2)))


def key_line(keys: Iterable[tuple[str, str]]) -> Text:
    """Return the keys that work here, on one line."""
    return Text("   ").join(
        Text.assemble((key, "bold cyan"), (f" {does}", "dim")) for key, does in keys
    )


def exercise_list(walk: Walk, current: str | None) -> RenderableType:
    """Return the table of all exercises: passed, tried, or waiting."""
    rows = plain_table()
    for heading in ("", "exercise", "", "section", ""):
        rows.add_column(heading, no_wrap=heading != "section")  # cut long titles only
    for each in exercises():
        facts = walk.progress.get("exercise", each.id) or {}
        passed = walk.has_passed(each.id)
        mark = Text("✓", "green") if passed else Text("▸" if each.id == current else "·")
        attempts = facts.get("attempts")
        tried = ""
        if isinstance(attempts, int) and attempts and not passed:
            tried = counted(attempts, "check")
        rows.add_row(
            mark,
            each.filename.removesuffix(".py"),
            Text(each.title + (" (bonus)" if each.bonus else "")),
            Text(section(each.section).title, "dim", no_wrap=True, overflow="ellipsis"),
            Text(tried, "dim"),
        )
    return rows


def section_list(walk: Walk, current: str) -> RenderableType:
    """Return the table of all sections, and what is done in each."""
    rows = plain_table()
    rows.add_column("", justify="right")
    for heading in ("section", "read", "predicted", "exercises"):
        rows.add_column(heading, no_wrap=heading != "section")
    for number, each in enumerate(sections(), start=1):
        style = "bold" if each.id == current else ""
        counts = (walk.done_of(each.id, kind) for kind in ("section", "prediction", "exercise"))
        read, predicted, passed = (_share(*count) for count in counts)
        name = Text(each.title, no_wrap=True, overflow="ellipsis")
        rows.add_row(str(number), name, Text("✓" if read == "1 of 1 ✓" else "·"), predicted,
                     passed, style=style)  # fmt: skip
    return rows


def _share(done: int, of: int) -> str:
    if not of:
        return ""
    return f"{done} of {of}" + (" ✓" if done == of else "")
