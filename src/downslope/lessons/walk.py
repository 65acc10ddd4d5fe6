"""The way through the lesson: predict experiments, read the section, solve its exercises, go on.

    walk = Walk(Progress.load())
    stop = walk.where()          # where the learner left off, or the first thing not done yet
    walk.after(stop)

What is done is in the learner's progress, under the kinds "section", "prediction" and "exercise".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from downslope.lessons.exercises.catalogue import exercise, exercises, exercises_of
from downslope.lessons.experiments import experiment
from downslope.lessons.progress import Progress
from downslope.lessons.sections import section, sections

PLACE = "learn"  # the kind, and `here` the id, of where the learner is


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to predict, to read or to write."""

    kind: str  # "section", "prediction" or "exercise"
    id: str
    section: str  # the id of the section that it belongs to

    @property
    def title(self) -> str:
        """What it is called."""
        if self.kind == "section":
            return section(self.id).title
        return experiment(self.id).title if self.kind == "prediction" else exercise(self.id).title


@cache
def stops() -> tuple[Stop, ...]:
    """The whole way."""
    way: list[Stop] = []
    for each in sections():
        way += [Stop("prediction", name, each.id) for name in each.experiments]
        way.append(Stop("section", each.id, each.id))  # after them: the text has their outcomes
        way += [Stop("exercise", one.id, each.id) for one in exercises_of(each.id)]
    return tuple(way)


class Walk:
    """Where the learner is on the way, and what is done of it."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def is_done(self, stop: Stop) -> bool:
        """Read, predicted (or skipped), or passed."""
        facts = self.progress.get(stop.kind, stop.id)
        if facts is None:
            return False
        return stop.kind != "exercise" or facts.get("passed") is True

    def has_passed(self, name: str) -> bool:
        """Whether the exercise of that id was ever passed."""
        return (self.progress.get("exercise", name) or {}).get("passed") is True

    def passed(self) -> int:
        """How many exercises are."""
        return sum(self.has_passed(each.id) for each in exercises())

    def where(self) -> Stop | None:
        """Where to go on: the stop where the learner left, or the next after it that is not done.

        None when everything is done.
        """
        way = list(stops())
        here = self.progress.get(PLACE, "here") or {}
        left = [i for i, stop in enumerate(way) if (stop.kind, stop.id) == _key(here)]
        first = left[0] if left else 0
        open_ones = [stop for stop in (*way[first:], *way[:first]) if not self.is_done(stop)]
        return open_ones[0] if open_ones else None

    def exercise_here(self) -> str | None:
        """The id of the exercise to check when none is named: none when all are passed."""
        waiting = [each for each in exercises() if not self.has_passed(each.id)]
        here = self.progress.get(PLACE, "here") or {}
        for each in waiting:
            if _key(here) == ("exercise", each.id):
                return each.id
        required = [each for each in waiting if not each.bonus]
        return next((each.id for each in (*required, *waiting)), None)

    def go(self, stop: Stop) -> Stop:
        """Note that the learner is there now."""
        self.progress.record(PLACE, "here", at_kind=stop.kind, at_id=stop.id)
        return stop

    def folder(self) -> Path | None:
        """The folder of exercises that was used last."""
        known = (self.progress.get(PLACE, "folder") or {}).get("path")
        return Path(known) if isinstance(known, str) else None

    def note_folder(self, folder: Path) -> None:
        """Note which folder of exercises is in use."""
        self.progress.record(PLACE, "folder", path=str(folder))

    def after(self, stop: Stop) -> Stop | None:
        """The next stop on the way, done or not; None at its end."""
        following = stops()[stops().index(stop) + 1 :]
        return following[0] if following else None

    def before(self, stop: Stop) -> Stop:
        """The stop before; the first is its own."""
        return stops()[max(0, stops().index(stop) - 1)]

    def done_of(self, name: str, kind: str) -> tuple[int, int]:
        """How many stops of a kind are done in a section, and how many there are."""
        those = [stop for stop in stops() if stop.section == name and stop.kind == kind]
        return sum(map(self.is_done, those)), len(those)

    def first_open(self, name: str) -> Stop:
        """Where to begin in a section: what is not done yet, or its text."""
        those = [stop for stop in stops() if stop.section == name]
        text = next(stop for stop in those if stop.kind == "section")
        return next((stop for stop in those if not self.is_done(stop)), text)

    def note_check(self, name: str, passed: bool) -> None:
        """Count an attempt at an exercise; once passed, it stays passed."""

        def count(known: dict[str, object]) -> dict[str, object]:
            attempts = known.get("attempts", 0)
            tried = attempts + 1 if isinstance(attempts, int) else 1
            return known | {"attempts": tried, "passed": passed or known.get("passed") is True}

        self.progress.change("exercise", name, count)

    def next_hint(self, name: str) -> int:
        """Count one more hint as given; which one it is, from 0. After the last it stays."""
        last = len(exercise(name).hints)

        def count(known: dict[str, object]) -> dict[str, object]:
            given = known.get("hints", 0)
            return known | {"hints": min(last, given + 1 if isinstance(given, int) else 1)}

        given = self.progress.change("exercise", name, count)["hints"]
        return int(str(given)) - 1


def _key(here: dict[str, object]) -> tuple[object, object]:
    return here.get("at_kind"), here.get("at_id")
