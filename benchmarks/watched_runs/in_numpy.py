"""Watched runs in NumPy, with functions to measure or gradients alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import downslope as ds
from benchmarks.watched_runs.problems import SEEDS, STEPS, Listed, Run, plane, sharpness, waves


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


def of_numpy() -> Iterator[Run]:
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
