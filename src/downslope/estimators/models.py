"""`Ridge`, `Lasso`, `ElasticNet`, `LogisticRegression`, `PoissonRegressor`, with certified weights.

Each is a subclass of scikit-learn's, with its parameters, its scale of the penalty, and its
attributes. The objective is minimized to the last digits, not to `tol`, and `bound_` bounds the
error of every weight. In the terms of this package's losses:

    Ridge                Σ weight · r² + alpha ‖w‖²                          loss "sse", alpha
    Lasso, ElasticNet    mean of ½ r² + alpha (l1_ratio ‖w‖₁ + …)            loss "half-mse", alpha
    LogisticRegression   C Σ weight · log loss + ½ ‖w‖²                      1 / (2 C Σ weight)
    PoissonRegressor     mean of μ − y log μ + ½ alpha ‖w‖²                  alpha / 2

What this package has no proof for is left to scikit-learn's own solver, and `bound_` is None:
sparse rows, more than 2,000 columns, weights held positive, an L1 penalty in logistic regression,
the solver liblinear (which penalizes the intercept), callbacks on its iterations, and data without
unique best weights. For the last, a `CoefficientWarning` says what is wrong.
"""

from __future__ import annotations

import warnings
from numbers import Number
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn import linear_model
from sklearn.utils.class_weight import compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, validate_data

from downslope.errors import DataError
from downslope.estimators.linear import CoefficientWarning
from downslope.estimators.validation import column_names
from downslope.findings import Finding
from downslope.fitting.model_fit import fit_model
from downslope.fitting.model_fit_result import ModelFit
from downslope.models.elastic_net import ElasticNet as ElasticNetModel
from downslope.models.logistic import Logistic
from downslope.models.poisson import Poisson
from downslope.models.ridge import Ridge as RidgeModel
from downslope.models.score_model import ScoreModel
from downslope.models.softmax import Softmax
from downslope.numerics.arrays import Matrix, Vector

MOST_COLUMNS = 2000  # whose products take a second


class _Certified:
    """Common base: the attributes of the proof, and the fallback to scikit-learn's solver."""

    bound_: np.ndarray | None
    std_error_: np.ndarray | None
    findings_: tuple[Finding, ...]
    n_features_in_: int

    def _left(self, *fitted: Any, **options: Any) -> Self:
        """Fit with scikit-learn's own solver, which proves no bound."""
        super().fit(*fitted, **options)  # type: ignore[misc]
        self.bound_ = self.std_error_ = None
        self.findings_ = ()
        return self

    def _checked(self, X: Any, y: Any, **how: Any) -> tuple[Matrix, np.ndarray]:
        """Return rows as float64 and targets, validated as scikit-learn does."""
        X, y = validate_data(self, X, y, dtype=np.float64, **how)
        return X, np.asarray(y)

    def _weights(self, sample_weight: ArrayLike | None, X: Matrix) -> Vector | None:
        if sample_weight is None or isinstance(sample_weight, Number):
            return None
        weights: Vector = _check_sample_weight(sample_weight, X, dtype=np.float64)
        return weights

    def _names(self) -> tuple[str, ...]:
        return column_names(self, self.n_features_in_)

    def _proven(self, model: ScoreModel, weights: Vector | None) -> ModelFit | None:
        """Return the certified fit; None, with a warning, if there are no unique best weights."""
        try:
            fit = fit_model(model, weights=weights)
        except DataError as error:
            self._warn(str(error))
            return None
        if fit.findings:
            self._warn(str(fit.findings[0]))
        return fit if np.isfinite(fit.bound).all() else None

    def _warn(self, what: str) -> None:
        warnings.warn(what, CoefficientWarning, stacklevel=4)

    def _set_proof(self, fits: list[ModelFit], *, flat: bool) -> None:
        """Keep bounds, standard errors, and findings; `flat` for one target."""
        bound = np.array([each.bound for each in fits])
        errors = np.array([each.std_error for each in fits])
        self.bound_ = bound[0] if flat else bound
        known = bool(np.isfinite(errors).all())
        self.std_error_ = (errors[0] if flat else errors) if known else None
        self.findings_ = tuple(found for each in fits for found in each.findings)


def _is_sparse(X: Any) -> bool:
    return hasattr(X, "tocsr")


class Ridge(_Certified, linear_model.Ridge):
    """Ridge regression that replaces `sklearn.linear_model.Ridge`.

    The parameters are scikit-learn's; `copy_X`, `max_iter`, `tol`, `solver`, and `random_state`
    matter only where its own solver is used: see the module.

    Attributes
    ----------
    coef_, intercept_, n_iter_, solver_, n_features_in_, feature_names_in_
        As in scikit-learn.
    bound_ : ndarray of shape (p,) or (k, p), or None
        Bound on the error of each slope, then of the intercept.
    findings_ : tuple of Finding
        Findings about the data.

    """

    intercept_: float | np.ndarray

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> Self:
        """Fit to data: see `sklearn.linear_model.Ridge.fit`."""
        self._validate_params()
        if self.positive or self.solver == "lbfgs" or _is_sparse(X):
            return self._left(X, y, sample_weight)
        rows, targets = self._checked(X, y, multi_output=True, y_numeric=True)
        Y = targets[:, np.newaxis] if targets.ndim == 1 else targets
        alphas = np.ravel(self.alpha)
        wide = rows.shape[1] > MOST_COLUMNS
        if wide or len(alphas) not in (1, Y.shape[1]) or (alphas < 0).any():
            return self._left(X, y, sample_weight)
        weights = self._weights(sample_weight, rows)
        fits = []
        for column, alpha in zip(Y.T, np.broadcast_to(alphas, Y.shape[1]), strict=True):
            model = RidgeModel(rows, column, alpha, self.fit_intercept, "sse", self._names())
            fit = self._proven(model, weights)
            if fit is None:
                return self._left(X, y, sample_weight)
            fits.append(fit)
        flat = targets.ndim == 1
        coef, intercept = np.array([f.coef for f in fits]), np.array([f.intercept for f in fits])
        # As there, one target in two dimensions has slopes in one, and its intercept in an array.
        self.coef_ = coef[0] if len(fits) == 1 else coef
        self.intercept_ = 0.0
        if self.fit_intercept:
            self.intercept_ = np.float64(intercept[0]) if flat else intercept
        self.n_iter_, self.solver_ = None, "cholesky"
        self._set_proof(fits, flat=flat)
        return self


class _Sparse(_Certified):
    """Elastic net and lasso."""

    proven_zero_: np.ndarray

    def fit(
        self, X: Any, y: Any, sample_weight: ArrayLike | None = None, check_input: bool = True
    ) -> Self:
        """Fit to data: see `sklearn.linear_model.ElasticNet.fit`."""
        self._validate_params()  # type: ignore[attr-defined]
        if self.positive or _is_sparse(X):  # type: ignore[attr-defined]
            return self._left(X, y, sample_weight, check_input)
        rows, targets = self._checked(X, y, y_numeric=True, multi_output=True)
        if targets.ndim != 1 or rows.shape[1] > MOST_COLUMNS:
            return self._left(X, y, sample_weight, check_input)
        model = ElasticNetModel(
            rows, targets, self.alpha, self.l1_ratio, self.fit_intercept, "half-mse",  # type: ignore[attr-defined]
            self._names(),
        )  # fmt: skip
        weights = self._weights(sample_weight, rows)
        try:
            fit = fit_model(model, weights=weights)
        except DataError as error:
            self._warn(str(error))
            return self._left(X, y, sample_weight, check_input)
        if fit.findings:
            self._warn(str(fit.findings[0]))
        self.coef_, self.intercept_ = fit.coef.copy(), fit.intercept
        self.n_iter_, self.dual_gap_ = max(fit.steps, 1), fit.gap
        self.proven_zero_ = np.isin(np.array(self._names(), dtype=object), fit.zero)
        self._set_proof([fit], flat=True)
        return self


class ElasticNet(_Sparse, linear_model.ElasticNet):
    """Elastic net that replaces `sklearn.linear_model.ElasticNet`.

    The parameters are scikit-learn's; `precompute`, `max_iter`, `copy_X`, `tol`, `warm_start`,
    `random_state`, and `selection` matter only where its own solver is used: see the module.

    Attributes
    ----------
    coef_, sparse_coef_, intercept_, dual_gap_, n_iter_, n_features_in_, feature_names_in_
        As in scikit-learn.
    bound_ : ndarray of shape (p,), or None
        Bound on the error of each slope, then of the intercept; 0 for a proven zero.
    proven_zero_ : ndarray of shape (d,)
        Whether a slope is proven to be exactly 0.
    findings_ : tuple of Finding
        Findings about the data.

    """


class Lasso(_Sparse, linear_model.Lasso):
    """Lasso that replaces `sklearn.linear_model.Lasso`: an `ElasticNet` with l1_ratio=1."""


class LogisticRegression(_Certified, linear_model.LogisticRegression):
    """Logistic regression that replaces `sklearn.linear_model.LogisticRegression`.

    The parameters are scikit-learn's; `tol`, `random_state`, `solver` (except liblinear),
    `max_iter`, `verbose`, and `warm_start` matter only where its own solver is used: see the
    module.

    Attributes
    ----------
    classes_, coef_, intercept_, n_iter_, n_features_in_, feature_names_in_
        As in scikit-learn.
    bound_ : ndarray of shape (1, p) or (K, p), or None
        Bound on the error of each slope, then of the intercept.
    std_error_ : ndarray of the same shape, or None
        Standard errors; None with a penalty, that is unless C is infinite.
    findings_ : tuple of Finding
        Findings about the data.

    """

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> Self:
        """Fit to data: see `sklearn.linear_model.LogisticRegression.fit`."""
        self._validate_params()
        squared = self.penalty in ("deprecated", "l2", None) and self.l1_ratio in (0, None)
        followed = bool(getattr(self, "_skl_callbacks", None))  # from iteration to iteration
        if not squared or followed or self.solver == "liblinear" or self.dual or _is_sparse(X):
            return self._left(X, y, sample_weight)
        rows, labels = self._checked(X, y)
        check_classification_targets(labels)
        classes, places = np.unique(labels, return_inverse=True)
        if len(classes) < 2 or rows.shape[1] * len(classes) > 2 * MOST_COLUMNS:
            return self._left(X, y, sample_weight)
        weights = self._weights(sample_weight, rows)
        if self.class_weight is not None:
            each = compute_class_weight(
                self.class_weight, classes=classes, y=labels, sample_weight=weights
            )
            weights = each[places] * (1.0 if weights is None else weights)
        mass = float(len(rows) if weights is None else weights.sum())
        strength = 0.0 if self.penalty is None else 1 / (2 * self.C * mass)
        kind: type[ScoreModel] = Logistic if len(classes) == 2 else Softmax
        model = kind(
            rows, places, alpha=strength, intercept=self.fit_intercept, names=self._names()
        )
        model.classes = tuple(classes)
        fit = self._proven(model, weights)
        if fit is None:
            return self._left(X, y, sample_weight)
        self.classes_ = classes
        self.coef_ = np.atleast_2d(fit.coef).copy()
        self.intercept_ = np.zeros(len(self.coef_)) + fit.intercept
        self.n_iter_ = np.array([fit.passes], dtype=np.int32)
        self._set_proof([fit], flat=fit.weights.ndim == 2)
        return self


class PoissonRegressor(_Certified, linear_model.PoissonRegressor):
    """Poisson regression that replaces `sklearn.linear_model.PoissonRegressor`.

    The parameters are scikit-learn's; `solver`, `max_iter`, `tol`, `warm_start`, and `verbose`
    matter only where its own solver is used: see the module. As in scikit-learn, targets may be
    rates that are not whole numbers.

    Attributes
    ----------
    coef_, intercept_, n_iter_, n_features_in_, feature_names_in_
        As in scikit-learn.
    bound_ : ndarray of shape (p,), or None
        Bound on the error of each slope, then of the intercept.
    std_error_ : ndarray of shape (p,), or None
        Standard errors; None with a penalty.
    findings_ : tuple of Finding
        Findings about the data.

    """

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> Self:
        """Fit to data: see `sklearn.linear_model.PoissonRegressor.fit`."""
        self._validate_params()
        if _is_sparse(X):
            return self._left(X, y, sample_weight)
        rows, rates = self._checked(X, y, y_numeric=True)
        wide = rows.shape[1] > MOST_COLUMNS
        if wide or (rates < 0).any() or not isinstance(self.solver, str):
            return self._left(X, y, sample_weight)
        weights = self._weights(sample_weight, rows)
        model = Poisson(
            rows, np.zeros(len(rows)), self.alpha / 2, self.fit_intercept, self._names()
        )
        model.y = rates.astype(np.float64)
        fit = self._proven(model, weights)
        if fit is None:
            return self._left(X, y, sample_weight)
        self._base_loss = self._get_loss()
        self.coef_, self.intercept_, self.n_iter_ = fit.coef.copy(), fit.intercept, fit.passes
        self._set_proof([fit], flat=True)
        return self
