"""Boxes of names and values, one for each step, as Stable-Baselines and Spinning Up print them.

    -----------------------------
    | time/           |         |
    |    iterations   | 4       |
    | train/          |         |
    |    loss         | 0.693   |
    -----------------------------

A box ends at a rule, or where a name comes again. A name that ends with "/" stands above others.
"""

from __future__ import annotations

import re

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import Numerals, is_number
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import NOT_A_LOSS, rank_of, unit_of

FEWEST = 2  # boxes
PASSES = "n_updates"  # of Stable-Baselines: passes over what was collected, not steps

_ROW = re.compile(r"\s*[|│┃]\s*(?P<name>[^\W\d][^|│┃]*?)\s*[|│┃]\s*(?P<value>[^|│┃]*?)\s*[|│┃]\s*")
_RULE = re.compile(r"\s*[-+=─━]{5,}\s*")


def read(log: LogFile) -> Records | None:
    """Read boxes of names and values; return None for any other text."""
    rows = [row for row in map(_ROW.fullmatch, log.head_lines) if row]
    names = [row["name"] for row in rows if is_number(row["value"])]
    if not any(rank_of(name) < NOT_A_LOSS and names.count(name) >= FEWEST for name in set(names)):
        return None
    numerals = Numerals.of(row["value"] for row in rows if is_number(row["value"]))
    records = Records("boxes", log.name)
    values: dict[str, float] = {}
    places: dict[str, float] = {}
    seen: set[str] = set()
    above, first = "", 0

    def finish() -> None:
        if values:
            records.add(first, values.items(), places.items())
        for each in (values, places, seen):
            each.clear()

    for number, line in log.lines():
        if _RULE.fullmatch(line):
            finish()
            above = ""
        if (row := _ROW.fullmatch(line)) is None:
            continue
        name, value = row["name"], row["value"]
        if name.endswith("/") and not value:
            above = name
        elif is_number(value):
            if above + name in seen:
                finish()
            first = first if seen else number
            seen.add(above + name)
            if name == PASSES:
                continue
            if unit := unit_of(name):
                places.setdefault(unit, numerals.value(value))
            else:
                values[above + name] = numerals.value(value)
    finish()
    return records
