"""Design of a formula: the columns that its terms make, block by block, from columns of the data.

    rent ~ size * C(kind)          size, kind=house, size:kind=house

A design is frozen: levels, knots, and means are learned once (`formula.py`), and then every block
of any data, those of the fit or new ones to predict, is computed in the same way. `DesignLayout`
is the layout of such blocks, so passes, engines, and solvers read them like other columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import FrameSource, Layout, Schema
from downslope.data.columns import Frame, Place, complete, feature_names
from downslope.data.expressions import SUM, Expression, evaluate, expression, options_of
from downslope.data.transforms import State, needs_data
from downslope.errors import DataError
from downslope.findings import order_shows, reference_levels
from downslope.numerics.arrays import Matrix, Vector

MOST_WIDE = 5000  # columns of a design


@dataclass(frozen=True, slots=True)
class Factor:
    """Expression with the number of its columns, or a category with its levels."""

    of: Expression
    width: int = 1
    levels: tuple[str, ...] = ()  # of a category, the reference first

    def names(self, *, reduced: bool) -> list[str]:
        """Return the names of its columns; of a category without the reference if `reduced`."""
        category = self.of.category
        if category is None:
            if self.width == 1:
                return [self.of.text.strip("`")]
            return [f"{self.of.text}[{j + 1}]" for j in range(self.width)]
        if not reduced or category.contrast != SUM:
            return [f"{category.column}={level}" for level in self.levels[reduced:]]
        return [f"C({category.column}, Sum)={level}" for level in self.levels[:-1]]

    def coded(self, indicators: Matrix, *, reduced: bool) -> Matrix:
        """Return the columns of a category from indicators (n, levels)."""
        assert self.of.category is not None
        if not reduced:
            return indicators
        if self.of.category.contrast == SUM:
            return indicators[:, :-1] - indicators[:, -1:]
        return indicators[:, 1:]


@dataclass(frozen=True, slots=True)
class Product:
    """Columns of a term: every product of the columns of its factors."""

    term: str
    parts: tuple[tuple[int, bool], ...]  # place of a factor, and whether it is reduced
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Design:
    """Frozen design: all that is needed to make its columns from new data."""

    formula: str
    target: str  # an expression
    intercept: bool
    factors: tuple[Factor, ...]
    products: tuple[Product, ...]
    columns: tuple[str, ...]  # of the data that the right side needs
    levels: tuple[tuple[str, tuple[str, ...]], ...]  # of categories, as they are read
    states: tuple[tuple[str, State], ...] = ()  # what each transform has learned

    def names_of(self, each: Product) -> list[str]:
        """Return the names of the columns of one product of factors."""
        parts = [self.factors[place].names(reduced=reduced) for place, reduced in each.parts]
        # The first factor changes fastest, as in R.
        scale = [] if each.scale == 1.0 else [f"{each.scale:g}"]
        return [":".join([*scale, *reversed(names)]) for names in product(*reversed(parts))]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the design's columns, shape (d,)."""
        return feature_names([name for each in self.products for name in self.names_of(each)])

    @property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """The names of the columns of each term, in order."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.products:
            found[each.term] = (*found.get(each.term, ()), *feature_names(self.names_of(each)))
        return found

    @property
    def interactions(self) -> tuple[tuple[str, ...], ...]:
        """The columns of each product of several categories."""
        found: dict[tuple[str, ...], None] = {}
        for each in self.products:
            categories = [self.factors[place].of.category for place, _ in each.parts]
            columns = [category.column for category in categories if category is not None]
            if len(columns) > 1:
                found[tuple(columns)] = None
        return tuple(found)

    @property
    def rounded_in_order(self) -> tuple[str, ...]:
        """Calls of transforms whose states have last digits that depend on the order of rows."""
        return tuple(call for call, _ in self.states if options_of(call)[0] == "poly")

    def references(self) -> tuple[Any, ...]:
        """Return a finding for each category with a reference level."""
        reduced = {place for each in self.products for place, without in each.parts if without}
        known = [
            (factor.of.category.column, factor.levels)
            for place, factor in enumerate(self.factors)
            if place in reduced and factor.of.category and factor.of.category.contrast != SUM
        ]
        return reference_levels(known)

    @np.errstate(all="ignore")  # reported below
    def made(
        self, values: Mapping[str, Vector | Matrix], place: Place, at: NDArray[np.int_]
    ) -> list[Vector]:
        """Return the design's columns, each (n,), from the values of columns of the data.

        Parameters
        ----------
        values : mapping from str to ndarray of shape (n,), or (n, levels) of a category
            All finite.
        place : Place
            Of the rows, for messages.
        at : ndarray of shape (n,)
            Number of each row in its frame.

        Raises
        ------
        DataError
            A value is not defined, such as the logarithm of a negative number.

        """
        states, n = dict(self.states), len(at)
        made: dict[tuple[int, bool], Matrix] = {}
        for each in self.products:
            for part in each.parts:
                if part in made:
                    continue
                factor, category = self.factors[part[0]], self.factors[part[0]].of.category
                if category is None:
                    found = computed(factor.of, values, states, place, at)
                    made[part] = found[:, np.newaxis] if found.ndim == 1 else found
                else:
                    order = [dict(self.levels)[category.column].index(x) for x in factor.levels]
                    indicators = np.asarray(values[category.column])[:, order]
                    made[part] = factor.coded(indicators, reduced=part[1])
        columns: list[Vector] = []
        for each in self.products:
            parts = [made[part] for part in each.parts]
            for places in product(*(range(matrix.shape[1]) for matrix in reversed(parts))):
                column: Vector | None = (
                    np.full(n, each.scale) if each.scale != 1.0 or not parts else None
                )
                for matrix, j in zip(parts, reversed(places), strict=True):
                    column = matrix[:, j] if column is None else column * matrix[:, j]
                assert column is not None
                columns.append(column)
        for name, column in zip(self.names, columns, strict=True):
            if not np.isfinite(column).all():
                row = place.row(int(at[int(np.argmin(np.isfinite(column)))]))
                raise DataError(f"{name} overflows in {row} of {place.source}: change its units.")
        return columns

    def to_dict(self) -> dict[str, Any]:
        """Return the design as plain data."""
        return {
            "formula": self.formula,
            "target": self.target,
            "intercept": self.intercept,
            "factors": [[each.of.text, each.width, list(each.levels)] for each in self.factors],
            "products": [
                [p.term, [list(part) for part in p.parts], p.scale] for p in self.products
            ],
            "columns": list(self.columns),
            "levels": [[name, list(known)] for name, known in self.levels],
            "states": [[call, list(state)] for call, state in self.states],
        }

    @classmethod
    def of_dict(cls, given: Any) -> Design:
        """Return the design from plain data of any origin; every expression is checked again.

        Raises
        ------
        OptionError
            An expression has parts that a formula cannot use.
        ValueError
            The parts do not belong together.

        """
        factors = tuple(
            Factor(expression(text).as_read(bool(levels)), int(width), tuple(map(str, levels)))
            for text, width, levels in given["factors"]
        )
        made = cls(
            str(given["formula"]),
            str(given["target"]),
            given["intercept"] is True,
            factors,
            tuple(
                Product(str(term), tuple((int(at), reduced is True) for at, reduced in parts),
                        float(scale))
                for term, parts, scale in given["products"]
            ),
            tuple(map(str, given["columns"])),
            tuple((str(name), tuple(map(str, known))) for name, known in given["levels"]),
            tuple((str(call), tuple(map(float, state))) for call, state in given["states"]),
        )  # fmt: skip
        made.check()
        return made

    def check(self) -> None:
        """Raise `ValueError` unless the parts belong together."""
        known, states = dict(self.levels), dict(self.states)
        for factor in self.factors:
            category = factor.of.category
            good = set(factor.of.columns) <= set(self.columns)
            if category is not None:
                good = good and sorted(factor.levels) == sorted(known.get(category.column, ()))
            for call, _ in factor.of.calls:
                name, options = options_of(call)
                if needs_data(name, options):
                    state = states.get(call, ())
                    good = good and bool(state) and bool(np.isfinite(state).all())
            if not good:
                raise ValueError(f"{factor.of.text} lacks what it needs")
        if any(not 0 <= at < len(self.factors) for each in self.products for at, _ in each.parts):
            raise ValueError("a term has no such factor")
        if any(not each.parts for each in self.products):
            raise ValueError("a term has no factor")


def computed(
    of: Expression,
    values: Mapping[str, Vector | Matrix],
    states: Mapping[str, State],
    place: Place,
    at: NDArray[np.int_],
) -> Vector | Matrix:
    """Return the values of an expression.

    Raises
    ------
    DataError
        One is not a finite number; the message names its row.

    """
    found = evaluate(of, values, states)
    finite = np.isfinite(found) if found.ndim == 1 else np.isfinite(found).all(axis=1)
    if finite.all():
        return found
    row = int(np.argmin(finite))
    inputs = ", ".join(f"{name} is {float(values[name][row]):g}" for name in of.columns)
    raise DataError(
        f"{of.text} is not a finite number in {place.row(int(at[row]))} of {place.source}, where "
        f"{inputs}: correct or leave out such rows, or use another transform."
    )


@dataclass(frozen=True, slots=True)
class DesignLayout(Layout):
    """Layout of the columns that a design makes from the columns of another layout."""

    raw: Layout = None  # type: ignore[assignment]
    design: Design = None  # type: ignore[assignment]
    response: Expression | None = None  # None for rows to predict

    @classmethod
    def over(cls, raw: Layout, design: Design, response: Expression | None) -> DesignLayout:
        """Return the layout of a design over columns that are read with the layout `raw`."""
        return cls(
            raw.source, raw.features, "" if response is None else response.text.strip("`"),
            raw.weights, raw.levels, raw.drop_missing, raw.style,
            notes=(*raw.notes, *design.references()), marks=raw.marks, dialect=raw.dialect,
            converts=raw.converts, raw=raw, design=design, response=response,
        )  # fmt: skip

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data to read."""
        return self.raw.columns

    @property
    def read(self) -> tuple[str, ...]:
        """Columns of the data to read, with those that are only needed."""
        return self.raw.read

    @property
    def names(self) -> tuple[str, ...]:
        """Names of a block's columns, shape (width,)."""
        others = (self.target, self.weights)
        return (*self.design.names, *(name for name in others if name))

    @property
    def width(self) -> int:
        return len(self.names)

    def schema(self, rows: int | None) -> Schema:
        """Return the schema of the blocks."""
        return Schema(
            self.design.names, self.target, self.weights, self.source, rows, (), self.notes,
            self.style,
        )  # fmt: skip

    def numeric(self, frame: Frame, place: Place) -> list[Vector]:
        """Return `width` columns, with NaN in rows that lack a value.

        Raises
        ------
        DataError
            A column is not numeric, a level is not known, or a value is not defined.

        """
        read = [np.asarray(each, dtype=np.float64) for each in self.raw.numeric(frame, place)]
        with np.errstate(all="ignore"):
            whole = np.isfinite(sum(read))
        rows = np.arange(len(whole))
        if not whole.all():
            block = np.column_stack(read)
            usable = np.isfinite(block).all(axis=1)
            if not self.drop_missing:
                complete(block, self.raw.names, place, False, dict(self.raw.marks))
            rows = np.flatnonzero(usable)
        values = self.by_name(read if len(rows) == len(whole) else [each[rows] for each in read])
        made = self.design.made(values, place, rows)
        if self.response is not None:
            made.append(computed(self.response, values, dict(self.design.states), place, rows))
        if self.weights:
            made.append(read[-1] if len(rows) == len(whole) else read[-1][rows])
        if len(rows) == len(whole):
            return made
        spread = np.full((len(whole), len(made)), np.nan)
        spread[rows] = np.column_stack(made)
        return list(spread.T)

    def by_name(self, read: Sequence[Vector]) -> dict[str, Vector | Matrix]:
        """Return complete columns of the data by name, categories as indicators of all levels."""
        known, found, at = dict(self.raw.levels), {}, 0
        for name in self.raw.features:
            width = len(known[name]) - 1 if name in known else 1
            columns = read[at : at + width]
            at += width
            if name in known:
                others = np.column_stack(columns)
                found[name] = np.column_stack([1.0 - others.sum(axis=1), others])
            else:
                found[name] = columns[0]
        return found


def over_new_rows(raw: Layout, design: Design) -> DesignLayout:
    """Return the layout of rows to predict, whose notes have been given before."""
    used = tuple(each for each in raw.levels if each[0] in raw.features)
    made = DesignLayout.over(replace(raw, levels=used), design, None)
    return replace(made, notes=raw.notes)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DesignSource(FrameSource):
    """Source of the blocks of a design."""

    layout: DesignLayout

    def with_order_noted(self) -> DesignSource:
        """Return the source, with a note if the order of the rows changes bits of the design."""
        calls, layout = self.layout.design.rounded_in_order, self.layout
        notes = (*layout.notes, order_shows(calls)) if calls else layout.notes
        return replace(self, layout=replace(layout, notes=notes))
