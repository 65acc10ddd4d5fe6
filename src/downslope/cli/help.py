"""Help pages of the commands: how to call each, what it does, and a box each for what it takes.

Texts are in Rich's markup. Rich itself is loaded only when a page is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.panel import Panel


Row = tuple[str, str]  # what is typed, and what it does


class Command(click.Command):
    """A command with its own page."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page in place of Click's own."""
        formatter.write(page(self, ctx))


class Commands(click.Group):
    """All commands, with a page that lists them."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page in place of Click's own."""
        formatter.write(page(self, ctx))


def page(command: click.Command, context: click.Context) -> str:
    """Return the help page, with colors if standard output is a terminal."""
    from rich.padding import Padding
    from rich.text import Text

    from downslope.cli.output import console

    out = console()
    with out.capture() as captured:
        out.print(Padding(Text(command.get_usage(context), "bold"), 1))
        for place, paragraph in enumerate((command.help or "").split("\n\n")):
            style = "dim" if place else ""
            out.print(Padding(Text(" ".join(paragraph.split()), style), (0, 1, 1, 1)))
        for title, rows in taken(command, context).items():
            if rows:
                out.print(_box(title, rows))
        if command.epilog:
            out.print(Padding(Text.from_markup(command.epilog), 1))
    return captured.get()


def taken(command: click.Command, context: click.Context) -> dict[str, list[Row]]:
    """Return the arguments, options and commands, each with what it does."""
    rows: dict[str, list[Row]] = {"Arguments": [], "Options": [], "Commands": []}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            continue
        typed, does = record
        if isinstance(parameter, click.Argument):
            rows["Arguments"].append((typed, f"{does}  [required]" if parameter.required else does))
        else:
            rows["Options"].append(record)
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            does = (each.help or "").partition("\n\n")[0]
            rows["Commands"].append((name, " ".join(does.split())))
    return rows


def _box(title: str, rows: Sequence[Row]) -> Panel:
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for typed, does in rows:
        left = Text(typed, "bold cyan")
        left.highlight_regex(r" [^-\s]\S*$", "not bold yellow")  # the value that an option takes
        told, extra, which = does.rpartition("  [")  # its default, or that it is required
        right = Text.from_markup(told if extra else does)
        table.add_row(left, right.append(f"{extra}{which}", "dim") if extra else right)
    return Panel(table, title=title, title_align="left", border_style="dim")
