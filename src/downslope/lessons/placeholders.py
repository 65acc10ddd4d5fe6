"""Numbers in the text: `{{lesson.final_loss:.4f}}` stands for a fact of a named run.

    {{RUN.FACT}}           as it is            {{RUN.FACT:.3f}}     any of Python's formats
    {{RUN.FACT:percent2}}  99.54%              {{RUN.FACT:power}}   10¹³⁴, its order of magnitude
    {{RUN.FACT:share}}      99.5%, padded       {{RUN.FACT:rough}}     210,000,000, to two digits
    {{RUN.FACT:bar20}}     a bar of a share    {{glossary}}         the table of notations
    {{this.FACT}}          a fact of the run that an experiment has just made
    {{changes.MODEL}}      the lines that a model changes in the first loop

Runs take seconds, and readers should not wait. So `make lesson` makes the runs and stores the
numbers in `content/numbers.json`. The tests make the runs again and fail if a digit has changed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from downslope.errors import DataError, did_you_mean
from downslope.lessons.content_files import CONTENT, text_of
from downslope.lessons.formulas import Fact
from downslope.lessons.named_runs import named_runs, observe
from downslope.lessons.variations import changes

PLACEHOLDER = re.compile(r"\{\{([^{}\n]+)\}\}")
OUTPUT = re.compile(r"^```output\n.*?^```", flags=re.DOTALL | re.MULTILINE)  # as Python prints it
GLOSSARY = "glossary"
STORE = "numbers.json"
CHANGES = "changes"
THIS = "this."
WRITTEN_IN = ("*.md", "*/text.md", "*/answer.md", "*/lesson.toml", "*/prompt.toml",
              "*/experiment*.toml")  # fmt: skip
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDTH = re.compile(r"(percent|bar)(\d+)")


def filled(text: str, root: Path = CONTENT) -> str:
    """Return the text with its numbers filled in.

    Raises
    ------
    DataError
        A number is not stored, because the text has changed since `make lesson`.
    """
    kept = stored(root) if PLACEHOLDER.search(text) else {}

    def number(name: str) -> str:
        if name == GLOSSARY:
            return glossary()
        if name not in kept:
            raise DataError(
                f"{root / STORE} lacks the number {{{{{name}}}}}, which the text uses: "
                "run 'make lesson'."
            )
        return kept[name]

    return OUTPUT.sub(lambda shown: shown[0].replace("−", "-"), replaced(text, number))


def replaced(text: str, number: Callable[[str], str]) -> str:
    """Return the text with every placeholder replaced by `number(name)`."""
    return PLACEHOLDER.sub(lambda found: number(found[1].strip()), text)


def placeholders(text: str) -> list[str]:
    """Return the placeholders of the text, in order, each once."""
    names = (each.strip() for each in PLACEHOLDER.findall(text))
    return list(dict.fromkeys(name for name in names if name != GLOSSARY))


def wanted(root: Path = CONTENT) -> list[str]:
    """Return the placeholders of all content files, sorted."""
    files = [file for pattern in WRITTEN_IN for file in root.glob(pattern)]
    names = {name for file in files for name in placeholders(text_of(file))}
    return sorted(name for name in names if not name.startswith(THIS))


def computed(name: str, root: Path = CONTENT) -> str:
    """Make the run that a placeholder names and return the formatted number.

    Raises
    ------
    DataError
        There is no such run or fact, or the format does not fit.
    """
    fact, _, form = name.partition(":")
    run, _, fact = fact.partition(".")
    if run == CHANGES:
        return changes(fact)
    runs = named_runs(root)
    if run not in runs:
        raise DataError(f"{{{{{name}}}}}: {root / 'runs.toml'} has no run '{run}'.")
    return written(observe(runs[run]), fact, form)


def written(facts: Mapping[str, Fact], fact: str, form: str) -> str:
    """Return one fact in the given format.

    Raises
    ------
    DataError
        There is no such fact, or the format does not fit.
    """
    if fact not in facts:
        raise DataError(f"The run has no fact '{fact}': {did_you_mean(fact, facts)}")
    value = facts[fact]
    try:
        return _form(value, form)
    except (ValueError, TypeError, OverflowError) as error:
        raise DataError(f"'{fact}' is {value!r}, which '{form}' cannot write: {error}.") from error


def _form(value: Fact, form: str) -> str:
    if value is None or isinstance(value, str | list) or not form:
        return "never" if value is None else format(value, "g" if isinstance(value, float) else "")
    if form == "power":
        return "10" + str(math.floor(math.log10(abs(value)))).translate(_SUPERSCRIPTS)
    if form == "rough":
        return f"{float(f'{value:.1e}'):,.0f}"
    if form == "share":
        return f"{100 * value:5.1f}%"
    special = _WIDTH.fullmatch(form)
    if special is None:
        return format(value, form).replace("-", "−")
    kind, width = special[1], int(special[2])
    if kind == "percent":
        return f"{100 * value:.{width}f}%"
    return ("█" * round(width * min(value, 1))).ljust(width, "·")


@cache
def stored(root: Path = CONTENT) -> Mapping[str, str]:
    """Return the stored numbers.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    file = root / STORE
    try:
        kept = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        raise DataError(
            f"{file} is not JSON: {error}. Run 'make lesson' to regenerate it."
        ) from error
    if not isinstance(kept, dict) or not all(isinstance(each, str) for each in kept.values()):
        raise DataError(f"{file} must map names to strings. Run 'make lesson' to regenerate it.")
    return kept


def glossary() -> str:
    """Return the glossary as a Markdown list."""
    from downslope.lessons.glossary import GLOSSARY

    lines = []
    for term in (term for term in GLOSSARY if term.listed):
        others = ", ".join(f"`{each}`" if "_" in each else each for each in term.others)
        pitfall = f" *Note:* {term.pitfall}" if term.pitfall else ""
        lines.append(f"- **{term.name}** `{term.symbol}`. {term.meaning} "
                     f"Elsewhere: {others}.{pitfall}")  # fmt: skip
    return "\n".join(lines)
