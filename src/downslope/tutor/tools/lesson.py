"""Tools for the lesson's text: its sections, and the rubrics of the graded prompts.

    lesson_open   one section of the lesson, and how to teach from it
    rubric        what to look for in the learner's own answer to a graded prompt

The points of a rubric are returned only for an answer, and the worked answer only after one:
people who read a solution first learn to recognize it, not to find it.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from downslope.lessons.experiments import experiment
from downslope.lessons.prompts import prompt, prompts
from downslope.lessons.sections import Section, sections
from downslope.lessons.sections import section as section_of
from downslope.tutor.call import Answer, Call, Result
from downslope.tutor.protocol import LONGEST_TEXT, Switch

RULES = """\
Teach from this text, do not recite it: one idea, one question, then wait.
Run the experiments before the learner reads their results: run_experiment asks first.
Only state numbers that are in a tool's result. Give hints, not answers."""

PromptId = Annotated[
    str,
    Field(
        max_length=200,
        description="One of the graded prompts.",
        json_schema_extra={"enum": [each.id for each in prompts()]},
    ),
]


class LessonResult(Result):
    """Result of `lesson_open`."""

    section: str
    title: str
    summary: str
    minutes: int
    markdown: str
    experiments: list[dict[str, str]] = Field(description="Id and title, for run_experiment.")
    prompts: list[str] = Field(description="Ids of its graded prompts, for rubric.")
    prompt: str | None = Field(description="Text of the graded prompt, if one was asked for.")
    sections: list[str] = Field(description="Ids of all sections, in order.")
    next: str | None
    rules: str


def lesson_open(
    call: Call,
    section: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Id of the section; by default the first that the learner has not read.",
            json_schema_extra={"enum": [each.id for each in sections()]},
        ),
    ] = None,
    prompt_id: PromptId | None = None,
) -> Answer:
    """Open a section of the lesson: its text, its experiments, the next section, how to teach it.

    With prompt_id it also returns that graded prompt, and opens its section by default.
    """
    graded = None if prompt_id is None else prompt(prompt_id)
    name = section or (graded.section if graded else _first_unread(call))
    opened = section_of(name)
    call.progress.record("section", opened.id, by="tutor")
    fields = {
        "section": opened.id,
        "title": opened.title,
        "summary": opened.summary,
        "minutes": opened.minutes,
        "markdown": opened.text,
        "experiments": [
            {"id": each, "title": experiment(each).title} for each in opened.experiments
        ],
        "prompts": list(opened.prompts),
        "prompt": graded.text if graded else None,
        "sections": [each.id for each in sections()],
        "next": opened.next,
        "rules": RULES,
    }
    parts = [RULES, *([f"Graded prompt: {graded.text}"] if graded else []), opened.text.strip()]
    return Answer("\n\n".join(parts), fields)


def _different_words(text: str) -> int:
    return len({each.casefold() for each in WORD.findall(text)})


def _first_unread(call: Call) -> str:
    call.progress.refresh()
    read = call.progress.all("section")
    unread: list[Section] = [each for each in sections() if each.id not in read]
    return (unread or sections())[0].id


FEWEST_WORDS = 8  # different words of an answer; each letter of Chinese or Japanese counts as one
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]{2,}")
MOST_CLAIMS = 12
LONGEST_CLAIM = 200  # characters
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
DIGIT = re.compile(r"\d")
CHECKED_WITH = {
    "mse": "train, sweep_lr",
    "gradient": "gradient_check",
    "gd-vs-normal": "compare_solvers",
    "lasso-zeros-why": "run_experiment lasso-zeros",
    "logistic-gradient": "run_experiment logistic-rate",
    "flat-not-done": "run_experiment network-plateau",
}
HOW = (
    "Give a point only for something the learner wrote, and quote it. Check every number with the "
    "tool listed beside it before you accept it. Then ask about one missing point; do not give it "
    "away."
)


class RubricResult(Result):
    """Result of `rubric`."""

    status: Literal["ok", "answer_needed", "worked_answer"]
    prompt: str
    points: list[dict[str, JsonValue]] = Field(
        default_factory=list,
        description="Claims of a good answer: what each is worth, how to verify it.",
    )
    worth: int | None = Field(None, description="The sum of all points.")
    numeric_claims: list[dict[str, str]] = Field(
        default_factory=list, description="The learner's sentences that contain a number."
    )
    numeric_claims_not_shown: int = 0
    worked_answer: str | None = None


def rubric(
    call: Call,
    prompt_id: PromptId,
    learner_answer: Annotated[
        str,
        Field(max_length=LONGEST_TEXT, description="The learner's own words, complete."),
    ] = "",
    worked_answer: Annotated[
        Switch, Field(description="Return the worked answer, once the learner has given their own.")
    ] = False,
) -> Answer:
    """Get the points for grading the learner's answer, and a tool to check each of its numbers.

    Needs the learner's own answer; without one it returns only the prompt to ask them. After an
    answer has been graded, worked_answer=true returns the worked answer.
    """
    graded = prompt(prompt_id)
    answered = call.progress.get("prompt", graded.id) is not None
    if worked_answer and answered:
        return Answer(
            graded.answer,
            {"status": "worked_answer", "prompt": graded.text, "worked_answer": graded.answer},
        )
    if worked_answer or _different_words(learner_answer) < FEWEST_WORDS:
        return Answer(
            f"{graded.text}\n\nAsk the learner to answer this in their own words, in a few "
            "sentences at least, and call again with their answer as learner_answer.",
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
                {"sentence": each[:LONGEST_CLAIM], "check_with": tool}
                for each in claims[:MOST_CLAIMS]
            ],
            "numeric_claims_not_shown": max(len(claims) - MOST_CLAIMS, 0),
        },
    )
