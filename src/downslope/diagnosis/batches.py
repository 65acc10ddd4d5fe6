"""Mini-batches: the limit of their learning rate, the advised rate, and trials of the loop.

A batch of b rows has a loss of its own, c_b · ‖X_b w − y_b‖², and the Hessian 2 c_b X_bᵀX_b. An
update multiplies the error along an eigenvector of that Hessian by |1 − lr·λ|, so

    limit = 2/λ        λ: the largest eigenvalue of any batch; for single rows 2 c_1 max ‖x_i‖²

is the rate up to which no batch multiplies an error. There are too many batches to look at all of
them: λ is that of the batches of the first epochs, each of which has every row. With momentum
the limit is that of a run on the steepest batch alone.

Below the limit the noise in y decides, because it keeps the weights moving at any constant rate.
The advised rate is the one at which they settle near the floor (`advised_batch_rate`), if it
arrives within the epochs of the run, else the one that ends lowest of those tried. A trial repeats
the loop at several rates at once, with the same batches as `descend`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from downslope.diagnosis.advice import (
    SAME_RATE,
    Advice,
    Suggestion,
    advised_batch_rate,
    flags,
    round_down,
)
from downslope.diagnosis.diagnosis_report import Diagnosis
from downslope.diagnosis.run import NEAR_FLOOR, Forecast, worst
from downslope.diagnosis.trajectory import Descent
from downslope.models.least_squares import loss_factor
from downslope.numerics.arrays import Matrix, Vector

NO_NOISE = 1e-6  # of the first loss: below it the loss counts as 0 if 0 is the floor
HALVINGS = 8  # of the limit: the rates to try
MUCH_LOWER = 0.5  # of what is above the floor: then the rate is to blame
MOST_UPDATES = 100_000  # in a trial: about a second
MOST_PRODUCTS = 2e8  # of two numbers in a trial, and in the search for the steepest batch
EPOCHS_LOOKED_AT = 200  # in that search
ROWS_AT_ONCE = 100_000  # of it, which bounds its memory


@dataclass(frozen=True, slots=True, eq=False)
class BatchRun:
    """Result of a run in batches. Shapes: p weights, in the user's units."""

    lr: float
    epochs: int  # that were run
    start_loss: float
    final_loss: float
    weights: Vector  # (p,)
    is_part: bool = False  # whether the last epoch was left early

    @property
    def overflowed(self) -> bool:
        """Whether the numbers overflowed."""
        return not (math.isfinite(self.final_loss) and bool(np.isfinite(self.weights).all()))

    def status(self, batches: Batches) -> str:
        """Return the status: converged if near the floor, where batches at a constant rate stay."""
        floor = batches.descent.spectrum.min_loss
        # Up to the limit plain descent in batches cannot diverge: the loss rises to its own level.
        bounded = batches.descent.rule.beta == 0 and not batches.exceed(self.lr)
        if self.overflowed or (self.final_loss > self.start_loss and not bounded):
            return "diverging"
        near = max(NEAR_FLOOR * floor, NO_NOISE * self.start_loss)
        return "converged" if self.final_loss - floor <= near else "converging"


@dataclass(frozen=True, eq=False)
class Batches:
    """Batches of `size` rows, for a run with one rule from one start."""

    descent: Descent  # on a problem with rows
    size: int
    seed: int = 0  # for shuffling the rows, as in `descend`

    @property
    def sizes(self) -> tuple[int, ...]:
        """Numbers of rows in a batch: the given size, and what is left at the end of an epoch."""
        n = self.descent.spectrum.problem.n
        full = min(self.size, n)
        return (full, n % full) if n % full else (full,)

    @cached_property
    def steepest(self) -> float:
        """Largest eigenvalue of the Hessian over the batches that were examined."""
        problem = self.descent.spectrum.problem
        X_b, n, rng = problem.X_b, problem.n, np.random.default_rng(self.seed)
        full, *left = self.sizes
        per_row = loss_factor(problem.loss_convention, full)
        if full == n:
            return self.descent.spectrum.steepest
        if full == 1:
            return float(2 * per_row * np.square(X_b).sum(axis=1).max())
        small = min(full, X_b.shape[1])
        work = n * small * (X_b.shape[1] + 20 * small)
        steepest = 0.0
        for _ in range(max(1, min(EPOCHS_LOOKED_AT, int(MOST_PRODUCTS / work)))):
            order = rng.permutation(n)
            whole = n - n % full
            parts = min(whole // full, -(-n // ROWS_AT_ONCE))
            for rows in np.array_split(order[:whole].reshape(-1, full), parts):
                steepest = max(steepest, per_row * _largest(X_b[rows]))
            if left:
                rest = loss_factor(problem.loss_convention, n - whole)
                steepest = max(steepest, rest * _largest(X_b[np.newaxis, order[whole:]]))
        return 2 * steepest

    @property
    def lr_limit(self) -> float:
        """Rate above which some batch multiplies an error; inf if the loss is flat."""
        return self.descent.rule.rate_limit(self.steepest) if self.steepest > 0 else math.inf

    def exceed(self, lr: float) -> bool:
        """Return whether a rate is above the limit by more than rounding."""
        return lr > self.lr_limit * (1 + 1e-9)

    def compared(self, lr: float | None, epochs: int) -> tuple[BatchRun, BatchRun]:
        """Try the run at `lr` and return it together with the run at the advised rate.

        They are the same if no rate that was tried ends lower, or if `lr` is None.
        """
        spectrum, rule = self.descent.spectrum, self.descent.rule
        limit = self.lr_limit if math.isfinite(self.lr_limit) else 2.0
        settling = min(advised_batch_rate(spectrum, self.size, rule), round_down(limit))
        halvings = [round_down(limit / 2**k) for k in range(1, HALVINGS + 1)]
        own, best, *others = self.tried([lr or settling, settling, *halvings], epochs)
        if best.status(self) != "converged":
            usable = [each for each in (best, *others) if each.status(self) != "diverging"]
            best = min(usable, key=lambda each: each.final_loss, default=best)
        if lr is None:
            return best, best
        keeps = own.status(self) != "diverging" and own.final_loss <= best.final_loss
        return own, own if keeps else best

    def tried(self, rates: Sequence[float], epochs: int) -> tuple[BatchRun, ...]:
        """Run the loop at several rates at once, for as many epochs as a trial may take."""
        problem, rule = self.descent.spectrum.problem, self.descent.rule
        X_b, y, n = problem.X_b, problem.y, problem.n
        products = min(self.size, n) * X_b.shape[1] * len(rates)
        most, an_epoch = min(MOST_UPDATES, 1 + int(MOST_PRODUCTS / products)), -(-n // self.size)
        rng, lrs = np.random.default_rng(self.seed), np.array(rates)
        w = np.repeat(self.descent.first_weights[:, np.newaxis], len(rates), axis=1)
        start, velocity = self._losses(w), np.zeros_like(w)
        affordable = min(epochs, max(1, most // an_epoch))
        factors = {rows: 2 * loss_factor(problem.loss_convention, rows) for rows in self.sizes}
        for _ in range(affordable):
            order = rng.permutation(n)[: most * self.size]
            rows, targets = X_b[order], y[order, np.newaxis]
            for first in range(0, len(order), self.size):
                batch = rows[first : first + self.size]
                residuals = batch @ w - targets[first : first + self.size]
                gradient = factors[len(batch)] * (batch.T @ residuals)
                direction, velocity = rule.direction(gradient, velocity)
                w = w - lrs * direction
        ends = zip(rates, start, self._losses(w), problem.in_user_units(w.T), strict=True)
        return tuple(
            BatchRun(lr, affordable, float(first), float(last), weights, an_epoch > most)
            for lr, first, last, weights in ends
        )

    def _losses(self, w: Matrix) -> Vector:
        """Return the losses of all rows, (k,), at weights (p, k)."""
        spectrum = self.descent.spectrum
        squares = np.square([spectrum.misfit_at(each) for each in w.T]).sum(axis=1)
        losses: Vector = spectrum.min_loss + spectrum.problem.loss_factor * squares
        return losses


def in_batches(
    whole: Diagnosis, batches: Batches, epochs: int, seen: BatchRun | None = None
) -> Diagnosis:
    """Return the diagnosis of a run in batches, given the full-batch diagnosis.

    `seen` is the result of the run, if it was made; otherwise it is tried.
    """
    lr, descent = whole.lr if whole.lr_was_given else None, batches.descent
    if seen is not None and seen.status(batches) == "converged":
        own = best = seen
    else:
        own, best = batches.compared(lr, epochs)
    seen = seen or own
    status, spectrum = seen.status(batches), descent.spectrum
    cause = _cause(status, own, best, spectrum.min_loss, spectrum.is_exact)
    errors = seen.weights - descent.destination
    unknown = np.full(len(whole.weights), np.nan)
    return replace(
        whole,
        status=status,
        cause=cause,
        lr=seen.lr,
        lr_limit=batches.lr_limit,
        lr_best=math.nan,
        lr_advised=best.lr,
        growth_per_epoch=math.nan,
        epochs=seen.epochs,
        final_loss=seen.final_loss,
        weights=seen.weights,
        errors_left=errors,
        worst_weight=worst(errors, spectrum.tolerances),
        forecast=Forecast(unknown[:1], unknown[np.newaxis]),
        standardized_epochs=math.nan,
        directions=tuple(replace(each, kept_per_epoch=math.nan) for each in whole.directions),
        advice=_advice(status, cause, own, best, batches, epochs),
        batch_size=batches.size,
        steepest_batch=batches.steepest,
        is_part=seen.is_part,
    )


def _cause(status: str, own: BatchRun, best: BatchRun, floor: float, is_exact: bool) -> str:
    if status == "diverging":
        return "lr_above_limit"
    if status == "converged":
        return "none" if is_exact else "noise_floor"
    if best.final_loss - floor > MUCH_LOWER * (own.final_loss - floor):
        return "none"
    return "lr_too_small" if best.lr > own.lr else "gradient_noise"


def _advice(
    status: str, cause: str, own: BatchRun, best: BatchRun, batches: Batches, epochs: int
) -> tuple[Advice | Suggestion, ...]:
    """Return what to change, best first: a rate that was tried, larger batches, more epochs."""
    if status == "converged":
        return ()
    found: list[Advice | Suggestion] = []
    if best.status(batches) == "diverging":
        found.append(Suggestion("Halve lr", f"--lr {min(own.lr, batches.lr_limit) / 2:g}"))
    elif cause != "none" or not best.lr / SAME_RATE < own.lr < best.lr * SAME_RATE:
        descent, spectrum = batches.descent, batches.descent.spectrum
        change = "Lower" if best.lr < own.lr else "Raise" if best.lr > own.lr else "Keep"
        advice = Advice(
            action=f"{change} the learning rate",
            options=f"--lr {best.lr:g}{flags(descent)} --batch-size {batches.size} "
            f"--epochs {epochs}",
            lr=best.lr,
            standardize=spectrum.problem.to_user is not None,
            epochs=best.epochs,
            final_loss=best.final_loss,
            digits=descent.fewest_digits(best.weights),
            batch_size=batches.size,
        )
        found.append(advice)
    if cause == "none":
        found.append(Suggestion("Train for more epochs", f"--epochs {max(1, 2 * epochs)}"))
        found.append(Suggestion("If the loss no longer falls, use a smaller lr or larger batches"))
    elif cause != "lr_too_small":
        found.append(Suggestion("Use larger batches"))
    return tuple(found)


def _largest(batches: Matrix) -> float:
    """Return the largest eigenvalue of XᵀX of any of m batches, (m, rows, p)."""
    across = batches.swapaxes(1, 2)
    wide = batches.shape[1] < batches.shape[2]
    products = batches @ across if wide else across @ batches
    if not np.isfinite(products).all():
        return math.inf
    return float(np.linalg.eigvalsh(products)[:, -1].max())
