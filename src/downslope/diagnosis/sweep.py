"""Sweep over learning rates: final loss, status, and epochs needed at each.

All runs of least squares share one spectrum, so a sweep costs one pass over the data and a table of
powers. For other models the loop is run at every rate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.advice import advised_rate
from downslope.diagnosis.run import MIN_LOG_GROWTH, forecast, run_status
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import RAN, Descent, best_rate, shrinkage
from downslope.errors import OptionError
from downslope.formatting import plain_dict
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import StepRule, is_linear, learning_rate, step_rule, update_rule

DEFAULT_COUNT = 25  # rates


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Result of a sweep over learning rates.

    Shapes: k learning rates, in the given order.
    """

    lrs: Vector  # (k,)
    status: tuple[str, ...]  # (k,) converged, converging, diverging, or unstable
    final_loss: Vector  # (k,) after `epochs`; inf if it overflowed
    epochs_to_tolerance: Vector  # (k,) until every weight has three digits; inf if never
    lr_limit: float  # above it every run diverges
    lr_best: float  # fastest in the long run
    lr_advised: float  # that, or 80% of the limit if it is lower
    epochs: int
    min_loss: float
    loss_convention: str
    closed_form: bool = True  # otherwise the loop was run at every rate

    def __repr__(self) -> str:
        head = f"{'lr':>12}  {'final loss':>12}  {'to 3 digits':>11}  status"
        columns = zip(self.lrs, self.final_loss, self.epochs_to_tolerance, self.status, strict=True)
        rows = [f"{lr:>12.4g}  {loss:>12.6g}  {t:>11.6g}  {word}" for lr, loss, t, word in columns]
        marks = f"limit {self.lr_limit:.4g}, best {self.lr_best:.4g}, after {self.epochs} epochs"
        return "\n".join([head, *rows, marks, *([] if self.closed_form else [RAN])])

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data, as ``--json`` prints them."""
        columns = zip(self.lrs, self.status, self.final_loss, self.epochs_to_tolerance, strict=True)
        names = ("lr", "status", "final_loss", "epochs_to_tolerance")
        fields = {
            "rates": [dict(zip(names, row, strict=True)) for row in columns],
            "lr_limit": self.lr_limit,
            "lr_best": self.lr_best,
            "lr_advised": self.lr_advised,
            "lr_lowest": self.lrs[self.lowest],
            "epochs_run": self.epochs,
            "min_loss": self.min_loss,
            "loss_convention": self.loss_convention,
        }
        # Where there is a closed form nothing needs to be said about it.
        return plain_dict(fields | ({} if self.closed_form else {"closed_form": False}))

    @property
    def lowest(self) -> int:
        """Index of the rate with the lowest final loss."""
        return int(np.argmin(np.where(np.isnan(self.final_loss), np.inf, self.final_loss)))


@np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
def sweep(
    problem: Model | Spectrum,
    lrs: ArrayLike | None = None,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
) -> Sweep:
    """Compute the results of many learning rates; for least squares, in closed form.

    For other models and adaptive rules the loop is run at each rate.

    Parameters
    ----------
    problem : Model or Spectrum
        `LeastSquares`, `Ridge`, `Logistic`, …, or the spectrum of least squares if it is known.
    lrs : ndarray of shape (k,), optional
        Learning rates; by default 25, from a ten-thousandth of the limit to three times the limit.
    epochs : int
        Number of updates.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or StepRule
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a rule of your own.

    Returns
    -------
    Sweep

    Raises
    ------
    OptionError
        If a rate, the start, the rule, or the number of epochs cannot be used.

    """
    epochs, general = whole_number("epochs", epochs), step_rule(rule)
    if isinstance(problem, Model) and not (problem.closed_form and is_linear(general)):
        return _by_the_loop(problem, lrs, epochs, start, general)
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    descent = Descent(spectrum, update_rule(general), start)
    limit = descent.lr_limit
    rates = default_rates(limit) if lrs is None else _rates(lrs)
    growth = shrinkage(rates * spectrum.steepest, descent.rule)
    needed = np.full(len(rates), np.inf)
    stays = growth <= 1 + MIN_LOG_GROWTH  # where an error grows, no number of epochs is enough
    needed[stays] = forecast(descent, rates[stays]).to_tolerance
    final_shares = descent.shares(rates[:, np.newaxis], np.array(epochs))
    return Sweep(
        lrs=rates,
        status=tuple(map(run_status, growth, needed, [epochs] * len(rates))),
        final_loss=descent.losses(final_shares),
        epochs_to_tolerance=needed,
        lr_limit=limit,
        lr_best=descent.lr_best,
        lr_advised=advised_rate(descent),
        epochs=epochs,
        min_loss=spectrum.min_loss,
        loss_convention=spectrum.problem.loss_convention,
    )


def _by_the_loop(
    problem: Model, lrs: ArrayLike | None, epochs: int, start: ArrayLike | None, rule: StepRule
) -> Sweep:
    """Return the sweep of a model, from running its loop at every rate."""
    # SciPy, which its solvers need, takes a while to load
    from downslope.diagnosis.loss_trials import first_guess
    from downslope.diagnosis.minimum import Minimum
    from downslope.diagnosis.model_trials import best_trial, forecast_of
    from downslope.diagnosis.observed_run import Loop

    given = None if lrs is None else _rates(lrs)
    found = Minimum.of(problem)
    minimum = None if found is None or found.absent is not None else found
    loop = Loop(problem, rule, minimum, start)
    guess = first_guess(loop, epochs)
    limit = 2 * guess if minimum is None and is_linear(rule) else loop.limit
    rates = default_rates(2 * guess if math.isnan(limit) else limit) if given is None else given
    runs = [loop.observe(lr, epochs) for lr in rates.tolist()]
    best = math.nan
    if minimum is not None and is_linear(rule):
        best = best_rate(rule, minimum.steepest, minimum.flattest)
    return Sweep(
        lrs=rates,
        status=tuple(run.status for run in runs),
        final_loss=np.array([run.final_loss for run in runs]),
        epochs_to_tolerance=np.array([float(forecast_of(loop, run).max()) for run in runs]),
        lr_limit=limit,
        lr_best=best,
        lr_advised=best_trial(loop, None, epochs).lr,
        epochs=epochs,
        min_loss=math.nan if minimum is None else minimum.loss,
        loss_convention=problem.loss_convention,
        closed_form=False,
    )


def default_rates(limit: float) -> Vector:
    """Return rates around the limit, evenly spaced on a log scale."""
    middle = limit if math.isfinite(limit) else 1.0
    return middle * np.geomspace(1e-4, 3, DEFAULT_COUNT)


def _rates(lrs: ArrayLike) -> Vector:
    try:
        rates = np.atleast_1d(np.asarray(lrs, dtype=np.float64))
    except (TypeError, ValueError) as error:
        raise OptionError(
            f"lrs={lrs!r} are not numbers: give rates such as [0.01, 0.1]."
        ) from error
    if rates.size == 0:
        raise OptionError("lrs is empty: give one learning rate or more.")
    if rates.ndim != 1:
        raise OptionError(f"lrs has the shape {rates.shape}: give a flat list of rates.")
    for unusable in rates[~(np.isfinite(rates) & (rates > 0))]:
        learning_rate(unusable)  # raises the same error as for a single rate
    return rates
