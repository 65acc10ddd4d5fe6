"""Answers about the lesson: sections as HTML, experiments, the quiz, graded prompts, links to AIs.

Nothing is decided here. An experiment tells what it saw only to those who predicted, or chose to
skip; the quiz keeps its keys until grading tells them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from downslope.errors import OptionError
from downslope.lab import limits
from downslope.lab.requests import Fields
from downslope.lab.store import Store

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from downslope.lessons.sections import Section


def lesson(store: Store, fields: Fields) -> dict[str, Any]:
    """The whole lesson, the same for everyone."""
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

    told = section.to_dict()
    told["html"] = html(section.body)
    listed = [experiments.experiment(name).to_dict() for name in section.experiments]
    told["experiments"] = [each | {"html": html(str(each["stem"]))} for each in listed]
    del told["text"]
    return told


def experiment(store: Store, fields: Fields) -> dict[str, Any]:
    """Score a prediction and tell what was observed.

    Raises:
        OptionError: no such experiment, or nothing was said about the prediction.

    """
    from downslope.formatting import plain_dict
    from downslope.lessons import experiments

    chosen = experiments.experiment(fields.text("id"))
    if "prediction" not in fields.values:
        raise OptionError(
            "Predict first: give 'prediction' a number or an option's key, or null to skip it."
        )
    prediction = fields.values["prediction"]
    if prediction is not None and not isinstance(prediction, (str, int, float)):
        raise OptionError("A prediction is a number, an option's key, or null to skip it.")
    observation = chosen.run(_seed(fields))
    scored = chosen.score(prediction, observation)
    told = observation.to_dict() | {"html": html(observation.text)}
    return plain_dict({"scored": scored, "observation": told})


def _seed(fields: Fields) -> int | None:
    return fields.whole("seed") if fields.has("seed") else None


def quiz(store: Store, fields: Fields) -> dict[str, Any]:
    """What can be asked."""
    from downslope.lessons.quiz import bank

    listed = [
        {"id": each.id, "topic": each.topic, "kind": each.kind, "level": each.level}
        for each in bank.items()
    ]
    return {"items": listed}


def quiz_question(store: Store, fields: Fields) -> dict[str, Any]:
    """A question, with fresh numbers unless a seed is given."""
    from downslope.lessons.quiz.pose import pose

    posed = pose(fields.text("id"), _seed(fields))
    return posed.to_dict() | {"html": html(posed.stem)}


def quiz_grade(store: Store, fields: Fields) -> dict[str, Any]:
    """What to say to an answer."""
    from downslope.lessons.quiz.grade import grade

    answer = fields.values.get("answer")
    if not isinstance(answer, (str, int, float)):
        raise OptionError("The question lacks an 'answer': give a letter or a number.")
    attempt = fields.whole("attempt", 1, at_least=1, at_most=1000)
    return grade(fields.text("id"), fields.whole("seed"), answer, attempt).to_dict()


def quiz_hint(store: Store, fields: Fields) -> dict[str, Any]:
    """The hint of a step, from 1, for who asks before answering; null where there are no more."""
    from downslope.lessons.quiz.grade import hint

    step = fields.whole("step", 1, at_least=1, at_most=1000)
    return {"hint": hint(fields.text("id"), fields.whole("seed"), step)}


def prompt(store: Store, fields: Fields) -> dict[str, Any]:
    """The worked answer and the rubric of a graded prompt, for who has answered it.

    Raises:
        OptionError: no such prompt, or no answer of one's own.

    """
    from downslope.lessons import prompts

    chosen = prompts.prompt(fields.text("id"))
    if not fields.text("answer", "", at_most=limits.TEXT).strip():
        raise OptionError("Answer first: give 'answer', your own words, to compare with.")
    rubric = [point.to_dict() for point in chosen.rubric]
    return {"answer_html": html(chosen.answer), "rubric": rubric}


def ai_link(store: Store, fields: Fields) -> dict[str, Any]:
    """The address that opens an AI with a text; the page itself opens it, and copies the rest."""
    from downslope.lessons.open_in_ai import link

    text = fields.text("text", at_most=limits.TEXT)
    return dict(link(fields.text("target"), text).to_dict())


def html(markdown: str) -> str:
    """Return Markdown as HTML; what looks like HTML in it is shown, and not obeyed."""
    return str(markdown_parser().render(markdown))


@cache
def markdown_parser() -> MarkdownIt:
    """Return the one set of Markdown rules: Rich's in the terminal, without HTML."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
