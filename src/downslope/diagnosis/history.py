"""A diagnosis from a log of losses alone, of any training loop in any framework.

Near a minimum every loss is a bowl, and gradient descent multiplies the error along its steepest
direction by 1 − lr·λ. When that is beyond −1 the loss grows by g = (lr·λ − 1)² per epoch, so

    λ = (1 + √g)/lr        and the limit is        2/λ = 2·lr/(1 + √g)

The floor under the loss hides g at first, so g is taken from the differences between epochs, from
which the floor is gone. A log cannot show everything: what it cannot is said.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from downslope import loss_log
from downslope.diagnosis.history_kinds import judge
from downslope.diagnosis.history_result import HistoryDiagnosis, history_lines
from downslope.diagnosis.loss_log import FEWEST, LossLog, blown_up, negative, spikes
from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Vector
from downslope.rules import learning_rate

__all__ = ["HistoryDiagnosis", "diagnose_history", "history_lines"]


@np.errstate(all="ignore")  # a log may hold the largest and smallest numbers there are
def diagnose_history(
    losses: ArrayLike | loss_log.LossLog,
    lr: float | None = None,
    epochs: ArrayLike | None = None,
) -> HistoryDiagnosis:
    """Read a run from its losses.

    Args:
        losses: (k,) in the order they were logged, NaN and inf among them; or a `LossLog`.
        lr: the learning rate, if known: then a diverging run tells its limit.
        epochs: (k,) when each loss was logged, ascending; 0, 1, 2 … by default.

    Raises:
        DataError: what is no number, fewer than three finite losses, or epochs that do not ascend.
        OptionError: an lr that is not a positive number.

    """
    rate = None if lr is None else learning_rate(lr)
    if isinstance(losses, loss_log.LossLog):
        epochs = losses.places if epochs is None else epochs
        losses = losses.values
    values = _numbers("losses", losses)
    when = np.arange(len(values), dtype=np.float64) if epochs is None else _ascending(epochs)
    if len(when) != len(values):
        raise OptionError(f"{len(values)} losses but {len(when)} epochs: give one for each.")
    usable = np.isfinite(values)
    if usable.sum() < FEWEST:
        finite = int(usable.sum())
        lost = f" ({len(values) - finite} are NaN or inf)" if finite < len(values) else ""
        raise DataError(
            f"The history has {finite} finite loss{'' if finite == 1 else 'es'}{lost}: "
            f"at least {FEWEST} are needed to see a trend."
        )
    noticed = [*blown_up(values, when, usable), *negative(values[usable])]
    ended_badly = not usable[-1]
    log = LossLog(when[usable], values[usable])
    high = log.spikes()
    noticed += spikes(log, high)
    return judge(log.without(high), rate, ended_badly, noticed)


def _numbers(name: str, given: ArrayLike) -> Vector:
    try:
        values = np.asarray(list(given) if isinstance(given, Iterator) else given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"The {name} are not all numbers ({error}): leave out the others."
        ) from error
    if values.size != max(values.shape, default=1):
        shape = " × ".join(map(str, values.shape))
        raise DataError(f"The {name} are a table of {shape}: give one column of it.")
    return values.ravel()


def _ascending(epochs: ArrayLike) -> Vector:
    when = _numbers("epochs", epochs)
    falls = np.flatnonzero(~(np.diff(when) > 0))
    if len(falls):
        i = int(falls[0])
        raise DataError(
            f"The epochs do not ascend: {when[i]:g} is followed by {when[i + 1]:g} "
            f"(entry {i + 2}). Sort the log, or give one run at a time."
        )
    return when
