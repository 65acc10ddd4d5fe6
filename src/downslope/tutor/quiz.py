"""`quiz_ask` and `quiz_grade`: one question, then what to say to this very answer.

The key never leaves the server before it is due, and it is the server that counts: a model that
says "third attempt" is believed only if two different wrong answers were given here before.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from downslope.lessons.quiz.bank import item, items, items_of
from downslope.lessons.quiz.grade import grade
from downslope.lessons.quiz.session import Question, choose
from downslope.lessons.sections import sections
from downslope.tutor.answer import Answer
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
    posed = Question.of(item(chosen), call.progress, seed).posed  # where it was left, if it was
    options = [f"{option.letter}) {option.text}" for option in posed.options]
    unit = [f"(a number, in {posed.unit})"] if posed.unit else []
    text = "\n".join([posed.stem.strip(), *options, *unit])
    return Answer(text, {"status": "asked", **posed.to_dict()})


def _next(call: Call, topic: str | None, seen: list[str]) -> str | None:
    """What `downslope quiz` would ask next; else the first that was not asked here."""
    call.progress.refresh()
    pool = items() if topic is None else items_of(topic)
    wanted = [*choose(call.progress, topic), *pool]
    return next((each.id for each in wanted if each.id not in seen), None)


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
        Annotated[int, BeforeValidator(whole), Field(strict=True, ge=1, le=1000)] | None,
        Field(description="Which try; by default as the server counts, which it never exceeds."),
    ] = None,
) -> Answer:
    """Grade the learner's answer: feedback for this very answer and, if it is wrong, a hint.

    The key and the reason come only with a right answer or the third wrong one, by the server's
    count. Until then help with the hint and let them try again.
    """
    asked = item(item_id)
    said = answer if isinstance(answer, str) else f"{answer:.15g}"
    wrong = call.desk.tries.setdefault((asked.id, seed), [])
    feedback = grade(asked.id, seed, said).feedback  # one for all ways to write this answer
    count = len([each for each in wrong if each != feedback]) + 1
    call.progress.refresh()
    question = Question.of(asked, call.progress, seed)
    question.attempts = min(attempt or count, count) - 1
    graded = question.answer(said)
    if not graded.correct and feedback not in wrong:
        wrong.append(feedback)
    verdict = "Correct." if graded.correct else "Not correct."
    hint = f"\nHint: {graded.hint}" if graded.hint else ""
    key = f"\nAnswer: {graded.answer}\n{graded.why}" if graded.answer else ""
    return Answer(f"{verdict} {graded.feedback}{hint}{key}", graded.to_dict())
