"""Figure of a watched run: its losses, and below them the sharpness against that of its rate.

A rate is at its limit when the sharpness is 2/lr (for gradient descent; for other optimizers the
value that their limit gives). A run trains while the points are below that line, or hover at it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from downslope.diagnosis.measurement import Measurement
from downslope.diagnosis.watch_result import WatchDiagnosis
from downslope.formatting import number
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Vector
from downslope.plots.labels import EndLabel, fraction, label_right
from downslope.plots.style import (
    BLUE,
    INK,
    LARGEST_SHOWN,
    MUTED,
    SIZE,
    VERMILION,
    blank_figure,
    brief,
    count_axis,
    log_axis,
    style_axes,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 5.6  # inches
AFTER = 1.25  # times the step of the first loss that is not finite: the end of the axis
MARGIN = 0.1  # of the decades shown
LINE = 88  # characters


def watched_run(diagnosis: WatchDiagnosis) -> Figure:
    """Draw the losses of a watched run, and its sharpness where that was measured.

    Parameters
    ----------
    diagnosis : WatchDiagnosis
        Diagnosis of the watch.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    OptionError
        If it is not the diagnosis of a watch.
    MissingExtraError
        If matplotlib is not installed.

    """
    check_kind("diagnosis", diagnosis, WatchDiagnosis, "watch.diagnosis")
    figure = blank_figure(height=HEIGHT if diagnosis.measurements else HEIGHT / 1.4)
    figure.suptitle(
        wrapped(diagnosis.headline, LINE), x=0.02, ha="left", fontsize=SIZE + 1,
        color=INK, parse_math=False,
    )  # fmt: skip
    if not diagnosis.measurements:
        _losses(figure.add_subplot(), diagnosis)
        return figure
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    _losses(upper, diagnosis)
    _sharpness(lower, diagnosis)
    upper.set_xlabel("")
    return figure


def _losses(ax: Axes, diagnosis: WatchDiagnosis) -> None:
    series = diagnosis.log.all_series["loss"]
    places = series.places if series.places is not None else np.arange(1, len(series.values) + 1)
    note = ""
    if diagnosis.noise_scale is not None:
        note = f"noise scale: batches of {number(diagnosis.noise_scale)} rows"
    style_axes(ax, "Loss", note, diagnosis.unit, "loss (log scale)")
    count_axis(ax.xaxis)
    shown = np.isfinite(series.values) & (np.abs(series.values) < LARGEST_SHOWN)
    when, losses = places[shown], series.values[shown]
    if not len(losses):
        ax.text(0.5, 0.5, "no loss is finite", transform=ax.transAxes, ha="center", color=MUTED)
        return
    ax.plot(when, losses, color=BLUE, linewidth=1.4, zorder=3)
    end = float(places[-1]) if diagnosis.failed_at is None else AFTER * diagnosis.failed_at
    ax.set_xlim(0, max(end, 1.0))
    if (losses > 0).all() and losses.min() < losses.max():
        _log_scale(ax, losses)
    else:
        ax.set_ylabel("loss", fontsize=SIZE + 0.5, color=INK)
    place = min(max(fraction(ax, 1, float(losses[-1]))[1], 0.0), 1.0)
    if diagnosis.failed_at is None:
        label_right(ax, [EndLabel(f"loss {brief(float(losses[-1]))}", place, BLUE)])
        return
    ax.axvline(diagnosis.failed_at, color=VERMILION, linewidth=1.2, linestyle=(0, (6, 2)))
    ax.annotate(
        "not finite", (diagnosis.failed_at, 1), xycoords=("data", "axes fraction"),
        xytext=(6, -10), textcoords="offset points", fontsize=SIZE, color=VERMILION,
    )  # fmt: skip


def _sharpness(ax: Axes, diagnosis: WatchDiagnosis) -> None:
    measured = [each for each in diagnosis.measurements if each.sharpness > 0]
    plain = diagnosis.rule in ("gd", "SGD")
    name = "2/lr" if plain else f"limit of {diagnosis.rule}"
    style_axes(ax, "Sharpness, and where lr is at its limit", "", diagnosis.unit, "sharpness")
    count_axis(ax.xaxis)
    if not measured:
        ax.text(0.5, 0.5, "nothing curves upward", transform=ax.transAxes, ha="center", color=MUTED)
        return
    steps = np.array([each.step for each in measured])
    sharpness = np.array([each.sharpness for each in measured])
    limits = np.array([_sharpness_at_limit(each) for each in measured])
    known = np.isfinite(limits)
    ax.plot(steps, sharpness, color=BLUE, marker="o", markersize=4, linewidth=1.4, zorder=3)
    _log_scale(ax, np.concatenate([sharpness, limits[known]]))
    labels = [
        EndLabel(f"sharpness {brief(sharpness[-1])}", fraction(ax, 1, sharpness[-1])[1], BLUE)
    ]
    if known.any():
        # One measurement has no line: the limit is drawn through to the edges.
        along = (
            (steps[known], limits[known])
            if known.sum() > 1
            else (ax.get_xlim(), [limits[known][0]] * 2)
        )
        ax.plot(*along, color=VERMILION, linestyle=(0, (6, 2)), linewidth=1.4, zorder=2)
        last = float(limits[known][-1])
        labels.append(EndLabel(f"{name} {brief(last)}", fraction(ax, 1, last)[1], VERMILION))
    label_right(ax, labels)


def _sharpness_at_limit(measured: Measurement) -> float:
    """Return the sharpness at which the rate would be at its limit; NaN if that is not known."""
    ratio = measured.ratio
    return measured.sharpness / ratio if ratio and math.isfinite(ratio) else math.nan


def _log_scale(ax: Axes, values: Vector) -> None:
    low, high = float(values.min()), float(values.max())
    room = 10 ** (MARGIN * max(math.log10(high / low), 0.5))
    ax.set_yscale("log")
    ax.set_ylim(low / room, high * room)
    log_axis(ax.yaxis, low / room, high * room)
