"""Loops around PyTorch's own tools are watched as plain ones: same bits, same limit."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from threadpoolctl import threadpool_info, threadpool_limits

from downslope.torch import ModuleWatch, watch
from torch_runs import MSE, data, dense, net, take_steps

torch.set_num_threads(1)
LR = 0.1
Loop = Callable[[Any, Any, "ModuleWatch | None"], None]


def watched(loop: Loop, model: Any, wrapped: Any = None, **options: Any) -> ModuleWatch:
    """Run a loop with a watch; without one the weights and gradients are the same bits."""
    X, y = data(model)
    called = model if wrapped is None else wrapped
    first = [p.detach().clone() for p in model.parameters()]
    ends = []
    for is_watched in (False, True):
        with torch.no_grad():
            for p, start in zip(model.parameters(), first, strict=True):
                p.copy_(start)
                p.grad = None
        optimizer = torch.optim.SGD(model.parameters(), LR)
        own = watch(called, lambda: MSE(called(X), y), optimizer, every=20, **options)
        loop(called, optimizer, own if is_watched else None)
        if is_watched:
            own.measure()
        tensors = [*model.parameters(), *(p.grad for p in model.parameters() if p.grad is not None)]
        ends.append([each.detach().numpy().tobytes() for each in tensors])
    assert ends[0] == ends[1]
    return own


def plain(model: Any, optimizer: Any, own: ModuleWatch | None) -> None:
    X, y = data(model)
    tell = None if own is None else own.step
    take_steps(optimizer, lambda: MSE(model(X), y), 40, tell)


def check(own: ModuleWatch, model: Any, rel: float = 1e-4) -> None:
    exact = np.linalg.eigvalsh(dense(model))[-1]
    assert own.measurements[-1].sharpness == pytest.approx(exact, rel=rel)
    found = own.diagnosis
    beta = own.optimizer.param_groups[0]["momentum"]  # which a one-cycle schedule changes
    assert found.lr_limit == pytest.approx(2 * (1 + beta) / exact, rel=0.02)
    assert found.status == "converging"
    assert found.cause in ("none", "slow_direction", "schedule", "flat_directions"), repr(found)


def test_a_compiled_model_is_measured_as_it_was_written() -> None:
    """Its compiled form has no second derivative, and other weights would compile it again."""
    model = net()
    compiled = torch.compile(model, backend="aot_eager")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        own = watched(plain, model, compiled)
    check(own, model)
    assert own.measurements[-1].how == "double backward"
    assert torch._dynamo.utils.counters["frames"]["total"] == 1
    assert own._objective.blocks[0].name == "0.weight"
    torch._dynamo.reset()


@pytest.mark.parametrize("scales", [False, True])
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_lower_precision_with_and_without_a_scaler(dtype: Any, scales: bool) -> None:
    model = net(dtype=torch.float32)
    X, y = data(model)

    def loss() -> Any:
        with torch.autocast("cpu", dtype=dtype):
            return MSE(model(X), y)

    optimizer = torch.optim.SGD(model.parameters(), LR)
    own = watch(model, loss, optimizer, every=20)
    scaler = torch.amp.GradScaler("cpu", enabled=scales)
    for _ in range(40):
        optimizer.zero_grad()
        value = loss()
        scaler.scale(value).backward()
        scaler.step(optimizer)
        scaler.update()
        own.step(value)
    check(own, model, rel=0.02)


def test_updates_that_a_scaler_skips_are_no_fault() -> None:
    """A scale that is too large overflows, and the first updates do not take place."""
    model = net(dtype=torch.float32)
    X, y = data(model)

    def loss() -> Any:
        with torch.autocast("cpu", dtype=torch.float16):
            return MSE(model(X), y)

    optimizer = torch.optim.SGD(model.parameters(), LR)
    own = watch(model, loss, optimizer)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**24)
    for _ in range(60):
        optimizer.zero_grad()
        value = loss()
        scaler.scale(value).backward()
        scaler.step(optimizer)
        scaler.update()
        own.step(value)
    assert scaler.get_scale() < 2.0**22
    assert own.measure().how == "double backward"
    check(own, model, rel=0.02)


@pytest.mark.parametrize("each_part", [False, True])
def test_gradients_of_parts_of_a_batch(each_part: bool) -> None:
    """A step is an update; calls after each part count as one, though their losses differ."""

    def loop(model: Any, optimizer: Any, own: ModuleWatch | None) -> None:
        X, y = data(model)
        for _ in range(40):
            optimizer.zero_grad()
            total = 0.0
            for k in range(4):
                loss = MSE(model(X[k::4]), y[k::4]) / 4
                loss.backward()
                total += loss.item()
                if k == 3:
                    optimizer.step()
                if own is not None and each_part:
                    own.step(4 * loss)
            if own is not None and not each_part:
                own.step(total)

    model = net()
    own = watched(loop, model)
    check(own, model)
    codes = {each.code for each in own.diagnosis.findings}
    assert ("called_twice" in codes) == each_part
    assert own.steps <= 48
    assert "gradients_add_up" not in codes


@pytest.mark.parametrize(
    "make",
    [
        lambda o: torch.optim.lr_scheduler.StepLR(o, 20),
        lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 80),
        lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.01, total_iters=10),
        lambda o: torch.optim.lr_scheduler.OneCycleLR(o, 0.2, total_steps=80),
    ],
    ids=["step", "cosine", "warm-up", "one-cycle"],
)
def test_a_scheduler_sets_the_rate(make: Callable[[Any], Any]) -> None:
    rates: list[float] = []

    def loop(model: Any, optimizer: Any, own: ModuleWatch | None) -> None:
        X, y = data(model)
        scheduler = make(optimizer)
        for _ in range(60):
            optimizer.zero_grad()
            loss = MSE(model(X), y)
            loss.backward()
            optimizer.step()
            scheduler.step()
            if own is not None:
                own.step(loss)
                rates.append(scheduler.get_last_lr()[0])

    model = net()
    own = watched(loop, model)
    check(own, model)
    found = own.diagnosis
    assert found.lr == rates[-1]
    assert found.share_of_limit == pytest.approx(rates[-1] / found.lr_limit)
    assert [own.measurements[0].lr, own.measurements[1].lr] == [rates[19], rates[39]]


@contextlib.contextmanager
def one_rank(folder: Path) -> Any:
    place = (folder / "ranks").as_uri()
    torch.distributed.init_process_group("gloo", init_method=place, rank=0, world_size=1)
    try:
        yield
    finally:
        torch.distributed.destroy_process_group()


@pytest.mark.skipif(not torch.distributed.is_available(), reason="PyTorch was built without it")
def test_data_parallel_on_one_rank(tmp_path: Path) -> None:
    model = net()
    with one_rank(tmp_path):
        own = watched(plain, model, torch.nn.parallel.DistributedDataParallel(model))
        check(own, model)
    assert {each.name for each in own._objective.blocks} == {
        "0.weight", "0.bias", "2.weight", "2.bias",
    }  # fmt: skip


def test_nothing_wakes_threads_of_blas_beside_those_of_torch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They would wait busily on the cores of the loop for long after the sums are done.

    BLAS does not split sums over vectors of 10,000 numbers or fewer.
    """
    threads: list[int] = []

    def counted(own: Callable[..., Any]) -> Callable[..., Any]:
        def count(*given: Any, **more: Any) -> Any:
            threads.extend(e["num_threads"] for e in threadpool_info() if e["user_api"] == "blas")
            return own(*given, **more)

        return count

    for name in ("norm", "eigh"):
        monkeypatch.setattr(np.linalg, name, counted(getattr(np.linalg, name)))
    X = torch.ones(4, 12_000)
    model = torch.nn.Linear(12_000, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

    def loss() -> Any:
        return (model(X) ** 2).mean()

    w = watch(model, loss, optimizer, every=5)
    with threadpool_limits(2, "blas"):
        take_steps(optimizer, loss, 10, w.step)
    assert len(w.measurements) == 2
    assert threads
    assert set(threads) == {1}
