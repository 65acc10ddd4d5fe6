"""`ManyFits`: the weights of many regressions of the same columns, in arrays and in tables."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from downslope import formatting
from downslope.data.blocks import Schema
from downslope.data.frames import frame_of
from downslope.data.table_writer import opened_table
from downslope.data_table import TableSummary
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.stack_solver import StackSolution, Status
from downslope.fitting.passes import solve_table_summary
from downslope.fitting.result_tables import UNKNOWN, Tabular, with_error
from downslope.fitting.solution import digits_of
from downslope.fitting.specification import Specification
from downslope.fitting.table_fit import fit_of
from downslope.formatting import aligned, columns_of, counted, plain_dict, wrapped
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

SHOWN = 10  # fits in a report
NAMED = 3  # fits in a sentence
LONGEST_LABEL = 24  # characters in a report


@dataclass(frozen=True, eq=False, repr=False)  # without slots: subclasses compute places once
class ManyFits(Tabular):
    """Fits of G parts of the rows; p weights, the intercept last."""

    schema: Schema
    solution: StackSolution
    intercept: bool
    asked: Specification
    level: float
    like: Any  # a frame, whose library `to_frame` uses
    rows_dropped: int  # incomplete rows left out

    @abstractmethod
    def __len__(self) -> int: ...

    @property
    @abstractmethod
    def n(self) -> np.ndarray:
        """Number of rows of each fit, shape (G,), without those of weight zero."""

    @property
    @abstractmethod
    def title(self) -> str:
        """Title of a report."""

    @property
    @abstractmethod
    def _kind(self) -> str:
        """What each fit is of, as a noun."""

    @property
    @abstractmethod
    def _shown(self) -> Sequence[int]:
        """Places of the fits that a report shows."""

    @abstractmethod
    def _labels(self) -> dict[str, np.ndarray]:
        """Return the columns (G,) that tell the fits apart."""

    @abstractmethod
    def _label(self, g: int) -> str:
        """Return the label of one fit as text."""

    # --- arrays ---

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the weights, shape (p,), the intercept last."""
        features = self.schema.features
        return (*features, "intercept") if self.intercept else features

    @property
    def coef(self) -> Matrix:
        """Slopes in the user's units, shape (G, d); NaN where there are none."""
        return self.solution.weights[:, : len(self.schema.features)]

    @property
    def intercepts(self) -> Vector:
        """Intercepts, shape (G,); zeros when the model has none."""
        return self.solution.weights[:, -1] if self.intercept else np.zeros(len(self))

    @property
    def weights(self) -> Matrix:
        """Slopes, then the intercept if there is one, shape (G, p)."""
        return self.solution.weights

    @property
    def std_error(self) -> Matrix:
        """Standard errors, shape (G, p); NaN where they cannot be estimated."""
        return self.solution.std_error

    @property
    def bound(self) -> Matrix:
        """Computed bound on each weight's error, shape (G, p)."""
        return self.solution.bound

    @property
    def digits(self) -> Matrix:
        """Significant digits of each weight that the bound guarantees, shape (G, p)."""
        return self._digits(slice(None))

    def _digits(self, part: Any) -> Matrix:
        weights = self.weights[part]
        with np.errstate(all="ignore"):
            found = digits_of(self.bound[part], weights)
        return np.where(np.isnan(weights), np.nan, found)

    @property
    def r2(self) -> Vector:
        """Share of the sum of squares explained, shape (G,); NaN without two certain decimals."""
        return self.solution.r2

    @property
    def r2_bound(self) -> Vector:
        """Computed bound on the error of R², shape (G,)."""
        return self.solution.r2_bound

    @property
    def residual_std(self) -> Vector:
        """Residual standard deviations, shape (G,)."""
        return self.solution.residual_std

    @property
    def status(self) -> np.ndarray:
        """Outcome of each fit as a word, shape (G,), such as "fitted" or "collinear"."""
        return np.array([each.word for each in Status])[self.solution.status]

    @property
    def dependent(self) -> np.ndarray:
        """Of each collinear fit a column that others determine, shape (G,); else empty text."""
        return np.array([*self.names, ""])[self.solution.dependent]

    @property
    def statuses(self) -> dict[str, int]:
        """Number of fits of each outcome that there is."""
        counts = np.bincount(self.solution.status, minlength=len(Status))
        return {each.word: int(counts[each]) for each in Status if counts[each]}

    def _fit(self, summary: Summary, log_weights: float, label: str = "") -> Fit:
        """Return the fit of a summary, with the label in the name of its data."""
        schema = self.schema
        table = TableSummary(
            schema.features, schema.target, summary, schema.weights,
            ", ".join(filter(None, (schema.source, label))),
            levels=schema.levels, findings=schema.notes, log_weights=log_weights,
        )  # fmt: skip
        found = solve_table_summary(table, intercept=self.intercept)
        return fit_of(table, found, self.asked, self.level, schema.style)

    def _rows_of(self, n: int) -> str:
        """Return the name of the data, the number of rows, and how many are left out."""
        rows, left_out = counted(n, "row"), counted(self.rows_dropped, "incomplete row")
        source = f"{self.schema.source}: {rows}" if self.schema.source else rows
        return f"{source}, {left_out} left out" if self.rows_dropped else source

    # --- tables ---

    def to_frame(self) -> Any:
        """Return one row for each fit, as a frame: pandas if the data are, else polars.

        The columns are the labels, rows, status, dependent (of collinear fits, a column that
        others determine), r2, r2_bound, residual_std, and for each weight its name, with
        _std_error and _digits.
        """
        return frame_of(self._columns(), self.like)

    def write(self, file: str | Path) -> None:
        """Write `to_frame` to a .csv, .tsv, or .parquet file, complete or not at all.

        Parameters
        ----------
        file : str or Path
            The file; "-" is standard output, as CSV.

        Raises
        ------
        OptionError
            The name has another ending, or its folder does not exist.
        DataError
            The file cannot be written.

        """
        with opened_table(file) as table:
            table.write(None, self._columns())

    def _columns(self) -> dict[str, np.ndarray]:
        found = self._labels()
        more: dict[str, np.ndarray] = {
            "rows": self.n, "status": self.status, "dependent": self.dependent, "r2": self.r2,
            "r2_bound": self.r2_bound, "residual_std": self.residual_std,
        }  # fmt: skip
        digits = self.digits
        for j, name in enumerate(self.names):
            more[name] = self.weights[:, j]
            more[f"{name}_std_error"] = self.std_error[:, j]
            more[f"{name}_digits"] = digits[:, j]
        for name, values in more.items():
            while name in found:
                name = f"{name}_of_fit"
            found[name] = values
        return found

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        return (", ".join(self._labels()), "rows", *self.names, "status")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """One line for each fit: its weights with their standard errors in parentheses."""
        return [self._line(g) for g in range(len(self))]

    def _line(self, g: int) -> tuple[str, ...]:
        cells = []
        for value, error, sure in zip(
            self.weights[g], self.std_error[g], self._digits(g), strict=True
        ):
            one, other = with_error(float(value), float(error), float(sure))
            cells.append(one if other == UNKNOWN else f"{one} ({other})")
        status = Status(int(self.solution.status[g])).word
        return (self._short(g), f"{self.n[g]:,}", *cells, status)

    def _short(self, g: int) -> str:
        text = self._label(g)
        return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"

    @property
    def summary_lines(self) -> list[str]:
        """Sentences on the fits that are not simply fitted, and on the fewest digits."""
        lines = []
        for each in Status:
            at = np.flatnonzero(self.solution.status == each)
            if each is Status.FITTED or not len(at):
                continue
            such = ", ".join(map(self._named, at[:NAMED]))
            more = f", and {len(at) - NAMED:,} more" if len(at) > NAMED else ""
            lines.append(f"{counted(len(at), self._kind)} {each.sentence}: {such}{more}.")
        known = np.flatnonzero(~np.isnan(self.weights).any(axis=1))
        if len(known):
            fewest = self.digits[known].min(axis=1)
            lines.append(
                f"Certified digits: at least {int(fewest.min())} of every weight; fewest in "
                f"{self._kind} {self._short(int(known[fewest.argmin()]))}."
            )
        return lines

    def _named(self, g: int) -> str:
        """Return the label of a fit, with the column that has no weight of its own."""
        place = int(self.solution.dependent[g])
        return self._short(g) + (f" ('{self.names[place]}')" if place >= 0 else "")

    @property
    def report_lines(self) -> list[str]:
        """Lines of a report below its title: a table of some fits, then sentences on all."""
        shown = self._shown
        lines = [self.headings, *map(self._line, shown)]
        widths = [max(map(columns_of, column)) + 2 for column in zip(*lines, strict=True)]
        keep = len(self.names)
        while keep > 1 and sum(widths[: 2 + keep]) + widths[-1] - 2 > formatting.WIDTH:
            keep -= 1
        head, *rest = ([*line[: 2 + keep], line[-1]] for line in lines)
        hidden = len(self) - len(shown)
        more = [f"{hidden:,} more {self._kind}s"] if hidden else []
        if keep < len(self.names):
            some = ", ".join(f"'{name}'" for name in self.names[keep : keep + NAMED])
            others = " and others" * (len(self.names) - keep > NAMED)
            more.append(f"the weights of {some}{others}")
        written = self.schema.style is OptionStyle.COMMAND_LINE
        where = "--output and --json have" if written else "to_frame() has"
        left_out = [f"Not shown: {', and '.join(more)}; {where} all."] if more else []
        return [aligned(head, rest), "", *left_out, *self.summary_lines]

    def __repr__(self) -> str:
        table, *others = self.report_lines
        lines = [self.title, table, *map(wrapped, others)]
        lines += [wrapped(f"· {each}", 2) for each in self.schema.notes]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope fit --json` prints for many fits."""
        digits, dependent, status = self.digits, self.dependent.tolist(), self.status
        labels = {name: _listed(each) for name, each in self._labels().items()}
        r2, r2_bound = self.r2, self.r2_bound
        fits = []
        for g in range(len(self)):
            columns = (self.weights[g], self.std_error[g], self.bound[g], digits[g])
            keys = ("name", "estimate", "std_error", "bound", "digits")
            rows = zip(self.names, *columns, strict=True)
            fits.append(
                {
                    self._kind: {name: each[g] for name, each in labels.items()},
                    "n": int(self.n[g]),
                    "status": str(status[g]),
                    "dependent": dependent[g] or None,
                    "r2": float(r2[g]),
                    "r2_bound": float(r2_bound[g]),
                    "residual_std": float(self.residual_std[g]),
                    "coefficients": [dict(zip(keys, row, strict=True)) for row in rows],
                }
            )
        return plain_dict(
            {
                f"{self._kind}s": len(self),
                "statuses": self.statuses,
                "rows_dropped": self.rows_dropped,
                "findings": [each.to_dict() for each in self.schema.notes],
                "fits": fits,
            }
        )


def _listed(labels: np.ndarray) -> list[Any]:
    """Return labels as a list of what JSON can hold, times as text."""
    return list(map(str, labels)) if labels.dtype.kind == "M" else labels.tolist()
