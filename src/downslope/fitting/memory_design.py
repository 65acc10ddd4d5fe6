"""`MemoryDesign` of rows in memory, scaled and sorted where a solver needs it.

Columns or targets beyond 2^±300 are multiplied by powers of two on the way in and out, which is
exact. Solvers beyond the exact sums add rows in float64 or double-double: where no order of the
rows may change a bit, they get the rows sorted.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from downslope.numerics import arrays
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import SLICES, ExactGram
from downslope.solvers.certificate import gram_rounding
from downslope.solvers.cholesky import LARGEST_NORM, SMALLEST_NORM, float_gram
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.exact import exact_gram
from downslope.solvers.residuals import residual_pass
from downslope.solvers.rows import (
    Columns,
    Rows,
    choose_origin,
    in_one_order,
    largest_values,
    value_ranges,
)

SAFE_EXPONENT = 300  # squares of values within 2^±300, summed and inverted, stay in float64


class MemoryDesign:
    """Design of rows in memory, checked and scaled once a solver needs more than its Gram."""

    is_out_of_passes = False

    def __init__(self, rows: Rows, names: tuple[str, ...], *, sort: bool = False) -> None:
        self.names = names
        self.notes: list[str] = []
        self.depth = rows.depth
        self.columns = rows.columns  # scaled if they had to be
        self._rows = rows
        self._checked = False
        self._unsorted = sort  # exact sums need no sorting
        self._target_scale: Vector | None = None
        self._exact: dict[int, tuple[ExactGram, Columns]] = {}

    @property
    def rows(self) -> Rows:
        """The rows, finite and of safe size, in one order if that is to decide no bit."""
        rows = self._checked_rows()
        if self._unsorted:
            self._unsorted = False
            self._rows = rows = in_one_order(rows)
            self.columns = rows.columns
        return rows

    def _checked_rows(self) -> Rows:
        if not self._checked:
            self._check()
        return self._rows

    def gram(self) -> tuple[Matrix, float]:
        """Return [Z, t]ᵀ[Z, t] (q, q), and the bound on its rounding."""
        gram, depth = float_gram(self.rows if self._unsorted else self._rows)
        squares = gram.diagonal()
        if not (squares.min() > SMALLEST_NORM**2 and squares.max() < LARGEST_NORM**2):
            unscaled = self._rows
            if self.rows.column_scale is not unscaled.column_scale:
                gram, depth = float_gram(self._rows)
        return gram, gram_rounding(depth, self.columns.p)

    def exact_gram(self, slices: int = SLICES) -> tuple[ExactGram, Columns]:
        """Return the Gram matrix in about 100 bits, from a separate pass."""
        if slices not in self._exact:
            self._exact[slices] = exact_gram(self._checked_rows(), slices)
        return self._exact[slices]

    def residuals(
        self, slopes: Matrix, expected: Answer, accuracy: Accuracy
    ) -> tuple[Matrix, Vector, float] | None:
        """Return Zᵀr (p, k) and ‖r‖² (k,), which are cheap but cannot prove full accuracy."""
        if accuracy is Accuracy.FULL:
            return None
        return *residual_pass(self._rows, slopes), self.depth

    def finished(self, answer: Answer) -> Answer:
        columns, targets = self.columns.column_scale, self._target_scale
        if columns is None or targets is None:
            return answer
        return answer.for_scaled_targets(columns, targets)

    def _check(self) -> None:
        """Check that values are finite, and scale those whose squares may overflow or underflow."""
        self._checked = True
        rows = self._rows
        rows = replace(rows, ranges=value_ranges(rows))
        largest = largest_values(rows)
        if not np.isfinite(largest).all():
            names = (*self.names, "intercept") if rows.intercept else self.names
            arrays.check_finite(rows.X, names[: rows.d])
            arrays.check_finite(rows.Y, arrays.target_names(rows.k))
        limit = 2.0**SAFE_EXPONENT
        if np.all((largest == 0.0) | ((largest < limit) & (largest > 1.0 / limit))):
            self._rows = rows
            return
        low, high = value_ranges(rows)
        scale = _towards_one(np.maximum(high, -low))
        columns, self._target_scale = scale[: rows.d], scale[rows.d :]
        X = rows.X.multiply(columns).tocsr() if rows.sparse else rows.X * columns
        Y = rows.Y * self._target_scale
        self._rows = replace(
            rows,
            X=X,
            Y=Y,
            X_low=None if rows.X_low is None else rows.X_low * columns,
            Y_low=None if rows.Y_low is None else rows.Y_low * self._target_scale,
            origin=choose_origin(X, Y, rows.intercept),
            column_scale=np.append(columns, [1.0] * rows.intercept),
            ranges=None,
        )
        self.columns = self._rows.columns


def _towards_one(largest: Vector) -> Vector:
    """Return powers of two that bring these sizes to about one; 1 for zero."""
    return np.ldexp(1.0, np.where(largest > 0.0, 1 - np.frexp(largest)[1], 0))
