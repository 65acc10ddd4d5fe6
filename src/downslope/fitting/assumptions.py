"""Assumptions of a fit, looked at in its residuals: curvature, noise, order, and single rows.

Each finding has its evidence and a fix that was tried: the loss with the square of a column, the
errors with HC3 or with lags, the weight without a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from downslope.data.blocks import Source
from downslope.data_table import TableSummary, WideTable
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.fitting.fit_result import Fit
from downslope.fitting.influence import full_leverage
from downslope.fitting.partial_residuals import partial_residuals
from downslope.fitting.passes.reader import Reader, ReadOptions, total
from downslope.fitting.passes.residuals import Counts, CountWork, ResidualPart, ResidualWork
from downslope.fitting.passes.scores import HACWork
from downslope.fitting.sandwich import coordinates_of, root_of
from downslope.fitting.weighting import FREQUENCY, SAMPLING
from downslope.formatting import plain_dict, probability, significant
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, row_norms

DOUBT = 1e-3  # p from which an assumption is doubted
LEAST_GAIN = 0.01  # of the loss, by the square of a column
LEAST_RATIO = 1.1  # of errors: less makes no difference
LEAST_CORRELATION = 0.1  # of neighboring residuals
MOST_SAID = 3  # columns
LEFT = 1e-9  # of a column's squares: less of it is in the model already

# Findings of one assumption, and where there are none, what was looked at.
Look: TypeAlias = tuple[list[Finding], str]


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
    calm: tuple[str, ...] = ()  # a sentence on what was looked at and contradicts nothing

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

    Where neighboring residuals are correlated, one more pass finds the errors with lags.

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
        (middle, spread or 1.0),
    )  # fmt: skip
    counts, edges = None, tuple[Vector, ...]()
    with Reader(source, read) as reader:
        whole = total(reader.read(work), work.empty())
        if whole.points is None:
            count = CountWork(work, whole.low, whole.high)
            counts = total(reader.read(count), count.empty())
            edges = count.edges
        correlation, doubtful = _correlation(fit, whole)
        lagged = HACWork(at, lags)
        hac = total(reader.read(lagged), lagged.empty()).products if doubtful else None
    style = source.schema.style
    looks = (
        _curvature(fit, whole, work, style),
        _uneven(fit, whole, work, style),
        _order(fit, correlation, whole.rows, hac, lags, work, style),
        _rows(fit, whole),
    )
    found = tuple(each for findings, _ in looks for each in findings)
    calm = [said for findings, said in looks if said and not findings]
    said = (f"Looked at in the residuals, and in order: {'; '.join(calm)}.",) if calm else ()
    ends = float(whole.low[1]), float(whole.high[1])
    press, lost = whole.sums[5].tolist()
    press = math.nan if lost else press
    return Residuals(n, table.target, len(solution.weights), whole.points, counts, edges, ends,
                     found, press, 1.0 - press / solution.tss, int(lost), said)  # fmt: skip


def with_residuals(fit: Fit, source: Source, read: ReadOptions, asked: bool | str) -> Fit:
    """Return the fit with its residuals, or with those of one column, and with their findings.

    Raises
    ------
    ResidualsError
        The fit has no residuals to look at.
    OptionError
        There is no such column.

    """
    if isinstance(asked, str):
        partial = partial_residuals(fit, source, read, asked)
        try:
            whole = residuals_of(fit, source, read)
        except ResidualsError as error:
            not_looked_at = Finding("assumptions_not_checked", (), str(error))
            return _with_findings(replace(fit, residuals=partial), (not_looked_at,))
        partial = replace(partial, calm=whole.calm)
        return _with_findings(replace(fit, residuals=partial), whole.findings)
    residuals = residuals_of(fit, source, read)
    return _with_findings(replace(fit, residuals=residuals), residuals.findings)


def _with_findings(fit: Fit, more: tuple[Finding, ...]) -> Fit:
    return replace(fit, table=replace(fit.table, findings=(*fit.table.findings, *more)))


def _curvature(fit: Fit, whole: ResidualPart, work: ResidualWork, style: OptionStyle) -> Look:
    """Report columns whose square would take much off the loss."""
    from scipy.special import fdtrc

    scores, inside, squares, _, rss, _ = whole.sums
    left = squares - np.square(inside).sum(axis=1)
    d, freedom = len(scores), fit.solution.degrees_of_freedom - 1
    found, most = [], ""
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = np.where(left > LEFT * squares, np.square(scores) / left, 0.0) / rss[0]
    for j in np.argsort(-gains, kind="stable")[:MOST_SAID]:
        name, gain = fit.solution.feature_names[j], float(gains[j])
        if not _is_column(fit, name):
            continue
        most = most or f"curvature (the square of '{name}' takes {_percent(gain)} off the loss)"
        f = gain * freedom / (1 - gain) if gain < 1 else math.inf
        p = float(fdtrc(1, freedom, f)) if freedom > 0 else math.nan
        if not (gain >= LEAST_GAIN and p * d < DOUBT):
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
    return found, most


def _percent(share: float) -> str:
    return f"{100 * share:.2g}%" if share >= 1e-4 else "less than 0.01%"


def _is_column(fit: Fit, name: str) -> bool:
    """Return whether a weight belongs to a column of numbers, and not to a level or a transform."""
    design = fit.asked.design
    if design is not None:
        return name in design.columns
    return name not in {f"{column}={level}" for column, each in fit.table.levels for level in each}


def _uneven(fit: Fit, whole: ResidualPart, work: ResidualWork, style: OptionStyle) -> Look:
    """Report noise that grows or shrinks with the fitted values, and the errors with HC3."""
    from scipy.special import chdtrc

    if fit.inference.errors != "classical":
        return [], ""
    n, f1, f2, f3, f4, r1, rr, rf, rff = whole.sums[3]
    gram = np.array([[n, f1, f2], [f1, f2, f3], [f2, f3, f4]])
    about = np.array([r1, rf, rff])
    weights, *_ = np.linalg.lstsq(gram, about, rcond=1e-12)
    variance = rr - r1 * r1 / n
    explained = float(weights @ about - r1 * r1 / n)
    if not variance > 0:
        return [], ""
    p = float(chdtrc(2, max(n * explained / variance, 0.0)))
    errors = row_norms(work.at.moved @ root_of(whole.hc3.products))
    shown = probability(p)
    if not p < DOUBT:
        return [], f"noise of one size (test of Koenker and White: p {shown})"
    changes = (
        "The size of the residuals changes with the fitted values (test of Koenker and White: "
        f"p {shown})."
    )
    if whole.hc3.full.count:
        one = whole.hc3.full.count == 1
        where = f"of some weights, because {'a row has' if one else 'rows have'} leverage 1"
        without = "this row" if one else "these rows"
        fix = f"Use {style.setting('robust', 'HC3')} without {without}."
        return [Finding("uneven_noise", (), f"{changes} HC3 errors are unknown {where}.", fix)], ""
    ratio, name = _ratio(fit, errors, work)
    if 1 / LEAST_RATIO < ratio < LEAST_RATIO:
        return [], f"noise (its size changes, p {shown}, but no HC3 error by more than a tenth)"
    compared = f"The HC3 error of '{name}' is {ratio:.3g} times the classical one."
    fix = f"Use {style.setting('robust', 'HC3')}."
    return [Finding("uneven_noise", (name,), f"{changes} {compared}", fix)], ""


def _ratio(fit: Fit, errors: Vector, work: ResidualWork) -> tuple[float, str]:
    """Return the ratio of errors that is farthest from 1, and its weight."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = errors / work.errors
        far = np.nan_to_num(np.abs(np.log(ratios)), nan=0.0, posinf=0.0)
    j = int(far.argmax())
    return float(ratios[j]), fit.names[j]


def _correlation(fit: Fit, whole: ResidualPart) -> tuple[float, bool]:
    """Return the correlation of neighboring residuals, and whether it is in doubt that it is 0."""
    squares = float(whole.sums[4][0])
    correlation = (float(whole.neighbors.products[0, 0]) - squares) / squares
    doubtful = _p_of(correlation, whole.rows) < DOUBT and abs(correlation) > LEAST_CORRELATION
    return correlation, doubtful and fit.inference.errors == "classical"


def _p_of(correlation: float, rows: int) -> float:
    return math.erfc(abs(correlation) * math.sqrt(rows / 2))


def _order(
    fit: Fit,
    correlation: float,
    rows: int,
    hac: Matrix | None,
    lags: int,
    work: ResidualWork,
    style: OptionStyle,
) -> Look:
    """Report neighboring rows whose residuals are correlated, and the errors with lags."""
    if hac is None:
        calm = f"neighboring rows (their residuals have the correlation {correlation:.2g})"
        return [], calm if fit.inference.errors == "classical" else ""
    errors = row_norms(work.at.moved @ root_of(hac))
    ratio, name = _ratio(fit, errors, work)
    return [
        Finding(
            "order_dependence",
            (name,),
            f"The residuals of neighboring rows are correlated ({correlation:.2g}, "
            f"p {probability(_p_of(correlation, rows))}). With {lags} lags, the error of '{name}' "
            f"is {ratio:.3g} times the classical one.",
            f"If the rows are in the order of time, use {style.setting('hac', lags)}; if "
            f"groups follow each other, {style.option('cluster')}.",
        )
    ], ""


def _rows(fit: Fit, whole: ResidualPart) -> Look:
    """Report rows that move a weight by more than its standard error."""
    found = []
    most = max((each.size for each in whole.moved), default=0.0)
    calm = f"single rows (none moves a weight by more than {most:.2g} standard errors)"
    for each in (each for each in whole.moved if each.size > 1.0):
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
    if not any(each.code == "full_leverage" for each in fit.findings):
        found += full_leverage(fit.names, whole.hc3.full)
    return found, calm
