"""Command `downslope learn`: the lesson in the terminal, with exercises checked on every save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from downslope.cli import options

if TYPE_CHECKING:
    from downslope.lessons.exercises.check import Check
    from downslope.lessons.exercises.workbook import Exercise, Workbook
    from downslope.lessons.sections import Section
    from downslope.lessons.walk import Stop, Walk


EXAMPLE = (
    "Try: [bold]downslope learn[/], keep it open, and edit the files in "
    "[bold]downslope-exercises[/]\n"
    "Without a terminal, read section by section: [bold]downslope learn --read[/]"
)
FOLDER = "downslope-exercises"
NOT_YET = 1  # exit status of a check that has not passed


@click.argument(
    "name",
    required=False,
    metavar="[NAME]",
    help="An exercise or a section; where you are by default.",
)
@click.option(
    "--dir", "folder", metavar="DIR", help=f"The folder of your files; ./{FOLDER} by default."
)
@click.option("--once", is_flag=True, help="Check once; the exit status is 0 if passed, else 1.")
@click.option("--hint", is_flag=True, help="Print the next hint.")
@click.option("--list", "listing", is_flag=True, help="List all exercises.")
@click.option("--reset", is_flag=True, help="Reset an exercise; a copy of your file is kept.")
@click.option("--solution", is_flag=True, help="Print our solution, after yours has passed.")
@click.option(
    "--read",
    is_flag=True,
    help="Print a section (questions to guess, text, tasks), and count it as read.",
)
@click.option("--plot", metavar="FILE", help="Save the picture of a section.")
@options.as_json
def command(
    name: str | None,
    folder: str | None,
    once: bool,
    hint: bool,
    listing: bool,
    reset: bool,
    solution: bool,
    read: bool,
    plot: str | None,
    as_json: bool,
) -> None:
    """Take the lesson, offline: predict, read, and write the training loop yourself."""
    from downslope.cli.terminal import is_interactive
    from downslope.errors import OptionError
    from downslope.lessons.progress import Progress
    from downslope.lessons.sections import Section
    from downslope.lessons.walk import Stop, Walk

    asked = {"--once": once, "--hint": hint, "--list": listing, "--reset": reset,
             "--solution": solution, "--read": read, "--plot": plot is not None}  # fmt: skip
    chosen = [option for option, given in asked.items() if given]
    if len(chosen) > 1:
        raise OptionError(f"{chosen[0]} and {chosen[1]} cannot be combined: give one of them.")
    walk = Walk(Progress.load())
    if plot is not None:
        _picture(walk, name, plot, as_json)
        return
    try:
        if read:
            _read(walk, name, as_json)
            return
        given = _named(name, chosen)
        if isinstance(given, Section):
            if as_json or not is_interactive():
                _read(walk, name, as_json)
            else:
                _interactively(walk, _open(walk, folder), walk.first_open(given.id))
        elif listing:
            _list(walk, as_json)
        elif hint or solution:
            _help(walk, given or _here(walk, chosen[0]), solution, as_json)
        elif reset:
            _reset(_open(walk, folder), given or _here(walk, "--reset"), as_json)
        elif once or as_json or not is_interactive():
            _once(walk, _open(walk, folder), given, as_json)
        else:
            first = Stop("exercise", given.id, given.section) if given is not None else None
            _interactively(walk, _open(walk, folder), first)
    finally:
        _say(walk.progress.take_notices())


def _named(name: str | None, chosen: list[str]) -> Exercise | Section | None:
    """Return the exercise of that name, or else the section."""
    from downslope.errors import OptionError, unknown
    from downslope.lessons.exercises.workbook import exercise, exercises, exercises_of
    from downslope.lessons.sections import sections

    if name is None:
        return None
    of_section = {each.id: each for each in sections()}.get(name.strip().casefold())
    try:
        return exercise(name)
    except OptionError:
        if of_section is None:
            known = [*(each.id for each in exercises()), *(each.id for each in sections())]
            raise unknown("name", name, dict.fromkeys(known)) from None
    if chosen:
        own = [each.id for each in exercises_of(of_section.id)]
        which = f"such as '{own[0]}'" if own else "and this section has none"
        raise OptionError(
            f"{chosen[0]} is for exercises, {which}; '{name}' is a section: "
            f"'downslope learn {of_section.id} --read' prints it."
        )
    return of_section


def _read(walk: Walk, name: str | None, as_json: bool) -> None:
    """Print a section, the given one or the first that is not read, and record it as read."""
    from rich.markdown import Markdown

    from downslope.cli import learn_view as view
    from downslope.cli.output import page, print_json
    from downslope.lessons.experiments import experiment
    from downslope.lessons.prompts import prompt
    from downslope.lessons.sections import section

    name = walk.unread() if name is None else _section_of(name)
    if name is None:
        if as_json:
            print_json({"id": None})
        else:
            print("You have read every section. Name one to print it again.")
        return
    shown = section(name)
    if as_json:
        asked = [experiment(each).to_dict() for each in shown.experiments]
        prompts = [prompt(each).to_dict() for each in shown.prompts]
        print_json(shown.to_dict() | {"experiments": asked, "prompts": prompts})
    else:
        page().print(Markdown(view.section_page(shown)))
    walk.note_read(shown.id)


def _section_of(name: str) -> str:
    """Return the id of the section of that name, or else of the exercise's."""
    from downslope.lessons.sections import Section, sections

    if name.strip().casefold() in [each.id for each in sections()]:  # some exercises are, too
        return name
    found = _named(name, [])
    return found.section if found is not None and not isinstance(found, Section) else name


def _picture(walk: Walk, name: str | None, file: str, as_json: bool) -> None:
    """Save the picture of a section: the given one, or the one where the learner is."""
    from downslope.cli.output import check_picture, draw, print_json
    from downslope.lessons.sections import section, sections

    check_picture(file)
    here = walk.where()
    shown = section(name or (here.section if here else sections()[-1].id))
    drawn: Any = shown.picture.draw()
    draw(drawn, file, quietly=True)
    if as_json:
        print_json({"section": shown.id, "file": file, "shows": shown.picture.shows})
    else:
        print(f"Drawn: {file}. {shown.picture.shows}")
    _say(walk.progress.take_notices())


def _open(walk: Walk, folder: str | None) -> Workbook:
    """Open the learner's folder: the given one, this one, the usual one, or the last one used."""
    from downslope.lessons.exercises.workbook import Workbook

    usual, last = Path(FOLDER), walk.folder()
    if folder is not None:
        chosen = Path(folder).expanduser()
    elif Workbook.is_one(Path()):
        chosen = Path()
    elif not usual.exists() and last is not None and Workbook.is_one(last):
        chosen = last
        _say([f"Going on with your exercises in {last}; --dir chooses another folder."])
    else:
        chosen = usual
    workbook = Workbook.open(chosen)
    walk.note_folder(chosen.resolve())
    return workbook


def _here(walk: Walk, option: str) -> Exercise:
    """Return the learner's current exercise, which has not passed yet."""
    from downslope.errors import OptionError
    from downslope.lessons.exercises.workbook import exercise

    name = walk.exercise_here()
    if name is None or option == "--solution":
        raise OptionError(f"{option} needs a name here: 'downslope learn init {option}'.")
    return exercise(name)


def _list(walk: Walk, as_json: bool) -> None:
    from downslope.cli import learn_view as view
    from downslope.cli.output import page, print_json
    from downslope.lessons.exercises.workbook import exercises

    if as_json:
        listed = [each.to_dict() | {"passed": walk.has_passed(each.id)} for each in exercises()]
        print_json({"exercises": listed, "current": walk.exercise_here()})
        return
    out = page()
    out.print(view.exercise_list(walk, walk.exercise_here()))
    out.print(f"\n{walk.passed()} of {len(exercises())} passed.")


def _help(walk: Walk, exercise: Exercise, solution: bool, as_json: bool) -> None:
    """Print a hint, or the solution of an exercise that has passed."""
    from downslope.cli import learn_view as view
    from downslope.cli.output import page, print_json
    from downslope.errors import OptionError

    if not solution:
        number = walk.next_hint(exercise.id)
        text = exercise.hints[number]
        if as_json:
            print_json({"exercise": exercise.id, "hint": number + 1, "text": text})
        else:
            page().print(view.exercise_title(exercise), view.hint(exercise, number), sep="\n")
        return
    if not walk.has_passed(exercise.id):
        raise OptionError(
            f"The solution of '{exercise.id}' opens once yours has passed. For a hint, run "
            f"'downslope learn {exercise.id} --hint'."
        )
    if as_json:
        print_json({"exercise": exercise.id, "solution": exercise.solution})
    else:
        page().print(view.solution(exercise))


def _reset(workbook: Workbook, exercise: Exercise, as_json: bool) -> None:
    from downslope.cli.output import print_json

    kept = workbook.reset(exercise)
    if as_json:
        backup = None if kept is None else str(kept)
        print_json({"exercise": exercise.id, "file": str(workbook.path(exercise)),
                    "backup": backup})  # fmt: skip
        return
    print(f"{workbook.path(exercise)} is back in its original state.")
    if kept is not None:
        print(f"Your file is kept as {kept}.")


def _once(walk: Walk, workbook: Workbook, given: Exercise | None, as_json: bool) -> None:
    """Check one exercise and print the result; the exit status is 0 if it has passed."""
    from rich.text import Text

    from downslope.cli import learn_view as view
    from downslope.cli.output import page, print_json
    from downslope.lessons.exercises.check import check
    from downslope.lessons.exercises.workbook import exercise as find_exercise

    name = walk.exercise_here()
    if given is None and name is None:
        if as_json:
            print_json({"passed": True, "exercise": None, "title": "All exercises passed"})
        else:
            print("All exercises passed. Name one to check it again.")
        return
    exercise = given or find_exercise(str(name))
    path = workbook.path(exercise)
    found = check(exercise, path)
    if found.state != "gap":
        walk.note_check(exercise.id, found.passed)
    if as_json:
        print_json(found.to_dict() | {"file": str(path), "next": walk.exercise_here()})
    else:
        if workbook.copied:
            print(f"{_copied(workbook)}\n")
        out = page()
        out.print(view.header(walk, exercise.section), end="")
        out.print(view.exercise_title(exercise, str(path)), Text(), view.verdict(found), sep="\n")
        print(f"\n{_what_now(walk, exercise, found)}")
    if not found.passed:
        raise click.exceptions.Exit(NOT_YET)


def _copied(workbook: Workbook) -> str:
    from downslope.formatting import counted
    from downslope.lessons.exercises.workbook import exercises

    count = len(workbook.copied)
    be = "was" if count == 1 else "were"
    missing = "" if count == len(exercises()) else f" that {be} missing"
    return f"{counted(count, 'exercise')}{missing} {be} put into {workbook.folder}."


def _what_now(walk: Walk, exercise: Exercise, found: Check) -> str:
    if not found.passed:
        return (
            f"Read the section first: downslope learn {exercise.section} --read\n"
            f"Stuck? downslope learn {exercise.id} --hint"
        )
    following = walk.exercise_here()
    return f"Next: {following}" if following else "That was the last one: all exercises passed."


def _interactively(walk: Walk, workbook: Workbook, first: Stop | None) -> None:
    from downslope.cli.learn_walk import Lesson
    from downslope.cli.terminal import Keyboard

    with Keyboard() as keys:
        Lesson(walk, workbook, keys).run(first)


def _say(notices: tuple[str, ...] | list[str]) -> None:
    import sys

    for notice in notices:
        print(notice, file=sys.stderr)
