"""Command `downslope class`: one table of what the pupils of a class have done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.errors import OptionError

if TYPE_CHECKING:
    import numpy as np
    from rich.console import RenderableType

    from downslope.lessons.pupils import ClassRecord, Pupil

EXAMPLE = (
    "Each pupil hands in one file:\n[bold]downslope quiz --export ada.json[/]\n"
    "Put them into one folder, and try:\n[bold]downslope class exports -o class.csv[/]"
)
MOST_OTHERS = 3  # files of other kinds that are named
FORMULA = ("=", "+", "-", "@")  # a spreadsheet computes a cell that begins so


@click.argument("folder", metavar="FOLDER", help="A folder with the pupils' exports.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Also write a .csv, .tsv, or .parquet table; - prints it.",
)
@options.as_json
def command(folder: str, output: str | None, as_json: bool) -> None:
    """Show what the pupils of a class have done, from a folder of their exports.

    Each pupil is named after their file. Your own progress is neither read nor changed.
    """
    from downslope.cli.output import page, print_json
    from downslope.data.table_writer import OUTPUT, check_output, opened_table
    from downslope.lessons.pupils import read_class

    if as_json and output == OUTPUT:
        raise OptionError("--json and -o - both print to standard output: name a file with -o.")
    if output is not None and output != OUTPUT:
        check_output(Path(output))
    found = read_class(folder)
    if output is not None:
        with opened_table(output) as table:
            table.write(None, _columns(found))
    if as_json:
        print_json(found.to_dict())
        return
    if output == OUTPUT:
        for line in _notes(found):
            print(f"· {line}", file=sys.stderr)
        return
    out = page()
    out.print(_pupils(found))
    if topics := _topics(found):
        out.print(topics)
    out.print()
    for line in _notes(found):
        out.print(f"· {line}", markup=False)
    if output is not None:
        out.print(f"Written: {output}", markup=False)


def _pupils(found: ClassRecord) -> RenderableType:
    from rich.text import Text

    from downslope.cli.output import plain_table

    table = plain_table()
    table.add_column("pupil", overflow="fold", max_width=24)
    for title in ("read", "guessed", "solved", "right", "at once", "minutes"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("last day", no_wrap=True)
    totals = found.totals
    all_of = (totals.sections, totals.predictions, totals.exercises, totals.quiz, totals.quiz)
    table.add_row("of", *map(str, all_of), style="dim")
    for each in found.pupils:
        table.add_row(
            Text(each.who), str(each.sections), str(each.predictions), str(each.exercises),
            str(each.right), str(each.first_try),
            "–" if each.minutes is None else str(each.minutes), _day(each),
        )  # fmt: skip
    return table


def _day(pupil: Pupil) -> str:
    return "–" if pupil.last is None else f"{pupil.last.astimezone():%Y-%m-%d}"


def _topics(found: ClassRecord) -> RenderableType | None:
    """Return the quiz by topic, for the topics that somebody began."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import plain_table

    begun = [each for each in found.topics if each.right or each.weak]
    if not begun:
        return None
    table = plain_table()
    table.add_column("quiz, all pupils", max_width=36, no_wrap=True, overflow="ellipsis")
    table.add_column("right", justify="right", no_wrap=True)
    table.add_column("look at (pupils)", overflow="fold")
    hard = found.hard
    for each in begun:
        share = f"{each.right / each.total:.0%}"
        named = ", ".join(f"{name} ({hard[name]})" for name in each.weak[:2])
        table.add_row(each.title, share, Text(named))
    return Group(Text(), table)


def _notes(found: ClassRecord) -> list[str]:
    from downslope.formatting import counted
    from downslope.lessons.pupils import NO_PROOF

    lines = [f"{each.file}: {note}." for each in found.pupils for note in each.notes]
    lines += [f"{each.file} was left out: {each.why}." for each in found.left_out]
    if found.others:
        named = ", ".join(found.others[:MOST_OTHERS])
        more = ", …" if len(found.others) > MOST_OTHERS else ""
        lines.append(
            f"{counted(len(found.others), 'file')} of other kinds left out: {named}{more}."
        )
    without = [each.file for each in found.pupils if not each.is_checked]
    if without:
        named = ", ".join(without[:MOST_OTHERS]) + (", …" if len(without) > MOST_OTHERS else "")
        lines.append(
            f"Without a checksum, as from an older version, so damage is not found: {named}."
        )
    if found.hard:
        of = counted(len(found.pupils), "pupil")
        lines.append(
            "Look at the questions that pupils got wrong, skipped, or needed help with; in "
            f"parentheses is how many of {of}."
        )
    lines.append("Minutes are estimated: gaps of more than 20 minutes do not count.")
    return [*lines, NO_PROOF]


def _columns(found: ClassRecord) -> dict[str, np.ndarray]:
    """Return the table to write: one row for each pupil, one column for each topic of the quiz."""
    import numpy as np

    pupils = found.pupils
    texts = {
        "pupil": [each.who for each in pupils],
        "file": [each.file for each in pupils],
    }
    numbers: dict[str, list[int]] = {
        "sections_read": [each.sections for each in pupils],
        "predictions": [each.predictions for each in pupils],
        "predictions_right": [each.predictions_right for each in pupils],
        "exercises_passed": [each.exercises for each in pupils],
        "exercise_attempts": [each.attempts for each in pupils],
        "exercise_hints": [each.hints for each in pupils],
        "quiz_right": [each.right for each in pupils],
        "quiz_at_once": [each.first_try for each in pupils],
    }
    for place, topic in enumerate(found.topics):
        numbers[f"quiz_{topic.topic}"] = [each.quiz[place].right for each in pupils]
    last = {
        "minutes": ["" if each.minutes is None else str(each.minutes) for each in pupils],
        "first": ["" if each.first is None else each.first.isoformat() for each in pupils],
        "last": ["" if each.last is None else each.last.isoformat() for each in pupils],
        "checksum": ["matches" if each.is_checked else "missing" for each in pupils],
        "notes": ["; ".join(each.notes) for each in pupils],
    }
    return {
        **{name: np.array([_cell(each) for each in column]) for name, column in texts.items()},
        **{name: np.array(column) for name, column in numbers.items()},
        **{name: np.array([_cell(each) for each in column]) for name, column in last.items()},
    }


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
