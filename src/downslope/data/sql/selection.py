"""What to sum in a database, and how: the options of `fit` that concern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from downslope.data.levels import Categorical
from downslope.numerics.arguments import OptionStyle


@dataclass(frozen=True, slots=True)
class Selection:
    """What to sum in a database, and how."""

    target: str | None
    features: Sequence[str] | None = None
    table: str | None = None
    sql: str | None = None
    grade: str | None = None  # None: float64, and without rounding if that proves too little
    weights: str | None = None
    categorical: Categorical = ()
    drop_missing: bool = False
    keep_levels: Sequence[str] = ()
    style: OptionStyle = OptionStyle.PYTHON
