"""Watched runs in PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

from benchmarks.watched_runs.problems import (
    SEEDS,
    STEPS,
    Listed,
    Run,
    classes,
    plane,
    sharpness,
    waves,
)
from downslope.torch import watch as watch_torch

Module = Callable[[], nn.Module]


def line_of(inputs: int = 3) -> nn.Module:
    return nn.Sequential(nn.Linear(inputs, 1))


def network(act: Callable[[], nn.Module] = nn.Tanh, outputs: int = 1, wide: int = 16) -> nn.Module:
    return nn.Sequential(
        nn.Linear(3, wide), act(), nn.Linear(wide, wide), act(), nn.Linear(wide, outputs)
    )


def normalized() -> nn.Module:
    return nn.Sequential(nn.Linear(3, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 1))


def with_dropout() -> nn.Module:
    return nn.Sequential(nn.Linear(3, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 1))


def deep(layers: int = 9) -> nn.Module:
    parts: list[nn.Module] = [nn.Linear(3, 16)]
    for _ in range(layers):
        parts += [nn.Sigmoid(), nn.Linear(16, 16)]
    return nn.Sequential(*parts, nn.Sigmoid(), nn.Linear(16, 1))


def changed(model: nn.Module, change: Callable[[nn.Module], None]) -> nn.Module:
    with torch.no_grad():
        change(model)
    return model


def killed(model: nn.Module) -> None:
    for layer in list(model)[:-1]:  # type: ignore[call-overload]
        if isinstance(layer, nn.Linear):
            layer.bias.fill_(-30.0)


def enlarged(model: nn.Module) -> None:
    for layer in list(model)[:-1]:  # type: ignore[call-overload]
        if isinstance(layer, nn.Linear):
            layer.weight.mul_(200.0)


class Detached(nn.Module):
    """Network whose first half is cut off from the gradient."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = nn.Linear(3, 16), nn.Linear(16, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(torch.tanh(self.body(x)).detach())


def torch_run(
    seed: int,
    data: tuple[np.ndarray, np.ndarray],
    model: Module,
    optimizer: Callable[[Any], Any],
    *,
    steps: int = STEPS,
    batch: int = 0,
    clear: bool = True,
    sign: float = 1.0,
    update: bool = True,
    clip: float = 0.0,
    schedule: Callable[[Any], Any] | None = None,
    others: Module | None = None,
    reduction: str = "mean",
    each: int = 1,
) -> Any:
    """Train a module as the arguments say, and return its watch."""
    torch.manual_seed(seed)
    X = torch.tensor(data[0], dtype=torch.float32)
    is_label = data[1].dtype.kind == "i"
    y = torch.tensor(data[1], dtype=torch.long if is_label else torch.float32)
    module = model()
    trained = module if others is None else others()
    chosen = optimizer(trained.parameters())

    def loss_on(rows: Any, reduce: str = "mean") -> torch.Tensor:
        out = module(X[rows])
        if is_label:
            return nn.functional.cross_entropy(out, y[rows], reduction=reduce)
        return nn.functional.mse_loss(out[:, 0], y[rows], reduction=reduce)

    whole = slice(None)
    w = watch_torch(module, lambda: loss_on(whole), chosen)
    planned = None if schedule is None else schedule(chosen)
    for _ in range(steps):
        if clear:
            chosen.zero_grad()
        for _ in range(each):
            rows = torch.randperm(len(X))[:batch] if batch else whole
            loss = loss_on(rows)
            (sign * loss_on(rows, reduction) / each).backward()
        if clip:
            nn.utils.clip_grad_norm_(module.parameters(), clip)
        if update:
            chosen.step()
        if planned is not None:
            planned.step()
        w.step(loss)
    return w


def torch_step(optimizer: Any, loss: Callable[[], Any]) -> Any:
    """Make one plain step, and return its loss."""
    optimizer.zero_grad()
    value = loss()
    value.backward()
    optimizer.step()
    return value


def sgd(lr: float, **more: Any) -> Callable[[Any], Any]:
    return lambda p: torch.optim.SGD(p, lr=lr, **more)


def adam(lr: float, kind: str = "Adam", **more: Any) -> Callable[[Any], Any]:
    return lambda p: getattr(torch.optim, kind)(p, lr=lr, **more)


def of_torch() -> Iterator[Run]:
    for seed in SEEDS:
        yield from (
            Run(f"torch {name} #{seed}", "PyTorch", fault, right, train)
            for name, fault, right, train in (*_torch_faults(seed), *_torch_healthy(seed))
        )


def _torch_faults(seed: int) -> Iterator[Listed]:
    flat, curved, three = plane(seed), waves(seed), classes(seed)
    top = 2 / sharpness(flat[0])
    above, small = ("lr_above_limit",), ("lr_too_small",)

    def run(*args: Any, **more: Any) -> Callable[[], Any]:
        return lambda: torch_run(seed, *args, **more)

    yield "line lr ×3", "rate too high", above, run(flat, line_of, sgd(3 * top))
    yield "line lr ×1.1", "rate too high", above, run(flat, line_of, sgd(1.1 * top))
    yield (
        "line momentum lr ×3",
        "rate too high",
        above,
        run(flat, line_of, sgd(6 * top, momentum=0.9)),
    )
    yield "network lr ×30", "rate too high", above, run(curved, network, sgd(15.0))
    yield (
        "rectifiers lr ×100",
        "rate too high",
        above,
        run(curved, lambda: network(nn.ReLU), sgd(30.0)),
    )
    yield "line lr ÷1000", "rate too low", small, run(flat, line_of, sgd(top / 2000))
    yield "line lr ÷10,000", "rate too low", small, run(flat, line_of, sgd(top / 20_000))
    yield "network lr ÷1000", "rate too low", small, run(curved, network, sgd(3e-4))
    yield "network Adam lr ÷1000", "rate too low", small, run(curved, network, adam(1e-6))
    yield (
        "classes lr ÷1000",
        "rate too low",
        small,
        run(three, lambda: network(outputs=3), sgd(5e-4)),
    )
    sums = ("gradients_add_up",)
    for name, data, model, optimizer in (
        ("line", flat, line_of, sgd(top / 4)),
        ("network", curved, network, sgd(0.05)),
        ("network Adam", curved, network, adam(1e-3)),
        ("classes", three, lambda: network(outputs=3), sgd(0.05)),
        ("line momentum", flat, line_of, sgd(top / 20, momentum=0.9)),
    ):
        yield (
            f"{name} no zero_grad",
            "gradients add up",
            sums,
            run(data, model, optimizer, clear=False),
        )
    sign = ("wrong_sign",)
    yield "line −loss", "wrong sign", sign, run(flat, line_of, sgd(top / 10), sign=-1.0)
    yield "network maximize", "wrong sign", sign, run(curved, network, sgd(0.01, maximize=True))
    yield "network Adam −loss", "wrong sign", sign, run(curved, network, adam(1e-3), sign=-1.0)
    units = ("flat_directions", "slow_direction")
    yield (
        "line unscaled",
        "unscaled inputs",
        units,
        run(plane(seed, unit=300.0), line_of, sgd(1 / sharpness(plane(seed, unit=300.0)[0]))),
    )
    dead = ("dead_units",)
    yield (
        "dead units",
        "dead units",
        dead,
        run(curved, lambda: changed(network(nn.ReLU), killed), sgd(0.05)),
    )
    yield (
        "dead units Adam",
        "dead units",
        dead,
        run(three, lambda: changed(network(nn.ReLU, 3), killed), adam(1e-3)),
    )
    full = ("saturated",)
    yield (
        "saturated",
        "saturated units",
        full,
        run(curved, lambda: changed(network(), enlarged), sgd(1e-3)),
    )
    yield (
        "saturated sigmoids",
        "saturated units",
        full,
        run(curved, lambda: changed(network(nn.Sigmoid), enlarged), sgd(0.01)),
    )
    still = ("frozen",)
    yield (
        "another model's optimizer",
        "frozen layers",
        still,
        run(curved, network, sgd(0.05), others=network),
    )
    yield (
        "no optimizer.step",
        "frozen layers",
        still,
        run(curved, network, adam(1e-3), update=False),
    )
    yield (
        "lr 0",
        "frozen layers",
        (*still, "schedule"),
        run(
            curved,
            network,
            sgd(0.05),
            schedule=lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda _: 0.0),
        ),
    )
    yield "detached", "detached layers", ("detached",), run(curved, Detached, sgd(0.05))
    yield "detached Adam", "detached layers", ("detached",), run(curved, Detached, adam(1e-2))
    yield (
        "sum, not mean",
        "wrong reduction",
        (*above, "gradient_scale"),
        run(flat, line_of, sgd(top / 4), reduction="sum"),
    )
    yield (
        "network sum, not mean",
        "wrong reduction",
        (*above, "gradient_scale"),
        run(curved, network, sgd(0.5), reduction="sum"),
    )
    vanished = ("vanishing_gradients", "flat_directions", "chance_level")
    yield "nine sigmoid layers", "vanishing gradients", vanished, run(curved, deep, sgd(0.05))
    yield (
        "zero weights",
        "vanishing gradients",
        (*vanished, "detached", "frozen"),
        run(
            curved,
            lambda: changed(network(), lambda m: [p.zero_() for p in m.parameters()] and None),
            sgd(0.05),
        ),
    )
    broken = (flat[0].copy(), flat[1])
    broken[0][7, 1] = np.nan
    yield "NaN in the data", "NaN", ("nan_or_inf",), run(broken, line_of, sgd(top / 4))
    yield "batches with NaN", "NaN", ("nan_or_inf",), run(broken, line_of, sgd(top / 40), batch=4)
    noisy = ("gradient_noise", "noise_floor", "lr_near_limit", "lr_above_limit")
    yield "batches of 1", "gradient noise", noisy, run(flat, line_of, sgd(top / 7), batch=1)
    mixed = (curved[0], np.random.default_rng(seed).permutation(curved[1]))
    yield "shuffled labels", "shuffled labels", CANNOT_TELL, run(mixed, network, sgd(0.05))


CANNOT_TELL = (
    "none", "unknown", "noise_floor", "slow_direction", "flat_directions", "gradient_noise",
    "lr_too_small",
)  # fmt: skip


def _torch_healthy(seed: int) -> Iterator[Listed]:
    flat, curved, three = plane(seed), waves(seed), classes(seed)
    top = 2 / sharpness(flat[0])

    def run(*args: Any, **more: Any) -> Callable[[], Any]:
        return lambda: torch_run(seed, *args, **more)

    def rectified() -> nn.Module:
        return network(nn.ReLU)

    def three_outputs() -> nn.Module:
        return network(outputs=3)

    def sorting() -> nn.Module:
        return network(nn.ReLU, 3)

    cosine = lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS)  # noqa: E731
    steps = lambda o: torch.optim.lr_scheduler.StepLR(o, STEPS // 3, 0.3)  # noqa: E731
    warm = lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.05, total_iters=50)  # noqa: E731
    for name, train in (
        ("line", run(flat, line_of, sgd(top / 2))),
        ("line slow", run(flat, line_of, sgd(top / 8))),
        ("line momentum", run(flat, line_of, sgd(top / 10, momentum=0.9))),
        ("line batches", run(flat, line_of, sgd(top / 20), batch=16)),
        ("line float steps", run(flat, line_of, sgd(top / 3), steps=1500)),
        ("network", run(curved, network, sgd(0.1))),
        ("network long", run(curved, network, sgd(0.1), steps=1200)),
        ("network momentum", run(curved, network, sgd(0.02, momentum=0.9))),
        ("network Nesterov", run(curved, network, sgd(0.02, momentum=0.9, nesterov=True))),
        ("network Adam", run(curved, network, adam(1e-2))),
        ("network Adam small", run(curved, network, adam(2e-3))),
        ("network AdamW", run(curved, network, adam(1e-2, "AdamW", weight_decay=0.01))),
        ("network RMSprop", run(curved, network, adam(1e-3, "RMSprop"))),
        ("network Adagrad", run(curved, network, adam(0.05, "Adagrad"))),
        ("network decay", run(curved, network, sgd(0.1, weight_decay=1e-3))),
        ("network batches", run(curved, network, sgd(0.05), batch=16)),
        ("network Adam batches", run(curved, rectified, adam(3e-3), batch=16)),
        ("network clipped", run(curved, network, sgd(0.1), clip=0.5)),
        ("network accumulated", run(curved, network, sgd(0.1), batch=24, each=4)),
        ("rectifiers", run(curved, rectified, sgd(0.1))),
        ("normalized", run(curved, normalized, sgd(0.05))),
        ("normalized Adam batches", run(curved, normalized, adam(1e-2), batch=32)),
        ("dropout", run(curved, with_dropout, adam(1e-2))),
        ("classes", run(three, sorting, sgd(0.1))),
        ("classes Adam", run(three, sorting, adam(3e-3))),
        ("classes batches", run(three, sorting, sgd(0.05), batch=16)),
        ("cosine", run(curved, network, sgd(0.1), schedule=cosine)),
        ("cosine Adam", run(curved, network, adam(1e-2), schedule=cosine)),
        ("steps", run(curved, network, sgd(0.1), schedule=steps)),
        ("warm-up", run(curved, network, sgd(0.1), schedule=warm)),
        ("edge of stability", run(curved, network, sgd(0.3), steps=1500)),
        ("edge of stability, momentum", run(curved, network, sgd(0.05, momentum=0.9), steps=1500)),
        ("edge of stability, classes", run(three, three_outputs, sgd(1.0), steps=1500)),
    ):  # fmt: skip
        yield name, "", (), train
