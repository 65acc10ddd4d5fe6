"""CatBoost: the lines that it prints, learn_error.tsv, catboost_training.json, event files."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import catboost

from logs.boosting import Boosting, boosted_runs
from logs.corpus import Run

PACKAGES = ("catboost",)
METRICS = {"root": "RMSE", "absolute": "MAE", "cross-entropy": "MultiClass"}
FILES = {
    "learn_error": "learn_error.tsv",
    "training_json": "catboost_training.json",
    "events": "learn/events.out.tfevents",
}


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken, but for the wrong sign, which its losses do not take."""
    forms = {"printed": "txt", "learn_error": "tsv", "training_json": "json", "events": "tfevents"}
    for run in boosted_runs(train, forms, (81, 82)):
        if run.fault != "wrong_sign":
            yield run


def train(work: Boosting, path: Path | None) -> tuple[list[float], list[float]]:
    """Train, write the log, and return the losses of both sets."""
    rows = work.rows
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        model = catboost.CatBoost(
            {
                "loss_function": METRICS[work.loss],
                "iterations": work.rounds,
                "learning_rate": work.rate,
                "depth": work.depth,
                "l2_leaf_reg": 0.1,
                "random_seed": work.seed,
                "thread_count": 1,
                "train_dir": folder,
                "metric_period": 1,
                "use_best_model": False,
            }
        )
        model.fit(rows.X, rows.y, eval_set=(rows.X_valid, rows.y_valid), log_cout=printed)
        if path is not None and work.form == "printed":
            path.write_text(printed.getvalue())
        elif path is not None:
            path.write_bytes(Path(folder, FILES[work.form]).read_bytes())
    result = model.get_evals_result()
    return tuple(result[name][METRICS[work.loss]] for name in ("learn", "validation"))
