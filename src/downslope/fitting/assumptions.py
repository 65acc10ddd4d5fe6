"""Assumptions of a fit, looked at in its residuals: curvature, noise, order, and single rows.

Each finding has its evidence and a fix that was tried: the loss with the square of a column, the
errors with HC3 or with lags, the weight without a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from downslope.data.blocks import Source
from downslope.data_table import TableSummary, WideTable
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.fitting.fit_result import Fit
from downslope.fitting.partial_residuals import partial_residuals
from downslope.fitting.passes.reader import Reader, ReadOptions, total
from downslope.fitting.passes.residuals import Counts, CountWork, ResidualPart, ResidualWork
from downslope.fitting.sandwich import coordinates_of, root_of
from downslope.fitting.weighting import FREQUENCY, SAMPLING
from downslope.formatting import plain_dict, probability, significant
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, row_norms

DOUBT = 1e-3  # p from which an assumption is doubted
LEAST_GAIN = 0.01  # of the loss, by the square of a column
LEAST_RATIO = 1.1  # of errors: less makes no difference
LEAST_CORRELATION = 0.1  # of neighboring residuals
MOST_SAID = 3  # columns or rows
LEFT = 1e-9  # of a column's squares: less of it is in the model already


class ResidualsError(DataError):
    """A fit has no residuals to look at."""


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Residuals as plots show them: rows one by one, or counted in bins where they are many."""

    n: int
    target: str
    parameters: int
    points: Matrix | None  # (n, 3) fitted, standardized residual, leverage
    counts: Counts | None
    edges: tuple[Vector, ...] = ()  # of the bins: fitted, residual, leverage, √|residual|
    ends: tuple[float, float] = (0.0, 0.0)  # of the standardized residuals
    findings: tuple[Finding, ...] = ()
    press: float = math.nan  # Σ w (y − prediction from the other rows)²
    predicted_r2: float = math.nan  # 1 − PRESS/TSS
    determining_rows: int = 0  # without which the others do not determine the fit

    @property
    def left_out(self) -> str:
        """Sentence on predictions of each row from the others."""
        if self.determining_rows:
            count = self.determining_rows
            rows = "a row" if count == 1 else f"each of {count:,} rows"
            return (
                f"There is no leave-one-out error: the fit is not determined without {rows} of "
                "leverage 1 (to a billionth)."
            )
        return (
            f"Each row predicted from the others: PRESS {significant(self.press, 4)}, predicted "
            f"R² {significant(self.predicted_r2, 4)}."
        )

    def to_dict(self) -> dict[str, object]:
        """Return the leave-one-out errors that `downslope fit --press --json` prints."""
        return plain_dict(
            {
                "press": self.press, "predicted_r2": self.predicted_r2,
                "determining_rows": self.determining_rows,
            }
        )  # fmt: skip


def residuals_of(fit: Fit, source: Source, read: ReadOptions) -> Residuals:
    """Look at the residuals of a fit, in one more pass, or in two where rows are many.

    Raises
    ------
    ResidualsError
        The fit has no residuals to look at.

    """
    solution, table = fit.solution, fit.table
    if solution.exact or solution.residuals_lost or not solution.residual_std:
        raise ResidualsError(
            "The fit leaves no residuals to look at: fit more rows, or noisy ones."
        )
    if fit.asked.weights_kind == SAMPLING:
        raise ResidualsError(
            "Residuals with sampling weights have no one variance: look at them alone."
        )
    try:
        at = coordinates_of(solution, table, copies=fit.asked.weights_kind == FREQUENCY)
    except DataError as error:
        raise ResidualsError(str(error)) from error
    assert not isinstance(table, WideTable)
    d = len(solution.coef)
    if isinstance(table, TableSummary):
        squares = table.summary.scatter.diagonal()[:d] / max(table.summary.mass, 1.0)
    else:
        squares = np.square(np.asarray(table.X) - at.center).mean(axis=0)
    scale = np.sqrt(squares)
    n = solution.n
    total_norm = float(solution.moments.total_norms()[0])
    spread = total_norm * math.sqrt(max(fit.r2, 0.0) / n) if math.isfinite(fit.r2) else 1.0
    middle = float(at.center @ solution.coef + solution.intercept)
    lags = min(int(4 * (n / 100) ** (2 / 9)), max(n // 4, 1))
    classical = solution.std_error
    assert classical is not None
    work = ResidualWork(
        at, float(solution.residual_std), classical, np.where(scale > 0, scale, 1.0),
        (middle, spread or 1.0), lags,
    )  # fmt: skip
    counts, edges = None, tuple[Vector, ...]()
    with Reader(source, read) as reader:
        whole = total(reader.read(work), work.empty())
        if whole.points is None:
            count = CountWork(work, whole.low, whole.high)
            counts = total(reader.read(count), count.empty())
            edges = count.edges
    style = source.schema.style
    found = (
        *_curvature(fit, whole, work, style),
        *_uneven(fit, whole, work, style),
        *_order(fit, whole, work, style),
        *_rows(fit, whole, work),
    )
    ends = float(whole.low[1]), float(whole.high[1])
    press, lost = whole.sums[5].tolist()
    press = math.nan if lost else press
    return Residuals(n, table.target, len(solution.weights), whole.points, counts, edges, ends,
                     found, press, 1.0 - press / solution.tss, int(lost))  # fmt: skip


def with_residuals(fit: Fit, source: Source, read: ReadOptions, asked: bool | str) -> Fit:
    """Return the fit with its residuals and their findings, or with those of one column.

    Raises
    ------
    ResidualsError
        The fit has no residuals to look at.
    OptionError
        There is no such column.

    """
    if isinstance(asked, str):
        return replace(fit, residuals=partial_residuals(fit, source, read, asked))
    residuals = residuals_of(fit, source, read)
    table = replace(fit.table, findings=(*fit.table.findings, *residuals.findings))
    return replace(fit, table=table, residuals=residuals)


def _curvature(
    fit: Fit, whole: ResidualPart, work: ResidualWork, style: OptionStyle
) -> list[Finding]:
    """Report columns whose square would take much off the loss."""
    from scipy.special import fdtrc

    scores, inside, squares, _, rss, _ = whole.sums
    left = squares - np.square(inside).sum(axis=1)
    d, freedom = len(scores), fit.solution.degrees_of_freedom - 1
    found = []
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = np.where(left > LEFT * squares, np.square(scores) / left, 0.0) / rss[0]
    for j in np.argsort(-gains, kind="stable")[:MOST_SAID]:
        name, gain = fit.solution.feature_names[j], float(gains[j])
        f = gain * freedom / (1 - gain) if gain < 1 else math.inf
        p = float(fdtrc(1, freedom, f)) if freedom > 0 else math.nan
        if not (gain >= LEAST_GAIN and p * d < DOUBT and _is_column(fit, name)):
            continue
        term = f"I({name if name.isidentifier() else f'`{name}`'}**2)"
        found.append(
            Finding(
                "curvature",
                (name,),
                f"The residuals curve along '{name}': with its square, the loss falls by "
                f"{100 * gain:.3g}% (F(1, {freedom}) = {significant(f, 4)}, p {probability(p)}).",
                f"Add {term} to a formula ({style.option('formula')}), or use a spline.",
            )
        )
    return found


def _is_column(fit: Fit, name: str) -> bool:
    """Return whether a weight belongs to a column of numbers, and not to a level or a transform."""
    design = fit.asked.design
    if design is not None:
        return name in design.columns
    return name not in {f"{column}={level}" for column, each in fit.table.levels for level in each}


def _uneven(fit: Fit, whole: ResidualPart, work: ResidualWork, style: OptionStyle) -> list[Finding]:
    """Report noise that grows or shrinks with the fitted values, and the errors with HC3."""
    from scipy.special import chdtrc

    if fit.inference.errors != "classical":
        return []
    n, f1, f2, f3, f4, r1, rr, rf, rff = whole.sums[3]
    gram = np.array([[n, f1, f2], [f1, f2, f3], [f2, f3, f4]])
    about = np.array([r1, rf, rff])
    weights, *_ = np.linalg.lstsq(gram, about, rcond=1e-12)
    variance = rr - r1 * r1 / n
    explained = float(weights @ about - r1 * r1 / n)
    if not variance > 0:
        return []
    p = float(chdtrc(2, max(n * explained / variance, 0.0)))
    errors = row_norms(work.at.moved @ root_of(whole.hc3.products))
    if whole.hc3.full or not p < DOUBT:
        return []
    ratio, name = _ratio(fit, errors, work)
    if 1 / LEAST_RATIO < ratio < LEAST_RATIO:
        return []
    return [
        Finding(
            "uneven_noise",
            (name,),
            "The size of the residuals changes with the fitted values (test of Koenker and White: "
            f"p {probability(p)}). The HC3 error of '{name}' is {ratio:.3g} times the classical "
            "one.",
            f"Use {style.setting('robust', 'HC3')}.",
        )
    ]


def _ratio(fit: Fit, errors: Vector, work: ResidualWork) -> tuple[float, str]:
    """Return the ratio of errors that is farthest from 1, and its weight."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = errors / work.errors
        far = np.nan_to_num(np.abs(np.log(ratios)), nan=0.0, posinf=0.0)
    j = int(far.argmax())
    return float(ratios[j]), fit.names[j]


def _order(fit: Fit, whole: ResidualPart, work: ResidualWork, style: OptionStyle) -> list[Finding]:
    """Report neighboring rows whose residuals are correlated, and the errors with lags."""
    if fit.inference.errors != "classical":
        return []
    squares = float(whole.sums[4][0])
    correlation = (float(whole.neighbors.products[0, 0]) - squares) / squares
    p = math.erfc(abs(correlation) * math.sqrt(whole.rows / 2))
    if not (p < DOUBT and abs(correlation) > LEAST_CORRELATION):
        return []
    errors = row_norms(work.at.moved @ root_of(whole.hac.products))
    ratio, name = _ratio(fit, errors, work)
    return [
        Finding(
            "order_dependence",
            (name,),
            f"The residuals of neighboring rows are correlated ({correlation:.2g}, "
            f"p {probability(p)}). With {work.lags} lags, the error of '{name}' is {ratio:.3g} "
            "times the classical one.",
            f"If the rows are in the order of time, use {style.setting('hac', work.lags)}; if "
            f"groups follow each other, {style.option('cluster')}.",
        )
    ]


def _rows(fit: Fit, whole: ResidualPart, work: ResidualWork) -> list[Finding]:
    """Report rows that move a weight by more than its standard error."""
    found = []
    for each in [each for each in whole.moved if each.size > 1.0][:MOST_SAID]:
        name, now = fit.names[each.weight], float(fit.weights[each.weight])
        found.append(
            Finding(
                "influential_row",
                (name,),
                f"Row {each.row + 1:,} (counting the rows used) moves the weight of '{name}' by "
                f"{each.size:.3g} standard errors: without it, the weight is "
                f"{significant(now + each.change, 4)} instead of {significant(now, 4)}.",
                "Check this row; if it is right, report the fit with and without it.",
            )
        )
    return found
