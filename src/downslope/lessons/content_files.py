"""Reading of the lesson's content files: TOML, and texts in Markdown.

`content/NN-name/` is a section. `lesson.toml` describes it, and `text.md` is its text.
`experiment*.toml`, `prompt.toml`, and `quiz.toml` hold questions and may be missing. The tests
check every file, so the readers here trust them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from downslope.errors import DataError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent / "content"


def text_of(file: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    DataError
        The file is missing, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{file} is missing: the lesson cannot be read without it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read: {error}.") from error


def table_of(file: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises
    ------
    DataError
        The file is missing, or is not TOML.
    """
    try:
        return tomllib.loads(text_of(file))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file} is not TOML: {error}.") from error


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser for all texts, on the page and in the terminal; HTML is plain text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
