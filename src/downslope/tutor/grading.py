"""`rubric`: what to look for in the learner's own answer to a graded prompt.

The points come only with an answer to hold against them, and the worked answer only after one:
who reads a solution first learns to recognise it, not to find it.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from downslope.lessons import prompt
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import LONGEST_TEXT, Switch
from downslope.tutor.call import Call
from downslope.tutor.reading import PromptId

SHORTEST = 40  # characters that can hold a claim
MOST_CLAIMS = 12
LONGEST_CLAIM = 200  # characters
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
DIGIT = re.compile(r"\d")
CHECKED_WITH = {
    "mse": "train, sweep_lr",
    "gradient": "gradient_check",
    "gd-vs-normal": "compare_solvers",
}
HOW = (
    "Give each point only for what the learner wrote, and quote it. Check every number with the "
    "tool beside it before you believe it. Then ask about one missing point; do not tell it."
)


class PointRow(BaseModel):
    """One claim of a good answer."""

    id: str
    claim: str
    worth: int
    verify: str


class ClaimRow(BaseModel):
    """A sentence of the learner's with a number in it."""

    sentence: str
    check_with: str


class RubricResult(Result):
    """What `rubric` gives."""

    status: Literal["ok", "answer_needed", "worked_answer"]
    prompt: str
    points: list[PointRow] = Field(default_factory=list)
    worth: int | None = Field(None, description="All points together.")
    numeric_claims: list[ClaimRow] = Field(default_factory=list)
    numeric_claims_not_shown: int = 0
    worked_answer: str | None = None


def rubric(
    call: Call,
    prompt_id: PromptId,
    learner_answer: Annotated[
        str,
        Field(max_length=LONGEST_TEXT, description="In the learner's own words, all of it."),
    ] = "",
    worked_answer: Annotated[
        Switch, Field(description="Show the worked answer, once the learner has given one.")
    ] = False,
) -> Answer:
    """Get the points to grade the learner's answer by, and which of its numbers to check how.

    Needs the learner's own answer; without one it returns only the prompt to put before them.
    After an answer was graded, worked_answer=true returns the full one.
    """
    graded = prompt(prompt_id)
    answered = call.progress.get("prompt", graded.id) is not None
    if worked_answer and answered:
        return Answer(
            graded.answer,
            {"status": "worked_answer", "prompt": graded.text, "worked_answer": graded.answer},
        )
    if worked_answer or len(learner_answer.split()) * 5 < SHORTEST:
        return Answer(
            f"{graded.text}\n\nAsk the learner to answer this in their own words, a few sentences "
            "at least, and call again with what they wrote as `learner_answer`.",
            {"status": "answer_needed", "prompt": graded.text},
        )
    call.progress.record("prompt", graded.id, characters=len(learner_answer))
    tool = CHECKED_WITH.get(graded.id, "train")
    claims = [each.strip() for each in SENTENCE.split(learner_answer) if DIGIT.search(each)]
    return Answer(
        f"{graded.text}\n\n{HOW}",
        {
            "status": "ok",
            "prompt": graded.text,
            "points": [point.to_dict() for point in graded.rubric],
            "worth": graded.worth,
            "numeric_claims": [
                {
                    "sentence": each[:LONGEST_CLAIM],
                    "check_with": tool,
                }
                for each in claims[:MOST_CLAIMS]
            ],
            "numeric_claims_not_shown": max(len(claims) - MOST_CLAIMS, 0),
        },
    )
