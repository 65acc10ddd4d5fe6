"""Correct digits on NIST's eleven reference problems, compared with other libraries.

The number of correct digits is that of the worst coefficient: −log₁₀ of its relative error.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from tests.nist import NAMES, Problem, correct_digits

import downslope as ds
from benchmarks.page import Grid
from benchmarks.solvers import optional
from benchmarks.timing import Row

grids: list[Grid] = []


def rows() -> list[Row]:
    problems = [Problem.load(name) for name in NAMES]
    ours = [_digits(each, "exact_float64_matrix", _ours) for each in problems]
    peers = {
        name: [_digits(p, "exact_float64_matrix", call) for p in problems]
        for name, call in _peers()
    }
    lines = [
        (name, f"{mine:.1f}", *(f"{values[k]:.1f}" for values in peers.values()))
        for k, (name, mine) in enumerate(zip(NAMES, ours, strict=True))
    ]
    title = "Right digits of the worst coefficient, for the same float64 matrix"
    grids.append(Grid(title, ("problem", "downslope", *peers), tuple(lines)))
    decimals, errors = min(map(_from_decimals, problems)), min(map(_standard_errors, problems))
    return [
        Row("fewest right digits over NIST's problems, as float64", min(ours), 15, True),
        Row("from the printed decimals, against the certified values", decimals, 14, True),
        Row("of the standard errors", errors, 13, True),
    ]


def _from_decimals(problem: Problem) -> float:
    X, X_low, y, y_low = problem.decimals()
    answer = ds.solve(X, y, X_low=X_low, y_low=y_low, intercept=problem.intercept, accuracy="full")
    return float(correct_digits(answer.weights, problem.values("certified")))


def _standard_errors(problem: Problem) -> float:
    X, y = problem.float64()
    answer = ds.solve(X, y, accuracy="full", intercept=problem.intercept)
    exact = problem.values("exact_float64_matrix", "stderr")
    return float(correct_digits(answer.std_error, exact))


def _digits(problem: Problem, reference: str, call: Callable[..., np.ndarray]) -> float:
    X, y = problem.float64()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other libraries warn of a singular matrix and go on
        values = call(X, y, problem.intercept)
    return max(0.0, float(correct_digits(values, problem.values(reference))))


def _ours(X: np.ndarray, y: np.ndarray, intercept: bool) -> np.ndarray:
    return ds.solve(X, y, accuracy="full", intercept=intercept).weights


def _peers() -> list[tuple[str, Callable[..., np.ndarray]]]:
    found: list[tuple[str, Callable[..., np.ndarray]]] = [("numpy lstsq", _lstsq)]
    models: Any = optional("sklearn.linear_model")
    if models is not None:
        found.append(("scikit-learn", lambda X, y, i: _sklearn(models, X, y, i)))
    api: Any = optional("statsmodels.api")
    if api is not None:
        found.append(("statsmodels OLS", lambda X, y, i: api.OLS(y, _with_ones(X, i)).fit().params))
    return found


def _with_ones(X: np.ndarray, intercept: bool) -> np.ndarray:
    return np.column_stack([X, np.ones(len(X))]) if intercept else X


def _lstsq(X: np.ndarray, y: np.ndarray, intercept: bool) -> np.ndarray:
    weights: np.ndarray = np.linalg.lstsq(_with_ones(X, intercept), y, rcond=None)[0]
    return weights


def _sklearn(models: Any, X: np.ndarray, y: np.ndarray, intercept: bool) -> np.ndarray:
    fitted = models.LinearRegression(fit_intercept=intercept).fit(X, y)
    return np.append(fitted.coef_, fitted.intercept_) if intercept else fitted.coef_
