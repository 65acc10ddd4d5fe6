"""Answers of tools: the same numbers as structured content and as text.

Some hosts pass on the structured content of a result and others its text, so neither may lack what
the other has. Numbers that are not finite become null, which is all that JSON offers, with a status
that says why.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mcp.types import CallToolResult, ContentBlock, ImageContent, TextContent
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from downslope.formatting import plain_dict

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
    """Answer of a tool: a text, the structured fields, and pictures."""

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
    """Remove the Markdown of code and emphasis, for hosts that show a text as it is."""
    return _MARKED.sub(lambda found: found[1] or found[2] or found[3], markdown)


def refusal(message: str) -> CallToolResult:
    """Build a one-line error: why there is no answer, and what to do instead."""
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def echoed(inputs: Mapping[str, object]) -> dict[str, object]:
    """Return the inputs as they were understood; long ones as their beginning and length."""
    return {name: _brief(value) for name, value in inputs.items()}


def _brief(value: object) -> object:
    if isinstance(value, list) and len(value) > MOST_ECHOED:
        return [*map(_brief, value[:MOST_ECHOED]), f"… ({len(value):,} in all)"]
    if not isinstance(value, str) or len(value) <= LONGEST_ECHO:
        return value
    return f"{value[:LONGEST_ECHO]}… ({len(value):,} characters)"
