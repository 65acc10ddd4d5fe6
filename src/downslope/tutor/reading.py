"""`lesson_open`: one section of the lesson, and how to teach from it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from downslope.lessons import Section, experiment, prompt, prompts, sections
from downslope.lessons import section as section_of
from downslope.tutor.answer import Answer, Result
from downslope.tutor.call import Call

RULES = """\
Teach from this text rather than recite it: one idea, one question, then wait.
Make the experiments before the learner reads what they come to: run_experiment asks first.
Never state a number that is in no tool's result. Give hints, not answers."""

PromptId = Annotated[
    str,
    Field(
        max_length=200,
        description="One of the three graded prompts.",
        json_schema_extra={"enum": [each.id for each in prompts()]},
    ),
]


class ExperimentRow(BaseModel):
    """An experiment of the section, for run_experiment."""

    id: str
    title: str


class LessonResult(Result):
    """What `lesson_open` gives."""

    section: str
    title: str
    summary: str
    minutes: int
    markdown: str
    experiments: list[ExperimentRow] = Field(description="For run_experiment.")
    prompts: list[str] = Field(description="Graded prompts of the section, for rubric.")
    prompt: str | None = Field(description="What the graded prompt asks, if one was asked for.")
    sections: list[str] = Field(description="All of them, in order.")
    next: str | None
    rules: str


def lesson_open(
    call: Call,
    section: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Its id; the first one the learner has not read by default.",
            json_schema_extra={"enum": [each.id for each in sections()]},
        ),
    ] = None,
    prompt_id: PromptId | None = None,
) -> Answer:
    """Open a section of the lesson: its text, its experiments, what comes next, how to teach it.

    With `prompt_id` it also returns that graded prompt, in the section it belongs to.
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


def _first_unread(call: Call) -> str:
    call.progress.refresh()
    read = call.progress.all("section")
    unread: list[Section] = [each for each in sections() if each.id not in read]
    return (unread or sections())[0].id
