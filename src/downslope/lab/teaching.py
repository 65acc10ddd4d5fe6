"""The lesson beside the lab: its sections as HTML, its experiments, its quiz, and links to AIs.

Nothing is decided here. An experiment tells what it saw only to those who predicted, or chose to
skip; the quiz keeps its keys until grading tells them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from downslope.errors import OptionError
from downslope.lab import limits
from downslope.lab.requests import Fields
from downslope.lab.shelf import Shelf

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from downslope.lessons.sections import Section


def lesson(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """The whole lesson, the same for everyone."""
    return _lesson()


@cache
def _lesson() -> dict[str, Any]:
    """All sections with their experiments, the graded prompts, and where a prompt can be opened."""
    from downslope.lessons import open_in_ai, prompts, sections

    return {
        "sections": [_section(each) for each in sections.sections()],
        "prompts": [each.to_dict() for each in prompts.prompts()],
        "targets": [each.to_dict() for each in open_in_ai.TARGETS.values()],
    }


def _section(section: Section) -> dict[str, Any]:
    from downslope.lessons.experiments import experiment as find_experiment

    told = section.to_dict()
    told["html"] = html(section.body)
    experiments = [find_experiment(name).to_dict() for name in section.experiments]
    told["experiments"] = [each | {"html": html(str(each["stem"]))} for each in experiments]
    del told["text"]
    return told


def experiment(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """Score a prediction and tell what was observed.

    Raises:
        OptionError: no such experiment, or nothing was said about the prediction.

    """
    from downslope.formatting import plain_dict
    from downslope.lessons.experiments import experiment as find_experiment

    asked = find_experiment(fields.text("id"))
    if "prediction" not in fields.given:
        raise OptionError(
            "Predict first: give 'prediction' a number or an option's key, or null to skip it."
        )
    prediction = fields.given["prediction"]
    if prediction is not None and not isinstance(prediction, (str, int, float)):
        raise OptionError("A prediction is a number, an option's key, or null to skip it.")
    seed = fields.whole("seed") if fields.given.get("seed") is not None else None
    observation = asked.run(seed)
    scored = asked.score(prediction, observation)
    told = observation.to_dict() | {"html": html(observation.text)}
    return plain_dict({"scored": scored, "observation": told})


def quiz(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """What can be asked."""
    from downslope.lessons.quiz import bank

    listed = [
        {"id": each.id, "topic": each.topic, "kind": each.kind, "level": each.level}
        for each in bank.items()
    ]
    return {"items": listed}


def pose(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """A question, with fresh numbers unless a seed is given."""
    from downslope.lessons.quiz.pose import pose as pose_item

    seed = fields.whole("seed") if fields.given.get("seed") is not None else None
    posed = pose_item(fields.text("id"), seed)
    return posed.to_dict() | {"html": html(posed.stem)}


def grade(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """What to say to an answer."""
    from downslope.lessons.quiz.grade import grade as grade_answer

    answer = fields.given.get("answer")
    if not isinstance(answer, (str, int, float)):
        raise OptionError("The question lacks an 'answer': give a letter or a number.")
    attempt = fields.whole("attempt", 1, at_least=1, at_most=1000)
    graded = grade_answer(fields.text("id"), fields.whole("seed"), answer, attempt)
    return graded.to_dict()


def hint(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """The hint of a step, from 1, for who asks before answering; null where there are no more."""
    from downslope.lessons.quiz.grade import hint as hint_of

    step = fields.whole("step", 1, at_least=1, at_most=1000)
    return {"hint": hint_of(fields.text("id"), fields.whole("seed"), step)}


def prompt(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """The worked answer and the rubric of a graded prompt, for who has answered it.

    Raises:
        OptionError: no such prompt, or no answer of one's own.

    """
    from downslope.lessons import prompts

    asked = prompts.prompt(fields.text("id"))
    if not fields.text("answer", "", at_most=limits.TEXT).strip():
        raise OptionError("Answer first: give 'answer', your own words, to compare with.")
    rubric = [point.to_dict() for point in asked.rubric]
    return {"answer_html": html(asked.answer), "rubric": rubric}


def open_in(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """The address that opens an AI with a text; the page itself opens it, and copies the rest."""
    from downslope.lessons import open_in_ai

    text = fields.text("text", at_most=limits.TEXT)
    return dict(open_in_ai.link(fields.text("target"), text).to_dict())


def html(markdown: str) -> str:
    """Return Markdown as HTML; what looks like HTML in it is shown, and not obeyed."""
    return str(markdown_parser().render(markdown))


@cache
def markdown_parser() -> MarkdownIt:
    """Return the one set of Markdown rules: Rich's in the terminal, without HTML."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
