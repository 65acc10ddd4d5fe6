"""Small formulas in the lesson's files, such as ``2 / run.steepest`` or ``a.loss < b.loss``.

Python's syntax for arithmetic, comparisons, conditions, attributes and indices, with a few
functions; nothing else of Python, so a file of content can compute but not run anything.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from downslope.errors import DataError

Values = Mapping[str, Any]


def close(first: float, second: float, within: float = 1e-9) -> bool:
    """Whether two numbers agree to a share of the larger, by default nine digits."""
    return math.isclose(first, second, rel_tol=within, abs_tol=1e-12)


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "abs": abs,
    "ceil": math.ceil,
    "close": close,
    "finite": math.isfinite,
    "floor": math.floor,
    "log": math.log,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
    "sum": sum,
    "len": len,
}
_OPERATORS: Final[dict[type[ast.AST], Callable[..., Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
}


def evaluate(formula: str, values: Values) -> Any:
    """What a formula comes to with these values.

    Raises:
        DataError: it is no formula, or names what there is not.

    """
    try:
        return _of(ast.parse(formula, mode="eval").body, values)
    except DataError as error:
        raise DataError(f"'{formula}' cannot be worked out: {error}") from error
    except (SyntaxError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise DataError(f"'{formula}' cannot be worked out: {error}.") from error


def _of(node: ast.expr, values: Values) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            if name not in values:
                raise DataError(f"there is no '{name}'.")
            return values[name]
        case ast.Attribute(value=whole, attr=name):
            known = vars(_of(whole, values))
            if name not in known:
                raise DataError(f"there is no '{name}' among {', '.join(known)}.")
            return known[name]
        case ast.Subscript(value=whole, slice=index):
            return _of(whole, values)[_of(index, values)]
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_of(left, values), _of(right, values))
        case ast.UnaryOp(op=op, operand=operand):
            return _OPERATORS[type(op)](_of(operand, values))
        case ast.BoolOp(op=op, values=parts):
            every = all if isinstance(op, ast.And) else any
            return every(_of(part, values) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=rest):
            terms = [_of(each, values) for each in (left, *rest)]
            pairs = zip(ops, terms, terms[1:], strict=False)
            return all(_OPERATORS[type(op)](a, b) for op, a, b in pairs)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _of(body if _of(test, values) else orelse, values)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*[_of(each, values) for each in arguments])
        case ast.List(elts=entries) | ast.Tuple(elts=entries):
            return [_of(each, values) for each in entries]
    raise DataError(f"{ast.unparse(node)} is not allowed in a formula.")
