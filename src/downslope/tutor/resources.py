"""The lesson to read: as a whole, section by section, the graded prompts, the try-it list.

No key, no rubric and no worked answer is among them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mcp.server.mcpserver.resources import FunctionResource

from downslope.lessons import experiments, prompt, prompts, section, sections

ROOT = "downslope://"
MARKDOWN = "text/markdown"


def resources() -> list[FunctionResource]:
    """All of them; texts are read when asked for."""
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
        _resource("try-it", "The try-it list", "What to predict and then to run.", _try_it),
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
    parts = ["# Try it\n", "Say what you expect before you run it: `run_experiment` asks.\n"]
    for each in experiments():
        parts.append(f"## {each.title} (`{each.id}`)\n\n{each.stem.strip()}\n")
        parts += [f"- {option.text}" for option in each.options]
        parts += [""] * bool(each.options)
    parts.append("# Graded prompts\n")
    parts += [f"- **{each.title}** {' '.join(each.text.split())}" for each in prompts()]
    return "\n".join(parts) + "\n"
