"""Seeded training runs with known faults, and healthy ones, watched in NumPy, PyTorch, and JAX.

Each run is a few hundred steps on a small problem. Its truth is what was done to it: it does not
come from the watch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch
from torch import nn

import downslope as ds
from downslope.jax import watch as watch_jax
from downslope.torch import watch as watch_torch

STEPS = 300
SEEDS = (0, 1)


@dataclass(frozen=True)
class Run:
    """One run: how to train it, and which causes are right; none for a healthy run."""

    name: str
    framework: str
    fault: str
    right: tuple[str, ...]
    train: Callable[[], Any]

    @property
    def is_healthy(self) -> bool:
        """Whether nothing was done to it."""
        return not self.fault


def runs() -> tuple[Run, ...]:
    """Return all runs, in a fixed order."""
    return (*_of_torch(), *_of_numpy(), *_of_jax())


# --- data ------------------------------------------------------------------------------------


def waves(seed: int, rows: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Return a curved target of three inputs, with noise."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 3))
    return X, np.sin(X.sum(axis=1)) + 0.5 * X[:, 0] + rng.normal(0, 0.05, rows)


def plane(seed: int, rows: int = 96, unit: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Return a linear target of three inputs, with noise; the first input in another unit."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 3))
    y = X @ [2.0, -1.0, 0.5] + 1 + rng.normal(0, 0.1, rows)
    return X * [unit, 1, 1], y


def classes(seed: int, rows: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Return three clouds that overlap a little, and their number."""
    rng = np.random.default_rng(seed)
    label = rng.integers(0, 3, rows)
    centers = 1.5 * np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    return centers[label] + rng.normal(0, 0.8, (rows, 3)), label


def sharpness(X: np.ndarray) -> float:
    """Return the largest curvature of the mean square error of a line with an intercept."""
    with_ones = np.c_[X, np.ones(len(X))]
    return float(np.linalg.eigvalsh(2 / len(X) * with_ones.T @ with_ones)[-1])


# --- PyTorch ---------------------------------------------------------------------------------

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


def _of_torch() -> Iterator[Run]:
    for seed in SEEDS:
        yield from (
            Run(f"torch {name} #{seed}", "PyTorch", fault, right, train)
            for name, fault, right, train in (*_torch_faults(seed), *_torch_healthy(seed))
        )


Listed = tuple[str, str, tuple[str, ...], Callable[[], Any]]


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


# --- NumPy -----------------------------------------------------------------------------------


def numpy_run(
    data: tuple[np.ndarray, np.ndarray],
    lr: float,
    *,
    hidden: int = 0,
    seed: int = 0,
    measures: bool = True,
    steps: int = STEPS,
    batch: int = 0,
    beta: float = 0.0,
    change: Callable[[dict[str, np.ndarray], dict[str, np.ndarray]], dict[str, np.ndarray]]
    | None = None,
) -> Any:
    """Train a line or a network by hand, and return its watch; `change` spoils the gradients."""
    X, y = data
    rng = np.random.default_rng(seed)
    w: dict[str, np.ndarray] = {"slopes": np.zeros(X.shape[1]), "intercept": np.zeros(1)}
    if hidden:
        w = {
            "V": rng.normal(size=(X.shape[1], hidden)) / 2,
            "c": np.zeros(hidden),
            "u": rng.normal(size=hidden) / 4,
        }

    def predicted(w: dict[str, np.ndarray], X: np.ndarray) -> np.ndarray:
        if hidden:
            return np.tanh(X @ w["V"] + w["c"]) @ w["u"]
        return X @ w["slopes"] + w["intercept"]

    def loss(w: dict[str, np.ndarray], rows: Any = slice(None)) -> float:
        return float(np.mean((predicted(w, X[rows]) - y[rows]) ** 2))

    def gradient(w: dict[str, np.ndarray], rows: Any = slice(None)) -> dict[str, np.ndarray]:
        X_, y_ = X[rows], y[rows]
        blame = 2 / len(y_) * (predicted(w, X_) - y_)
        if not hidden:
            return {"slopes": X_.T @ blame, "intercept": blame.sum(keepdims=True)}
        out = np.tanh(X_ @ w["V"] + w["c"])
        back = np.outer(blame, w["u"]) * (1 - out**2)
        return {"V": X_.T @ back, "c": back.sum(axis=0), "u": out.T @ blame}

    rule = "momentum" if beta else "gd"
    watch = (
        ds.watch(loss=loss, gradient=gradient, lr=lr, rule=rule)
        if measures
        else ds.watch(lr=lr, rule=rule)
    )
    total = {name: np.zeros_like(each) for name, each in w.items()}
    before: dict[str, np.ndarray] = {}
    with np.errstate(all="ignore"):
        for _ in range(steps):
            rows = rng.permutation(len(y))[:batch] if batch else slice(None)
            given = gradient(w, rows)
            given = given if change is None else change(given, before)
            before = given
            watch.step(w, given, loss(w, rows))
            total = {name: beta * total[name] + given[name] for name in w}
            w = {name: w[name] - lr * total[name] for name in w}
    return watch


def _times(factor: float) -> Callable[..., dict[str, np.ndarray]]:
    return lambda given, before: {name: factor * each for name, each in given.items()}


def _sum(given: dict[str, np.ndarray], before: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: each + before.get(name, 0.0) for name, each in given.items()}


def _without(block: str) -> Callable[..., dict[str, np.ndarray]]:
    return lambda given, before: {**given, block: 0 * given[block]}


def _of_numpy() -> Iterator[Run]:
    for seed in SEEDS:
        for measures in (True, False):
            how = "functions" if measures else "gradients"
            yield from (
                Run(f"numpy {name}, {how} #{seed}", "NumPy", fault, right, train)
                for name, fault, right, train in (
                    *_numpy_faults(seed, measures), *_numpy_healthy(seed, measures)
                )
            )  # fmt: skip


def _numpy_faults(seed: int, measures: bool) -> Iterator[Listed]:
    flat, curved = plane(seed), waves(seed)
    top = 2 / sharpness(flat[0])

    def run(data: Any, lr: float, **more: Any) -> Callable[[], Any]:
        return lambda: numpy_run(data, lr, seed=seed, measures=measures, **more)

    above = ("lr_above_limit",)
    small = ("lr_too_small",) if measures else ("lr_too_small", "slow_direction", "unknown")
    yield "line lr ×3", "rate too high", above, run(flat, 3 * top)
    yield "line lr ×1.02", "rate too high", above, run(flat, 1.02 * top)
    yield "line momentum lr ×2", "rate too high", above, run(flat, 4 * top, beta=0.9)
    yield "network lr ×30", "rate too high", above, run(curved, 15.0, hidden=12)
    yield "line lr ÷3000", "rate too low", small, run(flat, top / 3000)
    yield "network lr ÷1000", "rate too low", small, run(curved, 3e-4, hidden=12)
    sums = ("gradients_add_up",)
    yield "line adds up", "gradients add up", sums, run(flat, top / 4, change=_sum)
    yield "network adds up", "gradients add up", sums, run(curved, 0.03, hidden=12, change=_sum)
    sign = ("wrong_sign",)
    yield "line −gradient", "wrong sign", sign, run(flat, top / 20, change=_times(-1.0))
    yield "network −gradient", "wrong sign", sign, run(curved, 0.01, hidden=12, change=_times(-1.0))
    scale = ("gradient_scale", "lr_above_limit")
    yield "line sum", "wrong reduction", scale, run(flat, top / 4, change=_times(len(flat[0])))
    yield (
        "line block left out",
        "frozen layers",
        ("frozen", "detached"),
        run(flat, top / 2, change=_without("slopes")),
    )
    broken = (flat[0].copy(), flat[1])
    broken[0][3, 0] = np.nan
    yield "NaN in the data", "NaN", ("nan_or_inf",), run(broken, top / 4)


def _numpy_healthy(seed: int, measures: bool) -> Iterator[Listed]:
    flat, curved = plane(seed), waves(seed)
    top = 2 / sharpness(flat[0])

    def run(data: Any, lr: float, **more: Any) -> Callable[[], Any]:
        return lambda: numpy_run(data, lr, seed=seed, measures=measures, **more)

    for name, train in (
        ("line", run(flat, top / 2)),
        ("line at 0.9 of its limit", run(flat, 0.9 * top)),
        ("line long", run(flat, top / 3, steps=3000)),
        ("line momentum", run(flat, top / 10, beta=0.9)),
        ("line batches", run(flat, top / 20, batch=16)),
        ("network", run(curved, 0.2, hidden=12)),
        ("network momentum", run(curved, 0.02, hidden=12, beta=0.9)),
        ("network batches", run(curved, 0.05, hidden=12, batch=24)),
        ("edge of stability", run(curved, 0.5, hidden=12, steps=2000)),
    ):
        yield name, "", (), train


# --- JAX -------------------------------------------------------------------------------------


def jax_run(
    data: tuple[np.ndarray, np.ndarray],
    optimizer: Any,
    *,
    lr: float | None = None,
    hidden: int = 0,
    seed: int = 0,
    steps: int = STEPS,
    detach: bool = False,
    frozen: str = "",
    sign: float = 1.0,
    adds: bool = False,
) -> Any:
    """Train a line or a network with optax, and return its watch."""
    X, y = (jnp.asarray(part, jnp.float32) for part in data)
    rng = np.random.default_rng(seed)
    params: dict[str, Any] = {"slopes": jnp.zeros(X.shape[1]), "intercept": jnp.zeros(())}
    if hidden:
        params = {
            "V": jnp.asarray(rng.normal(size=(X.shape[1], hidden)) / 2, jnp.float32),
            "c": jnp.zeros(hidden),
            "u": jnp.asarray(rng.normal(size=hidden) / 4, jnp.float32),
        }

    def loss(params: dict[str, Any]) -> Any:
        if not hidden:
            return jnp.mean((X @ params["slopes"] + params["intercept"] - y) ** 2)
        out = jnp.tanh(X @ params["V"] + params["c"])
        out = jax.lax.stop_gradient(out) if detach else out
        return jnp.mean((out @ params["u"] - y) ** 2)

    compiled = jax.jit(jax.value_and_grad(loss))
    update = jax.jit(optimizer.update)
    state = optimizer.init(params)
    w = watch_jax(loss, params, optimizer, lr=lr)
    total = jax.tree.map(jnp.zeros_like, params)
    for _ in range(steps):
        value, slopes = compiled(params)
        slopes = jax.tree.map(lambda each: sign * each, slopes)
        total = jax.tree.map(jnp.add, total, slopes) if adds else slopes
        changes, state = update(total, state, params)
        held = params
        params = optax.apply_updates(params, changes)
        if frozen:
            params = {**params, frozen: held[frozen]}
        w.step(params, state, value)
    return w


def _of_jax() -> Iterator[Run]:
    for seed in SEEDS:
        yield from (
            Run(f"jax {name} #{seed}", "JAX", fault, right, train)
            for name, fault, right, train in (*_jax_faults(seed), *_jax_healthy(seed))
        )


def _jax_faults(seed: int) -> Iterator[Listed]:
    flat, curved = plane(seed), waves(seed)
    top = 2 / sharpness(flat[0])

    def run(data: Any, optimizer: Any, **more: Any) -> Callable[[], Any]:
        return lambda: jax_run(data, optimizer, seed=seed, **more)

    above, small = ("lr_above_limit",), ("lr_too_small",)
    yield "line lr ×3", "rate too high", above, run(flat, optax.sgd(3 * top))
    yield "network lr ×30", "rate too high", above, run(curved, optax.sgd(15.0), hidden=12)
    yield "line lr ÷3000", "rate too low", small, run(flat, optax.sgd(top / 3000), lr=top / 3000)
    yield (
        "network Adam lr ÷1000",
        "rate too low",
        small,
        run(curved, optax.adam(1e-6), lr=1e-6, hidden=12),
    )
    yield "line −gradient", "wrong sign", ("wrong_sign",), run(flat, optax.sgd(top / 20), sign=-1.0)
    yield (
        "optimizer uphill",
        "wrong sign",
        ("wrong_sign",),
        run(curved, optax.scale(0.01), hidden=12),
    )
    yield (
        "detached",
        "detached layers",
        ("detached",),
        run(curved, optax.sgd(0.05), hidden=12, detach=True),
    )
    yield (
        "layer not updated",
        "frozen layers",
        ("frozen",),
        run(curved, optax.sgd(0.05), hidden=12, frozen="V"),
    )
    broken = (flat[0].copy(), flat[1])
    broken[0][3, 0] = np.nan
    yield "NaN in the data", "NaN", ("nan_or_inf",), run(broken, optax.sgd(top / 4))


def _jax_healthy(seed: int) -> Iterator[Listed]:
    flat, curved = plane(seed), waves(seed)
    top = 2 / sharpness(flat[0])
    cosine = optax.cosine_decay_schedule(0.1, STEPS)
    clipped = optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.1))

    def run(data: Any, optimizer: Any, **more: Any) -> Callable[[], Any]:
        return lambda: jax_run(data, optimizer, seed=seed, **more)

    for name, train in (
        ("line", run(flat, optax.sgd(top / 2), lr=top / 2)),
        ("line momentum", run(flat, optax.sgd(top / 10, momentum=0.9))),
        ("network", run(curved, optax.sgd(0.1), lr=0.1, hidden=12)),
        ("network Adam", run(curved, optax.adam(1e-2), lr=1e-2, hidden=12)),
        ("network AdamW", run(curved, optax.adamw(1e-2), hidden=12)),
        ("network RMSprop", run(curved, optax.rmsprop(1e-3), hidden=12)),
        ("network clipped", run(curved, clipped, hidden=12)),
        ("network cosine", run(curved, optax.sgd(cosine), hidden=12)),
        ("edge of stability", run(curved, optax.sgd(0.5), lr=0.5, hidden=12, steps=1500)),
    ):
        yield name, "", (), train
