"""Logs that are drawn piece by piece, and what a user is told of them, in short."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np

import downslope as ds
from conftest import RULES
from downslope.loss_log import LossLog, Series
from records import NUMBER
from tallies import wide

Source = random.Random
PIECES = (
    "fall", "fall", "power", "flat", "grow", "rise", "sink", "see-saw", "wave", "step",
)  # fmt: skip
NUMBERS = ("growth_per_epoch", "lr_limit", "lr_advised", "min_loss", "epochs_to_loss")


def piece(source: Source, level: float, entries: int) -> list[float]:
    """Draw how a loss goes on from a level."""
    places = range(1, entries + 1)
    match source.choice(PIECES):
        case "fall":
            floor = level * source.choice([0.0, 0.0, source.random(), 0.99])
            kept = 1 - wide(source, 1e-4, 0.6)
            return [floor + (level - floor) * kept**k for k in places]
        case "power":
            power = wide(source, 0.05, 2)
            return [level * (k + 1.0) ** -power for k in places]
        case "flat":
            return [level] * entries
        case "grow":
            factor = 1 + wide(source, 1e-3, 3)
            return [level * min(factor**k, 1e250) for k in places]
        case "rise":
            by = wide(source, 1e-3, 2)
            return [level * (1 + by * k / entries) for k in places]
        case "sink":
            by = wide(source, 1e-3, 1)
            return [level * (1 - by / 2 * k / entries) for k in places]
        case "see-saw":
            size, kept = wide(source, 0.003, 0.9), source.choice([1.0, 1.0, 0.99, 0.9, 1.01])
            return [level * (1 + size * kept**k * (-1) ** k) for k in places]
        case "wave":
            size, period = wide(source, 0.003, 0.9), source.uniform(2.1, 30)
            kept, turn = source.choice([1.0, 0.99, 0.95, 1.01]), 2 * math.pi / period
            return [level * (1 + size * kept**k * math.sin(turn * k)) for k in places]
        case _:
            return [level * source.choice([0.1, 0.5, 0.9, 1.1, 1.3, 2, 4, 12])] * entries


def pieces(source: Source, most: int = 4, longest: int = 120) -> list[float]:
    """Draw losses of up to so many pieces, each of which goes on where the one before ended."""
    losses = [source.choice([1.0, 1.0, 0.693147, 2.302585, wide(source, 1e-3, 1e3)])]
    for _ in range(source.choice(range(1, most + 1))):
        losses += piece(source, losses[-1], round(wide(source, 2, longest)))
    return losses


def noisy(source: Source, losses: list[float], share: float, kept: float = 1.0) -> list[float]:
    return [loss * (1 + share * kept**k * source.gauss(0, 1)) for k, loss in enumerate(losses)]


def losses_of(source: Source, noise: float) -> list[float]:
    """Draw losses with noise, spikes, few digits, or a failure."""
    losses = noisy(source, pieces(source), noise, source.choice([1.0, 1.0, 0.97]))
    if source.random() < 0.3:
        for _ in range(source.choice([1, 1, 2, 4, 8])):
            at, up = source.randrange(len(losses)), wide(source, 1.2, 60)
            for k in range(at, min(len(losses), at + source.choice([1, 1, 2, 3]))):
                losses[k] *= up
    digits = source.choice([17, 17, 17, 5, 4, 3, 2])
    if source.random() < 0.8:
        losses = [float(f"{loss:.{digits}g}") for loss in losses]
    else:
        losses = [round(loss, digits) for loss in losses]
    if source.random() < 0.1:
        at = source.randrange(1, len(losses) + 1)
        losses = losses[:at] + [math.nan] * source.choice([1, len(losses) - at + 1])
    return losses


def beside(source: Source, losses: list[float], noise: float) -> list[float]:
    """Draw a validation loss: of its own, or that of the training until it turns."""
    entries = len(losses)
    if source.random() < 0.5:
        drawn = pieces(source)
    else:
        gap = source.choice([1.0, 1.1, 1.5, 3.0])
        drawn = [gap * loss for loss in losses]
        at, up = source.randrange(entries), wide(source, 1e-3, 1)
        drawn[at:] = [drawn[at] * (1 + up * k / entries) for k in range(entries - at)]
    drawn = noisy(source, drawn, source.choice([0, 0.1, 1]) * noise)
    return (drawn * (1 + entries // len(drawn)))[:entries]


def log_of_pieces(source: Source) -> tuple[LossLog, dict[str, Any]]:
    """Draw a log, some with a validation loss, rates of a schedule, norms, or an accuracy."""
    noise = source.choice([0.0, 0.0, wide(source, 1e-5, 0.5)])
    losses = losses_of(source, noise)
    entries = len(losses)
    unit = source.choice(["epoch", "epoch", "step", "entry"])
    places = source.choice([0.0, 1.0]) + source.choice([1.0, 5.0]) * np.arange(entries)
    if source.random() < 0.1:
        places = np.cumsum([source.choice([1.0, 2.0, 5.0]) for _ in losses])
    rates = norms = None
    if source.random() < 0.25:
        rates = np.full(entries, 0.1)
        for _ in range(source.choice([0, 1, 2, 3])):
            rates[source.randrange(entries) :] *= source.choice([0.1, 0.5, 0.3, 2.0, 0.7])
    if source.random() < 0.15:
        norms = np.abs(np.array(pieces(source) * 200)[:entries])
    kind = source.choice(["unknown", "unknown", "cross-entropy", "squared", "root"])
    series = {
        "loss": Series(values=np.array(losses), kind=kind, unit=unit, places=places, lr=rates,
                       gradient_norm=norms)
    }  # fmt: skip
    if source.random() < 0.4:
        series["val_loss"] = Series(
            values=np.array(beside(source, losses, noise)),
            kind=kind, role="validation", unit=unit, places=places,
        )  # fmt: skip
    if source.random() < 0.1:
        share = source.choice([0.5, 0.1, source.random()])
        values = np.array(noisy(source, [share] * entries, 0.03))
        series["accuracy"] = Series(values=values, role="other", unit=unit, places=places)
    options: dict[str, Any] = {"rule": source.choice([*RULES, "adam"])}
    if source.random() < 0.5:
        options["lr"] = 0.1 * source.choice([1, 1, 1.01, 1.03])
    name = source.choice(["test", "test", "test", "xgboost"])
    return LossLog(format=name, metric="loss", all_series=series), options


def in_short(one: Any, said: list[str], numbers: tuple[str, ...]) -> list[Any]:
    """Return a verdict, the codes of what is found beside it, the length of the texts, numbers."""
    codes = " ".join(each.code for each in one.findings[1:])
    marks = sum(len(NUMBER.sub("", text)) for text in said)
    values = [getattr(one, name) for name in numbers]
    verdict = f"{one.status}, {one.cause} | {codes} | {marks}"
    return [verdict, *(value for value in values if value is not None)]


def of_log(log: LossLog, options: dict[str, Any]) -> list[Any]:
    """Return in short what is said of a log."""
    one = ds.diagnose_history(log, **options)
    said = [
        one.sentence, *(f"{each.code}: {each.evidence}" for each in one.findings),
        *map(str, one.advice), *map(str, one.unknown),
    ]  # fmt: skip
    return in_short(one, said, NUMBERS)


def of_pieces(source: Source) -> list[Any]:
    """Draw a log and return in short what is said of it."""
    return of_log(*log_of_pieces(source))
