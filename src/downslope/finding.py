"""A finding: one thing that a user should know about their data, with its evidence and its fix."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation, in the user's own terms.

    Attributes:
        code: a stable name such as ``"constant_column"``, for programs.
        columns: the columns concerned, as the user named them.
        evidence: the sentence with its numbers.
        fix: what to do about it; empty when nothing needs doing.

    """

    code: str
    columns: tuple[str, ...]
    evidence: str
    fix: str = ""

    def to_dict(self) -> dict[str, object]:
        """The finding as the command line's ``--json`` prints it."""
        return {
            "code": self.code,
            "columns": list(self.columns),
            "evidence": self.evidence,
            "fix": self.fix,
        }

    def __str__(self) -> str:
        return f"{self.evidence} {self.fix}".strip()
