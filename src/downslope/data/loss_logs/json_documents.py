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
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from downslope.data.loss_logs.hugging_face import add_history
from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.numerals import Numerals
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    is_bookkeeping,
    is_run,
    is_split,
    role_of,
    unit_of,
)

WALL_TIME = 1e8  # seconds since 1970: no step is as large
DEEPEST = 6  # levels of objects in objects


def read(log: LogFile) -> Records | None:
    """Read a JSON document or JSON lines; None for anything else."""
    start = log.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return None
    first = next((line for line in log.head_lines if line.strip()), "")
    if (_object(first) is not None and not log.is_whole) or _many_objects(log):
        return _lines(log)
    try:
        saved = json.loads(log.whole())
    except (ValueError, RecursionError):
        return None
    return _document(log, saved)


def _many_objects(log: LogFile) -> bool:
    objects = [_object(line) for line in log.head_lines[:3] if line.strip()]
    return len(objects) > 1 and all(each is not None for each in objects)


def _object(line: str) -> dict[str, Any] | None:
    """Return the object that a line is, else None."""
    if not line.strip().startswith("{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _lines(log: LogFile) -> Records | None:
    records = Records("json lines", log.name)
    for number, line in log.lines():
        found = _object(line)
        if found is not None:
            add_object(records, number, found)
    # Where no field is a loss, a message may name one: that is a printed line.
    named = any(records.rank(name) < NOT_A_LOSS for _, name in records.columns)
    return records if named or len({name for _, name in records.columns}) == 1 else None


def _document(log: LogFile, saved: Any) -> Records | None:
    records = Records("json", log.name)
    if isinstance(saved, Mapping):
        _add_mapping(records, saved)
    elif isinstance(saved, list):
        _add_list(records, saved)
    return records if records.columns else None


def _add_mapping(records: Records, saved: Mapping[str, Any]) -> None:
    if isinstance(saved.get("log_history"), list):
        records.format = "hugging face"
        add_history(records, saved["log_history"])
    elif isinstance(saved.get("history"), Mapping | list):
        records.format = "keras history"
        if isinstance(saved["history"], Mapping):
            _add_curves(records, "", saved["history"], "epoch")
        else:
            _add_list(records, saved["history"])
    elif isinstance(saved.get("iterations"), list):
        _add_catboost(records, saved)
    elif isinstance(saved.get("metrics"), Mapping | list):
        _add(records, saved["metrics"])
    elif any(_is_curve(values) for values in saved.values()):
        is_keras = "loss" in saved and len(saved) > 1
        records.format = "keras history" if is_keras else "json"
        _add_curves(records, "", saved, "epoch" if is_keras else "")
    else:
        for name, inner in saved.items():
            if isinstance(inner, Mapping):
                _add_group(records, str(name), inner)


def _add(records: Records, saved: Mapping[str, Any] | list[Any]) -> None:
    if isinstance(saved, Mapping):
        _add_mapping(records, saved)
    else:
        _add_list(records, saved)


def _add_group(records: Records, name: str, inner: Mapping[str, Any]) -> None:
    """Add what stands under one name: a data set's curves, or a run."""
    if role_of(name):
        records.format = "evaluation results"
        _add_curves(records, "", {f"{name}-{key}": v for key, v in inner.items()}, "step")
    elif any(_is_curve(values) for values in inner.values()):
        _add_curves(records, name, inner)
    else:
        for key, curves in inner.items():
            if isinstance(curves, Mapping):
                _add_curves(records, name, {f"{key}-{of}": values for of, values in curves.items()})


def _is_curve(values: object) -> bool:
    return bool(_curve(values))


def _curve(values: object) -> list[float]:
    """Return a list of numbers, or the object of them that a data frame saves; else nothing."""
    if isinstance(values, Mapping) and values and all(str(key).isdigit() for key in values):
        values = list(values.values())
    if not isinstance(values, list) or not values:
        return []
    numbers = [_number(value) for value in values]
    return (
        [] if any(number is None for number in numbers) else [n for n in numbers if n is not None]
    )


def _add_curves(
    records: Records, run: str, curves: Mapping[str, Any], counted_in: str = ""
) -> None:
    """Add columns of numbers: a record for each place, which the format may count."""
    found = {str(name): _curve(values) for name, values in curves.items()}
    found = {name: values for name, values in found.items() if values}
    longest = max(map(len, found.values()), default=0)
    places: dict[str, list[float]] = {counted_in: [*map(float, range(longest))]}
    for name in list(found):
        unit = unit_of(name)
        if unit and len(found[name]) == longest and len(found) > 1:
            places[unit] = found.pop(name)
    places.pop("", None)
    for i in range(longest):
        values = [(name, curve[i]) for name, curve in found.items() if i < len(curve)]
        records.add(0, values, [(unit, at[i]) for unit, at in places.items()], run)


def _add_list(records: Records, saved: Sequence[Any]) -> None:
    objects = [each for each in saved if isinstance(each, Mapping)]
    if objects:
        if any("loss" in each and "step" in each for each in objects):
            add_history(records, objects)
        else:
            for each in objects:
                add_object(records, 0, each)
        return
    rows = [each for each in saved if isinstance(each, list)]
    if rows and all(len(row) == len(rows[0]) and _is_curve(row) for row in rows):
        _add_rows(records, rows)
    else:
        for value in _curve(list(saved)):
            records.add(0, [("loss", value)])
        records.format = "plain numbers"


def _add_rows(records: Records, rows: list[list[Any]]) -> None:
    """Add rows of (wall time, step, value), of (step, value) or of one value."""
    if len(rows[0]) == 3 and float(rows[0][0]) > WALL_TIME:
        records.format = "tensorboard json"
        for _, step, value in rows:
            records.add(0, [("value", float(value))], [("step", float(step))])
        records.ranks["value"] = 0
    elif len(rows[0]) == 2:
        for place, value in rows:
            records.add(0, [("loss", float(value))], [("step", float(place))])
    elif len(rows[0]) == 1:
        for (value,) in rows:
            records.add(0, [("loss", float(value))])


def _add_catboost(records: Records, saved: Mapping[str, Any]) -> None:
    records.format = "catboost"
    named = saved.get("meta", {})
    for at in saved["iterations"]:
        values = list(_of_catboost("learn", at.get("learn"), named.get("learn_metrics")))
        for i, test in enumerate(at.get("test") or []):
            whole = test if isinstance(test, list) else [test]
            title = "test" if i == 0 else f"test_{i}"
            values += _of_catboost(title, whole, named.get("test_metrics"))
        records.add(0, values, [("step", float(at.get("iteration", len(records))))])
    for where in ("learn", "test"):  # the first metric is the loss that was minimized
        first = next((name for _, name in records.columns if name.startswith(f"{where}-")), "")
        records.ranks[first] = 0


def _of_catboost(
    where: str, values: Sequence[Any] | None, metrics: Sequence[Any] | None
) -> Iterator[tuple[str, float]]:
    for i, value in enumerate(values or []):
        named = metrics[i] if metrics and i < len(metrics) else {}
        name = named.get("name", "loss") if isinstance(named, Mapping) else str(named)
        if (number := _number(value)) is not None:
            yield f"{where}-{name}", number


def add_object(records: Records, line: int, found: Mapping[str, Any]) -> None:
    """Add the record that an object is: its numbers, and where it stands."""
    values: list[tuple[str, float]] = []
    places: list[tuple[str, float]] = []
    run = ""
    flat = dict(_flattened(found))
    role = next((str(v) for k, v in flat.items() if is_split(k) and role_of(str(v))), "")
    if "key" in flat and "value" in flat:  # one metric a row, as MLflow has it
        flat[str(flat.pop("key"))] = flat.pop("value")
    for name, value in flat.items():
        if is_run(name) and isinstance(value, str | int):
            run = str(value)
            continue
        number = _number(value)
        if number is None or is_bookkeeping(name):
            continue
        unit = unit_of(name)
        if unit is None:
            values.append((f"{role}/{name}" if role and not role_of(name) else name, number))
        elif unit not in dict(places):
            places.append((unit, number))
    if values:
        records.add(line, values, places, run)


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
    """Return a number, or the text of one, as a float; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list) and len(value) == 1:
        return _number(value[0])
    if isinstance(value, str) and (value[-1:].isdigit() or value.strip("+-").casefold() in _WORDS):
        try:
            return Numerals("thousands").value(value)
        except ValueError:
            return None
    return None


_WORDS = frozenset({"nan", "inf", "infinity"})
