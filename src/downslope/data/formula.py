"""Formulas, parsed by formulaic: `rent ~ size * C(kind) + bs(age, 4) + log(income)`.

    text ─► formulaic: terms ─► checked expressions ─► levels and states learned ─► Design

formulaic reads the operators (+ - : * / ** %in% .) and codes categories at full rank. It evaluates
nothing: each factor is checked and computed by `expressions.py`, and the coding is asked of it for
terms of stand-ins, `f0 + f1 + f0:f1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite, prod
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from downslope.data.blocks import FrameSource, Layout
from downslope.data.columns import as_series, check_present, plain_name, unsupported
from downslope.data.design import MOST_WIDE, Design, DesignLayout, DesignSource, Factor, Product
from downslope.data.dialect import ReadingOptions
from downslope.data.expressions import (
    Expression,
    expression,
    meant,
    options_of,
    written,
)
from downslope.data.learning import learned_states
from downslope.data.levels import is_label
from downslope.data.open import open_source
from downslope.errors import DataError, MissingExtraError, OptionError, did_you_mean
from downslope.numerics.arguments import OptionStyle, are_paths

LONGEST = 10_000  # characters of a formula
QUOTED = re.compile(r"`[^`]*`")
POWER = re.compile(r"(\*\*|\^)\s*[\d.]+")
INTERCEPT = re.compile(r"([~+\-(]\s*)[01](?=\s*([+\-)]|$))")
NUMBER = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)(?![\w.])")
MOST_TERMS = 1000


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


@dataclass(frozen=True, slots=True)
class Parsed:
    """Formula whose operators are read and whose expressions are checked."""

    text: str
    response: Expression
    intercept: bool
    terms: tuple[tuple[float, tuple[Expression, ...]], ...]  # a scale, and factors

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the right side, in order."""
        every = [name for _, factors in self.terms for each in factors for name in each.columns]
        return tuple(dict.fromkeys(every))


def parsed(text: str, columns: Sequence[str]) -> Parsed:
    """Parse a formula for data with these columns.

    Raises
    ------
    OptionError
        The formula cannot be read, or uses what it may not.
    MissingExtraError
        formulaic is not installed.

    """
    if not isinstance(text, str):
        raise OptionError(f"formula={text!r:.40} is not text: write one such as 'y ~ a + b'.")
    if len(text) > LONGEST:
        raise OptionError(
            f"The formula has {len(text):,} characters: at most {LONGEST:,} are read."
        )
    left, tilde, right = text.partition("~")
    if not (tilde and left.strip() and right.strip()):
        raise OptionError(
            f"The formula '{text[:60]}' needs a target and terms: write one such as 'y ~ a + b'."
        )
    try:
        from formulaic.errors import FormulaicError
        from formulaic.parser import DefaultFormulaParser
    except ImportError as error:
        raise MissingExtraError(
            "Formulas need a package that is not installed: pip install 'downslope[formulas]'."
        ) from error
    parser = DefaultFormulaParser(feature_flags={"twosided"})
    outside = {"__formulaic_variables_available__": list(columns)}
    try:
        # The tree has no products yet, whose number is checked before any are made.
        count = _terms_in(parser.get_ast(text, context=dict(outside)), len(columns))
        if count > MOST_TERMS:
            if _number_apart(QUOTED.sub("x", text)):  # taken for a power, as in x/1000
                raise ValueError
            raise OptionError(
                f"The formula has more than {MOST_TERMS:,} terms: write out those that you need."
            )
        sides = parser.get_terms(text, context=dict(outside))
        lhs, rhs = list(sides.lhs), list(sides.rhs)
    except (FormulaicError, AttributeError, SyntaxError, ValueError, RecursionError, TypeError,
            NotImplementedError, KeyError, IndexError) as error:  # fmt: skip
        if isinstance(error, OptionError):
            raise
        raise OptionError(f"The formula '{text[:60]}' cannot be read: {_why(text)}") from error
    if len(lhs) != 1 or len(lhs[0].factors) != 1:
        raise OptionError(
            f"'{left.strip()[:60]}' is not one target: write sums and products of columns in I(…)."
        )
    terms, intercept = [], False
    for term in sorted(rhs, key=lambda each: each.degree):
        scale = prod(_number(f.expr) for f in term.factors if f.eval_method.value == "literal")
        factors = tuple(_factor(f) for f in term.factors if f.eval_method.value != "literal")
        if factors:
            terms.append((scale, factors))
        else:
            intercept = True
    if not terms:
        raise OptionError(f"The formula '{text[:60]}' has no column on its right: add one.")
    return Parsed(" ".join(text.split()), _factor(lhs[0].factors[0]), intercept, tuple(terms))


def _why(text: str) -> str:
    """Return what is wrong with a formula that cannot be read, and what to write."""
    plain = QUOTED.sub("x", text)
    dotted = re.search(r"[A-Za-z_][\w]*(\.\w+)+(?=\s*\()", plain)
    foreign = re.search(r"\|+|[^\w\s.~()+\-:*/%,'\"{}\[\]`^=]|={1,2}|,", _without_calls(plain))
    if '"' in plain or "'" in _without_calls(plain):
        return "text stands in quotes. Write names without them, or in `backticks`."
    if dotted is not None:
        near = meant(dotted[0].replace(".", "_")) or meant(dotted[0].rpartition(".")[2])
        tip = f"Did you mean {near}?" if near else "It can use those that the documentation lists."
        return f"it has the function '{dotted[0][:40]}'. {tip}"
    if foreign is not None and "|" in foreign[0]:
        return (
            f"'{foreign[0]}' stands for groups in other packages. For an intercept for each level "
            "of a column absorb it (absorb=, --absorb); for a fit for each level, by= or --by."
        )
    if plain.count("~") > 1:
        return "it has '~' more than once. Write one such as 'y ~ a * b + log(c)'."
    if foreign is not None:
        return (
            f"'{foreign[0]}' is not an operator of formulas. They have + - : * / ** %in% and ., "
            "and arithmetic in I(…)."
        )
    if plain.count("(") != plain.count(")"):
        return "a parenthesis has no partner. Write one such as 'y ~ a * b + log(c)'."
    number = _number_apart(plain)
    if number:
        return (
            f"{number[:40]} is a number, not a column. Write arithmetic in I(…), such as I(2*x); "
            "only 0, 1, and -1 stand alone, for the intercept."
        )
    if re.search(r"(\*\*|\^)", plain):
        return (
            "a power of terms is a whole number. Write powers of a column in I(…), such as "
            "I(x**0.5)."
        )
    return "an operator lacks a term beside it. Write one such as 'y ~ a * b + log(c)'."


def _number_apart(plain: str) -> str:
    """Return the first number in place of a column, or no text if there is none."""
    rest = INTERCEPT.sub(r"\1", POWER.sub("", _without_calls(plain)))
    found = NUMBER.search(rest)
    return found[0] if found else ""


def _without_calls(text: str) -> str:
    """Return a formula without the arguments of its functions."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"([\w.])\([^()]*\)", r"\1", text)
    return text


def _number(text: str) -> float:
    value = float(text)
    if not isfinite(value) or value == 0.0:
        raise OptionError(f"The formula multiplies a term by {text}: leave that out.")
    return value


def _factor(factor: Any) -> Expression:
    return expression(written(factor.expr) if factor.eval_method.value == "lookup" else factor.expr)


def _terms_in(tree: Any, columns: int) -> float:
    """Return the most terms that a tree of operators can have, before they are multiplied out."""
    waiting, done = [(tree, False)], []
    while waiting:
        node, ready = waiting.pop()
        if not hasattr(node, "operator"):
            done.append(float(node.token) if _is_power(node) else 1.0)
        elif not ready:
            waiting.append((node, True))
            waiting += [(each, False) for each in reversed(node.args)]
        else:
            sign, n = node.operator.symbol, len(node.args)
            counts = [done.pop() for _ in range(n)][::-1]
            done.append(_terms_of(sign, counts, columns))
    return done[0]


def _is_power(node: Any) -> bool:
    return str(getattr(node, "token", "")).isdigit()


def _terms_of(sign: str, counts: Sequence[float], columns: int) -> float:
    if sign == ".":
        return float(columns)
    if len(counts) < 2:
        return max(counts, default=1.0)
    one, other = (max(each, 1.0) for each in counts[:2])
    if sign in ("**", "^"):
        if one == 1.0 and other <= 64:
            raise OptionError(
                "The formula has a power of one term, which is the term itself: write the power of "
                "a column in I(…), such as I(x**2), or leave it out."
            )
        return float(min(one ** min(other, 64.0), 1e300)) if other <= 64 else 1e300
    if sign in ("*", "/", ":", "in", "%in%"):
        return min((one + 1) * (other + 1), 1e300)
    # A number that is added or taken away is the intercept, whatever its value.
    return one + other


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
        whole = each.calls[-1][0] == each.text or name in ("poly", "bs")
        if name == "poly" and whole:
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
