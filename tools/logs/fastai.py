"""fastai: the table that a Learner prints, and the history.csv of its CSVLogger."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import fastai.callback.schedule  # noqa: F401 - gives the Learner its one-cycle schedule
from fastai.basics import DataLoader, DataLoaders, Learner, OptimWrapper
from fastai.callback.progress import CSVLogger
from torch.utils.data import TensorDataset

from logs.corpus import Evidence, Run
from logs.experiments import evidence, experiment

PACKAGES = ("fastai", "torch")
FORMS = {"printed": "txt", "csv": "csv"}
RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "regression", {"model": "linear"}),
    ("none", "classification", {"optimizer": "adam"}),
    ("warm_up", "classification", {"epochs": 25}),
    ("rate_x3", "regression", {"model": "linear", "batch": 200}),
    ("rate_x30", "regression", {}),
    ("rate_x30", "classification", {}),
    ("rate_div100", "classification", {"epochs": 15}),
    ("wrong_sign", "regression", {"rate": 0.01}),
    ("dead_units", "regression", {}),
    ("frozen_layers", "regression", {}),
    ("unscaled_inputs", "regression", {"model": "linear"}),
    ("overfitting", "classification", {"optimizer": "adam", "batch": 16, "epochs": 40}),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    for at, (fault, task, options) in enumerate(RECIPES):
        for seed in (1, 2):
            form = list(FORMS)[(at + seed) % len(FORMS)]
            kind = "squared" if task == "regression" else "cross-entropy"
            name = f"{fault}-{task[:5]}-{form}-{seed}"
            settings = {"epochs": 18, "batch": 40} | options
            record = partial(_record, task, fault, seed + 30, form, settings)
            yield Run(name, task, kind, fault, seed + 30, form, FORMS[form], record)


def _record(
    task: str, fault: str, seed: int, form: str, options: dict[str, Any], path: Path
) -> Evidence:
    work = experiment(task, fault, seed, **options)
    start = work.train_loss()
    group = work.optimizer.param_groups[0]
    rate = group.get("initial_lr", group["lr"])
    X, y, X_valid, y_valid = work.tensors()
    loaders = DataLoaders(
        DataLoader(TensorDataset(X, y), bs=work.batch, shuffle=True, num_workers=0),
        DataLoader(TensorDataset(X_valid, y_valid), bs=len(X_valid), num_workers=0),
        device="cpu",
    )
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(printed):
        learner = Learner(
            loaders,
            work.model,
            loss_func=work.loss,
            opt_func=lambda _, **__: OptimWrapper(opt=work.optimizer),
            path=Path(folder),
            cbs=[CSVLogger()] if form == "csv" else [],
        )
        if fault == "warm_up":
            learner.fit_one_cycle(work.epochs, 3 * rate, moms=(0.0, 0.0, 0.0))
        else:
            learner.fit(work.epochs, rate)
        if form == "csv":
            path.write_bytes(Path(folder, "history.csv").read_bytes())
    if form == "printed":
        path.write_text(printed.getvalue())
    values = learner.recorder.values
    return evidence(work, start, [row[0] for row in values], [row[1] for row in values])
