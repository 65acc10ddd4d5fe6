"""Evidence on watched runs that is drawn, and what a user is told of it, in short."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from drawn_pieces import in_short, pieces
from tallies import wide
from test_recorded_many_runs import near
from test_recorded_watches import DEAD, LOSSES, MAYBE, Given, by_all, by_share, evidence, frozen

Source = random.Random
NUMBERS = ("lr_limit", "lr_advised", "share_of_limit", "growth_per_epoch")


def losses_of(source: Source) -> str | list[float]:
    if source.random() < 0.4:
        return source.choice([*LOSSES])
    losses = pieces(source, 3, 60)
    noise = source.choice([0, 0, wide(source, 1e-4, 0.2)])
    losses = [loss * (1 + noise * source.gauss(0, 1)) for loss in losses]
    return losses + [losses[-1]] * (3 - len(losses))


def updates_of(source: Source) -> dict[str, Any]:
    """Draw some fields of the secants."""
    factors = [1.0, 1.0, -1.0, -1.04, -0.93, 2.0, 0.5, wide(source, 0.3, 3)]
    fields = {
        "spread": wide(source, 1e-5, 1),
        "factor": source.choice(factors),
        "unexplained": wide(source, 0.005, 1),
        "uphill": source.choice([0.0, source.random(), 0.95, 1.0]),
        "adds_up": source.random() < 0.2,
        "count": source.choice([2, 4, 5, 6, 40]),
        "highest_share": 1 + wide(source, 1e-5, 1),
    }
    return {name: value for name, value in fields.items() if source.random() < 0.5}


def measured_of(source: Source) -> dict[str, Any]:
    """Draw some fields of a measurement."""
    fields: dict[str, Any] = {}
    if source.random() < 0.3:
        fields["smallest"] = -wide(source, 1e-5, 30)
    if source.random() < 0.1:
        fields |= {"lr": None, "lr_limit": None}
    if source.random() < 0.2:
        fields["gradient_norms"] = {"w": 0.2}
    return fields


def trials_of(source: Source, share: float) -> dict[str, Any]:
    """Draw what trials gain: at the own rate, at others, in one step."""
    own = source.choice([-1, 1, 1, 1, 0]) * wide(source, 1e-9, 0.5)
    gain, more, cut = wide(source, 1e-6, 0.9), wide(source, 1e-3, 0.9), wide(source, 0.02, 2)
    times = wide(source, 1, 30)
    ways: list[Callable[[float], float]] = [
        lambda _: gain,
        lambda at: more if at < cut else -9.0,
        lambda at: own * (times if at > share else 1) if at < cut else -1.0,
    ]
    others = source.choice(ways)
    one_step = source.choice([0.0, wide(source, 1e-6, 0.9)])
    return {"own": own, "others": others, "one_step": one_step}


def given(source: Source) -> Given:
    """Draw what a watch has seen of a run."""
    shares = [
        wide(source, 0.003, 5), near(source, 1.0, 0.85, 1.15, 0.5, 2.0, 0.1),
        source.uniform(0.7, 1.3),
    ]  # fmt: skip
    share = source.choice(shares)
    fields: dict[str, Any] = {
        "losses": losses_of(source),
        "share": share,
        "rule": source.choice(["gd", "gd", "momentum", "nesterov", "adam", "rmsprop"]),
        "limit": source.random() < 0.9,
        "updates": updates_of(source) if source.random() < 0.5 else None,
        "measured": measured_of(source) if source.random() < 0.7 else None,
        "before": [share * wide(source, 0.3, 2) for _ in range(source.choice([0, 0, 1, 3]))],
        "curvatures": (_times(source), _times(source), 1.0),
        "along": source.choice([1.0, wide(source, 0.01, 3)]),
        "marks": source.choice([(), (), (), (), (DEAD,), (MAYBE,), (frozen(("a", "b"), 3, 9),)]),
        "at_start": wide(source, 0.05, 5) if source.random() < 0.15 else None,
        "more": {"decay": 0.01} if source.random() < 0.1 else {},
    }
    trials = trials_of(source, share) if source.random() < 0.7 else {}
    return Given(**fields, **trials)


def _times(source: Source) -> float:
    sizes = [1.0, 1.0, 1 + wide(source, 1e-4, 0.3), wide(source, 0.2, 20)]
    return source.choice(sizes)


def of_watch(source: Source) -> list[Any]:
    """Draw what a watch has seen and return in short what is said of it."""
    drawn = given(source)
    assert drawn.share is not None
    seen = evidence(drawn)
    one = by_share(seen, drawn.share) if source.random() < 0.15 else by_all(seen, 0.0)
    said = [
        one.sentence, *(f"{each.code}: {each.evidence} {each.fix}" for each in one.findings),
        *map(str, one.advice), *one.unknown, *map(str, one.tried),
    ]  # fmt: skip
    return in_short(one, said, NUMBERS)
