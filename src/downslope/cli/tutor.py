"""Command `downslope tutor`: the MCP server with which an AI teaches the lesson."""

from __future__ import annotations

import sys

import click

from downslope.cli.options import port_number
from downslope.errors import OptionError

EXAMPLE = "Try: [bold]downslope tutor --install claude-code[/], and run what it prints"


@click.option("--http", is_flag=True, help="Serve over HTTP on this machine, instead of stdio.")
@click.option("--port", metavar="P", help="The port for --http; 0 for any free one.")
@click.option(
    "--install",
    metavar="HOST",
    help="Print how to add the tutor to claude-code, claude-desktop, cursor, or vscode; with "
    "skill, print a SKILL.md that teaches an assistant to use the command line.",
)
def command(
    http: bool,
    port: str | None,
    install: str | None,
) -> None:
    """Let an AI teach the lesson over MCP: it asks first, runs experiments, and gives quizzes."""
    if install is not None:
        if http or port is not None:
            raise OptionError("--install sets up stdio: leave out --http and --port.")
        _install(install)
        return
    if port is not None and not http:
        raise OptionError("--port applies only to --http: give both.")
    _serve(http, None if port is None else port_number(port))


def _serve(http: bool, port: int | None) -> None:
    from downslope.tutor import open_tutor

    server = open_tutor()
    if http:
        from downslope.tutor.server import PORT, serve

        serve(server, PORT if port is None else port, _say)
        return
    if sys.stdin.isatty():
        _say(
            "The tutor is waiting for an AI app on stdin. To let an app start it, run: downslope "
            "tutor --install claude-code (or claude-desktop, cursor, vscode). Ctrl-C stops it."
        )
    server.run("stdio")


def _say(message: str) -> None:
    """Print a message to stderr, because stdout belongs to the protocol."""
    line = f"The tutor is at {message} (Ctrl-C stops it)." if "://" in message else message
    print(line, file=sys.stderr, flush=True)


def _install(name: str) -> None:
    from downslope.tutor import check_extra
    from downslope.tutor.install import SKILL, host, snippet

    if name == SKILL:
        _print_skill()
        return
    chosen = host(name)
    check_extra()
    if chosen.command is not None:
        what = "Open this link" if name == "cursor" else "Run this"
        print(f"{what} to add the tutor to {chosen.title}:\n")
        print(f"  {chosen.command(chosen.entry())}\n\nor put this into {chosen.file()}:\n")
    else:
        print(f"To add the tutor to {chosen.title}, put this into {chosen.file()}:\n")
    print(snippet(chosen))
    print(f"\nThe file applies {chosen.scope}. Restart {chosen.title} to see the tutor.")


def _print_skill() -> None:
    """Print the skill to stdout, and where it belongs to stderr."""
    from downslope.lessons.open_in_ai import skill
    from downslope.tutor.install import SKILL_FOLDERS

    print(skill(), end="")
    file = f"{SKILL_FOLDERS[0]}/SKILL.md"
    _say(
        f"Save this as {file} in your project or your home folder (Claude Code reads "
        f"{SKILL_FOLDERS[1]}/SKILL.md): downslope tutor --install skill > {file}"
    )
