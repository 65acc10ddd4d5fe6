"""Pictures to send: PNG, drawn one after the other, and left out rather than waited for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError
from dataclasses import replace
from typing import TYPE_CHECKING

from downslope.plots import png
from downslope.tutor.answer import Answer
from downslope.tutor.call import Call

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NO_PICTURE = "No picture: there was no time to draw it; the same call may have it in a moment."
_drawing = ThreadPoolExecutor(1, "drawing")  # matplotlib's caches are shared and unguarded


def illustrated(answer: Answer, call: Call, draw: Callable[[], Axes | Figure]) -> Answer:
    """The answer with its picture, or with a word on why it has none.

    Raises:
        MissingExtraError: matplotlib is not installed.

    """
    drawn = _drawing.submit(lambda: png(draw()))
    try:
        return replace(answer, pictures=(drawn.result(call.seconds_to_answer),))
    except (TimeoutError, CancelledError):
        drawn.cancel()
        return replace(answer, text=f"{answer.text}\n{NO_PICTURE}")


def warm_up() -> None:
    """Load what drawing needs, in the background: the first time takes longest."""
    from downslope.plots.canvas import blank_figure

    _drawing.submit(lambda: png(blank_figure(1, 1)))
