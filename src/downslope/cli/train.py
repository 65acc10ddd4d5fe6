"""Command `downslope train`: gradient descent on the user's data, shown live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from downslope.cli import model_choice, options
from downslope.cli.options import (
    categorical_names,
    integers,
    names,
    numbers,
    rates,
    reading_options,
    rule_named,
    whole,
)
from downslope.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from rich.console import Console, RenderableType
    from rich.text import Text

    from downslope.cli.model_choice import ModelChoice
    from downslope.data.dialect import ReadingOptions
    from downslope.data_table import Table, TableSummary
    from downslope.descent import Step
    from downslope.diagnosis.training_report import Training, Watch
    from downslope.models.model import Model
    from downslope.plots.recording import Recording


EXAMPLE = (
    "Try:\n[bold]downslope train hubble --lr 0.1 --epochs 500[/]\n"
    "[bold]downslope train hubble --lr 0.001,0.01,0.1[/] (learning rates side by side)"
)


@options.perhaps_data
@options.target
@click.option("--case", metavar="NAME", help="Generated data that show one problem; see compare.")
@click.option("--lr", default="0.01", metavar="R[,R…]", help="The learning rate, or several.")
@options.epochs
@options.features
@options.start
@options.loss
@options.standardize
@options.rule
@options.beta
@options.batch_size
@click.option("--snapshots", metavar="E,E,…", help="Print the weights at these epochs.")
@model_choice.model
@options.categorical
@options.drop_missing
@options.reading
@options.database
@options.plot
@options.as_json
def command(
    data: str | None,
    target: str | None,
    case: str | None,
    lr: str,
    epochs: str,
    features: str | None,
    start: str | None,
    loss: str,
    standardize: bool,
    rule: str,
    beta: str | None,
    batch_size: str | None,
    snapshots: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    plot: str | None,
    as_json: bool,
    chosen: ModelChoice,
) -> None:
    """Train on your data by gradient descent, and watch the loss live."""
    from downslope.cli.live import LiveTable
    from downslope.cli.output import check_picture, console, draw, print_json
    from downslope.diagnosis.training_report import train

    check_picture(plot, data)
    given_rates, last = rates(lr), whole(epochs, "--epochs")
    batch = None if batch_size is None else whole(batch_size, "--batch-size", at_least=1)
    kept = [] if snapshots is None else integers(snapshots, "--snapshots")
    settings: dict[str, Any] = {
        "epochs": last,
        "start": None if start is None else numbers(start, "--start"),
        "rule": rule_named(rule, beta),
        "standardize": standardize,
        "batch_size": batch,
        "snapshots": kept,
    }
    kinds = categorical_names(categorical)
    rows_for = None if batch is None else "--batch-size"
    table, problem = _data(
        data, target, case, names(features), drop_missing, kinds, loss, chosen, rows_for, reading
    )
    recordings: dict[float, Recording] = {}

    def run(rate: float, watch: Watch | None = None) -> Training:
        if plot is not None:
            watch = _recorded(recordings, rate, last, kept).and_show(watch)
        return train(problem, rate, watch=watch, **settings)

    out = console()
    if as_json:
        results = [run(rate) for rate in given_rates]
        each = [result.to_dict() for result in results]
        shown = each[0] if len(each) == 1 else {"runs": each}
        print_json(shown | {"rows_dropped": table.rows_dropped})
    elif len(given_rates) == 1:
        with LiveTable(out, problem.flat_names, last, kept) as live:
            results = [run(given_rates[0], live.show)]
        out.print(training_report(results[0], table))
    else:
        with_losses = [_with_losses(run, rate, last, out) for rate in given_rates]
        results = [result for result, _ in with_losses]
        out.print(trainings_report(with_losses, table))
    if plot is not None:
        draw(_picture(results[0], recordings, kept, table.target), plot, quietly=as_json)


def _data(
    data: str | None,
    target: str | None,
    case: str | None,
    features: list[str] | None,
    drop_missing: bool,
    kinds: list[str],
    loss: str,
    chosen: ModelChoice,
    rows_for: str | None,
    reading: ReadingOptions,
) -> tuple[Table | TableSummary, Model]:
    """Read the user's data or a case; without batches a summary is enough for large data."""
    from downslope import datasets

    if (data is None) == (case is None):
        raise OptionError(
            "Give either DATA (with --target unless it is a built-in data set) or --case with one "
            f"of {', '.join(datasets.CASES)}."
        )
    if case is None:
        assert data is not None
        return chosen.of_data(data, target, features, drop_missing, kinds, loss, rows_for, reading)
    if target is not None or drop_missing or kinds or reading:
        other = "".join(f", {option}" for option in reading_options(reading))
        raise OptionError(
            f"--target{other}, --categorical, and --drop-missing apply to DATA: leave them out "
            "with --case."
        )
    table = datasets.case(case).table(features)
    return table, chosen.of_table(table, loss)


def _recorded(
    recordings: dict[float, Recording], rate: float, epochs: int, kept: list[int]
) -> Recording:
    """Add a recording of the run at this rate to the others and return it."""
    from downslope.plots.recording import SNAPSHOTS, Recording

    recordings[rate] = Recording(epochs, kept or SNAPSHOTS)
    return recordings[rate]


def _picture(
    result: Training, recordings: dict[float, Recording], kept: list[int], target: str
) -> Axes:
    """Draw the data and the line of a single run, or the losses of several."""
    from downslope.models.least_squares import LeastSquares
    from downslope.plots.data_and_line import data_and_line
    from downslope.plots.loss_curves import loss_curves
    from downslope.plots.recording import SNAPSHOTS

    paths = {rate: recording.path() for rate, recording in recordings.items()}
    problem = result.problem
    if len(paths) == 1 and isinstance(problem, LeastSquares) and problem.closed_form:
        (path,) = paths.values()
        return data_and_line(problem, path, snapshots=kept or SNAPSHOTS, target=target)
    seen = result.diagnosis
    return loss_curves(paths, floor=seen.floor, loss=seen.loss_convention)


def _with_losses(
    run: Callable[[float, Watch], Training], rate: float, epochs: int, out: Console
) -> tuple[Training, dict[int, float]]:
    """Run at one rate and return the run with its loss at round epochs."""
    from downslope.cli.live import PATIENCE, Waiting
    from downslope.diagnosis.training_report import milestones

    wanted = set(milestones(epochs))
    losses: dict[int, float] = {}

    def watch(step: Step) -> None:
        if step.epoch in wanted:
            losses[step.epoch] = step.loss
        waiting.show(lambda: f"lr={rate:g}: epoch {step.epoch:,} of {epochs:,}")

    with Waiting(PATIENCE, out) as waiting:
        return run(rate, watch), losses


def training_report(training: Training, table: Table | TableSummary) -> RenderableType:
    """Report the outcome of a run, to print below its table of epochs."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import lines_about

    lines = [Text(), _status_line(training)]
    if training.overflowed:
        lines.append(
            Text(f"Stopped at epoch {training.epochs_run:,}: the numbers overflowed float64.")
        )
    lines += [Text(f"· {line}") for line in training.what_to_do[:2]]
    return Group(*lines, *lines_about(table))


def trainings_report(
    runs: list[tuple[Training, dict[int, float]]], table: Table | TableSummary
) -> RenderableType:
    """Report several runs: the loss at round epochs, one column per rate, and each outcome."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE, lines_about, plain_table
    from downslope.formatting import number

    rows = plain_table()
    rows.add_column("epoch", justify="right")
    for training, _ in runs:
        rows.add_column(f"lr={training.diagnosis.lr:g}", justify="right")
    for epoch in sorted({epoch for _, losses in runs for epoch in losses}):
        shown = [number(losses[epoch]) if epoch in losses else "—" for _, losses in runs]
        rows.add_row(f"{epoch:,}", *shown)
    states = [Text(t.status, style=STATUS_STYLE[t.status]) for t, _ in runs]
    rows.add_row("", *states)
    closing = [_status_line(training, is_one=False) for training, _ in runs]
    return Group(rows, Text(), *closing, *lines_about(table))


def _status_line(training: Training, *, is_one: bool = True) -> Text:
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE

    # Of several runs each is named, unless its sentence begins with that.
    is_named = is_one or training.sentence.startswith("lr=")
    at = "" if is_named else f" at lr={training.diagnosis.lr:g}"
    text = Text(f"{training.status.upper()}{at}: ", style=STATUS_STYLE[training.status])
    return text.append(training.sentence, style="not bold default")
