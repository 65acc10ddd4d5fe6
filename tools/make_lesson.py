"""Make the lesson's runs, and write the pages that rest on them: python tools/make_lesson.py

`docs/lesson.md` is the lesson as one page. `llms.txt`, for machines, follows llmstxt.org: a title,
a summary, then lists of links with descriptions. `skills/downslope/SKILL.md`, for assistants,
follows agentskills.io. `docs/teacher.md` is the plan and the answer key. The tests fail if the
committed files are stale.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from downslope.lessons.content_files import CONTENT
from downslope.lessons.experiments import Experiment, experiments
from downslope.lessons.open_in_ai import COLLECTED, LONGEST, TARGETS, skill
from downslope.lessons.placeholders import STORE, computed, stored, wanted
from downslope.lessons.prompts import GradedPrompt, prompts
from downslope.lessons.sections import Section, sections
from downslope.lessons.teacher_sheet import teacher_sheet

ROOT = Path(__file__).parents[1]
_FENCED = re.compile(r"(```.*?```)", flags=re.DOTALL)
_HEADING = re.compile(r"^(#+ )", flags=re.MULTILINE)


def lesson_markdown(root: Path = CONTENT) -> str:
    """Return the lesson as one page; answers are folded."""
    asked = {each.id: each for each in experiments(root)}
    graded = {each.id: each for each in prompts(root)}
    parts = [_heading(root), _contents(root)]
    for section in sections(root):
        parts += _section(section, [_experiment(asked[name]) for name in section.experiments])
        parts += [_prompt(graded[name]) for name in section.prompts]
    return "\n\n".join([*parts, _links()]) + "\n"


def llms_text(root: Path = CONTENT) -> str:
    """Return the content of `llms.txt`."""
    lines = [
        "# Downslope",
        "",
        "> Linear regression with its training loop in the open: a lesson with experiments and a "
        "quiz, a command line that says why a run converges or diverges, and coefficients with a "
        "certified error. It needs Python 3.11 or newer, and neither an account nor a network.",
        "",
        "Teach by asking: let the learner predict before you show a number. Every number in the "
        "lesson comes from a run. Quote those numbers or run the command. Never make one up.",
        "",
        "## Lesson",
        "",
        "- [The whole lesson](docs/lesson.md): text, experiments, prompts, and answers",
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
        "- `downslope compare --case NAME`: all solvers on a hard case, side by side",
        "- `downslope learn`, `downslope quiz`: exercises and questions in the terminal",
        "- `downslope tutor`: the lesson's tools for an AI, over MCP",
        "- `--json` after a command that prints numbers: one JSON object instead",
        "",
        "## Optional",
        "",
        "- [The package](README.md): installation, command line, Python interface",
        "- [The loop](src/downslope/descent.py): the five steps, as the package runs them",
    ]
    return "\n".join(lines) + "\n"


def _links() -> str:
    """Return the part on continuing with an AI."""
    rows = [
        f"| {each.title} | `downslope open --in {each.name}` | `{each.address}` | {each.note} |"
        for each in TARGETS.values()
    ]
    return "\n".join(
        [
            "## Take the lesson to an AI",
            "",
            "`downslope open` copies a prompt to your clipboard that makes any AI a tutor for this "
            "lesson. It asks before it tells, and uses the numbers above instead of making some "
            "up. `--in` also opens the AI, with as much of the prompt as fits into the link. "
            "`--print` shows the prompt, and `--section noise` starts with that section.",
            "",
            "| AI | command | address | note |",
            "|---|---|---|---|",
            *rows,
            "",
            f"The addresses were collected in {COLLECTED} and have not been tried. They can change "
            f"without notice. No link is longer than {LONGEST:,} characters.",
        ]
    )


def _heading(root: Path) -> str:
    minutes = sum(section.minutes for section in sections(root))
    return (
        "<!-- Generated from src/downslope/lessons/content by `make lesson`: edit there. -->\n\n"
        "# Linear regression, with its training loop in the open\n\n"
        f"About {minutes} minutes of reading, and {len(experiments(root))} experiments. Every "
        "number comes from a run of this package."
    )


def _contents(root: Path) -> str:
    listed = enumerate(sections(root), start=1)
    return "\n".join(f"{k}. [{each.title}](#{each.id}): {each.summary}" for k, each in listed)


def _section(section: Section, asked: list[str]) -> list[str]:
    """Return the parts of a section: title, experiments, text, picture, commands."""
    shown = section.picture
    return [
        f'<a id="{section.id}"></a>',
        _demoted(f"# {section.title}"),
        *asked,
        _demoted(section.body),
        f"![{shown.shows}]({shown.file})",
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
            *_folded("What happens", f"The answer is {experiment.answer_text(observation)}.\n\n"
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
    """Return the text with every heading one level lower, except in code blocks."""
    parts = _FENCED.split(text)
    return "".join(part if part.startswith("```") else _HEADING.sub(r"#\1", part) for part in parts)


def main() -> None:
    """The numbers first: the texts are filled from them."""
    numbers = {name: computed(name) for name in wanted()}
    (CONTENT / STORE).write_text(json.dumps(numbers, indent=0, ensure_ascii=False) + "\n")
    stored.cache_clear()
    (ROOT / "docs" / "lesson.md").write_text(lesson_markdown())
    (ROOT / "llms.txt").write_text(llms_text())
    skill_file = ROOT / "skills" / "downslope" / "SKILL.md"
    skill_file.parent.mkdir(parents=True, exist_ok=True)
    skill_file.write_text(skill())


def teacher_markdown() -> str:
    """Return the plan and the key as a page."""
    return f"<!-- Generated by `make lesson`. -->\n\n{teacher_sheet()}"


if __name__ == "__main__":
    main()
    (ROOT / "docs" / "teacher.md").write_text(teacher_markdown())
