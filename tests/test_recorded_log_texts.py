"""Texts of logs, and what each becomes when it is cut, repeated or written in another way.

Each alteration is of a kind that happens: a run that was stopped, a spreadsheet with decimal
commas, a header that was lost. It is tried on one text of each kind, another one for each; what is
read, or the refusal, is one line of a record.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import downslope as ds
from downslope.loss_log import LossLog, Series
from framework_logs import LIBRARIES, LISTS, NEIGHBORS, UNKNOWN_TABLES
from log_texts import ASKED, BARS, COLUMNS, EMPTY_CELLS, JSON, LINES, PAIRS
from records import Case, check

KINDS: dict[str, dict[str, Any]] = {
    "lines": LINES, "pairs": PAIRS, "bars": BARS, "JSON": JSON, "columns": COLUMNS,
    "empty cells": EMPTY_CELLS, "libraries": LIBRARIES, "lists": LISTS, "neighbors": NEIGHBORS,
    "asked": ASKED, "unknown tables": UNKNOWN_TABLES,
}  # fmt: skip


def _text_of(entry: Any) -> str:
    first = entry[0] if isinstance(entry, tuple) else entry
    return first if isinstance(first, str) else json.dumps(first)


TEXTS = {
    f"{kind}: {name}": _text_of(entry)
    for kind, entries in KINDS.items()
    for name, entry in entries.items()
}
VALIDATION = re.compile(r"(?i)train|val(id)?(ation)?(?=[_/ -])")
NUMERAL = re.compile(r"\d+\.\d+")


def reversed_lines(text: str) -> str:
    return "\n".join(text.rstrip("\n").split("\n")[::-1]) + "\n"


def without_lines(text: str, first: int, last: int | None) -> str:
    return "".join(text.splitlines(keepends=True)[first:last])


def with_other_numbers(text: str) -> str:
    """Return the text four times, with new numbers after the point each time."""
    count = 0

    def other(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{match[0]}{count % 7}{count % 10}"

    return NUMERAL.sub(other, 4 * text)


def with_a_last_number(text: str, number: str) -> str:
    found = [*NUMERAL.finditer(text)]
    if not found:
        return f"{text}{number}\n"
    begin, end = found[-1].span()
    return text[:begin] + number + text[end:]


ALTERED: dict[str, Callable[[str], str]] = {
    "cut": lambda text: text[: 2 * len(text) // 3],
    "twice": lambda text: 2 * text,
    "first line lost": lambda text: without_lines(text, 1, None),
    "last line lost": lambda text: without_lines(text, 0, -1),
    "in reverse": reversed_lines,
    "semicolons": lambda text: text.replace(",", ";").replace(".", ","),
    "tabs": lambda text: text.replace(",", "\t").replace(" ", "\t"),
    "equal signs": lambda text: text.replace(":", "="),
    "thousands": lambda text: NUMERAL.sub(lambda match: f"1,00{match[0]}", text),
    "other names": lambda text: text.replace("loss", "error").replace("epoch", "step"),
    "one data set": lambda text: VALIDATION.sub("", text),
    "other numbers": with_other_numbers,
    "not a number": lambda text: with_a_last_number(text, "nan"),
    "infinite": lambda text: with_a_last_number(text, "inf"),
    "a word": lambda text: with_a_last_number(text, "none"),
    "quoted lines": lambda text: re.sub(r"(?m)^(.+)$", r'"\1"', text),
    "stamped": lambda text: re.sub(r"(?m)^(?=.)", "2026-05-04 13:00:07,125 INFO ", text),
    "comments": lambda text: "# a run\n" + text.replace("\n", "  # so far\n"),
    "a rate beside": lambda text: re.sub(r"(?m)(?<=.)$", ", lr: 0.25, grad_norm: 3.5", text),
}
CHOICES: dict[str, dict[str, str]] = {
    "by epoch": {"unit": "epoch"},
    "by step": {"unit": "step"},
    "by sample": {"unit": "sample"},
    "of the loss": {"metric": "loss"},
    "of the validation loss": {"metric": "val_loss"},
    "of a part": {"run": "2"},
    "of a run": {"run": "A"},
}


def seen(series: Series) -> str:
    """Return what a series is, on one line: a sum tells of all its values, places, lines, rates."""
    words = [f"{len(series.values)} by {series.unit}"]
    words += [word for word in (series.role, series.kind) if word not in ("training", "unknown")]
    for name, values in {
        "values": series.values, "places": series.places, "lines": series.lines,
        "rates": series.lr, "norms": series.gradient_norm,
    }.items():  # fmt: skip
        if values is not None:
            # Each counts by its place: two that change places are noticed.
            total = math.fsum(each * (i + 1.0) for i, each in enumerate(map(float, values)))
            words.append(f"{name} {total:.7g}")
    return ", ".join(words)


def read(text: str, **choices: str) -> list[str]:
    Path("run.log").write_bytes(text.encode())
    try:
        log: LossLog = ds.read_log("run.log", **choices)
    except ds.DownslopeError as error:
        return [f"{type(error).__name__}: {error}"]
    return [log.description, *(f"{name}: {seen(each)}" for name, each in log.all_series.items())]


def in_short(text: str, **choices: str) -> str:
    """Return what is read of a text on one line: of many series the first."""
    found = read(text, **choices)
    more = [f"and {len(found) - 2} more"] if len(found) > 2 else []
    return " | ".join(found[:2] + more)


def texts_of(kind: str) -> dict[str, str]:
    beginning = f"{kind}: "
    return {
        name.removeprefix(beginning): text
        for name, text in TEXTS.items()
        if name.startswith(beginning)
    }


def whole(kind: str) -> dict[str, object]:
    return {name: in_short(text) for name, text in texts_of(kind).items()}


def one_of_each_kind(first: int, alter: Callable[[str], str]) -> dict[str, str]:
    """Return of each kind a text that is altered, the first one from a place on."""
    found = {}
    for kind in KINDS:
        texts = [*texts_of(kind).items()]
        start = first % len(texts)
        for name, text in texts[start:] + texts[:start]:
            if alter(text) != text:
                found[f"{kind}: {name}"] = alter(text)
                break
    return found


def altered(alteration: str) -> dict[str, str]:
    first = [*ALTERED].index(alteration)
    return {
        name: in_short(text) for name, text in one_of_each_kind(first, ALTERED[alteration]).items()
    }


def chosen(name: str) -> dict[str, str]:
    """Return what is read with a choice of every ninth text, other ones for each choice."""
    first = [*CHOICES].index(name)
    return {key: in_short(text, **CHOICES[name]) for key, text in [*TEXTS.items()][first::9]}


CASES: dict[str, Case] = {f"{kind}, whole": partial(whole, kind) for kind in KINDS}
CASES |= {name: partial(altered, name) for name in ALTERED}
CASES |= {name: partial(chosen, name) for name in CHOICES}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("log_texts", name, CASES[name])
