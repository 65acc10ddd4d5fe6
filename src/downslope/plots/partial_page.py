"""Figure of the partial residuals of one column, in two plots.

added variable          rows far out along the line decide the weight, which is its slope
component + residual    a mean that leaves the line is a curve that the column lacks
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from downslope.fitting.partial_residuals import PLOTS, PartialResiduals
from downslope.formatting import significant
from downslope.numerics.arguments import check_kind
from downslope.plots.residual_page import draw_bins, draw_rows
from downslope.plots.style import INK, blank_figure, plain_axis, short, style_axes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST = 18  # characters of a name beside other words


def partial_page(residuals: PartialResiduals) -> Figure:
    """Draw the partial residuals of a column: added variable, and component plus residual.

    Parameters
    ----------
    residuals : PartialResiduals
        `fit(…, residuals="size").residuals`.

    Returns
    -------
    matplotlib.figure.Figure

    """
    check_kind(
        "residuals", residuals, PartialResiduals, "fit(data, 'y', residuals='size').residuals"
    )
    figure = blank_figure(10.0, 4.4)
    axes = figure.subplots(1, 2)
    in_bins = "" if residuals.points is not None else ", in bins"
    column, target = short(residuals.column, LONGEST), short(residuals.target, LONGEST)
    titles = (
        ("Added variable", f"the line's slope is the weight, {significant(residuals.weight, 4)}",
         f"{column} beyond the others", f"{target} beyond the others"),
        ("Component and residual", f"{residuals.n:,} rows{in_bins}; the mean shows a missing curve",
         residuals.column, f"part of {target}"),
    )  # fmt: skip
    middles = 0.0, residuals.middle
    for plane, (ax, title, (x, y), middle) in enumerate(
        zip(axes, titles, PLOTS, middles, strict=True)
    ):
        curved = plane == 1
        if residuals.points is not None:
            draw_rows(ax, residuals.points[:, x], residuals.points[:, y], mean=curved)
        else:
            assert residuals.counts is not None
            draw_bins(ax, residuals.edges[x], residuals.edges[y], residuals.counts[plane],
                      mean=curved)  # fmt: skip
        ends = residuals.edges[x][[0, -1]]
        ax.plot(ends, residuals.weight * (ends - middle), color=INK, linewidth=1.1, label="weight")
        style_axes(ax, *title)
        plain_axis(ax.xaxis)
        plain_axis(ax.yaxis)
    return figure
