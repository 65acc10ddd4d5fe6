"""Call of a tool: its clock, the learner's progress, pictures, and questions to the learner.

Pictures are PNG files, drawn one after the other; one that takes too long is left out.

A question to the learner is a form, if the host can show one. It must depend on the call's
arguments alone: the protocol answers a call with the question, and recognizes the reply because the
repeated call has the same question.

Answers of tools: the same numbers as structured content and as text.

Some hosts pass on the structured content of a result and others its text, so neither may lack what
the other has. Numbers that are not finite become null, which is all that JSON offers, with a status
that says why.
"""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

import anyio
from mcp.server.mcpserver import AcceptedElicitation, Context
from mcp.types import CallToolResult, ContentBlock, ImageContent, TextContent
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from downslope.formatting import plain_dict
from downslope.plots.style import png

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from downslope.descent import Step
    from downslope.lessons.progress import Progress


MOST_BYTES: Final = 16 * 1024  # of text and data together, without pictures
LONG: Final = 20  # characters from which a sentence is not repeated
LONGEST_ECHO: Final = 80  # characters of a string among the inputs
MOST_ECHOED: Final = 20  # entries of a list among the inputs


class Result(BaseModel):
    """Structured content of a tool: its inputs, and the fields of the result's `to_dict()`."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)
    __pydantic_extra__: dict[str, JsonValue]

    inputs: dict[str, JsonValue]
    notices: list[str] = Field(default_factory=list, description="Pass these on to the learner.")


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of a tool: text, structured fields, and pictures."""

    text: str  # for people: the main point first
    fields: Mapping[str, object]  # of the tool's `Result`, without the inputs
    pictures: tuple[bytes, ...] = ()  # PNG


def composed(
    answer: Answer, inputs: Mapping[str, object], notices: Sequence[str] = ()
) -> CallToolResult:
    """Convert an answer to the protocol's result, with the inputs of the call.

    `notices` are for the learner; each is sent once.
    """
    extra = {"notices": list(notices)} if notices else {}
    data = plain_dict({**answer.fields, "inputs": echoed(inputs), **extra})
    said = " ".join(answer.text.split())
    unsaid = {name: value for name, value in data.items() if not _is_said(value, said)}
    text = f"{answer.text}\n\n{json.dumps(unsaid, ensure_ascii=False)}"
    size = len(text.encode()) + len(json.dumps(data, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        return refusal(
            f"The result has {size:,} bytes, more than the {MOST_BYTES:,} that can be sent: ask "
            "for less, such as fewer columns."
        )
    content: list[ContentBlock] = [TextContent(type="text", text=text)]
    for picture in answer.pictures:
        encoded = base64.b64encode(picture).decode()
        content.append(ImageContent(type="image", data=encoded, mime_type="image/png"))
    return CallToolResult(content=content, structured_content=data)


def _is_said(value: object, said: str) -> bool:
    """Return whether the text already contains this sentence."""
    if not isinstance(value, str) or len(value) <= LONG:
        return False
    line = " ".join(value.split())
    return line in said or without_marks(line) in said


# A closing asterisk before a letter or digit is a product, as in 2*x*y.
_MARKED = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*(?!\w)")


def without_marks(markdown: str) -> str:
    """Remove the Markdown of code and emphasis for hosts that show plain text."""
    return _MARKED.sub(lambda found: found[1] or found[2] or found[3], markdown)


def refusal(message: str) -> CallToolResult:
    """Build a one-line error: why there is no answer, and what to do instead."""
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def echoed(inputs: Mapping[str, object]) -> dict[str, object]:
    """Return the inputs as understood, with long ones truncated and their length noted."""
    return {name: _brief(value) for name, value in inputs.items()}


def _brief(value: object) -> object:
    if isinstance(value, list) and len(value) > MOST_ECHOED:
        return [*map(_brief, value[:MOST_ECHOED]), f"… ({len(value):,} in all)"]
    if not isinstance(value, str) or len(value) <= LONGEST_ECHO:
        return value
    return f"{value[:LONGEST_ECHO]}… ({len(value):,} characters)"


CALL_SECONDS = 3.0  # after which every call is answered
LOOP_SECONDS = 2.0  # after which a training loop stops and its result so far is returned
SECONDS_TO_SEND = 0.5  # of a call's time, reserved for composing its answer


class TimeIsUpError(Exception):
    """A loop has used up its time, or its call was canceled."""


class Clock:
    """Clock of a call, which its loops ask whether to continue."""

    def __init__(self, seconds: float = LOOP_SECONDS) -> None:
        """Start the clock."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left; negative once the time is over."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Check that there is time left and the call was not canceled.

        Raises
        ------
        TimeIsUpError
            The loop must stop.

        """
        if self.left <= 0:
            raise TimeIsUpError
        try:
            anyio.from_thread.check_cancelled()
        except RuntimeError:
            return  # called directly, not from the server's thread, so it cannot be canceled

    def watch(self, step: Step) -> None:
        """Call `check`; usable as the `watch` of `training_report.train`."""
        self.check()


@dataclass(frozen=True, slots=True)
class Desk:
    """State of a server between calls."""

    progress: Progress
    call_seconds: float = CALL_SECONDS
    loop_seconds: float = LOOP_SECONDS
    tries: dict[tuple[str, int], list[str]] = field(default_factory=dict)  # wrong quiz answers

    def call(self) -> Call:
        """Start a call and its clock."""
        return Call(self, Clock(self.loop_seconds))


@dataclass(frozen=True, slots=True)
class Call:
    """Call of a tool."""

    desk: Desk
    clock: Clock

    @property
    def seconds_to_answer(self) -> float:
        """Seconds left for optional parts of the answer, once its loops are over."""
        after_loops = self.desk.call_seconds - self.desk.loop_seconds
        return max(self.clock.left + after_loops - SECONDS_TO_SEND, 0.0)

    @property
    def progress(self) -> Progress:
        """Progress of the learner."""
        return self.desk.progress


NO_PICTURE = "There was no time to draw the picture: repeat the call in a moment to get it."
_drawing = ThreadPoolExecutor(1, "drawing")  # one thread: matplotlib is not thread-safe


def illustrated(answer: Answer, call: Call, draw: Callable[[], Axes | Figure]) -> Answer:
    """Add a picture to the answer, or a note that there was no time to draw it.

    Raises
    ------
    MissingExtraError
        matplotlib is not installed.

    """
    drawn = _drawing.submit(lambda: png(draw()))
    try:
        return replace(answer, pictures=(drawn.result(call.seconds_to_answer),))
    except (TimeoutError, CancelledError):
        drawn.cancel()
        return replace(answer, text=f"{answer.text}\n{NO_PICTURE}")


def warm_up() -> None:
    """Draw an empty picture in the background, because the first one takes longest."""
    from downslope.plots.style import blank_figure

    _drawing.submit(lambda: png(blank_figure(1, 1)))


SKIP = "skip"


def can_ask(context: Context[Any, Any]) -> bool:
    """Return whether the host says that it can show forms."""
    capabilities = context.client_capabilities
    forms = None if capabilities is None else capabilities.elicitation
    return forms is not None and (forms.form is not None or forms.url is None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Outcome of asking for a prediction."""

    state: Literal["predicted", "skipped", "declined", "unasked"]
    by: Literal["learner", "argument", "nobody"]
    prediction: str | float | None = None


def asked(outcome: object, prediction: str | float | None, skip: bool) -> Asked:
    """Combine the form's outcome with the arguments; the learner's form takes precedence."""
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
    """Build an answer without a run, which says what the AI must do to get one."""
    if said.state == "declined":
        status = "declined"
        todo = (
            "The learner did not answer the form. Ask what is holding them back. To see the run "
            "without a prediction, call again with skip=true; this is recorded."
        )
    else:
        status = "prediction_needed"
        todo = (
            "Ask the learner this question, wait for their answer, and call again with the answer "
            "as prediction. Do not answer for them."
        )
    return Answer(f"{question}\n\n{todo}", {"status": status, **fields, "asked": said.by})
