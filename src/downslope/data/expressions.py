"""Expressions of a formula: arithmetic and a listed set of transforms of columns.

    log(income)   I(x**2)   sqrt(a / b)   bs(log(age), 4)   poly(size, 2)   C(kind, Treatment('a'))

An expression is read by Python's own parser, and its tree is checked node by node before anything
is computed: numbers, columns, + - * / **, and calls of the functions below. Everything else is
refused. Nothing is ever given to `eval`, so a formula that is typed, or loaded from a saved fit,
cannot run code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from keyword import iskeyword
from typing import Final

import numpy as np

from downslope.data.transforms import LEARNED, WIDE, State, transformed
from downslope.errors import OptionError, nearest
from downslope.numerics.arrays import Matrix, Vector

LONGEST = 2000  # characters of an expression, above which it is refused
MOST_SHOWN = 60  # characters of it in a message
PLAIN: Final[dict[str, Callable[[Vector], Vector]]] = {
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "log1p": np.log1p,
    "exp": np.exp,
    "expm1": np.expm1,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "I": np.positive,
}
OPERATORS: Final[dict[type[ast.operator], Callable[[Vector, Vector], Vector]]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
TREATMENT, SUM = "Treatment", "Sum"
FUNCTIONS: Final = (*PLAIN, *LEARNED, "C")
# What other packages call these.
MEANT: Final = {
    **dict.fromkeys(
        ("factor", "as_factor", "ordered", "category", "categorical", "dummy", "dummies",
         "relevel", "fe", "i", "c", "sum", "treatment"),
        "C(column), or C(column, Treatment('reference'))",
    ),
    **dict.fromkeys(
        ("ns", "cr", "cs", "cc", "s", "rcs", "lo", "spline", "splines"),
        "bs(x, 4), a spline",
    ),
    **dict.fromkeys(("pow", "power", "square", "squared", "cube", "sq", "as_is"), "I(x**2)"),
    "ln": "log(x)",
    "zscore": "standardize(x)",
    "demean": "center(x)",
    "as_numeric": "the column itself",
    "absorb": "the option absorb",
    **dict.fromkeys(("lag", "offset", "cut"), None),
}  # fmt: skip
NAMED = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Category:
    """Column whose levels become indicators: `C(kind, Treatment('flat'))`."""

    column: str
    contrast: str = TREATMENT
    reference: str | None = None  # the first level, if None


@dataclass(frozen=True, slots=True)
class Expression:
    """Checked expression of columns, or a category of one."""

    text: str
    columns: tuple[str, ...]
    category: Category | None = None

    @property
    def column(self) -> str | None:
        """The column, if the expression is nothing but its name."""
        plain = self.category is None and self.text.strip("`") == self.columns[0]
        return self.columns[0] if plain else None

    def as_read(self, is_category: bool) -> Expression:
        """Return the name of a column whose values are text as a category."""
        if not is_category or self.column is None:
            return self
        return replace(self, category=Category(self.column))

    @property
    def calls(self) -> tuple[tuple[str, str], ...]:
        """Calls of transforms that learn from the data, inner ones first, with their arguments."""
        found = [
            (ast.unparse(node), ast.unparse(node.args[0]))
            for node in ast.walk(_tree(self.text)[0])
            if isinstance(node, ast.Call) and _function(node) in LEARNED
        ]
        return tuple((_named(one, self.text), _named(of, self.text)) for one, of in reversed(found))


def expression(text: str) -> Expression:
    """Check the text of an expression; column names that are not plain stand in backticks.

    Raises
    ------
    OptionError
        It is not an expression, or uses anything but columns, numbers, and known transforms.

    """
    tree, names = _tree(text)
    category = _category(tree, text, names)
    if category is not None:
        return Expression(text, (category.column,), category)
    _check(tree, text, top=True)
    columns = dict.fromkeys(_columns(tree, names))
    if not columns:
        raise OptionError(f"The formula has {_shown(text)}, which names no column: leave it out.")
    return Expression(text, tuple(columns))


def written(column: str) -> str:
    """Return a column's name as an expression writes it."""
    return column if column.isidentifier() and not iskeyword(column) else f"`{column}`"


@np.errstate(all="ignore")  # the caller reports what is not finite
def evaluate(
    of: Expression, values: Mapping[str, Vector], states: Mapping[str, State]
) -> Vector | Matrix:
    """Compute an expression from columns (n,): a vector (n,), or (n, k) for bs and poly."""
    tree, names = _tree(of.text)

    def value(node: ast.expr) -> Vector | Matrix:
        if isinstance(node, ast.Name):
            return values[names.get(node.id, node.id)]
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            inner = value(node.operand)
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.Call):
            name, inner = _function(node), value(node.args[0])
            if name in PLAIN:
                return PLAIN[name](inner)
            options = _options(node)
            return transformed(name, inner, options, states.get(_named(ast.unparse(node), of.text)))
        assert isinstance(node, ast.Constant)
        return np.float64(node.value)  # type: ignore[return-value, arg-type]

    found = value(tree)
    return np.asarray(found, dtype=np.float64)


def options_of(call: str) -> tuple[str, dict[str, object]]:
    """Return the function of a call that learns from the data, and its options."""
    node = _tree(call)[0]
    assert isinstance(node, ast.Call)
    return _function(node), _options(node)


# --- checks -------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _tree(text: str) -> tuple[ast.expr, dict[str, str]]:
    """Parse the text, and return the names in backticks by their placeholders."""
    if len(text) > LONGEST:
        raise OptionError(
            f"The formula has an expression of {len(text):,} characters: "
            f"write one of at most {LONGEST:,}."
        )
    names = _placeholders(text)
    plain = NAMED.sub(lambda found: _placeholder(found[1], names), text)
    try:
        return ast.parse(plain.strip(), mode="eval").body, names
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise OptionError(
            f"The formula has {_shown(text)}, which cannot be read: write it as in 'log(x)' or "
            "'I(x**2)', with names that have spaces or signs in `backticks`."
        ) from error


def _placeholders(text: str) -> dict[str, str]:
    start = "quoted_"
    while start in text:
        start += "_"
    columns = dict.fromkeys(found[1] for found in NAMED.finditer(text))
    return {f"{start}{place}": column for place, column in enumerate(columns)}


def _placeholder(column: str, names: dict[str, str]) -> str:
    return next(key for key, each in names.items() if each == column)


def _named(unparsed: str, text: str) -> str:
    """Write the names in backticks again."""
    for key, column in reversed(_placeholders(text).items()):
        unparsed = unparsed.replace(key, f"`{column}`")
    return unparsed


def _check(node: ast.expr, text: str, *, top: bool = False) -> None:
    """Raise `OptionError` unless the tree has known parts only."""
    if isinstance(node, ast.Name):
        return
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        if isinstance(node.value, int) and abs(node.value) >= 2**1000:
            raise OptionError(f"The formula has {_shown(text)}, whose number is too large.")
        return
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        _check(node.left, text)
        _check(node.right, text)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        _check(node.operand, text)
    elif isinstance(node, ast.Call):
        _check_call(node, text, top=top)
    else:
        hint = ""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            raise OptionError(
                f"The formula has {_shown(text)}, with '^': write a power as in I(x**2)."
            )
        if isinstance(node, ast.Attribute):
            hint = ", and columns with a dot or other signs in their name in `backticks`"
        raise OptionError(
            f"The formula has {_shown(text)}: {_kind(node)} cannot be used in a formula. Write "
            f"numbers, columns, + - * / **, and functions such as log(x){hint}."
        )


def _check_call(node: ast.Call, text: str, *, top: bool) -> None:
    name = _function(node)
    if name not in FUNCTIONS:
        # As in np.log(x), which other packages take.
        near = meant(node.func.attr if isinstance(node.func, ast.Attribute) else name)
        tip = f"did you mean {near}?" if near else "it can use " + ", ".join(FUNCTIONS) + "."
        what = f"the function '{name[:MOST_SHOWN]}'" if name else "a call that names no function"
        raise OptionError(
            f"The formula has {_shown(text)}, with {what}, which it cannot use: {tip}"
        )
    if name == "C":
        raise OptionError(
            f"The formula has {_shown(text)}: C(…) takes a column alone, and stands alone or in "
            "an interaction such as C(kind):size."
        )
    if name in WIDE and not top:
        raise OptionError(
            f"The formula has {_shown(text)}: {name}(…) makes several columns, so it stands alone "
            "or in an interaction."
        )
    if not node.args or any(isinstance(each, ast.Starred) for each in node.args):
        raise OptionError(f"The formula has {_shown(text)}: {name}(…) takes a column first.")
    if name in PLAIN and (len(node.args) > 1 or node.keywords):
        raise OptionError(f"The formula has {_shown(text)}: {name}(…) takes one argument.")
    _check(node.args[0], text)
    if name in LEARNED:
        LEARNED[name].check(_options(node), _shown(text))


def meant(name: str) -> str | None:
    """Return what a function that is not known most likely stands for, or None."""
    if name.casefold() in MEANT:
        return MEANT[name.casefold()]
    near = nearest(name, FUNCTIONS) if name else None
    return f"{near}(…)" if near else None


def _category(tree: ast.expr, text: str, names: dict[str, str]) -> Category | None:
    """Return the category that C(…) makes of a column, or None."""
    if not (isinstance(tree, ast.Call) and _function(tree) == "C"):
        return None
    contrast, reference = TREATMENT, None
    given = [*tree.args[1:], *(each.value for each in tree.keywords if each.arg == "contr")]
    good = bool(tree.args) and isinstance(tree.args[0], ast.Name) and len(given) <= 1
    good = good and len(given) == len(tree.args) - 1 + len(tree.keywords)
    for kind in given:
        called = isinstance(kind, ast.Call)
        name = _function(kind) if isinstance(kind, ast.Call) else getattr(kind, "id", "")
        good = good and name in (TREATMENT, SUM)
        contrast = name
        if called and isinstance(kind, ast.Call):
            keywords = {each.arg: each.value for each in kind.keywords}
            chosen = [*kind.args, *(keywords[k] for k in ("reference", "base") if k in keywords)]
            good = good and len(chosen) == len(kind.args) + len(keywords) <= (name == TREATMENT)
            good = good and all(isinstance(each, ast.Constant) for each in chosen)
            if good and chosen:
                reference = str(chosen[0].value)  # type: ignore[attr-defined]
    if not good:
        raise OptionError(
            f"The formula has {_shown(text)}: write a category as C(column), "
            "C(column, Treatment('reference')), or C(column, Sum)."
        )
    first = tree.args[0]
    assert isinstance(first, ast.Name)
    return Category(names.get(first.id, first.id), contrast, reference)


def _columns(node: ast.expr, names: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield names.get(node.id, node.id)
    elif isinstance(node, ast.BinOp):
        yield from _columns(node.left, names)
        yield from _columns(node.right, names)
    elif isinstance(node, ast.UnaryOp):
        yield from _columns(node.operand, names)
    elif isinstance(node, ast.Call):
        yield from _columns(node.args[0], names)


def _function(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _options(node: ast.Call) -> dict[str, object]:
    """Return the options of a call by name, those by place under numbers; None if not literal."""
    given: dict[str, object] = {}
    for place, each in enumerate(node.args[1:], start=1):
        given[str(place)] = _literal(each)
    for keyword in node.keywords:
        given[str(keyword.arg)] = _literal(keyword.value)
    return LEARNED[_function(node)].named(given)


def _literal(node: ast.expr) -> object:
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(_literal(each) for each in node.elts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _literal(node.operand)
        return -inner if isinstance(inner, int | float) else None
    return node.value if isinstance(node, ast.Constant) else None


def _kind(node: ast.AST) -> str:
    kinds = {
        ast.Attribute: "a name with a dot",
        ast.Subscript: "a [subscript]",
        ast.Lambda: "a function definition",
        ast.Constant: "text or such a constant",
        ast.Compare: "a comparison",
        ast.BoolOp: "and/or",
    }
    return kinds.get(type(node), "such an expression")


def _shown(text: str) -> str:
    short = " ".join(text.split())
    short = short if len(short) <= MOST_SHOWN else short[: MOST_SHOWN - 1] + "…"
    return f"'{short}'"
