"""Pupils of a class: what each has done, from a folder of exported progress.

    found = read_class("exports")
    for pupil in found.pupils:
        print(pupil.who, pupil.sections, pupil.minutes)

A pupil's name is the path of the file in the folder, without its ending. A file that cannot be
read is set aside with its reason, and the others are still read. Nothing is written, and the
progress of the person who reads is not touched.

Times: a record holds the moment of its last change. `minutes` adds up the gaps between these
moments, without gaps of more than 20 minutes, so it is an estimate, and usually too low.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from downslope.errors import DataError
from downslope.formatting import counted
from downslope.lessons.exercises.workbook import exercises
from downslope.lessons.experiments import experiments
from downslope.lessons.progress import Progress
from downslope.lessons.progress_file import DamagedError, NewerError, Records, read_checked
from downslope.lessons.quiz.items import items
from downslope.lessons.quiz.session import TopicScore, scores
from downslope.lessons.sections import sections
from downslope.lessons.walk import Walk

ENDINGS: Final = (".json", ".json.txt")  # some mail programs add .txt
LONGEST_GAP: Final = timedelta(minutes=20)
CLOCK_ERROR: Final = timedelta(days=1)  # a clock that is further ahead is wrong
EARLIEST: Final = datetime(2020, 1, 1, tzinfo=UTC)  # and so is one before there were exports
MOST_HARDEST: Final = 5
NO_PROOF: Final = (
    "A checksum finds damaged files. It cannot prove who answered, and the keys of the quiz travel "
    "with the package."
)


@dataclass(frozen=True, slots=True)
class Pupil:
    """What one export says."""

    who: str
    file: str  # in the folder
    sections: int  # read
    predictions: int  # made, not skipped
    predictions_right: int
    exercises: int  # passed
    attempts: int  # at exercises
    hints: int  # of exercises
    quiz: tuple[TopicScore, ...]
    minutes: int | None  # None without times
    first: datetime | None
    last: datetime | None
    is_checked: bool  # whether it has a checksum, which matches
    notes: tuple[str, ...]

    @property
    def right(self) -> int:
        """Number of quiz questions answered correctly."""
        return sum(each.right for each in self.quiz)

    @property
    def first_try(self) -> int:
        """Number of quiz questions answered correctly at once."""
        return sum(each.first_try for each in self.quiz)

    def to_dict(self) -> dict[str, object]:
        """Return the pupil as plain data."""
        return {
            "who": self.who,
            "file": self.file,
            "sections": self.sections,
            "predictions": {"made": self.predictions, "right": self.predictions_right},
            "exercises": {
                "passed": self.exercises,
                "attempts": self.attempts,
                "hints": self.hints,
            },
            "quiz": {
                "right": self.right,
                "first_try": self.first_try,
                "topics": [each.to_dict() for each in self.quiz],
            },
            "minutes": self.minutes,
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "checksum": "matches" if self.is_checked else "missing",
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not an export that can be read, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is to do in this version of the lesson."""

    sections: int
    predictions: int
    exercises: int
    quiz: int


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class: its pupils by name, and the files that were set aside."""

    pupils: tuple[Pupil, ...]
    left_out: tuple[LeftOut, ...]
    others: tuple[str, ...]  # files of other kinds
    totals: Totals

    @property
    def topics(self) -> tuple[TopicScore, ...]:
        """Sums of all pupils' scores by topic; `weak` begins with the hardest question."""
        return tuple(_sum(row) for row in zip(*(each.quiz for each in self.pupils), strict=True))

    @property
    def hard(self) -> dict[str, int]:
        """How many pupils were told or skipped a question, or were right only with help, by id."""
        return Counter(name for each in self.pupils for topic in each.quiz for name in topic.weak)

    def to_dict(self) -> dict[str, object]:
        """Return the class as plain data."""
        totals = self.totals
        return {
            "pupils": [each.to_dict() for each in self.pupils],
            "topics": [each.to_dict() for each in self.topics],
            "hard": self.hard,
            "totals": {
                "sections": totals.sections,
                "predictions": totals.predictions,
                "exercises": totals.exercises,
                "quiz": totals.quiz,
            },
            "left_out": [{"file": each.file, "why": each.why} for each in self.left_out],
            "others": list(self.others),
            "proves_authorship": False,
        }


def read_class(folder: str | Path) -> ClassRecord:
    """Read all exports in a folder and the folders below it.

    Raises
    ------
    DataError
        There is no such folder, or no export in it can be read.
    """
    root = Path(folder)
    if not root.is_dir():
        what = "is a file" if root.exists() else "does not exist"
        raise DataError(
            f"The folder {folder} {what}: name the folder that holds your pupils' exports."
        )
    files, others = _files(root)
    read: list[tuple[str, Records, bool]] = []
    left_out = []
    for file in files:
        name = _shown(file.relative_to(root).as_posix())
        try:
            read.append((name, *read_checked(file)))
        except DamagedError as error:
            again = ", so ask for a new one" if error.is_ours else ""
            left_out.append(LeftOut(name, f"{error.what}{again}"))
        except NewerError as error:
            left_out.append(LeftOut(name, f"{error}: update Downslope to read it"))
        except OSError as error:
            left_out.append(LeftOut(name, f"it cannot be read ({error.strerror or error})"))
    if not read:
        raise DataError(_nothing(folder, left_out))
    shared = _shared([(name, records) for name, records, _ in read])
    pupils = [_pupil(name, records, is_checked, shared[name]) for name, records, is_checked in read]
    totals = Totals(len(sections()), len(experiments()), len(exercises()), len(items()))
    return ClassRecord(
        tuple(sorted(pupils, key=lambda each: each.who.casefold())),
        tuple(left_out), others, totals,
    )  # fmt: skip


def _files(root: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Return the files that may be exports, and the names of the others; hidden ones are neither.

    macOS puts a hidden companion of every file into its archives.
    """
    exports, others = [], []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if any(part.startswith((".", "__MACOSX")) for part in name.parts) or not path.is_file():
            continue
        if path.name.lower().endswith(ENDINGS):
            exports.append(path)
        else:
            others.append(_shown(name.as_posix()))
    return exports, tuple(others)


def _nothing(folder: str | Path, left_out: Sequence[LeftOut]) -> str:
    make = "Each pupil makes one with 'downslope quiz --export NAME.json'."
    if not left_out:
        return f"The folder {folder} holds no exports (files that end in .json). {make}"
    first = left_out[0]
    more = f", and {len(left_out) - 1} more" if len(left_out) > 1 else ""
    return (
        f"No export in the folder {folder} can be read: {first.file} is {first.why}{more}. {make}"
    )


def _shown(name: str) -> str:
    """Return a file's name with nothing that a terminal would obey."""
    return "".join(each if each.isprintable() else "�" for each in name)


def _who(file: str) -> str:
    for ending in reversed(ENDINGS):
        if file.lower().endswith(ending):
            return file[: -len(ending)]
    return file


def _pupil(file: str, records: Records, is_checked: bool, shared: str) -> Pupil:
    progress = Progress.of(records)
    walk = Walk(progress)
    tried = [progress.get("exercise", each.id) or {} for each in exercises()]
    guesses = [(progress.get("prediction", each.id) or {}).get("status") for each in experiments()]
    ahead = datetime.now(UTC) + CLOCK_ERROR
    moments = sorted(_moments(records))
    times = [each for each in moments if EARLIEST <= each <= ahead]
    notes = [
        *_unknown(records),
        *(["a time in the future: the clock was wrong"] if moments and moments[-1] > ahead else []),
        *(["a time before 2020: the clock was wrong"] if moments and moments[0] < EARLIEST else []),
        *([shared] if shared else []),
    ]
    return Pupil(
        who=_who(file),
        file=file,
        sections=sum(progress.get("section", each.id) is not None for each in sections()),
        predictions=sum(status in ("right", "wrong") for status in guesses),
        predictions_right=guesses.count("right"),
        exercises=walk.passed(),
        attempts=sum(_whole(each.get("attempts")) for each in tried),
        hints=sum(_whole(each.get("hints")) for each in tried),
        quiz=scores(progress),
        minutes=_minutes(times) if times else None,
        first=times[0] if times else None,
        last=times[-1] if times else None,
        is_checked=is_checked,
        notes=tuple(notes),
    )


def _moments(records: Records) -> Iterator[datetime]:
    """Yield the times of all records; a text that is not a time with its zone has none."""
    for entries in records.values():
        for facts in entries.values():
            try:
                moment = datetime.fromisoformat(str(facts["at"]))
                if moment.tzinfo is not None:
                    yield moment.astimezone(UTC)
            except (ValueError, OverflowError):
                continue


def _minutes(times: Sequence[datetime]) -> int:
    gaps = [after - before for before, after in pairwise(times)]
    worked = sum((gap for gap in gaps if gap <= LONGEST_GAP), timedelta())
    return round(worked / timedelta(minutes=1))


def _unknown(records: Records) -> list[str]:
    known = {
        "section": {each.id for each in sections()},
        "prediction": {each.id for each in experiments()},
        "exercise": {each.id for each in exercises()},
        "quiz": {each.id for each in items()},
    }
    count = sum(len(records.get(kind, {}).keys() - ids) for kind, ids in known.items())
    if not count:
        return []
    are = "is" if count == 1 else "are"
    return [f"{counted(count, 'record')} {are} not in this version of the lesson, so not counted"]


def _shared(read: Sequence[tuple[str, Records]]) -> dict[str, str]:
    """Return for each file a note on the first other file with most of the same answers."""
    stamps = {
        name: {
            (kind, id, str(facts["at"]))
            for kind, entries in records.items()
            for id, facts in entries.items()
        }
        for name, records in read
    }
    notes = dict.fromkeys(stamps, "")
    for name, own in stamps.items():
        for other, theirs in stamps.items():
            common = len(own & theirs)
            if other != name and common and 2 * common > min(len(own), len(theirs)):
                notes[name] = f"{counted(common, 'record')} at the same instants as in {other}"
                break
    return notes


def _whole(value: object) -> int:
    return value if type(value) is int and 0 <= value <= 10**9 else 0


def _sum(row: Sequence[TopicScore]) -> TopicScore:
    hard = Counter(name for each in row for name in each.weak)
    return TopicScore(
        topic=row[0].topic,
        title=row[0].title,
        total=sum(each.total for each in row),
        right=sum(each.right for each in row),
        first_try=sum(each.first_try for each in row),
        weak=tuple(name for name, _ in hard.most_common(MOST_HARDEST)),
    )
