"""Why a run diverges, stalls or is done, and what to change: from numbers to a `Diagnosis`.

    diverging      when an epoch multiplies the error: |1 − lr·λ_max| > 1, never by isnan
    converged      when every weight is right to three digits after the epochs asked for
    converging     else

Everything follows from the spectrum of the problem, so it costs one pass over the data however
many epochs are asked about. Every piece of advice has been run, in closed form, before it is given.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.advice import advised_rate, remedies
from downslope.diagnosis.data_findings import NEARLY_FLAT, obstacles
from downslope.diagnosis.directions import directions
from downslope.diagnosis.forecast import shrinkage, tolerances
from downslope.diagnosis.result import Diagnosis
from downslope.diagnosis.run import Run
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.sweep import best_rate, rate_limit
from downslope.errors import OptionError
from downslope.models.least_squares import LeastSquares, check_problem
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import Rule, learning_rate, update_rule

NEAR_LIMIT = 0.95  # of the limit: the steepest error then keeps 90 % of its size, its sign changed
MUCH_FASTER = 10.0  # times fewer epochs: raising lr is then the first thing to do
FASTER = 3.0  # times fewer epochs: worth it when nothing else is wrong
UNEVEN = 10.0  # condition number from which directions differ visibly in speed
STRETCHED = 100.0  # and from which no rate suits them all
TIMED_AGAIN = 100_000  # values of X: up to here a second solve costs a few milliseconds
NOISE_FREE = 1e-20  # RSS against Σy²: nothing but rounding


@np.errstate(all="ignore")  # what leaves float64 becomes inf, and is reported as such
def diagnose(
    problem: LeastSquares,
    lr: float | None = None,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
    standardize: bool = False,
) -> Diagnosis:
    """Say what `epochs` of training at `lr` do, why, and what to change.

    Without `lr` the advised rate is looked at.

    Args:
        problem: the data and the loss.
        lr: the learning rate, a positive number.
        epochs: how many updates.
        start: (p,) first weights in the user's units; zeros by default.
        rule: "gd", "momentum", "nesterov", or a `Rule`.
        standardize: whether the run is on standardised columns.

    Raises:
        OptionError: an argument that cannot be used.

    """
    if isinstance(problem, (list, tuple, np.ndarray)):
        raise OptionError(
            f"problem is a {type(problem).__name__}: give a LeastSquares, as in LeastSquares(X, y)"
            ", or for a log of losses use diagnose_history(losses)."
        )
    check_problem(problem)
    epochs = whole_number("epochs", epochs)
    own, closed_form, seconds = _solved(problem)
    standard = own if problem.to_user is not None else Spectrum.of(problem.standardized())
    spectrum, chosen = (standard if standardize else own), update_rule(rule)
    advised = advised_rate(spectrum, chosen)
    rate = advised if lr is None else learning_rate(lr)
    first = None if start is None else problem.given_weights(start)
    run = Run(spectrum, chosen, rate, epochs, first)
    path = run.path(np.array([0, epochs]))
    cause = cause_of(run, standard, lr is not None)
    errors = path.weights[-1] - run.destination
    return Diagnosis(
        status=run.status,
        cause=cause,
        lr=rate,
        lr_was_given=lr is not None,
        lr_limit=rate_limit(spectrum, chosen),
        lr_best=best_rate(spectrum, chosen),
        lr_advised=advised,
        growth_per_epoch=run.growth,
        rule=chosen.name,
        standardize=spectrum.problem.to_user is not None,
        loss_convention=problem.loss_convention,
        condition_number=spectrum.condition_number,
        epochs=epochs,
        start_loss=float(path.losses[0]),
        final_loss=float(path.losses[-1]),
        min_loss=spectrum.min_loss,
        noise_std=spectrum.noise_std,
        n=problem.n,
        weight_names=problem.weight_names,
        weights=path.weights[-1],
        closed_form=closed_form,
        errors_left=errors,
        worst_weight=_worst(errors, tolerances(spectrum)),
        forecast=run.forecast,
        standardized_condition_number=standard.condition_number,
        standardized_epochs=run.at(advised_rate(standard, chosen), standard).epochs_needed,
        directions=directions(spectrum, rate, chosen),
        culprit=_culprit(run),
        obstacles=obstacles(problem, standard, spectrum is standard),
        advice=remedies(run, standard, cause),
        closed_form_seconds=seconds,
    )


def _solved(problem: LeastSquares) -> tuple[Spectrum, Vector, float]:
    """The spectrum, the closed form from it, (p,), and the seconds that both took.

    A small problem is solved again, since its first time is mostly that of loading libraries.
    """
    shortest = np.inf
    for _ in range(2 if problem.X_b.size <= TIMED_AGAIN else 1):
        clock = time.perf_counter()
        spectrum = Spectrum.of(problem)
        closed_form = problem.in_user_units(spectrum.optimum)
        shortest = min(shortest, time.perf_counter() - clock)
    return spectrum, closed_form, shortest


def cause_of(run: Run, standard: Spectrum, lr_was_given: bool = True) -> str:
    """One cause of the contract; the order of the questions is an expert's.

    `standard` is the spectrum of the standardised problem, in which flat directions are the
    columns' fault and not their units'.
    """
    if run.status == "diverging":
        return "lr_above_limit"
    spectrum, rule = run.spectrum, run.rule
    if run.status == "converged":
        if spectrum.rank < len(spectrum.singular_values):
            return "collinear"
        return "none" if _is_exact(spectrum) else "noise_floor"
    if run.is_within_noise:
        return "collinear" if _is_vague(standard) else "noise_floor"
    # Without lr nobody chose this rate: the best one for stretched data lies near the limit.
    near = lr_was_given and run.lr >= NEAR_LIMIT * rate_limit(spectrum, rule)
    if near and not run.steepest_is_done:
        return "lr_near_limit"
    better = run.at(advised_rate(spectrum, rule))
    gain = _times_faster(run, better)
    if gain > MUCH_FASTER and (not run.steepest_is_done or better.status == "converged"):
        return "lr_too_small"
    if _is_vague(standard):
        return "collinear"
    if spectrum.condition_number > (UNEVEN if run.steepest_is_done else STRETCHED):
        return "slow_direction"
    return "lr_too_small" if gain > FASTER else "none"


def _times_faster(run: Run, better: Run) -> float:
    """How many times fewer epochs a better rate needs; at most 1 for a lower one."""
    if better.lr <= run.lr:
        return 1.0
    higher = better.lr / run.lr
    if not np.isfinite(run.epochs_needed):
        return higher
    return min(higher, run.epochs_needed / max(better.epochs_needed, 1.0))


def _is_vague(standard: Spectrum) -> bool:
    """Whether columns depend on each other, whatever their units."""
    return standard.condition_number > NEARLY_FLAT


def _is_exact(spectrum: Spectrum) -> bool:
    """Whether the best weights leave no residual but rounding."""
    problem = spectrum.problem
    total = problem.loss_factor * float(problem.y @ problem.y)
    return spectrum.min_loss <= NOISE_FREE * total


def _worst(errors: Vector, allowed: Vector) -> int:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.abs(errors) / allowed
    return int(np.argmax(np.nan_to_num(ratio, nan=0.0, posinf=np.finfo(float).max)))


def _culprit(run: Run) -> int:
    """What grows most; else what has most left; else what is slowest."""
    left = run.left_in_tolerances
    if run.status != "diverging" and (left > 0).any():
        return int(np.argmax(left))
    curved = run.spectrum.eigenvalues[: max(run.spectrum.rank, 1)]
    return int(np.argmax(shrinkage(run.lr * curved, run.rule)))
