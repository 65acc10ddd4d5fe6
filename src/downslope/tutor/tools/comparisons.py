"""Tools that compare learning rates, the gradient with finite differences, and solvers.

sweep_lr          several learning rates on the same data
gradient_check    the gradient by its formula and by finite differences
compare_solvers   gradient descent, SGD, and the closed forms on data that show their differences
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from downslope import datasets
from downslope.datasets import Case, lesson_line
from downslope.diagnosis import sweep
from downslope.fitting import compare
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number
from downslope.models.gradient_check import check_gradient
from downslope.models.least_squares import LeastSquares
from downslope.plots.sweep_curve import sweep_curve
from downslope.tutor.call import Answer, Call, illustrated
from downslope.tutor.protocol import Epochs, Noise, Plot, Points, Rates, Seed, Weights

if TYPE_CHECKING:
    from downslope.diagnosis.sweep import Sweep


def sweep_lr(
    call: Call,
    lrs: Rates,
    epochs: Epochs = 200,
    n: Points = 100,
    noise: Noise = 1.0,
    seed: Seed = 0,
    plot: Plot = False,
) -> Answer:
    """Compare up to twelve learning rates on the lesson's data: the result of each, and the limit.

    Computed in closed form, from the same random start as train. Let the learner predict which
    rates diverge before you call it. Each rate has a status, a final_loss and epochs_to_tolerance,
    the epochs until three digits are right, null if never. lr_limit is 2/λ_max, above which every
    run diverges; lr_best is 2/(λ_max + λ_min), the fastest rate in the long run;
    lr_advised is that, or 80% of lr_limit if it is lower.
    """
    line = lesson_line(n, noise, seed)
    swept = sweep.sweep(LeastSquares(line.x, line.y), lrs, epochs, line.start)
    answer = Answer(_in_words(swept), swept.to_dict())
    return illustrated(answer, call, lambda: sweep_curve(swept)) if plot else answer


def _in_words(swept: Sweep) -> str:
    over = swept.status.count("diverging")
    diverging = {0: "None diverges", 1: "One diverges"}.get(over, f"{over} diverge")
    lowest = swept.lowest
    return (
        f"{diverging}: the limit for these data is {number(swept.lr_limit)}. The lowest loss after "
        f"{in_epochs(swept.epochs)} is {number(float(swept.final_loss[lowest]))}, with "
        f"lr={swept.lrs[lowest]:g} (floor {number(swept.min_loss)}). The recommended "
        f"rate is lr={swept.lr_advised:g}; in the long run, lr={number(swept.lr_best)} is the "
        "fastest."
    )


def gradient_check(
    call: Call, weights: Weights, n: Points = 100, noise: Noise = 1.0, seed: Seed = 0
) -> Answer:
    """Check the gradient of the MSE at given weights [slope, intercept] on the lesson's data.

    Returns analytic, by the formula (2/n) X_bᵀ (X_b w − y), and numeric, by the differences
    (loss(w + h) − loss(w − h)) / 2h with the h of each weight in steps. agrees is true when they
    differ by no more than rounding.
    """
    line = lesson_line(n, noise, seed)
    check = check_gradient(LeastSquares(line.x, line.y), weights)
    verdict = "The two agree" if check.agrees else "The two differ by more than rounding"
    pairs = [
        f"{name}: {by_formula:.10g} by the formula, {measured:.10g} by differences"
        for name, by_formula, measured in zip(
            check.weight_names, check.analytic, check.numeric, strict=True
        )
    ]
    return Answer(
        f"{verdict} (largest relative error {check.max_relative_error:.1e}). {'; '.join(pairs)}.",
        check.to_dict(),
    )


# The cases of `downslope compare --case`; the two large ones are smaller, to fit into a call.
QUICK_CASES: dict[str, Callable[[], Case]] = {
    **datasets.CASES,
    "large-n": lambda: datasets.large_n(n=50_000),
    "large-d": lambda: datasets.large_d(runs=256, d=200),
}


def compare_solvers(
    call: Call,
    case: Annotated[
        Literal["well-posed", "collinear", "badly-scaled", "ill-conditioned", "large-n", "large-d"],
        Field(description="Data made to show one difference between solvers."),
    ],
) -> Answer:
    """Run the normal equations, pinv, QR, LSMR, gradient descent, and SGD on the same data.

    Shows where gradient descent fails and a closed form works, and the reverse. Times are measured
    on this machine and vary; errors and ranks do not. Let the learner predict first which solver
    wins. Each solver has its seconds, peak_mb beyond the data, error relative to the certified
    answer, passes over the rows, and status.
    """
    chosen = QUICK_CASES[case]()
    result = compare.compare(chosen, progress=lambda _: call.clock.check())
    return Answer(f"{chosen.about} {result.verdict}", result.to_dict() | {"about": chosen.about})
