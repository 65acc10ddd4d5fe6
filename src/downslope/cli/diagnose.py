"""Command `downslope diagnose`: why training diverges, stalls or is done, and what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import categorical_names, names, numbers, rate, rule_named, whole

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.diagnosis.history_result import HistoryDiagnosis
    from downslope.diagnosis.result import Diagnosis


EXAMPLE = (
    "Try: [bold]downslope diagnose longley --lr 0.01[/], "
    "or with a log of losses from any framework: [bold]downslope diagnose --history losses.csv[/]"
)


@options.perhaps_data
@options.target
@click.option("--lr", metavar="R", help="Your learning rate; the advised one by default.")
@options.epochs
@options.features
@options.start
@options.loss
@options.standardize
@options.rule
@options.beta
@click.option("--history", metavar="FILE", help="A log of losses instead of data.")
@options.categorical
@options.drop_missing
@options.plot
@options.as_json
def command(
    data: str | None,
    target: str | None,
    lr: str | None,
    epochs: str,
    features: str | None,
    start: str | None,
    loss: str,
    standardize: bool,
    rule: str,
    beta: str | None,
    history: str | None,
    categorical: str | None,
    drop_missing: bool,
    plot: str | None,
    as_json: bool,
) -> None:
    """Find out why training diverges, stalls or is done, and what to change."""
    from downslope.cli.data import gathered
    from downslope.cli.output import check_picture, console, draw, print_json
    from downslope.diagnosis import diagnose
    from downslope.errors import OptionError

    known, last = None if lr is None else rate(lr), whole(epochs, "--epochs")
    if (data is None) == (history is None):
        raise OptionError("Give either DATA with --target, or --history FILE.")
    if history is not None:
        of_data = {
            "--target": target is not None,
            "--features": features is not None,
            "--epochs": epochs != "200",
            "--start": start is not None,
            "--loss": loss != "mse",
            "--rule": rule != "gd",
            "--beta": beta is not None,
            "--standardize": standardize,
            "--categorical": categorical is not None,
            "--drop-missing": drop_missing,
            "--plot": plot is not None,
        }
        _check_none_given(of_data)
        _diagnose_history(history, known, as_json)
        return
    assert data is not None
    check_picture(plot, data)
    chosen = rule_named(rule, beta)
    table = gathered(data, target, names(features), drop_missing, categorical_names(categorical))
    problem = table.problem(loss)
    first = None if start is None else numbers(start, "--start")
    diagnosis = diagnose.diagnose(problem, known, last, first, rule=chosen, standardize=standardize)
    if as_json:
        print_json(diagnosis.to_dict() | {"rows_dropped": table.rows_dropped})
    else:
        console().print(diagnosis_report(diagnosis, table.rows_dropped))
    if plot is not None:
        from downslope.plots.diagnosis_page import diagnosis_page

        page = diagnosis_page(problem, diagnosis, first, rule=chosen, target=table.target)
        draw(page, plot, quietly=as_json)


def _check_none_given(of_data: dict[str, bool]) -> None:
    """Check that no option for a run on data is given beside --history."""
    from downslope.errors import OptionError

    for option, given in of_data.items():
        if given:
            raise OptionError(
                f"{option} is for a run on data: give DATA instead of --history, or leave it out."
            )


def _diagnose_history(history: str, lr: float | None, as_json: bool) -> None:
    """Diagnose a run from its losses alone, and print the result."""
    from downslope.cli.output import console, print_json
    from downslope.data.loss_logs import read_history
    from downslope.diagnosis import history as history_module

    log = read_history(history)
    found = history_module.diagnose_history(log.losses, lr, log.epochs)
    if as_json:
        print_json(found.to_dict())
    else:
        console().print(diagnosis_report(found))


def diagnosis_report(found: Diagnosis | HistoryDiagnosis, rows_dropped: int = 0) -> RenderableType:
    """Return the report of a diagnosis, with its status in color."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import STATUS_STYLE, dropped_lines

    text = Text(str(found))
    status = f"{found.status.upper()}:"
    text.highlight_words([status], STATUS_STYLE[found.status], case_sensitive=True)
    text.highlight_words(["What makes it so", "What to do"], "bold", case_sensitive=True)
    return Group(text, *dropped_lines(rows_dropped))
