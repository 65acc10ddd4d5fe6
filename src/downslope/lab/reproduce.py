"""The run of a page as code and as a command: carried out, both print the same digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from downslope.lab.writing import command_line, number_option, python_list

if TYPE_CHECKING:
    from downslope.lab.data.kind import Recipe
    from downslope.lab.opened import Opened
    from downslope.lab.runs import Asked


def python(recipe: Recipe, asked: Asked, opened: Opened, lr: float) -> str:
    """Lines of Python that make this run and print its last loss and weights in full."""
    problem = recipe.problem.format(loss=asked.loss)
    condensed = opened.problem(asked.loss).has_rows and not asked.on_rows(opened)
    told = [f"lr={lr!r}"]
    if asked.start is not None:
        told.append(f"start={python_list(asked.start)}")
    if asked.rule != "gd":
        told.append(f"rule={asked.rule!r}")
    run_on = "problem.standardized()" if asked.standardize else "problem"
    lines = [
        "import downslope as ds",
        *recipe.imports,
        "",
        *recipe.lines,
        f"problem = {problem}{'.condensed()' if condensed else ''}",
        f"for step in ds.descend({run_on}, {', '.join(told)}):",
        f"    if step.epoch == {asked.epochs}:",
        "        break",
        "",
        'print("loss", step.loss)',
        "for name, weight in zip(problem.weight_names, step.weights.tolist()):",
        "    print(name, weight)",
    ]
    return "\n".join(lines) + "\n"


def command(recipe: Recipe, asked: Asked, opened: Opened, lr: float) -> str:
    """The command line of this run."""
    words = [*recipe.command, f"--lr={lr!r}", f"--epochs={asked.epochs}"]
    start = _start_told(recipe, asked, opened)
    if start is not None:
        words.append(number_option("start", start))
    if asked.rule != "gd":
        words.append(f"--rule={asked.rule}")
    if asked.loss != "mse":
        words.append(f"--loss={asked.loss}")
    if asked.standardize:
        words.append("--standardize")
    return command_line(words)


def _start_told(recipe: Recipe, asked: Asked, opened: Opened) -> tuple[float, ...] | None:
    """The start, unless the command begins there anyway: `demo` at the lesson's own guess."""
    own = (0.0,) * len(opened.problem("mse").weight_names)
    begins = own if opened.start is None else tuple(opened.start.tolist())
    start = own if asked.start is None else asked.start
    return None if start == begins else start
