"""Long texts in pages that fit into the window."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown
from rich.segment import Segment

FRAME = 7  # lines of a screen that are not the page
FEWEST = 5  # lines of a page, however low the window is

Line = list[Segment]
Page = list[Line]


def pages(text: Markdown, out: Console) -> list[Page]:
    """The text as pages for that window."""
    lines = out.render_lines(text, out.options.update(width=out.width - 2), pad=False)
    return _broken(lines, max(FEWEST, out.height - FRAME))


def _broken(lines: list[Line], height: int) -> list[Page]:
    """Lines as pages; a page ends at an empty line where one is near, and never with a heading."""
    pages, rest = [], _trimmed(lines)
    while len(rest) > height:
        empty = [i for i, line in enumerate(rest[: height + 1]) if _is_empty(line)]
        near = [i for i in empty if i > height // 2 and not _is_heading(rest[:i])]
        cut = near[-1] if near else height
        pages.append(_trimmed(rest[:cut]))
        rest = _trimmed(rest[cut:])
    return [*pages, rest] if rest or not pages else pages


def _is_heading(lines: list[Line]) -> bool:
    """Whether the last line stands alone: a heading, or the sentence before a picture."""
    ends = _trimmed(lines)
    return len(ends) > 1 and _is_empty(ends[-2])


def _trimmed(lines: list[Line]) -> list[Line]:
    """Without the empty lines at both ends."""
    full = [i for i, line in enumerate(lines) if not _is_empty(line)]
    return lines[full[0] : full[-1] + 1] if full else []


def _is_empty(line: Line) -> bool:
    return not "".join(part.text for part in line).strip()
