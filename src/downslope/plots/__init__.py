"""Figures of a run, one function each: give it the numbers and, if you like, your own axes.

    data_and_line      the rows, the line at some epochs, the closed form
    loss_curves        the loss of one run or several, on a log scale
    loss_contour       the loss over two weights, and the path of the run
    sweep_curve        the final loss against the learning rate
    direction_errors   what is left of the error along each eigen-direction
    diagnosis_page     four of them on one page

Each returns matplotlib's Axes (the page its Figure) and touches no global state: no pyplot, no
display. Matplotlib comes with `pip install 'downslope[plots]'` and is imported on the first call.
"""

from __future__ import annotations

from downslope.plots.data_and_line import data_and_line
from downslope.plots.diagnosis_page import diagnosis_page
from downslope.plots.direction_errors import direction_errors
from downslope.plots.loss_contour import loss_contour
from downslope.plots.loss_curves import loss_curves
from downslope.plots.recording import SNAPSHOTS, Recording, epochs_to_draw
from downslope.plots.style import picture_file, png, save
from downslope.plots.sweep_curve import sweep_curve

__all__ = [
    "SNAPSHOTS",
    "Recording",
    "data_and_line",
    "diagnosis_page",
    "direction_errors",
    "epochs_to_draw",
    "loss_contour",
    "loss_curves",
    "picture_file",
    "png",
    "save",
    "sweep_curve",
]
