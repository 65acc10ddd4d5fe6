"""`downslope compare`: gradient descent, SGD, and the closed forms on the same data."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import categorical_names, names, reading_options, whole

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.data.dialect import ReadingOptions
    from downslope.data_table import Table, TableSummary
    from downslope.fitting.comparison_result import Comparison

EXAMPLE = (
    "Try:\n[bold]downslope compare --case ill-conditioned[/]\n"
    "[bold]downslope compare hubble[/] (or your own data)"
)


@options.perhaps_data
@options.target
@click.option(
    "--case",
    metavar="NAME",
    help="Generated data with a known solution: well-posed, collinear, badly-scaled, "
    "ill-conditioned, large-n, or large-d.",
)
@options.epochs
@options.features
@options.categorical
@options.drop_missing
@options.reading
@options.as_json
def command(
    data: str | None,
    target: str | None,
    case: str | None,
    epochs: str,
    features: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    as_json: bool,
) -> None:
    """Compare gradient descent, SGD, and closed forms: time, memory, error, and which to use."""
    from downslope import datasets
    from downslope.cli.options import gathered
    from downslope.cli.output import console, left_out, print_json
    from downslope.errors import OptionError
    from downslope.fitting import compare

    if (data is None) == (case is None):
        raise OptionError(
            "Give either DATA (with --target unless it is a built-in data set) or --case with one "
            f"of {', '.join(datasets.CASES)}."
        )
    of_data = target or features or drop_missing or categorical
    if case is not None and (of_data or reading):
        other = "".join(f", {option}" for option in reading_options(reading))
        raise OptionError(
            f"--target, --features{other}, --categorical, and --drop-missing apply to DATA: leave "
            "them out with --case."
        )
    last = whole(epochs, "--epochs", at_least=1)
    table = None
    if data is not None:
        kinds = categorical_names(categorical)
        what = "Comparing solvers"
        table = gathered(data, target, names(features), drop_missing, kinds, what, **reading)
    chosen = datasets.case(case) if case is not None else table
    assert chosen is not None
    out = console()
    with nullcontext() if as_json else out.status("comparing") as status:
        result = compare.compare(
            chosen,
            last,
            progress=None if status is None else lambda what: status.update(f"running {what}"),
        )
    if as_json:
        print_json(result.to_dict() | {"case": case} | left_out(table))
    else:
        about = chosen.about if isinstance(chosen, datasets.Case) else chosen.source
        out.print(comparison_report(result, about, table))


def comparison_report(
    comparison: Comparison, about: str, table: Table | TableSummary | None = None
) -> RenderableType:
    """Report a comparison: one line per solver, notes, and the conclusion."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE, dropped_lines, finding_lines, plain_table

    c = comparison
    rows = plain_table()
    name, *others, last = c.headings
    rows.add_column(name, no_wrap=True)
    for title in others:
        rows.add_column(title, justify="right", no_wrap=True)
    rows.add_column(last, no_wrap=True)
    for *cells, word in c.cells:
        status = Text(word, style=STATUS_STYLE[word])
        if cells[0] == c.advised:
            status.append("  ← recommended", style="default")
        rows.add_row(*cells, status)
    shape = " ".join([c.shape, *map(str, dropped_lines(table.rows_dropped if table else 0))])
    found = finding_lines(table.findings if table else ())
    return Group(
        Text(about, style="bold"), Text(shape), *found, Text(), rows,
        *(Text(f"· {note}", style="dim") for note in c.notes), Text(), Text(c.verdict),
    )  # fmt: skip
