"""Completion of commands and options by the Tab key in bash, zsh and fish."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class, shell_complete

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
