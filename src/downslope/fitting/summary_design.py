"""`SummaryDesign` of rows that are read in passes, and the solvers that a summary can serve.

    1. cholesky     the float64 summary: one pass, where κ² u leaves enough digits
    2. cholesky     weights corrected by residuals read from the rows: one more pass, where the
                    bound that it will reach, known beforehand, is small enough
    3. exact        the summary in ~100 bits: one more pass, up to 200 columns
    4. minimum-norm for dependent columns, from the best summary there is

`FurtherPasses` read the data again; a summary from a file has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.fitting.ladder import (
    METHODS,
    WIDEST_EXACT,
    Climb,
    reproducible_rungs,
)
from downslope.fitting.solution import Solution, is_doubtful
from downslope.numerics.arguments import column_names
from downslope.numerics.arrays import Matrix, Vector, check_squares
from downslope.numerics.doubledouble import two_sum
from downslope.numerics.gram import FEW_SLICES, SLICES, ExactGram
from downslope.solvers.certificate import gram_rounding
from downslope.solvers.contract import Accuracy, Answer, Declined, accuracy_named, meets
from downslope.solvers.rows import Columns
from downslope.summary import Summary

SUMMARY_METHODS = ("auto", "cholesky", "exact")
ROWS_IN_MEMORY = ("qr", "rational")  # the solvers of reproducible accuracy that need them
TWO_KINDS = 2  # passes: for sums in 60 bits, and in 100 if those do not tell enough
ORDER_MATTERS = (
    "accuracy='reproducible' needs sums that no order of the rows changes, and this summary has "
    "those in float64 alone: make it with summarize(accuracy='reproducible') or 'full' "
    "(--accuracy)."
)
ORDER_SHOWS = "Only sums in float64 were made, whose last digits depend on the order of the rows."


class FurtherPasses(Protocol):
    """Further passes over the data."""

    def exact(self, slices: int = SLICES) -> ExactGram:
        """Read the summary in about 100 bits; with three slices, in about 60."""

    def residuals(self, origin: Vector, slopes: Matrix) -> tuple[Matrix, Vector, float] | None:
        """Read Zᵀr (p, 1), ‖r‖² (1,) and the number of additions, r = t − Z b about `origin`.

        None if that would not be any better than the sums that are known.
        """


def solve_summary(
    summary: Summary,
    *,
    exact_gram: ExactGram | None = None,
    more: FurtherPasses | None = None,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    names: Sequence[str] | None = None,
    weighted: bool = False,
    max_passes: int | None = None,
) -> Solution:
    """Find the least-squares weights of the rows in a summary.

    Parameters
    ----------
    summary : Summary
        Of the rows, in float64.
    exact_gram : ExactGram, optional
        Of the same rows, with the intercept's column if there is one.
    more : FurtherPasses, optional
        Reads the rows again; None if they are no longer available.
    method : str
        "auto", or "cholesky" or "exact" alone.
    accuracy : str
        "standard", "reproducible", or "full", as for `solve`.
    intercept : bool
        Whether to fit an intercept.
    names : list of str, optional
        (d,) names of the features.
    weighted : bool
        Whether the rows had weights.
    max_passes : int, optional
        Maximum number of passes over the data, including the one that made the summary.

    Returns
    -------
    Solution

    Raises
    ------
    DataError
        There are no rows, or squares of the values are out of range.
    OptionError
        The method or accuracy is unknown, or `max_passes` is below 1.

    """
    wanted = accuracy_named(accuracy)
    if method not in SUMMARY_METHODS:
        raise OptionError(_no_method(method))
    if max_passes is not None and max_passes < 1:
        raise OptionError(f"max_passes={max_passes} reads no rows: give 1 or more.")
    if summary.count == 0:
        raise DataError("There are no rows to fit: all were empty or left out.")
    squares = np.where(np.isfinite(summary.mean), summary.scatter.diagonal(), np.nan)
    features = column_names(names, summary.d)
    check_squares(squares, (*features, "the target"))
    left = 99 if max_passes is None else max_passes - 1
    p = summary.d + intercept
    if wanted is Accuracy.REPRODUCIBLE:
        if exact_gram is None and more is None:
            raise OptionError(ORDER_MATTERS)
        rungs = [
            rung
            for rung in reproducible_rungs(method, summary.count, p)
            if rung not in ROWS_IN_MEMORY
            # The last pass must be the one that can tell more.
            and not (rung == "reproducible" and exact_gram is None and left < TWO_KINDS)
        ]
    else:
        order = ["cholesky", "exact", "minimum-norm", "dependent"]
        if wanted is Accuracy.FULL:
            # Sums in float64 depend on the order of the rows, and prove less.
            order = ["exact", "minimum-norm", "cholesky", "dependent"]
        if exact_gram is not None and exact_gram.slices == FEW_SLICES:
            order.insert(1, "reproducible")
        first = method
        if method == "auto":
            first = "minimum-norm" if summary.count < p else order[0]
        rungs = [first, *(rung for rung in order[order.index(first) :] if rung != first)]
    with np.errstate(over="ignore", invalid="ignore"):
        design = SummaryDesign(
            summary, exact_gram, more, left, intercept=intercept, weighted=weighted
        )
        solution = Climb(design, wanted, features, method).run(rungs)[0]
    if wanted is Accuracy.FULL and design.has_float_sums_alone:
        return replace(solution, notes=(*solution.notes, ORDER_SHOWS))
    return solution


def _no_method(method: str) -> str:
    if method in METHODS:
        return (
            f"method='{method}' needs all rows at once, but these are read in passes: choose "
            "'auto', 'cholesky', or 'exact'."
        )
    return f"method='{method}' is not known: {did_you_mean(method, SUMMARY_METHODS)}"


def gram_of(summary: Summary, intercept: bool) -> tuple[Matrix, Vector, float]:
    """Return [Z, t]ᵀ[Z, t] (p + 1, p + 1), its origin (d + 1,) and η, the bound on its rounding.

    With an intercept the columns are measured from their means, rounded to float64.
    """
    d, mass = summary.d, summary.mass
    p = d + intercept
    place = np.r_[:d, p]
    gram = np.empty((p + 1, p + 1))
    if intercept:
        # The rounding of the origin is known exactly, and is the mean of the shifted column.
        origin, off = two_sum(summary.origin, summary.mean)
        gram[d, d] = mass
        gram[d, place] = gram[place, d] = mass * off
    else:
        origin, off = np.zeros(d + 1), summary.origin + summary.mean
    gram[np.ix_(place, place)] = summary.scatter + mass * np.outer(off, off)
    norms = gram.diagonal()[place]
    size = summary.size + mass * np.square(off)
    # A column of zeros has no size to be right to: no solver divides by it.
    worst = max(float(np.max(size / np.where(norms > 0.0, norms, np.inf))), 1.0)
    return gram, origin, gram_rounding(3.0 * summary.depth * worst, p)


class SummaryDesign:
    """Design of a summary, with up to `left` further passes over the rows."""

    rows = None

    def __init__(
        self,
        summary: Summary,
        exact: ExactGram | None,
        more: FurtherPasses | None,
        left: int,
        *,
        intercept: bool,
        weighted: bool,
    ) -> None:
        self.summary = summary
        self.more = more
        self.left = left
        self.passes = 1
        self.notes: list[str] = []
        self.depth = summary.depth
        self._gram, origin, self._eta = gram_of(summary, intercept)
        self.columns = Columns(summary.count, summary.d, intercept, origin, weighted=weighted)
        self._exact = exact

    @property
    def has_float_sums_alone(self) -> bool:
        """Whether no sums are known that are the same in any order of the rows."""
        return self._exact is None

    @property
    def is_out_of_passes(self) -> bool:
        """Whether a pass for products in 100 bits is possible, but for `max_passes`."""
        is_possible = self.more is not None and self.columns.p <= WIDEST_EXACT
        return is_possible and self._exact is None and self.left < 1

    def gram(self) -> tuple[Matrix, float]:
        """Return [Z, t]ᵀ[Z, t] (q, q) about the means, and the bound on its rounding."""
        return self._gram, self._eta

    def exact_gram(self, slices: int = SLICES) -> tuple[ExactGram, Columns] | Declined:
        """Return the Gram matrix in about 100 bits, or 60: known, or from another pass."""
        if self._exact is None or self._exact.slices < slices:
            reason = self._no_exact_pass()
            if self.more is None or reason:
                return Declined(reason)
            self._exact = self.more.exact(slices)
            bits = 60 if slices == FEW_SLICES else 100
            self._read(f"products were summed in about {bits} bits")
        origin = self._exact.scale.origin
        if self.columns.intercept:
            origin = np.delete(origin, self.columns.d)
        return self._exact, replace(self.columns, origin=origin)

    def residuals(
        self, slopes: Matrix, expected: Answer, accuracy: Accuracy
    ) -> tuple[Matrix, Vector, float] | None:
        """Read Zᵀr (p, 1), ‖r‖² (1,) and the number of additions in another pass.

        None unless this pass will prove the target, or an exact one is not possible.
        """
        if self.more is None or self.left < 1 or self._exact is not None:
            return None
        if not self._no_exact_pass() and (
            is_doubtful(expected, self.columns) or not meets(expected, accuracy, self.columns.n)
        ):
            return None
        found = self.more.residuals(self.columns.origin, slopes)
        if found is None:
            return None
        self._read("the weights were corrected by their residuals")
        return found

    def finished(self, answer: Answer) -> Answer:
        return replace(answer, passes=self.passes)

    def _no_exact_pass(self) -> str:
        """Return why a pass for products in 100 bits is not possible; empty if it is."""
        if self.columns.p > WIDEST_EXACT:
            return f"exact takes up to {WIDEST_EXACT} columns"
        if self.more is None:
            return "exact needs the rows again, but there is only their summary"
        if self.left < 1:
            return "exact needs another pass over the data, which max_passes rules out"
        return ""

    def _read(self, why: str) -> None:
        self.passes, self.left = self.passes + 1, self.left - 1
        self.notes.append(f"Pass {self.passes}: {why}.")
