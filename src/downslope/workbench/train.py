"""`train`: run the loop on a problem, for a number of epochs, and say how it went."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Vector
from downslope.descent import Step, descend
from downslope.diagnosis import Diagnosis, diagnose
from downslope.errors import OptionError
from downslope.plain import plain_dict
from downslope.problem import LeastSquares
from downslope.rules import Rule

Watch = Callable[[Step], None]


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """A run that was made, and the diagnosis of it.

    Shapes: p weights, in the user's units, the intercept last.
    """

    problem: LeastSquares
    diagnosis: Diagnosis
    batch_size: int | None
    epochs_run: int  # updates made
    weights: Vector  # (p,) after the last of them
    start_loss: float
    final_loss: float  # at `weights`
    overflowed: bool  # stopped early because the numbers left float64
    snapshots: tuple[Step, ...]  # the epochs asked for, as they were reached

    @property
    def status(self) -> str:
        """converged, converging or diverging; batches can diverge where the whole does not."""
        grew = self.batch_size is not None and self.final_loss > self.start_loss
        return "diverging" if self.overflowed or grew else self.diagnosis.status

    @property
    def cause(self) -> str:
        """The one cause of the contract."""
        return "lr_above_limit" if self.status == "diverging" else self.diagnosis.cause

    def to_dict(self) -> dict[str, object]:
        """The fields of the contract: the diagnosis, with what the run itself saw."""
        names = self.problem.weight_names
        seen = {
            "status": self.status,
            "cause": self.cause,
            "batch_size": self.batch_size,
            "epochs_run": self.epochs_run,
            "overflowed": self.overflowed,
            "final_loss": self.final_loss,
            "weights": dict(zip(names, self.weights, strict=True)),
            "snapshots": [
                {
                    "epoch": step.epoch,
                    "loss": step.loss,
                    "weights": dict(zip(names, step.weights, strict=True)),
                }
                for step in self.snapshots
            ],
        }
        return self.diagnosis.to_dict() | plain_dict(seen)


@np.errstate(all="ignore")  # what leaves float64 becomes inf, and is reported as such
def train(
    problem: LeastSquares,
    lr: float | None,
    epochs: int,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
    standardize: bool = False,
    batch_size: int | None = None,
    seed: int = 0,
    snapshots: Sequence[int] = (),
    watch: Watch | None = None,
) -> Training:
    """Make `epochs` updates, showing every step to `watch` as it happens.

    The step of number `epochs`, whose update does not count, is shown too: its loss is the final
    loss. A run whose numbers overflow is stopped there.

    Args:
        problem: the data and the loss.
        lr: the learning rate; None for the advised one.
        epochs: how many updates.
        start: (p,) first weights in the user's units; zeros by default.
        rule: "gd", "momentum", "nesterov", or a `Rule`.
        standardize: train on columns of mean 0 and deviation 1; weights stay in the user's units.
        batch_size: update after every so many rows.
        seed: of the shuffling, when there are batches.
        snapshots: epochs to keep.
        watch: called with every step.

    Raises:
        OptionError: an argument that cannot be used.

    """
    diagnosis = diagnose(problem, lr, epochs, start, rule=rule, standardize=standardize)
    wanted = set(_checked(snapshots, epochs))
    chosen = problem.standardized() if standardize else problem
    kept, start_loss, overflowed = [], math.nan, False
    rate = diagnosis.lr
    for step in descend(chosen, rate, start, rule=rule, batch_size=batch_size, seed=seed):
        if watch is not None:
            watch(step)
        if step.epoch == 0:
            start_loss = step.loss
        if step.epoch in wanted:
            kept.append(step)
        overflowed = not (math.isfinite(step.loss) and np.isfinite(step.weights).all())
        if overflowed or step.epoch == epochs:
            break
    return Training(
        problem=problem,
        diagnosis=diagnosis,
        batch_size=batch_size,
        epochs_run=step.epoch,
        weights=step.weights,
        start_loss=start_loss,
        final_loss=step.loss,
        overflowed=overflowed,
        snapshots=tuple(kept),
    )


def _checked(snapshots: Sequence[int], epochs: int) -> Sequence[int]:
    for epoch in snapshots:
        if not 0 <= epoch <= epochs:
            raise OptionError(
                f"A snapshot at epoch {epoch} is outside the run: give epochs from 0 to {epochs}."
            )
    return snapshots
