"""What to paste into any AI so that it teaches this lesson well, with no tools and no network.

`brief_prompt` fits into a link; `open_prompt` goes onto the clipboard: the tutor's rules, the
lesson's facts, the try-it list and the graded prompts, and a section's text or a run on request.

Links that open an AI with the lesson's prompt in its box, as far as each of them allows.

    target        address                                    seen documented to take
    claude        https://claude.ai/new?q=                    undocumented
    chatgpt       https://chatgpt.com/?q=                     undocumented
    perplexity    https://www.perplexity.ai/search?q=         undocumented
    claude-code   claude-cli://open?q=                        5,000 characters
    cursor        https://cursor.com/link/prompt?text=        8,000 characters, encoded
    gemini        no prefill that can be relied on            paste it

Collected in November 2026 from what the makers publish, and not tried against them: hosts change
such addresses without notice. So a link never carries more than 2,000 encoded characters, and the
whole prompt goes onto the clipboard whatever the link does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, text_of
from downslope.lessons.experiments import experiments
from downslope.lessons.numbers import filled
from downslope.lessons.prompts import prompts
from downslope.lessons.sections import section, sections

_BLOCK = re.compile(r"^```(?:python|output)\n.*?^```", flags=re.DOTALL | re.MULTILINE)


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
        _demo(root),
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
            f"{k}. **{each.title}** {_one_line(each.stem)}{choices}{command}\n"
            f"   Observed (only after the prediction): {each.answer_text(seen)}. "
            f"{_one_line(seen.text)}"
        )
    return "\n".join(lines)


def _demo(root: Path) -> str:
    """The demo's code and what it prints, as the section on it shows them."""
    shown = _BLOCK.findall(section("demo", root).body)
    return "## The demo, to be explained line by line\n\n" + "\n\n".join(shown[:2])


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


COLLECTED = "November 2026"
LONGEST = 2_000  # encoded characters of a whole address
CUT = " (The rest of this prompt is on my clipboard; ask me to paste it.)"


@dataclass(frozen=True, slots=True)
class Target:
    """An AI that can be opened by an address."""

    name: str
    title: str
    address: str  # the encoded prompt is put at its end, if it takes one
    takes_prompt: bool
    note: str

    def to_dict(self) -> dict[str, object]:
        """The target as plain data."""
        return {
            "name": self.name,
            "title": self.title,
            "address": self.address,
            "takes_prompt": self.takes_prompt,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Link:
    """An address to open, and the text that it carries."""

    target: str
    url: str
    text: str  # as carried: perhaps cut; empty where the address takes none
    note: str

    def to_dict(self) -> dict[str, str]:
        """The link as plain data."""
        return {"target": self.target, "url": self.url, "text": self.text, "note": self.note}


_UNDOCUMENTED = "its prefill is not documented; if the box is empty, paste"
TARGETS = {
    each.name: each
    for each in (
        Target("claude", "Claude", "https://claude.ai/new?q=", True, _UNDOCUMENTED),
        Target("chatgpt", "ChatGPT", "https://chatgpt.com/?q=", True, _UNDOCUMENTED),
        Target(
            "perplexity",
            "Perplexity",
            "https://www.perplexity.ai/search?q=",
            True,
            "it answers at once; paste the whole prompt as your next message",
        ),
        Target(
            "claude-code",
            "Claude Code",
            "claude-cli://open?q=",
            True,
            "it has to be installed; with `downslope tutor` it can also make the runs",
        ),
        Target(
            "cursor",
            "Cursor",
            "https://cursor.com/link/prompt?text=",
            True,
            "it asks before it takes a prompt from a link",
        ),
        Target(
            "gemini",
            "Gemini",
            "https://gemini.google.com/app",
            False,
            "it takes no prompt from a link; paste",
        ),
    )
}


def link(target: str, text: str) -> Link:
    """The address that opens `target` with `text`, cut at a sentence where it is too long.

    Raises:
        OptionError: there is no such target.

    """
    if target not in TARGETS:
        raise unknown("target", target, TARGETS)
    chosen = TARGETS[target]
    if not chosen.takes_prompt:
        return Link(chosen.name, chosen.address, "", chosen.note)
    carried = fitting(text, LONGEST - len(chosen.address))
    return Link(chosen.name, chosen.address + encoded(carried), carried, chosen.note)


def encoded(text: str) -> str:
    """The text as part of an address."""
    return quote(text, safe="")


def fitting(text: str, room: int) -> str:
    """The text if its encoded form fits, else as many sentences as do, and where the rest is."""
    if len(encoded(text)) <= room:
        return text
    room -= len(encoded(CUT))
    kept, used = 0, 0
    for position, character in enumerate(text):
        used += len(encoded(character))
        if used > room:
            break
        if character in ".?!\n" and text[position + 1 : position + 2] in (" ", "\n", ""):
            kept = position + 1
    shortened = text[:kept].rstrip() or _shortest(text, room)
    return shortened + CUT


def _shortest(text: str, room: int) -> str:
    """As many characters as fit, for a text without a single sentence."""
    used = 0
    for position, character in enumerate(text):
        used += len(encoded(character))
        if used > room:
            return text[:position]
    return text
