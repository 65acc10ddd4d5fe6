"""What to change about a run: a rate, standardised columns, more epochs; each tried first.

The learning rate for mini-batches: one they bear, and at which they settle near the floor.

A batch of b rows is steeper than the average of all, in the directions of its own rows. With
R² = max ‖x_i‖² and λ = λ_max(XᵀX)/n, the rate

    lr = 1 / (2 c_b · (R² + (b − 1) λ))

keeps the expected error from growing (Ma, Bassily and Belkin, "The Power of Interpolation",
ICML 2018, theorem 3; c_b is the loss's factor for b rows). Noise in y keeps the weights moving at
any constant rate: with XᵀX/n = Σ and noise variance σ² in independent rows their covariance C
obeys ΣC + CΣ = 2 lr·c_b·σ²·Σ for small lr, so C = lr·c_b·σ²·I and the loss stays above its floor
by the share

    lr · c_b · tr Σ

The rate is the smaller of the two that follow, times 1 − β to make room for momentum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from downslope.diagnosis.forecast import NEAR_FLOOR
from downslope.diagnosis.run import Run
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.sweep import best_rate, rate_limit
from downslope.models.least_squares import LeastSquares, loss_factor
from downslope.rules import BETA, Rule, update_rule

SAFE = 0.99  # of the limit: no advice goes beyond
SMOOTH = 0.8  # of the limit: errors still change sign, but fade within a few epochs
PATIENCE = 1e8  # epochs beyond this are no advice
SAME_RATE = 1.2  # rates within this factor are not worth changing
SMALLEST = 1e-300  # of a rate: near the smallest number there is


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to change, and what it was seen to achieve when it was run in closed form."""

    action: str
    options: str  # ready to paste behind `downslope train DATA`
    lr: float
    standardize: bool
    epochs: int  # until every weight is right to three digits
    final_loss: float  # after those epochs
    digits: float  # right digits of the worst weight then

    def to_dict(self) -> dict[str, object]:
        """The advice as plain data."""
        return {
            "action": self.action,
            "options": self.options,
            "lr": self.lr,
            "standardize": self.standardize,
            "epochs": self.epochs,
            "final_loss": self.final_loss,
            "digits": self.digits,
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to change that could not be tried first: a log has no data, batches no formula."""

    action: str
    options: str = ""  # as in `Advice`

    def __str__(self) -> str:
        return f"{self.action}: {self.options}." if self.options else f"{self.action}."

    def to_dict(self) -> dict[str, object]:
        """The suggestion as plain data."""
        return {"action": self.action, "options": self.options}


def remedies(run: Run, standard: Spectrum, cause: str) -> tuple[Advice, ...]:
    """What to do about a run, quickest first; nothing when it is done.

    `standard` is the spectrum of the standardised problem.
    """
    if run.status == "converged" or cause == "noise_floor":
        return ()
    keep = _try(f"Keep lr={run.lr:g} and train longer", run)
    if cause == "none":
        return () if keep is None else (keep,)
    tried = []
    better = advised_rate(run.spectrum, run.rule)
    if cause == "lr_near_limit":
        smooth = round_down(SMOOTH * rate_limit(run.spectrum, run.rule))
        tried.append(_try(f"Use lr={smooth:g}, which does not see-saw", run.at(smooth)))
    elif not better / SAME_RATE < run.lr < better * SAME_RATE:
        tried.append(_try(f"Use lr={better:g}", run.at(better)))
    if standard is not run.spectrum:
        rate = advised_rate(standard, run.rule)
        tried.append(_try("Standardise the columns", run.at(rate, standard)))
    # A change has to be quicker than patience, where patience would do.
    patience = run.epochs_needed
    useful = [each for each in tried if each is not None and each.epochs < patience]
    if keep is not None:
        useful.append(keep)
    return tuple(sorted(useful, key=lambda a: a.epochs))


def advised_rate(spectrum: Spectrum, rule: Rule) -> float:
    """The best rate, but never beyond 99 % of the limit, cut to three digits.

    Where the curvature is beyond float64 no rate is small enough: the smallest is given.
    """
    rate = min(best_rate(spectrum, rule), SAFE * rate_limit(spectrum, rule))
    # 0.49999999999999994 is 0.5 but for rounding, and 0.499 would depend on the last bit.
    return round_down(rate * (1 + 1e-12)) if math.isfinite(rate) else 1.0


def round_down(value: float, digits: int = 3) -> float:
    """`value` > 0 cut, not rounded, to so many significant digits: a limit stays a limit."""
    if not SMALLEST < value < math.inf:
        return max(value, SMALLEST)
    exponent = math.floor(math.log10(value)) - digits + 1
    cut = float(f"{math.floor(value / 10.0**exponent)}e{exponent}")
    return cut if 0 < cut <= value else value


def _try(action: str, run: Run) -> Advice | None:
    """Run it in closed form; None when it would never get there."""
    needed = run.epochs_needed
    if needed > PATIENCE:
        return None
    end = run.path(np.array([int(needed)]))
    standardized = run.spectrum.problem.to_user is not None
    flags = " --standardize" if standardized else ""
    if run.rule.name != "gd":
        flags += f" --rule {run.rule.name}"
        flags += f" --beta {run.rule.beta:g}" if run.rule.beta != BETA else ""
    return Advice(
        action=action,
        options=f"--lr {run.lr:g}{flags} --epochs {int(needed)}",
        lr=run.lr,
        standardize=standardized,
        epochs=int(needed),
        final_loss=float(end.losses[0]),
        digits=run.fewest_digits(end.weights[0]),
    )


EXCESS = NEAR_FLOOR / 2  # the share above the floor to settle at: half of what counts as there


def advised_batch_rate(problem: LeastSquares, batch_size: int, rule: str | Rule = "gd") -> float:
    """A constant rate for `in_batches`, cut to three digits; 1 where the loss does not curve."""
    squares = np.square(problem.X_b).sum(axis=1)
    if not squares.any():
        return 1.0
    average = Spectrum.of(problem).steepest / (2 * problem.loss_factor * problem.n)
    full = min(batch_size, problem.n)
    # An epoch's last batch holds what is left over. Of a mean few rows bear least, as they are the
    # steepest; of a sum many rows do, as every row adds to its curvature.
    rate = np.inf
    for rows in (full, problem.n % full or full):
        factor = loss_factor(problem.loss_convention, rows)
        rate = min(rate, 1 / (2 * factor * (squares.max() + (rows - 1) * average)))
        if batch_size < problem.n:
            rate = min(rate, EXCESS / (factor * squares.mean()))
    return round_down(float((1 - update_rule(rule).beta) * rate))
