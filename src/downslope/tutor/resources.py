"""Resources and prompts of the MCP server: the lesson to read, and ways to start it.

The resources are the whole lesson, its sections, the graded prompts and a list of experiments. They
contain no keys, rubrics, or worked answers. The prompts appear in the menu of the learner's AI.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.resources import FunctionResource
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS
from pydantic import Field

from downslope.errors import OptionError, did_you_mean
from downslope.lessons.experiments import experiments
from downslope.lessons.prompts import prompt, prompts
from downslope.lessons.sections import section, sections

ROOT = "downslope://"
MARKDOWN = "text/markdown"


def resources() -> list[FunctionResource]:
    """List the resources; their texts are read on demand."""
    return [
        _resource("lesson", "The whole lesson", "All sections, in order.", _lesson),
        *(
            _resource(f"lesson/{each.id}", each.title, each.summary, partial(_section, each.id))
            for each in sections()
        ),
        *(
            _resource(
                f"prompt/{each.id}",
                each.title,
                "A graded prompt, without its answer.",
                partial(_prompt, each.id),
            )
            for each in prompts()
        ),
        _resource("try-it", "Experiments to try", "What to predict and then run.", _try_it),
    ]


def _resource(path: str, title: str, description: str, read: Callable[[], str]) -> FunctionResource:
    return FunctionResource(
        uri=ROOT + path,
        name=path,
        title=title,
        description=description,
        mime_type=MARKDOWN,
        fn=read,
    )


def _lesson() -> str:
    return "\n".join(each.text for each in sections())


def _section(name: str) -> str:
    return section(name).text


def _prompt(name: str) -> str:
    graded = prompt(name)
    return f"# {graded.title}\n\n{graded.text}\n"


def _try_it() -> str:
    parts = ["# Try it\n", "Predict before you run: `run_experiment` asks for your prediction.\n"]
    for each in experiments():
        parts.append(f"## {each.title} (`{each.id}`)\n\n{each.stem.strip()}\n")
        parts += [f"- {option.text}" for option in each.options]
        parts += [""] * bool(each.options)
    parts.append("# Graded prompts\n")
    parts += [f"- **{each.title}** {' '.join(each.text.split())}" for each in prompts()]
    return "\n".join(parts) + "\n"


LEVELS = {
    "newcomer": "I have never trained a model: use plain words and small steps, and explain terms.",
    "practitioner": "I call fit() at work: skip what I know, show me what goes wrong and why.",
    "theorist": "I know the mathematics: be exact, derive what you claim, cover the edge cases.",
}
HOUSE_RULES = (
    "Use the downslope tools for every number, and state no number that is not from a tool. Ask me "
    "for a prediction before every run and wait for it. Give me hints rather than answers."
)
Level = Annotated[str, Field(description=f"{', '.join(LEVELS)}; newcomer by default.")]


def prompts_to_begin() -> list[Prompt]:
    """List the prompts, each with its title and description."""
    return [
        Prompt.from_function(each, description=(each.__doc__ or "").strip(), title=title)
        for each, title in (
            (walk_me_through, "Walk me through the lesson"),
            (prompt_1_mse, "What the mean squared error measures"),
            (prompt_2_gradient, "Where the gradient comes from"),
            (prompt_3_gd_vs_normal, "Gradient descent or the normal equation"),
            (quiz_me, "Quiz me"),
        )
    ]


def walk_me_through(level: Level = "newcomer") -> str:
    """The whole lesson with the AI as tutor: the why, the demo, the experiments, the quiz."""
    return (
        "Walk me through linear regression and its training loop, section by section: start with "
        "lesson_open and go on to the section it names next when I am ready. Run each section's "
        "experiments with run_experiment before you explain them, and end it with two questions "
        f"from quiz_ask. {HOUSE_RULES} {_about(level)}"
    )


def prompt_1_mse(level: Level = "newcomer") -> str:
    """Graded: what the MSE measures, why it squares, why its minimum is the best-fit line."""
    return _graded("mse", level)


def prompt_2_gradient(level: Level = "newcomer") -> str:
    """Graded: derive the gradient of the MSE step by step, and say why Xᵀ appears."""
    return _graded("gradient", level)


def prompt_3_gd_vs_normal(level: Level = "newcomer") -> str:
    """Graded: when gradient descent fails where the normal equation works, and vice versa."""
    return _graded("gd-vs-normal", level)


def quiz_me(
    level: Level = "newcomer",
    topic: Annotated[str, Field(description="A section's id; all of them by default.")] = "",
) -> str:
    """Questions from the bank, one at a time, with feedback and hints for each answer."""
    about = f" on '{_topic(topic)}'" if topic else ""
    return (
        f"Quiz me{about}, one question at a time: get it from quiz_ask, show it word for word with "
        "its options, wait for my answer, and pass it to quiz_grade. When I am wrong, give me the "
        f"hint and let me try again. Stop when I say so. {HOUSE_RULES} {_about(level)}"
    )


def _graded(name: str, level: str) -> str:
    try:
        graded = prompt(name)
    except OptionError as error:
        raise MCPError(code=INVALID_PARAMS, message=str(error)) from error
    return (
        f"{graded.text.strip()}\n\nDo not answer this for me. Let me answer first, in my own "
        f"words. Then grade me with rubric (prompt_id='{name}'), point by point, and check my "
        f"numbers with the tools it names. {HOUSE_RULES} {_about(level)}"
    )


def _about(level: str) -> str:
    if level not in LEVELS:
        message = f"level='{level[:40]}' is not known: {did_you_mean(level, LEVELS)}"
        raise MCPError(code=INVALID_PARAMS, message=message)
    return LEVELS[level]


def _topic(name: str) -> str:
    try:
        return section(name).id
    except OptionError as error:
        raise MCPError(code=INVALID_PARAMS, message=str(error)) from error
