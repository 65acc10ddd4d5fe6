"""Data that are open: what a page shows of them, and the problem that its runs are on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from downslope.lab import limits

if TYPE_CHECKING:
    import numpy as np

    from downslope.models.least_squares import LeastSquares
    from downslope.numerics.arrays import Matrix, Vector
    from downslope.table import Table, TableSummary


@dataclass(frozen=True, eq=False)
class Opened:
    """A table, or the summary of one too large to hold, and the points shown of it.

    Shapes: n rows, of which m are shown, d features, p = d + 1 weights.
    """

    table: Table | TableSummary
    X: Matrix  # (m, d) of the rows shown
    y: Vector  # (m,)
    n: int  # rows of data
    about: str  # where they come from: a line
    start: Vector | None = None  # (p,) weights that a lesson starts from; zeros if there are none
    truth: Vector | None = None  # (p,) where it is known
    notice: str = ""  # what was left out, if anything was
    _problems: dict[str, LeastSquares] = field(default_factory=dict)

    @classmethod
    def of_table(
        cls,
        table: Table,
        about: str,
        start: Vector | None = None,
        truth: Vector | None = None,
        notice: str = "",
    ) -> Opened:
        """A table in memory; of more than `limits.SHOWN` rows the same sample every time."""
        n = len(table.y)
        chosen = slice(None) if n <= limits.SHOWN else sample(n, limits.SHOWN)
        return cls(table, table.X[chosen], table.y[chosen], n, about, start, truth, notice)

    def problem(self, loss: str) -> LeastSquares:
        """The problem in this convention, with its rows where they are held."""
        if loss not in self._problems:
            self._problems[loss] = self.table.problem(loss)
        return self._problems[loss]

    @cached_property
    def condensed(self) -> LeastSquares:
        """The few rows that stand for all, by the mean of squares."""
        return self.problem("mse").condensed()

    @property
    def left_out(self) -> str:
        """The rows and columns that a run does not see, in sentences; empty if it sees all."""
        dropped = self.table.rows_dropped
        rows = f"Left out: {dropped:,} row{'s' * (dropped > 1)} with missing values."
        return " ".join(filter(None, [rows if dropped else "", self.notice]))

    def to_dict(self) -> dict[str, object]:
        """What a page needs to draw the data and to run the loop on them."""
        from downslope.diagnosis.spectrum import Spectrum
        from downslope.formatting import plain_dict

        few = self.condensed
        p = len(few.weight_names)
        return plain_dict(
            {
                "names": self.table.feature_names,
                "target": self.table.target,
                "weight_names": few.weight_names,
                "n": self.n,
                "columns": self.X.T,
                "y": self.y,
                "sampled": len(self.y) < self.n,
                "sample_size": len(self.y),
                "equivalent": [[*row, y] for row, y in zip(few.X_b, few.y, strict=True)],
                "loss_floor": Spectrum.of(self.problem("mse")).min_loss,
                "lr_start": [0.0] * p if self.start is None else self.start,
                "truth": self.truth,
                "source": self.about,
                "left_out": self.left_out,
            }
        )


def sample(n: int, size: int) -> np.ndarray:
    """(size,) different rows of n, ascending, the same ones every time."""
    import numpy as np

    chosen: np.ndarray = np.sort(np.random.default_rng(0).choice(n, size, replace=False))
    return chosen
