"""The numbers behind every verdict, of series, runs, and updates of each kind, are what they were.

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

import downslope as ds
from conftest import RULES
from downslope.diagnosis.batches import Batches
from downslope.diagnosis.evidence import Evidence
from downslope.diagnosis.forecast import forecast as forecast_of_losses
from downslope.diagnosis.history_diagnosis import judged
from downslope.diagnosis.loss_series import (
    LossSeries,
    entries_to_judge,
    fall_in_words,
    share_lost,
)
from downslope.diagnosis.loss_trials import first_guess
from downslope.diagnosis.measurement import Update, measure
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.model_trials import best_trial, settle
from downslope.diagnosis.objective import Block, FunctionObjective
from downslope.diagnosis.observed_run import Loop
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.diagnosis.run import Run, epochs_until_below_one
from downslope.diagnosis.secants import SecantRecord
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent, best_rate, error_shares, log_shrinkage
from downslope.loss_log import LossLog, Series
from downslope.numerics.arrays import Vector
from downslope.rules import step_rule, update_rule
from records import Case, check, scanned
from test_recorded_logs import MADE, fall, noisy
from test_recorded_runs import PROBLEMS, drawn, model_of

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
        "last": series.last(1 / 6, 4).loss, "part": halves.loss, "when": halves.when,
        "head": series.head().loss, "turning_share": series.turning_share(),
        "alternates": series.alternates, "wiggle": series.wiggle(), "noise": series.noise(),
        "jitter": series.jitter(), "error_of_level": series.error_of_level(),
        "large_rises": series.large_rises(), "growth": series.growth(),
        "growth of the end": series.last(1 / 4, 6).growth(),
        "without_floor": series.without_floor().loss, "gain_in_errors": series.gain_in_errors(),
        "log_slope": series.log_slope(), "is_wave": series.is_wave(), "heading": series.heading(),
        "heading of the end": series.last(1 / 3).heading(), "span": series.span,
        "is_far_from_zero": series.is_far_from_zero(), "decimals": series.decimals,
        "last_digit": series.last_digit, "smoothed": series.smoothed().loss,
        "smoothed when": series.smoothed().when, "spikes": series.spikes(),
        "excursions": [[group, height] for group, height in series.excursions()],
        **{name: found and [len(found.loss), found.loss[0]] for name, found in later.items()},
        "forecast": [
            found and [found.floor, found.ahead]
            for found in (forecast_of_losses(series, step) for step in (0.0, 0.001))
        ],
    }  # fmt: skip


CASES: dict[str, Case] = {}
for _name in SERIES:
    if _name not in EMPTY:
        CASES[f"numbers of {_name}"] = lambda name=_name: numbers_of(series_of(name))  # type: ignore[misc]
for _name in ("fall to a floor", "growth", "waves", "escape", "surge", "noisy fall", "climb"):
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
    if name not in EMPTY and place % 2 == 0
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


# --- Updates --------------------------------------------------------------------------------------


def secants_of(
    lr: float, *, rule: str = "gd", updates: int = 14, scale: float = 1.0, sign: float = 1.0,
    adds_up: bool = False, dtype: type = np.float64,
) -> dict[str, Any]:  # fmt: skip
    """Return what the updates of a run show that is told losses and gradients in some way."""
    model = ds.LeastSquares(*drawn(60, 30, 2))
    record = SecantRecord([*map(Block, ("a", "b", "still"), range(3), range(1, 4), [(1,)] * 3)])
    rule_of, w = update_rule(step_rule(rule)), np.array([0.3, -0.2, 0.5])
    velocity, total = np.zeros(3), np.zeros(3)
    for _ in range(updates):
        gradient = model.gradient(w) * np.array([1.0, 1.0, 0.0])
        total = total + gradient
        shown = (total if adds_up else gradient) * scale
        record.add(w.astype(dtype).astype(np.float64), shown, model.loss(w))
        direction, velocity = rule_of.direction(total if adds_up else gradient, velocity)
        w = w - sign * lr * direction
    found = record.summary()
    return {
        "summary": found, "consistent": found.is_consistent, "curvatures": record.curvatures,
        "slopes": record.slopes, "changes": [list(each) for each in record.changes],
        "rates": [rate for rate in record.rates if math.isfinite(rate)],
    }  # fmt: skip


CASES |= {
    f"updates {name}": partial(secants_of, **given)
    for name, given in {
        "of descent": {"lr": 0.1},
        "of a high rate": {"lr": 0.9},
        "with momentum": {"lr": 0.05, "rule": "momentum"},
        "uphill": {"lr": 0.01, "sign": -1.0},
        "of other gradients": {"lr": 0.1, "scale": 3.0},
        "of the negative gradient": {"lr": 0.1, "scale": -1.0},
        "that add up": {"lr": 0.004, "adds_up": True, "updates": 30},
        "in single precision": {"lr": 0.3, "updates": 40, "dtype": np.float32},
        **{f"so far, {count}": {"lr": 0.1, "updates": count} for count in (1, 2, 5, 6, 7, 10, 11)},
    }.items()
}


# --- Runs in closed form --------------------------------------------------------------------------


def closed(name: str, rule: str, share: float) -> dict[str, Any]:
    problem = ds.LeastSquares(*PROBLEMS[name]())
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)), None)
    lr = share * descent.lr_limit
    run = Run(descent, lr, 40)
    spectrum = descent.spectrum
    return {
        "rank": spectrum.rank, "eigenvalues": spectrum.eigenvalues[: spectrum.rank],
        "optimum": spectrum.optimum, "tolerances": spectrum.tolerances,
        "noise_std": spectrum.noise_std, "min_loss": spectrum.min_loss,
        "is_exact": spectrum.is_exact, "lr_best": descent.lr_best, "status": run.status,
        "kept": run.kept_per_epoch, "needed": run.forecast.weights,
        "of_loss": [] if spectrum.is_exact else run.forecast.loss,
        "shares": run.shares[:, : spectrum.rank], "losses": run.ends.losses,
        "weights": run.ends.weights[-1],
        "digits": descent.fewest_digits(run.ends.weights[-1]),
        "left": run.left_in_tolerances, "done": run.steepest_is_done,
        "within_noise": run.is_within_noise, "errors": np.round(run.errors_left, 6),
        "repr": repr(spectrum),
    }  # fmt: skip


CASES |= {
    f"run of {name} by {rule} at {share}": partial(closed, name, rule, share)
    for place, name in enumerate(
        ("plain", "line", "stretched", "three sizes", "off center", "sum", "copied", "constant",
         "few rows", "exact", "huge target", "noisy")
    )
    for rule, share in [(RULES[place % 3], (0.03, 0.4, 0.8, 0.999, 1.01)[place % 5]),
                        (RULES[(place + 1) % 3], 0.2)]
} | {
    "shares of axes": lambda: [
        error_shares(update_rule(step_rule(rule)), 1.0, STEPS, np.array([0, 1, 2, 7, 60]))
        for rule in RULES
    ],
    "logarithms of shrinkage": lambda: [
        log_shrinkage(STEPS, update_rule(step_rule(rule))) for rule in RULES
    ],
    "best rates": lambda: [
        best_rate(update_rule(step_rule(rule)), steepest, flattest)
        for rule in RULES
        for steepest, flattest in [(4.0, 4.0), (4.0, 0.1), (4.0, 1e-9), (0.0, 0.0)]
    ],
    "epochs of sums": lambda: [
        epochs_until_below_one(np.array([amplitudes]), np.log([kept]))[0, 0]
        for amplitudes in ([0.5, 0.3], [0.9, 0.2], [50.0, 1.5], [1e6, 3.0], [1e-15, 4.0], [1.1, 0])
        for kept in ([0.9, 0.5], [0.999, 0.9], [1e-320, 0.7], [1.0, 0.9], [1.0 + 1e-9, 0.5])
    ],
}  # fmt: skip
STEPS = np.array([0.0, 1e-12, 1e-4, 0.1, 0.38, 0.5, 1.0, 1.3, 1.9, 2.0, 2.1, 3.5, 3.8, 3.9])


# --- Runs of the loop -----------------------------------------------------------------------------

DETERMINED = ("ridge", "huber", "penalized logistic", "poisson", "lasso", "elastic net")


def followed(name: str, share: float, rule: str = "gd", **options: Any) -> dict[str, Any]:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem), **options)
    limit = loop.limit if math.isfinite(loop.limit) else 1.0
    seen = loop.observe(share * limit, 15)
    return {
        "status": seen.status, "followed": seen.followed, "needed": seen.epochs_needed,
        "limit": loop.limit, "losses": seen.losses, "errors": np.round(seen.errors, 4),
        "rest": seen.at_rest, "guess": first_guess(loop, 15),
    }  # fmt: skip


def statuses(name: str, rule: str) -> object:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem))
    limit = loop.limit if math.isfinite(loop.limit) else 1.0

    def judge(share: float) -> str:
        seen = loop.observe(share * limit, 15)
        return f"{seen.status}{', at rest' if seen.at_rest else ''}"

    return scanned(np.geomspace(0.0103, 5.7, 26), judge)


def tried(name: str, share: float, rule: str = "gd") -> list[Any]:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem))
    limit = loop.limit if math.isfinite(loop.limit) else 0.1
    found = [best_trial(loop, loop.observe(share * limit, 15), 15)]
    if loop.minimum is not None:
        found += [settle(loop, share * limit, most, least)
                  for most, least in [(60, 0), (3000, 0), (3000, 500)]]  # fmt: skip
    return [[t.lr, t.epochs, t.ran, t.loss, t.error, t.level, t.ahead, t.marks, t.arrived, t.result]
            for t in found]  # fmt: skip


def minimum_of(name: str) -> dict[str, Any]:
    problem = model_of(name)
    found = Minimum.of(problem)
    assert found is not None
    return {
        "loss": found.loss, "eigenvalues": found.eigenvalues, "tolerances": found.tolerances,
        "condition": found.condition_number, "flat": found.flat, "free": found.free,
        "off": found.in_tolerances(found.user_weights + 0.01),
        "axes": np.abs(found.along_axes(found.weights + 0.01)), "zeros": found.zeros,
        "units": np.abs(found.axes_in_tolerances),
        "standardized": Minimum.of(problem.standardized()).tolerances,  # type: ignore[union-attr]
    }  # fmt: skip


CASES |= {
    f"followed {name} at {share} {rule}": partial(followed, name, share, rule, **options)
    for name, share, rule, options in [
        ("ridge", 0.5, "gd", {}), ("ridge", 1.02, "gd", {}), ("lasso", 0.02, "nesterov", {}),
        ("huber", 1.5, "gd", {}), ("logistic", 0.1, "momentum", {}), ("poisson", 0.9, "gd", {}),
        ("network", 0.02, "gd", {}), ("network", 0.4, "gd", {}), ("softmax", 0.7, "gd", {}),
        ("ridge", 0.3, "adam", {}),
        ("logistic", 0.05, "rmsprop", {}), ("ridge", 0.3, "gd", {"batch_size": 20}),
        ("logistic", 1.5, "gd", {"batch_size": 20}), ("network", 0.05, "gd", {"batch_size": 20}),
    ]
} | {
    f"statuses of {name} by {rule}": partial(statuses, name, rule)
    for name, rule in [
        ("ridge", "gd"), ("huber", "gd"), ("lasso", "momentum"), ("logistic", "gd"),
        ("poisson", "gd"), ("network", "gd"), ("ridge", "adam"), ("softmax", "nesterov"),
    ]
} | {
    f"tried {name} at {share} {rule}": partial(tried, name, share, rule)
    for name, share, rule in [
        ("ridge", 0.3, "gd"), ("lasso", 0.05, "gd"), ("huber", 0.5, "momentum"),
        ("logistic", 0.02, "gd"), ("poisson", 0.5, "gd"), ("network", 0.3, "gd"),
        ("ridge", 0.01, "adam"),
    ]
} | {f"minimum of {name}": partial(minimum_of, name) for name in DETERMINED}  # fmt: skip


# --- Curvature ------------------------------------------------------------------------------------


def measured(name: str, update: Update, at: float = 0.1) -> dict[str, Any]:
    model = model_of(name)
    start = np.full(model.weights_shape, at).ravel()
    shape = model.weights_shape
    objective = FunctionObjective(
        lambda w: model.loss(w.reshape(shape)),
        lambda w: model.gradient(w.reshape(shape)).ravel(),
        start,
    )
    found = measure(objective, start, update, each_block=True)
    return {
        "sharpness": found.sharpness, "smallest": found.smallest, "limit": found.lr_limit,
        "ratio": found.ratio, "products": found.products, "norms": found.gradient_norms,
        "norm": found.gradient_norm, "blocks": found.block_sharpness, "how": found.how,
        "shares": found.direction_shares,
        "better": found.or_better(measure(objective, start, update, tolerance=1e-8), update).ratio,
    }  # fmt: skip


def scaled_by(*scale: float) -> Update:
    base = Update.of_rule("gd", 0.2)
    return Update("adam", 0.2, base.limit, scale=np.array(scale), decay=0.1)


def rounded(found: Vector, digits: int = 4) -> list[float]:
    """Return numbers of differences of the gradient, to the digits that those have."""
    return [float(f"{each:.{digits - 1}e}") for each in found]


def limit_of(name: str, rule: str, epochs: int) -> float:
    model = model_of(name)
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule(rule), minimum)
    seen = loop.observe(0.05, epochs)
    return adaptive_limit(minimum, loop.rule, seen.memory)  # type: ignore[arg-type]


def in_batches(name: str, size: int, rule: str = "gd") -> dict[str, Any]:
    problem = ds.LeastSquares(*PROBLEMS[name]())
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)), None)
    batches = Batches(descent, size, seed=4)
    rates = [share * batches.lr_limit for share in (0.02, 0.5, 0.99, 1.2, 3.0)]
    runs = batches.tried(rates, 12)
    return {
        "sizes": batches.sizes, "steepest": batches.steepest, "limit": batches.lr_limit,
        "runs": [[run.final_loss, run.status(batches), run.is_part] for run in runs],
        "start": runs[0].start_loss, "weights": runs[0].weights,
        "compared": [run.lr for run in batches.compared(rates[0], 12)],
    }  # fmt: skip


CASES |= {
    f"limit of {rule} on {name} after {epochs}": partial(limit_of, name, rule, epochs)
    for name, rule, epochs in [
        ("ridge", "adam", 40), ("logistic", "adam", 60),
        ("lasso", "adagrad", 30), ("softmax", "adam", 40), ("huber", "rmsprop", 12),
    ]
} | {
    f"batches of {size} of {name} by {rule}": partial(in_batches, name, size, rule)
    for name, size, rule in [
        ("plain", 8, "gd"), ("plain", 7, "momentum"), ("plain", 1, "gd"), ("plain", 2, "gd"),
        ("plain", 40, "gd"), ("exact", 7, "nesterov"), ("noisy", 25, "gd"), ("few rows", 2, "gd"),
    ]
} | {
    f"curvature of {name}, {kind}": partial(measured, name, update)
    for name, kind, update in [
        ("ridge", "gd", Update.of_rule("gd", 0.1)),
        ("logistic", "momentum", Update.of_rule("momentum", 0.3)),
        ("poisson", "scaled", scaled_by(0.2, 3.0, 1.0)),
        ("network", "nesterov", Update.of_rule("nesterov", 0.01)),
    ]
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("measures", name, CASES[name])
