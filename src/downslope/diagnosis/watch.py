"""Base of all watches of a training loop: the losses, the schedule, and the diagnosis.

A watch never changes what it watches. It measures on a schedule that counts steps, never seconds,
so that two runs give the same report.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np

from downslope.diagnosis.history_diagnosis import judged
from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.diagnosis.loss_series import LossSeries
from downslope.diagnosis.marks import FEWEST_STILL, Mark, frozen, going_uphill
from downslope.diagnosis.measured_run import MeasuredRun
from downslope.diagnosis.measurement import Update
from downslope.diagnosis.noise_scale import noise_scale
from downslope.diagnosis.objective import Objective, scalar
from downslope.diagnosis.rate_verdict import assess
from downslope.diagnosis.secants import SecantRecord, Secants
from downslope.diagnosis.trial_run import STEPS, trial
from downslope.diagnosis.watch_result import Stop, Trial, WatchDiagnosis
from downslope.diagnosis.watch_verdict import Attempt, WatchEvidence, unknown_without_functions
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.loss_log import UNITS, LossLog, Series
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of
from downslope.rules import learning_rate

EVERY = 1000  # steps between measurements: they take 2 to 4% of the time of the steps
FEWEST_TO_STOP = 30  # losses, before any but a failure is a reason
LATER = 1.1  # times the losses: when to look for a reason again
STOPPING = ("failed", "diverging", "not_learning", "overfitting", "converged")
DIRECTION_NOT_KNOWN = (
    "Whether the updates go along the gradient or against it: the weight decay of this optimizer, "
    "if it has any, cannot be told from the rest of them."
)
FEWEST_REPEATS = 2  # calls without an update between them, and with one


class Watch(MeasuredRun):
    """Record of a training loop so far. `ds.watch` makes one; `print(watch.diagnosis)` explains.

    It can be used in a `with` statement, which changes nothing: the report so far is there whether
    the loop ends or fails.
    """

    def __init__(self, update: Update, *, every: int = EVERY, unit: str = "step") -> None:
        super().__init__()
        self.every = whole_number("every", every, at_least=1)
        if unit not in UNITS:
            raise OptionError(f"unit='{unit}' is not known: choose from {', '.join(UNITS)}.")
        self.unit = unit
        self.steps = 0
        self.noise_scale: float | None = None
        self._update = update
        self._secants: SecantRecord | None = None
        self._entries: list[tuple[int, float, float]] = []  # step, loss, lr
        self._validation: list[tuple[int, float]] = []
        self._slopes: list[float] = []  # cosines of updates with the gradient before them
        self._hides_direction = False  # whether weight decay that is not known is part of them
        self._stop = Stop("")
        self._look_at, self._candidate = FEWEST_TO_STOP, ""
        self._repeats = self._updates = self._since = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def __repr__(self) -> str:
        try:
            return repr(self.diagnosis)
        except DataError as error:
            return f"Watch of {self.steps} {self.unit}s: {error}"

    # --- what a loop calls -------------------------------------------------------------------

    def log(self, loss: Any, lr: float | None = None, *, validation: Any = None) -> None:
        """Add the loss of one step or epoch.

        Parameters
        ----------
        loss : float
            The loss, NaN and inf among others.
        lr : float, optional
            The learning rate, if it changes.
        validation : float, optional
            Loss on other data.

        Raises
        ------
        DataError
            If the loss is not a single number.
        OptionError
            If lr is not a positive number; 0 counts as one.

        """
        value = scalar(loss)
        beside = None if validation is None else scalar(validation)
        self._count(value, lr)
        if beside is not None:
            self._validation.append((self.steps, beside))

    def should_stop(self) -> Stop:
        """Return whether to stop: true with its `reason`, or false.

        A loss that is not finite is a reason at once. Other reasons are looked for each time the
        number of losses has grown by a tenth, and must be found twice in a row.
        """
        if self._stop or not self._entries:
            return self._stop
        step, loss, _ = self._entries[-1]
        if not math.isfinite(loss):
            self._stop = Stop(f"The loss is {loss} at {self.unit} {step}: nothing after it counts.")
        elif len(self._entries) >= self._look_at:
            self._look_at = math.ceil(LATER * self._look_at)
            found = self.diagnosis
            stops = found.status in STOPPING and found.cause != "edge_of_stability"
            if stops and self._candidate == found.status:
                self._stop = Stop(f"{found.status.replace('_', ' ').upper()}: {found.sentence}")
            self._candidate = found.status if stops else ""
        return self._stop

    def measure_noise(self, batches: Sequence[Callable[..., Any]], batch_size: int) -> float:
        """Return the gradient noise scale, the critical size of a batch.

        Batches far below it have gradients that are mostly noise; far above it, a larger batch
        hardly helps. (McCandlish and others, 2018.)

        Parameters
        ----------
        batches : sequence of callable
            For each of at least two batches, a function of the kind the watch was given: the
            gradient, or the loss if there is no gradient.
        batch_size : int
            Rows of a batch.

        Raises
        ------
        DataError
            If there are fewer than two batches.
        OptionError
            If the watch has no function to measure.

        """
        objective = self._measurable()
        whole_number("batch_size", batch_size, at_least=1)
        gradients = [self._batch_gradient(objective, each) for each in batches]
        self.noise_scale = noise_scale(gradients, batch_size)
        return self.noise_scale

    @property
    def diagnosis(self) -> WatchDiagnosis:
        """Diagnosis of the run so far.

        Raises
        ------
        DataError
            If there are fewer than three losses, all of them finite.

        """
        return self._reading()._judged()

    # --- for watches of a framework ----------------------------------------------------------

    def _read_rate(self) -> float | None:
        """Return the learning rate now."""
        return self._update.lr

    def _marks(self) -> tuple[Mark, ...]:
        """Return what is seen to be wrong with the model or its updates."""
        return ()

    def _compare_update(self, update: Update, change: Vector, gradient: Vector, w: Vector) -> None:
        """Keep the cosine of a change with the gradient of the loss at the weights w before it."""
        with np.errstate(all="ignore"), sums_of(len(w)):
            # Weight decay may take the weights uphill, and is not of the wrong sign for that.
            compared = update.apart_from_decay(change, gradient, w)
            self._hides_direction = compared is None
            if compared is None:
                return
            change, gradient = compared
            size = float(np.linalg.norm(change)) * float(np.linalg.norm(gradient))
            if 0 < size < math.inf:
                self._slopes.append(float(change @ gradient) / size)

    def _batch_gradient(self, objective: Objective, batch: Callable[..., Any]) -> Vector:
        raise NotImplementedError

    def _count(self, loss: float | None, lr: float | None) -> None:
        """Count one step, with its loss if it is known."""
        rate = self._read_rate() if lr is None else _rate(lr)
        self.steps += 1
        if loss is not None:
            self._entries.append((self.steps, loss, math.nan if rate is None else rate))

    def _is_repeated(self, *, moved: bool) -> bool:
        """Whether a call is one more for the same step, in a loop that makes such calls."""
        # Weights that never move again have come to rest: only an update shows that calls repeat.
        self._updates += moved
        self._repeats += self._since if moved else 0
        self._since = 0 if moved else self._since + 1
        if moved or min(self._repeats, self._updates) < FEWEST_REPEATS:
            return False
        evidence = (
            "The watch was called more than once between updates: repeated calls are not counted."
        )
        finding = Finding("called_twice", (), evidence, "Call it once after each update.")
        self._notes["called_twice"] = finding
        return 2 * self._repeats >= self._updates

    # --- the diagnosis -----------------------------------------------------------------------

    def _reading(self) -> Self:
        """Return a copy to measure and evaluate for a report, which changes no later report."""
        own = copy.copy(self)
        own.measurements, own._notes = list(self.measurements), dict(self._notes)
        own._entries = list(self._entries)
        return own

    def _judged(self) -> WatchDiagnosis:
        return assess(self._evidence())

    def _evidence(self) -> WatchEvidence:
        objective = self._objective
        is_finite = objective is not None and bool(np.isfinite(objective.weights()).all())
        if objective is not None and not self._unmeasured:
            stale = not self.measurements or self.measurements[-1].step != self.steps
            if is_finite and stale:
                self._measure_quietly(objective)
            if not self.measurements and not self._unmeasured:
                first = self._entries[0][2] if self._entries else math.nan
                self._measure_start(objective, first if first > 0 else None)
        if objective is not None and not self._unmeasured:
            self._add_present_loss(objective, is_finite)
        secants = None if self._secants is None else self._secants.summary()
        update = self._with_rate(secants)
        by_losses = judged(self._log(), update.lr or None, update.linear_rule)
        finite = np.array([e for e in self._entries if math.isfinite(e[1])]).reshape(-1, 3)
        attempt = restart = None
        if objective is not None and is_finite and self.measurements:
            attempt = _attempt(objective, objective.weights(), update)
            if self._start is not None and update.afresh is not None:
                restart = _attempt(objective, self._start, replace(update, copy=update.afresh))
        marks = (*self._frozen(secants), *self._marks())
        if not any(mark.finding.code == "wrong_sign" for mark in marks):
            marks = (*going_uphill(self._slopes), *marks)
        start = () if self._start_measurement is None else (self._start_measurement,)
        measured = (*self.measurements, *start)
        return WatchEvidence(
            base=HistoryDiagnosis.of_verdict(
                *by_losses,
                seen_beside=any(mark.certain for mark in marks),
                limit_known=any(each.lr_limit is not None for each in measured),
            ),
            series=LossSeries(finite[:, 0], finite[:, 1]),
            update=update,
            start=self._start_measurement,
            fails_at_start=self._fails_at_start,
            measurements=tuple(self.measurements),
            secants=secants,
            marks=marks,
            notes=tuple(self._notes.values()),
            noise_scale=self.noise_scale,
            steps=self.steps,
            unknown=(
                *self._unknown(secants),
                *([DIRECTION_NOT_KNOWN] if self._hides_direction else []),
            ),
            attempt=attempt,
            restart=restart,
            curvatures=self._curvatures,
            along_gradient=self._curvature_along_gradient,
        )

    def _add_present_loss(self, objective: Objective, is_finite: bool) -> None:
        """Add the loss at the weights as they are now, unless that of the last step is known."""
        if self.steps == 0 or (self._entries and self._entries[-1][0] == self.steps):
            return
        value = self._evaluated(objective.evaluate) if is_finite else math.nan
        if value is not None:
            rate = self._read_rate()
            self._entries.append((self.steps, value, math.nan if rate is None else rate))

    def _with_rate(self, secants: Secants | None) -> Update:
        """Return the update, with the last rate that was logged or that the updates show."""
        update = self._read_update()
        logged = self._entries[-1][2] if self._entries else math.nan
        if math.isfinite(logged) and logged > 0:
            return replace(update, lr=logged)
        if update.lr is None and secants is not None and update.name == "gd":
            return replace(update, lr=secants.lr)
        return update

    def _log(self) -> LossLog:
        when, losses, rates = np.array(self._entries, dtype=np.float64).reshape(-1, 3).T
        known = rates[np.isfinite(rates)]
        # A rate of 0 is not one that a schedule can be told from.
        lr = rates if len(known) and (known > 0).all() else None
        series = {"loss": Series(values=losses, unit=self.unit, places=when, lr=lr)}
        if self._validation:
            beside = np.array(self._validation, dtype=np.float64)
            series["validation loss"] = Series(
                values=beside[:, 1], role="validation", unit=self.unit, places=beside[:, 0]
            )
        return LossLog(format="watch", metric="loss", all_series=series)

    def _frozen(self, secants: Secants | None) -> Iterator[Mark]:
        """Blocks that no update has changed, and a rate of 0."""
        if self._entries and all(rate == 0 for _, _, rate in self._entries[-3:]):
            text = "The learning rate is 0, so no update changes the weights."
            yield Mark(Finding("frozen", (), text, "Give lr a positive number."), certain=True)
        if secants is not None and secants.still and self.steps > FEWEST_STILL:
            yield frozen(secants.still, len(secants.update_ratios), self.steps)

    def _unknown(self, secants: Secants | None) -> Iterator[str]:
        if self._objective is None:
            yield unknown_without_functions(secants, self._with_rate(secants))


def _attempt(objective: Objective, weights: Vector, update: Update) -> Attempt:
    """Return a function that tries a rate for some steps from these weights."""

    def attempt(lr: float, steps: int = STEPS) -> Trial:
        try:
            return trial(objective, weights, update, lr, steps)
        except DataError:  # the function fails where the run leads
            return Trial(lr, 0, math.nan, math.nan)

    return attempt


def _rate(lr: Any) -> float:
    """Return a rate that may be 0, as that of a schedule that has ended."""
    return 0.0 if isinstance(lr, (int, float, np.number)) and lr == 0 else learning_rate(lr)
