"""The tutor with what the official scenarios ask of a server's own tools, resources and prompts.

They are made as the tutor's are: strict tools, answers with pictures, forms for the learner. Run as
a program it serves HTTP on a free port and says where on standard error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult, Resolve
from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.resources import FunctionResource
from pydantic import BaseModel, Field

from downslope.errors import OptionError
from downslope.lessons.progress import Progress
from downslope.plots.style import blank_figure, png
from downslope.tutor.call import Answer, Call, Desk, Result
from downslope.tutor.protocol import strict_tool
from downslope.tutor.server import build_server, serve

PICTURE = png(blank_figure(0.1, 0.1))


def test_simple_text(call: Call) -> Answer:
    """Text."""
    return Answer("This is a simple text response for testing.", {})


def test_image_content(call: Call) -> Answer:
    """A picture beside the text."""
    return Answer("A picture:", {}, (PICTURE,))


def test_error_handling(call: Call) -> Answer:
    """A refusal."""
    raise OptionError("This tool intentionally returns an error for testing")


class Form(BaseModel):
    username: str = Field(description="User's response")
    email: str = Field(description="User's email address")


def ask(message: str, ctx: Context) -> Elicit[Form]:
    return Elicit(message, Form)


def test_elicitation(
    call: Call, message: str, *, guess: Annotated[ElicitationResult[Form], Resolve(ask)]
) -> Answer:
    """A form."""
    filled = guess.data.username if isinstance(guess, AcceptedElicitation) else "nothing"
    return Answer(f"User response: {guess.action}, {filled}", {})


def test_simple_prompt() -> str:
    """A prompt."""
    return "This is a simple prompt for testing."


def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
    """A prompt with arguments."""
    return f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"


def static_text() -> str:
    return "This is the content of the static text resource."


def conforming(folder: Path) -> MCPServer:
    desk = Desk(Progress.load(folder / "progress.json"))
    server = build_server(desk)
    for each in (test_simple_text, test_image_content, test_error_handling, test_elicitation):
        made = strict_tool(each, desk, Result, "For the suite")
        server._tool_manager._tools[made.name] = made
    for prompt in (test_simple_prompt, test_prompt_with_arguments):
        server.add_prompt(Prompt.from_function(prompt))
    server.add_resource(
        FunctionResource(
            uri="test://static-text", name="text", mime_type="text/plain", fn=static_text
        )
    )
    return server


if __name__ == "__main__":
    serve(conforming(Path(sys.argv[1])), 0, lambda where: print(where, file=sys.stderr, flush=True))
