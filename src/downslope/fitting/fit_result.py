"""`Fit`: the coefficients with their inference and findings, reports, and predictions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from downslope import formatting
from downslope.data_table import Table, TableSummary, WideTable
from downslope.findings import Finding
from downslope.fitting import saved_fit
from downslope.fitting.certainty import certainty_of
from downslope.fitting.collinearity import collinearity
from downslope.fitting.extrapolation import extrapolated, ranges_of, rows_outside
from downslope.fitting.fit_tables import footer_of_fit, lines_of_weights, table_of_weights
from downslope.fitting.hypotheses import HypothesisTest, hypothesis_test
from downslope.fitting.inference import Inference
from downslope.fitting.prediction import (
    HEADINGS,
    PredictionReport,
    Predictor,
    features_of,
    predict_file,
)
from downslope.fitting.result_tables import ResultTable, Tabular
from downslope.fitting.solution import Solution
from downslope.fitting.specification import (
    AS_BY_DEFAULT,
    Specification,
    Term,
    terms_of,
    terms_of_design,
)
from downslope.fitting.weighting import FREQUENCY, MEANINGS
from downslope.formatting import aligned, counted, plain_dict, wrapped
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions


@dataclass(frozen=True, slots=True, eq=False)
class Fit(Tabular):
    """Result of a fit: the solution and its inference."""

    table: Table | TableSummary | WideTable
    solution: Solution
    inference: Inference
    digits_warranted: float | None  # the fewest of a weight that survive one rounding of the data
    asked: Specification = AS_BY_DEFAULT
    of_rows: bool = False  # whether the rows were in memory; their notes are of no interest
    residuals: Any = None  # `Residuals`, if they are asked for; a saved fit has none

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
    def covariance(self) -> Matrix:
        """Covariance of the weights, shape (p, p), of the kind of the errors; NaN where unknown."""
        return self.inference.covariance

    @property
    def log_likelihood(self) -> float:
        """Log-likelihood of normal noise, at its most likely variance; NaN if there is none."""
        return self.inference.log_likelihood

    @property
    def aic(self) -> float:
        """Akaike's criterion, which counts the p weights and not the variance of the noise."""
        return self.inference.aic

    @property
    def bic(self) -> float:
        """Schwarz's criterion, which counts the p weights and not the variance of the noise."""
        return self.inference.bic

    @property
    def terms(self) -> tuple[Term, ...]:
        """Terms that the slopes belong to: a column, all levels of a category, or a power."""
        design = self.asked.design
        if design is not None:
            return terms_of_design(design)
        return terms_of(self.solution.feature_names, self.table.levels, self.asked.degree)

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
        if self.asked.weights_kind == FREQUENCY:
            rows = f"{counted(self.solution.n, 'observation')} in {counted(_rows_of(table), 'row')}"
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
        """Sentences on how well the model fits, and on what the rows' weights mean."""
        weighted = ""
        if self.asked.weights is not None:
            meaning = MEANINGS[self.asked.weights_kind]
            weighted = f"Weighted by '{self.asked.weights}' ({meaning})."
        known = self.inference
        sentences = (known.quality, self.asked.errors_note, known.criteria, weighted)
        return " ".join(filter(None, sentences))

    @property
    def certainty(self) -> list[str]:
        """Sentences on how the weights were found, their certified digits, and the residuals."""
        in_passes = not (self.of_rows or isinstance(self.table, Table))
        found = certainty_of(self.solution, self.digits_warranted, in_passes=in_passes)
        return found if self.residuals is None else [*found, *self.residuals.calm]

    def __repr__(self) -> str:
        lines = [self.title, aligned(self.headings, self.cells), ""]
        lines += map(wrapped, [self.quality, *self.certainty])
        lines += ["", *(wrapped(f"· {each}", 2) for each in self.findings)] if self.findings else []
        return "\n".join(lines)

    def predict(self, X: Any, interval: str | None = None, level: float | None = None) -> Any:
        """Predict the target of new rows, with intervals if asked.

        Parameters
        ----------
        X : data frame, or array of shape (m, d)
            A frame's columns are found by name, and categorical ones are converted to the levels
            of the fit. An array has the columns of the fit in their order.
        interval : str, optional
            "mean" for where the mean of many such rows lies, or "observation" for one row (of
            weight 1, where rows have weights).
        level : float, optional
            Level of the interval; that of the fit by default.

        Returns
        -------
        ndarray of shape (m,), or (m, 3) or data frame with an interval
            X·coef + intercept; with an interval the columns prediction, low, and high, as a frame
            if X is one.

        Raises
        ------
        DataError
            A column or a value is missing, the fit does not know a level, or it has no noise to
            compute an interval from.
        OptionError
            The interval or the level cannot be used.

        """
        predictor = self._predictor(interval, level)
        found = predictor.rows(features_of(X, predictor, self.asked))
        if interval is None:
            return found[:, 0]
        if not hasattr(X, "columns"):
            return found
        from downslope.data.frames import frame_like

        return frame_like(X, dict(zip(HEADINGS, found.T, strict=True)))

    def extrapolation(self, X: Any) -> tuple[Finding, ...]:
        """Return a finding if new rows lie outside the ranges of the columns in the fit.

        Parameters and errors are those of `predict`. Ranges are not known from some summaries and
        from more than 5,000 columns.
        """
        known = (predictor := self._predictor()).ranges
        return extrapolated(known, rows_outside(known, features_of(X, predictor, self.asked)))

    def predict_file(
        self,
        data: Any,
        output: str | Path,
        interval: str | None = None,
        level: float | None = None,
        *,
        keep: Sequence[str] = (),
        drop_missing: bool = False,
        workers: int | None = None,
        progress: Any = None,
        **reading: Unpack[ReadingOptions],
    ) -> PredictionReport:
        """Predict the rows of files of any size in one pass, in constant memory.

        Parameters
        ----------
        data : path, list of paths, or data frame
            New rows; columns are found by name.
        output : path
            A .csv, .tsv, or .parquet file, which is complete or does not appear; "-" for standard
            output.
        interval, level
            See `predict`.
        keep : list of str
            Columns of the new data to write beside the predictions.
        drop_missing : bool
            Leave incomplete rows out and count them.
        workers : int, optional
            Threads; every core by default.
        progress : callable, optional
            Receives a `Reading` after each task of the pass.
        **reading
            How the data are written; as in the fit by default.

        Returns
        -------
        PredictionReport

        Raises
        ------
        DataError, OptionError
            As for `predict`, or the output cannot be written.

        """
        from downslope.fitting.passes.reader import ReadOptions

        predictor = self._predictor(interval, level)
        rows, dropped, findings = predict_file(
            predictor, self.asked, data, output, keep, drop_missing, dict(reading),
            ReadOptions(workers=workers, progress=progress),
        )  # fmt: skip
        chosen = self.inference.level if level is None else level
        return PredictionReport(
            str(output), rows, dropped, self.table.target, interval, chosen, findings
        )

    def _predictor(self, interval: str | None = None, level: float | None = None) -> Predictor:
        ranges = ranges_of(self.solution.feature_names, self.table, self.asked.design)
        return Predictor.of(
            self.solution, self.inference, self.terms, ranges, interval, level, self.asked.design
        )

    def test(self, hypotheses: str | Sequence[str]) -> HypothesisTest:
        """Test linear hypotheses about the weights together, robustly if the errors are.

        Parameters
        ----------
        hypotheses : str or list of str
            Such as "size = 9, age = 0", "a = b", or "2*a - b = 3"; a name is written as the report
            prints it, in double quotes if it reads like arithmetic.

        Returns
        -------
        HypothesisTest
            With `.statistic` (F), `.df`, and `.p`.

        Raises
        ------
        OptionError
            A hypothesis cannot be read, names no weight, or contradicts or repeats others.
        DataError
            The data do not determine a weight, or its error.

        """
        return hypothesis_test(self.solution, self.inference, hypotheses)

    def save(self, file: str | Path) -> None:
        """Save the fit, with the summary of its data, for `load_fit`.

        Parameters
        ----------
        file : str or Path
            The file, by convention with the extension .json.

        Raises
        ------
        DataError
            The file cannot be written.

        """
        saved_fit.save(
            file, self.table, self.solution, self.inference, self.digits_warranted, self.asked,
            self.of_rows,
        )  # fmt: skip

    @property
    def as_table(self) -> ResultTable:
        """The weights as a table to hand in, with estimates and errors to matching digits."""
        notes = [self.quality, *map(str, self.findings)]
        return table_of_weights(self.solution, self.inference, self.title, notes)

    @property
    def table_lines(self) -> dict[str, tuple[str, str]]:
        """Estimate and error of each weight, for a table of several fits."""
        return lines_of_weights(self.solution, self.inference)

    @property
    def table_footer(self) -> dict[str, str]:
        """Numbers below the weights, for a table of several fits."""
        return footer_of_fit(self.inference)

    @property
    def table_title(self) -> str:
        """Heading of the column, for a table of several fits."""
        return self.table.target

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
            "level": known.level,
            "t_degrees_of_freedom": known.t_freedom,
            "log_likelihood": known.log_likelihood,
            "aic": known.aic,
            "bic": known.bic,
            "certified_digits": known.digits,
            "weights": self.asked.weights,
            "weights_kind": None if self.asked.weights is None else self.asked.weights_kind,
            "method": solution.method,
            "passes": solution.passes,
            "notes": solution.notes,
            "outcome": solution.outcome.name.lower(),
            "rows_dropped": self.table.rows_dropped,
            "target": self.table.target,
            "formula": None if self.asked.design is None else self.asked.design.formula,
            "findings": self.findings,
        }
        return plain_dict(fields)

    def _repr_html_(self) -> str:
        lines = [self.quality, *self.certainty, *map(str, self.findings)]
        table = formatting.table(self.headings, self.cells, self.title)
        return table + formatting.paragraphs(lines)


def load_fit(file: str | Path) -> Fit:
    """Load a fit saved with `Fit.save` or `downslope fit --save`.

    Parameters
    ----------
    file : str or Path
        The file.

    Returns
    -------
    Fit
        With a summary in place of the rows: it predicts, tests, and reports as the fit did.

    Raises
    ------
    DataError
        The file does not exist, is not a saved fit, has a different version, or is damaged.

    """
    return Fit(*saved_fit.load(file))


def _rows_of(table: Table | TableSummary | WideTable) -> int:
    """Return the number of rows with weights above 0."""
    if isinstance(table, TableSummary):
        return table.summary.count
    return int(np.count_nonzero(getattr(table, "weights", 0)))


def _or_unknown(values: Vector | None, solution: Solution) -> Vector:
    return np.full(len(solution.weights), np.nan) if values is None else values
