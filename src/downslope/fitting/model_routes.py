"""Data of any type and size for the fit of a model: rows in memory, passes over them, or products.

ridge, lasso, elastic net      one pass: the products of the columns, or a summary that has them
all others, few rows, arrays   rows in memory
all others, read in passes     one to see what the rows are like, and one for each of Newton's steps
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.array_source import Arrays
from downslope.data.blocks import FrameSource, Schema, Source
from downslope.data.dialect import ReadingOptions
from downslope.data.levels import Categorical
from downslope.data.open import is_large, load_table, open_data
from downslope.data.sql.database import Selection
from downslope.data.sql.sql_dialects import EXACT
from downslope.data_table import TableSummary
from downslope.errors import OptionError, unknown
from downslope.findings import reference_levels
from downslope.fitting.model_fit import MODELS, fit_model, fit_products, fit_rows
from downslope.fitting.model_fit_result import ModelFit
from downslope.fitting.option_conflicts import NEEDS_ROWS, Conflict, Given
from downslope.fitting.passes import check_width
from downslope.fitting.passes.ladder_passes import Passes, first_pass
from downslope.fitting.passes.model_passes import ModelPasses
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.passes.sample import check_small, near_means, sampled
from downslope.models.catalog import model_on
from downslope.models.classes import class_places
from downslope.models.least_squares import LeastSquares
from downslope.models.network import Network
from downslope.models.score_model import ScoreModel
from downslope.numerics.arguments import OptionStyle, are_paths
from downslope.solvers.quadratic import Quadratic


def fit_of_data(
    name: str,
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    penalties: Mapping[str, float | None],
    *,
    weights: str | ArrayLike | None,
    intercept: bool,
    full: bool,
    in_passes: bool,
    max_passes: int | None,
    drop_missing: bool,
    categorical: Categorical,
    read: ReadOptions,
    reading: ReadingOptions,
) -> ModelFit:
    """Fit the model of this name to data of any type: see `fit` for the arguments.

    Raises
    ------
    DataError
        The data cannot be read, or do not suit the model.
    OptionError
        An option cannot be used.

    """
    if name == Network.name:
        raise OptionError(
            f"model={name!r} has many minima, so a fit of it has no certificate: train it instead."
        )
    if name not in MODELS:
        raise unknown("model", name, [LeastSquares.name, *MODELS])
    kind = MODELS[name]
    # Options are checked before anything is read.
    model_on(name, np.zeros((2, 1)), [0.0, 1.0], penalties, intercept=intercept)
    classes: tuple[object, ...] = ()
    if kind.takes_classes and not (target is None or isinstance(target, str) or are_paths(data)):
        classes, target = class_places(target, len(target))  # type: ignore[arg-type]
    source = open_data(
        data, target, features, weights, drop_missing, categorical,
        classes=kind.takes_classes, **reading,
    )  # fmt: skip
    if isinstance(source, FrameSource):
        classes = source.layout.classes
    if in_passes or (not isinstance(source, Arrays) and is_large(source)):
        return _in_passes(source, name, penalties, intercept, classes, full, max_passes, read)
    style = OptionStyle.COMMAND_LINE if are_paths(data) else OptionStyle.PYTHON
    # Slopes of least squares, which a finding may name, are not those of this model.
    table = load_table(source, style.setting("model", name), read.progress, intercept=None)  # type: ignore[arg-type]
    made = model_on(
        name, table.X, table.y, penalties, intercept=intercept, names=table.feature_names,
        classes=classes,
    )  # fmt: skip
    return fit_model(
        made,
        full=full,
        weights=table.weights,
        weighted=source.schema.weights or "",
        target=table.target,
        source=table.source,
        rows_dropped=table.rows_dropped,
        findings=(*table.findings, *reference_levels(table.levels)),
    )


def fit_of_summary(
    name: str, table: TableSummary, penalties: Mapping[str, float | None], *, intercept: bool
) -> ModelFit:
    """Fit ridge, lasso, or elastic net to the rows of a summary.

    Raises
    ------
    OptionError
        An option cannot be used.

    """
    model = _template(name, table.feature_names, penalties, intercept)
    assert isinstance(model, LeastSquares)
    summary = table.summary
    products = (
        Quadratic.of_summary(model, summary)
        if table.exact is None
        else Quadratic.of_exact(model, table.exact, summary.mass)
    )
    model.n = summary.count
    return fit_products(
        model, products, n=summary.count, passes=table.passes, weighted=table.weights or "",
        target=table.target, source=table.source, rows_dropped=table.rows_dropped,
        findings=(*table.findings, *reference_levels(table.levels)),
    )  # fmt: skip


def sums_of_database(
    name: str, data: Any, asked: Selection, given: Given, *, full: bool
) -> TableSummary:
    """Return the summary of a database's rows for ridge, lasso, or elastic net.

    Raises
    ------
    OptionError
        The model needs the rows.

    """
    from downslope.fitting.database_sums import summarize_database

    if takes_rows(name):
        given.check([Conflict("database", ("model",), NEEDS_ROWS)])
    exactly = full and asked.grade is None
    return summarize_database(data, replace(asked, grade=EXACT) if exactly else asked)


def takes_rows(name: str) -> bool:
    """Return whether a model needs more than the products of the columns."""
    return not issubclass(MODELS.get(name, LeastSquares), LeastSquares)


def _template(
    name: str,
    names: Sequence[str],
    penalties: Mapping[str, float | None],
    intercept: bool,
    labels: Sequence[float] = (0.0, 0.0),
    classes: Sequence[object] = (),
) -> ScoreModel:
    """Return the model without rows, for these columns and labels."""
    rows = np.zeros((len(labels), len(names)))
    made = model_on(
        name, rows, labels, penalties, intercept=intercept, names=names, classes=classes
    )
    assert isinstance(made, ScoreModel)
    return made.without_rows()


def _in_passes(
    source: Source,
    name: str,
    penalties: Mapping[str, float | None],
    intercept: bool,
    classes: tuple[object, ...],
    full: bool,
    max_passes: int | None,
    read: ReadOptions,
) -> ModelFit:
    if not takes_rows(name):
        table = _products(source, full, read)
        return fit_of_summary(name, table, penalties, intercept=intercept)
    schema = source.schema
    with Reader(source, read) as reader:
        work = ModelPasses(reader, max_passes)
        of_labels = partial(_template, name, schema.features, penalties, intercept)
        kind = None if MODELS[name].takes_classes else of_labels()
        found = work.describe(kind)
        model = kind or of_labels(found.labels, classes)
        data, has_sample = work.data(model, full)
        model.n = found.count
        fit = fit_rows(model, data, has_sample, n=found.count, **_of_schema(schema, work))
        return replace(fit, passes=reader.passes)


def _products(source: Source, full: bool, read: ReadOptions) -> TableSummary:
    """Read the products of the columns; for `full` also in about 100 bits, in a second pass."""
    schema = source.schema
    with Reader(source, read) as reader:
        check_width(schema, read)
        sample = sampled(source)
        origin = near_means(sample, schema)
        # Its findings name no slopes of least squares, which are not those of this model.
        table = first_pass(reader, origin, None, all_rows=True, another=False)
        check_small(table.summary.scatter.diagonal(), table.summary.count, sample, schema)
        if full:
            found = Passes(reader, table, intercept=True).exact()
            return replace(table.summed_exactly(found), passes=reader.passes)
        return table


def _of_schema(schema: Schema, work: ModelPasses) -> dict[str, Any]:
    return {
        "target": schema.target,
        "source": schema.source,
        "weighted": schema.weights or "",
        "rows_dropped": work.description.dropped,
        "findings": (*schema.notes, *work.codes(), *reference_levels(schema.levels)),
    }
