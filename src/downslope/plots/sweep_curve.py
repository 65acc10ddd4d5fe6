"""Figure of the final loss against the learning rate, with the limit and the best rate.

Both axes are logarithmic. To the right of the limit, 2/λ_max for gradient descent, every run
diverges, or does not settle if the loss flattens far out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from downslope.diagnosis.sweep import Sweep
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Matrix
from downslope.plots.labels import EndLabel, along, clear_side, fraction, halo, label_right
from downslope.plots.style import (
    BLUE,
    INK,
    LARGEST_SHOWN,
    SIZE,
    VERMILION,
    axes_or_new,
    brief,
    log_axis,  # fmt: skip
    style_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


MARKERS = {"converged": "o", "converging": "o", "unstable": "D", "diverging": "x"}
SIGNS = {
    "converged": "●",
    "converging": "○",
    "unstable": "◆",
    "diverging": "×",
    "outside the plot": "▲",
}
MOST_MARKERS = 60  # of more, which would touch, only the line is drawn
CORNERS = tuple((x, y) for y in (30.0, 55.0, 80.0, 110.0, 140.0, -30.0) for x in (-22.0, 22.0))
HEADROOM = 0.25  # of the decades shown, for rates that diverge


def sweep_curve(sweep: Sweep, ax: Axes | None = None) -> Axes:
    """Draw a sweep: a point for each rate, the limit, the divergent region, the best rate.

    Parameters
    ----------
    sweep : Sweep
        Result of a sweep.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If `sweep` is not a `Sweep`.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_kind("sweep", sweep, Sweep, "sweep(problem)")
    ax = axes_or_new(ax)
    low, high = _view(sweep)
    title = f"Loss after {sweep.epochs:,} epochs, for every learning rate"
    style_axes(
        ax,
        title,
        _key(sweep, high),
        "learning rate lr (log scale)",
        f"loss ({sweep.loss_convention}, log scale)",
    )
    order = np.argsort(sweep.lrs)
    lrs, losses = sweep.lrs[order], sweep.final_loss[order]
    status = np.array(sweep.status)[order]
    left, right = _span(sweep)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(left, right)
    ax.set_ylim(low, high)
    usable = np.isfinite(losses) & (losses > 0)
    diverging = status == "diverging"
    beyond = diverging | (status == "unstable")
    # Two lines: one across the limit would suggest that the loss rises before it.
    for which in (usable & ~beyond, usable & beyond):
        ax.plot(lrs[which], losses[which], color=VERMILION if beyond[which].any() else BLUE,
                linewidth=1.6, zorder=3, label="final loss")  # fmt: skip
    if len(lrs) <= MOST_MARKERS:
        for name, marker in MARKERS.items():
            _points(ax, lrs, losses, usable & (status == name), name, marker)
        gone = diverging & ~(losses <= high)
        ax.plot(lrs[gone], np.full(gone.sum(), 0.975), linestyle="", marker="^", markersize=6,
                color=VERMILION, transform=ax.get_xaxis_transform(), zorder=4,
                label="outside the plot")  # fmt: skip
    name = "unstable" if beyond.any() and not diverging.any() else "diverges"
    _mark_limit(ax, sweep.lr_limit, left, right, name)
    _mark_best(ax, sweep)
    if low <= sweep.min_loss <= high:
        ax.axhline(sweep.min_loss, color=INK, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2,
                   label="floor")  # fmt: skip
        height = fraction(ax, left, sweep.min_loss)[1]
        label_right(ax, [EndLabel(f"floor {brief(sweep.min_loss)}", height, INK)])
    log_axis(ax.xaxis, left, right)
    log_axis(ax.yaxis, low, high)
    return ax


def _key(sweep: Sweep, high: float) -> str:
    """Return a key of the markers that are drawn."""
    if len(sweep.lrs) > MOST_MARKERS:
        return ""
    seen = {
        "outside the plot" if status == "diverging" and not loss <= high else status
        for status, loss in zip(sweep.status, sweep.final_loss, strict=True)
    }
    return "   ".join(f"{sign} {name}" for name, sign in SIGNS.items() if name in seen)


def _points(
    ax: Axes, lrs: np.ndarray, losses: np.ndarray, which: np.ndarray, name: str, marker: str
) -> None:
    color = VERMILION if name in ("diverging", "unstable") else BLUE
    ax.plot(lrs[which], losses[which], linestyle="", marker=marker, markersize=5, color=color,
            markerfacecolor="white" if name == "converging" else color, markeredgewidth=1.4,
            zorder=4, label=name)  # fmt: skip


def _mark_limit(ax: Axes, limit: float, left: float, right: float, name: str) -> None:
    """Draw the limit as a line, and shade and name the region beyond it."""
    if math.isnan(limit):  # of a rule whose limit depends on the run
        return
    if limit >= right:
        text = "no rate diverges" if math.isinf(limit) else f"limit {brief(limit)} →"
        ax.text(0.99, 0.98, text, transform=ax.transAxes, ha="right", va="top", fontsize=SIZE,
                color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
        return
    ax.axvspan(max(limit, left), right, facecolor=VERMILION, alpha=0.09, linewidth=0, zorder=0)
    middle = fraction(ax, math.sqrt(max(limit, left) * right), 1.0)[0]
    ax.text(middle, 0.04, name, transform=ax.transAxes, rotation=90, ha="center",
            va="bottom", fontsize=SIZE, color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
    if limit <= left:
        ax.text(0.01, 0.98, f"← limit {brief(limit)}", transform=ax.transAxes, va="top",
                fontsize=SIZE, color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip
        return
    ax.axvline(limit, color=VERMILION, linewidth=1.4, zorder=2, label="limit")
    place = fraction(ax, limit, 1.0)[0]
    right_side = place < 0.25
    ax.text(place + (0.01 if right_side else -0.01), 0.98, f"limit {brief(limit)}",
            transform=ax.transAxes, ha="left" if right_side else "right", va="top", fontsize=SIZE,
            color=VERMILION, path_effects=halo(), zorder=5)  # fmt: skip


def _mark_best(ax: Axes, sweep: Sweep) -> None:
    """Draw a ring around the rate with the lowest loss and write its numbers."""
    lr, loss = float(sweep.lrs[sweep.lowest]), float(sweep.final_loss[sweep.lowest])
    if not (math.isfinite(loss) and loss > 0):
        return
    ax.plot([lr], [loss], "o", markersize=13, markerfacecolor="none", markeredgecolor=INK,
            markeredgewidth=1.4, zorder=5, label="best")  # fmt: skip
    text = f"lowest loss: {brief(loss)}\nat lr={brief(lr)}"
    place = np.array(fraction(ax, lr, loss))
    side = clear_side(ax, place, text, CORNERS, _drawn(ax, sweep))
    ax.annotate(
        text, (lr, loss), xytext=side, textcoords="offset points",
        ha="left" if side[0] > 0 else "right", va="bottom" if side[1] > 0 else "top",
        fontsize=SIZE, color=INK, path_effects=halo(), zorder=5,
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.7, "shrinkB": 8,
                    "relpos": (0.0 if side[0] > 0 else 1.0, 0.0 if side[1] > 0 else 1.0)},
    )  # fmt: skip


def _drawn(ax: Axes, sweep: Sweep) -> Matrix:
    """Return places along the curve and the limit, (k, 2), as fractions of the axes."""
    shown = np.isfinite(sweep.final_loss) & (sweep.final_loss > 0)
    order = np.argsort(sweep.lrs[shown])
    onto = ax.transScale + ax.transLimits
    curve = onto.transform(np.column_stack([sweep.lrs[shown], sweep.final_loss[shown]])[order])
    if not math.isfinite(sweep.lr_limit):
        return along(curve)
    limit = onto.transform([(sweep.lr_limit, loss) for loss in ax.get_ylim()])
    return np.vstack([along(curve), along(limit)])


def _span(sweep: Sweep) -> tuple[float, float]:
    """Return the range of the rates, with a margin."""
    low, high = float(sweep.lrs.min()), float(sweep.lrs.max())
    room = max((high / low) ** 0.03, 1.05)
    return low / room, high * room


def _view(sweep: Sweep) -> tuple[float, float]:
    """Return the range of the losses that do not diverge, with room above for those that do."""
    losses = sweep.final_loss
    usable = np.isfinite(losses) & (losses > 0)
    if not usable.any():
        return 0.1, 10.0
    calm = usable & (np.array(sweep.status) != "diverging")
    top = float(losses[calm].max() if calm.any() else losses[usable].min())
    floor = [sweep.min_loss] if sweep.min_loss > 0 else []
    bottom = min([float(losses[usable].min()), *floor])
    bottom = min(bottom, LARGEST_SHOWN)
    top = min(max(top, bottom), LARGEST_SHOWN)
    decades = math.log10(top / bottom)
    leaves = bool((~(losses <= top)).any())
    above = max(HEADROOM * decades, 0.5) if leaves else max(0.06 * decades, 0.06)
    return bottom / 10 ** max(0.08 * decades, 0.08), top * 10 ** min(above, 40.0)
