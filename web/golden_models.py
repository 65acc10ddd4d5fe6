"""Golden runs of the models for the page's TypeScript, which must reproduce Python's numbers.

    python web/golden_models.py            writes src/lib/models/golden.json
    python web/golden_models.py 20 FILE    writes twenty seeds of each model to a file, for which
                                           GOLDEN_MODELS=FILE npx vitest run tests/models.test.ts

For every model and several seeds: the minimum with its curvature, both limits, and runs at 0.5,
0.9, 1.1, and 2 times the limit with their status; and the gradient and the curvature at weights
that are no special ones.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from downslope import descend
from downslope.datasets.lesson_points import POINTS_OF, lesson_points
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import Loop
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.formatting import plain_dict
from downslope.models.catalog import model_on
from downslope.models.least_squares import LeastSquares
from downslope.models.model import Model
from downslope.numerics.arrays import Vector, default_names
from downslope.rules import AdaptiveRule, is_adaptive, step_rule

FILE = Path(__file__).parent / "src" / "lib" / "models" / "golden.json"
SEEDS = 4
ROWS = 30
EPOCHS = 60
EVERY = 10  # epochs from one kept to the next
SHARES = (0.5, 0.9, 1.1, 2.0)  # of the limit
DIGITS = 12  # of the data
NUDGE = 1e-13  # of a first weight
EXPLODED = 1e3  # weights of a network
NEAR = 1e-11  # of the largest: a difference beyond it grows faster than rounding does
SETTINGS: dict[str, dict[str, float]] = {
    "ridge": {"alpha": 0.3},
    "lasso": {"alpha": 0.8},
    "elastic-net": {"alpha": 0.4, "l1_ratio": 0.6},
    "huber": {"alpha": 0.01, "delta": 1.5},
    "logistic": {"alpha": 0.0},
    "softmax": {"alpha": 0.02},
    "poisson": {"alpha": 0.0},
    "network": {"alpha": 0.001, "hidden": 4},
}
POINTS = POINTS_OF | {"ridge": "lesson-useless-columns"}
VARIANTS = (  # loss, rule, standardized
    ("mse", "gd", False),
    ("half-mse", "momentum", True),
    ("mse", "nesterov", False),
    ("half-mse", "adam", True),
)
STEP = 0.2  # rate of Adam, whose steps are about as long, to which SHARES refer


def groups(seeds: int = SEEDS) -> Iterator[dict[str, Any]]:
    """Make all runs of every model on every data set, in a fixed order."""
    for name in SETTINGS:
        yield from (group(name, seed) for seed in range(seeds))


def group(name: str, seed: int) -> dict[str, Any]:
    """Make the runs of a model on the data of a seed."""
    loss, rule, standardize = VARIANTS[seed % len(VARIANTS)]
    X, y = (np.round(each, DIGITS) for each in lesson_points(POINTS[name], ROWS, seed))
    names = ("x",) if X.shape[1] == 1 else default_names(X.shape[1])
    squared = name in ("ridge", "lasso", "elastic-net", "network")
    model = model_on(name, X, y, SETTINGS[name], loss=loss if squared else "mse", names=names)
    trained = model.standardized() if standardize else model
    found = Minimum.of(trained)
    minimum = None if found is None or found.absent is not None else found
    start = trained.starting_weights()
    probe = start + 0.1 * np.arange(start.size).reshape(start.shape) / start.size
    H = _hessian(trained, probe)
    steepest = np.linalg.eigvalsh(H)[-1] if minimum is None else minimum.steepest
    chosen = step_rule(rule)
    if is_adaptive(chosen):
        unit, limit = STEP, _adaptive_limit(trained, chosen, minimum)
    else:
        unit = limit = chosen.rate_limit(float(steepest))  # type: ignore[attr-defined]
    loop = Loop(trained, chosen, minimum)
    L = trained.curvature_bound()
    few = LeastSquares(X, y).condensed()
    return plain_dict(
        {
            "model": name,
            "settings": SETTINGS[name],
            "seed": seed,
            "loss": loss,
            "rule": rule,
            "standardize": standardize,
            "names": names,
            "columns": X.T,
            "y": y,
            "equivalent": np.column_stack([few.X_b, few.y]),
            "normals": np.random.default_rng(0).standard_normal(start.size),
            "probe": trained.in_user_units(probe).ravel(),
            "probe_loss": trained.loss(probe),
            "probe_gradient": trained.gradient(probe).ravel(),
            "probe_curvatures": np.linalg.eigvalsh(H)[::-1],
            "minimum": None if minimum is None else minimum.user_weights,
            "min_loss": None if minimum is None else minimum.loss,
            "limit": limit,
            "global_limit": 2 / L if L else None,
            "epochs": EPOCHS,
            "runs": [_run(trained, loop, rule, share * unit) for share in SHARES],
        }
    )


def _adaptive_limit(trained: Model, rule: AdaptiveRule, minimum: Minimum | None) -> float | None:
    """Return the limit with the divisors after the first of the runs."""
    if minimum is None:
        return None
    memory: Any = rule.start(trained.starting_weights())
    for step in islice(descend(trained, SHARES[0] * STEP, rule=rule), EPOCHS):
        _, memory = rule.direction(step.gradient, memory)
    return adaptive_limit(minimum, rule, memory)


def _run(trained: Model, loop: Loop, rule: str, lr: float) -> dict[str, Any]:
    steps = list(islice(descend(trained, lr, rule=rule), 0, EPOCHS + 1, EVERY))
    # Where a run is chaotic, rounding decides it: from there on nothing can be compared.
    start = trained.in_user_units(trained.starting_weights())
    nudged = descend(trained, lr, start + NUDGE * (1 + np.abs(start)), rule=rule)
    others = islice(nudged, 0, EPOCHS + 1, EVERY)
    near = [
        _is_near(a.weights, b.weights, 1.0)
        and _is_near(np.array(a.loss), np.array(b.loss), 0.0)
        # The units of a network that has exploded are saturated: their slopes are rounding.
        and (trained.convex or np.abs(a.weights).max() < EXPLODED)
        for a, b in zip(steps, others, strict=True)
    ]
    return {
        "lr": lr,
        "status": loop.observe(lr, EPOCHS).status,
        "comparable": len(near) if all(near) else near.index(False),
        "weights": [step.weights.ravel() for step in steps],
        "losses": [step.loss for step in steps],
    }


def _is_near(one: Vector, other: Vector, least: float) -> bool:
    size = np.abs(one).max()
    return not np.isfinite(size) or bool((np.abs(one - other) <= NEAR * (size + least)).all())


def _hessian(model: Model, w: Vector) -> Vector:
    units = np.eye(w.size).reshape(w.size, *w.shape)
    return np.stack([model.hessian_product(w, unit).ravel() for unit in units])


def main(seeds: str = str(SEEDS), file: str = str(FILE)) -> None:
    """Write the file, one model and data set on each line."""
    lines = [json.dumps(group, allow_nan=False) for group in groups(int(seeds))]
    Path(file).write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
