"""Overfitting in a log: a validation loss that rises or stays as the training loss falls."""

from __future__ import annotations

import numpy as np

from downslope.diagnosis.evidence import Evidence, OfLoops, Verdict
from downslope.diagnosis.loss_series import FEWEST_LOSSES, TWICE, LossSeries
from downslope.formatting import number

OVERFITTED = 1.15  # times its lowest level: a validation loss that has risen
CREEPS = 1.05  # the same, where it rises to the end far above the training loss
CREEPING_SHARE = 0.25  # of the validation losses, at least, come after the lowest level
LEARNED = 0.3  # of the first training loss, gained by a model that overfits
HARDLY = 0.15  # of the first loss: gained in validation by a model that learned rows by heart
FELL = 0.95  # of the first validation loss: below it a model has learned something
SWINGS = 3.0  # times its jitter: a rise that is none


def overfitting(evidence: Evidence) -> Verdict | None:
    """Recognize a validation loss that has risen again, beside a training loss or alone."""
    beside, unit = evidence.validation, evidence.unit
    if beside is None and evidence.is_of_validation:
        beside = evidence.series
    elif evidence.log.validation is not None:
        unit = evidence.log.validation.unit
    if beside is None or not beside.is_positive:
        return None
    levels = beside.levels()
    rise = levels[-1] / levels.min()
    if beside is not evidence.series and evidence.gain < LEARNED:
        return None
    stays_up = levels[-1] > (1 - HARDLY) * max(beside.loss[0], evidence.first)
    starts_alike = beside.loss[0] < TWICE * evidence.first
    if evidence.has_gap and stays_up and starts_alike:
        return overfitted(evidence, beside, unit)
    if (
        rise < (CREEPS if evidence.has_gap and creeps(beside) else OVERFITTED)
        or rise - 1 < SWINGS * beside.jitter()
    ):
        return None
    if beside is evidence.series and not fell_first(beside):
        return None
    return overfitted(evidence, beside, unit)


def creeps(series: LossSeries) -> bool:
    """Return whether the level rises from its lowest to the end, and its end is the highest."""
    levels = series.levels()
    after = levels[int(np.argmin(levels)) :]
    if len(after) < max(FEWEST_LOSSES, CREEPING_SHARE * len(levels)):
        return False
    thirds = [float(np.median(part)) for part in np.array_split(after, 3)]
    return thirds[0] < thirds[1] < thirds[2] and bool(after[-1] >= after.max())


def fell_first(series: LossSeries) -> bool:
    """Return whether a loss was well below its first value before it rose."""
    return bool(series.levels().min() < FELL * series.loss[0])


def overfitted(evidence: Evidence, beside: LossSeries, unit: str) -> Verdict:
    """Describe a validation loss that has risen from its lowest value, or has never fallen."""
    best = int(np.argmin(beside.loss))
    place = float(beside.when[best])
    at_best = f"{unit} {place:,.10g}"
    now = float(beside.loss[-1])
    said = f"was best at {at_best} ({number(beside.loss[best])}) and has risen to {number(now)}"
    if now < CREEPS * beside.loss[best]:
        said = f"has hardly fallen, from {number(beside.loss[0])} to {number(now)}"
    if beside is not evidence.series:
        said += (
            f", while the training loss went from {number(evidence.first)} to "
            f"{number(evidence.raw.loss[-1])}"
        )
    return Verdict(
        status="overfitting",
        cause="overfitting",
        sentence=f"The validation loss {said}.",
        advice=(
            f"Keep the weights of {at_best} (early stopping)",
            "Use more data, weight decay, dropout, or a smaller model to let it fall further",
        ),
        unknown=(
            OfLoops(f"Whether the weights of that {unit} were saved."),
            "Whether training and validation data are alike: if they are not, the validation "
            "loss also rises.",
        ),
        best_at=place,
    )
