"""LightGBM: the lines of log_evaluation, and what record_evaluation keeps, as JSON."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from logs.boosting import Boosting, boosted_runs
from logs.corpus import Run

PACKAGES = ("lightgbm",)
METRICS = {"root": "rmse", "absolute": "l1", "cross-entropy": "multi_logloss"}
OBJECTIVES = {"root": "regression", "absolute": "regression_l1", "cross-entropy": "multiclass"}


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    return boosted_runs(train, {"printed": "txt", "record_evaluation": "json"}, (71, 72))


def train(work: Boosting, path: Path | None) -> tuple[list[float], list[float]]:
    """Train, write the log, and return the losses of both sets."""
    rows = work.rows
    options: dict[str, Any] = {
        "objective": _uphill if work.wrong_sign else OBJECTIVES[work.loss],
        "metric": METRICS[work.loss],
        "learning_rate": work.rate,
        "max_depth": work.depth,
        "min_data_in_leaf": 2,
        "num_threads": 1,
        "seed": work.seed,
        "verbosity": 1,
    }
    if work.loss == "cross-entropy":
        options["num_class"] = rows.outputs
    result: dict[str, Any] = {}
    data = lightgbm.Dataset(rows.X, rows.y)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        lightgbm.train(
            options,
            data,
            work.rounds,
            valid_sets=[data, lightgbm.Dataset(rows.X_valid, rows.y_valid, reference=data)],
            valid_names=["training", "valid_1"],
            callbacks=[lightgbm.log_evaluation(1), lightgbm.record_evaluation(result)],
        )
    if path is not None:
        path.write_text(printed.getvalue() if work.form == "printed" else json.dumps(result))
    return tuple(result[name][METRICS[work.loss]] for name in ("training", "valid_1"))


def _uphill(prediction: np.ndarray, rows: lightgbm.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """Return the gradient with its sign turned, and the second derivative."""
    return rows.get_label() - prediction, np.ones_like(prediction)
