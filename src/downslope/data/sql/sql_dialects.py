"""Dialects of SQL: what differs between the engines that can be asked for sums.

A grade says how an engine adds:

    double         float64 in an order that nobody knows: n additions behind each sum
    compensated    float64 with the error of each addition carried along (Kahan)
    exact          whole numbers: no rounding, so neither order nor threads change a bit
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from downslope.data.columns import MISSING_MARKS
from downslope.errors import DataError, OptionError, unknown
from downslope.numerics.arguments import OptionStyle

DOUBLE, COMPENSATED, EXACT = "double", "compensated", "exact"
GRADES = (DOUBLE, COMPENSATED, EXACT)  # from the cheapest
# That a compensated sum counts for, however long: Kahan's bound is 2u + O(n u²). That the engine
# carries the errors also when it merges the sums of its threads is assumed.
COMPENSATED_ADDITIONS = 4.0
SPACES = "' \t\n\v\f\r'"
WIDEST_DECIMAL = 15  # digits that float64 holds


@dataclass(frozen=True, slots=True)
class SqlDialect:
    """One engine's way to write what the statements need."""

    name: str  # in an address
    shown: str  # in messages
    begin: str  # a transaction that reads one snapshot
    float64: str  # its type
    begun: str = ""  # the same for the transaction that a driver begins by itself
    plain_sum: str = "SUM"
    compensated_sum: str = ""  # empty if there is none
    whole: str = ""  # a type of whole numbers of 125 bits or more that can be summed, or empty
    fence: str = ""  # after a subquery whose columns must be computed only once
    text: str = "VARCHAR"
    integer: str = "BIGINT"  # what a float64 without digits after the point is cast to
    quotes: str = '""'  # before and after a name
    printed: str = "CAST({} AS TEXT)"  # a number as text with every digit of a float64
    count: str = "COUNT({})"  # which may exceed 2^31
    most_results: int = 1500  # columns that a statement returns
    in_process: bool = False  # whether its rows are, too, and can be summed here

    @property
    def rounded(self) -> str:
        """The best grade of this engine that rounds."""
        return COMPENSATED if self.compensated_sum else DOUBLE

    def check_grade(self, grade: str, style: OptionStyle, *, groups: bool) -> None:
        """Raise `OptionError` unless the engine can sum so; offer the best that it can."""
        if grade not in GRADES:
            raise unknown("grade", grade, GRADES)
        # Rows that come are summed here, but not by group.
        exact = bool(self.whole) or (self.in_process and not groups)
        has = (DOUBLE, self.rounded, *[EXACT] * exact)
        if grade not in has:
            raise OptionError(
                f"{self.shown} cannot add {'groups ' * groups}with "
                f"{style.setting('grade', grade)}: the best it has is "
                f"{style.setting('grade', has[-1])}."
            )

    def number(self, value: float) -> str:
        """Write a float64, which the engine must read back to the last bit."""
        text = repr(float(value))
        if self.name == "sqlite":
            return f"({text if 'e' in text else text + 'e0'})"
        return f"CAST('{text}' AS {self.float64})"

    def quoted(self, name: str) -> str:
        """Write a name so that it is a name whatever is in it."""
        if "\0" in name:
            raise DataError("A name holds a NUL character, which no database takes: rename it.")
        before, after = self.quotes[0], self.quotes[1]
        if self.name == "bigquery":
            return _with_backslashes(name, after)
        return f"{before}{name.replace(after, 2 * after)}{after}"

    def literal(self, text: str) -> str:
        """Write a text."""
        if "\0" in text:
            raise DataError("A level holds a NUL character, which no database takes: correct it.")
        if self.name == "mysql":  # where a backslash may be an escape, and a text is of some code
            return f"_utf8mb4 X'{text.encode().hex()}'"
        if self.name == "bigquery":  # where it always is
            return _with_backslashes(text, "'")
        return "'" + text.replace("'", "''") + "'"

    def key(self, column: str, kind: str) -> str:
        """Write a column that names groups, whose values are equal where every byte is."""
        if self.name == "sqlite":
            return f"{column} COLLATE BINARY"
        if kind == "TIMESTAMP_NS":  # which Python cannot hold
            return f"CAST({column} AS {self.text})"
        return self._bytes(column) if self.name == "mysql" and kind == "VARCHAR" else column

    def _bytes(self, text: str) -> str:
        return f"CAST({text} AS BINARY)"

    def is_finite(self, column: str) -> str:
        """Write a condition that is false for NaN, infinity, and NULL."""
        if self.name in ("mysql", "sqlserver"):  # which have neither
            return f"({column} IS NOT NULL)"
        if self.name == "sqlite":
            return f"({column} > -9e999 AND {column} < 9e999)"
        infinite = [f"CAST('{sign}Infinity' AS {self.float64})" for sign in ("-", "")]
        return f"({column} > {infinite[0]} AND {column} < {infinite[1]})"

    def as_float64(self, column: str, kind: str) -> str | None:
        """Write a column of this type as the nearest float64; None if it holds no numbers."""
        kind = kind.upper()
        if self.name == "sqlite":  # whose values have types, and its columns have none
            return f"CAST({column} AS REAL)"
        if kind.startswith("BOOL"):
            return f"CAST(CAST({column} AS INTEGER) AS {self.float64})"
        if DECIMAL.match(kind):
            # DuckDB divides by a power of ten, which rounds twice; text is read to the nearest.
            found = re.search(r"\((\d+)", kind)
            if self.name == "duckdb" and int(found.group(1) if found else 38) > WIDEST_DECIMAL:
                return f"CAST(CAST({column} AS {self.text}) AS {self.float64})"
            return f"CAST({column} AS {self.float64})"
        if WHOLE.fullmatch(kind) or FLOATING.fullmatch(kind):
            return f"CAST({column} AS {self.float64})"
        return None

    def label(self, column: str, kept: Sequence[str] = ()) -> str:
        """Write a column as a level, without spaces around it; a mark of a missing one is NULL."""
        text = f"CAST({column} AS {self.text})"
        trimmed = f"{'B' * (self.name == 'postgresql')}TRIM({text}, {SPACES})"
        if self.name == "mysql":  # whose texts are else equal whatever their case
            inner, spaces = f"CONVERT({column} USING utf8mb4)", f"[{SPACES[1:-1]}]+"
            trimmed = self._bytes(f"REGEXP_REPLACE({inner}, '^{spaces}|{spaces}$', '')")
        marks = ", ".join(self.literal(mark) for mark in MISSING_MARKS if mark not in kept)
        return (
            f"CASE WHEN {trimmed} IN ({marks}) THEN NULL ELSE {trimmed} END" if marks else trimmed
        )


def _with_backslashes(text: str, quote: str) -> str:
    """Write a name or a text of BigQuery, in which nothing is doubled and no line may end."""
    for plain, escaped in (("\\", "\\\\"), (quote, f"\\{quote}"), ("\n", r"\n"), ("\r", r"\r")):
        text = text.replace(plain, escaped)
    return f"{quote}{text}{quote}"


DECIMAL = re.compile(r"(DECIMAL|NUMERIC)\b")
WHOLE = re.compile(
    r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|INT[248]|SMALLSERIAL|SERIAL|BIGSERIAL|USMALLINT|UINTEGER"
)
FLOATING = re.compile(r"DOUBLE( PRECISION)?|FLOAT[48]?|REAL")

DIALECTS = {
    each.name: each
    for each in (
        SqlDialect(
            "duckdb", "DuckDB", "BEGIN TRANSACTION", "DOUBLE", compensated_sum="KAHAN_SUM",
            printed="CAST({} AS VARCHAR)",
            whole="HUGEINT", most_results=4000, in_process=True,
        ),
        SqlDialect(
            "sqlite", "SQLite", "BEGIN", "REAL", text="TEXT", in_process=True,
            printed="printf('%!.17g', {})",
        ),
        SqlDialect(
            "postgresql", "PostgreSQL",
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", "DOUBLE PRECISION",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            whole="NUMERIC", fence=" OFFSET 0", text="TEXT",
        ),
        SqlDialect(
            "mysql", "MariaDB or MySQL", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
            "DOUBLE", whole="DECIMAL(65, 0)", fence=" LIMIT 18446744073709551615", text="CHAR",
            integer="SIGNED", quotes="``", most_results=1000, printed="CAST({} AS CHAR)",
        ),
    )
}  # fmt: skip
# Of engines that are not asked themselves: of statements to paste alone.
TO_PASTE = {
    "sqlserver": SqlDialect(
        "sqlserver", "SQL Server", "", "FLOAT(53)", quotes="[]", count="COUNT_BIG({})",
        printed="CONVERT(VARCHAR(40), {}, 3)",
    ),
    "bigquery": SqlDialect(
        "bigquery", "BigQuery", "", "FLOAT64", quotes="``",
        printed="FORMAT('%.17g', CAST({} AS FLOAT64))",
    ),
}  # fmt: skip
SQLITE_COMPENSATES = (3, 43, 0)  # from this version on
