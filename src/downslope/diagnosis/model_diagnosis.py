"""Diagnosis of models and rules whose runs have no closed form, from runs of the loop.

What a rate does near the solution follows from the parabola there (`Minimum`); what the run does is
seen by running it (`Loop`), and so is every piece of advice (`Advised`). Where no finite weights
are best, as for separable classes, or where the loss has many minima, the curvature where the run
ends takes the place of that at the solution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import check_batches
from downslope.diagnosis.advice import FASTER, MUCH_FASTER, NEAR_LIMIT, STRETCHED, UNEVEN
from downslope.diagnosis.curvature import Curvature, curvature
from downslope.diagnosis.data_findings import data_findings
from downslope.diagnosis.loss_trials import Trial, trial_of
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.model_report import ModelDiagnosis
from downslope.diagnosis.model_trials import (
    Advised,
    best_trial,
    forecast_of,
    model_options,
    on_standardized,
)
from downslope.diagnosis.observed_run import NEAR_ONE, Loop, Observed, Watch
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.diagnosis.run import Direction, Forecast, worst
from downslope.diagnosis.spectrum import TARGET_BEYOND_FLOAT64, Spectrum
from downslope.diagnosis.trajectory import best_rate, shrinkage
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.models.least_squares import LeastSquares
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import (
    AdaGrad,
    GradientDescent,
    StepRule,
    is_adaptive,
    is_linear,
    learning_rate,
)

SMALL = 0.01  # of the loss: a fall that counts
AT_EDGE = 0.7  # of the limit, about which curvature that follows the rate hovers
WAY = 12  # epochs at the start, in which a run that leaves meets its steepest place
DESCRIBES = ("missing_codes", "constant_column", "near_constant_column", "dependent_columns",
             "nearly_dependent_columns", "fewer_rows_than_weights", "uneven_scales",
             "off_center")  # fmt: skip


def diagnose_model(
    problem: Model,
    lr: float | None,
    epochs: int,
    start: ArrayLike | None,
    *,
    rule: StepRule,
    standardize: bool,
    batch_size: int | None,
    seed: int,
    watch: Watch | None = None,
) -> ModelDiagnosis:
    """Diagnose a run of any model with any rule, passing its steps to `watch`.

    The other arguments are those of `diagnose`.

    Raises
    ------
    DataError
        If values overflow, or the minimum is not found.
    OptionError
        If an argument cannot be used.

    """
    if batch_size is not None:
        batch_size = check_batches(problem, batch_size)
    problem.starting_weights(start)  # refuses what does not fit
    rate = None if lr is None else learning_rate(lr)
    trained = problem.standardized() if standardize else problem
    found = Minimum.of(trained)
    absent = None if found is None else found.absent
    minimum = None if absent is not None else found
    if minimum is not None and not math.isfinite(minimum.loss):
        raise DataError(TARGET_BEYOND_FLOAT64)
    loop = Loop(trained, rule, minimum, start, batch_size, whole_number("seed", seed))
    best = None
    if rate is None:
        best = best_trial(loop, None, epochs)
        rate = best.lr
    seen = loop.observe(rate, epochs, watch)
    case = Case(problem, loop, seen, absent, lr is not None, best)
    if seen.status == "converged" and case.hardly_moved:
        case = replace(case, seen=replace(seen, status="converging"))
    return case.diagnosis()


@dataclass(frozen=True, eq=False)
class Case:
    """One run that was made, and what is known about it."""

    problem: Model  # as it was given
    loop: Loop
    seen: Observed
    absent: Finding | None
    lr_was_given: bool
    best: Trial | None = None  # if it is known already and does not depend on the run

    @cached_property
    def curvature(self) -> Curvature | None:
        """Curvature at the end of the run; None if the numbers overflowed."""
        return self._at(self.seen.end.weights)

    def _at(self, weights: Vector) -> Curvature | None:
        if not np.isfinite(weights).all():
            return None
        try:
            return curvature(self.loop.problem, weights)
        except DataError:
            return None

    @property
    def limit_at(self) -> str:
        """Where the limit holds."""
        if self.loop.minimum is not None:
            return "at the solution"
        return "where it starts" if self.seen.status == "diverging" else "where the run ends"

    @cached_property
    def limit(self) -> float:
        """Limit of the rule, at the solution or where `limit_at` says; NaN if none is known."""
        rule, minimum = self.loop.rule, self.loop.minimum
        if is_adaptive(rule):
            return math.nan if minimum is None else adaptive_limit(minimum, rule, self.seen.memory)
        if not is_linear(rule):
            return math.nan
        if minimum is not None:
            return self.loop.limit
        left = self.seen.status == "diverging"
        known = self._at(self.seen.start.weights) if left else self.curvature
        if known is None or known.largest <= 0:
            return math.nan if known is None else math.inf
        return rule.rate_limit(known.largest)

    @cached_property
    def way_limit(self) -> float:
        """Lowest limit in the first epochs of a run that leaves below its limit; else NaN."""
        rule, seen = self.loop.rule, self.seen
        leaves = seen.status in ("diverging", "unstable") and not self.is_above
        if not leaves or not is_linear(rule):
            return math.nan
        steepest = 0.0
        for step in self.loop.steps(seen.lr):
            known = self._at(step.weights)
            if step.epoch > WAY or known is None:
                break
            steepest = max(steepest, known.largest)
        limit = rule.rate_limit(steepest) if steepest > 0 else math.inf
        return limit if limit < seen.lr else math.nan

    @property
    def is_above(self) -> bool:
        """Whether the rate is above a known limit."""
        return self.limit < self.seen.lr / (1 + NEAR_ONE)

    @cached_property
    def explained(self) -> tuple[Finding, ...]:
        """What the model says of the weights where the run ends, and of those that are 0."""
        there = self.loop.minimum
        if there is not None:
            zeros = there.zeros
            own = there.problem.explain(there.weights)
            return (*own, *((_held(zeros),) if zeros else ()))
        weights = self.seen.end.weights
        if self.absent is not None:
            return (self.absent,)
        if self.seen.status == "diverging" or not np.isfinite(weights).all():
            return ()
        return self.loop.problem.explain(self.loop.problem.starting_weights(weights))

    @cached_property
    def obstacles(self) -> tuple[Finding, ...]:
        """What in the data and in the model explains the run."""
        problem = self.problem
        twin = LeastSquares(
            problem.X_b[:, : problem.d], np.arange(problem.n) % 2, problem.has_intercept,
            names=problem.feature_names,
        ) if problem.has_rows else None  # fmt: skip
        noticed = getattr(problem, "noticed", ())
        if twin is None:
            return (*noticed, *self.explained)
        spectrum = Spectrum.of(twin)
        if self.loop.problem.to_user is not None:
            spectrum = spectrum.standardized
        known = {each.code for each in noticed}
        of_columns = [
            each
            for each in data_findings(twin, spectrum)
            if each.code in DESCRIBES and each.code not in known
        ]
        return (*noticed, *of_columns, *self.explained)

    @cached_property
    def needed(self) -> Vector:
        """Epochs until each weight has three right digits, observed or predicted; else NaN."""
        return forecast_of(self.loop, self.seen)

    @cached_property
    def advised(self) -> Advised:
        """Other rates that were tried."""
        seen, loop = self.seen, self.loop
        if self.absent is not None and seen.status == "converging":
            own = Trial(loop, seen.lr, math.inf, seen.epochs, seen.final_loss)
            return Advised(loop, seen, math.inf, own, None)
        best = self.best or best_trial(loop, seen, seen.epochs)
        standardized = None
        if seen.status != "converged":
            standardized = on_standardized(loop, seen.epochs)
        return Advised(loop, seen, float(self.needed.max()), best, standardized)

    @cached_property
    def left(self) -> Vector:
        """What is left of the error along each curved axis, (r,), in tolerances."""
        return self._sizes(self.seen.end.weights)

    def _sizes(self, weights: Vector) -> Vector:
        minimum = self.loop.minimum
        if minimum is None or minimum.hessian is None or not np.isfinite(weights).all():
            return np.zeros(0)
        units = np.abs(minimum.axes_in_tolerances).max(axis=0)
        sizes: Vector = np.abs(minimum.along_axes(weights)) * units
        return sizes

    @property
    def steepest_is_done(self) -> bool:
        """Whether the steepest direction has lost its error, as in `Run.steepest_is_done`."""
        if not len(self.left):
            return True
        first = self._sizes(self.seen.start.weights)
        much = max(1.0, 0.01 * min(float(first[0]), float(self.left.max())))
        return bool(self.left[0] <= much)

    def cause(self) -> str:
        """Return the cause, checking the causes in the order that an expert would."""
        seen, minimum = self.seen, self.loop.minimum
        if seen.status in ("diverging", "unstable"):
            return self._cause_of_leaving()
        if self.absent is not None:
            return self.absent.code
        if minimum is None:
            slow = "lr_too_small" if self.hardly_moved else "none"
            return next((each.code for each in self.explained), slow)
        if seen.status == "converged":
            return "collinear" if minimum.flat else "none"
        near = is_linear(self.loop.rule) and seen.lr >= NEAR_LIMIT * self.limit
        if near and not self.steepest_is_done:
            return "lr_above_limit" if self.is_above else "lr_near_limit"
        gain = self._times_faster()
        if gain > MUCH_FASTER:
            return "lr_too_small"
        if minimum.flat:
            return "collinear"
        uneven = UNEVEN if self.steepest_is_done else STRETCHED
        known = is_linear(self.loop.rule) and self.loop.batch_size is None
        if known and len(self.left) and minimum.condition_number > uneven:
            return "slow_direction"
        return "lr_too_small" if gain > FASTER else "none"

    def _cause_of_leaving(self) -> str:
        seen = self.seen
        if self.loop.batch_size is not None:
            return "lr_above_limit" if seen.status == "diverging" else "gradient_noise"
        near = seen.lr > AT_EDGE * self.limit
        settles_not = is_adaptive(self.loop.rule) or not self.problem.convex
        if seen.status == "unstable" and settles_not and near:
            return "edge_of_stability"
        if self.is_above or not math.isnan(self.way_limit):
            return "lr_above_limit"
        if any(each.code == "kink" for each in self.explained):
            return "kink"
        tried = self.advised.best
        lower = tried.lr < seen.lr and (tried.arrived or tried.loss < seen.start.loss)
        return "lr_above_limit" if lower else "unknown"

    def _times_faster(self) -> float:
        best, needed = self.advised.best, float(self.needed.max())
        if best.lr <= self.seen.lr:
            return 1.0
        if not best.arrived:  # compared by what is left after the same number of epochs
            return best.times_closer(trial_of(self.loop, self.seen))
        higher = best.lr / self.seen.lr
        if not math.isfinite(needed):
            return higher
        return min(higher, needed / max(best.epochs, 1.0))

    @property
    def hardly_moved(self) -> bool:
        """Whether a higher rate lowers a loss without a known minimum many times as far."""
        best, seen = self.advised.best, self.seen
        if self.loop.minimum is not None or self.absent is not None or best.lr <= seen.lr:
            return False
        fell, falls = (seen.start.loss - loss for loss in (seen.final_loss, best.loss))
        return falls > MUCH_FASTER * max(fell, 0.0) and falls > SMALL * abs(seen.start.loss)

    def diagnosis(self) -> ModelDiagnosis:
        """Return the diagnosis of the run."""
        loop, seen, problem = self.loop, self.seen, self.problem
        rule, minimum = loop.rule, loop.minimum
        known, cause = self.curvature, self.cause()
        size = seen.end.weights.size
        kept, lr_best = np.full(0, math.nan), math.nan
        directions: tuple[Direction, ...] = ()
        if minimum is not None:
            kept = np.full(len(minimum.eigenvalues), math.nan)
            if is_linear(rule) and loop.batch_size is None:
                kept = shrinkage(seen.lr * minimum.eigenvalues, rule)
                lr_best = best_rate(rule, minimum.steepest, minimum.flattest)
            directions = minimum.directions(kept)
        nothing = np.full(size, math.nan)
        solution = nothing if minimum is None else minimum.user_weights
        errors = nothing if minimum is None else minimum.errors(seen.end.weights)
        standard = self.advised.standardized
        other = None if standard is None else standard.loop.minimum
        L = loop.problem.curvature_bound() if isinstance(rule, GradientDescent) else None
        return ModelDiagnosis(
            status=seen.status,
            cause=cause,
            lr=seen.lr,
            lr_was_given=self.lr_was_given,
            lr_limit=self.limit,
            lr_best=lr_best,
            lr_advised=self.advised.best.lr,
            growth_per_epoch=float(kept[0]) if len(kept) else math.nan,
            rule=rule.name,
            standardize=loop.problem.to_user is not None,
            loss_convention=problem.loss_convention,
            condition_number=math.nan if minimum is None else minimum.condition_number,
            epochs=seen.epochs,
            start_loss=seen.start.loss,
            final_loss=seen.final_loss,
            min_loss=math.nan if minimum is None else minimum.loss,
            noise_std=math.nan,
            n=problem.n,
            weight_names=problem.flat_names,
            weights=seen.end.weights.ravel(),
            closed_form=solution,
            errors_left=errors,
            worst_weight=0 if minimum is None else worst(errors, minimum.tolerances),
            forecast=Forecast(np.array([math.nan]), self.needed[np.newaxis]),
            standardized_condition_number=math.nan if other is None else other.condition_number,
            standardized_epochs=math.nan if standard is None else standard.epochs,
            directions=directions,
            culprit=self._culprit(directions),
            obstacles=(*self.obstacles, *self._seen_so_far()),
            advice=self._advice(cause),
            remains="",
            is_exact=False,
            batch_size=loop.batch_size,
            model=problem.name,
            settings=problem.settings,
            gradient_formula=problem.gradient_formula,
            lr_limit_global=2 / L if L else None,
            limit_at=self.limit_at,
            way_limit=self.way_limit,
            sharpness=math.nan if known is None else known.largest,
            sharpness_error=math.nan if known is None else known.largest_error,
            followed=seen.followed,
            last_loss=seen.last.loss,
            absent=self.absent,
            has_floor=minimum is not None,
            certified=self._fit_command(),
            at_rest=seen.at_rest,
        )

    def _seen_so_far(self) -> tuple[Finding, ...]:
        """Say that a run whose limit falls was right only as far as it was followed."""
        rule, seen = self.loop.rule, self.seen
        forgets = is_adaptive(rule) and not isinstance(rule, AdaGrad)
        if seen.status != "converged" or self.loop.batch_size is not None or not forgets:
            return ()
        evidence = (
            f"The rule {rule.name} divides by the size of recent gradients, which fades near the "
            "solution, and its limit fades with it: the loss may rise again in bursts after epoch "
            f"{seen.followed:,}, to which the run was followed."
        )
        fix = "If you train on, lower lr with a schedule, such as ds.Cosine."
        return (Finding("limit_falls", (), evidence, fix),)

    def _fit_command(self) -> str:
        """Return the command that fits the model, or nothing where it would refuse."""
        minimum, problem = self.loop.minimum, self.problem
        if minimum is None or (minimum.flat and not problem.alpha):
            return ""
        if problem.closed_form:
            return "closed form: downslope fit"
        return f"certified fit: downslope fit {model_options(problem)}".rstrip()

    def _advice(self, cause: str) -> Any:
        found = self.advised.advice(cause)
        if cause in ("separable", "no_finite_optimum", "saturated", "dead_units", "collinear"):
            # No learning rate helps here: the finding says what does.
            return ()
        return found

    def _culprit(self, directions: tuple[Direction, ...]) -> int:
        if not directions or not len(self.left) or self.seen.status == "diverging":
            return 0
        return int(np.argmax(self.left))


def _held(zeros: tuple[str, ...]) -> Finding:
    shown = ", ".join(f"'{name}'" for name in zeros[:8])
    more = f" and {len(zeros) - 8} more" if len(zeros) > 8 else ""
    verb = "is" if len(zeros) == 1 else "are"
    return Finding(
        "kink",
        zeros,
        f"The weight{'s' * (len(zeros) > 1)} of {shown}{more} {verb} exactly 0 at the solution, "
        "at the kink of the penalty; this is proven. Only the other weights count for the limit "
        "there.",
    )
