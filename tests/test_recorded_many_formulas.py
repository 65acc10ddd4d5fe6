"""What thousands of drawn formulas, transforms and levels make of columns is what it was."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data.columns import Place
from downslope.data.design import Design
from downslope.data.expressions import evaluate, expression, options_of, written
from downslope.data.formula import is_formula, open_formula
from downslope.data.formula_text import parsed
from downslope.data.learning import check_cells
from downslope.data.levels import alike, given_levels, is_label, sorted_levels
from downslope.data.one_hot import one_hot
from downslope.data.total_rows import total_levels
from downslope.data.transforms import (
    LEARNED,
    Statistics,
    counted_digits,
    in_order,
    order_statistics,
    quantile_ranks,
    state_of,
    transformed,
    value_at,
)
from downslope.numerics.arguments import OptionStyle
from records import Case, check
from tallies import tally, wide

NUMBERS = ("2", "0.5", "3", "1", "-1", "10", "1e3")
PLAIN = ("log", "log1p", "exp", "sqrt", "abs", "sin", "tanh", "I", "log2", "expm1")
ODD = (
    "np.log(x)",
    "x.y",
    "x[0]",
    "lambda: x",
    "'a'",
    "x < 2",
    "x and z",
    "x ^ 2",
    "2",
    "ln(x)",
    "factor(k)",
    "ns(x, 3)",
    "pow(x, 2)",
    "lag(x)",
    "logg(x)",
    "demean(x)",
    "log()",
    "log(*x)",
    "log(x, 2)",
    "C(k + x)",
    "C(k, Poly)",
    "C()",
    "bs(x, 4) + 1",
    "log(C(k))",
    "x +",
    "(x",
    "",
    "9" * 400,
    "x" * 2001,
    "poly(x, 0)",
    "poly(x, 41)",
    "poly(x, 2.0)",
    "poly(x, raw=1)",
    "bs(x, df=2)",
    "bs(x, 4, [1])",
    "bs(x, knots=[2, 1])",
    "bs(x, knots=[])",
    "bs(x, degre=2)",
    "center(x, 1)",
    "scale(x, y=2)",
    "(lambda: 1)()",
    "not x",
    "`a b`",
    "log(`a b`)",
    "@x",
    "C(k, Treatment('b'))",
    "C(k, Treatment(reference='c'))",
    "C(k, Sum)",
    "C(k, contr=Sum)",
    "C(k, Treatment)",
    "C(k, Sum('a'))",
    "C(`a b`)",
    "C(k, Treatment(base='b'))",
    "absorb(k)",
    "C(k, Treatment('a', 'b'))",
    "quoted_0 + `a b`",
    "scale(center(x))",
    "for",
    "+x",
    "-x**2",
    "C(k, Treatment(1))",
    "C(k, other=Sum)",
    "C(k, Sum, Sum)",
    "1 / x",
    "None",
    "True * x",
)


def number_of(source: random.Random, depth: int) -> str:
    """Draw an expression of columns."""
    if depth == 0 or source.random() < 0.2:
        return source.choice(["x", "z", "x", "z", "`a b`", source.choice(NUMBERS)])
    inner = number_of(source, depth - 1)
    match source.choice(["plain", "operator", "sign", "learned", "wrapped"]):
        case "plain":
            return f"{source.choice(PLAIN)}({inner})"
        case "sign":
            return f"-({inner})"
        case "learned":
            return f"{source.choice(['center', 'scale', 'standardize'])}({inner})"
        case "wrapped":
            return f"({inner})"
        case _:
            sign = source.choice(["+", "-", "*", "/", "**"])
            return f"{inner} {sign} {number_of(source, depth - 1)}"


def top_of(source: random.Random) -> str:
    kind = source.random()
    if kind < 0.3:
        return source.choice(ODD)
    if kind < 0.45:
        degree = source.choice(["2", "3", "degree=2", "1", "2, raw=True", "3, True"])
        return f"poly({number_of(source, 1)}, {degree})"
    if kind < 0.6:
        how = source.choice(["4", "df=5", "knots=[0.5, 1.5]", "4, degree=2", "df=3", "6", "df=1",
                             "knots=(1,), degree=1", "knots=[-1, 1.2]", "degree=2"])  # fmt: skip
        return f"bs({number_of(source, 1)}, {how})"
    return number_of(source, source.choice([1, 2, 3]))


VALUES = {
    "x": np.array([0.5, 1.0, 2.5, 4.0, 0.25, 3.0]),
    "z": np.array([-1.0, 2.0, 0.0, 1.5, 2.25, -0.5]),
    "a b": np.array([3.0, 1.0, 2.0, 5.0, 4.0, 9.0]),
    "k": np.array([1.0, 2.0, 3.0, 1.0, 2.0, 3.0]),
    "quoted_0": np.ones(6),
}


def of_expression(source: random.Random) -> dict[str, Any]:
    """Check an expression, and compute it with what its calls learn from a few numbers."""
    text = top_of(source)
    made = expression(text)
    said = [*made.columns, *map(str, made.calls), str(made.column), str(made.category)]
    states: dict[str, tuple[float, ...]] = {}
    if made.category is not None:
        return {"outcome": "category", "said": [*said, str(made.as_read(True))]}
    for call, of in made.calls:
        name, options = options_of(call)
        column = np.asarray(evaluate(expression(of), VALUES, states), dtype=float)
        if not (np.isfinite(column).all() and column.ndim == 1):
            return {"outcome": "not finite", "said": said}
        states[call] = learned(source, name, options, column, call)
    found = np.asarray(evaluate(made, VALUES, states))
    said.append(" ".join(map(written, made.columns)))
    finite = found[np.isfinite(found)]
    sizes = np.abs(finite)
    return {
        "outcome": f"{found.ndim} {len(made.calls)}",
        "said": said,
        "values": finite[(sizes > 1e-9) & (sizes < 1e100)],
        "states": [each for state in states.values() for each in state if abs(each) > 1e-9],
    }


def learned(
    source: random.Random, name: str, options: dict[str, Any], x: Any, call: str
) -> tuple[float, ...]:
    """Return what a transform learns of a column in two parts."""
    cut = source.randrange(1, len(x))
    degree = int(options.get("degree", 0)) if name == "poly" else 0
    low, high = float(x.min()), float(x.max())
    middle, half = (low + high) / 2, (high - low) / 2 or 1.0
    parts = [Statistics.of(part, middle, half, degree, 2, keep=True) for part in (x[:cut], x[cut:])]
    none = replace(parts[0], n=0)
    known = none + parts[0] + parts[1] + none

    def quantiles(shares: Any) -> list[float]:
        return [float(each) for each in np.quantile(known.values, shares)]

    return state_of(name, options, known, (middle, half), quantiles, call)


def of_statistics(source: random.Random) -> dict[str, Any]:
    """Sum columns of sizes from 1e-150 to 1e150, and find ordered values by their bits."""
    rows = source.choice([1, 2, 3, 5, 12])
    size, shift = source.choice([1.0, 1e-150, 1e150, 1e-3]), source.choice([0.0, 0.0, 1e6])
    x = np.array([size * (source.gauss(0, 1) + shift) for _ in range(rows)])
    if source.random() < 0.3:
        x = np.round(x / size) * size
    if source.random() < 0.05:
        x = np.where(x > 0.0, 1.0, -1.0) * source.choice([1.2e308, 1.6e308])
    middle = 0.0 if abs(x[0]) > 1e300 else float(x[0])
    half = float(np.ptp(x / 2.0)) or 1.0
    kept, moments = source.random() < 0.8, source.choice([0, 1, 2, 2])
    parts = [Statistics.of(part, middle, half, 1, moments, keep=kept)
             for part in np.array_split(x, min(rows, source.choice([1, 2, 3])))]  # fmt: skip
    known = parts[0]
    for part in parts[1:]:
        known = known + part
    shares = [source.choice([0.0, 1.0, 0.5, 1 / 3, source.random()]) for _ in range(2)]
    keys = in_order(x)
    around = quantile_ranks(rows, shares)
    ranks = sorted({rank for low, high, _ in around for rank in (low, high)})
    ordered = source.random() < 0.15 and order_statistics(ranks, partial(counted_digits, keys))
    spreads = [known.spread(without) for without in (0, 1)] if moments > 1 else []
    return {
        "outcome": f"{known.n} {known.values is None:d}{not known.total:d}{not known.squares:d}",
        "numbers": [each for each in [known.low, known.high, *x] if each],
        "mean": known.mean if abs(known.mean) > 1e-9 * np.abs(x).max() else None,
        "spreads": [each for each in spreads if each > 1e-9 * np.abs(x).max()],
        "triangle": np.abs(known.triangle.diagonal())[:1],
        "ranks": [each for low, high, part in around for each in (low, high, round(part, 9))],
        "places": np.argsort(keys, kind="stable"),
        "ordered": [value_at(int(keys[0])), *(ordered or {}).values()],
    }


def of_transforms(source: random.Random) -> dict[str, Any]:
    """Compute a transform of new values with what it learned from others."""
    name = source.choice([*LEARNED])
    options = {
        "poly": {"degree": source.choice([1, 2, 3]), "raw": source.random() < 0.3},
        "bs": {"df": source.choice([3, 4, 5, None]), "knots": None, "degree": 3},
    }.get(name, {})
    if name == "bs" and options["df"] is None:
        options["knots"] = tuple(sorted(source.choice([-2.0, 0.1, 0.4, 5.0]) for _ in range(2)))
    rows = source.choice([1, 2, 3, 4, 8])
    x = np.array([source.choice([0.0, 1.0, 0.3, -0.6, source.gauss(0, 1)]) for _ in range(rows)])
    if rows == 1 or source.random() < 0.1:
        x = np.repeat(x[:1], 2)
    state = learned(source, name, dict(options), x, name)
    new = np.linspace(-1.0, 1.2, source.choice([0, 5]))
    found = np.asarray(transformed(name, new, options, state))
    return {
        "outcome": f"{name} {found.shape}",
        "values": np.round(found, 7)[np.abs(found) > 1e-6],
        "states": [each for each in state if abs(each) > 1e-9],
    }


# --- formulas -----------------------------------------------------------------------------------


COLUMNS = ("x", "z", "y", "k", "g", "a b")
TERMS = ("x", "z", "k", "g", "C(g)", "`a b`", "log(x)", "I(x**2)", "1", "poly(x, 2)", "bs(z, 4)",
         "center(z)", "C(k, Sum)", "C(k, Treatment('b'))", "2:x", "x:z", "scale(x)",
         "(x + z)")  # fmt: skip
ENDS = ("", "", "", " - 1", " + 0", " - x", " ~ z", " + (1 | k)", " +", " - 2", ")", "**2",
        " / 100", " | k", " + x**0.5", " + .", " - (1)", " %in% z", " + 3 * z", " - 1 + 1",
        " + 'x'", " + np.log(x)",
        " // z", "^2", "**3", "**64", "**65", " + 0:x", " + 1e999:x", " - 1 - 1", " + q.zz(x)",
        " * z * k * g * `a b` * (x + z)**9", " + I(x", " - k:z", " / 1000",
        " + (1 || k)",
        " + ((x + z)**60)**60", " + (x + z + k)**6:(x + z + g)**6", " + (x + z)**10")  # fmt: skip


def formula_of(source: random.Random) -> str:
    terms = source.sample(TERMS, source.choice([1, 2, 2, 3]))
    text = terms[0]
    for term in terms[1:]:
        sign = source.choice([" + ", " + ", " * ", ":", " - ", "/"])
        text = f"({text}){sign}{term}" if source.random() < 0.2 else f"{text}{sign}{term}"
    targets = ["log(y)", "x", "y + z", "C(k)", "", "`a b`", "y"]
    target = source.choice(targets) if source.random() < 0.3 else "y"
    return f"{target} ~ {text}{source.choice(ENDS) if source.random() < 0.5 else ''}"


def of_text(source: random.Random) -> dict[str, Any]:
    """Read the operators of a formula."""
    text = formula_of(source)
    seconds = [None, "d.csv", "hubble", "z", "a/b", "*", np.zeros(2), np.zeros((2, 2)), VALUES]
    first = source.choice([text, text, "x ~", "~ y", "y", 3, "a\0~b"])
    asked = is_formula(first, source.choice(seconds))
    known = parsed(text, COLUMNS)
    shown = [":".join(each.text for each in factors) for _, factors in known.terms]
    return {
        "outcome": f"{len(shown)} {known.intercept:d} {asked:d}",
        "said": [known.response.text, *shown, *known.columns],
        "scales": [scale for scale, _ in known.terms],
    }


def frame_of(source: random.Random) -> pl.DataFrame:
    rows = source.choice([2, 5, 12, 12])
    row = np.arange(rows)
    kinds = source.choice([["a", "b"], ["a", "b", "c"], ["c", "b", "a"]])
    columns = {
        "x": np.round(np.abs(np.sin(row * 1.7)) * 4 + source.choice([0.5, 0.5, 0.0]), 3),
        "z": np.round(np.cos(row * 2.3) * 3, 3),
        "y": row * row % 7 + source.choice([1.0, 1.0, 0.0]),
        "k": [kinds[i * 5 % 7 % len(kinds)] for i in range(rows)],
        "g": row % 2 + 1,
        "a b": np.round(row * 0.37 % 1.0 + 1.0, 3),
        "w": [float(source.randrange(3)) for _ in range(rows)],
    }
    frame = pl.DataFrame(columns)
    if source.random() < 0.2:
        name = source.choice(["x", "z", "k"])
        column = frame[name].to_list()
        column[source.randrange(rows)] = None
        frame = frame.with_columns(pl.Series(name, column))
    return frame


SOUND = ("x", "z", "k", "C(g)", "`a b`", "log(x)", "I(x**2)", "poly(x, 2)", "bs(z, 4)", "center(z)",
         "C(k, Sum)", "C(k, Treatment('b'))", "standardize(x)", "poly(z, 2, raw=True)", "scale(z)",
         "I(x / z)", "log(center(x) + 5)", "bs(x, knots=[2])", "scale(center(x))", "k * C(g)",
         "bs(standardize(z), 4)", "g", "I(k + 1)", "C(g):k",
         "I(1e200 * x):exp(150 * x)", "x:C(k)")  # fmt: skip


def spoilt(source: random.Random, design: Design) -> str:
    """Return why a design that was written is refused when a part of it is another one."""
    plain = design.to_dict()
    match source.choice(["factors", "levels", "states", "parts", "place", "columns", "none"]):
        case "parts":
            plain["products"][-1][1] = []
        case "place":
            plain["products"][-1][1] = [[source.choice([-1, len(plain["factors"])]), False]]
        case "none":
            pass
        case part:
            plain[part] = plain[part][1:]
    try:
        return f"{len(Design.of_dict(plain).names)}"
    except (ValueError, KeyError) as error:
        return f"{type(error).__name__}: {error}"[:30]


def of_design(source: random.Random) -> dict[str, Any]:
    """Make the columns of a formula for a drawn frame."""
    terms = source.sample(SOUND, source.choice([1, 2, 2, 3]))
    joined = terms[0]
    for term in terms[1:]:
        joined += source.choice([" + ", " + ", " * ", ":"]) + term
    targets = ["y", "y", "y", "log(y)", source.choice(["C(k)", "x", "k", "log(x)"])]
    text = f"{source.choice(targets)} ~ {joined}{source.choice(['', '', ' - 1'])}"
    weights = source.choice([None, None, "w"])
    with patch("downslope.data.transforms.MOST_SORTED", source.choice([2**22, 2**22, 2**22, 3])):
        options: dict[str, Any] = {"drop_missing": True} if source.random() < 0.7 else {}
        opened = open_formula(text, frame_of(source), weights, **options)
    if source.random() < 0.5:
        check_cells(opened)
        opened = opened.with_order_noted()
    blocks = np.vstack([block.copy() for task in opened.tasks() for block in task.blocks()])
    design = opened.layout.design
    again = type(design).of_dict(design.to_dict())
    changed = spoilt(source, design)
    sums = np.abs(blocks).sum(axis=0)
    return {
        "outcome": f"{again == design:d} {design.intercept:d} {len(design.interactions)} "
        + changed,
        "said": [*opened.schema.features, *map(str, opened.schema.notes), *design.terms,
                 *design.rounded_in_order],
        "sums": sums[sums > 1e-6],
        "states": [each for _, state in design.states for each in state if abs(each) > 1e-9],
        "rows": len(blocks),
    }  # fmt: skip


# --- levels -------------------------------------------------------------------------------------


WORDS = ("a", "A", " a", "b", "ﬁ", "fi", "1", "1.0", "10", "2", "1e1", "true", "True", "NA", "inf",
         "Total", "sum", "x y", "x  y", "2.5")  # fmt: skip


def of_levels(source: random.Random) -> dict[str, Any]:
    found = [source.choice(WORDS) for _ in range(source.choice([1, 2, 3, 5, 8]))]
    style = source.choice([*OptionStyle])
    order = source.sample(WORDS, 3) if source.random() < 0.3 else ()
    if source.random() < 0.5:
        levels = sorted_levels("k", found, "d.csv", style, order)
    else:
        levels = given_levels("k", found, "d.csv", style)
    said = [*levels, *map(str, alike("k", levels)), *map(str, total_levels("k", levels))]
    column = pl.Series([source.choice([*found, *found, None, "TRUE", "1.00", "zz" * 21])
                        for _ in range(source.choice([0, 3, 6]))], dtype=pl.String)  # fmt: skip
    said.append(f"label {is_label(column)}")
    try:
        columns = one_hot(column, "k", levels, Place("d.csv", None, 4, style=style))
        ones = [np.nansum(each) * (j + 1) for j, each in enumerate(columns)]
        lost = int(sum(np.isnan(each).sum() for each in columns))
    except ds.DataError as error:
        said, ones, lost = [*said, str(error)], [], 0
    return {"outcome": f"{len(levels)} {len(said)}", "said": said, "ones": ones, "lost": lost,
            "size": wide(source, 1, 2)}  # fmt: skip


CASES: dict[str, Case] = {
    **{f"expressions {part}": partial(tally, f"expressions {part}", 900, of_expression)
       for part in range(2)},
    "statistics": partial(tally, "statistics", 900, of_statistics),
    "transforms": partial(tally, "transforms", 800, of_transforms),
    **{f"texts {part}": partial(tally, f"texts {part}", 500, of_text) for part in range(2)},
    **{f"designs {part}": partial(tally, f"designs {part}", 80, of_design) for part in range(3)},
    "levels": partial(tally, "levels", 500, of_levels),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_made_of_many_formulas(name: str) -> None:
    check("many_formulas", name, CASES[name])
