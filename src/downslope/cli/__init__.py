"""Command line `downslope`: the group of all commands, and the handling of errors.

Each module here is one command, which parses its options, calls one function, and prints. The exit
status is 0 if the command did its work, even if the run diverged. For input that cannot be used it
is 2, with one line on standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import click
from click.exceptions import Abort, Exit

from downslope import __version__
from downslope.cli import (
    class_,
    compare,
    demo,
    diagnose,
    fit,
    help,
    lab,
    learn,
    model_choice,
    path,
    predict,
    quiz,
    report,
    sql,
    summarize,
    sweep,
    train,
    tutor,
)
from downslope.cli import open as open_in
from downslope.cli.help import Commands
from downslope.errors import DownslopeError

INTERRUPTED = 130  # the shell's exit status for Ctrl-C

# Libraries that these commands use may print messages of their own, which are kept aside. Not so
# for the other commands: they ask questions, and prompts use the same stream.
READERS = (train, fit, report, path, predict, diagnose, sweep, compare, summarize)
COMMANDS = (demo, *READERS, sql, learn, quiz, class_, open_in, lab, tutor)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
    epilog="New here? [bold]downslope learn[/] asks for your guess before each run. "
    "[bold]downslope demo[/] is its first run.",
)
@click.version_option(
    __version__, message="downslope %(version)s", help="Print the version and exit."
)
@click.option(
    "--install-completion",
    "installs",
    is_flag=True,
    help="Install Tab completion for the current shell.",
)
@click.option(
    "--show-completion",
    "shows",
    is_flag=True,
    help="Print the completion script of the current shell, to copy or change it.",
)
@click.pass_context
def app(context: click.Context, installs: bool, shows: bool) -> None:
    """Linear regression with its training loop in the open."""
    if installs:
        help.install_completion()
    if shows:
        help.show_completion(context.command)
    if installs or shows:
        context.exit()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def name_of(module: ModuleType) -> str:
    """Return the name of a command, which is also the name of its module.

    A module cannot be called like a word of Python, such as `class`, so it ends in "_".
    """
    return module.__name__.rpartition(".")[2].rstrip("_")


for each in COMMANDS:
    app.command(name_of(each), epilog=each.EXAMPLE)(each.command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status."""
    _prepare_streams()
    status = run(arguments)
    if status == INTERRUPTED:
        _leave_at_once(status)
    sys.exit(status)


def _prepare_streams() -> None:
    """Replace letters that the terminal lacks, and streams that are closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _leave_at_once(status: int) -> NoReturn:
    """Exit without waiting for other threads.

    A starting Ray takes five seconds to stop, and Python would wait for a thread of the lab that
    is still computing.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, with errors as one line on stderr."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] not in [[name_of(each)] for each in READERS]:
        return _run(given)
    from downslope.cli.output import loggers_silent, native_messages_aside

    with native_messages_aside(), loggers_silent():
        return _run(given)


def _run(given: list[str]) -> int:
    try:
        if asked := os.environ.get(help.VARIABLE):
            return help.answer(app, asked)
        status = 0
        try:
            with app.make_context("downslope", given) as context:
                app.invoke(context)
        except Exit as left:
            status = left.exit_code
        sys.stdout.flush()
        return status
    except DownslopeError as error:
        return _refuse(model_choice.as_typed(str(error), given))
    except click.ClickException as error:
        within = getattr(error, "ctx", None)
        command = within.command_path if within else "downslope"
        return _refuse(f"{error.format_message().rstrip('.')}; see '{command} --help'.")
    except MemoryError:
        return _refuse("The data do not fit into memory: use fewer rows or columns.")
    except (Abort, EOFError, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # its reader has gone
        return 0
    except OSError as error:
        _drop_output()
        return _refuse(f"The output cannot be written ({error.strerror or error}).")


def _drop_output() -> None:
    """Discard the rest of the output, so that Python's last flush does not fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(message: str) -> int:
    from downslope.data.spool import as_given

    print("downslope:", " ".join(as_given(message).split()), file=sys.stderr)
    return 2
