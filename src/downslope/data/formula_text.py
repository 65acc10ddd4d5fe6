"""The text of a formula: its operators, read by formulaic, and its expressions, checked here.

    "rent ~ size * C(kind) + bs(age, 4)"  ─►  a response, an intercept, and terms of factors

formulaic reads the operators (+ - : * / ** %in% .) and makes a tree of terms. It evaluates nothing:
each factor is checked by `expressions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, prod
from typing import Any

from downslope.data.expressions import Expression, expression, meant, written
from downslope.errors import MissingExtraError, OptionError

LONGEST = 10_000  # characters of a formula
QUOTED = re.compile(r"`[^`]*`")
POWER = re.compile(r"(\*\*|\^)\s*[\d.]+")
INTERCEPT = re.compile(r"([~+\-(]\s*)[01](?=\s*([+\-)]|$))")
NUMBER = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)(?![\w.])")
NO_NUMBERS = (
    "{number} is a number, not a column. Write arithmetic in I(…), such as I(2*x); only 0, 1, and "
    "-1 stand alone, for the intercept."
)
MOST_TERMS = 1000
MANY = 10.0 * MOST_TERMS  # further ones are not counted


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
        tree = parser.get_ast(text, context=dict(outside))
        count = _terms_in(tree, len(columns))
        if count > MOST_TERMS:
            if _number_apart(QUOTED.sub("x", text)):  # taken for a power, as in x/1000
                raise ValueError
            raise OptionError(
                f"The formula has more than {MOST_TERMS:,} terms: write out those that you need."
            )
        absent = _taken_away(tree, outside | {"__formulaic_variables_used_lhs__": ()})
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
    for term in absent:
        if term != "1" or intercept:
            raise OptionError(f"The formula '{text[:60]}' takes {term} away: {_not_there(term)}")
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
        return NO_NUMBERS.format(number=number[:40])
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


def _taken_away(tree: Any, outside: Mapping[str, Any]) -> list[str]:
    """Return the terms that stand after a minus sign and are not among those before it."""
    waiting, absent = [tree], []
    while waiting:
        node = waiting.pop()
        if not hasattr(node, "operator"):
            continue
        waiting += node.args
        if node.operator.symbol == "-":
            *before, last = (_terms_under(each, outside) for each in node.args)
            absent += [str(term) for term in last if not any(term in each for each in before)]
    return absent


def _terms_under(node: Any, outside: Mapping[str, Any]) -> Any:
    return node.to_terms(context=outside) if hasattr(node, "operator") else node.to_terms()


def _not_there(term: str) -> str:
    if term == "1":
        return "write - 1 outside parentheses, after the other terms, for no intercept."
    if NUMBER.fullmatch(term):
        return NO_NUMBERS.format(number=term[:40])
    return "it is not among the terms before, so leave that out, or write arithmetic in I(…)."


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
        return float(min(one**other, MANY)) if other <= 64 else MANY
    if sign in ("*", "/", ":", "in", "%in%"):
        return min((one + 1) * (other + 1), MANY)
    # A number that is added or taken away is the intercept, whatever its value.
    return one + other
