"""An answer: the same numbers twice, as data for programs and as text for whoever only reads.

Some hosts pass on the structured content of a result and others its text, so neither may lack
what the other has. What is not finite becomes None, with a status that says why: JSON has no
word for it, and a run that diverges is the lesson.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mcp.types import CallToolResult, ContentBlock, ImageContent, TextContent
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from downslope.formatting import plain_dict

MOST_BYTES: Final = 16 * 1024  # of text and data together, beside pictures
LONG: Final = 20  # characters of a sentence that is not said twice
LONGEST_ECHO: Final = 80  # characters of a text among the inputs
MOST_ECHOED: Final = 20  # entries of a list among them


class Result(BaseModel):
    """What every tool's structured content has."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    inputs: dict[str, JsonValue]
    notices: list[str] = Field(default_factory=list, description="To be told to the learner.")

    @classmethod
    def own_fields(cls) -> list[str]:
        """Those that the tool fills in itself."""
        return [name for name in cls.model_fields if name not in Result.model_fields]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool has to say."""

    text: str  # for people: the point first
    fields: Mapping[str, object]  # of the tool's `Result`, the inputs excepted
    pictures: tuple[bytes, ...] = ()  # PNG


def composed(
    answer: Answer, inputs: Mapping[str, object], notices: Sequence[str] = ()
) -> CallToolResult:
    """The answer as the protocol sends it, with the inputs that it belongs to.

    `notices` are what the learner has to be told besides: each is sent once.
    """
    told = {"notices": list(notices)} if notices else {}
    data = plain_dict({**answer.fields, "inputs": echoed(inputs), **told})
    listed = "\n".join(_lines(data, said=answer.text))
    text = f"{answer.text}\n\n{listed}" if listed else answer.text
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


def refusal(message: str) -> CallToolResult:
    """An answer that says in one line why there is none, and what to do instead."""
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def echoed(inputs: Mapping[str, object]) -> dict[str, object]:
    """The inputs as they were understood, what is long by its beginning and its length."""
    return {name: _brief(value) for name, value in inputs.items()}


def _brief(value: object) -> object:
    if isinstance(value, list) and len(value) > MOST_ECHOED:
        return [*map(_brief, value[:MOST_ECHOED]), f"… ({len(value):,} in all)"]
    if not isinstance(value, str) or len(value) <= LONGEST_ECHO:
        return value
    return f"{value[:LONGEST_ECHO]}… ({len(value):,} characters)"


# --- data as text -----------------------------------------------------------------------------


def _lines(data: Mapping[str, Any], said: str) -> list[str]:
    """A line for each field, and a table for each list of records; no sentence twice."""
    said = " ".join(said.split())
    lines = []
    for name, value in data.items():
        if _is_said(value, said):
            continue
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            lines += [f"{name}:", *_table(value)]
        elif isinstance(value, dict) and any(map(_has_records, value.values())):
            lines += [f"{name}:", *(f"  {line}" for line in _lines(value, said))]
        else:
            lines.append(f"{name}: {_shown(value)}")
    return lines


def _is_said(value: object, said: str) -> bool:
    """Whether the text has it already: a sentence, or records of nothing but sentences."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return len(text) > LONG and text in said
    if not (isinstance(value, list) and value and all(isinstance(each, dict) for each in value)):
        return False
    parts = [part for each in value for part in each.values()]
    return all(isinstance(part, str) and " ".join(part.split()) in said for part in parts)


def _has_records(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )


def _table(records: list[dict[str, Any]]) -> list[str]:
    rows = [_flat(record) for record in records]
    heads = list(dict.fromkeys(head for row in rows for head in row))
    cells = [[_shown(row.get(head)) for head in heads] for row in rows]
    return [f"  {' | '.join(heads)}", *(f"  {' | '.join(row)}" for row in cells)]


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose own records, such as weights by name, stand among its fields."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        flat |= value if isinstance(value, dict) else {name: value}
    return flat


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_shown(each)}" for name, each in value.items()) or "none"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if value is None or value == "":
        return "none"
    return (
        json.dumps(value) if isinstance(value, (bool, int, float)) else " ".join(str(value).split())
    )
