"""Watch of a JAX training loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import jax
import numpy as np
from jax.flatten_util import ravel_pytree

from downslope.diagnosis.marks import ADDED, FEWEST_STILL, Mark, frozen
from downslope.diagnosis.measurement import Measurement, Update
from downslope.diagnosis.objective import Objective, scalar
from downslope.diagnosis.rate_share import judge_share
from downslope.diagnosis.rate_verdict import assess
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.watch import EVERY, Watch
from downslope.diagnosis.watch_result import WatchDiagnosis
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.jax.pulses import Pulses, rate_of
from downslope.jax.pytree_loss import PytreeLoss, numbers
from downslope.numerics.arrays import Vector
from downslope.rules import learning_rate

NOT_SEEN = (
    "Clipping of the gradients, if the optimizer clips them: the limit is that of updates without "
    "it."
)


class ParameterWatch(Watch):
    """Watch of a JAX training loop; `downslope.jax.watch` makes one."""

    _objective: PytreeLoss

    def __init__(
        self,
        loss: Callable[[Any], Any],
        params: Any,
        optimizer: Any,
        *,
        lr: float | None,
        every: int,
        unit: str,
    ) -> None:
        super().__init__(Update("optax", lr, None), every=every, unit=unit)
        self._objective = PytreeLoss(loss, params)
        self.optimizer, self._lr = optimizer, lr
        self._state: Any = None
        self._pulses: Pulses | None = None
        self._start = self._objective.weights()
        self._before: tuple[Vector, Vector] | None = None  # weights, and the gradient there

    def step(self, params: Any, opt_state: Any = None, loss: Any = None) -> None:
        """Add one step, after the parameters were updated.

        Parameters
        ----------
        params : pytree
            The new parameters.
        opt_state : pytree, optional
            The new state of the optimizer, which Adam and others need for their limit.
        loss : float or array, optional
            The loss of the step. Without it the loss function is evaluated at some of the steps.

        Raises
        ------
        DataError
            If the parameters have another structure or shape, or the loss is not a single number.

        """
        before = self._objective.params
        self._objective.put(params)
        self._state = opt_state
        value = None if loss is None else scalar(loss)
        same = before is params and self.steps > 0
        if self._is_repeated(moved=not same):
            return
        if value is None and self._is_due():
            value = self._evaluated(self._objective.evaluate)
        self._count(value, None)
        self._compare_with_gradient()
        self._measure_on_schedule()

    def _compare_with_gradient(self) -> None:
        """Compare an update with the gradient of the loss before it."""
        before, self._before = self._before, None
        if before is None and self.steps not in ADDED:
            return
        w = self._objective.weights()
        if before is not None:
            self._compare_update(self._read_update(), w - before[0], before[1], before[0])
        if self.steps in ADDED:
            try:
                with self._objective.at(w) as point:
                    self._before = w, point.gradient
            except DataError as error:
                self._note_failure(error)

    @property
    def share_of_limit(self) -> float | None:
        """The rate as a share of its limit, at the last measurement; None if it is not known."""
        at = self.measurements[-1] if self.measurements else self._start_measurement
        return None if at is None else at.ratio

    def _judged(self) -> WatchDiagnosis:
        evidence = self._evidence()
        found = assess(evidence)
        share = self.share_of_limit
        if not share or self.optimizer is None or evidence.update.lr is not None:
            return found
        return judge_share(evidence, found, share)

    def subject(self) -> tuple[Objective, Update]:
        """Return the loss function of the watch and how its optimizer updates the weights.

        Raises
        ------
        DataError
            If the loss is random from call to call.
        OptionError
            If the watch has no function to measure.

        """
        objective, update = super().subject()
        knows = update.lr is not None or self.optimizer is None
        return objective, update if knows else replace(update, limit=None)

    def _measured(
        self, objective: Objective, tolerance: float, most: int, blocks: bool
    ) -> Measurement:
        found = super()._measured(objective, tolerance, most, blocks)
        if found.lr is None and self.optimizer is not None:
            found = _in_shares(found)
            self.measurements[-1] = found
        return found

    def _measure_start(self, objective: Objective, lr: float | None) -> None:
        super()._measure_start(objective, lr)
        at = self._start_measurement
        if at is not None and at.lr is None and self.optimizer is not None:
            self._start_measurement = _in_shares(at)

    def _read_rate(self) -> float | None:
        return rate_of(self._state, self._lr)

    def _read_update(self) -> Update:
        """Return how the optimizer updates the weights; without lr, the limit is a share of it."""
        if self.optimizer is None:
            return Update.of_rule("gd", self._lr)
        if self._pulses is None:
            self._pulses = Pulses(self.optimizer, self._objective)
        if self._state is None and self.steps > 0 and self._pulses.changes:
            why = "The limit before the state of the optimizer is given: w.step(params, opt_state)"
            known = not self._pulses.has_decay
            return Update("optax", None, None, knows_decay=known, unread=(why,))
        return self._pulses.read(self._state, self._lr)

    def _batch_gradient(self, objective: Objective, batch: Callable[..., Any]) -> Vector:
        return numbers(ravel_pytree(jax.grad(batch)(self._objective.params))[0])

    def _marks(self) -> tuple[Mark, ...]:
        if self._pulses is not None and self._pulses.first < 0:
            text = "The optimizer goes uphill: a positive gradient makes its weight larger."
            finding = Finding("wrong_sign", (), text, "Give it a positive learning rate.")
            return (Mark(finding, certain=True),)
        if self._start is None or self.steps <= FEWEST_STILL or not self.measurements:
            return ()
        now, norms = self._objective.weights(), self.measurements[-1].gradient_norms
        still = [
            b.name
            for b in self._objective.blocks
            if np.array_equal(now[b.places], self._start[b.places])
        ]
        without = tuple(name for name in still if norms[name] == 0)
        held = [name for name in still if norms[name] > 0]
        marks = [frozen(held, len(norms), self.steps)] if held else []
        if without:
            finding = Finding(
                "detached",
                without,
                f"The gradient of {', '.join(without[:3])} is exactly 0: the loss does not depend "
                "on it.",
                "Look for jax.lax.stop_gradient, a layer that is not used, or dead units.",
            )
            marks.append(Mark(finding, certain=True))
        return tuple(marks)

    def _unknown(self, secants: Secants | None) -> Iterator[str]:
        yield NOT_SEEN


def _in_shares(found: Measurement) -> Measurement:
    """Return a measurement with the limit on updates of the optimizer's own size as its ratio."""
    share = None if found.lr_limit is None else 1 / found.lr_limit
    return replace(found, lr_limit=None, ratio=share)


def watch(
    loss: Callable[[Any], Any],
    params: Any,
    optimizer: Any = None,
    *,
    lr: float | None = None,
    every: int = EVERY,
    unit: str = "step",
) -> ParameterWatch:
    """Watch a JAX training loop. Call `step(params, opt_state, loss)` after each update.

    Parameters
    ----------
    loss : callable
        Loss as a function of the parameters alone, on a fixed batch.
    params : pytree
        The first parameters.
    optimizer : optax.GradientTransformation, optional
        The optimizer; its limit is read from its responses. Plain gradient descent by default.
    lr : float, optional
        Learning rate, if it is constant. That of optax.inject_hyperparams is read from the state.
    every : int
        Steps between two measurements of the curvature.
    unit : str
        What one call stands for: "step" or "epoch".

    Returns
    -------
    ParameterWatch

    Raises
    ------
    OptionError
        If these are not a function, floats, and an optimizer.

    """
    if not callable(loss):
        raise OptionError(
            f"loss is a {type(loss).__name__}: give a function of the parameters, as in "
            "lambda params: loss(params, X, y)."
        )
    if optimizer is not None and not (hasattr(optimizer, "init") and hasattr(optimizer, "update")):
        raise OptionError(
            f"optimizer is a {type(optimizer).__name__}: give one of optax, such as optax.sgd(0.1)."
        )
    rate = None if lr is None else learning_rate(lr)
    return ParameterWatch(loss, params, optimizer, lr=rate, every=every, unit=unit)
