"""The files that the lesson is written in: found, read and checked, with errors that say where.

`content/NN-name/` is a section: `lesson.toml` says what it is, `text.md` is what people read,
`experiment*.toml` and `prompt.toml` are what they are asked. A key that nobody reads, or a file
that is missing, is an error of the author's, and is told with the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from downslope.errors import DataError, did_you_mean

CONTENT = Path(__file__).parent / "content"
_FOLDER = re.compile(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)")
_KIND = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}

Fields = dict[str, Any]
Kinds = Mapping[str, type]


def section_folders(root: Path = CONTENT) -> dict[str, Path]:
    """The id and the folder of every section, in order.

    Raises:
        DataError: no such folder, none in it, or two of one name.

    """
    folders: dict[str, Path] = {}
    for folder in sorted(each for each in root.glob("*") if each.is_dir()):
        named = _FOLDER.fullmatch(folder.name)
        if named is None:
            continue
        name = named[1]
        if name in folders:
            raise DataError(
                f"{folder} and {folders[name].name} are both section '{name}': rename one."
            )
        folders[name] = folder
    if not folders:
        raise DataError(f"{root} holds no section: there should be folders such as 01-why.")
    return folders


def text_of(file: Path) -> str:
    """The text of a file.

    Raises:
        DataError: it is missing, or is not UTF-8.

    """
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{file} is missing: the lesson cannot be read without it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read: {error}.") from error


def table_of(file: Path) -> Fields:
    """What a TOML file holds.

    Raises:
        DataError: it is missing, or is not TOML.

    """
    try:
        return tomllib.loads(text_of(file))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file} is not TOML: {error}.") from error


def checked(given: object, where: str, required: Kinds, optional: Kinds | None = None) -> Fields:
    """The fields of a table, once each is known, there, and of its kind.

    Raises:
        DataError: which key of `where` is unknown, missing or of another kind.

    """
    optional = optional or {}
    known = {**required, **optional}
    if not isinstance(given, dict):
        raise DataError(f"{where} has to be a table of: {', '.join(known)}.")
    for key, value in given.items():
        if key not in known:
            raise DataError(f"{where} has the unknown key '{key}': {did_you_mean(key, known)}")
        if not _is(value, known[key]):
            raise DataError(f"{where}: {key} = {value!r} has to be {_KIND[known[key]]}.")
    missing = [key for key in required if key not in given]
    if missing:
        raise DataError(f"{where} lacks '{missing[0]}': write {missing[0]} = …")
    return given


def texts(fields: Fields, key: str, where: str) -> tuple[str, ...]:
    """The list of texts under a key; empty if it is not there.

    Raises:
        DataError: something else is in the list.

    """
    listed = fields.get(key, [])
    for each in listed:
        if not isinstance(each, str):
            raise DataError(f"{where}: {key} holds {each!r}, which has to be a text.")
    return tuple(listed)


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)
