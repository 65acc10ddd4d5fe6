"""Core: the loop against bare NumPy, and the time to import and start."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np

import downslope as ds
from benchmarks.timing import Row, process, ratio

MAIN = str(Path(__file__).parents[1] / "main.py")
EPOCHS = 20


def rows() -> list[Row]:
    numpy = process("-c", "import numpy")
    return [
        Row("descend / bare loop, 1e5×10", _loop(), 1.1),
        Row(
            "import downslope / import numpy", ratio(process("-c", "import downslope"), numpy), 1.5
        ),
        Row(
            "downslope --help / import numpy",
            ratio(process("-m", "downslope", "--help"), numpy),
            2.0,
        ),
        Row("python main.py / import numpy", ratio(process(MAIN), numpy), 2.0),
    ]


def _loop() -> float:
    rng = np.random.default_rng(0)
    n, d = 100_000, 10
    X = rng.normal(size=(n, d))
    y = X @ rng.normal(size=d) + rng.normal(size=n)
    X_b = np.hstack([X, np.ones((n, 1))])
    problem = ds.LeastSquares(X, y)

    def bare() -> np.ndarray:
        w = np.zeros(d + 1)
        for _ in range(EPOCHS):
            y_hat = X_b @ w
            residuals = y_hat - y
            (residuals**2).mean()
            gradient = (2 / n) * X_b.T @ residuals
            w = w - 0.01 * gradient
        return w

    def ours() -> np.ndarray:
        for step in islice(ds.descend(problem, 0.01), EPOCHS):
            w = step.next_weights
        return w

    np.testing.assert_allclose(ours(), bare(), rtol=1e-9)
    return ratio(ours, bare)
