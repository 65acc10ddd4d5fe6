"""Put every column on one scale."""

import numpy as np


def standardize(X):
    """Return Z, shape (n, d), and the mean and std it was made with, (d,)."""
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Z = (X - mean) / std
    return Z, mean, std


def to_user_units(w, mean, std):
    """Convert weights for Z, shape (d + 1,), slopes first, to weights for X."""
    slopes = w[:-1] / std
    intercept = w[-1] - slopes @ mean
    return np.append(slopes, intercept)
