"""Figure of a diagnosis on one page: data, loss, contour, and error along each direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from downslope.diagnosis.diagnosis_report import Diagnosis
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Trajectory, trajectory
from downslope.models.least_squares import LeastSquares
from downslope.plots.data_and_line import data_and_line
from downslope.plots.direction_errors import direction_errors
from downslope.plots.loss_contour import loss_contour
from downslope.plots.loss_curves import loss_curves
from downslope.plots.recording import epochs_to_draw
from downslope.plots.style import INK, blank_figure, wrapped
from downslope.rules import Rule

if TYPE_CHECKING:
    from matplotlib.figure import Figure


WIDTH, HEIGHT = 14.0, 10.0  # inches
LETTERS = 165  # in a line of the sentence
SAME_RATE = 0.02  # of the advised rate: a smaller difference is not worth a second curve


def diagnosis_page(
    problem: LeastSquares,
    diagnosis: Diagnosis,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule | None = None,
    target: str = "y",
) -> Figure:
    """Draw a diagnosis, with its sentence on top.

    Parameters
    ----------
    problem : LeastSquares
        The diagnosed problem, with its rows.
    diagnosis : Diagnosis
        The diagnosis.
    start : ndarray of shape (p,), optional
        The first weights that were diagnosed; zeros by default.
    rule : str or Rule, optional
        The rule of the run; needed only if `diagnosis.rule` is not enough to find it, as for a β
        other than 0.9.
    target : str
        Name of y, with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    OptionError
        If the problem was built from a summary.
    MissingExtraError
        If matplotlib is not installed.

    """
    figure = blank_figure(WIDTH, HEIGHT)
    (top_left, top_right), (low_left, low_right) = figure.subplots(2, 2)
    chosen = diagnosis.rule if rule is None else rule
    spectrum = Spectrum.of(problem.standardized() if diagnosis.standardize else problem)
    t = epochs_to_draw(diagnosis.epochs)
    path = trajectory(spectrum, diagnosis.lr, t, start, rule=chosen)
    paths: dict[float | str, Trajectory] = {diagnosis.lr: path}
    if abs(diagnosis.lr - diagnosis.lr_advised) > SAME_RATE * diagnosis.lr_advised:
        better = trajectory(spectrum, diagnosis.lr_advised, t, start, rule=chosen)
        paths[f"lr={diagnosis.lr_advised:g} (advised)"] = better
    data_and_line(problem, path, target=target, ax=top_left)
    loss_curves(paths, floor=diagnosis.min_loss, loss=diagnosis.loss_convention, ax=top_right)
    if len(problem.weight_names) > 1:
        loss_contour(spectrum, path, ax=low_left)
    else:
        low_left.set_axis_off()
    direction_errors(spectrum, diagnosis.lr, diagnosis.epochs, start, rule=chosen, ax=low_right)
    _headline(figure, diagnosis)
    return figure


def _headline(figure: Figure, diagnosis: Diagnosis) -> None:
    """Write the status in bold and the sentence below it, above the axes."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    sentence = wrapped(diagnosis.sentence, LETTERS)
    room = (0.52 + 0.22 * (sentence.count("\n") + 1)) / HEIGHT
    layout = ConstrainedLayoutEngine(
        rect=(0.008, 0.005, 0.984, 0.985 - room), wspace=0.04, hspace=0.07
    )
    figure.set_layout_engine(layout)
    figure.text(0.014, 0.982, diagnosis.status.upper(), fontsize=15, fontweight="bold", color=INK,
                va="top")  # fmt: skip
    figure.text(0.014, 0.95, sentence, fontsize=11, color=INK, va="top", linespacing=1.4,
                parse_math=False)  # fmt: skip
