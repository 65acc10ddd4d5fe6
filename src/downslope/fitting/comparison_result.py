"""`Comparison` of solvers: a row for each, the advice, and a conclusion in one sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

from downslope.fitting.solution import Solution
from downslope.fitting.solver_costs import Advised
from downslope.formatting import (
    aligned,
    counted,
    digits,
    number,
    plain_dict,
    seconds,
    size,
    wrapped,
)

SIMILAR_TIME_RATIO = 1.5  # times within this factor count as equal
LARGE_CONDITION_NUMBER = 1e3  # a condition number that squaring makes dangerous


@dataclass(frozen=True, slots=True)
class Compared:
    """Result of one solver; NaN where it gave no number."""

    solver: str
    seconds: float
    peak_mb: float  # megabytes beyond the data
    error: float
    passes: int  # times that every row was visited
    status: str  # converged, converging, diverging, failed, skipped
    note: str  # a sentence, or empty

    def to_dict(self) -> dict[str, object]:
        return {
            "solver": self.solver,
            "seconds": self.seconds,
            "peak_mb": self.peak_mb,
            "error": self.error,
            "passes": self.passes,
            "status": self.status,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Comparison of all solvers on the same data, with the cost model's advice."""

    rows: tuple[Compared, ...]
    advice: Advised
    error_of: str  # "weights", or "predictions" where columns depend on each other
    accuracy: float
    n: int
    d: int
    rank: int
    condition_number: float  # λ_max/λ_min of the Hessian, as in every report; inf if dependent
    design_condition_number: float  # σ_max/σ_min of X_b, over σ > 0
    lr: float  # of gradient descent
    epochs: int
    exact: Solution

    @property
    def advised(self) -> str:
        """The solver that the cost model advises."""
        return self.advice.solver

    @property
    def fastest(self) -> Compared | None:
        """The fastest of the solvers that converged, as measured."""
        there = [row for row in self.rows if row.status == "converged"]
        return min(there, key=lambda row: row.seconds, default=None)

    @property
    def verdict(self) -> str:
        """Sentence on which solver to use, and what goes wrong with the others."""
        return _conclusion(self)

    headings = ("solver", "time", "memory", "error", "passes", "status")  # of `cells`

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Lines of a report as text, one per solver."""
        return [
            (
                row.solver,
                seconds(row.seconds) if math.isfinite(row.seconds) else "—",
                size(1e6 * row.peak_mb) if math.isfinite(row.peak_mb) else "—",
                "—" if math.isnan(row.error) else f"{row.error:.1e}",
                f"{row.passes:,}" if row.passes else "—",
                row.status,
            )
            for row in self.rows
        ]

    @property
    def shape(self) -> str:
        """Sentence on the size and the condition of the data, and on the errors shown."""
        about = f"{counted(self.n, 'row')} × {counted(self.d, 'column')}"
        if self.error_of == "predictions":
            weights = len(self.exact.weights)
            return f"{about}, rank {self.rank}, not {weights}; relative errors of the predictions."
        scaled = f"{number(self.exact.condition_number)} with columns scaled to equal length"
        kappa = f"κ(X) = {number(self.design_condition_number)} ({scaled})"
        return f"{about}, {kappa}; relative errors of the weights."

    @property
    def notes(self) -> list[str]:
        """Sentences about individual solvers."""
        return [f"{row.solver}: {row.note}" for row in self.rows if row.note]

    def __repr__(self) -> str:
        notes = [wrapped(f"· {note}", 2) for note in self.notes]
        lines = [wrapped(self.shape), "", aligned(self.headings, self.cells), *notes]
        return "\n".join([*lines, "", wrapped(self.verdict)])

    def row(self, solver: str) -> Compared:
        """Return the result of a solver."""
        return next(row for row in self.rows if row.solver == solver)

    def to_dict(self) -> dict[str, object]:
        fastest = self.fastest
        fields = {
            "rows": list(self.rows),
            "advised": self.advised,
            "verdict": self.verdict,
            "advice": self.advice.sentence,
            "predicted": list(self.advice.costs),
            "fastest": None if fastest is None else fastest.solver,
            "error_of": self.error_of,
            "accuracy": self.accuracy,
            "n": self.n,
            "d": self.d,
            "rank": self.rank,
            "condition_number": self.condition_number,
            "design_condition_number": self.design_condition_number,
            "lr": self.lr,
            "epochs_run": self.epochs,
        }
        return plain_dict(fields)


def _conclusion(c: Comparison) -> str:
    fastest = c.fastest
    if fastest is None:
        return (
            f"No solver got {digits(c.accuracy)} right on these data: use 'downslope fit', which "
            "tries better ones until a bound proves the answer."
        )
    advised = c.row(c.advised)
    near = advised.status == "converged" and advised.seconds <= SIMILAR_TIME_RATIO * fastest.seconds
    best = advised if near else fastest
    parts = [_recommendation(c, best), *_failures(c), *_costs(c, best)]
    return "; ".join(parts) + "."


def _recommendation(c: Comparison, best: Compared) -> str:
    advised = c.row(c.advised)
    advice = ", as recommended"
    if best is not advised:
        how = seconds(advised.seconds) if advised.status == "converged" else advised.status
        advice = f" (recommended: {advised.solver}, {how})"
    what = " of the predictions" if c.error_of == "predictions" else ""
    return (
        f"Use {best.solver}{advice}: {digits(best.error)}{what} right in {seconds(best.seconds)} "
        f"and {_passes(best)}"
    )


def _failures(c: Comparison) -> list[str]:
    """Return a clause for each closed form that is wrong here, with the reason."""
    wrong = [row for row in c.rows[:3] if row.status == "failed"]
    if wrong and c.error_of == "predictions":
        names = " and ".join(row.solver for row in wrong)
        why = "columns depend on each other"
        if c.n < len(c.exact.weights):
            known, wanted = counted(c.n, "row"), counted(len(c.exact.weights), "weight")
            why = f"{known} cannot determine {wanted}"
        return [f"{names} fail{'s' * (len(wrong) == 1)}, because {why}"]
    kappa = c.exact.condition_number
    return [
        f"{row.solver} is wrong, because XᵀX squares the scaled columns' κ = {kappa:.1e} to "
        f"{kappa**2:.1e}"
        if row.solver == "normal-equations" and kappa > LARGE_CONDITION_NUMBER
        else f"{row.solver} gives no answer"
        if math.isnan(row.error)
        else f"{row.solver} is wrong by {_share(row.error)}"
        for row in wrong
    ]


def _costs(c: Comparison, best: Compared) -> list[str]:
    """Return clauses on the time of gradient descent and of the normal equations."""
    closed, descent = c.row("normal-equations"), c.row("gradient-descent")
    parts = []
    if closed is not best and closed.status == "converged":
        parts.append(f"normal-equations takes {_times(closed, best)} the time")
    if descent.status == "diverging":
        parts.append("gradient descent diverges")
    elif descent.status == "converging":
        parts.append(
            f"gradient descent is still off by {_share(descent.error)} after {_passes(descent)} "
            f"and {_times(descent, best)} the time"
        )
    elif descent is not best:
        parts.append(
            f"gradient descent converges in {_passes(descent)}, {_times(descent, best)} the time"
        )
    return parts


def _times(row: Compared, than: Compared) -> str:
    ratio = row.seconds / max(than.seconds, 1e-9)
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"


def _passes(row: Compared) -> str:
    return counted(row.passes, "pass")


def _share(error: float) -> str:
    """Format a relative error as a share: 12%."""
    return f"{100 * error:.3g}%" if error < 9.99 else f"{error:.1e} times"
