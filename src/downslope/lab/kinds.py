"""The cases of `downslope compare`: data made to show one thing.

The data sets of the package: real measurements with their source, by name.

The lesson's line: points and noise from one seed.

Points that were set, dragged or pasted in the page: they come with every question.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from downslope.errors import DataError, OptionError
from downslope.lab import limits
from downslope.lab.recipes import Recipe, features_option, python_list
from downslope.lab.requests import Fields, number_list, shown
from downslope.lab.shelf import Kind

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class CaseData(Kind):
    """A case by its name, and the features wanted of it; all that a page takes by default."""

    case: str
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        from downslope.datasets import CASES

        case = fields.choice("case", CASES)
        return cls(case, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return (self.case, self.features)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.datasets import case
        from downslope.lab.opened import Opened

        made = case(self.case)
        d, features, notice = made.X.shape[1], self.features, ""
        table = made.table(features)
        if features is None and d > limits.FEATURES:
            table = made.table(table.feature_names[: limits.FEATURES])
            notice = f"Shown are the first {limits.FEATURES} of {d} features, the cap of this page."
        truth = made.truth if len(table.feature_names) == d else None
        return Opened.of_table(table, made.about, truth=truth, notice=notice)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        names = opened.table.feature_names
        shortened = bool(self.features or opened.notice)
        chosen = python_list(names) if shortened else ""
        return Recipe(
            ("from downslope.datasets import case",),
            (f"table = case({self.case!r}).table({chosen})",),
            "table.problem({loss!r})",
            ("train", f"--case={self.case}", *(features_option(names) if shortened else ())),
        )


@dataclass(frozen=True, slots=True)
class DatasetData(Kind):
    """A data set, and what is wanted of it."""

    name: str
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        from downslope.datasets import DATA_SETS

        name = fields.choice("name", DATA_SETS)
        return cls(name, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.data.open import read
        from downslope.datasets import DATA_SETS
        from downslope.lab.opened import Opened

        known = DATA_SETS[self.name]
        # Its own path: by its name alone a file of the user's could be meant.
        table = read(str(known.path), known.target, self.features or known.features)
        return Opened.of_table(table, f"{self.name}: {known.about}. {known.source}")

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        table = opened.table
        names = () if self.features is None else table.feature_names
        chosen = f", {table.target!r}, {python_list(names)}" if names else ""
        options = ("--target", table.target, *features_option(names)) if names else ()
        return Recipe(
            ("from downslope import read",),
            (f"table = read({self.name!r}{chosen})",),
            "table.problem({loss!r})",
            ("train", self.name, *options),
        )


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
        from downslope.table import Table

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


WRITTEN = 400  # numbers that are written into the code; more are read from a file
FILE = "points.csv"


@dataclass(frozen=True, slots=True)
class PointsData(Kind):
    """Columns of numbers by name."""

    names: tuple[str, ...]
    target: str
    columns: tuple[tuple[float, ...], ...]
    y: tuple[float, ...]
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        names, target = fields.names("names", limits.FEATURES) or ("x",), fields.text("target", "y")
        listed = fields.given.get("columns")
        if not isinstance(listed, list) or len(listed) != len(names):
            raise OptionError(
                f"columns={shown(listed)} cannot be used: give a list of numbers for each of "
                f"{', '.join(names)}."
            )
        columns = tuple(
            tuple(number_list(f"column '{name}'", column, limits.EDITED))
            for name, column in zip(names, listed, strict=True)
        )
        y = tuple(fields.numbers("y", limits.EDITED) or ())
        for name, column in zip(names, columns, strict=True):
            if len(column) != len(y):
                raise OptionError(
                    f"Column '{name}' has {len(column)} values and {target} {len(y)}: give a value "
                    "for every point."
                )
        if "intercept" in names:
            raise OptionError("A column cannot be named 'intercept', as the model has one: rename.")
        if target in names:
            raise OptionError(f"'{target}' is both the target and a feature: rename one.")
        return cls(names, target, columns, y, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        import numpy as np

        from downslope.errors import did_you_mean
        from downslope.lab.opened import Opened
        from downslope.table import Table

        if len(self.y) < 2:
            raise DataError(f"{len(self.y)} points are too few for a line: give at least 2.")
        for name in self.features or ():
            if name not in self.names:
                raise DataError(f"There is no column '{name}': {did_you_mean(name, self.names)}")
        chosen = self.features or self.names
        X = np.array([self.columns[self.names.index(name)] for name in chosen]).T
        about = f"{len(self.y):,} points edited in the page"
        table = Table(np.ascontiguousarray(X), np.array(self.y), chosen, self.target, about)
        return Opened.of_table(table, about)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        names, table = opened.table.feature_names, opened.table
        command = ("train", FILE, "--target", self.target, *features_option(names))
        if opened.X.size + opened.y.size > WRITTEN:
            return Recipe(
                ("from downslope import read",),
                (f"table = read({FILE!r}, {self.target!r}, {python_list(names)})",),
                "table.problem({loss!r})",
                command,
                FILE,
            )
        rows = ", ".join(python_list(row) for row in opened.X.tolist())
        return Recipe(
            (),
            (f"X = [{rows}]", f"y = {python_list(opened.y.tolist())}"),
            f"ds.LeastSquares(X, y, loss={{loss!r}}, names={python_list(table.feature_names)})",
            command,
            FILE,
        )
