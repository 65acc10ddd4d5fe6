"""Watched runs in JAX, with optimizers of optax."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.watched_runs.problems import SEEDS, STEPS, Listed, Run, plane, sharpness, waves
from downslope.jax import watch as watch_jax


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


def of_jax() -> Iterator[Run]:
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
