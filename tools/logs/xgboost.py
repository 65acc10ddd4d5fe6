"""XGBoost: the lines of its evaluation, and evals_result as JSON."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import xgboost

from logs.boosting import Boosting, boosted_runs
from logs.corpus import Run

PACKAGES = ("xgboost",)
METRICS = {"root": "rmse", "absolute": "mae", "cross-entropy": "mlogloss"}
OBJECTIVES = {
    "root": "reg:squarederror",
    "absolute": "reg:absoluteerror",
    "cross-entropy": "multi:softprob",
}


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    return boosted_runs(train, {"printed": "txt", "evals_result": "json"}, (61, 62))


def train(work: Boosting, path: Path | None) -> tuple[list[float], list[float]]:
    """Train, write the log, and return the losses of both sets."""
    rows = work.rows
    sets = [
        (xgboost.DMatrix(rows.X, rows.y), "train"),
        (xgboost.DMatrix(rows.X_valid, rows.y_valid), "eval"),
    ]
    options: dict[str, Any] = {
        "objective": OBJECTIVES[work.loss],
        "eval_metric": METRICS[work.loss],
        "eta": work.rate,
        "max_depth": work.depth,
        "nthread": 1,
        "seed": work.seed,
    }
    if work.loss == "cross-entropy":
        options["num_class"] = rows.outputs
    result: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        xgboost.train(
            options,
            sets[0][0],
            work.rounds,
            evals=sets,
            evals_result=result,
            obj=_uphill if work.wrong_sign else None,
        )
    if path is not None:
        path.write_text(printed.getvalue() if work.form == "printed" else json.dumps(result))
    return tuple(result[name][METRICS[work.loss]] for name in ("train", "eval"))


def _uphill(prediction: np.ndarray, rows: xgboost.DMatrix) -> tuple[np.ndarray, np.ndarray]:
    """Return the gradient with its sign turned, and the second derivative."""
    return rows.get_label() - prediction, np.ones_like(prediction)
