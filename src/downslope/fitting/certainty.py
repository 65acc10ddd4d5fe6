"""Sentences on how certain the weights are: what the data determine, and the certified digits."""

from __future__ import annotations

import math

import numpy as np

from downslope.fitting.solution import Outcome, Solution
from downslope.formatting import counted

MOST_NAMES = 8  # in a sentence
METHODS = {  # as a sentence names them
    "cholesky": "Cholesky",
    "reproducible": "sums that no order of rows changes",
    "exact": "the exact-summary method",
    "minimum-norm": "the minimum-norm method",
    "rational": "rational arithmetic",
    "qr": "QR",
    "svd": "SVD",
    "lsmr": "LSMR",
}


def certainty_of(solution: Solution, warranted: float | None, *, in_passes: bool) -> list[str]:
    """Return sentences on how the weights were found, and how many digits are certified.

    Parameters
    ----------
    solution : Solution
        The weights.
    warranted : float, optional
        The fewest digits of a weight that survive one rounding of the data.
    in_passes : bool
        Whether rows were read in passes, which the notes of the solution explain.

    Returns
    -------
    list of str

    """
    passes = counted(solution.passes, "pass")
    by = METHODS.get(solution.method, solution.method)
    lines = [f"{solution.outcome.value}{_determined(solution)} Solved by {by} in {passes}."]
    return lines + list(solution.notes if in_passes else ()) + _digits(solution, warranted)


def _digits(solution: Solution, warranted: float | None) -> list[str]:
    """Return sentences on the certified digits, and on weights that have none, being 0."""
    if solution.digits is None or np.isnan(solution.digits).all():
        return []
    zero = solution.zero_to_rounding
    others, lines = solution.determined & ~zero, []
    if zero.any():
        verb = "are" if zero.sum() > 1 else "is"
        lines.append(f"{_listed(solution, zero)} {verb} 0 up to rounding.")
    if others.any():
        which = "every weight" if others.all() else "each other weight"
        if not solution.determined.all():
            which = "the determined weights"
        fewest, data = math.floor(solution.digits[others].min()), ""
        if warranted is not None and not math.isnan(warranted):
            most = math.floor(warranted)
            data = f"; float64 data can support at most {most}"
            if fewest > most:
                data = (
                    f" for the data as given; if float64 rounded them, only {most} mean something"
                )
        lines.append(f"At least {fewest} digits of {which} are certified{data}.")
    return lines


def _determined(solution: Solution) -> str:
    """Return the sentence on what the data determine where many weights fit."""
    if solution.outcome is not Outcome.MINIMUM_NORM:
        return ""
    determined = solution.determined
    if not determined.any():
        return " Only the predictions are determined."
    return (
        f" The data determine the predictions and these weights: {_listed(solution, determined)}."
    )


def _listed(solution: Solution, chosen: np.ndarray) -> str:
    """Return the names of the chosen weights for a sentence, at most a few."""
    names = [f"'{name}'" for name, each in zip(solution.names, chosen, strict=True) if each]
    more = len(names) - MOST_NAMES
    if more > 0:
        return f"{', '.join(names[:MOST_NAMES])} and {more} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
