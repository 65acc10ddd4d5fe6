"""Notebook widgets: the lab, answered by the notebook's own Python, and a watched run.

    from downslope.notebook import Lab, WatchedRun
    Lab(X, y)
    WatchedRun(watch)

The requests of the lab's page arrive as messages of the widget instead of over HTTP, and get the
same answers. The widgets need the extra `notebook`, and the picture of a run the extra `plots`.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from downslope.data_table import Table
from downslope.diagnosis.watch import Watch
from downslope.errors import DataError, DownslopeError, MissingExtraError
from downslope.lab.endpoints import answer, fault
from downslope.lab.own_data import NUMBER, Column, OwnData
from downslope.lab.request_validation import Fields
from downslope.lab.run_requests import DeadlineError
from downslope.lab.store import Store
from downslope.numerics.arguments import check_kind, column_names
from downslope.numerics.arrays import feature_matrix, target_vector
from downslope.plots.style import blank_figure, png
from downslope.plots.watched_run import watched_run

try:
    import anywidget
    import traitlets
except ImportError as error:
    raise MissingExtraError(
        "downslope.notebook needs anywidget: pip install 'downslope[notebook]'"
    ) from error

__all__ = ["Lab", "WatchedRun"]

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


class WatchedRun(anywidget.AnyWidget):
    """Run of a training loop as its watch sees it: the picture and the report, live.

    Show it in a cell, and call `update()` in the loop, in the same cell or in a later one.

    Parameters
    ----------
    watch : Watch
        From `ds.watch`, `downslope.torch.watch`, or `downslope.jax.watch`.

    Raises
    ------
    OptionError
        If it is not a watch.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> view = WatchedRun(watch)
    >>> display(view)
    >>> for step in range(1000):
    ...     ...
    ...     if step % 100 == 0:
    ...         view.update()

    """

    _esm = """
    function render({ model, el }) {
      const draw = () => { el.innerHTML = model.get("page"); };
      draw();
      model.on("change:page", draw);
    }
    export default { render };
    """
    page = traitlets.Unicode("").tag(sync=True)

    def __init__(self, watch: Watch) -> None:
        """Draw the run so far."""
        check_kind("watch", watch, Watch, "ds.watch()")
        blank_figure()  # without matplotlib the loop must not begin
        self._watch = watch
        super().__init__()
        self.update()

    def update(self) -> None:
        """Draw the run so far; the curvature is measured for it, where the watch can do so."""
        try:
            found = self._watch.diagnosis
        except DataError:  # too few losses
            self.page = f"<p>{escape(repr(self._watch))}</p>"
            return
        picture = base64.b64encode(png(watched_run(found))).decode()
        drawn = f'<img alt="{escape(found.headline)}" src="data:image/png;base64,{picture}">'
        self.page = drawn + found._repr_html_()
