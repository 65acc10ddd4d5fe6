"""The eigen-directions of a loss, named by the columns that dominate them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.diagnosis.forecast import shrinkage
from downslope.diagnosis.spectrum import Spectrum
from downslope.numerics.arrays import Vector
from downslope.rules import Rule

WORTH_NAMING = 0.1  # the smallest component of a unit eigenvector that gets its column named


@dataclass(frozen=True, slots=True)
class Direction:
    """One eigen-direction: its columns, its curvature, and what an epoch leaves of its error."""

    name: str  # "the intercept against x"
    columns: tuple[str, ...]  # the leading one first
    eigenvalue: float  # λ; 0 when the loss is flat along it
    kept_per_epoch: float  # above 1 the error grows

    def to_dict(self) -> dict[str, object]:
        """The direction as plain data."""
        return {
            "name": self.name,
            "columns": self.columns,
            "eigenvalue": self.eigenvalue,
            "kept_per_epoch": self.kept_per_epoch,
        }


def directions(spectrum: Spectrum, lr: float, rule: Rule) -> tuple[Direction, ...]:
    """(p) directions, steepest first."""
    kept = shrinkage(lr * spectrum.eigenvalues, rule)
    names = spectrum.problem.weight_names
    return tuple(
        Direction(*_named(names, axis), float(value), float(share))
        for axis, value, share in zip(spectrum.axes.T, spectrum.eigenvalues, kept, strict=True)
    )


def _named(names: tuple[str, ...], axis: Vector) -> tuple[str, tuple[str, ...]]:
    """Its largest part, and up to two others, "with" or "against" it."""
    # Parts that are equal but for rounding come in the order of the columns.
    order = np.argsort(-np.abs(axis).round(9), kind="stable")
    parts = [int(j) for j in order[:3] if abs(axis[j]) >= WORTH_NAMING]
    lead = parts[0]
    words = [in_words(names[lead])]
    for link, sign in (("with", 1), ("against", -1)):
        others = [in_words(names[j]) for j in parts[1:] if sign * axis[j] * axis[lead] > 0]
        words += [f"{link} {' and '.join(others)}"] if others else []
    return " ".join(words), tuple(names[j] for j in parts)


def in_words(name: str) -> str:
    """A weight's name inside a sentence."""
    return "the intercept" if name == "intercept" else name
