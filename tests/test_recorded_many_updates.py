"""What is seen of a thousand drawn loops, updates, and curvatures is what it was.

Numbers are kept of problems whose condition is small enough that they are the same everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import RULES
from downslope.diagnosis import marks
from downslope.diagnosis.curvature import curvature
from downslope.diagnosis.measurement import Update, measure
from downslope.diagnosis.noise_scale import noise_scale
from downslope.diagnosis.objective import FunctionObjective, Layout, scalar
from downslope.diagnosis.secants import SecantRecord
from downslope.numerics.arrays import Vector
from downslope.rules import step_rule, update_rule
from records import Case, check
from tallies import tally, wide
from test_recorded_many_models import model_of
from test_recorded_many_runs import Source, near, weighed
from test_recorded_runs import drawn

# --- Updates, curvature, and what watches see -----------------------------------------------------


def of_updates(source: Source) -> dict[str, Any]:
    """Draw a run whose updates are recorded, right or wrong in some way."""
    model = ds.LeastSquares(*drawn(source.randrange(1000), 12, 2))
    record = SecantRecord(Layout({"a": np.zeros(1), "b": np.zeros(1), "still": np.zeros(1)}).blocks)
    rule = update_rule(step_rule(source.choice(["gd", "gd", *RULES])))
    lr, sign = wide(source, 0.003, 1.0), source.choice([1, 1, 1, -1])
    how = source.choice(["right", "right", "sums", "scaled", "noise", "single", "no losses"])
    scale, w = wide(source, 0.1, 5), np.array([0.5, -0.25, 0.5])
    mask = np.array([1.0, 1.0, source.choice([0.0, 1.0])])
    velocity, total = np.zeros(3), np.zeros(3)
    for _ in range(source.choice([1, 2, 5, 6, 10, 11, 12, 13])):
        gradient = model.gradient(w) * mask
        if how == "noise":
            gradient = gradient + np.array([source.uniform(-2, 2) for _ in w])
        total = total + gradient
        shown = {"sums": total, "scaled": scale * gradient}.get(how, gradient)
        at = w.astype(np.float32).astype(np.float64) if how == "single" else w
        record.add(at, shown, math.nan if how == "no losses" else model.loss(at))
        direction, velocity = rule.direction(total if how == "sums" else gradient, velocity)
        w = w - sign * lr * direction
    found = record.summary()
    return {
        "outcome": f"{found.is_consistent} {found.adds_up} {found.lr is None} {len(found.still)}",
        "count": found.count if how != "single" else None,
        "curvature": found.curvature,
        "highest": found.highest,
        "uphill": found.uphill,
        "factor": found.factor if found.count < 15 else None,
        "unexplained": round(found.unexplained, 6),
        "ratios": [*found.update_ratios.values()],
        "rate": found.lr if how != "single" else None,
    }


def of_curvature(source: Source) -> dict[str, Any]:
    """Draw weights of a model: the curvature there, alone and as a watch measures it."""
    model = model_of(source)
    shape = model.weights_shape
    w = np.array([round(source.uniform(-1, 1), 2) for _ in range(int(np.prod(shape)))])
    own = curvature(model, w.reshape(shape))
    bad, visited = source.random() < 0.05, [0.0]

    def gradient(v: Vector) -> Vector:
        slopes = model.gradient(v.reshape(shape)).ravel()
        return np.where(np.arange(len(slopes)) == 0, np.nan, slopes) if bad else slopes

    def loss(v: Vector) -> float:
        visited[0] += float(v @ v)
        return model.loss(v.reshape(shape))

    lone = FunctionObjective(loss, None, w)
    slopes, along = lone.gradient_at(w), lone.slope_at(w, np.arange(1.0, len(w) + 1))
    by_differences, far = visited[0], float(f"{along:.3e}")
    objective = FunctionObjective(loss, gradient, w)
    update = Update.of_rule(source.choice(["gd", "momentum", "adam"]), 0.1)
    if source.random() < 0.4:
        scale = np.array([wide(source, 0.1, 3) for _ in w])
        update = Update("own", 0.1, update.limit, scale=scale, decay=source.choice([0.0, 0.1]))
    found = measure(objective, w, update, tolerance=1e-9, each_block=source.random() < 0.2)
    other = replace(update, lr=0.2, decay=update.decay or source.choice([0.0, 0.5, -100.0]))
    coarse = measure(objective, w, other, tolerance=0.5, most_products=2)
    again = coarse.or_better(found, other)

    def kept(number: float | None) -> float | None:
        return None if number is None else float(f"{number:.3e}")  # of differences

    return {
        "outcome": f"{model.name} {found.how}",
        "largest": own.largest,
        "limit": own.lr_limit if own.largest > 1e-9 else None,
        "sharpness": kept(found.sharpness),
        "measured_limit": kept(found.lr_limit),
        "ratio": kept(again.ratio),
        "better": kept(again.sharpness),
        "better_limit": kept(again.lr_limit),
        "products": found.products > 2,
        "norm": found.gradient_norm,
        "slopes": bad or np.allclose(slopes, model.gradient(w.reshape(shape)).ravel(), atol=1e-4),
        "along": far,
        "visited": by_differences,
        "blocks": [kept(each) for each in found.block_sharpness.values()],
    }


def of_decay(source: Source) -> dict[str, Any]:
    """Draw an update with weight decay: what of it follows the gradient."""
    change, slopes, w = (np.array([source.uniform(-1, 1) for _ in range(3)]) for _ in range(3))
    update = Update(
        "own", 0.1, source.choice([None, lambda curvature: 2 / curvature]),
        scale=source.choice([None, np.array([1.0, 2.0, 0.5])]),
        decay=source.choice([0.0, 0.1, np.array([0.1, 0.0, 0.2])]),
        decoupled=source.choice([0.0, 0.0, 0.05, np.array([0.0, 0.1, 0.2])]),
        knows_decay=source.random() < 0.8, rule=step_rule(source.choice(["gd", "momentum"])),
    )  # fmt: skip
    found = update.apart_from_decay(change, slopes, w)
    return {
        "outcome": f"{update.has_decay} {update.starts_afresh} {found is None}",
        "parts": [] if found is None else [weighed(each) for each in found],
    }


def of_marks(source: Source) -> dict[str, Any]:
    """Draw what a watch has seen of updates: sums, signs, and what stays the same."""
    names = [f"w{k}" for k in range(source.choice([1, 2, 5, 6]))]
    cosines = [
        source.choice([0.1, 0.5, near(source, 0.1)]) for _ in range(source.choice([3, 4, 5]))
    ]
    first = near(source, 1.0, 1.2, 1 / 1.2)
    growth = {step: first * step * near(source, 1.0, 1.6, 1 / 1.6) for step in (1, 2, 4, 8)}
    if source.random() < 0.5:
        growth |= {1: first, 2: 2 * first, 4: 4 * first, 8: 8 * first}
    if source.random() < 0.2:
        del growth[source.choice([1, 2, 4, 8])]
    summed = [source.random() < 0.8 for _ in range(source.choice([0, 1, 2, 3]))]
    one, other = (np.array([source.uniform(-1, 1) for _ in range(3)]) for _ in range(2))
    size = float(np.linalg.norm(one + other))
    total = one + other + source.choice([0.0, near(source, 1e-5)]) * size / math.sqrt(3)
    gradients = [one + 0.1 * k * other for k in range(source.choice([1, 2, 2, 3, 3, 5, 5]))]
    found = [
        marks.frozen(names, len(names) + source.choice([0, 1]), 7),
        *marks.going_uphill(cosines),
    ]
    found += marks.adding_up(growth, "Fix it.", summed)
    return {
        "outcome": f"{len(found)} {marks.is_sum(total, one, other)}",
        "said": [each.finding.evidence for each in found],
        "certain": weighed([1 + each.certain + 2 * each.may_train for each in found]),
        "scale": noise_scale(gradients, source.choice([1, 8])),
    }


def of_form(source: Source) -> dict[str, Any]:
    """Draw weights, a gradient, and a loss of some form, right or wrong."""
    parts: list[Any] = [
        np.ones(2),
        np.zeros((1, 2)),
        np.arange(3),
        [0.5],
        1j * np.ones(1),
        "x",
        np.ones(0),
    ]
    some = source.sample(parts[:2] + source.sample(parts, 2), source.choice([1, 2]))
    form = source.choice(["alone", "list", "dict"])
    weights: Any = {"alone": some[0], "list": some, "dict": dict(zip("ab", some, strict=False))}[
        form
    ]
    layout = Layout(weights)
    other = source.choice([weights, weights, weights, np.ones(3), {"a": np.ones(2)}])
    flat = layout.flat(other, source.choice(["weights", "gradient"]))
    loss = source.choice(
        [1.5, np.float32(2), np.array([3]), np.ones(2), None, "x", 1j, 10**400, [1, 2], object]
    )
    again = layout.flat(layout.shaped(flat + 1))
    return {
        "outcome": f"{len(layout.blocks)} {layout.size}",
        "flat": weighed(again),
        "loss": scalar(loss),
    }


def of_watch(source: Source) -> dict[str, Any]:
    """Draw a loop that is watched: what is measured of it, and seen to be wrong with it."""
    model = ds.LeastSquares(*drawn(source.randrange(1000), 12, 2))
    form = source.choice(["array", "list", "dict"])
    rule, lr = source.choice(RULES), source.choice([0.01, 0.05, 0.2])
    given = source.choice(["all", "all", "gradient", "loss", "weights"])
    wrong = source.choice(["", "", "sums", "still", "sign"])

    def shaped(w: Vector) -> Any:
        return {"array": w, "list": [w[:1], w[1:]], "dict": {"a": w[:2], "b": w[2:]}}[form]

    def flat(w: Any) -> Vector:
        parts = [w] if form == "array" else w if form == "list" else [*w.values()]
        return np.concatenate([np.asarray(part).ravel() for part in parts])

    functions: dict[str, Any] = {}
    if given in ("all", "loss"):
        functions["loss"] = lambda w: model.loss(flat(w))
    if given in ("all", "gradient"):
        functions["gradient"] = lambda w: shaped(model.gradient(flat(w)))
    watch = ds.watch(**functions, lr=lr, rule=rule, every=source.choice([1, 2, 3, 5]))
    w, velocity, total = np.array([0.5, -0.5, 0.25]), np.zeros(3), np.zeros(3)
    update = update_rule(step_rule(rule))
    tells, tells_loss = source.random() < 0.6, source.random() < 0.6
    for _ in range(source.choice([1, 3, 5, 6, 9, 12])):
        total = total + model.gradient(w)
        gradient = total if wrong == "sums" else model.gradient(w)
        watch.step(shaped(w), shaped(gradient) if tells else None,
                   model.loss(w) if tells_loss else None)  # fmt: skip
        direction, velocity = update.direction(gradient, velocity)
        move = lr * direction * (-1 if wrong == "sign" else 1)
        w = w - (np.array([0.0, 0.0, 1.0]) if wrong == "still" else 1.0) * move
    if functions and source.random() < 0.5:
        watch.measure(tolerance=source.choice([1e-3, 0.1]), blocks=source.random() < 0.5)
        watch.measure(tolerance=0.2)
    curvatures = watch._curvatures()
    along = watch._curvature_along_gradient() if functions else None
    if functions:
        watch._measure_start(watch._measurable(), source.choice([None, 0.3]))
    seen = watch._marks()
    velocity_seen = watch._read_update().velocity
    return {
        "outcome": f"{len(watch.measurements)} {' '.join(each.finding.code for each in seen)}",
        "said": [each.finding.evidence for each in seen],
        "sharpness": [float(f"{each.sharpness:.2e}") for each in watch.measurements],
        "velocity": None if velocity_seen is None else float(f"{weighed(velocity_seen):.2e}"),
        "steps": [each.step for each in watch.measurements],
        "curvatures": [float(f"{each:.2e}") for each in curvatures],
        "along": None if along is None else float(f"{along:.2e}"),
        "ratio": [
            each.ratio and float(f"{each.ratio:.2e}") for each in watch.measurements if each.ratio
        ],
    }


DRAWS: dict[str, tuple[int, Callable[[Source], dict[str, Any]]]] = {
    "updates": (150, of_updates), "curvatures": (60, of_curvature), "marks": (200, of_marks),
    "forms": (150, of_form), "decay": (60, of_decay), "watches": (80, of_watch),
}  # fmt: skip
CASES: dict[str, Case] = {
    name: np.errstate(all="ignore")(partial(tally, name, count, draw))
    for name, (count, draw) in DRAWS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_seen_of_many_updates(name: str) -> None:
    check("many_updates", name, CASES[name])
