"""Data that a page shows: an open table, points drawn from it, and code that opens it elsewhere.

A page names data by a descriptor such as `{"kind": "lesson", "n": 100}`, never by a path. This
module opens the five kinds that need no file from the user: the lesson's line, points
of its part two, a case, a data set, and points edited on the page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import downslope as ds
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.formatting import counted, plain_dict
from downslope.lab import request_limits
from downslope.lab.request_validation import Fields, number_list, refusal

if TYPE_CHECKING:
    import numpy as np

    from downslope.data_table import Table, TableSummary
    from downslope.models.least_squares import LeastSquares
    from downslope.numerics.arrays import Matrix, Vector

POINTS_FILE = "points.csv"
MAX_NUMBERS_IN_CODE = 400  # code with more numbers reads them from a file


@dataclass(frozen=True, slots=True)
class Recipe:
    """Python lines and command-line words that open the data elsewhere."""

    lines: tuple[str, ...]  # Python that assigns the data to the names used in `problem`
    command: tuple[str, ...]  # the verb and the arguments that name the data
    problem: str = "table.problem({loss!r})"  # a Python expression
    arrays: tuple[str, str, str] = ("table.X", "table.y", "table.feature_names")  # of a model
    file: str | None = None  # a file that both expect in the working folder


@dataclass(frozen=True, eq=False)
class LabData:
    """Table, or the summary of one too large to hold, with the points that a page shows.

    Shapes: m rows are shown, of d features; p = d + 1 weights.
    """

    table: Table | TableSummary
    X: Matrix  # (m, d) of the rows shown
    y: Vector  # (m,)
    about: str  # the source of the data, on one line
    recipe: Recipe
    start: Vector | None = None  # (p,) first weights of the lesson; None for zeros
    truth: Vector | None = None  # (p,) true weights, if they are known
    notice: str = ""  # what was left out, if anything was
    _problems: dict[str, LeastSquares] = field(default_factory=dict)

    @classmethod
    def of_table(
        cls,
        table: Table,
        about: str,
        recipe: Recipe,
        start: Vector | None = None,
        truth: Vector | None = None,
        notice: str = "",
    ) -> LabData:
        """Show a table in memory; if it has many rows, show the same sample every time."""
        n = len(table.y)
        chosen = slice(None) if n <= request_limits.SHOWN else sample(n, request_limits.SHOWN)
        return cls(table, table.X[chosen], table.y[chosen], about, recipe, start, truth, notice)

    def problem(self, loss: str) -> LeastSquares:
        """Return the problem with this loss convention, with its rows if they are in memory."""
        if loss not in self._problems:
            self._problems[loss] = self.table.problem(loss)
        return self._problems[loss]

    @cached_property
    def condensed(self) -> LeastSquares:
        """Problem of at most p + 1 rows with the same mean squared error as all rows."""
        return self.problem("mse").condensed()

    @property
    def n(self) -> int:
        """Number of rows."""
        return self.problem("mse").n

    @property
    def first_weights(self) -> list[float]:
        """First weights (p,) of a run: the lesson's, or zeros."""
        names = self.problem("mse").weight_names
        return [0.0] * len(names) if self.start is None else self.start.tolist()

    @property
    def left_out(self) -> str:
        """Sentences on the rows and columns that a run leaves out; empty if it uses all."""
        dropped = self.table.rows_dropped
        rows = f"Left out: {counted(dropped, 'row')} with missing values." if dropped else ""
        return " ".join(filter(None, [rows, self.notice, *map(str, self.table.findings)]))

    @property
    def remains(self) -> str:
        """Sentence on what the best fit leaves unexplained."""
        from downslope.diagnosis.data_findings import REMAINS, lack_of_fit, what_remains

        found = lack_of_fit(self.problem("mse"))
        if found is None and self.notice:
            return f"{REMAINS}, and columns are missing: {self.notice[0].lower()}{self.notice[1:]}"
        return what_remains(found)

    def to_dict(self) -> dict[str, object]:
        """Return the fields that a page needs to draw the data and to train on them."""
        few = self.condensed
        return plain_dict(
            {
                "names": self.table.feature_names,
                "target": self.table.target,
                "weight_names": few.weight_names,
                "n": self.n,
                "columns": self.X.T,
                "y": self.y,
                "sampled": len(self.y) < self.n,
                "sample_size": len(self.y),
                "equivalent": [[*row, y] for row, y in zip(few.X_b, few.y, strict=True)],
                "loss_floor": ds.Spectrum.of(self.problem("mse")).min_loss,
                "lr_start": self.first_weights,
                "truth": self.truth,
                "source": self.about,
                "left_out": self.left_out,
                "remains": self.remains,
            }
        )


def sample(n: int, size: int) -> np.ndarray:
    """Choose `size` different rows of n in ascending order, the same ones every time."""
    import numpy as np

    chosen: np.ndarray = np.sort(np.random.default_rng(0).choice(n, size, replace=False))
    return chosen


def first_features(names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the features that a page shows, and a notice if there are more."""
    kept = tuple(names[: request_limits.FEATURES])
    if len(kept) == len(names):
        return kept, ""
    return kept, f"Only the first {len(kept)} of {len(names)} features are shown and used."


def lesson(fields: Fields) -> LabData:
    """Make the lesson's line, with points and noise from one seed."""
    from downslope.data_table import Table

    n = fields.whole("n", 100, at_least=2, at_most=request_limits.GENERATED)
    noise = fields.number("noise", 1.0, at_least=0, at_most=1e6)
    seed = fields.whole("seed", 0)
    low, high = fields.number("low", 0.0, -1e6, 1e6), fields.number("high", 10.0, -1e6, 1e6)
    line = ds.datasets.lesson_line(n, noise, seed, low=low, high=high)
    about = f"{n:,} points of y = 3x + 2 with noise {noise:g}, seed {seed}"
    arguments, options = f"n={n}, noise={noise}, seed={seed}", [f"--n={n}", f"--noise={noise}"]
    options.append(f"--seed={seed}")
    if (low, high) != (0.0, 10.0):
        arguments += f", low={low}, high={high}"
        options.append(f"--range={low},{high}")
    recipe = Recipe(
        (f"line = ds.datasets.lesson_line({arguments})",),
        ("demo", *options),
        "ds.LeastSquares(line.x, line.y, loss={loss!r})",
        arrays=("line.x[:, None]", "line.y", "['x']"),
    )
    table = Table(line.x[:, None], line.y, ("x",), "y", about)
    return LabData.of_table(table, about, recipe, line.start, line.truth)


def example(fields: Fields) -> LabData:
    """Draw points of part two of the lesson, which are of the kind that a model is for."""
    from downslope.data_table import Table
    from downslope.datasets.lesson_points import POINTS
    from downslope.numerics.arrays import default_names

    name = fields.choice("points", POINTS)
    n, seed = fields.whole("n", 100, at_most=request_limits.EXAMPLE), fields.whole("seed", 0)
    X, y = ds.datasets.lesson_points(name, n, seed)
    names = ("x",) if X.shape[1] == 1 else default_names(X.shape[1])
    about = POINTS[name][0]
    if (n, seed) != (100, 0):
        about = f"{n:,} points of {name}, seed {seed}"
    table = Table(X, y, names, "y", about)
    problem, arrays = arrays_problem(names)
    lines = (f"X, y = ds.datasets.lesson_points({name!r}, n={n}, seed={seed})",)
    if (n, seed) == (100, 0):  # the package holds them by name
        recipe = Recipe(lines, ("train", name), problem, arrays)
    else:
        recipe = Recipe(lines, points_command(table), problem, arrays, POINTS_FILE)
    return LabData.of_table(table, about, recipe)


def case(fields: Fields) -> LabData:
    """Make a case of `downslope compare` by its name, with all or some of its features."""
    from downslope.numerics.arrays import default_names

    made = ds.datasets.case(fields.choice("case", ds.datasets.CASES))
    known, asked = default_names(made.X.shape[1]), fields.names("features", request_limits.FEATURES)
    names, notice = (asked, "") if asked else first_features(known)
    table = made.table(names)
    truth = made.truth[[*map(known.index, names), -1]] if len(names) == len(known) else None
    some = names != known
    recipe = Recipe(
        (f"table = ds.datasets.case({made.name!r}).table({python_list(names) if some else ''})",),
        ("train", f"--case={made.name}", *(features_option(names) if some else ())),
    )
    return LabData.of_table(table, made.about, recipe, truth=truth, notice=notice)


def dataset(fields: Fields) -> LabData:
    """Read a data set of the package by its name."""
    known = ds.datasets.DATA_SETS[fields.choice("name", ds.datasets.DATA_SETS)]
    features = fields.names("features", request_limits.FEATURES)
    # By its path, because the name alone could mean a file of the user.
    table = ds.read(str(known.path), known.target, features or known.features)
    arguments, options = repr(known.name), tuple[str, ...]()
    if features:
        arguments += f", {table.target!r}, {python_list(table.feature_names)}"
        options = ("--target", table.target, *features_option(table.feature_names))
    recipe = Recipe((f"table = ds.read({arguments})",), ("train", known.name, *options))
    return LabData.of_table(table, f"{known.name}: {known.about}. {known.source}", recipe)


def points(fields: Fields) -> LabData:
    """Read the points edited on the page, which every request contains."""
    import numpy as np

    from downslope.data_table import Table

    target, y = fields.text("target", "y"), fields.numbers("y", request_limits.EDITED) or ()
    columns = _columns(fields, target, len(y))
    if len(y) < 2:
        raise DataError(f"{counted(len(y), 'point')} cannot determine a line: give at least 2.")
    names = fields.names("features", request_limits.FEATURES) or tuple(columns)
    for name in names:
        if name not in columns:
            raise DataError(f"There is no column '{name}': {did_you_mean(name, columns)}")
    X = np.ascontiguousarray(np.array([columns[name] for name in names]).T)
    table = Table(X, np.array(y), names, target, f"{len(y):,} points edited on the page")
    command = points_command(table)
    if X.size + len(y) > MAX_NUMBERS_IN_CODE:
        line = f"table = ds.read({POINTS_FILE!r}, {target!r}, {python_list(names)})"
        recipe = Recipe((line,), command, file=POINTS_FILE)
    else:
        rows = ", ".join(map(python_list, X.tolist()))
        lines = (f"X = [{rows}]", f"y = {python_list(y)}")
        problem, arrays = arrays_problem(names)
        recipe = Recipe(lines, command, problem, arrays, POINTS_FILE)
    return LabData.of_table(table, table.source, recipe)


def _columns(fields: Fields, target: str, n: int) -> dict[str, tuple[float, ...]]:
    """Return the columns of the edited points by name, each with n numbers."""
    names = fields.names("names", request_limits.FEATURES) or ("x",)
    listed = fields.values.get("columns")
    if not isinstance(listed, list) or len(listed) != len(names):
        wanted = f"a list of numbers for each of {', '.join(names)}"
        raise refusal("columns", listed, wanted)
    columns = {}
    for name, column in zip(names, listed, strict=True):
        columns[name] = number_list(f"column '{name}'", column, request_limits.EDITED)
        if len(columns[name]) != n:
            raise OptionError(
                f"Column '{name}' has {len(columns[name])} values but {target} has {n}: give a "
                "value for every point."
            )
    if "intercept" in names:
        raise OptionError(
            "A column cannot be named 'intercept', the name of the model's own weight: rename it."
        )
    if target in names:
        raise OptionError(f"'{target}' is both the target and a feature: rename one of them.")
    return columns


def arrays_problem(names: Sequence[str]) -> tuple[str, tuple[str, str, str]]:
    """Write the Python expressions of a problem, and of a model, with the arrays X and y."""
    listed = python_list(names)
    return f"ds.LeastSquares(X, y, loss={{loss!r}}, names={listed})", ("X", "y", listed)


def points_command(table: Table | TableSummary) -> tuple[str, ...]:
    """Return command-line words that train on the rows in a file which the page offers."""
    return ("train", POINTS_FILE, "--target", table.target, *features_option(table.feature_names))


def python_list(values: Iterable[object]) -> str:
    """Write names or numbers as a Python list."""
    return f"[{', '.join(map(repr, values))}]"


def features_option(names: Sequence[str]) -> tuple[str, str]:
    """Write the option that names these columns, without quotes for a shell."""
    return "--features", _joined(names)


def reading_words(reading: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options on how data are written, as command-line words."""
    words: list[str] = []
    for name, given in reading.items():
        option = "--no-header" if name == "header" else f"--{name.replace('_', '-')}"
        if isinstance(given, bool):
            words.append(option)
            continue
        listed = [f"{key}={unit}" for key, unit in given.items()] if name == "date" else given
        words += [option, listed if isinstance(listed, str) else _joined(map(str, listed))]
    return tuple(words)


def _joined(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


MADE: dict[str, Callable[[Fields], LabData]] = {
    "lesson": lesson,
    "example": example,
    "case": case,
    "dataset": dataset,
    "points": points,
}
