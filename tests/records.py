"""Whole results kept in files, with which every later result is compared.

    python tests/records.py                 write all records anew, then read `git diff`
    python tests/records.py runs logs       those of some modules, tests/test_recorded_*.py

A record is an entry of a JSON file: the name of a case, and what it returns or prints, in lines
short enough that `git diff` can be read. Numbers may differ by what another machine rounds
differently, and numbers in a text by one in their last digit; so no text is kept as a check sum.
A record tells that something has changed, not that it is wrong: if it should, write it anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import importlib
import io
import json
import math
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import downslope as ds
from downslope.cli import run

FOLDER = Path(__file__).parent / "data" / "records"
Case = Callable[[], object]  # run in an empty folder

DIGITS = 8  # significant ones that are kept
RELATIVE = 1e-7  # of a number: further than rounding moves any result that is recorded
BESIDE = (
    1e-9  # of the largest number in the same list: a small entry is as uncertain as a large one
)
NOTHING = 1e-13  # smaller numbers are what rounding leaves of zero
ROUGH = 0.02  # of a bound on rounding
PRINTED = 1e-3  # of the mean of many numbers in texts: by one more or less in a few last digits
MOST_NUMBERS = 8  # of a list that are kept one by one
WIDTH = 300  # of a line in a file; what is longer is written an entry a line
IS_ROUGH = re.compile(r"\bbounds?\b")
IS_PRINTED = re.compile(r"\bprinted\.mean$")
NUMBER = re.compile(r"(?<!\w)(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+\.?\d*(?:e[-+]?\d+)?)")


def plain(value: Any) -> Any:
    """Return a result as what JSON holds: texts by lines, of long lists ends and sums."""
    if isinstance(value, float | np.floating):
        if not math.isfinite(value):
            return str(float(value))
        return float(f"{value:.{DIGITS - 1}e}")
    if isinstance(value, np.bool_ | np.integer):
        return value.item()
    if isinstance(value, str) and "\n" in value:
        return value.split("\n")
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Sequence):
        entries = [plain(each) for each in value]
        if len(entries) <= MOST_NUMBERS or not all(isinstance(e, float) for e in entries):
            return entries
        squares = math.fsum(each * each for each in entries)
        return {
            "of": len(entries),
            "ends": [entries[0], entries[-1]],
            "sum": plain(math.fsum(entries)),
            "norm": plain(math.sqrt(squares)),
        }
    raise TypeError(f"no record of {type(value).__name__}: give fields of it")


def or_refused(do: Callable[[], Any]) -> Any:
    """Return what is recorded of a result, or the beginning of its refusal."""
    try:
        return plain(do())
    except ds.DownslopeError as error:
        return f"{type(error).__name__}: {error}"[:120]


def printed(*arguments: str, json_too: bool = False) -> dict[str, object]:
    """Return what a command prints, and its exit status."""
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        status = run(list(arguments))
    found: dict[str, object] = {"status": status}
    if out.getvalue():
        found["out"] = json.loads(out.getvalue()) if json_too and not status else out.getvalue()
    if error.getvalue():
        found["error"] = error.getvalue()
    return found


def refusal(do: Callable[[], object]) -> dict[str, str]:
    """Return the error that a call raises."""
    try:
        do()
    except ds.DownslopeError as error:
        return {type(error).__name__: str(error)}
    raise AssertionError("it was not refused")


def scanned(values: Iterable[float], judge: Callable[[float], str]) -> list[tuple[float, str]]:
    """Return where a judgement changes along the values: limits of rules show as such places."""
    found: list[tuple[float, str]] = []
    for value in values:
        verdict = judge(float(value))
        if not found or verdict != found[-1][1]:
            found.append((value, verdict))
    return found


def result_of(case: Case) -> Any:
    """Return what a case gives, as it would be read from its record."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        os.chdir(folder)
        try:
            return json.loads(json.dumps(plain(case())).replace(folder, ""))
        finally:
            os.chdir(before)


@functools.cache
def recorded(module: str) -> dict[str, Any]:
    """Return the records of a module's cases."""
    return dict(json.loads((FOLDER / f"{module}.json").read_text("utf-8")))


def check(module: str, name: str, case: Case) -> None:
    """Fail if a case gives anything else than its record."""
    assert name in recorded(module), f"run python tests/records.py {module}"
    found = list(differences(recorded(module)[name], result_of(case)))
    shown = "\n".join(found[:20])
    assert not found, f"{name}: {len(found)} differences from its record\n{shown}"


def differences(old: Any, new: Any, at: str = "", beside: float = 0.0) -> Iterator[str]:
    """Yield each place where two results differ; `beside` is the largest number next to it."""
    if _is_number(old) and _is_number(new):
        if not _is_close(old, new, _allowed(at), beside):
            yield f"  {at}: {old} was recorded, now {new}"
    elif isinstance(old, str) and isinstance(new, str):
        if not _reads_alike(old, new):
            yield f"  {at}: recorded  {old}\n  {at}: now       {new}"
    elif isinstance(old, dict) and isinstance(new, dict):
        largest = _largest(old.values())  # of weights by their names, such as
        for key in {**old, **new}:
            place = f"{at}.{key}" if at else key
            if key not in old or key not in new:
                yield f"  {place}: {'new' if key in new else 'gone'}"
            else:
                yield from differences(old[key], new[key], place, largest if at else 0.0)
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"  {at}: {len(old)} entries were recorded, now {len(new)}: {new}"
        largest = _largest(old)
        for place, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from differences(one, other, f"{at}[{place}]", largest)
    elif type(old) is not type(new) or old != new:  # True is no 1
        yield f"  {at}: {old!r} was recorded, now {new!r}"


def _allowed(at: str) -> float:
    """Return the relative difference that the number at a place may have."""
    if IS_PRINTED.search(at):
        return PRINTED
    return ROUGH if IS_ROUGH.search(at) else RELATIVE


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _largest(values: Iterable[Any]) -> float:
    """Return the largest of numbers of one kind; 0 of others."""
    found = [*values]
    return max(map(abs, found), default=0.0) if all(isinstance(e, float) for e in found) else 0.0


def _is_close(old: float, new: float, relative: float, beside: float) -> bool:
    if isinstance(old, int) and isinstance(new, int):
        return old == new
    size = max(abs(old), abs(new))
    return size < NOTHING or abs(old - new) <= max(relative * size, BESIDE * beside)


def _reads_alike(old: str, new: str) -> bool:
    """Return whether two texts differ at most by one in the last digit of their numbers."""
    if old == new:
        return True
    if NUMBER.sub("#", old) != NUMBER.sub("#", new):
        return False
    pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
    return all(_is_the_same_number(one, other) for one, other in pairs)


def _is_the_same_number(old: str, new: str) -> bool:
    if old == new:
        return True
    if not {".", "e"} & {*old} or not {".", "e"} & {*new}:
        return False  # of integers nothing is rounded
    one, other = (float(text.replace(",", "")) for text in (old, new))
    if math.isinf(one) or math.isinf(other):
        return False  # too large for what a last digit is worth
    return max(one, other) < NOTHING or abs(one - other) <= 1.01 * min(_last(old), _last(new))


def _last(number: str) -> float:
    """Return one unit of the last digit of a number as it is written."""
    digits, _, exponent = number.replace(",", "").partition("e")
    return float(f"1e{int(exponent or 0) - len(digits.partition('.')[2])}")


def laid_out(value: Any, *, whole: bool = False, depth: int = 0) -> str:
    """Return JSON of lines that can be read: an entry a line where one line would be too long."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not value or not isinstance(value, dict | list) or (len(line) <= WIDTH and not whole):
        return line
    inside = "\n" + " " * (depth + 1)
    if isinstance(value, list):
        entries, ends = [laid_out(each, depth=depth + 1) for each in value], "[]"
    else:
        names = [json.dumps(name, ensure_ascii=False) for name in value]
        laid = [laid_out(each, depth=depth + 1) for each in value.values()]
        entries, ends = [f"{n}:{each}" for n, each in zip(names, laid, strict=True)], "{}"
    return ends[0] + inside + f",{inside}".join(entries) + ends[1]


def write(module: str) -> None:
    """Write the records of a module's cases anew; what has not changed keeps its digits."""
    cases: dict[str, Case] = importlib.import_module(f"test_recorded_{module}").CASES
    file = FOLDER / f"{module}.json"
    before = recorded(module) if file.exists() else {}
    results = {}
    for name, case in cases.items():
        result = result_of(case)
        if name in before and not list(differences(before[name], result)):
            result = before[name]
        results[name] = result
    FOLDER.mkdir(parents=True, exist_ok=True)
    file.write_text(laid_out(results, whole=True) + "\n", "utf-8")


if __name__ == "__main__":
    found = sorted(
        path.stem.removeprefix("test_recorded_")
        for path in Path(__file__).parent.glob("test_recorded_*.py")
    )
    sys.path.insert(0, str(Path(__file__).parent))
    sys.modules["records"] = sys.modules["__main__"]
    for each in sys.argv[1:] or found:
        write(each)
