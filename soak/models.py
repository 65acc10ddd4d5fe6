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

import downslope as ds
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import Loop
from downslope.models.model import Model
from downslope.rules import step_rule

NAMES = ("ridge", "lasso", "elastic-net", "huber", "logistic", "softmax", "poisson")
SHARES = (0.5, 0.9, 0.99, 1.01, 1.1, 2.0)
EPOCHS = 60
MOST = 4000  # epochs in which an error of a trial fades or grows


def random_model(name: str, seed: int) -> Model:
    """Return a problem of 40 to 200 rows and 1 to 5 features of unequal scales."""
    rng = np.random.default_rng([seed, NAMES.index(name)])
    n, d = int(rng.integers(40, 200)), int(rng.integers(1, 6))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-0.4, 0.4, d) + rng.normal(size=d)
    scores = X @ (rng.normal(size=d) / math.sqrt(d)) + rng.normal()
    alpha = float(10 ** rng.uniform(-2, 0))
    if name == "logistic":
        return ds.Logistic(X, rng.uniform(size=n) < 1 / (1 + np.exp(-scores)), alpha=alpha / 10)
    if name == "softmax":
        noisy = rng.gumbel(size=(n, 3)) + np.outer(scores, [1, 0, -1])
        return ds.Softmax(X, np.argmax(noisy, axis=1), alpha=alpha / 10)
    if name == "poisson":
        return ds.Poisson(X, rng.poisson(np.exp(np.clip(0.5 * scores, -3, 3))))
    y = scores + rng.standard_t(3, n)
    if name == "huber":
        return ds.Huber(X, y, delta=float(rng.uniform(0.5, 2)), alpha=alpha / 10)
    if name == "elastic-net":
        return ds.ElasticNet(X, y, alpha=alpha, l1_ratio=float(rng.uniform(0.1, 0.9)))
    return (ds.Ridge if name == "ridge" else ds.Lasso)(X, y, alpha=alpha)


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


def seen_status(model: Model, minimum: Minimum, lr: float) -> str:
    """Return the status that a run of ten times as many epochs shows."""
    best = minimum.user_weights.reshape(model.weights_shape)
    allowed = minimum.tolerances.reshape(model.weights_shape)
    losses, errors = [], []
    for step in itertools.islice(ds.descend(model, lr), 10 * EPOCHS + 1):
        losses.append(step.loss - minimum.loss)
        errors.append(float((np.abs(step.weights - best) / allowed).max()))
        if not (np.isfinite(step.weights).all() and math.isfinite(step.loss)):
            return "diverging"
    if max(errors[EPOCHS:]) <= 1:
        return "converged"
    blocks = [max(losses[k : k + EPOCHS]) for k in range(0, 10 * EPOCHS, EPOCHS)]
    falls = blocks[-1] <= blocks[-2] <= blocks[-3] <= blocks[-4]
    if falls and (max(errors[-EPOCHS:]) <= 1 or blocks[-1] < 0.9 * blocks[-3]):
        return "converging"
    rose = blocks[-1] > max(blocks[:-1]) and blocks[-1] > losses[0]
    if rose and blocks[-1] / blocks[-2] > (blocks[-2] / blocks[-3]) ** 0.9 > 1 + 1e-6:
        return "diverging"
    steady = np.diff(losses[-3 * EPOCHS :]) <= 1e-14 * abs(minimum.loss)
    return "converging" if steady.all() else "unstable"


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
def statuses(runs: int, seed: int) -> list[str]:
    """Try the statuses of random runs, and return the complaints."""
    wrong = []
    seen: Counter[str] = Counter()
    cases = itertools.cycle(itertools.product(NAMES, SHARES))
    for number, (name, share) in zip(range(runs), cases, strict=False):
        model = random_model(name, seed + number)
        minimum = Minimum.of(model)
        if minimum is None or minimum.absent is not None:
            continue
        loop = Loop(model, step_rule("gd"), minimum)
        lr = share * loop.limit
        status, true = loop.observe(lr, EPOCHS).status, seen_status(model, minimum, lr)
        seen[status] += 1
        if status != true:
            case = f"{name}, seed {seed + number}, {share} of the limit"
            wrong.append(f"status of {case}: {status} instead of {true}")
    counts = ", ".join(f"{count} {status}" for status, count in sorted(seen.items()))
    print(f"statuses: {runs} runs ({counts}), {len(wrong)} wrong")
    return wrong


def main() -> int:
    """Run the long forms, print the complaints, and return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m soak.models")
    parser.add_argument("--problems", type=int, default=100, metavar="N", help="of each model")
    parser.add_argument("--runs", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    wrong = [*limits(asked.problems, asked.seed), *statuses(asked.runs, asked.seed)]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
