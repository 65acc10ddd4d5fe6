"""Put every column on one scale."""

import numpy as np


def standardise(X):
    """X: (n, d). Z: (n, d), and the mean and std that were used: (d,)."""
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Z = (X - mean) / std
    return Z, mean, std


def to_user_units(w, mean, std):
    """w: (d + 1,) slopes, then intercept, found with Z. The same for X."""
    slopes = w[:-1] / std
    intercept = w[-1] - slopes @ mean
    return np.append(slopes, intercept)
