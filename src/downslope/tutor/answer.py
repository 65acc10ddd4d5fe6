"""Answers of tools: the same numbers twice, as structured content and as text.

Some hosts pass on the structured content of a result and others its text, so neither may lack what
the other has. What is not finite becomes null, with a status that says why: JSON has no word for
it, and a run that diverges is the lesson.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mcp.types import CallToolResult, ContentBlock, ImageContent, TextContent
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from downslope.formatting import plain_dict

MOST_BYTES: Final = 16 * 1024  # of text and data together, beside pictures
LONG: Final = 20  # characters of a sentence that is not said twice
LONGEST_ECHO: Final = 80  # characters of a text among the inputs
MOST_ECHOED: Final = 20  # entries of a list among them


class Result(BaseModel):
    """Structured content of a tool: its inputs, and the fields of the result's `to_dict()`."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)
    __pydantic_extra__: dict[str, JsonValue]

    inputs: dict[str, JsonValue]
    notices: list[str] = Field(default_factory=list, description="Pass these on to the learner.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool has to say."""

    text: str  # for people: the point first
    fields: Mapping[str, object]  # of the tool's `Result`, the inputs excepted
    pictures: tuple[bytes, ...] = ()  # PNG


def composed(
    answer: Answer, inputs: Mapping[str, object], notices: Sequence[str] = ()
) -> CallToolResult:
    """Return the answer as the protocol sends it, with the inputs that it belongs to.

    `notices` are for the learner: each is sent once.
    """
    told = {"notices": list(notices)} if notices else {}
    data = plain_dict({**answer.fields, "inputs": echoed(inputs), **told})
    said = " ".join(answer.text.split())
    unsaid = {name: value for name, value in data.items() if not _is_said(value, said)}
    text = f"{answer.text}\n\n{json.dumps(unsaid, ensure_ascii=False)}"
    size = len(text.encode()) + len(json.dumps(data, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        return refusal(
            f"The result takes {size:,} bytes, more than the {MOST_BYTES:,} that are sent: ask for "
            "less, such as fewer columns."
        )
    content: list[ContentBlock] = [TextContent(type="text", text=text)]
    for picture in answer.pictures:
        encoded = base64.b64encode(picture).decode()
        content.append(ImageContent(type="image", data=encoded, mime_type="image/png"))
    return CallToolResult(content=content, structured_content=data)


def _is_said(value: object, said: str) -> bool:
    """Whether the text has this sentence already."""
    return isinstance(value, str) and len(value) > LONG and " ".join(value.split()) in said


def refusal(message: str) -> CallToolResult:
    """Return a one-line refusal: why there is no answer, and what to do instead."""
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def echoed(inputs: Mapping[str, object]) -> dict[str, object]:
    """Return the inputs as they were understood; long ones by their beginning and length."""
    return {name: _brief(value) for name, value in inputs.items()}


def _brief(value: object) -> object:
    if isinstance(value, list) and len(value) > MOST_ECHOED:
        return [*map(_brief, value[:MOST_ECHOED]), f"… ({len(value):,} in all)"]
    if not isinstance(value, str) or len(value) <= LONGEST_ECHO:
        return value
    return f"{value[:LONGEST_ECHO]}… ({len(value):,} characters)"
