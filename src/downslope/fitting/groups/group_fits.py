"""`GroupFits`: a regression for each group of rows, as a mapping from group to `Fit`.

All numbers of all groups are in arrays. A `Fit`, with its findings and its tests, is made from the
group's summary when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from downslope.errors import DataError, did_you_mean
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.group_tests import ChowTest, ShrunkWeights, chow_test, shrunk_weights
from downslope.fitting.groups.many_fits import SHOWN, ManyFits
from downslope.fitting.groups.stack_solver import Status
from downslope.fitting.groups.summary_stack import SummaryStack
from downslope.formatting import counted

HINTED = 1000  # labels among which a similar one is looked for


@dataclass(frozen=True, eq=False, repr=False)  # without slots: the places are computed once
class GroupFits(ManyFits, Mapping[Any, Fit]):
    """Fits of G groups; p weights, the intercept last. It is a mapping from group to `Fit`."""

    by: tuple[str, ...]
    labels: list[Any]  # (G,) sorted: whole numbers or text; tuples of several columns
    stack: SummaryStack
    solved: Mapping[int, Fit] = field(default_factory=dict)  # by place, of sums without rounding

    def __len__(self) -> int:
        return len(self.labels)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.labels)

    def __contains__(self, label: object) -> bool:
        return self._place(label) is not None

    def __getitem__(self, label: Any) -> Fit:
        place = self._place(label)
        if place is None:
            hint = did_you_mean(str(label), list(map(str, self.labels[:HINTED])))
            raise DataError(f"There is no group {label!r:.60} of {self._by}: {hint}")
        if place in self.solved:
            return self.solved[place]
        equal = label_text(self.by, self.labels[place])
        return self._fit(self.stack.summary(place), float(self.stack.log_weights[place]), equal)

    def get(self, label: Any, default: Any = None) -> Any:
        """Return the fit of a group, or the default if there is no such group."""
        return default if self._place(label) is None else self[label]

    @cached_property
    def _places(self) -> dict[Any, int]:
        return {label: place for place, label in enumerate(self.labels)}

    def _place(self, label: Any) -> int | None:
        """Return the place of a label; dates, truths, and text such as "12" are found too."""
        parts = tuple(label) if isinstance(label, (tuple, list)) else (label,)
        if not self.labels or len(parts) != len(self.by):
            return None
        first = self.labels[0]
        known = first if isinstance(first, tuple) else (first,)
        pairs = [(type(one), part) for one, part in zip(known, parts, strict=True)]
        for whole in (False, True):  # 2.0 is "2.0" in text, and "2" among numbers such as 2.5
            alike = tuple(_as(kind, part, whole=whole) for kind, part in pairs)
            place = self._places.get(alike if len(alike) > 1 else alike[0])
            if place is not None:
                return place
        return None

    @property
    def n(self) -> np.ndarray:
        """Number of rows of each group, shape (G,), without those of weight zero."""
        return self.stack.count

    @property
    def pooled(self) -> Fit:
        """The fit of all groups together."""
        return self._fit(self.stack.total(), float(self.stack.log_weights.sum()))

    def chow(self) -> ChowTest:
        """Test whether all groups have the same weights (Chow 1960), for noise of one variance.

        Returns
        -------
        ChowTest
            With `.statistic` (F), `.df`, and `.p`. Groups that have no weights of their own, or
            whose residuals are lost in rounding, are left out, and counted.

        Raises
        ------
        DataError
            Fewer than two groups have weights, or no row is to spare.

        """
        status = self.solution.status
        noisy = np.isfinite(self.residual_std) | (status == Status.NO_ROWS_TO_SPARE)
        used = np.flatnonzero((status < Status.COLLINEAR) & noisy)
        pooled = None if len(used) < 2 else self._fit(self.stack.take(used).total(), 0.0)
        return chow_test(pooled, self.solution, self.n, used)

    def shrunk(self) -> ShrunkWeights:
        """Shrink the weights of each group towards those of all (partial pooling).

        The weights of the groups are taken to be drawn from a normal distribution, whose mean and
        covariance are estimated from the groups that have errors (empirical Bayes; Swamy 1970);
        noise has one variance. Groups of few rows move most, and groups without weights of their
        own get some.

        Returns
        -------
        ShrunkWeights
            With `.weights` (G, p), `.std_error` (G, p), `.mean` (p,), and `.covariance` (p, p).

        Raises
        ------
        DataError
            There are too few groups with errors to estimate the covariance from.

        """
        return shrunk_weights(self.stack, self.solution, intercept=self.intercept)

    @property
    def title(self) -> str:
        """Title of a report: the target, the groups, and the number of rows."""
        source = self._rows_of(int(self.n.sum()))
        return f"{self.schema.target} by {self._by}  ({source}, {counted(len(self), 'group')})"

    @property
    def _by(self) -> str:
        return " and ".join(f"'{name}'" for name in self.by)

    @property
    def _kind(self) -> str:
        return "group"

    @property
    def _shown(self) -> Sequence[int]:
        return range(min(len(self), SHOWN))

    def _labels(self) -> dict[str, np.ndarray]:
        columns = [self.labels] if len(self.by) == 1 else list(zip(*self.labels, strict=True))
        return {name: np.array(each) for name, each in zip(self.by, columns, strict=True)}

    def _label(self, g: int) -> str:
        label = self.labels[g]
        return ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope fit --by --json` prints."""
        return {"by": list(self.by), "n": int(self.n.sum())} | super().to_dict()


def label_text(by: Sequence[str], label: Any) -> str:
    """Return the name of a group: "store = 7, year = 2024"."""
    parts = label if isinstance(label, tuple) else (label,)
    return ", ".join(f"{name} = {part}" for name, part in zip(by, parts, strict=True))


def _as(kind: type, part: Any, *, whole: bool) -> Any:
    """Return a part of a label in the type of those that are known."""
    if isinstance(part, (bool, np.bool_)):
        part = str(part).lower()
    if kind is int:
        try:
            number = int(part)
        except (TypeError, ValueError, OverflowError):
            return part
        return number if isinstance(part, str) or number == part else part
    if whole and isinstance(part, (float, np.floating)) and part == np.floor(part):
        return f"{part:.0f}"
    return str(part)
