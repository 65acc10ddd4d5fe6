"""Findings about a user's data, each with its evidence and its fix.

Fits and diagnoses report the same findings about columns in the same words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation, in the user's own terms.

    Attributes:
        code: a stable name such as ``"constant_column"``, for programs.
        columns: the columns concerned, as the user named them.
        evidence: the sentence with its numbers.
        fix: what to do about it; empty when nothing needs doing.

    """

    code: str
    columns: tuple[str, ...]
    evidence: str
    fix: str = ""

    def to_dict(self) -> dict[str, object]:
        """The finding as the command line's ``--json`` prints it."""
        return asdict(self) | {"columns": list(self.columns)}

    def __str__(self) -> str:
        return f"{self.evidence} {self.fix}".strip()


MOST_TERMS = 8  # of a combination, which more make unreadable


def too_few_rows(n: int, rank: int, names: tuple[str, ...], *, intercept: bool) -> Finding:
    """That n rows cannot determine the weights of these `names`, (p,)."""
    most = n - intercept  # columns, so that their weights and the intercept's are at most n
    return Finding(
        code="fewer_rows_than_weights",
        columns=names,
        evidence=(
            f"{len(names)} weights are more than {n} row{'s' * (n > 1)} can determine: "
            f"{len(names) - rank} {'are' if len(names) - rank > 1 else 'is'} free."
        ),
        fix=f"Add rows, or keep at most {most} column{'s' * (most > 1)}." if most else "Add rows.",
    )


def constant_column(name: str, value: float) -> Finding:
    """That a column with this value in every row says nothing of its own."""
    if value == 0.0:
        return Finding(
            code="constant_column",
            columns=(name,),
            evidence=f"'{name}' is zero in every row: its weight does nothing.",
            fix=f"Drop '{name}'.",
        )
    # Without an intercept only a column of zeros depends on nothing.
    return Finding(
        code="constant_column",
        columns=(name, "intercept"),
        evidence=f"'{name}' is {value:.6g} in every row, which the intercept already models.",
        fix=f"Drop '{name}', or fit without an intercept.",
    )


def dependent_columns(relation: str, columns: tuple[str, ...]) -> Finding:
    """That these columns depend on each other; `relation` is a `combination`."""
    return Finding(
        code="dependent_columns",
        columns=columns,
        evidence=(
            f"{relation}, to the rounding of the data: their weights are not identifiable, only "
            "their combined effect is."
        ),
        fix=f"Leave out one of {_quoted(columns)}." if len(columns) > 1 else _leave_out(columns),
    )


def nearly_dependent_columns(relation: str, columns: tuple[str, ...], times: float) -> Finding:
    """That these columns nearly do, which makes standard errors up to that many times larger."""
    return Finding(
        code="nearly_dependent_columns",
        columns=columns,
        evidence=(
            f"{relation}: the columns are nearly dependent, which makes standard errors up to "
            f"{times:.2g} times larger and costs {math.log10(times):.1f} digits of the data's own."
        ),
        fix=(
            f"Leave out or combine some of {_quoted(columns)}, or read their weights together."
            if len(columns) > 1
            else _leave_out(columns)
        ),
    )


def combination(
    name: str, terms: Sequence[tuple[float, str]], constant: float = 0.0, *, nearly: bool = False
) -> str:
    """A column as the sum of weights times others: 'c' = 2·'a' − 'b' + 3; with ≈ nearly."""
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
