"""Validation of estimator input: shapes and names by scikit-learn, values by this package.

scikit-learn checks shapes, types, column names, and their number. The code that reads the values
checks that they are finite: this needs no extra pass, and the message names row and column.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.utils.validation import check_consistent_length, validate_data

from downslope.numerics.arrays import check_finite, default_names

SPARSE_FORMATS = ["csr", "csc", "coo"]


def training_data(
    estimator: Any, X: Any, y: Any, *, sparse: bool = False, reset: bool = True
) -> tuple[Any, np.ndarray]:
    """Return `X` (n, d) and `y` (n,) or (n, k) as arrays, their values not yet checked."""
    features = {"accept_sparse": SPARSE_FORMATS if sparse else False, "ensure_all_finite": False}
    targets = {"ensure_2d": False, "ensure_all_finite": False}
    if y is None:  # scikit-learn raises its own error
        validate_data(estimator, X, y, reset=reset, **features)
    X, y = validate_data(estimator, X, y, reset=reset, validate_separately=(features, targets))
    check_consistent_length(X, y)
    return X, np.asarray(y, dtype=np.float64)


def rows_to_predict(estimator: Any, X: Any, *, sparse: bool = False) -> Any:
    """Check that `X` (m, d) is finite and has the columns that the estimator was fitted on."""
    accepted = SPARSE_FORMATS if sparse else False
    X = validate_data(estimator, X, reset=False, accept_sparse=accepted, ensure_all_finite=False)
    check_finite(X.tocsr() if hasattr(X, "tocsr") else X, column_names(estimator, X.shape[1]))
    return X


def column_names(estimator: Any, d: int) -> tuple[str, ...]:
    """Return the names (d,) of the columns fitted on, x1 … xd where they had none."""
    if hasattr(estimator, "feature_names_in_"):
        return tuple(map(str, estimator.feature_names_in_))
    return default_names(d)
