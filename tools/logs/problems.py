"""Small seeded problems, and the loss that each can reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

CLASSES = 4


@dataclass(frozen=True, eq=False)
class Problem:
    """Rows to train on and rows to validate with.

    Attributes
    ----------
    X, X_valid : ndarray of shape (n, d)
    y, y_valid : ndarray of shape (n,)
        Standardized targets, or classes from 0 on.
    """

    task: str
    X: np.ndarray
    y: np.ndarray
    X_valid: np.ndarray
    y_valid: np.ndarray

    @property
    def outputs(self) -> int:
        """Return the number of outputs of a model of this problem."""
        return 1 if self.task == "regression" else int(self.y.max()) + 1

    @property
    def chance(self) -> float | None:
        """Return the cross-entropy of the class shares, None for a regression."""
        if self.task == "regression":
            return None
        share = np.bincount(self.y) / len(self.y)
        return float(-(share * np.log(share)).sum())

    def guess(self, loss: str = "") -> float:
        """Return the loss of the best constant: a guess that looks at no feature."""
        if self.chance is not None:
            return self.chance
        if loss == "absolute":
            return float(np.abs(self.y - np.median(self.y)).mean())
        return float(self.y.var())

    def least_squares_loss(self) -> float:
        """Return the least mean squared error of a linear model."""
        A = np.column_stack([self.X, np.ones(len(self.X))])
        w = np.linalg.lstsq(A, self.y, rcond=None)[0]
        return float(np.mean((A @ w - self.y) ** 2))

    def rate_limit(self) -> float:
        """Return 2/λ_max of the mean squared error of a linear model."""
        A = np.column_stack([self.X, np.ones(len(self.X))])
        return float(1 / np.linalg.eigvalsh(A.T @ A / len(A))[-1])


@lru_cache
def problem(task: str, seed: int, n: int = 200, noise: float = 0.4) -> Problem:
    """Return a problem: a bent plane with noise, or overlapping blobs."""
    random = np.random.default_rng([seed, len(task)])
    rows, d = n + max(100, n // 2), 5
    if task == "regression":
        X = random.normal(size=(rows, d))
        w = random.normal(size=d)
        y = X @ w + noise * np.linalg.norm(w) * random.normal(size=rows)
        if noise:
            y += np.sin(2 * X[:, 0])
        y = (y - y.mean()) / y.std()
    else:
        centers = random.normal(size=(CLASSES, d)) * 1.6
        y = random.integers(CLASSES, size=rows)
        X = centers[y] + random.normal(size=(rows, d))
        wrong = random.random(rows) < noise / 4
        y = np.where(wrong, random.integers(CLASSES, size=rows), y)
    return Problem(task, X[:n], y[:n], X[n:], y[n:])


def unscaled(problem: Problem, seed: int) -> Problem:
    """Return the problem with columns in units that differ: 1 to 1,000, or less by the seed."""
    units = np.array([1.0, 1000.0, 30.0, 1.0, 200.0]) ** (1 / max(1, seed % 10))
    return replace(problem, X=problem.X * units, X_valid=problem.X_valid * units)


def shuffled(problem: Problem, seed: int) -> Problem:
    """Return the problem with the training targets in random order."""
    return replace(problem, y=np.random.default_rng(seed).permutation(problem.y))


def with_a_gap(problem: Problem) -> Problem:
    """Return the problem with one missing value that became NaN."""
    X = problem.X.copy()
    X[3, 1] = np.nan
    return replace(problem, X=X)


def with_large_targets(problem: Problem) -> Problem:
    """Return the problem with targets in the thousands."""
    return replace(problem, y=problem.y * 3000, y_valid=problem.y_valid * 3000)


def few_noisy_rows(task: str, seed: int) -> Problem:
    """Return a problem that a flexible model learns by heart."""
    return problem(task, seed, n=32, noise=1.2)
