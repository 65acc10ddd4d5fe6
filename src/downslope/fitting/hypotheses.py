"""Linear hypotheses about the weights, and their test together.

    "size = 9, age = 0"        "b = c"        "2*b + c = 1"        L w = v,  q rows

    F = (L w − v)ᵀ (L C Lᵀ)⁻¹ (L w − v) / q          (Wald; with classical errors the F test)

with C = E Eᵀ the covariance of the weights, classical or robust. From Eᵀ Lᵀ = Q R follows
F = ‖R⁻ᵀ(L w − v)‖²/q, without squaring the condition number. With normal noise of one variance and
classical errors, F has Fisher's distribution with q and n − r degrees of freedom.

A name is written as it is printed, `city=Paris` too; one that reads like arithmetic must be in
double quotes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import fdtrc

from downslope import formatting
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.fitting.inference import Inference
from downslope.fitting.result_tables import ResultTable, Tabular
from downslope.fitting.solution import Solution
from downslope.formatting import aligned, counted, plain_dict, probability, significant, wrapped
from downslope.numerics.arrays import Matrix, Vector, row_norms

NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
SIGNS = "+-*/=,"
MINUS = str.maketrans({"−": "-", "–": "-", "·": "*"})
Row = dict[str, Fraction]  # name of a weight → its factor; "" → what is added


@dataclass(frozen=True, slots=True, eq=False)
class Hypotheses:
    """q linear hypotheses L w = v about p weights."""

    texts: tuple[str, ...]  # (q,)
    L: Matrix  # (q, p)
    values: Vector  # (q,)


@dataclass(frozen=True, slots=True, eq=False)
class HypothesisTest(Tabular):
    """Joint test of q linear hypotheses about the weights."""

    hypotheses: tuple[str, ...]  # (q,)
    estimate: Vector  # (q,) L w − v
    std_error: Vector  # (q,)
    statistic: float  # F
    df: tuple[int, int]  # q and the degrees of freedom of the noise
    p: float  # of a statistic as large, if the hypotheses hold
    errors: str  # kind of the standard errors: "classical", or a robust one, such as "HC3"
    bound: float  # on the error of the statistic that the weights' bounds allow; NaN if unknown

    @property
    def digits(self) -> float:
        """Correct digits of the statistic; NaN if they are not known."""
        if not math.isfinite(self.bound) or self.statistic == 0:
            return math.nan
        return max(0.0, min(16.0, -math.log10(max(self.bound / self.statistic, 1e-16))))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        kind = "std" if self.errors == "classical" else self.errors
        return ("hypothesis", "difference", f"{kind} error")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The q lines of a report as text: how far each hypothesis is from the estimates."""
        return [
            (text, significant(self.estimate[j], 5), significant(self.std_error[j], 4))
            for j, text in enumerate(self.hypotheses)
        ]

    @property
    def verdict(self) -> str:
        """Sentence with the statistic, its degrees of freedom, and p."""
        kind = "" if self.errors == "classical" else f", {self.errors} errors"
        shown = significant(self.statistic, max(1, min(5, math.floor(self.digits)))
                            if math.isfinite(self.digits) else 5)  # fmt: skip
        if self.digits < 1:
            return "No digit of the test is certain: its statistic is within its rounding."
        return f"F({self.df[0]}, {self.df[1]}) = {shown} (p {probability(self.p)}{kind})."

    @property
    def as_table(self) -> ResultTable:
        """The hypotheses as a table, with the verdict below."""
        return ResultTable(self.headings, tuple(self.cells), notes=(self.verdict,))

    def __repr__(self) -> str:
        return f"{aligned(self.headings, self.cells)}\n\n{wrapped(self.verdict)}"

    def _repr_html_(self) -> str:
        return formatting.table(self.headings, self.cells) + formatting.paragraphs([self.verdict])

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data, as ``--json`` prints them."""
        names = ("hypotheses", "estimate", "std_error", "statistic", "df", "p", "errors", "bound")
        return plain_dict({name: getattr(self, name) for name in (*names, "digits")})


def test_of(
    solution: Solution, inference: Inference, hypotheses: str | Sequence[str]
) -> HypothesisTest:
    """Test linear hypotheses about the weights of a fit; see `Fit.test`."""
    asked = read_hypotheses(hypotheses, inference.names)
    _check_known(solution, inference, asked)
    return tested(solution, inference, asked)


test_of.__test__ = False  # type: ignore[attr-defined]


def tested(solution: Solution, inference: Inference, asked: Hypotheses) -> HypothesisTest:
    """Test hypotheses about weights with known errors."""
    q, freedom = len(asked.texts), inference.degrees_of_freedom
    apart = asked.L @ inference.estimate - asked.values
    factor = inference.factor
    if factor is None:  # one weight: its standard error is enough
        length = np.abs(asked.L) @ np.nan_to_num(inference.std_error)
        triangle = np.diag(length)
    else:
        part = asked.L @ factor
        length = row_norms(part)
        triangle = np.asarray(np.linalg.qr((part / length[:, np.newaxis]).T, mode="r")) * length
    error = None
    with np.errstate(all="ignore"):
        solved = solve_triangular(triangle, apart, trans="T")
        statistic = float(solved @ solved) / q
        if solution.bound is not None:
            moved = np.abs(asked.L) @ np.nan_to_num(solution.bound)
            moved += (
                4
                * np.finfo(float).eps
                * (np.abs(asked.L) @ np.abs(inference.estimate) + np.abs(asked.values))
            )
            inverse = np.abs(solve_triangular(triangle, np.eye(q), trans="T"))
            error = row_norms((inverse @ moved)[np.newaxis])[0]
    size = math.sqrt(statistic * q)
    relative = 2 * inference.residual_error + inference.inverse_error
    bound = math.nan if error is None else (2 * size + error) * error / q + relative * statistic
    return HypothesisTest(
        hypotheses=asked.texts,
        estimate=apart,
        std_error=length,
        statistic=statistic,
        df=(q, freedom),
        p=float(fdtrc(q, freedom, statistic)),
        errors=inference.errors,
        bound=float(bound),
    )


def of_weights(names: Sequence[str], tested_ones: Sequence[str]) -> Hypotheses:
    """Return the hypotheses that these weights, of all `names` (p,), are 0."""
    place = [names.index(name) for name in tested_ones]
    L = np.zeros((len(place), len(names)))
    L[np.arange(len(place)), place] = 1.0
    return Hypotheses(tuple(f"{name} = 0" for name in tested_ones), L, np.zeros(len(place)))


def _check_known(solution: Solution, inference: Inference, asked: Hypotheses) -> None:
    """Check that the errors of all weights in the hypotheses are known.

    Raises
    ------
    DataError
        They are not; the message says why.

    """
    if inference.exact:
        raise DataError(
            "The fit is exact, so there is no noise to test against: compare the weights "
            "themselves."
        )
    if solution.degrees_of_freedom < 1:
        raise DataError(
            f"The noise cannot be estimated from {counted(solution.n, 'row')} with "
            f"{counted(len(solution.weights), 'weight')}: fit more rows."
        )
    used = (asked.L != 0).any(axis=0)
    unknown = [
        n for n, each in zip(inference.names, used & ~solution.determined, strict=True) if each
    ]
    if unknown and solution.outcome.name == "MINIMUM_NORM":
        raise DataError(
            f"The data do not determine '{unknown[0]}', because columns depend on each other: "
            "leave one of them out, then test."
        )
    known = np.isfinite(inference.std_error)
    lost = [n for n, each in zip(inference.names, used & ~known, strict=True) if each]
    if lost or unknown:
        raise DataError(
            f"The {inference.errors} standard error of '{(lost or unknown)[0]}' is not known, so "
            "it cannot be tested: choose other standard errors or another method."
        )
    if inference.factor is None and ((asked.L != 0).sum() > 1):
        raise DataError(
            "The covariance of these weights is not known, only their standard errors: test one "
            "weight at a time."
        )


# --- reading hypotheses -------------------------------------------------------------------------


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
            raise OptionError(f"The hypothesis {text!r} is not text: write it as 'age = 0'.")
        for part, row in _parsed(text, names):
            texts.append(part)
            rows.append(row)
    if not rows:
        raise OptionError("There is no hypothesis: write one such as 'age = 0'.")
    _check_independent(texts, rows, names)
    L = np.array([[float(row.get(name, 0)) for name in names] for row in rows])
    return Hypotheses(tuple(texts), L, np.array([-float(row.get("", 0)) for row in rows]))


def _parsed(text: str, names: Sequence[str]) -> list[tuple[str, Row]]:
    """Return the hypotheses of a text, each with its row; `a = b = 0` are two."""
    tokens = _tokens(text.translate(MINUS), names)
    found = []
    for part in _split(tokens, ","):
        sides = [_side(side, text) for side in _split(part, "=")]
        if len(sides) < 2:
            shown = _written(part)
            raise OptionError(
                f"The hypothesis '{shown or text}' has no '=': write it as '{shown or 'age'} = 0'."
            )
        for left, right in zip(_split(part, "="), _split(part, "=")[1:], strict=False):
            row = _side(left, text)
            for name, factor in _side(right, text).items():
                row[name] = row.get(name, Fraction(0)) - factor
            row = {name: factor for name, factor in row.items() if factor}
            shown = f"{_written(left)} = {_written(right)}"
            if not any(row):
                raise OptionError(f"The hypothesis '{shown}' names no weight: name one.")
            found.append((shown, row))
    return found


Token = tuple[str, str | Fraction]  # kind: "name", "number", or the sign itself


def _tokens(text: str, names: Sequence[str]) -> list[Token]:
    by_length = sorted(names, key=len, reverse=True)
    found: list[Token] = []
    at = 0
    while at < len(text):
        rest = text[at:]
        if rest[0].isspace():
            at += 1
            continue
        if rest[0] in '"`':
            end = rest.find(rest[0], 1)
            quoted = rest[1:end] if end > 0 else rest[1:]
            if end < 0 or quoted not in names:
                raise _unknown_weight(quoted, names)
            found.append(("name", quoted))
            at += end + 1
            continue
        number = NUMBER.match(rest)
        name = next((n for n in by_length if rest.startswith(n) and _ends(rest, n)), "")
        if name and (number is None or len(name) > number.end()):
            found.append(("name", name))
            at += len(name)
        elif number is not None:
            found.append(("number", Fraction(number.group())))
            at += number.end()
        elif rest[0] in SIGNS:
            found.append((rest[0], rest[0]))
            at += 1
        else:
            word = re.match(r"[^+\-*/=,\s]+", rest)
            raise _unknown_weight(word.group() if word else rest, names)
    return found


def _ends(rest: str, name: str) -> bool:
    """Return whether a name ends where the text goes on: not in the middle of a word."""
    after = rest[len(name) : len(name) + 1]
    return not ((after.isalnum() or after == "_") and (name[-1].isalnum() or name[-1] == "_"))


def _unknown_weight(word: str, names: Sequence[str]) -> OptionError:
    return OptionError(f"'{word}' is not a weight of the fit: {did_you_mean(word, names)}")


def _split(tokens: Sequence[Token], sign: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token[0] == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _written(tokens: Sequence[Token]) -> str:
    shown = [f"{float(value):g}" if isinstance(value, Fraction) else value for _, value in tokens]
    return " ".join(shown).replace(" * ", "*").replace(" / ", "/")


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
        while at < len(tokens) and tokens[at][0] in ("+", "-"):
            sign = -sign if tokens[at][0] == "-" else sign
            at += 1
        name, factor, divide, expects = "", sign, False, True
        while at < len(tokens) and (expects or tokens[at][0] in ("*", "/")):
            kind, value = tokens[at]
            if not expects:
                divide, expects = kind == "/", True
            elif isinstance(value, Fraction):
                if divide and value == 0:
                    raise OptionError(f"The hypothesis '{text}' divides by 0.")
                factor, expects = (factor / value if divide else factor * value), False
            elif kind == "name" and not name and not divide:
                name, expects = value, False
            else:
                break
            at += 1
        if expects or (at < len(tokens) and tokens[at][0] not in ("+", "-")):
            raise OptionError(
                f"The hypothesis '{text}' cannot be read: write sums of multiples of weights, such "
                "as '2*a - b = 3', separated by commas; put names that read like arithmetic in "
                "double quotes."
            )
        row[name] = row.get(name, Fraction(0)) + factor
    if not tokens:
        raise OptionError(
            f"The hypothesis '{text}' has nothing on one side: write it as 'age = 0'."
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
                f"The hypothesis '{text}' follows from those before it: leave it out."
            )
        if left == "":
            raise OptionError(f"The hypothesis '{text}' contradicts those before it: change one.")
        pivots.append((left, row))
