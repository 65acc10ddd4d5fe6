"""The watch of training loops: faults and false alarms, its cost, and its rates against a ramp."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch

import downslope as ds
from benchmarks.page import Grid
from benchmarks.timing import Row, ratio
from benchmarks.watched_runs import Run, runs
from benchmarks.watched_runs.in_torch import sgd, torch_step
from benchmarks.watched_runs.problems import plane, waves
from downslope.torch import watch as watch_torch

HEALTHY_STATUS = ("converged", "converging")
HEALTHY_CAUSE = (
    "none", "edge_of_stability", "noise_floor", "gradient_noise", "schedule", "slow_direction",
    "flat_directions", "spike",
)  # fmt: skip
BROKEN_AT_EDGE = ("diverging", "failed", "unstable", "rising")
LEFT = 0.1  # of the fall that other rates reach in as many steps: a rate that trains leaves less


@dataclass(frozen=True)
class Judged:
    """A run, and what its watch says."""

    run: Run
    status: str
    cause: str
    findings: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the headline is right."""
        if self.run.is_healthy:
            return self.status in HEALTHY_STATUS and self.cause in HEALTHY_CAUSE
        return self.cause in self.run.right

    @property
    def is_named(self) -> bool:
        """Whether the fault is among the findings, though not the headline."""
        return not self.is_right and any(each in self.run.right for each in self.findings)


def rows() -> list[Row]:
    found = judged()
    faults = [each for each in found if not each.run.is_healthy]
    healthy = [each for each in found if each.run.is_healthy]
    edge = [each for each in healthy if "edge of stability" in each.run.name]
    alarms = sum(not each.is_right for each in healthy) / len(healthy)
    named = sum(each.is_named for each in faults)
    finder, ramp = _rates_that_train()
    return [
        Row(
            f"right cause of {len(faults)} faulty runs",
            sum(each.is_right for each in faults) / len(faults),
            0.95,
            at_least=True,
            note=f"{named} more have it among the findings",
        ),
        Row(f"false alarms in {len(healthy)} healthy runs", alarms, 0.02),
        Row(
            f"called diverging, of {len(edge)} at the edge of stability",
            sum(each.status in BROKEN_AT_EDGE for each in edge),
            0,
        ),
        Row("a watched loop / the same loop alone, PyTorch", _overhead(), 1.05),
        Row(
            "find_rate: its rates that train, of 20 problems", finder, 20, at_least=True,
            note=f"the steepest point of a ramp: {ramp}",
        ),
    ]  # fmt: skip


@cache
def judged() -> tuple[Judged, ...]:
    """Train all runs, and return what their watches say."""
    torch.set_num_threads(1)
    return tuple(judge(run) for run in runs())


def judge(run: Run) -> Judged:
    """Train one run."""
    found = run.train().diagnosis
    return Judged(run, found.status, found.cause, tuple(each.code for each in found.findings))


def grids() -> list[Grid]:
    faults: dict[str, list[Judged]] = {}
    for each in judged():
        faults.setdefault(each.run.fault or "healthy", []).append(each)
    lines = []
    for fault, group in faults.items():
        wrong = Counter(each.cause for each in group if not each.is_right)
        lines.append(
            (
                fault,
                str(len(group)),
                str(sum(each.is_right for each in group)),
                str(sum(each.is_named for each in group)) if fault != "healthy" else "",
                ", ".join(f"{cause.replace('_', ' ')} {k}" for cause, k in wrong.items()),
            )
        )
    columns = ("fault", "runs", "right headline", "named beside it", "headline of the others")
    return [Grid("What the watch says of seeded runs", columns, tuple(lines))]


def _overhead() -> float:
    """Return the time of a watched loop over that of the same loop, at the default schedule."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    X = torch.tensor(rng.normal(size=(512, 32)), dtype=torch.float32)
    y = torch.sin(X.sum(dim=1, keepdim=True))

    def loop(watched: bool) -> Any:
        torch.manual_seed(0)
        model = torch.nn.Sequential(
            torch.nn.Linear(32, 128), torch.nn.Tanh(), torch.nn.Linear(128, 128), torch.nn.Tanh(),
            torch.nn.Linear(128, 1),
        )  # fmt: skip
        optimizer = sgd(0.02)(model.parameters())

        def loss() -> torch.Tensor:
            return torch.nn.functional.mse_loss(model(X), y)

        w = watch_torch(model, loss, optimizer) if watched else None
        for _ in range(1200):
            value = torch_step(optimizer, loss)
            if w is not None:
                w.step(value)

    return ratio(lambda: loop(True), lambda: loop(False), rounds=5)


# --- rates -----------------------------------------------------------------------------------


def _rates_that_train() -> tuple[int, int]:
    """Return how often the rates of find_rate and of a ramp train."""
    finder = ramp = 0
    for model in _problems():
        w = np.asarray(model.starting_weights(None), dtype=np.float64)
        finder += _trains(model, w, ds.find_rate(model).lr)
        ramp += _trains(model, w, _steepest(model, w))
    return finder, ramp


def _problems() -> list[Any]:
    models: list[Any] = []
    for seed in range(5):
        models += [
            ds.LeastSquares(*plane(seed)),
            ds.LeastSquares(*plane(seed, unit=30.0)),
            ds.Network(*waves(seed), hidden=12),
            ds.Logistic(waves(seed)[0], (waves(seed)[1] > 0).astype(float)),
        ]
    return models


def _steepest(model: Any, w: np.ndarray) -> float:
    """Return the rate at the steepest fall of the loss, while a ramp raises it from 1e-7 to 10."""
    rates = np.geomspace(1e-7, 10, 100)
    losses = []
    with np.errstate(all="ignore"):
        for lr in rates:
            losses.append(model.loss(w))
            w = w - lr * model.gradient(w)
            if not np.isfinite(losses[-1]) or losses[-1] > 4 * losses[0]:
                break
    # As the finders of fastai and Lightning do: without the first ten and the last losses.
    kept = np.array(losses)[10:-1]
    return float(rates[10 + int(np.argmin(np.gradient(kept)))])


def _trains(model: Any, w: np.ndarray, lr: float, steps: int = 300) -> bool:
    """Whether the loss falls nearly as far as at the best of other rates."""
    ends = [_end(model, w, each, steps) for each in (lr, *np.geomspace(1e-4, 3, 12))]
    start, best = model.loss(w), np.nanmin(ends)
    return bool(ends[0] <= best + LEFT * (start - best))


def _end(model: Any, w: np.ndarray, lr: float, steps: int) -> float:
    with np.errstate(all="ignore"):
        for _ in range(steps):
            w = w - lr * model.gradient(w)
        end = float(model.loss(w))
    return end if np.isfinite(end) else np.inf
