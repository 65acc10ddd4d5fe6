"""Step 2 of the loop: predict."""


def predict(X_b, w):
    """The predictions, shape (n,)."""
    return X_b @ w
