"""Reading a text as a log, for the tests of logs."""

from __future__ import annotations

from pathlib import Path

import pytest

import downslope as ds
from downslope.loss_log import LossLog

CASES = Path(__file__).parent / "data" / "cases" / "logs"


def log_of(folder: Path, text: str | bytes, name: str = "run.log", **choices: str) -> LossLog:
    """Read a text as a file."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        file.write_bytes(text)
    else:
        file.write_text(text, encoding="utf-8", newline="")
    return ds.read_log(file, **choices)


def is_read_as(log: LossLog, losses: list[float], unit: str, others: tuple[str, ...] = ()) -> None:
    assert log.values.tolist() == pytest.approx(losses, nan_ok=True)
    assert (log.unit, set(log.others)) == (unit, set(others))
