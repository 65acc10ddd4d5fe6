"""Softmax: from scores to probabilities.

scores has a row for each row of data and a column for each class. Make
every row positive with exp and divide it by its sum. Scores can be in the
thousands, and exp overflows from about 709 on. So subtract the largest
score of each row first, which does not change the probabilities.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def probabilities(scores):
    """Return the probabilities, of the shape of the scores."""
    return ...  # your code
