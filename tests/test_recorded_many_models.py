"""What is found of a thousand drawn models and their runs is what it was.

Numbers are kept of problems whose condition is small enough that they are the same everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import (
    Loop,
    _falls,
    _parts,
    _rises,
    _sinks,
    _status_of_batches,
    _status_of_losses,
    never_rises,
)
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.models.catalog import MODELS, model_on
from downslope.models.model import Model
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Vector
from downslope.rules import is_adaptive, step_rule
from records import Case, check
from tallies import tally, wide
from test_recorded_many_runs import (
    ALL_RULES,
    CERTAIN,
    Source,
    are_apart,
    near,
    rate_of,
    weighed,
)
from test_recorded_runs import drawn

# --- Models and rules without a closed form -------------------------------------------------------


def model_of(source: Source, *, settled: bool = False) -> Model:
    """Draw a model on rows near mean 0."""
    n, d = source.choice([4, 8, 20, 40]), source.choice([1, 2, 3])
    X, y = drawn(source.randrange(10**6), n, d, source.choice([0.5, 1.0, 3.0]))
    if source.random() < 0.15:
        X[:, 0] *= wide(source, 0.1, 5)
    if source.random() < 0.1:
        X[:, -1] = source.choice([0.0, X[0, 0] or 1.0]) + (X[:, 0] if d > 1 else 0.0)
    alpha, middle = wide(source, 0.01, 20), float(np.median(y))
    above = np.where(y > middle, 1, 0)
    if source.random() < 0.1:
        above = np.where(X[:, 0] > np.median(X[:, 0]), 1, 0)
    intercept = source.random() < 0.8
    named = np.where(above, source.choice(["yes", "a"]), "no") if source.random() < 0.5 else above
    if source.random() < 0.2:
        named = named[:, np.newaxis]
    thirds = np.digitize(y, np.quantile(y, [0.3, 0.7])) if source.random() < 0.8 else above
    counts = np.clip(np.round(np.exp(0.3 * y)), 0, 9)
    if source.random() < 0.15:
        counts = np.where(X[:, 0] > np.median(X[:, 0]), 0.0, counts * source.choice([0, 1]))
    made: list[Callable[[], Model]] = [
        lambda: ds.Ridge(X, y, alpha, intercept=intercept, loss=source.choice(LOSSES)),
        lambda: ds.Lasso(X, y, alpha, intercept=intercept),
        lambda: ds.ElasticNet(X, y, alpha, source.choice([0.0, 0.3, 1.0]), intercept=intercept),
        lambda: ds.Huber(X, y, source.choice([0.1, 1.0, 10.0]), intercept=intercept),
        lambda: ds.Logistic(X, named, source.choice([0.0, alpha]), intercept=intercept),
        lambda: ds.Softmax(X, thirds, source.choice([0.0, alpha / 10])),
        lambda: ds.Poisson(X, np.clip(np.round(np.exp(0.3 * y)), 0, 9),
        source.choice([0.0, alpha / 10])),
        lambda: ds.LeastSquares(X, y, intercept=intercept, loss=source.choice(LOSSES)),
    ]  # fmt: skip
    if not settled:
        made.append(lambda: ds.Network(X, y, source.choice([1, 2, 3])))
    return source.choice(made)()


def of_model(source: Source) -> dict[str, Any]:
    """Draw a model and weights: loss, gradient, curvature, units, and what it explains."""
    model = model_of(source)
    w = np.array(
        [round(source.uniform(-2, 2), 2) for _ in range(int(np.prod(model.weights_shape)))]
    )
    w = np.where(np.array([source.random() < 0.1 for _ in w]), 0.0, w).reshape(model.weights_shape)
    v = np.array([round(source.uniform(-1, 1), 2) for _ in range(w.size)]).reshape(w.shape)
    standard = model.standardized()
    few = model.condensed()
    bound = model.curvature_bound()
    scores = of_scores(model, w)
    if source.random() < 0.2:
        w = source.choice([0.0, 40.0]) * w
    return scores | {
        "outcome": f"{model.name} {model.redundancy} {model.closed_form}",
        "loss": model.loss(w),
        "gradient": weighed(model.gradient(w)),
        "product": weighed(model.hessian_product(w, v)),
        "update": weighed(model.after_update(w.copy(), 0.1)),
        "free": weighed(model.free(w)),
        "noise": model.noise_loss(w),
        "units": weighed(standard.in_user_units(w)),
        "back": weighed(np.round(standard.starting_weights(w), 9)),
        "few": few.loss(w),
        "bound": bound if bound is not None else -1.0,
        "start": weighed(model.starting_weights()),
        "standard": standard.loss(w),
        "said": [
            *(f"{each.code} {each.evidence} {each.columns}" for each in model.explain(w)),
            *model.flat_names,
            *model.settings,
            model.gradient_formula,
        ],
    }


def of_scores(model: Model, w: Vector) -> dict[str, Any]:
    """Return what is known of each row's loss, for models with a score."""
    if not isinstance(model, ScoreModel):
        return {}
    names, y = model.feature_names, model.y
    scores = model.X_b @ np.atleast_2d(w).T
    prediction = model.predict(w)
    pulls = model.precise_pulls([(column, 1e-20 * column) for column in scores.T])
    above, beside = model.improving()
    mean = y.mean(axis=0)
    return {
        "scale": model.scale,
        "remarks": sum(map(len, model.remarks)),
        "score": weighed(model.constant_score(y)),
        "of_rows": weighed(model.losses(prediction - y, w)),
        "pulls": [weighed(high) for high, _ in pulls],
        "low": [weighed(low == 0) for _, low in pulls] if model.name == "huber" else [],
        "plain": weighed(model.pulls(prediction - y)),
        "bent": weighed(model.curvatures(prediction)),
        "far": model.kink_distance(prediction - y),
        "hessian": weighed(np.abs(model.curvature_sum(prediction))),
        "weighted": weighed(np.abs(model.curvature_sum(prediction, np.arange(1.0, len(y) + 1)))),
        "above": weighed(above),
        "beside": weighed(beside),
        "none": sum(map(len, model.no_optimum(names[:1]))),
        "many": sum(map(len, model.no_optimum(names))),
        "null": model.null_loss(mean),
        "constants": [weighed(each) for each in model.constants(y)],
    }


def of_catalog(source: Source) -> dict[str, Any]:
    """Draw a model by its name, with options and classes that it may not take."""
    X, y = drawn(source.randrange(1000), 6, 1)
    name = source.choice([*MODELS, "forest"])
    options = {
        source.choice(["alpha", "delta", "hidden", "l1_ratio"]): source.choice([None, 0.5, 2])
    }
    classes = (
        ["no", "yes", "so"][: source.choice([2, 3])] if name in ("logistic", "softmax") else []
    )
    target: Any = y
    if name in ("logistic", "softmax", "poisson"):
        target = np.arange(6) % source.choice([1, 2, 2, 3]) % max(len(classes), 2)
    if source.random() < 0.2:
        target = source.choice(
            [target[:4], list(map(str, target)), [None, 1, 1, 0, 0, 1], [-1, 0, 1, 2, 0.5, 1]]
        )
    if source.random() < 0.15:  # a start that does not fit
        wide_one = ds.LeastSquares(np.eye(9)[:, : source.choice([1, 2, 5, 6, 7, 8])], np.ones(9))
        wide_one.given_weights(source.choice([[1.0], "x", [math.nan] * 3, [[1.0, 2.0]]]))
    made = model_on(
        name, X, target, options, loss=source.choice(["mse", "mse", "sse"]), classes=classes
    )
    return {
        "outcome": made.name,
        "said": [repr(made.weights_shape), *map(str, getattr(made, "classes", ()))],
        "loss": made.loss(made.starting_weights() + 0.5),
    }


def minimum_of(model: Model) -> Minimum | None:
    found = Minimum.of(model)
    return None if found is None or found.absent is not None else found


def of_minimum(source: Source) -> dict[str, Any]:
    found = Minimum.of(model_of(source, settled=True))
    assert found is not None
    if found.absent is not None:
        return {"outcome": found.absent.code, "said": found.absent.evidence}
    apart = are_apart(found.eigenvalues)
    outcome = {"outcome": f"{found.problem.name} {found.flat} {' '.join(found.zeros)}"}
    if not found.condition_number < CERTAIN:
        return outcome
    off = found.user_weights + 0.01 * np.arange(1, found.weights.size + 1)
    return outcome | {
        "loss": found.loss,
        "curvatures": weighed(found.eigenvalues),
        "tolerances": weighed(found.tolerances),
        "condition": found.condition_number,
        "free": weighed(found.free),
        "off": found.in_tolerances(off),
        "axes": weighed(np.abs(found.along_axes(off.reshape(found.weights.shape))))
        if apart
        else None,
        "units": float(np.abs(found.axes_in_tolerances).max(initial=0.0)) if apart else None,
        "said": [each.name for each in found.directions(np.ones(len(found.eigenvalues)))]
        if apart
        else [],
    }


def of_loop(source: Source) -> dict[str, Any]:
    """Draw a run of the loop and follow it."""
    model, rule = model_of(source), step_rule(source.choice([*RULES, *ALL_RULES, "gd"]))
    size = source.choice([None, None, None, 3])
    loop = Loop(model, rule, minimum_of(model), batch_size=size)
    limit = loop.limit if 0 < loop.limit < math.inf else source.choice([0.01, 0.1, 1.0])
    epochs = source.choice([1, 3, 10, 25])
    seen = loop.observe(rate_of(source, limit), epochs)
    certain = loop.minimum is not None and loop.minimum.condition_number < 100 and size is None
    # What bounces in no order ends anywhere, by rounding.
    tells = model.convex and size is None and not is_adaptive(rule)
    found: dict[str, Any] = {
        "outcome": f"{seen.status} {seen.at_rest} {seen.overflowed}" if tells else "",
        "limit": loop.limit,
        "affordable": loop.affordable(epochs),
        "start": seen.start.loss,
    }
    if not certain or seen.status not in ("converged", "converging"):
        return found
    if is_adaptive(rule) and loop.minimum is not None:
        found["adaptive"] = adaptive_limit(loop.minimum, rule, seen.memory)
    return found | {
        "followed": seen.followed,
        "needed": seen.epochs_needed,
        "final": seen.final_loss,
        "errors": weighed(np.round(seen.errors[: epochs + 1], 4)),
    }


def of_model_run(source: Source) -> dict[str, Any]:
    model, rule = model_of(source), source.choice([*RULES, "gd", "adam"])
    lr = source.choice([None, wide(source, 0.003, 3), wide(source, 0.01, 1)])
    options: dict[str, Any] = {"standardize": True} if source.random() < 0.15 else {}
    if source.random() < 0.1:
        options["batch_size"] = 3
    one = ds.diagnose(model, lr, source.choice([2, 5, 12]), rule=rule, **options)
    if math.isinf(one.condition_number) or options.get("batch_size") or not model.convex:
        return {"outcome": "rounding decides", "start": one.start_loss}
    found = {
        "outcome": f"{one.status}, {one.cause}",
        "said": [
            *(f"{each.code} {each.evidence}" for each in one.obstacles),
            *(a.action.split()[0] for a in one.advice),
        ],
        "limit": one.lr_limit,
        "start": one.start_loss,
        "global": getattr(one, "lr_limit_global", None),
        "condition": one.condition_number,
    }
    if one.condition_number < 100 and one.status in ("converged", "converging"):
        found |= {
            "advised": one.lr_advised,
            "final": one.final_loss,
            "growth": one.growth_per_epoch,
        }
    return found


def of_sweep(source: Source) -> dict[str, Any]:
    model, rule = model_of(source), source.choice([*RULES, "gd", "adam"])
    rates = [near(source, 0.05), near(source, 0.5)] if source.random() < 0.8 else None
    found = ds.sweep(model, rates, source.choice([1, 4]), rule=rule)
    return {
        "outcome": f"{found.status[0]} {found.status[-1]} {found.closed_form}",
        "limit": found.lr_limit,
        "lowest": found.lowest,
        "first": found.final_loss[0],
        "best": found.lr_best,
    }


def of_losses(source: Source) -> dict[str, Any]:
    """Draw a level over time: whether it falls, sinks, rises, never rises."""
    count, kept = (
        source.choice([2, 4, 7, 8, 9, 16, 40]),
        source.choice([1.0, 0.9, 1.1, wide(source, 0.5, 2)]),
    )
    losses = [kept**k for k in range(count)]
    if source.random() < 0.5:
        losses = [loss + source.choice([0.0, 0.01, 0.5]) * source.random() for loss in losses]
    if source.random() < 0.3:
        losses = [loss * k ** source.choice([1, -1]) for k, loss in enumerate(losses, start=1)]
    parts = _parts(np.array(losses))
    first = source.choice([losses[0], parts[-1], near(source, 1.0)])
    ways = _sinks(parts), _falls(parts), _rises(parts, first), never_rises(losses)
    seen: Any = SimpleNamespace(
        losses=np.array(losses), epochs=source.choice([1, count // 2, count]), followed=count - 1,
        final_loss=losses[min(count - 1, count // 2)],
    )  # fmt: skip
    minimum: Any = source.choice([None, SimpleNamespace(loss=near(source, losses[-1]))])
    whole = seen.epochs < count
    by_loss = _status_of_losses(seen, settles=source.random() < 0.5) if whole else ""
    by_batches = _status_of_batches(seen, minimum)
    said = " ".join(str(int(each)) for each in ways)
    return {"outcome": f"{said} {by_loss} {by_batches}", "parts": weighed(parts)}


DRAWS: dict[str, tuple[int, Callable[[Source], dict[str, Any]]]] = {
    "models": (250, of_model), "catalog": (120, of_catalog), "minima 1": (35, of_minimum),
    "minima 2": (35, of_minimum), "loops 1": (30, of_loop), "loops 2": (30, of_loop),
    "sweeps": (14, of_sweep), "runs 1": (18, of_model_run), "runs 2": (18, of_model_run),
    "runs 3": (18, of_model_run), "levels": (200, of_losses),
}  # fmt: skip
CASES: dict[str, Case] = {
    name: np.errstate(all="ignore")(partial(tally, name, count, draw))
    for name, (count, draw) in DRAWS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_models(name: str) -> None:
    check("many_models", name, CASES[name])
