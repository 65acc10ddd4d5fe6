"""Lines that a model changes in the lesson's loop, made from `examples/variations`.

    print(changes("ridge"))          the lines of the loop that go (-) and that come (+)
    changed_steps("ridge")           {"loss", "gradient"}

Both files are plain NumPy and run as they are; the examples belong to a checkout, so `make lesson`
stores the result in `content/numbers.json`.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from pathlib import Path

from downslope.lessons.content_files import text_of

VARIATIONS = Path(__file__).parents[3] / "examples" / "variations"
FIRST = "linear"
STEP = re.compile(r"\s+# \d\. (\w+)$")
STEPS = ("settings", "initialize", "predict", "loss", "gradient", "update")
DATA_LINE = re.compile(r"(import|rng|x|y|X_b) ")


def changes(name: str) -> str:
    """Return the lines that differ from the first loop, below the step that they belong to.

    Raises
    ------
    DataError
        The examples are not there.
    """
    blocks: list[list[str]] = []
    shown = ""
    for step, sign, line in _difference(name):
        if step != shown:
            blocks.append([f"@@ {step} @@"])
            shown = step
        blocks[-1].append(f"{sign}{line}")
    return "\n".join("\n".join(block) for block in blocks)


def changed_steps(name: str) -> set[str]:
    """Return the steps with a line that differs, and "settings" if one of those does.

    Raises
    ------
    DataError
        The examples are not there.
    """
    return {step for step, _, _ in _difference(name)}


def _difference(name: str) -> list[tuple[str, str, str]]:
    """Return step, sign, and text of each line that differs; the data differ anyway."""
    old, new = _code(FIRST), _code(name)
    matcher = difflib.SequenceMatcher(None, [line for _, line in old], [line for _, line in new])
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += [(step, "-", line) for step, line in old[a:b]]
            found += [(step, "+", line) for step, line in new[c:d]]
    found = [(step, sign, STEP.sub("", line)) for step, sign, line in found]
    found = [each for each in found if not DATA_LINE.match(each[2])]
    return sorted(found, key=lambda each: STEPS.index(each[0]))  # the order within a step stays


def _code(name: str) -> list[tuple[str, str]]:
    """Return the lines of a loop without its title, each with the step that it belongs to."""
    body = text_of(VARIATIONS / f"{name}.py").partition("\n")[2]
    before, _, loop = body.partition("for epoch in range(201):\n")
    found, step = [], STEPS[0]
    for line in before.splitlines():
        own = STEP.search(line)
        step = own[1] if own else step
        found.append((step, line))
    step, lines = "predict", textwrap.dedent(loop).splitlines()
    for k, line in enumerate(lines):
        if own := STEP.search(line):
            step = own[1]
        elif step != "predict":  # what stands before a step prepares it
            step = next((each[1] for each in map(STEP.search, lines[k:]) if each), step)
        found.append((step, line))
        if line.startswith("residuals ="):
            step = "loss"
    return [each for each in found if each[1]]
