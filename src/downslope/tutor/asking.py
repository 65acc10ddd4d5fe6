"""Asking the learner, not the model: a form where the host can show one.

Questions are a function of the arguments alone: the protocol asks by answering a call with the
question, and knows the reply by the question being the same when the call comes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from mcp.server.mcpserver import AcceptedElicitation, Context

SKIP = "skip"


def can_ask(context: Context[Any, Any]) -> bool:
    """Whether the host says that it shows forms."""
    capabilities = context.client_capabilities
    forms = None if capabilities is None else capabilities.elicitation
    return forms is not None and (forms.form is not None or forms.url is None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for a prediction."""

    state: Literal["predicted", "skipped", "declined", "unasked"]
    by: Literal["learner", "argument", "nobody"]
    prediction: str | float | None = None


def asked(outcome: object, prediction: str | float | None, skip: bool) -> Asked:
    """Put together the form's outcome and the arguments; what the learner filled in counts."""
    if skip:
        return Asked("skipped", "argument")
    if not isinstance(outcome, AcceptedElicitation):
        return Asked("declined", "learner")
    if outcome.data is not None:
        given = outcome.data.prediction
        return (
            Asked("skipped", "learner") if given == SKIP else Asked("predicted", "learner", given)
        )
    if prediction is None:
        return Asked("unasked", "nobody")
    return Asked("predicted", "argument", prediction)
