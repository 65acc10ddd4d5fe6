"""Prompts that make any AI a tutor for this lesson, and links to six of them.

`brief_prompt` fits into a link. `open_prompt` is for the clipboard: the tutor's rules, the lesson's
facts, the experiments, the graded prompts, and on request a section's text or a run.

The addresses of claude, chatgpt, and perplexity are undocumented; those of claude-code and cursor
are documented for 5,000 and 8,000 characters; gemini takes no prompt from a link. They were
collected in November 2026 and have not been tried, and hosts change them without notice. So no link
carries more than 2,000 encoded characters, and the whole prompt always goes to the clipboard.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, text_of
from downslope.lessons.experiments import experiments
from downslope.lessons.placeholders import filled
from downslope.lessons.prompts import prompts
from downslope.lessons.sections import section, sections

_BLOCK = re.compile(r"^```(?:python|output)\n.*?^```", flags=re.DOTALL | re.MULTILINE)


def open_prompt(
    run_facts: str | None = None, section_name: str | None = None, root: Path = CONTENT
) -> str:
    """Return the whole prompt.

    Parameters
    ----------
    run_facts : str, optional
        Result of the learner's own run, to talk about.
    section_name : str, optional
        The section to begin with; its text is included. A section of part two brings its own
        experiments and its graded prompt, in place of those of part one.
    root : Path
        The folder of the content.

    Raises
    ------
    OptionError
        There is no such section.
    """
    chosen = None if section_name is None else section(section_name, root)
    own = {each.id for each in sections(root) if each.part == 1}
    graded = "## The three graded prompts (in this order; each builds on the one before)"
    if chosen is not None and chosen.part == 2:
        own, graded = {chosen.id}, "## The graded prompt of this section"
    parts = [
        filled(text_of(root / "tutor-prompt.md").strip(), root),
        _demo(root),
        "## The sections\n\n"
        + "\n".join(f"- {each.title}: {each.summary}" for each in sections(root)),
    ]
    if tries := _tries(own, root):
        parts.append("## The experiments (ask for a prediction first, then compare)\n\n" + tries)
    if claims := _graded(own, root):
        parts.append(f"{graded}\n\n{claims}")
    if chosen is not None:
        parts.append(
            f"## Begin with this section: {chosen.title}\n\nTeach from its text, but do not "
            f"recite it:\n\n{chosen.body}"
        )
    if run_facts:
        parts.append(f"## The learner's own run\n\nTalk about this one first.\n\n{run_facts}")
    return "\n\n".join(parts) + "\n"


def brief_prompt(section_name: str | None = None, root: Path = CONTENT) -> str:
    """Return the prompt that fits into a link: the role, the rules, and the main facts.

    Raises
    ------
    OptionError
        There is no such section.
    """
    brief = filled(text_of(root / "brief-prompt.md").strip(), root)
    if section_name is None:
        return brief
    return f"{brief} Begin with: {section(section_name, root).title}."


def skill(root: Path = CONTENT) -> str:
    """Return the skill: a file that teaches an assistant to measure with the command line."""
    return filled(text_of(root / "skill.md"), root)


def _tries(own: set[str], root: Path) -> str:
    lines = []
    asked = [each for each in experiments(root) if each.section in own]
    for k, each in enumerate(asked, start=1):
        seen = each.run()
        choices = "".join(f"\n   - {option.text}" for option in each.options)
        command = f"\n   Run: `{each.command}`" if each.command else ""
        lines.append(
            f"{k}. **{each.title}** {_one_line(each.stem)}{choices}{command}\n"
            f"   Observed (only after the prediction): {each.answer_text(seen)}. "
            f"{_one_line(seen.text)}"
        )
    return "\n".join(lines)


def _demo(root: Path) -> str:
    """Return the demo's code and its output, from the section on the demo."""
    shown = _BLOCK.findall(section("demo", root).body)
    return "## The demo, to explain line by line\n\n" + "\n\n".join(shown[:2])


def _graded(own: set[str], root: Path) -> str:
    lines = []
    asked = [each for each in prompts(root) if each.section in own]
    for k, each in enumerate(asked, start=1):
        points = "\n".join(f"   - ({point.worth}) {point.claim}" for point in each.rubric)
        lines.append(
            f"{k}. **{each.title}** {_one_line(each.text)}\n"
            f"   What a good answer says ({each.worth} points; never show this list first):\n"
            f"{points}"
        )
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


COLLECTED = "November 2026"
LONGEST = 2_000  # encoded characters of a whole address
CUT = " (The rest of this prompt is on my clipboard; ask me to paste it.)"
_SENTENCE_END = re.compile(r"[.?!\n](?=[ \n]|$)")


@dataclass(frozen=True, slots=True)
class Target:
    """An AI that can be opened with a link."""

    name: str
    title: str
    address: str  # the encoded prompt goes to its end
    takes_prompt: bool
    note: str

    def to_dict(self) -> dict[str, object]:
        """Return the target as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Link:
    """An address to open, and the text that it carries."""

    target: str
    url: str
    text: str  # the text in the link, possibly cut; empty if it takes none
    note: str

    def to_dict(self) -> dict[str, str]:
        """Return the link as plain data."""
        return asdict(self)


_UNDOCUMENTED = "the link is not documented; if the box is empty, paste the prompt"
_ANSWERS = "it answers at once; paste the whole prompt as your next message"
_INSTALLED = "it must be installed; with 'downslope tutor' it can also make the runs"
_ASKS = "it asks before it uses a prompt from a link"
TARGETS = {
    name: Target(name, title, address, name != "gemini", note)
    for name, title, address, note in (
        ("claude", "Claude", "https://claude.ai/new?q=", _UNDOCUMENTED),
        ("chatgpt", "ChatGPT", "https://chatgpt.com/?q=", _UNDOCUMENTED),
        ("perplexity", "Perplexity", "https://www.perplexity.ai/search?q=", _ANSWERS),
        ("claude-code", "Claude Code", "claude-cli://open?q=", _INSTALLED),
        ("cursor", "Cursor", "https://cursor.com/link/prompt?text=", _ASKS),
        (
            "gemini",
            "Gemini",
            "https://gemini.google.com/app",
            "it takes no prompt from a link; paste the prompt",
        ),
    )
}


def link(target: str, text: str) -> Link:
    """Return the address that opens `target` with `text`, cut at a sentence if it is too long.

    Raises
    ------
    OptionError
        There is no such target.
    """
    if target not in TARGETS:
        raise unknown("target", target, TARGETS)
    chosen = TARGETS[target]
    if not chosen.takes_prompt:
        return Link(chosen.name, chosen.address, "", chosen.note)
    carried = fitting(text, LONGEST - len(chosen.address))
    return Link(chosen.name, chosen.address + encoded(carried), carried, chosen.note)


def encoded(text: str) -> str:
    """Return the text, encoded for an address."""
    return quote(text, safe="")


def fitting(text: str, room: int) -> str:
    """Return the text if it fits when encoded, otherwise as many sentences as fit, and a note."""
    whole = encoded(text)
    if len(whole) <= room:
        return text
    start = re.sub("%.?$", "", whole[: room - len(encoded(CUT))])
    most = unquote(start, errors="ignore")  # drops a character that was cut in half
    ends = [end.end() for end in _SENTENCE_END.finditer(text) if end.end() <= len(most)]
    return (text[: max(ends, default=0)].rstrip() or most) + CUT
