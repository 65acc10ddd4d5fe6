"""Figure of a path of penalties: its slopes, and the errors of the folds, over the same alphas.

The largest penalty is at the left, where every slope of a lasso is 0. Slopes are those of columns
in standard deviations, so that they can be compared. Marks stand at both choices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from downslope.errors import OptionError
from downslope.fitting.folds import FoldErrors
from downslope.fitting.penalty_path_result import PenaltyPath
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Matrix, Vector
from downslope.plots.labels import EndLabel, fraction, halo, label_right
from downslope.plots.style import (
    BLUE,
    INK,
    MUTED,
    SIZE,
    STROKES,
    VERMILION,
    blank_figure,
    brief,
    log_axis,
    plain_axis,
    short,
    style_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAMED = len(STROKES)  # slopes with a color and a name: the largest at the end of the path
LONGEST = 16  # characters of a name beside its line


def penalty_curves(path: PenaltyPath) -> Figure:
    """Draw the slopes of a path, and below them the errors of the folds.

    Parameters
    ----------
    path : PenaltyPath
        Result of `path`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    OptionError
        If `path` is not a `PenaltyPath`, or has fewer than two alphas above 0.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_kind("path", path, PenaltyPath, "path(data, 'y')")
    shown = path.alphas > 0
    if shown.sum() < 2:
        raise OptionError("A picture of a path needs two or more alphas above 0: give more.")
    alphas = path.alphas[shown]
    figure = blank_figure(8.6, 7.6 if path.folds is not None else 4.6)
    axes = figure.subplots(1 if path.folds is None else 2, 1, squeeze=False)[:, 0]
    for ax in axes:
        ax.set_xscale("log")
        ax.set_xlim(alphas[0] * 1.05, alphas[-1] / 1.05)
    _slopes(axes[0], path, shown)
    if path.folds is not None:
        _errors(axes[1], path, path.folds, shown)
        _mark(axes, path)
    for ax in axes:
        log_axis(ax.xaxis, float(alphas[-1]), float(alphas[0]))
    return figure


def _slopes(ax: Axes, path: PenaltyPath, shown: np.ndarray) -> None:
    """Draw each slope, and name the largest at the end of the path."""
    slopes: Matrix = path.coef[shown] * path.spreads
    alphas, last = path.alphas[shown], np.abs(slopes[-1])
    named = np.argsort(last, kind="stable")[::-1][:NAMED]
    named = named[last[named] > 0]
    note = f"{path.penalty}; slopes per standard deviation of the column"
    style_axes(ax, f"Slopes of {short(path.target)}", note, "alpha (log scale)", "slope")
    others = [j for j in range(slopes.shape[1]) if j not in named]
    # A slope of 0 would hide the others that are 0.
    drawn = np.where(slopes == 0, np.nan, slopes)
    ax.axhline(0.0, color=MUTED, linewidth=0.9, zorder=1)
    for j in others:
        ax.plot(alphas, drawn[:, j], color=MUTED, linewidth=0.7, alpha=0.6, zorder=2)
    for j, (color, style) in zip(named, STROKES, strict=False):
        ax.plot(alphas, drawn[:, j], color=color, linestyle=style, linewidth=1.6, zorder=3,
                label=path.feature_names[j])  # fmt: skip
    low, high = float(slopes.min()), float(slopes.max())
    room = 0.06 * (high - low) or 1.0
    ax.set_ylim(low - room, high + room)
    plain_axis(ax.yaxis)
    right = float(alphas[-1])
    label_right(ax, [
        EndLabel(short(path.feature_names[j], LONGEST),
                 fraction(ax, right, float(slopes[-1, j]))[1], color)
        for j, (color, _) in zip(named, STROKES, strict=False)
    ])  # fmt: skip


def _errors(ax: Axes, path: PenaltyPath, folds: FoldErrors, shown: np.ndarray) -> None:
    """Draw the mean error of the folds, with one standard error to both sides."""
    alphas = path.alphas[shown]
    mean: Vector = folds.mean[shown]
    error: Vector = folds.std_error[shown]
    note = f"mean of {len(path.fold_rows)} folds, and one standard error to both sides"
    style_axes(ax, "Errors of the folds", note, "alpha (log scale)", "mean squared error")
    ax.fill_between(alphas, mean - error, mean + error, color=BLUE, alpha=0.13, linewidth=0)
    ax.plot(alphas, mean, color=BLUE, linewidth=1.6, zorder=3, label="error of folds")
    plain_axis(ax.yaxis)
    best = folds.best
    height = float(folds.mean[best])
    ax.axhline(height + float(folds.std_error[best]), color=INK, linewidth=0.9,
               linestyle=(0, (1, 2)), zorder=2, label="one standard error")  # fmt: skip


def _mark(axes: np.ndarray, path: PenaltyPath) -> None:
    """Draw a line at each choice, named on the lower axes."""
    choices = list(path.places)
    if choices[0][1] == choices[1][1]:
        choices = [("both choices", choices[0][1])]
    lower = axes[-1]
    for (name, place), color, height in zip(choices, (INK, VERMILION), (0.97, 0.89), strict=False):
        alpha = float(path.alphas[place])
        if alpha <= 0:
            continue
        for ax in axes:
            ax.axvline(alpha, color=color, linewidth=1.1, zorder=2, label=name)
        across = fraction(lower, alpha, float(np.mean(lower.get_ylim())))[0]
        left = across > 0.6
        lower.text(across + (-0.01 if left else 0.01), height, f"{name}: {brief(alpha, 3)}",
                   transform=lower.transAxes, ha="right" if left else "left", va="top",
                   fontsize=SIZE, color=color, path_effects=halo(), zorder=5)  # fmt: skip
