"""`PenaltyPath`: weights for each penalty, errors of the folds, the two choices, and reports."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from downslope import formatting
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.folds import FoldErrors
from downslope.fitting.result_tables import ResultTable, Tabular
from downslope.fitting.solution import digits_of
from downslope.formatting import aligned, counted, percent, plain_dict, significant, wrapped
from downslope.numerics.arrays import Matrix, Vector, check_finite, table

MOST_SHOWN = 20  # weights in a report
NAMED = 8  # columns, in a sentence
CHOICES = ("lowest error", "one standard error")


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyPath(Tabular):
    """Result of a path: k penalties, d slopes, from the largest penalty to the smallest.

    Attributes
    ----------
    alphas : ndarray of shape (k,)
        Strengths of the penalty, on scikit-learn's scale.
    coef : ndarray of shape (k, d)
        Slopes, in the user's units.
    intercepts : ndarray of shape (k,)
        Intercepts; 0 without one.
    bound : ndarray of shape (k, p)
        Bound on the error of each slope, then of the intercept; NaN where nothing is proven.
    zero : ndarray of shape (k, d)
        Whether a slope is proven to be exactly 0.
    gap : ndarray of shape (k,)
        Duality gap: no weights have a loss (the mean of ½ r² and the penalty) lower by more.
    folds : FoldErrors or None
        Errors of the folds.
    nested_error : ndarray of shape (folds,) or None
        Error of each fold at an alpha that was chosen without it.

    """

    penalty: str
    l1_ratio: float
    alphas: Vector
    coef: Matrix
    intercepts: Vector
    bound: Matrix
    zero: np.ndarray
    gap: Vector
    r2: Vector  # (k,) of all rows
    folds: FoldErrors | None
    fold_rows: tuple[int, ...]
    n: int
    feature_names: tuple[str, ...]
    has_intercept: bool
    standardize: bool
    spreads: Vector  # (d,) standard deviations of the columns
    variance: float  # of the target, about 0 without an intercept
    target: str = "y"
    source: str = ""
    weighted: str = ""  # the column of the rows' weights
    fold_by: str = ""  # the column whose equal values stay in one fold
    fold_names: tuple[str, ...] = ()  # where each fold is one value of it
    nested_error: Vector | None = None
    passes: int = 1
    rows_dropped: int = 0
    findings: tuple[Finding, ...] = field(default=())

    # --- the choice -------------------------------------------------------------------------

    @property
    def cv_error(self) -> Matrix:
        """Mean squared errors (k, folds) of each penalty on each fold; (k, 0) without folds."""
        return np.empty((len(self.alphas), 0)) if self.folds is None else self.folds.errors

    @property
    def best(self) -> int | None:
        """Place of the penalty with the lowest mean error; None without folds."""
        return None if self.folds is None else self.folds.best

    @property
    def one_standard_error(self) -> int | None:
        """Place of the largest penalty within one standard error of the lowest mean error."""
        return None if self.folds is None else self.folds.one_standard_error

    @property
    def proven(self) -> np.ndarray:
        """Whether the weights of each penalty (k,) have proven bounds."""
        proven: np.ndarray = np.asarray(np.isfinite(self.bound).all(axis=1))
        return proven

    def predict(self, X: Any, at: int | None = None) -> Vector:
        """Predict the target of new rows.

        Parameters
        ----------
        X : ndarray of shape (m, d)
            The columns of the path, in their order.
        at : int, optional
            Place of the penalty; `best` by default.

        Returns
        -------
        ndarray of shape (m,)

        Raises
        ------
        DataError
            There are more or fewer columns, or a value is not finite.
        OptionError
            There is no such place, or none was chosen.

        """
        place = self.best if at is None else at
        if place is None:
            raise OptionError("A path without folds has no best penalty: give at=….")
        if not -len(self.alphas) <= place < len(self.alphas):
            raise OptionError(
                f"at={place} is not a place of the {len(self.alphas)} penalties: give 0 to "
                f"{len(self.alphas) - 1}."
            )
        rows, d = table(X), len(self.feature_names)
        if rows.shape[1] != d:
            raise DataError(
                f"X has {counted(rows.shape[1], 'column')} but the path has {d}: give "
                f"{', '.join(self.feature_names[:NAMED])}{', …' * (d > NAMED)}."
            )
        check_finite(rows, self.feature_names)
        predicted: Vector = rows @ self.coef[place] + self.intercepts[place]
        return predicted

    # --- reports ----------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """Title of a report: the target, the data, the penalty, and the folds."""
        dropped = counted(self.rows_dropped, "incomplete row")
        left_out = f", {dropped} left out" if self.rows_dropped else ""
        source = f"{self.source}: " if self.source else ""
        kind = f"{self.penalty} path, {counted(len(self.alphas), 'penalty')}"
        kind = kind.replace("penaltys", "penalties")
        if self.folds is not None:
            by = f" by {self.fold_by}" if self.fold_by else ""
            kind += f", {counted(len(self.fold_rows), 'fold')}{by}"
        if self.weighted:
            kind += f", weighted by {self.weighted}"
        return f"{self.target}  ({source}{counted(self.n, 'row')}{left_out}; {kind})"

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Name and place of each choice; without folds the ends of the path."""
        if self.folds is None:
            return ("largest alpha", 0), ("smallest alpha", len(self.alphas) - 1)
        best, simple = self.folds.best, self.folds.one_standard_error
        return (CHOICES[0], best), (CHOICES[1], simple)

    @property
    def choices(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and lines of a table of the choices."""
        headings: tuple[str, ...] = ("choice", "alpha", "slopes not 0")
        d, rows = len(self.feature_names), []
        for name, place in self.places:
            used = int(np.count_nonzero(self.coef[place]))
            cells = [name, significant(float(self.alphas[place]), 4), f"{used} of {d}"]
            if self.folds is not None:
                mean, error = self.folds.mean[place], self.folds.std_error[place]
                cells += [significant(float(mean), 4), significant(float(error), 2)]
            rows.append(tuple(cells))
        if self.folds is not None:
            headings += ("error of folds", "std error")
        return headings, rows

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Lines of the weights at both choices, with the digits that are certified of both.

        "exact" are zeros that are proven at both.
        """
        shown = [place for _, place in self.places]
        names = (*self.feature_names, *(("intercept",) if self.has_intercept else ()))
        weights = np.column_stack([self.coef, self.intercepts])[:, : len(names)]
        known = np.zeros((len(shown), len(names)), dtype=bool)
        known[:, : len(self.feature_names)] = self.zero[shown]
        certified = [digits_of(self.bound[at], weights[at]) for at in shown]
        least = np.where(known, np.inf, certified).min(axis=0)
        rows = []
        for j, name in enumerate(names):
            digits = "exact" if known[:, j].all() else "—"
            if np.isfinite(least[j]):
                digits = f"{math.floor(least[j])}"
            values = (significant(float(weights[at, j]), 5) for at in shown)
            rows.append((name, *values, digits))
        return rows

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        return ("weight", *(name for name, _ in self.places), "digits")

    @property
    def certainty(self) -> list[str]:
        """Sentences on what is proven, and on what the errors of the folds say."""
        proven, k = int(self.proven.sum()), len(self.alphas)
        what = "penalty" if k == 1 else "penalties"
        every = "the" if k == 1 else f"all {k}"
        some = f"{every} {what}" if proven == k else f"{proven} of the {k} {what}"
        sentences = [
            f"Weights and zeros of {some} are proven; the duality gap is at most "
            f"{float(self.gap.max()) / (self.variance or 1.0):.0e} of the target's variance."
        ]
        if self.folds is not None:
            sentences += self._of_folds(self.folds)
        units = "standardized columns" if self.standardize else "the columns as they are"
        of_mean = "the sum of r²" if self.penalty == "ridge" else "the mean of ½ r²"
        sentences.append(
            f"The loss is {of_mean} + the penalty on the slopes of {units}. A penalty moves slopes "
            "toward 0, so they have no standard errors."
        )
        return sentences

    def _of_folds(self, folds: FoldErrors) -> list[str]:
        best = folds.best
        share = 1 - float(folds.mean[best]) / self.variance if self.variance else math.nan
        found = [f"Predictions of the folds explain {percent(share)} of the target's variance."]
        if not 0 <= share <= 1:
            found = ["Predictions of the folds are worse than the mean of the target."]
        if len(self.alphas) == 1:
            return found
        if self.nested_error is None:
            found.append(
                f"The error of the choice is the lowest of {len(self.alphas)}, so it is a little "
                "too low; nested folds tell by how much."
            )
        else:
            found.append(
                f"With alpha chosen without each fold, its error is "
                f"{significant(float(self.nested_error.mean()), 4)} on average."
            )
        return found

    def __repr__(self) -> str:
        cells = self.cells
        more = len(cells) - MOST_SHOWN
        lines = [self.title, aligned(*self.choices), "", aligned(self.headings, cells[:MOST_SHOWN])]
        lines += [f"({more} more in .coef)"] if more > 0 else []
        lines += ["", *map(wrapped, self.certainty)]
        lines += ["", *(wrapped(f"· {each}", 2) for each in self.findings)] if self.findings else []
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        headings, rows = self.choices
        sentences = [*self.certainty, *map(str, self.findings)]
        return (
            formatting.table(headings, rows, self.title)
            + formatting.table(self.headings, self.cells[:MOST_SHOWN])
            + formatting.paragraphs(sentences)
        )

    @property
    def as_table(self) -> ResultTable:
        """The weights at both choices as a table."""
        return ResultTable(self.headings, tuple(self.cells), self.title, notes=(*self.certainty,))

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope path --json` prints."""
        folds = self.folds
        fields = {
            "penalty": self.penalty,
            "l1_ratio": self.l1_ratio,
            "standardize": self.standardize,
            "alphas": self.alphas,
            "features": self.feature_names,
            "coef": self.coef,
            "intercepts": self.intercepts,
            "bound": self.bound,
            "proven_zero": self.zero,
            "proven": self.proven,
            "gap": self.gap,
            "r2": self.r2,
            "cv_error": self.cv_error,
            "cv_mean": None if folds is None else folds.mean,
            "cv_std_error": None if folds is None else folds.std_error,
            "best": self.best,
            "one_standard_error": self.one_standard_error,
            "nested_error": self.nested_error,
            "fold_rows": self.fold_rows,
            "fold_by": self.fold_by,
            "fold_names": self.fold_names,
            "n": self.n,
            "d": len(self.feature_names),
            "passes": self.passes,
            "rows_dropped": self.rows_dropped,
            "weighted": self.weighted,
            "target": self.target,
            "findings": self.findings,
        }
        return plain_dict(fields)
