"""The API page tells what the source tells: a field's comment becomes its documentation.

lrs: Vector  # (k,)
"""

from __future__ import annotations

import tokenize
from pathlib import Path

import griffe


class FieldComments(griffe.Extension):
    """Gives every field of a class the comment that stands on its line."""

    def on_class(self, *, cls: griffe.Class, **_: object) -> None:
        """Read the comments of the class's own fields."""
        if cls.is_alias or not isinstance(cls.filepath, Path):
            return
        fields = [
            each
            for each in cls.attributes.values()
            if not each.is_alias and each.docstring is None and each.lineno is not None
        ]
        if not fields:
            return
        comments = comments_of(cls.filepath)
        for field in fields:
            told = comments.get(field.endlineno or 0)
            if told and not field.name.startswith("_"):
                field.docstring = griffe.Docstring(f"{told[0].upper()}{told[1:]}.", parent=field)


def comments_of(file: Path) -> dict[int, str]:
    """The comments that follow code, by line."""
    with tokenize.open(file) as source:
        found = {
            token.start[0]: token.string.lstrip("# ")
            for token in tokenize.generate_tokens(source.readline)
            if token.type == tokenize.COMMENT and token.line[: token.start[1]].strip()
        }
    return {line: text for line, text in found.items() if not text.startswith(("noqa", "type:"))}
