"""Where the learner is: one small JSON file in their own data folder, never lost.

    progress = Progress.load()
    progress.record("quiz", "largest-rate", correct=True)
    progress.get("quiz", "largest-rate")           # {"correct": True, "at": "2026-…"}

A record is a kind ("quiz", "prediction", "exercise", "section"), an id, and facts that JSON can
hold. Every change takes a lock, reads the file anew, changes it and puts a whole new file in its
place, so two terminals lose nothing of each other's and a crash leaves the old file. Nothing
here may stop a lesson: a damaged file is kept aside and begun anew, and where nothing can be
written progress is kept in memory; `take_notices` says so, once.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from downslope.data.atomic import write_whole
from downslope.errors import DataError, OptionError
from downslope.lessons.progress_file import (
    DamagedError,
    Facts,
    NewerError,
    Records,
    alone,
    count,
    is_progress,
    merge,
    read,
    written,
)

FOLDER_VARIABLE: Final = "DOWNSLOPE_DATA"
LONGEST_NAME: Final = 200  # characters of a kind or an id

T = TypeVar("T")


def data_folder() -> Path:
    """The folder for what a learner makes: DOWNSLOPE_DATA, or the system's place for such data."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_dir

    return Path(user_data_dir("downslope", appauthor=False))


class Progress:
    """The learner's records, on disk where that is possible."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._records: Records = {}
        self._notices: list[str] = []
        self._said: set[str] = set()
        self.in_memory = False  # True once changes cannot be kept on disk
        self._threads = threading.RLock()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Progress:
        """The progress in a file, by default `progress.json` in `data_folder()`; empty if none.

        Never fails: what is wrong with the file is told by `take_notices`.
        """
        file = data_folder() / "progress.json" if path is None else Path(path)
        progress = cls(Path(os.path.realpath(file)))
        progress.refresh()
        return progress

    def take_notices(self) -> tuple[str, ...]:
        """What the learner should be told, each sentence once."""
        with self._threads:
            taken, self._notices = tuple(self._notices), []
        return taken

    def get(self, kind: str, id: str) -> Facts | None:
        """The facts of one record, as of the last look at the file; None if there is none."""
        facts = self._records.get(kind, {}).get(id)
        return None if facts is None else dict(facts)

    def all(self, kind: str) -> dict[str, Facts]:
        """All records of a kind, by id, in the order in which they were first made."""
        return {id: dict(facts) for id, facts in self._records.get(kind, {}).items()}

    def record(self, kind: str, id: str, **facts: object) -> Facts:
        """Add facts to a record, over older ones of the same name, and the time as `at`.

        Raises:
            OptionError: a name that is empty or too long, or facts that JSON cannot hold.

        """
        return self.change(kind, id, lambda known: known | facts)

    def change(self, kind: str, id: str, how: Callable[[Facts], Facts]) -> Facts:
        """Replace a record's facts by `how(facts)`, with nobody else writing in between.

        For counts and the like, which need what is there: ``how`` gets {} for a new record.

        Raises:
            OptionError: as `record`.

        """
        _check_name("kind", kind)
        _check_name("id", id)
        key = f"{kind} '{id}'"

        def change(records: Records) -> Facts:
            known = records.get(kind, {}).get(id, {})
            facts = _as_json({**how(dict(known)), "at": _now()}, key)
            records.setdefault(kind, {})[id] = facts
            return dict(facts)

        return self._apply(change)

    def reset(self, kind: str | None = None) -> int:
        """Forget all records, or those of one kind; how many there were."""

        def forget(records: Records) -> int:
            kinds = [kind] if kind is not None else list(records)
            return sum(len(records.pop(each, {})) for each in kinds)

        return self._apply(forget)

    def export(self, path: str | Path) -> int:
        """Write all records to a file that `import_` reads; how many there are.

        Raises:
            DataError: it cannot be written there, or something else than progress is there.

        """
        content = self.exported()
        if Path(path).is_file() and not is_progress(Path(path)):
            raise DataError(f"{path} holds something else than progress: choose another name.")
        try:
            write_whole(Path(path), content)
        except OSError as error:
            raise DataError(
                f"{path} cannot be written ({error.strerror or error}): choose another place."
            ) from error
        return count(self._records)

    def exported(self) -> bytes:
        """What `export` writes: all records, as JSON."""
        self.refresh()
        return written(self._records)

    def import_(self, path: str | Path) -> int:
        """Merge the records of an exported file into these; how many were new or newer.

        Of two records of the same thing the later one's facts win, and facts that only the
        earlier one has are kept.

        Raises:
            DataError: not there, or no progress; then nothing has changed.

        """
        try:
            given = read(Path(path))
        except OSError as error:
            raise DataError(f"{path} cannot be read ({error.strerror or error}).") from error
        except DamagedError as error:
            raise DataError(
                f"{path} is no exported progress ({error}): nothing was changed; make one with "
                "'downslope quiz --export FILE'."
            ) from error
        except NewerError as error:
            raise DataError(f"{path} was {error}: update Downslope and import it then.") from error
        return self._apply(lambda records: merge(records, given))

    def refresh(self) -> None:
        """Look at the file again: another terminal may have written."""
        with self._threads:
            if self.in_memory:
                return
            try:
                self._records = read(self.path)
            except FileNotFoundError:
                self._records = {}
            except DamagedError:
                self._apply(lambda _: None)  # which keeps it aside and begins anew
            except (OSError, NewerError) as error:
                self._go_on_in_memory(error)

    def _apply(self, change: Callable[[Records], T]) -> T:
        """Change the records as they are now, alone, and keep what comes of it."""
        with self._threads:
            if not self.in_memory:
                try:
                    return self._apply_on_disk(change)
                except (OSError, NewerError) as error:
                    self._go_on_in_memory(error)
            return change(self._records)

    def _apply_on_disk(self, change: Callable[[Records], T]) -> T:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with alone(self.path.with_suffix(".lock")):
            try:
                records = read(self.path)
            except FileNotFoundError:
                records = {}
            except DamagedError as error:
                self._keep_aside(error)
                records = {}
            result = change(records)
            write_whole(self.path, written(records))
            self._records = records
            return result

    def _keep_aside(self, why: DamagedError) -> None:
        when = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside = self.path.with_name(f"{self.path.stem}.damaged-{when}.json")
        self.path.rename(aside)
        self._say(
            f"Your progress file was damaged ({why}): it is kept as {aside}, and a new one was "
            "started."
        )

    def _go_on_in_memory(self, error: OSError | NewerError) -> None:
        self.in_memory = True
        why = error.strerror or str(error) if isinstance(error, OSError) else f"it was {error}"
        self._say(
            f"Your progress cannot be kept in {self.path} ({why}): it lasts until you leave. Name "
            f"a folder that can be written to in {FOLDER_VARIABLE}."
        )

    def _say(self, notice: str) -> None:
        if notice not in self._said:
            self._said.add(notice)
            self._notices.append(notice)


def _as_json(facts: Facts, whose: str) -> Facts:
    """The facts as they will be read again: tuples are lists then; what JSON has not is refused."""
    try:
        again: Facts = json.loads(json.dumps(facts, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise OptionError(f"The facts of {whose} cannot be kept: {error}.") from error
    return again


def _check_name(what: str, name: str) -> None:
    if not (isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable()):
        raise OptionError(
            f"{what}={str(name)[:40]!r} names no record: give 1 to {LONGEST_NAME} characters."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
