"""Loading and calling of a learner's file; every failure becomes a `NotYetError`."""

from __future__ import annotations

import copy
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from downslope.lessons.exercises.checks.mistakes import NotYetError


class CrashError(NotYetError):
    """The learner's code raised an exception."""

    def __init__(self, title: str, *lines: str, line: int | None, cause: BaseException) -> None:
        """Set the title and lines, the line number in the file, and the cause."""
        super().__init__(title, *lines)
        self.line = line
        self.cause = cause


class Learner:
    """The functions of the learner's file.

    Arguments are copied before a call, so that no call affects another. `changed` holds the
    positions of the arguments that the last call changed.
    """

    def __init__(self, path: Path) -> None:
        """Load the file; raise `NotYetError` if it cannot be run."""
        self.path = path
        self.changed: tuple[int, ...] = ()  # positions of the arguments that the last call changed
        self._module = ModuleType("exercise")
        self._module.__file__ = str(path)
        sys.modules["exercise"] = self._module  # dataclasses look their module up
        code = compile(path.read_text("utf-8-sig"), str(path), "exec", dont_inherit=True)
        self._run(lambda: exec(code, self._module.__dict__))

    def call(self, name: str, *given: Any, keep: bool = True) -> Any:
        """Call a function of the file; with `keep`, it must not change its arguments."""
        function = getattr(self._module, name, None)
        if not callable(function):
            raise NotYetError(
                f"The function {name} is missing",
                f"The check calls {name}(…). Keep its name and its arguments as they were.",
            )
        sys.stdout.write(CALL)
        sys.stdout.flush()
        copies = copy.deepcopy(given)
        result = self._run(lambda: function(*copies))
        self.changed = tuple(
            i for i, (before, after) in enumerate(zip(given, copies, strict=True))
            if isinstance(before, np.ndarray) and not np.array_equal(before, after, equal_nan=True)
        )  # fmt: skip
        if result is None:
            raise NotYetError(f"{name} returns nothing", "Is there a `return` at its end?")
        if result is Ellipsis:
            raise NotYetError(f"{name} still returns its gap, ...")
        if keep and self.changed:
            raise NotYetError(
                f"{name} changes an array that it was given",
                "`a -= b` changes the array itself. Write `a = a - b`, which makes a new one.",
            )
        return result

    def _run(self, code: Any) -> Any:
        try:
            with np.errstate(all="ignore"):
                return code()
        except MemoryError as error:
            raise self._crash(
                error,
                "Your code needs more memory than a check may use",
                "Is there a loop that never ends and keeps appending?",
            ) from None
        except (Exception, SystemExit) as error:
            raise self._crash(error, *_explain(error)) from None

    def _crash(self, error: BaseException, title: str, *lines: str) -> CrashError:
        own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
        return CrashError(title, *lines, line=own[-1].lineno if own else None, cause=error)


def _explain(error: BaseException) -> tuple[str, ...]:
    """Return Python's message and what it usually means."""
    said = " ".join(str(error).split())
    title = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, SystemExit):
        return ("Your code ended the program", "Remove the exit(): the check is still running.")
    if isinstance(error, EOFError):
        return (title, "Nobody can type during a check. Remove the input().")
    if isinstance(error, RecursionError):
        return (
            "RecursionError: a function keeps calling itself",
            "Did you mean to call another function?",
        )
    if sizes := re.search(r"\(size (\d+) is different from (\d+)\)", said):
        right, left = sizes.groups()
        return (
            f"The shapes do not fit: @ met sizes {left} and {right}",
            "In A @ B, A must have as many columns as B has rows.",
            "Is a transpose (.T) missing, or are the two in the wrong order?",
        )
    if shapes := re.search(r"broadcast together with shapes (\(.*\)) (\(.*\))", said):
        return (
            f"The shapes do not fit: {shapes[1]} and {shapes[2]}",
            "Operators such as - and * work entry by entry. For a sum of products, use @.",
        )
    if "ellipsis" in said:
        return ("There is still a gap: replace the ...", said)
    meant = next((sentence for words, sentence in _MEANT.items() if words in title), None)
    return (title,) if meant is None else (title, meant)


_MEANT = {
    "name 'np' is not defined": "NumPy is missing: keep the line import numpy as np at the top.",
    "NameError": "Compute it first, or check its spelling: X_b and x_b are different names.",
    "object is not callable": "a(b) calls a as a function. Did you mean a * b?",
    "unsupported operand": "One of the two is not a number or array. Are the () of a call missing?",
    "must be square": "Only a square matrix has an inverse. X_b.T @ X_b is square; X_b is not.",
    "IndexError": "Counting begins at 0, so the last of n entries has the number n - 1.",
    "AttributeError": "It has nothing with that name. Check the spelling, and what the object is.",
}


CALL = "\f"  # separates the output of one call from that of the next
