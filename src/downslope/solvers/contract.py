"""Contract of all solvers: the design they read, the accuracy asked for, and their answer.

    solve(design, accuracy) → Answer      the weights, with a bound on each one's error
                            | Declined    a sentence saying why another solver should answer

A solver never raises on data: where it can give no bound, `error` is None and a note says so. It
reads the data through a `Design`: rows in memory, or sums over rows that are read in passes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

import numpy as np

from downslope.errors import unknown
from downslope.findings import Finding
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import SLICES, ExactGram
from downslope.solvers.rank import RankReport
from downslope.solvers.rows import Columns, Moments, Rows

SHARE_OF_STD_ERROR = 1e-6  # largest error at standard accuracy, in standard errors,
TEN_DIGITS = 1e-10  # unless it is below this share of the weight


class Accuracy(Enum):
    """Target for the error bounds; each value is the sentence that a report prints."""

    STANDARD = "Each error is below a millionth of the standard error, or ten digits are right."
    REPRODUCIBLE = (
        "The bits are the same for the rows in any order. Each error is below a millionth of the "
        "standard error, or ten digits are right."
    )
    FULL = "Each weight is the float64 nearest to the exact least-squares solution."


def accuracy_named(name: str) -> Accuracy:
    """Return the accuracy of this name.

    Raises
    ------
    OptionError
        The name is unknown.

    """
    named = {each.name.lower(): each for each in Accuracy}
    if name not in named:
        raise unknown("accuracy", name, tuple(named))
    return named[name]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Weights for k targets, in the user's units: slope(s) first, then the intercept."""

    weights: Matrix  # (p, k)
    low: Matrix | None  # (p, k) what rounding removed from the weights, when the solver knows it
    error: Matrix | None  # (p, k) bound on |weights + low − exact|; NaN for undetermined weights
    residual_norms: Vector  # (k,) √rss
    inverse_factor: Matrix | None  # (p, p) V with (XᵀX)⁻¹ = V Vᵀ; None where it has no inverse
    moments: Moments
    rank: int  # without a factor (LSMR) its upper limit, min(n, p)
    passes: int  # over the rows
    lengths: Vector | None = None  # (p,) √(XᵀX)⁻¹_jj of what a rank below p leaves, else NaN
    traded: np.ndarray | None = None  # (p, p − rank) whether a weight is part of a dependence
    residual_rounding: Vector | None = None  # (k,) residual norms this small are lost, if any are
    residual_error: Vector | None = None  # (k,) relative bound on each residual norm, if known
    inverse_error: float = math.nan  # relative bound on cᵀ(XᵀX)⁻¹c, beside the rounding of cᵀV
    amplification: float = 1.0  # √max (ZᵀZ)⁻¹_jj for columns of length one: 1 / smallest distance
    residuals_certain: bool = True  # the residual norms are right to a millionth
    proven: bool = False  # the solver has seen that its bounds meet the target
    report: RankReport | None = None  # how the columns depend on each other, where rank < p
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def for_scaled_targets(self, columns: Vector, targets: Vector) -> Answer:
        """Return the answer in the units from before columns (p,) and targets (k,) were scaled."""
        return replace(
            self,
            weights=self.weights / targets,
            low=None if self.low is None else self.low / targets,
            error=None if self.error is None else self.error / targets,
            residual_norms=self.residual_norms / targets,
            residual_rounding=None
            if self.residual_rounding is None
            else self.residual_rounding / targets,
            moments=self.moments.before_scaling(np.concatenate([columns, targets])),
        )

    def bound(self) -> Matrix | None:
        """Bound the error of the float64 weights (p, k): `error` plus the last rounding."""
        if self.error is None:
            return None
        bound: Matrix = self.error + UNIT_ROUNDOFF * np.abs(self.weights)
        return bound


@dataclass(frozen=True, slots=True)
class Declined:
    """Refusal of a solver, with the reason as a sentence."""

    reason: str


class Design(Protocol):
    """Regression problem as the solvers read it, wherever its rows are."""

    notes: list[str]  # what was tried, and what each pass was for: sentences

    @property
    def columns(self) -> Columns:
        """The columns, as `gram` measures them."""

    @property
    def rows(self) -> Rows | None:
        """All rows, finite and of safe size; None where they are not in memory."""

    @property
    def depth(self) -> float:
        """Number of additions in a sum over the rows."""

    @property
    def is_out_of_passes(self) -> bool:
        """Whether another pass could tell more, and the user rules it out."""

    def gram(self) -> tuple[Matrix, float]:
        """Return [Z, t]ᵀ[Z, t] (q, q) in float64, and η, the bound on its rounding."""

    def exact_gram(self, slices: int = SLICES) -> tuple[ExactGram, Columns] | Declined:
        """Return the Gram matrix in about 100 bits, and the columns as it measures them.

        With three slices of each value about 60 bits are enough.
        """

    def residuals(
        self, slopes: Matrix, expected: Answer, accuracy: Accuracy
    ) -> tuple[Matrix, Vector, float] | None:
        """Return Zᵀr (p, k), ‖r‖² (k,) and the number of additions, for r = t − Z `slopes`.

        None where the rows cannot be read again, or where the answer `expected` from doing so
        is not worth the pass.
        """

    def finished(self, answer: Answer) -> Answer:
        """Return the answer in the user's units, with the passes that it took."""


Solver = Callable[[Design, Accuracy], Answer | Declined]
ROWS_NEEDED = Declined("it needs all rows at once, and these are read in passes")


def meets(answer: Answer, accuracy: Accuracy, n: int) -> bool:
    """Return whether every bound meets the target.

    STANDARD and REPRODUCIBLE: bound ≤ max(1e-6 · standard error, 1e-10 · |b|). FULL: rounding
    high + low, whose error is at most e, gives `high` whatever the error is: |low| + e < ulp/2. In
    all of them a weight also passes if its whole error moves the predictions by less than a
    rounding of y (FULL: by 2⁻³⁰ of one), since an exact zero has no relative accuracy.
    """
    if answer.error is None:
        return False
    if accuracy is Accuracy.FULL:
        good = answer.error < _rounding_room(answer)
    else:
        size = np.abs(answer.weights)
        bound = answer.error + UNIT_ROUNDOFF * size
        good = bound <= TEN_DIGITS * size
        if not good.all():
            good |= bound <= _share_of_std_error(answer, n)
    if not good.all():
        sizes = answer.moments.target_norms() / answer.moments.column_norms()[:, np.newaxis]
        share = UNIT_ROUNDOFF * (2.0**-30 if accuracy is Accuracy.FULL else 1.0)
        good |= answer.error <= share * sizes
    return answer.residuals_certain and bool(good.all())


def _share_of_std_error(answer: Answer, n: int) -> Matrix:
    """Return a millionth of each standard error; zero where there is none."""
    freedom = n - answer.rank
    if freedom <= 0 or answer.inverse_factor is None:
        return np.zeros_like(answer.weights)
    deviation = SHARE_OF_STD_ERROR * answer.residual_norms / np.sqrt(freedom)
    share: Matrix = np.multiply.outer(row_norms(answer.inverse_factor), deviation)
    return share


def _rounding_room(answer: Answer) -> Matrix:
    if answer.low is None:
        return np.zeros_like(answer.weights)
    size = np.abs(answer.weights)
    # Below a power of two the floats are half as far apart.
    gap = np.where(np.frexp(size)[0] == 0.5, 0.25, 0.5) * np.spacing(size)
    return gap - np.abs(answer.low)
