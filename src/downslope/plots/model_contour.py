"""Figure of the loss of any model over two directions of its weights, with the paths of runs.

Two weights are drawn as they are. More weights are drawn in the plane, through the solution or the
end of the last run, of the two directions of largest curvature there: paths are projected onto it,
and the note says which share of a path's squared length lies in the plane.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import descend
from downslope.errors import OptionError
from downslope.models.model import Model, check_model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Matrix, Vector
from downslope.plots.style import INK, SIZE, STROKES, VERMILION, axes_or_new, plain_axis, style_axes
from downslope.solvers.stationary import best_weights, dense_hessian

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GRID = 70  # points a side: each needs the loss on all rows
LEVELS = 10
ROOM = 0.18  # of the extent of the paths, around them
WIDEST = 6.0  # times the extent of the first path: what lies farther out is cut off
DOTS = 30  # epochs of a path that are marked


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Plane in the space of the weights: a point and two directions of length 1."""

    center: Vector  # (s,) all weights, flattened
    directions: Matrix  # (2, s)
    names: tuple[str, str]

    @classmethod
    def of(cls, model: Model, end: Vector) -> Self:
        """Return the plane to draw, through the solution or, without one, through `end`."""
        found = best_weights(model)
        known = found is not None and found.absent is None
        center = np.ravel(found.weights if found is not None and known else end)
        names = model.flat_names
        if len(names) == 2:
            return cls(center, np.eye(2), (_named(names[0]), _named(names[1])))
        H = dense_hessian(model, center.reshape(model.weights_shape))
        axes = np.linalg.eigh(H)[1]
        return cls(center, axes[:, [-1, -2]].T, ("steepest direction", "next steepest"))

    def places(self, weights: Matrix) -> Matrix:
        """Return the coordinates (t, 2) of flattened weights (t, s); those of two weights as is."""
        whole = len(self.center) == 2
        places: Matrix = (weights if whole else weights - self.center) @ self.directions.T
        return places

    def weights(self, place: Vector) -> Vector:
        """Return the flattened weights of a place."""
        origin = np.zeros(2) if len(self.center) == 2 else self.center
        weights: Vector = origin + place @ self.directions
        return weights

    def share(self, path: Matrix) -> float:
        """Return the share of the squared length of a path's steps that lies in the plane."""
        steps = np.diff(path, axis=0)
        whole = float((steps**2).sum())
        return float(((steps @ self.directions.T) ** 2).sum()) / whole if whole > 0 else 1.0


def _named(name: str) -> str:
    return "intercept" if name == "intercept" else f"weight of {name}"


def model_contour(
    model: Model,
    rates: Mapping[str, float],
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str = "gd",
    ax: Axes | None = None,
) -> Axes:
    """Draw contours of a model's loss over two directions, and the path of a run for each rate.

    Parameters
    ----------
    model : Model
        `Logistic`, `Network`, …
    rates : mapping of str to float
        Learning rates, by the labels of their paths.
    epochs : int
        Number of epochs of each run.
    start : ndarray, optional
        Weights to start from, in the user's units; those of the model by default.
    rule : str
        The update rule of the runs.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If there is no rate, or the model has only one weight.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_model(model)
    if not rates or len(model.flat_names) < 2:
        raise OptionError("A contour needs a run and two weights: give a rate, and add a feature.")
    last = whole_number("epochs", epochs, at_least=1)
    paths = {label: _path(model, lr, last, start, rule) for label, lr in rates.items()}
    ends = [path[-1] for path in paths.values()]
    plane = Plane.of(model, ends[0])
    ax = axes_or_new(ax)
    seen = {label: plane.places(path) for label, path in paths.items()}
    box = _box(seen, plane)
    note = f"the loss of {model.name} and {last:,} epochs of the loop"
    if len(plane.center) > 2:
        shares = ", ".join(f"{plane.share(path):.0%}" for path in paths.values())
        note += (
            f"; the plane of the two largest curvatures,\nwhich has {shares} of the squared length "
            f"of the path{'s' * (len(paths) > 1)}"
        )
    style_axes(ax, "The path down the loss", note, *plane.names)
    ax.set_xlim(*box[0])
    ax.set_ylim(*box[1])
    _contours(ax, model, plane, box)
    for (label, places), (color, stroke) in zip(seen.items(), STROKES, strict=False):
        marks = places[: DOTS + 1]
        ax.plot(*places.T, color=color, linestyle=stroke, linewidth=1.4, zorder=3, label=label)
        ax.plot(*marks.T, "o", color=color, markersize=2.6, zorder=4)
    first = next(iter(seen.values()))
    ax.plot(*first[0], "o", markersize=8, markerfacecolor="white", markeredgecolor=INK, zorder=5,
            label="start")  # fmt: skip
    goal = plane.places(plane.center[np.newaxis])[0]
    ax.plot(*goal, "+", markersize=13, markeredgewidth=2.2, color=VERMILION, zorder=6,
            label="lowest loss" if model.convex else "end")  # fmt: skip
    ax.legend(loc="best", fontsize=SIZE, framealpha=0.9)
    plain_axis(ax.xaxis)
    plain_axis(ax.yaxis)
    ax.grid(False)
    return ax


@np.errstate(all="ignore")
def _path(model: Model, lr: float, epochs: int, start: ArrayLike | None, rule: str) -> Matrix:
    """Return the flattened weights of each epoch, (epochs + 1, s), while they are finite."""
    run = itertools.islice(descend(model, lr, start, rule=rule), epochs + 1)
    rows = (step.weights.ravel() for step in run)
    return np.array(list(itertools.takewhile(lambda w: bool(np.isfinite(w).all()), rows)))


def _box(seen: Mapping[str, Matrix], plane: Plane) -> Matrix:
    """Return the range of both axes, (2, 2)."""
    goal = plane.places(plane.center[np.newaxis])
    paths = list(seen.values())
    middle, size = _extent(np.vstack([paths[0], goal]))
    near = [path[(np.abs(path - middle) <= WIDEST * size / 2).all(axis=1)] for path in paths]
    middle, size = _extent(np.vstack([*near, goal]))
    half = (0.5 + ROOM) * size
    return np.column_stack([middle - half, middle + half])


def _extent(points: Matrix) -> tuple[Vector, Vector]:
    low, high = points.min(axis=0), points.max(axis=0)
    size = high - low
    return (low + high) / 2, np.maximum(size, max(0.3 * float(size.max()), 1e-9))


@np.errstate(all="ignore")
def _contours(ax: Axes, model: Model, plane: Plane, box: Matrix) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    across, up = np.linspace(box[:, 0], box[:, 1], GRID, axis=1)
    shape = model.weights_shape
    loss = np.array(
        [[model.loss(plane.weights(np.array([a, b])).reshape(shape)) for a in across] for b in up]
    )
    floor = min(float(loss.min()), model.loss(plane.center.reshape(shape)))
    above = np.maximum(loss - floor, 0.0)
    finite = above[np.isfinite(above)]
    low, top = float(np.quantile(finite, 0.01)), float(finite.max())
    if not top > low > 0:
        return
    levels = np.geomspace(low, top, LEVELS + 1)[:-1]
    pale = LinearSegmentedColormap.from_list("pale", ["#ffffff", "#e3edf5"])
    height = np.log10(np.maximum(above, low / 2))
    ax.contourf(
        across, up, height, levels=np.log10([low / 2, *levels, top * 1.0001]), cmap=pale, zorder=0
    )
    ax.contour(across, up, above, levels=levels, colors="#9db4c6", linewidths=0.8, zorder=1)
