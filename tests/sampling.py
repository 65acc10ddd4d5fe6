"""What repeats a kind: a sample of it in `make test`, all of it where DOWNSLOPE_LONG is set."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Case = TypeVar("Case")

LONG = "DOWNSLOPE_LONG" in os.environ  # as `make soak` does


def sampled(cases: Sequence[Case], count: int, of: str = "") -> list[Case]:
    """So many of the cases, in their order: the same ones in each run, others for another name."""
    if LONG:
        return list(cases)
    drawn = sorted(
        range(len(cases)), key=lambda place: sha256(f"{of} {cases[place]!r}".encode()).digest()
    )
    return [cases[place] for place in sorted(drawn[:count])]
