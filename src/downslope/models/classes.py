"""Class labels of a target: the classes in order, each row's index, and whether they separate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from downslope.errors import DataError


def class_places(y: ArrayLike, rows: int) -> tuple[tuple[object, ...], NDArray[np.intp]]:
    """Return the distinct labels in ascending order, and the index of each row's label.

    Parameters
    ----------
    y : array-like of shape (n,)
        Labels: numbers, booleans, or text.
    rows : int
        Number of rows of the features.

    Raises
    ------
    DataError
        If there is not one label for each row, a label is missing, or all are the same.

    """
    labels = np.asarray(y)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.shape != (rows,):
        raise DataError(f"y has shape {labels.shape}: give one class for each of the {rows} rows.")
    if labels.dtype.kind == "O":
        missing = np.array([value is None or value != value for value in labels.tolist()])
    else:
        missing = labels != labels
    if missing.any():
        raise DataError(f"y is missing in row {int(missing.argmax()) + 1}: give every row a class.")
    try:
        # Sorting all rows takes long, and few of them show most classes.
        classes = np.unique(labels[:SHOWN])
        places = np.searchsorted(classes, labels)
        if not (classes[np.minimum(places, len(classes) - 1)] == labels).all():
            classes, places = np.unique(labels, return_inverse=True)
    except TypeError:
        kinds = " and ".join(sorted({type(value).__name__ for value in labels.tolist()}))
        raise DataError(f"y mixes {kinds}: give classes of one type, such as text.") from None
    if len(classes) < 2:
        raise only_one(classes[0])
    return tuple(classes.tolist()), places


def only_one(label: object) -> DataError:
    """Return the error for a target in which all rows have the same label."""
    return DataError(f"y has only one class, {label}: give rows of two classes or more.")


def class_text(label: object) -> str:
    """Return a class as people write it: a whole number without its ".0"."""
    whole = isinstance(label, float) and label.is_integer()
    return f"{label:.0f}" if whole else str(label)


def class_numbers(classes: Sequence[object]) -> NDArray[np.float64]:
    """Return the classes (K,) if they are numbers, else their indices 0 … K − 1."""
    if all(isinstance(each, (int, float)) for each in classes):
        return np.array(classes, dtype=np.float64)
    return np.arange(float(len(classes)))


MOST_NAMES = 6
SHOWN = 4096  # rows that are looked at for classes first
LIKELY = 0.1  # of the class that was seen: below it, 1 − the others' loses more than a digit


def separable(names: Sequence[str], classes: Sequence[object]) -> tuple[str, str]:
    """Return code and evidence of the finding that these columns separate the classes."""
    shown = ", ".join(f"'{name}'" for name in names)
    if len(names) == 1:
        return "separable", f"{shown} separates the classes."
    listed = ", ".join(class_text(each) for each in classes[:MOST_NAMES])
    return "separable", f"A combination of {shown} separates the classes {listed}."
