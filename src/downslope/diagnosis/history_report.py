"""Result of the diagnosis of a log of losses: its fields, its report, its dictionary for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from downslope.diagnosis.advice import Suggestion
from downslope.diagnosis.evidence import Evidence, Verdict, counted_in, nothing_wrong
from downslope.findings import Finding
from downslope.formatting import number, plain_dict, wrapped
from downslope.loss_log import LossLog

NO_LIMIT_READ = "No limit on lr can be read from that."
OF_VALIDATION = ("non_finite_validation", "validation_gap")  # findings: not all is well
NEVER_IN_A_LOG = (
    "lr_best",
    "condition_number",
    "loss_convention",
    "weights",
    "closed_form",
    "epochs_to_tolerance",
    "batch_size",
    "exact",
    "remains",
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HistoryDiagnosis:
    """Diagnosis of a log of losses: what it shows, and what it cannot show. Print it."""

    status: str
    cause: str
    sentence: str
    log: LossLog
    unit: str  # what epochs_run, growth_per_epoch, and epochs_to_loss count
    lr: float | None
    lr_limit: float | None = None  # known only from a diverging run and its lr
    lr_advised: float | None = None
    curvature: float | None = None  # λ_max
    growth_per_epoch: float | None = None  # of the error; the loss grows by its square
    epochs_run: float
    start_loss: float | None  # None if it is not finite
    final_loss: float | None  # of a run that failed, the last before that
    min_loss: float | None = None  # where the loss is or is heading, if the log determines that
    min_loss_range: tuple[float, float] | None = None  # from estimates by parts of the log
    epochs_to_loss: float | None = None  # more epochs until it is within 1% of min_loss
    epochs_to_loss_range: tuple[float, float] | None = None
    failed_at: float | None = None  # of the first loss that is NaN or inf
    best_at: float | None = None  # of the lowest validation loss of a run that overfits
    findings: tuple[Finding, ...]
    advice: tuple[Suggestion, ...]
    unknown: tuple[str, ...]  # what a log alone cannot tell

    @classmethod
    def of_verdict(
        cls,
        verdict: Verdict,
        evidence: Evidence,
        noticed: Sequence[Finding],
        *,
        seen_beside: bool = False,
        limit_known: bool = False,
    ) -> HistoryDiagnosis:
        """Return the diagnosis of a log, with the findings beside the verdict.

        If a fault was `seen_beside` the log, it is not said that nothing is wrong; and if a limit
        is known from elsewhere, not that none can be read.
        """
        seen_beside |= any(each.code in OF_VALIDATION for each in (*noticed, *verdict.findings))
        is_fine = verdict.cause == "none" and not seen_beside and not evidence.is_too_short
        sentence = nothing_wrong(verdict.sentence) if is_fine else verdict.sentence
        if verdict.has_no_limit and not limit_known:
            sentence = f"{sentence} {NO_LIMIT_READ}"
        usable = evidence.finite
        if verdict.failed_at is not None:
            usable = usable & (evidence.when < verdict.failed_at)
        losses = evidence.sampled.values[usable]
        own = Finding(verdict.cause, (), sentence, f"{verdict.advice[0]}.")
        own_fields = (name for name in verdict.__slots__ if name != "has_no_limit")
        fields = {name: getattr(verdict, name) for name in own_fields}
        return cls(
            **fields
            | {
                "sentence": sentence,
                "log": evidence.log,
                "unit": evidence.unit,
                "lr": evidence.lr,
                "epochs_run": evidence.epochs_run,
                "start_loss": float(losses[0]) if len(losses) else None,
                "final_loss": float(losses[-1]) if len(losses) else None,
                "findings": (own, *noticed, *verdict.findings),
                "advice": tuple(map(Suggestion, verdict.advice)),
            }
        )

    def __repr__(self) -> str:
        read = [f"read: {self.log.description}"] if self.log.source else []
        lines = [
            f"{self.status.upper().replace('_', ' ')}: {self.sentence}",
            "",
            f"loss: {self._facts}",
            *([self._forecast] if self.epochs_to_loss else []),
            *[f"· {finding}" for finding in self.findings[1:]],
            "",
            "What to do",
            *[f"· {line}" for line in self.advice],
            *(["", "What a log alone cannot tell"] if self.unknown else []),
            *[f"· {line}" for line in self.unknown],
        ]
        return "\n".join([*read, *(wrapped(line, 2 * line.startswith("·")) for line in lines)])

    @property
    def _facts(self) -> str:
        if self.start_loss is None or self.final_loss is None:
            return "no entry before the failure"
        run = counted_in(self.unit, self.epochs_run)
        if self.failed_at is not None:
            last = number(self.final_loss)
            return f"{number(self.start_loss)} at the start, {last} before it failed; {run} in all"
        return f"{number(self.start_loss)} at the start, {number(self.final_loss)} after {run}"

    @property
    def _forecast(self) -> str:
        assert self.epochs_to_loss is not None
        assert self.epochs_to_loss_range is not None
        low, high = self.epochs_to_loss_range
        about = counted_in(self.unit, self.epochs_to_loss)
        between = f" ({low:,.0f} to {high:,.0f})" if low < high else ""
        return f"within 1% of its floor: after about {about} more{between}"

    def to_dict(self) -> dict[str, object]:
        """Return the fields of the command line's contract, null where a log has no answer."""
        return plain_dict(
            dict.fromkeys(NEVER_IN_A_LOG) | {name: getattr(self, name) for name in self.__slots__}
        )
