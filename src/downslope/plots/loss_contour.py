"""Figure of the loss over two weights: its contours, the path of a run, and the minimum.

    loss(w* + δ) = loss* + ½ δᵀ H δ

so a slice through the closed-form point w* is quadratic: its contours are ellipses, whose axes are
the eigenvectors of H. The other weights stay at their closed-form values, and a path among more
than two weights is projected onto the slice. A run on standardized columns is drawn in the weights
of the standardized columns.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Trajectory
from downslope.errors import OptionError, did_you_mean
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Matrix, Vector
from downslope.plots.labels import along, axes_inches, clear_side, halo, text_width
from downslope.plots.style import (
    BLUE,
    INK,
    SIZE,
    VERMILION,
    axes_or_new,
    brief,
    plain_axis,
    short,  # fmt: skip
    style_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


GRID = 160  # points a side
LEVELS = 9  # contours, evenly spread on a log scale
DECADES = 4.0  # of loss above the floor that they cover at most
ROOM = 0.22  # of the path's extent, around it
ESCAPED = 64.0  # times the first loss above the floor: then a run is leaving
OUTSIDE = 20.0  # sizes of the picture: where a line that leaves is cut
CORNERS = tuple(
    (x, y)
    for x, y in ((9.0, 7.0), (9.0, -7.0), (24.0, -1.0), (24.0, 1.0), (14.0, 22.0), (14.0, -22.0))
    for x in (x, -x)
)
MARK = np.array([[0.0, 0.0], [0.012, 0.0], [-0.012, 0.0], [0.0, 0.015], [0.0, -0.015]])
TOGETHER = 0.04  # of the picture: points this close share a label
MOST_LEGS = 400  # steps of the path that labels avoid
MOST_DOTS = 40  # epochs marked with dots


def loss_contour(
    problem: LeastSquares | Spectrum,
    path: Trajectory,
    *,
    weights: tuple[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw contours of the loss over two weights, and the path of a run across them.

    Parameters
    ----------
    problem : LeastSquares or Spectrum
        The problem of the run, standardized if the run is.
    path : Trajectory
        The run, with weights in the user's units.
    weights : tuple of two str, optional
        Names of the weights across and up; by default the two that change most along the flattest
        direction, where training is slowest.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If a weight is unknown, the problem has only one weight, or `path` is not a `Trajectory`.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_kind("path", path, Trajectory, "trajectory(problem, lr=0.01)")
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    i, j = _chosen(spectrum, weights)
    ax = axes_or_new(ax)
    problem = spectrum.problem
    slice_ = _Slice.of(spectrum, [i, j])
    steps = _own_units(problem, path)[:, [i, j]]
    box = _box(steps, slice_)
    seen = _until_it_leaves(steps, box)
    outside = [row for row, step in enumerate(seen) if not _inside(step, box)]
    names = [_axis_name(problem, k) for k in (i, j)]
    note = (
        f"weights of {short(problem.weight_names[i], 22)} and {short(problem.weight_names[j], 22)}"
    )
    if len(problem.weight_names) > 2:
        note += "; all others at their closed form,\nthe path projected onto these two"
    if outside:
        note += f"\nthe path leaves the plot at epoch {int(path.epochs[outside[0]]):,}"
    style_axes(ax, "The path down the loss", note, *names)
    ax.set_xlim(*box[0])
    ax.set_ylim(*box[1])
    _contours(ax, slice_, box)
    _path(ax, seen, path, not outside, slice_.bottom)
    plain_axis(ax.xaxis)
    plain_axis(ax.yaxis)
    ax.grid(False)
    return ax


def _chosen(spectrum: Spectrum, weights: tuple[str, str] | None) -> tuple[int, int]:
    names = spectrum.problem.weight_names
    if len(names) < 2:
        raise OptionError(
            "A contour needs two weights, but this problem has one: add a feature or an intercept."
        )
    if weights is None:
        flattest = np.abs(spectrum.axes[:, max(spectrum.rank, 1) - 1])
        first, second = sorted(np.argsort(-flattest, kind="stable")[:2].tolist())
        return first, second
    for name in weights:
        if name not in names:
            raise OptionError(f"There is no weight '{name}': {did_you_mean(name, names)}")
    if len(weights) != 2 or weights[0] == weights[1]:
        raise OptionError(f"weights={weights} cannot be drawn: give two different names.")
    return names.index(weights[0]), names.index(weights[1])


def _axis_name(problem: LeastSquares, k: int) -> str:
    name = problem.weight_names[k]
    kind = "intercept" if name == "intercept" else f"weight of {short(name, 24)}"
    return f"{kind} (standardized)" if problem.to_user is not None else kind


def _own_units(problem: LeastSquares, path: Trajectory) -> Matrix:
    """Return the path in the weights of the problem; rows that overflowed become NaN."""
    usable = np.isfinite(path.weights).all(axis=1) & (np.abs(path.weights).max(axis=1) < 1e150)
    own: Matrix = np.full_like(path.weights, np.nan)
    weights = path.weights[usable]
    own[usable] = (
        weights if problem.to_user is None else np.linalg.solve(problem.to_user, weights.T).T
    )
    return own


def _box(steps: Matrix, slice_: _Slice) -> Matrix:
    """Return the range shown of each weight, (2, 2): the path until it escapes, and the minimum."""
    with np.errstate(over="ignore", invalid="ignore"):
        above = slice_.excess(steps[:, 0], steps[:, 1])
        near = above <= ESCAPED * above[0] + np.finfo(float).tiny
    until = len(steps) if near.all() else int(np.argmin(near))
    points = np.vstack([steps[: max(until, 1)], slice_.bottom])
    low, high = points.min(axis=0), points.max(axis=0)
    size = high - low
    # A weight that hardly moves still gets a part of the picture, so that the valley has a width.
    least = np.where(
        size > 0, size, np.maximum(0.5 * size.max(), 1e-9 + 0.1 * np.abs(slice_.bottom))
    )
    middle, half = (low + high) / 2, (0.5 + ROOM) * least
    return np.column_stack([middle - half, middle + half])


def _inside(point: Vector, box: Matrix) -> bool:
    return bool(((point >= box[:, 0]) & (point <= box[:, 1])).all())


def _until_it_leaves(steps: Matrix, box: Matrix) -> Matrix:
    """Cut the path after its first point far outside, which is moved closer along its line."""
    middle, size = box.mean(axis=1), box[:, 1] - box[:, 0]
    away = np.abs((steps - middle) / size).max(axis=1)
    away = np.where(np.isnan(away), np.inf, away)
    far = away > OUTSIDE
    if not far.any():
        return steps
    first = int(np.argmax(far))
    if first == 0 or not np.isfinite(away[first]):
        return steps[: max(first, 1)]
    before, after = steps[first - 1], steps[first]
    cut = before + (after - before) * min(1.0, 2 * OUTSIDE / away[first])
    return np.vstack([steps[:first], cut])


@dataclass(frozen=True, slots=True, eq=False)
class _Slice:
    """Loss above its floor, over two weights."""

    curvature: Matrix  # (2, 2)
    bottom: Vector  # (2,)
    floor: float

    @classmethod
    def of(cls, spectrum: Spectrum, pair: list[int]) -> Self:
        """Return the slice through the closed-form point."""
        axes = spectrum.axes[pair]
        curvature = (axes * spectrum.eigenvalues) @ axes.T
        return cls(curvature, spectrum.optimum[pair], spectrum.min_loss)

    def excess(self, across: Matrix, up: Matrix) -> Matrix:
        """Return ½ δᵀ H δ."""
        a, b = across - self.bottom[0], up - self.bottom[1]
        (p, q), (_, r) = self.curvature
        excess: Matrix = np.maximum(0.5 * (p * a * a + 2 * q * a * b + r * b * b), 0.0)
        return excess


def _contours(ax: Axes, slice_: _Slice, box: Matrix) -> None:
    """Draw contours filled in pale shades, lighter downhill; every other one has its loss."""
    from matplotlib.colors import LinearSegmentedColormap

    across, up = np.meshgrid(*np.linspace(box[:, 0], box[:, 1], GRID, axis=1))
    excess = slice_.excess(across, up)
    top = float(excess.max())
    if not (math.isfinite(top) and top > 0):
        return
    low = max(float(np.quantile(excess, 0.004)), top * 10**-DECADES, 1e-300)
    levels = np.geomspace(low, top, LEVELS + 1)[:-1]
    pale = LinearSegmentedColormap.from_list("pale", ["#ffffff", "#e3edf5"])
    height = np.log10(np.maximum(excess, low / 2))
    ax.contourf(across, up, height, levels=np.log10([low / 2, *levels, top * 1.0001]), cmap=pale,
                zorder=0)  # fmt: skip
    lines = ax.contour(across, up, excess, levels=levels, colors="#9db4c6", linewidths=0.8,
                       zorder=1)  # fmt: skip
    texts = ax.clabel(lines, levels=levels[2::2], fontsize=SIZE - 1.5, inline_spacing=4,
                      colors="#5d7487",
                      fmt=lambda level: brief(slice_.floor + level, 3))  # fmt: skip
    for text in texts or ():
        text.set_clip_on(True)


def _path(ax: Axes, seen: Matrix, path: Trajectory, stays: bool, bottom: Vector) -> None:
    """Draw the run, its start and end, and the closed form."""
    dots = len(seen) <= MOST_DOTS
    ax.plot(seen[:, 0], seen[:, 1], color=BLUE, linewidth=1.5, marker="o", zorder=3, label="path",
            markersize=3.2, markevery=None if dots else slice(0, MOST_DOTS))  # fmt: skip
    ax.plot(*seen[0], "o", markersize=8, markerfacecolor="white", markeredgecolor=BLUE,
            markeredgewidth=1.8, zorder=5, label="start")  # fmt: skip
    ax.plot(*bottom, "+", markersize=13, markeredgewidth=2.2, color=VERMILION, zorder=6,
            label="closed form")  # fmt: skip
    first, last, goal = (_on_picture(ax, point) for point in (seen[0], seen[-1], bottom))
    end = f"epoch {int(path.epochs[-1]):,}"
    names = {"start": (first, BLUE), "closed form": (goal, INK)}
    if stays and len(seen) > 1:
        if _close(last, goal):
            names = {"start": (first, BLUE), f"closed form,\nreached by {end}": (goal, INK)}
        elif _close(last, first):
            names = {f"start; {end} is still here": (first, BLUE), "closed form": (goal, INK)}
        else:
            names[end] = (last, BLUE)
            ax.plot(*seen[-1], "o", markersize=6, color=BLUE, zorder=5, label="end")
    _say(ax, names, along(_on_picture(ax, seen[:MOST_LEGS])))


def _on_picture(ax: Axes, points: Matrix) -> Matrix:
    """Convert points, shape (…, 2), to fractions of the axes."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    places: Matrix = (points - [left, low]) / [right - left, high - low]
    return places


def _close(one: Vector, other: Vector) -> bool:
    return float(np.abs(one - other).max()) < TOGETHER


def _say(ax: Axes, names: dict[str, tuple[Vector, str]], taken: Matrix) -> None:
    """Label points, each at the corner where the label covers least of the path and others."""
    taken = np.vstack([taken, *[place + MARK for place, _ in names.values()]])
    for text, (place, color) in names.items():
        side = clear_side(ax, place, text, CORNERS, taken)
        ax.annotate(
            text, (float(place[0]), float(place[1])), xycoords="axes fraction", xytext=side,
            textcoords="offset points", ha="left" if side[0] > 0 else "right",
            va="bottom" if side[1] > 0 else "top", fontsize=SIZE, color=color,
            path_effects=halo(), zorder=7,
        )  # fmt: skip
        inches = axes_inches(ax)
        reach = np.sign(side[0]) * text_width(text, inches[0])
        letters = np.outer(np.linspace(0, reach, 40), [1, 0])
        taken = np.vstack([taken, place + np.array(side) / 72 / inches + letters])
