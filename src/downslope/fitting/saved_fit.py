"""Saved fits: one JSON document with the weights, their errors, and the summary of the data.

    {"format": "downslope fit", "version": 1, "checksum": "…", "content": {…}}

The checksum is the SHA-256 of the content as JSON with sorted keys and no spaces, so changes by
hand or by accident are found, which is not against intent. Numbers are written so that they
read back to the same bits; matrices are little-endian float64 in base64. pickle was rejected, since
reading one can run any code. The content is only data: nothing in it is evaluated.

A fit of rows is saved with the summary of its rows, so that everything but what needs rows works
on the loaded fit.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final

import numpy as np

from downslope.data.atomic import output_file
from downslope.data.design import Design
from downslope.data.files import cannot_open
from downslope.data_table import Table, TableSummary, WideTable
from downslope.errors import DataError, DownslopeError
from downslope.findings import Finding
from downslope.fitting.inference import Inference
from downslope.fitting.solution import Outcome, Solution
from downslope.fitting.specification import Specification
from downslope.fitting.weighting import MEANINGS
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.rows import Moments
from downslope.summary import Summary

FORMAT: Final = "downslope fit"
VERSION: Final = 1
LONGEST_REASON = 80  # characters
NOT_SAVED = "absorbed"  # a field of solutions whose fits are not saved
NOT_VALID = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
LONGEST_START = 4096  # bytes: the format stands among the first
AnyTable = Table | TableSummary | WideTable
APART = ("summary", "exact", "heaviest")  # fields of a summary that are not saved as they are


def save(
    file: str | Path,
    table: AnyTable,
    solution: Solution,
    inference: Inference,
    warranted: float | None,
    asked: Specification,
    of_rows: bool,
) -> None:
    """Write the parts of a fit to a file, either completely or not at all.

    Raises
    ------
    DataError
        The file cannot be written.

    """
    path = Path(file)
    if solution.absorbed:
        raise DataError(
            "A fit with absorbed levels cannot predict, so it is not saved: print it, or write its "
            "table with to_csv()."
        )
    content = {
        "table": _table_content(summarized(table)),
        "rows_in_memory": of_rows or isinstance(table, Table),
        "solution": _fields_content(solution),
        "inference": _fields_content(inference),
        "digits_warranted": _number(warranted),
        "asked": _fields_content(asked),
    }
    document = {
        "format": FORMAT,
        "version": VERSION,
        "checksum": _checksum(content),
        "content": content,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    with output_file(path) as out:
        out.write(text.encode())


def load(
    file: str | Path,
) -> tuple[AnyTable, Solution, Inference, float | None, Specification, bool]:
    """Read the parts of a fit from a file, and whether its rows were in memory.

    Raises
    ------
    DataError
        The file does not exist, is not a saved fit, has a different version, or is damaged.

    """
    if not isinstance(file, (str, PathLike)) or not isinstance(fspath(file), str):
        raise DataError(f"file={file!r:.40} is not a path: give the name of a saved fit.")
    if not str(file).strip():
        raise DataError("The name of the saved fit is empty: give one, such as 'fit.json'.")
    path = Path(file)
    try:
        with path.open("rb") as opened:
            start = opened.read(LONGEST_START)
            if FORMAT.encode() not in start:  # which may be a table of any size
                raise DataError(_no_fit(path))
            document = json.loads(start + opened.read())
    except OSError as error:
        raise DataError(cannot_open(path, error)) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(_damaged(path, "it is cut short or is not JSON")) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DataError(_no_fit(path))
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        raise DataError(
            f"{path} has version {version!r:.20}, but only version {VERSION} can be "
            "read: fit the data again, or use the version of Downslope that wrote it."
        )
    try:
        content = document["content"]
        if document["checksum"] != _checksum(content):
            raise DataError(_damaged(path, "its checksum does not match"))
        table = _table_of(content["table"])
        solution = _solution_of(content["solution"])
        inference = Inference(**_values(Inference, content["inference"]))
        asked = Specification(**_values(Specification, content["asked"]))
        _check_shapes(table, solution, inference, asked)
        warranted = content["digits_warranted"]
        warranted = None if warranted is None else _float(warranted)
        in_memory = _flag(content["rows_in_memory"])
        return table, solution, inference, warranted, asked, in_memory
    except DownslopeError:
        raise
    except NOT_VALID as error:
        what = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        raise DataError(_damaged(path, f"its content is not valid, {what}")) from error


def summarized(table: AnyTable) -> TableSummary | WideTable:
    """Return the summary of a table's rows, with the ranges of its columns."""
    if not isinstance(table, Table):
        return table
    X = table.X.toarray() if hasattr(table.X, "toarray") else np.asarray(table.X)
    columns = [X, table.y[:, np.newaxis]]
    rows = np.column_stack(columns if table.weights is None else [*columns, table.weights])
    q = X.shape[1] + 1
    weighted = table.weights is not None
    positive = rows[rows[:, -1] > 0.0, -1] if weighted else np.ones(0)
    with np.errstate(over="ignore", invalid="ignore"):
        summary = Summary.of_blocks([rows], rows[0, :q].copy(), weighted)
    return TableSummary(
        table.feature_names, table.target, summary,
        weights="weights" if weighted else None,
        source=table.source,
        rows_dropped=table.rows_dropped,
        levels=table.levels,
        findings=table.findings,
        log_weights=float(np.log(positive).sum()),
        whole_weights=bool((positive == np.floor(positive)).all()),
        ranges=np.array([rows[:, :q].min(axis=0), rows[:, :q].max(axis=0)]),
    )  # fmt: skip


def _no_fit(path: Path) -> str:
    return (
        f"{path} is not a saved fit: save one with 'downslope fit DATA --save {path}' or "
        "fit.save(…)."
    )


def _damaged(path: Path, how: str) -> str:
    return f"{path} is damaged or was changed ({how}): copy it again, or fit the data again."


def _checksum(content: object) -> str:
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


# --- writing ------------------------------------------------------------------------------------


def _number(value: float | None) -> float | str | None:
    """Return a number as JSON can hold it: NaN and infinities as text."""
    if value is None:
        return None
    return value if math.isfinite(value) else str(float(value))


def _plain(value: Any) -> Any:
    """Return a field as JSON can hold it."""
    if isinstance(value, np.ndarray):
        if value.ndim == 1 and value.dtype == np.float64:
            return [_number(each) for each in value.tolist()]
        stored = value.astype("<f8")
        data = base64.b64encode(np.ascontiguousarray(stored).tobytes()).decode()
        return {"shape": list(value.shape), "float64": data}
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {"pairs": [[key, _plain(each)] for key, each in value.items()]}
    if isinstance(value, Outcome):
        return value.name
    if isinstance(value, Design):
        return value.to_dict()
    if isinstance(value, (Finding, Moments, Specification)):
        return _fields_content(value)
    return float(value) if isinstance(value, Fraction) else value


def _fields_content(result: Any) -> dict[str, Any]:
    return {
        each.name: _plain(getattr(result, each.name))
        for each in fields(result)
        if each.name != NOT_SAVED
    }


def _table_content(table: TableSummary | WideTable) -> dict[str, Any]:
    content = {
        each.name: _plain(getattr(table, each.name))
        for each in fields(table)
        if each.name not in APART
    }
    if isinstance(table, TableSummary):
        content["summary"] = _fields_content(table.summary)
    return content


# --- reading ------------------------------------------------------------------------------------


def _float(value: Any) -> float:
    if type(value) not in (int, float) and value not in ("nan", "inf", "-inf"):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _of(kind: type[Any]) -> Callable[[Any], Any]:
    """Return a reader of values of exactly this type, since True is not a number."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is not of the type {kind.__name__}")
        return value

    return read


_count, _flag, _text, _list = _of(int), _of(bool), _of(str), _of(list)


def _vector(value: Any) -> Vector:
    return np.array([_float(each) for each in _list(value)], dtype=np.float64)


def _matrix(value: Any) -> Matrix:
    shape = tuple(_count(size) for size in value["shape"])
    found = np.frombuffer(base64.b64decode(value["float64"], validate=True), dtype="<f8")
    return found.astype(np.float64).reshape(shape)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(each) for each in _list(value))


def _findings(value: Any) -> tuple[Finding, ...]:
    return tuple(Finding(_text(each["code"]), _texts(each["columns"]), _text(each["evidence"]),
                         _text(each["fix"])) for each in _list(value))  # fmt: skip


def _levels(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((_text(name), _texts(known)) for name, known in _list(value))


def _options(value: Any) -> dict[str, Any]:
    """Return the reading options, which are a mapping."""
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a mapping of options")
    found: dict[str, Any] = _reading(value)
    return found


def _reading(value: Any) -> Any:
    """Return nested options: text, numbers, lists, and mappings."""
    if isinstance(value, dict):
        return {key: _reading(each) for key, each in value["pairs"]}
    if isinstance(value, list):
        return [_reading(each) for each in value]
    return value


def _moments(value: Any) -> Moments:
    return Moments(
        _vector(value["squares"]), _vector(value["sums"]), _vector(value["origin"]),
        _count(value["p"]), _flag(value["intercept"]),
        None if value["scale"] is None else _vector(value["scale"]),
    )  # fmt: skip


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("coef", "bound", "lengths", "estimate", "std_error", "t", "p", "ci_low",
                     "ci_high", "origin", "mean", "size"), _vector),
    **dict.fromkeys(("inverse_factor", "factor", "scatter", "ranges"), _matrix),
    **dict.fromkeys(("intercept", "residual_norm", "input_rounding", "residual_rounding",
                     "residual_error", "inverse_error", "log_weights", "level", "residual_std",
                     "r2", "adjusted_r2", "f", "f_p", "log_likelihood", "mass", "depth"), _float),
    **dict.fromkeys(("rank", "n", "passes", "count", "degrees_of_freedom", "slopes",
                     "rows_dropped", "degree", "t_freedom"), _count),
    **dict.fromkeys(("has_intercept", "exact", "centered", "whole_weights"), _flag),
    **dict.fromkeys(("method", "errors", "target", "source", "weights", "weights_kind",
                     "errors_note"), _text),
    **dict.fromkeys(("names", "feature_names", "notes"), _texts),
    "findings": _findings,
    "levels": _levels,
    "moments": _moments,
    "outcome": lambda name: Outcome[name],
    "traded": lambda value: _matrix(value).astype(bool),
    "reading": _options,
    "design": Design.of_dict,
}  # fmt: skip


def _values(
    kind: type[Any], content: Mapping[str, Any], apart: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the fields of a kind of result; a field that it does not have is an error."""
    known = {each.name: str(each.type) for each in fields(kind) if each.name not in apart}
    if set(content) != set(known):
        raise ValueError(f"the fields of {kind.__name__} are others")
    found = {}
    for name, value in content.items():
        if value is None and "None" not in known[name]:
            raise ValueError(f"{name} is missing")
        found[name] = None if value is None else READERS[name](value)
    return found


def _solution_of(content: Mapping[str, Any]) -> Solution:
    return Solution(**_values(Solution, content, (NOT_SAVED,)))


def _table_of(content: Mapping[str, Any]) -> TableSummary | WideTable:
    if "summary" not in content:
        return WideTable(**_values(WideTable, content))
    summary = Summary(**_values(Summary, content["summary"]))
    others = {name: value for name, value in content.items() if name != "summary"}
    table = TableSummary(summary=summary, **_values(TableSummary, others, APART))
    why = table.contradiction()
    if why:
        raise ValueError(why)
    return replace(table)


def _check_shapes(
    table: TableSummary | WideTable,
    solution: Solution,
    inference: Inference,
    asked: Specification,
) -> None:
    """Raise `ValueError` unless the parts belong to the same weights."""
    p, d = len(solution.weights), len(solution.coef)
    of_p = (
        *(solution.bound, solution.lengths, solution.inverse_factor, solution.traded),
        *(inference.estimate, inference.std_error, inference.t, inference.p, inference.ci_low),
        *(inference.ci_high, inference.factor, inference.bound),
    )
    moments, of_table = solution.moments, True
    if isinstance(table, TableSummary):
        ranges = table.ranges
        of_table = table.summary.d == d and (ranges is None or ranges.shape == (2, d + 1))
    good = (
        all(each is None or len(each) == p for each in of_p)
        and len(solution.feature_names) == len(table.feature_names) == d
        and inference.names == solution.names
        and np.array_equal(inference.estimate, solution.weights)
        and np.isfinite(solution.weights).all()
        and 0.0 <= solution.residual_norm < math.inf
        and 0 <= solution.rank <= solution.n == inference.n > 0
        and inference.degrees_of_freedom == solution.degrees_of_freedom
        and (moments.p, len(moments.squares)) == (p, p + 1)
        and of_table
    )
    if not good:
        raise ValueError("the weights and their errors do not belong together")
    if not (0 < inference.level < 1 and asked.weights_kind in MEANINGS and asked.degree >= 1):
        raise ValueError("an option has a value that a fit cannot have")
