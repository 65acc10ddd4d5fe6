"""Figure of the data and of what a run predicts for them.

With one feature: the rows, the line at some epochs, and the closed form as a dashed line. With
several there is no line to draw: predictions of the last epoch against the measured values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Trajectory
from downslope.errors import OptionError
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector
from downslope.plots.labels import EndLabel, fraction, label_right
from downslope.plots.recording import SNAPSHOTS
from downslope.plots.style import (
    BLUE,
    INK,
    MUTED,
    axes_or_new,
    brief,
    plain_axis,
    short,  # fmt: skip
    style_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


MOST_POINTS = 2000
SHADES = ("#9cc3e0", "#5fa2d0", "#2b7bba", "#0b4f8a")  # light to dark, as the run goes on
STYLES = ((0, (1.2, 1.6)), (0, (6, 2, 1.2, 2)), (0, (9, 2.5)), "-")
MARGIN = 0.06  # of the data's range, around them
STRETCH = 0.6  # of the data's range that a line may add to the picture
FAR = 1e6  # of the data's range: lines farther away are not drawn


def data_and_line(
    problem: LeastSquares,
    path: Trajectory,
    *,
    snapshots: Sequence[int] = SNAPSHOTS,
    target: str = "y",
    ax: Axes | None = None,
) -> Axes:
    """Draw the rows and what a run predicts for them.

    Parameters
    ----------
    problem : LeastSquares
        The data, in the user's units.
    path : Trajectory
        The run, whose epochs include the `snapshots`.
    snapshots : sequence of int
        Epochs whose line is drawn, in addition to the last. With several features only the last
        epoch is drawn.
    target : str
        Name of y, with its unit.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If the problem was built from a summary, which has no rows to draw.
    MissingExtraError
        If matplotlib is not installed.

    """
    if not problem.has_rows:
        raise OptionError(
            "This problem was built from a summary, which has no rows to draw: build it from X "
            "and y."
        )
    ax = axes_or_new(ax)
    if problem.d == 1:
        return _lines(ax, problem, path, snapshots, target)
    return _predictions(ax, problem, path, target)


def _lines(
    ax: Axes, problem: LeastSquares, path: Trajectory, snapshots: Sequence[int], target: str
) -> Axes:
    x, y = problem.X_b[:, 0], problem.y
    rows = _some(problem.n)
    ax.scatter(x[rows], y[rows], s=15, color=MUTED, alpha=0.55, linewidths=0, zorder=2)
    name = problem.feature_names[0]
    note = _note(problem.n, "the line as it trains, and in closed form (dashed)")
    style_axes(ax, f"{short(target)} against {short(name)}", note, name, target)

    ends = _padded(x)
    X_b = np.column_stack([ends, np.ones(2)])[:, : problem.X_b.shape[1]]
    closed_form = Spectrum.of(problem).optimum
    kept = _rows_of(path, snapshots)
    lines = [_line(X_b, path.weights[row]) for row in kept]
    ax.set_xlim(*ends)
    ax.set_ylim(*_view(y, [*lines, X_b @ closed_form]))
    labels = [
        _snapshot(ax, path, row, ends, line, rank)
        for row, line, rank in zip(kept, lines, _ranks(len(kept)), strict=True)
    ]
    best = X_b @ closed_form
    ax.plot(ends, best, color=INK, linewidth=1.5, linestyle=(0, (4, 3)), zorder=4,
            label="closed form")  # fmt: skip
    loss = brief(problem.loss(closed_form))
    labels.append(EndLabel(f"closed form, loss {loss}", fraction(ax, ends[1], best[1])[1], INK))
    label_right(ax, labels)
    plain_axis(ax.xaxis)
    plain_axis(ax.yaxis)
    return ax


def _snapshot(
    ax: Axes, path: Trajectory, row: int, ends: Vector, line: Vector, rank: int
) -> EndLabel:
    """Draw the line of one epoch, if it is near enough to the data, and return its label."""
    low, high = ax.get_ylim()
    name = f"epoch {int(path.epochs[row]):,}"
    away = np.abs(line - (low + high) / 2) / (high - low)
    color = SHADES[rank]
    if np.isfinite(line).all() and away.max() < FAR:
        ax.plot(ends, line, color=color, linestyle=STYLES[rank], linewidth=1.9, zorder=3,
                label=name)  # fmt: skip
    height = fraction(ax, ends[1], line[1])[1] if away[1] < FAR else np.inf * np.sign(line[1])
    text = f"{name}, loss {brief(float(path.losses[row]))}"
    if not 0 <= height <= 1:
        text = f"{'↑' if height > 1 else '↓'} {text}"
    return EndLabel(text, float(height), SHADES[max(rank, 2)])


def _predictions(ax: Axes, problem: LeastSquares, path: Trajectory, target: str) -> Axes:
    """Draw predicted against actual values, after the last epoch and in closed form."""
    rows = _some(problem.n)
    y = problem.y[rows]
    closed_form = Spectrum.of(problem).optimum
    best = problem.X_b[rows] @ closed_form
    with np.errstate(over="ignore", invalid="ignore"):
        now = problem.X_b[rows] @ path.weights[-1]
    shown = np.where(np.isfinite(now), now, np.nan)
    low, high = _padded(_view(problem.y, [best, shown]))
    left, right = _padded(problem.y)
    inside = (shown >= low) & (shown <= high)
    epochs = f"epoch {int(path.epochs[-1]):,}"
    away = int(len(rows) - inside.sum())
    outside = f"; {away:,} of {len(rows):,} outside the plot" if away else ""
    note = _note(
        problem.n,
        f"● {epochs}, loss {brief(float(path.losses[-1]))}{outside}\n"
        f"+ closed form, loss {brief(problem.loss(closed_form))}",
    )
    style_axes(ax, f"{short(target)}: predicted against actual", note, f"{target}, actual",
          f"{target}, predicted")  # fmt: skip
    ax.plot([left, right], [left, right], color=MUTED, linewidth=1, zorder=1)
    ax.plot(y, best, "+", color=INK, markersize=8, markeredgewidth=1.1, zorder=4,
            label="closed form")  # fmt: skip
    ax.plot(y[inside], shown[inside], "o", color=BLUE, markersize=5, alpha=0.75,
            markeredgewidth=0, zorder=3, label=epochs)  # fmt: skip
    ax.set_xlim(left, right)
    ax.set_ylim(low, high)
    end = fraction(ax, right, right)[1]
    label_right(ax, [EndLabel("predicted = actual", end, MUTED)])
    plain_axis(ax.xaxis)
    plain_axis(ax.yaxis)
    return ax


def _some(n: int) -> np.ndarray:
    """Return the rows that are drawn: all, or every k-th."""
    return np.arange(0, n, -(-n // MOST_POINTS))


def _note(n: int, text: str) -> str:
    shown = len(_some(n))
    return text if shown == n else f"{text}\n{shown:,} of {n:,} rows shown"


def _rows_of(path: Trajectory, snapshots: Sequence[int]) -> list[int]:
    """Return the rows of the path for the snapshots and for the last epoch."""
    wanted = {*snapshots, int(path.epochs[-1])}
    return [row for row, epoch in enumerate(path.epochs.tolist()) if epoch in wanted]


def _ranks(count: int) -> list[int]:
    """Return the index of the shade of each of `count` lines: the last one is the darkest."""
    return [len(SHADES) - 1 - min(count - 1 - i, len(SHADES) - 1) for i in range(count)]


def _line(X_b: Matrix, w: Vector) -> Vector:
    """Return the line at both edges of the plot, (2,); inf if it overflows."""
    with np.errstate(over="ignore", invalid="ignore"):
        line: Vector = X_b @ w
    return np.where(np.isnan(line), np.inf, line)


def _padded(values: Vector) -> Vector:
    """Return the range of the values with a margin, (2,), which is never empty."""
    low, high = float(values.min()), float(values.max())
    margin = MARGIN * (high - low) or MARGIN * abs(high) or 1.0
    return np.array([low - margin, high + margin])


def _view(y: Vector, others: list[Vector]) -> Vector:
    """Return the range of y, (2,), extended for other lines by at most `STRETCH` of it."""
    low, high = _padded(y)
    reach = STRETCH * (high - low)
    for line in others:
        seen = line[np.isfinite(line)]
        if seen.size:
            low = max(min(low, float(seen.min())), float(y.min()) - reach)
            high = min(max(high, float(seen.max())), float(y.max()) + reach)
    bottom, top = _padded(y)
    return np.array([min(low, bottom), max(high, top)])
