"""A question as it is asked: its numbers filled in, its options shuffled, its key left out.

The same item and seed ask the same question everywhere: in the terminal, on the page and through
the tutor. Pinned options ("none of these") stay last.

An item with its numbers: what a seed draws, what the product runs, and what follows.

Each value is worked out when a text or a formula first asks for it, so that asking a question
costs the runs it shows, and not those that prove its key.

Small formulas in the lesson's files, such as ``2 / run.steepest`` or ``a.loss < b.loss``.

Python's syntax for arithmetic, comparisons, conditions, attributes and indices, with a few
functions; nothing else of Python, so a file of content can compute but not run anything.
"""

from __future__ import annotations

import ast
import math
import operator
import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock, RLock
from types import SimpleNamespace
from typing import Any, Final

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.lessons.quiz.bank import LETTERS, Item, Option, Run, item

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


LARGEST_SEED = 10**9
MOST_KEPT = 64  # scenes
_KEEPING = Lock()
_KEPT: dict[tuple[str, int], Scene] = {}


class Scene(Mapping[str, Any]):
    """The values of one item at one seed, by name."""

    def __init__(self, item: Item, seed: int) -> None:
        self.item, self.seed = item, seed
        chance = random.Random(f"{item.id} {seed}")
        drawn = {name: chance.choice(values) for name, values in item.given.items()}
        self._known: dict[str, Any] = {"seed": seed, **drawn}
        self._runs: dict[str, Run] = {**item.runs, **item.verify.runs}
        self._asked: list[str] = []
        self._threads = RLock()

    def __getitem__(self, name: str) -> Any:
        with self._threads:
            return self._found(name)

    def _found(self, name: str) -> Any:
        if name in self._known:
            return self._known[name]
        if name not in self._runs and name not in self.item.let and name != "answer":
            raise KeyError(name)
        if name in self._asked:
            raise DataError(f"Quiz item '{self.item.id}': '{name}' depends on itself.")
        self._asked.append(name)
        try:
            self._known[name] = self._work_out(name)
        finally:
            self._asked.pop()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._known, *self._runs, *self.item.let]))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def text(self, template: str) -> str:
        """A text with its numbers filled in."""
        return template.strip().format_map(self)

    def value(self, formula: str) -> Any:
        """What a formula comes to."""
        return evaluate(formula, self)

    def _work_out(self, name: str) -> Any:
        if name in self._runs:
            return self._run(self._runs[name])
        formula = self.item.answer if name == "answer" else self.item.let[name]
        return self.value(formula)

    def _run(self, run: Run) -> SimpleNamespace:
        from downslope.lessons.quiz.measurements import MEASUREMENTS  # loads the whole workbench

        arguments = {name: self._argument(each) for name, each in run.items() if name != "do"}
        if run.get("do") not in MEASUREMENTS:
            raise DataError(
                f"do='{run.get('do')}': {did_you_mean(run.get('do', ''), MEASUREMENTS)}"
            )
        return SimpleNamespace(**MEASUREMENTS[run["do"]](**arguments))

    def _argument(self, given: Any) -> Any:
        if isinstance(given, str) and given.startswith("="):
            return self.value(given[1:])
        return given


def scene(item: Item, seed: int) -> Scene:
    """The scene of an item at a seed; the last few are kept, with their runs."""
    key = (item.id, seed)
    with _KEEPING:
        kept = _KEPT.pop(key, None)
        if kept is None or kept.item is not item:
            kept = Scene(item, seed)
        _KEPT[key] = kept
        while len(_KEPT) > MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
    return kept


def checked_seed(seed: object) -> int:
    """A seed as an int.

    Raises:
        OptionError: not a whole number from 0 to a billion.

    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
        raise OptionError(
            f"seed={str(seed)[:40]} cannot be used: give a whole number from 0 to {LARGEST_SEED}."
        )
    return seed


FRESH_SEEDS = 1000  # from which one is taken when none is given: short to read and to type


@dataclass(frozen=True, slots=True)
class PosedOption:
    """An option with its letter."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, ready to be shown. It does not hold the key."""

    item_id: str
    topic: str
    kind: str  # choice, numeric, predict
    level: int  # 1 to 3
    seed: int
    stem: str
    options: tuple[PosedOption, ...]  # empty where a number is asked for
    unit: str  # of the number; "" if it has none
    hint_count: int

    def to_dict(self) -> dict[str, object]:
        """The question as plain data, for the page and the tutor."""
        return {
            "item_id": self.item_id,
            "topic": self.topic,
            "kind": self.kind,
            "level": self.level,
            "seed": self.seed,
            "stem": self.stem,
            "options": [{"letter": each.letter, "text": each.text} for each in self.options],
            "unit": self.unit,
            "hint_count": self.hint_count,
        }


def pose(item_id: str, seed: int | None = None) -> Posed:
    """Ask an item; with no seed, with fresh numbers.

    Raises:
        OptionError: no such item, or a seed that is none.

    """
    asked = item(item_id)
    number = secrets.randbelow(FRESH_SEEDS) if seed is None else checked_seed(seed)
    values = scene(asked, number)
    return Posed(
        item_id=asked.id,
        topic=asked.topic,
        kind=asked.kind,
        level=asked.level,
        seed=number,
        stem=values.text(asked.stem),
        options=tuple(
            PosedOption(letter, values.text(option.text))
            for letter, option in lettered(values).items()
        ),
        unit=asked.unit,
        hint_count=len(asked.hints),
    )


def lettered(values: Scene) -> dict[str, Option]:
    """The options by their letters at this seed."""
    return dict(zip(LETTERS, _arranged(values.item, values.seed), strict=False))


def _arranged(asked: Item, seed: int) -> list[Option]:
    loose = [option for option in asked.options if not option.pinned]
    random.Random(f"{asked.id} {seed} order").shuffle(loose)
    return loose + [option for option in asked.options if option.pinned]
