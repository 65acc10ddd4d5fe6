"""NIST's eleven problems: the design in float64, the decimals, and what is certified."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from downslope.numerics.polynomial import from_decimals, powers

NAMES = (
    "Norris", "Pontius", "NoInt1", "NoInt2", "Filip", "Longley",
    "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5",
)  # fmt: skip


@dataclass
class Problem:
    facts: dict

    @classmethod
    def load(cls, name):
        return cls(json.loads((Path(__file__).parent / "data/nist" / f"{name}.json").read_text()))

    @property
    def intercept(self):
        return self.facts["intercept"]

    def float64(self):
        """The design matrix with every entry, powers included, rounded to float64."""
        x = [[float(v) for v in row] for row in self.facts["x"]]
        if self.facts["kind"] == "poly":
            exact = [Fraction(row[0]) for row in x]
            x = [[float(v**j) for j in range(1, self.facts["degree"] + 1)] for v in exact]
        return np.array(x), np.array([float(v) for v in self.facts["y"]])

    def decimals(self):
        """The inputs as printed: (X, X_low, y, y_low)."""
        columns = list(zip(*self.facts["x"], strict=True))
        X, X_low = from_decimals(columns, [f"x{j}" for j in range(len(columns))])
        y, y_low = from_decimals([self.facts["y"]], ["y"])
        if self.facts["kind"] == "poly":
            X, X_low = powers(X[:, 0], self.facts["degree"], X_low[:, 0])
        return X, X_low, y[:, 0], y_low[:, 0]

    def values(self, reference, what="coef"):
        """Slopes first, then the intercept, as fractions."""
        values = [Fraction(v) for v in self.facts[reference][what]]
        return values[1:] + values[:1] if self.intercept else values


def correct_digits(values, exact, most=15.0):
    """LRE: −log₁₀ of the relative error of the worst value, or of its error where 0 is exact."""
    worst = 0.0
    for value, truth in zip(values, exact, strict=True):
        error = abs(Fraction(float(value)) - truth)
        worst = max(worst, float(error / abs(truth) if truth else error))
    return most if worst == 0.0 else min(most, -np.log10(worst))
