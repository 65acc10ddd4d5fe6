"""Placement of labels for lines and points, without overlap.

Labels at the right edge belong where their lines end. Those that would overlap are moved as little
as possible (isotonic regression: least squares with a minimum distance), and a thin line connects
each label with its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.plots.style import SIZE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patheffects import AbstractPathEffect


LEADING = 1.45  # a line's height in font sizes
LETTER = 0.58  # a letter's mean width in font sizes
OVER = 0.03  # of the axes: how far a label may stand over the edge
FILLED = 0.78  # of a cell of the figure: the axes, roughly, before layout


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Label of a line that ends at the right edge, or leaves through the top or bottom."""

    text: str
    height: float  # where the line ends, as a fraction of the axes: 0 bottom, 1 top
    color: str
    style: Any = None  # of the line, drawn beside the label if the line does not end there


def label_right(ax: Axes, labels: Sequence[EndLabel]) -> None:
    """Write labels to the right of the axes, beside the ends of their lines if there is room."""
    if not labels:
        return
    inches = axes_inches(ax)[1]
    order = sorted(range(len(labels)), key=lambda i: labels[i].height)
    sizes = np.array([text_height(labels[i].text, inches) for i in order])
    wanted = np.clip([labels[i].height for i in order], 0.0, 1.0)
    for i, place in zip(order, spread(wanted, sizes), strict=True):
        _write(ax, labels[i], float(place))


def _write(ax: Axes, label: EndLabel, place: float) -> None:
    """Write text with a leader to its line, or with a piece of the line."""
    ends_here = -0.005 <= label.height <= 1.005
    swatch = label.style is not None and not ends_here
    tie = {
        "arrowstyle": "-", "color": label.color, "shrinkA": 5, "shrinkB": 0, "relpos": (0, 0.5),
        "linewidth": 1.8 if swatch else 0.7, "linestyle": label.style if swatch else "-",
        "patchA": None,
    }  # fmt: skip
    ax.annotate(
        label.text,
        xy=(1, place if swatch else label.height),
        xytext=(1, place),
        xycoords=beside(ax, 6) if swatch else "axes fraction",
        textcoords=beside(ax, 28 if label.style is not None else 16),
        ha="left",
        va="center",
        fontsize=SIZE,
        color=label.color,
        linespacing=1.25,
        parse_math=False,
        annotation_clip=False,
        arrowprops=tie if swatch or ends_here else None,
    )


def beside(ax: Axes, points: float) -> Any:
    """Return the coordinates of the axes, moved right by `points`."""
    from matplotlib.transforms import ScaledTranslation

    figure = ax.get_figure(root=True)
    assert figure is not None
    return ax.transAxes + ScaledTranslation(points / 72, 0, figure.dpi_scale_trans)


def spread(wanted: Vector, sizes: Vector) -> Vector:
    """Return ascending places near `wanted`, at least `sizes` apart, from 0 to 1.

    Shapes: k labels. If they do not all fit, they extend over the top.
    """
    from scipy.optimize import isotonic_regression  # as slow to import as matplotlib

    offsets = np.cumsum(np.concatenate([[0.0], (sizes[1:] + sizes[:-1]) / 2]))
    level = isotonic_regression(wanted - offsets).x
    low, high = sizes[0] / 2 - OVER, 1 + OVER - sizes[-1] / 2
    places: Vector = np.clip(level, low, max(low, high - float(offsets[-1]))) + offsets
    return places


def fraction(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Convert data to fractions of the axes, whose limits must be final."""
    across, up = (ax.transScale + ax.transLimits).transform((x, y))
    return float(across), float(up)


def axes_inches(ax: Axes) -> tuple[float, float]:
    """Return the width and height of the axes, approximately, for spacing labels."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    box = ax.get_position(original=True)
    width, height = figure.get_size_inches()
    return float(box.width * width) * FILLED, float(box.height * height) * FILLED


def text_height(text: str, inches: float) -> float:
    """Return the height of a label, as a fraction of axes `inches` high."""
    return (text.count("\n") + 1) * SIZE * LEADING / 72 / inches


def text_width(text: str, inches: float) -> float:
    """Return the width of a label, as a fraction of axes `inches` wide."""
    return max(map(len, text.split("\n"))) * SIZE * LETTER / 72 / inches


def clear_side(
    ax: Axes, point: Vector, text: str, sides: Sequence[tuple[float, float]], taken: Matrix
) -> tuple[float, float]:
    """Return the first of `sides` on which a label beside `point` covers least.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes, with final limits.
    point : ndarray of shape (2,)
        Point that is labeled, as fractions of the axes.
    text : str
        The label.
    sides : sequence of (float, float)
        Offsets in points, the preferred one first. Their signs say which corner of the text is
        nearest to the point.
    taken : ndarray of shape (k, 2)
        Places not to cover, as fractions of the axes.

    """
    width, height = axes_inches(ax)
    size = np.array([text_width(text, width), text_height(text, height)])
    costs = []
    for side in sides:
        near = point + np.array(side) / 72 / [width, height]
        far = near + np.where(np.array(side) >= 0, size, -size)
        low, high = np.minimum(near, far), np.maximum(near, far)
        covered = ((taken >= low) & (taken <= high)).all(axis=1).sum()
        costs.append(int(covered) + 10_000 * int((low < 0).any() or (high > 1).any()))
    return sides[int(np.argmin(costs))]


def along(places: Matrix) -> Matrix:
    """Return places close together along a line, (k, 2), which labels should not cover."""
    if len(places) < 2:
        return places
    shares = np.linspace(0, 1, 60)[:, np.newaxis, np.newaxis]
    between: Matrix = (places[:-1] + shares * np.diff(places, axis=0)).reshape(-1, 2)
    return between


def halo() -> list[AbstractPathEffect]:
    """Return a white outline for letters, which keeps them legible on lines."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=3, foreground="white")]
