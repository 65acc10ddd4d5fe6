"""`LinearRegression`: least squares for scikit-learn, with a bound on every coefficient's error.

When columns depend on each other many weights give the same predictions, and "minimum norm"
picks one of them. The ladder's answer is the smallest over all weights, the intercept included
(`pinv(X_b) @ y`). scikit-learn's convention is the smallest over the slopes alone: the minimum
norm of the centered problem, which is the projection of any solution on the row space of the
centered rows,

    √W (X − 1 x̄ᵀ) = U S Vᵀ        b ← V_r V_rᵀ b        b₀ = ȳ − x̄·b

with r the rank that the ladder found: no cutoff is chosen here.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn import linear_model
from sklearn.utils.validation import check_is_fitted

from downslope.estimators.validation import column_names, rows_to_predict, training_data
from downslope.findings import Finding
from downslope.fitting.ladder import solve_targets
from downslope.fitting.solution import Outcome, Solution
from downslope.missing_codes import findings_of_rows
from downslope.numerics import arrays
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.nonnegative import solve_nonnegative

BLOCK_VALUES = 2**20  # per block of rows
CHEAP_INTERCEPT = 2.0**20  # see `smallest_slopes_by_products`


def smallest_slopes(
    solutions: list[Solution], X: Any, Y: Matrix, weights: Vector | None
) -> tuple[list[Solution], Vector]:
    """Replace the slopes of `solve_targets(X, Y)` with the smallest ones that fit equally well.

    Also return the singular values (min(n, d),) of the rows, which are centered only where there
    is an intercept.
    """
    weights = np.ones(len(Y)) if weights is None else weights
    x_mean, y_mean = np.zeros(X.shape[1]), np.zeros(Y.shape[1])
    if solutions[0].has_intercept:
        mass = weights.sum()
        x_mean, y_mean = np.asarray(X.T @ weights) / mass, weights @ Y / mass
    factor = _triangle(X, x_mean, np.sqrt(weights))
    rank = min(solutions[0].rank, solutions[0].n)
    _, values, right = np.linalg.svd(factor, full_matrices=False)
    basis = right[: rank - solutions[0].has_intercept].T
    smallest = []
    for solution, mean in zip(solutions, y_mean, strict=True):
        slopes, determined = basis @ (basis.T @ solution.coef), solution.determined
        slopes = np.where(determined[: len(slopes)], solution.coef, slopes)
        intercept = solution.intercept
        if solution.has_intercept and not determined[-1]:
            intercept = float(mean - x_mean @ slopes)
        smallest.append(replace(solution, coef=slopes, intercept=intercept, rank=rank))
    return smallest, values


def smallest_slopes_by_products(
    solutions: list[Solution], X: Any, Y: Matrix, weights: Vector | None
) -> list[Solution]:
    """Find the smallest slopes for rows too wide to be decomposed, by LSMR.

    A last column of 2²⁰ replaces the intercept's. Its weight is b₀ / 2²⁰, which hardly counts in
    the norm: the slopes are the smallest up to 2⁻⁴⁰ of b₀².
    """
    constant = np.full((X.shape[0], 1), CHEAP_INTERCEPT)
    if isinstance(X, np.ndarray):
        design = np.hstack([X, constant])
    else:
        from scipy.sparse import csr_array, hstack

        design = hstack([X, csr_array(constant)], format="csr")
    cheap = solve_targets(design, Y, method="lsmr", intercept=False, weights=weights)
    return [
        replace(solution, coef=found.coef[:-1], intercept=float(found.coef[-1]) * CHEAP_INTERCEPT)
        for solution, found in zip(solutions, cheap, strict=True)
    ]


def _triangle(X: Any, mean: Vector, roots: Vector) -> Matrix:
    """Compute R of a QR decomposition of the centered, weighted rows, block by block."""
    n, d = X.shape
    step = max(d, BLOCK_VALUES // d)
    factor = np.empty((0, d))
    for start in range(0, n, step):
        block = X[start : start + step]
        dense = block if isinstance(block, np.ndarray) else block.toarray()
        centered = (dense - mean) * roots[start : start + step, np.newaxis]
        factor = np.asarray(np.linalg.qr(np.vstack([factor, centered]), mode="r"))
    return factor


WORTH_A_WARNING = ("dependent_columns", "accuracy_not_proven")


class CoefficientWarning(UserWarning):
    """Warning that predictions are valid, but individual coefficients have no meaning."""


class LinearRegression(linear_model.LinearRegression):
    """Ordinary least squares that replaces `sklearn.linear_model.LinearRegression`.

    It is a subclass (RANSAC checks that), with the same parameters, the same attributes, and the
    same answers where scikit-learn's are right. The differences: there is no cutoff on raw
    scales, so no choice of units loses a column; float32 input is computed in float64, and so are
    `coef_` and predictions; all targets share one factorization.

    When columns depend on each other, or n ≤ d, `coef_` is the solution with the smallest slopes,
    as in scikit-learn (in `downslope.solve` the norm includes the intercept). Columns that repeat
    others issue a `CoefficientWarning`; all other information is in `findings_`. Sparse rows with
    more columns than the ladder can factor are solved by LSMR, without a bound; if such rows are
    tall and columns are dependent, the slopes are the smallest in units of the columns' lengths.

    Parameters
    ----------
    fit_intercept : bool
        Whether the model has an intercept.
    copy_X : bool
        Accepted and ignored: X is never written to.
    tol : float
        Accepted and ignored: the target is `accuracy`.
    n_jobs : int, optional
        Accepted and ignored: threads share the rows (DOWNSLOPE_THREADS).
    positive : bool
        Allow no slope below zero, by SciPy's `nnls`; dense X only, and without bounds.
    method : str
        "auto" climbs the ladder of solvers; or "cholesky", "exact", "qr", "svd", "lsmr".
    accuracy : str
        "standard" (bound ≤ max(1e-6 standard errors, 1e-10 |b|)) or "full" (each coefficient is
        the float64 nearest to the exact solution).

    Attributes
    ----------
    coef_ : ndarray of shape (d,) or (k, d)
        Slopes; (k, d) where y was (n, k).
    intercept_ : float or ndarray of shape (k,)
        0.0 without an intercept.
    rank_ : int
        Rank of X, centered where an intercept was fitted.
    singular_ : ndarray of shape (min(n, d),)
        Singular values of that X, largest first.
    bound_ : ndarray of shape (p,) or (k, p), or None
        Bound on the error of each slope, then of the intercept; NaN for those that the data do
        not determine, None where they determine none.
    std_error_ : ndarray of shape (p,) or (k, p), or None
        Standard errors, NaN and None as in `bound_`; None too where they cannot be estimated.
    condition_number_ : float
        Condition number of the design with its columns scaled to length one.
    method_ : str
        The solver that answered.
    findings_ : tuple of Finding
        Findings about the columns, each with its evidence and its fix.
    solutions_ : tuple of k Solution
        The solutions themselves, for `downslope.infer` and for their notes.
    n_features_in_, feature_names_in_
        As in scikit-learn.

    """

    coef_: np.ndarray
    intercept_: float | Vector
    rank_: int
    bound_: np.ndarray | None
    std_error_: np.ndarray | None
    method_: str
    findings_: tuple[Finding, ...]
    solutions_: tuple[Solution, ...]
    _singular_values: Vector | None  # where there is no inverse to take them from

    def __init__(
        self,
        *,
        fit_intercept: bool = True,
        copy_X: bool = True,
        tol: float = 1e-6,
        n_jobs: int | None = None,
        positive: bool = False,
        method: str = "auto",
        accuracy: str = "standard",
    ) -> None:
        self.fit_intercept = fit_intercept
        self.copy_X = copy_X
        self.tol = tol
        self.n_jobs = n_jobs
        self.positive = positive
        self.method = method
        self.accuracy = accuracy

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> Self:
        """Fit to data.

        Parameters
        ----------
        X : array-like of shape (n, d)
            Features: a NumPy, pandas, polars, or SciPy sparse table.
        y : array-like of shape (n,) or (n, k)
            One target, or one in each column.
        sample_weight : float, or array-like of shape (n,), optional
            Weights ≥ 0; a weight of zero leaves the row out.

        Raises
        ------
        DataError
            A value cannot be used; the message names row and column.
        OptionError
            The method or the accuracy is unknown.

        """
        X, y = training_data(self, X, y, sparse=not self.positive)
        X, Y = arrays.table(X), y[:, np.newaxis] if y.ndim == 1 else y
        weights = None
        if sample_weight is not None:
            weights = arrays.row_weights(sample_weight, len(Y))
        if self.positive:
            self._fit_positive(X, Y, weights)
        else:
            self._set_solutions(self._solve(X, Y, weights))
            self._warn()
        if isinstance(X, np.ndarray):
            names = (*(column_names(self, X.shape[1]) or arrays.default_names(X.shape[1])), "y")
            intercept = self.fit_intercept
            found = findings_of_rows(X, Y[:, 0], names, weights, intercept=intercept)
            self.findings_ = (*self.findings_, *found)
        if y.ndim == 1:
            self.coef_ = self.coef_[0]
            self.intercept_ = float(np.ravel(self.intercept_)[0])
            self.bound_ = None if self.bound_ is None else self.bound_[0]
            self.std_error_ = None if self.std_error_ is None else self.std_error_[0]
        return self

    def _solve(self, X: Any, Y: Matrix, weights: Vector | None) -> list[Solution]:
        solutions = solve_targets(
            X,
            Y,
            method=self.method,
            accuracy=self.accuracy,
            intercept=self.fit_intercept,
            weights=weights,
            names=column_names(self, X.shape[1]),
            # For wide rows the slower solver adds only the combinations in which columns depend on
            # each other, which mean little where there are more columns than rows.
            widest_named=0,
        )
        self._singular_values = None
        if solutions[0].outcome is not Outcome.MINIMUM_NORM:
            return solutions
        if solutions[0].method == "lsmr":
            return smallest_slopes_by_products(solutions, X, Y, weights)
        solutions, self._singular_values = smallest_slopes(solutions, X, Y, weights)
        return solutions

    def _set_solutions(self, solutions: list[Solution]) -> None:
        first = solutions[0]
        self.solutions_ = tuple(solutions)
        self.coef_ = np.array([each.coef for each in solutions])
        self.intercept_ = 0.0
        if self.fit_intercept:
            self.intercept_ = np.array([each.intercept for each in solutions])
        self.bound_ = _stacked([each.bound for each in solutions])
        self.std_error_ = _stacked([each.std_error for each in solutions])
        self.rank_ = first.rank - int(self.fit_intercept)
        self.method_ = first.method
        self.findings_ = first.findings

    def _fit_positive(self, X: Matrix, Y: Matrix, weights: Vector | None) -> None:
        self.coef_, intercepts = solve_nonnegative(
            X,
            Y,
            intercept=self.fit_intercept,
            weights=weights,
            names=column_names(self, X.shape[1]),
        )
        self.intercept_ = intercepts if self.fit_intercept else 0.0
        self.bound_ = self.std_error_ = None
        self.method_ = "nnls"
        self.__dict__.pop("rank_", None)  # of an earlier fit; scikit-learn sets none here either
        self.findings_ = self.solutions_ = ()

    def _warn(self) -> None:
        for finding in self.findings_:
            if finding.code in WORTH_A_WARNING:
                warnings.warn(str(finding), CoefficientWarning, stacklevel=3)

    def predict(self, X: Any) -> np.ndarray:
        """Return predictions (m,) for `X` (m, d), or (m, k) where y was (n, k)."""
        check_is_fitted(self)
        X = rows_to_predict(self, X, sparse=True)
        prediction: np.ndarray = X @ self.coef_.T + self.intercept_
        return prediction

    @property
    def condition_number_(self) -> float:
        """κ₂ of the design with its columns scaled to length one; infinite if rank < p."""
        return self._first_solution().condition_number

    @property
    def singular_(self) -> Vector:
        """Singular values of X, shape (min(n, d),), centered if an intercept was fitted."""
        solution = self._first_solution()
        if self._singular_values is not None:
            return self._singular_values
        if solution.inverse_factor is None:
            raise AttributeError("LSMR computes no singular values: fit with method='svd'.")
        slopes = solution.inverse_factor[: len(solution.coef)]
        values: Vector = np.reciprocal(np.linalg.svd(slopes, compute_uv=False)[::-1])
        return values

    def _first_solution(self) -> Solution:
        check_is_fitted(self)
        if not self.solutions_:
            raise AttributeError("With positive=True the rank is not computed.")
        return self.solutions_[0]


def _stacked(parts: list[Vector | None]) -> np.ndarray | None:
    known = [part for part in parts if part is not None]
    return np.array(known) if len(known) == len(parts) else None
