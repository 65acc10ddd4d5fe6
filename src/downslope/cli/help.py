"""Help pages of the commands, and Tab completion in bash, zsh, and fish.

A page shows the usage, the description, and boxes with arguments, options, and commands. The text
uses Rich's markup, and Rich is imported only when a page is shown.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import get_completion_class, shell_complete

if TYPE_CHECKING:
    from rich.panel import Panel


VARIABLE = "_DOWNSLOPE_COMPLETE"  # set by a shell that asks for completions
STARTUP = {  # startup file of each shell, and the line for it
    "bash": ("~/.bashrc", f'eval "$({VARIABLE}=bash_source downslope)"'),
    "zsh": ("~/.zshrc", f'eval "$({VARIABLE}=zsh_source downslope)"'),
    "fish": (
        "~/.config/fish/completions/downslope.fish",
        f"{VARIABLE}=fish_source downslope | source",
    ),
}


def answer(commands: click.Group, asked: str) -> int:
    """Handle a shell's completion request and return the exit status."""
    return shell_complete(commands, {}, "downslope", VARIABLE, asked)


def _shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in STARTUP:
        raise click.UsageError(f"Completion works in {', '.join(STARTUP)}, not in '{name}'")
    return name


def show_completion(commands: click.Command) -> None:
    """Print the completion script of the current shell."""
    made: Any = get_completion_class(_shell())
    click.echo(made(commands, {}, "downslope", VARIABLE).source())


def install_completion() -> None:
    """Add the line for completion to the startup file of the current shell."""
    place, line = STARTUP[_shell()]
    file = Path(place).expanduser()
    before = file.read_text() if file.exists() else ""
    if line not in before.splitlines():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{before.rstrip()}\n{line}\n".lstrip())
    click.echo(f"Completion is installed in {file}: open a new terminal to use it.")


Row = tuple[str, str]  # what to type, and what it does


class Command(click.Command):
    """Command with a help page of its own."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(page(self, ctx))


class Commands(click.Group):
    """Group of all commands, with a help page that lists them."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(page(self, ctx))


def page(command: click.Command, context: click.Context) -> str:
    """Return the help page of a command, with colors if standard output is a terminal."""
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
    """Return arguments, options, and commands, each with its help."""
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
        text, extra, which = does.rpartition("  [")  # its default, or that it is required
        right = Text.from_markup(text if extra else does)
        table.add_row(left, right.append(f"{extra}{which}", "dim") if extra else right)
    return Panel(table, title=title, title_align="left", border_style="dim")
