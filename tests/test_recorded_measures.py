"""The numbers behind every verdict on series of losses are what they were.

The verdicts hide most of them: one that is twice as large often leads to the same words.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from downslope.diagnosis.evidence import Evidence
from downslope.diagnosis.forecast import forecast as forecast_of_losses
from downslope.diagnosis.history_diagnosis import judged
from downslope.diagnosis.loss_series import (
    LossSeries,
    entries_to_judge,
    fall_in_words,
    share_lost,
)
from downslope.loss_log import LossLog, Series
from records import Case, check, scanned
from test_recorded_logs import MADE, fall, noisy

# --- Series of losses -----------------------------------------------------------------------------


def waves(entries: int, kept: float, period: float, of: float = 0.4) -> list[float]:
    """Return losses that fall in waves, as with momentum."""
    return [0.3 + kept**k * (1.0 + of * math.cos(2 * math.pi * k / period)) for k in range(entries)]


SERIES: dict[str, list[float]] = {
    name: [loss for loss in given["losses"] if math.isfinite(loss)] for name, given in MADE.items()
} | {
    "waves": waves(80, 0.97, 11.0),
    "uneven waves": noisy(waves(80, 0.97, 7.3), 0.03),
    "climb": [1.0 / (k + 1) for k in range(30)] + [1 / 30 + 0.001 * k for k in range(25)],
    "escape": fall(40) + [0.21 * 1.6**k for k in range(1, 7)],
    "escape at once": [0.5, 0.4] + [0.4 * 1.7**k for k in range(8)],
    "surge": noisy(fall(60), 0.03) + [0.5 * 1.5**k for k in range(12)],
    "spikes in noise": [
        loss * (5.0 if k in (17, 18, 55) else 1.0) for k, loss in enumerate(noisy(fall(90), 0.05))
    ],
    "spike that ends it": [*noisy(fall(40), 0.02), 3.0, 4.0],
    "three decimals": [round(loss, 3) for loss in noisy(fall(50), 0.04)],
    "two digits": [float(f"{1e-4 * 0.8**k:.1e}") for k in range(40)],
    "down to zero": [round(0.6**k, 4) for k in range(30)],
    "long": noisy([0.3 + 1.0 / (k + 1) for k in range(1000)], 0.02),
}
EMPTY = {name for name, losses in SERIES.items() if len(losses) < 3}


def series_of(name: str, *, uneven: bool = False) -> LossSeries:
    losses = np.array(SERIES[name])
    steps = np.arange(len(losses))
    return LossSeries(np.cumsum(1.0 + steps % 3 * uneven), losses)


@np.errstate(all="ignore")
def numbers_of(series: LossSeries) -> dict[str, Any]:
    """Return all that a series tells of itself."""
    later = {name: getattr(series, name)() for name in ("surge", "escape", "climb")}
    halves = series.part(0.3, 0.71)
    return {
        "levels": series.levels(), "fine levels": series.levels(1 / 30),
        "last": series.last(1 / 6, 4).loss, "part": halves.loss, "when": halves.when[0],
        "head": len(series.head().loss), "turning_share": series.turning_share(),
        "alternates": series.alternates, "wiggle": series.wiggle(), "noise": series.noise(),
        "jitter": series.jitter(), "error_of_level": series.error_of_level(),
        "large_rises": series.large_rises(), "growth": series.growth(),
        "growth of the end": series.last(1 / 4, 6).growth(),
        "without_floor": series.without_floor().loss, "gain_in_errors": series.gain_in_errors(),
        "log_slope": series.log_slope(), "is_wave": series.is_wave(), "heading": series.heading(),
        "heading of the end": series.last(1 / 3).heading(), "span": series.span,
        "is_far_from_zero": series.is_far_from_zero(), "decimals": series.decimals,
        "last_digit": series.last_digit, "smoothed": series.smoothed().loss,
        "smoothed when": series.smoothed().when[-1], "spikes": series.spikes(),
        "excursions": [[group, height] for group, height in series.excursions()],
        **{name: found and [len(found.loss), found.loss[0]] for name, found in later.items()},
        "forecast": [
            found and [found.floor, found.ahead]
            for found in (forecast_of_losses(series, step) for step in (0.0, 0.001))
        ],
    }  # fmt: skip


CASES: dict[str, Case] = {}
for _place, _name in enumerate(SERIES):
    if _name not in EMPTY and _place % 3 == 1:
        CASES[f"numbers of {_name}"] = lambda name=_name: numbers_of(series_of(name))  # type: ignore[misc]
for _name in ("fall to a floor", "waves", "noisy fall"):
    CASES[f"numbers of {_name} at uneven places"] = lambda name=_name: numbers_of(  # type: ignore[misc]
        series_of(name, uneven=True)
    )


def shown(found: Any) -> str:
    """Return a number, or of several how many there are."""
    if isinstance(found, LossSeries):
        return str(len(found.loss))
    if isinstance(found, float):
        return f"{found:.9g}"
    return str(len(found)) if isinstance(found, (list, np.ndarray)) else str(found)


@np.errstate(all="ignore")
def along(values: Any, made: Callable[[float], list[float]], *names: str) -> Any:
    """Return where what a series says of itself changes."""

    def judge(value: float) -> str:
        losses = np.array(made(value))
        series = LossSeries(np.arange(float(len(losses))), losses)
        found = [getattr(series, name) for name in names]
        found = [each() if callable(each) else each for each in found]
        return " ".join(f"{name} {shown(each)}" for name, each in zip(names, found, strict=True))

    return scanned(values, judge)


UP = np.geomspace(1.003, 31.0, 60)
SHARES = np.geomspace(1.03e-4, 0.97, 60)
CALM = noisy(fall(60), 0.02, 3)
SCANS: dict[str, tuple[Any, Callable[[float], list[float]], tuple[str, ...]]] = {
    "height of a spike": (
        UP, lambda x: [*CALM[:30], CALM[30] * x, *CALM[31:]], ("spikes", "excursions")),
    "height of two spikes": (
        UP, lambda x: [loss * (x if k in (20, 41, 42) else 1) for k, loss in enumerate(CALM)],
        ("spikes", "excursions")),
    "height of a spike at the end": (
        UP, lambda x: [*CALM, CALM[-1] * x], ("spikes", "excursions", "escape")),
    "length of a spike": (
        range(1, 20), lambda n: [*CALM[:30], *[1.5] * int(n), *CALM[30:]],
        ("spikes", "excursions")),
    "number of spikes": (
        range(1, 12),
        lambda n: [loss * (9 if k % 10 == 5 and k < 10 * n else 1)
                   for k, loss in enumerate(noisy(fall(130), 0.02))], ("spikes", "excursions")),
    "noise under a spike": (
        SHARES, lambda x: [loss * (4 if k == 30 else 1) for k, loss in enumerate(
            noisy(fall(60), x / 2))], ("spikes", "excursions")),
    "entries of a series with a spike": (
        range(4, 40), lambda n: [*CALM[: int(n)], 9.0, *CALM[int(n) : 2 * int(n)]],
        ("spikes", "excursions")),
    "rate of an escape": (
        UP, lambda x: fall(40) + [0.21 * x**k for k in range(1, 7)], ("escape", "spikes")),
    "entries of an escape": (
        range(1, 12), lambda n: fall(20) + [0.3 * 1.6**k for k in range(1, int(n))],
        ("escape", "surge", "spikes")),
    "entries of an escape from noise": (
        range(1, 12), lambda n: CALM + [0.25 * 1.6**k for k in range(1, int(n))],
        ("escape", "surge", "spikes")),
    "steadiness of an escape": (
        UP, lambda x: [*fall(40), 0.5, 1.0, 2.0, 2.0 * x, 2.0 * x * x], ("escape",)),
    "height before an escape": (
        UP, lambda x: [*fall(40)[:36], 0.2 * x, 0.2] + [0.3 * 1.6**k for k in range(6)],
        ("escape",)),
    "height of a surge": (
        UP, lambda x: CALM + [0.5 * x ** (k / 6) for k in range(9)], ("surge",)),
    "entries of a surge": (
        range(1, 50), lambda n: CALM + [0.5 * 1.3**k for k in range(int(n))], ("surge",)),
    "steps down in a surge": (
        range(8), lambda n: CALM + [
            0.5 * 1.4**k * (0.5 if k % 2 and k < 2 * n else 1) for k in range(14)], ("surge",)),
    "entries of a climb": (
        range(10, 40), lambda n: fall(30) + [0.24 + 0.001 * k for k in range(int(n))], ("climb",)),
    "fall before a climb": (
        SHARES, lambda x: [1 - x * k / 20 for k in range(20)] + [
            1 - x + 0.001 * k for k in range(30)], ("climb",)),
    "turns of a climb": (
        range(1, 6), lambda n: [1 - 0.02 * k + 0.1 * (k < 2 * n and k % 2 == 0) for k in range(20)]
        + [0.62 + 0.001 * k for k in range(30)], ("climb",)),
    "period of waves": (np.linspace(1.7, 9.3, 60), lambda x: waves(60, 0.98, x), (
        "is_wave", "alternates")),
    "entries of waves": (range(6, 60), lambda n: waves(int(n), 0.98, 6.3), ("is_wave",)),
    "entries that alternate": (range(3, 30), lambda n: [1.0 + 0.1 * (-1) ** k for k in range(
        int(n))], ("alternates",)),
    "steps that do not alternate": (range(30), lambda n: [
        1.0 + 0.1 * (-1) ** (k if k > n else 0) + 0.001 * k for k in range(40)], ("alternates",)),
    "drift of a growth": (SHARES, lambda x: [
        math.exp(0.05 * k + 0.02 * x * k * k) for k in range(40)], ("growth",)),
    "spread of a growth": (SHARES, lambda x: [
        math.exp(0.1 * k + 0.1 * x * math.sin(2.0 * k)) for k in range(40)], ("growth",)),
    "slowest growth": (np.geomspace(1e-7, 1e-3, 40), lambda x: [
        math.exp(x * k) for k in range(40)], ("growth",)),
    "fastest growth": (np.geomspace(9.0, 35.0, 20), lambda x: [
        math.exp(x * k - 600) for k in range(20)], ("growth",)),
    "fall at the end": (SHARES, lambda x: [round((1 - x) ** k, 3) + 0.001 for k in range(20)], (
        "is_far_from_zero", "decimals", "last_digit")),
    "last losses": (SHARES, lambda x: [round(x * (1 + 0.1 / (k + 1)), 4) for k in range(8)], (
        "is_far_from_zero", "decimals", "last_digit")),
    "digits": (range(12), lambda n: [round(loss, int(n)) for loss in fall(9)], (
        "decimals", "last_digit")),
    "digits of small losses": (range(10), lambda n: [
        float(f"{1e-12 * loss:.{int(n)}e}") for loss in fall(9)], ("decimals", "last_digit")),
}  # fmt: skip
CASES |= {f"along {name}": partial(along, values, made, *names)
          for name, (values, made, names) in SCANS.items()}  # fmt: skip


def entries(length: int, fails_at: int | None) -> Any:
    source = random.Random(length)
    losses = np.array([source.random() for _ in range(length)])
    if fails_at is not None:
        losses[fails_at:] = np.nan
    return [float(each) for each in entries_to_judge(losses)]


CASES |= {
    f"entries of {length} that fail at {fails_at}": partial(entries, length, fails_at)
    for length, fails_at in [
        (9_999, None), (10_001, None), (25_013, None), (23_000, 22_990), (12_000, 11_000),
        (31_000, 0),
    ]
} | {
    "falls in words": lambda: [
        [share_lost(before, after), fall_in_words(before, after, parts)]
        for before, after in [
            (1.0, 0.5), (1.0, 1e-4), (1.0, 0.0), (0.5, -1.0), (-1.0, -3.0), (1.0, 1.2), (0.0, 0.0),
        ]
        for parts in (1.0, 4.0, 0.3)
    ],
}  # fmt: skip


# --- Evidence of logs -----------------------------------------------------------------------------

TOLD = ("kind", "is_noisy", "noise_reaches", "starts_in_noise", "start", "gain_of_noise",
        "is_only_noise", "gain", "has_risen", "has_schedule", "late_restart", "validation_gain",
        "has_gap", "guessed_classes", "is_of_batches", "epochs_run", "first", "level", "lowest",
        "rounding", "rates")  # fmt: skip


def evidence_of(
    losses: list[float], *, beside: list[float] | None = None, accuracy: list[float] | None = None,
    unit: str = "epoch", kind: str = "unknown", rates: list[float] | None = None,
    first: float = 1.0,
) -> Evidence:  # fmt: skip
    places = np.arange(first, first + len(losses))
    lr = None if rates is None else np.array(rates)
    series = {"loss": Series(values=np.array(losses), kind=kind, unit=unit, places=places, lr=lr)}
    if beside is not None:
        series["val_loss"] = Series(values=np.array(beside), role="validation", unit=unit,
                                    places=places[: len(beside)])  # fmt: skip
    if accuracy is not None:
        series["accuracy"] = Series(values=np.array(accuracy), role="other", unit=unit,
                                    places=places[: len(accuracy)])  # fmt: skip
    log = LossLog(format="test", metric="loss", all_series=series)
    return judged(log, None, None)[1]


def told(*losses: Any, **options: Any) -> dict[str, Any]:
    evidence = evidence_of(*losses, **options)
    return {name: getattr(evidence, name) for name in TOLD}


BESIDE: dict[str, dict[str, Any]] = {
    "batches": {"losses": noisy(fall(80), 0.2), "unit": "step"},
    "batches that start in noise": {"losses": noisy([0.5] * 80, 0.2), "unit": "step"},
    "batches beside a validation loss": {
        "losses": noisy(fall(80), 0.2), "beside": noisy(fall(80), 0.01, 2)},
    "noise beside a loss that stays": {
        "losses": noisy([0.5] * 80, 0.2), "beside": [0.5 - 1e-5 * k for k in range(80)]},
    "a wild validation loss": {"losses": noisy(fall(80), 0.2), "beside": noisy(fall(80), 0.3, 2)},
    "a validation loss that rises": {
        "losses": noisy(fall(80), 0.2), "beside": [abs(k - 20) / 20 + 0.1 for k in range(80)]},
    "guesses": {"losses": noisy([1.61] * 30, 0.01), "accuracy": noisy([0.2] * 30, 0.03)},
    "guesses in percent": {"losses": noisy([1.61] * 30, 0.01), "accuracy": [25.0] * 30},
    "no guesses": {"losses": fall(30), "accuracy": [0.5 + k / 100 for k in range(30)]},
    "restart": {"losses": fall(50), "rates": [0.1 * 0.9**k if k < 45 else 0.1 for k in range(50)]},
    "early restart": {
        "losses": fall(50), "rates": [0.1 * 0.9**k if k < 30 else 0.1 for k in range(50)]},
    "rates with gaps": {
        "losses": fall(20), "rates": [math.nan, 0.1, *[math.nan] * 9, 0.03, *[math.nan] * 8]},
    "counted from zero": {"losses": fall(20), "first": 0.0},
    "counted from the middle": {"losses": fall(20), "first": 40.0},
}  # fmt: skip
CASES |= {
    f"evidence of {name}": partial(told, SERIES[name])
    for place, name in enumerate(SERIES)
    if name not in EMPTY and place % 4 == 0
} | {f"evidence of {name}": partial(told, **given) for name, given in BESIDE.items()}


def evidence_along(values: Any, made: Callable[[float], dict[str, Any]], *names: str) -> Any:
    def judge(value: float) -> str:
        evidence = evidence_of(**made(value))
        return " ".join(f"{name} {getattr(evidence, name)}" for name in names)

    return scanned(values, judge)


CASES |= {
    f"evidence along {name}": partial(evidence_along, values, made, *names)
    for name, values, made, names in [
        ("accuracies", np.linspace(0.0003, 0.6, 90), lambda x: {
            "losses": noisy([1.3] * 30, 0.01), "accuracy": [x] * 30}, ("guessed_classes",)),
        ("first accuracies", np.linspace(0.1, 0.4, 40), lambda x: {
            "losses": noisy([1.3] * 30, 0.01), "accuracy": [x] * 10 + [0.25] * 20},
         ("guessed_classes",)),
        ("small accuracies", np.geomspace(5e-4, 4e-3, 30), lambda x: {
            "losses": noisy([1.3] * 30, 0.01), "accuracy": [x] * 30}, ("guessed_classes",)),
        ("levels of validation", UP, lambda x: {
            "losses": fall(30), "beside": [x * loss for loss in fall(30)]}, ("has_gap",)),
        ("noise of validation", SHARES, lambda x: {
            "losses": noisy(fall(80), 0.2), "beside": noisy(fall(80), x, 2)}, ("is_of_batches",)),
        ("rise of validation", UP, lambda x: {
            "losses": noisy(fall(80), 0.2), "beside": fall(40) + [
                0.2 * x ** (k / 39) for k in range(40)]}, ("is_of_batches",)),
        ("gain of validation", SHARES, lambda x: {
            "losses": noisy([0.5] * 80, 0.2), "unit": "step",
            "beside": [1.0 - x * k / 80 for k in range(80)]}, ("is_only_noise",)),
        ("fall under noise", SHARES, lambda x: {
            "losses": noisy([1.0 - x * k / 80 for k in range(80)], 0.1)},
         ("is_only_noise", "starts_in_noise", "has_risen")),
        ("rise under noise", SHARES, lambda x: {
            "losses": noisy([1.0 + 6 * x * k / 80 for k in range(80)], 0.1)},
         ("is_only_noise", "starts_in_noise", "has_risen")),
        ("rise below zero", SHARES, lambda x: {
            "losses": noisy([-1.0 - 0.3 * k / 40 for k in range(40)], 0.01) + noisy(
                [-1.3 + x * k / 40 for k in range(40)], 0.01)}, ("has_risen",)),
        ("first loss above noise", UP, lambda x: {
            "losses": [x, *noisy([1.0] * 40, 0.1)]}, ("starts_in_noise", "is_noisy")),
        ("jitter", SHARES, lambda x: {"losses": noisy(fall(50), x)}, ("is_noisy",)),
        ("rates", UP, lambda x: {"losses": fall(20), "rates": [0.1] * 10 + [0.1 * x] * 10},
         ("has_schedule",)),
        ("rates after a fall", UP, lambda x: {
            "losses": fall(20), "rates": [0.1] * 9 + [0.02] * 8 + [0.02 * x] * 3},
         ("has_schedule", "late_restart")),
        ("rates before a restart", UP, lambda x: {
            "losses": fall(20), "rates": [0.1] * 9 + [0.1 / x] * 8 + [0.3] * 3},
         ("late_restart",)),
        ("place of a restart", range(1, 20), lambda n: {
            "losses": fall(20), "rates": [0.1, *[0.01] * (int(n) - 1), *[0.1] * (20 - int(n))]},
         ("late_restart",)),
    ]
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("measures", name, CASES[name])
