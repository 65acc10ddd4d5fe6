"""Keras: fit's printed progress, its CSVLogger and its History."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np

from logs.corpus import Evidence, Run
from logs.problems import Problem, few_noisy_rows, problem, shuffled, unscaled, with_a_gap

PACKAGES = ("keras", "torch")
FORMS = {"verbose_2": "txt", "csv": "csv", "history": "json", "verbose_1": "txt"}
FACTORS = {"rate_x3": 3.0, "rate_x30": 30.0, "rate_div100": 0.01, "wrong_sign": -0.1}
RECIPES: list[tuple[str, str]] = [
    ("none", "regression"),
    ("none", "classification"),
    ("noisy_targets", "regression"),
    ("cosine", "regression"),
    ("warm_up", "classification"),
    ("step_schedule", "classification"),
    ("rate_x3", "classification"),
    ("rate_x30", "regression"),
    ("rate_x30", "classification"),
    ("rate_div100", "regression"),
    ("rate_div100", "classification"),
    ("wrong_sign", "regression"),
    ("wrong_sign", "classification"),
    ("dead_units", "classification"),
    ("frozen", "regression"),
    ("shuffled_labels", "classification"),
    ("unscaled_inputs", "regression"),
    ("missing_value", "regression"),
    ("overfitting", "regression"),
    ("overfitting", "classification"),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    for at, (fault, task) in enumerate(RECIPES):
        for seed in (31, 32):
            form = list(FORMS)[(at + 2 * seed + seed // 2) % len(FORMS)]
            kind = "squared" if task == "regression" else "cross-entropy"
            name = f"{fault}-{task[:5]}-{form}-{seed}"
            record = partial(_record, fault, task, seed, form)
            yield Run(name, task, kind, fault, seed, form, FORMS[form], record)


def _record(fault: str, task: str, seed: int, form: str, path: Path) -> Evidence:
    rows = _rows(fault, task, seed)
    model = _model(rows, fault, seed)
    start = float(model.evaluate(rows.X, rows.y, verbose=0))
    callbacks = [keras.callbacks.CSVLogger(str(path))] if form == "csv" else []
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        history = _fit(model, rows, fault, _epochs(fault), form, callbacks)
    if form == "history":
        path.write_text(json.dumps(history))
    elif form != "csv":
        path.write_text(printed.getvalue(), newline="")
    return Evidence(
        history["loss"],
        start,
        _reachable(fault, task, seed),
        rows.guess(),
        history.get("val_loss", ()),
        rows.chance,
        all(bool(np.isfinite(np.asarray(w)).all()) for w in model.get_weights()),
    )


def _rows(fault: str, task: str, seed: int) -> Problem:
    if fault == "overfitting":
        return few_noisy_rows(task, seed)
    rows = problem(task, seed, noise=2.0 if fault == "noisy_targets" else 0.4)
    changed: dict[str, Callable[[], Problem]] = {
        "unscaled_inputs": lambda: unscaled(rows, seed),
        "shuffled_labels": lambda: shuffled(rows, seed),
        "missing_value": lambda: with_a_gap(rows),
    }
    return changed.get(fault, lambda: rows)()


def _epochs(fault: str) -> int:
    return {"overfitting": 60, "rate_div100": 12}.get(fault, 25)


def _model(rows: Problem, fault: str, seed: int) -> keras.Model:
    keras.utils.set_random_seed(seed)
    width = 64 if fault == "overfitting" else 16
    bias = keras.initializers.Constant(-100.0 if fault == "dead_units" else 0.0)
    last = None if rows.task == "regression" else "softmax"
    model = keras.Sequential(
        [
            keras.layers.Input((rows.X.shape[1],)),
            keras.layers.Dense(width, activation="relu", bias_initializer=bias),
            keras.layers.Dense(rows.outputs, activation=last),
        ]
    )
    model.trainable = fault != "frozen"
    rate = 0.05 * FACTORS.get(fault, 1.0)
    adam = fault == "overfitting"
    model.compile(
        optimizer=keras.optimizers.Adam(0.01) if adam else keras.optimizers.SGD(rate),
        loss="mse" if rows.task == "regression" else "sparse_categorical_crossentropy",
    )
    return model


def _fit(
    model: keras.Model,
    rows: Problem,
    fault: str,
    epochs: int,
    form: str,
    callbacks: list[Any],
) -> dict[str, list[float]]:
    rate = float(model.optimizer.learning_rate)
    schedules = {
        "cosine": lambda epoch: rate * (1 + np.cos(np.pi * epoch / epochs)) / 2,
        "warm_up": lambda epoch: rate * min(1.0, (epoch + 1) / 8) ** 2,
        "step_schedule": lambda epoch: rate * 0.1 ** (epoch // 9),
    }
    if fault in schedules:
        steps = keras.callbacks.LearningRateScheduler(lambda at: float(schedules[fault](at)))
        callbacks = [steps, *callbacks]
    validated = form in ("csv", "verbose_2") or fault == "overfitting"
    history = model.fit(
        rows.X,
        rows.y,
        batch_size=16 if fault == "overfitting" else 40,
        epochs=epochs,
        verbose=int(form[-1]) if form.startswith("verbose") else 0,
        validation_data=(rows.X_valid, rows.y_valid) if validated else None,
        callbacks=callbacks,
    )
    return {name: [float(v) for v in values] for name, values in history.history.items()}


def _reachable(fault: str, task: str, seed: int) -> float:
    """Return the loss after the sound run has been trained much longer."""
    same = fault if fault in ("overfitting", "noisy_targets") else "none"
    rows = _rows(same, task, seed)
    model = _model(rows, "none", seed)
    model.optimizer.learning_rate = 0.2
    model.fit(rows.X, rows.y, batch_size=len(rows.X), epochs=200, verbose=0)
    return float(model.evaluate(rows.X, rows.y, verbose=0))
