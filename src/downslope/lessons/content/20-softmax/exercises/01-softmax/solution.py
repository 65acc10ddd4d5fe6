"""Softmax: from scores to probabilities."""

import numpy as np


def probabilities(scores):
    """Return the probabilities, of the shape of the scores."""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
