"""Command `downslope sweep`: the results of many learning rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from downslope.cli import model_choice, options
from downslope.cli.options import categorical_names, names, numbers, rule_named, whole
from downslope.errors import OptionError
from downslope.formatting import counted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.cli.model_choice import ModelChoice
    from downslope.data.dialect import ReadingOptions
    from downslope.data_table import Table, TableSummary
    from downslope.diagnosis.sweep import Sweep
    from downslope.numerics.arrays import Vector


RUN = " The loop was run at every rate: there is no closed form."
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
@options.database
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


def sweep_report(sweep: Sweep, table: Table | TableSummary | None = None) -> RenderableType:
    """Report a sweep: one line per rate, the limit between the rates, the lowest loss marked."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE, lines_about, plain_table
    from downslope.formatting import epochs, number

    rows = plain_table()
    for title in ("lr", "status", f"loss at {sweep.epochs:,}", "epochs to 3 digits", ""):
        rows.add_column(title, justify="left" if title in ("status", "") else "right")
    lowest, limit_shown = sweep.lowest, False
    for i in sorted(range(len(sweep.lrs)), key=lambda i: float(sweep.lrs[i])):
        if sweep.lrs[i] > sweep.lr_limit and not limit_shown:
            limit_shown = True
            rows.add_row(f"{sweep.lr_limit:.4g}", "", "", "", "← limit",
                         style="dim")  # fmt: skip
        rows.add_row(
            f"{sweep.lrs[i]:.4g}",
            Text(sweep.status[i], style=STATUS_STYLE[sweep.status[i]]),
            number(sweep.final_loss[i]),
            epochs(sweep.epochs_to_tolerance[i]).removesuffix("epochs").strip(),
            "← lowest loss" if i == lowest else "",
        )
    return Group(
        rows,
        Text(),
        Text(
            f"Limit {number(sweep.lr_limit)}, recommended {sweep.lr_advised:g}, fastest in the "
            f"long run {number(sweep.lr_best)}, floor of the loss {number(sweep.min_loss)} "
            f"({sweep.loss_convention}).{RUN * (not sweep.closed_form)}"
        ),
        *lines_about(table),
    )
