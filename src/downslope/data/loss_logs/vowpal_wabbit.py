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
from downslope.data.loss_logs.numerals import NUMBER
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
    for number, line in log.lines():
        row = _ROW.match(line)
        if row:
            since = [] if row[2] == "n.a." else [(SINCE_LAST, float(row[2]))]
            records.add(number, [*since, (AVERAGE, float(row[1]))], [("sample", float(row[3]))])
    records.notes.append(f"{AVERAGE} is the mean since the start of the run")
    records.ranks |= {SINCE_LAST: 0, AVERAGE: 2}
    return records
