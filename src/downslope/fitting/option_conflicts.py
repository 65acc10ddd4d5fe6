"""Conflicts between the options of a fit: one table of what excludes what, and why.

A row names one option, others that cannot stand beside it, and what a message says. An option is
written as its name, or as name=value if only this value is meant:

    Conflict("formula", ("target", "features"), "{one} has no place for {other}: …")
    Conflict("model=least-squares", ("alpha",), "{other} does not apply …, such as {model=ridge}.")

In a message, {one} and {other} are the two options as the user gave them, and {name} and
{name=value} any option as the user would write it. The first row that applies is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from downslope.data.dialect import ReadingOptions, written
from downslope.errors import OptionError
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import OptionStyle

DEFAULTS = {
    "degree": 1,
    "exact_decimals": False,
    "intercept": True,
    "method": "auto",
    "accuracy": "standard",
    "residuals": False,
    "drop_missing": False,
}
READING = tuple(ReadingOptions.__annotations__)
ALL_ROWS = ("degree", "exact_decimals", "weights_kind=sampling", "method=qr", "method=svd")
ERRORS = ("robust", "cluster", "hac", "residuals")
PASSES = ("engine", "scheduler", "workers", "max_passes")
# What a summary has no rows for: with least squares below, and first with the other models.
ROWS_OF_MODEL = (*PASSES, "categorical", "drop_missing", *READING, "formula")
MANY_FITS = ("by", "window")
ROWS = (*MANY_FITS, "time", "absorb", *ALL_ROWS, *ERRORS, *ROWS_OF_MODEL)
OF_DATABASE = ("table", "sql", "grade")
# What a database, from which only sums come, has no rows for.
ROWS_OF_DATABASE = tuple(
    each for each in ROWS if each not in ("by", "categorical", "drop_missing", "keep_levels")
)

FLAGS = ("exact_decimals", "drop_missing", "residuals")
WITH_VALUE = ("method", "accuracy", "model", "alpha", "l1_ratio", "delta")  # in messages
LEAST_SQUARES = f"model={LeastSquares.name}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One option, those that cannot stand beside it, and what a message says."""

    one: str
    others: tuple[str, ...]
    says: str


NEEDS_ROWS = (
    "{other} needs rows, but only sums leave a database: leave it out, or save the rows to a file."
)
NO_PLACE = "{one} has no place for {other}"
NOT_OF_LEAST_SQUARES = (
    "{other} does not apply to least squares: leave it out, or choose a model that takes it, "
    "such as "
)
DATABASE_CONFLICTS = (
    Conflict(
        "other data",
        OF_DATABASE,
        "{other} is for a database: give its address, such as duckdb:///sales.db, or a connection.",
    ),
    Conflict(
        "database",
        ROWS_OF_DATABASE,
        NEEDS_ROWS,
    ),
)
CONFLICTS = (
    *(
        Conflict(
            one,
            (
                "other model", "degree", "exact_decimals", "weights_kind=frequency",
                "weights_kind=sampling", "method", "accuracy=full",
                "accuracy=reproducible", "max_passes", *ERRORS,
            ),
            "{one} makes many fits from one pass, in which {other} has no place: leave one of the "
            "two out.",
        )
        for one in MANY_FITS
    ),
    Conflict(
        "absorb",
        (
            "by", "window", "other model", "degree", "exact_decimals", "weights_kind=frequency",
            "weights_kind=sampling", "method", "accuracy=full",
            "accuracy=reproducible", "intercept", "residuals",
            "max_passes",
        ),
        "{one} takes out an intercept for each level, which {other} has no place for: leave one "
        "of the two out.",
    ),
    Conflict(
        "window", ("by",), "{one} and {other} are two ways to cut the rows: leave one of them out."
    ),
    Conflict(
        "window", ("weights",), "{one} counts every row alike: leave {other} out, or fit groups."
    ),
    *DATABASE_CONFLICTS,
    Conflict(
        "hac",
        ("cluster", "robust"),
        "{one} and {other} are two kinds of errors: leave one of the two out.",
    ),
    Conflict(LEAST_SQUARES, ("alpha",), NOT_OF_LEAST_SQUARES + "{model=ridge}."),
    Conflict(LEAST_SQUARES, ("l1_ratio",), NOT_OF_LEAST_SQUARES + "{model=elastic-net}."),
    Conflict(LEAST_SQUARES, ("delta",), NOT_OF_LEAST_SQUARES + "{model=huber}."),
    Conflict(
        "formula",
        ("target", "features", "categorical", "degree"),
        NO_PLACE + ": write it in the formula.",
    ),
    Conflict(
        "formula", ("intercept",), NO_PLACE + ": for no intercept, write - 1 in the formula."
    ),
    Conflict("formula", ("exact_decimals",), NO_PLACE + ": leave it out."),
    Conflict(
        "formula",
        ("other model",),
        NO_PLACE + ": a formula is for least squares, so leave one of the two out.",
    ),
    Conflict(
        "other model",
        (
            "degree", "exact_decimals", "weights_kind=precision", "weights_kind=sampling",
            "method", "accuracy=reproducible", *ERRORS,
        ),
        "{other} applies to least squares only: leave it out with {one}.",
    ),
    Conflict(
        "degree",
        ("cluster", "hac", "residuals"),
        "{other} has no place for {one}: write the powers in a formula, poly(x, 2, raw=True).",
    ),
    *(
        Conflict(
            one,
            PASSES,
            "{one} needs all rows at once, but {other} reads them in passes: leave one of the two "
            "out.",
        )
        for one in ALL_ROWS
    ),
)  # fmt: skip


class Given:
    """The options that a user gave, and how the user writes them.

    Parameters
    ----------
    style : OptionStyle
        How messages write an option.
    values : mapping from str to object
        The options by name; those with their default values were not given.

    """

    def __init__(self, style: OptionStyle, values: Mapping[str, Any]) -> None:
        self.style = style
        self.values = {
            name: value
            for name, value in values.items()
            if value is not None and not (name in DEFAULTS and value == DEFAULTS[name])
        }

    def among(self, options: Iterable[str]) -> list[str]:
        """Return those of the options that were given, as the user writes them."""
        return [self._written(option) for option in options if self._holds(option)]

    def check(self, conflicts: Iterable[Conflict] = CONFLICTS) -> None:
        """Check that no two of the options exclude each other.

        Raises
        ------
        OptionError
            Two do.

        """
        for conflict in conflicts:
            if self._holds(conflict.one):
                for other in filter(self._holds, conflict.others):
                    raise OptionError(self._filled(conflict.says, conflict.one, other))

    def _holds(self, option: str) -> bool:
        if option == "other data":
            return "database" not in self.values
        if option == "other model":
            return not self._holds(LEAST_SQUARES)
        name, _, value = option.partition("=")
        return name in self.values and value in ("", self.values[name])

    def _filled(self, says: str, one: str, other: str) -> str:
        def shown(place: re.Match[str]) -> str:
            option, value = place.group(1), place.group(2)
            if value is not None:
                return self.style.setting(option, value)
            return self._written({"one": one, "other": other}.get(option, option))

        return re.sub(r"\{(\w+)(?:=([\w-]+))?\}", shown, says)

    def _written(self, option: str) -> str:
        name = "model" if option == "other model" else option.partition("=")[0]
        if name in WITH_VALUE:
            return self.style.setting(name, self.values[name])
        if name in READING:
            return written(name, self.style)
        if name == "residuals" and self.style is OptionStyle.COMMAND_LINE:
            return f"{self.style.option('plot')} or {self.style.option('press')}"
        if name in FLAGS:
            return self.style.flag(name)
        return self.style.off(name) if name == "intercept" else self.style.option(name)
