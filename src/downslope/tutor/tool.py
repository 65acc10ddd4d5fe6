"""Strict tools: a function → a tool that takes only the arguments it names, and answers in time.

The protocol's library ignores arguments that it does not know, so that `train(learning_rate=5)`
would quietly train at the default rate. Here the model of a tool's arguments forbids other names,
and every refusal is one line that says what to write instead.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import Annotated, Any

import anyio
from mcp.server import MCPServer
from mcp.server.mcpserver import Resolve
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolResult,
    GetPromptResult,
    InputRequiredResult,
    ToolAnnotations,
)
from pydantic import ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema

from downslope.errors import DownslopeError, did_you_mean
from downslope.tutor.answer import Answer, Result, composed, refusal
from downslope.tutor.call import Desk, TimeIsUpError

MOST_REASONS = 3  # of a refusal that are told
LONGEST_VALUE = 40  # characters of a value that is refused
_SUBJECT = re.compile(r"^\w+ should")  # "Input should", "String should"
LATE = "Ask for less, such as fewer epochs or rows; or try again if this machine is busy."

Function = Callable[..., Answer]


class StrictServer(MCPServer):
    """Server whose refusals are one line each, with the name that was probably meant."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Any = None
    ) -> CallToolResult | InputRequiredResult:
        """Call the tool; arguments that do not fit its model are refused in one line."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            wrong = error.__cause__
            if isinstance(error, UnexpectedToolError) or not isinstance(wrong, ValidationError):
                raise
            listed = {tool.name: tool.input_schema for tool in await self.list_tools()}
            return refusal(_reasons(name, wrong, list(listed[name].get("properties", {}))))

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Any = None
    ) -> GetPromptResult | InputRequiredResult:
        """Return the prompt with its arguments filled in."""
        known = {each.name: each.arguments or () for each in await self.list_prompts()}
        if name not in known:
            message = f"There is no prompt '{name[:40]}': {did_you_mean(name, known)}"
            raise MCPError(code=INVALID_PARAMS, message=message)
        taken = [each.name for each in known[name]]
        for given in arguments or {}:
            if given not in taken:
                message = f"{name} has no argument '{given[:40]}': {did_you_mean(given, taken)}"
                raise MCPError(code=INVALID_PARAMS, message=message)
        return await super().get_prompt(name, arguments, context)


def strict_tool(
    function: Function,
    desk: Desk,
    returns: type[Result],
    title: str,
    *,
    records: bool = False,
    late: str = LATE,
) -> Tool:
    """Make a tool of a function `(call, **arguments) → Answer`; its docstring is the description.

    Parameters
    ----------
    function : callable
        Named as the tool.
    desk : Desk
        What the server keeps between calls.
    returns : type of Result
        Model of the structured content.
    title : str
        Title for people.
    records : bool
        Whether a call changes the learner's progress.
    late : str
        What to do when there was no time for an answer.

    Returns
    -------
    Tool

    """
    tool = Tool.from_function(
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
    arguments = create_model(
        "Arguments", __base__=tool.fn_metadata.arg_model, __cls_kwargs__={"extra": "forbid"}
    )
    tool.fn_metadata.arg_model = arguments
    tool.parameters = arguments.model_json_schema(schema_generator=_Untitled)
    tool.fn_metadata.output_schema = returns.model_json_schema(schema_generator=_Untitled)
    return tool


class _Untitled(GenerateJsonSchema):
    """Schemas without titles made of the fields' names: hosts pay for every word of them."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _answering(
    function: Function, desk: Desk, returns: type[Result], late: str
) -> Callable[..., Any]:
    """Wrap the function as the library wants it: without the call, in a thread, with a deadline."""
    public = inspect.signature(function, eval_str=True)
    parameters = [each for each in public.parameters.values() if each.name != "call"]
    asked = [each.name for each in parameters if not _is_resolved(each.annotation)]

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
