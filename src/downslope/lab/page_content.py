"""Content of an exported page: what the server would answer, written once as plain data.

A page without a server draws the lesson's points itself. Lesson, experiments with their outcomes,
the quiz with its keys, and the other data come from here, made of the same content as the answers
of the server. The keys are in the files: an exported page is for learning, not for examinations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import downslope as ds
from downslope.lab import endpoints, lesson_requests
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store

if TYPE_CHECKING:
    from downslope.lessons.experiments import Experiment
    from downslope.lessons.quiz.items import Item

VARIANTS = 4  # of a quiz question: each has other numbers, or another order of the options

Part = tuple[str, dict[str, Any]]  # name of the part, content


def opening(guide: str) -> dict[str, Any]:
    """Return what the page needs at once.

    Parameters
    ----------
    guide : str
        Address of the page that tells how to get Python; empty if there is none.

    """
    from downslope.datasets.lesson_points import POINTS

    return {
        "start": endpoints.start(Store(), Fields({})),
        "points": {name: about for name, (about, _) in POINTS.items()},
        "guide": guide,
    }


def parts(variants: int = VARIANTS) -> Iterator[Part]:
    """Yield the parts that the page loads when they are needed, by name."""
    yield "lesson", lesson_requests.lesson(Store(), Fields({}))
    yield "experiments", _experiments()
    yield "prompts", _prompts()
    yield from _quiz(variants)
    yield from _data()


def _data() -> Iterator[Part]:
    store = Store()
    asked = [{"kind": "case", "case": name} for name in ds.datasets.CASES]
    asked += [{"kind": "dataset", "name": name} for name in ds.datasets.DATA_SETS]
    for descriptor in asked:
        name = descriptor.get("case") or descriptor["name"]
        yield f"data-{name}", store.open(Fields(descriptor)).to_dict()


def _experiments() -> dict[str, Any]:
    from downslope.lessons.experiments import experiments

    return {each.id: ending(each) for each in experiments()}


def ending(experiment: Experiment) -> dict[str, Any]:
    """Return an experiment with its outcome, and the reply to every prediction."""
    seen = experiment.run()
    number = None
    if experiment.kind == "number":
        number = {
            "tolerance": experiment.tolerance,
            "relative": experiment.relative,
            "shown": experiment.answer_text(seen),
            "too_low": experiment.too_low,
            "too_high": experiment.too_high,
        }
    replies = {option.key: experiment.score(option.key, seen) for option in experiment.options}
    return {
        "question": experiment.to_dict(),
        "text": seen.text,
        "observed": seen.answer,
        "skipped": experiment.score(None, seen).text,
        "replies": {
            key: {"status": each.status, "text": each.text} for key, each in replies.items()
        },
        "number": number,
    }


def _prompts() -> dict[str, Any]:
    from downslope.lessons.prompts import prompts

    return {
        each.id: {
            "answer_html": lesson_requests.html(each.answer),
            "rubric": [point.to_dict() for point in each.rubric],
        }
        for each in prompts()
    }


def _quiz(variants: int) -> Iterator[Part]:
    from downslope.lessons.quiz.items import items_of, topics

    yield "quiz", lesson_requests.quiz(Store(), Fields({}))
    for topic in topics():
        yield (
            f"quiz-{topic}",
            {each.id: [keyed(each, seed) for seed in range(variants)] for each in items_of(topic)},
        )


def keyed(item: Item, seed: int) -> dict[str, Any]:
    """Return a question at one seed with its key, and the reply to every answer."""
    from downslope.lessons.quiz.grade import key
    from downslope.lessons.quiz.questions import lettered, pose, values_of

    values = values_of(item, seed)
    options = {
        letter: {"correct": option.is_right(values), "feedback": values.text(option.feedback)}
        for letter, option in lettered(values).items()
    }
    number = None
    if not item.is_choice:
        number = {
            "right": float(values["answer"]),
            "tolerance": item.tolerance,
            "slack": item.slack,
            "shown": key(values),
            "misses": [
                {"value": float(values.value(miss.value)), "feedback": values.text(miss.feedback)}
                for miss in item.misses
            ],
            "otherwise": values.text(item.otherwise),
        }
    return {
        "posed": pose(item.id, seed).to_dict(),
        "hints": [values.text(each) for each in item.hints],
        "answer": key(values),
        "why": values.text(item.why),
        "options": options,
        "number": number,
    }
