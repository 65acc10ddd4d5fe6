"""The lesson in a terminal: read, predict, write, one screen at a time.

A screen is drawn anew whenever something has changed: a key, a saved file, the window's size.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.text import Text

from downslope.cli import lesson_view as view
from downslope.cli.keyboard import Keyboard
from downslope.cli.watching import Watch
from downslope.errors import OptionError
from downslope.lessons.checking import Check, check
from downslope.lessons.exercise_set import Exercise, exercise, exercises
from downslope.lessons.outline import section, sections
from downslope.lessons.predicting import Experiment, experiment
from downslope.lessons.walk import Stop, Walk
from downslope.lessons.workbook import Workbook

POLL = 0.15  # seconds between two looks at the file and the window
FRAME = 7  # lines of a page that are not its text
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Keys = list[tuple[str, str]]


class Leave(Exception):  # noqa: N818, it is no error
    """The learner wants to leave."""


class Lesson:
    """A learner's way through the lesson."""

    def __init__(self, walk: Walk, workbook: Workbook, keys: Keyboard) -> None:
        self.walk, self.workbook, self.keys = walk, workbook, keys
        self.out = view.page()

    def run(self, first: Stop | None) -> None:
        """Walk from there until the learner leaves."""
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

    # -- drawing and keys ------------------------------------------------------------------

    def _draw(self, *parts: RenderableType) -> None:
        self.out = view.page()
        self.out.clear()
        self.out.print(Group(*parts))

    def _key(self, draw: Callable[[], None], saved: Callable[[], bool] = lambda: False) -> str:
        """Draw, and wait for a key; "saved" when the file was, meanwhile."""
        draw()
        size = Console().size
        while True:
            key = self.keys.read(POLL)
            if key is not None:
                return key
            if saved():
                return "saved"
            if Console().size != size:
                size = Console().size
                draw()

    def _line(self, question: str) -> str:
        """A line of text; empty when nothing was typed."""
        with self.keys.paused():
            try:
                return input(question).strip()
            except EOFError:
                return ""

    def _common(self, key: str, stop: Stop) -> Stop | None:
        """The keys that mean the same everywhere."""
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
        """What comes after it: at the end of the way what is still open, but for itself."""
        open_one = self.walk.after(stop) or self.walk.where()
        return self._finish() if open_one in (None, stop) else open_one

    # -- one screen each -------------------------------------------------------------------

    def _welcome(self) -> None:
        copied = len(self.workbook.copied)
        everything = copied == len(exercises())
        text = (
            "You will read a little, say what an experiment will do before it runs, and write the "
            "training loop yourself, one step at a time. None of it needs a network.\n\n"
            "The exercises are files for your editor. They fail on purpose until you fill their "
            "gaps; save one, and it is checked here. So keep this window beside your editor."
        )
        put = Text.assemble(
            f"{copied} {'exercises' if copied > 1 else 'exercise'} "
            f"{'are now' if everything else 'that had been missing are now'} in ",
            (str(self.workbook.folder), "bold"),
            ". Nothing that was there has been changed.",
        )
        welcome = view.title("Welcome", "linear regression, with its loop in the open")
        keys = view.key_line([("enter", "begin"), ("q", "quit")])
        while (
            key := self._key(lambda: self._draw(welcome, Text(), text, Text(), put, Text(), keys))
        ) != "enter":
            if key == "q":
                raise Leave

    def _read(self, stop: Stop) -> Stop | None:
        """A section, page by page."""
        text, at = Markdown(section(stop.id).text.partition("\n")[2].strip()), 0
        while True:
            key = self._key(partial(self._page, stop, text, at))
            pages = self._pages(text)  # as many as the window holds by now
            at = min(at, len(pages) - 1)
            last = at == len(pages) - 1
            if key in ("enter", "right"):
                if last:
                    self.walk.progress.record("section", stop.id)
                    return self.walk.after(stop)
                at += 1
            elif key in ("left", "b") and at > 0:
                at -= 1
            elif (where := self._common(key, stop)) is not None:
                return where

    def _pages(self, text: Markdown) -> list[list[list[Segment]]]:
        """The text as pages of lines that fit into the window."""
        self.out = view.page()
        width = self.out.options.update(width=min(self.out.width, view.WIDEST) - 2)
        lines = self.out.render_lines(text, width, pad=False)
        height = max(5, self.out.height - FRAME)
        return _broken(lines, height)

    def _page(self, stop: Stop, text: Markdown, at: int) -> None:
        here, pages = section(stop.id), self._pages(text)
        at = min(at, len(pages) - 1)
        last = at >= len(pages) - 1
        on = "go on" if last else "more"
        keys = [("enter", on), ("b", "back"), ("n", "next"), ("l", "list"), ("q", "quit")]
        flat = [part for line in pages[at] for part in (*line, Segment.line())]
        count = f"page {at + 1} of {len(pages)}" if len(pages) > 1 else ""
        self._draw(
            view.header(self.walk, here.id),
            view.apart(view.title("Read", here.title), Text(count, "dim")),
            Text(),
            Padding(Segments(flat), (0, 0, 0, 1)),
            Text(),
            view.key_line(keys),
        )

    def _predict(self, stop: Stop) -> Stop | None:
        """An experiment: a prediction, the run, the explanation."""
        key = self._ask(experiment(stop.id))
        if key is not None and (where := self._common(key, stop)) is not None:
            return where
        key = "other"
        after = view.key_line([("enter", "go on"), ("b", "back"), ("l", "list"), ("q", "quit")])
        self.out.print(Text(), after, sep="\n")
        while key not in ("enter", "right"):
            key = self._key(lambda: None)
            if (where := self._common(key, stop)) is not None:
                return where
        return self.walk.after(stop)

    def _ask(self, asked: Experiment) -> str | None:
        """Let the learner commit themselves, run, and score. A skipped one is noted as such.

        What is no prediction but a key, such as q, is returned.
        """
        self._draw(
            view.header(self.walk, asked.section),
            view.title("Predict", asked.title),
            Text(),
            Markdown(asked.stem),
            *_options(asked),
            Text(),
            Text(_how_to_answer(asked), "dim"),
        )
        seen, scored, hesitated = asked.run(), None, False
        while scored is None:
            answer = self._line("Your prediction: ")
            if answer.casefold() in _keys_beside(asked):
                return answer.casefold()
            if not answer and not hesitated:
                hesitated = True
                self.out.print(Text("A guess costs nothing. Enter once more skips it.", "dim"))
                continue
            try:
                scored = asked.score(_option_key(asked, answer) if answer else None, seen)
            except OptionError:
                self.out.print(Text(_expected(asked), "yellow"))
        self.walk.progress.record(
            "prediction", asked.id, status=scored.status, predicted=scored.predicted,
            observed=scored.observed,
        )  # fmt: skip
        style = {"right": "bold green", "wrong": "bold yellow", "skipped": "bold"}[scored.status]
        self.out.print(Text(), Text(scored.text, style), Text(), Markdown(seen.text), sep="\n")
        if asked.command:
            self.out.print(Text.assemble(("\nSee it yourself: ", "dim"), asked.command))
        return None

    def _write(self, stop: Stop) -> Stop | None:
        """An exercise: watch its file, check it when saved."""
        return _Exercise(self, stop).run()

    def _list(self, stop: Stop) -> Stop:
        """All sections; the one to go to."""
        self._draw(
            view.header(self.walk, stop.section),
            view.section_list(self.walk, stop.section),
            Text(),
            Text("A number and Enter goes there; Enter alone goes back.", "dim"),
        )
        answer = self._line("Section: ")
        if answer.isdecimal() and 1 <= int(answer) <= len(sections()):
            return self.walk.first_open(sections()[int(answer) - 1].id)
        return stop

    def _finish(self) -> Stop:
        """Everything is done."""
        more = Group(Text("What now?", "bold"), *map(_suggestion, _WHAT_NOW))
        keys = view.key_line([("l", "list"), ("q", "quit")])
        last = Stop("section", sections()[-1].id, sections()[-1].id)
        title, text = _DONE if self.walk.where() is None else _END
        while True:
            key = self._key(lambda: self._draw(
                view.header(self.walk, last.id), view.title(*title), Text(), text, Text(), more,
                Text(), keys,
            ))  # fmt: skip
            if key == "q":
                raise Leave
            if key == "l":
                return self._list(last)

    def _goodbye(self) -> None:
        self.out.print(
            Text.assemble(
                "\nUntil next time: ", ("downslope learn", "bold"), " goes on where you left."
            )
        )


_DONE = (
    ("Done", "you have trained a model, and know how"),
    "You have read every section, met every experiment and written the loop yourself: "
    "initialise, predict, loss, gradient, update. Every other model is a variation on it.",
)
_END = (
    ("The end", "of the way, with something left on it"),
    "This was the last section. You have jumped over some things; the list (l) shows which, and "
    "they are worth your while.",
)
_WHAT_NOW = (
    ("downslope quiz", "questions over the whole lesson"),
    ("downslope open", "three harder prompts, with an AI"),
    ("downslope train hubble --lr 0.1", "real data"),
)


def _suggestion(what: tuple[str, str]) -> Text:
    command, why = what
    return Text.assemble((f"  {command:<34}", "bold"), why)


class _Exercise:
    """One exercise on the screen."""

    def __init__(self, lesson: Lesson, stop: Stop) -> None:
        self.lesson, self.stop = lesson, stop
        self.exercise: Exercise = exercise(stop.id)
        self.path = lesson.workbook.path(self.exercise)
        self.found: Check | None = None
        self.note: RenderableType | None = None
        self.shows_task = True

    def run(self) -> Stop | None:
        """Until the learner goes on; where to."""
        watch = Watch(self.path)
        self._check(saved=False)
        while True:
            key = self.lesson._key(self._draw, watch.is_saved)
            if key == "saved":
                self.note = None
                self.shows_task = False
                self._check(saved=True)
            elif key == "h":
                number = self.lesson.walk.next_hint(self.exercise.id)
                self.note = view.hint(self.exercise, number)
                self.shows_task = False
            elif key == "t":
                self.shows_task = not self.shows_task
            elif key == "r":
                self._reset()
            elif key == "s":
                self._solution()
            elif key == "p":
                self._predict()
            elif key in ("enter", "right") and self._passed:
                return self.lesson._following(self.stop)
            elif (where := self.lesson._common(key, self.stop)) is not None:
                return where

    @property
    def _passed(self) -> bool:
        return self.found is not None and self.found.passed

    def _check(self, saved: bool) -> None:
        self.lesson._draw(*self._top(), Text(f"Checking {self.path.name} …", "dim"))
        self.found = check(self.exercise, self.path)
        if self.found.passed or (saved and self.found.state != "gap"):
            self.lesson.walk.note_check(self.exercise.id, self.found.passed)

    def _top(self) -> list[RenderableType]:
        name = self.exercise.section
        return [
            view.header(self.lesson.walk, name),
            view.exercise_title(self.exercise, str(self.path)),
            Text(),
        ]

    def _draw(self) -> None:
        rest: list[RenderableType] = []
        if self.found is not None:
            rest += [view.verdict(self.found), Text()]
        if self.note is not None:
            rest += [self.note, Text()]
        rest += [view.key_line(self._keys())]
        top = self._top()
        if self.shows_task:
            taken = view.height(self.lesson.out, *top, *rest)
            top += [view.task(self.exercise, self.lesson.out.height - taken - 2), Text()]
        self.lesson._draw(*top, *rest)

    def _keys(self) -> Keys:
        task = "hide task" if self.shows_task else "task"
        rest = [("t", task), ("l", "list"), ("r", "reset"), ("q", "quit")]
        if self.lesson.walk.has_passed(self.exercise.id):
            return [("enter", "next"), ("s", "our solution"), *rest]
        predict = [("p", "predict")] if section(self.exercise.section).experiments else []
        return [("h", "hint"), ("n", "next"), *predict, *rest]

    def _reset(self) -> None:
        answer = self.lesson._line(f"Begin {self.path.name} anew? Yours is kept. (y/n) ")
        if answer.casefold() not in ("y", "yes"):
            return
        kept = self.lesson.workbook.reset(self.exercise)
        where = f" Yours is kept as {kept}." if kept else ""
        self.note = Text(f"{self.path.name} is as it was at first.{where}")

    def _solution(self) -> None:
        if not self.lesson.walk.has_passed(self.exercise.id):
            self.note = Text("Our solution opens once yours has passed; h gives a hint.", "yellow")
            return
        self.note = view.solution(self.exercise)
        self.shows_task = False

    def _predict(self) -> None:
        """The section's experiments, the first that was not predicted yet, then back here."""
        names = section(self.exercise.section).experiments
        if not names:
            self.note = Text("This section has no experiment.", "dim")
            return
        known = self.lesson.walk.progress.all("prediction")
        waiting = [name for name in names if name not in known]
        if self.lesson._ask(experiment((waiting or list(names))[0])) is not None:
            return
        self.lesson.out.print(Text(), view.key_line([("enter", "back to the exercise")]), sep="\n")
        while self.lesson._key(lambda: None) not in ("enter", "left", "right", "q", "b", "p"):
            pass


def _broken(lines: list[list[Segment]], height: int) -> list[list[list[Segment]]]:
    """Lines as pages; a page ends at an empty line where one is near, and never with a heading."""
    pages, rest = [], _trimmed(lines)
    while len(rest) > height:
        empty = [i for i, line in enumerate(rest[: height + 1]) if _is_empty(line)]
        near = [i for i in empty if i > height // 2 and not _is_heading(rest[:i])]
        cut = near[-1] if near else height
        pages.append(_trimmed(rest[:cut]))
        rest = _trimmed(rest[cut:])
    return [*pages, rest] if rest or not pages else pages


def _is_heading(lines: list[list[Segment]]) -> bool:
    """Whether the last line stands alone: a heading, or the sentence before a picture."""
    ends = _trimmed(lines)
    return len(ends) > 1 and _is_empty(ends[-2])


def _trimmed(lines: list[list[Segment]]) -> list[list[Segment]]:
    """Without the empty lines at both ends."""
    full = [i for i, line in enumerate(lines) if not _is_empty(line)]
    return lines[full[0] : full[-1] + 1] if full else []


def _is_empty(line: list[Segment]) -> bool:
    return not "".join(part.text for part in line).strip()


def _options(asked: Experiment) -> list[RenderableType]:
    return [
        Text.assemble((f"  {letter}  ", "bold cyan"), option.text)
        for letter, option in zip(LETTERS, asked.options, strict=False)
    ]


def _how_to_answer(asked: Experiment) -> str:
    what = "A letter" if asked.kind == "choice" else "A number"
    unit = f" ({asked.unit})" if asked.unit else ""
    return f"{what}{unit}, then Enter. Wrong guesses teach the most. (Or q quit, n next.)"


def _expected(asked: Experiment) -> str:
    """What to type instead, to those who typed something else."""
    if asked.kind == "number":
        return "That is no number: type one, such as 1.5 or 2e3."
    return f"Type one of the letters a to {LETTERS[len(asked.options) - 1]}."


def _keys_beside(asked: Experiment) -> set[str]:
    """The keys that are no answer here."""
    return {"q", "n", "l", "b"} - set(LETTERS[: len(asked.options)])


def _option_key(asked: Experiment, answer: str) -> str:
    """A letter stands for the key of its option."""
    shown = dict(zip(LETTERS, (option.key for option in asked.options), strict=False))
    return shown.get(answer.casefold(), answer)
