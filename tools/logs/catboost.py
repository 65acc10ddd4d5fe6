"""CatBoost: the lines that it prints, learn_error.tsv, catboost_training.json, event files."""

from __future__ import annotations

import io
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import catboost
from tensorboard.summary.writer.record_writer import RecordWriter

from logs.boosting import Boosting, boosted_runs
from logs.corpus import Run

PACKAGES = ("catboost", "tensorboard")
TIME = struct.pack("<Bd", 0x09, 1_700_000_000.0)  # field 1 of an event, a double
METRICS = {"root": "RMSE", "absolute": "MAE", "cross-entropy": "MultiClass"}
FILES = {
    "learn_error": "learn_error.tsv",
    "training_json": "catboost_training.json",
    "events": "learn/events.out.tfevents",
}


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken, except for the wrong sign, which its losses do not take."""
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
            written = Path(folder, FILES[work.form]).read_bytes()
            path.write_bytes(_without_time(written) if work.form == "events" else written)
    result = model.get_evals_result()
    return tuple(result[name][METRICS[work.loss]] for name in ("learn", "validation"))


def _without_time(events: bytes) -> bytes:
    """Return an event file whose records all name one time: CatBoost reads its own clock."""
    written = io.BytesIO()
    writer = RecordWriter(written)
    at = 0
    while at < len(events):
        (size,) = struct.unpack_from("<Q", events, at)
        record = events[at + 12 : at + 12 + size]  # after the size and its checksum
        writer.write(TIME + record[len(TIME) :])
        at += 12 + size + 4
    return written.getvalue()
