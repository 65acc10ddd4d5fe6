"""Advice on a run: another learning rate, standardized columns, or more epochs.

Advice on full descent is tried in closed form before it is given. The rate for mini-batches has a
formula of its own, because a batch of b rows is steeper than the average of all rows, in the
directions of its own rows. With R² = max ‖x_i‖² and λ = λ_max(XᵀX)/n, the rate

    lr = 1 / (2 c_b · (R² + (b − 1) λ))

keeps the expected error from growing (Ma, Bassily, and Belkin, "The Power of Interpolation",
ICML 2018, theorem 3; c_b is the loss factor for b rows). Noise in y keeps the weights moving at
any constant rate: with XᵀX/n = Σ and noise variance σ² in independent rows, their covariance C
satisfies ΣC + CΣ = 2 lr·c_b·σ²·Σ for small lr, so C = lr·c_b·σ²·I and the loss stays above its
floor by the share

    lr · c_b · tr Σ

The settling rate is the smaller of the two that follow, times 1 − β to allow for momentum; without
noise only the first counts.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np

from downslope.diagnosis.run import NEAR_FLOOR, Run
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number
from downslope.models.least_squares import LeastSquares, loss_factor
from downslope.rules import BETA, Rule, update_rule

NEAR_LIMIT = 0.95  # of the limit: the steepest error keeps 90% of its size and changes sign
MUCH_FASTER = 10.0  # times fewer epochs: then a higher lr is the first thing to try
FASTER = 3.0  # times fewer epochs: worth a change when nothing else is wrong
UNEVEN = 10.0  # condition number above which directions visibly differ in speed
STRETCHED = 100.0  # condition number above which no learning rate suits all directions
SMOOTH_SHARE = 0.8  # of the limit: errors still change sign, but fade within a few epochs
MAX_EPOCHS = 1e8  # beyond this, training longer is not advised
SAME_RATE = 1.2  # factor within which rates are not worth changing
MIN_RATE = 1e-300  # near the smallest float64
MAX_EXCESS = NEAR_FLOOR / 2  # of the floor: how far above it the loss of batches may settle


@dataclass(frozen=True, slots=True)
class Advice:
    """Change to a run, with the result of trying it in closed form."""

    action: str
    options: str  # to paste after `downslope train DATA`
    lr: float
    standardize: bool
    epochs: int  # until every weight is right to three digits
    final_loss: float  # after those epochs
    digits: float  # right digits of the worst weight after them
    batch_size: int | None = None  # rows of a batch; None for all rows at once

    def __str__(self) -> str:
        result = "and every weight is right to three digits"
        if self.batch_size is not None:
            result = f"after {in_epochs(self.epochs)} in batches of {self.batch_size}"
        loss = f"the loss is {number(self.final_loss)}"
        comma = "," if self.batch_size is None else ""
        return f"{self.action}: {self.options} (tried: {loss}{comma} {result})."

    def to_dict(self) -> dict[str, object]:
        """Return the advice as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Change that cannot be tried first: a log has no data, and batches have no formula."""

    action: str
    options: str = ""  # as in `Advice`

    def __str__(self) -> str:
        return f"{self.action}: {self.options}." if self.options else f"{self.action}."

    def to_dict(self) -> dict[str, object]:
        """Return the suggestion as plain data."""
        return asdict(self)


def advice_for(run: Run, advised: Run, standardized: Run, cause: str) -> tuple[Advice, ...]:
    """Return what to change in a run, quickest first; nothing if it is done.

    `advised` is the run at the advised rate, `standardized` the one on standardized columns at the
    rate advised for them.
    """
    if run.status == "converged" or cause == "noise_floor":
        return ()
    longer = _tried(f"Keep lr={run.lr:g} and train longer", run)
    if cause == "none":
        return () if longer is None else (longer,)
    # A change must be quicker than training longer, if that would work and does not see-saw.
    see_saws = cause == "lr_near_limit"
    most_epochs = math.inf if see_saws else run.epochs_needed
    tried = [None if see_saws else longer]
    if see_saws or not advised.lr / SAME_RATE < run.lr < advised.lr * SAME_RATE:
        change = "Lower" if advised.lr < run.lr else "Raise"
        smooth = " to end the see-saw" if see_saws else ""
        tried.append(_tried(f"{change} the learning rate{smooth}", advised))
    if standardized.spectrum is not run.spectrum and not run.ends_below(standardized):
        tried.append(_tried("Standardize the columns", standardized))
    useful = [each for each in tried if each is longer or (each and each.epochs < most_epochs)]
    return tuple(sorted(filter(None, useful), key=lambda each: each.epochs))


def advised_rate(descent: Descent) -> float:
    """Return the best rate, or 80% of the limit if that is lower, rounded down to 3 digits.

    Nearer to the limit, errors along the steepest direction change sign for many epochs. If the
    curvature overflows, no rate is small enough and the smallest is returned.
    """
    return smooth_rate(descent.lr_best, descent.lr_limit)


def smooth_rate(lr_best: float, lr_limit: float) -> float:
    """Return what `advised_rate` does, from the best rate and the limit."""
    rate = min(lr_best, SMOOTH_SHARE * lr_limit)
    # 0.49999999999999994 is 0.5 except for rounding: 0.499 would depend on the last bit.
    return round_down(rate * (1 + 1e-12)) if math.isfinite(rate) else 1.0


def round_down(value: float, digits: int = 3) -> float:
    """Round `value` > 0 down to `digits` significant digits, so that it stays below a limit."""
    if not MIN_RATE < value < math.inf:
        return max(value, MIN_RATE)
    exponent = math.floor(math.log10(value)) - digits + 1
    cut = float(f"{math.floor(value / 10.0**exponent)}e{exponent}")
    return cut if 0 < cut <= value else value


def _tried(action: str, run: Run) -> Advice | None:
    """Return the advice to make this run, with its result; None if it would take too long."""
    needed = run.epochs_needed
    if needed > MAX_EPOCHS:
        return None
    descent, last = run.descent, np.array([int(needed)])
    end = descent.path(last, descent.shares(run.lr, last))
    return Advice(
        action=action,
        options=f"--lr {run.lr:g}{flags(descent)} --epochs {int(needed)}",
        lr=run.lr,
        standardize=run.spectrum.problem.to_user is not None,
        epochs=int(needed),
        final_loss=float(end.losses[0]),
        digits=descent.fewest_digits(end.weights[0]),
    )


def flags(descent: Descent) -> str:
    """Return the command-line options for the columns and the rule, each after a space."""
    options = " --standardize" if descent.spectrum.problem.to_user is not None else ""
    if descent.rule.name != "gd":
        options += f" --rule {descent.rule.name}"
        options += f" --beta {descent.rule.beta:g}" if descent.rule.beta != BETA else ""
    return options


def advised_batch_rate(
    problem: LeastSquares | Spectrum, batch_size: int, rule: str | Rule = "gd"
) -> float:
    """Return the settling rate of mini-batches, rounded down to 3 digits; 1 if the loss is flat."""
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    problem = spectrum.problem
    squares = np.square(problem.X_b).sum(axis=1)
    if not squares.any():
        return 1.0
    average = spectrum.steepest / (2 * problem.loss_factor * problem.n)
    full = min(batch_size, problem.n)
    # The last batch of an epoch may be smaller. For a mean the smallest batch needs the lowest
    # rate, because few rows are the steepest; for a sum the largest, because every row adds.
    rate = np.inf
    for rows in (full, problem.n % full or full):
        factor = loss_factor(problem.loss_convention, rows)
        rate = min(rate, 1 / (2 * factor * (squares.max() + (rows - 1) * average)))
        if batch_size < problem.n and not spectrum.is_exact:
            rate = min(rate, MAX_EXCESS / (factor * squares.mean()))
    return round_down(float((1 - update_rule(rule).beta) * rate))
