"""Source of arrays (NumPy, SciPy sparse, or Dask), whose tasks are slices of X and y."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.blocks import SAMPLED, Layout, Schema, Task, block_rows, slice_rows, usable_rows
from downslope.data.columns import Place, too_few
from downslope.data.dialect import AS_FOUND, Dialect, numbers_of
from downslope.data.files import first_line
from downslope.data_table import Table
from downslope.errors import DataError, OptionError
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, default_names, row_weights, table, target_column


def of_arrays(
    X: Any,
    y: ArrayLike,
    weights: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    drop_missing: bool = False,
    dialect: Dialect = AS_FOUND,
) -> Arrays | DaskArrays:
    """Return a source of `X` (n, d), dense or sparse, `y` (n,) and optional `weights` (n,).

    Chunks of a Dask array are computed one at a time, by the worker that reads them.

    Raises
    ------
    DataError
        Values are not numbers, or lengths do not match.

    """
    in_dask = hasattr(X, "dask")
    features = _without_codes(_dask_table(X) if in_dask else table(X), dialect)
    n, d = features.shape
    called = tuple(names) if names is not None else default_names(d)
    if len(called) != d:
        raise DataError(f"X has {d} columns and {len(called)} names: give one name for each.")
    if n < 2:
        raise DataError(too_few("X", n, 0))
    weighed = "weights" if weights is not None else None
    layout = Layout("the arrays", called, "y", weighed, (), drop_missing, OptionStyle.PYTHON)
    if in_dask:
        return DaskArrays(features, _in_dask(y), _in_dask(weights), layout)
    beside = [_without_codes(target_column(y, n), dialect)]
    if weights is not None:
        beside.append(row_weights(weights, n)[:, np.newaxis])
    return Arrays(features, np.hstack(beside), layout)


def _without_codes(values: Any, dialect: Dialect) -> Any:
    """Return the values with NaN in place of codes for missing values.

    Raises
    ------
    OptionError
        An option needs named columns, or the array is sparse.

    """
    if dialect is AS_FOUND:
        return values
    dialect.check_is_text("an array")
    if dialect.dates or dialect.keep_index or dialect.keep_levels:
        raise OptionError(
            "date, keep_index, and keep_levels need named columns: omit them for arrays."
        )
    if dialect.missing_in:
        raise OptionError("missing={…} needs named columns: give a list of values, as in [-999].")
    codes = numbers_of(dialect.missing)
    if not codes:
        return values
    if not isinstance(values, np.ndarray):
        raise OptionError("missing=… works only with dense arrays in memory: leave it out.")
    return np.where(np.isin(values, codes), np.nan, values)


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """Source in memory: n rows, d features."""

    X: Any  # (n, d) float64 or float32, or a SciPy CSR array
    beside: Matrix  # (n, 1 or 2) the target, and the weights if there are any
    layout: Layout

    @property
    def schema(self) -> Schema:
        return self.layout.schema(len(self.beside))

    @property
    def sparse(self) -> bool:
        """Whether X is sparse."""
        return not isinstance(self.X, np.ndarray)

    def table(self) -> Table:
        """Return the rows as a table, which shares the memory of a dense X without missing values.

        Raises
        ------
        DataError
            A row is incomplete, and the source does not drop missing values.

        """
        X, beside, d = self.X, self.beside, self.X.shape[1]
        with np.errstate(all="ignore"):
            finite = not self.sparse and bool(np.isfinite(X.sum()) and np.isfinite(beside.sum()))
        if not finite:
            whole = _filled(X, beside, np.empty((len(beside), self.layout.width)))
            place = Place(self.layout.source, whole=True, style=self.layout.style)
            whole, _ = usable_rows(whole, self.layout, place)
            if len(whole) < 2:
                left_out = len(beside) - len(whole)
                raise DataError(too_few(self.layout.source, len(whole), left_out))
            X, beside = whole[:, :d], whole[:, d:]
        return Table(
            X,
            beside[:, 0],
            self.layout.features,
            self.layout.target,
            self.layout.source,
            weights=None if self.layout.weights is None else beside[:, 1],
            rows_dropped=len(self.beside) - len(beside),
        )

    def tasks(self) -> list[Task]:
        step, tasks = slice_rows(self.layout.width), []
        for i in range(0, len(self.beside), step):
            X, beside = self.X[i : i + step], self.beside[i : i + step]
            place = Place(self.layout.source, None, i, style=self.layout.style)
            where = f"rows {i + 1:,} to {i + len(beside):,}"
            tasks.append(ArrayTask(X, beside, self.layout, place, where, len(beside)))
        return list(tasks)

    def sample(self, rows: int = 2048) -> Matrix:
        step = -(-len(self.beside) // rows)
        part, beside = self.X[::step], self.beside[::step]
        some = _filled(part, beside, np.empty((len(beside), self.layout.width)))
        return usable_rows(some, self.layout.lenient(), Place(self.layout.source))[0]


@dataclass(slots=True, eq=False)
class ArrayTask:
    """Slice of the arrays; its rows are pickled with it."""

    X: Any
    beside: Matrix
    layout: Layout
    place: Place  # of its first row
    where: str  # for messages
    rows: int  # including incomplete ones
    dropped: int = field(default=0, init=False)

    def blocks(self) -> Iterator[Matrix]:
        self.dropped = 0
        size = block_rows(self.layout.width)
        out = np.empty((min(size, self.rows), self.layout.width))
        for i in range(0, self.rows, size):
            block = _filled(self.X[i : i + size], self.beside[i : i + size], out)
            block, left_out = usable_rows(block, self.layout, self.place.after(i))
            self.dropped += left_out
            if len(block):
                yield block


def _filled(X: Any, beside: Matrix, out: Matrix) -> Matrix:
    """Write [X, beside] (m, width), made dense, to the first rows of `out`."""
    block, d = out[: len(beside)], X.shape[1]
    block[:, :d] = X if isinstance(X, np.ndarray) else X.toarray()
    block[:, d:] = beside
    return block


def _in_dask(values: Any) -> Any:
    """Return a Dask collection as an array whose chunks have known sizes; others unchanged."""
    if hasattr(values, "to_dask_array"):
        return values.to_dask_array(lengths=True)
    if hasattr(values, "dask") and np.isnan(values.shape).any():
        return values.compute_chunk_sizes()
    return values


def _dask_table(X: Any) -> Any:
    """Return a Dask array or frame as a table of shape (n, d)."""
    table = _in_dask(X)
    if table.ndim == 1:
        table = table[:, np.newaxis]
    if table.ndim != 2:
        raise DataError(f"X has {table.ndim} dimensions: give a table of shape (rows, columns).")
    return table


@dataclass(frozen=True, slots=True, eq=False)
class DaskArrays:
    """Source of a Dask array X, with a target and weights that may also be Dask arrays."""

    X: Any  # (n, d)
    y: Any  # (n,)
    weights: Any  # (n,) or None
    layout: Layout

    @property
    def schema(self) -> Schema:
        return self.layout.schema(len(self.X))

    def tasks(self) -> list[Task]:
        return list(self._tasks())

    def _tasks(self) -> list[DaskTask]:
        n, tasks, start = len(self.X), [], 0
        if len(self.y) != n:
            raise DataError(
                f"X has {n} rows but y has {len(self.y)}: give one target for each row."
            )
        if self.weights is not None and len(self.weights) != n:
            raise DataError(
                f"X has {n} rows but there are {len(self.weights)} weights: give one for each row."
            )
        for rows in self.X.chunks[0]:
            part = slice(start, start + rows)
            place = Place(self.layout.source, None, start, style=self.layout.style)
            where = f"rows {start + 1:,} to {start + rows:,}"
            beside = [self.y[part]] if self.weights is None else [self.y[part], self.weights[part]]
            tasks.append(DaskTask(self.X[part], beside, self.layout, place, where, rows))
            start += rows
        return tasks

    def sample(self, rows: int = 2048) -> Matrix:
        """Compute some chunks and return their first rows."""
        tasks = self._tasks()
        chosen = tasks[:: -(-len(tasks) // SAMPLED)]
        each = -(-rows // len(chosen))
        starts = []
        for task in chosen:
            some = replace(task, X=task.X[:each], beside=[part[:each] for part in task.beside])
            lenient = replace(some, layout=self.layout.lenient(), rows=min(each, task.rows))
            starts += [block.copy() for block in lenient.blocks()]
        return np.vstack([np.empty((0, self.layout.width)), *starts])[:rows]


@dataclass(slots=True, eq=False)
class DaskTask:
    """Chunk of rows, computed when its blocks are read."""

    X: Any
    beside: list[Any]  # the target, and the weights if there are any
    layout: Layout
    place: Place  # of its first row
    where: str  # for messages
    rows: int  # including incomplete ones
    dropped: int = field(default=0, init=False)

    def blocks(self) -> Iterator[Matrix]:
        try:
            X, *beside = map(_computed, [self.X, *self.beside])
        except Exception as error:  # of the user's graph
            raise DataError(
                f"Computing the Dask array failed for {self.where} ({first_line(error)}): fix the "
                "computation that produces it."
            ) from error
        columns = np.hstack([target_column(part, self.rows) for part in beside])
        task = ArrayTask(table(X), columns, self.layout, self.place, self.where, self.rows)
        try:
            yield from task.blocks()
        finally:
            self.dropped = task.dropped


def _computed(values: Any) -> Any:
    """Return a Dask collection as an array, computed in this thread; others unchanged."""
    return values.compute(scheduler="synchronous") if hasattr(values, "dask") else values
