"""What to paste into any AI so that it teaches this lesson well, with no tools and no network.

`brief_prompt` fits into a link; `open_prompt` goes onto the clipboard: the tutor's rules, the
lesson's facts, the try-it list and the graded prompts, and a section's text or a run on request.
"""

from __future__ import annotations

from pathlib import Path

from downslope.lessons.content_files import CONTENT, text_of
from downslope.lessons.graded_prompts import prompts
from downslope.lessons.numbers import filled
from downslope.lessons.outline import section, sections
from downslope.lessons.predicting import experiments


def open_prompt(
    run_facts: str | None = None, section_name: str | None = None, root: Path = CONTENT
) -> str:
    """The whole prompt.

    Args:
        run_facts: what the learner's own run came to, to be talked about.
        section_name: the section to begin with, whose text is then included.
        root: the folder of the content.

    Raises:
        OptionError: there is no such section.

    """
    parts = [
        filled(text_of(root / "tutor-prompt.md").strip(), root),
        "## The sections\n\n"
        + "\n".join(f"- {each.title}: {each.summary}" for each in sections(root)),
        "## The try-it list (ask for a prediction first, then compare)\n\n" + _tries(root),
        "## The three graded prompts (in this order; each builds on the one before)\n\n"
        + _graded(root),
    ]
    if section_name is not None:
        chosen = section(section_name, root)
        parts.append(
            f"## Begin with this section: {chosen.title}\n\nIts text, to teach from rather than "
            f"to recite:\n\n{chosen.body}"
        )
    if run_facts:
        parts.append(f"## The learner's own run\n\nTalk about this one first.\n\n{run_facts}")
    return "\n\n".join(parts) + "\n"


def brief_prompt(section_name: str | None = None, root: Path = CONTENT) -> str:
    """The prompt that a link has room for: who to be, the rules, the facts that matter most.

    Raises:
        OptionError: there is no such section.

    """
    brief = filled(text_of(root / "brief-prompt.md").strip(), root)
    if section_name is None:
        return brief
    return f"{brief} Begin with: {section(section_name, root).title}."


def _tries(root: Path) -> str:
    lines = []
    for k, each in enumerate(experiments(root), start=1):
        seen = each.run()
        choices = "".join(f"\n   - {option.text}" for option in each.options)
        command = f"\n   Run: `{each.command}`" if each.command else ""
        lines.append(
            f"{k}. **{each.title}.** {_one_line(each.stem)}{choices}{command}\n"
            f"   Observed (only after the prediction): {each.answer_text(seen)}. "
            f"{_one_line(seen.text)}"
        )
    return "\n".join(lines)


def _graded(root: Path) -> str:
    lines = []
    for k, each in enumerate(prompts(root), start=1):
        points = "\n".join(f"   - ({point.worth}) {point.claim}" for point in each.rubric)
        lines.append(
            f"{k}. **{each.title}** {_one_line(each.text)}\n"
            f"   What a good answer says ({each.worth} points; never show this list first):\n"
            f"{points}"
        )
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
