"""A table that has passed the border: numeric, finite, named, ready to fit."""

from __future__ import annotations

from dataclasses import dataclass

from downslope.arrays import Matrix, Vector
from downslope.finding import Finding
from downslope.problem import LeastSquares


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Features and a target, by name.

    Shapes: n rows, d features.
    """

    X: Matrix  # (n, d)
    y: Vector  # (n,)
    feature_names: tuple[str, ...]
    target: str
    source: str  # what the user called it
    weights: Vector | None = None  # (n,) a weight for each row
    X_low: Matrix | None = None  # (n, d) what float64 lost of X, where it is known
    y_low: Vector | None = None  # (n,) likewise of y
    rows_dropped: int = 0  # incomplete rows left out at the user's wish
    findings: tuple[Finding, ...] = ()  # what was noticed while reading
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first

    def problem(self, loss: str = "mse", intercept: bool = True) -> LeastSquares:
        """The least-squares problem of this table."""
        return LeastSquares(self.X, self.y, intercept, loss, self.feature_names)
