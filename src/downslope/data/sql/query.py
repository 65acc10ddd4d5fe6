"""Columns of a table or query as a regression needs them: float64, levels, and complete rows."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from downslope.data.blocks import Schema
from downslope.data.columns import MISSING_MARKS, check_present, chosen_columns, feature_names
from downslope.data.dialect import mark_as_missing
from downslope.data.levels import (
    MOST_LEVELS,
    Categorical,
    alike,
    given_levels,
    known_levels,
    sorted_levels,
)
from downslope.data.sql.database import Database
from downslope.data.total_rows import total_levels
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix

LISTED = 12  # columns in a message


@dataclass(frozen=True, slots=True)
class Query:
    """What to sum: columns of a source, as expressions of float64."""

    database: Database
    source: str  # what follows FROM
    called: str  # the user's name for it
    style: OptionStyle
    features: tuple[str, ...]  # (d,) names of the summary's columns
    target: str
    weights: str | None
    expressions: tuple[str, ...]  # (d + 1,) float64, the target's last
    origins: tuple[str, ...]  # (d + 1,) the column that each expression comes from
    kinds: Mapping[str, str]  # its type
    complete: str  # the condition that a row lacks nothing
    drop_missing: bool = False
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[Finding, ...] = ()
    filtered: bool = False  # whether some rows lack something, and are left out
    by: tuple[str, ...] = ()  # columns whose equal values make a group
    keep_levels: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the summary's columns, the target's last."""
        return (*self.features, self.target)

    def schema(self, rows: int) -> Schema:
        """Return the columns of its rows as those of a source."""
        return Schema(
            self.features, self.target, self.weights, self.called, rows, self.levels, self.notes,
            self.style,
        )  # fmt: skip

    def weight(self) -> str | None:
        """Return the weight as float64."""
        if self.weights is None:
            return None
        dialect = self.database.dialect
        return dialect.as_float64(dialect.quoted(self.weights), self.kinds[self.weights])

    def keys(self) -> list[str]:
        """Return the columns of groups, which are equal where every byte is."""
        dialect = self.database.dialect
        return [dialect.key(dialect.quoted(name), self.kinds[name]) for name in self.by]

    def rows_of(self, *, labeled: bool = False) -> str:
        """Return what follows FROM, without the incomplete rows if there are any."""
        wanted = [self.complete] * self.filtered
        if labeled:
            wanted += [f"{self.database.dialect.quoted(name)} IS NOT NULL" for name in self.by]
        where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        return f"{self.source}{where}"

    def blocks(self) -> Generator[Matrix]:
        """Return the rows (m, d + 1) of an engine in this process, a weight last."""
        weight = self.weight()
        columns = [*self.expressions, *([weight] if weight else [])]
        picked = ", ".join(f"{each} AS x{j}" for j, each in enumerate(columns))
        return self.database.blocks(f"SELECT {picked} FROM {self.rows_of()}")

    def without_incomplete(self) -> Query:
        """Return the query of the complete rows alone."""
        return replace(self, filtered=True)


def columns_of(
    database: Database,
    source: str,
    called: str,
    target: str | None,
    features: Sequence[str] | None,
    weights: str | None,
    categorical: Categorical,
    *,
    drop_missing: bool,
    keep_levels: Sequence[str],
    style: OptionStyle,
    by: Sequence[str] = (),
) -> Query:
    """Find the columns of a source, and the levels of those that are categorical.

    Raises
    ------
    DataError
        A column does not exist, holds no numbers, or has too many levels.

    """
    dialect, kinds = database.dialect, database.columns(source)
    if target is None:
        names = list(kinds)
        more = f"any of its {len(names)} columns" if len(names) > LISTED else ""
        choice = style.one_of("target", names[:LISTED], more)
        raise DataError(f"Say which column of {called} to predict: {choice}.")
    check_present(list(kinds), called, by)
    plain = [name for name in kinds if name not in by or name in (target, weights)]
    known = list(kinds) if features is not None else plain
    chosen = chosen_columns(known, called, target, features, weights, style)
    given = known_levels(categorical)
    check_present(chosen, f"The features of {called}", list(given))
    expressions: list[str] = []
    names, origins, conditions = [], [], []
    levels: list[tuple[str, tuple[str, ...]]] = []
    notes: list[Finding] = []
    shown = dict(zip(chosen, feature_names(chosen), strict=True))
    for name in (*chosen, target, *([weights] if weights else [])):
        column = dialect.quoted(name)
        if name in given and name in shown:
            label = dialect.label(column, keep_levels)
            found = given[name]
            if found is None:
                labels, marks = _levels(database, source, name, called, keep_levels, style)
                notes += [mark_as_missing(name, mark, style) for mark in marks]
                notes += [*alike(name, labels), *total_levels(name, labels)]
            else:
                labels = given_levels(name, found, called, style)
                _check_no_others(database, source, name, label, labels, called)
            levels.append((name, labels))
            conditions.append(f"{label} IS NOT NULL")
            for level in labels[1:]:
                names.append(f"{name}={level}")
                origins.append(name)
                one, none = dialect.number(1.0), dialect.number(0.0)
                is_it = f"WHEN {label} = {dialect.literal(level)} THEN {one}"
                expressions.append(f"CASE {is_it} WHEN {label} IS NULL THEN NULL ELSE {none} END")
            continue
        number = dialect.as_float64(column, kinds[name])
        if number is None:
            usable = [
                each
                for each in chosen
                if each in given or dialect.as_float64(dialect.quoted(each), kinds[each])
            ]
            raise DataError(_no_number(name, kinds[name], called, name in shown, usable, style))
        conditions.append(dialect.is_finite(number))
        if name != weights:
            names.append(shown.get(name, name))
            origins.append(name)
            expressions.append(number)
    return Query(
        database, source, called, style, tuple(names[:-1]), target, weights, tuple(expressions),
        tuple(origins), kinds, " AND ".join(conditions), drop_missing, tuple(levels), tuple(notes),
        by=tuple(by), keep_levels=tuple(keep_levels),
    )  # fmt: skip


def _no_number(
    name: str, kind: str, called: str, is_feature: bool, usable: Sequence[str], style: OptionStyle
) -> str:
    what = f"Column '{name}' of {called} has the type {kind.lower()[:60] or 'of no number'}"
    if not is_feature:
        return f"{what}, which is not a number: convert it in a query ({style.option('sql')})."
    leave = f", or leave it out: {style.columns('features', usable)}" if usable else ""
    return (
        f"{what}, which is not a number: treat it as categorical "
        f"({style.columns('categorical', [name])}), convert it in a query "
        f"({style.option('sql')}){leave}{'' if usable else '.'}"
    )


def _levels(
    database: Database,
    source: str,
    name: str,
    called: str,
    keep: Sequence[str],
    style: OptionStyle,
) -> tuple[tuple[str, ...], list[str]]:
    """Return the levels of a column in their order, and the marks of missing values it has."""
    label = database.dialect.label(database.dialect.quoted(name), [*MISSING_MARKS])
    found = database.rows(
        f"SELECT DISTINCT {label} FROM {source} LIMIT {MOST_LEVELS + len(MISSING_MARKS) + 2}"
    )
    words = {str(row[0]) for row in found if row[0] is not None}
    marks = sorted(words & set(MISSING_MARKS[1:]) - set(keep))
    kept = words - set(marks) - ({""} if "" not in keep else set())
    return sorted_levels(name, kept, called, style), marks


def _check_no_others(
    database: Database,
    source: str,
    name: str,
    label: str,
    levels: Sequence[str],
    called: str,
) -> None:
    listed = ", ".join(map(database.dialect.literal, levels))
    found = database.rows(f"SELECT {label} FROM {source} WHERE {label} NOT IN ({listed}) LIMIT 1")
    if found:
        raise DataError(
            f"Column '{name}' of {called} has the level '{str(found[0][0])[:40]}', which is not "
            f"among {', '.join(levels[:5])}{', …' if len(levels) > 5 else ''}: correct it, or find "
            "the levels again from all of the data."
        )
