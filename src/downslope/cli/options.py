"""Options that several commands share, parsers of their values, and the data that they name."""

from __future__ import annotations

import csv
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Unpack

import click

from downslope.errors import OptionError, check_not_lost
from downslope.formatting import counted

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions
    from downslope.data.engines import WorkersSilent
    from downslope.data.open import MemoryNotice
    from downslope.data_table import Table, TableSummary
    from downslope.fitting.passes.reader import Reading
    from downslope.rules import Rule as UpdateRule


LARGEST_WHOLE = 10**15  # all whole numbers up to here are exact in float64
LARGEST_PORT = 65_535
PATIENCE = 0.5  # seconds before the progress of a pass is shown

data = click.argument(
    "data",
    metavar="DATA",
    help="A CSV or Parquet file, or a built-in data set such as [bold]hubble[/].",
)
perhaps_data = click.argument(
    "data", required=False, metavar="[DATA]", help="A CSV or Parquet file, or a built-in data set."
)
FILES: dict[str, Any] = {
    "nargs": -1,
    "metavar": "DATA",
    "help": "CSV or Parquet files, a folder of them, summaries (.dss), a database "
    "(duckdb:///sales.db), or a built-in data set such as [bold]hubble[/].",
}
data_files = click.argument("data", required=True, **FILES)
perhaps_files = click.argument("data", required=False, **FILES)


def check_one_source(data: Sequence[str], moments: str | None) -> None:
    """Check that either DATA or --moments is given."""
    if (moments is None) == (not data):
        if moments is not None:
            raise OptionError("--moments takes the place of DATA: leave out one of the two.")
        raise click.MissingParameter(param_type="argument", param_hint="'DATA'")


row_weights = click.option(
    "--weights",
    metavar="COL",
    help="Column of precision weights (WLS): 1/variance of each row.",
)
engine = click.option(
    "--engine", metavar="NAME", help="Read block by block with threads, dask, ray, or spark."
)
scheduler = click.option(
    "--scheduler", metavar="ADDRESS", help="Address of a running Dask, Ray, or Spark cluster."
)
level = click.option("--level", default="0.95", metavar="SHARE", help="Level of the intervals.")
target = click.option("--target", "-t", metavar="Y", help="The column to predict.")
features = click.option(
    "--features", metavar="A,B", help="The columns to use; all others by default."
)
drop_missing = click.option(
    "--drop-missing", is_flag=True, help="Leave out incomplete rows, and report how many."
)
categorical = click.option("--categorical", metavar="A,B", help="Columns to treat as categorical.")
READING = {
    "missing": click.option(
        "--missing",
        metavar="V,COL=V",
        help="Values that mean missing, such as -999; COL=V for one column.",
    ),
    "date": click.option(
        "--date",
        metavar="COL=UNIT",
        help="Convert a date column to a number: days, hours, seconds, years, or its year, "
        "quarter, month, weekday, or hour.",
    ),
    "keep_index": click.option(
        "--keep-index", is_flag=True, help="Keep a column of row numbers as a feature."
    ),
    "keep_levels": click.option(
        "--keep-levels",
        metavar="V,V",
        help="Values such as NA to keep as category levels, not treat as missing.",
    ),
    "no_header": click.option(
        "--no-header", is_flag=True, help="The CSV has no header: its first line is data."
    ),
    "decimal": click.option("--decimal", metavar="MARK", help="Decimal mark of a CSV: . or ,"),
    "thousands": click.option("--thousands", metavar="MARK", help="Thousands separator of a CSV."),
    "encoding": click.option("--encoding", metavar="NAME", help="Encoding of a CSV file."),
}


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options on how data are written; the command receives those given as `reading`."""

    @wraps(command)
    def with_reading(**given: Any) -> None:
        written = {name: given.pop(name) for name in READING}
        command(**given, reading=_reading(written))

    for option in reversed(READING.values()):
        option(with_reading)
    return with_reading


def _reading(written: dict[str, Any]) -> ReadingOptions:
    """Return the reading options that were given, as `fit` takes them."""
    found: ReadingOptions = {}
    such_as = "values such as -999,NA"
    missing = names(written["missing"], "--missing", "value", such_as)
    if missing is not None:
        found["missing"] = _codes(missing)
    levels = names(written["keep_levels"], "--keep-levels", "value", such_as)
    if levels is not None:
        found["keep_levels"] = levels
    if written["date"] is not None:
        found["date"] = _dates(written["date"])
    if written["keep_index"]:
        found["keep_index"] = True
    if written["no_header"]:
        found["header"] = False
    for name in ("decimal", "thousands", "encoding"):
        if written[name] is not None:
            found[name] = written[name]
    return found


def _codes(values: list[str]) -> dict[str | None, list[str]]:
    """Return the values of --missing by column; None stands for all columns."""
    found: dict[str | None, list[str]] = {}
    for each in values:
        name, equals, code = each.rpartition("=")
        if equals and not (name and code):
            raise OptionError(
                f"--missing '{each}' is not a column with a value: write COL=V, such as age=99."
            )
        found.setdefault(name or None, []).append(code)
    return found


def _dates(text: str) -> dict[str, str]:
    found = {}
    for each in names(text, "--date", "column", "units such as day=days") or []:
        name, equals, unit = each.rpartition("=")
        if not equals or not name:
            raise OptionError(
                f"--date '{each}' is not a column with a unit: write COL=UNIT, such as day=days."
            )
        found[name] = unit
    return found


def reading_options(reading: ReadingOptions) -> list[str]:
    """Return the reading options as they were written."""
    return [
        "--no-header" if name == "header" else f"--{name.replace('_', '-')}" for name in reading
    ]


DATABASE = {
    "table": click.option(
        "--table", metavar="NAME", help="Of a database: the table or view to sum."
    ),
    "sql": click.option("--sql", metavar="SELECT", help="Of a database: the query to sum."),
    "grade": click.option(
        "--grade",
        metavar="NAME",
        help="How a database adds: double, compensated, or exact (no rounding).",
    ),
}


def database(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a database; the command receives those given among `reading`."""

    @wraps(command)
    def with_database(reading: ReadingOptions, **given: Any) -> None:
        written = {name: given.pop(name) for name in DATABASE}
        asked = {name: value for name, value in written.items() if value is not None}
        command(**given, reading={**reading, **asked})

    for option in reversed(DATABASE.values()):
        option(with_database)
    return with_database


epochs = click.option("--epochs", default="200", metavar="N", help="Number of epochs.")
loss = click.option(
    "--loss", default="mse", metavar="NAME", help="mse, half-mse, sse, or half-sse."
)
standardize = click.option(
    "--standardize", is_flag=True, help="Scale columns to mean 0 and standard deviation 1."
)
rule = click.option(
    "--rule",
    default="gd",
    metavar="NAME",
    help="gd, momentum, nesterov, adagrad, rmsprop, or adam.",
)
beta = click.option(
    "--beta",
    metavar="B",
    help="Share of the last step that momentum and nesterov keep; 0.9 by default.",
)
batch_size = click.option("--batch-size", metavar="B", help="Update after every B rows.")
plot = click.option("--plot", metavar="FILE", help="Draw the result to a .png, .svg, or .pdf file.")
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
start = click.option(
    "--start", metavar="W,W,…", help="First weights: slope(s), then intercept; zeros by default."
)


def names(
    text: str | None,
    option: str = "--features",
    what: str = "column name",
    such_as: str = "names such as a,b",
) -> list[str] | None:
    """Parse a comma-separated list of names; a name with a comma must be in double quotes."""
    if text is None:
        return None
    try:
        listed = [name.strip() for name in next(csv.reader([text], skipinitialspace=True), [])]
    except csv.Error as error:
        kind = f"{what.split()[-1]}s"
        raise OptionError(
            f"{option} {text!r} is not a list of {kind} ({error}): give {such_as}."
        ) from error
    listed = [name for name in listed if name]
    if not listed:
        raise OptionError(f"{option} '{text}' contains no {what}: give {such_as}.")
    return listed


def categorical_names(text: str | None) -> list[str]:
    """Return the columns of --categorical; an empty list if it was not given."""
    return names(text, "--categorical") or []


def numbers(text: str, option: str) -> list[float]:
    """Parse a comma-separated list of finite numbers."""
    values = [_float(entry, option) for entry in text.split(",")]
    for value, entry in zip(values, text.split(","), strict=True):
        if not math.isfinite(value):
            raise OptionError(
                f"{option} '{text}': '{entry.strip()}' is not a finite number; give numbers such "
                "as 0.1 or 0.1,1."
            )
    return values


def number(text: str, option: str) -> float:
    """Parse one finite number."""
    value = _float(text, option)
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
    """Return the update rule that --rule names, with the value of --beta if it is given."""
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
    value = _float(text, option)
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


def _float(text: str, option: str) -> float:
    """Return the number in a string, or NaN if there is none; `option` names it in messages."""
    try:
        found = float(text)
    except ValueError:
        return math.nan
    if found == 0.0:
        check_not_lost(option, text)
    return found


# --- data, read with progress and notices on screen ---------------------------------------------


@contextmanager
def reading_shown() -> Iterator[Callable[[Reading | MemoryNotice | WorkersSilent], None]]:
    """Show the progress of a pass, and notices."""
    began, waiting = time.monotonic(), None

    def progress(step: Reading | MemoryNotice | WorkersSilent) -> None:
        from downslope.fitting.passes.reader import Reading

        nonlocal waiting
        if not isinstance(step, Reading):
            print(step, file=sys.stderr)
            return
        if time.monotonic() - began < PATIENCE:
            return
        from rich.text import Text

        # Imported here, since it takes long to load and few runs get here.
        from downslope.cli.live import Waiting

        if waiting is None:
            waiting = until_end.enter_context(Waiting(0.0))
        waiting.show(lambda: Text(reading_line(step)))

    with ExitStack() as until_end:
        yield progress


def gathered(
    data: str,
    target: str | None,
    features: list[str] | None,
    drop_missing: bool,
    categorical: list[str],
    rows_for: str | None = None,
    **reading: Unpack[ReadingOptions],
) -> Table | TableSummary:
    """Read the data of a command; `rows_for` names what needs the rows, if anything does."""
    from downslope.data.files import check_needs_no_rows
    from downslope.fitting.summarize import gather

    if rows_for is None:
        of_rows = {"--drop-missing": drop_missing, "--categorical": bool(categorical)}
        asked = [option for option, given in of_rows.items() if given]
        check_needs_no_rows(data, asked + reading_options(reading))
    with reading_shown() as progress:
        return gather(
            data,
            target,
            features,
            drop_missing,
            categorical,
            rows_for=rows_for,
            progress=progress,
            **reading,
        )


def reading_line(reading: Reading) -> str:
    """Return `Pass 1: 3,000,000 of 50,000,000 rows (6%), 20 million a second, 2 s left`."""
    if reading.total:
        share = f"{reading.rows / reading.total:.0%}"
        line = f"{reading.rows:,} of {counted(reading.total, 'row')} ({share})"
    else:
        line = counted(reading.rows, "row")
    line = f"Pass {reading.pass_number}: {line}"
    line += f", {reading.rate / 1e6:.3g} million a second"
    left = reading.seconds_left
    return line if left is None else f"{line}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
