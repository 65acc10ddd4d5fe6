"""`ModelFit`: certified weights of a model, their errors according to theory, and reports.

With the normal approximation z = weight / standard error. The log-likelihood, the deviance
2 · (saturated − fitted), McFadden's pseudo-R² 1 − fitted / constant (1974) and Akaike's criterion
2p − 2 · fitted (1974) belong to the models of probabilities, the last to those without a penalty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from downslope import formatting
from downslope.findings import Finding
from downslope.fitting.named_columns import numbers_of
from downslope.fitting.result_tables import (
    ResultTable,
    Tabular,
    summary_lines,
    with_error,
)
from downslope.fitting.solution import digits_of
from downslope.formatting import (
    aligned,
    counted,
    digits_apart,
    fixed,
    plain_dict,
    probability,
    significant,
    wrapped,
)
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Vector, check_finite


@dataclass(frozen=True, eq=False)
class ModelFit(Tabular):
    """Result of a fit of a model: p weights, the intercept last; for softmax p for each class."""

    model: ScoreModel  # without its rows, where they were read in passes
    weights: Vector  # (p,), or (K, p)
    bound: Vector  # of the shape of the weights: computed bound on each weight's error
    std_error: Vector  # of the shape of the weights; NaN where theory gives none
    loss: float  # at the weights, penalty included
    method: str
    zero: tuple[str, ...]  # columns whose weight is proven to be 0
    n: int  # rows used
    findings: tuple[Finding, ...]
    target: str = "y"
    source: str = ""
    weighted: str = ""  # the column of the rows' weights
    passes: int = 1
    steps: int = 0  # of the solver
    gap: float | None = None  # duality gap of a lasso: no weights have a loss lower by more
    rows_dropped: int = 0
    level: float = 0.95
    # None where the model is not one of probabilities, or for R² where it is:
    log_likelihood: float | None = None
    null_log_likelihood: float | None = None  # of the model that has only an intercept
    deviance: float | None = None  # twice what the best possible predictions would have more
    r2: float | None = None  # share of the sum of squares that the predictions explain

    # --- the weights ------------------------------------------------------------------------

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the weights, (p,), the intercept's last."""
        return self.model.weight_names

    @property
    def coef(self) -> Vector:
        """Slopes, (d,) or (K, d), in the user's units."""
        slopes: Vector = self.weights[..., : self.model.d]
        return slopes

    @property
    def intercept(self) -> float | Vector:
        """Intercept, or (K,) intercepts; 0.0 when the model has none."""
        if not self.model.has_intercept:
            return 0.0
        last: Vector = self.weights[..., -1]
        return last if self.weights.ndim == 2 else float(last)

    @property
    def digits(self) -> Vector:
        """Correct digits of each weight that the bound certifies, in the shape of the weights."""
        return digits_of(self.bound, self.weights)

    @property
    def z(self) -> Vector:
        """Weights divided by their standard errors."""
        with np.errstate(all="ignore"):
            return self.weights / self.std_error

    @property
    def p(self) -> Vector:
        """Two-sided p value of each weight under the normal approximation."""
        two_sided: Vector = 2 * ndtr(-np.abs(self.z))
        return two_sided

    @property
    def ci_low(self) -> Vector:
        """Lower ends of the intervals at `level`."""
        low: Vector = self.weights - ndtri((1 + self.level) / 2) * self.std_error
        return low

    @property
    def ci_high(self) -> Vector:
        """Upper ends of the intervals at `level`."""
        high: Vector = self.weights + ndtri((1 + self.level) / 2) * self.std_error
        return high

    # --- the fit as a whole -----------------------------------------------------------------

    @property
    def pseudo_r2(self) -> float | None:
        """McFadden's pseudo-R²; None where the model is not one of probabilities."""
        best, constant = self.log_likelihood, self.null_log_likelihood
        return None if best is None or not constant else 1 - best / constant

    @property
    def aic(self) -> float | None:
        """Akaike's criterion; None with a penalty, which has no number of free weights."""
        if self.log_likelihood is None or self.model.alpha:
            return None
        free = self.weights.size - (len(self.names) if self.weights.ndim == 2 else 0)
        return 2 * free - 2 * self.log_likelihood

    def predict(self, X: Any) -> np.ndarray:
        """Predict the target of new rows.

        Parameters
        ----------
        X : data frame, or array of shape (m, d)
            A frame's columns are found by name. An array has the columns of the fit in their order.

        Returns
        -------
        ndarray of shape (m,)
            Means; for logistic and softmax regression the most probable classes.

        Raises
        ------
        DataError
            A column is missing, an array has more or fewer, or a value is not finite.

        """
        prediction = self.mean(X)
        if not self.model.takes_classes:
            return prediction
        places = prediction.argmax(axis=1) if prediction.ndim == 2 else prediction > 0.5
        classes: np.ndarray = np.array(self.model.classes)[places.astype(np.intp)]
        return classes

    def mean(self, X: Any) -> Vector:
        """Predict the mean of new rows: for classes, the probability of the second, or of each.

        Parameters and errors are those of `predict`.

        Returns
        -------
        ndarray of shape (m,) or (m, K)

        """
        features = numbers_of(X, self.model.feature_names)
        check_finite(features, self.model.feature_names)
        ones = [np.ones((len(features), 1))] if self.model.has_intercept else []
        rows = np.hstack([features, *ones])
        return self.model.with_rows(rows, self.model.y[:0], len(rows), None).predict(self.weights)

    # --- reports ----------------------------------------------------------------------------

    @property
    def lines(self) -> list[tuple[str, Any]]:
        """Name and index of each weight; for softmax those of the first class, then the next."""
        if self.weights.ndim == 1:
            return [(name, j) for j, name in enumerate(self.names)]
        return [
            (f"{kind}: {name}", (k, j))
            for k, kind in enumerate(self.model.classes)
            for j, name in enumerate(self.names)
        ]

    @property
    def title(self) -> str:
        """Title of a report: the target, the model, and the number of rows."""
        rows, left_out = counted(self.n, "row"), counted(self.rows_dropped, "incomplete row")
        source = f"{self.source}: {rows}" if self.source else rows
        source += f", {left_out} left out" if self.rows_dropped else ""
        return f"{self.target}  ({source}; {self._kind})"

    @property
    def _kind(self) -> str:
        model = self.model
        options = [f"{name} {value:g}" for name, value in model.settings.items() if value]
        options += [f"weighted by {self.weighted}"] if self.weighted else []
        return f"{model.name} regression" + (f", {', '.join(options)}" if options else "")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`; with a ratio, the interval is the ratio's."""
        ratio = self.model.ratio
        errors: tuple[str, ...] = (ratio,) if ratio else ()
        if self._has_errors:
            errors = ("std error", "z", "p", *errors, f"{self.level:.0%} interval")
        return ("weight", "estimate", *errors, "digits")

    @property
    def _has_errors(self) -> bool:
        return bool(np.isfinite(self.std_error).any())

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Lines of a report as text, one for each weight."""
        rows = []
        is_ratio = bool(self.model.ratio)
        for name, at in self.lines:
            ends = np.array([self.weights[at], self.ci_low[at], self.ci_high[at]])
            with np.errstate(over="ignore"):
                value, low, high = map(float, np.exp(ends) if is_ratio else ends)
            of_ends = digits_apart((value, low, high, 1.0)) if is_ratio else 3
            errors = (significant(value, of_ends),) if is_ratio else ()
            if self._has_errors:
                errors = (
                    significant(self.std_error[at], 3),
                    fixed(self.z[at]),
                    probability(self.p[at]),
                    *errors,
                    f"{significant(low, of_ends)} … {significant(high, of_ends)}",
                )
            digits = self.digits[at]
            known = name in self.zero
            shown = "exact" if known else "—" if np.isnan(digits) else f"{math.floor(digits)}"
            rows.append((name, significant(self.weights[at], 5), *errors, shown))
        return rows

    @property
    def quality(self) -> str:
        """Sentence on how well the model fits."""
        if self.log_likelihood is None:
            return f"R² {significant(self.r2 or 0.0, 4)}, loss {significant(self.loss, 4)}."
        aic = "" if self.aic is None else f", AIC {significant(self.aic, 5)}"
        return (
            f"Log-likelihood {significant(self.log_likelihood, 6)}, deviance "
            f"{significant(self.deviance or 0.0, 6)}, pseudo-R² "
            f"{significant(self.pseudo_r2 or 0.0, 4)}{aic}."
        )

    @property
    def certainty(self) -> list[str]:
        """Sentences on how the weights were found, and what is proven."""
        sentences = [f"Solved by {self.method} in {counted(self.passes, 'pass')}."]
        others = self.digits[self.weights != 0]
        if np.isfinite(self.bound).all():
            if len(others):
                fewest = math.floor(float(others.min()))
                sentences.append(f"At least {fewest} digits of every weight are certified.")
        else:
            sentences.append("No digits are certified.")
        if self.zero:
            shown = ", ".join(self.zero[:8]) + (", …" if len(self.zero) > 8 else "")
            sentences.append(f"Proven to be exactly 0: {shown}.")
        sentences += [each.format(target=self.target) for each in self.model.remarks]
        if self.model.alpha:
            loss, penalty = self.model.loss_convention, self.model.penalty_formula
            sentences.append(f"The loss is the {loss} + {penalty}.")
            sentences.append("A penalty moves weights toward 0, so they have no standard errors.")
        return sentences

    def __repr__(self) -> str:
        lines = [self.title, aligned(self.headings, self.cells), ""]
        lines += map(wrapped, [self.quality, *self.certainty])
        lines += ["", *(wrapped(f"· {each}", 2) for each in self.findings)] if self.findings else []
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        sentences = [self.quality, *self.certainty, *map(str, self.findings)]
        return formatting.table(self.headings, self.cells, self.title) + formatting.paragraphs(
            sentences
        )

    @property
    def as_table(self) -> ResultTable:
        """The weights as a table."""
        notes = (self.quality, *map(str, self.findings))
        return ResultTable(self.headings, tuple(self.cells), self.title, notes=notes)

    @property
    def table_lines(self) -> dict[str, tuple[str, str]]:
        """Estimate and error of each weight, for a table of several fits."""
        found = {}
        for name, at in self.lines:
            value, error = float(self.weights[at]), float(self.std_error[at])
            estimate, shown = with_error(value, error, float(self.digits[at]))
            found[name] = (estimate, shown if math.isfinite(error) else "")
        return found

    @property
    def table_footer(self) -> dict[str, str]:
        """Numbers below the weights, for a table of several fits."""
        numbers = {"n": self.n, "R²": self.r2, "pseudo-R²": self.pseudo_r2, "AIC": self.aic}
        known = {name: value for name, value in numbers.items() if value is not None}
        return summary_lines(known) | {"model": self.model.name}

    @property
    def table_title(self) -> str:
        """Heading of the column, for a table of several fits."""
        return self.target

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope fit --json` prints."""
        columns = {
            "estimate": self.weights, "std_error": self.std_error, "z": self.z, "p": self.p,
            "ci_low": self.ci_low, "ci_high": self.ci_high, "bound": self.bound,
            "digits": self.digits,
        }  # fmt: skip
        rows = []
        for name, at in self.lines:
            row: dict[str, object] = {"name": name} | {
                key: values[at] for key, values in columns.items()
            }
            if self.model.ratio:
                key = self.model.ratio.replace(" ", "_")
                row[key] = np.exp(self.weights[at])
                row[f"{key}_low"] = np.exp(self.ci_low[at])
                row[f"{key}_high"] = np.exp(self.ci_high[at])
            rows.append(row)
        fields = {
            "model": self.model.name,
            "alpha": self.model.alpha,
            "coefficients": rows,
            "n": self.n,
            "d": self.model.d,
            "loss": self.loss,
            "log_likelihood": self.log_likelihood,
            "null_log_likelihood": self.null_log_likelihood,
            "deviance": self.deviance,
            "pseudo_r2": self.pseudo_r2,
            "aic": self.aic,
            "r2": self.r2,
            "proven_zero": self.zero,
            "method": self.method,
            "passes": self.passes,
            "rows_dropped": self.rows_dropped,
            "weighted": self.weighted,
            "target": self.target,
            "findings": self.findings,
        }
        if self.model.takes_classes:
            fields["classes"] = self.model.classes
        return plain_dict(fields)
