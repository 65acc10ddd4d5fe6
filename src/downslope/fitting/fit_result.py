"""`Fit`: the coefficients with their inference and findings, reports, and predictions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope import formatting
from downslope.errors import DataError, did_you_mean
from downslope.findings import Finding
from downslope.fitting.collinearity import collinearity
from downslope.fitting.inference import Inference
from downslope.fitting.solution import Outcome, Solution
from downslope.formatting import aligned, counted, plain_dict, wrapped
from downslope.numerics.arguments import names_of
from downslope.numerics.arrays import Vector, check_finite, table
from downslope.table import Table, TableSummary, WideTable

MOST_NAMES = 8  # in a sentence
METHODS = {  # as a sentence names them
    "cholesky": "Cholesky",
    "exact": "the exact-summary method",
    "minimum-norm": "the minimum-norm method",
    "rational": "rational arithmetic",
    "qr": "QR",
    "svd": "SVD",
    "lsmr": "LSMR",
}


def predictions(fit: Fit, X: Any) -> Vector:
    """Return X·coef + intercept (m,); see `Fit.predict`."""
    solution = fit.solution
    named = names_of(X)
    levels = dict(getattr(fit.table, "levels", ()))
    if isinstance(X, str):
        raise DataError(f"X is '{X}': read the file first, and give a data frame.")
    if hasattr(X, "columns") and named is not None:
        features = _by_name(X, named, solution, levels)
    elif levels:
        raise DataError(
            f"The fit has categorical columns ({', '.join(levels)}): give a data frame."
        )
    else:
        features = table(X)
    d = features.shape[1]
    if d != len(solution.coef):
        names = ", ".join(solution.feature_names)
        raise DataError(
            f"X has {counted(d, 'column')} but the fit has {len(solution.coef)}: give {names}."
        )
    check_finite(features, solution.feature_names)
    predicted: Vector = features @ solution.coef + solution.intercept
    return predicted


def _by_name(
    X: Any, named: Any, solution: Solution, levels: dict[str, tuple[str, ...]]
) -> np.ndarray:
    """Return the columns (m, d) of the fit from a frame, which may have others."""
    from downslope.data.columns import Place
    from downslope.data.frames import as_polars
    from downslope.data.one_hot import one_hot

    indicators = {f"{c}={level}": c for c, each in levels.items() for level in each[1:]}
    originals = [indicators.get(name, name) for name in solution.feature_names]
    for name in originals:
        if name not in named:
            raise DataError(f"X has no column '{name}': {did_you_mean(name, list(named))}")
    frame = as_polars(X, list(dict.fromkeys(originals)))
    made = {
        f"{c}={level}": column
        for c, each in levels.items()
        if c in originals
        for level, column in zip(each[1:], one_hot(frame[c], c, each, Place("X")), strict=True)
    }
    columns = [
        made.get(name, frame[c]) for name, c in zip(solution.feature_names, originals, strict=True)
    ]
    return np.column_stack([table(column)[:, 0] for column in columns])


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Result of a fit: the solution and its inference."""

    table: Table | TableSummary | WideTable
    solution: Solution
    inference: Inference
    digits_warranted: float | None  # the fewest of a weight that survive one rounding of the data

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the weights, shape (p,), the intercept last."""
        return self.solution.names

    @property
    def weights(self) -> Vector:
        """Slopes, then the intercept if there is one, shape (p,)."""
        return self.solution.weights

    @property
    def coef(self) -> Vector:
        """Slopes in the user's units, shape (d,)."""
        return self.solution.coef

    @property
    def intercept(self) -> float:
        """0.0 when the model has none."""
        return self.solution.intercept

    @property
    def std_error(self) -> Vector:
        """Standard errors, shape (p,), the intercept last; NaN where they cannot be estimated."""
        return self.inference.std_error

    @property
    def r2(self) -> float:
        """Share of the sum of squares explained; about the mean if there is an intercept."""
        return self.inference.r2

    @property
    def n(self) -> int:
        """Number of rows used, without those of weight zero."""
        return self.solution.n

    @property
    def bound(self) -> Vector | None:
        """Computed bound on each weight's error, shape (p,), validated against exact arithmetic."""
        return self.solution.bound

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings about the data, then about the solution."""
        return (*self.table.findings, *self.solution.findings)

    @property
    def title(self) -> str:
        """Title of a report: the target and the number of rows."""
        table, rows = self.table, counted(self.solution.n, "row")
        left_out = counted(table.rows_dropped, "incomplete row")
        dropped = f", {left_out} left out" if table.rows_dropped else ""
        source = f"{table.source}: {rows}" if table.source else rows
        return f"{table.target}  ({source}{dropped})"

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        return (*self.inference.headings, "digits")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The p lines of a report: the inference and the certified digits."""
        digits = self.solution.digits
        if digits is None:
            digits = np.full(len(self.names), np.nan)
        unknown = np.isnan(digits) | (self.solution.zero_to_rounding & (digits < 1.0))
        return [
            (*line, "—" if unknown[j] else f"{math.floor(digits[j])}")
            for j, line in enumerate(self.inference.cells)
        ]

    @property
    def quality(self) -> str:
        """Sentence on how well the model fits."""
        return self.inference.quality

    @property
    def certainty(self) -> list[str]:
        """Sentences on how the weights were found, and how many digits are certified."""
        solution = self.solution
        passes = counted(solution.passes, "pass")
        by = METHODS.get(solution.method, solution.method)
        lines = [f"{solution.outcome.value}{_determined(solution)} Solved by {by} in {passes}."]
        if isinstance(self.table, (TableSummary, WideTable)):
            lines += solution.notes  # they explain each pass
        return lines + self._digits()

    def _digits(self) -> list[str]:
        """Return sentences on the certified digits, and on weights that have none, being 0."""
        solution, warranted = self.solution, self.digits_warranted
        if solution.digits is None or np.isnan(solution.digits).all():
            return []
        zero = solution.zero_to_rounding
        others, lines = solution.determined & ~zero, []
        if zero.any():
            verb = "are" if zero.sum() > 1 else "is"
            lines.append(f"{_listed(solution, zero)} {verb} 0 up to rounding.")
        if others.any():
            data = ""
            if warranted is not None and not math.isnan(warranted):
                data = f"; float64 data can support at most {math.floor(warranted)}"
            which = "every weight" if others.all() else "each other weight"
            if not solution.determined.all():
                which = "the determined weights"
            fewest = math.floor(solution.digits[others].min())
            lines.append(f"At least {fewest} digits of {which} are certified{data}.")
        return lines

    def __repr__(self) -> str:
        lines = [self.title, aligned(self.headings, self.cells), ""]
        lines += map(wrapped, [self.inference.quality, *self.certainty])
        lines += ["", *(wrapped(f"· {each}", 2) for each in self.findings)] if self.findings else []
        return "\n".join(lines)

    def predict(self, X: Any) -> Vector:
        """Predict the target of new rows.

        Parameters
        ----------
        X : data frame, or array of shape (m, d)
            A frame's columns are found by name, and categorical ones are converted to the levels
            of the fit. An array has the columns of the fit in their order.

        Returns
        -------
        ndarray of shape (m,)
            X·coef + intercept.

        Raises
        ------
        DataError
            A column or a value is missing, or the fit does not know a level.

        """
        return predictions(self, X)

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope fit --json` prints."""
        solution, known = self.solution, self.inference
        columns = {
            "name": solution.names,
            "estimate": solution.weights,
            "std_error": known.std_error,
            "t": known.t,
            "p": known.p,
            "ci_low": known.ci_low,
            "ci_high": known.ci_high,
            "bound": _or_unknown(solution.bound, solution),
            "digits": _or_unknown(solution.digits, solution),
            "determined": solution.determined,
            "trades_with": solution.trades_with,
            "zero_to_rounding": solution.zero_to_rounding,
        }
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        together = collinearity(solution.inverse_factor, solution.moments)
        fields = {
            "coefficients": rows,
            "digits_warranted": self.digits_warranted,
            "n": solution.n,
            "d": len(solution.feature_names),
            "rank": solution.rank,
            "scaled_condition_number": solution.condition_number,
            "collinearity": None if together is None else together.to_dict(),
            "exact": solution.exact,
            "r2": known.r2,
            "r2_about": "mean" if known.centered else "zero",
            "adjusted_r2": known.adjusted_r2,
            "f": known.f,
            "f_p": known.f_p,
            "residual_std": known.residual_std,
            "degrees_of_freedom": known.degrees_of_freedom,
            "std_errors": known.errors,
            "method": solution.method,
            "passes": solution.passes,
            "notes": solution.notes,
            "outcome": solution.outcome.name.lower(),
            "rows_dropped": self.table.rows_dropped,
            "target": self.table.target,
            "findings": self.findings,
        }
        return plain_dict(fields)

    def _repr_html_(self) -> str:
        lines = [self.inference.quality, *self.certainty, *map(str, self.findings)]
        return formatting.table(self.headings, self.cells, self.title) + formatting.paragraphs(
            lines
        )


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


def _or_unknown(values: Vector | None, solution: Solution) -> Vector:
    return np.full(len(solution.weights), np.nan) if values is None else values
