"""Documents and event files of logs, whole and with an entry changed, and how epochs count."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import downslope as ds
from log_texts import JSON
from made_events import events
from records import Case, check, or_refused
from test_recorded_log_texts import read, seen

CASES: dict[str, Case] = {}


def variants(saved: Any) -> Iterator[tuple[str, Any]]:
    """Yield a document nested, and with each entry taken out, nulled, renamed or cut."""
    yield "whole", saved
    yield "nested", {"run": saved}
    yield "listed", [saved]
    yield "beside", {"note": "mine", "seed": 3, "history": saved}
    yield "metrics", {"metrics": saved}
    ways = ("out", "null", "text", "renamed", "shorter")
    for place, path in enumerate(_paths(saved, 3)):
        for how in [ways[place % 5]]:
            changed = copy.deepcopy(saved)
            inner = changed
            for step in path[:-1]:
                inner = inner[step]
            key, value = path[-1], inner[path[-1]]
            if how == "out":
                del inner[key]
            elif how == "renamed" and isinstance(inner, dict):
                inner[f"val_{key}"] = inner.pop(key)
            elif how == "shorter" and isinstance(value, list):
                inner[key] = [*value[:-1], None]
            elif how in ("null", "text"):
                inner[key] = None if how == "null" else "3.5"
            else:
                continue
            yield f"{'/'.join(map(str, path))} {how}", changed


def _paths(saved: Any, depth: int) -> Iterator[tuple[Any, ...]]:
    if depth == 0 or not isinstance(saved, dict | list):
        return
    keys = list(saved) if isinstance(saved, dict) else [*range(len(saved))][:1]
    for key in keys:
        yield (key,)
        for rest in _paths(saved[key], depth - 1):
            yield (key, *rest)


def documents(name: str) -> dict[str, Any]:
    """Return what is read of each variant, where it is not what is read of the whole."""
    saved = JSON[name][0] if name in JSON else MORE[name]
    found = {how: in_brief(json.dumps(changed)) for how, changed in variants(saved)}
    return {how: told for how, told in found.items() if how == "whole" or told != found["whole"]}


def in_brief(text: str, **options: Any) -> str:
    """Return what is read of a text: the series that is judged, and the beginning of a refusal."""
    found = read(text, **options)
    return " | ".join(found[:2])[:120]


MORE: dict[str, Any] = {
    "runs": {"a": {"loss": [5, 4, 3]}, "b": {"loss": [6, 3, 2], "val_loss": [7, 6, 5]}},
    "TensorBoard": [[1.7e9 + i, 10 * i, 5.0 - i] for i in range(4)],
    "steps": [[10 * i, 5.0 - i] for i in range(4)],
    "values": [5, 4.5, None, 3],
    "data sets of runs": {"a": {"train": {"l2": [5, 4]}, "test": {"l2": [6, 5]}}},
    "MLflow": [{"key": "loss", "value": 5 - i, "step": i, "run_id": "x"} for i in range(4)],
    "splits": [{"split": s, "epoch": e, "loss": 5 - e} for e in range(3) for s in ("train", "val")],
    "epochs and steps": [
        {"epoch": i // 2, "step": i % 2, "loss": 9 - i, "lr": 0.1} for i in range(6)
    ],
}  # fmt: skip
CASES |= {f"document {name}": partial(documents, name) for name in [*[*JSON][::2], *MORE]}


def places() -> dict[str, str]:
    """Tables whose epochs and steps count in each of several ways."""
    told = {}
    for name, rows in {
        "steps of each epoch": [(e, s) for e in range(3) for s in range(4)],
        "steps of each epoch from 1": [(e, s) for e in range(1, 4) for s in range(1, 5)],
        "steps by ten": [(e, s) for e in range(3) for s in (10, 20, 30)],
        "steps over all": [(e, 4 * e + s) for e in range(3) for s in range(4)],
        "uneven": [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)],
        "epochs in reverse": [(3 - e, s) for e in range(3) for s in range(4)],
        "one epoch": [(1, s) for s in range(6)], "half epochs": [(e / 2, e) for e in range(6)],
        "again": [(e, 0) for e in (0, 1, 2, 3, 2, 3, 4)], "twice": [(e, 0) for e in (0, 1, 2) * 2],
    }.items():  # fmt: skip
        lines = [f"{e},{s},{9.5 - i}" for i, (e, s) in enumerate(rows)]
        printed = [f"epoch {e} step {s} loss {9.5 - i}" for i, (e, s) in enumerate(rows)]
        for form, text in {
            "table": "\n".join(["epoch,step,loss", *lines]),
            "lines": "\n".join(printed),
        }.items():
            for unit in ("epoch", "step"):
                told[f"{name}, {form}, {unit}"] = in_brief(text + "\n", unit=unit)
    return told


def event_files() -> dict[str, Any]:
    values = [(i, tag, 5.0 - i + k) for i in range(4) for k, tag in enumerate(("loss", "val_loss"))]
    Path("logs").mkdir()
    told: dict[str, Any] = {}

    def tell(name: str, raw: bytes, **choices: str) -> None:
        Path("logs/events.out.tfevents.1").write_bytes(raw)

        def found() -> list[str]:
            log = ds.read_log("logs", **choices)
            return [log.description, *(f"{n}: {seen(each)}" for n, each in log.all_series.items())]

        told[name] = or_refused(found)

    for tensor in (False, True):
        raw = events(*values, tensor=tensor)
        tell(f"whole {tensor}", raw)
        for cut in (1, 3, 4, 5, 11, 12, 13, 40):
            tell(f"cut by {cut} {tensor}", raw[:-cut])
        for place in (0, 9, 14, len(raw) // 2, len(raw) // 2 + 9, len(raw) - 2):
            changed = bytearray(raw)
            changed[place] ^= 0x21
            tell(f"changed at {place} {tensor}", bytes(changed))
    for tag in ("epoch_loss", "train/loss", "Loss", "lr", "epoch", "accuracy"):
        tell(tag, events(*[(3 * i, tag, 5.0 - i) for i in range(4)]))
    tell(
        "beside epochs",
        events(*[(i, t, v) for i in range(4) for t, v in (("epoch", i // 2), ("loss", 5.0 - i))]),
    )
    tell("again", events(*[(i, "loss", 9.0 - i) for i in (0, 1, 2, 1, 2, 3)]))
    return told


CASES |= {"places": places, "event files": event_files}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("documents", name, CASES[name])
