"""The form of the lesson's content: every key known, there and of its kind, every id used once.

The package trusts its own content, so the content is checked here: `check_lesson` and `check_quiz`
raise a `DataError` that names the file and the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from downslope.errors import DataError, did_you_mean
from downslope.lessons.answers import Option
from downslope.lessons.content_files import table_of, text_of
from downslope.lessons.named_runs import Settings
from downslope.lessons.quiz.items import Item, Miss

Kinds = Mapping[str, type]

FOLDER = re.compile(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)")
HEADING = re.compile(r"^# ", flags=re.MULTILINE)
KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}
VERBS = ("train", "compare", "fit", "split", "model")
QUIZ_KINDS = ("choice", "numeric", "predict")
MOST_OPTIONS = 6  # letters that the terminal does not use for h, q and s

SECTION = ({"title": str, "summary": str, "minutes": int, "picture": dict},
           {"experiments": list, "prompts": list, "see": list})  # fmt: skip
EXPERIMENT = ({"id": str, "title": str, "kind": str, "stem": str, "run": str, "observe": str,
               "explain": str},
              {"options": list, "tolerance": float, "relative": bool, "unit": str, "format": str,
               "too_low": str, "too_high": str, "command": str})  # fmt: skip
PROMPT = ({"id": str, "title": str, "text": str, "levels": list, "rubric": list}, {})
RUN = ({}, {each.name: type(each.default) for each in fields(Settings)} | {"snapshots": list})


def check_lesson(root: Path) -> None:
    """Check the runs and every section below `root`, with its experiments and its prompt.

    Raises
    ------
    DataError
        What is wrong, with the file and the key.
    """
    folders = sorted(each for each in root.glob("*") if FOLDER.fullmatch(each.name))
    if not folders:
        raise DataError(f"{root} holds no section: there should be folders such as 01-why.")
    file = root / "runs.toml"
    runs = table_of(file)
    for name, run in runs.items():
        _check_run(run, f"{file} [{name}]")
    sections: dict[str, str] = {}
    asked: dict[str, str] = {}
    graded: dict[str, str] = {}
    for folder in folders:
        name = folder.name.partition("-")[2]
        if name in sections:
            raise DataError(f"{folder} and {sections[name]} are both section '{name}': rename one.")
        sections[name] = folder.name
        _check_section(folder)
        for file in sorted(folder.glob("experiment*.toml")):
            _check_once(asked, file, name)
            _check_experiment(file, list(runs))
        for file in folder.glob("prompt.toml"):
            _check_once(graded, file, name)
            _check_prompt(file)


def _check_once(seen: dict[str, str], file: Path, section: str) -> None:
    name = table_of(file)["id"]
    if name in seen:
        raise DataError(f"{file}: '{name}' is also in section '{seen[name]}'.")
    seen[name] = section


def _check_run(given: object, where: str) -> None:
    run = checked(given, where, *RUN)
    verb = run.get("verb", "train")
    if verb not in VERBS:
        raise DataError(f"{where}: verb = '{verb}' has to be {', '.join(VERBS)}.")
    if (verb in ("compare", "fit")) != bool(run.get("case")):
        raise DataError(f"{where}: compare and fit need a case, and train and split have none.")
    if (verb == "model") != bool(run.get("model") and run.get("points")):
        raise DataError(f"{where}: verb = 'model' needs a model and points, and no other has them.")


def _check_section(folder: Path) -> None:
    file = folder / "lesson.toml"
    section = checked(table_of(file), str(file), *SECTION)
    for each in section.get("see", []):
        checked(each, f"{file} [[see]]", {"line": str, "shows": str})
    checked(section["picture"], f"{file} [picture]", {"file": str, "shows": str})
    for key, pattern in (("experiments", "experiment*.toml"), ("prompts", "prompt.toml")):
        _check_listed(file, key, section.get(key, []), _ids(folder, pattern))
    text = text_of(folder / "text.md").strip()
    if not text:
        raise DataError(f"{folder / 'text.md'} is empty: every section has a text.")
    if HEADING.search(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        raise DataError(f"{folder / 'text.md'}: headings start at ##; the title is in lesson.toml.")


def _ids(folder: Path, pattern: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for file in sorted(folder.glob(pattern)):
        name = table_of(file).get("id")
        if not isinstance(name, str) or not name:
            raise DataError(f"{file} lacks 'id': write id = …")
        if name in found:
            raise DataError(f"{file} and {found[name].name} both have the id '{name}'.")
        found[name] = file
    return found


def _check_listed(file: Path, key: str, listed: list[Any], there: dict[str, Path]) -> None:
    for name in listed:
        if not isinstance(name, str):
            raise DataError(f"{file}: {key} holds {name!r}, which has to be a text.")
        if name not in there:
            raise DataError(f"{file}: {key} names '{name}', and no file of {file.parent} has it.")
    for name, source in there.items():
        if name not in listed:
            raise DataError(f"{source} is in no section: add '{name}' to {key} of {file}.")
    if len(set(listed)) < len(listed):
        raise DataError(f"{file}: {key} names one of them twice.")


def _check_experiment(file: Path, runs: list[str]) -> None:
    where = str(file)
    given = checked(table_of(file), where, *EXPERIMENT)
    kind, options = given["kind"], given.get("options", [])
    for option in options:
        checked(option, f"{where} [[options]]",
                {"key": str, "text": str, "feedback": str, "correct": str})  # fmt: skip
    if kind not in ("number", "choice"):
        raise DataError(f"{where}: kind = '{kind}' has to be number or choice.")
    if (kind == "choice") != (len(options) >= 2):
        raise DataError(f"{where}: a choice has two [[options]] or more, and a number has none.")
    if len({option["key"] for option in options}) < len(options):
        raise DataError(f"{where}: two options have the same key.")
    if kind == "number" and not given.get("tolerance", 0) > 0:
        raise DataError(f"{where}: a number needs a tolerance above 0.")
    if given["run"] not in runs:
        near = did_you_mean(given["run"], runs)
        raise DataError(f"{where}: run = '{given['run']}' is not in runs.toml: {near}")


def _check_prompt(file: Path) -> None:
    where = str(file)
    given = checked(table_of(file), where, *PROMPT)
    text_of(file.parent / "answer.md")
    for level in given["levels"]:
        checked(level, f"{where} [[levels]]", {"id": str, "text": str})
    kinds = {"id": str, "claim": str, "worth": int, "verify": str}
    points = [checked(each, f"{where} [[rubric]]", kinds) for each in given["rubric"]]
    names = {point["id"] for point in points}
    if not points or len(names) < len(points) or min(point["worth"] for point in points) < 1:
        raise DataError(f"{where}: the rubric has points of different ids, each worth 1 or more.")


def checked(
    given: object, where: str, required: Kinds, optional: Kinds | None = None
) -> dict[str, Any]:
    """Return the fields of a table, once each is known, there and of its kind.

    Raises
    ------
    DataError
        A key of `where` is unknown, missing or of another kind.
    """
    known = {**required, **(optional or {})}
    if not isinstance(given, dict):
        raise DataError(f"{where} has to be a table of: {', '.join(known)}.")
    for key, value in given.items():
        if key not in known:
            raise DataError(f"{where} has the unknown key '{key}': {did_you_mean(key, known)}")
        if not _is(value, known[key]):
            raise DataError(f"{where}: {key} = {value!r} has to be {KINDS[known[key]]}.")
    missing = [key for key in required if key not in given]
    if missing:
        raise DataError(f"{where} lacks '{missing[0]}': write {missing[0]} = …")
    return given


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)


def check_quiz(*files: Path) -> None:
    """Check the items of these files.

    Raises
    ------
    DataError
        What is wrong, with the file and the item.
    """
    ids: set[str] = set()
    for file in files:
        content = table_of(file)
        if set(content) != {"item"}:
            raise DataError(f"{file} should hold nothing but [[item]] tables.")
        for entry in content["item"]:
            _check_item(entry, f"{file}, item '{entry.get('id', '?')}'")
            if entry["id"] in ids:
                raise DataError(f"Two quiz items have the id '{entry['id']}'.")
            ids.add(entry["id"])


def _check_item(entry: dict[str, Any], where: str) -> None:
    known = {each.name for each in fields(Item)} - {"topic"}
    for name in entry.keys() - known:
        raise DataError(f"{where}: '{name}' is not known: {did_you_mean(name, known)}")
    for name in ("id", "kind", "level", "stem", "hints", "why", "verify"):
        if name not in entry:
            raise DataError(f"{where} lacks something: '{name}'.")
    try:
        options = [Option(**each) for each in entry.get("options", ())]
        misses = [Miss(**each) for each in entry.get("misses", ())]
    except TypeError as error:
        raise DataError(f"{where} lacks something or has too much: {error}.") from error
    kind, answer = entry["kind"], entry.get("answer", "")
    faults = {
        f"kind '{kind}' is none of {', '.join(QUIZ_KINDS)}": kind not in QUIZ_KINDS,
        f"level {entry['level']} is not 1, 2 or 3": entry["level"] not in (1, 2, 3),
        "a choice needs options and a number an answer": bool(options) == bool(answer),
        "its kind does not fit its options": kind != "predict"
        and (kind == "choice") != bool(options),
        "a choice needs from two to six options": options and not 2 <= len(options) <= MOST_OPTIONS,
        "no option is correct": options and not any(option.correct for option in options),
        "feedback for other numbers is missing": not (options or entry.get("otherwise")),
        "an option looks like a letter": any(len(each.text) < 2 for each in options),
        "nothing proves the key": not entry["verify"].get("expect"),
        "hints, why or feedback are missing": not entry["hints"]
        or not all([entry["why"], entry["stem"], *(each.feedback for each in options)])
        or not all(each.feedback for each in misses),
    }
    for fault, is_so in faults.items():
        if is_so:
            raise DataError(f"{where}: {fault}.")
