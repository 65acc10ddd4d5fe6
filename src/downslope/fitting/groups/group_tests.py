"""What the summaries of groups say together: the Chow test, and weights shrunk to a common mean.

    F = [(RSS − Σ RSS_g)/(p(G − 1))] / [Σ RSS_g/(n − pG)]                       (Chow 1960)

Partial pooling, for weights b_g = μ + u_g with u_g ~ N(0, T), and noise of variance σ² in all
groups (Swamy 1970):

    σ² = Σ RSS_g/(n − pG),   V_g = σ²(X_gᵀX_g)⁻¹,   T = cov(b_g) − average V_g   (positive part)
    μ  = [Σ (V_g + T)⁻¹]⁻¹ Σ (V_g + T)⁻¹ b_g
    u_g = T (I + X_gᵀX_g T/σ²)⁻¹ X_gᵀ(y − X_g μ)/σ²

The last formula needs no inverse of X_gᵀX_g, so groups of few rows have weights too. Columns are
measured from the mean of all rows, in which the intercept is the height there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.errors import DataError
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.stack_solver import StackSolution
from downslope.fitting.groups.summary_stack import SummaryStack, pairs
from downslope.formatting import counted, plain_dict, probability, significant, wrapped
from downslope.numerics.arrays import Matrix, Vector


@dataclass(frozen=True, slots=True)
class ChowTest:
    """Test of the hypothesis that all groups have the same weights."""

    statistic: float  # F
    df: tuple[int, int]
    p: float
    groups: int
    left_out: int  # groups without weights of their own, or without noise

    def __repr__(self) -> str:
        out = f" {counted(self.left_out, 'group')} without weights or noise left out." * bool(
            self.left_out
        )
        return wrapped(
            f"Chow test that {counted(self.groups, 'group')} have the same weights: "
            f"F({self.df[0]:,}, {self.df[1]:,}) = {significant(self.statistic, 4)}, p "
            f"{probability(self.p)}.{out}"
        )

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data."""
        return plain_dict(
            {
                "statistic": self.statistic, "df": self.df, "p": self.p, "groups": self.groups,
                "left_out": self.left_out,
            }
        )  # fmt: skip


def chow_test(
    pooled: Fit | None, solution: StackSolution, rows: np.ndarray, used: np.ndarray
) -> ChowTest:
    """Test the `used` groups against their `pooled` fit.

    Raises
    ------
    DataError
        There are fewer than two groups, or no rows to spare.

    """
    from scipy.special import fdtrc

    left_out = len(rows) - len(used)
    p = solution.weights.shape[1]
    if pooled is None:
        raise DataError(
            f"The Chow test needs two groups with weights, and {counted(len(used), 'group')} "
            f"of {len(rows):,} {'has' if len(used) == 1 else 'have'} them: add rows, or use fewer "
            "columns."
        )
    one, other = p * (len(used) - 1), int(rows[used].sum()) - p * len(used)
    if other < 1:
        raise DataError(
            f"The Chow test has no rows to spare: {int(rows[used].sum()):,} rows, and "
            f"{p * len(used):,} weights. Use fewer columns, or larger groups."
        )
    apart = float(solution.rss[used].sum())
    together = pooled.solution.rss
    if not apart > 0.0 or pooled.solution.residuals_lost or pooled.solution.exact:
        raise DataError(
            "The residuals are below the rounding of sums, so there is no noise to test against."
        )
    statistic = (together - apart) / one / (apart / other)
    return ChowTest(statistic, (one, other), float(fdtrc(one, other, max(statistic, 0.0))),
                    len(used), left_out)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class ShrunkWeights:
    """Weights of G groups, each shrunk towards the mean of all as far as its own noise asks."""

    weights: Matrix  # (G, p) slopes, then the intercept if there is one
    std_error: Matrix  # (G, p) given μ, T, and σ²
    mean: Vector  # (p,) μ
    covariance: Matrix  # (p, p) T, of the weights of the groups
    residual_std: float  # σ


def shrunk_weights(
    stack: SummaryStack, solution: StackSolution, *, intercept: bool
) -> ShrunkWeights:
    """Shrink the weights of the groups.

    Raises
    ------
    DataError
        There are too few groups with errors.

    """
    p, d = stack.q - 1 + intercept, stack.q - 1
    known = np.flatnonzero(solution.residual_std > 0.0)
    if len(known) <= p:
        raise DataError(
            f"Partial pooling estimates a covariance of {counted(p, 'weight')} from groups with "
            f"errors, and {counted(len(known), 'group')} of {len(stack):,} have them: more than "
            f"{p} are needed."
        )
    spare = int((stack.count[known] - p).sum())
    variance = float(solution.rss[known].sum()) / spare
    center, unit = _frame(stack, intercept)
    gram, right = _moments(stack, center, unit, intercept)
    inverse = variance * np.linalg.inv(gram[known])
    own = np.einsum("gij,gj->gi", inverse / variance, right[known])
    spread = np.cov(own.T, ddof=1).reshape(p, p) - inverse.mean(axis=0)
    values, vectors = np.linalg.eigh((spread + spread.T) / 2)
    between = (vectors * np.maximum(values, 0.0)) @ vectors.T
    precision = np.linalg.inv(inverse + between)
    mean = np.linalg.solve(precision.sum(axis=0), np.einsum("gij,gj->i", precision, own))
    left = np.eye(p) + np.einsum("gij,jk->gik", gram, between) / variance
    pull = (right - gram @ mean) / variance
    moved = np.linalg.solve(left, pull[..., np.newaxis])[..., 0] @ between
    posterior = between @ np.linalg.inv(left)
    to_units = np.diag(unit)
    if intercept:
        to_units[d, :d] = -center[:d] * unit[:d]
    weights = (mean + moved) @ to_units.T
    common = to_units @ mean
    if intercept:
        weights[:, d] += center[d]
        common[d] += center[d]
    covariances = to_units @ posterior @ to_units.T
    errors = np.sqrt(np.maximum(np.einsum("gii->gi", covariances), 0.0))
    return ShrunkWeights(
        weights, errors, common, to_units @ between @ to_units.T, float(np.sqrt(variance))
    )


def _frame(stack: SummaryStack, intercept: bool) -> tuple[Vector, Vector]:
    """Return the point (q,) from which columns are measured, and their scales (p,)."""
    d = stack.q - 1
    whole = stack.total()
    center = whole.origin + whole.mean if intercept else np.zeros(stack.q)
    squares = whole.scatter.diagonal()[:d]
    if not intercept:
        squares = squares + whole.mass * np.square((whole.origin + whole.mean)[:d])
    sizes = np.sqrt(squares / whole.mass)
    unit = 1.0 / np.where(sizes > 0.0, sizes, 1.0)
    return center, np.append(unit, [1.0] * intercept)


def _moments(
    stack: SummaryStack, center: Vector, unit: Vector, intercept: bool
) -> tuple[np.ndarray, Matrix]:
    """Return XᵀX (G, p, p) and Xᵀy (G, p) of the scaled columns about the center."""
    q, d, groups = stack.q, stack.q - 1, len(stack)
    away = stack.origin + stack.mean - center[:, np.newaxis]
    full = np.empty((q, q, groups))
    for place, (i, j) in enumerate(zip(*pairs(q), strict=True)):
        full[i, j] = full[j, i] = stack.scatter[place] + stack.mass * away[i] * away[j]
    p = d + intercept
    gram, right = np.empty((groups, p, p)), np.empty((groups, p))
    gram[:, :d, :d] = np.moveaxis(full[:d, :d], 2, 0)
    right[:, :d] = full[:d, d].T
    if intercept:
        gram[:, d, :d] = gram[:, :d, d] = (stack.mass * away[:d]).T
        gram[:, d, d], right[:, d] = stack.mass, stack.mass * away[d]
    return gram * unit * unit[:, np.newaxis], right * unit
