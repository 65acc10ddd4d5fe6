"""Pictures to send: PNG, one drawn at a time, and none when the time for it is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from downslope.plots import png
from downslope.tutor.call import Clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NEEDED_SECONDS = 0.5  # a page of four takes longer; it is then the last thing that is done
_one_at_a_time = threading.Lock()  # matplotlib's caches are shared and unguarded


def pictures(clock: Clock, draw: Callable[[], Axes | Figure]) -> tuple[bytes, ...]:
    """The picture as PNG, or none when too little time is left.

    Raises:
        MissingExtraError: matplotlib is not installed.

    """
    if clock.left < NEEDED_SECONDS:
        return ()
    with _one_at_a_time:
        return (png(draw()),)
