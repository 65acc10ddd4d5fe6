"""`sweep_lr`: several learning rates on the same data at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from downslope import workbench
from downslope.datasets import lesson_line
from downslope.plots import sweep_curve
from downslope.problem import LeastSquares
from downslope.quantities import epochs as in_epochs
from downslope.quantities import number
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Epochs, Noise, Plot, Points, Rates, Seed
from downslope.tutor.call import Call
from downslope.tutor.pictures import illustrated

if TYPE_CHECKING:
    from downslope.workbench import Sweep


class Rate(BaseModel):
    """What one rate leads to."""

    lr: float
    status: Literal["converged", "converging", "diverging"]
    final_loss: float | None
    epochs_to_tolerance: float | None = Field(description="Until three digits; null if never.")


class SweepResult(Result):
    """What `sweep_lr` gives."""

    rates: list[Rate]
    lr_limit: float = Field(description="2/λ_max: beyond this rate every run diverges.")
    lr_best: float = Field(description="2/(λ_max + λ_min): the fastest rate in the long run.")
    lr_lowest: float = Field(description="Of the rates asked for, the one that ended lowest.")
    epochs_run: int
    min_loss: float
    loss_convention: str


def sweep_lr(
    call: Call,
    lrs: Rates,
    epochs: Epochs = 200,
    n: Points = 100,
    noise: Noise = 1.0,
    seed: Seed = 0,
    plot: Plot = False,
) -> Answer:
    """Compare up to twelve learning rates on the lesson's data: where each ends, and the limit.

    Computed in closed form from the same random start as `train`. Let the learner predict which
    rates diverge before you call it.
    """
    line = lesson_line(n, noise, seed)
    swept = workbench.sweep(LeastSquares(line.x, line.y), lrs, epochs, line.start)
    answer = Answer(_in_words(swept), swept.to_dict())
    return illustrated(answer, call, lambda: sweep_curve(swept)) if plot else answer


def _in_words(swept: Sweep) -> str:
    over = swept.status.count("diverging")
    fate = {0: "None diverges", 1: "One diverges"}.get(over, f"{over} diverge")
    lowest = swept.lowest
    return (
        f"{fate}: the limit for these data is {number(swept.lr_limit)}. Lowest after "
        f"{in_epochs(swept.epochs)}: lr={swept.lrs[lowest]:g} with a loss of "
        f"{number(float(swept.final_loss[lowest]))} (floor {number(swept.min_loss)}); in the long "
        f"run the fastest is lr={number(swept.lr_best)}."
    )
