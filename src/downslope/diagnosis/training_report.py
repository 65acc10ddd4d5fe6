"""Report of a training run: where the loop ended after a number of epochs, and its diagnosis.

`train` makes the run, with `descent.descend`; `diagnosis.run` is its forecast in closed form.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import Step, check_batches, descend
from downslope.diagnosis.advice import Advice, Suggestion
from downslope.diagnosis.batches import Batches, BatchRun, in_batches
from downslope.diagnosis.diagnose import diagnose
from downslope.diagnosis.diagnosis_report import Diagnosis
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.errors import OptionError
from downslope.findings import Finding
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number, plain_dict
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import StepRule, is_linear, step_rule, update_rule

Watch = Callable[[Step], None]


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """Result of a training run, with its diagnosis.

    Shapes: p weights, in the user's units, the intercept last.
    """

    problem: Model
    diagnosis: Diagnosis
    batch_size: int | None
    epochs_run: int  # updates made
    weights: Vector  # (p,) after the last of them; (K, p) for softmax
    start_loss: float
    final_loss: float  # at `weights`
    overflowed: bool  # stopped early because the numbers overflowed
    snapshots: tuple[Step, ...]  # of the given epochs that were reached

    @property
    def status(self) -> str:
        """Status: converged, converging, diverging, or unstable."""
        return "diverging" if self.overflowed else self.diagnosis.status

    @property
    def cause(self) -> str:
        """Cause of the status, as in a diagnosis."""
        return "lr_above_limit" if self.speaks_for_itself else self.diagnosis.cause

    @property
    def speaks_for_itself(self) -> bool:
        """Whether the numbers overflowed although the diagnosis predicts convergence."""
        return self.status != self.diagnosis.status

    @property
    def sentence(self) -> str:
        """One-sentence summary of the run and its cause."""
        d = self.diagnosis
        if not self.speaks_for_itself:
            return d.sentence
        return (
            f"The numbers overflowed after {in_epochs(self.epochs_run)}, although lr={d.lr:g} "
            f"is below the limit {number(d.lr_limit)}: the start or the data are too large."
        )

    @property
    def advice(self) -> tuple[Advice | Suggestion, ...]:
        """Advice on what to change, best first; empty if the run is done."""
        if not self.speaks_for_itself:
            return self.diagnosis.advice
        return (Suggestion("Start from smaller weights, or scale the columns or target down"),)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings: the cause, if there is one, then what in the data explains it."""
        if not self.speaks_for_itself:
            return self.diagnosis.findings
        own = Finding(self.cause, (), self.sentence, self.advice[0].action)
        return (own, *self.diagnosis.obstacles)

    @property
    def what_to_do(self) -> list[str]:
        """Advice as sentences."""
        if not self.speaks_for_itself:
            return self.diagnosis.what_to_do
        return [str(each) for each in self.advice]

    def to_dict(self) -> dict[str, object]:
        """Return the diagnosis as plain data, with the results of the run in place of forecasts."""
        names = self.problem.flat_names
        seen = {
            "status": self.status,
            "cause": self.cause,
            "sentence": self.sentence,
            "findings": self.findings,
            "advice": self.advice,
            "batch_size": self.batch_size,
            "epochs_run": self.epochs_run,
            "overflowed": self.overflowed,
            "final_loss": self.final_loss,
            "weights": dict(zip(names, self.weights.ravel(), strict=True)),
            "snapshots": [
                {
                    "epoch": step.epoch,
                    "loss": step.loss,
                    "weights": dict(zip(names, step.weights.ravel(), strict=True)),
                }
                for step in self.snapshots
            ],
        }
        return self.diagnosis.to_dict() | plain_dict(seen)


@np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
def train(
    problem: Model,
    lr: float | None,
    epochs: int,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
    standardize: bool = False,
    batch_size: int | None = None,
    seed: int = 0,
    snapshots: Sequence[int] = (),
    watch: Watch | None = None,
) -> Training:
    """Train for `epochs` epochs, passing each step to `watch`.

    The step at epoch number `epochs` is passed, too: its loss is the final loss, and its update is
    ignored. A run whose numbers overflow stops there.

    Parameters
    ----------
    problem : Model
        The data and the loss: `LeastSquares`, `Ridge`, `Logistic`, …
    lr : float or None
        The learning rate; None for the advised one, which depends on the batches.
    epochs : int
        Number of epochs.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or StepRule
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a rule of your own.
    standardize : bool
        Whether to train on columns of mean 0 and standard deviation 1. Weights stay in the user's
        units.
    batch_size : int, optional
        Number of rows for each update; all rows by default.
    seed : int
        Seed for shuffling the rows into batches.
    snapshots : sequence of int
        Epochs whose steps are kept.
    watch : callable, optional
        Called with every step.

    Returns
    -------
    Training

    Raises
    ------
    OptionError
        If an argument cannot be used.

    """
    wanted = set(_checked(snapshots, epochs))
    if batch_size is not None:
        batch_size = check_batches(problem, batch_size)
    general = step_rule(rule)
    if not (problem.closed_form and is_linear(general)):
        given = {"standardize": standardize, "batch_size": batch_size, "seed": seed}
        return _train_model(problem, lr, epochs, start, general, wanted, watch, given)
    spectrum = Spectrum.of(problem)
    trained = spectrum.standardized if standardize else spectrum
    whole = diagnose(spectrum, lr, epochs, start, rule=rule, standardize=standardize)
    rate, batches = whole.lr, None
    if batch_size is not None:
        descent = Descent(trained, update_rule(rule), start)
        batches = Batches(descent, batch_size, whole_number("seed", seed))
        rate = batches.compared(None, epochs)[0].lr if lr is None else rate
    kept, start_loss, overflowed = [], math.nan, False
    for step in descend(trained.problem, rate, start, rule=rule, batch_size=batch_size, seed=seed):
        if watch is not None:
            watch(step)
        if step.epoch == 0:
            start_loss = step.loss
        if step.epoch in wanted:
            kept.append(step)
        overflowed = not (math.isfinite(step.loss) and np.isfinite(step.weights).all())
        if overflowed or step.epoch == epochs:
            break
    diagnosis = whole
    if batches is not None:
        seen = BatchRun(rate, step.epoch, start_loss, step.loss, step.weights)
        diagnosis = in_batches(whole, batches, epochs, seen)
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


def _train_model(
    problem: Model,
    lr: float | None,
    epochs: int,
    start: ArrayLike | None,
    rule: StepRule,
    wanted: set[int],
    watch: Watch | None,
    given: dict[str, Any],
) -> Training:
    """Train a model without closed forms, whose diagnosis makes the run."""
    from downslope.diagnosis.model_diagnosis import diagnose_model  # its solvers load SciPy

    kept: list[Step] = []
    last: list[Step] = []

    def see(step: Step) -> None:
        if watch is not None:
            watch(step)
        if step.epoch in wanted:
            kept.append(step)
        last[:] = [step]

    diagnosis = diagnose_model(problem, lr, epochs, start, rule=rule, watch=see, **given)
    (end,) = last
    return Training(
        problem=problem,
        diagnosis=diagnosis,
        batch_size=given["batch_size"],
        epochs_run=end.epoch,
        weights=end.weights,
        start_loss=diagnosis.start_loss,
        final_loss=end.loss,
        overflowed=not (math.isfinite(end.loss) and bool(np.isfinite(end.weights).all())),
        snapshots=tuple(kept),
    )


def _checked(snapshots: Sequence[int], epochs: int) -> Sequence[int]:
    for epoch in snapshots:
        if not 0 <= epoch <= epochs:
            raise OptionError(
                f"The snapshot at epoch {epoch} is outside the run: give epochs from 0 to {epochs}."
            )
    return snapshots


def milestones(epochs: int) -> list[int]:
    """Return round epochs, dense where the loss drops and sparse later: 0, 1, 2, 5, 10 …"""
    marks, power = [0], 1
    while power <= epochs:
        marks += [factor * power for factor in (1, 2, 5) if factor * power < epochs]
        power *= 10
    return [*marks, epochs] if epochs > 0 else marks
