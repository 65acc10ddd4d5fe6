"""What the runs of all frameworks share: what a run is, and the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

STEPS = 300
SEEDS = (0, 1)
Listed = tuple[str, str, tuple[str, ...], Callable[[], Any]]  # name, fault, right causes, run


@dataclass(frozen=True)
class Run:
    """One run: how to train it, and which causes are right; none for a healthy run."""

    name: str
    framework: str
    fault: str
    right: tuple[str, ...]
    train: Callable[[], Any]

    @property
    def is_healthy(self) -> bool:
        """Whether nothing was done to it."""
        return not self.fault


def waves(seed: int, rows: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Return a curved target of three inputs, with noise."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 3))
    return X, np.sin(X.sum(axis=1)) + 0.5 * X[:, 0] + rng.normal(0, 0.05, rows)


def plane(seed: int, rows: int = 96, unit: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Return a linear target of three inputs, with noise; the first input in another unit."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 3))
    y = X @ [2.0, -1.0, 0.5] + 1 + rng.normal(0, 0.1, rows)
    return X * [unit, 1, 1], y


def classes(seed: int, rows: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Return three clouds that overlap a little, and their number."""
    rng = np.random.default_rng(seed)
    label = rng.integers(0, 3, rows)
    centers = 1.5 * np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    return centers[label] + rng.normal(0, 0.8, (rows, 3)), label


def sharpness(X: np.ndarray) -> float:
    """Return the largest curvature of the mean square error of a line with an intercept."""
    with_ones = np.c_[X, np.ones(len(X))]
    return float(np.linalg.eigvalsh(2 / len(X) * with_ones.T @ with_ones)[-1])
