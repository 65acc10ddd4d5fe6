"""What is served: the tools, the lesson to read, the prompts, and how a tutor behaves."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, GetPromptResult, InputRequiredResult

from downslope import __version__
from downslope.errors import did_you_mean
from downslope.tutor.call import Desk
from downslope.tutor.comparisons import (
    CompareResult,
    GradientResult,
    SweepResult,
    compare_solvers,
    gradient_check,
    sweep_lr,
)
from downslope.tutor.experiments import AGAIN, ExperimentResult, run_experiment
from downslope.tutor.lesson import LessonResult, RubricResult, lesson_open, rubric
from downslope.tutor.lesson_runs import PredictResult, TrainResult, predict_then_train, train
from downslope.tutor.own_data import DiagnoseResult, diagnose
from downslope.tutor.quiz import AskResult, GradeResult, quiz_ask, quiz_grade
from downslope.tutor.resources import prompts_to_begin, resources
from downslope.tutor.tool import StrictTool, strict_tool

INSTRUCTIONS = """\
You tutor linear regression and gradient descent. These tools run the real thing.
- Never invent a number. Every number you state comes from a tool's result in this conversation.
- Predict first: before any run, ask the learner what they expect and wait for their own answer.
- Give hints, not answers. After a wrong answer give one hint and let them try again. The key to a
  quiz question comes from the server, when it is due.
- Short turns: one idea, one question. Explain a result with its own numbers.
- Begin with lesson_open, or ask which section the learner wants.
"""


class Tutor(MCPServer):
    """A server that says which prompts there are when it is asked for another."""

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Any = None
    ) -> GetPromptResult | InputRequiredResult:
        """The prompt of that name, with its arguments filled in."""
        known = [each.name for each in await self.list_prompts()]
        if name not in known:
            message = f"There is no prompt '{name[:40]}': {did_you_mean(name, known)}"
            raise MCPError(code=INVALID_PARAMS, message=message)
        return await super().get_prompt(name, arguments, context)


def tools(desk: Desk) -> list[StrictTool]:
    """All tools, in the order in which a lesson needs them."""
    return [
        strict_tool(lesson_open, desk, LessonResult, "Open a section", records=True),
        strict_tool(
            run_experiment,
            desk,
            ExperimentResult,
            "Predict, run, explain",
            records=True,
            late=AGAIN,
        ),
        strict_tool(train, desk, TrainResult, "Run gradient descent"),
        strict_tool(predict_then_train, desk, PredictResult, "Predict, then run it", records=True),
        strict_tool(sweep_lr, desk, SweepResult, "Compare learning rates"),
        strict_tool(gradient_check, desk, GradientResult, "Check the gradient"),
        strict_tool(compare_solvers, desk, CompareResult, "Compare solvers"),
        strict_tool(diagnose, desk, DiagnoseResult, "Diagnose the learner's data"),
        strict_tool(quiz_ask, desk, AskResult, "Ask a quiz question"),
        strict_tool(quiz_grade, desk, GradeResult, "Grade a quiz answer", records=True),
        strict_tool(rubric, desk, RubricResult, "Grade an answer in own words", records=True),
    ]


def build_server(desk: Desk) -> Tutor:
    """The server, ready to run."""
    server = Tutor(
        "downslope",
        title="Downslope: linear regression with its training loop in the open",
        version=__version__,
        instructions=INSTRUCTIONS,
        tools=list(tools(desk)),
        resources=list(resources()),
        log_level="ERROR",
    )
    for prompt in prompts_to_begin():
        server.add_prompt(prompt)
    return server
