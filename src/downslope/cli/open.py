"""Command `downslope open`: the lesson as a prompt for an AI, and its key for a teacher."""

from __future__ import annotations

import sys

import click

from downslope.cli import options
from downslope.cli.options import whole

EXAMPLE = (
    "Try:\n[bold]downslope open --in claude[/]\n[bold]downslope open --print[/]\n"
    "For a teacher:\n[bold]downslope open --teacher --section learning-rate[/]"
)


@click.option(
    "--in",
    "target",
    metavar="AI",
    help="claude, chatgpt, perplexity, gemini, cursor, or claude-code.",
)
@click.option("--section", metavar="NAME", help="Start with this section, such as learning-rate.")
@click.option("--copy", is_flag=True, help="Only copy the prompt.")
@click.option("--print", "show", is_flag=True, help="Only print the prompt.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening it.")
@click.option(
    "--teacher", is_flag=True, help="Print a lesson plan and the answer key instead, as Markdown."
)
@click.option("--seed", metavar="K", help="Seed of the quiz's numbers in the key; 1 by default.")
@options.as_json
def command(
    target: str | None,
    section: str | None,
    copy: bool,
    show: bool,
    no_browser: bool,
    teacher: bool,
    seed: str | None,
    as_json: bool,
) -> None:
    """Open the lesson in your favorite AI, with a prompt that makes it a good tutor.

    The whole prompt, with the lesson's real numbers, is copied to the clipboard:
    paste it if the AI does not show it, or shows only its beginning.
    """
    from downslope.errors import OptionError
    from downslope.lessons.open_in_ai import TARGETS, brief_prompt, link, open_prompt

    if seed is not None and not teacher:
        raise OptionError("--seed applies only to the key: give --teacher as well.")
    if teacher:
        for option, given in (("--in", target), ("--copy", copy), ("--no-browser", no_browser)):
            if given:
                raise OptionError(
                    f"--teacher cannot be combined with {option}: it prints for you, not for an AI."
                )
        _print_sheet(section, seed, as_json)
        return
    if copy and show:
        raise OptionError("--copy and --print cannot be combined: give one of them.")
    if target is not None and (copy or show):
        raise OptionError(
            "--in cannot be combined with --copy or --print: it copies the prompt itself."
        )
    there = None if target is None else link(target, brief_prompt(section))
    prompt = open_prompt(section_name=section)
    if as_json:
        from downslope.cli.output import print_json

        shown = there.to_dict() if there is not None else {"target": None, "url": None}
        print_json(shown | {"section": section, "prompt": prompt, "targets": list(TARGETS)})
        return
    if show:
        _print(prompt)
        return
    copied = _copy(prompt)
    if there is None:
        print("Paste it into an AI, or open one with --in " + ", ".join(TARGETS) + ".")
    else:
        name = TARGETS[there.target].title
        opened = not no_browser and _open(there.url)
        print(f"{'Opening ' if opened else ''}{name}: {there.note}.")
        if not opened:
            print(there.url)
    if not copied:
        print()
        _print(prompt)


def _print_sheet(section: str | None, seed: str | None, as_json: bool) -> None:
    """Print the plan and the key."""
    from downslope.lessons.teacher_sheet import SEED, plan, teacher_sheet

    number = SEED if seed is None else whole(seed, "--seed")
    text = teacher_sheet(section, number)
    if not as_json:
        _print(text)
        return
    from downslope.cli.output import print_json

    planned = plan(None if section is None else [section])
    print_json({
        "section": section, "seed": number, "plan": [each.to_dict() for each in planned],
        "text": text,
    })  # fmt: skip


def _print(prompt: str) -> None:
    """Print the prompt: to read on a terminal, and as it is to a pipe or a file."""
    if not sys.stdout.isatty():
        print(prompt, end="")
        return
    from downslope.cli.output import page
    from downslope.cli.terminal import prose

    page().print(prose(prompt))


def _copy(prompt: str) -> bool:
    """Copy the prompt to the clipboard and return whether that worked."""
    import pyperclip

    try:
        pyperclip.copy(prompt)
    except (pyperclip.PyperclipException, OSError):
        print("There is no clipboard here, so the prompt is printed below.", file=sys.stderr)
        return False
    print(f"The prompt is on your clipboard ({len(prompt.split()):,} words).")
    return True


def _open(address: str) -> bool:
    """Open an address in a browser and return whether there is one."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
