"""Estimators for scikit-learn: linear regression in closed form, and by gradient descent.

    from downslope.estimators import GradientDescentRegressor, LinearRegression

`LinearRegression` replaces scikit-learn's and adds a bound on every coefficient's error.
`GradientDescentRegressor` is the lesson's loop; it reports why a run did not converge.
Both need the extra `sklearn`, and nothing else in the package imports scikit-learn.
"""

from downslope.errors import MissingExtraError

try:
    import sklearn  # noqa: F401 (only to check that it is installed)
except ImportError as error:
    raise MissingExtraError(
        "downslope.estimators needs scikit-learn: pip install 'downslope[sklearn]'"
    ) from error

from downslope.estimators.gradient_descent import GradientDescentRegressor
from downslope.estimators.linear import CoefficientWarning, LinearRegression

__all__ = ["CoefficientWarning", "GradientDescentRegressor", "LinearRegression"]
