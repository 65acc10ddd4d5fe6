"""Facts of a run of another model, on points of part two of the lesson.

`best.` are the weights with the lowest loss, `w.` those after the last epoch, `line.` what least
squares makes of the same points, and `at.50.` the state after 50 updates. `lr_limit` and its
neighbors are those of `diagnose`; whatever a model does not have is None.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from downslope.datasets.lesson_points import lesson_points
from downslope.descent import Step, descend
from downslope.diagnosis.curvature import curvature
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import Loop
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.training_report import train
from downslope.errors import DataError
from downslope.lessons.formulas import Fact, Facts
from downslope.models.catalog import model_named, model_on
from downslope.models.huber import Huber
from downslope.models.least_squares import LeastSquares
from downslope.models.model import Model
from downslope.models.network import Network
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import is_linear, step_rule

TOLERANCE = 1e-9  # of a curvature, relative: more digits than any text shows


class BriefLoop(Loop):
    """The loop for no more than its epochs: for long runs whose status is not asked for."""

    def affordable(self, epochs: int) -> int:
        """Return the epochs themselves."""
        return epochs


def model_points(
    model: str, points: str, n: int, seed: int, settings: Mapping[str, float]
) -> tuple[Model, Matrix, Vector]:
    """Return a model on points of part two, and the points; settings of other models are left out.

    Raises
    ------
    OptionError
        There is no such model, there are no such points, or a setting cannot be used.

    """
    X, y = lesson_points(points, n, seed)
    takes = model_named(model).option_names
    own = {name: value for name, value in settings.items() if name in takes}
    return model_on(model, X, y, own), X, y


@np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
def run_model(
    model: str,
    points: str,
    lr: float,
    epochs: int = 200,
    n: int = 100,
    seed: int = 0,
    *,
    alpha: float = 0.0,
    delta: float = 1.0,
    hidden: int = 4,
    rule: str = "gd",
    standardize: bool = False,
    start_scale: float = 1.0,
    snapshots: Sequence[int] = (),
    diagnosed: bool = False,
    followed: bool = True,
) -> Facts:
    """Run the loop on a model and return the facts of the run.

    Parameters
    ----------
    model, points
        Names, as in `model_named` and `lesson_points`.
    lr, epochs, rule, standardize
        As `downslope.diagnosis.training_report.train` takes them.
    n, seed
        Number of points, and the seed for them.
    alpha, delta, hidden
        Settings of the models that have them.
    start_scale : float
        Multiplies the weights that the model starts from.
    snapshots : sequence of int
        Epochs whose loss and weights become facts.
    diagnosed : bool
        Whether to add what `diagnose` says: it tries its advice, which takes longer.
    followed : bool
        Whether to follow the run beyond its epochs, as `diagnose` does for the status.
    """
    settings = {"alpha": alpha, "delta": delta, "hidden": hidden}
    made, X, y = model_points(model, points, n, seed, settings)
    problem = made.standardized() if standardize else made
    first = problem.starting_weights() * start_scale
    start = problem.in_user_units(first)
    found = Minimum.of(problem)
    minimum = None if found is None or found.absent is not None else found
    loop = (Loop if followed else BriefLoop)(problem, step_rule(rule), minimum, start)
    kept: list[Step] = []
    losses: list[float] = []
    wanted = {0, epochs, *snapshots}

    def watch(step: Step) -> None:
        losses.append(step.loss)
        if step.epoch in wanted:
            kept.append(step)

    seen = loop.observe(lr, epochs, watch)
    line = Spectrum.of(LeastSquares(X, y))
    facts: Facts = {
        "verb": "model", "model": model, "points": points, "lr": lr, "epochs": epochs, "n": n,
        "seed": seed, "rule": rule, "standardize": standardize, **settings,
        "status": seen.status, "start_loss": seen.start.loss, "final_loss": seen.final_loss,
        "min_loss": None if minimum is None else minimum.loss,
        "absent": "none" if found is None or found.absent is None else found.absent.code,
        "followed": seen.followed, "last_loss": seen.last.loss,
        "rises": sum(after > before for before, after in itertools.pairwise(losses)),
        "epochs_to_tolerance": _whole(seen.epochs_needed),
        "y_max": float(np.max(made.y)),
        "line.slope": float(line.optimum[0]), "line.intercept": float(line.optimum[-1]),
        "line.lr_limit": 2 / line.steepest, "line.min_loss": line.min_loss,
        **_limits(problem, minimum, seen.end.weights, lr, rule),
        **_named("w.", made, seen.end.weights),
        **_zeros(made, seen.end.weights, minimum),
        **_predictions(made, X, seen.end.weights),
        "losses": [step.loss for step in kept if step.epoch in set(snapshots)],
    }  # fmt: skip
    if minimum is not None:
        facts |= _named("best.", made, minimum.user_weights)
        facts |= _of_best(made, X, y, minimum.user_weights)
    for step in kept:
        facts |= {f"at.{step.epoch}.epoch": step.epoch, f"at.{step.epoch}.loss": step.loss}
        facts |= _named(f"at.{step.epoch}.", made, step.weights)
        if X.shape[1] == 1:
            facts[f"at.{step.epoch}.high"] = float(np.max(step.prediction[X[:, 0].argmax()]))
    if diagnosed:
        d = train(made, lr, epochs, start, rule=rule, standardize=standardize).diagnosis
        facts |= {
            "cause": d.cause,
            "sentence": d.sentence,
            "codes": [each.code for each in d.findings],
            "lr_advised": d.lr_advised,
        }
        if not is_linear(step_rule(rule)):
            facts["lr_limit"] = None if math.isnan(d.lr_limit) else d.lr_limit
    return facts


def _whole(count: float) -> int | None:
    return math.ceil(count) if math.isfinite(count) else None


def _limits(
    problem: Model, minimum: Minimum | None, end: Vector, lr: float, rule: str
) -> dict[str, Fact]:
    """Return the limits at the solution (or at the end of the run) and the curvatures there."""
    bound = problem.curvature_bound() if rule == "gd" else None
    first = curvature(problem, tolerance=TOLERANCE).largest
    facts: dict[str, Fact] = {
        "start.curvature": first,
        "start.limit": 2 / first if first > 0 else None,
        "lr_limit_global": 2 / bound if bound else None,
        "sharpness": None,
    }
    with_limit = is_linear(step_rule(rule))
    if np.isfinite(end).all():
        with contextlib.suppress(DataError):
            facts["sharpness"] = curvature(problem, end, tolerance=TOLERANCE).largest
    limit = None
    if minimum is not None:
        limit = Loop(problem, step_rule(rule), minimum).limit
        slow = minimum.flattest
        facts |= {
            "steep.curvature": minimum.steepest,
            "slow.curvature": slow,
            "condition": minimum.condition_number,
            "slow.kept": abs(1 - lr * slow),
            "flat": minimum.flat,
            "growth": minimum.steepest / first if first > 0 else None,
        }
    elif isinstance(facts["sharpness"], float) and facts["sharpness"] > 0 and with_limit:
        limit = 2 / facts["sharpness"]
    known = limit is not None and math.isfinite(limit)
    return facts | {
        "lr_limit": limit if known else None,
        "times_limit": lr / limit if limit is not None and known else None,
    }


def _named(prefix: str, model: Model, weights: Vector) -> dict[str, Fact]:
    """Return weights by name; those of a class as `0.x`."""
    names = [name.replace(": ", ".").replace(" to ", ".") for name in model.flat_names]
    return {f"{prefix}{k}": float(v) for k, v in zip(names, weights.ravel(), strict=True)}


def _zeros(model: Model, end: Vector, minimum: Minimum | None) -> dict[str, Fact]:
    """Return how many slopes are exactly 0, at the end of the run and at the solution."""
    facts: dict[str, Fact] = {"zeros": int((end.ravel()[: model.d] == 0).sum())}
    if minimum is not None:
        slopes = minimum.user_weights.ravel()[: model.d]
        facts |= {
            "best.zeros": len(minimum.zeros),
            "best.nonzero": model.d - len(minimum.zeros),
            "best.size": float(np.linalg.norm(slopes)),
        }
    return facts


def _predictions(model: Model, X: Matrix, weights: Vector) -> dict[str, Fact]:
    """Return the predictions at the smallest and the largest x, if there is one x."""
    if X.shape[1] > 1 or model.name == "softmax" or not np.isfinite(weights).all():
        return {}
    order = np.argsort(X[:, 0])
    predicted = model.predict(model.given_weights(weights))
    return {
        "low.x": float(X[order[0], 0]),
        "low.predicted": float(predicted[order[0]]),
        "high.x": float(X[order[-1], 0]),
        "high.predicted": float(predicted[order[-1]]),
    }


def _of_best(model: Model, X: Matrix, y: Vector, best: Vector) -> dict[str, Fact]:
    """Return what the best weights say, in the terms of the model."""
    name, one = model.name, X.shape[1] == 1
    if name == "logistic" and one:
        boundary = -float(best[1] / best[0])
        return {
            "boundary": boundary,
            "steepest_slope": float(best[0]) / 4,
            "right_share": float(((X[:, 0] > boundary) == (y > 0)).mean()),
        }
    if isinstance(model, Huber):
        off = np.abs(model.X_b @ best - y)
        return {"beyond": int((off > model.delta).sum()), "within": int((off <= model.delta).sum())}
    if name == "softmax" and one:
        slopes, intercepts = best.reshape(model.weights_shape).T
        cuts = -np.diff(intercepts) / np.diff(slopes)
        return {f"cut.{k}": float(cut) for k, cut in enumerate(cuts)}
    if name == "poisson" and one:
        return {"factor": math.exp(float(best[0])), "at_zero": math.exp(float(best[-1]))}
    return {}


def one_epoch(
    model: str,
    x: Sequence[float] | Sequence[Sequence[float]],
    y: Sequence[float],
    w: Sequence[float] | Sequence[Sequence[float]],
    lr: float = 0.1,
    alpha: float = 0.0,
    delta: float = 1.0,
) -> Facts:
    """Return the numbers of one epoch of a model on a few points."""
    takes = model_named(model).option_names
    own = {k: v for k, v in {"alpha": alpha, "delta": delta}.items() if k in takes}
    made = model_on(model, np.array(x, dtype=float), np.array(y, dtype=float), own)
    weights = made.given_weights(w)
    prediction = made.predict(weights)
    residuals, gradient = prediction - made.y, made.gradient(weights)
    after = made.after_update(weights - lr * gradient, lr)
    small = 1e-5
    steps = small * np.eye(weights.size).reshape(-1, *weights.shape)
    slopes = [(made.loss(weights + h) - made.loss(weights - h)) / (2 * small) for h in steps]
    return {
        "predictions": prediction.tolist(),
        "residuals": residuals.tolist(),
        "loss": made.loss(weights),
        "gradient": gradient.tolist(),
        "differences": slopes,
        "next": after.tolist(),
        "next_loss": made.loss(after),
        "curvature": curvature(made, weights, tolerance=TOLERANCE).largest,
    }


def ridge_losses(alphas: Sequence[float], seed: int = 0) -> Facts:
    """Return the MSE, without the penalty, of ridge on the rows that it was fitted to."""
    X, y = lesson_points("lesson-useless-columns", seed=seed)
    line, losses = LeastSquares(X, y), []
    for alpha in alphas:
        found = Minimum.of(model_on("ridge", X, y, {"alpha": alpha}))
        assert found is not None
        losses.append(line.loss(found.user_weights))
    return {"mse": list(losses)}


def network_size(hidden: int, features: int) -> Facts:
    """Return the number of weights of a network."""
    X = np.arange(3.0 * features).reshape(3, features)
    return {"weights": Network(X, np.ones(3), hidden=hidden).starting_weights().size}


def tanh_slope(score: float) -> Facts:
    """Return a hidden unit, and the slope of tanh there by a small difference."""
    small = 1e-5
    slope = (math.tanh(score + small) - math.tanh(score - small)) / (2 * small)
    return {"unit": math.tanh(score), "slope": slope}


def schedules(
    points: str, lr: float, epochs: int, rule: str = "adam", seed: int = 0, n: int = 100
) -> Facts:
    """Return least squares under a rule at a constant rate, and at one that falls to 0."""
    from downslope.rules import Cosine

    X, y = lesson_points(points, n, seed)
    problem = LeastSquares(X, y)
    floor = Spectrum.of(problem).min_loss
    facts: Facts = {"min_loss": floor, "lr": lr, "epochs": epochs}
    rates: dict[str, Any] = {"constant": lr, "falling": Cosine(lr, epochs)}
    for name, rate in rates.items():
        run = itertools.islice(descend(problem, rate, rule=rule), epochs + 1)
        losses = [step.loss for step in run]
        late = losses[-max(epochs // 10, 1) :]
        facts |= {
            f"{name}.loss": losses[-1],
            f"{name}.above": losses[-1] - floor,
            f"{name}.worst_late": max(late),
        }
    return facts
