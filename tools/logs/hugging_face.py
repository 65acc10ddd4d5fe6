"""The Hugging Face Trainer: trainer_state.json, and the dicts that it prints."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import Dataset
from transformers import Trainer, TrainingArguments

from logs.corpus import Evidence, Run
from logs.experiments import Experiment, evidence, experiment

PACKAGES = ("transformers", "torch", "accelerate")
FORMS = {"trainer_state": "json", "printed": "txt"}
RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "regression", {"model": "linear"}),
    ("none", "classification", {"optimizer": "adam"}),
    ("noisy_targets", "regression", {}),
    ("warm_up", "classification", {}),
    ("cosine", "regression", {}),
    ("rate_x30", "regression", {"optimizer": "adam"}),
    ("rate_x30", "classification", {}),
    ("rate_x100", "regression", {}),
    ("rate_div100", "classification", {"epochs": 15}),
    ("wrong_sign", "classification", {"rate": 0.01}),
    ("wrong_sign", "regression", {"rate": 0.01}),
    ("kept_gradients", "classification", {}),
    ("dead_units", "classification", {}),
    ("frozen", "regression", {}),
    ("shuffled_labels", "classification", {"model": "linear"}),
    ("missing_value", "regression", {}),
    ("overfitting", "classification", {"optimizer": "adam", "batch": 8, "epochs": 60}),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    for at, (fault, task, options) in enumerate(RECIPES):
        for seed in (1, 2):
            form = list(FORMS)[(at + seed) % len(FORMS)]
            kind = "squared" if task == "regression" else "cross-entropy"
            name = f"{fault}-{task[:5]}-{form}-{seed}"
            record = partial(_record, task, fault, seed + 20, form, {"epochs": 24} | options)
            yield Run(name, task, kind, fault, seed + 20, form, FORMS[form], record)


class WithLoss(nn.Module):
    """A model that returns its loss, as the Trainer expects it."""

    def __init__(self, work: Experiment) -> None:
        super().__init__()
        self.net, self.work = work.model, work

    def forward(self, x: Tensor, labels: Tensor) -> dict[str, Tensor]:
        """Return the loss and the predictions."""
        logits = self.net(x)
        return {"loss": self.work.loss(logits, labels), "logits": logits}

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Clear the gradients, unless that is what the loop forgets."""
        if self.work.fault != "kept_gradients":
            super().zero_grad(set_to_none)


class Rows(Dataset[dict[str, Tensor]]):
    """Rows by the names of the model's arguments."""

    def __init__(self, X: Tensor, y: Tensor) -> None:
        self.X, self.y = X, y

    def __len__(self) -> int:
        return len(self.X)

    def __getitem__(self, row: int) -> dict[str, Tensor]:
        return {"x": self.X[row], "labels": self.y[row]}


def _record(
    task: str, fault: str, seed: int, form: str, options: dict[str, Any], path: Path
) -> Evidence:
    work = experiment(task, fault, seed, **options)
    start = work.train_loss()
    X, y, X_valid, y_valid = work.tensors()
    scheduled: Any = work.schedule
    if scheduled is None:  # a constant rate: the Trainer's own choice is a linear decay
        scheduled = torch.optim.lr_scheduler.LambdaLR(work.optimizer, lambda _: 1.0)
    printed = io.StringIO()
    per_epoch = -(-len(X) // work.batch)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(printed):
        trainer = Trainer(
            model=WithLoss(work),
            args=TrainingArguments(
                folder,
                num_train_epochs=work.epochs,
                per_device_train_batch_size=work.batch,
                per_device_eval_batch_size=len(X_valid),
                logging_steps=per_epoch,
                eval_strategy="epoch" if fault in ("none", "overfitting") else "no",
                save_strategy="no",
                report_to=[],
                use_cpu=True,
                disable_tqdm=True,
                seed=seed,
            ),
            train_dataset=Rows(X, y),
            eval_dataset=Rows(X_valid, y_valid),
            optimizers=(work.optimizer, OncePerEpoch(scheduled, per_epoch)),
        )
        trainer.train()
        trainer.save_state()
        if form == "trainer_state":
            path.write_bytes(Path(folder, "trainer_state.json").read_bytes())
    if form == "printed":
        path.write_text(printed.getvalue())
    history = trainer.state.log_history
    return evidence(
        work,
        start,
        [entry["loss"] for entry in history if "loss" in entry],
        [entry["eval_loss"] for entry in history if "eval_loss" in entry],
    )


class OncePerEpoch(torch.optim.lr_scheduler.LambdaLR):
    """A schedule that counts epochs, stepped by a loop that counts steps."""

    def __init__(self, schedule: torch.optim.lr_scheduler.LRScheduler, per_epoch: int) -> None:
        self.schedule, self.per_epoch, self.steps = schedule, per_epoch, 0
        self.optimizer = schedule.optimizer

    def step(self, epoch: int | None = None) -> None:
        """Count a step, and step the schedule at the end of an epoch."""
        self.steps += 1
        if self.steps % self.per_epoch == 0:
            self.schedule.step()

    def get_last_lr(self) -> list[float]:
        """Return the rates in use."""
        return [float(rate) for rate in self.schedule.get_last_lr()]
