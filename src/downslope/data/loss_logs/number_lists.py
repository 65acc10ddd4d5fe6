"""Lists of numbers, as Python, NumPy, and the frameworks print them, on one line or several.

[9. 8. 7. 6.                                  a NumPy array
 5. 4. 3. 2.]
losses = [0.93, 0.81, 0.72]
{'loss': [0.93, 0.81], 'val_loss': [1.02, nan]}
[np.float64(0.93), np.float64(0.81)]
[(0, 0.93), (1, 0.81)]
"""

from __future__ import annotations

import re

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import NUMBER, NumeralError, Numerals, without_wrappers
from downslope.data.loss_logs.records import Records
from downslope.errors import DataError

LISTED_SHARE = 0.6  # of a text that is lists: less is a log that prints some
FEWEST = 3  # numbers that make a list

_LIST = re.compile(
    r"(?:(?<!\w)(?P<name>[^\W\d][\w ./\-]{0,60}?)[\"']?\s*[:=]\s*)?"
    r"(?:[\w.]+\(\s*)?(?P<open>[\[({])\s*(?P<body>[^\[\](){}<>]*?)\s*[\])}]"
    r"(?:,[^()\[\]]*\))?",
)
_OF_R = re.compile(rf"\s*\[\d+\](?P<row>(?:\s+{NUMBER})+)\s*")
_OF_MATLAB = re.compile(  # and Octave: a vector in parts, with a heading above each
    rf"\s*(?:(?:\w+ =)?|Columns? \d+(?: (?:through|to|and) \d+)?:?"
    rf"|(?P<row>{NUMBER}(?:\s+{NUMBER})+))\s*"
)
_NUMBERS = re.compile(rf"(?<![\w.]){NUMBER}(?![\w])")
_OTHER = re.compile(r"[^\s\d.,;eEdD+\-'\"]")


def read(log: LogFile) -> Records | None:
    """Read text of lists; return None for anything else."""
    head = "\n".join(log.head_lines)
    is_in_parts = any(line.lstrip().startswith("Column") for line in log.head_lines[:9])
    title, pattern = ("MATLAB", _OF_MATLAB) if is_in_parts else ("R", _OF_R)
    if (vector := _rows(log, title, pattern)) is not None:
        return vector
    if not re.match(r"\s*(?:[^\W\d][\w ./\-]*[:=]\s*)?[\w.<'\" ,>]*[(\[{]", head):
        return None
    head = without_wrappers(head)
    if not _share_of_lists(head, log.is_whole) >= LISTED_SHARE:
        return None
    text = without_wrappers("\n".join(line for _, line in log.lines()))
    found = [(m["name"], m["body"], text.count("\n", 0, m.start()) + 1) for m in _lists(text)]
    if any("..." in body or "…" in body for _, body, _ in found):
        raise DataError(
            f"{log.name} holds a shortened array ('...'): print it whole, with "
            "np.set_printoptions(threshold=sys.maxsize)."
        )
    records = Records("list of numbers", log.name)
    lists = [(name, _values(body), line) for name, body, line in found]
    rows = [(values, line) for name, values, line in lists if not name]
    width = max((len(values) for values, _ in rows), default=0)
    if len(rows) > 1 and width < FEWEST:
        _add_rows(records, rows, width)
    else:
        _add_lists(records, lists)
    return records if records.columns else None


def _rows(log: LogFile, title: str, pattern: re.Pattern[str]) -> Records | None:
    """Read rows of numbers as a language prints a vector; return None with other lines between."""
    content = [line for line in log.head_lines if line.strip()]
    whole = content[:-1] or content  # the last may be cut
    if not whole or not all(map(pattern.fullmatch, whole)):
        return None
    records = Records(title, log.name)
    for number, line in log.lines():
        if (row := pattern.fullmatch(line)) and row["row"]:
            for value in _values(row["row"]):
                records.add(number, [("loss", value)])
    return records if records.columns else None


def _lists(text: str) -> list[re.Match[str]]:
    return [
        m
        for m in _LIST.finditer(text)
        if m["body"] and _are_numbers(m["body"]) and not _words(m["body"])
    ]


def _are_numbers(body: str) -> bool:
    try:
        return bool(_values(body))
    except NumeralError:  # [2.13.0] is a version
        return False


def _words(body: str) -> bool:
    """Return whether a list contains anything but numbers."""
    return bool(_OTHER.search(re.sub(r"\.\.\.|…", "", _NUMBERS.sub("", body))))


def _share_of_lists(head: str, whole: bool) -> float:
    if not whole and "]" not in head:
        return float("[" in head[:200] and not _words(head[head.index("[") + 1 :]))
    covered = sum(m.end() - m.start() for m in _lists(head))
    long_enough = any(len(_values(m["body"])) >= FEWEST or "\n" in m["body"] for m in _lists(head))
    pairs = len(_lists(head)) > 1
    return covered / max(len(head.strip()), 1) if long_enough or pairs else 0.0


def _values(body: str) -> list[float]:
    numerals = Numerals("thousands")
    # In a list a comma separates, with a blank behind it or without.
    return [numerals.value(number) for number in _NUMBERS.findall(body.replace(",", " "))]


def _add_rows(records: Records, rows: list[tuple[list[float], int]], width: int) -> None:
    """Add pairs of epoch and loss, or single losses, one list each."""
    for values, line in rows:
        if len(values) == width:
            records.add(line, [("loss", values[-1])], [("entry", values[0])] if width == 2 else ())


def _add_lists(records: Records, lists: list[tuple[str | None, list[float], int]]) -> None:
    """Add whole series, side by side from their first numbers on."""
    unnamed = sum(not name for name, _, _ in lists)
    for i, (name, values, line) in enumerate(lists, start=1):
        title = (name or ("loss" if unnamed == 1 else f"list {i}")).strip()
        if not name:
            records.ranks[title] = 0
        for value in values:
            records.add(line, [(title, value)])
