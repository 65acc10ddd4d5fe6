"""The options that several commands share, spelt once."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from downslope.errors import OptionError

Data = Annotated[
    str,
    typer.Argument(
        metavar="DATA", help="A CSV or Parquet file, or a data set such as [bold]hubble[/]."
    ),
]
Target = Annotated[
    str | None, typer.Option("--target", "-t", metavar="Y", help="The column to predict.")
]
Features = Annotated[
    str | None,
    typer.Option("--features", metavar="A,B", help="The columns to use; all others by default."),
]
DropMissing = Annotated[
    bool, typer.Option("--drop-missing", help="Leave out incomplete rows, and say how many.")
]
Loss = Annotated[
    str, typer.Option("--loss", metavar="NAME", help="mse, half-mse, sse or half-sse.")
]
Standardize = Annotated[
    bool, typer.Option("--standardize", help="Use columns of mean 0 and standard deviation 1.")
]
Rule = Annotated[str, typer.Option("--rule", metavar="NAME", help="gd, momentum or nesterov.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Start = Annotated[
    str | None,
    typer.Option(
        "--start", metavar="W,W,…", help="First weights, slope(s) then intercept; zeros by default."
    ),
]


def names(text: str | None) -> list[str] | None:
    """A comma-separated list of names."""
    if text is None:
        return None
    listed = [name.strip() for name in text.split(",") if name.strip()]
    if not listed:
        raise OptionError(f"--features '{text}' names no column: give names such as a,b.")
    return listed


def numbers(text: str, option: str) -> list[float]:
    """A comma-separated list of finite numbers."""
    values = []
    for entry in text.split(","):
        try:
            value = float(entry)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise OptionError(
                f"{option} '{text}': '{entry.strip()}' is not a number; give numbers such as 0.1,1."
            )
        values.append(value)
    return values


def number(text: str, option: str) -> float:
    """One finite number."""
    values = numbers(text, option)
    if len(values) != 1:
        raise OptionError(f"{option} '{text}': give one number; `downslope train` takes several.")
    return values[0]


def integers(text: str, option: str) -> list[int]:
    """A comma-separated list of whole numbers, in ascending order."""
    values = numbers(text, option)
    if any(value != int(value) for value in values):
        raise OptionError(f"{option} '{text}': give whole numbers such as 0,5,50.")
    return sorted({int(value) for value in values})
