"""Formulas for data: `rent ~ size * C(kind) + bs(age, 4) + log(income)`.

    text ─► terms (`formula_text.py`) ─► levels and states learned ─► Design

formulaic codes categories at full rank, and is asked for that of stand-ins, `f0 + f1 + f0:f1`: each
factor is computed by `expressions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from downslope.data.blocks import FrameSource, Layout
from downslope.data.columns import as_series, check_present, plain_name, unsupported
from downslope.data.design import MOST_WIDE, Design, DesignLayout, DesignSource, Factor, Product
from downslope.data.dialect import ReadingOptions
from downslope.data.expressions import Expression, options_of, written
from downslope.data.formula_text import Parsed, parsed
from downslope.data.learning import learned_states
from downslope.data.levels import is_label
from downslope.data.open import open_source
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.numerics.arguments import OptionStyle, are_paths


def is_formula(first: Any, second: Any) -> bool:
    """Return whether the first argument of `fit` is a formula, and the second its data.

    Text must stand left of `~`, no file may have this name, and data must follow.
    """
    if not (isinstance(first, str) and "~" in first and first.split("~")[0].strip()):
        return False
    if second is None or _is_file(first):
        return False
    if not isinstance(second, str):
        return not (isinstance(second, np.ndarray) and second.ndim == 1)
    from downslope.datasets import DATA_SETS

    as_path = any(mark in second for mark in "./\\*?[")
    return as_path or second in DATA_SETS or _is_file(second)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # no file can have such a name
        return False


# --- data ---------------------------------------------------------------------------------------


def open_formula(
    formula: str,
    data: Any,
    weights: str | None = None,
    drop_missing: bool = False,
    *,
    beside: Sequence[str] = (),
    labels: Sequence[str] = (),
    **reading: Unpack[ReadingOptions],
) -> DesignSource:
    """Open data as the blocks of a formula's design, after learning what its transforms need.

    Parameters
    ----------
    formula : str
        Such as "rent ~ size * C(kind)".
    data : path, list of paths, or data frame
        See `open_source`.
    weights : str, optional
        The column of row weights.
    drop_missing : bool
        Leave incomplete rows out.
    beside, labels : sequence of str
        Columns that must exist beside those of the formula: see `open_source`.
    **reading
        How the data are written: see `ReadingOptions`.

    Returns
    -------
    DesignSource

    Raises
    ------
    DataError
        A column is missing, or does not suit the formula.
    OptionError
        The formula cannot be read.
    MissingExtraError
        formulaic is not installed.

    """
    if isinstance(data, np.ndarray):
        raise DataError("A formula needs names of columns, and an array has none: give a frame.")
    read: list[Parsed] = []
    dates = {plain_name(name) for name in reading.get("date") or {}}

    def roles(
        names: list[str], first_rows: Callable[[Sequence[str]], Any], source: str
    ) -> tuple[str, list[str], list[str]]:
        known = parsed(formula, [name for name in names if name not in (weights, *beside)])
        read.append(known)
        own = [plain_name(name) if are_paths(data) else name for name in known.columns]
        of_target = known.response.columns
        check_present(names, source, [*of_target, *own])
        if known.response.category is not None:
            raise OptionError("The target of a formula is a number: leave C(…) out.")
        target = next((name for name in of_target if name not in own), None)
        if target is None:
            raise DataError(
                f"'{of_target[0]}' is both the target and on the right side of the formula: leave "
                "it out of one."
            )
        features = list(dict.fromkeys([*own, *(name for name in of_target if name != target)]))
        head = first_rows(features)
        factors = [each for _, several in known.terms for each in several]
        marked = {each.category.column for each in factors if each.category}
        text = {name for name in features if name not in dates and _is_text(head[name])}
        for each in (*factors, known.response):
            _check_use(each, marked, text)
        text &= {each.column for each in factors}
        return target, features, [name for name in features if name in marked | text]

    try:
        source = open_source(
            data, weights=weights, drop_missing=drop_missing, roles=roles, beside=beside,
            labels=labels, **reading,
        )  # fmt: skip
    except DataError as error:
        # There is no list of features to leave a column out of.
        style = OptionStyle.COMMAND_LINE if are_paths(data) else OptionStyle.PYTHON
        listed = f"out of {style.option('features')}"
        raise DataError(str(error).replace(listed, "out of the formula")) from error
    layout, known = source.layout, read[0]
    raw = replace(layout, features=(*layout.features, layout.target), target="")
    terms = tuple((scale, tuple(_as_read(each, raw) for each in factors))
                  for scale, factors in known.terms)  # fmt: skip
    known = replace(known, terms=terms)
    return _learned(replace(source, layout=raw), known)


def _is_text(column: Any) -> bool:
    import polars as pl

    if unsupported(column):
        return False
    series = as_series(column)
    return series.dtype == pl.String and is_label(series)


def _check_use(each: Expression, marked: set[str], text: set[str]) -> None:
    """Raise `DataError` if a category is computed with, or stands beside the number it is."""
    if each.category is not None:
        return
    for name in each.columns:
        if name in text and each.column is None:
            raise DataError(
                f"The formula computes {each.text}, but '{name}' is text: use it as a category, "
                f"C({written(name)})."
            )
        if name in marked and name not in text:
            raise DataError(
                f"The formula has '{name}' as a number and as a category: keep one of the two."
            )


def _as_read(each: Expression, raw: Layout) -> Expression:
    """Return a column of text as a category."""
    known = dict(raw.levels)
    return each.as_read(each.columns[0] in known)


def _learned(source: FrameSource, known: Parsed) -> DesignSource:
    """Return the source with the design of a formula, whose states its rows have given."""
    raw = source.layout
    every = list(dict.fromkeys(each for _, factors in known.terms for each in factors))
    states = learned_states(source, [*every, known.response])
    factors = tuple(Factor(each, _width(each), _ordered(each, raw)) for each in every)
    products = tuple(_products(known, every))
    design = Design(
        known.text, known.response.text, known.intercept, factors, products,
        tuple(name for name in raw.features if any(name in f.of.columns for f in factors)),
        tuple((name, levels) for name, levels in raw.levels if name in raw.features),
        tuple(states.items()),
    )  # fmt: skip
    names = design.names
    if len(names) > MOST_WIDE:
        raise OptionError(f"The formula has {len(names):,} columns: at most {MOST_WIDE:,} are fit.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise OptionError(f"The formula has the column '{twice}' twice: leave one of them out.")
    return DesignSource(source.parts, DesignLayout.over(raw, design, known.response))


def _width(each: Expression) -> int:
    if each.category is None and each.calls:
        name, options = options_of(each.calls[-1][0])
        if name == "poly":
            return int(options["degree"])  # type: ignore[call-overload, no-any-return]
        if name == "bs":
            inner = options["knots"] or ()
            many = options["df"] or options["degree"] + len(inner)  # type: ignore[arg-type, operator]
            return int(many)  # type: ignore[call-overload, no-any-return]
    return 1


def _ordered(each: Expression, raw: Layout) -> tuple[str, ...]:
    """Return the levels of a category, its reference first."""
    category = each.category
    if category is None:
        return ()
    levels = dict(raw.levels)[category.column]
    first = category.reference
    if first is None:
        return levels
    if first not in levels:
        raise DataError(
            f"The reference '{first}' is not a level of '{category.column}': "
            f"{did_you_mean(first, levels)}"
        )
    return (first, *(level for level in levels if level != first))


def _products(known: Parsed, every: Sequence[Expression]) -> Iterator[Product]:
    """Yield the products of factors of each term, coded at full rank by formulaic."""
    import pandas as pd
    from formulaic import model_matrix

    place = {each: j for j, each in enumerate(every)}
    labels = pd.Categorical(["a", "b", "a"])
    frame = pd.DataFrame(
        {f"f{j}": labels if each.category else [0.5, 1.5, 3.5] for each, j in place.items()}
    )
    shown = [":".join(f"f{place[each]}" for each in factors) for _, factors in known.terms]
    text = " + ".join(["1" if known.intercept else "0", *shown])
    structure = model_matrix(text, frame).model_spec.structure
    made = [each for each in structure if each.term.degree]
    for (scale, factors), coded in zip(known.terms, made, strict=True):
        name = ":".join(each.text.strip("`") for each in factors)
        for each in coded.scoped_terms:
            parts = tuple((int(f.factor.expr[1:]), bool(f.reduced)) for f in each.factors)
            yield Product(name, parts, scale)
