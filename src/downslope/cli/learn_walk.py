"""The lesson in a terminal: screens to predict, to read, and to write.

A screen is drawn again whenever something changes: a key, a saved file, or the size of the window.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from rich.console import Group
from rich.markdown import Markdown
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.text import Text

from downslope.cli import learn_view as view
from downslope.cli.learn_exercise import ExerciseScreen, ask
from downslope.cli.output import apart, page
from downslope.cli.terminal import Keyboard, Page, Screen, pages
from downslope.lessons.exercises.workbook import Workbook, exercises
from downslope.lessons.experiments import experiment
from downslope.lessons.sections import section, sections
from downslope.lessons.walk import Stop, Walk


class Leave(Exception):  # noqa: N818, not an error
    """Raised when the learner wants to leave."""


class Lesson:
    """A session of the lesson in the terminal."""

    def __init__(self, walk: Walk, workbook: Workbook, keys: Keyboard) -> None:
        self.walk, self.workbook, self.screen = walk, workbook, Screen(keys)

    def run(self, first: Stop | None) -> None:
        """Show one stop after the other, from `first`, until the learner leaves."""
        stop = first or self.walk.where()
        with suppress(Leave):
            if self.workbook.copied:
                self._welcome()
            while True:
                if stop is None:
                    stop = self._finish()
                visit = {"section": self._read, "prediction": self._predict,
                         "exercise": self._write}[stop.kind]  # fmt: skip
                stop = visit(self.walk.go(stop)) or self._following(stop)
        self._goodbye()

    def _common(self, key: str, stop: Stop) -> Stop | None:
        """Handle the keys that mean the same on every screen."""
        if key == "q":
            raise Leave
        if key == "n":
            return self._following(stop)
        if key == "b":
            return self.walk.before(stop)
        if key == "l":
            return self._list(stop)
        return None

    def _following(self, stop: Stop) -> Stop:
        """Return the next stop; at the end, one that is still open."""
        open_one = self.walk.after(stop) or self.walk.where()
        return self._finish() if open_one in (None, stop) else open_one

    # -- one screen each -------------------------------------------------------------------

    def _welcome(self) -> None:
        copied = len(self.workbook.copied)
        everything = copied == len(exercises())
        text = (
            "You will predict what a run does before it starts, read why it happened, and write "
            "the training loop yourself, one step at a time. You do not need an internet "
            "connection.\n\n"
            "The exercises are files for your editor. They fail on purpose until you fill their "
            "gaps. Whenever you save one, it is checked here, so keep this window open."
        )
        put = Text.assemble(
            f"{copied} {'exercises' if copied > 1 else 'exercise'} "
            f"{'are now' if everything else 'that had been missing are now'} in ",
            (str(self.workbook.folder), "bold"),
            ". Your own files were not changed.",
        )
        welcome = view.title("Welcome", "linear regression, with its loop in the open")
        keys = view.key_line([("enter", "begin"), ("q", "quit")])
        while (
            key := self.screen.key(
                lambda: self.screen.draw(welcome, Text(), text, Text(), put, Text(), keys)
            )
        ) != "enter":
            if key == "q":
                raise Leave

    def _read(self, stop: Stop) -> Stop | None:
        """Show a section, page by page."""
        parts = [Markdown(text) for text in view.to_read(section(stop.id))]
        at = 0
        while True:
            key = self.screen.key(partial(self._page, stop, parts, at))
            whole = _pages(parts)  # depends on the current size of the window
            at = min(at, len(whole) - 1)
            last = at == len(whole) - 1
            if key in ("enter", "right"):
                if last:
                    self.walk.note_read(stop.id)
                    return self.walk.after(stop)
                at += 1
            elif key in ("left", "b") and at > 0:
                at -= 1
            elif (where := self._common(key, stop)) is not None:
                return where

    def _page(self, stop: Stop, parts: list[Markdown], at: int) -> None:
        here, whole = section(stop.id), _pages(parts)
        at = min(at, len(whole) - 1)
        last = at == len(whole) - 1
        on = "go on" if last else "more"
        keys = [("enter", on), ("b", "back"), ("n", "skip text"), ("l", "list"), ("q", "quit")]
        flat = [part for line in whole[at] for part in (*line, Segment.line())]
        count = f"page {at + 1} of {len(whole)}" if len(whole) > 1 else ""
        self.screen.draw(
            view.header(self.walk, here.id),
            apart(view.title("Read", here.title), Text(count, "dim")),
            Text(),
            Padding(Segments(flat), (0, 0, 0, 1)),
            Text(),
            view.key_line(keys),
        )

    def _predict(self, stop: Stop) -> Stop | None:
        """Show an experiment: the prediction, the run, the explanation."""
        key = ask(self.screen, self.walk, experiment(stop.id))
        if key is not None and (where := self._common(key, stop)) is not None:
            return where
        key = "other"
        after = view.key_line([("enter", "go on"), ("b", "back"), ("l", "list"), ("q", "quit")])
        self.screen.add(Text(), after)
        while key not in ("enter", "right"):
            key = self.screen.key()
            if (where := self._common(key, stop)) is not None:
                return where
        return self.walk.after(stop)

    def _write(self, stop: Stop) -> Stop | None:
        """Show an exercise: watch its file, and check it on every save."""
        key = ExerciseScreen(self.screen, self.walk, self.workbook, stop.id).run()
        return self._common(key, stop)

    def _list(self, stop: Stop) -> Stop:
        """List all sections and return the stop to go to."""
        self.screen.draw(
            view.header(self.walk, stop.section),
            view.section_list(self.walk, stop.section),
            Text(),
            Text("Type a number and press Enter to go there, or only Enter to go back.", "dim"),
        )
        answer = self.screen.line("Section: ")
        if answer.isdecimal() and 1 <= int(answer) <= len(sections()):
            return self.walk.first_open(sections()[int(answer) - 1].id)
        return stop

    def _finish(self) -> Stop:
        """Show the end of the lesson."""
        more = Group(Text("What now?", "bold"), *map(_suggestion, _WHAT_NOW))
        keys = view.key_line([("l", "list"), ("q", "quit")])
        last = Stop("section", sections()[-1].id, sections()[-1].id)
        title, text = _DONE if self.walk.where() is None else _END
        while True:
            key = self.screen.key(lambda: self.screen.draw(
                view.header(self.walk, last.id), view.title(*title), Text(), text, Text(), more,
                Text(), keys,
            ))  # fmt: skip
            if key == "q":
                raise Leave
            if key == "l":
                return self._list(last)

    def _goodbye(self) -> None:
        self.screen.add(
            Text.assemble(
                "\nUntil next time: ", ("downslope learn", "bold"), " picks up where you left off."
            )
        )


def _pages(parts: list[Markdown]) -> list[Page]:
    """Divide the parts of a section into pages; each part begins a new one."""
    return [each for part in parts for each in pages(part, page())]


_DONE = (
    ("Done", "you have trained a model, and you know how"),
    "You have read every section, tried every experiment, and written the loop yourself: "
    "initialize, predict, loss, gradient, update. Every other model is a variation of it.",
)
_END = (
    ("The end", "this was the last section, but some things are left"),
    "You have skipped a few things on the way. The list (l) shows which. They are worth your time.",
)
_WHAT_NOW = (
    ("downslope quiz", "questions on the whole lesson"),
    ("downslope open", "three harder questions, with an AI as your tutor"),
    ("downslope train hubble --lr 0.1", "the loop on real data"),
)


def _suggestion(what: tuple[str, str]) -> Text:
    command, why = what
    return Text.assemble((f"  {command:<34}", "bold"), why)
