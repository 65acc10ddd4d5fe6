"""Help pages of the commands: how to call each, what it does, and a box each for what it takes.

Texts are in Rich's markup. Rich itself is loaded only when a page is shown.

Completion of commands and options by the Tab key in bash, zsh and fish.
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


VARIABLE = "_DOWNSLOPE_COMPLETE"  # by which a shell asks
STARTUP = {  # where each shell looks, and what to put there
    "bash": ("~/.bashrc", f'eval "$({VARIABLE}=bash_source downslope)"'),
    "zsh": ("~/.zshrc", f'eval "$({VARIABLE}=zsh_source downslope)"'),
    "fish": (
        "~/.config/fish/completions/downslope.fish",
        f"{VARIABLE}=fish_source downslope | source",
    ),
}


def answer(commands: click.Group) -> int | None:
    """Print what a shell asks for and return the exit status; None if no shell asks."""
    asked = os.environ.get(VARIABLE)
    return shell_complete(commands, {}, "downslope", VARIABLE, asked) if asked else None


def _shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in STARTUP:
        raise click.UsageError(f"Completion is for {', '.join(STARTUP)}, not for '{name}'")
    return name


def _show(context: click.Context, _: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        made: Any = get_completion_class(_shell())
        click.echo(made(context.command, {}, "downslope", VARIABLE).source())
        context.exit()


def _install(context: click.Context, _: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        place, line = STARTUP[_shell()]
        file = Path(place).expanduser()
        before = file.read_text() if file.exists() else ""
        if line not in before.splitlines():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{before.rstrip()}\n{line}\n".lstrip())
        click.echo(f"Completion is in {file}: open a new terminal to use it.")
        context.exit()


install_option = click.option(
    "--install-completion",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_install,
    help="Install completion for the current shell.",
)
show_option = click.option(
    "--show-completion",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show,
    help="Show completion for the current shell, to copy it or customize the installation.",
)


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
