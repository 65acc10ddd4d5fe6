"""`GradientDescentRegressor`: gradient descent for scikit-learn, with a diagnosis of the run."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state, column_or_1d
from sklearn.utils.validation import check_is_fitted

from downslope.diagnosis.advice import Suggestion
from downslope.diagnosis.diagnosis_report import Diagnosis
from downslope.diagnosis.training_report import Training, train
from downslope.estimators.validation import column_names, rows_to_predict, training_data
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector


class GradientDescentRegressor(RegressorMixin, BaseEstimator):
    """Linear regression by gradient descent for a given number of epochs, with a diagnosis.

    A run that diverges or has not converged issues a `ConvergenceWarning` with the reason and
    with what to change. Batches at a constant rate never settle: they count as converged when the
    loss is within 1% of its floor.

    Parameters
    ----------
    lr : float or "auto"
        Learning rate; "auto" is the one that a diagnosis of these data advises.
    rule : str
        "gd", "momentum", or "nesterov".
    epochs : int
        Number of times to go through the rows.
    batch_size : int, optional
        Update after every batch of this many rows, shuffled; once per epoch by default.
    standardize : bool
        Train on columns of mean 0 and deviation 1; `coef_` stays in your units.
    loss : str
        "mse", "half-mse", "sse", or "half-sse", which scale the gradient.
    fit_intercept : bool
        Whether the model has an intercept.
    start : array-like of shape (p,), optional
        First weights, slope(s) first, the intercept last; zeros by default.
    warm_start : bool
        Whether `fit` continues from the weights of the last fit.
    random_state : int or RandomState, optional
        Seed or generator for shuffling the rows into batches.

    Attributes
    ----------
    coef_ : ndarray of shape (d,)
        Slopes.
    intercept_ : float
        0.0 without an intercept.
    n_iter_ : int
        Epochs run; fewer than asked for where the numbers overflowed float64.
    history_ : ndarray of shape (n_iter_ + 1,)
        The loss before each epoch and after the last.
    lr_ : float
        The learning rate used.
    lr_limit_ : float
        The rate above which descent on these rows diverges; with batches, the one above which the
        steepest of them multiplies an error.
    diagnosis_ : downslope.Diagnosis
        `print` it.
    n_features_in_, feature_names_in_
        As in scikit-learn.

    """

    coef_: Vector
    intercept_: float
    n_iter_: int
    history_: Vector
    lr_: float
    lr_limit_: float
    diagnosis_: Diagnosis

    def __init__(
        self,
        lr: float | str = "auto",
        *,
        rule: str = "gd",
        epochs: int = 200,
        batch_size: int | None = None,
        standardize: bool = True,
        loss: str = "mse",
        fit_intercept: bool = True,
        start: ArrayLike | None = None,
        warm_start: bool = False,
        random_state: Any = None,
    ) -> None:
        self.lr = lr
        self.rule = rule
        self.epochs = epochs
        self.batch_size = batch_size
        self.standardize = standardize
        self.loss = loss
        self.fit_intercept = fit_intercept
        self.start = start
        self.warm_start = warm_start
        self.random_state = random_state

    def fit(self, X: Any, y: Any) -> Self:
        """Train on data.

        Parameters
        ----------
        X : array-like of shape (n, d)
            Features.
        y : array-like of shape (n,)
            Target.

        Raises
        ------
        DataError
            A value cannot be used; the message names row and column.
        OptionError
            A rate, rule, loss, start, or number cannot be used.

        """
        training, losses = self._train(X, y, self.epochs, go_on=self.warm_start, reset=True)
        self.n_iter_ = training.epochs_run
        self.history_ = losses
        reason = _shortfall(training)
        if reason:
            warnings.warn(reason, ConvergenceWarning, stacklevel=2)
        return self

    def partial_fit(self, X: Any, y: Any) -> Self:
        """Train for one epoch on these rows, starting from the current weights.

        An "auto" rate, and the means and deviations for standardizing, are those of these rows, so
        give enough rows to show how the columns vary. Momentum starts from zero. Only divergence
        issues a warning.
        """
        again = hasattr(self, "coef_")
        training, losses = self._train(X, y, 1, go_on=again, reset=not again)
        self.n_iter_ = (self.n_iter_ if again else 0) + training.epochs_run
        self.history_ = np.append(self.history_, losses[1:]) if again else losses
        if training.status == "diverging":
            warnings.warn(str(_shortfall(training)), ConvergenceWarning, stacklevel=2)
        return self

    def _train(
        self, X: Any, y: Any, epochs: int, *, go_on: bool, reset: bool
    ) -> tuple[Training, Vector]:
        X, y = training_data(self, X, y, reset=reset)
        problem = LeastSquares(
            X,
            column_or_1d(y, warn=True),
            intercept=self.fit_intercept,
            loss=self.loss,
            names=column_names(self, X.shape[1]),
        )
        start = self._weights() if go_on else self.start
        losses: list[float] = []
        training = train(
            problem,
            None if self.lr == "auto" else self.lr,  # type: ignore[arg-type]  # `train` checks it
            epochs,
            start,
            rule=self.rule,
            standardize=self.standardize,
            batch_size=self.batch_size,
            seed=int(check_random_state(self.random_state).randint(2**31 - 1)),
            watch=lambda step: losses.append(step.loss),
        )
        slopes = training.weights[: problem.d]
        self.coef_ = slopes.copy()
        self.intercept_ = float(training.weights[-1]) if self.fit_intercept else 0.0
        self.diagnosis_ = training.diagnosis
        self.lr_, self.lr_limit_ = training.diagnosis.lr, training.diagnosis.lr_limit
        return training, np.array(losses)

    def _weights(self) -> ArrayLike | None:
        """Return the weights (p,) to start from: the last ones, unless they overflowed float64."""
        if not (hasattr(self, "coef_") and np.isfinite(self.history_[-1])):
            return self.start
        return np.append(self.coef_, self.intercept_) if self.fit_intercept else self.coef_

    def predict(self, X: Any) -> Vector:
        """Return predictions (m,) for `X` (m, d)."""
        check_is_fitted(self)
        X = rows_to_predict(self, X)
        with np.errstate(over="ignore", invalid="ignore"):  # a diverged run was warned of
            prediction: Vector = X @ self.coef_ + self.intercept_
        return prediction


def _shortfall(training: Training) -> str | None:
    """Return why the run did not converge and what to change; None if it did."""
    if training.status == "converged":
        return None
    what = "diverged" if training.status == "diverging" else "has not converged"
    if training.speaks_for_itself:
        fix = " ".join(f"{each.action}." for each in training.advice)
    else:
        fix = _fix(training.diagnosis)
    return f"Gradient descent {what}. {training.sentence} {fix}"


def _fix(diagnosis: Diagnosis) -> str:
    if not diagnosis.advice:
        return "LinearRegression uses the closed form."
    best = diagnosis.advice[0]
    if isinstance(best, Suggestion):
        return f"{best.action}."
    return (
        f"{best.action}: lr={best.lr:g}, epochs={best.epochs}, standardize={best.standardize}. "
        "Or let LinearRegression use the closed form."
    )
