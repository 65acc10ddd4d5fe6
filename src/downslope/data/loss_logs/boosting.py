r"""Logs of gradient boosting: what XGBoost, LightGBM, and CatBoost print, and CatBoost's tables.

[0]\ttrain-rmse:0.52\teval-rmse:0.61                           XGBoost
[1]\ttraining's l2: 0.52\tvalid_1's l2: 0.61                   LightGBM
[LightGBM] [Info] Iteration:1, training l2 : 0.52              LightGBM's own program
0:\tlearn: 0.52\ttest: 0.61\tbest: 0.61 (0)\ttotal: 50ms       CatBoost
"""

from __future__ import annotations

import re

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import NUMBER, Numerals
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import is_bookkeeping

_ROUND = re.compile(r"(?:^|\s)\[(\d+)\][:\s]\s*(?=\S)")
_INFO = re.compile(r"\[LightGBM\].*?Iteration:\s*(\d+),\s*")
_CATBOOST = re.compile(r"^(\d+):\s+(?=learn\b|test\b)")
_ENTRY = re.compile(rf"([^\W\d][^:\t,]*?)\s*:\s*({NUMBER})(?:\s*\+\s*{NUMBER})?(?![\w.])")
_LEFT_OUT = frozenset({"best", "total", "remaining"})


def read(log: LogFile) -> Records | None:
    """Read the output of a boosting library; return None for anything else."""
    head = [line for line in log.head_lines if line.strip()]
    for title, pattern in (("lightgbm", _INFO), ("catboost", _CATBOOST), ("xgboost", _ROUND)):
        rounds = [
            line for line in head if (found := pattern.search(line)) and _entries(line, found)
        ]
        if rounds and len(rounds) >= min(2, len(head)):
            if title == "xgboost" and "'s " in rounds[0]:
                title = "lightgbm"
            if title == "xgboost" and not re.search(r"-[\w@:.]+:", rounds[0]):
                return None  # "[3] loss: 0.5", as any loop prints it
            return _read(log, title, pattern)
    return None


def _read(log: LogFile, title: str, pattern: re.Pattern[str]) -> Records:
    records = Records(title, log.name)
    numerals = Numerals.of(w for line in log.head_lines for _, w in _ENTRY.findall(line))
    repeats = False  # after "Best iteration is:" comes a line of that iteration again
    for number, line in log.lines():
        if "est iteration" in line:
            repeats = True
            continue
        found = pattern.search(line)
        if found and repeats:
            repeats = False
            continue
        values = [
            (name, value)
            for name, written in (_entries(line, found) if found else ())
            if (value := numerals.value_in(log.name, number, written)) is not None
        ]
        if found and values:
            records.add(number, values, [("step", float(found[1]))])
    if title == "catboost":
        records.ranks |= {n: 0 for _, n in records.columns if n.startswith(("learn", "test"))}
    return records


def _entries(line: str, found: re.Match[str]) -> list[tuple[str, str]]:
    """Return the names behind the number of a round, each with its numeral."""
    return [
        (name.strip(), written)
        for name, written in _ENTRY.findall(line, found.end())
        if name.strip() not in _LEFT_OUT and not is_bookkeeping(name)
    ]
