"""What repeats a kind: a sample of it in `make test`, all of it where DOWNSLOPE_LONG is set.

Each day draws the cases that follow those of the day before, so that none is left out for good.
DOWNSLOPE_DAY, which a failing run prints, draws those of that day again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Case = TypeVar("Case")

LONG = "DOWNSLOPE_LONG" in os.environ  # as `make soak` does
# In the environment, so that all processes of one run draw the same, past midnight too.
DAY = int(os.environ.setdefault("DOWNSLOPE_DAY", str(int(time.time() // 86_400))))


def drawn(cases: Sequence[Case], count: int, of: str = "", day: int = DAY) -> list[Case]:
    """So many of the cases, in their order: others each day, and others for another name."""
    order = sorted(
        range(len(cases)), key=lambda place: sha256(f"{of} {cases[place]!r}".encode()).digest()
    )
    turn = [order[(day * count + k) % len(order)] for k in range(min(count, len(order)))]
    return [cases[place] for place in sorted(turn)]


def sampled(cases: Sequence[Case], count: int, of: str = "") -> list[Case]:
    """The cases that a run tries: those of its day, or all in the long form."""
    return list(cases) if LONG else drawn(cases, count, of)
