"""Saved fits: one JSON document with the weights, their errors, and the summary of the data.

    {"format": "downslope fit", "version": 1, "checksum": "…", "content": {…}}

The checksum is the SHA-256 of the content as JSON with sorted keys and no spaces, so changes by
hand or by accident are found. Numbers are written so that they read back to the same bits; matrices
are little-endian float64 in base64. pickle was rejected, since reading one can run any code. The
content is only data: nothing in it is evaluated.

A fit of rows is saved with the summary of its rows, so that everything but what needs rows works
on the loaded fit.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
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
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.rows import Moments
from downslope.summary import Summary

FORMAT: Final = "downslope fit"
VERSION: Final = 1
LONGEST_REASON = 80  # characters
NOT_VALID = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
LONGEST_START = 4096  # bytes: the format stands among the first
AnyTable = Table | TableSummary | WideTable


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
        _check_shapes(table, solution, inference)
        warranted = content["digits_warranted"]
        warranted = None if warranted is None else _float(warranted)
        in_memory = content["rows_in_memory"] is True
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
    return value


def _fields_content(result: Any) -> dict[str, Any]:
    return {each.name: _plain(getattr(result, each.name)) for each in fields(result)}


def _table_content(table: TableSummary | WideTable) -> dict[str, Any]:
    content = {
        each.name: _plain(getattr(table, each.name))
        for each in fields(table)
        if each.name not in ("summary", "exact")
    }
    if isinstance(table, TableSummary):
        content["summary"] = _fields_content(table.summary)
    return content


# --- reading ------------------------------------------------------------------------------------


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _vector(value: Any) -> Vector:
    return np.array([_float(each) for each in value], dtype=np.float64)


def _matrix(value: Any) -> Matrix:
    shape = tuple(int(size) for size in value["shape"])
    found = np.frombuffer(base64.b64decode(value["float64"], validate=True), dtype="<f8")
    return found.astype(np.float64).reshape(shape)


def _texts(value: Any) -> tuple[str, ...]:
    if not all(isinstance(each, str) for each in value):
        raise ValueError(f"{value!r} is not a list of names")
    return tuple(value)


def _findings(value: Any) -> tuple[Finding, ...]:
    return tuple(Finding(each["code"], _texts(each["columns"]), each["evidence"], each["fix"])
                 for each in value)  # fmt: skip


def _levels(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((str(name), _texts(known)) for name, known in value)


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
        int(value["p"]), bool(value["intercept"]),
        None if value["scale"] is None else _vector(value["scale"]),
    )  # fmt: skip


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("coef", "bound", "lengths", "estimate", "std_error", "t", "p", "ci_low",
                     "ci_high", "origin", "mean", "size"), _vector),
    **dict.fromkeys(("inverse_factor", "factor", "scatter", "ranges"), _matrix),
    **dict.fromkeys(("intercept", "residual_norm", "input_rounding", "residual_rounding",
                     "residual_error", "inverse_error", "log_weights", "level", "residual_std",
                     "r2", "adjusted_r2", "f", "f_p", "log_likelihood", "mass", "depth"), _float),
    **dict.fromkeys(("names", "feature_names", "notes"), _texts),
    "findings": _findings,
    "levels": _levels,
    "moments": _moments,
    "outcome": lambda name: Outcome[name],
    "traded": lambda value: _matrix(value).astype(bool),
    "reading": _reading,
    "design": Design.of_dict,
}  # fmt: skip


def _values(kind: type[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a kind of result; a field that it does not have is an error."""
    known = {each.name for each in fields(kind)}
    if set(content) != known:
        raise ValueError(f"the fields of {kind.__name__} are others")
    return {
        name: READERS[name](value) if name in READERS and value is not None else value
        for name, value in content.items()
    }


def _solution_of(content: Mapping[str, Any]) -> Solution:
    return Solution(**_values(Solution, content))


def _table_of(content: Mapping[str, Any]) -> TableSummary | WideTable:
    if "summary" not in content:
        return WideTable(**_values(WideTable, content))
    summary = Summary(**_values(Summary, content["summary"]))
    others = {name: value for name, value in content.items() if name != "summary"}
    values = _values(TableSummary, others | {"summary": None, "exact": None})
    table = TableSummary(**(values | {"summary": summary}))
    why = table.contradiction()
    if why:
        raise ValueError(why)
    return replace(table)


def _check_shapes(
    table: TableSummary | WideTable, solution: Solution, inference: Inference
) -> None:
    """Raise `ValueError` unless the parts belong to the same weights."""
    p, d = len(solution.weights), len(solution.coef)
    of_p = (solution.bound, solution.lengths, inference.estimate, inference.std_error)
    of_d = (solution.feature_names, table.feature_names)
    square = (solution.inverse_factor, inference.factor)
    good = (
        all(each is None or len(each) == p for each in (*of_p, *square, inference.names))
        and all(len(each) == d for each in of_d)
        and (not isinstance(table, TableSummary) or table.summary.d == d)
    )
    if not good:
        raise ValueError("the weights and their errors do not belong together")
