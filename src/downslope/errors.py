"""Exceptions of Downslope, which nothing else raises, and hints for misspelled names.

    DownslopeError
    ├── InputError        the input cannot be used (also a ValueError)
    │   ├── DataError     the data: missing file, text column, NaN, mismatched lengths
    │   └── OptionError   an argument: a learning rate of 0, an unknown loss
    ├── PrecisionError    rounding left every solver without an answer (also an ArithmeticError)
    ├── EngineError       workers died repeatedly, or a scheduler does not answer
    └── MissingExtraError an optional dependency is not installed (also an ImportError)

Every message is one line: what was given, where, and what to do instead. A run that diverges
is a result, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable


class DownslopeError(Exception):
    """Base class of all exceptions that this package raises on purpose."""


class InputError(DownslopeError, ValueError):
    """Input cannot be used: the data or an argument."""


class DataError(InputError):
    """Data cannot be used: a missing file, a text column, NaN, mismatched lengths."""


class OptionError(InputError):
    """An argument cannot be used: its value is out of range, of the wrong type, or unknown."""


class PrecisionError(DownslopeError, ArithmeticError):
    """Rounding left every solver without an answer."""


class EngineError(DownslopeError):
    """The engine that runs the tasks failed: workers died, or a scheduler does not answer."""


class MissingExtraError(DownslopeError, ImportError):
    """An optional dependency is needed but not installed."""


def unknown(what: str, name: object, known: Iterable[str]) -> OptionError:
    """Return the error for an unknown name: ``rule='adam' is not known: …``."""
    return OptionError(f"{what}='{name}' is not known: {did_you_mean(name, known)}")


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return a hint for a misspelled name: the nearest known one, or else a list of them."""
    choices = list(known)
    near = nearest(name, choices)
    if near:
        return f"did you mean '{near}'?"
    more = len(choices) - 12
    listed = ", ".join(choices[:12]) + (f", and {more} more" if more > 0 else "")
    return f"choose from: {listed}" if choices else "there is nothing to choose from"


def nearest(name: object, known: Iterable[str]) -> str | None:
    """Return the known name that `name` most likely stands for, or None."""
    # Imported here, since only a mistake needs it.
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in known}
    near = get_close_matches(str(name).casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def check_not_lost(option: str, text: str) -> None:
    """Check that text that gave 0 is not a number which is only too small.

    Raises
    ------
    OptionError
        It is, such as 1e-400.

    """
    digits, _, _ = text.lower().partition("e")
    if any(digit in "123456789" for digit in digits):
        raise OptionError(
            f"{option} {text.strip()} is too small for float64, which would make it 0: give 0, or "
            "a number of at least 1e-300."
        )
