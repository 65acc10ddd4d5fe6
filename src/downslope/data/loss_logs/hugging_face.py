"""Hugging Face logs: the history of a Trainer, and the dicts that it prints.

    {'loss': 2.9, 'grad_norm': 14.0, 'learning_rate': 5e-05, 'epoch': 0.5}    one log
    {'eval_loss': 1.2, 'eval_runtime': 0.1, 'epoch': 1.0}                     an evaluation
    {'train_runtime': 3.1, 'train_loss': 3.75, 'epoch': 1.0}                  the summary at the end

`train_loss` is the mean of the whole run: a summary, not one more loss.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import is_bookkeeping, unit_of

SUMMARY = "train_loss"


def add_history(records: Records, history: Sequence[Any]) -> None:
    """Add the entries of a `log_history`."""
    entries = [entry for entry in history if isinstance(entry, Mapping)]
    logs_loss = any("loss" in entry for entry in entries)
    left_out = 0
    for entry in entries:
        values: list[tuple[str, float]] = []
        places: list[tuple[str, float]] = []
        for name, value in entry.items():
            number = _number(value)
            if (
                number is None
                or is_bookkeeping(name)
                or name.endswith("_per_second")
                or name == "total_flos"
            ):
                continue
            if name == SUMMARY and logs_loss:
                left_out += 1
                continue
            unit = unit_of(name)
            if unit is None:
                values.append((name, number))
            else:
                places.append((unit, number))
        if values:
            records.add(0, values, places)
    if left_out:
        records.notes.append(f"{SUMMARY} is the mean of the run and was left aside")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan if isinstance(value, str) and value.casefold() == "nan" else None
