"""`LossLog`: the losses of one run, read from a log, with their names, kinds, and places.

A log names series (`train/loss`, `val_loss`). Each has values in the order they were logged, and
where the log says so, the epoch, step, or sample at which each value was logged. One series is the
`metric`: the one to diagnose. Readers of files make it (`downslope.data.loss_logs`); for numbers
in memory there is `LossLog.of_values`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from downslope.formatting import counted
from downslope.numerics.arrays import Vector

UNITS = ("epoch", "step", "sample", "entry")
MOST_NAMED = 6  # series, runs, or notes in one sentence


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Series:
    """One named series of a log.

    Attributes
    ----------
    values : ndarray of shape (T,)
        In the order they were logged; NaN and inf only where the log says so.
    kind : str
        squared, root, absolute, cross-entropy, or unknown.
    role : str
        train, validation, or other.
    unit : str
        What the log counts this series in, one of `UNITS`; "entry" if it does not say.
    places : ndarray of shape (T,) or None
        Ascending epochs, steps, or samples; None if only the order is known.
    lines : ndarray of shape (T,) or None
        Line of the file that each value stands on, or None for a format without lines.
    lr, gradient_norm : ndarray of shape (T,) or None
        What the log says with each value, NaN where it says nothing.
    """

    values: Vector
    kind: str = "unknown"
    role: str = "train"
    unit: str = "entry"
    places: Vector | None = None
    lines: NDArray[np.integer] | None = None
    lr: Vector | None = None
    gradient_norm: Vector | None = None

    @property
    def extent(self) -> str:
        """Amount of what was logged: "60 epochs", or "57 values from step 10 to step 570"."""
        entries = len(self.values)
        values = counted(entries, "value")
        if self.unit == "entry" or entries == 0:
            return values
        if self.places is None:
            return f"{values} counted in {self.unit}s"
        first, last = float(self.places[0]), float(self.places[-1])
        if last - first == entries - 1:
            return counted(entries, self.unit)
        return f"{values} from {self.unit} {first:,.10g} to {self.unit} {last:,.10g}"

    def at(self, entries: NDArray[np.integer]) -> Series:
        """Return some of its entries, given by their indices."""
        places = self.places
        return replace(
            self,
            values=self.values[entries],
            places=(entries + 1.0).astype(np.float64) if places is None else places[entries],
            lines=None if self.lines is None else self.lines[entries],
            lr=None if self.lr is None else self.lr[entries],
            gradient_norm=None if self.gradient_norm is None else self.gradient_norm[entries],
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LossLog:
    """Result of reading the log of one run, with the series to diagnose.

    Attributes
    ----------
    format : str
        Short name of what was read, such as "keras", "lightning csv", or "plain numbers".
    metric : str
        Name of the chosen series.
    all_series : mapping of str to Series
        All series of the run, the chosen one among them.
    run : str or None
        Name of the run, if the log names runs.
    runs : tuple of str
        Names of all runs of the log.
    notes : tuple of str
        What was set aside, and what was damaged.
    source : str
        What the user called the log.
    """

    format: str
    metric: str
    all_series: Mapping[str, Series]
    run: str | None = None
    runs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""

    @classmethod
    def of_values(cls, values: Vector, *, name: str = "loss", unit: str = "entry") -> LossLog:
        """Return the log of one series, of values alone."""
        return cls(
            format="values", metric=name, all_series={name: Series(values=values, unit=unit)}
        )

    @property
    def chosen(self) -> Series:
        """The series to diagnose."""
        return self.all_series[self.metric]

    @property
    def series(self) -> dict[str, Vector]:
        """The values of each series, by name."""
        return {name: series.values for name, series in self.all_series.items()}

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of each series, by name."""
        return {name: series.kind for name, series in self.all_series.items()}

    @property
    def roles(self) -> dict[str, str]:
        """The role of each series, by name."""
        return {name: series.role for name, series in self.all_series.items()}

    @property
    def values(self) -> Vector:
        """Values of the chosen series, shape (T,)."""
        return self.chosen.values

    @property
    def places(self) -> Vector | None:
        """Epochs, steps, or samples of the chosen series, shape (T,); None if unknown."""
        return self.chosen.places

    @property
    def unit(self) -> str:
        """Unit in which the chosen series is counted."""
        return self.chosen.unit

    @property
    def kind(self) -> str:
        """The kind of the chosen series."""
        return self.chosen.kind

    @property
    def lr(self) -> Vector | None:
        """Learning rates logged with the chosen series, shape (T,), NaN where none was logged."""
        return self.chosen.lr

    @property
    def gradient_norm(self) -> Vector | None:
        """Gradient norms logged with the chosen series, shape (T,); NaN where none was logged."""
        return self.chosen.gradient_norm

    @property
    def others(self) -> tuple[str, ...]:
        """Names of the series that were not chosen."""
        return tuple(name for name in self.all_series if name != self.metric)

    def at(self, entries: NDArray[np.integer]) -> LossLog:
        """Return the log with some entries of the chosen series, given by their indices."""
        return replace(self, all_series={**self.all_series, self.metric: self.chosen.at(entries)})

    @property
    def validation(self) -> Series | None:
        """The validation series that belongs to the chosen one, by kind and name, if any."""
        found = {
            n: s for n, s in self.all_series.items() if s.role == "validation" and n != self.metric
        }
        alike = {n: s for n, s in found.items() if s.kind == self.kind} or found

        def closeness(name: str) -> tuple[int, int]:
            ends = zip(reversed(name), reversed(self.metric), strict=False)
            same_end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
            return same_end, len(alike[name].values)

        return alike[max(alike, key=closeness)] if alike else None

    @property
    def description(self) -> str:
        """Description of what was read and what was left out, on one line."""
        of_run = f" of run {self.run}" if self.run else ""
        beside = f", beside {listed(self.others)}" if self.others else ""
        said = "".join(f"; {note}" for note in self.notes[:MOST_NAMED])
        return f"{self.metric}{of_run}, {self.chosen.extent}{beside} ({self.format}){said}"

    def to_dict(self) -> dict[str, object]:
        """Return the `log` object of the command line's contract."""
        values = self.values
        return {
            "format": self.format,
            "metric": self.metric,
            "kind": self.kind,
            "unit": self.unit,
            "entries": len(values),
            "first": _finite(values[0]) if len(values) else None,
            "last": _finite(values[-1]) if len(values) else None,
            "others": list(self.others),
        }

    def __repr__(self) -> str:
        return f"LossLog({self.description})"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Return the first few names and the number of the others."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
