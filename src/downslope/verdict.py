"""From a solver's answer to what the user is told: a `Solution` with its findings.

Whichever way an answer was found, from rows in memory or from the summary of a stream, it is
judged by the same rules: when its rank needs a closer look, and which findings it brings.
"""

from __future__ import annotations

from dataclasses import dataclass

from downslope.arrays import row_norms
from downslope.collinearity import WARN_AMPLIFICATION, near_dependence, rank_findings
from downslope.column_findings import too_few_rows
from downslope.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF
from downslope.finding import Finding
from downslope.rank import NEARLY_DEPENDENT_ROUNDINGS, RankReport
from downslope.rows import Columns
from downslope.solution import Outcome, Solution
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.exact import UnitSystem
from downslope.solvers.minimum_norm import WIDEST_MINIMUM_NORM


def is_doubtful(answer: Answer, rows: Columns) -> bool:
    """Whether some column is so close to the others that its rank needs a closer look."""
    if answer.inverse_factor is None or rows.p > WIDEST_MINIMUM_NORM:
        return False
    d = rows.d
    suspicious = 0.1 / (UNIT_ROUNDOFF * NEARLY_DEPENDENT_ROUNDINGS)
    if answer.amplification * answer.moments.largest_offset() < suspicious:
        return False
    norms = answer.moments.column_norms()
    if rows.column_scale is not None:
        norms = norms / rows.column_scale
    closeness = row_norms(answer.inverse_factor[:d]) * norms[:d]
    return bool(closeness.max() > suspicious)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What is known beside an answer when it is put into words."""

    rows: Columns
    accuracy: Accuracy
    feature_names: tuple[str, ...]  # (d,)
    report: RankReport | None = None  # if the rank was examined,
    system: UnitSystem | None = None  # in this system
    method: str = "auto"  # as the user named it

    def solutions(
        self, rung: str, answer: Answer, notes: tuple[str, ...], *, proven: bool
    ) -> list[Solution]:
        """One solution for each target."""
        rows = self.rows
        findings = self._findings(rung, answer, proven=proven)
        bound = answer.bound()
        low_parts = rows.X_low is not None
        return [
            Solution(
                coef=answer.weights[: rows.d, target],
                intercept=float(answer.weights[rows.d, target]) if rows.intercept else 0.0,
                has_intercept=rows.intercept,
                rank=min(answer.rank, rows.n),
                n=rows.n,
                residual_norm=float(answer.residual_norms[target]),
                method="minimum-norm" if rung == "dependent" else rung,
                outcome=_outcome(rung, answer, rows),
                moments=answer.moments if rows.k == 1 else answer.moments.of_target(target),
                inverse_factor=answer.inverse_factor,
                feature_names=self.feature_names,
                bound=None if bound is None else bound[:, target],
                findings=findings,
                notes=(*notes, *answer.notes),
                passes=answer.passes,
                input_rounding=PAIR_ROUNDOFF if low_parts else UNIT_ROUNDOFF,
            )
            for target in range(rows.k)
        ]

    def _findings(self, rung: str, answer: Answer, *, proven: bool) -> tuple[Finding, ...]:
        rows, findings = self.rows, answer.findings
        names = self.feature_names
        names = (*names, "intercept") if rows.intercept else names
        if not proven:
            asked = rung == self.method
            findings += (
                _not_proven_by(rung, self.accuracy) if asked else _not_proven(self.accuracy),
            )
        if answer.inverse_factor is not None:
            if answer.amplification < WARN_AMPLIFICATION:
                return findings
            return findings + near_dependence(answer.inverse_factor, answer.moments, names)
        if self.report is None or self.system is None:
            if rows.n < rows.p:
                findings += (too_few_rows(rows.n, answer.rank, names, intercept=rows.intercept),)
            return findings
        unit = self.system.unit
        if rows.column_scale is not None:
            unit = unit * rows.column_scale
        return findings + rank_findings(
            self.report, unit, rows.user_origin, names, intercept=rows.intercept, n=rows.n
        )


def _outcome(rung: str, answer: Answer, rows: Columns) -> Outcome:
    if answer.inverse_factor is not None:
        return Outcome.UNIQUE
    if rung == "lsmr" and rows.n >= rows.p:
        return Outcome.UNDETERMINED  # products with X alone do not tell the rank
    return Outcome.MINIMUM_NORM


def _not_proven_by(rung: str, accuracy: Accuracy) -> Finding:
    return Finding(
        code="accuracy_not_proven",
        columns=(),
        evidence=(
            f"'{rung}', which was asked for, could not prove {accuracy.name.lower()} accuracy for "
            "these data. The bounds say what is certain."
        ),
        fix="Let method='auto' choose a solver that can.",
    )


def _not_proven(accuracy: Accuracy) -> Finding:
    return Finding(
        code="accuracy_not_proven",
        columns=(),
        evidence=(
            f"No solver could prove {accuracy.name.lower()} accuracy for these data: the columns "
            "are too close to dependent. The bounds say what is certain."
        ),
        fix="Drop or combine the columns that are nearly dependent.",
    )
