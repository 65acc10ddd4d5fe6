"""Watches of PyTorch loops: harmless to the bit, and right about curvature and limits."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import downslope as ds
from downslope.torch import watch
from downslope.torch.module_loss import ModuleLoss
from torch_runs import MSE, SGD, Adam, data, dense, net, state, train

# --- harmless -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda p: SGD(p, 0.05, momentum=0.9),
        lambda p: torch.optim.AdamW(p, 0.01),
    ],
)
def test_a_run_is_the_same_to_the_bit_with_dropout_and_batch_norm(make: Any) -> None:
    ends = []
    for watched in (False, True):
        model = net(torch.nn.BatchNorm1d(10), torch.nn.ReLU(), torch.nn.Dropout(0.3))
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002
        own, model, optimizer = train(make, model, 30, gives=False, watched=watched, every=7)
        if watched:
            own.measure(blocks=True)
            assert own.diagnosis.measurements
            assert any(each.code == "random_loss" for each in own.diagnosis.findings)
        ends.append(state(model, optimizer))
    assert ends[0] == ends[1]


def test_modules_beside_the_model_are_left_alone() -> None:
    """The batch norm of an encoder is in the loss function, but not in the model."""
    model, encoder = net(), torch.nn.BatchNorm1d(3).double()
    X, y = data(model)
    own = watch(model, lambda: MSE(model(encoder(X)), y), SGD(model.parameters(), 0.1))
    before = [each.clone() for each in encoder.buffers()]
    for _ in range(2):
        own.measure()
    assert all(torch.equal(*each) for each in zip(before, encoder.buffers(), strict=True))
    encoder(X)
    assert not torch.equal(before[0], encoder.running_mean)


def test_a_loss_function_that_calls_backward_leaves_the_gradients_alone() -> None:
    _, model, optimizer = train(lambda p: SGD(p, 0.1), steps=3)
    X, y = data(model)

    def loss() -> Any:
        optimizer.zero_grad()
        value = MSE(model(X), y)
        value.backward()
        return value

    before = state(model, optimizer)
    with pytest.raises(ds.DataError, match=r"calls backward\(\)"):
        watch(model, loss, optimizer).measure()
    assert state(model, optimizer) == before


# --- curvature ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dtype", "digits"), [(torch.float64, 1e-8), (torch.float32, 1e-3)])
def test_products_are_those_of_the_dense_hessian(dtype: Any, digits: float) -> None:
    model = net(hidden=20, dtype=dtype)
    X, y = data(model)
    objective = ModuleLoss(model, lambda: MSE(model(X), y))
    v = np.random.default_rng(1).normal(size=objective.blocks[-1].stop)
    exact = dense(model).astype(float) @ v
    for how, allowed in (("", digits), ("differences", max(digits, 1e-6))):
        objective.how = how
        with objective.at(objective.weights()) as point:
            error = np.linalg.norm(point.product(v) - exact) / np.linalg.norm(exact)
        assert error < allowed * (20 if how and dtype == torch.float32 else 1)
    assert np.array_equal(objective.weights(), ModuleLoss(model, lambda: 0).weights())


def test_sharpness_and_limits_of_sgd() -> None:
    own, model, _ = train(lambda p: SGD(p, 0.1), steps=20, model=net(hidden=30))
    exact = np.linalg.eigvalsh(dense(model))
    found = own.measure(most_products=10)
    assert found.sharpness == pytest.approx(exact[-1], rel=0.01)
    assert found.how == "double backward"
    found = own.measure(blocks=True)
    assert np.abs(exact - found.sharpness).min() <= found.sharpness_error + 1e-9
    assert found.smallest >= exact[0] - 1e-9
    assert own.measure(tolerance=0.01).products <= 3
    assert set(found.block_sharpness) == {"0.weight", "0.bias", "2.weight", "2.bias"}
    assert max(found.block_sharpness.values()) <= exact[-1] * (1 + 1e-6)


def linear_run(make: Callable[[Any], Any], lr: float, steps: int) -> float:
    """Size of the error along the steepest direction at the end, for a quadratic loss."""
    w = torch.nn.Parameter(torch.tensor([1e-3, 1e-3], dtype=torch.float64))
    optimizer = make([w])
    for group in optimizer.param_groups:
        group["lr"] = lr
    curvature = torch.tensor([4.0, 1.0], dtype=torch.float64)
    for _ in range(steps):
        optimizer.zero_grad()
        ((curvature * w**2).sum() / 2).backward()
        optimizer.step()
    return float(w.detach().abs().max())


@pytest.mark.parametrize(
    "make",
    [
        lambda p: SGD(p, 0.1),
        lambda p: SGD(p, 0.1, momentum=0.8),
        lambda p: SGD(p, 0.1, momentum=0.8, dampening=0.5),
        lambda p: SGD(p, 0.1, momentum=0.8, nesterov=True),
        lambda p: SGD(p, 0.1, momentum=0.5, weight_decay=0.7),
    ],
)
def test_limits_of_linear_rules_are_where_runs_turn(make: Callable[[Any], Any]) -> None:
    class Bowl(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = torch.nn.Parameter(torch.ones(2, dtype=torch.float64))

    model = Bowl()
    curvature = torch.tensor([4.0, 1.0], dtype=torch.float64)
    own = watch(model, lambda: (curvature * model.w**2).sum() / 2, make(model.parameters()))
    limit = own.measure().lr_limit
    assert limit is not None
    assert linear_run(make, 0.98 * limit, 400) < 1e-3 < linear_run(make, 1.02 * limit, 400)


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda p: Adam(p, 0.01, weight_decay=0.1), lambda h, d: 38 / h),
        (lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
         lambda h, d: 3.8 / (0.1 * h + 1.9 * 0.1)),
        (lambda p: torch.optim.RMSprop(p, 0.01, centered=True), lambda h, d: 2 / h),
        (lambda p: torch.optim.Adagrad(p, 0.01), lambda h, d: 2 / h),
    ],
)  # fmt: skip
def test_limits_of_adaptive_rules_are_those_of_the_scaled_hessian(make: Any, rule: Any) -> None:
    own, model, optimizer = train(make, steps=15)
    names = ("exp_avg_sq", "square_avg", "sum")
    squares, means = [], []
    for p in model.parameters():
        held = optimizer.state[p]
        (found,) = (held[name] for name in names if name in held)
        bias = 1 - 0.999**15 if "exp_avg_sq" in held else 1.0
        squares.append(found.numpy().ravel() / bias)
        means.append(held["grad_avg"].numpy().ravel() if "grad_avg" in held else squares[-1] * 0)
    eps = optimizer.param_groups[0]["eps"]
    divisors = np.sqrt(np.concatenate(squares) - np.concatenate(means) ** 2) + eps
    H = dense(model)
    if isinstance(optimizer, Adam) and not isinstance(optimizer, torch.optim.AdamW):
        H = H + 0.1 * np.eye(len(H))
    scaled = np.linalg.eigvalsh(H / np.sqrt(np.outer(divisors, divisors)))[-1]
    assert own.measure().lr_limit == pytest.approx(rule(scaled, 0.1), rel=2e-3)


def test_numpy_and_torch_measure_the_same() -> None:
    model = net()
    X, y = data(model)
    objective = ModuleLoss(model, lambda: MSE(model(X), y))

    def gradient(w: Any) -> Any:
        with objective.at(w) as point:
            return point.gradient

    own = watch(model, lambda: MSE(model(X), y), SGD(model.parameters(), 0.1))
    other = ds.watch(gradient=gradient, lr=0.1)
    other.step(objective.weights())
    assert other.measure().sharpness == pytest.approx(own.measure().sharpness, rel=1e-5)
