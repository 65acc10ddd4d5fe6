"""Strict tools: functions as MCP tools that refuse unknown arguments and answer within a deadline.

The protocol's library ignores unknown arguments, so that `train(learning_rate=5)` would silently
train at the default rate. Here the model of a tool's arguments forbids other names, and every error
is one line that says what to write instead.

Types of the tools' arguments, with their limits and descriptions.

A number must be a finite number, not a string or a boolean. A whole number may be written as 200.0,
because some hosts do so.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import Annotated, Any, Final

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
from pydantic import BeforeValidator, Field, ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema

from downslope.errors import DownslopeError, did_you_mean
from downslope.tutor.call import Answer, Desk, Result, TimeIsUpError, composed, refusal

MOST_POINTS: Final = 10_000
MOST_EPOCHS: Final = 10_000
MOST_RATES: Final = 12
MOST_COLUMNS: Final = 100
MOST_CSV_BYTES: Final = 256 * 1024
MOST_CSV_ROWS: Final = 5_000
LONGEST_TEXT: Final = 20_000  # characters of a learner's answer
LARGEST_SEED: Final = 2**32 - 1


def whole(value: Any) -> Any:
    """Convert 200.0 to 200; return anything else unchanged."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Rate = Annotated[
    float,
    Field(strict=True, gt=0, allow_inf_nan=False, description="The learning rate, such as 0.01."),
]
Rates = Annotated[
    list[Rate],
    Field(
        min_length=1, max_length=MOST_RATES, description="Learning rates, such as [0.001, 0.01]."
    ),
]
BatchSize = Annotated[int, BeforeValidator(whole), Field(strict=True, ge=1, le=MOST_CSV_ROWS)]
Epochs = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=1, le=MOST_EPOCHS, description="Number of updates."),
]
Points = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=2, le=MOST_POINTS, description="Number of points of the lesson's line."),
]
Noise = Annotated[
    float,
    Field(
        strict=True,
        ge=0,
        le=1e6,
        allow_inf_nan=False,
        description="Standard deviation of the noise around the line.",
    ),
]
Seed = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=0, le=LARGEST_SEED, description="Seed for the random numbers: the same "
          "seed gives the same run everywhere."),
]  # fmt: skip
Weights = Annotated[
    list[Annotated[float, Field(strict=True, ge=-1e9, le=1e9, allow_inf_nan=False)]],
    Field(min_length=2, max_length=2, description="Slope and intercept, such as [0, 0]."),
]
Switch = Annotated[bool, Field(strict=True)]
Plot = Annotated[bool, Field(strict=True, description="Whether to return a picture too.")]
Name = Annotated[str, Field(min_length=1, max_length=200)]

MOST_REASONS = 3  # in one error
LONGEST_VALUE = 40  # characters of a value in an error
_SUBJECT = re.compile(r"^\w+ should")  # "Input should", "String should"
LATE = "Ask for less, such as fewer epochs or rows; or try again if this machine is busy."

Function = Callable[..., Answer]


class StrictServer(MCPServer):
    """Server whose errors are one line each and suggest the name that was probably meant."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Any = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; arguments that do not fit its model give a one-line error."""
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
        The function, with the name of the tool.
    desk : Desk
        State of the server between calls.
    returns : type of Result
        Model of the structured content.
    title : str
        Title for people.
    records : bool
        Whether a call changes the learner's progress.
    late : str
        Advice for a call that takes too long.

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
    """Schemas without titles that repeat the fields' names, since every word costs tokens."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _answering(
    function: Function, desk: Desk, returns: type[Result], late: str
) -> Callable[..., Any]:
    """Wrap the function for the library: without `call`, in a thread, with a deadline."""
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
                f"seconds at most. {late}"
            )
        inputs = {name: given[name] for name in asked if name in given}
        return composed(answer, inputs, desk.progress.take_notices())

    returned = Annotated[CallToolResult, returns]
    answering.__signature__ = public.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=returned
    )
    return answering


def _is_resolved(annotation: Any) -> bool:
    """Return whether a parameter is filled by asking the learner, not from the arguments."""
    return any(isinstance(each, Resolve) for each in getattr(annotation, "__metadata__", ()))


def _reasons(tool: str, error: ValidationError, known: list[str]) -> str:
    """Say on one line what is wrong with the arguments."""
    problems = error.errors(include_url=False, include_context=False)
    reasons = [*_names(tool, problems, known), *_values(problems)]
    more = [f"And {len(reasons) - MOST_REASONS} more."] * (len(reasons) > MOST_REASONS)
    return " ".join([*reasons[:MOST_REASONS], *more])


def _names(tool: str, problems: Sequence[Mapping[str, Any]], known: list[str]) -> Iterator[str]:
    """Say which arguments are missing, and which are unknown to the tool."""
    for problem in problems:
        name = _place(problem)
        if problem["type"] == "extra_forbidden":
            yield f"{tool} has no argument '{name}': {did_you_mean(name, known)}"
        elif problem["type"] == "missing":
            yield f"{tool} needs the argument '{name}': add it."


def _values(problems: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say what is wrong with the values: one sentence each, even if several types were tried."""
    wanted: dict[str, list[str]] = {}
    for problem in problems:
        if problem["type"] not in ("extra_forbidden", "missing"):
            what = f"{_place(problem)}={_value(problem['input'])}"
            wanted.setdefault(what, []).append(_plain(problem["msg"]))
    for what, should in wanted.items():
        yield f"{what} cannot be used: it {' or '.join(dict.fromkeys(should))}."


def _plain(message: str) -> str:
    """Return pydantic's requirement without its subject, as the end of a sentence."""
    return _SUBJECT.sub("should", message).replace(" after validation", "")


def _place(problem: Mapping[str, Any]) -> str:
    # A location may also hold the type that was tried, as in "prediction", "float".
    first, *rest = problem["loc"]
    return _one_line(str(first)) + "".join(f"[{k}]" for k in rest if isinstance(k, int))


def _value(given: object) -> str:
    """Write a given value as JSON, cut short."""
    try:
        return _one_line(json.dumps(given, ensure_ascii=False, default=str))
    except (ValueError, RecursionError):
        return f"a {type(given).__name__}"


def _one_line(text: str) -> str:
    short = " ".join(text[: 4 * LONGEST_VALUE].split())
    return short if len(short) <= LONGEST_VALUE else f"{short[: LONGEST_VALUE - 1]}…"
