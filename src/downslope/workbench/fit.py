"""`fit`: the coefficients of a table, with what is known about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.inference import Inference, infer
from downslope.ladder import solve
from downslope.plain import plain_dict
from downslope.solution import Solution
from downslope.sources import Table


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A table's solution and its inference."""

    table: Table
    solution: Solution
    inference: Inference

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract."""
        solution, known = self.solution, self.inference
        columns = {
            "name": solution.names,
            "estimate": solution.weights,
            "std_error": known.std_error,
            "t": known.t,
            "p": known.p,
            "ci_low": known.ci_low,
            "ci_high": known.ci_high,
            "bound": self._bounds(),
            "digits": self._digits(),
        }
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        fields = {
            "coefficients": rows,
            "digits_warranted": None,
            "n": solution.n,
            "d": len(solution.feature_names),
            "rank": solution.rank,
            "r2": known.r2,
            "residual_std": known.residual_std,
            "method": solution.method,
            "passes": solution.passes,
            "rows_dropped": self.table.rows_dropped,
            "target": self.table.target,
            "outcome": solution.outcome.name.lower(),
            "findings": list(solution.findings),
        }
        return plain_dict(fields)

    def _bounds(self) -> list[float]:
        bound = self.solution.bound
        return [np.nan] * len(self.solution.weights) if bound is None else list(bound)

    def _digits(self) -> list[float]:
        with np.errstate(divide="ignore", invalid="ignore"):
            digits = -np.log10(np.array(self._bounds()) / np.abs(self.solution.weights))
        return [float(np.clip(each, 0, 16)) for each in digits]


def fit(table: Table, *, method: str = "auto", intercept: bool = True) -> Fit:
    """Solve a table's least-squares problem in closed form.

    Raises:
        OptionError: an unknown method.

    """
    solution = solve(
        table.X,
        table.y,
        method=method,  # type: ignore[arg-type]  # `solve` says which it knows
        intercept=intercept,
        names=table.feature_names,
    )
    return Fit(table, solution, infer(solution))
