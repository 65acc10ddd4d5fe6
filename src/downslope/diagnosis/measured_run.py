"""Curvature of a run, measured at its weights: on the schedule, when asked, and for a report."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from downslope.diagnosis.measurement import (
    MOST_PRODUCTS,
    TOLERANCE,
    TOLERANCE_ON_SCHEDULE,
    Measurement,
    Update,
    measure,
)
from downslope.diagnosis.objective import Objective
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of

DENSE = 16  # losses that are evaluated of the first steps, and of each doubling after them


class MeasuredRun:
    """Run whose loss can be evaluated: its measurements so far, and what was found out in them."""

    steps: int
    every: int
    _update: Update

    def __init__(self) -> None:
        self.measurements: list[Measurement] = []
        self._objective: Objective | None = None
        self._start: Vector | None = None
        self._measured_at: Vector | None = None  # weights of the last measurement
        self._unmeasured = ""  # why nothing is measured anymore
        self._notes: dict[str, Finding] = {}
        self._start_measurement: Measurement | None = None
        self._fails_at_start = False

    def _read_update(self) -> Update:
        """Return how the optimizer updates the weights now."""
        return self._update

    def measure(
        self,
        *,
        tolerance: float = TOLERANCE,
        most_products: int = MOST_PRODUCTS,
        blocks: bool = False,
    ) -> Measurement:
        """Measure the curvature at the weights as they are now.

        Parameters
        ----------
        tolerance : float
            Bound to reach on the sharpness, relative to it.
        most_products : int
            Number of products of the Hessian with vectors after which to stop anyway.
        blocks : bool
            Whether to measure the sharpness of each block of weights as well.

        Returns
        -------
        Measurement

        Raises
        ------
        DataError
            If the loss is random from call to call, or is not finite at these weights.
        OptionError
            If the watch has no function to measure.

        """
        if not 0 < tolerance < 1:
            raise OptionError(
                f"tolerance={tolerance!r} cannot be used: give a share, such as 0.01."
            )
        whole_number("most_products", most_products, at_least=1)
        objective, _ = self.subject()
        return self._measured(objective, tolerance, most_products, blocks)

    def subject(self) -> tuple[Objective, Update]:
        """Return the loss function of the watch and how its optimizer updates the weights.

        Raises
        ------
        DataError
            If the loss is random from call to call.
        OptionError
            If the watch has no function to measure.

        """
        objective = self._measurable()
        self._check_random(objective)
        if self._unmeasured:
            raise DataError(self._unmeasured)
        return objective, self._read_update()

    def _measurable(self) -> Objective:
        if self._objective is None:
            raise OptionError(
                "This watch has nothing to measure: give ds.watch(loss=…, gradient=…) and call "
                "watch.step(w) first."
            )
        return self._objective

    def _is_due(self) -> bool:
        """Whether a loss that is not given is evaluated at this step, the next to be counted."""
        step = self.steps + 1
        octave = (step // DENSE).bit_length()
        return step % (1 << max(0, octave - 1)) == 0

    def _measure_on_schedule(self) -> None:
        if self._objective is None or self._unmeasured or self.steps % self.every:
            return
        self._measure_quietly(self._objective)

    def _measure_quietly(self, objective: Objective) -> None:
        """Measure if that is possible, and keep the reason if it is not."""
        try:
            self._check_random(objective)
            if not self._unmeasured:
                self._measured(objective, TOLERANCE_ON_SCHEDULE, MOST_PRODUCTS // 3, False)
        except DataError as error:
            self._note_failure(error)

    def _note_failure(self, error: DataError) -> None:
        self._notes["not_measured"] = Finding("not_measured", (), str(error))

    def _evaluated(self, call: Callable[[], float | None]) -> float | None:
        """Evaluate a loss that is not given; only at the first step is a failure raised."""
        try:
            return call()
        except DataError as error:
            if self.steps == 0:
                raise
            self._note_failure(error)
            return None

    def _measured(
        self, objective: Objective, tolerance: float, most: int, blocks: bool
    ) -> Measurement:
        w, update = objective.weights(), self._read_update()
        before = self.measurements[-1] if self.measurements else None
        found = measure(
            objective, w, update, step=self.steps, tolerance=tolerance, most_products=most,
            each_block=blocks, before=before,
        )  # fmt: skip
        at = self._measured_at
        if before is not None and at is not None and np.array_equal(w, at):
            found = found.or_better(before, update)
        self.measurements.append(found)
        self._measured_at = w
        self._notes.pop("not_measured", None)
        return found

    def _check_random(self, objective: Objective) -> None:
        """Find out, before the first measurement, whether the function is random."""
        if self.measurements or self._unmeasured:
            return
        kind = objective.random_calls(objective.weights())
        if kind == "calls":
            self._unmeasured = (
                "The loss differs from call to call at the same weights, as if each call drew a "
                "new batch: give a function of one fixed batch."
            )
            self._notes["random_loss"] = Finding("random_loss", (), self._unmeasured)
        elif kind == "draws":
            evidence = (
                "The loss draws random numbers, as dropout does: it was measured with the draw "
                "held, so that the curvature is that of one draw."
            )
            self._notes["random_loss"] = Finding("random_loss", (), evidence)

    def _measure_start(self, objective: Objective, lr: float | None) -> None:
        """Measure at the first weights, with the first rate: those at the end are not finite."""
        if self._start is None or self.measurements:
            return
        try:
            # A scale that past gradients have made is not that of the first weights.
            update = self._read_update()
            update = replace(update, limit=None) if update.scale is not None else update
            update = update if lr is None else replace(update, lr=lr)
            self._start_measurement = measure(
                objective, self._start, update, tolerance=TOLERANCE_ON_SCHEDULE,
                most_products=MOST_PRODUCTS // 3,
            )  # fmt: skip
        except DataError as error:
            self._note_failure(error)
            with contextlib.suppress(DataError), objective.at(self._start) as point:
                self._fails_at_start = not math.isfinite(point.loss)

    def _curvatures(self) -> tuple[float, ...]:
        """Return the sharpness at the first weights, halfway, and now; empty if it is not known."""
        if self._start is None or self._objective is None or not self.measurements:
            return ()
        now, last = self._objective.weights(), self.measurements[-1]
        plain = Update.of_rule("gd", None)
        try:
            return tuple(
                measure(
                    self._objective, w, plain, tolerance=TOLERANCE,
                    most_products=MOST_PRODUCTS // 3, before=last,
                ).sharpness
                for w in (self._start, (self._start + now) / 2, now)
            )  # fmt: skip
        except DataError:
            return ()

    def _curvature_along_gradient(self) -> float:
        """Return the curvature along the gradient at the weights as they are; NaN if unknown."""
        assert self._objective is not None
        try:
            with self._objective.at(self._objective.weights()) as point:
                image = point.product(point.gradient)
                with sums_of(len(image)):
                    square = float(point.gradient @ point.gradient)
                    return float(point.gradient @ image) / square if square > 0 else math.nan
        except DataError:
            return math.nan
