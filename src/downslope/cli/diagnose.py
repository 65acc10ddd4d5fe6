"""Command `downslope diagnose`: why training diverges, stalls, or is done, and what to change."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from downslope.cli import model_choice, options
from downslope.cli.model_choice import PLAIN
from downslope.cli.options import (
    categorical_names,
    names,
    numbers,
    rate,
    reading_options,
    rule_named,
    whole,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from rich.console import RenderableType

    from downslope.cli.model_choice import ModelChoice
    from downslope.data.dialect import ReadingOptions
    from downslope.diagnosis.diagnosis_report import Diagnosis
    from downslope.diagnosis.history_report import HistoryDiagnosis
    from downslope.models.model import Model
    from downslope.rules import StepRule


EXAMPLE = (
    "Try:\n[bold]downslope diagnose longley --lr 0.01[/]\n"
    "[bold]downslope diagnose --history losses.csv[/] (a log of losses from any framework)"
)


@click.argument(
    "data", nargs=-1, required=False, metavar="[DATA]", help="A CSV or Parquet file, or a data set."
)
@options.target
@click.option("--lr", metavar="R", help="Your learning rate; the recommended one by default.")
@options.epochs
@options.features
@options.start
@options.loss
@options.standardize
@click.option(
    "--rule",
    default="gd",
    metavar="NAME",
    help="gd, momentum, nesterov, adagrad, rmsprop, or adam.",
)
@options.beta
@options.batch_size
@click.option(
    "--history",
    multiple=True,
    metavar="FILE",
    help="A training log instead of data: files or a folder from any framework, or - for "
    "standard input.",
)
@click.option(
    "--metric", metavar="NAME", help="For a log: the loss to read; the training loss by default."
)
@click.option("--run", metavar="NAME", help="For a log: the run to read, if there are several.")
@click.option(
    "--unit", metavar="NAME", help="For a log: the unit to count in: epoch, step, or sample."
)
@model_choice.model
@options.categorical
@options.drop_missing
@options.reading
@options.database
@options.plot
@options.as_json
def command(
    data: tuple[str, ...],
    target: str | None,
    lr: str | None,
    epochs: str,
    features: str | None,
    start: str | None,
    loss: str,
    standardize: bool,
    rule: str,
    beta: str | None,
    batch_size: str | None,
    history: tuple[str, ...],
    metric: str | None,
    run: str | None,
    unit: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    plot: str | None,
    as_json: bool,
    chosen: ModelChoice,
) -> None:
    """Find out why training diverges, stalls, or is done, and what to change."""
    from downslope.cli.output import check_picture, console, draw, print_json
    from downslope.diagnosis import diagnose
    from downslope.errors import DataError, OptionError

    known, last = None if lr is None else rate(lr), whole(epochs, "--epochs")
    if (not data and not history) or (data and history and target is not None):
        raise OptionError(
            "Give either DATA (with --target unless it is a built-in data set) or --history FILE."
        )
    of_log = {"--metric": metric is not None, "--run": run is not None, "--unit": unit is not None}
    if history:
        from downslope.data.loss_logs import read_log
        from downslope.diagnosis.history_diagnosis import diagnose_history

        of_data = {
            "--target": target is not None,
            "--features": features is not None,
            "--epochs": epochs != "200",
            "--start": start is not None,
            "--loss": loss != "mse",
            "--standardize": standardize,
            "--batch-size": batch_size is not None,
            "--model": chosen.name != PLAIN,
            "--categorical": categorical is not None,
            "--drop-missing": drop_missing,
            "--plot": plot is not None,
            **dict.fromkeys(reading_options(reading), True),
        }
        _check_none_given(of_data, "a run on data: give DATA instead of --history")
        if no_logs := [name for name in data if name != "-" and not Path(name).exists()]:
            raise OptionError(
                f"'{no_logs[0]}' beside --history is not a file: give either DATA or --history "
                "FILE."
            )
        log = read_log([*history, *data], metric, run, unit)
        found = diagnose_history(log, known, rule=rule_named(rule, beta))
        if as_json:
            print_json(found.to_dict())
        else:
            console().print(diagnosis_report(found))
        return
    _check_none_given(of_log, "a log: give it with --history")
    if len(data) > 1:
        raise click.UsageError(f"Got unexpected extra argument(s) ({' '.join(data[1:])})")
    given = data[0]
    check_picture(plot, given)
    update = rule_named(rule, beta)
    batch = None if batch_size is None else whole(batch_size, "--batch-size", at_least=1)
    if batch is not None and plot is not None:
        raise OptionError(
            "--plot draws a full-batch run, not one in batches: leave it out, or draw the run with "
            "`downslope train`."
        )
    rows_for = None if batch is None else "--batch-size"
    kinds = categorical_names(categorical)
    try:
        table, problem = chosen.of_data(
            given, target, names(features), drop_missing, kinds, loss, rows_for, reading
        )
    except DataError as error:
        hint = "" if target is not None else _hint_for_log(given)
        if not hint:
            raise
        raise DataError(f"{error}{hint}") from error
    first = None if start is None else numbers(start, "--start")
    diagnosis = diagnose.diagnose(
        problem, known, last, first, rule=update, standardize=standardize, batch_size=batch
    )
    if as_json:
        print_json(diagnosis.to_dict() | {"rows_dropped": table.rows_dropped})
    else:
        console().print(diagnosis_report(diagnosis, table.rows_dropped))
    if plot is not None:
        draw(_picture(problem, diagnosis, first, update, table.target), plot, quietly=as_json)


def _hint_for_log(given: str) -> str:
    """Return what to type where the data that cannot be read are a training log."""
    from downslope.data.loss_logs import read_log
    from downslope.errors import DownslopeError

    if Path(given).is_file():
        with suppress(DownslopeError):
            read_log([given])
            return f" If it is a training log: downslope diagnose --history {quote(given)}"
    return ""


def _picture(
    problem: Model,
    diagnosis: Diagnosis,
    start: list[float] | None,
    rule: str | StepRule,
    target: str,
) -> Axes | Figure:
    """Draw a diagnosis on one page, or the losses at both rates if the loop was run."""
    from downslope.diagnosis.model_report import ModelDiagnosis
    from downslope.models.least_squares import LeastSquares
    from downslope.rules import update_rule

    if not isinstance(diagnosis, ModelDiagnosis):
        from downslope.plots.diagnosis_page import diagnosis_page

        assert isinstance(problem, LeastSquares)
        return diagnosis_page(problem, diagnosis, start, rule=update_rule(rule), target=target)
    from downslope.diagnosis.trajectory import trajectory
    from downslope.plots.loss_curves import loss_curves
    from downslope.plots.recording import epochs_to_draw

    trained, epochs = problem.standardized() if diagnosis.standardize else problem, epochs_to_draw
    rates = {f"lr={diagnosis.lr:g}": diagnosis.lr}
    rates.setdefault(f"lr={diagnosis.lr_advised:g}", diagnosis.lr_advised)
    paths = {
        name: trajectory(trained, lr, epochs(diagnosis.epochs), start, rule=rule)
        for name, lr in rates.items()
    }
    return loss_curves(paths, floor=diagnosis.floor, loss=diagnosis.loss_convention)


def _check_none_given(given: dict[str, bool], about: str) -> None:
    """Raise `OptionError` for an option that does not apply here."""
    from downslope.errors import OptionError

    for option, is_given in given.items():
        if is_given:
            raise OptionError(f"{option} is for {about}, or leave it out.")


def diagnosis_report(found: Diagnosis | HistoryDiagnosis, rows_dropped: int = 0) -> RenderableType:
    """Return the report of a diagnosis, with its status in color."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE, dropped_lines

    text = Text(str(found))
    status = f"{found.status.upper().replace('_', ' ')}:"
    text.highlight_words([status], STATUS_STYLE[found.status], case_sensitive=True)
    text.highlight_words(["Why", "What to do"], "bold", case_sensitive=True)
    return Group(text, *dropped_lines(rows_dropped))
