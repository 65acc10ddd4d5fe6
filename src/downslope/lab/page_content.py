"""Content of an exported page: what the server would answer, written once as plain data.

A page without a server draws the lesson's points itself. Lesson, experiments with their outcomes,
the quiz with its keys, and the other data come from here, made of the same content as the answers
of the server. The keys are in the files: an exported page is for learning, not for examinations.
"""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING, Any, Final

import downslope as ds
from downslope.lab import endpoints, lesson_requests
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store
from downslope.numerics.threads import thread_count

if TYPE_CHECKING:
    from downslope.lessons.experiments import Experiment
    from downslope.lessons.quiz.items import Item

VARIANTS = 4  # of a quiz question: each has other numbers, or another order of the options
MOST_PROCESSES = 8  # the longest part takes an eighth of all the work


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


def parts(variants: int = VARIANTS) -> dict[str, dict[str, Any]]:
    """Return the parts that the page loads when they are needed, by name.

    They are made in several processes: nearly all of the work is runs of the lesson and the quiz,
    which are loops of Python.
    """
    names = part_names()
    make = partial(part, variants=variants)
    processes = min(thread_count(), MOST_PROCESSES)
    if processes == 1:
        return dict(zip(names, map(make, names), strict=True))
    # Started afresh: a copy of a process that has threads can stop for good.
    # Ctrl-C is for this process, which then stops the others.
    ignored, before = (signal.SIGINT, signal.SIG_IGN), active_children()
    with ProcessPoolExecutor(processes, get_context("spawn"), signal.signal, ignored) as pool:
        try:
            return dict(zip(names, pool.map(make, names), strict=True))
        except BaseException:
            for process in set(active_children()) - set(before):
                process.terminate()  # else the pool waits for the parts they are making
            raise


def part_names() -> list[str]:
    """Return the names of the parts."""
    from downslope.lessons.quiz.items import topics

    data = (*ds.datasets.CASES, *ds.datasets.DATA_SETS)
    return [
        *PARTS,
        *(f"{QUIZ}{topic}" for topic in topics()),
        *(f"{DATA}{name}" for name in data),
    ]


def part(name: str, variants: int = VARIANTS) -> dict[str, Any]:
    """Return one part by its name."""
    if name.startswith(QUIZ):
        return _topic(name.removeprefix(QUIZ), variants)
    if name.startswith(DATA):
        return _data(name.removeprefix(DATA))
    return PARTS[name]()


def _data(name: str) -> dict[str, Any]:
    is_case = name in ds.datasets.CASES
    asked = {"kind": "case", "case": name} if is_case else {"kind": "dataset", "name": name}
    return Store().open(Fields(asked)).to_dict()


def _lesson() -> dict[str, Any]:
    return lesson_requests.lesson(Store(), Fields({}))


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


def _quiz() -> dict[str, Any]:
    return lesson_requests.quiz(Store(), Fields({}))


def _topic(topic: str, variants: int) -> dict[str, Any]:
    from downslope.lessons.quiz.items import items_of

    return {each.id: [keyed(each, seed) for seed in range(variants)] for each in items_of(topic)}


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


QUIZ, DATA = "quiz-", "data-"  # before the name of a topic, or of a data set
PARTS: Final = {
    "experiments": _experiments,
    "lesson": _lesson,
    "prompts": _prompts,
    "quiz": _quiz,
}
