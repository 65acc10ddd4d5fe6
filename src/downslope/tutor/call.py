"""One call of a tool: its clock, the learner's progress, pictures, and questions to the learner.

Pictures are PNG, drawn one after the other, and left out rather than waited for.

A question to the learner is a form, where the host can show one. It depends on the call's arguments
alone: the protocol asks by answering a call with the question, and recognizes the reply by the
question being the same when the call comes again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import anyio
from mcp.server.mcpserver import AcceptedElicitation, Context

from downslope.plots.style import png
from downslope.tutor.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from downslope.descent import Step
    from downslope.lessons.progress import Progress


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
        """Call `check`, as a `Watch` of `training.train`."""
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
    from downslope.plots.style import blank_figure

    _drawing.submit(lambda: png(blank_figure(1, 1)))


SKIP = "skip"


def can_ask(context: Context[Any, Any]) -> bool:
    """Whether the host says that it shows forms."""
    capabilities = context.client_capabilities
    forms = None if capabilities is None else capabilities.elicitation
    return forms is not None and (forms.form is not None or forms.url is None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for a prediction."""

    state: Literal["predicted", "skipped", "declined", "unasked"]
    by: Literal["learner", "argument", "nobody"]
    prediction: str | float | None = None


def asked(outcome: object, prediction: str | float | None, skip: bool) -> Asked:
    """Put together the form's outcome and the arguments; what the learner filled in counts."""
    if skip:
        return Asked("skipped", "argument")
    if not isinstance(outcome, AcceptedElicitation):
        return Asked("declined", "learner")
    if outcome.data is not None:
        given = outcome.data.prediction
        return (
            Asked("skipped", "learner") if given == SKIP else Asked("predicted", "learner", given)
        )
    if prediction is None:
        return Asked("unasked", "nobody")
    return Asked("predicted", "argument", prediction)


def withheld(said: Asked, question: str, fields: Mapping[str, object]) -> Answer:
    """Return an answer without a run: what the AI must do to get one."""
    if said.state == "declined":
        status = "declined"
        todo = (
            "The learner did not answer the form. Ask what holds them back; to see the run without "
            "a prediction, call again with skip=true, which is recorded."
        )
    else:
        status = "prediction_needed"
        todo = (
            "Ask the learner this, wait for their answer, and call again with it as `prediction`; "
            "do not answer for them."
        )
    return Answer(f"{question}\n\n{todo}", {"status": status, **fields, "asked": said.by})
