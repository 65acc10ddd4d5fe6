"""Facts of a run, and formulas over them, such as `2 / a.steep_curvature` or `a.loss < b.loss`.

A formula is a Python expression of arithmetic, comparisons, conditions, attributes, indices, and a
few functions. Everything else is refused, so a file of content can compute and do nothing else.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final

from downslope.errors import DataError

Fact = float | int | str | list[Any] | None  # None: never
Facts = dict[str, Fact]

_ALLOWED = (
    ast.Expression, ast.Constant, ast.Name, ast.Load, ast.Attribute, ast.Subscript, ast.List,
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call,
    ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip


def close(first: float, second: float, within: float = 1e-9) -> bool:
    """Return whether two numbers agree to a share of the larger, by default nine digits."""
    return math.isclose(first, second, rel_tol=within, abs_tol=1e-12)


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "abs": abs,
    "close": close,
    "finite": math.isfinite,
    "len": len,
    "log": math.log,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
    "sum": sum,
}


def namespace(facts: Mapping[str, Fact]) -> SimpleNamespace:
    """Return facts as attributes: `closed.slope` becomes `closed_slope`."""
    return SimpleNamespace(**{re.sub(r"[.-]", "_", name): fact for name, fact in facts.items()})


def evaluate(formula: str, values: Mapping[str, Any]) -> Any:
    """Return the value of a formula, given the values of its names.

    Raises
    ------
    DataError
        The formula is not one, or a name in it has no value.
    """
    try:
        tree = ast.parse(formula, mode="eval")
        for node in ast.walk(tree):
            if not isinstance(node, _ALLOWED) or (
                isinstance(node, ast.Call) and not _is_ours(node)
            ):
                raise SyntaxError(f"{ast.unparse(node)} is not allowed in a formula")
        code = compile(ast.fix_missing_locations(_Attributes().visit(tree)), "<formula>", "eval")
        return eval(code, {"__builtins__": {}, "vars": vars, **FUNCTIONS}, values)
    except (SyntaxError, NameError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise DataError(f"'{formula}' cannot be evaluated: {error}.") from error


def _is_ours(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS


class _Attributes(ast.NodeTransformer):
    """Read `run.fact` as `vars(run)["fact"]`: only a namespace has attributes."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.Subscript:
        owner = ast.Call(ast.Name("vars", ast.Load()), [self.visit(node.value)], [])
        return ast.Subscript(owner, ast.Constant(node.attr), ast.Load())
