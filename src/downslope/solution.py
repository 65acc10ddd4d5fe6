"""What a solver answers: the coefficients, how sure we are of them, and what to know about them.

Outcomes are data. A rank-deficient problem is not an exception: it has a minimum-norm answer, an
outcome that says so, and a finding that names the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from downslope.arrays import Vector
from downslope.finding import Finding


class Outcome(Enum):
    """How a solve ended; the value is the sentence a report prints."""

    UNIQUE = "The weights are the only ones that minimise the loss."
    MINIMUM_NORM = (
        "Many weights fit equally well; these are the smallest of them (minimum norm), "
        "and only the predictions are determined."
    )


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The least-squares weights of one problem.

    Shapes: d features; p = d + 1 with an intercept, else d.
    """

    coef: Vector  # (d,) slopes, in the user's units
    intercept: float  # 0.0 when the model has none
    has_intercept: bool
    rank: int  # of the (n, p) design
    n: int  # rows used
    rss: float  # residual sum of squares
    tss: float  # sum of squares of y about its mean (about 0 without an intercept)
    method: str  # the solver that answered
    outcome: Outcome
    inverse_gram: np.ndarray | None = None  # (p, p) (XᵀX)⁻¹ of the design; None if rank < p
    feature_names: tuple[str, ...] = ()
    bound: Vector | None = None  # (p,) proven-in-practice bound on each weight's error
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()  # why the rungs below the one that answered declined
    passes: int = 1  # over the data

    @property
    def weights(self) -> Vector:
        """(p,) slope(s) first, then the intercept if there is one."""
        return np.append(self.coef, self.intercept) if self.has_intercept else self.coef

    @property
    def names(self) -> tuple[str, ...]:
        """(p,) a name for each weight."""
        return (*self.feature_names, "intercept") if self.has_intercept else self.feature_names
