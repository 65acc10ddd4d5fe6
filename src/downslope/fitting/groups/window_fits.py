"""`WindowFits`: a regression for each window of rows, and the sums of its prediction errors.

Rolling windows have a number of rows, or a span of time; expanding windows have all rows so far.
Each row after an expanding window is predicted by it, with the recursive residual and its sums

    e_t = (y_t − x_t·b_{t−1}) / √(1 + x_tᵀ(XᵀX)⁻¹_{t−1} x_t)
    W_t = Σ e_j / s,   |W_t| < 0.948 [√T + 2t/√T] in 95% of samples without a change

with s from the fit of all rows, and t counted over the T residuals (Brown, Durbin, and Evans 1975).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from downslope.errors import DataError, OptionError
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.many_fits import SHOWN, ManyFits
from downslope.formatting import counted, wrapped
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

LONGEST_TIME = len("to 2024-01-01 00:00:00.000000000+00:00")
CUSUM_LINES = {0.1: 0.850, 0.05: 0.948, 0.01: 1.143}  # of Brown, Durbin, and Evans (1975)


@dataclass(frozen=True, slots=True, eq=False)
class Cusum:
    """Sums of recursive residuals, and the lines that they seldom cross without a change."""

    rows: NDArray[np.int64]  # (T,) rows predicted, counted from 0
    sums: Vector  # (T,) W_t
    times: np.ndarray | None  # (T,) of the rows, if they have times
    significance: float

    @property
    def line(self) -> Vector:
        """The upper line, shape (T,); the lower one is its negative."""
        total = len(self.sums)
        t = np.arange(1, total + 1)
        scale = CUSUM_LINES[self.significance] * np.sqrt(total)
        found: Vector = scale * (1.0 + 2.0 * t / total)
        return found

    @property
    def crossing(self) -> int | None:
        """The first row, counted from 0, after which the sums are outside the lines."""
        outside = np.flatnonzero(np.abs(self.sums) > self.line)
        return int(self.rows[outside[0]]) if len(outside) else None

    def __repr__(self) -> str:
        row = self.crossing
        if row is None:
            return wrapped(
                f"The sums of {len(self.sums):,} recursive residuals stay between their lines "
                f"({self.significance:.0%}): no sign that the level of the target changes. The "
                "weight of a column that averages 0 can change unseen, so compare windows too."
            )
        at = row if self.times is None else self.times[int(np.searchsorted(self.rows, row))]
        what = f"row {row + 1:,}" if self.times is None else _moment(at)
        return wrapped(
            f"The sums of {len(self.sums):,} recursive residuals cross their line "
            f"({self.significance:.0%}) at {what}: the weights change there or before."
        )


@dataclass(frozen=True, eq=False, repr=False)
class WindowFits(ManyFits, Sequence[Fit]):
    """Fits of k windows of rows; p weights, the intercept last. It is a sequence of `Fit`."""

    window: int | float | str
    start: NDArray[np.int64]  # (k,) first row of each window, counted from 0
    stop: NDArray[np.int64]  # (k,) the row after its last
    columns: Matrix  # (d + 1, n) the rows: features, then the target
    time: str | None = None  # the column of times
    times: np.ndarray | None = None  # (n,) of the rows
    residuals: Vector | None = None  # (k,) of the row after each expanding window; the last is NaN

    def __len__(self) -> int:
        return len(self.start)

    @overload
    def __getitem__(self, place: int) -> Fit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Fit]: ...
    def __getitem__(self, place: int | slice) -> Fit | list[Fit]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        k = range(len(self))[place]
        rows = self.columns[:, self.start[k] : self.stop[k]]
        summary = Summary.of_checked(rows[:-1].T, rows[-1])
        return self._fit(summary, 0.0, f"rows {self.start[k] + 1:,} to {self.stop[k]:,}")

    @property
    def n(self) -> np.ndarray:
        """Number of rows of each window, shape (k,)."""
        return np.asarray(self.stop - self.start)

    def cusum(self, significance: float = 0.05) -> Cusum:
        """Sum the recursive residuals, to find rows from which on the weights are others.

        Parameters
        ----------
        significance : float
            Share of samples without a change whose sums cross a line: 0.1, 0.05, or 0.01.

        Returns
        -------
        Cusum
            With `.sums`, `.line`, and `.crossing`; `ds.plots.cusum_chart` draws it.

        Raises
        ------
        OptionError
            The windows do not grow by one row, or the significance is another one.
        DataError
            No window has a row to predict after it, or the last one has no noise.

        """
        if self.residuals is None and self.window == "expanding":
            raise OptionError(
                f"The sums need windows that grow by one row, and those by '{self.time}' take all "
                'rows of a time together: sort the rows, and fit with window="expanding" without '
                "time."
            )
        if self.residuals is None:
            raise OptionError('The sums need expanding windows: fit with window="expanding".')
        if significance not in CUSUM_LINES:
            raise OptionError(
                f"significance={significance!r} has no line: give 0.1, 0.05, or 0.01."
            )
        known = np.flatnonzero(np.isfinite(self.residuals))
        sigma = float(self.residual_std[-1])
        if not len(known) or not sigma > 0.0:
            raise DataError(
                "There are no residuals to sum: the windows have no weights, or fit exactly."
            )
        rows = self.stop[known]
        times = None if self.times is None else self.times[rows]
        return Cusum(rows, np.cumsum(self.residuals[known]) / sigma, times, significance)

    @property
    def title(self) -> str:
        """Title of a report: the target, the windows, and the number of rows."""
        source = self._rows_of(self.columns.shape[1])
        kind = "expanding windows" if self.window == "expanding" else f"windows of {self.window}"
        by = f" by '{self.time}'" if self.time else " rows" * (self.window != "expanding")
        return f"{self.schema.target} in {kind}{by}  ({source}, {counted(len(self), 'window')})"

    @property
    def _kind(self) -> str:
        return "window"

    @property
    def _shown(self) -> Sequence[int]:
        places = np.linspace(0, len(self) - 1, min(len(self), SHOWN)).round()
        return [int(place) for place in places]

    def _labels(self) -> dict[str, np.ndarray]:
        found = {} if self.times is None else {str(self.time): self.times[self.stop - 1]}
        return found | {"first_row": self.start + 1, "last_row": self.stop}

    def _label(self, g: int) -> str:
        if self.times is not None:
            return f"to {_moment(self.times[self.stop[g] - 1])}"
        return f"{self.start[g] + 1:,} to {self.stop[g]:,}"

    def _short(self, g: int) -> str:
        text = self._label(g)
        return text if len(text) <= LONGEST_TIME else super()._short(g)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        return ("window" if self.times is None else str(self.time), *super().headings[1:])

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope fit --window --json` prints."""
        told: dict[str, Any] = {"window": self.window, "time": self.time}
        return told | {"n": self.columns.shape[1]} | super().to_dict()


def _moment(time: Any) -> str:
    """Return a time as text, without a time of day that is midnight."""
    text = str(time)
    if isinstance(time, np.datetime64):
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.removesuffix("T00:00:00").replace("T", " ")
    return text
