"""Predict, run, explain: an experiment on the screen."""

from __future__ import annotations

from rich.console import RenderableType
from rich.markdown import Markdown
from rich.text import Text

from downslope.cli import lesson_view as view
from downslope.cli.screen import Screen
from downslope.errors import OptionError
from downslope.lessons.bank import LETTERS
from downslope.lessons.predicting import Experiment
from downslope.lessons.walk import Walk


def ask(screen: Screen, walk: Walk, asked: Experiment) -> str | None:
    """Let the learner commit themselves, run, and score. A skipped one is noted as such.

    What is no prediction but a key, such as q, is returned.
    """
    screen.draw(
        view.header(walk, asked.section),
        view.title("Predict", asked.title),
        Text(),
        Markdown(asked.stem),
        *_options(asked),
        Text(),
        Text(_how_to_answer(asked), "dim"),
    )
    seen, scored, hesitated = asked.run(), None, False
    while scored is None:
        answer = screen.line("Your prediction: ")
        if answer.casefold() in _keys_beside(asked):
            return answer.casefold()
        if not answer and not hesitated:
            hesitated = True
            screen.add(Text("A guess costs nothing. Enter once more skips it.", "dim"))
            continue
        try:
            scored = asked.score(_option_key(asked, answer) if answer else None, seen)
        except OptionError:
            screen.add(Text(_expected(asked, answer), "yellow"))
    walk.progress.record(
        "prediction", asked.id, status=scored.status, predicted=scored.predicted,
        observed=scored.observed,
    )  # fmt: skip
    style = {"right": "bold green", "wrong": "bold yellow", "skipped": "bold"}[scored.status]
    screen.add(Text(), Text(scored.text, style), Text(), Markdown(seen.text))
    if asked.command:
        screen.add(Text.assemble(("\nSee it yourself: ", "dim"), asked.command))
    return None


def _options(asked: Experiment) -> list[RenderableType]:
    return [
        Text.assemble((f"  {letter}  ", "bold cyan"), option.text)
        for letter, option in zip(LETTERS, asked.options, strict=False)
    ]


def _how_to_answer(asked: Experiment) -> str:
    what = "A letter" if asked.kind == "choice" else "A number"
    unit = f" ({asked.unit})" if asked.unit else ""
    return f"{what}{unit}, then Enter. Wrong guesses teach the most. (Or q quit, n next.)"


def _expected(asked: Experiment, answer: str) -> str:
    """What to type instead, to those who typed something else."""
    if asked.kind == "number":
        comma = ", with a decimal point and no comma" if "," in answer else ""
        return f"That is no number: type one, such as 1.5, 1/40 or 2e3{comma}."
    return f"Type one of the letters a to {LETTERS[len(asked.options) - 1]}."


def _keys_beside(asked: Experiment) -> set[str]:
    """The keys that are no answer here."""
    return {"q", "n", "l", "b"} - set(LETTERS[: len(asked.options)])


def _option_key(asked: Experiment, answer: str) -> str:
    """A letter stands for the key of its option."""
    shown = dict(zip(LETTERS, (option.key for option in asked.options), strict=False))
    return shown.get(answer.casefold(), answer)
