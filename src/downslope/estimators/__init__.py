"""Estimators for scikit-learn: models with certified weights, and gradient descent.

    from downslope.estimators import GradientDescentRegressor, LinearRegression, LogisticRegression

`LinearRegression`, `Ridge`, `Lasso`, `ElasticNet`, `RidgeCV`, `LassoCV`, `ElasticNetCV`,
`LogisticRegression`, and `PoissonRegressor` replace scikit-learn's, with the same scale of the
penalty, and add a bound on every weight's error. `GradientDescentRegressor` is the lesson's loop;
it reports why a run did not converge. All need the extra `sklearn`, and nothing else in the package
imports scikit-learn.
"""

from downslope.errors import MissingExtraError

try:
    import sklearn  # noqa: F401 (only to check that it is installed)
except ImportError as error:
    raise MissingExtraError(
        "downslope.estimators needs scikit-learn: pip install 'downslope[sklearn]'"
    ) from error

from downslope.estimators.cross_validated import ElasticNetCV, LassoCV, RidgeCV
from downslope.estimators.gradient_descent_regressor import GradientDescentRegressor
from downslope.estimators.linear import CoefficientWarning, LinearRegression
from downslope.estimators.models import (
    ElasticNet,
    Lasso,
    LogisticRegression,
    PoissonRegressor,
    Ridge,
)

__all__ = [
    "CoefficientWarning",
    "ElasticNet",
    "ElasticNetCV",
    "GradientDescentRegressor",
    "Lasso",
    "LassoCV",
    "LinearRegression",
    "LogisticRegression",
    "PoissonRegressor",
    "Ridge",
    "RidgeCV",
]
