"""The command line: one file a command; each parses, calls the workbench, and prints.

Exit status 0 when the job was done, a diverging run included; 2 with one line on standard error
for input that cannot be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import typer
from typer.exceptions import Abort, Exit, TyperException

from downslope.cli import (
    compare,
    demo,
    diagnose,
    fit,
    lab,
    learn,
    quiz,
    summarize,
    sweep,
    train,
    tutor,
)
from downslope.cli import open as open_in
from downslope.cli.help import Command, Commands
from downslope.errors import DownslopeError

INTERRUPTED = 130  # the shell's status for Ctrl-C

app = typer.Typer(
    name="downslope",
    cls=Commands,
    help="Linear regression with its training loop in the open.",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="New here? Start with [bold]downslope demo[/], then [bold]downslope learn[/].",
)
COMMANDS = (
    *(demo, train, fit, diagnose, sweep, compare, summarize),
    *(learn, quiz, open_in, lab, tutor),
)
# Their libraries may print of themselves; the others ask questions, and prompts go that way, too.
READERS = {"train", "fit", "diagnose", "sweep", "compare", "summarize"}
for each in COMMANDS:
    name = each.__name__.rpartition(".")[2]
    app.command(name, cls=Command, epilog=each.EXAMPLE)(each.command)


@app.callback(invoke_without_command=True)
def _top(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    if version:
        from downslope import __version__

        typer.echo(f"downslope {__version__}")
        raise Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    _prepare_streams()
    status = run(arguments)
    if status == INTERRUPTED:
        _leave_at_once(status)
    sys.exit(status)


def _prepare_streams() -> None:
    """A terminal that knows few letters shows question marks; where none is open, nobody reads."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _leave_at_once(status: int) -> NoReturn:
    """End without what is still to be done.

    A Ray that was starting takes five seconds, and Python would wait for a thread of the lab that
    works out an answer.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; errors become one line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if READERS.isdisjoint(given[:1]):
        return _run(given)
    from downslope.cli.quiet import loggers_silent, native_messages_aside

    with native_messages_aside(), loggers_silent():
        return _run(given)


def _run(given: list[str]) -> int:
    try:
        status: int = app(args=given, prog_name="downslope", standalone_mode=False) or 0
        sys.stdout.flush()
        return _stopped() if status == INTERRUPTED else status
    except DownslopeError as error:
        return _refuse(str(error))
    except TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "downslope"
        return _refuse(f"{error.format_message().rstrip('.')}; see '{command} --help'.")
    except MemoryError:
        return _refuse("These data do not fit into the memory: take fewer rows or columns.")
    except (Abort, KeyboardInterrupt):
        return _stopped()
    except BrokenPipeError:
        _drop_output()  # its reader has gone
        return 0
    except SystemExit as left:
        # Typer leaves so where the reader of the output has gone, and wraps the stream.
        return 0 if type(sys.stdout).__name__ == "PacifyFlushWrapper" else int(left.code or 0)
    except OSError as error:
        _drop_output()
        return _refuse(f"The output cannot be written ({error.strerror or error}).")


def _drop_output() -> None:
    """Keep Python from complaining when it flushes at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stopped() -> int:
    print("Stopped.", file=sys.stderr)
    return INTERRUPTED


def _refuse(message: str) -> int:
    print("downslope:", " ".join(message.split()), file=sys.stderr)
    return 2
