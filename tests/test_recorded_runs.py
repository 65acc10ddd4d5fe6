"""Everything that diagnoses of runs say, of problems of each kind, is what it was.

The data are of whole hundredths from Python's own generator, so that they are the same everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from downslope.diagnosis.training_report import train
from downslope.numerics.arrays import Matrix, Vector
from records import Case, check, refusal, scanned

Rows = tuple[Matrix, Vector]


def drawn(seed: int, n: int, d: int, noise: float = 1.0) -> Rows:
    """Return rows of `d` columns near mean 0, and a target that is a line of them."""
    source = random.Random(seed)
    X = np.array([[round(source.gauss(0.0, 1.0), 2) for _ in range(d)] for _ in range(n)])
    slopes = np.array([source.choice((-1.0, 1.0)) * (k + 1) for k in range(d)])
    errors = np.array([source.gauss(0.0, 1.0) for _ in range(n)])
    return X, np.round(X @ slopes + 2.0 + noise * errors, 2)


def _scaled(*sizes: float) -> Rows:
    X, y = drawn(2, 50, len(sizes))
    return X * sizes, y


def _shifted(shift: float) -> Rows:
    X, y = drawn(3, 40, 2)
    return X + np.array([0.0, shift]), y


def _beside(extra: Callable[[Matrix], Vector], noise: float = 1.0) -> Rows:
    X, y = drawn(4, 45, 2, noise)
    return np.column_stack([X, extra(X)]), y


def _changed(at: int, value: float) -> Rows:
    X, y = drawn(5, 60, 2)
    y[at] = value
    return X, y


def _curved() -> Rows:
    X, y = drawn(6, 80, 2)
    return X, np.round(y + 3.0 * X[:, 0] ** 2, 2)


def _coded() -> Rows:
    X, y = drawn(7, 60, 2)
    X[::9, 1] = -999.0
    return X, y


PROBLEMS: dict[str, Callable[[], Rows]] = {
    "plain": lambda: drawn(1, 40, 3),
    "line": lambda: (np.arange(0.0, 10.0, 0.25)[:, None], drawn(8, 40, 1)[1]),
    "stretched": lambda: _scaled(1.0, 30.0),
    "three sizes": lambda: _scaled(1.0, 8.0, 500.0),
    "off center": lambda: _shifted(40.0),
    "far off center": lambda: _shifted(1e4),
    "copied": lambda: _beside(lambda X: X[:, 0]),
    "sum": lambda: _beside(lambda X: X[:, 0] - 2.0 * X[:, 1]),
    "nearly copied": lambda: _beside(lambda X: X[:, 0] + 1e-4 * X[::-1, 1]),
    "constant": lambda: _beside(lambda X: np.full(len(X), 5.0)),
    "nearly constant": lambda: _beside(lambda X: 1000.0 + 0.01 * X[::-1, 1]),
    "few rows": lambda: drawn(9, 3, 4),
    "exact": lambda: drawn(10, 30, 2, noise=0.0),
    "outlier": lambda: _changed(7, 250.0),
    "huge target": lambda: (drawn(11, 40, 2)[0], 1e6 + drawn(11, 40, 2)[1]),
    "curved": _curved,
    "coded": _coded,
    "noisy": lambda: drawn(12, 60, 2, noise=40.0),
}
SHARES = (1.3, 0.97, 0.6, 0.02, 3e-4)  # of the limit
CERTAIN = 1e6  # condition number above which rounding is seen in weights along the way
NUMBERS = ("status", "cause", "lr", "lr_limit", "lr_best", "lr_advised", "growth_per_epoch",
           "start_loss", "final_loss", "min_loss", "epochs_to_tolerance",
           "epochs_to_loss", "weights")  # fmt: skip


def told(found: ds.Diagnosis, *, whole: bool = False) -> dict[str, Any]:
    """Return the verdict of a diagnosis, its first advice and numbers, or its report and all."""
    numbers = found.to_dict()
    if found.condition_number > CERTAIN:
        del numbers["weights"]
    if not whole:
        obstacles = [" ".join([each.code, *each.columns]) for each in found.obstacles]
        said = [found.sentence, *obstacles, *found.what_to_do[:1]]
        return {"said": said} | {key: numbers[key] for key in NUMBERS if key in numbers}
    for key in ("sentence", "findings", "advice"):
        del numbers[key]  # said in the report
    return {"report": str(found), **numbers}


def judged(name: str, place: int, share: float | None) -> dict[str, Any]:
    rule, loss = RULES[place % 3], LOSSES[place % 4]
    X, y = PROBLEMS[name]()
    problem = ds.LeastSquares(X, y, intercept=place % 5 != 4, loss=loss)
    lr = None if share is None else share * ds.diagnose(problem, rule=rule).lr_limit
    options: dict[str, Any] = {"standardize": True} if place % 7 == 6 else {}
    if place % 6 == 5:
        options["start"] = np.linspace(1.0, 2.0, len(problem.weight_names))
    found = ds.diagnose(problem, lr, (20, 200, 1000)[place % 4 % 3], rule=rule, **options)
    return told(found, whole=place % 27 == 0)


def in_batches(name: str, share: float | None, size: int, epochs: int) -> dict[str, Any]:
    problem = ds.LeastSquares(*PROBLEMS[name](), names=None)
    lr = None if share is None else share * ds.diagnose(problem).lr_limit
    return told(ds.diagnose(problem, lr, epochs, batch_size=size, seed=3))


CASES: dict[str, Case] = {}
for _place, (_name, _share) in enumerate((n, s) for n in PROBLEMS for s in SHARES):
    if _place % 5 == 2 * _place // 5 % 5:
        CASES[f"{_name}, {_share} of the limit"] = partial(judged, _name, _place, _share)
for _place, _name in enumerate(PROBLEMS):
    if _place % 3 == 0:
        CASES[f"{_name}, advised rate"] = partial(judged, _name, _place + 1, None)
for _name, _given, _size, _epochs in [
    ("plain", 1.2, 8, 50), ("plain", 0.3, 8, 200), ("plain", None, 8, 200), ("line", 0.9, 10, 30),
    ("exact", 0.5, 7, 400), ("stretched", 0.8, 25, 60), ("noisy", 0.1, 1, 20),
    ("outlier", 0.5, 6, 100),
]:  # fmt: skip
    CASES[f"{_name}, {_given} in batches of {_size}"] = partial(
        in_batches, _name, _given, _size, _epochs
    )


# --- Other models and adaptive rules --------------------------------------------------------------


def model_of(name: str) -> ds.LeastSquares:
    X, y = drawn(20, 60, 2)
    counts = np.clip(np.round(np.exp(0.3 * X[:, 0] + 0.8)), 0, 40)
    models: dict[str, Callable[[], Any]] = {
        "least squares": lambda: ds.LeastSquares(X, y),
        "ridge": lambda: ds.Ridge(X, y, 0.7),
        "lasso": lambda: ds.Lasso(X, y, 0.5),
        "lasso of zeros": lambda: ds.Lasso(X, y, 40.0),
        "elastic net": lambda: ds.ElasticNet(X, y, 0.8, 0.3),
        "huber": lambda: ds.Huber(X, y, 0.6),
        "logistic": lambda: ds.Logistic(X, np.where(y > 2.0, "yes", "no")),
        "penalized logistic": lambda: ds.Logistic(X, np.where(y > 2.0, 1, 0), 0.1),
        "separated logistic": lambda: ds.Logistic(X, np.where(X[:, 0] > 0.0, 1, 0)),
        "softmax": lambda: ds.Softmax(X, np.digitize(y, [0.0, 4.0]), 0.01),
        "poisson": lambda: ds.Poisson(X, counts),
        "network": lambda: ds.Network(X, y, 3),
    }
    made: ds.LeastSquares = models[name]()
    return made


def model_judged(
    name: str, share: float | None, rule: str, epochs: int, *, whole: bool, **options: Any
) -> dict[str, Any]:
    problem = model_of(name)
    lr = share
    if share is not None and rule in RULES:
        limit = ds.diagnose(problem, epochs=2, rule=rule).lr_limit
        lr = share * limit if np.isfinite(limit) and limit > 0 else share
    return told(ds.diagnose(problem, lr, epochs, rule=rule, **options), whole=whole)


for _place, (_name, _given, _rule, _epochs, _options) in enumerate([
    ("ridge", 1.2, "gd", 40, {}), ("ridge", 0.97, "gd", 60, {}),
    ("ridge", 0.01, "momentum", 60, {}),
    ("lasso", 0.5, "gd", 200, {}), ("lasso", 1.5, "gd", 30, {}), ("lasso", 0.003, "gd", 50, {}),
    ("lasso of zeros", 0.5, "gd", 100, {}), ("elastic net", 0.5, "nesterov", 100, {}),
    ("elastic net", 0.02, "gd", 60, {"standardize": True}),
    ("huber", 0.5, "gd", 100, {}), ("huber", 1.6, "gd", 60, {}),
    ("huber", 0.01, "momentum", 60, {}),
    ("logistic", 0.5, "gd", 300, {}), ("logistic", 1.1, "gd", 60, {}),
    ("logistic", 0.01, "gd", 60, {}), ("penalized logistic", None, "gd", 100, {}),
    ("separated logistic", 1.0, "gd", 200, {}), ("softmax", 0.5, "gd", 100, {}),
    ("poisson", 0.4, "gd", 100, {}), ("softmax", 0.05, "nesterov", 80, {}),
    ("poisson", 4.0, "gd", 30, {}), ("network", 0.02, "gd", 100, {}),
    ("network", None, "gd", 60, {}),
    ("least squares", 0.1, "adam", 200, {}), ("least squares", 1e-4, "adam", 100, {}),
    ("least squares", 0.5, "adagrad", 20, {}), ("least squares", 0.05, "rmsprop", 30, {}),
    ("logistic", 0.3, "adam", 100, {}), ("least squares", 5.0, "adam", 60, {}),
    ("logistic", 0.4, "gd", 30, {"batch_size": 12}), ("huber", 0.4, "gd", 30, {"batch_size": 20}),
    ("least squares", 0.01, "adagrad", 20, {}), ("least squares", 0.01, "rmsprop", 20, {}),
]):  # fmt: skip
    CASES[f"{_name}, {_rule} at {_given}{' ' * bool(_options)}{' '.join(_options)}"] = partial(
        model_judged, _name, _given, _rule, _epochs, whole=_place % 16 == 0, **_options
    )


# --- Sweeps, rates that are found, trajectories, training -----------------------------------------


def swept(name: str, **options: Any) -> dict[str, Any]:
    problem = model_of(name) if name not in PROBLEMS else ds.LeastSquares(*PROBLEMS[name]())
    return ds.sweep(problem, **options).to_dict()


def found_rate(name: str, **options: Any) -> dict[str, Any]:
    found = ds.find_rate(model_of(name), **options).to_dict()
    found["tried"] = [each for each in found["tried"] if (each["final_loss"] or 1e9) < 1e3]
    return found


def trained(name: str, lr: float | None, epochs: int, **options: Any) -> dict[str, Any]:
    problem = model_of(name) if name not in PROBLEMS else ds.LeastSquares(*PROBLEMS[name]())
    return train(problem, lr, epochs, **options).to_dict()


def followed(name: str, lr: Any, epochs: int, **options: Any) -> Any:
    return ds.trajectory(model_of(name), lr, epochs, **options)


CASES |= {
    "sweep of least squares": partial(swept, "plain", epochs=50, lrs=[1e-4, 0.01, 0.1, 0.5, 2.0]),
    "sweep with momentum": partial(swept, "stretched", rule="momentum"),
    "sweep of the lasso": partial(swept, "lasso", epochs=30, lrs=[1e-3, 0.1, 5.0]),
    "sweep of adam": partial(swept, "least squares", epochs=40, lrs=[1e-3, 0.1, 5.0], rule="adam"),
    "rate of least squares": partial(found_rate, "least squares"),
    "rate of logistic": partial(found_rate, "logistic", rule="momentum", steps=10),
    "rate of poisson": partial(found_rate, "poisson", rule="nesterov"),
    "rate of a network": partial(found_rate, "network"),
    "training": partial(trained, "plain", 0.1, 60, snapshots=[0, 10]),
    "training in batches": partial(trained, "plain", 0.02, 20, batch_size=8, seed=2),
    "training that diverges": partial(trained, "stretched", 0.5, 300),
    "training of the lasso": partial(trained, "lasso", 0.1, 30, snapshots=[5]),
    "trajectory of least squares": partial(followed, "least squares", 0.2, 12),
    "trajectory of a schedule": partial(followed, "least squares", ds.Cosine(0.2, 12), 12),
    "refused rate": lambda: refusal(lambda: ds.diagnose(model_of("lasso"), -1.0)),
    "refused epochs": lambda: refusal(lambda: ds.diagnose(model_of("lasso"), 0.1, -3)),
    "refused start": lambda: refusal(lambda: ds.diagnose(model_of("ridge"), 0.1, start=[1.0])),
    "refused rates": lambda: refusal(lambda: ds.sweep(model_of("ridge"), [0.1, 0.0])),
}


# --- Watched loops --------------------------------------------------------------------------------


def watched(
    problem: str, lr: float, steps: int, *, rule: str = "gd", measured: bool = True
) -> dict[str, Any]:
    """Watch a loop of least squares or logistic regression; at its end, with trials or without."""
    model = model_of(problem)
    functions: dict[str, Any] = {"loss": model.loss, "gradient": model.gradient} if measured else {}
    watch = ds.watch(**functions, lr=lr, rule=rule, every=10)
    for step in ds.descend(model, lr, rule=rule):
        if step.epoch == steps:
            break
        watch.step(step.weights, step.gradient, step.loss)
    found = watch.diagnosis
    numbers = found.to_dict()
    for key in ("sentence", "findings", "advice", "unknown", "log"):
        del numbers[key]  # said in the report
    del numbers["secants"]["spread"], numbers["secants"]["unexplained"]  # what rounding leaves
    numbers["measurements"] = found.to_dict()["measurements"][:1]  # later ones measure rounding
    return {"report": str(found), **numbers}


def logged(losses: list[float], **options: Any) -> dict[str, Any]:
    watch = ds.watch(**options)
    for loss in losses:
        watch.log(loss)
    return {"report": str(watch.diagnosis), "stop": str(watch.should_stop().reason)}


CASES |= {
    "watched at half of its limit": partial(watched, "least squares", 0.4, 20),
    "watched above its limit": partial(watched, "least squares", 1.5, 30),
    "watched near its limit": partial(watched, "least squares", 0.95, 40),
    "watched at a small rate": partial(watched, "least squares", 1e-3, 60),
    "watched without functions": partial(watched, "least squares", 0.3, 25, measured=False),
    "watched above its limit without functions": partial(
        watched, "least squares", 1.5, 30, measured=False
    ),
    "watched momentum": partial(watched, "ridge", 0.1, 50, rule="momentum"),
    "watched logistic": partial(watched, "logistic", 0.5, 80),
    "watched poisson": partial(watched, "poisson", 0.05, 60),
    "watched network": partial(watched, "network", 0.02, 60),
    "logged fall": partial(logged, [2.0 + 0.8**k for k in range(60)], lr=0.1),
    "logged growth": partial(logged, [1.3**k for k in range(30)], lr=0.1),
    "logged failure": partial(logged, [1.0, 0.9, 0.8, float("nan")], lr=0.1),
}


# --- Where verdicts change ------------------------------------------------------------------------

RATES = np.geomspace(1.03e-6, 2.9, 36)  # of the limit; no round number, which a rule could use
SIZES = np.geomspace(1.07e-7, 9.3e6, 50)


def along_rates(name: str, rule: str, epochs: int) -> object:
    problem = ds.LeastSquares(*PROBLEMS[name]())
    limit = ds.diagnose(problem, rule=rule).lr_limit

    def judge(share: float) -> str:
        found = ds.diagnose(problem, share * limit, epochs, rule=rule)
        advice = " ".join(each.action.split()[0] for each in found.advice)
        return f"{found.status}, {found.cause} | {advice}"

    return scanned(RATES, judge)


def along_sizes(make: Callable[[float], Rows], values: Vector = SIZES) -> object:
    def judge(size: float) -> str:
        found = ds.diagnose(ds.LeastSquares(*make(size)), epochs=400)
        codes = " ".join(each.code for each in found.obstacles)
        return f"{found.status}, {found.cause} | {codes} | {found.remains}"

    return scanned(values, judge)


def _of_first(change: Callable[[Vector, float], Vector]) -> Callable[[float], Rows]:
    """Return how to make rows whose first column is changed by a size."""

    def make(size: float) -> Rows:
        X, y = drawn(40, 40, 2)
        X[:, 0] = change(X[:, 0], size)
        return X, y

    return make


def _depends(size: float) -> Rows:
    X, y = drawn(41, 40, 2)
    return np.column_stack([X, X[:, 0] + X[:, 1] + size * drawn(42, 40, 1)[1]]), y


def _with_outlier(size: float) -> Rows:
    X, y = drawn(43, 40, 2)
    y[5] += size
    return X, y


def _with_curve(size: float) -> Rows:
    X, y = drawn(44, 60, 2)
    return X, y + size * X[:, 1] ** 2


def _with_target(size: float) -> Rows:
    X, y = drawn(45, 40, 2)
    return X, y + size


SLOW = ("off center", "far off center", "nearly copied", "nearly constant", "coded")
CASES |= {
    f"along rates: {name} {rule} {epochs}": partial(along_rates, name, rule, epochs)
    for place, name in enumerate(PROBLEMS)
    for rule, epochs in [(RULES[place % 3], (50, 100, 2000)[place % 3])]
    if name not in SLOW
} | {
    "along scales": partial(along_sizes, _of_first(lambda x, size: x * size)),
    "along shifts": partial(along_sizes, _of_first(lambda x, size: x + size)),
    "along spreads": partial(along_sizes, _of_first(lambda x, size: 3.0 + x * size)),
    "along dependence": partial(along_sizes, _depends),
    "along outliers": partial(along_sizes, _with_outlier),
    "along curves": partial(along_sizes, _with_curve),
    "along targets": partial(
        along_sizes, lambda size: (drawn(45, 40, 2)[0], size + drawn(45, 40, 2)[1])
    ),
    "along noise": partial(along_sizes, lambda size: drawn(46, 40, 2, size)),
    "along rows": partial(along_sizes, lambda n: drawn(47, int(n), 3), np.arange(1, 12)),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("runs", name, CASES[name])
