"""Path through the lesson: for each section its experiments, its text, and its exercises.

    walk = Walk(Progress.load())
    stop = walk.where()          # where the learner left off, or the first thing not done yet
    walk.after(stop)

The learner's progress says what is done, under the kinds "section", "prediction", and "exercise".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from downslope.lessons.exercises.workbook import exercise, exercises, exercises_of
from downslope.lessons.experiments import experiment
from downslope.lessons.progress import Progress
from downslope.lessons.sections import section, sections

PLACE = "learn"  # kind of the record `here`, which says where the learner is


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the path: something to predict, to read, or to write."""

    kind: str  # "section", "prediction", or "exercise"
    id: str
    section: str  # the id of the section that it belongs to

    @property
    def title(self) -> str:
        """Title of the section, experiment, or exercise."""
        if self.kind == "section":
            return section(self.id).title
        return experiment(self.id).title if self.kind == "prediction" else exercise(self.id).title


@cache
def stops() -> tuple[Stop, ...]:
    """Return all stops, in order."""
    way: list[Stop] = []
    for each in sections():
        way += [Stop("prediction", name, each.id) for name in each.experiments]
        way.append(Stop("section", each.id, each.id))  # the text has the results of the experiments
        way += [Stop("exercise", one.id, each.id) for one in exercises_of(each.id)]
    return tuple(way)


class Walk:
    """The learner's position on the path, and what is done."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def is_done(self, stop: Stop) -> bool:
        """Return whether the stop is read, predicted (or skipped), or passed."""
        facts = self.progress.get(stop.kind, stop.id)
        if facts is None:
            return False
        return stop.kind != "exercise" or facts.get("passed") is True

    def has_passed(self, name: str) -> bool:
        """Return whether the exercise was ever passed."""
        return (self.progress.get("exercise", name) or {}).get("passed") is True

    def passed(self) -> int:
        """Return the number of exercises passed."""
        return sum(self.has_passed(each.id) for each in exercises())

    def where(self) -> Stop | None:
        """Return the stop where the learner left off, or the next one that is not done.

        None means that everything is done.
        """
        way = list(stops())
        here = self.progress.get(PLACE, "here") or {}
        left = [i for i, stop in enumerate(way) if (stop.kind, stop.id) == _key(here)]
        first = left[0] if left else 0
        open_ones = [stop for stop in (*way[first:], *way[:first]) if not self.is_done(stop)]
        return open_ones[0] if open_ones else None

    def exercise_here(self) -> str | None:
        """Return the id of the current exercise; None if all are passed."""
        waiting = [each for each in exercises() if not self.has_passed(each.id)]
        here = self.progress.get(PLACE, "here") or {}
        for each in waiting:
            if _key(here) == ("exercise", each.id):
                return each.id
        required = [each for each in waiting if not each.bonus]
        return next((each.id for each in (*required, *waiting)), None)

    def go(self, stop: Stop) -> Stop:
        """Record that the learner is at this stop."""
        self.progress.record(PLACE, "here", at_kind=stop.kind, at_id=stop.id)
        return stop

    def folder(self) -> Path | None:
        """Return the folder of exercises that was used last."""
        known = (self.progress.get(PLACE, "folder") or {}).get("path")
        return Path(known) if isinstance(known, str) else None

    def note_folder(self, folder: Path) -> None:
        """Record which folder of exercises is in use."""
        self.progress.record(PLACE, "folder", path=str(folder))

    def after(self, stop: Stop) -> Stop | None:
        """Return the next stop, done or not; None at the end."""
        following = stops()[stops().index(stop) + 1 :]
        return following[0] if following else None

    def before(self, stop: Stop) -> Stop:
        """Return the previous stop; for the first stop, itself."""
        return stops()[max(0, stops().index(stop) - 1)]

    def done_of(self, name: str, kind: str) -> tuple[int, int]:
        """Return the number of stops of a kind that are done in a section, and their total."""
        those = [stop for stop in stops() if stop.section == name and stop.kind == kind]
        return sum(map(self.is_done, those)), len(those)

    def first_open(self, name: str) -> Stop:
        """Return the first stop of a section that is not done; if all are, its text."""
        those = [stop for stop in stops() if stop.section == name]
        text = next(stop for stop in those if stop.kind == "section")
        return next((stop for stop in those if not self.is_done(stop)), text)

    def unread(self) -> str | None:
        """Return the id of the first section that is not read; None if all are."""
        return next(
            (stop.id for stop in stops() if stop.kind == "section" and not self.is_done(stop)), None
        )

    def note_read(self, name: str) -> None:
        """Record that a section was read."""
        self.progress.record("section", name)

    def note_check(self, name: str, passed: bool) -> None:
        """Record an attempt at an exercise; a passed exercise stays passed."""

        def count(known: dict[str, object]) -> dict[str, object]:
            attempts = known.get("attempts", 0)
            tried = attempts + 1 if isinstance(attempts, int) else 1
            return known | {"attempts": tried, "passed": passed or known.get("passed") is True}

        self.progress.change("exercise", name, count)

    def next_hint(self, name: str) -> int:
        """Record one more hint and return its index; the last hint repeats."""
        last = len(exercise(name).hints)

        def count(known: dict[str, object]) -> dict[str, object]:
            given = known.get("hints", 0)
            return known | {"hints": min(last, given + 1 if isinstance(given, int) else 1)}

        given = self.progress.change("exercise", name, count)["hints"]
        return int(str(given)) - 1


def _key(here: dict[str, object]) -> tuple[object, object]:
    return here.get("at_kind"), here.get("at_id")
