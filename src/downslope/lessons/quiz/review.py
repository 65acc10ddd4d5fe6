"""Spaced repetition: review dates of quiz items, by FSRS (free spaced repetition scheduler).

Each finished item has a card that records how well it went. The better it went, the later the item
is due again. The scheduler is the optional library fsrs. Without it nothing is scheduled, and
asking for a review raises `MissingExtraError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final

from downslope.errors import MissingExtraError

Facts = dict[str, object]
CARD: Final = "card"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def card_after(facts: Facts, ease: str, now: datetime | None = None) -> Facts:
    """Return the card after an item went "again", "hard", or "good"; {} without the library."""
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
