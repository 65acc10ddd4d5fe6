"""`downslope predict`: predictions of a saved fit for new rows, with intervals, at any size."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import names, number
from downslope.errors import OptionError

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions

EXAMPLE = (
    "Try:\n[bold]downslope fit hubble --save hubble.json[/]\n"
    "[bold]downslope predict hubble.json hubble -o out.csv --interval observation[/]"
)


@click.argument("model", metavar="MODEL", help="A fit saved with downslope fit --save.")
@click.argument(
    "new", nargs=-1, required=True, metavar="NEW", help="The new rows, in files such as fit reads."
)
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FILE",
    help="A .csv, .tsv, or .parquet file for the predictions; - for standard output.",
)
@click.option(
    "--interval",
    metavar="KIND",
    help="Add low and high: mean (of many such rows), or observation (of one row).",
)
@click.option(
    "--level", metavar="SHARE", help="Level of the intervals; that of the fit by default."
)
@click.option("--keep", metavar="A,B", help="Columns of NEW to write beside the predictions.")
@options.drop_missing
@options.reading
@options.as_json
def command(
    model: str,
    new: tuple[str, ...],
    output: str,
    interval: str | None,
    level: str | None,
    keep: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    as_json: bool,
) -> None:
    """Predict new rows with a saved fit, and write them to a file."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import print_json
    from downslope.data.table_writer import OUTPUT, check_output
    from downslope.fitting.fit_result import load_fit
    from downslope.formatting import counted

    if as_json and output == OUTPUT:
        raise OptionError("--json and -o - both print to standard output: name a file with -o.")
    if Path(output).resolve() == Path(model).resolve():
        raise OptionError(f"--output '{output}' would overwrite the fit: choose another name.")
    if output != OUTPUT:
        check_output(Path(output))
    fit = load_fit(model)
    with reading_shown() as progress:
        report = fit.predict_file(
            list(new),
            output,
            interval,
            None if level is None else number(level, "--level"),
            keep=names(keep, "--keep") or (),
            drop_missing=drop_missing,
            progress=progress,
            **reading,
        )
    if as_json:
        print_json(report.to_dict())
        return
    left_out = f", {counted(report.rows_dropped, 'incomplete row')} left out"
    what = f"predictions of '{report.target}'"
    if interval is not None:
        what += f" with {100 * report.level:.6g}% intervals for the {interval}"
    dropped = left_out if report.rows_dropped else ""
    said = sys.stderr if output == OUTPUT else sys.stdout
    place = "standard output" if output == OUTPUT else output
    print(f"{place}: {counted(report.rows, 'row')} of {what}{dropped}.", file=said)
    for finding in report.findings:
        print(f"· {finding}", file=said)
