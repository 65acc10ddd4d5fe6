"""PyTorch loops and their logs: printed, tqdm, logging, CSV, JSON lines, TensorBoard."""

from __future__ import annotations

import csv
import json
import logging
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from logs.corpus import Evidence, Run
from logs.experiments import Experiment, descent, evidence, experiment

PACKAGES = ("torch", "tqdm", "tensorboard")
Epoch = dict[str, Any]  # epoch, loss, valid, lr, grad_norm, batches

MAXIMUM_PRINTED_BATCHES = 120


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken."""
    for at, (fault, task, options) in enumerate(RECIPES):
        for seed in (1, 2, 3):
            form = list(FORMS)[(2 * at + 5 * seed) % len(FORMS)]
            yield run(fault, task, seed, form, options)


RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("none", "regression", {"model": "linear", "batch": 10**9}),
    ("none", "regression", {}),
    ("none", "classification", {}),
    ("none", "regression", {"loss": "absolute", "optimizer": "adam"}),
    ("small_batches", "regression", {"batch": 4, "epochs": 15, "rate": 0.02}),
    ("noisy_targets", "regression", {"model": "linear"}),
    ("warm_up", "classification", {}),
    ("cosine", "regression", {}),
    ("restarts", "classification", {"epochs": 60}),
    ("step_schedule", "regression", {"rate": 0.05}),
    ("spike", "regression", {"model": "linear"}),
    ("restarts", "regression", {"rate": 0.04, "batch": 8, "epochs": 48}),
    ("momentum", "regression", {"model": "linear"}),
    ("large_targets", "regression", {"model": "linear"}),
    ("exact_targets", "regression", {"model": "linear", "batch": 10**9, "epochs": 100}),
    ("short", "classification", {"epochs": 12, "rate": 0.01}),
    ("missing_value", "regression", {}),
    ("rate_x3", "regression", {"model": "linear", "batch": 10**9, "epochs": 60}),
    ("rate_x3", "classification", {}),
    ("rate_x30", "regression", {}),
    ("rate_x30", "classification", {}),
    ("rate_x30", "regression", {"loss": "absolute"}),
    ("rate_x100", "classification", {}),
    ("rate_div100", "regression", {"model": "linear", "epochs": 15}),
    ("rate_div100", "classification", {}),
    ("kept_gradients", "regression", {"batch": 10**9, "epochs": 60}),
    ("kept_gradients", "classification", {}),
    ("wrong_sign", "regression", {"model": "linear", "batch": 10**9, "rate": 0.02}),
    ("wrong_sign", "classification", {"rate": 0.01}),
    ("unscaled_inputs", "regression", {"model": "linear"}),
    ("unscaled_inputs", "classification", {}),
    ("unscaled_inputs", "regression", {"model": "linear", "batch": 10**9, "half_of_limit": True}),
    ("dead_units", "regression", {}),
    ("dead_units", "classification", {}),
    ("frozen", "classification", {"batch": 10**9}),
    ("frozen_layers", "regression", {}),
    ("shuffled_labels", "regression", {"model": "linear"}),
    ("shuffled_labels", "classification", {"model": "linear"}),
    ("exploding_logits", "classification", {"optimizer": "adam", "epochs": 60}),
    ("half_precision", "regression", {}),
    ("overfitting", "regression", {"optimizer": "adam", "batch": 8, "epochs": 80}),
    ("overfitting", "classification", {"optimizer": "adam", "batch": 8, "epochs": 80}),
]
VALIDATED = frozenset({"csv", "logging", "two_lines", "tensorboard"})


def run(fault: str, task: str, seed: int, form: str, options: dict[str, Any]) -> Run:
    """Return a run, in a form that logs what shows its fault, where it takes more than the loss."""
    if fault == "half_precision" and seed < 3:
        form = "json_lines"
    if fault == "overfitting" and form not in VALIDATED:
        form = sorted(VALIDATED)[seed % len(VALIDATED)]
    kind = options.get("loss", "") or ("squared" if task == "regression" else "cross-entropy")
    words = [
        fault,
        "abs" if kind == "absolute" else task[:5],
        options.get("model", ""),
        _batch_word(options),
        str(seed),
    ]
    return Run(
        "-".join(filter(None, words)),
        task,
        kind,
        fault,
        seed,
        form,
        FORMS[form][0],
        partial(_record, task, fault, seed, form, options),
    )


def _batch_word(options: dict[str, Any]) -> str:
    return "full" if options.get("batch", 0) >= 10**9 else ""


def _record(
    task: str, fault: str, seed: int, form: str, options: dict[str, Any], path: Path
) -> Evidence:
    work = experiment(task, fault, seed, **options)
    start = work.train_loss()
    epochs = list(_epochs(work))
    FORMS[form][1](epochs, path)
    losses = [epoch["loss"] for epoch in epochs]
    if form == "quickstart":
        losses = [loss for epoch in epochs for loss in epoch["printed"]]
    return evidence(work, start, losses, [e["valid"] for e in epochs] if form in VALIDATED else ())


def _epochs(work: Experiment) -> Iterator[Epoch]:
    *_, X_valid, y_valid = work.tensors()
    every = max(1, work.epochs * -(-len(work.problem.X) // work.batch) // MAXIMUM_PRINTED_BATCHES)
    for at, seen in enumerate(descent(work)):
        with torch.no_grad():
            valid = work.loss(work.model(X_valid), y_valid).item()
        yield {
            "epoch": at + 1,
            "loss": statistics.fmean(loss for loss, _ in seen),
            "valid": valid,
            "lr": work.optimizer.param_groups[0]["lr"],
            "grad_norm": seen[-1][1],
            "printed": [loss for loss, _ in seen][::every],
            "batch": work.batch * every,
            "rows": len(work.problem.X),
        }


def _printed(line: Callable[[Epoch, int], str]) -> Callable[[list[Epoch], Path], None]:
    def write(epochs: list[Epoch], path: Path) -> None:
        path.write_text("".join(line(epoch, len(epochs)) + "\n" for epoch in epochs))

    return write


def _quickstart(epoch: Epoch, _: int) -> str:
    lines = [f"Epoch {epoch['epoch']}\n-------------------------------"]
    for at, loss in enumerate(epoch["printed"]):
        current = at * epoch["batch"]
        lines.append(f"loss: {loss:>7f}  [{current:>5d}/{epoch['rows']:>5d}]")
    return "\n".join(lines)


def _write_csv(epochs: list[Epoch], path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["epoch", "train_loss", "val_loss", "lr"])
        writer.writerows([e["epoch"], e["loss"], e["valid"], e["lr"]] for e in epochs)


def _write_json_lines(epochs: list[Epoch], path: Path) -> None:
    names = ("epoch", "loss", "lr", "grad_norm")
    path.write_text("".join(json.dumps({n: e[n] for n in names}) + "\n" for e in epochs))


def _write_logging(epochs: list[Epoch], path: Path) -> None:
    handler = logging.FileHandler(path)
    handler.setFormatter(logging.Formatter(logging.BASIC_FORMAT))
    logger = logging.getLogger("train")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    for e in epochs:
        logger.info("epoch %d train_loss %.5g val_loss %.5g", e["epoch"], e["loss"], e["valid"])
    logger.removeHandler(handler)
    handler.close()


def _write_tqdm(epochs: list[Epoch], path: Path) -> None:
    from tqdm import tqdm

    with path.open("w", newline="") as file:
        bar = tqdm(epochs, file=file, mininterval=0, ncols=80)
        for epoch in bar:
            bar.set_postfix(loss=epoch["loss"])


def _write_tensorboard(epochs: list[Epoch], path: Path) -> None:
    from torch.utils.tensorboard import SummaryWriter

    folder = path.with_suffix("")
    with SummaryWriter(folder) as writer:
        for epoch in epochs:
            writer.add_scalar("Loss/train", epoch["loss"], epoch["epoch"])
            writer.add_scalar("Loss/valid", epoch["valid"], epoch["epoch"])
    (written,) = folder.iterdir()
    written.rename(path)
    folder.rmdir()


def _write_array(epochs: list[Epoch], path: Path) -> None:
    path.write_text(f"{np.array([epoch['loss'] for epoch in epochs])}\n")


def _write_list(epochs: list[Epoch], path: Path) -> None:
    path.write_text(f"{[np.float64(epoch['loss']) for epoch in epochs]}\n")


FORMS: dict[str, tuple[str, Callable[[list[Epoch], Path], None]]] = {
    "tutorial": ("txt", _printed(lambda e, n: f"Epoch [{e['epoch']}/{n}], Loss: {e['loss']:.4f}")),
    "csv": ("csv", _write_csv),
    "quickstart": ("txt", _printed(_quickstart)),
    "tensor": ("txt", _printed(lambda e, _: f"{e['epoch'] - 1} loss {torch.tensor(e['loss'])}")),
    "json_lines": ("jsonl", _write_json_lines),
    "tensorboard": ("tfevents", _write_tensorboard),
    "plain": ("txt", _printed(lambda e, _: f"{e['loss']}")),
    "logging": ("log", _write_logging),
    "array": ("txt", _write_array),
    "two_lines": (
        "txt",
        _printed(
            lambda e, _: (
                f"Epoch {e['epoch']}\nTrain loss: {e['loss']:.4f}\nVal loss: {e['valid']:.4f}"
            )
        ),
    ),
    "tqdm": ("txt", _write_tqdm),
    "list": ("txt", _write_list),
    "comma": ("txt", _printed(lambda e, _: f"epoch: {e['epoch']}, train mse: {e['loss']:.3g}")),
}
