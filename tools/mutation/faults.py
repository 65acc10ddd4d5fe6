"""Small faults that can be put into a module: one operator, constant or statement changed.

    +  −  *  /  //  %         its opposite              a < b       a <= b, or a >= b
    and, or, not              the other, or none        ==, is, in  its opposite
    1, 2.5, True              one more or less, twice or half, the other
    min, any, zeros, floor …  the other of the pair     abs, sqrt, sorted   left out
    x += 1, x[0] = 1, f(x)    left out                  return True         its opposite

Not changed: docstrings and texts, annotations, decorators, `assert`, and the `strict` of `zip`,
which only ever guards.
"""

from __future__ import annotations

import ast
import copy
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_PAIRS = (
    ("min", "max"),
    ("minimum", "maximum"),
    ("any", "all"),
    ("floor", "ceil"),
    ("argmin", "argmax"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
)
OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
LEFT_OUT = ("abs", "sqrt", "sorted", "sort")
SMALL = 16  # an integer up to this is changed by one, a larger one by a factor of two
NOT_CODE = ("annotation", "returns", "decorator_list", "format_spec")


@dataclass(frozen=True)
class Fault:
    """One change of the bytes from `start` to `stop` of a module."""

    module: str  # its path in the package
    function: str  # its qualified name; empty outside functions
    line: int
    statement: tuple[int, int]  # first and last line
    before: str
    after: str
    start: int
    stop: int
    written: str  # the line, in which `before` may occur several times
    at_import: bool  # whether the line is run once, as constants and the defaults of fields are
    again: int = 0  # how many faults before it read alike

    @property
    def key(self) -> str:
        """What names the fault, however many lines are added above it."""
        again = f" (again {self.again})" if self.again else ""
        return f"{self.module} {self.function}: {self.written}: {self.before} → {self.after}{again}"

    def applied(self, source: bytes) -> bytes:
        """Return the module with the fault."""
        return source[: self.start] + self.after.encode() + source[self.stop :]


def faults_of(path: Path, package: Path) -> list[list[Fault]]:
    """Return the faults of each place in a module that can be changed."""
    found = _Places(path.read_bytes(), path.relative_to(package).as_posix()).found()
    seen: Counter[str] = Counter()
    for faults in found:
        for at, fault in enumerate(faults):
            faults[at] = replace(fault, again=seen[fault.key])
            seen[fault.key] += 1
    return found


def sample(places: list[list[Fault]], count: int, seed: int) -> list[Fault]:
    """Choose up to `count` places, and one fault in each."""
    rng = random.Random(seed)
    chosen = rng.sample(places, min(count, len(places)))
    return [rng.choice(faults) for faults in chosen]


class _Places:
    """Walk over the syntax tree of a module, with the function and the statement that one is in."""

    def __init__(self, source: bytes, module: str) -> None:
        self.source, self.module = source, module
        self.lines = source.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def found(self) -> list[list[Fault]]:
        """Return the faults of each place."""
        tree = ast.parse(self.source)
        return [faults for faults in self._walk(tree, "", (1, 1), None, True) if faults]

    def _walk(
        self,
        node: ast.AST,
        function: str,
        statement: tuple[int, int],
        text: ast.JoinedStr | None,
        at_import: bool,
    ) -> Iterator[list[Fault]]:
        if isinstance(node, ast.Assert) or _only_for_types(node):
            return
        if isinstance(node, ast.stmt):
            statement = _extent(node)
        if isinstance(node, ast.JoinedStr) and text is None:
            text = node  # a place in an f-string has no position of its own before Python 3.12
        after = []
        for change in _changes(node):
            shown = node if text is None else text
            new = ast.unparse(change if text is None else _with(text, node, change))
            after.append(new if isinstance(node, ast.stmt) or text is not None else f"({new})")
        if after:
            yield [self._fault(shown, function, statement, new, at_import) for new in after]
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            function = f"{function}.{node.name}" if function else node.name
            at_import &= isinstance(node, ast.ClassDef)
        for field, value in ast.iter_fields(node):
            if field in NOT_CODE:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.keyword) and child.arg == "strict":
                    continue
                if isinstance(child, ast.AST):
                    yield from self._walk(child, function, statement, text, at_import)

    def _fault(
        self,
        node: ast.AST,
        function: str,
        statement: tuple[int, int],
        after: str,
        at_import: bool,
    ) -> Fault:
        assert isinstance(node, (ast.expr, ast.stmt))
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.starts[node.lineno - 1] + node.col_offset
        stop = self.starts[node.end_lineno - 1] + node.end_col_offset
        return Fault(
            module=self.module,
            function=function,
            line=node.lineno,
            statement=statement,
            before=self.source[start:stop].decode(),
            after=after,
            start=start,
            stop=stop,
            written=self.lines[node.lineno - 1].decode().strip(),
            at_import=at_import,
        )


def _extent(node: ast.stmt) -> tuple[int, int]:
    """Return the first and the last line of a statement, its body left out.

    The defaults of a function are used where its first statement is run.
    """
    body = getattr(node, "body", None)
    if isinstance(node, ast.FunctionDef):
        return node.lineno, node.body[min(_has_text(node), len(node.body) - 1)].lineno
    last = body[0].lineno - 1 if body else node.end_lineno
    return node.lineno, max(node.lineno, last or node.lineno)


def _has_text(node: ast.FunctionDef) -> bool:
    return ast.get_docstring(node) is not None


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _with(text: ast.JoinedStr, old: ast.AST, new: ast.AST) -> ast.JoinedStr:
    """Return the f-string with one node in place of another."""

    class Replace(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is memo[id(old)] else self.generic_visit(node)

    memo: dict[int, ast.AST] = {}
    whole = copy.deepcopy(text, memo)
    changed: ast.JoinedStr = Replace().visit(whole)
    return changed


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what the node could be instead."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(op)](), right)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for other in COMPARISONS[type(op)]:
                yield ast.Compare(left, [other()], [right])
        case ast.Compare(left=left, ops=ops, comparators=rights):
            for place, op in enumerate(ops):
                changed = [*ops[:place], COMPARISONS[type(op)][0](), *ops[place + 1 :]]
                yield ast.Compare(left, changed, rights)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.Constant(value=value):
            yield from _other_constants(value)
        case ast.Call():
            yield from _other_calls(node)
        case ast.AugAssign(target=target, op=op, value=value):
            if type(op) in OPERATORS:
                yield ast.AugAssign(target, OPERATORS[type(op)](), value)
            yield ast.Pass()
        case ast.Expr(value=ast.Call()) | ast.Continue():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield ast.Pass()
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)


def _other_constants(value: object) -> Iterator[ast.AST]:
    others: list[object] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1] if value <= SMALL else [2 * value, value // 2]
        if value == 0:
            others = [1]
    elif isinstance(value, float):
        others = [2.0 * value, value / 2.0] if value else [1.0]
    yield from map(ast.Constant, others)


def _other_calls(call: ast.Call) -> Iterator[ast.AST]:
    match call.func:
        case ast.Name(id=name):
            if name in OTHER:
                yield ast.Call(ast.Name(OTHER[name]), call.args, call.keywords)
        case ast.Attribute(value=owner, attr=name):
            if name in OTHER:
                yield ast.Call(ast.Attribute(owner, OTHER[name]), call.args, call.keywords)
        case _:
            return
    if name in LEFT_OUT and len(call.args) == 1:
        yield call.args[0]
