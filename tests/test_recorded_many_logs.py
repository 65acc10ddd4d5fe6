"""What is found of thousands of drawn logs is what it was."""

from __future__ import annotations

import math
import random
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import RULES
from downslope.loss_log import LossLog, Series
from records import Case, check
from tallies import tally, wide


def base(source: random.Random, kind: str) -> list[float]:
    n = round(wide(source, 5, 160))
    floor, kept = source.choice([0.0, 0.1, wide(source, 1e-4, 1)]), 1 - wide(source, 1e-4, 0.5)
    falls = [floor + kept**k for k in range(n)]
    match kind:
        case "falls":
            return falls
        case "power":
            power = wide(source, 0.05, 2)
            return [floor + (k + 1.0) ** -power for k in range(n)]
        case "stays":
            level = source.choice([0.693147, 2.302585, wide(source, 0.01, 100), -1.5])
            drift = source.choice([0, 1, -1]) * wide(source, 1e-5, 0.3)
            return [level * (1 + drift * k / n) for k in range(n)]
        case "grows":
            factor = 1 + wide(source, 1e-4, 2)
            return [factor**k for k in range(min(n, 80))]
        case "turns":
            at, rise = source.randrange(n), wide(source, 1e-4, 0.3)
            return [falls[min(k, at)] * (1 + rise * max(0, k - at)) for k in range(n)]
        case "jumps":
            at, up = source.randrange(n), wide(source, 0.05, 50)
            long = source.choice([1, 1, 2, 3, n])
            return [loss + up * (at <= k < at + long) for k, loss in enumerate(falls)]
        case "waves":
            period, size = source.uniform(1.5, 12), wide(source, 0.01, 1)
            last = source.uniform(-1, 1)
            return [
                floor + kept**k + size * (1 + last * k / n) * math.cos(2 * math.pi * k / period)
                for k in range(n)
            ]
        case _:
            up = wide(source, 0.001, 3)
            return [1.0 + up * k / n for k in range(n)]


SHAPES = ("falls", "power", "stays", "grows", "turns", "jumps", "waves", "rises")


def log_of(source: random.Random, shape: str) -> tuple[LossLog, dict[str, Any]]:
    """Draw a log of a shape, some with noise, spikes, a validation loss, rates, or a failure."""
    losses = base(source, shape)
    noise = source.choice([0.0, 0.0, wide(source, 1e-4, 0.4)])
    losses = [loss * (1 + noise * source.gauss(0, 1)) for loss in losses]
    digits = source.choice([17, 17, 4, 2])
    losses = [float(f"{loss:.{digits}g}") for loss in losses]
    if source.random() < 0.15:
        losses[source.randrange(len(losses))] *= wide(source, 1.5, 40)
    if source.random() < 0.12:
        at = source.randrange(1, len(losses) + 1)
        losses = losses[:at] + [math.nan] * source.choice([1, len(losses) - at + 1])
    unit = source.choice(["epoch", "epoch", "step", "entry"])
    places = source.choice([0.0, 1.0, 10.0]) + source.choice([1.0, 5.0]) * np.arange(len(losses))
    rates = norms = None
    if source.random() < 0.25:
        change = source.choice([0.0, wide(source, 1e-3, 0.1)])
        rates = 0.1 * (1 - change) ** np.arange(len(losses))
    if source.random() < 0.15:
        norms = np.array([wide(source, 0.1, 2) * 1.05**k for k in range(len(losses))])
    kind = source.choice(["unknown", "unknown", "cross-entropy", "squared", "root"])
    series = {
        "loss": Series(values=np.array(losses), kind=kind, unit=unit, places=places, lr=rates,
                       gradient_norm=norms)
    }  # fmt: skip
    if source.random() < 0.35:
        beside = base(source, source.choice(["falls", "turns", "stays", "rises"]))
        beside = [loss * (1 + 0.3 * noise * source.gauss(0, 1)) for loss in beside]
        beside = (beside * (1 + len(losses) // len(beside)))[: len(losses)]
        series["val_loss"] = Series(
            values=np.array(beside), kind=kind, role="validation", unit=unit, places=places
        )
    if source.random() < 0.15:
        share = source.choice([0.5, 0.1, source.random()])
        values = np.array([share * (1 + 0.02 * source.gauss(0, 1)) for _ in losses])
        series["accuracy"] = Series(values=values, role="other", unit=unit, places=places)
    name = source.choice(["test", "test", "test", "xgboost"])
    options: dict[str, Any] = {"rule": source.choice([*RULES, "adam"])}
    if source.random() < 0.5:
        options["lr"] = 0.1
    return LossLog(format=name, metric="loss", all_series=series), options


NUMBERS = ("growth_per_epoch", "lr_limit", "lr_advised", "min_loss", "epochs_to_loss",
           "epochs_to_loss_range", "start_loss", "final_loss", "failed_at")  # fmt: skip


def of_log(shape: str, source: random.Random) -> dict[str, Any]:
    log, options = log_of(source, shape)
    one = ds.diagnose_history(log, **options)
    return {
        "outcome": f"{one.status}, {one.cause}",
        "said": [
            one.sentence,
            *(f"{f.code}: {f.evidence}" for f in one.findings),
            *map(str, one.advice),
        ],
        **{name: getattr(one, name) for name in NUMBERS},
    }


CASES: dict[str, Case] = {
    f"{shape} {part}": partial(tally, f"{shape} {part}", 400, partial(of_log, shape))
    for shape in SHAPES
    for part in range(2)
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_logs(name: str) -> None:
    check("many_logs", name, CASES[name])
