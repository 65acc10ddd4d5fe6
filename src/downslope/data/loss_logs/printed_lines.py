"""Lines that training loops print: any line that names a loss, in any language.

    epoch  40 MSE=3.1077 w=[2.9 1.1]                          this package's own demo
    Epoch 3/10                                                Keras: the epoch stands above
    32/32 - 1s - loss: 0.4200 - val_loss: 0.5100
    {'loss': 2.9, 'grad_norm': 14.0, 'epoch': 0.5}            Hugging Face
    Epoch 3:  50%|#####     | 16/32 [00:01<00:01, loss=0.42]  tqdm: overwritten lines

Lines of one shape, the same except for their numbers, are understood once: what each number means
is kept by the shape. All lines that name no loss are passed over.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from downslope.data.loss_logs.line_shapes import (
    LONGEST_LINE,
    NUMBERS,
    Shape,
    groups_places_by_blanks,
    shape_of,
    without_blank_groups,
)
from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import Numerals, without_wrappers
from downslope.data.loss_logs.records import Mask, Records
from downslope.data.loss_logs.vocabulary import words
from downslope.numerics.arrays import Vector

SAMPLE = 2_000  # lines to learn the numerals from
MOST_SHAPES = 10_000
FEWEST = 3  # values under a name that nobody knows as a loss
MOST_COUNTS = 1_000  # places whose growth tells what they count
SMALL_BATCH = 8  # samples: what is a power of two from here on may be the size of a batch
FEWEST_BARS = 3  # progress bars that make a series of their ends

ERROR = re.compile(
    r"\s*(?:[\w.]+\.)?(?:(?:Assertion|FloatingPoint|Index|Key|LinAlg|Memory|OutOfMemory|Overflow|"
    r"Runtime|Type|Value|ZeroDivision)Error\b.*|KeyboardInterrupt)"
)
KERAS_LINE = re.compile(r"\d+/\d+ - \d+m?s - ")  # of verbose=2: one an epoch

Place = tuple[str, float]


def read(log: LogFile) -> Records | None:
    """Read the lines that name a loss; return None if there are none."""
    head = log.head_lines[:SAMPLE]
    for any_name in (False, True):
        lines = _Lines(log, head, any_name)
        for number, line in log.lines():
            lines.add(number, line)
        records = lines.finished()
        if records is not None:
            return records
    return None


@dataclass(frozen=True, slots=True)
class State:
    """State of a progress bar: its values, its epoch if it has one, and its progress."""

    values: dict[str, float]
    epoch: float | None
    at: float
    total: float

    def goes_on(self, later: State) -> bool:
        """Return whether a later state belongs to the same bar."""
        if (self.epoch, self.total) != (later.epoch, later.total) or later.at < self.at:
            return False
        if not self.values.keys() & later.values.keys():
            return False
        # Where no epoch is told, a full bar with another loss is the next bar.
        if self.epoch is not None or self.at < self.total:
            return True
        shown = [(self.values.get(name, new), new) for name, new in later.values.items()]
        return all(old == new or (math.isnan(old) and math.isnan(new)) for old, new in shown)


class _Lines:
    """The lines of a log in order, with what earlier lines imply for the next one."""

    def __init__(self, log: LogFile, head: Sequence[str], any_name: bool) -> None:
        self.log, self.any_name = log, any_name
        self.shapes: dict[str, Shape] = {}
        self.names: dict[tuple[str, ...], str] = {}
        self.groups_places = groups_places_by_blanks(head)
        title = _format(head)
        self.records = Records(title, log.name)
        self.numerals = Numerals.of(self._sample(head))
        self.has_bars = any(shape.bar for shape in self.shapes.values())
        self.bars: list[State] = []  # the last state of each progress bar
        self.bar_of = array("i")  # (records,) the bar that a record is a state of, or -1
        self.state_of = array("d")  # (records,) and how far it is
        self.epoch: float | None = None
        self.first_epoch: float | None = None
        self.role = ""
        self.counts: list[tuple[float, float]] = []  # places [64/60000], as they are printed
        self.error = ""  # that ended the run

    def _sample(self, head: Sequence[str]) -> Iterator[str]:
        for line in head:
            shape, numbers = self._understood(line)
            yield from (numbers[i] for _, i in shape.values)

    def _understood(self, line: str) -> tuple[Shape, list[str]]:
        """Return what the numbers of a line mean, and the numbers."""
        line = without_wrappers(line[:LONGEST_LINE])
        line = without_blank_groups(line, of_places=self.groups_places)
        parts = NUMBERS.split(line)
        numbers, key = parts[1::2], "\0".join(parts[::2])
        shape = self.shapes.get(key)
        if shape is None:
            if len(self.shapes) >= MOST_SHAPES:
                self.shapes.clear()
            shape = self.shapes[key] = shape_of(line, self.any_name)
        return shape, numbers

    def add(self, number: int, line: str) -> None:
        """Add the record of one line."""
        if "Error" in line or "Interrupt" in line:
            self.error = (
                f"line {number} is {line.strip()[:60]}" if ERROR.match(line) else self.error
            )
        shape, numbers = self._understood(line)
        if not shape.values:
            if shape.is_heading and shape.epoch is not None:
                self.epoch, self.role = self.numerals.place(numbers[shape.epoch]), ""
            elif shape.heading_role:
                self.role = shape.heading_role
            return
        if shape.bar_counts_epochs and self.epoch is not None:
            shape = replace(shape, bar_counts_epochs=False)  # Keras: "Epoch 3/9", "60ms/epoch"
        values = self._values(number, shape, numbers)
        if ERROR.match(line):
            values = [(name, value) for name, value in values if math.isnan(value)]
        if not values:
            return
        places, bar = self._places(shape, numbers)
        if self.bars and bar is not None and self._is_evaluation(line, shape, bar):
            values = [(f"evaluation {name}", value) for name, value in values]
        self.records.add(number, values, places)
        if self.has_bars:
            if bar is not None:
                epoch = None if shape.bar_counts_epochs else dict(places).get("epoch")
                state = State(dict(values), epoch, *bar)
                if not (self.bars and self.bars[-1].goes_on(state)):
                    self.bars.append(state)
                self.bars[-1] = state
            self.bar_of.append(-1 if bar is None else len(self.bars) - 1)
            self.state_of.append(-1.0 if bar is None else bar[0])

    def _is_evaluation(self, line: str, shape: Shape, bar: tuple[float, float]) -> bool:
        """Return whether a bar is of `evaluate`, which Keras prints below the last epoch."""
        last = self.bars[-1]
        if self.epoch is None or shape.epoch is not None or last.epoch != self.epoch:
            return False
        if any(name.startswith("evaluation ") for name in last.values):
            return True  # until the next heading names an epoch
        is_full = last.at == last.total
        starts_again = bar[0] < last.at or bar[1] != last.total
        return is_full and (starts_again or KERAS_LINE.search(line) is not None)

    def _values(self, number: int, shape: Shape, numbers: list[str]) -> list[Place]:
        values = []
        for name, i in shape.values:
            value = self.numerals.value_in(self.log.name, number, numbers[i])
            if value is None:
                continue
            title = f"{self.role} {name}" if self.role and name not in shape.with_role else name
            values.append((self.names.setdefault(words(title), title), value))
        return values

    def _places(
        self, shape: Shape, numbers: list[str]
    ) -> tuple[list[Place], tuple[float, float] | None]:
        """Return the epoch or step of a line, and the state of its progress bar."""
        places: list[Place] = []
        bar = None
        if shape.bar is not None:
            at, total = (self.numerals.place(numbers[i]) for i in shape.bar)
            if at is not None and total is not None and 0 <= at <= total:
                bar = (at, total)
        epoch = self.epoch
        if shape.epoch is not None:
            epoch = self.numerals.place(numbers[shape.epoch])
        elif shape.bar_counts_epochs and bar is not None:
            epoch = bar[0]
        if epoch is not None:
            places.append(("epoch", epoch))
            if self.first_epoch is None:
                self.first_epoch = epoch
        for unit, within in (("step", shape.step), ("sample", shape.sample)):
            found = [self.numerals.place(numbers[i]) for i in within or ()]
            known = [place for place in found if place is not None]
            if known and len(known) == len(found):
                if unit == "step" and shape.is_in_brackets and len(self.counts) < MOST_COUNTS:
                    self.counts.append((known[0], known[1]))
                places.append((unit, self._across(epoch, *known)))
        if bar is not None and shape.step is None and not shape.bar_counts_epochs:
            places.append(("step", self._across(epoch, *bar)))
        return places, bar

    def _across(self, epoch: float | None, at: float, total: float = 0.0) -> float:
        """Return a step that counts on from epoch to epoch, of `total` steps each."""
        if epoch is None or self.first_epoch is None or not total:
            return at
        return (epoch - self.first_epoch) * total + at

    def finished(self) -> Records | None:
        """Return the records: the last state of each progress bar, or all states of one bar."""
        if self.any_name:  # an unknown name is a loss if it comes again and again
            for key in [k for k, c in self.records.columns.items() if len(c.values) < FEWEST]:
                del self.records.columns[key]
        if not self.records.columns:
            return None
        if self.error:
            self.records.notes.append(self.error)
        _name_count(self.records, self.counts)
        if not self.bars:
            _name_by_unit(self.records)
            return self.records
        bar, state = np.array(self.bar_of), np.array(self.state_of)
        of_bar = bar >= 0
        steps = self.records.only(~of_bar | _once_a_state(bar, state))
        if len(self.bars) < FEWEST_BARS:
            return steps
        is_last = np.append(bar[1:] != bar[:-1], True)
        ends = self.records.only(~of_bar | is_last)
        ends.places.pop("step", None)  # the end of a bar stands for its epoch
        if len(ends) < len(self.records):
            ends.notes.append("only the last state of each progress bar counts")
        ends.detailed = steps
        return ends


def _name_count(records: Records, counts: list[tuple[float, float]]) -> None:
    """Tell whether places such as [64/60000] are steps or samples, by how they grow.

    After the first batch of 64 samples and then every 100 batches they are 64, 6464, …: steps do
    not begin so. Places that grow by the first of them are steps, unless that is a usual size of
    batches: then they may be either, and count as neither.
    """
    # The last batch of an epoch may be smaller.
    gaps = {b - a for (a, of), (b, total) in pairwise(counts) if a < b < total == of}
    first = counts[0][0] if counts else 0.0
    if not gaps or first <= 1 or any(gap % first for gap in gaps):
        return
    places = records.places.get("step")
    if places is None:
        return
    if min(gaps) > first:
        records.places["sample"] = records.places.pop("step")
    elif first >= SMALL_BATCH and math.log2(first).is_integer():
        del records.places["step"]
        records.places["entry"] = array("d", range(1, len(records) + 1))
        records.notes.append(
            f"whether [{first:.0f}/{counts[0][1]:.0f}] counts steps or samples is not known"
        )


def _name_by_unit(records: Records) -> None:
    """Give different names to losses of steps and of whole epochs, which a loop prints alike."""
    places = records.place_columns()
    steps = [np.isfinite(places[unit]) for unit in ("step", "sample") if unit in places]
    if "epoch" not in places or not steps:
        return
    of_step: Mask = np.logical_or.reduce(steps)
    if of_step.all():
        return
    of_epoch = np.isfinite(places["epoch"]) & ~of_step
    named = {}
    for (run, name), column in records.columns.items():
        at = np.arange(len(records), dtype=np.uint32)[column.where(len(records))]
        is_both = of_step[at].any() and of_epoch[at].any()
        for end, keep in (("_step", ~of_epoch[at]), ("_epoch", of_epoch[at])) if is_both else ():
            named[run, name + end] = column.only(keep, at)
        if not is_both:
            named[run, name] = column
    records.columns = named


def _once_a_state(bar: NDArray[np.integer], state: Vector) -> Mask:
    """Return which states of bars are the first, or the last, of those with the same progress.

    A loop that sets the loss before it counts the step shows each loss twice, first with the step
    before: if step 0 has a loss, the first state of each later step counts.
    """
    changes = (bar[1:] != bar[:-1]) | (state[1:] != state[:-1])
    if (state == 0).any():
        once: Mask = np.append(True, changes) & (state > 0)
    else:
        once = np.append(changes, True)
    return once & (bar >= 0)


def _format(head: Sequence[str]) -> str:
    text = "\n".join(head)
    for title, pattern in (
        ("keras", r"ms/step|s/step|- ETA:|\d+/\d+ - \d+s - "),
        ("hugging face", r"'(?:learning_rate|eval_runtime|train_runtime)':"),
        ("scikit-learn", r"^-- Epoch \d|^Iteration \d+, loss = "),
        ("progress bars", r"\d+%\|"),
    ):
        if re.search(pattern, text, re.MULTILINE):
            return title
    return "printed lines"
