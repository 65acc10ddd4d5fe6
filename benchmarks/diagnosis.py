"""Diagnosis: closed form against loop, sweep against one pass, and the whole command."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

import downslope as ds
from benchmarks.timing import Row, process, ratio


def rows() -> list[Row]:
    return [
        Row("loop / trajectory, 100×1×200", _trajectory(100, 1, 200, 15), 30, at_least=True),
        Row(
            "loop / trajectory, 1e5×10×1000", _trajectory(100_000, 10, 1000, 2), 600, at_least=True
        ),
        Row(
            "sweep of 1,000 rates / one pass, 1e6×10", _sweep(), 1.1, note="pass: X_bᵀX_b and X_bᵀy"
        ),
        Row("diagnose a CSV / start Python and read it", _command(), 2.0),
    ]


def _data(n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    X = rng.uniform(0, 10 if d == 1 else 1, (n, d))
    return X, X @ np.full(d, 3.0) + 2 + rng.normal(size=n)


def _trajectory(n: int, d: int, epochs: int, rounds: int) -> float:
    X, y = _data(n, d)
    X_b = np.hstack([X, np.ones((n, 1))])
    problem = ds.LeastSquares(X, y)

    def loop() -> tuple[np.ndarray, np.ndarray]:
        w = np.zeros(d + 1)
        weights, losses = np.empty((epochs + 1, d + 1)), np.empty(epochs + 1)
        for epoch in range(epochs + 1):
            residuals = X_b @ w - y
            weights[epoch], losses[epoch] = w, (residuals**2).mean()
            w = w - 0.01 * ((2 / n) * X_b.T @ residuals)
        return weights, losses

    path, (_, losses) = ds.trajectory(problem, 0.01, epochs), loop()
    np.testing.assert_allclose(path.losses, losses, rtol=1e-9)
    return ratio(loop, lambda: ds.trajectory(problem, 0.01, epochs), rounds)


def _sweep() -> float:
    X, y = _data(1_000_000, 10)
    problem, rates = ds.LeastSquares(X, y), np.geomspace(1e-4, 3, 1000)

    def one_pass() -> None:
        problem.X_b.T @ problem.X_b
        problem.X_b.T @ problem.y

    return ratio(lambda: ds.sweep(problem, rates, 200), one_pass, 7)


def _command() -> float:
    X, y = _data(100, 1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "points.csv"
        np.savetxt(file, np.column_stack([X, y]), delimiter=",", header="x,y", comments="")
        read = f"import numpy, polars; polars.read_csv({str(file)!r})"
        ours = process("-m", "downslope", "diagnose", str(file), "--target", "y", "--lr", "0.1")
        return ratio(ours, process("-c", read))
