"""Vowpal Wabbit's progress table: losses since the start, and since the last line.

    average  since         example        example  current  current  current
    loss     last          counter         weight    label  predict features
    1.000000 1.000000            1            1.0   1.0000   0.0000       20
    0.750000 0.500000            2            2.0   1.0000   0.2929       20

"average loss" is the mean since the start of the run, which hides recent changes; "since last"
is the mean of the examples since the line before.
"""

from __future__ import annotations

import re
from itertools import pairwise

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import NUMBER, Numerals
from downslope.data.loss_logs.records import Records

SINCE_LAST, AVERAGE = "loss since last", "average loss"

_ROW = re.compile(rf"\s*({NUMBER})\s+({NUMBER}|n\.a\.)\s+(\d+)\s+{NUMBER}(?:\s|$)")


def read(log: LogFile) -> Records | None:
    """Read the table of Vowpal Wabbit; return None for anything else."""
    head = [line.split() for line in log.head_lines]
    if not any(
        above[:2] == ["average", "since"] and below[:2] == ["loss", "last"]
        for above, below in pairwise(head)
    ):
        return None
    records = Records("vowpal wabbit", log.name)
    numerals = Numerals.of(row[1] for row in map(_ROW.match, log.head_lines) if row)
    for number, line in log.lines():
        if row := _ROW.match(line):
            values = [
                (name, value)
                for name, written in ((SINCE_LAST, row[2]), (AVERAGE, row[1]))
                if (value := numerals.value_in(log.name, number, written)) is not None
            ]
            records.add(number, values, [("sample", float(row[3]))])
    records.notes.append(f"{AVERAGE} is the mean since the start of the run")
    records.ranks |= {SINCE_LAST: 0, AVERAGE: 2}
    return records
