"""Terminal screens of an experiment and of an exercise.

A file counts as saved when its stamp (time, size, number) has changed and then stays the same
twice in a row, because some editors write into the file, some replace it, and some remove it for a
moment. It counts as gone only after it has been missing for a while.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from downslope.cli import learn_view as view
from downslope.cli.terminal import Screen, line, prose
from downslope.errors import DataError, OptionError
from downslope.lessons.answers import LETTERS
from downslope.lessons.exercises.check import Check, check
from downslope.lessons.exercises.workbook import Workbook, exercise
from downslope.lessons.experiments import Experiment, experiment
from downslope.lessons.sections import section
from downslope.lessons.walk import Walk


def ask(screen: Screen, walk: Walk, asked: Experiment) -> str | None:
    """Ask for a prediction, make the run, and score the prediction; record a skip, too.

    If the learner presses a key such as q instead, the key is returned.
    """
    screen.draw(
        view.header(walk, asked.section),
        view.title("Predict", asked.title),
        Text(),
        prose(asked.stem),
        *_options(asked),
        Text(),
        Text(_how_to_answer(asked), "dim"),
    )
    seen, scored, hesitated = asked.run(), None, False
    while scored is None:
        answer = screen.line("Your prediction: ")
        if answer.casefold() in _keys_beside(asked):
            return answer.casefold()
        if not answer and not hesitated:
            hesitated = True
            screen.add(Text("A guess costs nothing. Press Enter again to skip it.", "dim"))
            continue
        try:
            scored = asked.score(_option_key(asked, answer) if answer else None, seen)
        except OptionError as error:
            letters = f"Type one of the letters a to {LETTERS[len(asked.options) - 1]}."
            screen.add(Text(letters if asked.options else str(error), "yellow"))
    walk.progress.record(
        "prediction", asked.id, status=scored.status, predicted=scored.predicted,
        observed=scored.observed,
    )  # fmt: skip
    style = {"right": "bold green", "wrong": "bold yellow", "skipped": "bold"}[scored.status]
    screen.add(Text(), line(scored.text, style), Text(), prose(seen.text))
    if asked.command:
        screen.add(Text.assemble(("\nSee it yourself: ", "dim"), asked.command))
    return None


def _options(asked: Experiment) -> list[RenderableType]:
    return [
        Text.assemble((f"  {letter}  ", "bold cyan"), line(option.text))
        for letter, option in zip(LETTERS, asked.options, strict=False)
    ]


def _how_to_answer(asked: Experiment) -> str:
    what = "A letter" if asked.kind == "choice" else "A number"
    unit = f" ({asked.unit})" if asked.unit else ""
    return f"{what}{unit}, then Enter. A wrong guess teaches the most. (q quit, n next)"


def _keys_beside(asked: Experiment) -> set[str]:
    """Return the keys that are commands here, not answers."""
    return {"q", "n", "l", "b"} - set(LETTERS[: len(asked.options)])


def _option_key(asked: Experiment, answer: str) -> str:
    """Return the key of the option with this letter."""
    shown = dict(zip(LETTERS, (option.key for option in asked.options), strict=False))
    return shown.get(answer.casefold(), answer)


Stamp = tuple[int, int, int] | None
PATIENCE = 3  # looks without a file until it counts as gone


def stamp(path: Path) -> Stamp:
    """Return the modification time, size, and inode of the file; None if it does not exist."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Watch:
    """File that is watched for changes by repeated calls of `is_saved`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = self._last = stamp(path)
        self._missing = 0

    def is_saved(self) -> bool:
        """Return whether the file was changed or removed since this last returned True."""
        now = stamp(self.path)
        self._missing = self._missing + 1 if now is None else 0
        settled = self._missing >= PATIENCE if now is None else now == self._last
        self._last = now
        if settled and now != self._known:
            self._known = now
            return True
        return False


Keys = list[tuple[str, str]]


class ExerciseScreen:
    """One exercise on the screen."""

    def __init__(self, screen: Screen, walk: Walk, workbook: Workbook, name: str) -> None:
        self.screen, self.walk, self.workbook = screen, walk, workbook
        self.exercise = exercise(name)
        self.path = workbook.path(self.exercise)
        self.watch = Watch(self.path)
        self.found: Check | None = None
        self.note: RenderableType | None = None
        self.shows_task = True

    def run(self) -> str:
        """Run until a key leads elsewhere and return the key: n, b, l, or q."""
        does = {"h": self._hint, "t": self._turn_task, "r": self._reset, "s": self._solution}
        self._check(saved=False)
        while True:
            key = self.screen.key(self._draw, lambda: self.watch.is_saved())
            if key == "saved":
                self._check(saved=True)
            elif key in does:
                does[key]()
            elif key == "p":
                if self._predict() == "q":
                    return "q"
            elif key in ("enter", "right") and self._passed:
                return "n"
            elif key in ("n", "b", "l", "q"):
                return key

    def _hint(self) -> None:
        self._tell(view.hint(self.exercise, self.walk.next_hint(self.exercise.id)))

    def _tell(self, note: RenderableType | None) -> None:
        """Show this instead of the task."""
        self.note, self.shows_task = note, False

    def _turn_task(self) -> None:
        self.shows_task = not self.shows_task

    @property
    def _passed(self) -> bool:
        return self.found is not None and self.found.passed

    def _check(self, saved: bool) -> None:
        if saved:
            self._tell(None)
        self.screen.draw(*self._top(), Text(f"Checking {self.path.name} …", "dim"))
        self.found = check(self.exercise, self.path)
        if self.found.passed or (saved and self.found.state != "gap"):
            self.walk.note_check(self.exercise.id, self.found.passed)

    def _top(self) -> list[RenderableType]:
        name = self.exercise.section
        return [
            view.header(self.walk, name),
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
            taken = view.height(self.screen.out, *top, *rest)
            top += [view.task(self.exercise, self.screen.out.height - taken - 2), Text()]
        self.screen.draw(*top, *rest)

    def _keys(self) -> Keys:
        task = "hide task" if self.shows_task else "task"
        rest = [("b", "back"), ("t", task), ("l", "list"), ("r", "reset"), ("q", "quit")]
        if self.walk.has_passed(self.exercise.id):
            return [("enter", "next"), ("s", "our solution"), *rest]
        predict = [("p", "predict")] if section(self.exercise.section).experiments else []
        return [("h", "hint"), ("n", "next"), *predict, *rest]

    def _reset(self) -> None:
        answer = self.screen.line(f"Reset {self.path.name}? A copy of your file is kept. (y/n) ")
        if answer.casefold() not in ("y", "yes"):
            return
        try:
            kept = self.workbook.reset(self.exercise)
        except DataError as error:
            self.note = Text(str(error), "yellow")
            return
        self.watch = Watch(self.path)  # the reset does not count as a save
        self._check(saved=False)
        where = f" Your file is kept as {kept}." if kept else ""
        self.note = Text(f"{self.path.name} is back in its original state.{where}")

    def _solution(self) -> None:
        if not self.walk.has_passed(self.exercise.id):
            self.note = Text(
                "Our solution opens once yours has passed. For a hint, press h.", "yellow"
            )
            return
        self._tell(view.solution(self.exercise))

    def _predict(self) -> str | None:
        """Ask the section's first experiment without a prediction, then come back here.

        Returns the key that the learner pressed in place of a prediction.
        """
        names = section(self.exercise.section).experiments
        if not names:
            self.note = Text("This section has no experiment.", "dim")
            return None
        known = self.walk.progress.all("prediction")
        waiting = [name for name in names if name not in known]
        asked = experiment((waiting or list(names))[0])
        if (key := ask(self.screen, self.walk, asked)) is not None:
            return key
        self.screen.add(Text(), view.key_line([("enter", "back to the exercise")]))
        while (key := self.screen.key()) not in ("enter", "left", "right", "q", "b", "p"):
            pass
        return key
