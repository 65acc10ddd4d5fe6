"""An exercise on the screen: its task, the verdict on every save, hints, reset, solution."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from downslope.cli import lesson_view as view
from downslope.cli.lesson_predict import ask
from downslope.cli.screen import Screen
from downslope.cli.watching import Watch
from downslope.errors import DataError
from downslope.lessons.checking import Check, check
from downslope.lessons.exercise_set import exercise
from downslope.lessons.outline import section
from downslope.lessons.predicting import experiment
from downslope.lessons.walk import Walk
from downslope.lessons.workbook import Workbook

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
        """Until a key is pressed that leads elsewhere: n for onwards, or b, l, q."""
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
        """Show this in the place of the task."""
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
        rest = [("t", task), ("l", "list"), ("r", "reset"), ("q", "quit")]
        if self.walk.has_passed(self.exercise.id):
            return [("enter", "next"), ("s", "our solution"), *rest]
        predict = [("p", "predict")] if section(self.exercise.section).experiments else []
        return [("h", "hint"), ("n", "next"), *predict, *rest]

    def _reset(self) -> None:
        answer = self.screen.line(f"Begin {self.path.name} anew? Yours is kept. (y/n) ")
        if answer.casefold() not in ("y", "yes"):
            return
        try:
            kept = self.workbook.reset(self.exercise)
        except DataError as error:
            self.note = Text(str(error), "yellow")
            return
        self.watch = Watch(self.path)  # this was no save of the learner's
        self._check(saved=False)
        where = f" Yours is kept as {kept}." if kept else ""
        self.note = Text(f"{self.path.name} is as it was at first.{where}")

    def _solution(self) -> None:
        if not self.walk.has_passed(self.exercise.id):
            self.note = Text("Our solution opens once yours has passed; h gives a hint.", "yellow")
            return
        self._tell(view.solution(self.exercise))

    def _predict(self) -> str | None:
        """The section's experiments, the first that was not predicted yet, then back here.

        The key, where the learner pressed one in place of a prediction.
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
