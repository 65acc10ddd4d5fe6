"""Figure of the sums of recursive residuals, which leave their lines where the weights change.

The sums of a model whose weights stay the same wander about 0. After a change the predictions are
off in one direction, and the sums run away from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from downslope.fitting.groups.window_fits import Cusum
from downslope.numerics.arguments import check_kind
from downslope.plots.labels import EndLabel, fraction, label_right
from downslope.plots.style import BLUE, MUTED, VERMILION, axes_or_new, count_axis, style_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def cusum_chart(cusum: Cusum, ax: Axes | None = None) -> Axes:
    """Draw the sums of recursive residuals between their lines.

    Parameters
    ----------
    cusum : Cusum
        `fit(data, "y", window="expanding").cusum()`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If it is something else.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_kind("cusum", cusum, Cusum, 'fit(data, "y", window="expanding").cusum()')
    ax = axes_or_new(ax)
    rows, line = cusum.rows + 1, cusum.line
    crossing = cusum.crossing
    note = "stays between its lines" if crossing is None else f"crosses at row {crossing + 1:,}"
    style_axes(ax, "Sums of recursive residuals", note, "row", "sum, in standard deviations")
    count_axis(ax.xaxis)
    ax.axhline(0.0, color=MUTED, linewidth=0.8, zorder=1)
    for sign in (1.0, -1.0):
        ax.plot(rows, sign * line, color=VERMILION, linestyle=(0, (6, 2)), linewidth=1.4, zorder=2)
    ax.plot(rows, cusum.sums, color=BLUE, linewidth=1.4, zorder=3)
    if crossing is not None:
        ax.axvline(crossing + 1, color=MUTED, linewidth=1.0, linestyle=(0, (1, 2)), zorder=1)
    # The places of the labels are shares of the axes.
    ax.set_ylim(ax.get_ylim())
    ends = [("sum", float(cusum.sums[-1]), BLUE), ("line", float(line[-1]), VERMILION)]
    label_right(
        ax,
        [
            EndLabel(f"{cusum.significance:.0%} {name}" if name == "line" else name,
                     fraction(ax, 1, value)[1], color)
            for name, value, color in ends
        ],
    )  # fmt: skip
    return ax
