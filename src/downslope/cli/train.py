"""`downslope train`: the lesson's loop on the user's data, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from downslope.cli.options import (
    AsJson,
    Data,
    DropMissing,
    Features,
    Loss,
    Rule,
    Standardize,
    Start,
    Target,
    integers,
    names,
    numbers,
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
    epochs: Annotated[int, typer.Option(help="How many updates.")] = 200,
    features: Features = None,
    start: Start = None,
    loss: Loss = "mse",
    standardize: Standardize = False,
    rule: Rule = "gd",
    batch_size: Annotated[
        int | None, typer.Option(metavar="B", help="Update after every B rows.")
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

    rates = numbers(lr, "--lr")
    first = None if start is None else numbers(start, "--start")
    kept = [] if snapshots is None else integers(snapshots, "--snapshots")
    table = read(data, target, names(features), drop_missing=drop_missing)
    problem = table.problem(loss)

    def run(rate: float, watch: Watch | None = None) -> Training:
        return workbench.train(
            problem,
            rate,
            epochs,
            first,
            rule=rule,
            standardize=standardize,
            batch_size=batch_size,
            snapshots=kept,
            watch=watch,
        )

    dropped = {"rows_dropped": table.rows_dropped}
    if as_json and len(rates) == 1:
        print_json(run(rates[0]).to_dict() | dropped)
    elif as_json:
        print_json({"runs": [run(rate).to_dict() for rate in rates]} | dropped)
    elif len(rates) == 1:
        out = console()
        with LiveTable(out, problem.weight_names, epochs, kept) as live:
            result = run(rates[0], live.show)
        out.print(training_report(result, table))
    else:
        out = console()
        out.print(trainings_report([_with_losses(run, rate, epochs) for rate in rates], table))


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
