"""Routes of `fit` to many fits: from the options by=… to the result."""

from __future__ import annotations

from typing import Any

import numpy as np

from downslope.data.blocks import Source
from downslope.fitting.groups.group_fits import GroupFits
from downslope.fitting.groups.group_pass import read_groups
from downslope.fitting.groups.stack_solver import solve_stack
from downslope.fitting.passes import check_width
from downslope.fitting.passes.reader import ReadOptions
from downslope.fitting.specification import Specification


def fit_by_group(
    source: Source,
    by: tuple[str, ...],
    labels: tuple[np.ndarray, ...],
    spec: Specification,
    level: float,
    read: ReadOptions,
    *,
    intercept: bool,
    like: Any = None,
) -> GroupFits:
    """Fit each group of rows, from one pass.

    Raises
    ------
    DataError
        The data cannot be used, a column has two roles, or the groups do not fit in memory.

    """
    schema = source.schema
    if labels:
        by = ("group",) if len(labels) == 1 else tuple(
            f"group_{j + 1}" for j in range(len(labels)))  # fmt: skip
    check_width(schema, read)
    known, stack = read_groups(source, by, labels, read)
    solution = solve_stack(stack, intercept=intercept)
    return GroupFits(schema, solution, intercept, spec, level, like, by, known, stack)
