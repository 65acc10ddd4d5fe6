"""Sessions of the quiz: choice of items, answers, and their records.

    for item in choose(progress, count=10):
        question = Question.of(item, progress)
        graded = question.answer("b")

Every attempt is recorded at once. After an interruption the session continues at the same question,
with the same numbers and attempts. Records of the kind "quiz" hold

    state      open, right, told (the key was shown at the third attempt), or skipped
    attempts   attempts, hints, and seed of the current question
    times      how often the item was answered to the end
    first_try  whether it was right at once and without hints the last time
    card       the date of the next review, if fsrs is installed

Review dates come from FSRS, the free spaced repetition scheduler: the better an item went, the
later it is due again. Its library, fsrs, is optional. Without it nothing is scheduled, and asking
for a review raises `MissingExtraError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final, Self

from downslope.errors import MissingExtraError
from downslope.lessons.progress import Progress
from downslope.lessons.quiz.grade import Graded, grade, hint
from downslope.lessons.quiz.items import Item, items, items_of, topics
from downslope.lessons.quiz.questions import Posed, pose
from downslope.lessons.sections import section

KIND: Final = "quiz"
OPEN, RIGHT, TOLD, SKIPPED = "open", "right", "told", "skipped"
STATES: Final = (OPEN, RIGHT, TOLD, SKIPPED)
CARD: Final = "card"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

_GOLDEN = (5**0.5 - 1) / 2

Facts = dict[str, object]


class Question:
    """A question in progress."""

    def __init__(self, item: Item, posed: Posed, progress: Progress) -> None:
        self.item, self.posed = item, posed
        self.attempts = self.hints = 0
        self.graded: list[Graded] = []
        self.state = OPEN
        self._progress = progress

    @classmethod
    def of(cls, item: Item, progress: Progress, seed: int | None = None) -> Self:
        """Return the item's unanswered question, or a new one with new numbers."""
        left = record_of(progress, item)
        if left.state == OPEN and seed in (None, left.seed) and left.seed is not None:
            question = cls(item, pose(item.id, left.seed), progress)
            question.attempts, question.hints = left.attempts, left.hints
            return question
        return cls(item, pose(item.id, seed), progress)

    @property
    def is_done(self) -> bool:
        """Whether the question is answered, told, or skipped."""
        return self.state != OPEN

    def answer(self, said: str) -> Graded:
        """Grade an answer and record it.

        Raises
        ------
        OptionError
            The answer cannot be read; it does not count as an attempt.
        """
        graded = grade(self.item.id, self.posed.seed, said, self.attempts + 1)
        self.attempts += 1
        self.graded.append(graded)
        self.state = RIGHT if graded.correct else TOLD if graded.answer is not None else OPEN
        self._keep()
        return graded

    def hint(self) -> str | None:
        """Return the next hint; None if all were given."""
        text = hint(self.item.id, self.posed.seed, self.hints + 1)
        if text is not None:
            self.hints += 1
            self._keep()
        return text

    def skip(self) -> None:
        """Skip the question for now."""
        self.state = SKIPPED
        self._keep()

    def shown(self) -> None:
        """Record that the question was shown: the next session begins with it."""
        self._keep()

    def to_dict(self) -> dict[str, object]:
        """Return the question and its answers as plain data."""
        return {
            "question": self.posed.to_dict(),
            "state": self.state,
            "attempts": self.attempts,
            "hints": self.hints,
            "graded": [each.to_dict() for each in self.graded],
        }

    def _keep(self) -> None:
        facts: dict[str, object] = {
            "state": self.state,
            "attempts": self.attempts,
            "hints": self.hints,
            "seed": self.posed.seed,
        }
        if self.state in (RIGHT, TOLD):
            at_once = self.state == RIGHT and self.attempts == 1 and self.hints == 0
            facts |= {"first_try": at_once, "correct": self.state == RIGHT}

        def change(known: dict[str, object]) -> dict[str, object]:
            if known.get("state") == RIGHT and self.state in (OPEN, SKIPPED):
                return known  # an unfinished repetition does not undo a right answer
            changed = known | facts
            if self.state in (RIGHT, TOLD):
                changed["times"] = Record.of(known).times + 1
                changed |= card_after(known, self._ease())
            return changed

        self._progress.change(KIND, self.item.id, change)

    def _ease(self) -> str:
        if self.state == TOLD:
            return "again"
        return "good" if self.attempts == 1 and self.hints == 0 else "hard"


@dataclass(frozen=True, slots=True)
class Record:
    """The validated record of an item; values of a wrong type are ignored."""

    state: str | None  # None if it was never asked
    attempts: int
    hints: int
    seed: int | None
    times: int
    first_try: bool

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        """Return the record in these facts, of the terminal or of the lab.

        The lab keeps no state, but whether the question is open, and whether it was ever right.
        """
        state, attempts = facts.get("state"), _count(facts.get("attempts"))
        at_once = facts.get("first_try") is True
        if state not in STATES:
            state = _state_in_lab(facts)
            at_once = state == RIGHT and attempts == 1
        return cls(
            state=state,
            attempts=attempts,
            hints=_count(facts.get("hints")),
            seed=_count(facts.get("seed"), missing=None),
            times=_count(facts.get("times")),
            first_try=at_once,
        )


def _state_in_lab(facts: Mapping[str, object]) -> str | None:
    if "state" in facts or not isinstance(facts.get("open"), bool):
        return None
    if facts.get("correct") is True:
        return RIGHT
    return OPEN if facts["open"] else TOLD


def _count(value: object, missing: Any = 0) -> Any:
    fits = type(value) is int and 0 <= value <= 10**9
    return value if fits else missing


def record_of(progress: Progress, item: Item) -> Record:
    """Return the record of an item."""
    return Record.of(progress.get(KIND, item.id) or {})


def choose(progress: Progress, topic: str | None = None, count: int | None = None) -> list[Item]:
    """Return the items to ask next: open ones, then new ones, then skipped and wrong ones.

    New items come from the sections that were read, then from the others, in turn and from easy to
    hard. The result is empty if every item was answered correctly. A topic that is
    named is asked again.

    Raises
    ------
    OptionError
        There is no such topic.
    """
    pool = items() if topic is None else items_of(topic)
    states = {item.id: record_of(progress, item).state for item in pool}
    begun, new, skipped, told = (
        [item for item in pool if states[item.id] == state] for state in (OPEN, None, SKIPPED, TOLD)
    )
    wanted = len(new) if count is None else min(len(new), max(0, count - len(begun)))
    chosen = [*begun, *_mixed(new, progress, wanted), *skipped, *told]
    if not chosen and topic is not None:
        chosen = list(pool)
    return chosen[:count]


def _mixed(new: list[Item], progress: Progress, count: int) -> list[Item]:
    """Return `count` new items, from easy to hard, spread evenly over the topics.

    Topics that were read come first, and among them those of which the least was asked. The order
    of topics that are alike is that of multiples of the golden ratio, less their whole part: the
    first few of such an order are always spread over the whole.
    """
    names = topics()
    left, asked = list(new), dict.fromkeys(names, 0)
    for item in items():
        asked[item.topic] += record_of(progress, item).state is not None
    unread = {name: progress.get("section", name) is None for name in names}
    spread = {name: place * _GOLDEN % 1 for place, name in enumerate(names)}
    chosen: list[Item] = []
    for place in range(count):
        level = 1 + 3 * place // count
        best = min(left, key=lambda item: (
            unread[item.topic], asked[item.topic], abs(item.level - level), spread[item.topic],
        ))  # fmt: skip
        left.remove(best)
        asked[best.topic] += 1
        chosen.append(best)
    return sorted(chosen, key=lambda item: item.level)


def review(progress: Progress, count: int | None = None) -> list[Item]:
    """Return the items that are due for review, the longest overdue first.

    Raises
    ------
    MissingExtraError
        fsrs is not installed.
    """
    known = {item.id: item for item in items()}
    answered = [
        known[id]
        for id in due(progress.all(KIND))
        if id in known and record_of(progress, known[id]).times
    ]
    return answered[:count]


def next_review(progress: Progress) -> datetime | None:
    """Return when the next review is due; None if nothing was answered to the end.

    Raises
    ------
    MissingExtraError
        fsrs is not installed.
    """
    facts = [progress.get(KIND, item.id) for item in items() if record_of(progress, item).times]
    when = [each for each in map(due_at, filter(None, facts)) if each is not None]
    return min(when, default=None)


def card_after(facts: Facts, ease: str, now: datetime | None = None) -> Facts:
    """Return the card of an item that went "again", "hard", or "good"; {} without the library."""
    try:
        fsrs = _fsrs()
    except MissingExtraError:
        return {}
    rating = {"again": fsrs.Rating.Again, "hard": fsrs.Rating.Hard, "good": fsrs.Rating.Good}[ease]
    scheduler, when = fsrs.Scheduler(enable_fuzzing=False), now or datetime.now(UTC)
    try:
        card, _ = scheduler.review_card(_card(fsrs, facts) or fsrs.Card(), rating, when)
    except (TypeError, ValueError, ArithmeticError):  # the card is readable but invalid
        card, _ = scheduler.review_card(fsrs.Card(), rating, when)
    return {CARD: card.to_dict()}


def due(records: Mapping[str, Facts], now: datetime | None = None) -> list[str]:
    """Return the ids that are due, the longest overdue first; without a card, an id is due.

    Raises
    ------
    MissingExtraError
        fsrs is not installed.
    """
    _fsrs()
    today = now or datetime.now(UTC)
    when = {id: due_at(facts) or _LONG_AGO for id, facts in records.items()}
    return sorted((id for id in when if when[id] <= today), key=lambda id: when[id])


def due_at(facts: Facts) -> datetime | None:
    """Return when an item is due; None if it has no card.

    Raises
    ------
    MissingExtraError
        fsrs is not installed.
    """
    card = _card(_fsrs(), facts)
    when: datetime | None = None if card is None else card.due
    return when


def _card(fsrs: Any, facts: Facts) -> Any:
    """Return the card in these facts; None if there is none or it cannot be read."""
    try:
        card = fsrs.Card.from_dict(facts[CARD])
        return card if card.due.tzinfo is not None else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _fsrs() -> Any:
    try:
        return import_module("fsrs")
    except ImportError as error:
        raise MissingExtraError(
            "Spaced repetition needs fsrs, which is not installed: pip install 'downslope[review]'"
        ) from error


@dataclass(frozen=True, slots=True)
class TopicScore:
    """The learner's score in one topic."""

    topic: str
    title: str
    total: int  # items
    right: int
    first_try: int  # of these, right at once and without hints
    weak: tuple[str, ...]  # ids of items told, skipped, or right only with help

    @property
    def is_weak(self) -> bool:
        """Whether the section is worth reading again."""
        return bool(self.weak)

    def to_dict(self) -> dict[str, object]:
        """Return the score as plain data."""
        return asdict(self) | {"weak": list(self.weak)}


def scores(progress: Progress) -> tuple[TopicScore, ...]:
    """Return the score of every topic, in the lesson's order."""
    return tuple(_score(progress, topic) for topic in topics())


def _score(progress: Progress, topic: str) -> TopicScore:
    pool = items_of(topic)
    records = {item.id: record_of(progress, item) for item in pool}
    right = {id for id, record in records.items() if record.state == RIGHT}
    at_once = {id for id in right if records[id].first_try}
    asked = {id for id, record in records.items() if record.state in (RIGHT, TOLD, SKIPPED)}
    return TopicScore(
        topic=topic,
        title=section(topic).title,
        total=len(pool),
        right=len(right),
        first_try=len(at_once),
        weak=tuple(item.id for item in pool if item.id in asked - at_once),
    )
