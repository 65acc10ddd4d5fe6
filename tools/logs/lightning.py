"""Lightning: metrics.csv of the CSVLogger, by epoch and by step, and TensorBoard event files."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import lightning
import torch
from lightning.pytorch.callbacks import LearningRateMonitor
from lightning.pytorch.loggers import CSVLogger, TensorBoardLogger
from torch.utils.data import DataLoader, TensorDataset

from logs.corpus import Evidence, Run
from logs.experiments import Experiment, evidence, experiment

PACKAGES = ("lightning", "torch", "tensorboard")
FORMS = {"csv_epochs": "csv", "csv_steps": "csv", "tensorboard": "tfevents"}
RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "regression", {"model": "linear"}),
    ("none", "classification", {"optimizer": "adam"}),
    ("cosine", "regression", {}),
    ("step_schedule", "classification", {}),
    ("noisy_targets", "regression", {}),
    ("rate_x3", "regression", {"model": "linear", "batch": 200}),
    ("rate_x30", "classification", {}),
    ("rate_x30", "regression", {}),
    ("rate_div100", "classification", {"epochs": 20}),
    ("wrong_sign", "classification", {"rate": 0.01, "epochs": 20}),
    ("kept_gradients", "regression", {}),
    ("dead_units", "classification", {}),
    ("overfitting", "regression", {"optimizer": "adam", "batch": 8, "epochs": 60}),
    ("overfitting", "classification", {"optimizer": "adam", "batch": 8, "epochs": 60}),
    ("missing_value", "classification", {}),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    for at, (fault, task, options) in enumerate(RECIPES):
        for seed in (1, 2):
            form = list(FORMS)[(at + seed) % len(FORMS)]
            kind = "squared" if task == "regression" else "cross-entropy"
            name = f"{fault}-{task[:5]}-{form}-{seed}"
            record = partial(_record, task, fault, seed + 10, form, {"epochs": 30} | options)
            yield Run(name, task, kind, fault, seed + 10, form, FORMS[form], record)


class Module(lightning.LightningModule):
    """An experiment as Lightning trains it."""

    def __init__(self, work: Experiment, by_step: bool) -> None:
        super().__init__()
        self.work, self.net, self.by_step = work, work.model, by_step
        self.losses: list[float] = []
        self.epoch_losses: list[float] = []
        self.validation: list[float] = []

    def training_step(self, batch: list[torch.Tensor], _: int) -> torch.Tensor:
        """Return and log the loss of a batch."""
        loss = self.work.loss(self.net(batch[0]), batch[1])
        self.log("train_loss", loss, on_step=self.by_step, on_epoch=True)
        self.epoch_losses.append(loss.item())
        return loss

    def validation_step(self, batch: list[torch.Tensor], _: int) -> None:
        """Log the loss of the validation rows."""
        loss = self.work.loss(self.net(batch[0]), batch[1])
        self.log("val_loss", loss)
        self.validation.append(loss.item())

    def on_train_epoch_end(self) -> None:
        """Keep the mean loss of the epoch."""
        self.losses.append(sum(self.epoch_losses) / len(self.epoch_losses))
        self.epoch_losses = []

    def configure_optimizers(self) -> Any:
        """Return the optimizer, with its schedule where it has one."""
        schedule = self.work.schedule
        return self.work.optimizer if schedule is None else ([self.work.optimizer], [schedule])


def _record(
    task: str, fault: str, seed: int, form: str, options: dict[str, Any], path: Path
) -> Evidence:
    work = experiment(task, fault, seed, **options)
    start = work.train_loss()
    X, y, X_valid, y_valid = work.tensors()
    module = Module(work, form == "csv_steps")
    with tempfile.TemporaryDirectory() as folder:
        kind = TensorBoardLogger if form == "tensorboard" else CSVLogger
        trainer = lightning.Trainer(
            max_epochs=work.epochs,
            logger=kind(folder, name="", version="run"),
            callbacks=[LearningRateMonitor()] if work.schedule is not None else [],
            accelerator="cpu",
            log_every_n_steps=5,
            num_sanity_val_steps=0,
            enable_progress_bar=False,
            enable_model_summary=False,
            enable_checkpointing=False,
        )
        trainer.fit(
            module,
            DataLoader(TensorDataset(X, y), batch_size=work.batch, shuffle=True),
            DataLoader(TensorDataset(X_valid, y_valid), batch_size=len(X_valid)),
        )
        (written,) = Path(folder, "run").glob("*tfevents*" if form == "tensorboard" else "*.csv")
        path.write_bytes(written.read_bytes())
    return evidence(work, start, module.losses, module.validation)
