"""Tables of results to hand in: text, Markdown, LaTeX, HTML, and CSV; several fits side by side.

An estimate and its error are rounded at the same digit, the third of the error, and no digit is
shown that is not certified. CSV is for programs: its numbers are as they are, up to the digits
that are certified.
"""

from __future__ import annotations

import csv
import io
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from downslope import formatting
from downslope.errors import OptionError, unknown
from downslope.formatting import aligned, significant

FORMATS = ("text", "markdown", "latex", "html", "csv")
ERROR_DIGITS = 3  # of a standard error
MOST_DIGITS = 7  # of an estimate without an error
WIDEST_FIXED = 7  # digits before the point, or places after it: beyond, powers of ten
UNKNOWN = "—"
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "#": r"\#", "%": r"\%", "&": r"\&", "$": r"\$", "²": "$^2$",
    "…": r"\ldots{}", "−": "$-$", "—": "---", "<": "$<$", ">": "$>$", "|": r"\textbar{}",
}  # fmt: skip
NEGATIVE = re.compile(r"(?<![\w.)])-(?=[\d.∞])")


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Cells of a table; the first column has names, the others numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    footer: tuple[tuple[str, ...], ...] = ()  # lines below a rule
    notes: tuple[str, ...] = ()  # sentences below the table
    raw: tuple[tuple[Any, ...], ...] = ()  # headings and rows for CSV, if they differ

    def written(self, form: str) -> str:
        """Return the table in one of `FORMATS`.

        Raises
        ------
        OptionError
            The format is not known.

        """
        if form not in FORMATS:
            raise unknown("format", form, FORMATS)
        if form == "text":
            return str(self)
        found: str = getattr(self, f"to_{form}")()
        return found

    def __str__(self) -> str:
        lines = (self.headings, *self.rows, *self.footer)
        body: list[str] = []
        groups = _fitting(lines) if self.footer else [list(range(1, len(self.headings)))]
        for columns in groups:
            headings, *rows = ([line[0], *(line[j] for j in columns)] for line in lines)
            part = aligned(headings, rows).splitlines()
            if self.footer:
                part.insert(1 + len(self.rows), "─" * max(map(len, part)))
            body += ["", *part] if body else part
        notes = ["", *map(formatting.wrapped, self.notes)] if self.notes else []
        return "\n".join([*([self.caption] if self.caption else []), *body, *notes])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_markdown(self) -> str:
        """Return the table in Markdown, with pipes."""

        def line(cells: Sequence[str]) -> str:
            return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"

        rule = line([":---", *["---:"] * (len(self.headings) - 1)])
        lines = [line(self.headings), rule, *map(line, (*self.rows, *self.footer))]
        title = [f"**{self.caption}**", ""] if self.caption else []
        notes = [part for note in self.notes for part in ("", note)]
        return "\n".join([*title, *lines, *notes])

    def to_latex(self) -> str:
        """Return the table in LaTeX; it needs the package booktabs."""

        def line(cells: Sequence[str]) -> str:
            return "  " + " & ".join(map(_latex, cells)) + r" \\"

        columns = "l" + "r" * (len(self.headings) - 1)
        footer = [r"  \midrule", *map(line, self.footer)] if self.footer else []
        caption = [rf"\caption{{{_latex(self.caption)}}}"] if self.caption else []
        notes = [rf"\par\footnotesize {_latex(' '.join(self.notes))}"] if self.notes else []
        return "\n".join(
            [
                r"\begin{table}", r"\centering", *caption, rf"\begin{{tabular}}{{{columns}}}",
                r"  \toprule", line(self.headings), r"  \midrule", *map(line, self.rows),
                *footer, r"  \bottomrule", r"\end{tabular}", *notes, r"\end{table}",
            ]
        )  # fmt: skip

    def to_html(self) -> str:
        """Return the table in HTML, without styles of its own."""
        rows = (*self.rows, *self.footer)
        return formatting.table(self.headings, rows, self.caption) + formatting.paragraphs(
            self.notes
        )

    def to_csv(self) -> str:
        """Return the table as CSV, for programs."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows(self.raw or (self.headings, *self.rows, *self.footer))
        return out.getvalue().rstrip("\n")


class Tabular(ABC):
    """Results that can be written as a table."""

    __slots__ = ()

    @property
    @abstractmethod
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""

    @property
    @abstractmethod
    def cells(self) -> list[tuple[str, ...]]:
        """Rows of the table, as text."""

    @property
    def as_table(self) -> ResultTable:
        """The result as a table."""
        return ResultTable(self.headings, tuple(self.cells))

    def to_markdown(self) -> str:
        """Return the result as a table in Markdown."""
        return self.as_table.to_markdown()

    def to_latex(self) -> str:
        """Return the result as a table in LaTeX, which needs the package booktabs."""
        return self.as_table.to_latex()

    def to_html(self) -> str:
        """Return the result as a table in HTML."""
        return self.as_table.to_html()

    def to_csv(self) -> str:
        """Return the result as CSV, for programs."""
        return self.as_table.to_csv()


def _latex(text: str) -> str:
    return "".join(LATEX.get(sign, sign) for sign in NEGATIVE.sub("−", text))


# --- rounding -----------------------------------------------------------------------------------


def places(value: float, error: float, digits: float) -> int:
    """Return the decimal places at which an estimate and its error are rounded.

    They show three digits of the error, and no digit of the estimate beyond the certified ones.
    """
    known = math.isfinite(error) and error > 0
    if not known and not (math.isfinite(value) and value):
        return 0
    most = MOST_DIGITS if math.isnan(digits) or not known else math.inf
    sure = min(max(math.floor(digits), 1), most) if math.isfinite(digits) else MOST_DIGITS
    at = int(sure) - 1 - _size(value)
    if round(abs(value), at) >= 10.0 ** (_size(value) + 1):  # 0.97 becomes 1, not 1.0
        at -= 1
    return min(ERROR_DIGITS - 1 - _size(error), at) if known else at


def _size(value: float) -> int:
    """Return the exponent of ten of a number's first digit; 0 for 0."""
    return math.floor(math.log10(abs(value))) if value and math.isfinite(value) else 0


def with_error(value: float, error: float, digits: float) -> tuple[str, str]:
    """Return an estimate and its standard error, rounded at the same place where both show."""
    at = places(value, error, digits)
    shown = rounded(error, at)
    if math.isfinite(error) and error > 0 and float(shown) == 0:
        shown = significant(error, ERROR_DIGITS)
    return rounded(value, at), shown


def rounded(value: float, decimals: int) -> str:
    """Return a number rounded at a decimal place, with a power of ten where it is long."""
    if not math.isfinite(value):
        return UNKNOWN
    size = _size(value)
    if decimals <= WIDEST_FIXED and size < WIDEST_FIXED:
        return f"{round(value, decimals) + 0.0:.{max(decimals, 0)}f}"
    return f"{value:.{max(size + decimals, 0)}e}"


def certain(value: float, digits: float) -> float | str:
    """Return a number with only its certified digits, for CSV; empty if it is unknown."""
    if not math.isfinite(value):
        return ""
    return float(f"{value:.{max(1, math.floor(digits))}g}") if math.isfinite(digits) else value


# --- of fits ------------------------------------------------------------------------------------


class Reported(Protocol):
    """Parts of a fit that a table of several fits shows."""

    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def table_lines(self) -> dict[str, tuple[str, str]]: ...
    @property
    def table_footer(self) -> dict[str, str]: ...
    @property
    def table_title(self) -> str: ...


def table(*fits: Reported, names: Sequence[str] | None = None) -> ResultTable:
    """Put several fits side by side: estimates, with their standard errors below.

    Parameters
    ----------
    *fits : Fit or ModelFit
        The fits, of the same target or of different ones.
    names : list of str, optional
        Headings of their columns; their targets by default.

    Returns
    -------
    ResultTable
        With `to_markdown`, `to_latex`, `to_html`, and `to_csv`.

    Raises
    ------
    OptionError
        There is no fit, an argument is not a fit, or there is not one name for each.

    """
    if not fits:
        raise OptionError("There is no fit: give one or more, as in table(small, large).")
    for each in fits:
        if not hasattr(each, "table_lines"):
            kind = type(each).__name__
            raise OptionError(f"A {kind} is not a fit: give fits, as in table(small, large).")
    chosen = [each.table_title for each in fits] if names is None else list(names)
    if len(chosen) != len(fits):
        raise OptionError(f"{len(chosen)} names for {len(fits)} fits: give one for each.")
    if names is None:
        chosen = [f"({place}) {name}" for place, name in enumerate(chosen, start=1)]
    lines = [each.table_lines for each in fits]
    footers = [each.table_footer for each in fits]
    order = _united([list(each) for each in lines])
    rows: list[tuple[str, ...]] = []
    for name in order:
        both = [each.get(name, ("", "")) for each in lines]
        rows.append((name, *(estimate for estimate, _ in both)))
        if any(error for _, error in both):
            rows.append(("", *(f"({error})" if error else "" for _, error in both)))
    below = [
        (what, *(footer.get(what, "") for footer in footers))
        # The longest first: a fit that lacks a number does not know its place.
        for what in dict.fromkeys(
            what for footer in sorted(footers, key=len, reverse=True) for what in footer
        )
    ]
    return ResultTable(
        ("", *chosen), tuple(rows), footer=tuple(below),
        notes=("Standard errors are in parentheses below the estimates.",),
    )  # fmt: skip


def _fitting(lines: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the columns after the first in groups that fit beside it; one group if all do."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    groups: list[list[int]] = [[]]
    for place, width in enumerate(widths[1:], start=1):
        taken = widths[0] + sum(widths[j] + 1 for j in groups[-1])
        if groups[-1] and taken + width + 1 > formatting.WIDTH:
            groups.append([])
        groups[-1].append(place)
    return groups


def _united(lists: Sequence[list[str]]) -> list[str]:
    """Return all names in their order, the intercept last."""
    names = dict.fromkeys(name for each in lists for name in each)
    return [*(n for n in names if n != "intercept"), *(n for n in names if n == "intercept")]


def summary_lines(numbers: dict[str, float | int]) -> dict[str, str]:
    """Return the numbers below a fit's column, those of one kind to the same decimals."""
    return {
        name: _below(name, value)
        for name, value in numbers.items()
        if isinstance(value, int) or math.isfinite(value)
    }


def _below(name: str, value: float | int) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if "R²" in name:
        return f"{value:.4f}"
    return f"{value:.1f}" if "IC" in name else f"{value:#.4g}"
