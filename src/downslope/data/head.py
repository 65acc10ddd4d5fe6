"""First rows of a file or a frame, from which its columns are known before the rows are read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from downslope.data.columns import Frame, names_in
from downslope.findings import Finding


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """First rows of a file, perhaps none, with the types of its columns."""

    file: Path
    frame: Frame
    whole: bool  # whether these are all rows of the file
    index: tuple[str, ...] = ()  # columns that only number or name the rows
    notes: tuple[Finding, ...] = ()  # how the file was read
    padded: tuple[tuple[str, str], ...] = ()  # columns of numbers such as 02134, and that number

    @property
    def index_of_pandas(self) -> tuple[str, ...]:
        """Names of the columns that pandas wrote as its index."""
        written = self._of_pandas().get("index_columns", [])
        names = names_in(self.frame)
        return tuple(name for name in written if isinstance(name, str) and name in names)

    def level_order(self, name: str) -> tuple[str, ...]:
        """Return the levels of a column in the order that their author gave them, if any did.

        pandas' categories, the levels of a polars Enum and ordered dictionaries have an order; in
        other dictionaries the levels are in the order of their first appearance.
        """
        column = self.frame[name]
        if not hasattr(column, "type"):
            is_enum = str(column.dtype).startswith("Enum")
            return tuple(column.dtype.categories) if is_enum else ()
        has_order = hasattr(column.type, "ordered")
        if not (has_order and (column.type.ordered or self.is_category_of_pandas(name))):
            return ()
        chunks = column.chunks if hasattr(column, "chunks") else [column]
        return tuple(str(level) for chunk in chunks[:1] for level in chunk.dictionary.to_pylist())

    def is_category_of_pandas(self, name: str) -> bool:
        """Return whether pandas wrote the column as categorical."""
        return any(
            each.get("field_name", each.get("name")) == name
            and each.get("pandas_type") == "categorical"
            for each in self._of_pandas().get("columns", [])
        )

    def _of_pandas(self) -> dict[str, Any]:
        """Return the metadata that pandas stored with the Arrow columns."""
        schema = getattr(self.frame, "schema", None)
        written = (getattr(schema, "metadata", None) or {}).get(b"pandas", b"{}")
        try:
            found = json.loads(written)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
