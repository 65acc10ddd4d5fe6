"""Tools `quiz_ask` and `quiz_grade`: a quiz question, and the feedback on an answer.

The key stays on the server until the answer is right or the third attempt is wrong. The server
counts the attempts: a model's claim of a third attempt counts only after two different wrong
answers.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from downslope.lessons.quiz.grade import grade
from downslope.lessons.quiz.items import item, items, items_of
from downslope.lessons.quiz.session import Question, choose
from downslope.lessons.sections import sections
from downslope.tutor.call import Answer, Call, without_marks
from downslope.tutor.protocol import Name, Seed, whole

Topic = Annotated[
    str,
    Field(
        max_length=200,
        description="A section of the lesson.",
        json_schema_extra={"enum": [each.id for each in sections()]},
    ),
]
MOST_SEEN = 1000  # more than there are questions
LONGEST_ANSWER = 1000  # characters; the quiz itself allows fewer and reports it


def quiz_ask(
    call: Call,
    item_id: Annotated[Name | None, Field(description="Id of a particular question.")] = None,
    topic: Topic | None = None,
    seen: Annotated[
        list[Name], Field(max_length=MOST_SEEN, description="Ids of questions already asked.")
    ] = [],  # noqa: B006 (never changed; the schema shows it)
    seed: Annotated[
        Seed | None, Field(description="Seed for the question's numbers; fresh by default.")
    ] = None,
) -> Answer:
    """Get one quiz question to ask the LEARNER, word for word, with its options.

    Without item_id it is the topic's next question that the learner has not answered correctly.
    Wait for their answer, then call quiz_grade with the answer and the seed. You do not know the
    key, so do not hint at one.
    """
    chosen = item_id if item_id is not None else _next(call, topic, seen)
    if chosen is None:
        left = "Every question" + (f" of '{topic}'" if topic else "") + " has been asked."
        return Answer(
            f"{left} Choose another topic, or call again without seen.", {"status": "nothing_left"}
        )
    posed = Question.of(item(chosen), call.progress, seed).posed
    options = [f"{option.letter}) {option.text}" for option in posed.options]
    unit = [f"(a number, in {posed.unit})"] if posed.unit else []
    text = "\n".join([posed.stem.strip(), *options, *unit])
    return Answer(without_marks(text), {"status": "asked", **posed.to_dict()})


def _next(call: Call, topic: str | None, seen: list[str]) -> str | None:
    """Return what `downslope quiz` would ask next, or else the first question not yet asked."""
    call.progress.refresh()
    pool = items() if topic is None else items_of(topic)
    wanted = [*choose(call.progress, topic), *pool]
    return next((each.id for each in wanted if each.id not in seen), None)


def quiz_grade(
    call: Call,
    item_id: Annotated[Name, Field(description="Id from quiz_ask.")],
    seed: Annotated[Seed, Field(description="Seed from quiz_ask.")],
    answer: Annotated[
        Annotated[float, Field(strict=True, allow_inf_nan=False)]
        | Annotated[str, Field(strict=True, max_length=LONGEST_ANSWER)],
        Field(description="The LEARNER's answer: a letter, an option's text, or a number."),
    ],
    attempt: Annotated[
        Annotated[int, BeforeValidator(whole), Field(strict=True, ge=1, le=1000)] | None,
        Field(description="Number of the attempt; at most, and by default, the server's count."),
    ] = None,
) -> Answer:
    """Grade the learner's answer: feedback on this answer and, if it is wrong, a hint.

    The key and the reason come only after a right answer or a third wrong one, by the server's
    count. Until then, help with the hint and let them try again.
    """
    asked = item(item_id)
    said = answer if isinstance(answer, str) else f"{answer:.15g}"
    wrong = call.desk.tries.setdefault((asked.id, seed), [])
    feedback = grade(asked.id, seed, said).feedback  # the same for equal answers written otherwise
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
    return Answer(without_marks(f"{verdict} {graded.feedback}{hint}{key}"), graded.to_dict())
