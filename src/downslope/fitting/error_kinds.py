"""Kinds of robust standard errors, as options ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.errors import OptionError, unknown
from downslope.fitting.influence import ROBUST
from downslope.numerics.arguments import OptionStyle, columns_or_labels, whole_number

CR1, CR3 = BY_CLUSTER = ("CR1", "CR3")


@dataclass(frozen=True, slots=True, eq=False)
class RobustErrors:
    """Robust standard errors that are asked for."""

    kind: str  # "HC0" … "HC3", "CR1", "CR3", or "HAC"
    columns: tuple[str, ...] = ()  # of the clusters
    labels: tuple[np.ndarray, ...] = ()  # of the clusters of arrays
    lags: int = 0
    order: str | None = None

    @property
    def beside(self) -> tuple[str, ...]:
        """Columns of the data that are read beside those of the model."""
        named = () if self.labels else self.columns
        return (*named, *([self.order] if self.order else []))

    @classmethod
    def of(
        cls,
        robust: str | None,
        cluster: Any,
        hac: int | None,
        order: str | None,
        style: OptionStyle,
    ) -> RobustErrors:
        """Return the errors that these options ask for, at least one of them.

        Raises
        ------
        OptionError
            One is not known, or two exclude each other.

        """
        if order is not None and hac is None:
            raise OptionError(
                f"{style.option('order')} is for {style.option('hac')}: leave one of the two out, "
                "or give both."
            )
        if hac is not None:
            whole_number("hac", hac)
            if order is not None and not isinstance(order, str):
                raise OptionError(f"order={order!r:.40} is not the name of a column.")
            return cls("HAC", lags=hac, order=order)
        if cluster is None:
            if robust in BY_CLUSTER:
                raise OptionError(
                    f"{style.setting('robust', robust)} needs clusters: name their column with "
                    f"{style.option('cluster')}."
                )
            if robust is not None and robust not in ROBUST:
                raise unknown("robust", robust, (*ROBUST, *BY_CLUSTER))
            assert robust is not None
            return cls(robust)
        if robust is not None and robust not in BY_CLUSTER:
            raise OptionError(
                f"{style.setting('robust', robust)} takes no clusters: give CR1 or CR3, or leave "
                f"{style.option('cluster')} out."
            )
        kind = robust or CR1
        columns, labels = columns_or_labels("cluster", cluster)
        if labels:
            many = tuple(f"clusters {place}" for place, _ in enumerate(labels, 1))
            columns = many if len(many) > 1 else ("clusters",)
        if not 1 <= len(columns) <= 2 or len(set(columns)) < len(columns):
            raise OptionError(f"{style.option('cluster')} takes one column, or two different ones.")
        if kind == CR3 and len(columns) == 2:
            raise OptionError(
                "CR3 is for clusters of one way: give one column, or use CR1 for two ways."
            )
        return cls(kind, columns, labels)


def passes_left(max_passes: int | None, style: OptionStyle) -> int | None:
    """Return the number of passes that robust errors leave for the fit.

    Raises
    ------
    OptionError
        They leave none.

    """
    if max_passes is None:
        return None
    if max_passes == 1:
        raise OptionError(
            f"{style.setting('max_passes', max_passes)} leaves no pass for robust errors, which "
            "need one more: allow 2, or leave them out."
        )
    return max_passes - 1
