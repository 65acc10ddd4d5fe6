"""Figure of the error along each direction of the loss: |s(t)|, the share left of the first.

Along each eigenvector of the Hessian an epoch of gradient descent multiplies the error by |1 −
lr·λ|. On a log scale this is a straight line, and the flattest one shows how long training takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.run import Direction, Run
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.formatting import percent
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix
from downslope.plots.labels import EndLabel, fraction, label_right
from downslope.plots.recording import epochs_to_draw
from downslope.plots.style import (
    MUTED,
    SIZE,
    STROKES,
    axes_or_new,
    brief,
    count_axis,
    log_axis,
    style_axes,
    wrapped,  # fmt: skip
)
from downslope.rules import Rule, learning_rate, update_rule

if TYPE_CHECKING:
    from matplotlib.axes import Axes


LOWEST, HIGHEST = 1e-6, 1e3  # shares shown
MOST_DIRECTIONS = 7  # if there are more, the steepest and the flattest are drawn
NOTHING = 1e-14  # of the whole error: a direction with less counts as done
TINY = 1e-6  # of the error: a smaller loss is not written as 99.9…%
LABEL_WIDTH = 36  # letters


def direction_errors(
    problem: LeastSquares | Spectrum,
    lr: float,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of the first error that is left along each direction, epoch by epoch.

    Parameters
    ----------
    problem : LeastSquares or Spectrum
        The problem, standardized if the run is.
    lr : float
        The learning rate.
    epochs : int
        Number of updates.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or Rule
        "gd", "momentum", "nesterov", or a `Rule`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    OptionError
        If an argument cannot be used.
    MissingExtraError
        If matplotlib is not installed.

    """
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    descent, rate = Descent(spectrum, update_rule(rule), start), learning_rate(lr)
    ax = axes_or_new(ax)
    t = epochs_to_draw(epochs)
    shares = np.abs(descent.shares(rate, t))
    named = Run(descent, rate, epochs).directions
    errors = np.abs(descent.first_errors)
    moving = np.flatnonzero(errors > NOTHING * np.linalg.norm(errors)).tolist()
    shown = _steepest_and_flattest(moving)
    left_out = _left_out(len(named) - len(moving), len(moving) - len(shown))
    standard = ", standardized columns" if spectrum.problem.to_user is not None else ""
    style_axes(
        ax, "Error left along each direction",
        f"lr={rate:g}{standard}{left_out}", "epoch",
        "share of the first error (log scale)",
    )  # fmt: skip
    if not shown:
        ax.text(0.5, 0.5, "no error: the run starts at the closed form", transform=ax.transAxes,
                ha="center", color=MUTED, fontsize=SIZE + 1)  # fmt: skip
        return ax
    low, high = _view(shares[:, shown])
    ax.set_yscale("log")
    ax.set_ylim(low, high)
    ax.set_xlim(0, max(epochs, 1))
    labels = []
    for stroke, i in enumerate(sorted(shown, key=lambda i: named[i].kept_per_epoch)):
        color, style = STROKES[stroke % len(STROKES)]
        drawn = np.isfinite(shares[:, i])
        ax.plot(t[drawn], shares[drawn, i], color=color, linestyle=style, linewidth=1.9, zorder=3,
                label=named[i].name)  # fmt: skip
        last = float(shares[drawn, i][-1])
        height = fraction(ax, 1, last)[1] if last > 0 else -np.inf
        labels.append(EndLabel(_in_words(named[i]), height, color, style))
    label_right(ax, labels)
    count_axis(ax.xaxis)
    log_axis(ax.yaxis, low, high)
    return ax


def _steepest_and_flattest(moving: list[int]) -> list[int]:
    if len(moving) <= MOST_DIRECTIONS:
        return moving
    half = MOST_DIRECTIONS // 2
    return moving[:half] + moving[half - MOST_DIRECTIONS :]


def _view(shares: Matrix) -> tuple[float, float]:
    """Return the lowest and highest share shown: up to 1, or far above if an error grows."""
    grows = bool((~(shares <= 1 + 1e-9)).any())
    lowest = float(np.clip(np.nan_to_num(shares[-1], posinf=1.0).min(), LOWEST, 0.1))
    return lowest / 1.6, HIGHEST if grows else 1.6


def _left_out(still: int, between: int) -> str:
    """Return a note on the directions that are not drawn, and why."""
    parts = [
        f"no error in {still} direction{'s' * (still > 1)}" if still else "",
        f"{between} more between those drawn" if between else "",
    ]
    return "".join(f"; {part}" for part in parts if part)


def _in_words(direction: Direction) -> str:
    """Name a direction and what an epoch does to the error along it."""
    share = direction.kept_per_epoch
    if direction.eigenvalue == 0 or share == 1:
        does = "flat: leaves all of it"
    elif 0 < 1 - share < TINY:
        does = f"loses {brief(100 * (1 - share), 2)}% per epoch"
    elif share > 1:
        does = f"grows {brief(share)}-fold per epoch"
    else:
        does = f"leaves {percent(share)} per epoch"
    return f"{wrapped(direction.name, LABEL_WIDTH)}\n{does}"
