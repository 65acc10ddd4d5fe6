"""Everything that is said of logs, of real runs and of losses that are made, is what it was."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.loss_log import LossLog, Series
from records import Case, check, scanned

LOGS = Path(__file__).parent / "data" / "logs"
REAL = 34  # of the real runs, so many of all


def said(found: ds.HistoryDiagnosis) -> dict[str, Any]:
    """Return what a diagnosis of a log says, and the numbers of its forecast."""
    numbers = {
        key: getattr(found, key)
        for key in ("start_loss", "final_loss", "growth_per_epoch", "lr_limit", "lr_advised",
                    "epochs_to_loss", "epochs_to_loss_range", "min_loss", "failed_at")
    }  # fmt: skip
    return {
        "verdict": f"{found.status}, {found.cause}: {found.sentence}",
        "findings": [f"{each.code}: {each.evidence}" for each in found.findings[1:]],
        "advice": [str(each) for each in found.advice],
        **{key: value for key, value in numbers.items() if value is not None},
    }


def of_file(path: Path, **choices: Any) -> dict[str, Any]:
    """Return what is read from a log and said of it."""
    try:
        log = ds.read_log(path, **choices)
        return {"log": log.description, **said(ds.diagnose_history(log))}
    except ds.DownslopeError as error:
        return {type(error).__name__: str(error).replace(f"{path.parent}/", "")}


_files = sorted(path for path in LOGS.glob("*/*") if path.is_file())
CASES: dict[str, Case] = {
    path.relative_to(LOGS).as_posix(): partial(of_file, path)
    for path in _files[:: max(1, len(_files) // REAL)]
}

# --- Losses that are made -------------------------------------------------------------------------


def noisy(values: list[float], share: float, seed: int = 1) -> list[float]:
    source = random.Random(seed)
    return [value * (1.0 + share * source.gauss(0.0, 1.0)) for value in values]


def fall(entries: int, floor: float = 0.2, kept: float = 0.9) -> list[float]:
    return [floor + (1.0 - floor) * kept**k for k in range(entries)]


def diagnosed(
    losses: list[float], *, validation: list[float] | None = None, unit: str = "epoch",
    kind: str = "unknown", rates: list[float] | None = None, norms: list[float] | None = None,
    **options: Any,
) -> ds.HistoryDiagnosis:  # fmt: skip
    places = np.arange(1.0, len(losses) + 1)
    lr, norm = (None if each is None else np.array(each) for each in (rates, norms))
    series = {
        "loss": Series(
            values=np.array(losses), kind=kind, unit=unit, places=places, lr=lr, gradient_norm=norm
        )
    }
    if validation is not None:
        beside = np.array(validation)
        series["val_loss"] = Series(values=beside, role="validation", unit=unit, places=places)
    log = LossLog(format="test", metric="loss", all_series=series)
    return ds.diagnose_history(log, **options)


ENDLESS = [1.1**k for k in range(40)]
MADE: dict[str, dict[str, Any]] = {
    "fall to a floor": {"losses": fall(100)},
    "fall that goes on": {"losses": fall(30, 0.0, 0.97)},
    "slow fall": {"losses": fall(100, 0.1, 0.9995)},
    "noisy fall": {"losses": noisy(fall(120), 0.05)},
    "noisy floor": {"losses": noisy(fall(400, 0.3, 0.8), 0.02)},
    "growth": {"losses": ENDLESS},
    "growth at a rate": {"losses": ENDLESS, "lr": 0.1},
    "growth of momentum": {"losses": ENDLESS, "lr": 0.1, "rule": "momentum"},
    "growth of nesterov": {"losses": ENDLESS, "lr": 0.1, "rule": "nesterov"},
    "growth of adam": {"losses": ENDLESS, "lr": 0.1, "rule": "adam"},
    "growth of a logged rate": {"losses": ENDLESS, "rates": [0.2] * 40},
    "growth after a fall": {"losses": fall(20) + [0.4 * 1.2**k for k in range(30)]},
    "slow growth": {"losses": [1.0 + 0.01 * k for k in range(60)]},
    "noisy growth": {"losses": noisy([1.05**k for k in range(60)], 0.1)},
    "overflow": {"losses": [10.0 ** (8 * k) for k in range(38)] + [math.inf, math.nan]},
    "no number after a fall": {"losses": [*fall(30), math.nan, math.nan]},
    "no number at first": {"losses": [math.nan] * 5},
    "no number once": {"losses": [*fall(20), math.nan, *fall(30)[20:]]},
    "no number after growth": {"losses": [*ENDLESS, math.nan]},
    "norm fails first": {
        "losses": [*fall(5), math.nan], "norms": [1.0, 2.0, 9.0, 99.0, math.inf, 1.0],
    },
    "still": {"losses": [0.75] * 40},
    "nearly still": {"losses": [0.75 - 1e-9 * k for k in range(40)]},
    "at chance of two": {"losses": noisy([0.6931] * 60, 0.002), "kind": "cross-entropy"},
    "at chance of ten": {"losses": noisy([2.3026] * 60, 0.002), "kind": "cross-entropy"},
    "at chance, unknown": {"losses": noisy([2.3026] * 60, 0.002)},
    "not learning": {"losses": noisy([1.7] * 80, 0.01)},
    "overfitting": {
        "losses": fall(60, 0.01),
        "validation": fall(20, 0.4) + [0.5 + 0.02 * k for k in range(40)],
    },
    "validation beside": {"losses": fall(60), "validation": [1.1 * loss for loss in fall(60)]},
    "validation apart": {"losses": fall(60, 0.01), "validation": fall(60, 0.6)},
    "validation rises alone": {
        "losses": fall(40, 0.3, 0.999), "validation": [1.02**k for k in range(40)],
    },
    "swings": {"losses": [1.0 + 0.3 * (-1) ** k for k in range(60)]},
    "swings that grow": {"losses": [1.0 + 0.02 * k * (-1) ** k for k in range(45)]},
    "swings that shrink": {"losses": [0.3 + 0.9**k * (2 + (-1) ** k) for k in range(60)]},
    "one spike": {"losses": [*fall(40), 40.0, *fall(80)[41:]]},
    "spikes": {"losses": [9.0 if k % 13 == 12 else loss for k, loss in enumerate(fall(120))]},
    "jump that stays": {"losses": fall(50) + [3.0 + loss for loss in fall(40)]},
    "second start": {"losses": fall(50) + fall(50)},
    "zero": {"losses": [0.5**k for k in range(60)] + [0.0] * 5},
    "negative": {"losses": [1.0 - 0.1 * k for k in range(40)]},
    "ever lower": {"losses": [-(1.2**k) for k in range(40)]},
    "last digits": {"losses": [round(loss, 2) for loss in fall(80, 0.1, 0.96)]},
    "in steps": {"losses": noisy(fall(300), 0.1), "unit": "step"},
    "falling rate": {"losses": fall(60, 0.3, 0.95), "rates": [0.1 * 0.9**k for k in range(60)]},
    "rate in stages": {
        "losses": fall(30, 0.5) + [0.8 * loss for loss in fall(30, 0.5)],
        "rates": [0.1] * 30 + [0.01] * 30,
    },
    "uphill": {"losses": [1.0 + 0.001 * k**2 for k in range(50)], "kind": "cross-entropy"},
    "three entries": {"losses": [3.0, 2.0, 1.5]},
    "four that grow": {"losses": [1.0, 2.0, 4.0, 8.0]},
}  # fmt: skip
CASES |= {
    name: lambda given=given: said(diagnosed(**given))  # type: ignore[misc]
    for name, given in MADE.items()
}


# --- Where verdicts change ------------------------------------------------------------------------

UP = np.geomspace(0.00101, 97.3, 44)  # no round number, which a limit could be
SHARES = np.geomspace(1.03e-5, 0.97, 44)
SCANS: dict[str, tuple[np.ndarray, Callable[[float], dict[str, Any]]]] = {
    "growth": (UP, lambda x: {"losses": [(1.0 + x / 100) ** k for k in range(50)]}),
    "growth at the end": (UP, lambda x: {
        "losses": fall(40) + [0.22 * (1 + x / 30) ** k for k in range(12)]}),
    "rise": (UP, lambda x: {"losses": fall(30) + [0.24 + x * k / 30 for k in range(30)]}),
    "noisy rise": (UP, lambda x: {"losses": noisy([1.0 + x * k / 60 for k in range(60)], 0.05)}),
    "noise on a fall": (SHARES, lambda x: {"losses": noisy(fall(90), x)}),
    "noise on a level": (SHARES, lambda x: {"losses": noisy([1.3] * 90, x)}),
    "noise in batches": (SHARES, lambda x: {"losses": noisy(fall(300), x), "unit": "step"}),
    "noise beside a validation loss": (
        SHARES, lambda x: {"losses": noisy(fall(90), x), "validation": fall(90, 0.3)}),
    "spike": (UP, lambda x: {"losses": [*fall(45), 0.2 + x, *fall(90)[46:]]}),
    "spikes": (UP, lambda x: {"losses": [
        loss + x * (k % 11 == 10) for k, loss in enumerate(fall(99))]}),
    "first steps thrown": (UP, lambda x: {"losses": [1.0, 1.0 + x, 1.0 + 3 * x, *fall(60)]}),
    "jump that stays": (UP, lambda x: {"losses": fall(50) + [x + loss for loss in fall(40)]}),
    "swings": (UP, lambda x: {"losses": [1.0 + x / (x + 1.0) * (-1) ** k for k in range(60)]}),
    "swings beside": (UP, lambda x: {
        "losses": [0.2 + (x if k % 3 == 2 else 0.1) for k in range(60)], "validation": fall(60)}),
    "swings of an overfitting run": (np.geomspace(0.0511, 9.7, 30), lambda x: {
        "losses": [x if k in (34, 42, 50, 58) else loss for k, loss in enumerate(fall(60, 0.03))],
        "validation": fall(20, 0.4, 0.7) + [0.42 + 0.03 * k for k in range(40)]}),
    "swings that shrink": (SHARES, lambda x: {
        "losses": [0.3 + (1.0 - x) ** k * (2 + (-1) ** k) for k in range(80)]}),
    "floor": (SHARES, lambda x: {"losses": fall(120, x)}),
    "speed": (SHARES, lambda x: {"losses": fall(100, 0.1, 1.0 - x)}),
    "speed without a floor": (SHARES, lambda x: {"losses": fall(100, 0.0, 1.0 - x)}),
    "speed of a power": (UP, lambda x: {"losses": [(k + 1.0) ** -x for k in range(100)]}),
    "entries of a fall": (np.arange(3, 73), lambda n: {"losses": fall(int(n))}),
    "entries of growth": (np.arange(3, 40), lambda n: {"losses": ENDLESS[: int(n)]}),
    "entries of a level": (np.arange(3, 73), lambda n: {"losses": noisy([1.3] * int(n), 0.01)}),
    "guesses of two": (SHARES, lambda x: {
        "losses": noisy([0.6931 - x * k / 60 for k in range(60)], 0.003), "kind": "cross-entropy"}),
    "guesses of ten": (SHARES, lambda x: {
        "losses": [2.3026 + 0.2 * x - x * k / 60 for k in range(60)]}),
    "overfitting": (UP, lambda x: {
        "losses": fall(60, 0.01),
        "validation": fall(20, 0.4) + [0.5 + x * k / 40 for k in range(40)]}),
    "overfitting from": (np.arange(2, 60), lambda n: {
        "losses": fall(60, 0.01, 0.95), "validation": [abs(k - n) / 60 + 0.3 for k in range(60)]}),
    "validation above": (UP, lambda x: {
        "losses": fall(60), "validation": [loss + x for loss in fall(60)]}),
    "validation alone": (UP, lambda x: {
        "losses": fall(40, 0.3, 0.999), "validation": [(1.0 + x / 100) ** k for k in range(40)]}),
    "second start": (SHARES, lambda x: {"losses": fall(50) + [0.2 + x + y for y in fall(50, 0.0)]}),
    "ever lower": (UP, lambda x: {"losses": [1.0 - (1.0 + x / 10) ** k for k in range(40)]}),
    "last digits": (UP, lambda x: {"losses": [round(y / x, 3) * x for y in fall(80, 0.1, 0.96)]}),
    "zeros": (np.arange(0, 30), lambda n: {"losses": [*ENDLESS[:20], *[0.0] * int(n), 1e-9]}),
    "failure": (np.arange(0, 40), lambda n: {"losses": [*fall(40)[: int(n)], math.nan, 0.3, 0.3]}),
    "failure after growth": (UP, lambda x: {
        "losses": [*fall(9), *[0.5 * (1 + x) ** k for k in range(5)], math.inf]}),
    "norm": (UP, lambda x: {"losses": fall(30), "norms": [1.0 + x * k for k in range(30)]}),
    "rate that falls": (SHARES, lambda x: {
        "losses": fall(60, 0.3, 0.93), "rates": [0.1 * (1.0 - x) ** k for k in range(60)]}),
    "rate that changes": (UP, lambda x: {
        "losses": fall(30, 0.5) + [0.8 * y for y in fall(30, 0.5)],
        "rates": [0.1] * 30 + [0.1 * x] * 30}),
}  # fmt: skip


def verdicts(name: str) -> object:
    values, made = SCANS[name]

    def judge(value: float) -> str:
        found = said(diagnosed(**made(value)))
        words = found["verdict"].partition(":")[0]
        return " | ".join([words, *(each.partition(":")[0] for each in found["findings"])])

    return scanned(values, judge)


CASES |= {f"along {name}": partial(verdicts, name) for name in SCANS}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("logs", name, CASES[name])
