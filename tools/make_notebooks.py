"""Make a notebook from each section of the lesson: python tools/make_notebooks.py

The format is nbformat 4.5. A block of Python becomes a cell, with the output that the text shows.
What a learner should find out has no output: the experiments, the picture, and the exercises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from downslope.lessons.exercises.workbook import Exercise, exercises_of
from downslope.lessons.experiments import Experiment, experiment
from downslope.lessons.sections import Section, sections

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SHOWN = re.compile(r"```python\n(.*?)```\n((?:(?!```).)*)```output\n(.*?)```", re.DOTALL)
SETUP = """\
import glob
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("downslope") is None:
    wheels = glob.glob("downslope-*.whl")
    if not wheels:
        raise SystemExit("Upload the wheel of downslope beside this notebook, then run this again.")
    install = [sys.executable, "-m", "pip", "install", "--quiet", f"{wheels[0]}[plots]"]
    subprocess.run(install, check=True)"""
SHOWS = """\
from IPython.display import Image

from downslope.plots import png

Image(png(picture))"""
OPENS = """\
Cells with your own guesses and code are marked **your turn**. The first cell installs Downslope \
where it is missing, from a wheel that lies beside this notebook: `pip wheel --no-deps .` in the \
repository makes one."""

Cell = dict[str, Any]


def notebook(section: Section) -> dict[str, Any]:
    """Return the notebook of a section."""
    cells = list(_cells(section))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:02d}"
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def written(section: Section) -> str:
    """Return the content of the notebook's file."""
    return json.dumps(notebook(section), indent=1, ensure_ascii=False) + "\n"


def file_of(section: Section) -> Path:
    """Return the file of a section's notebook."""
    return NOTEBOOKS / f"{section.folder.name}.ipynb"


def _cells(section: Section) -> Iterator[Cell]:
    yield _text(f"# {section.title}\n\n{section.summary}\n\n{OPENS}")
    yield _code(SETUP)
    for name in section.experiments:
        yield from _experiment(experiment(name))
    yield from _body(section.body)
    yield _text(f"## A picture\n\n{section.picture.shows}")
    yield _code(f"{section.picture.code.strip()}\n\n{SHOWS}")
    for each in exercises_of(section.id):
        yield from _exercise(each)
    yield _text(section.pointers)


def _experiment(asked: Experiment) -> Iterator[Cell]:
    options = "\n".join(f"- `{option.key}`: {option.text}" for option in asked.options)
    yield _text(f"## Your turn: {asked.title}\n\n{asked.stem.strip()}\n\n{options}".rstrip())
    wanted = "one of the words above, in quotes" if asked.options else "a number"
    yield _code(
        f"prediction = None  # {wanted}\n\n"
        "from downslope.lessons.experiments import experiment\n\n"
        f'asked = experiment("{asked.id}")\n'
        "seen = asked.run()\n"
        'print(asked.score(prediction, seen).text, seen.text, sep="\\n\\n")'
    )


def _body(text: str) -> Iterator[Cell]:
    """Yield the text, with its blocks of Python as cells."""
    end = 0
    for block in SHOWN.finditer(text):
        code, between, output = block.groups()
        yield from _prose(text[end : block.start()] + between)
        yield _code(code.strip(), output)
        end = block.end()
    yield from _prose(text[end:])


def _prose(text: str) -> Iterator[Cell]:
    if text.strip():
        yield _text(text)


def _exercise(asked: Exercise) -> Iterator[Cell]:
    yield _text(
        f"## Your turn: {asked.title}\n\nFill the gap `...` in this cell and run it, then run the "
        "next one, which checks it."
    )
    yield _code(f"%%writefile {asked.filename}\n{asked.template.strip()}")
    yield _code(
        "from pathlib import Path\n\n"
        "from downslope.lessons.exercises.check import check\n"
        "from downslope.lessons.exercises.workbook import exercise\n\n"
        f'found = check(exercise("{asked.id}"), Path("{asked.filename}"))\n'
        'print(found.title, *found.lines, sep="\\n")'
    )


def _text(markdown: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(markdown.strip())}


def _code(source: str, output: str = "") -> Cell:
    stream = {"name": "stdout", "output_type": "stream", "text": _lines(output)}
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [stream] if output else [],
        "source": _lines(source),
    }


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Write all notebooks, and remove those of sections that are gone."""
    NOTEBOOKS.mkdir(exist_ok=True)
    wanted = {file_of(each): written(each) for each in sections()}
    for file in NOTEBOOKS.glob("*.ipynb"):
        if file not in wanted:
            file.unlink()
    for file, content in wanted.items():
        file.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
