"""What a solve knows about the size of its columns: raw sums, from which norms are derived.

    squares_j = Σ z_ij²,   sums_j = Σ z_ij        of columns measured from `origin`

times powers of two `scale`. The norms that reports and bounds need follow on demand: of the
design as the user gave it, of y, and of both about their means.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from downslope.numerics.arrays import Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """d features and k targets; p = d + 1 with an intercept, else d; q = p + k."""

    squares: Vector  # (q,)
    sums: Vector  # (q,) with an intercept; else unused
    origin: Vector  # (d + k,) zeros without an intercept
    p: int
    intercept: bool
    scale: Vector | None = None  # (q,) the columns were multiplied by these; None: by one

    @classmethod
    def of_gram(cls, gram: Matrix, origin: Vector, p: int, intercept: bool) -> Moments:
        """From [Z, t]ᵀ[Z, t] (q, q), where the intercept's column of ones is column p − 1."""
        return cls(gram.diagonal(), gram[p - 1], origin, p, intercept)

    def column_norms(self) -> Vector:
        """(p,) ‖column‖ of the design as given, the intercept's column last."""
        return self._raw_norms()[: self.p]

    def target_norms(self) -> Vector:
        """(k,) ‖y‖ as given."""
        return self._raw_norms()[self.p :]

    def total_norms(self) -> Vector:
        """(k,) √tss: ‖y − ȳ‖ with an intercept, ‖y‖ without."""
        return self._centred_norms()[self.p :]

    def centred_norms(self) -> Vector:
        """(d,) ‖column − its mean‖ of the features; without an intercept ‖column‖."""
        return self._centred_norms()[: self.p - self.intercept]

    def largest_offset(self) -> float:
        """At least max ‖column‖ / ‖column − origin‖ of the features, for little work."""
        if not self.intercept:
            return 1.0
        d = self.p - 1
        away = np.abs(self.origin[:d])
        if self.scale is not None:
            away = away * self.scale[:d]
        return 1.0 + math.sqrt(self.sums[d] * float((away * away / self.squares[:d]).max()))

    def rescaled(self, scale: Vector) -> Moments:
        """The same sums, of shifted columns that had been multiplied by `scale` (q,)."""
        sums = self.sums
        if self.intercept and scale[self.p - 1] != 1.0:
            sums = sums / scale[self.p - 1]
            sums[self.p - 1] /= scale[self.p - 1]
        return replace(self, sums=sums, scale=scale if self.scale is None else self.scale * scale)

    def before_scaling(self, scale: Vector) -> Moments:
        """In the units from before everything, origin included, was multiplied by `scale` (q,)."""
        units = np.delete(scale, self.p - 1) if self.intercept else scale
        return replace(
            self,
            origin=self.origin / units,
            scale=scale if self.scale is None else self.scale * scale,
        )

    def of_target(self, target: int) -> Moments:
        """The same columns beside one target (k = 1)."""
        d, p = len(self.origin) - (len(self.squares) - self.p), self.p
        kept = [*range(p), p + target]
        return Moments(
            squares=self.squares[kept],
            sums=self.sums[kept],
            origin=self.origin[[*range(d), d + target]],
            p=p,
            intercept=self.intercept,
            scale=None if self.scale is None else self.scale[kept],
        )

    def _centred_norms(self) -> Vector:
        squares = self.squares
        if self.intercept:
            squares = squares - self.sums**2 / self.sums[self.p - 1]
        return self._in_user_units(squares)

    def _raw_norms(self) -> Vector:
        if not self.intercept:
            return self._in_user_units(self.squares)
        d = self.p - 1
        shift = np.insert(self.origin, d, 0.0)
        if self.scale is not None:
            shift = shift * self.scale
        return self._in_user_units(self.squares + shift * (2.0 * self.sums + shift * self.sums[d]))

    @np.errstate(all="ignore")  # a norm beyond float64 is infinite
    def _in_user_units(self, squares: Vector) -> Vector:
        norms: Vector = np.sqrt(np.maximum(squares, 0.0))
        return norms if self.scale is None else norms / self.scale
