"""A pytest plugin: scikit-learn's own tests get this package's estimators for theirs."""

from sklearn import linear_model

from downslope import estimators

for name in (
    "LinearRegression", "Ridge", "Lasso", "ElasticNet", "LogisticRegression", "PoissonRegressor"
):  # fmt: skip
    setattr(linear_model, name, getattr(estimators, name))
