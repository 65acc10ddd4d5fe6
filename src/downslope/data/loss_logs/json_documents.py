"""JSON logs: a saved history, a trainer's state, evaluation results, and JSON lines.

{"loss": [5.0, 2.1], "val_loss": [6.0, 3.2]}            Keras' History, perhaps in "history"
{"log_history": [{"loss": 8.0, "step": 1}, …]}          Hugging Face's trainer_state.json
{"train": {"rmse": [5.0, 2.1]}, "eval": {…}}            XGBoost's and LightGBM's results
{"iterations": [{"learn": [5.0], "iteration": 0}, …]}   CatBoost
[[1587500000.1, 0, 5.0], …]                             TensorBoard: wall time, step, value
{"loss": 5.0, "epoch": 1}                               one object a line
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import Numerals
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    WALL_TIME,
    is_bookkeeping,
    is_run,
    is_split,
    role_of,
    unit_of,
)

DEEPEST = 6  # levels of objects in objects
_WORDS = frozenset({"nan", "inf", "infinity"})


def read(log: LogFile) -> Records | None:
    """Read a JSON document or JSON lines; return None for anything else."""
    start = log.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return None
    objects = [_parsed(line) for line in log.head_lines[:3] if line.strip()]
    is_lines = all(isinstance(each, dict) for each in objects)
    if is_lines and objects and (len(objects) > 1 or not log.is_whole):
        return _lines(log)
    saved = _parsed(log.whole())
    records = Records("json", log.name)
    if isinstance(saved, Mapping):
        _add_mapping(records, saved)
    elif isinstance(saved, list):
        _add_list(records, saved)
    records.close_gaps()
    return records if records.columns else None


def _parsed(text: str) -> Any:
    """Return the value of a JSON text; None if it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(log: LogFile) -> Records | None:
    records = Records("json lines", log.name)
    for number, line in log.lines():
        found = _parsed(line) if line.lstrip().startswith("{") else None
        if isinstance(found, dict):
            _add_object(records, number, found)
    records.close_gaps()
    # Where no field is a loss, a message may name one: that is a printed line.
    named = any(records.rank(name) < NOT_A_LOSS for _, name in records.columns)
    return records if named or len({name for _, name in records.columns}) == 1 else None


def _add_mapping(records: Records, saved: Mapping[str, Any]) -> None:
    history = next((saved[key] for key in ("log_history", "history") if key in saved), None)
    metrics = saved.get("metrics")
    if isinstance(history, Mapping | list):
        if isinstance(history, Mapping):
            _add_curves(records, "", history, "epoch")
        else:
            _add_list(records, history)
        records.format = "hugging face" if "log_history" in saved else "keras history"
    elif isinstance(saved.get("iterations"), list):
        _add_catboost(records, saved)
    elif isinstance(metrics, Mapping):
        _add_mapping(records, metrics)
    elif isinstance(metrics, list):
        _add_list(records, metrics)
    elif any(map(_curve, saved.values())):
        is_keras = "loss" in saved and len(saved) > 1
        records.format = "keras history" if is_keras else "json"
        _add_curves(records, "", saved, "epoch" if is_keras else "")
    else:
        for name, inner in saved.items():
            if isinstance(inner, Mapping):
                _add_group(records, str(name), inner)


def _add_group(records: Records, name: str, inner: Mapping[str, Any]) -> None:
    """Add the value of one name: the curves of a data set, or a run."""
    if role_of(name):
        records.format = "evaluation results"
        _add_curves(records, "", {f"{name}-{key}": v for key, v in inner.items()}, "step")
    elif any(map(_curve, inner.values())):
        _add_curves(records, name, inner)
    else:
        for key, curves in inner.items():
            if isinstance(curves, Mapping):
                _add_curves(records, name, {f"{key}-{of}": values for of, values in curves.items()})


def _curve(values: object) -> list[float | None]:
    """Return a list of numbers and null, or the object that a data frame saves; else nothing."""
    if isinstance(values, Mapping) and values and all(str(key).isdigit() for key in values):
        values = list(values.values())
    if not isinstance(values, list):
        return []
    numbers = [_number(value) for value in values]
    is_curve = all((n is None) == (v is None) for n, v in zip(numbers, values, strict=True))
    return numbers if is_curve and any(n is not None for n in numbers) else []


def _add_curves(
    records: Records, run: str, curves: Mapping[str, Any], counted_in: str = ""
) -> None:
    """Add columns of numbers: a record for each epoch or step, which the format may count."""
    found = {str(name): curve for name, values in curves.items() if (curve := _curve(values))}
    longest = max(map(len, found.values()), default=0)
    places: dict[str, Sequence[float]] = {counted_in: range(longest)} if counted_in else {}
    for name in list(found):
        unit, told = unit_of(name), [n for n in found[name] if n is not None]
        if unit and len(told) == longest and len(found) > 1:
            places[unit] = told
            del found[name]
    for i in range(longest):
        values = []
        for name, of_name in found.items():
            if i < len(of_name) and (value := of_name[i]) is not None:
                values.append((name, value))
            elif i < len(of_name):
                records.skip(run, name)
        records.add(0, values, [(unit, at[i]) for unit, at in places.items()], run)


def _add_list(records: Records, saved: Sequence[Any]) -> None:
    objects = [each for each in saved if isinstance(each, Mapping)]
    rows = [
        [math.nan if n is None else n for n in curve]
        for each in saved
        if isinstance(each, list) and (curve := _curve(each))
    ]
    for each in objects:
        _add_object(records, 0, each)
    if objects:
        return
    if rows and len(rows) == len(saved) and all(len(row) == len(rows[0]) for row in rows):
        _add_rows(records, rows)
    else:
        for value in _curve(saved):
            records.add(0, [("loss", math.nan if value is None else value)])
        records.format = "plain numbers"


def _add_rows(records: Records, rows: list[list[float]]) -> None:
    """Add rows of (wall time, step, value), of (step, value) or of one value."""
    is_tensorboard = len(rows[0]) == 3 and rows[0][0] > WALL_TIME
    if len(rows[0]) > 2 and not is_tensorboard:
        return
    name = "value" if is_tensorboard else "loss"
    for row in rows:
        records.add(0, [(name, row[-1])], [("step", row[-2])] if len(row) > 1 else ())
    if is_tensorboard:
        records.format, records.ranks[name] = "tensorboard json", 0


def _add_catboost(records: Records, saved: Mapping[str, Any]) -> None:
    records.format = "catboost"
    meta = saved.get("meta")
    named = meta if isinstance(meta, Mapping) else {}
    for at in saved["iterations"]:
        if not isinstance(at, Mapping):
            continue
        values = list(_of_catboost("learn", at.get("learn"), named.get("learn_metrics")))
        tests = at.get("test")
        for i, test in enumerate(tests if isinstance(tests, list) else []):
            whole = test if isinstance(test, list) else [test]
            values += _of_catboost(f"test_{i}" if i else "test", whole, named.get("test_metrics"))
        step = _number(at.get("iteration"))
        records.add(0, values, [("step", float(len(records)) if step is None else step)])
    for where in ("learn", "test"):  # the first metric is the loss that was minimized
        first = next((name for _, name in records.columns if name.startswith(f"{where}-")), "")
        records.ranks[first] = 0


def _of_catboost(where: str, values: object, metrics: object) -> Iterator[tuple[str, float]]:
    known = metrics if isinstance(metrics, list) else []
    for i, value in enumerate(values if isinstance(values, list) else []):
        named = known[i] if i < len(known) else {}
        name = named.get("name", "loss") if isinstance(named, Mapping) else str(named)
        if (number := _number(value)) is not None:
            yield f"{where}-{name}", number


def _add_object(records: Records, line: int, found: Mapping[str, Any]) -> None:
    """Add an object as a record: its numbers, and its epoch or step."""
    values: list[tuple[str, float]] = []
    empty: list[str] = []
    places: dict[str, float] = {}
    run = ""
    flat = dict(_flattened(found))
    role = next((str(v) for k, v in flat.items() if is_split(k) and role_of(str(v))), "")
    if "key" in flat and "value" in flat:  # one metric a row, as MLflow has it
        flat[str(flat.pop("key"))] = flat.pop("value")
    for name, value in flat.items():
        if is_run(name) and isinstance(value, str | int):
            run = str(value)
            continue
        number, unit = _number(value), unit_of(name)
        if (number is None and value is not None) or is_bookkeeping(name):
            continue
        title = f"{role}/{name}" if role and not role_of(name) else name
        if number is None:
            empty += [title] if unit is None else []
        elif unit is None:
            values.append((title, number))
        else:
            places.setdefault(unit, number)
    for title in empty:
        records.skip(run, title)
    if values or empty:
        records.add(line, values, places.items(), run)


def _flattened(
    found: Mapping[str, Any], before: str = "", depth: int = 0
) -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping) and depth < DEEPEST:
            yield from _flattened(value, f"{name}/", depth + 1)
        elif not isinstance(value, list):
            yield name, value


def _number(value: object) -> float | None:
    """Return a number, or a string of one, as a float; None for anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    if isinstance(value, float):
        return value
    if isinstance(value, str) and (value[-1:].isdigit() or value.strip("+-").casefold() in _WORDS):
        try:
            return Numerals("thousands").value(value)
        except ValueError:
            return None
    return None
