"""Command `downslope summarize`: read data once and save a summary that can be fitted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import categorical_names, names, reading_options

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions

EXAMPLE = (
    "Try:\n[bold]downslope summarize monday.parquet --target y -o monday.dss[/]\n"
    "[bold]downslope fit *.dss[/]"
)


@options.perhaps_files
@click.option(
    "--moments",
    metavar="FILE",
    help="Save what the statement of [bold]downslope sql --print[/] printed, instead of DATA.",
)
@click.option("--output", "-o", required=True, metavar="FILE.dss", help="File for the summary.")
@options.target
@options.features
@options.row_weights
@click.option(
    "--accuracy",
    default="standard",
    metavar="NAME",
    help="standard; full (about 100 bits) and reproducible (about 60): equal files for the same "
    "rows in any order.",
)
@click.option(
    "--like",
    metavar="FILE.dss",
    help="Use the origin and levels of this summary, so that the two can be added.",
)
@click.option(
    "--without", multiple=True, metavar="FILE.dss", help="Subtract the rows of this summary."
)
@options.engine
@options.scheduler
@options.categorical
@options.drop_missing
@options.reading
@options.database
@options.as_json
def command(
    data: tuple[str, ...],
    moments: str | None,
    output: str,
    target: str | None,
    features: str | None,
    weights: str | None,
    accuracy: str,
    like: str | None,
    without: tuple[str, ...],
    engine: str | None,
    scheduler: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    as_json: bool,
) -> None:
    """Read data once and save a small summary that can be fitted, added, and subtracted."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import print_json
    from downslope.data import summary_file
    from downslope.data.files import are_summaries, check_needs_no_rows, check_once
    from downslope.data.sql.pasted_moments import read_moments
    from downslope.errors import OptionError
    from downslope.fitting.summarize import summarize
    from downslope.formatting import counted, plain_dict
    from downslope.numerics.gram import SLICES

    if not output.endswith(".dss"):
        raise OptionError(
            f"--output '{output}' is not a valid name for a summary: it must end in .dss."
        )
    if not Path(output).absolute().parent.is_dir():
        raise OptionError(
            f"--output '{output}' is in a folder that does not exist: make the folder first."
        )
    options.check_one_source(data, moments)
    categorical_columns = categorical_names(categorical)
    of_rows = {
        "--weights": weights is not None,
        "--accuracy": accuracy != "standard",
        "--like": like is not None,
        "--engine": engine is not None,
        "--scheduler": scheduler is not None,
        "--categorical": bool(categorical_columns),
        "--drop-missing": drop_missing,
    }
    asked = [option for option, given in of_rows.items() if given]
    if moments is not None:
        for option in asked + reading_options(reading):
            raise OptionError(f"{option} needs rows, and --moments has only sums: leave it out.")
        table = read_moments(moments)
        table = table.choose(target or table.target, names(features))
    elif are_summaries(data):
        check_needs_no_rows(data, asked + reading_options(reading))
        table = summary_file.load_summaries(data, target, names(features))
    else:
        model = None if like is None else summary_file.load_summary(like)
        with reading_shown() as progress:
            table = summarize(
                data,
                target,
                names(features),
                weights=weights,
                engine=engine,
                scheduler=scheduler,
                drop_missing=drop_missing,
                categorical=categorical_columns,
                accuracy=accuracy,
                like=model,
                progress=progress,
                **reading,
            )
    check_once(map(Path, without or ()))
    for file in without or ():
        table = table - summary_file.load_summary(file)
    summary_file.save_summary(table, output)
    if as_json:
        fields = {
            "file": output,
            "n": table.summary.count,
            "d": table.summary.d,
            "target": table.target,
            "features": table.feature_names,
            "rows_dropped": table.rows_dropped,
            "passes": table.passes,
            "exact": table.exact is not None,
            "slices": None if table.exact is None else table.exact.slices,
            "findings": table.findings,
        }
        print_json(plain_dict(fields))
        return
    dropped = table.rows_dropped
    left_out = f", {counted(dropped, 'incomplete row')} left out" if dropped else ""
    kept = ""
    if table.exact is not None:
        kept = f", also in about {100 if table.exact.slices == SLICES else 60} bits"
    rows, features_ = counted(table.summary.count, "row"), counted(table.summary.d, "feature")
    print(f"{output}: {rows} of {features_} and the target '{table.target}'{left_out}{kept}.")
    for finding in table.findings:
        print(f"· {finding}")
