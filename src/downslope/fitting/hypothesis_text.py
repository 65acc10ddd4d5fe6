"""Linear hypotheses as text: names, numbers, and signs, read to rows of L w = v.

A name is written as it is printed, `city=Paris` too; one that reads like arithmetic must be in
double quotes.

Factors are read as exact fractions, and a row is divided by a power of 2 before it becomes float64.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from downslope.errors import OptionError, did_you_mean
from downslope.numerics.arrays import Matrix, Vector

NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
SIGNS = "+-*/=,"
TYPED = {"−": "-", "–": "-", "·": "*", "×": "*"}  # signs as they are printed
SMALLEST = float(np.finfo(float).tiny)
LONGEST_NUMBER = 100  # characters
MOST_SHOWN = 100  # characters of a hypothesis in a message
NONE = "There is no hypothesis: write one such as 'age = 0'."
Row = dict[str, Fraction]  # name of a weight → its factor; "" → what is added


@dataclass(frozen=True, slots=True, eq=False)
class Hypotheses:
    """q linear hypotheses L w = v about p weights."""

    texts: tuple[str, ...]  # (q,)
    L: Matrix  # (q, p)
    values: Vector  # (q,)
    scale: Vector | float = 1.0  # (q,) powers of 2 that L and the values were divided by


def read_hypotheses(given: str | Sequence[str], names: Sequence[str]) -> Hypotheses:
    """Read hypotheses about the weights of these `names` (p,).

    Raises
    ------
    OptionError
        One cannot be read, names no weight, or contradicts or repeats others.

    """
    listed = list(given) if isinstance(given, (list, tuple)) else [given]
    rows: list[Row] = []
    texts: list[str] = []
    for text in listed:
        if not isinstance(text, str):
            raise OptionError(f"The hypothesis {text!r:.40} is not text: write it as 'age = 0'.")
        for part, row in _parsed(text, names):
            texts.append(part)
            rows.append(row)
    if not rows:
        raise OptionError(NONE)
    _check_independent(texts, rows, names)
    scales = [_scale(row) for row in rows]
    scaled = [
        _floats(text, row, (*names, ""), scale)
        for text, row, scale in zip(texts, rows, scales, strict=True)
    ]
    whole = np.array(scaled)
    return Hypotheses(
        tuple(texts), whole[:, :-1], -whole[:, -1], np.array(list(map(float, scales)))
    )


def _scale(row: Row) -> Fraction:
    """Return the power of 2 that brings the largest factor of a row near 1."""
    largest = max(abs(factor) for name, factor in row.items() if name)
    return Fraction(2) ** (largest.numerator.bit_length() - largest.denominator.bit_length())


def _floats(text: str, row: Row, columns: Sequence[str], scale: Fraction) -> list[float]:
    """Return a row of L and, last, what is added, divided by its scale.

    Raises
    ------
    OptionError
        The factors or the values are too large or too far apart for float64.

    """
    try:
        found = [float(row.get(name, Fraction(0)) / scale) for name in columns]
        float(scale), float(1 / scale)
    except OverflowError:
        found = [math.inf]
    given = [bool(row.get(name)) for name in columns[:-1]]
    lost = any(a and abs(x) < SMALLEST for a, x in zip(given, found, strict=False))
    if lost or not all(map(math.isfinite, found)):
        raise OptionError(
            f"The numbers of the hypothesis '{shown(text)}' are too large or too far apart for "
            "float64: divide it by one of them, or leave out a weight that hardly counts."
        )
    return found


def _parsed(text: str, names: Sequence[str]) -> list[tuple[str, Row]]:
    """Return the hypotheses of a text, each with its row; `a = b = 0` are two."""
    if not text.strip():
        raise OptionError(NONE)
    tokens = _tokens(text, names)
    if any(one.kind == after.kind == "=" for one, after in pairwise(tokens)):
        raise OptionError(f"The hypothesis '{shown(text)}' has '==': write one '='.")
    found = []
    for part in _split(tokens, ","):
        if not part:
            raise OptionError(
                f"The hypothesis '{shown(text)}' has nothing on one side of a comma: leave the "
                "comma out."
            )
        between = _split(part, "=")
        sides = [_side(side, text) for side in between]
        if len(sides) < 2:
            written = _written(part, names)
            raise OptionError(
                f"The hypothesis '{shown(written)}' has no '=': write it as '{shown(written)} = 0'."
            )
        for place in range(len(sides) - 1):
            row = dict(sides[place])
            for name, factor in sides[place + 1].items():
                row[name] = row.get(name, Fraction(0)) - factor
            row = {name: factor for name, factor in row.items() if factor}
            written = " = ".join(_written(side, names) for side in between[place : place + 2])
            if not any(row):
                raise OptionError(f"The hypothesis '{shown(written)}' names no weight: name one.")
            found.append((written, row))
    return found


class Token(NamedTuple):
    """A name, a number, or a sign, with the text that it was."""

    kind: str  # "name", "number", or the sign itself
    value: str | Fraction
    typed: str


def _tokens(text: str, names: Sequence[str], *, whole: bool = True) -> list[Token]:
    by_length = sorted(names, key=len, reverse=True)
    found: list[Token] = []
    at = 0
    while at < len(text):
        rest = text[at:]
        if rest[0].isspace():
            at += 1
            continue
        if rest[0] in '"`' and not any(rest.startswith(name) for name in names if name):
            end = rest.find(rest[0], 1)
            quoted = rest[1:end] if end > 0 else rest[1:]
            if end < 0 or quoted not in names:
                raise _unknown_weight(quoted, names)
            found.append(Token("name", quoted, rest[: end + 1]))
            at += end + 1
            continue
        number = NUMBER.match(rest)
        name = next((n for n in by_length if n and rest.startswith(n) and _ends(rest, n)), "")
        sign = TYPED.get(rest[0], rest[0])
        if name and (number is None or len(name) > number.end()):
            if whole:
                _check_is_only_a_name(name, names)
            found.append(Token("name", name, name))
            at += len(name)
        elif number is not None:
            found.append(Token("number", _number(number.group()), number.group()))
            at += number.end()
        elif sign in SIGNS:
            found.append(Token(sign, sign, sign))
            at += 1
        elif sign == ";":
            raise OptionError(
                f"The hypothesis '{shown(text)}' has a semicolon: separate hypotheses by commas."
            )
        else:
            word = re.match(r"[^+\-*/=,;\s]+", rest)
            raise _unknown_weight(word.group() if word else rest, names)
    return found


def _number(typed: str) -> Fraction:
    """Return a number as it is typed.

    Raises
    ------
    OptionError
        It is too long, or float64 cannot hold it.

    """
    size = float(typed) if len(typed) <= LONGEST_NUMBER else math.nan
    zero = not re.search("[1-9]", re.split("[eE]", typed)[0])
    if not math.isfinite(size) or (size == 0 and not zero):
        raise OptionError(
            f"The number {shown(typed)} is too long, too large, or too small for float64: choose "
            "another one."
        )
    return Fraction(0) if zero else Fraction(typed)


def _check_is_only_a_name(name: str, names: Sequence[str]) -> None:
    """Check that a name does not read as arithmetic of other names too.

    Raises
    ------
    OptionError
        It does.

    """
    if not any(TYPED.get(sign, sign) in SIGNS for sign in name):
        return
    others = [each for each in names if each != name]
    start = name.lstrip(" " + SIGNS + "".join(TYPED))
    first = any(each and start.startswith(each) and _ends(start, each) for each in others)
    if not first and not NUMBER.match(start):
        return
    try:
        tokens = _tokens(name, others, whole=False)
        for side in _split([token for token in tokens if token.kind != ","], "="):
            _side(side, name)
    except OptionError:
        return
    raise OptionError(
        f"'{name}' is a weight and also reads as arithmetic of others: put names in double quotes."
    )


def _ends(rest: str, name: str) -> bool:
    """Return whether a name ends where the text goes on: not in the middle of a word."""
    after = rest[len(name) : len(name) + 1]
    return not ((after.isalnum() or after == "_") and (name[-1].isalnum() or name[-1] == "_"))


def _unknown_weight(word: str, names: Sequence[str]) -> OptionError:
    return OptionError(f"'{shown(word)}' is not a weight of the fit: {did_you_mean(word, names)}")


def _split(tokens: Sequence[Token], sign: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _written(tokens: Sequence[Token], names: Sequence[str]) -> str:
    """Return tokens as they were typed, names that may be misread in double quotes."""
    plain = _joined(tokens, quoted=False)
    used = {token.value for token in tokens}
    misread = any(_has_signs(name) and name in plain for name in names if name not in used)
    return _joined(tokens, quoted=misread)


def _joined(tokens: Sequence[Token], *, quoted: bool) -> str:
    text = ""
    for token in tokens:
        gap = "" if not text or token.kind in ("*", "/") or text.endswith(("*", "/")) else " "
        name = token.kind == "name"
        text += gap + (_quoted(str(token.value), always=quoted) if name else token.typed)
    return text


def _has_signs(name: str) -> bool:
    return any(TYPED.get(sign, sign) in "+-*/," for sign in name)


def _quoted(name: str, *, always: bool) -> str:
    """Return a name as a hypothesis shows it: in quotes if it may be read in another way."""
    mark = "`" if '"' in name else '"'
    strange = _has_signs(name) or name != name.strip() or NUMBER.match(name)
    return f"{mark}{name}{mark}" if strange or always else name


def shown(text: str) -> str:
    """Return the start of a text on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}…"


def _side(tokens: Sequence[Token], text: str) -> Row:
    """Return a sum of multiples of weights and numbers: 2*a − b + 3.

    Raises
    ------
    OptionError
        It is not one.

    """
    row: Row = {}
    at = 0
    while at < len(tokens):
        sign = Fraction(1)
        while at < len(tokens) and tokens[at].kind in ("+", "-"):
            sign = -sign if tokens[at].kind == "-" else sign
            at += 1
        name, factor, divide, expects = "", sign, False, True
        while at < len(tokens) and (expects or tokens[at].kind in ("*", "/")):
            kind, value, _ = tokens[at]
            if not expects:
                divide, expects = kind == "/", True
            elif isinstance(value, Fraction):
                if divide and value == 0:
                    raise OptionError(f"The hypothesis '{shown(text)}' divides by 0.")
                factor, expects = (factor / value if divide else factor * value), False
            elif kind == "name" and not name and not divide:
                name, expects = value, False
            else:
                break
            at += 1
        if expects or (at < len(tokens) and tokens[at].kind not in ("+", "-")):
            raise OptionError(
                f"The hypothesis '{shown(text)}' cannot be read: write sums of multiples of "
                "weights, such as '2*a - b = 3', separated by commas; put names that read like "
                "arithmetic in double quotes."
            )
        row[name] = row.get(name, Fraction(0)) + factor
    if not tokens:
        raise OptionError(
            f"The hypothesis '{shown(text)}' has nothing on one side: write it as 'age = 0'."
        )
    return row


def _check_independent(texts: Sequence[str], rows: Sequence[Row], names: Sequence[str]) -> None:
    """Check that no hypothesis follows from those before it, or contradicts them.

    Raises
    ------
    OptionError
        One does.

    """
    order = (*names, "")
    pivots: list[tuple[str, Row]] = []
    for text, given in zip(texts, rows, strict=True):
        row = dict(given)
        for name, pivot in pivots:
            factor = row.get(name, Fraction(0)) / pivot[name]
            for each, value in pivot.items():
                row[each] = row.get(each, Fraction(0)) - factor * value
        left = next((name for name in order if row.get(name)), None)
        if left is None:
            raise OptionError(
                f"The hypothesis '{shown(text)}' follows from those before it: leave it out."
            )
        if left == "":
            raise OptionError(
                f"The hypothesis '{shown(text)}' contradicts those before it: change one."
            )
        pivots.append((left, row))
