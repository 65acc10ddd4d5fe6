"""Specification of a fit: its options, and the columns of the data that its weights belong to.

    rent by size, city (Oslo, Paris, Rome)      terms    size    size
                                                         city    city=Paris, city=Rome

A `Term` is a unit that an analysis of variance tests, and that a prediction makes from one column
of new data: the column itself, a power of it, or an indicator for each level but the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from downslope.data.design import Design
from downslope.numerics.polynomial import power_names

COLUMN_NAMED_INTERCEPT = "intercept (column)"  # of the data, beside the model's intercept


@dataclass(frozen=True, slots=True)
class Term:
    """Weights that belong together, and the column of the data that they are for."""

    name: str
    column: str  # of the data
    weights: tuple[str, ...]  # names
    levels: tuple[str, ...] = ()  # of a categorical column, the reference first
    power: int = 1
    parts: frozenset[str] = frozenset()  # factors of a term of a formula


@dataclass(frozen=True, slots=True)
class Specification:
    """Options of a fit that its predictions and reports need."""

    degree: int = 1
    weights: str | None = None  # the column of the rows' weights
    weights_kind: str = "precision"
    reading: dict[str, Any] = field(default_factory=dict)  # how the values of the data are written
    design: Design | None = None  # of a formula
    errors_note: str = ""  # sentence on errors by clusters or with lags


AS_BY_DEFAULT = Specification()


def terms_of(
    feature_names: Sequence[str], levels: Sequence[tuple[str, tuple[str, ...]]], degree: int
) -> tuple[Term, ...]:
    """Return the terms of the features, in their order.

    Parameters
    ----------
    feature_names : sequence of str
        (d,) names of the slopes.
    levels : sequence of (str, tuple of str)
        The categorical columns with their levels, the reference first.
    degree : int
        Degree of the polynomial; its features are the powers of one column.

    Returns
    -------
    tuple of Term

    """
    if degree != 1:
        column = feature_names[0]
        return tuple(
            Term(name, _in_data(column), (name,), power=power)
            for power, name in enumerate(power_names(column, degree), start=1)
        )
    known = dict(levels)
    owner = {f"{name}={level}": name for name, each in levels for level in each[1:]}
    columns = dict.fromkeys(owner.get(name, name) for name in feature_names)
    return tuple(
        Term(
            column,
            _in_data(column),
            tuple(name for name in feature_names if owner.get(name, name) == column),
            known.get(column, ()),
        )
        for column in columns
    )


def _in_data(name: str) -> str:
    return "intercept" if name == COLUMN_NAMED_INTERCEPT else name


def terms_of_design(design: Design) -> tuple[Term, ...]:
    """Return the terms of a formula, with the factors that each is a product of."""
    parts: dict[str, frozenset[str]] = {}
    for each in design.products:
        texts = {design.factors[place].of.text for place, _ in each.parts}
        parts[each.term] = parts.get(each.term, frozenset()) | texts
    return tuple(
        Term(name, name, weights, parts=parts[name]) for name, weights in design.terms.items()
    )
