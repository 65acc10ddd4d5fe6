"""A small HTML table, for notebooks: no style of its own, so it takes the notebook's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape


def table(columns: Iterable[str], rows: Mapping[str, Sequence[float]], caption: str = "") -> str:
    """Named rows of numbers under named columns, six significant digits each."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr><th>{escape(name)}</th>{''.join(map(_cell, values))}</tr>"
        for name, values in rows.items()
    )
    foot = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{foot}<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: float) -> str:
    return f"<td>{value:.6g}</td>" if math.isfinite(value) else "<td>—</td>"
