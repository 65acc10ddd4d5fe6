"""The final loss against the learning rate: where training works, where it is best, where it ends.

Both axes are logarithmic. To the right of the limit, 2/λ_max for gradient descent, every run
diverges.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from downslope.plots.canvas import (
    BLUE,
    INK,
    SIZE,
    VERMILION,
    axes_or_new,
    dress,
    log_axis,
)  # fmt: skip
from downslope.plots.labels import EndLabel, fraction, halo, label_right
from downslope.sweeps import Sweep
from downslope.wording import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = {"converged": "o", "converging": "o", "diverging": "x"}
SIGNS = {"converged": "●", "converging": "○", "diverging": "×"}
MOST_MARKERS = 60  # more would touch: a line then has to do
HEADROOM = 0.25  # of the decades shown, for rates that diverge


def sweep_curve(sweep: Sweep, ax: Axes | None = None) -> Axes:
    """Draw a sweep: a point for each rate, the limit, the divergent region, the best.

    Raises:
        MissingExtraError: matplotlib is not installed.

    """
    ax = axes_or_new(ax)
    key = "   ".join(f"{SIGNS[s]} {s}" for s in SIGNS if s in sweep.status)
    title = f"Loss after {sweep.epochs:,} epochs, for every learning rate"
    dress(ax, title, key, "learning rate lr", f"loss ({sweep.loss_convention})")
    order = np.argsort(sweep.lrs)
    lrs, losses = sweep.lrs[order], sweep.final_loss[order]
    status = np.array(sweep.status)[order]
    low, high = _view(sweep)
    left, right = _span(sweep)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(left, right)
    ax.set_ylim(low, high)
    usable = np.isfinite(losses) & (losses > 0)
    ax.plot(lrs[usable], losses[usable], color=BLUE, linewidth=1.5, zorder=3, label="final loss")
    if len(lrs) <= MOST_MARKERS:
        for name, marker in MARKERS.items():
            _points(ax, lrs, losses, usable & (status == name), name, marker)
        gone = (status == "diverging") & ~(losses <= high)
        ax.plot(lrs[gone], np.full(gone.sum(), 0.975), linestyle="", marker="^", markersize=6,
                color=VERMILION, transform=ax.get_xaxis_transform(), zorder=4,
                label="beyond the picture")  # fmt: skip
    _mark_limit(ax, sweep.lr_limit, left, right)
    _mark_best(ax, sweep)
    if low <= sweep.min_loss <= high:
        ax.axhline(sweep.min_loss, color=INK, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2,
                   label="floor")  # fmt: skip
        height = fraction(ax, left, sweep.min_loss)[1]
        label_right(ax, [EndLabel(f"floor {number(sweep.min_loss)}", height, INK)])
    log_axis(ax.xaxis, left, right)
    log_axis(ax.yaxis, low, high)
    return ax


def _points(
    ax: Axes, lrs: np.ndarray, losses: np.ndarray, which: np.ndarray, name: str, marker: str
) -> None:
    color = VERMILION if name == "diverging" else BLUE
    ax.plot(lrs[which], losses[which], linestyle="", marker=marker, markersize=5, color=color,
            markerfacecolor="white" if name == "converging" else color, markeredgewidth=1.4,
            zorder=4, label=name)  # fmt: skip


def _mark_limit(ax: Axes, limit: float, left: float, right: float) -> None:
    """The limit as a line, and what lies beyond it shaded and named."""
    if limit >= right:
        text = "no rate diverges" if math.isinf(limit) else f"limit {number(limit)} →"
        ax.text(0.99, 0.98, text, transform=ax.transAxes, ha="right", va="top", fontsize=SIZE,
                color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
        return
    ax.axvspan(max(limit, left), right, facecolor=VERMILION, alpha=0.09, linewidth=0, zorder=0)
    middle = fraction(ax, math.sqrt(max(limit, left) * right), 1.0)[0]
    ax.text(middle, 0.04, "diverges", transform=ax.transAxes, rotation=90, ha="center",
            va="bottom", fontsize=SIZE, color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
    if limit <= left:
        ax.text(0.01, 0.98, f"← limit {number(limit)}", transform=ax.transAxes, va="top",
                fontsize=SIZE, color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
        return
    ax.axvline(limit, color=VERMILION, linewidth=1.4, zorder=2, label="limit")
    place = fraction(ax, limit, 1.0)[0]
    right_side = place < 0.25
    ax.text(place + (0.01 if right_side else -0.01), 0.98, f"limit {number(limit)}",
            transform=ax.transAxes, ha="left" if right_side else "right", va="top", fontsize=SIZE,
            color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip


def _mark_best(ax: Axes, sweep: Sweep) -> None:
    """A ring around the rate that ended lowest, and its numbers."""
    lr, loss = float(sweep.lrs[sweep.best]), float(sweep.final_loss[sweep.best])
    if not (math.isfinite(loss) and loss > 0):
        return
    ax.plot([lr], [loss], "o", markersize=13, markerfacecolor="none", markeredgecolor=INK,
            markeredgewidth=1.4, zorder=5, label="best")  # fmt: skip
    across, up = fraction(ax, lr, loss)
    above = up < 0.72
    ax.annotate(
        f"lowest loss: {number(loss)}\nat lr={number(lr)}", (lr, loss),
        xytext=(-26 if across > 0.35 else 26, 44 if above else -44), textcoords="offset points",
        ha="right" if across > 0.35 else "left", va="bottom" if above else "top", fontsize=SIZE,
        color=INK, path_effects=halo(), zorder=5,
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.7, "shrinkB": 8},
    )  # fmt: skip


def _span(sweep: Sweep) -> tuple[float, float]:
    """The rates, and a little room."""
    low, high = float(sweep.lrs.min()), float(sweep.lrs.max())
    room = max((high / low) ** 0.03, 1.05)
    return low / room, high * room


def _view(sweep: Sweep) -> tuple[float, float]:
    """The losses of the rates that do not diverge, the floor, and room above for the others."""
    losses = sweep.final_loss
    usable = np.isfinite(losses) & (losses > 0)
    if not usable.any():
        return 0.1, 10.0
    calm = usable & (np.array(sweep.status) != "diverging")
    top = float(losses[calm].max() if calm.any() else losses[usable].min())
    floor = [sweep.min_loss] if sweep.min_loss > 0 else []
    bottom = min([float(losses[usable].min()), *floor])
    top = max(top, bottom)
    decades = math.log10(top / bottom)
    leaves = bool((~(losses <= top)).any())
    above = max(HEADROOM * decades, 0.5) if leaves else max(0.06 * decades, 0.06)
    return bottom / 10 ** max(0.08 * decades, 0.08), min(top * 10**above, 1e308)
