"""Small PyTorch loops that tests watch, and their dense Hessian."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from downslope.torch import ModuleWatch, watch

torch.set_num_threads(1)  # tests run side by side
SGD, Adam = torch.optim.SGD, torch.optim.Adam
rng = np.random.default_rng(0)
INPUTS = rng.normal(size=(40, 3))
TARGETS = np.sin(INPUTS.sum(axis=1, keepdims=True))
MSE = torch.nn.MSELoss()


def net(*middle: torch.nn.Module, hidden: int = 10, dtype: Any = torch.float64) -> Any:
    torch.manual_seed(0)
    middle = middle or (torch.nn.Tanh(),)
    layers = [torch.nn.Linear(3, hidden), *middle, torch.nn.Linear(hidden, 1)]
    return torch.nn.Sequential(*layers).to(dtype)


def data(model: Any) -> tuple[Any, Any]:
    dtype = next(model.parameters()).dtype
    return torch.tensor(INPUTS, dtype=dtype), torch.tensor(TARGETS, dtype=dtype)


def take_steps(
    optimizer: Any,
    loss: Callable[[], Any],
    count: int,
    tell: Callable[[Any], object] | None = None,
    *,
    clears: bool = True,
    before_step: Callable[[], object] | None = None,
) -> None:
    """Run a loop that tells each loss, as to the step of a watch, once the weights have moved."""
    for _ in range(count):
        if clears:
            optimizer.zero_grad()
        value = loss()
        value.backward()
        if before_step is not None:
            before_step()
        optimizer.step()
        if tell is not None:
            tell(value)


def train(
    make: Callable[[Any], Any],
    model: Any = None,
    steps: int = 120,
    *,
    clears: bool = True,
    gives: bool = True,
    watched: bool = True,
    **options: Any,
) -> tuple[ModuleWatch, Any, Any]:
    model = net() if model is None else model
    X, y = data(model)
    optimizer = make(model.parameters())

    def loss() -> Any:
        return MSE(model(X), y)

    def tell(value: Any) -> None:
        if watched:
            own.step(value if gives else None)

    own = watch(model, loss, optimizer, **options)
    take_steps(optimizer, loss, steps, tell, clears=clears)
    return own, model, optimizer


def dense(model: Any) -> Any:
    X, y = data(model)
    names = [name for name, _ in model.named_parameters()]
    sizes = [p.numel() for p in model.parameters()]
    shapes = [p.shape for p in model.parameters()]
    point = torch.cat([p.detach().reshape(-1) for p in model.parameters()])

    def loss(w: Any) -> Any:
        parts = [each.reshape(s) for each, s in zip(w.split(sizes), shapes, strict=True)]
        given = dict(zip(names, parts, strict=True))
        return MSE(torch.func.functional_call(model, given, (X,)), y)

    return torch.autograd.functional.hessian(loss, point).numpy()


def state(model: Any, optimizer: Any) -> list[bytes]:
    """Everything that a watch must leave alone, to the bit."""
    tensors = [*model.parameters(), *model.buffers()]
    tensors += [p.grad for p in model.parameters() if p.grad is not None]
    for held in optimizer.state.values():
        tensors += [each for each in held.values() if isinstance(each, torch.Tensor)]
    return [
        *(t.detach().numpy().tobytes() for t in tensors),
        torch.get_rng_state().numpy().tobytes(),
        np.random.get_state()[1].tobytes(),  # type: ignore[index] # noqa: NPY002
        repr(random.getstate()).encode(),
        repr([module.training for module in model.modules()]).encode(),
        repr([len(optimizer.state), optimizer.param_groups[0]["lr"]]).encode(),
    ]
