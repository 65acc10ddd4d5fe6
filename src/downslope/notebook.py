"""The lab in a notebook: the same page, asking the Python that runs beside it.

    from downslope.notebook import Lab
    Lab(X, y)

What the page asks over HTTP elsewhere comes here as messages of the widget, and goes to the same
answers. Needs the extra `notebook`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.errors import DataError, DownslopeError, MissingExtraError
from downslope.lab.answers import answer, fault
from downslope.lab.recipes import Recipe, features_option, python_list
from downslope.lab.requests import Fields
from downslope.lab.runs import DEADLINE, Deadline
from downslope.lab.shelf import NUMBER, Column, Shelf
from downslope.numerics.arguments import column_names
from downslope.numerics.arrays import feature_matrix, target_vector

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.table import Table


try:
    import anywidget
except ImportError as error:
    raise MissingExtraError(
        "downslope.notebook needs anywidget: pip install 'downslope[notebook]'"
    ) from error

__all__ = ["Lab"]

BUILT = Path(__file__).parent / "lab" / "widget"


class Arrays:
    """A notebook's arrays, where the command line would have given a file."""

    features = None
    stamp = None

    def __init__(self, table: Table) -> None:
        """Take them as a table."""
        self._table = table
        self.target = table.target

    @property
    def columns(self) -> list[Column]:
        """See `downslope.lab.shelf.Given`."""
        names = (*self._table.feature_names, self.target)
        return [Column(name, NUMBER, len(self._table.y)) for name in names]

    def open(
        self, target: str, features: Sequence[str], notice: str, *, drop_missing: bool
    ) -> Opened:
        """See `downslope.lab.shelf.Given`."""
        from downslope.lab.opened import Opened
        from downslope.table import Table

        X, y = self._chosen(features), self._chosen([target])[:, 0]
        return Opened.of_table(Table(X, y, tuple(features), target, "the arrays"), "your arrays")

    def recipe(
        self, opened: Opened, target: str, features: Sequence[str], *, drop_missing: bool
    ) -> Recipe:
        """See `downslope.lab.shelf.Given`."""
        own = (target, tuple(features)) == (self.target, self._table.feature_names)
        file = "data.csv"
        command = ("train", file, "--target", target, *features_option(features))
        if own:
            told = f"ds.LeastSquares(X, y, loss={{loss!r}}, names={python_list(features)})"
            return Recipe((), (), told, command, file)
        read = f"table = read({file!r}, {target!r}, {python_list(features)})"
        imports = ("from downslope import read",)
        return Recipe(imports, (read,), "table.problem({loss!r})", command, file)

    def to_dict(self) -> dict[str, object]:
        """See `downslope.lab.shelf.Given`."""
        return {
            "name": "your arrays",
            "target": self.target,
            "features": None,
            "columns": [column.to_dict() for column in self.columns],
            "rows": len(self._table.y),
        }

    def _chosen(self, names: Sequence[str]) -> Any:
        known = [column.name for column in self.columns]
        for name in names:
            if name not in known:
                raise DataError(f"There is no column '{name}' among {', '.join(known)}.")
        whole = np.column_stack([self._table.X, self._table.y])
        return np.ascontiguousarray(whole[:, [known.index(name) for name in names]])


class Lab(anywidget.AnyWidget):
    """The lab on `X`, of shape (n, d), and `y`, of shape (n,).

    Raises:
        DataError: what is given cannot be used.

    """

    _esm = BUILT / "widget.js"
    _css = BUILT / "widget.css"

    def __init__(
        self, X: Any, y: Any, names: Sequence[str] | None = None, target: str = "y"
    ) -> None:
        """Take the data; `names` for the columns of X, by default its own or x1 … xd."""
        from downslope.table import Table

        named = names if names is not None else getattr(X, "columns", None)
        features = feature_matrix(X, None)
        chosen = tuple(map(str, column_names(named, features.shape[1])))
        if target in chosen or "intercept" in chosen or len(set(chosen)) < len(chosen):
            raise DataError(f"The names {', '.join(chosen)} and {target} have to differ: rename.")
        table = Table(features, target_vector(y, len(features)), chosen, target, "the arrays")
        self._shelf = Shelf(Arrays(table))
        super().__init__()
        self.on_msg(self._asked)

    def _asked(self, widget: object, content: Any, buffers: object) -> None:
        """Answer a message of the page: `{"id": 7, "where": "run", "question": {…}}`."""
        if not isinstance(content, dict) or "id" not in content:
            return
        try:
            fields = Fields.of(content.get("question") or {}, "The question")
            found, status = answer(self._shelf, str(content.get("where")), fields), 200
        except Deadline:
            found, status = fault(DEADLINE), 408
        except DownslopeError as error:
            found, status = fault(str(error)), 400
        self.send({"id": content["id"], "status": status, "answer": found})
