"""`quiz_ask` and `quiz_grade`: one question, then what to say to this very answer.

The key never leaves the server before it is due, and it is the server that counts: a model that
says "third attempt" is believed only if two different wrong answers were given here before.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from downslope.errors import unknown
from downslope.lessons import Graded, grade, item, items, pose, sections
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Name, Seed, whole
from downslope.tutor.call import Call

Topic = Annotated[
    str,
    Field(
        max_length=200,
        description="A section of the lesson.",
        json_schema_extra={"enum": [each.id for each in sections()]},
    ),
]
LONGEST_ANSWER = 1000  # characters; the bank itself takes fewer, and says so


class Letter(BaseModel):
    """An option with its letter."""

    letter: str
    text: str


class AskResult(Result):
    """What `quiz_ask` gives; the key is not in it."""

    status: Literal["asked", "nothing_left"]
    item_id: str | None = None
    seed: int | None = Field(None, description="Of the numbers in it; quiz_grade needs it.")
    topic: str | None = None
    kind: Literal["choice", "numeric", "predict"] | None = None
    level: int | None = None
    stem: str | None = None
    options: list[Letter] = Field(default_factory=list)
    unit: str | None = None
    hint_count: int | None = None


class GradeResult(Result):
    """What `quiz_grade` gives; answer and why only when they are due."""

    item_id: str
    seed: int
    attempt: int = Field(description="As the server counts.")
    correct: bool
    feedback: str
    hint: str | None
    answer: str | None = Field(description="The key, when correct or after three tries.")
    why: str | None


def quiz_ask(
    call: Call,
    item_id: Annotated[Name | None, Field(description="A certain question.")] = None,
    topic: Topic | None = None,
    seen: Annotated[
        list[Name], Field(max_length=200, description="Ids of questions asked already.")
    ] = [],  # noqa: B006 (never changed; the schema shows it)
    seed: Annotated[
        Seed | None, Field(description="Of the numbers in it; fresh by default.")
    ] = None,
) -> Answer:
    """Get one quiz question to put before the LEARNER, word for word, with its options.

    Without item_id it is the next of the topic that the learner has not answered rightly. Wait for
    their answer, then call quiz_grade with it and with the seed. You do not know the key; do not
    hint at one.
    """
    chosen = item_id if item_id is not None else _next(call, topic, seen)
    if chosen is None:
        left = "Every question" + (f" of '{topic}'" if topic else "") + " was asked already."
        return Answer(
            f"{left} Choose another topic, or ask again without `seen`.", {"status": "nothing_left"}
        )
    posed = pose(chosen, seed)
    options = [f"{option.letter}) {option.text}" for option in posed.options]
    unit = [f"(a number, in {posed.unit})"] if posed.unit else []
    text = "\n".join([posed.stem.strip(), *options, *unit])
    return Answer(text, {"status": "asked", **posed.to_dict()})


def _next(call: Call, topic: str | None, seen: list[str]) -> str | None:
    """The first item that is neither seen nor known; else the first that is not seen."""
    topics = list(dict.fromkeys(each.topic for each in items()))
    if topic is not None and topic not in topics:
        raise unknown("topic", topic, topics)
    call.progress.refresh()
    left = [each.id for each in items() if topic in (None, each.topic) and each.id not in seen]
    known = call.progress.all("quiz")
    fresh = [each for each in left if known.get(each, {}).get("correct") is not True]
    return next(iter([*fresh, *left]), None)


def quiz_grade(
    call: Call,
    item_id: Annotated[Name, Field(description="As quiz_ask gave it.")],
    seed: Annotated[Seed, Field(description="As quiz_ask gave it.")],
    answer: Annotated[
        Annotated[float, Field(strict=True, allow_inf_nan=False)]
        | Annotated[str, Field(strict=True, max_length=LONGEST_ANSWER)],
        Field(description="The LEARNER's: a letter, an option's text, or a number."),
    ],
    attempt: Annotated[
        int,
        BeforeValidator(whole),
        Field(strict=True, ge=1, le=1000, description="Which try; the server counts, too."),
    ] = 1,
) -> Answer:
    """Grade the learner's answer: feedback for this very answer and, if it is wrong, a hint.

    The key and the reason come only with a right answer or the third wrong one, by the server's
    count. Until then help with the hint and let them try again.
    """
    wrong = call.desk.tries.setdefault((item(item_id).id, seed), [])
    said = grade(item_id, seed, answer).feedback  # the same for every way to write this answer
    count = len([each for each in wrong if each != said]) + 1
    graded = grade(item_id, seed, answer, min(attempt, count))
    if not graded.correct and said not in wrong:
        wrong.append(said)
    _keep(call, graded)
    verdict = "Correct." if graded.correct else "Not correct."
    hint = f"\nHint: {graded.hint}" if graded.hint else ""
    key = f"\nAnswer: {graded.answer}\n{graded.why}" if graded.answer else ""
    return Answer(f"{verdict} {graded.feedback}{hint}{key}", graded.to_dict())


def _keep(call: Call, graded: Graded) -> None:
    """Record the answer as `downslope quiz` does, so that either goes on where the other left."""
    told = graded.answer is not None
    state = "right" if graded.correct else "told" if told else "open"
    facts: dict[str, object] = {"state": state, "attempts": graded.attempt, "seed": graded.seed}
    if told:
        facts |= {"correct": graded.correct, "first_try": graded.correct and graded.attempt == 1}

    def change(known: dict[str, object]) -> dict[str, object]:
        if known.get("state") == "right" and not told:
            return known  # asked once more and not finished: what was right stays so
        times = known.get("times")
        count = times + told if isinstance(times, int) else int(told)
        return known | facts | {"times": count}

    call.progress.change("quiz", graded.item_id, change)
