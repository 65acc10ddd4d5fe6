"""The ladder for data that are read in passes: what the summary proves needs no second look.

    1. cholesky     the float64 summary: one pass, where κ² u leaves enough digits
    2. cholesky     weights corrected by residuals read from the rows: one more pass, where the
                    bound that it will reach, known beforehand, is good enough
    3. exact        the summary in ~100 bits: one more pass, up to 200 columns
    4. minimum-norm what is left when columns are dependent, from the best summary there is

A further pass is asked of `More`, which reads the data again; a summary from a file has none.
Every rung that was left says why in a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.findings import Finding
from downslope.fitting.ladder import METHODS, WIDEST_EXACT, accuracy_named
from downslope.fitting.solution import Solution, Verdict, is_doubtful
from downslope.numerics.arguments import column_names
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import pair, two_sum
from downslope.numerics.exact_gram import ExactGram
from downslope.solvers import exact, minimum_norm
from downslope.solvers.certificate import gram_rounding
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined, meets
from downslope.solvers.exact import UnitSystem
from downslope.solvers.minimum_norm import WIDEST_MINIMUM_NORM
from downslope.solvers.moments import Moments
from downslope.solvers.rank import NEARLY_DEPENDENT_ROUNDINGS, RankReport, rank_report
from downslope.solvers.rows import Design
from downslope.summary import Summary

SUMMARY_METHODS = ("auto", "cholesky", "exact")


class More(Protocol):
    """Further passes over the data."""

    def exact(self) -> ExactGram:
        """The summary in ~100 bits."""

    def residuals(self, origin: Vector, slopes: Matrix) -> tuple[Matrix, Vector, float]:
        """Zᵀr (p, 1), ‖r‖² (1,) and the additions made, for r = t − Z b about `origin`."""


def solve_summary(
    summary: Summary,
    *,
    exact_gram: ExactGram | None = None,
    more: More | None = None,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    names: Sequence[str] | None = None,
    weighted: bool = False,
    max_passes: int | None = None,
) -> Solution:
    """The least-squares weights of the rows that were summarised.

    Args:
        summary: of the rows, in float64.
        exact_gram: of the same rows, with the intercept's column if there is one.
        more: how to read the rows again; None when they are gone.
        method: "auto", or "cholesky" or "exact" alone.
        accuracy: "standard" or "full", as for `solve`.
        intercept: fit one.
        names: (d,) of the features.
        weighted: the rows had weights.
        max_passes: over the data, the one that made the summary included.

    Raises:
        DataError: no rows, or values whose squares leave float64.
        OptionError: an unknown method or accuracy, or passes that cannot be.

    """
    wanted = accuracy_named(accuracy)
    if method not in SUMMARY_METHODS:
        raise OptionError(_no_method(method))
    if max_passes is not None and max_passes < 1:
        raise OptionError(f"max_passes={max_passes} reads nothing: give 1 or more.")
    if summary.count == 0:
        raise DataError("There are no rows to fit: all were empty or left out.")
    squares = np.where(np.isfinite(summary.mean), summary.scatter.diagonal(), np.nan)
    features = column_names(names, summary.d)
    check_squares(squares, (*features, "the target"))
    left = 99 if max_passes is None else max_passes - 1
    climb = _Climb(summary, exact_gram, more, wanted, intercept, features, left, method, weighted)
    with np.errstate(over="ignore", invalid="ignore"):
        return climb.run()


def _no_method(method: str) -> str:
    if method in METHODS:
        return (
            f"method='{method}' needs all rows at once, and these are read in passes: choose "
            "'auto', 'cholesky' or 'exact'."
        )
    return f"method='{method}' is not known: {did_you_mean(method, SUMMARY_METHODS)}"


def check_squares(squares: Vector, names: tuple[str, ...]) -> None:
    """Refuse columns whose sums of squares (q,) are not finite.

    Raises:
        DataError: the first of them.

    """
    bad = ~np.isfinite(squares)
    if bad.any():
        raise DataError(
            f"Column '{names[int(np.argmax(bad))]}' has values whose squares leave float64: "
            "multiply it by a power of ten."
        )


def gram_of(summary: Summary, intercept: bool) -> tuple[Matrix, Vector, float]:
    """[Z, t]ᵀ[Z, t] (p + 1, p + 1), its origin (d + 1,) and η, the bound on its rounding.

    With an intercept the columns are measured from their means, as float64 has them.
    """
    d, mass = summary.d, summary.mass
    p = d + intercept
    place = np.r_[:d, p]
    gram = np.zeros((p + 1, p + 1))
    if intercept:
        # The rounding of the origin is known exactly, and is the mean that is left.
        origin, off = two_sum(summary.origin, summary.mean)
        gram[d, d] = mass
        gram[d, place] = gram[place, d] = mass * off
    else:
        origin, off = np.zeros(d + 1), summary.origin + summary.mean
    gram[np.ix_(place, place)] = summary.scatter + mass * np.outer(off, off)
    norms = gram.diagonal()[place]
    size = summary.size + mass * np.square(off)
    with np.errstate(divide="ignore"):
        worst = np.max(np.where(size > 0.0, size / np.maximum(norms, 0.0), 1.0))
    worst = max(float(worst), 1.0)
    return gram, origin, gram_rounding(3.0 * summary.depth * worst, p)


@dataclass(slots=True, eq=False)
class _Climb:
    """One walk up: what is known, what may still be read, and what each rung said."""

    summary: Summary
    known: ExactGram | None
    more: More | None
    accuracy: Accuracy
    intercept: bool
    names: tuple[str, ...]
    left: int  # passes that may still be made
    method: str
    weighted: bool
    notes: tuple[str, ...] = ()
    passes: int = 1
    system: UnitSystem | None = None
    report: RankReport | None = None

    def run(self) -> Solution:
        method = self.method
        gram, origin, eta = gram_of(self.summary, self.intercept)
        rows = self._design(origin)
        best: tuple[str, Answer] | None = None
        wide = rows.n < rows.p
        if wide:
            self._note(f"{rows.n} rows cannot determine {rows.p} weights.")
        if not wide and method != "exact" and not self._starts_exact(method):
            found = self._cholesky(gram, rows, eta)
            if found is not None:
                if meets(found, self.accuracy, rows.n) and not is_doubtful(found, rows):
                    return self._said("cholesky", found, rows)
                best = "cholesky", found
            if method == "cholesky" and best is not None:
                return self._said(*best, rows, proven=meets(best[1], self.accuracy, rows.n))
        summary = self._exact()
        if summary is not None:
            return self._from_exact(summary, best, rows)
        if method == "exact":
            raise OptionError(f"method='exact' cannot answer: {self.notes[-1]}")
        if best is not None and not is_doubtful(best[1], rows):
            return self._said(*best, rows, proven=False)
        return self._dependent(gram, best, eta, rows)

    def _design(self, origin: Vector) -> Design:
        summary = self.summary
        return Design(summary.count, summary.d, self.intercept, origin, weighted=self.weighted)

    def _note(self, note: str) -> None:
        self.notes = (*self.notes, note)

    def _starts_exact(self, method: str) -> bool:
        """Whether the float64 rung cannot help: full accuracy asks for 100 bits."""
        full = method == "auto" and self.accuracy is Accuracy.FULL
        return full and (self.known is not None or self._may_read_exactly())

    def _may_read_exactly(self) -> bool:
        p = self.summary.d + self.intercept
        return self.more is not None and self.left > 0 and p <= WIDEST_EXACT

    # --- rungs ---------------------------------------------------------------------------------

    def _cholesky(self, gram: Matrix, rows: Design, eta: float) -> Answer | None:
        first = first_pass(gram, rows, eta)
        if isinstance(first, Declined):
            self._note(f"cholesky declined: {first.reason}.")
            return None
        if meets(first.answer, self.accuracy, rows.n) and not is_doubtful(first.answer, rows):
            return first.answer
        certain = replace(first.answer, residuals_certain=True)
        exact = meets(certain, self.accuracy, rows.n) and not is_doubtful(certain, rows)
        why = (
            "the fit leaves residuals below their rounding"
            if exact
            else "the columns nearly depend"
        )
        self._note(f"cholesky could not prove enough from one pass: {why}.")
        if self._worth_correcting(first, rows) and self.more is not None:
            gradient, squares, depth = self.more.residuals(rows.origin, first.slopes)
            self._read("the weights were corrected by their residuals")
            return first.corrected(gradient, squares, depth)
        return first.answer

    def _worth_correcting(self, first: FirstPass, rows: Design) -> bool:
        """Whether a pass for residuals will prove the target, or is the only one affordable."""
        if self.more is None or self.left < 1 or self.known is not None:
            return False
        if not self._may_read_exactly():
            return True
        expected = first.expected(self.summary.depth)
        return not is_doubtful(expected, rows) and meets(expected, self.accuracy, rows.n)

    def _read(self, why: str) -> None:
        self.passes, self.left = self.passes + 1, self.left - 1
        self._note(f"Pass {self.passes}: {why}.")

    def _exact(self) -> ExactGram | None:
        if self.known is not None:
            return self.known
        if self.summary.d + self.intercept > WIDEST_EXACT:
            self._note(f"exact is for up to {WIDEST_EXACT} columns.")
        elif self.more is None:
            self._note("exact needs the rows again, and only their summary is here.")
        elif self.left < 1:
            self._note("exact needs another pass over the data, which max_passes rules out.")
        else:
            found = self.more.exact()
            self._read("products were summed in about 100 bits")
            return found
        return None

    def _from_exact(
        self, summary: ExactGram, best: tuple[str, Answer] | None, near: Design
    ) -> Solution:
        frame = summary.frame.origin
        rows = self._design(np.delete(frame, near.d) if self.intercept else frame)
        self.system = system = UnitSystem.of(summary, rows)
        answer = exact.solve_system(system, rows, self.accuracy)
        if isinstance(answer, Declined):
            self._note(f"exact declined: {answer.reason}.")
        elif meets(answer, self.accuracy, rows.n) and not is_doubtful(answer, rows):
            return self._said("exact", answer, rows)
        if rows.p <= WIDEST_MINIMUM_NORM:
            report = minimum_norm.examine(system, rows)
            if report.rank < rows.p:
                self.report = report
                return self._said("minimum-norm", minimum_norm.answer(system, rows, report), rows)
        if isinstance(answer, Answer):
            return self._said("exact", answer, rows, meets(answer, self.accuracy, rows.n))
        self._note("The columns are as near to dependent as 100 bits can tell.")
        if best is not None:
            return self._said(*best, near, proven=False)
        self.report = minimum_norm.examine(system, rows, NEARLY_DEPENDENT_ROUNDINGS)
        return self._said(
            "minimum-norm", minimum_norm.answer(system, rows, self.report), rows, proven=False
        )

    def _dependent(
        self, gram: Matrix, best: tuple[str, Answer] | None, eta: float, rows: Design
    ) -> Solution:
        """The minimum norm as far as float64 tells the columns apart."""
        self.system = system = _float_system(gram, rows, eta)
        square = slice(0, rows.p), slice(0, rows.p)
        lengths = np.sqrt(np.maximum(gram.diagonal()[: rows.p], 0.0)) * system.unit
        rounding = float(np.sqrt(3.0 * rows.p * eta))
        part = system.gram[0][square], system.gram[1][square]
        first = rows.d if self.intercept else None
        report = rank_report(part, lengths, first, rounding, 1.0)
        if report.rank == rows.p and best is not None:
            return self._said(*best, rows, proven=False)
        while report.rank == rows.p:  # Cholesky has declined: some column has to be left out
            rounding *= 4.0
            report = rank_report(part, lengths, first, rounding, 1.0)
        self.report = report
        answer = minimum_norm.answer(system, rows, report)
        told = Finding(
            code="more_digits_needed",
            columns=(),
            evidence=(
                "Columns are dependent as far as a summary in float64 can tell, which is "
                f"{rounding:.1g} of their size."
            ),
            fix="Allow a second pass over the data, or summarise them with --exact.",
        )
        return self._said("minimum-norm", replace(answer, findings=(told,)), rows)

    def _said(self, rung: str, answer: Answer, rows: Design, proven: bool = True) -> Solution:
        answer = replace(answer, passes=self.passes)
        verdict = Verdict(rows, self.accuracy, self.names, self.report, self.system, self.method)
        return verdict.solutions(rung, answer, self.notes, proven=proven)[0]


def _float_system(gram: Matrix, rows: Design, eta: float) -> UnitSystem:
    """The float64 Gram matrix as a system of columns scaled by powers of two."""
    p = rows.p
    diagonal = gram.diagonal()
    exponents = np.round(0.5 * np.log2(np.where(diagonal > 0.0, diagonal, 1.0)))
    unit = np.ldexp(1.0, -exponents.astype(int))
    order = np.roll(np.arange(p), 1) if rows.intercept else np.arange(p)
    scaled = gram * unit * unit[:, np.newaxis]
    moments = Moments.of_gram(gram, rows.origin, p, rows.intercept)
    return UnitSystem(pair(scaled), unit[:p], unit[p:], order, 2.0 * eta, moments)
