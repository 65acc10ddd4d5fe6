"""Analysis of variance: of nested fits, or of the terms of one fit.

    nested    F = [(RSS_small − RSS_large)/q] / s²       s² of the largest fit, as in R
    type I    what each term explains beyond those before it
    type II   what each term explains beyond all others that do not contain it, as size:kind
              contains size

Fits are nested if the columns of one are combinations of those of the next (`nested_columns.py`).

RSS_small − RSS_large is not taken as a difference, which would cancel, but as ‖R⁻ᵀ L w‖² from the
larger fit (`hypotheses.py`), unless the difference has the lower bound. The sums of type I are the
squares of z from one triangle U:

    V = U Q,   U z = w      with V Vᵀ = (XᵀX)⁻¹, its rows and w in the order of the terms
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.linalg import rq, solve_triangular
from scipy.special import fdtrc

from downslope import formatting
from downslope.errors import DataError, OptionError
from downslope.fitting.fit_result import Fit
from downslope.fitting.hypotheses import of_weights, tested
from downslope.fitting.hypothesis_text import Hypotheses
from downslope.fitting.nested_columns import restriction
from downslope.fitting.result_tables import Tabular
from downslope.fitting.specification import Term
from downslope.formatting import aligned, plain_dict, probability, significant
from downslope.numerics.arguments import check_kind

HEADINGS = ("df", "sum of squares", "F", "p")
SAME = 1e-9  # relative: sums of squares of one target in two fits differ by no more
PLAIN = 1e10  # sums of squares below it have no exponent, though five digits are fewer
OTHER_VALUES = "rows, or other values in some column"


@dataclass(frozen=True, slots=True)
class AnovaRow:
    """One comparison: of a fit with the smaller one before it, or of a term."""

    name: str
    df: int
    sum_of_squares: float
    f: float
    p: float


@dataclass(frozen=True, slots=True)
class Anova(Tabular):
    """Table of an analysis of variance."""

    kind: str  # "nested", "I", or "II"
    rows: tuple[AnovaRow, ...]
    residual_df: int
    residual_sum_of_squares: float

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        return ("added" if self.kind == "nested" else f"term (type {self.kind})", *HEADINGS)

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Lines of a report as text; the residuals are last."""
        lines = [
            (
                row.name,
                str(row.df),
                _sum_of_squares(row.sum_of_squares),
                significant(row.f, 4),
                probability(row.p),
            )
            for row in self.rows
        ]
        rest = _sum_of_squares(self.residual_sum_of_squares)
        return [*lines, ("residuals", str(self.residual_df), rest, "", "")]

    def __repr__(self) -> str:
        return aligned(self.headings, self.cells)

    def _repr_html_(self) -> str:
        return formatting.table(self.headings, self.cells)

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data."""
        rows = [{name: getattr(row, name) for name in AnovaRow.__slots__} for row in self.rows]
        return plain_dict(
            {
                "kind": self.kind,
                "rows": rows,
                "residual_df": self.residual_df,
                "residual_sum_of_squares": self.residual_sum_of_squares,
            }
        )


def _sum_of_squares(value: float) -> str:
    """Format a sum of squares with five digits, in one notation up to very large ones."""
    if not 1e4 <= value < PLAIN:
        return significant(value, 5)
    return f"{float(f'{value:.5g}'):.0f}"


def anova(*fits: Fit, type: str | None = None) -> Anova:
    """Compare nested fits of the same rows, or the terms of one fit.

    Parameters
    ----------
    *fits : Fit
        One fit, or several, each with all columns of the one before it and more.
    type : str, optional
        For one fit: "I", the terms in order, or "II" (the default), each beyond all others.

    Returns
    -------
    Anova

    Raises
    ------
    DataError
        The fits are not nested or not of the same rows, or a sum of squares is not determined.
    OptionError
        An argument is not a fit, or the type is not known.

    """
    if not fits:
        raise OptionError("There is no fit: give one, or several that are nested.")
    for each in fits:
        check_kind("anova's argument", each, Fit, "fit(data, 'y')")
        _check_usable(each)
    if len(fits) == 1:
        if type not in (None, "I", "II"):
            raise OptionError(f"type={type!r} is not known: give 'I' or 'II'.")
        return _by_terms(fits[0], type or "II")
    if type is not None:
        raise OptionError(f"type={type!r} is for the terms of one fit: leave it out.")
    return _nested(fits)


def _check_usable(fit: Fit) -> None:
    solution, known = fit.solution, fit.inference
    if solution.absorbed:
        raise DataError(
            "A fit with absorbed levels has no sums of squares of its terms: test weights with "
            "fit.test('a = 0, b = 0')."
        )
    if known.errors != "classical":
        raise DataError(
            f"Sums of squares assume noise of one variance, but the fit has {known.errors} errors: "
            "test weights with fit.test('a = 0, b = 0'), which is robust, or fit without robust."
        )
    if known.exact or solution.residuals_lost or solution.degrees_of_freedom < 1:
        raise DataError("The fit leaves no noise to compare with: fit more rows.")
    if known.factor is None:
        raise DataError(
            "The columns depend on each other, so their sums of squares are not determined: "
            "leave one of them out."
        )


def _by_terms(fit: Fit, kind: str) -> Anova:
    if kind == "I":
        ratios = _sequential(fit)
    else:
        ratios = {term.name: _beyond_others(fit, term) for term in fit.terms}
    compared = [(term.name, len(term.weights), ratios[term.name]) for term in fit.terms]
    return _anova(kind, fit, compared)


def _anova(kind: str, fit: Fit, compared: Sequence[tuple[str, int, float]]) -> Anova:
    """Return the table for names, degrees of freedom, and what is explained, over s² of `fit`."""
    s, freedom = fit.inference.residual_std, fit.solution.degrees_of_freedom
    rows = [
        AnovaRow(name, df, _times_variance(ratio, s), ratio / df,
                 float(fdtrc(df, freedom, ratio / df)))
        for name, df, ratio in compared
    ]  # fmt: skip
    return Anova(kind, tuple(rows), freedom, _times_variance(freedom, s))


def _times_variance(ratio: float, s: float) -> float:
    """Return a sum of squares, ratio·s²; NaN where float64 cannot hold it."""
    found = ratio * s * s
    lost = math.isinf(found) or (ratio > 0 and found < np.finfo(float).tiny)
    return math.nan if lost else found


def _explained(fit: Fit, zero: Hypotheses) -> float:
    """Return what the fit explains beyond one where these hold, over s², which may overflow."""
    return tested(fit.solution, fit.inference, zero).statistic * len(zero.texts)


def _beyond_others(fit: Fit, term: Term) -> float:
    """Return what a term explains beyond all others that do not contain it, over s²."""
    containing = [each for each in fit.terms if term.parts < each.parts]
    if not containing:
        return _explained(fit, of_weights(fit.names, term.weights))
    before = [each for each in fit.terms if each != term and each not in containing]
    return _sequential(fit, (*before, term, *containing))[term.name]


def _sequential(fit: Fit, terms: Sequence[Term] = ()) -> dict[str, float]:
    """Return what each term explains beyond the intercept and the terms before it, over s²."""
    factor, names = fit.solution.inverse_factor, list(fit.names)
    assert factor is not None
    first = ["intercept"] if fit.solution.has_intercept else []
    order = [*first, *(name for term in terms or fit.terms for name in term.weights)]
    place = [len(names) - 1 if name in first else names.index(name) for name in order]
    triangle, _ = rq(factor[place])
    z = solve_triangular(triangle, fit.weights[place])
    at = dict(zip(order, np.square(z / fit.inference.residual_std), strict=True))
    return {term.name: float(sum(at[name] for name in term.weights)) for term in fit.terms}


def _nested(fits: Sequence[Fit]) -> Anova:
    largest = fits[-1]
    compared = []
    for small, large in pairwise(fits):
        name, zero = _restriction(small, large)
        gained = _gained(small, large, zero)
        smaller = small.solution.residual_norm / largest.inference.residual_std
        compared.append((name, len(zero.texts), gained * smaller**2))
    return _anova("nested", largest, compared)


def _restriction(small: Fit, large: Fit) -> tuple[str, Hypotheses]:
    """Return what the larger fit adds, and that it is 0 in the smaller one.

    Raises
    ------
    DataError
        They are not nested, or not fits of the same rows.

    """
    missing = [name for name in small.names if name not in large.names]
    added = [name for name in large.names if name not in small.names]
    zero, name = of_weights(large.names, added), ", ".join(added)
    if missing:
        across = restriction(small, large)
        if across is None:
            raise DataError(
                f"The fits are not nested: '{missing[0]}' is in one but not in the next. Give "
                "them from the smallest to the largest."
            )
        before = [term.name for term in small.terms]
        name = ", ".join(each.name for each in large.terms if each.name not in before) or name
        zero = Hypotheses(("",) * len(across), across, np.zeros(len(across)))
    if not zero.texts:
        raise DataError("Two of the fits have the same columns: leave one out.")
    mine, theirs = small.solution, large.solution
    differ = "numbers of rows" if mine.n != theirs.n else ""
    sizes = float(mine.moments.target_norms()[0]), float(theirs.moments.target_norms()[0])
    if small.table.target != large.table.target:
        differ = "targets"
    elif small.asked.weights_kind != large.asked.weights_kind:
        differ = "kinds of weights"
    elif not math.isclose(*sizes, rel_tol=SAME):
        differ = differ or OTHER_VALUES
    if differ:
        raise DataError(_not_the_same(differ))
    return name, zero


def _not_the_same(differ: str) -> str:
    return f"The fits have different {differ}: fit the same data for both."


def _gained(small: Fit, large: Fit, zero: Hypotheses) -> float:
    """Return the share of the smaller fit's RSS that the larger one explains.

    It is known in two ways, as what the weights explain and as a difference of sums of squares, and
    the way with the lower bound is taken. Where columns nearly depend on each other, weights keep
    fewer digits than residuals.

    Raises
    ------
    DataError
        The two are further apart than their bounds, so that the rows differ.

    """
    before = small.solution.residual_norm
    unit = len(zero.texts) * (large.inference.residual_std / before) ** 2
    found = tested(large.solution, large.inference, zero)
    gained, bound = found.statistic * unit, found.bound * unit
    rest = 1 - (large.solution.residual_norm / before) ** 2
    error = 2 * (small.inference.residual_error + large.inference.residual_error)
    allowed = sum(each for each in (SAME, error, bound) if not math.isnan(each))
    if abs(rest - gained) > allowed:
        raise DataError(_not_the_same(OTHER_VALUES))
    return max(rest, 0.0) if error < bound else gained
