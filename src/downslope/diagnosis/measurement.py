"""Curvature at one place of a run: its largest and smallest value, and the limit that follows.

An optimizer that moves weight i by lr·s_i times its gradient, as Adam with s_i = 1/√(mean square),
is descent on the scaled Hessian

    S^½ (H + decay) S^½,      S = diag(s)

and is stable along each of its directions while lr is below a number over the curvature: 2/λ for
gradient descent, 2(1 + β)/λ for momentum, 38/λ for Adam (Cohen and others, 2022).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from downslope.diagnosis.curvature import Curvature, lanczos
from downslope.diagnosis.objective import Block, Objective, Point
from downslope.errors import DataError
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of
from downslope.rules import Rule, StepRule, is_linear, step_rule

TOLERANCE = 1e-3  # of the sharpness, for a measurement that is asked for
TOLERANCE_ON_SCHEDULE = 0.02
MOST_PRODUCTS = 100
FEWEST_COLD = 8  # products, before a bound can be trusted to be that of the largest


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """Update rule of an optimizer, as far as it determines the limit on the rate.

    Attributes
    ----------
    name : str
        "gd", "momentum", "adam", …
    lr : float or None
        Learning rate now; the largest, if there are several.
    limit : callable or None
        Limit on lr, from the largest curvature of the scaled Hessian; None if none is known.
    scale : ndarray of shape (p,), or None
        Step of each weight, for lr 1 and a gradient of 1; None if it is 1 for all.
    decay : ndarray of shape (p,), or float
        Curvature that weight decay adds, before the scale; part of the gradient, if the weight has
        no `decoupled`.
    decoupled : ndarray of shape (p,), or float
        Share of the weights that decay beside the gradient, as in AdamW, takes off at one update.
    knows_decay : bool
        Whether these two are known to be all of the weight decay.
    rule : StepRule or None
        The rule of `descend` that is the same, if there is one.
    velocity : ndarray of shape (p,), or None
        What the rule remembers now; None if it is not known.
    unread : tuple of str
        What changes the updates and is left out of the limit.
    copy : callable or None
        Starts a copy of the optimizer, which returns the change of the weights, (p,), from their
        gradient, the weights, and a rate; None if the rule says how the weights change.
    afresh : callable or None
        The same without what the optimizer remembers, as it was before its first update.
    """

    name: str
    lr: float | None
    limit: Callable[[float], float] | None
    scale: Vector | None = None
    decay: Vector | float = 0.0
    decoupled: Vector | float = 0.0
    knows_decay: bool = True
    rule: StepRule | None = None
    velocity: Vector | None = None
    unread: tuple[str, ...] = ()
    copy: Callable[[], Callable[[Vector, Vector, float], Vector]] | None = None
    afresh: Callable[[], Callable[[Vector, Vector, float], Vector]] | None = None

    @classmethod
    def of_rule(cls, rule: str | StepRule, lr: float | None) -> Update:
        """Return the update of a rule that does not scale weights apart from each other."""
        chosen = step_rule(rule)
        if is_linear(chosen):
            return cls(chosen.name, lr, chosen.rate_limit, rule=chosen)
        why = f"{chosen.name} divides by past gradients, which this watch does not see"
        return cls(chosen.name, lr, None, rule=chosen, unread=(why,))

    @property
    def starts_afresh(self) -> bool:
        """Whether a trial begins without the velocity that the run has."""
        remembers = self.rule is not None and is_linear(self.rule) and self.rule.beta > 0
        return remembers and self.velocity is None and self.copy is None

    @property
    def has_decay(self) -> bool:
        """Whether weight decay is part of the updates."""
        return bool(np.any(self.decay) or np.any(self.decoupled))

    def apart_from_decay(
        self, change: Vector, gradient: Vector, w: Vector
    ) -> tuple[Vector, Vector] | None:
        """Return what to compare of a change of the weights w: it follows the gradient, or not.

        Decay beside the gradient is taken out of the change, and decay that is part of the gradient
        is added to that of the loss, (p,) each. None if the decay is not known.
        """
        if not self.knows_decay:
            return None
        coupled = np.where(self.decoupled, 0.0, self.decay)
        return change + self.decoupled * w, gradient + coupled * w

    @property
    def linear_rule(self) -> Rule | None:
        """The rule, if it is one for which growth of a loss reveals the limit."""
        is_plain = self.scale is None and not np.any(self.decay)
        return self.rule if is_plain and self.rule is not None and is_linear(self.rule) else None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Measurement:
    """Curvature of the loss at one place of a run.

    Attributes
    ----------
    step : int
        Updates before it.
    loss : float
        Loss there.
    sharpness, smallest : float
        Largest and smallest eigenvalue of the Hessian, as far as `products` found them.
    sharpness_error, smallest_error : float
        Bound on the distance of each to an eigenvalue of the Hessian.
    lr : float or None
        Learning rate there.
    lr_limit : float or None
        Limit of the optimizer there; inf if nothing curves upward, None if none is known.
    ratio : float or None
        The learning rate as a share of that limit; None if it is not known.
    products : int
        Products of the Hessian with vectors that were needed.
    how : str
        How they were made.
    gradient_norm : float
        Length of the gradient.
    gradient_norms, direction_shares, block_sharpness : dict of str to float
        For each block: length of its gradient, its share of the steepest direction, and, if asked
        for, the largest eigenvalue of its own part of the Hessian.
    direction, scaled_direction : ndarray of shape (p,)
        Steepest direction of the Hessian, and of the scaled Hessian.
    """

    step: int
    loss: float
    sharpness: float
    sharpness_error: float
    smallest: float
    smallest_error: float
    lr: float | None
    lr_limit: float | None
    ratio: float | None
    products: int
    how: str
    gradient_norm: float
    gradient_norms: dict[str, float]
    direction_shares: dict[str, float]
    direction: Vector
    scaled_direction: Vector | None = None
    block_sharpness: dict[str, float] = field(default_factory=dict)

    def or_better(self, before: Measurement, update: Update) -> Measurement:
        """Return this measurement with what one before, at the same weights, knows better."""
        found = self
        if before.smallest < self.smallest:
            found = replace(found, smallest=before.smallest, smallest_error=before.smallest_error)
        if not before.sharpness_error < self.sharpness_error:
            return found
        limit = self.lr_limit
        if update.limit is not None and update.scale is None and np.ndim(update.decay) == 0:
            steepest = before.sharpness + float(update.decay)
            limit = update.limit(steepest) if steepest > 0 else math.inf
        return replace(
            found,
            sharpness=before.sharpness,
            sharpness_error=before.sharpness_error,
            direction=before.direction,
            direction_shares=before.direction_shares,
            lr_limit=limit,
            ratio=share_of_limit(self.lr, limit),
        )

    def __repr__(self) -> str:
        error = f"{self.sharpness_error:.1g}"
        limit = "" if self.lr_limit is None else f", lr_limit={self.lr_limit:.6g}"
        return (
            f"Measurement(step={self.step}, sharpness={self.sharpness:.6g} ± {error}{limit}, "
            f"products={self.products})"
        )


def measure(
    objective: Objective,
    w: Vector,
    update: Update,
    *,
    step: int = 0,
    tolerance: float = TOLERANCE,
    most_products: int = MOST_PRODUCTS,
    before: Measurement | None = None,
    each_block: bool = False,
) -> Measurement:
    """Return the curvature of an objective at weights w, (p,).

    `before` is a measurement of the same run, whose directions the iteration starts from.

    Raises
    ------
    DataError
        If the loss or its curvature is not finite there.

    """
    blocks = objective.blocks
    with objective.at(w) as point:
        if not np.isfinite(point.gradient).all():
            raise DataError(
                "The gradient is not finite at these weights: the curvature cannot be measured."
            )
        found = _extremes(point.product, len(w), tolerance, most_products, before)
        if not math.isfinite(found.largest):
            raise DataError(
                "The curvature at these weights is not finite: the run has overflowed there."
            )
        lr_limit, scaled, products = _limit(point, found, update, tolerance, most_products, before)
        own = _block_sharpness(point, blocks, tolerance, most_products) if each_block else {}
    with sums_of(len(w)):
        gradient_norm = float(np.linalg.norm(point.gradient))
        norms = {b.name: float(np.linalg.norm(point.gradient[b.places])) for b in blocks}
    return Measurement(
        step=step,
        loss=point.loss,
        sharpness=found.largest,
        sharpness_error=found.largest_error,
        smallest=found.smallest,
        smallest_error=found.smallest_error,
        lr=update.lr,
        lr_limit=lr_limit,
        ratio=share_of_limit(update.lr, lr_limit),
        products=found.products + products,
        how=point.how,
        gradient_norm=gradient_norm,
        gradient_norms=norms,
        direction_shares={
            b.name: float(np.square(found.direction[b.places]).sum()) for b in blocks
        },
        direction=found.direction,
        scaled_direction=scaled,
        block_sharpness=own,
    )


def share_of_limit(lr: float | None, limit: float | None) -> float | None:
    """Return a rate as a share of its limit; None if either is not known."""
    if lr is None or limit is None:
        return None
    return lr / limit if limit > 0 else math.inf


def _extremes(
    product: Callable[[Vector], Vector],
    size: int,
    tolerance: float,
    most: int,
    before: Measurement | None,
    start: Vector | None = None,
) -> Curvature:
    start = before.direction if before is not None and start is None else start
    fewest = FEWEST_COLD if start is None else 0
    return lanczos(product, size, tolerance, most, 0, start=start, both=False, fewest=fewest)


def _limit(
    point: Point,
    found: Curvature,
    update: Update,
    tolerance: float,
    most: int,
    before: Measurement | None,
) -> tuple[float | None, Vector | None, int]:
    """Return the limit on lr, the steepest direction of the scaled Hessian, and the products."""
    if update.limit is None:
        return None, None, 0
    if update.scale is None and np.ndim(update.decay) == 0:
        steepest, scaled, products = found.largest + float(update.decay), None, 0
    else:
        root = np.ones(len(found.direction)) if update.scale is None else np.sqrt(update.scale)

        def product(v: Vector) -> Vector:
            image: Vector = root * (point.product(root * v) + update.decay * (root * v))
            return image

        start = None if before is None else before.scaled_direction
        other = _extremes(product, len(root), tolerance, most, None, start)
        steepest, scaled, products = other.largest, other.direction, other.products
    return (update.limit(steepest) if steepest > 0 else math.inf), scaled, products


def _block_sharpness(
    point: Point, blocks: tuple[Block, ...], tolerance: float, most: int
) -> dict[str, float]:
    """Return the largest curvature of each block, the others held."""
    found = {}
    for block in blocks:

        def product(v: Vector, block: Block = block) -> Vector:
            whole = np.zeros(blocks[-1].stop)
            whole[block.places] = v
            return point.product(whole)[block.places]

        found[block.name] = _extremes(
            product, block.stop - block.start, tolerance, most, None
        ).largest
    return found
