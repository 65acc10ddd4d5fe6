"""What came of comparing solvers, and of fitting a data set of the package, as facts by name.

Times and memory are left out, as they differ from machine to machine: what stays is who got there,
in how many passes, and how much arithmetic that is.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from downslope.errors import unknown
from downslope.lessons.named_runs import Facts, Settings

if TYPE_CHECKING:
    from downslope.problem import LeastSquares
    from downslope.sources import Table
    from downslope.workbench import Comparison

MANY_ROWS = 100_000  # from here on it matters what a single pass can do


def compared(settings: Settings) -> Facts:
    """How every solver fared on a case or a data set; `end` says who of the two got there."""
    from downslope import datasets, workbench

    name = settings.case
    data = _table(name) if name in datasets.DATA_SETS else datasets.case(name)
    result = workbench.compare(data, settings.epochs)
    facts: Facts = {
        "case": settings.case,
        "epochs": settings.epochs,
        "n": result.n,
        "d": result.d,
        "p": result.d + 1,
        "rank": result.rank,
        "condition": result.condition_number,
        "design_condition": result.design_condition_number,
        "standard_design_condition": _standardised(data.problem()),
        "lr": result.lr,
        "advised": result.advised,
        "error_of": result.error_of,
    }
    for row in result.rows:
        facts |= {
            f"{row.solver}.status": row.status,
            f"{row.solver}.passes": row.passes,
            f"{row.solver}.digits": _digits(row.error),
        }
    values = result.n * (result.d + 1)  # of X_b
    forming = values * (result.d + 1)
    descending = 2 * values * result.row("gradient-descent").passes
    work: Facts = {
        "normal-equations.work": forming,
        "gradient-descent.work": descending,
        "work_ratio": forming / descending,
    }
    if result.n >= MANY_ROWS:
        facts["one_pass_error"] = _after_one_pass(data.problem(), result)
    return facts | work | {"end": _end_of(result)}


def _after_one_pass(problem: LeastSquares, result: Comparison) -> float:
    """How far mini-batches are from the closed form once every row was seen, relative."""
    import numpy as np

    from downslope import workbench

    batch = workbench.train(problem, None, 1, batch_size=problem.n // 100)
    best = np.append(result.exact.coef, result.exact.intercept)
    return float(np.linalg.norm(batch.weights - best) / np.linalg.norm(best))


def _standardised(problem: LeastSquares) -> float | None:
    """κ of the standardised X_b; None where columns depend on each other."""
    from downslope.spectrum import Spectrum

    condition = Spectrum.of(problem.standardized()).condition_number
    return math.sqrt(condition) if math.isfinite(condition) else None


def fitted(settings: Settings) -> Facts:
    """A data set's closed form, and how the loop would fare on it."""
    from downslope import workbench

    table = _table(settings.case)
    fit, d = workbench.fit(table), workbench.diagnose(table.problem())
    return {
        "case": settings.case,
        "n": d.n,
        "slope": float(fit.coef[0]),
        "intercept": fit.intercept,
        "mse": d.min_loss,
        "condition": d.condition_number,
        "epochs_to_tolerance": whole(d.epochs_to_tolerance),
        "standard_condition": d.standardized_condition_number,
        "standard_epochs": whole(d.standardized_epochs),
        "digits": sys.float_info.dig + 1,  # that a float carries, about
    }


def _table(name: str) -> Table:
    from downslope import datasets
    from downslope.sources import read

    known = datasets.DATA_SETS.get(name)
    if known is None:
        raise unknown("data set", name, datasets.DATA_SETS)
    return read(str(known.path), known.target, known.features)


def _end_of(result: Comparison) -> str:
    """How the normal equations and descent fared, in a word."""
    normal = result.row("normal-equations").status == "converged"
    loop = result.row("gradient-descent").status == "converged"
    return {(1, 1): "both", (1, 0): "normal", (0, 1): "descent", (0, 0): "neither"}[normal, loop]


def _digits(error: float) -> int:
    """Whole digits that are right."""
    if math.isnan(error):
        return 0
    return max(0, math.floor(-math.log10(error))) if error > 0 else 16


def whole(count: float) -> int | None:
    """The count, rounded up; None for never."""
    return math.ceil(count) if math.isfinite(count) else None
