"""Selection of one run, one metric, and one unit from the records of a log.

The loss that was minimized is chosen where the names tell it: "loss" before "mse_loss", the
training loss before the validation loss. Where two readings are possible, the error names both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from downslope.data.loss_logs.records import Mask, Records
from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    SCORES,
    TRAIN,
    is_gradient_norm,
    is_learning_rate,
    kind_of,
    rank_of,
    role_of,
    words,
)
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.formatting import counted
from downslope.loss_log import UNITS, LossLog, Series, listed
from downslope.numerics.arrays import Vector

FEWEST_OF_A_SERIES = 2  # values: a name logged once is a summary
AT_ONCE = 1_000_000  # places
MOST_RESUMED = 20  # times that a run goes back: more often, its places mean something else
EXPORTS = ("wandb", "mlflow", "tensorboard")
EVALUATED = re.compile(r"validation_\d+(?!\d)")  # the names of XGBoost's scikit-learn interface
SAME_LOSS = frozenset({"avg", "average", "mean", "running", "epoch", "step"})


def select(records: Records, metric: str | None, run: str | None, unit: str | None) -> LossLog:
    """Return the requested run, metric, and unit, or the only ones there are.

    Raises
    ------
    DataError
        There are no losses, or there are several runs or training losses and none was chosen.
    OptionError
        The log does not have this run, metric, or unit.
    """
    if unit is not None and unit not in UNITS[:3]:
        raise OptionError(f"unit='{unit}' is not known: choose from: {', '.join(UNITS[:3])}")
    if unit == "step" and records.detailed is not None:
        records = records.detailed
    notes = [*records.notes, *_first_of_two_sets(records)]
    chosen_run, runs = _run(records, run)
    if chosen_run and len(runs) > 1:
        notes.append(f"set aside: {listed([each for each in runs if each != chosen_run])}")
    series = _Series(records, chosen_run)
    parts = series.parts()
    if parts:
        chosen_run, runs = _part(records, len(parts), run, runs)
        series = _Series(records.only(parts[int(chosen_run) - 1]), "")
    elif run is not None and not runs:
        raise OptionError(f"--run '{run}': {records.source} names no runs: leave out --run.")
    names = series.names
    summary = [name for name in names if series.is_summary(name)]
    lasting = [name for name in names if name not in summary] or names
    name = _named(records, metric, names) if metric else _metric(series, lasting, unit)
    if records.rank(name) == NOT_A_LOSS and not metric:
        notes.append(f"{name} is taken to be a loss")
        records.ranks[name] = 0
    aside = [each for each in summary if each != name]
    if aside:
        notes.append(f"{listed(aside)} is a summary and was set aside")
    if name in records.broken:
        raise DataError(records.broken[name])
    again = series.logged_again(name)
    if again.any():
        notes.append(
            f"the run was resumed: {counted(int(again.sum()), 'record')} logged again, "
            "the earlier ones set aside"
        )
        series = _Series(series.records.only(~again), "" if parts else chosen_run)
    kept = [each for each in series.names if each in names and each not in aside]
    return LossLog(
        format=records.format,
        metric=name,
        all_series={each: series.of(each, unit, is_metric=each == name) for each in kept},
        run=chosen_run or None,
        runs=tuple(runs),
        notes=tuple(notes),
        source=records.source,
    )


def _first_of_two_sets(records: Records) -> list[str]:
    """Read validation_0 as the training loss beside validation_1, as XGBoost's users give them."""
    names = {name for _, name in records.columns}
    first = sorted(name for name in names if re.match(r"validation_0(?!\d)", name))
    others = [name for name in names if EVALUATED.match(name) and name not in first]
    if not first or not others or any(role_of(name) == "train" for name in names):
        return []
    records.roles |= dict.fromkeys(first, "train")
    return [f"{listed(first)} is read as the training loss, as is the custom with two data sets"]


def _run(records: Records, wanted: str | None) -> tuple[str, list[str]]:
    """Return the name of the run to read, and of all of them."""
    runs = [each for each in records.runs if each]
    if wanted is None and len(runs) > 1:
        raise DataError(
            f"{records.source} holds {len(runs)} runs ({listed(runs)}): choose one with --run NAME."
        )
    if wanted is None or not runs:  # parts of a log that starts again are numbered later
        return runs[0] if runs else "", runs
    exact = [each for each in runs if each == wanted]
    found = exact or [each for each in runs if wanted.casefold() in each.casefold()]
    if len(found) != 1:
        raise _not_there("run", wanted, records, runs)
    return found[0], runs


def _part(
    records: Records, parts: int, wanted: str | None, runs: list[str]
) -> tuple[str, list[str]]:
    """Return which part of a log to read if its epochs start again."""
    numbered = [str(i + 1) for i in range(parts)]
    if wanted is None or runs:
        raise DataError(
            f"{records.source} holds {parts} runs one after the other (its epochs start again): "
            f"choose one with --run {' or --run '.join(numbered[:3])}."
        )
    if wanted not in numbered:
        raise _not_there("run", wanted, records, numbered)
    return wanted, numbered


def _not_there(option: str, wanted: str, records: Records, known: Sequence[str]) -> OptionError:
    return OptionError(
        f"--{option} '{wanted}' is not in {records.source}: {did_you_mean(wanted, known)}"
    )


def _named(records: Records, metric: str, names: Sequence[str]) -> str:
    """Return the series of that name."""
    for alike in (
        lambda name: name == metric,
        lambda name: name.casefold() == metric.casefold(),
        lambda name: words(name) == words(metric),
    ):
        found = next((name for name in names if alike(name)), None)
        if found is None:
            continue
        if records.rank(found) == NOT_A_LOSS and _is_score(found):
            raise OptionError(
                f"--metric '{metric}' is a score, which rises as a model learns: choose a loss."
            )
        return found
    raise _not_there("metric", metric, records, names)


def _metric(series: _Series, names: Sequence[str], unit: str | None) -> str:
    """Return the name of the loss that was minimized."""
    ranks = {name: series.records.rank(name) for name in names}
    losses = [name for name in names if ranks[name] < NOT_A_LOSS]
    source = series.records.source
    if not losses and len(names) == 1 and not _is_score(names[0]):
        if _rises(series.columns[names[0]].numbers):
            raise DataError(
                f"{source} names no loss, and '{names[0]}' rises, as a score does: if it should "
                f"fall, choose it with --metric '{names[0]}'."
            )
        return names[0]
    unknown = [name for name in names if not _is_score(name)]
    if not losses and unknown:
        raise DataError(
            f"{source} has the columns {listed(unknown)}: name one of them 'loss', or choose one "
            "with --metric NAME."
        )
    if not losses:
        scores = f", only {listed(list(names))}" if names else ""
        raise DataError(f"{source} names no loss{scores}: give one loss on each line.")
    train = [name for name in losses if series.role(name) != "validation"] or losses
    best = min(ranks[name] for name in train)
    tied = _counted_in([name for name in train if ranks[name] == best], unit, series)
    if len({name.rpartition("/")[0] for name in tied}) == 1:  # the words of a path tell nothing
        own = {name: rank_of(name.rpartition("/")[2]) for name in tied}
        tied = [name for name in tied if own[name] == min(own.values())]
    if len({frozenset(words(name)) - TRAIN - SAME_LOSS for name in tied}) > 1:
        what = "training losses" if series.role(tied[0]) != "validation" else "losses"
        raise DataError(
            f"{source} has {len(tied)} {what} ({listed(tied)}): choose one with --metric NAME."
        )
    return max(tied, key=series.count)


def _is_score(name: str) -> bool:
    return not SCORES.isdisjoint((*words(name), *words(name.casefold())))


def _rises(values: Vector) -> bool:
    """Return whether values end above where they began: the median of the last fifth decides."""
    width = max(1, len(values) // 5)
    return bool(np.median(values[-width:]) > np.median(values[:width]))


def _counted_in(tied: list[str], unit: str | None, series: _Series) -> list[str]:
    """Choose between the step-by-step and the epoch-by-epoch log of the same loss."""
    by_epoch = [name for name in tied if words(name)[-1:] == ("epoch",)]
    by_step = [name for name in tied if words(name)[-1:] == ("step",)]
    if not (by_epoch and by_step):
        return tied
    enough = max(map(series.count, by_epoch)) > FEWEST_OF_A_SERIES
    return by_epoch if unit == "epoch" or (unit is None and enough) else by_step


class _Series:
    """The columns of one run, with the epochs or steps of their records."""

    def __init__(self, records: Records, run: str) -> None:
        self.records = records
        self.places = records.place_columns()
        self.lines = np.frombuffer(records.lines, dtype=np.uint32)
        self.columns = {name: c for (of, name), c in records.columns.items() if of in (run, "")}
        self.rates = [name for name in self.columns if is_learning_rate(name)]
        self.norms = [name for name in self.columns if is_gradient_norm(name)]
        beside = {*self.rates, *self.norms}
        self.names = [n for n in self.columns if n not in beside and self.count(n)] or [
            n for n in self.columns if self.count(n)
        ]

    def parts(self) -> list[Mask]:
        """Return which records belong to each of several runs in one log."""
        total = len(self.records)
        edges = [0, *self._starts(), total]
        if min(b - a for a, b in pairwise(edges)) < FEWEST_OF_A_SERIES:
            return []
        every = np.arange(total, dtype=np.uint32)
        return [(every >= a) & (every < b) for a, b in pairwise(edges)] if len(edges) > 2 else []

    def logged_again(self, name: str) -> Mask:
        """Return the records that a resumed run logged again, later."""
        again = np.zeros(len(self.records), dtype=bool)
        for unit in () if self.records.strict else ("epoch", "step"):
            places = self.places.get(unit)
            if places is None:
                continue
            own = places[self.where(name)]
            back = np.flatnonzero(own[1:] < own[:-1]) + 1
            is_resumed = 0 < len(back) <= MOST_RESUMED and bool((own[back] > own[0]).all())
            if is_resumed and np.isfinite(own).all():
                at = np.arange(len(self.records), dtype=np.uint32)[self.where(name)]
                for i in back:
                    again[: at[i]] |= places[: at[i]] >= own[i]
                break
        return again

    def where(self, name: str) -> NDArray[np.integer] | slice:
        """Return the records of a series."""
        return self.columns[name].where(len(self.records))

    def count(self, name: str) -> int:
        """Return the number of values in a series."""
        return len(self.columns[name].values)

    def role(self, name: str) -> str:
        """Return "train", "validation", or "" for a name that does not say."""
        return self.records.roles.get(name) or role_of(name)

    def is_summary(self, name: str) -> bool:
        """Return whether this is one value at the end: the mean of another series, or its last."""
        if self.count(name) >= FEWEST_OF_A_SERIES:
            return False
        alike = [
            other
            for other in self.names
            if other != name
            and self.records.rank(other) <= self.records.rank(name)
            and self.count(other) >= FEWEST_OF_A_SERIES
            and (self.role(other) or "train") == (self.role(name) or "train")
        ]
        return bool(alike)

    def of(self, name: str, unit: str | None, *, is_metric: bool) -> Series:
        """Return a series with its kind, role, unit, and epochs or steps."""
        where = self.where(name)
        counted_in, places = self._places(where, unit if is_metric else None, is_metric)
        role = (self.role(name) or "train") if self.records.rank(name) < NOT_A_LOSS else "other"
        lines = self.lines[where] if len(self.lines) == len(self.records) else self.lines[:0]
        series = Series(
            values=self.columns[name].numbers,
            kind=self.records.kinds.get(name) or kind_of(name),
            role=role,
            unit=counted_in,
            places=places,
            lines=lines if len(lines) and lines[-1] else None,
            lr=self._beside(self.rates, where),
            gradient_norm=self._beside(self.norms, where),
        )
        if places is None or _ascends(places):
            return series
        return series.at(np.argsort(places, kind="stable"))

    def _beside(self, names: Sequence[str], where: NDArray[np.integer] | slice) -> Vector | None:
        """Return the value for each record: that of its line, or of the last line before it."""
        if not names:
            return None
        total = len(self.records)
        column = self.columns[names[0]]
        values, at = column.numbers, column.where(total)
        if isinstance(at, slice) and at == slice(None):
            return values[where]
        known = np.arange(total, dtype=np.uint32)[at]
        wanted = np.arange(total, dtype=np.uint32)[where]
        last = np.searchsorted(known, wanted, side="right") - 1
        beside = np.where(last >= 0, values[np.maximum(last, 0)], np.nan)
        return None if (last < 0).all() else beside

    def _starts(self) -> list[int]:
        """Return the records at which the epochs start again from the first."""
        places, losses = self.places.get("epoch"), sorted(self.names, key=self.records.rank)[:1]
        if places is None or not losses or _ascends(places):
            return []
        at = np.arange(len(self.records), dtype=np.uint32)[self.where(losses[0])]
        told = at[np.isfinite(places[at])]
        epochs = places[told]
        if not len(told):
            return []
        again = np.flatnonzero((epochs[1:] < epochs[:-1]) & (epochs[1:] <= epochs[0])) + 1
        return [int(told[i]) for i in again]

    def _places(
        self, where: NDArray[np.integer] | slice, wanted: str | None, is_metric: bool
    ) -> tuple[str, Vector | None]:
        """Return the unit of a series, and the epoch, step, or sample of each value."""
        told = {unit: places[where] for unit, places in self.places.items()}
        told = {unit: places for unit, places in told.items() if np.isfinite(places).any()}
        if "epoch" in told and "step" in told:
            told["step"] = _across_epochs(told["epoch"], told["step"])
        if "epoch" in told and "sample" in told:
            told["sample"] = _across_epochs(told["epoch"], told["sample"])
        # Services that gather logs receive them in any order, and each place once.
        is_export = self.records.format.startswith(EXPORTS)
        whole = {
            unit: _ascends(places) or (is_export and _ascends(np.sort(places)))
            for unit, places in told.items()
        }
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
        if self.records.strict and is_metric:
            self._refuse(told, where)
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
        counted_in = " and ".join(f"{unit}s" for unit in told)
        raise OptionError(f"--unit {wanted}: {self.records.source} counts {counted_in}.")

    def _refuse(self, told: dict[str, Vector], where: NDArray[np.integer] | slice) -> None:
        """Raise an error if the epochs or steps of a table do not ascend."""
        for unit, places in told.items():
            bad = np.flatnonzero(~(places[1:] > places[:-1])) + 1
            if len(bad):
                at = int(bad[0])
                known = len(self.lines) == len(self.records)
                line = f"line {self.lines[where][at]}" if known else f"entry {at + 1}"
                raise DataError(
                    f"{self.records.source} {line}: {places[at]:g} comes after {places[at - 1]:g} "
                    f"in the column read as the {unit}, which must ascend. Sort the log, or give "
                    "the losses of one run alone."
                )


def _ascends(places: Vector) -> bool:
    return bool(np.isfinite(places).all() and (places[1:] > places[:-1]).all())


def _are_whole(places: Vector) -> bool:
    """Return whether all epochs or steps are whole numbers; checked in parts, to save memory."""
    parts = (places[i : i + AT_ONCE] for i in range(0, len(places), AT_ONCE))
    return all(bool((part == np.floor(part)).all()) for part in parts)


def _across_epochs(epochs: Vector, steps: Vector) -> Vector:
    """Return steps counted through all epochs, if each epoch starts again from its first step."""
    if not (np.isfinite(epochs).all() and np.isfinite(steps).all()) or _ascends(steps):
        return steps
    if (np.diff(epochs) < 0).any():
        return steps
    each = float(steps.max()) - min(float(steps.min()), 1.0) + 1
    across: Vector = (epochs - epochs[0]) * each + steps
    return across
