"""What a tool has at hand while it answers one call: a clock, and the learner's progress."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from downslope.descent import Step
    from downslope.lessons import Progress

CALL_SECONDS = 3.0  # after which a call is answered, whatever it was about
LOOP_SECONDS = 2.0  # after which a loop stops, and what it came to is told
SECONDS_TO_SEND = 0.5  # of those of a call, kept for composing its answer


class TimeIsUpError(Exception):
    """A loop has had its time, or nobody waits for its result any more."""


class Clock:
    """The time that a call's loops may take; asked from inside them."""

    def __init__(self, seconds: float = LOOP_SECONDS) -> None:
        """Start now."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds, negative when they are over."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Go on only while there is time and somebody is waiting.

        Raises:
            TimeIsUpError: go no further.

        """
        if self.left <= 0:
            raise TimeIsUpError
        try:
            anyio.from_thread.check_cancelled()
        except RuntimeError:
            return  # called directly, not from the server's thread: nobody can cancel

    def watch(self, step: Step) -> None:
        """See `check`; a `Watch` for `workbench.train`."""
        self.check()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a server keeps between calls."""

    progress: Progress
    call_seconds: float = CALL_SECONDS
    loop_seconds: float = LOOP_SECONDS
    tries: dict[tuple[str, int], list[str]] = field(default_factory=dict)  # wrong quiz answers

    def call(self) -> Call:
        """A new call, its clock running."""
        return Call(self, Clock(self.loop_seconds))


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one tool."""

    desk: Desk
    clock: Clock

    @property
    def seconds_to_answer(self) -> float:
        """What is left for things that an answer can do without; its loops are over then."""
        after_loops = self.desk.call_seconds - self.desk.loop_seconds
        return max(self.clock.left + after_loops - SECONDS_TO_SEND, 0.0)

    @property
    def progress(self) -> Progress:
        """The learner's."""
        return self.desk.progress
