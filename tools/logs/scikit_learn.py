"""scikit-learn's verbose output: linear models by SGD, networks and boosted trees."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import SGDClassifier, SGDRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor

from logs.corpus import Evidence, Run
from logs.problems import Problem, problem, shuffled, unscaled, with_large_targets

PACKAGES = ("scikit-learn", "numpy")
LOSS = re.compile(r"(?:loss[:=]? =? ?|^ +\d+ +)([-+\d.e]+|nan|inf)", re.MULTILINE)
SGD = {"learning_rate": "constant", "eta0": 0.01, "tol": None, "max_iter": 30, "alpha": 0.0}
MLP = {"solver": "sgd", "learning_rate_init": 0.02, "hidden_layer_sizes": (16,), "max_iter": 50}
TREES = {"n_estimators": 60, "learning_rate": 0.1, "max_depth": 2}
RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "sgd", {}),
    ("none", "sgd_classifier", {}),
    ("none", "mlp", {}),
    ("none", "mlp_classifier", {"solver": "adam", "learning_rate_init": 0.01}),
    ("none", "trees", {}),
    ("noisy_targets", "sgd", {}),
    ("step_schedule", "sgd", {"learning_rate": "invscaling", "eta0": 0.05}),
    ("rate_x30", "sgd", {"eta0": 0.3}),
    ("rate_x30", "mlp", {"learning_rate_init": 0.6}),
    ("rate_x100", "mlp_classifier", {"learning_rate_init": 2.0}),
    ("rate_div100", "sgd", {"eta0": 0.0001, "max_iter": 12}),
    ("rate_div100", "mlp", {"learning_rate_init": 0.0002}),
    ("rate_div100", "trees", {"learning_rate": 0.001}),
    ("unscaled_inputs", "sgd", {}),
    ("unscaled_inputs", "mlp", {}),
    ("shuffled_labels", "sgd_classifier", {}),
    ("large_targets", "sgd", {}),
    ("rate_x30", "trees", {"learning_rate": 3.0}),
]
MODELS = {
    "sgd": (SGDRegressor, SGD),
    "sgd_classifier": (SGDClassifier, SGD | {"loss": "log_loss"}),
    "mlp": (MLPRegressor, MLP),
    "mlp_classifier": (MLPClassifier, MLP),
    "trees": (GradientBoostingRegressor, TREES),
}


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    for fault, kind, options in RECIPES:
        for seed in (51, 52):
            task = "classification" if kind.endswith("classifier") else "regression"
            loss = "cross-entropy" if task == "classification" else "squared"
            record = partial(_record, task, fault, seed, kind, options)
            yield Run(f"{fault}-{kind}-{seed}", task, loss, fault, seed, "verbose", "txt", record)


def _record(
    task: str, fault: str, seed: int, kind: str, options: dict[str, Any], path: Path
) -> Evidence:
    sound = problem(task, seed, noise=2.0 if fault == "noisy_targets" else 0.4)
    if kind == "sgd_classifier":  # a binary problem: more classes are trained one after another
        sound = _two_classes(sound)
    rows = {
        "unscaled_inputs": lambda: unscaled(sound, seed),
        "shuffled_labels": lambda: shuffled(sound, seed),
        "large_targets": lambda: with_large_targets(sound),
    }.get(fault, lambda: sound)()
    text = _printed(kind, rows, seed, options)
    path.write_text(text)
    same = sound if fault != "large_targets" else rows
    longer = {"max_iter": 300} if kind != "trees" else {}
    reference = _losses(_printed(kind, same, seed, longer))
    half = 0.5 if kind in ("sgd", "mlp") else 1.0  # scikit-learn's squared loss is half of it
    start = rows.guess() * half if kind != "mlp" else _losses(text)[0]
    losses = _losses(text)
    return Evidence(
        losses,
        start,
        reference[-1],
        rows.guess() * half,
        chance=rows.chance,
        finite_weights="Floating-point" not in text,
    )


def _two_classes(rows: Problem) -> Problem:
    return Problem(rows.task, rows.X, rows.y % 2, rows.X_valid, rows.y_valid % 2)


def _printed(kind: str, rows: Problem, seed: int, options: dict[str, Any]) -> str:
    model, defaults = MODELS[kind]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        try:
            model(**defaults | options, random_state=seed, verbose=1).fit(rows.X, rows.y)
        except ValueError as error:  # what the user's terminal shows at last
            print(f"ValueError: {error}")
    return printed.getvalue()


def _losses(text: str) -> list[float]:
    return [float(found) for found in LOSS.findall(text)]
