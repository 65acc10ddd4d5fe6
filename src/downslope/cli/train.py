"""`downslope train`: the lesson's loop on the user's data, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from downslope.cli.options import (
    AsJson,
    Data,
    DropMissing,
    Epochs,
    Features,
    Loss,
    Rule,
    Standardize,
    Start,
    Target,
    integers,
    names,
    numbers,
    rates,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from downslope.descent import Step
    from downslope.workbench import Training, Watch

EXAMPLE = (
    "Try: [bold]downslope train hubble --lr 0.1 --epochs 500[/], "
    "or several rates side by side: [bold]--lr 0.001,0.01,0.1[/]"
)


def command(
    data: Data,
    target: Target = None,
    lr: Annotated[
        str, typer.Option("--lr", metavar="R[,R…]", help="The learning rate, or several.")
    ] = "0.01",
    epochs: Epochs = "200",
    features: Features = None,
    start: Start = None,
    loss: Loss = "mse",
    standardize: Standardize = False,
    rule: Rule = "gd",
    batch_size: Annotated[
        str | None, typer.Option(metavar="B", help="Update after every B rows.")
    ] = None,
    snapshots: Annotated[
        str | None, typer.Option(metavar="E,E,…", help="Show the weights at these epochs.")
    ] = None,
    drop_missing: DropMissing = False,
    as_json: AsJson = False,
) -> None:
    """The lesson's loop on your data, live: watch the early drop, then the plateau."""
    from downslope import workbench
    from downslope.cli.live import LiveTable
    from downslope.cli.output import console, print_json
    from downslope.report import training_report, trainings_report
    from downslope.sources import read

    given_rates, last = rates(lr), whole(epochs, "--epochs")
    batch = None if batch_size is None else whole(batch_size, "--batch-size", at_least=1)
    first = None if start is None else numbers(start, "--start")
    kept = [] if snapshots is None else integers(snapshots, "--snapshots")
    table = read(data, target, names(features), drop_missing=drop_missing)
    problem = table.problem(loss)

    def run(rate: float, watch: Watch | None = None) -> Training:
        return workbench.train(
            problem,
            rate,
            last,
            first,
            rule=rule,
            standardize=standardize,
            batch_size=batch,
            snapshots=kept,
            watch=watch,
        )

    dropped = {"rows_dropped": table.rows_dropped}
    if as_json and len(given_rates) == 1:
        print_json(run(given_rates[0]).to_dict() | dropped)
    elif as_json:
        print_json({"runs": [run(rate).to_dict() for rate in given_rates]} | dropped)
    elif len(given_rates) == 1:
        out = console()
        with LiveTable(out, problem.weight_names, last, kept) as live:
            result = run(given_rates[0], live.show)
        out.print(training_report(result, table))
    else:
        out = console()
        out.print(trainings_report([_with_losses(run, rate, last) for rate in given_rates], table))


def _with_losses(
    run: Callable[[float, Watch], Training], rate: float, epochs: int
) -> tuple[Training, dict[int, float]]:
    """A run, and its loss at every round epoch."""
    from downslope.cli.live import milestones

    wanted = set(milestones(epochs))
    losses: dict[int, float] = {}

    def watch(step: Step) -> None:
        if step.epoch in wanted:
            losses[step.epoch] = step.loss

    return run(rate, watch), losses
