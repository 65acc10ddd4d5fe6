"""Logs that tests make, and what they read of a verdict on one."""

from __future__ import annotations

import numpy as np

from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.loss_log import LossLog, Series

HEALTHY = ("converged", "converging")


def of(
    losses: object,
    *,
    validation: object = None,
    unit: str = "epoch",
    lr: object = None,
    norm: object = None,
    kind: str = "unknown",
) -> LossLog:
    """A log as a reader gives it: places from 1 on."""
    values = np.asarray(losses, dtype=float)
    when = np.arange(1.0, len(values) + 1)
    series = {
        "loss": Series(
            values=values,
            kind=kind,
            unit=unit,
            places=when,
            lr=None if lr is None else np.asarray(lr, dtype=float),
            gradient_norm=None if norm is None else np.asarray(norm, dtype=float),
        )
    }
    if validation is not None:
        beside = np.asarray(validation, dtype=float)
        series["val_loss"] = Series(values=beside, role="validation", unit=unit, places=when)
    return LossLog(format="test", metric="loss", all_series=series)


def verdict(found: HistoryDiagnosis) -> tuple[str, str]:
    return found.status, found.cause


def fall(entries: int, floor: float = 0.2, speed: float = 8.0) -> np.ndarray:
    return floor + (1 - floor) * np.exp(-np.arange(entries) * speed / entries)
