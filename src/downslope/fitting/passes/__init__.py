"""Fits and summaries of sources that are read in passes, by any number of workers.

    sample ──► one origin ──► pass 1: every task's summary ──► merged in task order ──► weights
                                    pass 2, only if the first cannot prove them

The origin is chosen once, from a sample, and sent with every task, so that summaries add without
being moved. Where κ² leaves too few digits in float64, the ladder asks for one more pass: for the
residuals, or for products in about 100 bits.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from downslope.data.blocks import Schema, Source
from downslope.data_table import TableSummary, WideTable
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.ladder import WIDEST_EXACT, check_reproducible
from downslope.fitting.passes.ladder_passes import Passes, check_like, first_pass
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.passes.sample import check_small, near_means, sampled
from downslope.fitting.solution import Solution
from downslope.fitting.summary_design import FurtherPasses, solve_summary
from downslope.numerics.arrays import Matrix
from downslope.numerics.gram import FEW_SLICES, SLICES
from downslope.numerics.threads import thread_count
from downslope.solvers.contract import Accuracy, accuracy_named
from downslope.summary import Summary

WIDEST = 5000  # features: for more, moment matrices of 8 d² bytes fill the memory
# Slices of a summary in a file, and the powers of two by which data added later may exceed its own.
FILE_SLICES = {Accuracy.FULL: (SLICES, 10), Accuracy.REPRODUCIBLE: (FEW_SLICES, 3)}


def summarize(
    source: Source,
    options: ReadOptions | None = None,
    *,
    accuracy: str = "standard",
    like: TableSummary | None = None,
) -> TableSummary:
    """Read a source and keep its summary.

    Parameters
    ----------
    source : Source
        What to read.
    options : ReadOptions, optional
        The engine.
    accuracy : str
        "full" also keeps the summary in about 100 bits, "reproducible" in about 60; then all its
        bits are the same for the rows in any order.
    like : TableSummary, optional
        Take origin and scale from this summary, so that exact summaries add.

    Returns
    -------
    TableSummary

    Raises
    ------
    DataError
        The data cannot be used, or `like` has other columns.
    OptionError, EngineError, MissingExtraError
        The engine is not available, or has failed.

    """
    wanted = accuracy_named(accuracy)
    slices, margin = FILE_SLICES.get(wanted, (0, 0))
    with Reader(source, options or ReadOptions()) as reader:
        schema = source.schema
        check_width(schema, reader.options)
        if like is not None:
            check_like(schema, like)
        sample = sampled(source)
        origin, scale = near_means(sample, schema), None
        if like is not None:
            origin = like.summary.origin
            scale = None if like.exact is None or not slices else like.exact.scale
        table = first_pass(reader, origin, scale, slices=slices or SLICES)
        check_small(table.summary.scatter.diagonal(), table.summary.count, sample, schema)
        if slices and table.exact is None and table.summary.count:
            found = Passes(reader, table, intercept=True, margin=margin).exact(slices)
            others = () if scale is None else (of_another_scale(slices),)
            table = replace(table, findings=(*table.findings, *others))
            return replace(table.summed_exactly(found), passes=2)
        return table if table.exact is None else table.summed_exactly(table.exact)


def of_another_scale(slices: int) -> Finding:
    """Return what to say of an exact summary that `like` has no room for."""
    bits = 100 if slices == SLICES else 60
    return Finding(
        code="scale_not_shared",
        columns=(),
        evidence=(
            "Values lie outside the scale of the summary in like (--like), so the sums in about "
            f"{bits} bits have a scale of their own: added to that summary, float64 alone is left."
        ),
        fix="Make the summaries like the one whose columns have the widest ranges.",
    )


def fit(
    source: Source,
    options: ReadOptions | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> tuple[TableSummary | WideTable, Solution]:
    """Fit a source's rows, by a summary of them unless they have too many columns.

    Parameters
    ----------
    source : Source
        What to read.
    options : ReadOptions, optional
        The engine.
    method : str
        "auto", or "cholesky" or "exact" alone; "lsmr" makes no summary and reads the data twice
        per iteration, which "auto" chooses above 5,000 features.
    accuracy : str
        "standard", "reproducible", or "full", as for `solve`.
    intercept : bool
        Whether to fit an intercept.
    max_passes : int, optional
        Maximum number of passes over the data; at most two are needed, except by "lsmr".

    Returns
    -------
    table : TableSummary or WideTable
        The summary, or for "lsmr" only the columns' names.
    solution : Solution

    Raises
    ------
    DataError
        The data cannot be used.
    OptionError, EngineError, MissingExtraError
        An option cannot be used, or the engine is not available or has failed.

    """
    if accuracy_named(accuracy) is Accuracy.REPRODUCIBLE:
        p = len(source.schema.features) + intercept
        check_reproducible(method, p)
        if max_passes is not None and max_passes < 2:
            style = source.schema.style
            raise OptionError(
                f"{style.setting('accuracy', accuracy)} reads the data twice, and "
                f"{style.option('max_passes')} leaves it one pass: allow one more, or choose "
                f"{style.setting('accuracy', 'standard')}."
            )
    with Reader(source, options or ReadOptions()) as reader:
        schema = source.schema
        if method == "lsmr" or (method == "auto" and len(schema.features) > WIDEST):
            from downslope.fitting.passes.wide_lsmr import fit_wide

            return fit_wide(reader, accuracy, intercept, max_passes)
        check_width(schema, reader.options)
        sample = sampled(source)
        another = max_passes is None or max_passes > 1
        table = first_pass(
            reader, near_means(sample, schema), None,
            all_rows=True, intercept=intercept, another=another,
        )  # fmt: skip
        at_first = method == "exact" or (method == "auto" and accuracy != "standard")
        fits = another and intercept and len(schema.features) < WIDEST_EXACT
        if not (at_first and fits):  # products in 100 bits are scaled, and lose nothing
            _check_small(table.summary, sample, schema, intercept)
        more = Passes(reader, table, intercept)
        solution = solve_table_summary(
            table,
            more,
            method=method,
            accuracy=accuracy,
            intercept=intercept,
            max_passes=max_passes,
        )
        if more.products is not None and intercept:
            table = table.summed_exactly(more.products)
        return table, solution


def solve_table_summary(
    table: TableSummary,
    more: FurtherPasses | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> Solution:
    """Find the weights from a summary; `more` reads the rows again if they are available."""
    solution = solve_summary(
        table.summary,
        exact_gram=table.exact if intercept else None,
        more=more,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        names=table.feature_names,
        weighted=table.weights is not None,
        max_passes=max_passes,
    )
    return replace(solution, log_weights=float(table.log_weights))


def _check_small(summary: Summary, sample: Matrix, schema: Schema, intercept: bool) -> None:
    """Check that no column's squares underflow, about the means or, with no intercept, about 0."""
    squares, about = summary.scatter.diagonal(), None
    if not intercept:
        about = np.zeros(len(squares))
        with np.errstate(over="ignore", invalid="ignore"):  # the solver reports it
            squares = squares + summary.mass * np.square(summary.origin + summary.mean)
    check_small(squares, summary.count, sample, schema, about)


def check_width(schema: Schema, options: ReadOptions) -> None:
    """Check that the summary will fit in memory, before anything is read."""
    d = len(schema.features)
    if d <= WIDEST:
        return
    each = 8 * (d + 2) ** 2 / 2**30
    copies = 3 * (options.workers or thread_count()) + 6
    raise DataError(
        f"{schema.source or 'The data'} has {d} features, but a summary takes at most {WIDEST}: "
        f"a moment matrix takes {each:.1f} GB, and a run needs about {copies} of them, "
        f"{each * copies:.0f} GB. Fit with method 'auto' or 'lsmr', which need no summary, or "
        "choose columns with features=…."
    )
