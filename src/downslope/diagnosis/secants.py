"""Secants: what successive updates show about the curvature, without another gradient.

From one update to the next the weights move by s and the gradient changes by y. Then

    sᵀ y / sᵀ s                     is the curvature along s, on average between the two
    ½ (g + g')ᵀ s                   is the change of the loss, up to a part of third order

The first is never above the largest curvature in between, so a rate above the limit of this
*secant curvature* is proven to be above the limit there; a rate below it proves nothing. The second
tells whether losses and gradients are of the same function from update to update. If they are not,
the secants mix curvature with the noise of batches, and prove nothing either.

Near a minimum, rounding is what is left of the gradients. They are sums of terms of about the size
√(2λ·loss) + λ‖w‖, so an update shows something only while its gradients, and the change of them,
are well above the rounding of a number of that size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from downslope.diagnosis.objective import Block
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of

RECENT = 10  # updates that the present curvature is read from
FEWEST = 5  # updates from which anything is concluded
ALONG = 1e-6  # of an update: what plain descent leaves beside the gradient
ROUNDED = 100  # times the precision of a loss or of a gradient: less may be rounding
FITS = 0.2  # of the changes of the loss: what gradients of the same function leave unexplained
UNFIT = 0.6  # the same, of gradients that do not belong to the losses


@dataclass(frozen=True, slots=True)
class Secants:
    """Summary of the updates so far.

    Attributes
    ----------
    count : int
        Updates, also those below rounding, which show nothing else.
    curvature, highest : float
        Secant curvature, the median of the last updates and the highest of all; NaN if unknown.
    lr : float or None
        Rate of plain gradient descent, if the updates go exactly along the gradient.
    uphill : float
        Share of the updates that go along the gradient instead of against it.
    factor : float
        Change of the loss for each unit that the gradients predict; NaN if there is no such number.
    unexplained : float
        Share of the changes of the loss that the gradients leave unexplained.
    adds_up : bool
        Whether differences of successive gradients explain the losses, and the gradients do not.
    still : tuple of str
        Blocks that no update has changed.
    update_ratios : dict of str to float
        For each block, the length of its last update over that of its weights.
    spread : float
        Range of the curvatures of the last updates, relative to the largest of them; NaN if there
        are too few.
    """

    count: int
    curvature: float
    highest: float
    lr: float | None
    uphill: float
    factor: float
    unexplained: float
    adds_up: bool
    still: tuple[str, ...]
    update_ratios: dict[str, float]
    spread: float = math.nan

    @property
    def is_consistent(self) -> bool:
        """Whether losses and gradients are of the same function from update to update."""
        return self.count >= FEWEST and self.unexplained < FITS


class SecantRecord:
    """Running record of updates; it keeps the last weights and the last gradient."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self.count = 0
        self.still = {block.name for block in self.blocks}
        self.ratios: dict[str, float] = {}
        self.curvatures: list[float] = []
        self.rates: list[float] = []
        self.slopes: list[float] = []  # of the loss along each update
        self.changes: list[tuple[float, float, float, float]] = []
        self._last: tuple[Vector, Vector, float] | None = None
        self._added: Vector | None = None  # what the last gradient added to the one before

    def add(self, w: Vector, gradient: Vector, loss: float) -> None:
        """Add the state before an update."""
        last, self._last = self._last, (w.copy(), gradient.copy(), loss)
        if last is None:
            self._added = gradient.copy()
            return
        with np.errstate(all="ignore"), sums_of(len(w)):
            s, y = w - last[0], gradient - last[1]
            assert self._added is not None
            added, self._added = (self._added + y) / 2, y
            square = float(s @ s)
            if not math.isfinite(square):
                return
            for block in self.blocks:
                moved = float(np.linalg.norm(s[block.places]))
                if moved > 0:
                    self.still.discard(block.name)
                length = float(np.linalg.norm(last[0][block.places]))
                self.ratios[block.name] = moved / length if length > 0 else math.inf
            if square == 0:
                return
            self.count += 1
            before, after = float(last[1] @ s), float(gradient @ s)
            self.slopes.append(before)
            curvature = float(s @ y) / square
            precision = max(_precision(w), _precision(gradient))
            rounding = ROUNDED * precision * self._size_of_terms(curvature, w, loss)
            if not abs(curvature) * math.sqrt(square) <= rounding:
                self.curvatures.append(curvature)
            steep = float(last[1] @ last[1])
            if math.sqrt(steep) <= rounding:
                return
            along = steep > 0 and -before >= math.sqrt((1 - ALONG) * square * steep)
            self.rates.append(math.sqrt(square / steep) if along else math.nan)
            scale = (abs(before) + abs(after)) / 2
            scale = scale if scale > ROUNDED * precision * abs(loss) else 0.0
            self.changes.append((loss - last[2], (before + after) / 2, float(added @ s), scale))

    def _size_of_terms(self, curvature: float, w: Vector, loss: float) -> float:
        """Return about how large the terms are that a gradient at these weights is the sum of."""
        steepest = max([abs(curvature), *self.curvatures[-RECENT:]])
        own = math.sqrt(2 * steepest * abs(loss)) if math.isfinite(loss) else 0.0
        return own + steepest * float(np.linalg.norm(w))

    def summary(self) -> Secants:
        """Return what the updates show together."""
        count = self.count
        curvature = highest = math.nan
        if self.curvatures:
            usable = np.array([each for each in self.curvatures if math.isfinite(each)] or [np.nan])
            curvature, highest = float(np.median(usable[-RECENT:])), float(usable.max())
        rates = np.array(self.rates[-RECENT:])
        is_plain = len(rates) >= FEWEST and bool(np.isfinite(rates).all())
        changes = np.array(self.changes or [(0.0, 0.0, 0.0, 0.0)])
        changes = changes[np.isfinite(changes).all(axis=1)]
        factor, rest = _fit(changes[:, 0], changes[:, 1], changes[:, 3])
        _, rest_of_steps = _fit(changes[:, 0], changes[:, 2], np.abs(changes[:, 2]))
        slopes = np.array(self.slopes or [0.0])
        return Secants(
            count=count,
            curvature=curvature,
            highest=highest,
            lr=float(rates[-1]) if is_plain else None,
            uphill=float(np.mean(slopes > 0)),
            factor=factor,
            unexplained=rest,
            adds_up=count >= RECENT and rest > UNFIT and rest_of_steps < FITS,
            still=tuple(b.name for b in self.blocks if b.name in self.still) if count else (),
            update_ratios=dict(self.ratios),
            spread=_spread(self.curvatures[-RECENT:]),
        )


def _spread(curvatures: Sequence[float]) -> float:
    if len(curvatures) < RECENT or not min(curvatures) > 0:
        return math.nan
    return 1 - min(curvatures) / max(curvatures)


def _fit(changes: Vector, predicted: Vector, scale: Vector) -> tuple[float, float]:
    """Return the factor from predicted changes to those of the loss, and what is left over.

    Each update counts the same, whatever its size: both are divided by `scale`.
    """
    usable = scale > 0
    if usable.sum() < FEWEST:
        return math.nan, 1.0
    t, p = changes[usable] / scale[usable], predicted[usable] / scale[usable]
    ratios = t[p != 0] / p[p != 0]
    if not len(ratios):
        return math.nan, 1.0
    factor = float(np.median(ratios))
    # At the edge of stability a loss hardly changes from one update to the next, because its fall
    # and its rise cancel: what is left is then small compared with these, not with the change.
    size = max(float(np.median(np.abs(t))), abs(factor))
    return factor, float(np.median(np.abs(t - factor * p))) / size if size > 0 else 1.0


def _precision(w: Vector) -> float:
    """Return the unit of rounding of the numbers that weights come from."""
    is_single = bool((w.astype(np.float32) == w).all())
    return float(np.finfo(np.float32 if is_single else np.float64).eps)
