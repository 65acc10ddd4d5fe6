"""Diagnosis of a run on data: its status, its cause, and what to change.

    diverging      an epoch multiplies the error: |1 − lr·λ_max| > 1 (NaN and inf are not needed)
    converged      every weight is right to three digits after the given number of epochs
    converging     otherwise

For least squares everything follows from the spectrum of the problem, so a diagnosis costs one pass
over the data, whatever the number of epochs, and every piece of advice is tried in closed form
before it is given. Other models, and adaptive rules, run the loop (`model_diagnosis`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import check_batches
from downslope.diagnosis.advice import (
    FASTER,
    MUCH_FASTER,
    NEAR_LIMIT,
    STRETCHED,
    UNEVEN,
    advice_for,
    advised_rate,
)
from downslope.diagnosis.batches import Batches, in_batches
from downslope.diagnosis.data_findings import (
    NEARLY_FLAT,
    data_findings,
    lack_of_fit,
    what_remains,
)
from downslope.diagnosis.diagnosis_report import Diagnosis
from downslope.diagnosis.run import Run, worst
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.errors import OptionError
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.rules import StepRule, is_linear, learning_rate, step_rule, update_rule


@np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
def diagnose(
    problem: Model | Spectrum,
    lr: float | None = None,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
    standardize: bool = False,
    batch_size: int | None = None,
    seed: int = 0,
) -> Diagnosis:
    """Diagnose `epochs` of training at `lr`: what they do, why, and what to change.

    Parameters
    ----------
    problem : Model or Spectrum
        `LeastSquares`, `Ridge`, `Logistic`, …, or the spectrum of least squares if it is known.
    lr : float, optional
        The learning rate, a positive number; the advised one by default.
    epochs : int
        Number of updates.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or StepRule
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a rule of your own.
    standardize : bool
        Whether to train on standardized columns.
    batch_size : int, optional
        Number of rows for each update, if the run is in batches; it is then tried by running it.
    seed : int
        Seed for shuffling the rows into batches.

    Returns
    -------
    Diagnosis
        A `ModelDiagnosis`, which comes from running the loop, unless the model is least squares
        and the rule is linear.

    Raises
    ------
    OptionError
        If an argument cannot be used.

    """
    if isinstance(problem, (list, tuple, np.ndarray)):
        raise OptionError(
            f"problem is of type {type(problem).__name__}: give a LeastSquares, such as "
            "LeastSquares(X, y). For a log of losses, use diagnose_history(losses)."
        )
    epochs, general = whole_number("epochs", epochs), step_rule(rule)
    if isinstance(problem, Model) and not (problem.closed_form and is_linear(general)):
        from downslope.diagnosis.model_diagnosis import diagnose_model  # its solvers load SciPy

        return diagnose_model(
            problem, lr, epochs, start, rule=general, standardize=standardize,
            batch_size=batch_size, seed=seed,
        )  # fmt: skip
    chosen = update_rule(general)
    own = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    spectrum = own.standardized if standardize else own
    given = own.problem
    first = None if start is None else given.given_weights(start)
    descent = Descent(spectrum, chosen, first)
    advised = Run(descent, advised_rate(descent), epochs)
    run = advised if lr is None else advised.at(learning_rate(lr))
    if run.ends_below(advised):
        advised = run  # in these epochs no rate that is known is better
    standardized = advised
    if spectrum is not spectrum.standardized:
        descent_standardized = Descent(spectrum.standardized, chosen, first)
        standardized = Run(descent_standardized, advised_rate(descent_standardized), epochs)
    cause = _cause(run, advised)
    obstacles, remains = data_findings(given, spectrum), ""
    if cause == "noise_floor":
        unexplained = lack_of_fit(given)
        remains = what_remains(unexplained)
        obstacles += () if unexplained is None else (unexplained,)
    whole = Diagnosis(
        status=run.status,
        cause=cause,
        lr=run.lr,
        lr_was_given=lr is not None,
        lr_limit=descent.lr_limit,
        lr_best=descent.lr_best,
        lr_advised=advised.lr,
        growth_per_epoch=run.growth,
        rule=chosen.name,
        standardize=spectrum.problem.to_user is not None,
        loss_convention=given.loss_convention,
        condition_number=spectrum.condition_number,
        epochs=epochs,
        start_loss=float(run.ends.losses[0]),
        final_loss=float(run.ends.losses[-1]),
        min_loss=spectrum.min_loss,
        noise_std=spectrum.noise_std,
        n=given.n,
        weight_names=given.weight_names,
        weights=run.ends.weights[-1],
        closed_form=given.in_user_units(own.optimum),
        errors_left=run.errors_left,
        worst_weight=worst(run.errors_left, spectrum.tolerances),
        forecast=run.forecast,
        standardized_condition_number=spectrum.standardized.condition_number,
        standardized_epochs=standardized.epochs_needed,
        directions=run.directions,
        culprit=_culprit(run),
        obstacles=obstacles,
        remains=remains,
        advice=advice_for(run, advised, standardized, cause),
        is_exact=spectrum.is_exact,
    )
    if batch_size is None:
        return whole
    rows = check_batches(given, batch_size)
    return in_batches(whole, Batches(descent, rows, whole_number("seed", seed)), epochs)


def _cause(run: Run, advised: Run) -> str:
    """Return the cause of a run, checking the causes in the order that an expert would.

    `advised` is the run at the advised rate, which is the run itself if that ends lower.
    """
    if run.status == "diverging":
        return "lr_above_limit"
    spectrum = run.spectrum
    if run.status == "converged":
        if spectrum.rank < len(spectrum.singular_values):
            return "collinear"
        return "none" if spectrum.is_exact else "noise_floor"
    if run.is_within_noise:
        return "collinear" if _is_nearly_flat(spectrum) else "noise_floor"
    near = advised is not run and run.lr >= NEAR_LIMIT * run.descent.lr_limit
    if near and not run.steepest_is_done:
        return "lr_near_limit"
    gain = _times_faster(run, advised)
    if gain > MUCH_FASTER and (not run.steepest_is_done or advised.status == "converged"):
        return "lr_too_small"
    if _is_nearly_flat(spectrum):
        return "collinear"
    uneven = UNEVEN if run.steepest_is_done else STRETCHED
    if spectrum.condition_number > uneven:
        return "slow_direction"
    return "lr_too_small" if gain > FASTER else "none"


def _times_faster(run: Run, advised: Run) -> float:
    """Return how many times fewer epochs the advised rate needs; 1 if it is not higher."""
    if advised.lr <= run.lr:
        return 1.0
    higher = advised.lr / run.lr
    if not np.isfinite(run.epochs_needed):
        return higher
    return min(higher, run.epochs_needed / max(advised.epochs_needed, 1.0))


def _is_nearly_flat(spectrum: Spectrum) -> bool:
    """Return whether columns nearly depend on each other, whatever their units."""
    return spectrum.standardized.condition_number > NEARLY_FLAT


def _culprit(run: Run) -> int:
    """Return the direction that grows most, or has the most error left, or is the slowest."""
    left = run.left_in_tolerances
    if run.status != "diverging" and (left > 0).any():
        return int(np.argmax(left))
    return int(np.argmax(run.kept_per_epoch[: max(run.spectrum.rank, 1)]))
