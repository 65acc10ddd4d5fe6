"""The learner's file, loaded and called: whatever happens in it becomes a `NotYetError`."""

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
        """As `NotYetError`, with the `line` of the file where it happened and its `cause`."""
        super().__init__(title, *lines)
        self.line = line
        self.cause = cause


class Learner:
    """The functions of the learner's file.

    Arguments are copied before a call, so that no call disturbs another; whether the function
    changed them is in `changed`.
    """

    def __init__(self, path: Path) -> None:
        """Load the file; a `NotYetError` if it cannot be run."""
        self.path = path
        self.changed: tuple[int, ...] = ()  # positions of the arguments that the last call changed
        self._module = ModuleType("exercise")
        self._module.__file__ = str(path)
        sys.modules["exercise"] = self._module  # dataclasses look their module up
        code = compile(path.read_text("utf-8-sig"), str(path), "exec", dont_inherit=True)
        self._run(lambda: exec(code, self._module.__dict__))

    def call(self, name: str, *given: Any, keep: bool = True) -> Any:
        """Call a function of the file.

        With `keep`, a function that changes an array that it was given is refused.
        """
        function = getattr(self._module, name, None)
        if not callable(function):
            raise NotYetError(
                f"The function {name} is missing",
                f"The check calls {name}(…): leave its name and its arguments as they were.",
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
                "`a -= b` works in place, for everybody who holds `a`. Write `a = a - b`.",
            )
        return result

    def _run(self, code: Any) -> Any:
        try:
            with np.errstate(all="ignore"):
                return code()
        except MemoryError as error:
            raise self._crash(
                error,
                "Your code asks for more memory than a check may have",
                "Is there a loop that never ends and keeps appending?",
            ) from None
        except (Exception, SystemExit) as error:
            raise self._crash(error, *_explain(error)) from None

    def _crash(self, error: BaseException, title: str, *lines: str) -> CrashError:
        own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
        return CrashError(title, *lines, line=own[-1].lineno if own else None, cause=error)


def _explain(error: BaseException) -> tuple[str, ...]:
    """What Python says, and what it means for those who meet it the first time."""
    said = " ".join(str(error).split())
    title = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, SystemExit):
        return ("Your code ended the program", "Take the exit() out: the check is still running.")
    if isinstance(error, EOFError):
        return (title, "Nobody can type during a check: take the input() out.")
    if isinstance(error, RecursionError):
        return ("RecursionError: a function keeps calling itself", "Did you mean another one?")
    if sizes := re.search(r"\(size (\d+) is different from (\d+)\)", said):
        right, left = sizes.groups()
        return (
            f"The shapes do not fit: @ met sizes {left} and {right}",
            "In A @ B the columns of A and the rows of B must be equally many.",
            "Is a transpose (.T) missing, or are the two in the wrong order?",
        )
    if shapes := re.search(r"broadcast together with shapes (\(.*\)) (\(.*\))", said):
        return (
            f"The shapes do not fit: {shapes[1]} and {shapes[2]}",
            "Operators such as - and * go entry by entry. A sum of products is @.",
        )
    if "ellipsis" in said:
        return ("There is still a gap, an ... to replace", said)
    meant = next((sentence for words, sentence in _MEANT.items() if words in title), None)
    return (title,) if meant is None else (title, meant)


_MEANT = {
    "name 'np' is not defined": "NumPy is missing: import numpy as np stands at the top.",
    "NameError": "Compute it first, or look at its spelling: X_b and x_b are two names.",
    "object is not callable": "a(b) calls a. Did you mean a * b, or one bracket less?",
    "unsupported operand": "One of the two is no number or array: are the () of a call missing?",
    "must be square": "Only a square matrix has an inverse; X_b is tall. X_b.T @ X_b is square.",
    "IndexError": "Counting begins at 0, so the last of n is n - 1.",
    "AttributeError": "It has nothing of that name: look at its spelling, and at what it is.",
}


CALL = "\f"  # between what one call prints and what the next does
