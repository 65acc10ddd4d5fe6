"""Marks: what is seen to be wrong with a model or its updates, whatever the losses do.

Blocks that no update changes, updates along the gradient of the loss, and gradients that add up
from step to step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from downslope.findings import Finding
from downslope.formatting import number
from downslope.numerics.arrays import Vector

FEWEST_STILL = 4  # updates after which weights that never changed are frozen
FEWEST_SUMS = 2
FEWEST_UPHILL = 4  # updates that were compared with the gradient of the loss
NOT_ASIDE = 0.1  # the cosine of an update with the gradient, beyond which it goes along it
SAME = 1e-5  # of a gradient: what a sum may differ by, for one in lower precision
ADDED = (1, 2, 4, 8)  # steps at which gradients that add up are 1, 2, 4, … times the true one
ABOUT = 1.6  # times: how well they need to be so
AS_ONE = 1.2  # times: how well the first gradient needs to be the true one
LOOK_AT_THE_SIGN = "Look at the sign: w −= lr·gradient, and a loss that is minimized."


@dataclass(frozen=True, slots=True)
class Mark:
    """Something wrong with a model or its updates that was seen directly.

    `certain` marks are the cause of whatever the loss does; others only if it does not fall. What a
    run may have on purpose and train well, as layers that are not trained, is not the cause then.
    """

    finding: Finding
    certain: bool
    may_train: bool = False


def frozen(names: Sequence[str], of: int, steps: int) -> Mark:
    """Return the mark that no update has changed some of the blocks of weights."""
    which = "The weights have" if len(names) == of else f"{', '.join(names[:4])} has"
    which = f"{', '.join(names[:4])} have" if 1 < len(names) < of else which
    finding = Finding(
        "frozen",
        tuple(names),
        f"{which} not changed in {steps} steps, to the last bit.",
        "Give them to the optimizer, or freeze them on purpose (requires_grad=False).",
    )
    return Mark(finding, certain=True)


@np.errstate(all="ignore")
def is_sum(gradient: Vector, before: Vector, true: Vector) -> bool:
    """Whether a gradient is the one of the step before plus the true one, and not the true one."""
    size = float(np.linalg.norm(gradient))
    added = float(np.linalg.norm(gradient - before - true))
    return added <= SAME * size < float(np.linalg.norm(gradient - true))


def going_uphill(cosines: Sequence[float]) -> tuple[Mark, ...]:
    """Return the mark that updates go along the gradient of the loss, whatever they are made of."""
    if len(cosines) < FEWEST_UPHILL or min(cosines) < NOT_ASIDE:
        return ()
    text = (
        "The updates go along the gradient of the loss instead of against it, in all "
        f"{len(cosines)} of the first updates that were compared: they make the loss larger."
    )
    finding = Finding("wrong_sign", (), text, LOOK_AT_THE_SIGN)
    return (Mark(finding, certain=True, may_train=True),)


def adding_up(
    growth: Mapping[int, float], fix: str, summed: Sequence[bool] = ()
) -> tuple[Mark, ...]:
    """Return the mark that gradients are sums, or grew as sums do while the true one got smaller.

    `growth` has the length of the gradient over that of the true one, by step. `summed` tells of
    steps whether the gradient is the one before plus the true one.
    """
    if len(summed) >= FEWEST_SUMS and all(summed):
        text = (
            "The gradients add up from step to step: each is the one before plus the gradient of "
            "the loss."
        )
        return (Mark(Finding("gradients_add_up", (), text, fix), certain=True),)
    first = growth.get(1)
    if first is None or any(step not in growth for step in ADDED):
        return ()
    times = [growth[step] / (first * step) for step in ADDED]
    # A clipped gradient, or that of another batch, is not the true one from the start.
    is_true_at_first = 1 / AS_ONE < first < AS_ONE
    if not (is_true_at_first and min(times) > 1 / ABOUT and times[1] < ABOUT):
        return ()
    shown = ", ".join(f"{number(growth[s])} at step {s}" for s in ADDED)
    text = (
        "The gradients add up from step to step: their length is that of the gradient of "
        f"the loss times {shown}."
    )
    return (Mark(Finding("gradients_add_up", (), text, fix), certain=True),)
