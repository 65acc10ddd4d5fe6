"""`RowDivision`: how the options by=…, window=…, and absorb=… of a fit divide the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.data.blocks import Source
from downslope.errors import DataError, OptionError
from downslope.fitting.error_kinds import RobustErrors
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.absorbed import fit_absorbed
from downslope.fitting.groups.group_fits import GroupFits
from downslope.fitting.groups.group_pass import read_groups
from downslope.fitting.groups.stack_solver import solve_stack
from downslope.fitting.groups.window_fits import WindowFits
from downslope.fitting.groups.window_routes import Window, fit_in_windows, window_of
from downslope.fitting.passes import check_width
from downslope.fitting.passes.reader import ReadOptions
from downslope.fitting.specification import Specification
from downslope.numerics.arguments import OptionStyle, columns_or_labels


@dataclass(frozen=True, slots=True, eq=False)
class RowDivision:
    """Division of the rows that is asked for."""

    by: tuple[str, ...] = ()  # columns of groups
    labels: tuple[np.ndarray, ...] = ()  # of groups of arrays
    window: Window | None = None
    time: str | None = None
    absorb: tuple[str, ...] = ()  # columns of absorbed levels

    @property
    def beside(self) -> tuple[str, ...]:
        """Columns of the data that are read beside those of the model."""
        return (*self.by, *((self.time,) if self.time else ()), *self.absorb)

    @classmethod
    def of(
        cls,
        by: Any,
        window: Any,
        time: Any,
        absorb: Any,
        roles: Mapping[str, Any],
        style: OptionStyle,
    ) -> RowDivision:
        """Return the division that these options ask for.

        Parameters
        ----------
        by, window, time, absorb
            See `fit`; one of the three that divide is given.
        roles : mapping from str to object
            Columns that the model has, by their role in words; arrays have no names.
        style : OptionStyle
            How messages write options.

        Raises
        ------
        OptionError
            An option cannot be used.
        DataError
            A column is named twice, or has another role.

        """
        if time is not None and window is None:
            raise OptionError(
                f"{style.option('time')} is for {style.option('window')}: give both, or leave it "
                "out."
            )
        found = cls()
        if by is not None:
            found = cls(*columns_or_labels("by", by))
            _check_roles("by", found.by, roles, style)
        elif window is not None:
            found = cls(window=window_of(window, time, style), time=time)
            _check_roles("time", (time,) if time else (), roles, style)
        else:
            names, labels = columns_or_labels("absorb", absorb)
            if labels:
                raise OptionError(
                    f"{style.option('absorb')} takes names of columns: give a frame that has them."
                )
            found = cls(absorb=names)
            _check_roles("absorb", names, roles, style)
        return found

    def fit(
        self,
        source: Source,
        errors: RobustErrors | None,
        spec: Specification,
        level: float,
        read: ReadOptions,
        *,
        intercept: bool,
        like: Any = None,
    ) -> Fit | GroupFits | WindowFits:
        """Fit the rows as they are divided.

        Raises
        ------
        DataError, OptionError
            The data or an option cannot be used.

        """
        if self.absorb:
            return fit_absorbed(source, self.absorb, errors, spec, level, read)
        if self.window is not None:
            return fit_in_windows(
                source, self.window, self.time, spec, level, read, intercept=intercept, like=like
            )
        check_width(source.schema, read)
        by = self.by
        if self.labels:
            count = len(self.labels)
            by = ("group",) if count == 1 else tuple(f"group_{j + 1}" for j in range(count))
        found = read_groups(source, by, self.labels, read)
        solution = solve_stack(found.stack, intercept=intercept)
        return GroupFits(
            found.schema, solution, intercept, spec, level, like, found.dropped, by, found.labels,
            found.stack,
        )  # fmt: skip


def _check_roles(
    option: str, names: Sequence[str], roles: Mapping[str, Any], style: OptionStyle
) -> None:
    """Raise `DataError` if a column of the option is named twice, or has another role."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise DataError(f"{style.option(option)} names '{name}' twice: name it once.")
        for role, given in roles.items():
            columns = [given] if isinstance(given, str) else given
            if isinstance(columns, (list, tuple)) and name in columns:
                raise DataError(
                    f"'{name}' is both {role} and in {style.option(option)}: leave it out of one "
                    "of the two."
                )
