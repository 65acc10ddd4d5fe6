"""A function → a tool that takes nothing but what it names, and answers in time.

The protocol's library ignores arguments that it does not know and reads `true` as 1.0, so that
`train(learning_rate=5)` would quietly train at the default. Here the model of the arguments
forbids what it does not name, and whatever is refused is refused in one line that says what to
write instead. That leans on how the library keeps a tool's model; a test holds it to that.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import Annotated, Any

import anyio
from mcp.server.mcpserver import Resolve
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, ToolAnnotations
from pydantic import ValidationError

from downslope.errors import DownslopeError, did_you_mean
from downslope.tutor.answer import Answer, Result, composed, refusal
from downslope.tutor.call import Desk, TimeIsUpError

MOST_REASONS = 3  # of a refusal that are told
LONGEST_VALUE = 40  # characters of a value that is refused
_SUBJECT = re.compile(r"^\w+ should")  # "Input should", "String should"
LATE = "Ask for less, such as fewer epochs or rows; or try again if this machine is busy."

Function = Callable[..., Answer]


class StrictTool(Tool):
    """A tool whose refusals are one line."""

    async def run(
        self, arguments: dict[str, Any], context: Any, convert_result: bool = False
    ) -> Any:
        """Check the arguments, then run as any tool does."""
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            return refusal(
                _reasons(self.name, error, list(self.fn_metadata.arg_model.model_fields))
            )
        return await super().run(arguments, context, convert_result)


def strict_tool(
    function: Function,
    desk: Desk,
    returns: type[Result],
    title: str,
    *,
    records: bool = False,
    late: str = LATE,
) -> StrictTool:
    """The tool of a function `(call, **arguments) → Answer`, its docstring the description.

    Args:
        function: named as the tool.
        desk: what the server keeps.
        returns: what the structured content is.
        title: for people.
        records: whether a call leaves something in the learner's progress.
        late: what to do when there was no time for an answer.

    """
    tool = StrictTool.from_function(
        _answering(function, desk, returns, late),
        title=title,
        description=inspect.cleandoc(function.__doc__ or ""),
        annotations=ToolAnnotations(
            read_only_hint=not records,
            destructive_hint=False,
            idempotent_hint=not records,
            open_world_hint=False,
        ),
    )
    model = tool.fn_metadata.arg_model
    model.model_config["extra"] = "forbid"
    model.model_rebuild(force=True)
    tool.parameters = _untitled(model.model_json_schema(by_alias=True))
    tool.fn_metadata.output_schema = _untitled(tool.fn_metadata.output_schema)
    assert isinstance(tool, StrictTool)
    return tool


def _untitled(schema: Any) -> Any:
    """A schema without the titles made of its fields' names: every host reads all of it."""
    if isinstance(schema, dict):
        return {
            key: _untitled(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_untitled(each) for each in schema] if isinstance(schema, list) else schema


def _answering(
    function: Function, desk: Desk, returns: type[Result], late: str
) -> Callable[..., Any]:
    """The function as the library wants it: without the call, in a thread, in time, composed."""
    public = inspect.signature(function, eval_str=True)
    parameters = [each for each in public.parameters.values() if each.name != "call"]

    @wraps(function)
    async def answering(**given: Any) -> CallToolResult:
        try:
            with anyio.fail_after(desk.call_seconds):
                answer = await anyio.to_thread.run_sync(
                    partial(function, desk.call(), **given),
                    abandon_on_cancel=True,
                )
        except DownslopeError as error:
            return refusal(str(error))
        except (TimeoutError, TimeIsUpError):
            return refusal(
                f"{function.__name__} was stopped: an answer may take {desk.call_seconds:g} "
                f"seconds. {late}"
            )
        inputs = {name: given[name] for name in asked if name in given}
        return composed(answer, inputs, desk.progress.take_notices())

    returned = Annotated[CallToolResult, returns]
    answering.__signature__ = public.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=returned
    )
    asked = [each.name for each in parameters if not _is_resolved(each.annotation)]
    return answering


def _is_resolved(annotation: Any) -> bool:
    """Whether a parameter is filled by asking the learner, not from the arguments."""
    return any(isinstance(each, Resolve) for each in getattr(annotation, "__metadata__", ()))


def _reasons(tool: str, error: ValidationError, known: list[str]) -> str:
    """What is wrong with the arguments, in one line."""
    problems = error.errors(include_url=False, include_context=False)
    reasons = [*_names(tool, problems, known), *_values(problems)]
    more = [f"And {len(reasons) - MOST_REASONS} more."] * (len(reasons) > MOST_REASONS)
    return " ".join([*reasons[:MOST_REASONS], *more])


def _names(tool: str, problems: Sequence[Mapping[str, Any]], known: list[str]) -> Iterator[str]:
    """What is wrong with the arguments' names: one missing, one that the tool does not have."""
    for problem in problems:
        name = _place(problem)
        if problem["type"] == "extra_forbidden":
            yield f"{tool} has no argument '{name}': {did_you_mean(name, known)}"
        elif problem["type"] == "missing":
            yield f"{tool} needs the argument '{name}'."


def _values(problems: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with their values: one sentence each, however many kinds were tried."""
    wanted: dict[str, list[str]] = {}
    for problem in problems:
        if problem["type"] not in ("extra_forbidden", "missing"):
            what = f"{_place(problem)}={_value(problem['input'])}"
            wanted.setdefault(what, []).append(_plain(problem["msg"]))
    for what, should in wanted.items():
        yield f"{what} cannot be used: it {' or '.join(dict.fromkeys(should))}."


def _plain(message: str) -> str:
    """What the library asks for, without whom it asks and when."""
    return _SUBJECT.sub("should", message).replace(" after validation", "")


def _place(problem: Mapping[str, Any]) -> str:
    # Beside names and indices a place may hold the kind that was tried: "prediction", "float".
    first, *rest = problem["loc"]
    return _one_line(str(first)) + "".join(f"[{k}]" for k in rest if isinstance(k, int))


def _value(given: object) -> str:
    """What was given, as JSON has it, cut short."""
    try:
        return _one_line(json.dumps(given, ensure_ascii=False, default=str))
    except (ValueError, RecursionError):
        return f"a {type(given).__name__}"


def _one_line(text: str) -> str:
    short = " ".join(text[: 4 * LONGEST_VALUE].split())
    return short if len(short) <= LONGEST_VALUE else f"{short[: LONGEST_VALUE - 1]}…"
