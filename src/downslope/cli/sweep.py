"""Command `downslope sweep`: the results of many learning rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from downslope.cli import model_choice, options
from downslope.cli.options import categorical_names, names, numbers, rule_named, whole
from downslope.errors import OptionError
from downslope.formatting import counted

if TYPE_CHECKING:
    from downslope.cli.model_choice import ModelChoice
    from downslope.data.dialect import ReadingOptions
    from downslope.numerics.arrays import Vector


EXAMPLE = "Try: [bold]downslope sweep hubble --lrs 1e-4:1:40[/]"


@options.data
@options.target
@click.option(
    "--lrs",
    metavar="LO:HI:COUNT",
    help="Rates from LO to HI, evenly spaced on a log scale; around the limit by default.",
)
@options.epochs
@options.features
@options.start
@options.loss
@options.standardize
@options.rule
@options.beta
@model_choice.model
@options.categorical
@options.drop_missing
@options.reading
@options.plot
@options.as_json
def command(
    data: str,
    target: str | None,
    lrs: str | None,
    epochs: str,
    features: str | None,
    start: str | None,
    loss: str,
    standardize: bool,
    rule: str,
    beta: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    plot: str | None,
    as_json: bool,
    chosen: ModelChoice,
) -> None:
    """Compare many learning rates: the result of each, the limit, and the best one."""
    from downslope.cli.output import check_picture, console, draw, left_out, print_json
    from downslope.cli.report import sweep_report
    from downslope.diagnosis import sweep

    check_picture(plot, data)
    update = rule_named(rule, beta)
    rates, last = None if lrs is None else spread(lrs), whole(epochs, "--epochs")
    kinds = categorical_names(categorical)
    table, problem = chosen.of_data(
        data, target, names(features), drop_missing, kinds, loss, None, reading
    )
    result = sweep.sweep(
        problem.standardized() if standardize else problem,
        rates,
        last,
        None if start is None else numbers(start, "--start"),
        rule=update,
    )
    if as_json:
        print_json(result.to_dict() | left_out(table))
    else:
        console().print(sweep_report(result, table))
    if plot is not None:
        from downslope.plots.sweep_curve import sweep_curve

        draw(sweep_curve(result), plot, quietly=as_json)


def spread(text: str) -> Vector:
    """Convert LO:HI:COUNT to learning rates, evenly spaced on a log scale."""
    import numpy as np

    try:
        low_text, high_text, count_text = text.split(":")
        low, high, count = float(low_text), float(high_text), int(count_text)
    except ValueError as error:
        raise OptionError(f"--lrs '{text}' is not LO:HI:COUNT, such as 1e-4:1:40.") from error
    if not (0 < low < high < np.inf):
        raise OptionError(
            f"--lrs '{text}' does not go up from a positive rate: give 0 < LO < HI, such as "
            "1e-4:1:40."
        )
    if not 2 <= count <= 100_000:
        raise OptionError(f"--lrs '{text}' asks for {counted(count, 'rate')}: give 2 to 100000.")
    return np.geomspace(low, high, count)
