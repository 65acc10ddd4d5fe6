"""Command `downslope demo`: the lesson's run, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import number, numbers, rate, rule_named, whole
from downslope.errors import OptionError

if TYPE_CHECKING:
    from downslope.descent import Step
    from downslope.diagnosis.training_report import Watch


EXAMPLE = "Try:\n[bold]downslope demo --lr 0.001[/]\n[bold]downslope demo --lr 0.1[/]"


@click.option("--lr", default="0.01", metavar="R", help="The learning rate.")
@options.epochs
@click.option("--n", default="100", metavar="N", help="Number of points.")
@click.option("--noise", default="1", metavar="S", help="Standard deviation of the noise.")
@click.option("--seed", default="0", metavar="K", help="Seed for the random numbers.")
@click.option(
    "--range", "span", default="0,10", metavar="LO,HI", help="Smallest and largest x of the points."
)
@options.loss
@options.standardize
@options.rule
@options.beta
@click.option("--every", default="40", metavar="N", help="Print every N epochs.")
@click.option("--start", metavar="W,W", help="First slope and intercept; random by default.")
@options.plot
@options.as_json
def command(
    lr: str,
    epochs: str,
    n: str,
    noise: str,
    seed: str,
    span: str,
    loss: str,
    standardize: bool,
    rule: str,
    beta: str | None,
    every: str,
    start: str | None,
    plot: str | None,
    as_json: bool,
) -> None:
    """Run the lesson's demo: fit a line to noisy points by 200 steps of gradient descent."""
    import textwrap

    from downslope.cli.output import check_picture, draw, print_json
    from downslope.datasets import lesson_line
    from downslope.diagnosis.training_report import train
    from downslope.models.least_squares import LeastSquares

    check_picture(plot)
    chosen = rule_named(rule, beta)
    speed, last = rate(lr), whole(epochs, "--epochs")
    stride = whole(every, "--every", at_least=1)
    low, high = _ends(span)
    line = lesson_line(
        whole(n, "--n"), number(noise, "--noise"), whole(seed, "--seed"), low=low, high=high
    )
    first = line.start if start is None else numbers(start, "--start")
    problem = LeastSquares(line.x, line.y, loss=loss)
    shown = loss.upper()

    def show(step: Step) -> None:
        if step.epoch % stride == 0 and step.epoch < last and not as_json:
            weights = step.next_weights.round(3)
            print(f"epoch {step.epoch:3d} {shown}={_fixed(step.loss, 4)} w={weights}")

    watch: Watch = show
    if plot is not None:
        from downslope.plots.data_and_line import data_and_line
        from downslope.plots.recording import Recording

        recording = Recording(last)
        watch = recording.and_show(show)
    result = train(problem, speed, last, first, rule=chosen, standardize=standardize, watch=watch)
    if plot is not None:
        draw(data_and_line(problem, recording.path()), plot, quietly=True)
    if as_json:
        print_json(result.to_dict())
        return
    slope, intercept = result.weights
    if result.overflowed:
        print(f"epoch {result.epochs_run:3d} overflows the largest number there is: stopped")
    print(f"\nLearned: slope={_fixed(slope, 3)}, intercept={_fixed(intercept, 3)}")
    print(f"Truth: slope={line.truth[0]:.3f}, intercept={line.truth[1]:.3f}")
    print("\nWhat you just saw:")
    print(textwrap.fill(_plainly(problem.n, result.epochs_run, shown), 79) + "\n")
    print(textwrap.fill(result.diagnosis.sentence, 79))
    if plot is not None:
        print(f"\nDrawn: {plot}")


def _plainly(n: int, epochs: int, loss: str) -> str:
    """Return what the run does, for readers who have never trained a model."""
    mean_or_sum = {
        "MSE": "average",
        "HALF-MSE": "halved average",
        "SSE": "sum",
        "HALF-SSE": "halved sum",
    }
    times = "once" if epochs == 1 else f"{epochs} times"
    return (
        f"This program tried to find the line behind {n} noisy points. It began with a guess of "
        f"the slope and the intercept, w, and changed it {times}, in steps meant to make the loss "
        "smaller (here each step is an epoch: one pass over all the points). "
        f"The loss, {loss}, is the {mean_or_sum[loss]} of the squared "
        "vertical distances between the points and the line. Its floor is the lowest loss that "
        "any line can have on these points."
    )


def _ends(span: str) -> tuple[float, float]:
    ends = numbers(span, "--range")
    if len(ends) != 2:
        raise OptionError(f"--range '{span}' cannot be used: give two numbers, such as 0,10.")
    return ends[0], ends[1]


def _fixed(value: float, decimals: int) -> str:
    """Format a number with fixed decimals, as in the lesson, unless the run has diverged."""
    return f"{value:.{decimals}f}" if abs(value) < 1e9 else f"{value:.4g}"
