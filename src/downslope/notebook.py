"""Notebook widget of the lab: the same page, answered by the notebook's own Python.

    from downslope.notebook import Lab
    Lab(X, y)

The page's requests arrive as messages of the widget instead of over HTTP, and get the same
answers. The widget needs the extra `notebook`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from downslope.data_table import Table
from downslope.errors import DataError, DownslopeError, MissingExtraError
from downslope.lab.endpoints import answer, fault
from downslope.lab.own_data import NUMBER, Column, OwnData
from downslope.lab.request_validation import Fields
from downslope.lab.run_requests import DeadlineError
from downslope.lab.store import Store
from downslope.numerics.arguments import column_names
from downslope.numerics.arrays import feature_matrix, target_vector

try:
    import anywidget
except ImportError as error:
    raise MissingExtraError(
        "downslope.notebook needs anywidget: pip install 'downslope[notebook]'"
    ) from error

__all__ = ["Lab"]

BUILT = Path(__file__).parent / "lab" / "widget"


def _own_data(table: Table) -> OwnData:
    """Wrap the notebook's arrays, as the command line wraps a file."""
    names = (*table.feature_names, table.target)
    values = np.column_stack([table.X, table.y])  # (n, d + 1)

    def read(target: str, features: Sequence[str], drop_missing: bool) -> Table:
        for name in (*features, target):
            if name not in names:
                raise DataError(f"There is no column '{name}' among {', '.join(names)}.")
        X = np.ascontiguousarray(values[:, [names.index(name) for name in features]])
        y = np.ascontiguousarray(values[:, names.index(target)])
        return Table(X, y, tuple(features), target, table.source)

    n = len(table.y)
    columns = [Column(name, NUMBER, n) for name in names]
    return OwnData(
        "your arrays", columns, table.target, read, rows=n, saved_as="data.csv", as_arrays=True
    )


class Lab(anywidget.AnyWidget):
    """Lab on the notebook's own data.

    Parameters
    ----------
    X : array_like of shape (n, d)
        Features; a data frame brings its column names.
    y : array_like of shape (n,)
        Target.
    names : sequence of str, optional
        Names of the features; by default those of X, or x1, x2, … if X has none.
    target : str, default "y"
        Name of the target.

    Raises
    ------
    DataError
        The arrays cannot be used, or two names are equal.

    Examples
    --------
    >>> Lab(X, y, names=["area", "rooms"], target="price")

    """

    _esm = BUILT / "widget.js"
    _css = BUILT / "widget.css"

    def __init__(
        self, X: Any, y: Any, names: Sequence[str] | None = None, target: str = "y"
    ) -> None:
        """Validate the arrays and the names."""
        named = names if names is not None else getattr(X, "columns", None)
        features = feature_matrix(X, None)
        chosen = tuple(map(str, column_names(named, features.shape[1])))
        if target in chosen or "intercept" in chosen or len(set(chosen)) < len(chosen):
            raise DataError(
                f"The names {', '.join(chosen)} and {target} must differ from each other and from "
                "'intercept': rename the columns."
            )
        table = Table(features, target_vector(y, len(features)), chosen, target, "the arrays")
        self._store = Store(_own_data(table))
        super().__init__()
        self.on_msg(self._answer)

    def _answer(self, widget: object, content: Any, buffers: object) -> None:
        """Answer a message of the page: `{"id": 7, "where": "run", "question": {…}}`."""
        if not isinstance(content, dict) or "id" not in content:
            return
        try:
            fields = Fields.of(content.get("question") or {}, "The request")
            found, status = answer(self._store, str(content.get("where")), fields), 200
        except DeadlineError as error:
            found, status = fault(str(error)), 408
        except DownslopeError as error:
            found, status = fault(str(error)), 400
        self.send({"id": content["id"], "status": status, "answer": found})
