"""Losses in the lines that training loops print, such as "epoch 40 MSE=3.1" or JSON.

    epoch  40 MSE=3.1077 w=[2.9 1.1]          this package's own demo
    Epoch 3/10 - loss: 0.42 - val_loss: 0.51  Keras
    {"step": 100, "loss": 2.31}               JSON lines
    {"loss": [5.0, 2.1, 1.2]}                 a saved history, or a list of {"loss": 5.0}

A line counts when it names a loss; all other lines are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise

LOSS_NAMES = (
    *("loss", "train_loss", "train/loss", "training_loss", "mse", "train_mse"),
    *("cost", "objective", "j"),
)
EPOCH_NAMES = ("global_step", "step", "iteration", "iter", "epoch", "t")

Entry = tuple[float | None, float]  # when, if the line says so, and the loss

_NUMBER = r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?nan|[-+]?inf(?:inity)?)(?![\w.])"


def _named(name: str) -> re.Pattern[str]:
    """The name and its number: "loss=5", "loss: 5", "loss 5", and of a letter only "j=5"."""
    sets = r"[=:]" if len(name) == 1 else r"(?:[=:]|\s)"
    return re.compile(rf"(?<![\w/]){name}[\"']?\s*{sets}\s*\[?{_NUMBER}", re.IGNORECASE)


_LOSSES = [_named(name) for name in LOSS_NAMES]
_EPOCHS = [_named(name) for name in EPOCH_NAMES]


def logged_losses(text: str) -> list[Entry]:
    """The losses that the text names, in their order; none if it names no loss.

    Epochs count only where every entry has one and they ascend: a log of batches starts again
    with each epoch, and then the order is all that can be told.
    """
    entries = list(_from_json(text) or _from_lines(text.splitlines()))
    when = [at for at, _ in entries]
    ascending = all(a is not None and b is not None and a < b for a, b in pairwise(when))
    return entries if ascending else [(None, loss) for _, loss in entries]


def _from_lines(lines: Iterable[str]) -> Iterable[Entry]:
    for line in lines:
        loss = _first(_LOSSES, line)
        if loss is not None:
            yield _first(_EPOCHS, line), loss


def _first(patterns: list[re.Pattern[str]], line: str) -> float | None:
    for pattern in patterns:
        found = pattern.search(line)
        if found:
            return float(found[1])
    return None


def _from_json(text: str) -> list[Entry] | None:
    """A history saved whole: {"loss": [...]}, perhaps beside its epochs."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        saved = json.loads(text)
    except (ValueError, RecursionError):
        return None  # JSON lines, or no JSON at all
    if isinstance(saved, list):
        return list(_from_lines(json.dumps(entry) for entry in saved if isinstance(entry, dict)))
    if isinstance(saved.get("history"), dict):
        saved = saved["history"]
    losses = _numbers(next((saved[name] for name in LOSS_NAMES if name in saved), None))
    when = _numbers(next((saved[name] for name in EPOCH_NAMES if name in saved), None))
    if not losses:
        return None
    if len(when) != len(losses):
        return [(None, loss) for loss in losses]
    return list(zip(when, losses, strict=True))


def _numbers(values: object) -> list[float]:
    listed = values if isinstance(values, list) else []
    return [float(v) for v in listed if isinstance(v, int | float) and not isinstance(v, bool)]
