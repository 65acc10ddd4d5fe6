"""The tutor's server: its tools, resources and prompts, and its instructions to the host."""

from __future__ import annotations

from mcp.server.mcpserver.tools import Tool

from downslope import __version__
from downslope.tutor.answer import Result
from downslope.tutor.call import Desk
from downslope.tutor.comparisons import compare_solvers, gradient_check, sweep_lr
from downslope.tutor.experiments import AGAIN, ExperimentResult, run_experiment
from downslope.tutor.lesson import LessonResult, RubricResult, lesson_open, rubric
from downslope.tutor.lesson_runs import PredictResult, predict_then_train, train
from downslope.tutor.own_data import diagnose
from downslope.tutor.quiz import quiz_ask, quiz_grade
from downslope.tutor.resources import prompts_to_begin, resources
from downslope.tutor.tool import StrictServer, strict_tool

INSTRUCTIONS = """\
You tutor linear regression and gradient descent. These tools run the real thing.
- Never invent a number. Every number you state comes from a tool's result in this conversation.
- Predict first: before any run, ask the learner what they expect and wait for their own answer.
- Give hints, not answers. After a wrong answer give one hint and let them try again. The key to a
  quiz question comes from the server, when it is due.
- Short turns: one idea, one question. Explain a result with its own numbers.
- Begin with lesson_open, or ask which section the learner wants.
"""


def tools(desk: Desk) -> list[Tool]:
    """Return all tools, in the order in which a lesson needs them."""
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
        strict_tool(train, desk, Result, "Run gradient descent"),
        strict_tool(predict_then_train, desk, PredictResult, "Predict, then run it", records=True),
        strict_tool(sweep_lr, desk, Result, "Compare learning rates"),
        strict_tool(gradient_check, desk, Result, "Check the gradient"),
        strict_tool(compare_solvers, desk, Result, "Compare solvers"),
        strict_tool(diagnose, desk, Result, "Diagnose the learner's data"),
        strict_tool(quiz_ask, desk, Result, "Ask a quiz question"),
        strict_tool(quiz_grade, desk, Result, "Grade a quiz answer", records=True),
        strict_tool(rubric, desk, RubricResult, "Grade an answer in own words", records=True),
    ]


def build_server(desk: Desk) -> StrictServer:
    """Return the server, ready to run."""
    server = StrictServer(
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
