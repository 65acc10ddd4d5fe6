"""Figure of the loss of one or more runs, epoch by epoch, on a log scale.

A log scale shows both the early drop and the long plateau. A run that diverges leaves through the
top.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.diagnosis.trajectory import Trajectory
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Vector
from downslope.plots.labels import (
    EndLabel,
    axes_inches,
    fraction,
    halo,
    label_right,
    text_height,
    text_width,  # fmt: skip
)
from downslope.plots.style import (
    INK,
    LARGEST_SHOWN,
    MUTED,
    SIZE,
    STROKES,
    axes_or_new,
    brief,
    count_axis,
    log_axis,  # fmt: skip
    style_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


HEADROOM = 0.22  # of the decades shown, for runs that leave
SWATCH = 0.05  # of the width: the piece of line before a name
MOST_DECADES = 16.0  # below the first loss: less is rounding


@dataclass(frozen=True, slots=True)
class _Exit:
    """Place where a curve leaves through the top, as a fraction of the width, with its label."""

    across: float
    text: str
    color: str
    style: Any


def loss_curves(
    paths: Trajectory
    | Mapping[float, Trajectory]
    | Mapping[str, Trajectory]
    | Mapping[float | str, Trajectory],
    *,
    floor: float | None = None,
    loss: str = "mse",
    ax: Axes | None = None,
) -> Axes:
    """Draw the losses of one or more runs.

    Parameters
    ----------
    paths : Trajectory or mapping of float or str to Trajectory
        A run, or several by learning rate or name.
    floor : float, optional
        The lowest loss that any weights have.
    loss : str
        Loss convention, for the label.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If a path is not a `Trajectory`.
    MissingExtraError
        If matplotlib is not installed.

    """
    if not isinstance(paths, Mapping):
        paths = {"loss": paths}
    for path in paths.values():
        check_kind("a path", path, Trajectory, "trajectory(problem, lr=0.01)")
    ax = axes_or_new(ax)
    title = "Loss at every epoch" if len(paths) == 1 else "Loss at every epoch, for each run"
    style_axes(ax, title, "", "epoch", f"loss ({loss}, log scale)")
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
            leaving.append(_Exit(exit_at / (last or 1), f"{name} ↑", color, style))
        elif len(losses):
            height = fraction(ax, 1, max(float(losses[-1]), low))[1]
            ending = brief(float(losses[-1])) if losses[-1] > 0 else "0"
            staying.append(EndLabel(f"{name}, loss {ending}", height, color))
    if floor is not None and floor >= low:
        ax.axhline(floor, color=INK, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2, label="floor")
        # First and slightly lower, so that it is below a run that has reached it.
        height = fraction(ax, 1, floor)[1] - 1e-6
        staying.insert(0, EndLabel(f"floor {brief(floor)}", height, INK))
    label_right(ax, staying)
    _label_leaving(ax, leaving)
    count_axis(ax.xaxis)
    log_axis(ax.yaxis, low, high)
    return ax


def _name(key: float | str) -> str:
    return key if isinstance(key, str) else f"lr={key:g}"


def _drawable(path: Trajectory) -> tuple[np.ndarray, Vector]:
    """Return the epochs with finite losses and these losses."""
    usable = np.isfinite(path.losses)
    return path.epochs[usable], path.losses[usable]


def _view(curves: list[tuple[np.ndarray, Vector]], floor: float | None) -> tuple[float, float]:
    """Return the lowest and highest loss shown; (0, 0) if no loss is above 0."""
    first = [float(losses[0]) for _, losses in curves if len(losses)]
    lowest = [float(losses[losses > 0].min()) for _, losses in curves if (losses > 0).any()]
    if not lowest:
        return 0.0, 0.0
    # A run that ends below its start may overshoot before (momentum): all of it is shown.
    whole = [float(losses.max()) for _, losses in curves if len(losses) and losses[-1] <= losses[0]]
    top = min(max([*first, *whole, *lowest]), LARGEST_SHOWN)
    bottom = max(min([*lowest, *([floor] if floor else [])]), top * 10**-MOST_DECADES)
    bottom = min(bottom, top)
    leaves = any(len(losses) and losses.max() > top for _, losses in curves)
    decades = math.log10(top / bottom)
    above = max(HEADROOM * decades, 0.5) if leaves else max(0.05 * decades, 0.05)
    below = max(0.05 * decades, 0.05)
    return bottom / 10**below, top * 10**above


def _leaves(epochs: np.ndarray, losses: Vector, high: float) -> float | None:
    """Return the epoch after which a curve stays above the top, or None."""
    if len(losses) == 0 or losses[-1] <= high:
        return None
    after = len(losses) - int(np.argmax(losses[::-1] <= high)) if (losses <= high).any() else 0
    if after == 0:
        return float(epochs[0])
    (t0, t1), (a, b) = epochs[after - 1 : after + 1], np.log10(losses[after - 1 : after + 1])
    return float(t0 + (t1 - t0) * (math.log10(high) - a) / (b - a))


def _label_leaving(ax: Axes, leaving: list[_Exit]) -> None:
    """Label curves to the right of where they leave; those close together as a list."""
    width, height = axes_inches(ax)
    groups: list[list[_Exit]] = []
    for each in sorted(leaving, key=lambda each: each.across):
        room = text_width(groups[-1][-1].text, width) + 2 * SWATCH if groups else 0.0
        if groups and each.across < groups[-1][-1].across + room:
            groups[-1].append(each)
        else:
            groups.append([each])
    for group in groups:
        wide = max(text_width(each.text, width) for each in group) + 2 * SWATCH
        left = group[-1].across + SWATCH / 2
        if left + wide > 1:
            left = max(group[0].across - SWATCH / 2 - wide, 0.0)
        for row, each in enumerate(group):
            place = 0.97 - row * text_height(each.text, height)
            ax.plot([left, left + SWATCH], [place, place], transform=ax.transAxes, zorder=6,
                    color=each.color, linestyle=each.style, linewidth=1.9)  # fmt: skip
            ax.text(left + 1.3 * SWATCH, place, each.text, transform=ax.transAxes, va="center",
                    fontsize=SIZE, color=each.color, path_effects=halo(), parse_math=False,
                    zorder=5)  # fmt: skip
