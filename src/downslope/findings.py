"""Findings about a user's data, each with its evidence and its fix.

Fits and diagnoses report the same findings about columns in the same words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from downslope.numerics.arguments import OptionStyle


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about the data.

    Attributes
    ----------
    code : str
        A stable name such as ``"constant_column"``, for programs.
    columns : tuple of str
        The columns concerned, as the user named them.
    evidence : str
        The observation as a sentence, with its numbers.
    fix : str
        What to do about it; empty if nothing needs to be done.

    """

    code: str
    columns: tuple[str, ...]
    evidence: str
    fix: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return the finding as plain data, as ``--json`` prints it."""
        return asdict(self) | {"columns": list(self.columns)}

    def __str__(self) -> str:
        return f"{self.evidence} {self.fix}".strip()


MOST_TERMS = 8  # of a combination: more are unreadable


def too_few_rows(n: int, rank: int, names: tuple[str, ...], *, intercept: bool) -> Finding:
    """Report that n rows cannot determine the weights of these `names`, (p,)."""
    most = n - intercept  # columns whose weights, with the intercept's, are at most n
    return Finding(
        code="fewer_rows_than_weights",
        columns=names,
        evidence=(
            f"{len(names)} weights are more than {n} row{'s' * (n > 1)} can determine: "
            f"{len(names) - rank} {'are' if len(names) - rank > 1 else 'is'} left undetermined."
        ),
        fix=f"Add rows, or keep at most {most} column{'s' * (most > 1)}." if most else "Add rows.",
    )


def index_left_out(names: Sequence[str], style: OptionStyle) -> Finding:
    """Report that columns of row numbers or names, as pandas and R write them, are left out."""
    listed = " and ".join(f"'{name}'" for name in names)
    are, them = ("are", "them") if len(names) > 1 else ("is", "it")
    return Finding(
        code="index_left_out",
        columns=tuple(names),
        evidence=f"{listed} {are} the index that pandas or R wrote beside the columns, and {are} "
        "left out.",
        fix=f"To use {them} as a feature: {style.flag('keep_index')}.",
    )


def reference_levels(levels: Sequence[tuple[str, Sequence[str]]]) -> tuple[Finding, ...]:
    """Report the reference of each categorical column, whose levels are given in order."""
    return tuple(
        Finding(
            "reference_level",
            (column,),
            f"The weights of '{column}' are differences from {column}={known[0]}, which has no "
            "column.",
        )
        for column, known in levels
    )


def alike_levels(column: str, one: str, other: str) -> Finding:
    """Report two levels that may be the same, written in two ways."""
    return Finding(
        "alike_levels",
        (column,),
        f"'{column}' has the levels '{one}' and '{other}', which have separate weights but may "
        "be the same level.",
        "If they are, write them in the same way.",
    )


def constant_column(name: str, value: float) -> Finding:
    """Report a column with the same value in every row."""
    if value == 0.0:
        return Finding(
            code="constant_column",
            columns=(name,),
            evidence=f"'{name}' is zero in every row: its weight has no effect.",
            fix=f"Drop '{name}'.",
        )
    # A constant that is not zero is a finding only beside an intercept.
    return Finding(
        code="constant_column",
        columns=(name, "intercept"),
        evidence=f"'{name}' is {value:.6g} in every row, which the intercept already models.",
        fix=f"Drop '{name}', or fit without an intercept.",
    )


def dependent_columns(relation: str, columns: tuple[str, ...]) -> Finding:
    """Report columns that depend on each other; `relation` is a `combination`."""
    return Finding(
        code="dependent_columns",
        columns=columns,
        evidence=(
            f"{relation}, up to rounding: the data do not determine their weights, "
            "only their combined effect."
        ),
        fix=f"Leave out one of {_quoted(columns)}." if len(columns) > 1 else _leave_out(columns),
    )


def nearly_dependent_columns(relation: str, columns: tuple[str, ...], times: float) -> Finding:
    """Report nearly dependent columns, which make standard errors up to `times` times larger."""
    return Finding(
        code="nearly_dependent_columns",
        columns=columns,
        evidence=(
            f"{relation}: the columns are nearly dependent, which makes standard errors up to "
            f"{times:.2g} times larger and costs {math.log10(times):.1f} digits of accuracy."
        ),
        fix=(
            f"Leave out or combine some of {_quoted(columns)}, or interpret their weights together."
            if len(columns) > 1
            else _leave_out(columns)
        ),
    )


def combination(
    name: str, terms: Sequence[tuple[float, str]], constant: float = 0.0, *, nearly: bool = False
) -> str:
    """Write a column as a combination of others: 'c' = 2·'a' − 'b' + 3; with ≈ if `nearly`."""
    form = ".4g" if nearly else ".6g"
    parts = [_term(weight, f"'{other}'", form) for weight, other in terms[:MOST_TERMS]]
    if len(terms) > MOST_TERMS:
        parts.append(f" + {len(terms) - MOST_TERMS} more")
    if constant or not parts:
        parts.append(f" {'−' if constant < 0 else '+'} {abs(constant):{form}}")
    summed = "".join(parts).removeprefix(" + ")
    if summed.startswith(" − "):
        summed = f"−{summed[3:]}"
    return f"'{name}' {'≈' if nearly else '='} {summed}"


def _term(weight: float, quoted: str, form: str) -> str:
    size = f"{abs(weight):{form}}"
    return f" {'−' if weight < 0 else '+'} {quoted if size == '1' else f'{size}·{quoted}'}"


def _quoted(columns: tuple[str, ...]) -> str:
    shown = ", ".join(f"'{name}'" for name in columns[:MOST_TERMS])
    more = len(columns) - MOST_TERMS
    return shown if more <= 0 else f"{shown} and {more} more"


def _leave_out(columns: tuple[str, ...]) -> str:
    return f"Leave out {_quoted(columns)}."


def order_shows(calls: Sequence[str]) -> Finding:
    """Return the finding on orthogonal polynomials, whose bits the order of the rows changes."""
    return Finding(
        "order_shows",
        tuple(calls),
        f"The orthogonal polynomials of {' and '.join(calls)} come from sums in float64, so the "
        "last digits of the weights depend on the order of the rows.",
        "Write powers of a centered column, as in center(x) + I(center(x)**2), for the same bits "
        "in any order.",
    )
