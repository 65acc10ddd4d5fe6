"""`downslope demo`: the lesson's run, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from downslope.cli.options import AsJson, Start, number, numbers

if TYPE_CHECKING:
    from downslope.descent import Step

EXAMPLE = "Try: [bold]downslope demo --lr 0.001[/], then [bold]downslope demo --lr 0.1[/]"


def command(
    lr: Annotated[str, typer.Option("--lr", metavar="R", help="The learning rate.")] = "0.01",
    epochs: Annotated[int, typer.Option(help="How many updates.")] = 200,
    n: Annotated[int, typer.Option("--n", help="How many points.")] = 100,
    noise: Annotated[float, typer.Option(help="Standard deviation of the noise.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Of the random numbers.")] = 0,
    every: Annotated[int, typer.Option(help="Print every so many epochs.")] = 40,
    start: Start = None,
    as_json: AsJson = False,
) -> None:
    """The lesson's run, line by line: points on a line with noise, and 200 epochs of descent."""
    import textwrap

    from downslope import workbench
    from downslope.cli.output import print_json
    from downslope.datasets import lesson_line
    from downslope.errors import OptionError
    from downslope.problem import LeastSquares

    if every < 1:
        raise OptionError(f"--every {every} cannot be used: give 1 or more epochs.")
    rate = number(lr, "--lr")
    line = lesson_line(n, noise, seed)
    first = line.start if start is None else numbers(start, "--start")
    problem = LeastSquares(line.x, line.y)

    def show(step: Step) -> None:
        if step.epoch % every == 0 and step.epoch < epochs and not as_json:
            weights = step.next_weights.round(3)
            print(f"epoch {step.epoch:3d} MSE={_fixed(step.loss, 4)} w={weights}")

    result = workbench.train(problem, rate, epochs, first, watch=show)
    if as_json:
        print_json(result.to_dict())
        return
    slope, intercept = result.weights
    if result.overflowed:
        print(f"epoch {result.epochs_run:3d} is beyond the largest number there is: stopped")
    print(f"\nLearned: slope={_fixed(slope, 3)}, intercept={_fixed(intercept, 3)}")
    print(f"Truth: slope={line.truth[0]:.3f}, intercept={line.truth[1]:.3f}")
    print("\nWhat you just saw:")
    print(textwrap.fill(result.diagnosis.sentence, 79))


def _fixed(value: float, decimals: int) -> str:
    """Fixed decimals, as in the lesson, until a run has diverged."""
    return f"{value:.{decimals}f}" if abs(value) < 1e9 else f"{value:.4g}"
