"""Tables that libraries print: fastai, skorch, scikit-learn's boosting, Markdown, boxes.

    epoch     train_loss  valid_loss  time
    0         0.687000    0.691000    00:03

    | epoch | train_loss |
    |-------|------------|
    |     1 |     0.6870 |

Rows stand under a header that names a loss; other lines may stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from downslope.data.loss_logs.columns import Layout, add_named, has_value
from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import Numerals, is_missing, is_number
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import NOT_A_LOSS, rank_of, unit_of

NEAR = 200  # lines below a header, among which is its first row: progress bars come before it

_RULE = re.compile(r"[\s|+:\-=_─━═┼╇╪┿╋├┤┡┩┏┓┗┛┳┻┌┐└┘╞╡╘╛╒╕╧╤┯┷┠┨╂┆]*")
_BAR = re.compile(r"[|│┃║┆]")
# fastai prints six decimals into columns that a large loss fills: "905679616.00000031537.000000".
_SIX_DECIMALS = re.compile(r"\d+:\d\d(?::\d\d)?|-?\d+\.\d{6}|\S+")
_OF_HOW_MANY = re.compile(r"(?<=\d)/\d+$")
_GAP = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The names above a table, and how its cells are separated."""

    names: tuple[str, ...]
    barred: bool

    @property
    def is_of_fastai(self) -> bool:
        """Whether this is the header that fastai prints."""
        return {"epoch", "train_loss", "valid_loss", "time"} <= set(self.names)

    def cells(self, line: str) -> list[str]:
        """Return the cells of a row."""
        if self.is_of_fastai and not self.barred:
            return _SIX_DECIMALS.findall(line)
        cells, width = _cells(line, self.barred), len(self.names)
        if self.barred or len(cells) == width:
            return cells
        if len(by_gaps := _GAP.split(line.strip())) == width:
            return by_gaps  # H2O: "2026-11-29 14:41:37   0.012 sec   1"
        # YOLO: "1/30  2.1G  0.4  640: 100%|████| 8/8", under names for all that is before ":"
        is_state = len(cells) > width and cells[width - 1].endswith(":")
        if not is_state or "100%" not in cells[width]:
            return cells
        return [_OF_HOW_MANY.sub("", cell.rstrip(":")) for cell in cells[:width]]


def read(log: LogFile) -> Records | None:
    """Read a printed table; return None for any other text."""
    lines = [line for line in log.head_lines if line.strip() and not _is_rule(line)]
    header = next(
        (
            _with_line_above(found, lines[i - 1]) if i else found
            for i, above in enumerate(lines)
            for found in _headers(above)
            if any(_begins(found, below) for below in lines[i + 1 : i + 1 + NEAR])
        ),
        None,
    )
    if header is None:
        return None
    numerals = Numerals.of(c for line in lines for c in header.cells(line) if is_number(c))
    layout = Layout(log, None, len(header.names), header.names, 0, numerals)
    rows = ((number, header.cells(line)) for number, line in log.lines())
    records = Records("fastai" if header.is_of_fastai else "printed table", log.name)
    add_named(layout, records, (row for row in rows if _fits(header, row[1])))
    return records if records.columns else None


def _fits(header: Header, cells: Sequence[str]) -> bool:
    """Return whether a line is a row: its epoch and a loss are numbers, and few cells are words."""
    if len(cells) != len(header.names):
        return False
    named = [pair for pair in zip(header.names, cells, strict=True) if pair[0]]
    losses = [is_number(cell) for name, cell in named if rank_of(name) < NOT_A_LOSS]
    places = [is_number(cell) for name, cell in named if unit_of(name)]
    words = [cell[:1].isalpha() and not is_number(cell) and not is_missing(cell) for cell in cells]
    numbers = [is_number(cell) for name, cell in named if not unit_of(name)]
    return any(losses) and all(places) and sum(words) <= sum(numbers)


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _headers(line: str) -> Iterator[Header]:
    """Yield the headers that a line may be: cut by bars, by gaps of two blanks, by every blank."""
    barred = len(_BAR.findall(line)) >= 2
    spellings = [_cells(line, barred)]
    if not barred:
        # Words with one blank between them are a sentence, or columns of a CSV.
        has_gaps = _GAP.search(line.strip()) and not re.search(r"[,;]", line)
        spellings = [_GAP.split(line.strip()), line.split()] if has_gaps else []
    for names in spellings:
        is_named = any(rank_of(name) < NOT_A_LOSS for name in names)
        has_numbers = any(is_number(name) or has_value(name) for name in names)
        if len(names) > 1 and is_named and not has_numbers:
            yield Header(tuple(names), barred)


def _begins(header: Header, line: str) -> bool:
    """Return whether a row of numbers is below a header."""
    row = header.cells(line)
    return (
        len(row) == len(header.names)
        and any(map(is_number, row))
        and any(
            rank_of(name) < NOT_A_LOSS and (is_number(cell) or is_missing(cell))
            for name, cell in zip(header.names, row, strict=True)
        )
    )


def _with_line_above(header: Header, above: str) -> Header:
    """Return a header of two lines: MATLAB prints "Mini-batch" above "Loss"."""
    first = _cells(above, barred=True)
    if not header.barred or len(first) != len(header.names) or any(map(is_number, first)):
        return header
    return Header(
        tuple(" ".join(pair).strip() for pair in zip(first, header.names, strict=True)), True
    )


def _cells(line: str, barred: bool) -> list[str]:
    if not barred:
        return line.split()
    return [cell.strip(" *`") for cell in _BAR.split(line.strip().strip("|│┃║"))]
