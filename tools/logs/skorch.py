"""skorch: the table that a net prints while it fits, and its history as JSON."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from skorch import NeuralNet
from skorch.dataset import ValidSplit

from logs.corpus import Evidence, Run
from logs.experiments import evidence, experiment

PACKAGES = ("skorch", "torch")
FORMS = {"printed": "txt", "history": "json"}
RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "regression", {"model": "linear"}),
    ("none", "classification", {}),
    ("rate_x3", "regression", {"model": "linear", "batch": 200}),
    ("rate_x30", "classification", {}),
    ("rate_div100", "classification", {"epochs": 15}),
    ("wrong_sign", "regression", {"rate": 0.01}),
    ("dead_units", "classification", {}),
    ("overfitting", "regression", {"optimizer": "adam", "batch": 8, "epochs": 60}),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken; all are for testing: a framework not seen before."""
    for at, (fault, task, options) in enumerate(RECIPES):
        for seed in (2, 4):
            form = list(FORMS)[(at + seed // 2) % len(FORMS)]
            kind = "squared" if task == "regression" else "cross-entropy"
            name = f"{fault}-{task[:5]}-{form}-{seed}"
            record = partial(_record, task, fault, seed + 40, form, {"epochs": 25} | options)
            yield Run(name, task, kind, fault, seed + 40, form, FORMS[form], record)


def _record(
    task: str, fault: str, seed: int, form: str, options: dict[str, Any], path: Path
) -> Evidence:
    work = experiment(task, fault, seed, **options)
    start = work.train_loss()
    X, y, *_ = work.tensors()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        net = NeuralNet(
            work.model,
            criterion=work.loss,
            optimizer=lambda *_, **__: work.optimizer,
            max_epochs=work.epochs,
            batch_size=work.batch,
            iterator_train__shuffle=True,
            train_split=ValidSplit(0.25, random_state=seed),
            callbacks__print_log__sink=lambda text: print(text),
        )
        torch.manual_seed(seed)
        net.fit(np.asarray(X), np.asarray(y))
    if form == "history":
        net.history.to_file(path)
    else:
        path.write_text(printed.getvalue())
    return evidence(work, start, net.history[:, "train_loss"], net.history[:, "valid_loss"])
