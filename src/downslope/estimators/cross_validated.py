"""Estimators that choose the strength of their penalty by cross-validation.

`LassoCV` and `ElasticNetCV` have scikit-learn's folds, alphas, and attributes. The errors of all
folds come from one pass over the rows, and the weights at the chosen alpha are certified. What the
sums of folds do not give is left to scikit-learn's own solver, and `bound_` is None: sparse rows,
weights held positive, folds that overlap or leave rows out, and data without a unique choice.

`RidgeCV` has scikit-learn's choice of alpha, by leave-one-out errors or by folds and any score,
and certified weights at that alpha; for sparse rows they are scikit-learn's, and `bound_` is None.
For many alphas on many rows, `downslope.path` is faster.
"""

from __future__ import annotations

from numbers import Real
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn import linear_model
from sklearn.model_selection import check_cv

from downslope.data.array_source import of_arrays
from downslope.errors import DataError, OptionError
from downslope.estimators.models import MOST_COLUMNS, Ridge, _Certified, _is_sparse
from downslope.fitting.passes.reader import ReadOptions
from downslope.fitting.penalty_path import PathOptions, path_of_rows
from downslope.fitting.penalty_path_result import PenaltyPath
from downslope.models.elastic_net import ElasticNet
from downslope.numerics.arrays import Matrix, Vector


class _SparseCV(_Certified):
    """Lasso and elastic net with cross-validation."""

    proven_zero_: np.ndarray

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None, **params: Any) -> Self:
        """Fit to data: see `sklearn.linear_model.ElasticNetCV.fit`."""
        self._validate_params()  # type: ignore[attr-defined]
        alphas: Any = self.alphas  # type: ignore[attr-defined]
        given = [alphas] if np.ndim(alphas) == 0 else list(alphas)
        numbers = all(isinstance(each, Real) for each in given)
        if self.positive or _is_sparse(X) or params or not numbers:  # type: ignore[attr-defined]
            return self._left(X, y, sample_weight, **params)
        rows, targets = self._checked(X, y, y_numeric=True, multi_output=True)
        if targets.ndim != 1 or rows.shape[1] > MOST_COLUMNS:
            return self._left(X, y, sample_weight)
        weights = self._weights(sample_weight, rows)
        labels = _partition(self.cv, rows, targets)  # type: ignore[attr-defined]
        if labels is None:
            return self._left(X, y, sample_weight)
        try:
            found = [
                self._path(rows, targets, weights, labels, float(ratio)) for ratio in self._ratios()
            ]
        except (DataError, OptionError) as error:
            self._warn(str(error))
            return self._left(X, y, sample_weight)
        self._set_paths(found)
        return self

    def _ratios(self) -> np.ndarray:
        return np.atleast_1d(getattr(self, "l1_ratio", 1.0))

    def _path(
        self, rows: Matrix, y: np.ndarray, weights: Vector | None, labels: np.ndarray, ratio: float
    ) -> PenaltyPath:
        options = PathOptions.of(
            ElasticNet.name, ratio, self.alphas, int(labels.max()) + 1, labels, False, False,  # type: ignore[attr-defined]
            bool(self.fit_intercept),  # type: ignore[attr-defined]
            lowest=float(self.eps),  # type: ignore[attr-defined]
        )  # fmt: skip
        source = of_arrays(rows, y, weights, self._names())
        return path_of_rows(source, options, ReadOptions(), labels, full=False)

    def _set_paths(self, paths: list[PenaltyPath]) -> None:
        """Set scikit-learn's attributes from the path of each l1_ratio."""
        given = None if isinstance(self.alphas, int) else np.sort(self.alphas)[::-1]  # type: ignore[attr-defined]
        errors, alphas = [], []
        for path in paths:
            # As there, alphas that are given may repeat.
            place = (
                [int(np.flatnonzero(path.alphas == a)[0]) for a in given]
                if given is not None
                else slice(None)
            )
            errors.append(path.cv_error[place])
            alphas.append(path.alphas if given is None else given)
        best = [path.best for path in paths]
        lowest = [
            float(path.cv_error.mean(axis=1)[at]) for path, at in zip(paths, best, strict=True)
        ]
        chosen = int(np.argmin(lowest))
        path, at = paths[chosen], best[chosen]
        assert at is not None
        self.mse_path_ = np.squeeze(np.array(errors))
        self.alphas_ = alphas[0] if len(paths) == 1 or given is not None else np.array(alphas)
        self.alpha_ = path.alphas[at]
        if hasattr(self, "l1_ratio"):
            self.l1_ratio_ = self._ratios()[chosen]
        self.coef_ = path.coef[at].copy()
        self.intercept_ = float(path.intercepts[at])
        self.dual_gap_, self.n_iter_ = float(path.gap[at]), 1
        proven = bool(path.proven[at])
        self.bound_ = path.bound[at][: path.coef.shape[1] + path.has_intercept] if proven else None
        self.std_error_, self.findings_ = None, path.findings
        self.proven_zero_ = path.zero[at].copy()
        if not proven:
            self._warn("The columns leave the weights undetermined: others fit equally well.")


def _partition(cv: Any, X: Matrix, y: np.ndarray) -> np.ndarray | None:
    """Return the fold of each row; None if a split does not train on all rows that it leaves."""
    labels = np.full(len(y), -1)
    for k, (train, test) in enumerate(check_cv(cv).split(X, y)):
        whole = len(train) + len(test) == len(y) and len(np.intersect1d(train, test)) == 0
        if not whole or (labels[test] >= 0).any() or not len(test):
            return None
        labels[test] = k
    return labels if (labels >= 0).all() and labels.max() > 0 else None


class ElasticNetCV(_SparseCV, linear_model.ElasticNetCV):
    """Elastic net with cross-validation that replaces `sklearn.linear_model.ElasticNetCV`.

    The parameters are scikit-learn's; `precompute`, `max_iter`, `tol`, `copy_X`, `verbose`,
    `n_jobs`, `random_state`, and `selection` matter only where its own solver is used: see the
    module.

    Attributes
    ----------
    alpha_, l1_ratio_, alphas_, mse_path_, coef_, intercept_, dual_gap_, n_iter_, n_features_in_
        As in scikit-learn.
    bound_ : ndarray of shape (p,), or None
        Bound on the error of each slope, then of the intercept; 0 for a proven zero.
    proven_zero_ : ndarray of shape (d,)
        Whether a slope is proven to be exactly 0.
    findings_ : tuple of Finding
        Findings about the data and the folds.

    """


class LassoCV(_SparseCV, linear_model.LassoCV):
    """Lasso with cross-validation that replaces `sklearn.linear_model.LassoCV`.

    Parameters and attributes are those of `ElasticNetCV`, without `l1_ratio`.
    """


class RidgeCV(_Certified, linear_model.RidgeCV):
    """Ridge regression with cross-validation that replaces `sklearn.linear_model.RidgeCV`.

    The parameters are scikit-learn's, and so is the choice of alpha.

    Attributes
    ----------
    alpha_, best_score_, cv_results_, coef_, intercept_, n_features_in_, feature_names_in_
        As in scikit-learn.
    bound_ : ndarray of shape (p,) or (k, p), or None
        Bound on the error of each slope, then of the intercept, at the chosen alpha.
    findings_ : tuple of Finding
        Findings about the data.

    """

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None, **params: Any) -> Self:
        """Fit to data: see `sklearn.linear_model.RidgeCV.fit`."""
        self._left(X, y, sample_weight=sample_weight, **params)
        chosen = Ridge(alpha=self.alpha_, fit_intercept=self.fit_intercept)
        chosen.fit(X, y, sample_weight)
        if chosen.bound_ is not None:  # otherwise its weights are nearer than those of `Ridge`
            self.coef_, self.intercept_ = chosen.coef_, chosen.intercept_
            self.bound_, self.findings_ = chosen.bound_, chosen.findings_
        return self
