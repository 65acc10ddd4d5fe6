"""Saved report of a watch: the diagnosis that its JSON was written from, every field checked.

JSON has no infinity. A limit that is null beside a share of 0 was infinite: nothing curved upward.
The losses and the directions are not in a report, and are empty in what is read.
"""

from __future__ import annotations

import json
import math
import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from downslope.diagnosis.measurement import Measurement, share_of_limit
from downslope.diagnosis.watch_result import NOT_WRITTEN, WatchDiagnosis
from downslope.errors import DataError
from downslope.loss_log import LossLog, Series

STATUSES = (
    "converged", "converging", "diverging", "failed", "not_learning", "overfitting", "rising",
    "unstable",
)  # fmt: skip
AS_SAVED = "Give the report as it was saved: json.dumps(watch.diagnosis.to_dict())."
SAME = 1e-6  # of a share: what it may differ by from the rate over its limit


def read_report(text: str) -> WatchDiagnosis:
    """Return the diagnosis whose dictionary was saved as this JSON, without its losses.

    Raises
    ------
    DataError
        If it is not the report of a watch, or its numbers do not fit together.

    """
    try:
        given = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise DataError(
            f"The report is not complete JSON (line {error.lineno}: {error.msg}). {AS_SAVED}"
        ) from error
    except RecursionError as error:
        raise DataError(f"The report is nested too deeply to be one. {AS_SAVED}") from error
    if not isinstance(given, dict):
        raise DataError(f"The report is {_kind(given)}, not an object. {AS_SAVED}")
    if "measurements" not in given or "secants" not in given:
        raise DataError(
            f"The JSON has no 'measurements', so it is not the report of a watch. {AS_SAVED}"
        )
    found: WatchDiagnosis = _built(WatchDiagnosis, given, "")
    if found.status not in STATUSES:
        raise DataError(f"status='{found.status[:40]}' is none that a watch reports. {AS_SAVED}")
    shares = [("share_of_limit", found.share_of_limit, found.lr, found.lr_limit)]
    shares += [("ratio", each.ratio, each.lr, each.lr_limit) for each in found.measurements]
    for name, share, lr, limit in shares:
        known = share_of_limit(lr, limit)
        if known is not None and not math.isclose(known, share or 0.0, rel_tol=SAME):
            raise DataError(
                f"{name} is {share}, but lr / lr_limit is {known:.6g}: the report was changed. "
                f"{AS_SAVED}"
            )
    return found


def _built(kind: Any, given: Any, place: str) -> Any:
    """Return a value of JSON as one of this type."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if given is None else _built(get_args(kind)[0], given, place)
    if is_dataclass(kind):
        _check(isinstance(given, dict), "an object", given, place)
        return _log(given, place) if kind is LossLog else _object(kind, given, place)
    if get_origin(kind) is tuple:
        _check(isinstance(given, list), "a list", given, place)
        return tuple(
            _built(get_args(kind)[0], each, f"{place}[{k}]") for k, each in enumerate(given)
        )
    if get_origin(kind) is dict:
        _check(isinstance(given, dict), "an object", given, place)
        return {
            key: _built(get_args(kind)[1], each, f"{place}.{key}") for key, each in given.items()
        }
    if kind is float:
        is_number = isinstance(given, (int, float)) and not isinstance(given, bool)
        _check(is_number or given is None, "a number", given, place)
        return _number(given, place)
    wanted = {str: "text", bool: "true or false", int: "a whole number"}[kind]
    is_right = isinstance(given, kind) and (kind is bool or not isinstance(given, bool))
    _check(is_right, wanted, given, place)
    return given


def _object(kind: Any, given: dict[str, Any], place: str) -> Any:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for each in fields(kind):
        if kind is Measurement and each.name in NOT_WRITTEN:
            values[each.name] = np.empty(0)
        elif each.name in given:
            where = f"{place}.{each.name}" if place else each.name
            values[each.name] = _built(hints[each.name], given[each.name], where)
        elif each.default is MISSING and each.default_factory is MISSING:
            raise DataError(f"The report has no '{each.name}'{_in(place)}. {AS_SAVED}")
    share = values.get("share_of_limit", values.get("ratio"))
    if share == 0 and values["lr_limit"] is None:
        values["lr_limit"] = math.inf
    return kind(**values)


def _log(given: dict[str, Any], place: str) -> LossLog:
    for name in ("format", "metric", "unit"):
        _check(isinstance(given.get(name), str), "text", given.get(name), f"{place}.{name}")
    series = {given["metric"]: Series(values=np.empty(0), unit=given["unit"])}
    return LossLog(format=given["format"], metric=given["metric"], all_series=series)


def _number(given: Any, place: str) -> float:
    try:
        return math.nan if given is None else float(given)
    except OverflowError as error:
        raise DataError(f"{place} is beyond the largest float. {AS_SAVED}") from error


def _no_constant(name: str) -> float:
    raise DataError(f"The report has {name}, which is not JSON. {AS_SAVED}")


def _check(is_right: bool, wanted: str, given: object, place: str) -> None:
    if not is_right:
        raise DataError(f"{place} is {_kind(given)}, not {wanted}. {AS_SAVED}")


def _in(place: str) -> str:
    return f" in {place}" if place else ""


def _kind(given: object) -> str:
    if given is None or isinstance(given, bool):
        return json.dumps(given)
    named = {"dict": "an object", "list": "a list", "str": "text"}
    return named.get(type(given).__name__, "a number")
