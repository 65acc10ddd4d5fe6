"""Labels of lines and points, placed so that they do not overlap.

Labels at the right edge want to stand where their lines end. Those that would overlap move as
little as possible (isotonic regression: least squares with a minimum distance), and a thin leader
shows which line is whose.
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
OVER = 0.03  # a label may stand over the edge by so much of the axes
FILLED = 0.78  # of a figure's cell is axes, roughly, before it is laid out


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A label for a line that ends at the right edge, or has left through another one."""

    text: str
    height: float  # where the line ends, as a fraction of the axes: 0 bottom, 1 top
    color: str
    style: Any = None  # of the line: drawn beside the label when the line is not there


def label_right(ax: Axes, labels: Sequence[EndLabel]) -> None:
    """Write labels to the right of the axes, beside the lines' ends where there is room."""
    if not labels:
        return
    inches = axes_inches(ax)[1]
    order = sorted(range(len(labels)), key=lambda i: labels[i].height)
    sizes = np.array([text_height(labels[i].text, inches) for i in order])
    wanted = np.clip([labels[i].height for i in order], 0.0, 1.0)
    for i, place in zip(order, spread(wanted, sizes), strict=True):
        _write(ax, labels[i], float(place))


def _write(ax: Axes, label: EndLabel, place: float) -> None:
    """The text, and what ties it to its line: a leader, or a piece of the line itself."""
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
    """Axes fractions moved right by so many points."""
    from matplotlib.transforms import ScaledTranslation

    figure = ax.get_figure(root=True)
    assert figure is not None
    return ax.transAxes + ScaledTranslation(points / 72, 0, figure.dpi_scale_trans)


def spread(wanted: Vector, sizes: Vector) -> Vector:
    """Places as near as can be to `wanted`, ascending, at least their `sizes` apart, within 0..1.

    Shapes: k labels. When they cannot all fit they run over the top.
    """
    from scipy.optimize import isotonic_regression  # as slow to import as matplotlib

    offsets = np.cumsum(np.concatenate([[0.0], (sizes[1:] + sizes[:-1]) / 2]))
    level = isotonic_regression(wanted - offsets).x
    low, high = sizes[0] / 2 - OVER, 1 + OVER - sizes[-1] / 2
    places: Vector = np.clip(level, low, max(low, high - float(offsets[-1]))) + offsets
    return places


def fraction(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Where data lie in the axes, as fractions; the limits must be final."""
    across, up = (ax.transScale + ax.transLimits).transform((x, y))
    return float(across), float(up)


def axes_inches(ax: Axes) -> tuple[float, float]:
    """The width and height of the axes, near enough for spacing labels."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    box = ax.get_position(original=True)
    width, height = figure.get_size_inches()
    return float(box.width * width) * FILLED, float(box.height * height) * FILLED


def text_height(text: str, inches: float) -> float:
    """The height of a label, as a fraction of axes so many inches high."""
    return (text.count("\n") + 1) * SIZE * LEADING / 72 / inches


def text_width(text: str, inches: float) -> float:
    """The width of a label, as a fraction of axes so many inches wide."""
    return max(map(len, text.split("\n"))) * SIZE * LETTER / 72 / inches


def clear_side(
    ax: Axes, point: Vector, text: str, sides: Sequence[tuple[float, float]], taken: Matrix
) -> tuple[float, float]:
    """The first of `sides` on which a label beside `point` covers least of what is there.

    Args:
        ax: the axes, limits final.
        point: (2,) where the label points to, as fractions of the axes.
        text: the label.
        sides: offsets in points, the preferred one first; their signs say which corner of the
            text is nearest to the point.
        taken: (k, 2) places not to cover, as fractions of the axes.

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
    """(k, 2) places close together all along a line, for labels to keep off."""
    if len(places) < 2:
        return places
    shares = np.linspace(0, 1, 60)[:, np.newaxis, np.newaxis]
    between: Matrix = (places[:-1] + shares * np.diff(places, axis=0)).reshape(-1, 2)
    return between


def halo() -> list[AbstractPathEffect]:
    """A white edge around letters that lie on lines."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=3, foreground="white")]
