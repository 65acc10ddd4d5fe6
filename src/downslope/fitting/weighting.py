"""Kinds of row weights: the estimates are the same, the number of observations and the errors not.

precision   w_i = σ²/variance of row i       n rows,   s² = Σ w r²/(n − p)
frequency   w_i equal rows were counted      Σ w rows, s² = Σ w r²/(Σ w − p)
sampling    row i stands for w_i of a        n rows,   robust errors (HC1), no likelihood;
            population                       weights are scaled to a mean of 1
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from downslope.data_table import Table, TableSummary, WideTable
from downslope.errors import DataError, OptionError, unknown
from downslope.fitting.solution import Solution
from downslope.numerics.arguments import OptionStyle

PRECISION, FREQUENCY, SAMPLING = KINDS = ("precision", "frequency", "sampling")
MEANINGS = {
    PRECISION: "precisions, 1/variance of each row",
    FREQUENCY: "frequencies: a row of weight w counts as w equal rows",
    SAMPLING: "sampling weights: a row stands for w of a population, which needs robust errors",
}


def check_weights_kind(kind: str, weighted: bool, style: OptionStyle) -> None:
    """Check that the kind of the weights is known, and that there are weights.

    Raises
    ------
    OptionError
        The kind is not known, or there are no weights.

    """
    if kind not in KINDS:
        raise unknown("weights_kind", kind, KINDS)
    if not weighted:
        raise OptionError(
            f"{style.setting('weights_kind', kind)} says what the weights mean, but there are "
            f"none: name their column with {style.option('weights')}, or leave it out."
        )


def scaled_to_one(table: Table) -> Table:
    """Return the table with weights whose mean, over the rows with any, is 1."""
    assert table.weights is not None
    total = float(table.weights.sum())
    return replace(table, weights=table.weights * (np.count_nonzero(table.weights) / total))


def counting_copies(
    table: Table | TableSummary | WideTable, solution: Solution, style: OptionStyle
) -> Solution:
    """Return the solution with as many observations as the weights count.

    Raises
    ------
    DataError
        A weight is not a whole number, or there are no sums of them.

    """
    if isinstance(table, WideTable):
        raise DataError(
            f"{style.setting('weights_kind', FREQUENCY)} needs sums over the rows, which LSMR "
            "does not make: choose another method or fewer columns."
        )
    if isinstance(table, Table):
        assert table.weights is not None
        weights = np.asarray(table.weights)
        parts = np.flatnonzero(weights != np.floor(weights))
        where = f"row {parts[0] + 1} has the weight {weights[parts[0]]:g}" if len(parts) else ""
        total = float(weights.sum())
    else:
        total = table.summary.mass
        whole = table.whole_weights and total == np.floor(total)
        where = "" if whole else "some are not whole"
    if where:
        raise DataError(
            f"Frequencies count equal rows, but {where}: give whole numbers, or "
            f"{style.setting('weights_kind', PRECISION)} or "
            f"{style.setting('weights_kind', SAMPLING)}."
        )
    return replace(solution, n=int(total), log_weights=0.0)
