"""PyTorch experiments: a model, its rows and an optimizer, sound or with one known fault."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor, nn

from logs.corpus import Evidence
from logs.problems import (
    Problem,
    few_noisy_rows,
    problem,
    shuffled,
    unscaled,
    with_a_gap,
    with_large_targets,
)

RATE_FACTORS = {"rate_x3": 3.0, "rate_x30": 30.0, "rate_x100": 100.0, "rate_div100": 0.01}
SAME_PROBLEM = ("overfitting", "noisy_targets", "exact_targets", "large_targets")
NOISE = {"noisy_targets": 2.0, "exact_targets": 0.0, "exploding_logits": 0.0}
HALF_SCALE = 2.0**9  # the first loss scale of the float16 runs; it doubles every four epochs


class KeptGradients(torch.optim.SGD):
    """Gradient descent whose loop forgets to clear the gradients."""

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Leave the gradients where they are."""


def naive_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Return the cross-entropy by its formula, which in float16 overflows at a logit of 11."""
    power = torch.exp(logits.half()).float()
    share = power / power.sum(dim=1, keepdim=True)
    return -torch.log(share[torch.arange(len(target)), target]).mean()


@dataclass(eq=False)
class Experiment:
    """One training run before it starts, for any loop that trains PyTorch models."""

    problem: Problem
    fault: str
    model: nn.Module
    loss: nn.Module
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler | None  # steps once an epoch
    batch: int
    epochs: int
    seed: int

    def tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return X, y and those of the validation rows, as the loss takes them."""
        p = self.problem
        kind = torch.get_default_dtype() if self.fault != "half_precision" else torch.float16
        X, X_valid = (torch.tensor(a, dtype=kind) for a in (p.X, p.X_valid))
        if p.task == "regression":
            y, y_valid = (torch.tensor(a, dtype=kind)[:, None] for a in (p.y, p.y_valid))
        else:
            y, y_valid = (torch.tensor(a) for a in (p.y, p.y_valid))
        return X, y, X_valid, y_valid

    def batches(self, X: Tensor, y: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield the batches of one epoch, in a new order each time."""
        if self.batch >= len(X):
            yield X, y
            return
        order = torch.randperm(len(X))
        for rows in order.split(self.batch):
            yield X[rows], y[rows]

    def train_loss(self) -> float:
        """Return the loss of all training rows as the model stands."""
        X, y, *_ = self.tensors()
        with torch.no_grad():
            return float(self.loss(self.model(X), y))

    def finite_weights(self) -> bool:
        """Return whether every weight is finite."""
        return all(bool(torch.isfinite(p).all()) for p in self.model.parameters())


def experiment(
    task: str,
    fault: str,
    seed: int,
    *,
    model: str = "net",
    loss: str = "",
    optimizer: str = "sgd",
    batch: int = 20,
    epochs: int = 40,
    rate: float | None = None,
    half_of_limit: bool = False,
) -> Experiment:
    """Return an experiment with a fault, "none" for a sound one."""
    torch.manual_seed(seed)
    rows = _problem(task, fault, seed)
    width = 64 if fault == "overfitting" else 16
    net = _network(rows, model, fault, width)
    lr = rate if rate is not None else _rate(rows, model, optimizer, fault, batch)
    if half_of_limit:  # of these very columns, in whatever unit
        lr = rows.rate_limit() / 2
    lr *= RATE_FACTORS.get(fault, 1.0)
    how = _optimizer(net, optimizer, fault, lr)
    criterion = _loss(task, fault, loss)
    return Experiment(
        rows, fault, net, criterion, how, _schedule(how, fault, epochs), batch, epochs, seed
    )


def _problem(task: str, fault: str, seed: int) -> Problem:
    if fault == "overfitting":
        return few_noisy_rows(task, seed)
    rows = problem(task, seed, noise=NOISE.get(fault, 0.4))
    if fault == "unscaled_inputs":
        return unscaled(rows, seed)
    if fault == "missing_value":
        return with_a_gap(rows)
    if fault == "large_targets":
        return with_large_targets(rows)
    return shuffled(rows, seed) if fault == "shuffled_labels" else rows


def _network(rows: Problem, model: str, fault: str, width: int) -> nn.Module:
    d = rows.X.shape[1]
    if model == "linear":
        return nn.Linear(d, rows.outputs)
    net = nn.Sequential(nn.Linear(d, width), nn.ReLU(), nn.Linear(width, rows.outputs))
    if fault == "dead_units":
        nn.init.constant_(net[0].bias, -100.0)
    if fault == "frozen_layers":
        nn.init.zeros_(net[2].weight)
    return net.half() if fault == "half_precision" else net


def _rate(rows: Problem, model: str, optimizer: str, fault: str, batch: int) -> float:
    if optimizer == "adam":
        return 0.02 if fault == "exploding_logits" else 0.01
    if fault == "unscaled_inputs":
        rows = problem(rows.task, 1)
    if fault == "momentum":
        return 0.01
    if model == "linear" and rows.task == "regression":
        return rows.rate_limit() / (2 if batch >= len(rows.X) else 8)
    return 0.1 if batch < len(rows.X) else 0.3


def _optimizer(net: nn.Module, kind: str, fault: str, lr: float) -> torch.optim.Optimizer:
    weights = list(net.parameters())
    if fault == "frozen":
        weights = [nn.Parameter(w.detach().clone()) for w in weights]  # those of another model
    if fault == "frozen_layers":
        weights = weights[:2]
    if kind == "adam":
        return torch.optim.Adam(weights, lr=lr, maximize=fault == "wrong_sign")
    if fault == "kept_gradients":
        return KeptGradients(weights, lr=lr)
    momentum = 0.9 if fault == "momentum" else 0.0
    return torch.optim.SGD(weights, lr=lr, momentum=momentum, maximize=fault == "wrong_sign")


def _loss(task: str, fault: str, kind: str) -> nn.Module:
    if kind == "absolute":
        return nn.L1Loss()
    if task == "regression":
        return nn.MSELoss()
    return Formula() if fault == "exploding_logits" else nn.CrossEntropyLoss()


class Formula(nn.Module):
    """The cross-entropy without its guard against overflow."""

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        """Return the mean of the batch."""
        return naive_cross_entropy(logits, target)


def _schedule(
    how: torch.optim.Optimizer, fault: str, epochs: int
) -> torch.optim.lr_scheduler.LRScheduler | None:
    kinds = torch.optim.lr_scheduler
    if fault == "warm_up":
        return kinds.LambdaLR(how, lambda epoch: min(1.0, (epoch + 1) / (epochs / 3)) ** 2)
    if fault == "cosine":
        return kinds.CosineAnnealingLR(how, epochs)
    if fault == "restarts":
        for group in how.param_groups:
            group["lr"] *= 4
            group["initial_lr"] = group["lr"]
        return kinds.CosineAnnealingWarmRestarts(how, max(1, epochs // 4))
    if fault == "step_schedule":
        return kinds.StepLR(how, max(1, epochs // 3), gamma=0.1)
    return None


@lru_cache
def reachable(task: str, fault: str, seed: int, model: str, loss: str) -> float:
    """Return the loss that the sound problem can reach: by formula, or by a much longer run."""
    same = fault if fault in SAME_PROBLEM else "none"
    if model == "linear" and task == "regression" and not loss:
        return _problem(task, same, seed).least_squares_loss()
    longer = experiment(task, same, seed, model=model, loss=loss, batch=10**9, epochs=400)
    for _ in descent(longer):
        pass
    return longer.train_loss()


def descent(work: Experiment) -> Iterator[list[tuple[float, float]]]:
    """Train, and yield for each epoch the loss and the gradient norm of every batch."""
    X, y, *_ = work.tensors()
    scale = HALF_SCALE if work.fault == "half_precision" else 1.0
    for epoch in range(work.epochs):
        seen = []
        for at, (rows, target) in enumerate(work.batches(X, y)):
            if work.fault == "spike" and epoch == work.epochs // 2 and at == 0:
                rows = rows * 30  # one batch in the wrong unit
            loss = work.loss(work.model(rows), target)
            work.optimizer.zero_grad()
            (loss * scale).backward()
            seen.append((loss.item(), _unscale(work.model, scale)))
            work.optimizer.step()
        if work.fault == "half_precision" and epoch % 4 == 3:
            scale *= 2
        if work.schedule is not None:
            work.schedule.step()
        yield seen


def _unscale(model: nn.Module, scale: float) -> float:
    """Divide the gradients by the loss scale, and return their norm."""
    total = 0.0
    for weight in model.parameters():
        if weight.grad is not None:
            if scale != 1:
                weight.grad /= scale
            total += float((weight.grad.double() ** 2).sum())
    return math.sqrt(total) if math.isfinite(total) else total


def evidence(
    work: Experiment, start: float, losses: Sequence[float], validation: Sequence[float] = ()
) -> Evidence:
    """Return what a finished experiment did."""
    linear = "linear" if isinstance(work.model, nn.Linear) else "net"
    absolute = "absolute" if isinstance(work.loss, nn.L1Loss) else ""
    rows = work.problem
    return Evidence(
        losses=losses,
        start=start,
        reachable=reachable(rows.task, work.fault, work.seed, linear, absolute),
        guess=rows.guess(absolute),
        validation=validation,
        chance=rows.chance,
        finite_weights=work.finite_weights(),
    )
