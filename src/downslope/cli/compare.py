"""`downslope compare`: gradient descent, SGD, and the closed forms on the same data."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import categorical_names, names, reading_options, whole

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions

EXAMPLE = (
    "Try: [bold]downslope compare --case ill-conditioned[/], or your own data: "
    "[bold]downslope compare hubble[/]"
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
    from downslope.cli.report import comparison_report
    from downslope.errors import OptionError
    from downslope.fitting import compare

    if (data is None) == (case is None):
        raise OptionError(
            f"Give either DATA with --target, or --case with one of {', '.join(datasets.CASES)}."
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
