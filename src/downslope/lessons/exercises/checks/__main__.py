"""Process of one check, started by `lessons.exercises.check`.

The verdict goes to the file RESULT as JSON. The process ends after the given number of seconds even
if its parent is gone: a watchdog that needs no interpreter writes a traceback to RESULT.stuck and
exits.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import sys
from pathlib import Path

from downslope.lessons.exercises.checks import run_check
from downslope.lessons.exercises.checks.mistakes import NotYetError

MOST_MEMORY = 4 * 2**30  # bytes; an endless loop that appends stops here


def main(name: str, file: str, result: str, seconds: str) -> None:
    """Run the check and write the verdict to `result`."""
    _limit_memory()
    with Path(f"{result}.stuck").open("w", encoding="utf-8") as stuck:
        faulthandler.dump_traceback_later(float(seconds), exit=True, file=stuck)
        verdict = _verdict(name, Path(file))
        faulthandler.cancel_dump_traceback_later()
    Path(result).write_text(json.dumps(verdict), encoding="utf-8")


def _verdict(name: str, file: Path) -> dict[str, object]:
    try:
        run_check(name, file)
    except NotYetError as found:
        line = getattr(found, "line", None)
        return {"passed": False, "title": found.title, "lines": found.lines, "line": line}
    return {"passed": True}


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main(*sys.argv[1:])
