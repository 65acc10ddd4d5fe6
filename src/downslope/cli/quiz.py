"""Command `downslope quiz`: questions on the lesson, in the terminal or from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import whole

if TYPE_CHECKING:
    from rich.console import Console

    from downslope.lessons.progress import Progress
    from downslope.lessons.quiz.items import Item
    from downslope.lessons.quiz.session import Question, TopicScore


EXAMPLE = (
    "Try:\n[bold]downslope quiz --topic learning-rate[/]\n[bold]downslope quiz --item see-saw[/]"
)
A_ROUND = 10  # questions, which take about ten minutes
HINT, SKIP, QUIT, HELP = ("h", "hint"), ("s", "skip"), ("q", "quit", "exit"), ("?", "help")
LONGEST_LINE = 2**20  # characters read from a line; an answer has far fewer


@click.option("--topic", metavar="T", help="A section of the lesson.")
@click.option("--items", "count", metavar="N", help=f"Number of questions; {A_ROUND} by default.")
@click.option("--seed", metavar="K", help="Seed for the numbers in the questions.")
@click.option("--item", "name", metavar="ID", help="Ask only this question.")
@click.option("--list", "listing", is_flag=True, help="List all questions.")
@click.option(
    "--review", is_flag=True, help="Repeat the questions that are due (spaced repetition)."
)
@click.option("--export", metavar="FILE", help="Save your progress to a file; - prints it.")
@click.option("--overwrite", is_flag=True, help="With --export: replace an earlier export.")
@click.option("--import", "import_", metavar="FILE", help="Merge progress from a saved file.")
@click.option("--reset", is_flag=True, help="Delete all answers.")
@options.as_json
def command(
    topic: str | None,
    count: str | None,
    seed: str | None,
    name: str | None,
    listing: bool,
    review: bool,
    export: str | None,
    overwrite: bool,
    import_: str | None,
    reset: bool,
    as_json: bool,
) -> None:
    """Answer questions on the whole lesson, with hints; your progress is kept."""
    from downslope.errors import OptionError
    from downslope.lessons.progress import Progress

    alone = {"--export": export, "--import": import_, "--reset": reset, "--item": name}
    _one_of(**{"--list": listing, "--review": review}, **alone)
    _one_of(**alone, **{"--topic": topic})
    _one_of(**alone, **{"--list": listing, "--items": count})
    if overwrite and export is None:
        raise OptionError("--overwrite applies to --export, which is missing: add it.")
    progress = Progress.load()
    try:
        if listing:
            _list(progress, topic, as_json)
        elif export == "-":
            print(progress.exported().decode())
        elif export is not None:
            if not overwrite:
                _check_free(export)
            _report(as_json, exported=progress.export(export), file=export)
        elif import_ is not None:
            _report(as_json, imported=progress.import_(import_), file=import_)
        elif reset:
            _reset(progress, as_json)
        else:
            number = None if seed is None else whole(seed, "--seed")
            most = A_ROUND if count is None else whole(count, "--items", at_least=1)
            chosen = _chosen(progress, topic, name, review, most)
            _Round(progress, as_json, review).ask(chosen, number)
    finally:
        for notice in progress.take_notices():
            print(notice, file=sys.stderr)


def _one_of(**given: object) -> None:
    from downslope.errors import OptionError

    chosen = [option for option, value in given.items() if value not in (None, False)]
    if len(chosen) > 1:
        raise OptionError(f"{chosen[0]} and {chosen[1]} cannot be combined: give one of them.")


def _check_free(export: str) -> None:
    """Refuse to replace an export; it may be of another pupil."""
    from downslope.errors import OptionError
    from downslope.lessons.progress_file import is_progress

    if is_progress(Path(export)):
        raise OptionError(f"{export} exists: give another name, or replace it with --overwrite.")


def _chosen(
    progress: Progress, topic: str | None, name: str | None, review: bool, most: int
) -> list[Item]:
    from downslope.lessons.quiz import session
    from downslope.lessons.quiz.items import item, items_of

    if name is not None:
        return [item(name)]
    if review:
        topic_items = None if topic is None else items_of(topic)
        due = session.review(progress)
        return [each for each in due if topic_items is None or each in topic_items][:most]
    return session.choose(progress, topic, most)


def _list(progress: Progress, topic: str | None, as_json: bool) -> None:
    from downslope.cli import quiz_view as view
    from downslope.cli.output import page, print_json
    from downslope.lessons.quiz.items import items, items_of
    from downslope.lessons.quiz.session import record_of, scores

    rows = [(each, record_of(progress, each)) for each in (items_of(topic) if topic else items())]
    if as_json:
        listed = [
            {"item_id": item.id, "topic": item.topic, "kind": item.kind, "level": item.level,
             "state": record.state}
            for item, record in rows
        ]  # fmt: skip
        print_json({"items": listed, "topics": [each.to_dict() for each in scores(progress)]})
        return
    out = page()
    out.print(view.listing(rows))
    right = sum(record.state == "right" for _, record in rows)
    out.print(f"\n{right} of {len(rows)} right. Ask one with: downslope quiz --item ID")


def _report(as_json: bool, file: str, **done: int) -> None:
    from downslope.cli.output import print_json
    from downslope.formatting import counted

    if as_json:
        print_json({**done, "file": file})
        return
    for what, count in done.items():
        records = counted(count, "record")
        if what == "exported":
            print(f"Saved: {records} in {file}. To load them: downslope quiz --import FILE")
        else:
            print(f"Merged from {file}: {records} new or newer.")


def _reset(progress: Progress, as_json: bool) -> None:
    """Delete all answers; a person at a terminal is asked first."""
    from downslope.cli.output import print_json
    from downslope.formatting import counted
    from downslope.lessons.quiz.session import KIND

    known = len(progress.all(KIND))
    if known and sys.stdin.isatty() and not as_json:
        these = counted(known, "question")
        said = input(f"Delete your answers to {these}? This cannot be undone (y/N) > ")
        if said.strip().casefold() not in ("y", "yes"):
            print("Nothing was deleted.")
            return
    forgotten = progress.reset(KIND)
    if as_json:
        print_json({"forgotten": forgotten})
    else:
        print(f"Deleted: the answers to {counted(forgotten, 'question')}.")


class _LeftError(Exception):
    """Raised when the learner leaves, by q or at the end of the input."""


class _Round:
    """A round of questions."""

    def __init__(self, progress: Progress, as_json: bool, is_review: bool) -> None:
        from downslope.cli import quiz_view
        from downslope.cli.output import page

        self.view, self.progress = quiz_view, progress
        self.as_json, self.is_review = as_json, is_review
        self.is_person = sys.stdin.isatty()
        self.out: Console = page(to_stderr=as_json, quiet=as_json and not self.is_person)
        self.asked: list[Question] = []

    def ask(self, chosen: list[Item], seed: int | None) -> None:
        """Ask the questions, then print the scores; every answer is kept at once."""
        from downslope.lessons.quiz.session import Question

        left = False
        try:
            for number, item in enumerate(chosen, start=1):
                question = Question.of(item, self.progress, seed)
                self.asked.append(question)
                question.shown()  # however this session ends, the next one begins with it
                self.out.print(self.view.question(question, number, len(chosen)))
                self._until_done(question)
        except _LeftError:
            left = True
        except KeyboardInterrupt:
            self.out.print(
                "\n\nYour answers are kept. downslope quiz goes on from here.", markup=False
            )
            raise
        self._close(chosen, left)

    def _until_done(self, question: Question) -> None:
        from downslope.errors import OptionError

        while not question.is_done:
            said = self._line(self.view.prompt(question.posed))
            wish = said.strip().casefold()
            if wish in QUIT:
                raise _LeftError
            if wish in SKIP:
                question.skip()
                self.out.print("\nSkipped. The question comes again later.\n")
            elif wish in HINT:
                self._hint(question)
            elif wish in HELP or not wish:
                self.out.print(self.view.keys(question.posed))
            else:
                try:
                    graded = question.answer(said.strip())
                except OptionError as error:
                    self.out.print(str(error), style="yellow", markup=False)
                else:
                    left = question.hints < question.posed.hint_count
                    self.out.print(self.view.verdict(graded, left))

    def _hint(self, question: Question) -> None:
        text = question.hint()
        if text is None:
            self.out.print(
                "Those were all the hints. Try an answer, or press s to skip it for now.",
                style="dim",
            )
        else:
            total = question.posed.hint_count
            self.out.print(self.view.hint(question.hints, total, text))

    def _line(self, prompt: str) -> str:
        """Return the typed line; from a pipe it is echoed, for a readable transcript."""
        from downslope.lessons.answers import quoted

        if self.is_person and not self.as_json:
            try:
                return input(prompt)
            except EOFError:
                print()
                raise _LeftError from None
        self.out.print(prompt, end="", markup=False)
        line = sys.stdin.readline(LONGEST_LINE)
        if not line:
            self.out.print()
            raise _LeftError
        if not self.is_person:
            self.out.print(quoted(line), markup=False)
        return line

    def _close(self, chosen: list[Item], left: bool) -> None:
        from downslope.lessons.quiz.session import scores

        standing = scores(self.progress)
        if self.as_json:
            self._print_json(standing)
            return
        here = {question.item.topic for question in self.asked if question.is_done}
        weak = [score for score in standing if score.topic in here and score.is_weak]
        if here or not chosen:
            self.out.rule(style="cyan")
            self.out.print(self.view.standing(standing))
            if weak:
                self.out.print()
                self.out.print(self.view.to_read_again(weak))
        self.out.print()
        self.out.print(self._farewell(chosen, left), markup=False)

    def _print_json(self, standing: Sequence[TopicScore]) -> None:
        from downslope.cli.output import print_json

        asked = [each.to_dict() for each in self.asked]
        print_json({"asked": asked, "topics": [each.to_dict() for each in standing]})

    def _farewell(self, chosen: list[Item], left: bool) -> str:
        from downslope.lessons.quiz.session import choose, next_review

        remaining = len(choose(self.progress))
        if left:
            return "Your answers are kept. downslope quiz goes on from here."
        if self.is_review and not chosen:
            when = next_review(self.progress)
            again = "" if when is None else f" Next: {when.astimezone():%d %B at %H:%M}."
            return f"Nothing is due for review.{again} For new questions: downslope quiz"
        if not remaining:
            return "Every question is answered. To repeat them over time: downslope quiz --review"
        return f"{remaining} to go. For the next ones: downslope quiz"
