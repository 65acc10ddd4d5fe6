"""Links that open an AI with the lesson's prompt in its box, as far as each of them allows.

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

from dataclasses import dataclass
from urllib.parse import quote

from downslope.errors import unknown

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
