"""Watches of PyTorch loops whose outputs and targets have shapes that broadcast."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
import torch

from downslope.torch import watch
from torch_runs import SGD, data, net, take_steps

F = torch.nn.functional
Loss = Callable[[Any, Any], Any]


def cross_entropy(out: Any, y: Any) -> Any:
    labels = (y > 0).double()
    return -(labels * F.logsigmoid(out) + (1 - labels) * F.logsigmoid(-out)).mean()


BROADCAST: dict[str, Loss] = {
    "by hand": lambda out, y: ((out - y[:, 0]) ** 2).mean(),
    "in another order": lambda out, y: ((y[:, 0] - out) ** 2).mean(),
    "outputs without columns": lambda out, y: ((out[:, 0] - y) ** 2).sum(),
    "mse_loss": lambda out, y: F.mse_loss(out, y[:, 0]),
    "by name": lambda out, y: F.smooth_l1_loss(input=out, target=y[:, 0]),
    "absolute": lambda out, y: torch.sub(out, other=y[:, 0]).abs().mean(),
    "cross-entropy by hand": lambda out, y: cross_entropy(out, y[:, 0]),
    "sequences": lambda out, y: ((out[:, None] - y) ** 2).mean(),
    "far away": lambda out, y: ((out - (y[:, 0] + 50)) ** 2).mean(),
}
MEANT: dict[str, Loss] = {
    "one shape": lambda out, y: ((out - y) ** 2).mean(),
    "of each pair": lambda out, y: F.softplus(-(out - out[:, 0]) * (y - y[:, 0]).sign()).mean(),
    "of two samples": lambda out, y: (
        (out - y[:, 0]).abs().mean() - (out - out[:, 0]).abs().mean() / 2
    ),
    "weights of each row": lambda out, y: (torch.ones(len(y))[:, None] * (out - y) ** 2).mean(),
    "outputs times the numbers of rows": lambda out, y: (
        ((out - y)[:, 0] ** 2).mean() + (out * torch.arange(len(y))).mean() ** 2
    ),
}


class Pair(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = net()

    def forward(self, X: Any) -> Any:
        out = self.body(X)
        return {"mean": out, "scale": torch.tanh(out).exp()}


def watched(loss: Loss, lr: float = 0.05, steps: int = 100) -> Any:
    model = net()
    X, y = data(model)

    def of_model() -> Any:
        return loss(model(X), y)

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Using a target size", UserWarning)
        optimizer = SGD(model.parameters(), lr)
        own = watch(model, of_model, optimizer)
        take_steps(optimizer, of_model, steps, own.step)
        return own.diagnosis


@pytest.mark.parametrize("how", BROADCAST)
def test_outputs_that_are_compared_with_every_target_are_the_cause(how: str) -> None:
    found = watched(BROADCAST[how], 0.001 if how == "outputs without columns" else 0.02)
    assert found.cause == "broadcast", repr(found)
    assert found.status != "converged"
    assert "broadcast" in found.sentence
    assert "(40, 1)" in found.sentence
    assert "[:, None]" in str(found.advice[0])


@pytest.mark.parametrize("how", MEANT)
def test_losses_that_are_meant_to_be_of_pairs_or_rows_are_not(how: str) -> None:
    found = watched(MEANT[how], 1e-4 if "numbers" in how else 0.05)
    assert "broadcast" not in {each.code for each in found.findings}, repr(found)


def test_several_outputs_of_a_model_belong_together() -> None:
    model = Pair()
    X, y = data(model.body)

    def likelihood(target: Any) -> Any:
        out = model(X)
        return (out["scale"].log() + ((out["mean"] - target) / out["scale"]) ** 2).mean()

    for target, is_one in ((y[:, 0], True), (y, False)):
        optimizer = SGD(model.parameters(), 0.001)
        own = watch(model, lambda target=target: likelihood(target), optimizer)
        take_steps(optimizer, lambda target=target: likelihood(target), 10, own.step)
        assert ("broadcast" in {each.code for each in own.diagnosis.findings}) is is_one


def test_a_loss_that_calls_parts_of_the_model_is_seen_as_well() -> None:
    model = net()
    X, y = data(model)

    def loss() -> Any:
        return ((model[2](model[1](model[0](X))) - y[:, 0]) ** 2).mean()

    optimizer = SGD(model.parameters(), 0.02)
    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, 20, own.step)
    assert own.diagnosis.cause == "broadcast"
    assert not model._forward_hooks


def test_a_run_that_is_done_with_such_a_loss_has_learned_nothing() -> None:
    found = watched(BROADCAST["far away"], 0.005, 3000)
    assert found.status == "not_learning", repr(found)
    assert found.cause == "broadcast"


def test_the_shape_to_change_is_named() -> None:
    assert "targets[:, None]" in str(watched(BROADCAST["by hand"]).advice[0])
    assert "outputs[:, None]" in str(watched(BROADCAST["outputs without columns"], 1e-3).advice[0])
