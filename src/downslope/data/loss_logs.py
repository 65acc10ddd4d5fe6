"""Logs of losses: plain numbers, a CSV with a header, or what a training loop printed.

Losses in the lines that training loops print, such as "epoch 40 MSE=3.1" or JSON.

    epoch  40 MSE=3.1077 w=[2.9 1.1]          this package's own demo
    Epoch 3/10 - loss: 0.42 - val_loss: 0.51  Keras
    {"step": 100, "loss": 2.31}               JSON lines
    {"loss": [5.0, 2.1, 1.2]}                 a saved history, or a list of {"loss": 5.0}

A line counts when it names a loss; all other lines are passed over.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from downslope.data.csv_text import GZIP, not_text
from downslope.errors import DataError
from downslope.numerics.arrays import Vector

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


MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Losses in the order they were logged. Shapes: k entries."""

    losses: Vector  # (k,) NaN and inf kept
    epochs: Vector | None  # (k,) when they were logged, if the log says


def read_history(name: str) -> History:
    """Read a log: one loss a line, "epoch loss" on each, a CSV with a header, or printed lines.

    Raises:
        DataError: no such file, no numbers, text in the middle, epochs that do not ascend.

    """
    file = Path(name).expanduser()
    text = _text(file)
    printed = logged_losses(text)
    if printed:
        when, losses = zip(*printed, strict=True)
        return History(np.array(losses), None if when[0] is None else np.array(when))
    lines = _lines(text)
    if not lines:
        raise DataError(f"{file} is empty: give one loss on each line.")
    number, first = lines[0]
    if not all(_number(cell) is not None for cell in first):
        if len(lines) == 1:
            raise DataError(f"{file} line {number} is not a loss: give one loss on each line.")
        return _history(file, lines[1:], *_columns_named(file, first))
    if len(lines) == 1 and len(first) > 2:
        lines = [(number, [cell]) for cell in first]  # all losses on one line
    elif len(first) > 2:
        raise DataError(
            f"{file} line {number} has {len(first)} numbers: give one loss on each line, or a "
            "header that names the columns."
        )
    epoch, loss = (None, 0) if len(lines[0][1]) == 1 else (0, 1)
    return _history(file, lines, epoch, loss)


def _text(file: Path) -> str:
    raw = _bytes(file)
    if raw.startswith(GZIP):
        raise DataError(f"{file} is compressed: unpack it first.")
    trouble = not_text(file, raw[:65_536])
    if trouble:
        raise DataError(trouble)
    return raw.decode("utf-8-sig", errors="replace")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not blank or comments, with their numbers, cut into cells."""
    cut = [(i, line.split("#")[0].strip()) for i, line in enumerate(text.splitlines(), start=1)]
    return [(i, [c.strip().strip('"') for c in _cells(line)]) for i, line in cut if line]


def _bytes(file: Path) -> bytes:
    if not str(file).strip(". "):
        raise DataError("--history names no file: give a log with one loss on each line.")
    try:
        if file.is_dir():
            raise DataError(f"{file} is a folder: give a log with one loss on each line.")
        if not file.exists():
            raise DataError(f"No such file: {file}: give a log with one loss on each line.")
        if not (file.is_file() or file.is_fifo()):
            raise DataError(
                f"{file} is not an ordinary file: give a log with one loss on each line."
            )
        if file.stat().st_size > MOST_BYTES:
            raise DataError(f"{file} is larger than 200 MB: thin the log out first.")
        return file.read_bytes()
    except OSError as error:
        raise DataError(f"{file} cannot be opened ({error.strerror}).") from error


def _cells(line: str) -> list[str]:
    if line.startswith("[") and line.endswith("]"):
        line = line[1:-1]  # a list, as Python prints it
    return re.split(r"[,;\t]" if re.search(r"[,;\t]", line) else r"\s+", line)


def _columns_named(file: Path, header: list[str]) -> tuple[int | None, int]:
    """Which columns hold the epoch and the loss."""
    names = [name.casefold() for name in header]
    loss = next((names.index(n) for n in LOSS_NAMES if n in names), None)
    if loss is None:
        loss = next((i for i, n in enumerate(names) if "loss" in n or "mse" in n), None)
    epoch = next((names.index(n) for n in EPOCH_NAMES if n in names), None)
    if loss is None:
        others = [i for i in range(len(names)) if i != epoch]
        if len(others) != 1:
            listed = ", ".join(cell[:20] for cell in header[:8])
            raise DataError(f"{file} has the columns {listed}: name one of them 'loss'.")
        loss = others[0]
    return epoch, loss


def _history(
    file: Path, lines: list[tuple[int, list[str]]], epoch: int | None, loss: int
) -> History:
    losses: list[float] = []
    epochs: list[float] = []
    for line, cells in lines:
        if loss < len(cells) and not cells[loss]:
            continue  # loggers leave a cell empty where they logged something else
        losses.append(_cell(file, line, cells, loss, "loss"))
        if epoch is not None:
            at = _cell(file, line, cells, epoch, "epoch")
            if not math.isfinite(at) or (epochs and at <= epochs[-1]):
                after = f" after {epochs[-1]:g}" if epochs else ""
                raise DataError(
                    f"{file} line {line}: {at:g} comes{after} in the column read as the epoch, "
                    "which has to ascend: sort the log, or give the losses of one run alone."
                )
            epochs.append(at)
    return History(np.array(losses), np.array(epochs) if epoch is not None else None)


def _cell(file: Path, line: int, cells: list[str], column: int, what: str) -> float:
    if column >= len(cells):
        raise DataError(f"{file} line {line} has no {what}: fix that line.")
    value = _number(cells[column])
    if value is None:
        raise DataError(
            f"{file} line {line}: the {what} '{cells[column][:40]}' is not a number: fix that "
            "line."
        )
    return value


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
