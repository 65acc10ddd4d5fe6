"""The lesson's line: points and noise from one seed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from downslope.lab import limits
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class LessonData(Kind):
    """What `datasets.lesson_line` is told."""

    n: int = 100
    noise: float = 1.0
    seed: int = 0
    low: float = 0.0
    high: float = 10.0

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        return cls(
            fields.whole("n", 100, at_least=2, at_most=limits.GENERATED),
            fields.number("noise", 1.0, at_least=0, at_most=1e6),
            fields.whole("seed", 0),
            fields.number("low", 0.0, -1e6, 1e6),
            fields.number("high", 10.0, -1e6, 1e6),
        )

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.datasets import lesson_line
        from downslope.lab.opened import Opened
        from downslope.sources import Table

        line = lesson_line(self.n, self.noise, self.seed, low=self.low, high=self.high)
        about = f"{self.n:,} points of y = 3x + 2 with noise {self.noise:g}, seed {self.seed}"
        table = Table(line.x[:, None], line.y, ("x",), "y", about)
        return Opened.of_table(table, about, line.start, line.truth)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        told = {"n": self.n, "noise": self.noise, "seed": self.seed}
        options = [f"--n={self.n}", f"--noise={self.noise!r}", f"--seed={self.seed}"]
        if (self.low, self.high) != (0.0, 10.0):
            told |= {"low": self.low, "high": self.high}
            options.append(f"--range={self.low!r},{self.high!r}")
        arguments = ", ".join(f"{name}={value!r}" for name, value in told.items())
        return Recipe(
            ("from downslope.datasets import lesson_line",),
            (f"line = lesson_line({arguments})",),
            "ds.LeastSquares(line.x, line.y, loss={loss!r})",
            ("demo", *options),
        )
