"""Progress of the learner: one small JSON file in their own data folder.

    progress = Progress.load()
    progress.record("quiz", "largest-rate", correct=True)
    progress.get("quiz", "largest-rate")           # {"correct": True, "at": "2026-…"}

A record has a kind ("quiz", "prediction", "exercise", "section"), an id, and facts that JSON can
hold. Every change takes a lock, reads the file again, changes it, and replaces it as a whole. So
two terminals do not overwrite each other's records, and a crash leaves the old file. Problems must
not stop a lesson: a damaged file is kept under another name and a new one is started, and if
nothing can be written, progress is kept in memory. `take_notices` reports this once.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from downslope.data.atomic import output_file, write_whole
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
    read_checked,
    sealed,
    written,
)

FOLDER_VARIABLE: Final = "DOWNSLOPE_DATA"
LONGEST_NAME: Final = 200  # characters of a kind or an id
OF_THIS_MACHINE: Final = ("learn", "folder")  # its path names the learner's home

T = TypeVar("T")


def data_folder() -> Path:
    """Return the learner's data folder: DOWNSLOPE_DATA, or the system's usual place."""
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
        """Return the progress in a file, by default `progress.json` in `data_folder()`.

        This never fails. Problems with the file are reported by `take_notices`.
        """
        file = data_folder() / "progress.json" if path is None else Path(path)
        progress = cls(Path(os.path.realpath(file)))
        progress.refresh()
        return progress

    @classmethod
    def of(cls, records: Records) -> Progress:
        """Return the progress in these records, kept in memory alone."""
        progress = cls(Path())
        progress._records, progress.in_memory = records, True
        return progress

    def take_notices(self) -> tuple[str, ...]:
        """Return messages for the learner, each only once."""
        with self._threads:
            taken, self._notices = tuple(self._notices), []
        return taken

    def get(self, kind: str, id: str) -> Facts | None:
        """Return the facts of one record as last read; None if there is none."""
        facts = self._records.get(kind, {}).get(id)
        return None if facts is None else dict(facts)

    def all(self, kind: str) -> dict[str, Facts]:
        """Return all records of a kind, by id, in the order of their creation."""
        return {id: dict(facts) for id, facts in self._records.get(kind, {}).items()}

    def record(self, kind: str, id: str, **facts: object) -> Facts:
        """Add facts to a record, replacing those of the same name, and the time as `at`.

        Raises
        ------
        OptionError
            A name is empty or too long, or JSON cannot hold the facts.
        """
        return self.change(kind, id, lambda known: known | facts)

    def change(self, kind: str, id: str, how: Callable[[Facts], Facts]) -> Facts:
        """Atomically replace a record's facts with `how(facts)`; a new record starts as {}.

        Raises
        ------
        OptionError
            Same as `record`.
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
        """Delete all records, or those of one kind; return their number."""

        def forget(records: Records) -> int:
            kinds = [kind] if kind is not None else list(records)
            return sum(len(records.pop(each, {})) for each in kinds)

        return self._apply(forget)

    def export(self, path: str | Path) -> int:
        """Write all records to a file that `import_` reads and return their number.

        Raises
        ------
        DataError
            The file cannot be written, or holds something other than progress.
        """
        content = self.exported()
        if Path(path).is_file() and not is_progress(Path(path)):
            raise DataError(f"{path} holds something other than progress: choose another name.")
        with output_file(Path(path)) as out:
            out.write(content)
        return count(_to_share(self._records))

    def exported(self) -> bytes:
        """Return all records as JSON, as `export` writes them: without paths of this machine."""
        self.refresh()
        return sealed(_to_share(self._records))

    def import_(self, path: str | Path) -> int:
        """Merge the records of an exported file and return the number that were new or newer.

        If a record exists in both, the facts of the later one win, and facts that only the
        earlier one has are kept.

        Raises
        ------
        DataError
            The file cannot be read or holds no progress; nothing is changed.
        """
        try:
            given, is_checked = read_checked(Path(path))
        except OSError as error:
            raise DataError(
                f"{path} cannot be read ({error.strerror or error}): check the path."
            ) from error
        except DamagedError as error:
            raise DataError(
                f"{path} is {error.what}, so nothing was changed. Make one with 'downslope quiz "
                "--export FILE'."
            ) from error
        except NewerError as error:
            raise DataError(f"{path} was {error}: update Downslope and import it then.") from error
        if not is_checked:
            self._say(f"{path} has no checksum, as from an older version, so damage is not found.")
        return self._apply(lambda records: merge(records, _to_share(given)))

    def refresh(self) -> None:
        """Read the file again, because another terminal may have changed it."""
        with self._threads:
            if self.in_memory:
                return
            try:
                self._records = read(self.path)
            except FileNotFoundError:
                self._records = {}
            except DamagedError:
                self._apply(lambda _: None)  # keeps the damaged file aside and starts a new one
            except (OSError, NewerError) as error:
                self._go_on_in_memory(error)

    def _apply(self, change: Callable[[Records], T]) -> T:
        """Change the current records under the lock and save them."""
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
            f"Your progress cannot be kept in {self.path} ({why}): it lasts until you leave. Set "
            f"{FOLDER_VARIABLE} to a folder that can be written to."
        )

    def _say(self, notice: str) -> None:
        if notice not in self._said:
            self._said.add(notice)
            self._notices.append(notice)


def _as_json(facts: Facts, whose: str) -> Facts:
    """Return the facts as JSON will give them back; refuse what JSON cannot hold."""
    try:
        again: Facts = json.loads(json.dumps(facts, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise OptionError(f"The facts of {whose} cannot be kept: {error}.") from error
    return again


def _to_share(records: Records) -> Records:
    """Return the records that mean something on another machine."""
    kind, id = OF_THIS_MACHINE
    others = {known: facts for known, facts in records.get(kind, {}).items() if known != id}
    shared = {**records, kind: others}
    return {known: entries for known, entries in shared.items() if entries}


def _check_name(what: str, name: str) -> None:
    if not (isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable()):
        raise OptionError(
            f"{what}={str(name)[:40]!r} cannot name a record: give 1 to {LONGEST_NAME} characters."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
