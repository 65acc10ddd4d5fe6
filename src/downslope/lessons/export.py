"""The whole lesson as one page (`docs/lesson.md`), and its table of contents for machines.

Both are generated from the content (`make lesson`); the tests hold the committed files fresh.
`llms.txt` follows llmstxt.org: a title, a summary, then lists of links with what is behind them.
"""

from __future__ import annotations

import re
from pathlib import Path

from downslope.lessons.content_files import CONTENT
from downslope.lessons.experiments import Experiment, experiments
from downslope.lessons.open_in_ai import COLLECTED, LONGEST, TARGETS
from downslope.lessons.prompts import GradedPrompt, prompts
from downslope.lessons.sections import Section, sections

_FENCED = re.compile(r"(```.*?```)", flags=re.DOTALL)
_HEADING = re.compile(r"^(#+ )", flags=re.MULTILINE)


def lesson_markdown(root: Path = CONTENT) -> str:
    """Every section after its experiments, then its prompt; answers are folded away."""
    asked = {each.id: each for each in experiments(root)}
    graded = {each.id: each for each in prompts(root)}
    parts = [_heading(root), _contents(root)]
    for section in sections(root):
        parts += _section(section, [_experiment(asked[name]) for name in section.experiments])
        parts += [_prompt(graded[name]) for name in section.prompts]
    return "\n\n".join([*parts, _links()]) + "\n"


def llms_text(root: Path = CONTENT) -> str:
    """What is here for a machine that helps someone learn, in one short page."""
    lines = [
        "# Downslope",
        "",
        "> Linear regression with its training loop in the open: a lesson with experiments and a "
        "quiz, a command line that says why a run converges or diverges, and coefficients with a "
        "certified error. Python 3.11 or newer, no account, no network.",
        "",
        "Teach by asking: let the learner predict before you reveal a number. Every number of the "
        "lesson comes from a run; quote those or run the command, and never make one up.",
        "",
        "## Lesson",
        "",
        "- [The whole lesson](docs/lesson.md): its text, experiments, prompts and answers",
    ]
    lines += [f"- [{each.title}](docs/lesson.md#{each.id}): {each.summary}"
              for each in sections(root)]  # fmt: skip
    lines += ["", "## Experiments (predict, run, explain)", ""]
    lines += [f"- {each.title}" + (f": `{each.command}`" if each.command else "")
              for each in experiments(root)]  # fmt: skip
    lines += ["", "## Graded prompts (in this order)", ""]
    lines += [f"- {each.title}: {' '.join(each.text.split())}" for each in prompts(root)]
    lines += [
        "",
        "## Run it",
        "",
        "- `downslope demo`: the lesson's run, line by line; takes --lr, --epochs, --noise, --seed",
        "- `downslope diagnose DATA --target Y --lr R`: why a run fails, and what to change",
        "- `downslope compare --case NAME`: every solver on a hard case, side by side",
        "- `downslope learn`, `downslope quiz`: exercises and questions in the terminal",
        "- `downslope tutor`: the lesson's tools for an AI, over MCP",
        "- `--json` after any of them that prints numbers: one JSON object",
        "",
        "## Optional",
        "",
        "- [The package](README.md): installation, the command line, the Python surface",
        "- [The loop](src/downslope/descent.py): the five steps as they are run",
    ]
    return "\n".join(lines) + "\n"


def _links() -> str:
    """How to go on with an AI, and what is known of each."""
    rows = [
        f"| {each.title} | `downslope open --in {each.name}` | `{each.address}` | {each.note} |"
        for each in TARGETS.values()
    ]
    return "\n".join(
        [
            "## Take the lesson to an AI",
            "",
            "`downslope open` puts a prompt onto your clipboard that makes any AI a tutor for this "
            "lesson: it asks before it tells, and uses the numbers above instead of making some "
            "up. `--in` also opens the AI, with as much of the prompt in the link as it bears; "
            "`--print` shows the prompt; `--section noise` begins there.",
            "",
            "| AI | command | address | mind |",
            "|---|---|---|---|",
            *rows,
            "",
            f"As published in {COLLECTED}, and not tried against any of them: such addresses "
            f"change without notice. No link is longer than {LONGEST:,} characters.",
        ]
    )


def _heading(root: Path) -> str:
    minutes = sum(section.minutes for section in sections(root))
    return (
        "<!-- Generated from src/downslope/lessons/content by `make lesson`: edit there. -->\n\n"
        "# Linear regression, with its training loop in the open\n\n"
        f"About {minutes} minutes of reading, {len(experiments(root))} experiments. Every number "
        "is the outcome of a run of this package."
    )


def _contents(root: Path) -> str:
    listed = enumerate(sections(root), start=1)
    return "\n".join(f"{k}. [{each.title}](#{each.id}): {each.summary}" for k, each in listed)


def _section(section: Section, asked: list[str]) -> list[str]:
    """Its title, what to guess before reading on, the text, the picture, the commands."""
    shown = section.picture
    return [
        f'<a id="{section.id}"></a>',
        _demoted(f"# {section.title}"),
        *asked,
        _demoted(section.body),
        *([] if shown is None else [f"![{shown.shows}]({shown.file})"]),
        _demoted(section.pointers),
    ]


def _experiment(experiment: Experiment) -> str:
    observation = experiment.run()
    options = [f"- {option.text}" for option in experiment.options]
    return "\n".join(
        [
            f"### Guess first: {experiment.title}",
            "",
            experiment.stem,
            *(["", *options] if options else []),
            "",
            *([f"Then run it: `{experiment.command}`", ""] if experiment.command else []),
            *_folded("What happens", f"It was {experiment.answer_text(observation)}.\n\n"
                     f"{observation.text}"),
        ]
    )  # fmt: skip


def _prompt(prompt: GradedPrompt) -> str:
    points = [f"- ({point.worth}) {point.claim} *Check:* {point.verify}" for point in prompt.rubric]
    answer = _demoted(_demoted(prompt.answer))  # below the heading of the prompt
    return "\n".join(
        [
            f"### Answer in your own words: {prompt.title}",
            "",
            f"> {' '.join(prompt.text.split())}",
            "",
            *_folded("A full answer", answer),
            "",
            *_folded(f"What a good answer says ({prompt.worth} points)", "\n".join(points)),
        ]
    )


def _folded(title: str, text: str) -> list[str]:
    return ["<details>", f"<summary>{title}</summary>", "", text, "", "</details>"]


def _demoted(text: str) -> str:
    """Every heading one level lower, those of code blocks excepted."""
    parts = _FENCED.split(text)
    return "".join(part if part.startswith("```") else _HEADING.sub(r"#\1", part) for part in parts)
