"""`Solution` of a regression: the weights, bounds, and standard errors, and findings.

A rank-deficient problem is not an exception: it has a minimum-norm answer, an outcome that says
so, and a finding that names the columns.

    std_error_j = s · ‖V_j‖,   s² = rss / (n − rank),   (XᵀX)⁻¹ = V Vᵀ
    digits_j    = −log₁₀(bound_j / |b_j|)

The digits that the data warrant are those that remain if every input had been rounded to float64
once, to first order and in root mean square. A rounding is uniform within u of the value, hence
u²/3, and the squares of a column are taken as spread evenly over its n rows, hence 1/n:

    δ_j² = (u²/3) · [V_j·V_jᵀ · (‖y‖² + Σ_k b_k²‖x_k‖²) + rss · Σ_k (XᵀX)⁻¹_jk² ‖x_k‖²] / n

`solutions` converts a solver's answer, by the same rules for rows in memory and for a summary.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

import numpy as np

from downslope.errors import DataError
from downslope.findings import Finding, too_few_rows
from downslope.fitting.collinearity import (
    WARN_AMPLIFICATION,
    near_dependence,
    rank_findings,
    rounded_columns,
)
from downslope.numerics.arrays import Matrix, Vector, is_rounding, row_norms
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF
from downslope.solvers.contract import SHARE_OF_STD_ERROR, Accuracy, Answer, meets
from downslope.solvers.minimum_norm import WIDEST_MINIMUM_NORM
from downslope.solvers.rank import DEPENDENT_ROUNDINGS, NEARLY_DEPENDENT_ROUNDINGS
from downslope.solvers.rows import Columns, Moments

FARTHEST = 1.0 / (DEPENDENT_ROUNDINGS * UNIT_ROUNDOFF)  # an offset, in norms of the column
MANY_ROUNDINGS = 10.0  # of a quantity that is then no more than its rounding


class Outcome(Enum):
    """Outcome of a solve; the value is the sentence that a report prints."""

    UNIQUE = "The least-squares solution is unique."
    MINIMUM_NORM = "Many weights fit equally well; these have the smallest length (minimum norm)."
    UNDETERMINED = (
        "The weights minimize the loss to the tolerance of an iteration, which cannot tell "
        "whether others fit equally well."
    )


@dataclass(frozen=True, eq=False)  # without slots: what other results need is computed once
class Solution:
    """Least-squares weights of one problem: d features; p = d + 1 with an intercept, else d."""

    coef: Vector  # (d,) slopes, in the user's units
    intercept: float  # 0.0 when the model has none
    has_intercept: bool
    rank: int  # of the (n, p) design; where the outcome is UNDETERMINED, its upper limit
    n: int  # rows used, without those of weight zero
    residual_norm: float  # ‖√w (y − X b)‖; its square may overflow, so the root is kept
    method: str  # the solver that answered
    outcome: Outcome
    moments: Moments  # sizes of the columns, of this target alone
    inverse_factor: Matrix | None = None  # (p, p) V with (XᵀX)⁻¹ = V Vᵀ; None if rank < p
    traded: np.ndarray | None = None  # (p, p − rank) whether a weight is part of a dependence
    feature_names: tuple[str, ...] = ()
    bound: Vector | None = None  # (p,) on each weight's error, validated; NaN if undetermined
    lengths: Vector | None = None  # (p,) √(XᵀX)⁻¹_jj, NaN if undetermined; None if all are
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()  # why solvers declined, and what each pass was for
    passes: int = 1  # over the data
    input_rounding: float = UNIT_ROUNDOFF  # relative; smaller where low parts were given
    residual_rounding: float = 0.0  # a residual norm this small is lost in the sums' rounding
    residual_error: float = math.nan  # relative bound on the residual norm; NaN if unknown
    inverse_error: float = math.nan  # relative bound on cᵀ(XᵀX)⁻¹c, but for cᵀV; NaN if unknown
    log_weights: float = 0.0  # Σ log w_i of the rows' weights; NaN if it is not known
    absorbed: int = 0  # intercepts that were taken out of the columns beforehand

    def __repr__(self) -> str:
        terms = ", ".join(f"{n} {w:.7g}" for n, w in zip(self.names, self.weights, strict=True))
        return f"{terms} ({self.n} rows, rank {self.rank}, {self.method})"

    @property
    def weights(self) -> Vector:
        """Weights, shape (p,): slopes first, then the intercept if there is one."""
        return np.append(self.coef, self.intercept) if self.has_intercept else self.coef

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the weights, shape (p,)."""
        return (*self.feature_names, "intercept") if self.has_intercept else self.feature_names

    @property
    def rss(self) -> float:
        """Residual sum of squares."""
        return self.residual_norm * self.residual_norm

    @property
    def tss(self) -> float:
        """Sum of squares of y about its mean (about 0 without an intercept)."""
        norm = float(self.moments.total_norms()[0])
        return norm * norm

    @property
    def degrees_of_freedom(self) -> int:
        """Degrees of freedom, n − rank, less the intercepts that were absorbed."""
        return self.n - self.rank - self.absorbed

    @property
    def residual_std(self) -> float | None:
        """s = √(rss / (n − rank)); None where n = rank."""
        freedom = self.degrees_of_freedom
        return float(self.residual_norm / np.sqrt(freedom)) if freedom > 0 else None

    @property
    def inverse_gram(self) -> Matrix | None:
        """Inverse (XᵀX)⁻¹ of the design's Gram matrix, shape (p, p); None if rank < p."""
        if self.inverse_factor is None:
            return None
        inverse: Matrix = self.inverse_factor @ self.inverse_factor.T
        return inverse

    @property
    def std_error(self) -> Vector | None:
        """Standard errors, shape (p,); NaN where the data do not determine the weight.

        None if they determine no weight, if n = rank, or if the residuals are lost.
        """
        deviation = self.residual_std
        if self.lengths is None or deviation is None or self.residuals_lost:
            return None
        return deviation * self.lengths

    @property
    def determined(self) -> np.ndarray:
        """Whether each weight, shape (p,), is determined: the same in every solution."""
        if self.lengths is None:
            return np.zeros(len(self.weights), dtype=bool)
        return ~np.isnan(self.lengths)

    @property
    def trades_with(self) -> tuple[tuple[str, ...], ...]:
        """For each of the p weights, names of those that can replace it, because columns depend."""
        if self.traded is None:
            return ((),) * len(self.weights)
        together = self.traded @ self.traded.T
        np.fill_diagonal(together, False)
        return tuple(tuple(np.array(self.names)[row].tolist()) for row in together)

    @cached_property
    def exact(self) -> bool:
        """Whether the residuals are no more than the rounding of the target, with rows to spare."""
        norm, p = float(self.moments.target_norms()[0]), len(self.weights)
        known = is_rounding(self.residual_rounding, norm, p)
        return self.degrees_of_freedom > 0 and known and is_rounding(self.residual_norm, norm, p)

    @cached_property
    def residuals_lost(self) -> bool:
        """Whether the residual norm is mostly the rounding of sums, so that the rows are needed."""
        return not self.exact and self.residual_norm < MANY_ROUNDINGS * self.residual_rounding

    @property
    @np.errstate(all="ignore")
    def zero_to_rounding(self) -> np.ndarray:
        """Whether each weight is 0 as far as the noise or the data show, shape (p,).

        With its bound it is far below its standard error, or moves the predictions by less than
        the rounding of the data; and no digit of it is certified, or warranted by the data.
        """
        digits = self.digits
        if digits is None or self.bound is None:
            return np.zeros(len(self.weights), dtype=bool)
        sizes = self.moments.column_norms()
        parts = np.append(self.weights * sizes, self.moments.target_norms())
        rounding = MANY_ROUNDINGS * self.input_rounding * row_norms(parts[np.newaxis])[0]
        most = np.abs(self.weights) + self.bound
        zero = most * sizes <= rounding
        if self.std_error is not None and not self.exact:
            zero |= most <= MANY_ROUNDINGS * SHARE_OF_STD_ERROR * self.std_error
        warranted = self.digits_warranted
        without = digits < 1.0 if warranted is None else (digits < 1.0) | (warranted < 1.0)
        return np.asarray(zero & without)

    @property
    @np.errstate(all="ignore")  # where float64 overflows it is infinite or NaN
    def condition_number(self) -> float:
        """κ₂ of the design with its columns scaled to length one; infinite if rank < p.

        NaN where the outcome is UNDETERMINED.
        """
        if self.outcome is Outcome.UNDETERMINED:
            return float("nan")
        if self.inverse_factor is None:
            return float("inf")
        norms = self.moments.column_norms()
        values = np.linalg.svd(self.inverse_factor * norms[:, np.newaxis], compute_uv=False)
        return float(values[0] / values[-1])

    @property
    def digits(self) -> Vector | None:
        """Significant digits of each weight that the bound guarantees, shape (p,)."""
        return None if self.bound is None else digits_of(self.bound, self.weights)

    @cached_property
    @np.errstate(all="ignore")
    def digits_warranted(self) -> Vector | None:
        """Digits that survive one rounding of every input, shape (p,); None if rank < p."""
        if self.inverse_factor is None:
            return None
        sizes = self.moments.column_norms()
        parts = np.append(self.weights * sizes, self.moments.target_norms())
        fitted = row_norms(parts[np.newaxis])[0]
        lengths = row_norms(self.inverse_factor)
        through_fit = lengths * fitted
        scaled = self.inverse_factor / lengths[:, np.newaxis]
        cross = (scaled @ (self.inverse_factor * sizes[:, np.newaxis]).T) * lengths[:, np.newaxis]
        through_residuals = self.residual_norm * row_norms(cross)
        change = np.hypot(through_fit, through_residuals) / np.sqrt(3.0 * self.n)
        return digits_of(self.input_rounding * change, self.weights)


def digits_of(errors: Vector, weights: Vector) -> Vector:
    """Return the number of correct digits of `weights`, shape (p,), given errors of this size."""
    size = np.abs(weights)
    relative = np.ones_like(size)
    np.divide(errors, size, out=relative, where=size > 0.0)
    relative[errors == 0.0] = UNIT_ROUNDOFF
    digits: Vector = -np.log10(np.clip(relative, UNIT_ROUNDOFF, 1.0))
    return digits


def is_doubtful(answer: Answer, columns: Columns) -> bool:
    """Return whether a column is so close to a combination of others that rank is in doubt."""
    if answer.inverse_factor is None or columns.p > WIDEST_MINIMUM_NORM:
        return False
    d = columns.d
    suspicious = 0.1 / (UNIT_ROUNDOFF * NEARLY_DEPENDENT_ROUNDINGS)
    if answer.amplification * answer.moments.largest_offset() < suspicious:
        return False
    norms = answer.moments.column_norms()
    if columns.column_scale is not None:
        norms = norms / columns.column_scale
    closeness = row_norms(answer.inverse_factor[:d]) * norms[:d]
    return bool(closeness.max() > suspicious)


def solutions(
    answer: Answer,
    columns: Columns,
    *,
    method: str,
    accuracy: Accuracy,
    names: tuple[str, ...],
    notes: tuple[str, ...],
    proven: bool = True,
    asked: bool = False,
    out_of_passes: bool = False,
) -> list[Solution]:
    """Convert a solver's answer to a solution for each target.

    Parameters
    ----------
    answer : Answer
        The solver's answer, in the user's units.
    columns : Columns
        The columns of the design.
    method : str
        The solver that answered.
    accuracy : Accuracy
        The target of the solve.
    names : tuple of str
        (d,) names of the features.
    notes : tuple of str
        Why other solvers declined, and what each pass was for.
    proven : bool
        Whether the bounds meet the accuracy.
    asked : bool
        Whether the user named this method.
    out_of_passes : bool
        Whether the user ruled out another pass, which could tell more.

    Returns
    -------
    list of Solution
        k solutions, one for each target.

    Raises
    ------
    DataError
        A weight is too large for float64.

    """
    large = ~np.isfinite(answer.weights).all(axis=1)
    if large.any():
        name = (*names, "intercept")[int(large.argmax())]
        raise DataError(
            f"The weight of '{name}' is too large for float64: divide the target by a power of "
            "ten, or multiply the column by one."
        )
    findings = answer.findings
    lost = not proven and meets(replace(answer, residuals_certain=True), accuracy, columns.n)
    if not proven and not lost:
        findings += (_not_proven(method if asked else "", accuracy, out_of_passes=out_of_passes),)
    findings += _column_findings(answer, columns, names)
    bound = answer.bound()
    lengths = answer.lengths
    if answer.inverse_factor is not None:
        lengths = row_norms(answer.inverse_factor)
    outcome = Outcome.UNIQUE
    if answer.inverse_factor is None:
        # Products with X alone do not determine the rank.
        unknown = method == "lsmr" and columns.n >= columns.p
        outcome = Outcome.UNDETERMINED if unknown else Outcome.MINIMUM_NORM
    found = [
        Solution(
            coef=answer.weights[: columns.d, target],
            intercept=float(answer.weights[columns.d, target]) if columns.intercept else 0.0,
            has_intercept=columns.intercept,
            rank=min(answer.rank, columns.n),
            n=columns.n,
            residual_norm=float(answer.residual_norms[target]),
            method=method,
            outcome=outcome,
            moments=answer.moments if columns.k == 1 else answer.moments.of_target(target),
            inverse_factor=answer.inverse_factor,
            lengths=lengths,
            traded=answer.traded,
            feature_names=names,
            bound=None if bound is None else bound[:, target],
            findings=findings,
            notes=notes,
            passes=answer.passes,
            input_rounding=PAIR_ROUNDOFF if columns.paired else UNIT_ROUNDOFF,
            residual_rounding=0.0
            if answer.residual_rounding is None
            else float(answer.residual_rounding[target]),
            residual_error=math.nan
            if answer.residual_error is None
            else float(answer.residual_error[target]),
            inverse_error=answer.inverse_error,
        )
        for target in range(columns.k)
    ]
    # Where an exact fit leaves nothing but rounding of the data, no further pass tells more.
    return [
        replace(each, findings=(_RESIDUALS_LOST, *each.findings))
        if lost and not each.exact
        else each
        for each in found
    ]


def _column_findings(
    answer: Answer, columns: Columns, names: tuple[str, ...]
) -> tuple[Finding, ...]:
    names = (*names, "intercept") if columns.intercept else names
    if answer.inverse_factor is not None:
        rounded: tuple[Finding, ...] = ()
        if answer.moments.largest_offset() > FARTHEST and not columns.paired:
            rounded = rounded_columns(answer.moments, names)
        if answer.amplification < WARN_AMPLIFICATION:
            return rounded
        return rounded + near_dependence(answer.inverse_factor, answer.moments, names)
    if columns.n < columns.p:
        return (too_few_rows(columns.n, answer.rank, names, intercept=columns.intercept),)
    if answer.report is None:
        return ()
    return rank_findings(answer.report, names, intercept=columns.intercept)


_RESIDUALS_LOST = Finding(
    "accuracy_not_proven",
    (),
    "The weights are certified, but the residuals are near or below the rounding of sums in "
    "float64, and so are the standard errors.",
    "Give max_passes (--max-passes) one more pass over the data, or summarize them with "
    "accuracy='full' (--accuracy full).",
)


def _not_proven(asked: str, accuracy: Accuracy, *, out_of_passes: bool) -> Finding:
    who, why = "No solver could", ": the columns are too close to dependent"
    fix = "Drop or combine the columns that are nearly dependent."
    if out_of_passes:
        who, why = "The passes that max_passes allows cannot", ""
        fix = _RESIDUALS_LOST.fix
    elif asked:
        who, why = f"The chosen method '{asked}' could not", ""
        fix = "Let method='auto' choose a solver that can."
    evidence = (
        f"{who} prove {accuracy.name.lower()} accuracy for these data{why}. The bounds show which "
        "digits are certain."
    )
    return Finding("accuracy_not_proven", (), evidence, fix)
