"""Options that several commands share, and parsers of their values."""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

import click

from downslope.errors import OptionError

if TYPE_CHECKING:
    from downslope.rules import Rule as UpdateRule


LARGEST_WHOLE = 10**15  # all whole numbers up to here are exact in float64
LARGEST_PORT = 65_535

data = click.argument(
    "data", metavar="DATA", help="A CSV or Parquet file, or a data set such as [bold]hubble[/]."
)
perhaps_data = click.argument(
    "data", required=False, metavar="[DATA]", help="A CSV or Parquet file, or a data set."
)
data_files = click.argument(
    "data",
    nargs=-1,
    required=True,
    metavar="DATA",
    help="CSV or Parquet files, a folder of them, summaries (.dss), or a data set such as "
    "[bold]hubble[/].",
)
row_weights = click.option(
    "--weights",
    metavar="COL",
    help="Column of precision weights (WLS): 1/variance of each row.",
)
engine = click.option("--engine", metavar="NAME", help="Read in passes with threads, dask or ray.")
scheduler = click.option(
    "--scheduler", metavar="ADDRESS", help="Address of a running Dask or Ray cluster."
)
target = click.option("--target", "-t", metavar="Y", help="The column to predict.")
features = click.option(
    "--features", metavar="A,B", help="The columns to use; all others by default."
)
drop_missing = click.option(
    "--drop-missing", is_flag=True, help="Leave out incomplete rows, and report how many."
)
categorical = click.option("--categorical", metavar="A,B", help="Columns to treat as categorical.")
epochs = click.option("--epochs", default="200", metavar="N", help="Number of epochs.")
loss = click.option("--loss", default="mse", metavar="NAME", help="mse, half-mse, sse or half-sse.")
standardize = click.option(
    "--standardize", is_flag=True, help="Scale columns to mean 0 and standard deviation 1."
)
rule = click.option("--rule", default="gd", metavar="NAME", help="gd, momentum or nesterov.")
beta = click.option(
    "--beta",
    metavar="B",
    help="Share of the last step that momentum and nesterov keep; 0.9 by default.",
)
plot = click.option("--plot", metavar="FILE", help="Draw the result to a .png, .svg or .pdf file.")
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
start = click.option(
    "--start", metavar="W,W,…", help="First weights: slope(s), then intercept; zeros by default."
)


def names(text: str | None, option: str = "--features") -> list[str] | None:
    """Parse a comma-separated list of names; a name with a comma must be in double quotes."""
    if text is None:
        return None
    try:
        listed = [name.strip() for name in next(csv.reader([text], skipinitialspace=True), [])]
    except csv.Error as error:
        raise OptionError(
            f"{option} {text!r} is not a list of names ({error}): give names such as a,b."
        ) from error
    listed = [name for name in listed if name]
    if not listed:
        raise OptionError(f"{option} '{text}' contains no column name: give names such as a,b.")
    return listed


def categorical_names(text: str | None) -> list[str]:
    """Return the columns of --categorical; an empty list if it was not given."""
    return names(text, "--categorical") or []


def numbers(text: str, option: str) -> list[float]:
    """Parse a comma-separated list of finite numbers."""
    values = [_float(entry) for entry in text.split(",")]
    for value, entry in zip(values, text.split(","), strict=True):
        if not math.isfinite(value):
            raise OptionError(
                f"{option} '{text}': '{entry.strip()}' is not a finite number; give numbers such "
                "as 0.1 or 0.1,1."
            )
    return values


def number(text: str, option: str) -> float:
    """Parse one finite number."""
    value = _float(text)
    if not math.isfinite(value):
        raise OptionError(f"{option} '{text}' cannot be used: give one number, such as 0.5.")
    return value


def rates(text: str, option: str = "--lr") -> list[float]:
    """Parse a comma-separated list of positive numbers."""
    values = numbers(text, option)
    for value, entry in zip(values, text.split(","), strict=True):
        if value <= 0:
            raise OptionError(
                f"{option} '{text}': {entry.strip()} is not a learning rate; give positive numbers "
                "such as 0.01 (with a decimal point)."
            )
    return values


def rate(text: str, option: str = "--lr") -> float:
    """Parse one positive number."""
    values = rates(text, option)
    if len(values) != 1:
        raise OptionError(f"{option} '{text}': give one rate; 'downslope train' takes several.")
    return values[0]


def rule_named(name: str, beta: str | None) -> str | UpdateRule:
    """Return the rule of --rule, with the share of --beta if it is given."""
    if beta is None:
        return name
    from downslope.rules import Momentum, Nesterov

    rules: dict[str, type[Momentum | Nesterov]] = {"momentum": Momentum, "nesterov": Nesterov}
    if name not in rules:
        raise OptionError(
            f"--beta {beta} applies to --rule momentum and --rule nesterov, not to '{name}': "
            "leave it out, or choose one of these rules."
        )
    return rules[name](number(beta, "--beta"))


def whole(text: str, option: str, at_least: int = 0) -> int:
    """Parse a whole number of `at_least` or more; forms such as 1e6 are accepted."""
    value = _float(text)
    if not (at_least <= value <= LARGEST_WHOLE and value == int(value)):
        limit = f" and at most {LARGEST_WHOLE:.0e}" if value > LARGEST_WHOLE else ""
        raise OptionError(
            f"{option} '{text}' cannot be used: give a whole number, {at_least} or more{limit}."
        )
    return int(value)


def port_number(text: str) -> int:
    """Parse the port of --port; 0 means any free port."""
    wanted = whole(text, "--port")
    if wanted > LARGEST_PORT:
        raise OptionError(f"--port {text} is not a port: give a number up to {LARGEST_PORT}.")
    return wanted


def integers(text: str, option: str) -> list[int]:
    """Parse a comma-separated list of whole numbers; sort them and drop repeats."""
    return sorted({whole(entry, option) for entry in text.split(",")})


def _float(text: str) -> float:
    """Return the number in a text, or NaN if there is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan
