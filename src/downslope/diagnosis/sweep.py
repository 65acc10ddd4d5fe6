"""A thousand learning rates at once: the final loss, the status and the epochs needed of each.

All runs share one bowl, so a sweep costs one pass over the data and a table of powers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.forecast import GROWTH, forecast, log_shrinkage, shrinkage
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import final_losses
from downslope.errors import OptionError
from downslope.formatting import plain_dict
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import Rule, learning_rate, update_rule

DEFAULT_COUNT = 25


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What every learning rate leads to.

    Shapes: k learning rates, in the order given.
    """

    lrs: Vector  # (k,)
    status: tuple[str, ...]  # (k,) converged, converging or diverging
    final_loss: Vector  # (k,) after `epochs`; inf when it overflowed
    epochs_to_tolerance: Vector  # (k,) until every weight has three digits; inf if never
    lr_limit: float  # beyond it every run diverges
    lr_best: float  # the fastest in the long run
    epochs: int
    min_loss: float
    loss_convention: str

    def __repr__(self) -> str:
        head = f"{'lr':>12}  {'final loss':>12}  {'to 3 digits':>11}  status"
        columns = zip(self.lrs, self.final_loss, self.epochs_to_tolerance, self.status, strict=True)
        rows = [f"{lr:>12.4g}  {loss:>12.6g}  {t:>11.6g}  {word}" for lr, loss, t, word in columns]
        marks = f"limit {self.lr_limit:.4g}, best {self.lr_best:.4g}, after {self.epochs} epochs"
        return "\n".join([head, *rows, marks])

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract."""
        columns = zip(self.lrs, self.status, self.final_loss, self.epochs_to_tolerance, strict=True)
        names = ("lr", "status", "final_loss", "epochs_to_tolerance")
        fields = {
            "rates": [dict(zip(names, row, strict=True)) for row in columns],
            "lr_limit": self.lr_limit,
            "lr_best": self.lr_best,
            "lr_lowest": self.lrs[self.lowest],
            "epochs_run": self.epochs,
            "min_loss": self.min_loss,
            "loss_convention": self.loss_convention,
        }
        return plain_dict(fields)

    @property
    def lowest(self) -> int:
        """The index of the rate that ended lowest."""
        return int(np.argmin(np.where(np.isnan(self.final_loss), np.inf, self.final_loss)))


@np.errstate(all="ignore")  # what leaves float64 becomes inf, and is reported as such
def sweep(
    problem: LeastSquares | Spectrum,
    lrs: ArrayLike | None = None,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
) -> Sweep:
    """Run every one of `lrs`, shape (k,), in closed form.

    Without `lrs`, 25 rates from a ten-thousandth of the limit to three times the limit.

    Raises:
        OptionError: a rate, start, rule or number of epochs that cannot be used.

    """
    epochs = whole_number("epochs", epochs)
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    rule = update_rule(rule)
    limit, best = rate_limit(spectrum, rule), best_rate(spectrum, rule)
    rates = default_rates(limit) if lrs is None else _rates(lrs)
    needed = np.full(len(rates), np.inf)
    below = rates < limit * (1 + 1e-9)  # beyond it no number of epochs is enough
    needed[below] = forecast(spectrum, rates[below], start, rule).to_tolerance
    growth = shrinkage(rates * spectrum.steepest, rule)
    return Sweep(
        lrs=rates,
        status=tuple(map(run_status, growth, needed, [epochs] * len(rates))),
        final_loss=final_losses(spectrum, rates, epochs, start, rule),
        epochs_to_tolerance=needed,
        lr_limit=limit,
        lr_best=best,
        epochs=epochs,
        min_loss=spectrum.min_loss,
        loss_convention=spectrum.problem.loss_convention,
    )


def run_status(growth: float, needed: float, epochs: int) -> str:
    """The status of a run: by its growth per epoch, then by the epochs it needs."""
    if growth > 1 + GROWTH:
        return "diverging"
    return "converged" if epochs >= needed else "converging"


def rate_limit(spectrum: Spectrum, rule: Rule) -> float:
    """2/λ_max for gradient descent; inf when the loss does not curve at all."""
    return rule.rate_limit(spectrum.steepest) if spectrum.steepest > 0 else math.inf


def best_rate(spectrum: Spectrum, rule: Rule) -> float:
    """The rate at which the slowest axis is fastest: 2/(λ_max + λ_min) for gradient descent.

    For the other rules the rate is searched: the worst shrinkage of the two extreme axes falls,
    then rises, between 0 and the limit.
    """
    if spectrum.steepest <= 0:
        return math.inf
    if rule.beta == 0:
        return 2 / (spectrum.steepest + spectrum.flattest)
    limit = rate_limit(spectrum, rule)
    rates = limit * np.concatenate([np.geomspace(1e-6, 0.1, 500), np.linspace(0.1, 1, 2000)[1:]])
    extremes = np.array([spectrum.flattest, spectrum.steepest])
    # Logarithms still tell rates apart where a stretched axis keeps 99.99999999999999 %.
    logs = log_shrinkage(rates[:, np.newaxis] * extremes, rule)
    worst = np.where(np.isnan(logs), 0.0, logs).max(axis=1)
    # Momentum is as fast over a whole range of rates: its middle is the safest.
    fastest = np.flatnonzero(worst <= worst.min() * (1 - 1e-9))
    return float(rates[fastest[len(fastest) // 2]])


def default_rates(limit: float) -> Vector:
    """Rates around the limit, evenly spread on a log scale."""
    middle = limit if math.isfinite(limit) else 1.0
    return middle * np.geomspace(1e-4, 3, DEFAULT_COUNT)


def _rates(lrs: ArrayLike) -> Vector:
    try:
        rates = np.atleast_1d(np.asarray(lrs, dtype=np.float64))
    except (TypeError, ValueError) as error:
        raise OptionError(f"lrs={lrs!r} are no numbers: give rates such as [0.01, 0.1].") from error
    if rates.size == 0:
        raise OptionError("lrs is empty: give one learning rate or more.")
    if rates.ndim != 1:
        raise OptionError(f"lrs has the shape {rates.shape}: give a list of rates, in one row.")
    return np.array([learning_rate(rate) for rate in rates]) if _any_bad(rates) else rates


def _any_bad(rates: Vector) -> bool:
    return not bool(np.all(np.isfinite(rates) & (rates > 0)))
