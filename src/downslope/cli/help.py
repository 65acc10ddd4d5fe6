"""Typer's commands, without what takes Typer long to load and these do not need.

Help is drawn from boxes and text alone: Typer's own drawing loads Markdown, tracebacks and the
colouring of code. And options are flags, texts or lists of texts, which `options` reads: Typer
would load Pydantic to look at them first, which takes as long as loading NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from rich.panel import Panel
    from typer import Context


Row = tuple[str, str]  # what is typed, and what it does; in Rich's markup


class Command(TyperCommand):
    """One command."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, and --help."""
        return [_as_given(each) for each in super().get_params(ctx)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help; `formatter` stays empty, as with Typer."""
        _print_help(self, ctx)


class Commands(TyperGroup):
    """All of them, by name."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, and --help."""
        return [_as_given(each) for each in super().get_params(ctx)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help; `formatter` stays empty, as with Typer."""
        _print_help(self, ctx)


class _AsGiven:
    """What the shell gave, in the place of Typer's conversion."""

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """A flag or a text as it is; a list where there may be several."""
        return list(value or ()) if param.multiple or param.nargs == -1 else value


def _as_given(parameter: Any) -> Any:
    parameter.get_runtime_param = _AsGiven
    return parameter


def _print_help(command: TyperCommand | TyperGroup, context: Context) -> None:
    """How to call it, what it does, and a box each for what it takes."""
    from rich.padding import Padding
    from rich.text import Text

    from downslope.cli.output import console

    out = console()
    out.print(Padding(Text(command.get_usage(context), "bold"), 1))
    for place, paragraph in enumerate((command.help or "").split("\n\n")):
        style = "dim" if place else ""
        out.print(Padding(Text(" ".join(paragraph.split()), style), (0, 1, 1, 1)))
    for title, rows in _taken(command, context).items():
        if rows:
            out.print(_box(title, rows))
    if command.epilog:
        out.print(Padding(Text.from_markup(command.epilog), 1))


def _taken(command: TyperCommand | TyperGroup, context: Context) -> dict[str, list[Row]]:
    """Arguments, options and commands, each with what it does."""
    arguments, options = [], []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            continue
        if parameter.param_type_name == "argument":
            arguments.append((str(parameter.metavar), record[1]))
        else:
            options.append(record)
    commands = command.commands if isinstance(command, TyperGroup) else {}
    listed = [(name, each.help or "") for name, each in commands.items()]
    shown = [(name, " ".join(does.partition("\n\n")[0].split())) for name, does in listed]
    return {"Arguments": arguments, "Options": options, "Commands": shown}


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
