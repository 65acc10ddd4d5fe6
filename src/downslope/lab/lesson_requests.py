"""Answers about the lesson: sections as HTML, experiments, the quiz, graded prompts, links to AIs.

An experiment reveals its observation only after a prediction or a skip, and the quiz reveals a key
only when grading allows it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from downslope.errors import OptionError
from downslope.lab import request_limits
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store
from downslope.lessons.content_files import markdown_parser

if TYPE_CHECKING:
    from downslope.lessons.sections import Section


def lesson(store: Store, fields: Fields) -> dict[str, Any]:
    """Return the whole lesson."""
    return _lesson()


@cache
def _lesson() -> dict[str, Any]:
    from downslope.lessons import open_in_ai, prompts, sections

    return {
        "sections": [_section(each) for each in sections.sections()],
        "prompts": [each.to_dict() for each in prompts.prompts()],
        "targets": [each.to_dict() for each in open_in_ai.TARGETS.values()],
    }


def _section(section: Section) -> dict[str, Any]:
    from downslope.lessons import experiments

    answer = section.to_dict()
    answer["html"] = html(section.body)
    listed = [experiments.experiment(name).to_dict() for name in section.experiments]
    answer["experiments"] = [each | {"html": html(str(each["stem"]))} for each in listed]
    del answer["text"]
    return answer


def experiment(store: Store, fields: Fields) -> dict[str, Any]:
    """Score a prediction and return the observation.

    Raises
    ------
    OptionError
        There is no such experiment, or the prediction is missing.

    """
    from downslope.formatting import plain_dict
    from downslope.lessons import experiments

    chosen = experiments.experiment(fields.text("id"))
    if "prediction" not in fields.values:
        raise OptionError(
            "Predict first: set 'prediction' to a number or an option's key, or to null to skip "
            "the prediction."
        )
    prediction = fields.values["prediction"]
    if prediction is not None and not isinstance(prediction, (str, int, float)):
        raise OptionError("A prediction must be a number, an option's key, or null to skip it.")
    observation = chosen.run(_seed(fields))
    scored = chosen.score(prediction, observation)
    answer = observation.to_dict() | {"html": html(observation.text)}
    return plain_dict({"scored": scored, "observation": answer})


def _seed(fields: Fields) -> int | None:
    return fields.whole("seed") if fields.has("seed") else None


def quiz(store: Store, fields: Fields) -> dict[str, Any]:
    """List the quiz questions, without their texts."""
    from downslope.lessons.quiz.items import items

    listed = [
        {"id": each.id, "topic": each.topic, "kind": each.kind, "level": each.level}
        for each in items()
    ]
    return {"items": listed}


def quiz_question(store: Store, fields: Fields) -> dict[str, Any]:
    """Return a question, with fresh numbers unless a seed is given."""
    from downslope.lessons.quiz.questions import pose

    posed = pose(fields.text("id"), _seed(fields))
    return posed.to_dict() | {"html": html(posed.stem)}


def quiz_grade(store: Store, fields: Fields) -> dict[str, Any]:
    """Grade an answer and return the feedback."""
    from downslope.lessons.quiz.grade import grade

    answer = fields.values.get("answer")
    if not isinstance(answer, (str, int, float)):
        raise OptionError("The request lacks an 'answer': give a letter or a number.")
    attempt = fields.whole("attempt", 1, at_least=1, at_most=1000)
    return grade(fields.text("id"), fields.whole("seed"), answer, attempt).to_dict()


def quiz_hint(store: Store, fields: Fields) -> dict[str, Any]:
    """Return the hint of a step, counted from 1; null if there are no more hints."""
    from downslope.lessons.quiz.grade import hint

    step = fields.whole("step", 1, at_least=1, at_most=1000)
    return {"hint": hint(fields.text("id"), fields.whole("seed"), step)}


def prompt(store: Store, fields: Fields) -> dict[str, Any]:
    """Return the worked answer and the rubric of a graded prompt, once it has been answered.

    Raises
    ------
    OptionError
        There is no such prompt, or the learner's own answer is missing.

    """
    from downslope.lessons import prompts

    chosen = prompts.prompt(fields.text("id"))
    if not fields.text("answer", "", at_most=request_limits.TEXT).strip():
        raise OptionError("Answer first: set 'answer' to your own words, to be compared with ours.")
    rubric = [point.to_dict() for point in chosen.rubric]
    return {"answer_html": html(chosen.answer), "rubric": rubric}


def ai_link(store: Store, fields: Fields) -> dict[str, Any]:
    """Return the address that opens an AI with text, which the page also copies."""
    from downslope.lessons.open_in_ai import link

    text = fields.text("text", at_most=request_limits.TEXT)
    return dict(link(fields.text("target"), text).to_dict())


def html(markdown: str) -> str:
    """Render Markdown as HTML; HTML in it is shown as text."""
    return str(markdown_parser().render(markdown))
