"""Figures of a training run: data, loss, contour, sweep, and error along each direction.

    data_and_line      the rows, the line at some epochs, and the closed form
    loss_curves        the loss of one or more runs, on a log scale
    loss_contour       the loss over two weights, and the path of the run
    model_contour      the same for any model, or two directions of its weights
    sweep_curve        the final loss against the learning rate
    penalty_curves     the slopes of a path of penalties, and the errors of its folds
    direction_errors   the error left along each direction of the loss
    watched_run        the losses of a watched loop, and its sharpness against its limit
    diagnosis_page     four of them on one page
    residual_page      the residuals of a fit: against fitted values and leverage, quantiles, scale
    partial_page       the partial residuals of one column
    cusum_chart        sums of recursive residuals, which run away where the weights change

Each function draws on the given axes or on new ones and returns matplotlib's Axes (the page its
Figure), without pyplot, a display or any global state. Matplotlib is installed by `pip install
'downslope[plots]'` and imported on the first call.
"""

from __future__ import annotations

from downslope.plots.cusum_chart import cusum_chart
from downslope.plots.data_and_line import data_and_line
from downslope.plots.diagnosis_page import diagnosis_page
from downslope.plots.direction_errors import direction_errors
from downslope.plots.loss_contour import loss_contour
from downslope.plots.loss_curves import loss_curves
from downslope.plots.model_contour import model_contour
from downslope.plots.partial_page import partial_page
from downslope.plots.penalty_curves import penalty_curves
from downslope.plots.recording import SNAPSHOTS, Recording, epochs_to_draw
from downslope.plots.residual_page import residual_page
from downslope.plots.style import picture_file, png, save
from downslope.plots.sweep_curve import sweep_curve
from downslope.plots.watched_run import watched_run

__all__ = [
    "SNAPSHOTS",
    "Recording",
    "cusum_chart",
    "data_and_line",
    "diagnosis_page",
    "direction_errors",
    "epochs_to_draw",
    "loss_contour",
    "loss_curves",
    "model_contour",
    "partial_page",
    "penalty_curves",
    "picture_file",
    "png",
    "residual_page",
    "save",
    "sweep_curve",
    "watched_run",
]
