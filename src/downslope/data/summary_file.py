"""Summary files, `.dss`: a few kilobytes that represent any number of rows.

    magic     8 bytes   89 44 53 53 0D 0A 1A 0A: a transfer that converts line ends breaks it
    version   4 bytes   little-endian, as all numbers here
    length    4 bytes   of the header
    header              JSON: names of the columns, counts, shapes; perhaps ranges of the columns,
                        and the sum of the weights' logarithms in two parts
    arrays              float64: origin (q), mean (q), size (q), scatter (q, q), and, with 100
                        bits, origin (r), exponents (r), high (r, 9r), low (r, 9r); with 60
                        bits (3 slices) high and low (r, 4r)
    checksum 32 bytes   SHA-256 of everything before it

Writes are atomic: a file is complete or does not exist. pickle was rejected, since reading one can
run any code, and NumPy's .npz, since it has no checksum of the whole file.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from glob import glob
from pathlib import Path
from typing import Any, Final

import numpy as np

from downslope.data.atomic import output_file
from downslope.data.files import Paths, cannot_open, check_once, path_list
from downslope.data_table import TableSummary
from downslope.errors import DataError, DownslopeError
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Matrix
from downslope.numerics.gram import FEW_SLICES, SLICES, ExactGram, Scale
from downslope.summary import Summary

MAGIC: Final = b"\x89DSS\r\n\x1a\n"
VERSION: Final = 1
_FIXED = struct.Struct("<II")
_CHECKSUM_BYTES = 32
LARGEST_EXPONENT = 1100  # of a scale: that of float64's largest number, and a margin
LONGEST_REASON = 80  # characters: an error may quote the whole header
SHOWN = 3  # names of files in a title
_PRODUCTS = {SLICES: 9, FEW_SLICES: 4}  # blocks of q columns in an exact summary


def save_summary(table: TableSummary, file: str | Path) -> None:
    """Write a summary to a file, either completely or not at all.

    Parameters
    ----------
    table : TableSummary
        The summary.
    file : str or Path
        The file, by convention with the extension .dss.

    Raises
    ------
    DataError
        The file cannot be written, or the summary is not finite.
    OptionError
        `table` is not a `TableSummary`.

    """
    check_kind("table", table, TableSummary, "summarize(data)")
    path = Path(file)
    content = _content(table)
    with output_file(path) as out:
        out.write(content)


def load_summary(file: str | Path) -> TableSummary:
    """Read a summary from a file and verify its checksum.

    Parameters
    ----------
    file : str or Path
        The file.

    Returns
    -------
    TableSummary
        The summary.

    Raises
    ------
    DataError
        The file does not exist, is not a summary, has a different version, is cut short, or is
        damaged.

    """
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(cannot_open(path, error)) from error
    start = len(MAGIC) + _FIXED.size
    if content[: len(MAGIC)] != MAGIC:
        raise DataError(
            f"{path} is not a summary: make one with 'downslope summarize DATA -o {path}'."
        )
    if len(content) < start + _CHECKSUM_BYTES:
        raise DataError(_damaged(path, "it is cut short"))
    version, length = _FIXED.unpack_from(content, len(MAGIC))
    if version != VERSION:
        raise DataError(
            f"{path} has version {version}, but only version {VERSION} can be read: summarize the "
            "data again, or use the version of Downslope that wrote it."
        )
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    if hashlib.sha256(body).digest() != checksum:
        raise DataError(_damaged(path, "its checksum does not match"))
    try:
        header = json.loads(body[start : start + length])
        return _table(header, np.frombuffer(body[start + length :], dtype="<f8"), path)
    except DownslopeError:
        raise
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        what = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        raise DataError(_damaged(path, f"its header is not valid, {what}")) from error


def load_summaries(
    data: Paths, target: str | None = None, features: Sequence[str] | None = None
) -> TableSummary:
    """Load summaries from files and add them, in the order given.

    Raises
    ------
    DataError
        A file cannot be used, or its columns differ from those of the first.

    """
    files = [file for path in path_list(data) for file in (_matching(path) or [path])]
    check_once(map(Path, files))
    whole = reduce(TableSummary.__add__, map(load_summary, files))
    shown = ", ".join(files[:SHOWN]) + f" and {len(files) - SHOWN} more" * (len(files) > SHOWN)
    return replace(whole, source=shown).choose(target or whole.target, features)


def _matching(path: str) -> list[str]:
    if Path(path).exists():
        return [path]  # a file, even if its name contains [
    return sorted(glob(path, recursive=True))  # noqa: PTH207 (a pattern may begin at the root)


def _damaged(path: Path, how: str) -> str:
    return f"{path} is damaged ({how}): copy it again, or summarize the data again."


def _content(table: TableSummary) -> bytes:
    summary, exact = table.summary, table.exact
    arrays = [summary.origin, summary.mean, summary.size, summary.scatter]
    if exact is not None:
        scale = exact.scale
        arrays += [scale.origin, scale.exponents.astype(np.float64), exact.high, exact.low]
    values = np.concatenate([np.ravel(array) for array in arrays]).astype("<f8")
    if not (np.isfinite(values).all() and math.isfinite(summary.mass)):
        raise DataError(
            "This summary has values that overflow float64, so it cannot be saved: rescale the "
            "data."
        )
    logs = float(table.log_weights)
    known = math.isfinite(logs)
    header = {
        "features": table.feature_names,
        "target": table.target,
        "weights": table.weights,
        "source": table.source if exact is None else "",  # alike for the same rows
        "rows_dropped": table.rows_dropped,
        "passes": table.passes,
        "count": summary.count,
        "mass": summary.mass,
        "depth": summary.depth,
        "levels": table.levels,
        "exact_rows": None if exact is None else exact.n,
        "slices": None if exact is None else exact.slices,
        "log_weights": logs if known else None,
        "log_weights_rest": float(Fraction(table.log_weights) - Fraction(logs)) if known else None,
        "whole_weights": table.whole_weights,
        "ranges": None if table.ranges is None else table.ranges.tolist(),
    }
    text = json.dumps(header, ensure_ascii=False, allow_nan=False).encode()
    body = MAGIC + _FIXED.pack(VERSION, len(text)) + text + values.tobytes()
    return body + hashlib.sha256(body).digest()


def _table(header: dict[str, Any], values: np.ndarray, path: Path) -> TableSummary:
    _check_header(header)
    if not np.isfinite(values).all():
        raise ValueError("a number is not finite")
    names = tuple(header["features"])
    q = len(names) + 1
    r = 0 if header["exact_rows"] is None else q + 1
    shapes = [(q,), (q,), (q,), (q, q)]
    if r:
        products = _PRODUCTS[header.get("slices", SLICES)] * r
        shapes += [(r,), (r,), (r, products), (r, products)]
    if len(values) != sum(math.prod(shape) for shape in shapes):
        raise DataError(_damaged(path, f"{len(values)} numbers do not fit {q} columns"))
    parts = _cut(values, shapes)
    origin, mean, size, scatter = (next(parts) for _ in range(4))
    mass, depth = float(header["mass"]), float(header["depth"])
    count = int(header["count"])
    if (scatter != scatter.T).any():
        raise ValueError("the scatter is not symmetric")
    summary = Summary(count, origin, mean, scatter, mass, size, depth)
    exact = None
    if r:
        scale = Scale(next(parts), _exponents(next(parts)))
        exact = ExactGram(scale, int(header["exact_rows"]), next(parts), next(parts))
    table = TableSummary(
        feature_names=names,
        target=header["target"],
        summary=summary,
        weights=header["weights"],
        source=str(path),
        rows_dropped=int(header["rows_dropped"]),
        exact=exact,
        passes=int(header["passes"]),
        levels=tuple((name, tuple(known)) for name, known in header.get("levels", ())),
        log_weights=_log_weights(header),
        whole_weights=header.get("whole_weights") is not False,
        ranges=_ranges(header.get("ranges"), q),
    )
    why = table.contradiction()
    if why:
        raise DataError(_damaged(path, why))
    return table


def _log_weights(header: dict[str, Any]) -> float | Fraction:
    given = header.get("log_weights")
    if given is None:
        return 0.0 if header["weights"] is None else math.nan
    parts = given, header.get("log_weights_rest", 0.0)
    for each in parts:
        if not isinstance(each, (int, float)) or not math.isfinite(each):
            raise ValueError(f"log_weights is {each!r}")
    return sum(map(Fraction, parts), Fraction(0))


def _ranges(given: Any, q: int) -> Matrix | None:
    if given is None:
        return None
    found = np.array(given, dtype=np.float64)
    if found.shape != (2, q) or not (found[0] <= found[1]).all():
        raise ValueError("the ranges of the columns")
    return found


def _exponents(given: np.ndarray) -> np.ndarray:
    if (np.abs(given) > LARGEST_EXPONENT).any() or (given != np.round(given)).any():
        raise ValueError("a scale is not a power of two within float64")
    return given.astype(int)


def _check_header(header: dict[str, Any]) -> None:
    """Raise `ValueError` for names, counts, or levels that no saved summary has."""
    target, weights = header["target"], header["weights"]
    columns = [*header["features"], target, *([] if weights is None else [weights])]
    if not all(isinstance(name, str) for name in columns) or len(set(columns)) < len(columns):
        raise ValueError("the columns are not names that differ")
    for what, least in (("count", 0), ("rows_dropped", 0), ("passes", 1)):
        if not (type(header[what]) is int and least <= header[what] < 2**63):
            raise ValueError(f"{what} is {header[what]!r}")
    for what in ("mass", "depth"):
        if not (isinstance(header[what], (int, float)) and 0 <= header[what] < math.inf):
            raise ValueError(f"{what} is {header[what]!r}")
    if header["count"] and not header["mass"] > 0:
        raise ValueError("rows without weight")
    for name, levels in header.get("levels", ()):
        if not isinstance(name, str) or len(levels) < 2 or not all(map(_is_text, levels)):
            raise ValueError(f"the levels of {name!r}")


def _is_text(given: object) -> bool:
    return isinstance(given, str)


def _cut(values: np.ndarray, shapes: list[tuple[int, ...]]) -> Iterator[Matrix]:
    start = 0
    for shape in shapes:
        stop = start + math.prod(shape)
        yield values[start:stop].astype(np.float64).reshape(shape)
        start = stop


def chosen_summary(
    data: Any,
    target: str | None,
    features: Sequence[str] | None,
    weights: str | None,
) -> TableSummary:
    """Return a summary in memory, or the sum of those in files, of the chosen columns."""
    if isinstance(data, TableSummary):
        summary = data.choose(target or data.target, features)
    else:
        summary = load_summaries(data, target, features)
    if weights is not None and weights != summary.weights:
        had = f"'{summary.weights}'" if summary.weights else "none"
        raise DataError(f"weights='{weights}' cannot be used: the summary was made with {had}.")
    return summary
