"""The loss of one run or several, epoch by epoch, on a log scale, above its floor.

On a log scale the early drop and the long plateau are both seen; a run that diverges goes up and
leaves the picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.arrays import Vector
from downslope.plots.canvas import (
    INK,
    MUTED,
    SIZE,
    STROKES,
    axes_or_new,
    count_axis,
    dress,
    log_axis,
)  # fmt: skip
from downslope.plots.labels import (
    EndLabel,
    axes_inches,
    fraction,
    halo,
    label_right,
    text_height,
    text_width,
)  # fmt: skip
from downslope.trajectories import Trajectory
from downslope.wording import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEADROOM = 0.22  # of the decades shown, for runs that leave
MOST_DECADES = 16.0  # below the first loss, a loss is 0 but for rounding


def loss_curves(
    paths: Mapping[float | str, Trajectory],
    *,
    floor: float | None = None,
    loss: str = "mse",
    ax: Axes | None = None,
) -> Axes:
    """Draw the losses of runs from the same start.

    Args:
        paths: the runs, by learning rate or by any other name.
        floor: the loss that no weights can beat, where it is known.
        loss: the convention the losses are in.
        ax: where to draw; a new figure by default.

    Raises:
        MissingExtraError: matplotlib is not installed.

    """
    ax = axes_or_new(ax)
    title = "Loss at every epoch" if len(paths) == 1 else "Loss at every epoch, rate by rate"
    dress(ax, title, "log scale", "epoch", f"loss ({loss})")
    seen = {_name(key): _drawable(path) for key, path in paths.items()}
    low, high = _view(list(seen.values()), floor)
    if not low < high:
        ax.text(0.5, 0.5, "the loss is 0 from the start", transform=ax.transAxes, ha="center",
                color=MUTED, fontsize=SIZE + 1)  # fmt: skip
        return ax
    last = max(float(path.epochs[-1]) for path in paths.values())
    ax.set_yscale("log")
    ax.set_ylim(low, high)
    ax.set_xlim(0, last or 1)
    staying, leaving = [], []
    for i, (name, (epochs, losses)) in enumerate(seen.items()):
        color, style = STROKES[i % len(STROKES)]
        ax.plot(epochs, losses, color=color, linestyle=style, linewidth=1.9, label=name, zorder=3,
                marker="o" if len(epochs) == 1 else None)  # fmt: skip
        exit_at = _leaves(epochs, losses, high)
        if exit_at is not None:
            leaving.append((exit_at, f"{name} ↑", color))
        elif len(losses):
            height = fraction(ax, 1, max(float(losses[-1]), low))[1]
            ending = number(float(losses[-1])) if losses[-1] > 0 else "0"
            staying.append(EndLabel(f"{name}, loss {ending}", height, color))
    if floor is not None and floor >= low:
        ax.axhline(floor, color=INK, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2, label="floor")
        staying.append(EndLabel(f"floor {number(floor)}", fraction(ax, 1, floor)[1], INK))
    label_right(ax, staying)
    _label_leaving(ax, leaving, last or 1)
    count_axis(ax.xaxis)
    log_axis(ax.yaxis, low, high)
    return ax


def _name(key: float | str) -> str:
    return key if isinstance(key, str) else f"lr={key:g}"


def _drawable(path: Trajectory) -> tuple[np.ndarray, Vector]:
    """The epochs and losses that are numbers; what follows an overflow is out of sight anyway."""
    usable = np.isfinite(path.losses)
    return path.epochs[usable], path.losses[usable]


def _view(curves: list[tuple[np.ndarray, Vector]], floor: float | None) -> tuple[float, float]:
    """The lowest and highest loss shown; (0, 0) when there is none above 0."""
    first = [float(losses[0]) for _, losses in curves if len(losses)]
    lowest = [float(losses[losses > 0].min()) for _, losses in curves if (losses > 0).any()]
    if not lowest:
        return 0.0, 0.0
    # A run that ends below its start may overshoot on the way (momentum), and is shown whole.
    whole = [float(losses.max()) for _, losses in curves if len(losses) and losses[-1] <= losses[0]]
    top = max([*first, *whole, *lowest])
    bottom = max(min([*lowest, *([floor] if floor else [])]), top * 10**-MOST_DECADES)
    leaves = any(len(losses) and losses.max() > top for _, losses in curves)
    decades = math.log10(top / bottom)
    above = max(HEADROOM * decades, 0.5) if leaves else max(0.05 * decades, 0.05)
    below = max(0.05 * decades, 0.05)
    return bottom / 10**below, min(top * 10**above, 1e308)


def _leaves(epochs: np.ndarray, losses: Vector, high: float) -> float | None:
    """The epoch at which a curve leaves through the top for good, or None."""
    if len(losses) == 0 or losses[-1] <= high:
        return None
    after = len(losses) - int(np.argmax(losses[::-1] <= high)) if (losses <= high).any() else 0
    if after == 0:
        return float(epochs[0])
    (t0, t1), (a, b) = epochs[after - 1 : after + 1], np.log10(losses[after - 1 : after + 1])
    return float(t0 + (t1 - t0) * (math.log10(high) - a) / (b - a))


def _label_leaving(ax: Axes, leaving: list[tuple[float, str, str]], last: float) -> None:
    """Name the curves that leave, beside where they do, in rows that do not overlap."""
    width, height = axes_inches(ax)
    taken: list[float] = []  # where each row is free again
    for epoch, text, color in sorted(leaving):
        wide = text_width(text, width) + 0.02
        left = epoch / last + 0.012
        kwargs: dict[str, Any] = {"ha": "left"}
        if left + wide > 1:
            left, kwargs = epoch / last - 0.012, {"ha": "right"}
        start = left if kwargs["ha"] == "left" else left - wide
        row = next((r for r, end in enumerate(taken) if end < start), len(taken))
        taken[row:] = [start + wide, *taken[row + 1 :]]
        place = 0.985 - row * text_height(text, height)
        ax.text(left, place, text, transform=ax.transAxes, va="top", fontsize=SIZE, color=color,
                path_effects=halo(), parse_math=False, zorder=5, **kwargs)  # fmt: skip
