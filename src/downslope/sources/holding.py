"""All rows of a source at once, for what one pass of blocks cannot tell: each row's influence."""

from __future__ import annotations

import numpy as np

from downslope.sources.columns import check_enough
from downslope.sources.stream import Source
from downslope.sources.table import Table


def held(source: Source) -> Table:
    """The rows of a source, in memory.

    Raises:
        DataError: what was read cannot be used, or fewer than two rows are left.

    """
    schema, tasks = source.schema, source.tasks()
    blocks = [np.empty((0, schema.width))]
    for task in tasks:
        blocks += [block.copy() for block in task.blocks()]
    rows, d = np.vstack(blocks), len(schema.features)
    dropped = sum(task.dropped for task in tasks)
    check_enough(schema.source, len(rows), dropped)
    return Table(
        X=rows[:, :d],
        y=rows[:, d].copy(),
        feature_names=schema.features,
        target=schema.target,
        source=schema.source,
        weights=None if schema.weights is None else rows[:, d + 1].copy(),
        rows_dropped=dropped,
        levels=schema.levels,
    )
