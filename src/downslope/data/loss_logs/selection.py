"""Selection: from the records of a log to one run, one metric and one unit.

The loss that was minimized is chosen where the names tell it: "loss" before "mse_loss", the
training loss before the validation loss. Where two readings are possible, the error names both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    TRAIN,
    is_gradient_norm,
    is_learning_rate,
    kind_of,
    role_of,
    words,
)
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.loss_log import UNITS, LossLog, Series, listed
from downslope.numerics.arrays import Vector

FEWEST_OF_A_SERIES = 2  # values: a name logged once is a summary
AT_ONCE = 1_000_000  # places
SAME_LOSS = frozenset({"avg", "average", "mean", "running", "epoch", "step"})


def select(records: Records, metric: str | None, run: str | None, unit: str | None) -> LossLog:
    """Return the run, the metric and the unit that were asked for, or the only ones there are.

    Raises
    ------
    DataError
        No losses, or several runs or training losses and no choice.
    OptionError
        A run, a metric or a unit that the log does not have.
    """
    if unit is not None and unit not in UNITS[:3]:
        raise OptionError(f"unit='{unit}' is not known: choose from: {', '.join(UNITS[:3])}")
    if unit == "step" and records.detailed is not None:
        records = records.detailed
    notes = list(records.notes)
    chosen_run, runs = _run(records, run)
    if chosen_run and len(runs) > 1:
        notes.append(f"left aside: {listed([each for each in runs if each != chosen_run])}")
    series = _Series(records, chosen_run)
    parts = series.restarts()
    if parts > 1:
        chosen_run, runs = _part(records, parts, run, runs)
        series = series.part(int(chosen_run) - 1)
    names = series.names
    summary = [name for name in names if series.is_summary(name)]
    if metric is None:
        name = _metric(records, series, [n for n in names if n not in summary] or names, unit)
    else:
        name = _named(records, metric, names)
    aside = [each for each in summary if each != name]
    if aside:
        notes.append(f"{listed(aside)} is a summary and was left aside")
    if name in records.broken:
        raise DataError(records.broken[name])
    kept = [each for each in names if each not in aside]
    return LossLog(
        format=records.format,
        metric=name,
        all_series={each: series.of(each, unit if each == name else None) for each in kept},
        run=chosen_run or None,
        runs=tuple(runs),
        notes=tuple(notes),
        source=records.source,
    )


def _run(records: Records, wanted: str | None) -> tuple[str, list[str]]:
    """Return the name of the run to read, and of all of them."""
    runs = [each for each in records.runs if each]
    if wanted is None:
        if len(runs) > 1:
            raise DataError(
                f"{records.source} holds {len(runs)} runs ({listed(runs)}): choose one with "
                "--run NAME."
            )
        return runs[0] if runs else "", runs
    if not runs:
        return "", runs  # parts of a log that starts again are numbered later
    exact = [each for each in runs if each == wanted] or [
        each for each in runs if wanted.casefold() in each.casefold()
    ]
    if len(exact) != 1:
        raise OptionError(
            f"--run '{wanted}' is not in {records.source}: {did_you_mean(wanted, runs)}"
        )
    return exact[0], runs


def _part(
    records: Records, parts: int, wanted: str | None, runs: list[str]
) -> tuple[str, list[str]]:
    """Return which part of a log that starts again is wanted."""
    numbered = [str(i + 1) for i in range(parts)]
    if wanted is None or runs:
        raise DataError(
            f"{records.source} holds {parts} runs one after the other (its epochs start again): "
            f"choose one with --run {' or --run '.join(numbered[:3])}."
        )
    if wanted not in numbered:
        raise OptionError(
            f"--run '{wanted}' is not in {records.source}: {did_you_mean(wanted, numbered)}"
        )
    return wanted, numbered


def _named(records: Records, metric: str, names: Sequence[str]) -> str:
    """Return the series of that name."""
    for alike in (
        lambda name: name == metric,
        lambda name: name.casefold() == metric.casefold(),
        lambda name: words(name) == words(metric),
    ):
        found = [name for name in names if alike(name)]
        if found:
            return found[0]
    raise OptionError(
        f"--metric '{metric}' is not in {records.source}: {did_you_mean(metric, names)}"
    )


def _metric(records: Records, series: _Series, names: Sequence[str], unit: str | None) -> str:
    """Return the name of the loss that was minimized."""
    ranks = {name: series.rank(name) for name in names}
    losses = [name for name in names if ranks[name] < NOT_A_LOSS]
    if not losses:
        if len(names) == 1 and series.may_be_a_loss(names[0]):
            records.ranks[names[0]] = 0
            return names[0]
        raise DataError(_no_loss(records, names))
    train = [name for name in losses if series.role(name) != "validation"] or losses
    best = min(ranks[name] for name in train)
    tied = [name for name in train if ranks[name] == best]
    if len(tied) > 1:
        tied = _counted_in(tied, unit, series)
    if len({_words_of_loss(name) for name in tied}) > 1:
        what = "training losses" if series.role(tied[0]) != "validation" else "losses"
        raise DataError(
            f"{records.source} has {len(tied)} {what} ({listed(tied)}): choose one with "
            "--metric NAME."
        )
    return max(tied, key=series.count)


def _no_loss(records: Records, names: Sequence[str]) -> str:
    if not names:
        return f"{records.source} names no loss: give one loss on each line."
    return (
        f"{records.source} has the columns {listed(list(names))}: name one of them 'loss', or "
        "choose one with --metric NAME."
    )


def _words_of_loss(name: str) -> frozenset[str]:
    """Return the words that tell two losses apart: "train_loss" and "loss" are the same."""
    return frozenset(words(name)) - TRAIN - SAME_LOSS


def _counted_in(tied: list[str], unit: str | None, series: _Series) -> list[str]:
    """Return, of a loss logged by step and by epoch, the one that is wanted."""
    by_epoch = [name for name in tied if words(name)[-1] == "epoch"]
    by_step = [name for name in tied if words(name)[-1] == "step"]
    if not (by_epoch and by_step):
        return tied
    enough = max(map(series.count, by_epoch)) > FEWEST_OF_A_SERIES
    return by_epoch if unit == "epoch" or (unit is None and enough) else by_step


class _Series:
    """The columns of one run, with the places of their records."""

    def __init__(self, records: Records, run: str, span: tuple[int, int] | None = None) -> None:
        self.records, self.run, self.span = records, run, span
        self.places = records.place_columns()
        self.lines = np.frombuffer(records.lines, dtype=np.uint32)
        self.columns = {name: c for (of, name), c in records.columns.items() if of in (run, "")}
        self.rates = [name for name in self.columns if is_learning_rate(name)]
        self.norms = [name for name in self.columns if is_gradient_norm(name)]
        beside = {*self.rates, *self.norms}
        self.names = [n for n in self.columns if n not in beside and self.count(n)] or [
            n for n in self.columns if self.count(n)
        ]

    def part(self, index: int) -> _Series:
        """Return the part of a log that starts again and again."""
        starts = [0, *self._starts(), len(self.records)]
        return _Series(self.records, self.run, (starts[index], starts[index + 1]))

    def where(self, name: str) -> NDArray[np.integer] | slice:
        """Return the records of a series."""
        found = self.columns[name].where(len(self.records))
        if self.span is None:
            return found
        every = np.arange(len(self.records), dtype=np.uint32)[found]
        return every[(every >= self.span[0]) & (every < self.span[1])]

    def values(self, name: str) -> Vector:
        """Return the values of a series, in the order they were logged."""
        values = np.frombuffer(self.columns[name].values, dtype=np.float64)
        if self.span is None:
            return values
        every = np.arange(len(self.records), dtype=np.uint32)[
            self.columns[name].where(len(self.records))
        ]
        return values[(every >= self.span[0]) & (every < self.span[1])]

    def count(self, name: str) -> int:
        """Return how many values a series has."""
        return len(self.values(name))

    def role(self, name: str) -> str:
        """Return "train", "validation" or "" for a name that does not say."""
        return self.records.roles.get(name) or role_of(name)

    def rank(self, name: str) -> int:
        """Return how far a series is from the loss that was minimized."""
        return self.records.rank(name)

    def may_be_a_loss(self, name: str) -> bool:
        """Whether a name that is not known may be that of a loss, where it is the only one."""
        said = set(words(name))
        return not said & {"accuracy", "acc", "auc", "f1", "precision", "recall", "score", "reward"}

    def is_summary(self, name: str) -> bool:
        """Whether a series is one value at the end of a run: the mean of another, or its last."""
        if self.count(name) >= FEWEST_OF_A_SERIES:
            return False
        alike = [
            other
            for other in self.names
            if other != name
            and self.rank(other) <= self.rank(name)
            and self.count(other) >= FEWEST_OF_A_SERIES
            and (self.role(other) or "train") == (self.role(name) or "train")
        ]
        return bool(alike)

    def of(self, name: str, unit: str | None) -> Series:
        """Return a series with its kind, role, unit and places."""
        where = self.where(name)
        counted_in, places = self._places(name, where, unit)
        role = (self.role(name) or "train") if self.rank(name) < NOT_A_LOSS else "other"
        lines = self.lines[where]
        return Series(
            values=self.values(name),
            kind=self.records.kinds.get(name) or kind_of(name),
            role=role,
            unit=counted_in,
            places=places,
            lines=lines if len(lines) and lines[-1] else None,
            lr=self._beside(self.rates, where),
            gradient_norm=self._beside(self.norms, where),
        )

    def _beside(self, names: Sequence[str], where: NDArray[np.integer] | slice) -> Vector | None:
        """Return what stands beside each record: on the same line, or since the last that said."""
        if not names:
            return None
        total = len(self.records)
        column = self.columns[names[0]]
        values, at = np.frombuffer(column.values, dtype=np.float64), column.where(total)
        if isinstance(at, slice) and at == slice(None):
            return values[where]
        known = np.arange(total, dtype=np.uint32)[at]
        wanted = np.arange(total, dtype=np.uint32)[where]
        last = np.searchsorted(known, wanted, side="right") - 1
        beside = np.where(last >= 0, values[np.maximum(last, 0)], np.nan)
        return None if np.isnan(beside).all() else beside

    def _starts(self) -> list[int]:
        """Return the records at which the epochs start again from the first."""
        places, losses = self.places.get("epoch"), sorted(self.names, key=self.rank)[:1]
        if places is None or not losses or _ascends(places):
            return []
        at = np.arange(len(self.records), dtype=np.uint32)[self.where(losses[0])]
        told = at[np.isfinite(places[at])]
        epochs = places[told]
        if not len(told):
            return []
        again = np.flatnonzero((epochs[1:] < epochs[:-1]) & (epochs[1:] <= epochs[0])) + 1
        return [int(told[i]) for i in again]

    def restarts(self) -> int:
        """Return how many runs stand one after the other."""
        if self.span is not None:
            return 1
        starts = self._starts()
        if not starts:
            return 1
        edges = [0, *starts, len(self.records)]
        shortest = min(b - a for a, b in pairwise(edges))
        return len(edges) - 1 if shortest >= FEWEST_OF_A_SERIES else 1

    def _places(
        self, name: str, where: NDArray[np.integer] | slice, wanted: str | None
    ) -> tuple[str, Vector | None]:
        """Return what a series is counted in, and where its values stand."""
        told = {unit: places[where] for unit, places in self.places.items()}
        told = {unit: places for unit, places in told.items() if np.isfinite(places).any()}
        if "epoch" in told and "step" in told:
            told["step"] = _across_epochs(told["epoch"], told["step"])
        if "epoch" in told and "sample" in told:
            told["sample"] = _across_epochs(told["epoch"], told["sample"])
        whole = {unit: _ascends(places) for unit, places in told.items()}
        if wanted is not None:
            return self._wanted(wanted, told, whole)
        if whole.get("entry"):
            return "entry", told["entry"]
        epochs = told.get("epoch")
        if epochs is not None and whole["epoch"] and _are_whole(epochs):
            return "epoch", epochs
        for unit in ("step", "sample"):
            if whole.get(unit):
                return unit, told[unit]
        if epochs is not None and whole["epoch"]:
            return "entry", None  # in shares of an epoch: several values in each
        if self.records.strict:
            self._refuse(name, told, where)
        return ("sample" if "sample" in told else "step") if told else "entry", None

    def _wanted(
        self, wanted: str, told: dict[str, Vector], whole: dict[str, bool]
    ) -> tuple[str, Vector | None]:
        if not told:
            return wanted, None
        if whole.get(wanted):
            return wanted, told[wanted]
        if wanted in told:
            raise OptionError(
                f"--unit {wanted}: {self.records.source} has several values at one {wanted}. Count "
                f"them in {' or '.join(unit for unit in UNITS[1:3] if unit != wanted)}s."
            )
        raise OptionError(f"--unit {wanted}: {self.records.source} counts {' and '.join(told)}s.")

    def _refuse(
        self, name: str, told: dict[str, Vector], where: NDArray[np.integer] | slice
    ) -> None:
        """Raise for places of a table that do not ascend."""
        for unit, places in told.items():
            bad = np.flatnonzero(~(places[1:] > places[:-1])) + 1
            if len(bad):
                at = int(bad[0])
                line = f"{self.records.source} line {self.lines[where][at]}"
                raise DataError(
                    f"{line}: {places[at]:g} comes after {places[at - 1]:g} in the column read as "
                    f"the {unit}, which must ascend. Sort the log, or give the losses of one run "
                    "alone."
                )


def _ascends(places: Vector) -> bool:
    return bool(np.isfinite(places).all() and (places[1:] > places[:-1]).all())


def _are_whole(places: Vector) -> bool:
    """Whether all places are whole numbers; a part at a time, for a log may be long."""
    parts = (places[i : i + AT_ONCE] for i in range(0, len(places), AT_ONCE))
    return all(bool((part == np.floor(part)).all()) for part in parts)


def _across_epochs(epochs: Vector, steps: Vector) -> Vector:
    """Return steps that count on through the epochs, where each epoch counts its own."""
    if not (np.isfinite(epochs).all() and np.isfinite(steps).all()) or _ascends(steps):
        return steps
    if (np.diff(epochs) < 0).any():
        return steps
    each = float(steps.max()) - min(float(steps.min()), 1.0) + 1
    across: Vector = (epochs - epochs[0]) * each + steps
    return across
