"""Result of the diagnosis of a log of losses: its fields, its report, its dictionary for JSON."""

from __future__ import annotations

from dataclasses import dataclass

from downslope.diagnosis.advice import Suggestion
from downslope.findings import Finding
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number, plain_dict, wrapped

NEVER_IN_A_LOG = (
    "lr_best",
    "condition_number",
    "loss_convention",
    "weights",
    "closed_form",
    "epochs_to_tolerance",
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HistoryDiagnosis:
    """What a log of losses shows, and what it cannot show. `print(diagnosis)` explains."""

    status: str
    cause: str
    sentence: str
    lr: float | None
    lr_limit: float | None = None  # known only from a diverging run and its lr
    lr_advised: float | None = None
    curvature: float | None = None  # λ_max
    growth_per_epoch: float | None = None  # of the error; the loss grows by its square
    epochs_run: float
    start_loss: float
    final_loss: float
    min_loss: float | None = None  # where the loss seems to be heading
    epochs_to_loss: float | None = None  # more epochs until it is within 1 % of that
    findings: tuple[Finding, ...]
    advice: tuple[Suggestion, ...]
    unknown: tuple[str, ...]  # what a log alone cannot tell

    def __repr__(self) -> str:
        facts = (
            f"{number(self.start_loss)} at the start, {number(self.final_loss)} after "
            f"{in_epochs(self.epochs_run)}"
        )
        ahead = self.epochs_to_loss
        lines = [
            f"{self.status.upper()}: {self.sentence}",
            "",
            f"loss: {facts}",
            *([f"to 1 % of its floor: about {in_epochs(ahead)} more"] if ahead else []),
            *[f"· {finding}" for finding in self.findings[1:]],
            "",
            "What to do",
            *[f"· {line}" for line in self.advice],
            "",
            "What a log alone cannot tell",
            *[f"· {line}" for line in self.unknown],
        ]
        return "\n".join(wrapped(line, 2 * line.startswith("·")) for line in lines)

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract, null where a log cannot tell them."""
        return plain_dict(
            dict.fromkeys(NEVER_IN_A_LOG) | {name: getattr(self, name) for name in self.__slots__}
        )
