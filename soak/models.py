"""Diagnoses of random models: python -m soak.models [--problems 100] [--runs 1000] [--seed 0].

Every limit is held to the loop: 1% below it a small error at the solution fades, above it grows.
Every status is compared with a run of ten times as many epochs, assessed without the product.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from collections import Counter

import numpy as np
from numpy.typing import ArrayLike

import downslope as ds
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import Loop
from downslope.models.catalog import model_on
from downslope.models.model import Model
from downslope.rules import step_rule

NAMES = ("ridge", "lasso", "elastic-net", "huber", "logistic", "softmax", "poisson")
SHARES = (0.5, 0.9, 0.99, 1.01, 1.1, 2.0)
EPOCHS = 60
MOST = 4000  # epochs in which an error of a trial fades or grows


def random_model(name: str, seed: int, mirrored: bool = False) -> Model:
    """Return a problem of 40 to 200 rows and 1 to 5 features of unequal scales.

    Mirrored rows have the same targets: then the loss is an even function of the slopes, and a run
    may jump between two points of the same loss.
    """
    rng = np.random.default_rng([seed, NAMES.index(name)])
    n, d = int(rng.integers(40, 200)), int(rng.integers(1, 6))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-0.4, 0.4, d) + rng.normal(size=d)
    scores = X @ (rng.normal(size=d) / math.sqrt(d)) + rng.normal()
    options = {"alpha": float(10 ** rng.uniform(-2, 0))}
    if name in ("logistic", "softmax", "huber"):
        options["alpha"] /= 10
    if name == "logistic":
        y = rng.uniform(size=n) < 1 / (1 + np.exp(-scores))
    elif name == "softmax":
        y = np.argmax(rng.gumbel(size=(n, 3)) + np.outer(scores, [1, 0, -1]), axis=1)
    elif name == "poisson":
        y, options = rng.poisson(np.exp(np.clip(0.5 * scores, -3, 3))), {}
    else:
        y = scores + rng.standard_t(3, n)
    if name == "huber":
        options["delta"] = float(rng.uniform(0.5, 2))
    if name == "elastic-net":
        options["l1_ratio"] = float(rng.uniform(0.1, 0.9))
    if mirrored:
        X, y = np.vstack([X, -X]), np.tile(y, 2)
    return model_on(name, X, y, options)


def fades(model: Model, minimum: Minimum, lr: float) -> bool:
    """Return whether the loop takes a small error along the steepest axis away."""
    along = minimum.axes[:, 0].reshape(minimum.weights.shape)
    small = 1e-4 * float(minimum.tolerances.min()) * along
    size = float(np.linalg.norm(small))
    start = model.in_user_units(minimum.weights + small)
    for step in itertools.islice(ds.descend(model, lr, start), MOST):
        off = float(np.linalg.norm(model.starting_weights(step.weights) - minimum.weights))
        if not size / 10 <= off < 10 * size:
            return off < size
    return off < size


def seen_status(model: Model, minimum: Minimum, lr: float, start: ArrayLike | None = None) -> str:
    """Return the status that a run of ten times as many epochs shows, assessed without the product.

    A fall may end at the minimum or in a cycle above it: the same run, followed ten times farther
    still, tells which.
    """
    losses, errors = followed(model, minimum, lr, start, 10 * EPOCHS)
    if len(losses) <= 10 * EPOCHS:
        return "diverging"
    if max(errors[EPOCHS:]) <= 1:
        return "converged"
    blocks = [max(losses[k : k + EPOCHS]) for k in range(0, 10 * EPOCHS, EPOCHS)]
    rose = blocks[-1] > max(blocks[:-1]) and blocks[-1] > losses[0]
    if rose and blocks[-1] / blocks[-2] > (blocks[-2] / blocks[-3]) ** 0.9 > 1 + 1e-6:
        return "diverging"
    falls = blocks[-1] <= blocks[-2] <= blocks[-3] <= blocks[-4]
    falls = falls and (max(errors[-EPOCHS:]) <= 1 or blocks[-1] < 0.9 * blocks[-3])
    steady = np.diff(losses[-3 * EPOCHS :]) <= 1e-14 * abs(minimum.loss)
    if not (falls or steady.all()):
        return "unstable"
    _, errors = followed(model, minimum, lr, start, 100 * EPOCHS)
    parts = [max(part) for part in np.array_split(errors, 10)]
    return "converging" if parts[-1] <= 1 or parts[-1] < parts[-2] * (1 - 1e-9) else "unstable"


def followed(
    model: Model, minimum: Minimum, lr: float, start: ArrayLike | None, epochs: int
) -> tuple[list[float], list[float]]:
    """Return losses above the minimum and errors in tolerances; fewer where numbers overflow."""
    best = minimum.user_weights.reshape(model.weights_shape)
    allowed = minimum.tolerances.reshape(model.weights_shape)
    losses, errors = [], []
    for step in itertools.islice(ds.descend(model, lr, start), epochs + 1):
        if not (np.isfinite(step.weights).all() and math.isfinite(step.loss)):
            break
        losses.append(step.loss - minimum.loss)
        errors.append(float((np.abs(step.weights - best) / allowed).max()))
    return losses, errors


def limits(problems: int, seed: int) -> list[str]:
    """Try the limits of random problems of every model, and return the complaints."""
    wrong = []
    for name, number in itertools.product(NAMES, range(problems)):
        model = random_model(name, seed + number)
        minimum = Minimum.of(model)
        if minimum is None or minimum.absent is not None:
            continue
        limit = Loop(model, step_rule("gd"), minimum).limit
        if not fades(model, minimum, 0.99 * limit) or fades(model, minimum, 1.01 * limit):
            wrong.append(f"limit of {name}, seed {seed + number}: {limit:g} is off by 1% or more")
    print(f"limits: {problems} problems of {len(NAMES)} models, {len(wrong)} wrong")
    return wrong


@np.errstate(all="ignore")
def statuses(runs: int, seed: int, mirrored: bool = False) -> list[str]:
    """Try the statuses of random runs, from zeros or far off, and return the complaints."""
    wrong = []
    seen: Counter[str] = Counter()
    cases = itertools.cycle(itertools.product(NAMES, SHARES))
    for number, (name, share) in zip(range(runs), cases, strict=False):
        model = random_model(name, seed + number, mirrored)
        minimum = Minimum.of(model)
        if minimum is None or minimum.absent is not None or not minimum.steepest:
            continue
        start = None
        if mirrored:
            rng = np.random.default_rng(seed + number)
            off = rng.normal(size=model.weights_shape)
            # Adding the same weights to all classes changes no prediction, and no step does it.
            start = minimum.weights + (off - off.mean(axis=0) if name == "softmax" else off)
        loop = Loop(model, step_rule("gd"), minimum, start)
        lr = share * loop.limit
        status, true = loop.observe(lr, EPOCHS).status, seen_status(model, minimum, lr, start)
        seen[status] += 1
        if status != true:
            case = f"{name}, seed {seed + number}, {share} of the limit{' mirrored' * mirrored}"
            wrong.append(f"status of {case}: {status} instead of {true}")
    counts = ", ".join(f"{count} {status}" for status, count in sorted(seen.items()))
    print(f"statuses{' on mirrored rows' * mirrored}: {runs} runs ({counts}), {len(wrong)} wrong")
    return wrong


def diagnoses(problems: int, runs: int, seed: int) -> list[str]:
    """Try limits and statuses, and return the complaints."""
    wrong = limits(problems, seed) + statuses(runs, seed)
    return wrong + statuses(runs // 4, seed, mirrored=True)


def main() -> int:
    """Run the long forms, print the complaints, and return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m soak.models")
    parser.add_argument("--problems", type=int, default=100, metavar="N", help="of each model")
    parser.add_argument("--runs", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    wrong = diagnoses(asked.problems, asked.runs, asked.seed)
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
