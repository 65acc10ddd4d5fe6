"""Lines that training loops print: any that names a loss, in any language.

    epoch  40 MSE=3.1077 w=[2.9 1.1]                          this package's own demo
    Epoch 3/10                                                Keras: the epoch stands above
    32/32 - 1s - loss: 0.4200 - val_loss: 0.5100
    {'loss': 2.9, 'grad_norm': 14.0, 'epoch': 0.5}            Hugging Face
    Epoch 3:  50%|#####     | 16/32 [00:01<00:01, loss=0.42]  tqdm: overwritten lines

Lines of one shape, the same but for their numbers, are understood once: what each number means
is kept by the shape. All lines that name no loss are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from downslope.data.loss_logs.columns import ambiguous
from downslope.data.loss_logs.line_shapes import NUMBERS, Shape, shape_of
from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import AmbiguousNumberError, Numerals, without_wrappers
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import words
from downslope.errors import DataError

SAMPLE = 2_000  # lines to learn the numerals from
MOST_SHAPES = 10_000
FEWEST_BARS = 3  # progress bars that make a series of their ends

Place = tuple[str, float]


def read(log: LogFile) -> Records | None:
    """Read the lines that name a loss; None if there are none."""
    head = log.head_lines[:SAMPLE]
    lines = _Lines(log, head)
    for number, line in log.lines():
        lines.add(number, line)
    return lines.finished()


class _Lines:
    """The lines of a log, one after the other, and what those before say of the next."""

    def __init__(self, log: LogFile, head: Sequence[str]) -> None:
        self.log = log
        self.shapes: dict[str, Shape] = {}
        self.names: dict[tuple[str, ...], str] = {}
        title = _format(head)
        self.records = Records(title, log.name)
        self.numerals = Numerals.of(self._sample(head))
        self.has_bars = any(shape.bar for shape in self.shapes.values())
        self.bars = 0  # whose end was reached
        self.ends = Records(title, log.name)
        self.pending: tuple[int, list[Place], list[Place], tuple[float, float]] | None = None
        self.epoch: float | None = None
        self.first_epoch: float | None = None
        self.role = ""

    def _sample(self, head: Sequence[str]) -> Iterator[str]:
        for line in head:
            shape, numbers = self._understood(without_wrappers(line))
            yield from (numbers[i] for _, i in shape.values)

    def _understood(self, line: str) -> tuple[Shape, list[str]]:
        """Return what the numbers of a line mean, and the numbers."""
        parts = NUMBERS.split(line)
        numbers, key = parts[1::2], "\0".join(parts[::2])
        shape = self.shapes.get(key)
        if shape is None:
            if len(self.shapes) >= MOST_SHAPES:
                self.shapes.clear()
            shape = self.shapes[key] = shape_of(line)
        return shape, numbers

    def add(self, number: int, line: str) -> None:
        """Add what one line says."""
        shape, numbers = self._understood(without_wrappers(line))
        if not shape.values:
            if shape.is_heading and shape.epoch is not None:
                self.epoch, self.role = float(numbers[shape.epoch]), ""
            elif shape.heading_role:
                self.role = shape.heading_role
            return
        values = self._values(number, shape, numbers)
        if not values:
            return
        places, bar = self._places(shape, numbers)
        if not self.has_bars:
            self.records.add(number, values, places)
        elif bar is None:
            self._end_bar()
            self.records.add(number, values, places)
            self.ends.add(number, values, places)
        else:
            self._add_state(number, values, places, bar)

    def _values(self, number: int, shape: Shape, numbers: list[str]) -> list[Place]:
        values = []
        for name, i in shape.values:
            if name == "train_loss" and shape.is_summary:
                note = f"{name} is the mean of the run and was left aside"
                if note not in self.records.notes:
                    self.records.notes.append(note)
                    self.ends.notes.append(note)
                continue
            try:
                value = self.numerals.value(numbers[i])
            except AmbiguousNumberError as error:
                raise DataError(ambiguous(self.log.name, number, error)) from error
            except ValueError:
                continue
            title = f"{self.role} {name}" if self.role and name not in shape.with_role else name
            values.append((self.names.setdefault(words(title), title), value))
        return values

    def _places(
        self, shape: Shape, numbers: list[str]
    ) -> tuple[list[Place], tuple[float, float] | None]:
        """Return where a line stands, and the state of its progress bar."""
        places: list[Place] = []
        bar = None
        if shape.bar is not None:
            bar = (float(numbers[shape.bar[0]]), float(numbers[shape.bar[1]]))
            if not 0 <= bar[0] <= bar[1]:
                bar = None
        epoch = self.epoch
        if shape.epoch is not None:
            epoch = float(numbers[shape.epoch])
        elif shape.bar_counts_epochs and bar is not None:
            epoch = bar[0]
        if epoch is not None:
            places.append(("epoch", epoch))
            if self.first_epoch is None:
                self.first_epoch = epoch
        for unit, within in (("step", shape.step), ("sample", shape.sample)):
            if within is not None:
                places.append((unit, self._across(epoch, *(float(numbers[i]) for i in within))))
        if bar is not None and shape.step is None and not shape.bar_counts_epochs:
            places.append(("step", self._across(epoch, *bar)))
        return places, bar

    def _across(self, epoch: float | None, at: float, total: float = 0.0) -> float:
        """Return a place that counts on through the epochs, of `total` each."""
        if epoch is None or self.first_epoch is None or not total:
            return at
        return (epoch - self.first_epoch) * total + at

    def _add_state(
        self, number: int, values: list[Place], places: list[Place], bar: tuple[float, float]
    ) -> None:
        """Add a state of a progress bar; the last of each bar counts."""
        if self.pending is not None and not _is_same_bar(self.pending, values, places, bar):
            self._end_bar()
        self.pending = (number, values, places, bar)
        self.records.add(number, values, places)

    def _end_bar(self) -> None:
        if self.pending is not None:
            number, values, places, _ = self.pending
            # The end of a bar stands for its epoch, whichever step it is.
            self.ends.add(number, values, [place for place in places if place[0] != "step"])
            self.bars += 1
            self.pending = None

    def finished(self) -> Records | None:
        """Return the records; of progress bars their ends, if there are some."""
        self._end_bar()
        if self.bars >= FEWEST_BARS:
            if len(self.ends) < len(self.records):
                self.ends.notes.append("of each progress bar the last state counts")
            self.ends.detailed = self.records
            return self.ends
        return self.records if self.records.columns else None


def _is_same_bar(
    before: tuple[int, list[Place], list[Place], tuple[float, float]],
    values: list[Place],
    places: list[Place],
    bar: tuple[float, float],
) -> bool:
    _, last_values, last_places, (at, total) = before
    if dict(last_places).get("epoch") != dict(places).get("epoch"):
        return False
    known, new = dict(last_values), dict(values)
    if total != bar[1] or bar[0] < at or not known.keys() & new.keys():
        return False
    # Where no epoch is told, a full bar with another loss is the next bar.
    finished_before = at == total and "epoch" not in dict(places)
    return not (finished_before and any(known.get(n, v) != v for n, v in new.items()))


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
