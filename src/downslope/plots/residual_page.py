"""Figure of the residuals of a fit: four plots on one page, of rows or of counts in bins.

residuals against fitted values     a curve, or a funnel, contradicts the model
normal quantiles                    far ends that leave the line: outliers, long tails
scale against fitted values         √|standardized residual|: a slope is uneven noise
residuals against leverage          rows beyond Cook's lines move the weights
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from downslope.fitting.assumptions import Residuals
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Vector
from downslope.plots.style import INK, MUTED, STROKES, blank_figure, plain_axis, style_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COOK = (0.5, 1.0)
ROWS, LINES = STROKES[0][0], STROKES[1][0]
STANDARDIZED = "standardized residual"
SMOOTH_PARTS = 20  # of the rows, in the order of the fitted values
PART_ROWS = 8  # at least, in a part
SAME = 1e-9  # of the range: values nearer than this are one


def residual_page(residuals: Residuals) -> Figure:
    """Draw the residuals of a fit in four plots on one page.

    Parameters
    ----------
    residuals : Residuals
        `fit(…, residuals=True).residuals`.

    Returns
    -------
    matplotlib.figure.Figure

    """
    check_kind("residuals", residuals, Residuals, "fit(data, 'y', residuals=True).residuals")
    figure = blank_figure(10.0, 8.2)
    for ax, draw in zip(figure.subplots(2, 2).flat, PLOTS.values(), strict=True):
        draw(residuals, ax)
    return figure


def residual_plots(residuals: Residuals) -> dict[str, Figure]:
    """Draw the four plots of the residuals as figures of their own, by what they show."""
    figures = {}
    for name, draw in PLOTS.items():
        figures[name] = blank_figure(4.8, 4.0)
        draw(residuals, figures[name].add_subplot())
    return figures


def _against_fitted(residuals: Residuals, ax: Axes) -> None:
    n = f"{residuals.n:,} rows" if residuals.counts is None else f"{residuals.n:,} rows, in bins"
    _cloud(residuals, ax, "standard")
    _style(ax, "Residuals", n, f"fitted {residuals.target}", STANDARDIZED)
    ax.axhline(0.0, color=MUTED, linewidth=0.9)


def _scale(residuals: Residuals, ax: Axes) -> None:
    _cloud(residuals, ax, "root")
    _style(ax, "Scale", "level if the noise is even", f"fitted {residuals.target}",
           f"√|{STANDARDIZED}|")  # fmt: skip


def _leverage(residuals: Residuals, ax: Axes) -> None:
    _cloud(residuals, ax, "leverage")
    note = (
        "beyond the lines, a row moves the fit (Cook's distance)"
        if _cook_lines(residuals, ax)
        else "every Cook's distance is below 0.5"
    )
    _style(ax, "Leverage", note, "leverage", STANDARDIZED)
    ax.axhline(0.0, color=MUTED, linewidth=0.9)


def _style(ax: Axes, title: str, note: str, x_label: str, y_label: str) -> None:
    style_axes(ax, title, note, x_label, y_label)
    plain_axis(ax.xaxis)
    plain_axis(ax.yaxis)


def _cloud(residuals: Residuals, ax: Axes, kind: str) -> None:
    """Draw rows or bins; against fitted values with the mean of each part of the rows."""
    plane, mean = ("standard", "root", "leverage").index(kind), kind != "leverage"
    if residuals.points is not None:
        fitted, standard, leverage = residuals.points.T
        x = leverage if kind == "leverage" else fitted
        draw_rows(ax, x, np.sqrt(np.abs(standard)) if kind == "root" else standard, mean=mean)
        return
    assert residuals.counts is not None
    fitted, standard, leverage, root = residuals.edges
    x, y = ((fitted, standard), (fitted, root), (leverage, standard))[plane]
    draw_bins(ax, x, y, residuals.counts.planes[plane], mean=mean)


def draw_rows(ax: Axes, x: Vector, y: Vector, *, mean: bool) -> None:
    """Draw rows (n,) as points, and the mean of y in each part of them."""
    ax.plot(x, y, ".", color=ROWS, alpha=0.55, markersize=4.5, label="rows")
    if mean:
        order = np.argsort(x, kind="stable")
        steps = np.flatnonzero(np.diff(x[order]) > SAME * np.ptp(x)) + 1
        parts = (
            np.split(order, steps)  # as of groups, each of which has one fitted value
            if len(steps) < SMOOTH_PARTS and len(steps) < len(x) / 4
            else np.array_split(order, min(SMOOTH_PARTS, max(len(x) // PART_ROWS, 2)))
        )
        _mean_line(ax, np.array([(x[part].mean(), y[part].mean()) for part in parts if len(part)]))


def draw_bins(ax: Axes, x: Vector, y: Vector, counts: np.ndarray, *, mean: bool) -> None:
    """Draw counts of rows between the edges x and y, and the mean of y in each column of bins."""
    from matplotlib.colors import LogNorm

    shown = np.where(counts > 0, counts, np.nan).T
    ax.pcolormesh(x, y, shown, cmap="Blues", norm=LogNorm(0.3, max(counts.max(), 2)))
    if mean:
        centers, across = (y[1:] + y[:-1]) / 2, (x[1:] + x[:-1]) / 2
        held = counts.sum(axis=1)
        many = held >= max(counts.sum() / 5000, 5)
        _mean_line(ax, np.column_stack([across[many], (counts @ centers)[many] / held[many]]))


def _mean_line(ax: Axes, middle: np.ndarray) -> None:
    ax.plot(*middle.T, color=LINES, linewidth=1.6, label="mean")


def _quantiles(residuals: Residuals, ax: Axes) -> None:
    """Draw the quantiles of the residuals against those of the normal distribution."""
    if residuals.points is not None:
        values: Vector = np.sort(residuals.points[:, 1])
        shares = (np.arange(len(values)) + 0.5) / len(values)
    else:
        assert residuals.counts is not None
        counts = residuals.counts.quantiles
        low, high = residuals.ends
        ends = np.linspace(low, high, len(counts) + 1)
        values, held = (ends[1:] + ends[:-1]) / 2, np.cumsum(counts) - counts / 2
        values, shares = values[counts > 0], held[counts > 0] / counts.sum()
    normal = ndtri(shares)
    ax.plot(normal, values, ".", color=ROWS, markersize=4.5, label="quantiles")
    reach = np.array([normal[0], normal[-1]])
    ax.plot(reach, reach, color=INK, linewidth=0.9, label="normal")
    _style(ax, "Normal quantiles", "on the line if the noise is normal", "normal quantile",
           STANDARDIZED)  # fmt: skip


def _cook_lines(residuals: Residuals, ax: Axes) -> int:
    """Draw where Cook's distance D = r² h / (p (1 − h)) is ½ and 1; return the lines in view."""
    drawn = 0
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    left = max(left, 0.0)
    ax.set_xlim(left, right)
    h = np.linspace(max(left, 1e-6), min(right, 1 - 1e-6), 400)
    for distance in COOK:
        size = np.sqrt(distance * residuals.parameters * (1 - h) / h)
        for sign in (1.0, -1.0):
            inside = (sign * size < high) & (sign * size > low)
            if not inside.any():
                continue
            drawn += 1
            ax.plot(h[inside], sign * size[inside], "--", color=LINES, linewidth=1.0)
            # Lines are farthest apart where they leave the view; all meet at leverage 1.
            ax.annotate(
                f"{distance:g}", (h[inside][0], sign * size[inside][0]), fontsize=8, color=LINES,
                xytext=(10, -sign), textcoords="offset points",
                va="top" if sign > 0 else "bottom",
            )  # fmt: skip
    ax.set_ylim(low, high)
    return drawn


PLOTS = {
    "residuals against fitted values": _against_fitted,
    "normal quantiles of the residuals": _quantiles,
    "scale of the residuals against fitted values": _scale,
    "residuals against leverage": _leverage,
}
