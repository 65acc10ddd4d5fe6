"""The exceptions that Downslope raises, and nothing else raises.

    DownslopeError
    ├── InputError        what was given cannot be used (also a ValueError)
    │   ├── DataError     the data: missing file, text column, NaN, mismatched lengths
    │   └── OptionError   an argument: a learning rate of 0, an unknown loss
    ├── PrecisionError    rounding left every solver without an answer (also an ArithmeticError)
    ├── EngineError       workers died again and again, or a scheduler does not answer
    └── MissingExtraError an optional dependency is not installed (also an ImportError)

Every message is one line: what was given, where, and what to do instead. A run that diverges
is not an error: it is a result to look at.
"""

from __future__ import annotations

from collections.abc import Iterable


class DownslopeError(Exception):
    """Base of every exception raised on purpose by this package."""


class InputError(DownslopeError, ValueError):
    """What was given cannot be used."""


class DataError(InputError):
    """The data cannot be used as they are."""


class OptionError(InputError):
    """An argument has a value that cannot be used."""


class PrecisionError(DownslopeError, ArithmeticError):
    """Rounding has left every solver without an answer."""


class EngineError(DownslopeError):
    """What carries the tasks out has failed."""


class MissingExtraError(DownslopeError, ImportError):
    """An optional dependency is needed and not installed."""


def unknown(what: str, name: object, known: Iterable[str]) -> OptionError:
    """The error for a name that is none of the known ones: ``rule='adam' is not known: …``."""
    return OptionError(f"{what}='{name}' is not known: {did_you_mean(name, known)}")


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """A hint for a misspelt name: the near one if there is one, else the list of known names."""
    choices = list(known)
    near = nearest(name, choices)
    if near:
        return f"did you mean '{near}'?"
    listed = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")
    return f"choose from: {listed}" if choices else "there is nothing to choose from"


def nearest(name: object, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely stands for, if any is near."""
    from difflib import get_close_matches  # only a mistake needs it

    folded = {choice.casefold(): choice for choice in known}
    near = get_close_matches(str(name).casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None
