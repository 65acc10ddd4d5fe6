"""Advice: the learning rate, standardized columns or more epochs that a run needs.

Advice on full descent is tried in closed form before it is given. The rate for mini-batches has a
formula of its own. A batch of b rows is steeper than the average of all, in the directions of its
own rows. With R² = max ‖x_i‖² and λ = λ_max(XᵀX)/n, the rate

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
from dataclasses import asdict, dataclass

import numpy as np

from downslope.diagnosis.run import NEAR_FLOOR, Run
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.models.least_squares import LeastSquares, loss_factor
from downslope.rules import BETA, Rule, update_rule

SAFE_SHARE = 0.99  # of the limit: no advice goes beyond
SMOOTH_SHARE = 0.8  # of the limit: errors still change sign, but fade within a few epochs
MAX_EPOCHS = 1e8  # beyond this, training longer is not advised
SAME_RATE = 1.2  # rates within this factor are not worth changing
MIN_RATE = 1e-300  # near the smallest number there is
MAX_EXCESS = NEAR_FLOOR / 2  # share of the loss above its floor at which batches may settle


@dataclass(frozen=True, slots=True)
class Advice:
    """A change to a run, and what it achieved when it was tried in closed form."""

    action: str
    options: str  # ready to paste behind `downslope train DATA`
    lr: float
    standardize: bool
    epochs: int  # until every weight is right to three digits
    final_loss: float  # after those epochs
    digits: float  # right digits of the worst weight then

    def to_dict(self) -> dict[str, object]:
        """The advice as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that could not be tried first: a log has no data, batches no formula."""

    action: str
    options: str = ""  # as in `Advice`

    def __str__(self) -> str:
        return f"{self.action}: {self.options}." if self.options else f"{self.action}."

    def to_dict(self) -> dict[str, object]:
        """The suggestion as plain data."""
        return asdict(self)


def advice_for(run: Run, advised: Run, standardized: Run, cause: str) -> tuple[Advice, ...]:
    """What to do about a run, quickest first; nothing when it is done.

    `advised` is the run at its advised rate, `standardized` the one on standardized columns at
    theirs.
    """
    if run.status == "converged" or cause == "noise_floor":
        return ()
    longer = _tried(f"Keep lr={run.lr:g} and train longer", run)
    if cause == "none":
        return () if longer is None else (longer,)
    tried = []
    if cause == "lr_near_limit":
        smooth = run.at(round_down(SMOOTH_SHARE * run.descent.lr_limit))
        tried.append(_tried(f"Use lr={smooth.lr:g}, which does not see-saw", smooth))
    elif not advised.lr / SAME_RATE < run.lr < advised.lr * SAME_RATE:
        tried.append(_tried(f"Use lr={advised.lr:g}", advised))
    if standardized.spectrum is not run.spectrum:
        tried.append(_tried("Standardise the columns", standardized))
    # A change must be quicker than training longer, where that would do.
    useful = [each for each in tried if each is not None and each.epochs < run.epochs_needed]
    if longer is not None:
        useful.append(longer)
    return tuple(sorted(useful, key=lambda each: each.epochs))


def advised_rate(descent: Descent) -> float:
    """The best rate, but never beyond 99 % of the limit, cut to three digits.

    Where the curvature is beyond float64 no rate is small enough: the smallest is given.
    """
    rate = min(descent.lr_best, SAFE_SHARE * descent.lr_limit)
    # 0.49999999999999994 is 0.5 but for rounding, and 0.499 would depend on the last bit.
    return round_down(rate * (1 + 1e-12)) if math.isfinite(rate) else 1.0


def round_down(value: float, digits: int = 3) -> float:
    """`value` > 0 cut, not rounded, to so many significant digits: a limit stays a limit."""
    if not MIN_RATE < value < math.inf:
        return max(value, MIN_RATE)
    exponent = math.floor(math.log10(value)) - digits + 1
    cut = float(f"{math.floor(value / 10.0**exponent)}e{exponent}")
    return cut if 0 < cut <= value else value


def _tried(action: str, run: Run) -> Advice | None:
    """The advice to make this run, with what it achieves; None when it would never get there."""
    needed = run.epochs_needed
    if needed > MAX_EPOCHS:
        return None
    descent, last = run.descent, np.array([int(needed)])
    end = descent.path(last, descent.shares(run.lr, last))
    standardized = run.spectrum.problem.to_user is not None
    flags = " --standardize" if standardized else ""
    if descent.rule.name != "gd":
        flags += f" --rule {descent.rule.name}"
        flags += f" --beta {descent.rule.beta:g}" if descent.rule.beta != BETA else ""
    return Advice(
        action=action,
        options=f"--lr {run.lr:g}{flags} --epochs {int(needed)}",
        lr=run.lr,
        standardize=standardized,
        epochs=int(needed),
        final_loss=float(end.losses[0]),
        digits=run.fewest_digits(end.weights[0]),
    )


def advised_batch_rate(
    problem: LeastSquares | Spectrum, batch_size: int, rule: str | Rule = "gd"
) -> float:
    """A constant rate for mini-batches, cut to three digits; 1 where the loss does not curve."""
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    problem = spectrum.problem
    squares = np.square(problem.X_b).sum(axis=1)
    if not squares.any():
        return 1.0
    average = spectrum.steepest / (2 * problem.loss_factor * problem.n)
    full = min(batch_size, problem.n)
    # An epoch's last batch holds what is left over. Of a mean, few rows can take the least, as
    # they are the steepest; of a sum, many rows, as every row adds to its curvature.
    rate = np.inf
    for rows in (full, problem.n % full or full):
        factor = loss_factor(problem.loss_convention, rows)
        rate = min(rate, 1 / (2 * factor * (squares.max() + (rows - 1) * average)))
        if batch_size < problem.n:
            rate = min(rate, MAX_EXCESS / (factor * squares.mean()))
    return round_down(float((1 - update_rule(rule).beta) * rate))
