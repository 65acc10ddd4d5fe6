"""Experiments of the lesson: a prediction, then a run, then the explanation.

    observation = experiment("nan").run()
    scored = experiment("nan").score("inf", observation)

The question is in `experiment*.toml`, and the right answer comes from the run. A prediction can be
skipped, which is neither right nor wrong.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from downslope.errors import DataError, OptionError, unknown
from downslope.lessons.answers import Option, folded, is_near, quoted, read_number
from downslope.lessons.content_files import CONTENT, table_of
from downslope.lessons.formulas import Fact, namespace
from downslope.lessons.named_runs import Settings, named_run, observe
from downslope.lessons.placeholders import THIS, filled, replaced, written
from downslope.lessons.sections import sections

LONGEST_ANSWER = 200  # characters


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """Result of a run."""

    experiment: str
    settings: Settings
    numbers: Mapping[str, Fact]  # all facts of the run; None for "never"
    answer: float | str  # the number asked for, or the key of the right option
    text: str  # the explanation, with the run's own numbers

    def to_dict(self) -> dict[str, object]:
        """Return the observation as plain data."""
        return {
            "experiment": self.experiment,
            "setup": self.settings.to_dict(),
            "numbers": dict(self.numbers),
            "answer": self.answer,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """A prediction, compared with what was observed."""

    status: str  # right, wrong, or skipped
    predicted: float | str | None
    observed: float | str
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return the score as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A question about a run that has not been made yet."""

    id: str
    section: str
    title: str
    kind: str  # number or choice
    stem: str  # the question, as Markdown
    settings: Settings
    observes: str  # the fact asked for
    explain: str
    options: tuple[Option, ...] = ()
    tolerance: float = 0.0  # largest error of a right answer
    relative: bool = False  # whether the tolerance is a share of the observed number
    unit: str = ""
    command: str = ""  # makes the same run
    form: str = ".3f"  # format of the number
    too_low: str = ""
    too_high: str = ""

    @property
    def setup(self) -> dict[str, object]:
        """Arguments of the run."""
        return self.settings.to_dict()

    def run(self, seed: int | None = None) -> Observation:
        """Make the run with its own seed or a given one.

        The numbers in the stem belong to its own seed.

        Raises
        ------
        OptionError
            The seed cannot be used.
        """
        settings = self.settings if seed is None else replace(self.settings, seed=seed)
        facts = observe(settings)
        seen = facts[self.observes]
        text = _explained(self.explain, facts)
        if self.kind == "choice":
            values = vars(namespace(facts))
            right = [option.key for option in self.options if option.is_right(values)]
            if len(right) != 1:
                raise DataError(f"Experiment '{self.id}': {len(right)} options fit {seen!r}.")
            return Observation(self.id, settings, facts, right[0], text)
        if not isinstance(seen, int | float) or not math.isfinite(seen):
            raise DataError(
                f"Experiment '{self.id}': '{self.observes}' is {seen!r}, which is not a number."
            )
        return Observation(self.id, settings, facts, float(seen), text)

    def score(self, prediction: float | str | None, observation: Observation) -> Scored:
        """Compare a prediction with what was observed; None means skipped.

        Raises
        ------
        OptionError
            The prediction is not a number, or not one of the options.
        """
        observed, shown = observation.answer, self.answer_text(observation)
        if prediction is None:
            return Scored("skipped", None, observed, f"Skipped. The right answer is {shown}.")
        if self.kind == "choice":
            option = self._option(str(prediction))
            if option.key == observed:
                return Scored("right", option.key, observed, "Right.")
            text = f"Not quite. {option.feedback} The right answer is {shown}."
            return Scored("wrong", option.key, observed, text)
        predicted, seen = self._number(prediction), float(observed)
        share, slack = (self.tolerance, 0.0) if self.relative else (0.0, self.tolerance)
        if is_near(predicted, seen, share, slack):
            return Scored("right", predicted, seen, f"Right. The exact answer is {shown}.")
        why = self.too_low if predicted < seen else self.too_high
        text = f"You said {predicted:g}. The right answer is {shown}. {why}".strip()
        return Scored("wrong", predicted, seen, text)

    def answer_text(self, observation: Observation) -> str:
        """Return the right answer in words."""
        if self.kind == "choice":
            return f"“{self._option(str(observation.answer)).text}”"
        number = written(observation.numbers, self.observes, self.form)
        return f"{number} {self.unit}".strip()

    def to_dict(self) -> dict[str, object]:
        """Return the question as plain data, without its answer."""
        return {
            "id": self.id,
            "section": self.section,
            "title": self.title,
            "kind": self.kind,
            "stem": self.stem,
            "options": [{"key": option.key, "text": option.text} for option in self.options],
            "tolerance": self.tolerance,
            "relative": self.relative,
            "unit": self.unit,
            "setup": self.setup,
            "command": self.command,
        }

    def _option(self, given: str) -> Option:
        if len(given) <= LONGEST_ANSWER:
            for option in self.options:
                if folded(given) in (folded(option.key), folded(option.text)):
                    return option
        shown = given if len(given) <= LONGEST_ANSWER else f"{given[:40]}…"
        raise unknown("prediction", shown, [option.key for option in self.options])

    def _number(self, given: float | str) -> float:
        is_long = isinstance(given, str) and len(given) > LONGEST_ANSWER
        if not (isinstance(given, bool) or is_long):
            with suppress(OptionError):
                return read_number(given, self.unit)
        comma = ", with a decimal point and no comma" if "," in quoted(given) else ""
        raise OptionError(
            f"The prediction '{quoted(given)}' is not a number: “{self.title}” asks for one. "
            f"Type one such as 1.5, 1/40, or 2e3{comma}."
        )


@cache
def experiments(root: Path = CONTENT) -> tuple[Experiment, ...]:
    """Return all experiments, in the order of the lesson."""
    found = []
    for section in sections(root):
        files = section.folder.glob("experiment*.toml")
        there = {each.id: each for each in (_experiment(file, section.id, root) for file in files)}
        found += [there[name] for name in section.experiments]
    return tuple(found)


def experiment(name: str, root: Path = CONTENT) -> Experiment:
    """Return one experiment, by its id.

    Raises
    ------
    OptionError
        There is no such experiment.
    """
    known = {each.id: each for each in experiments(root)}
    if name not in known:
        raise unknown("experiment", name, known)
    return known[name]


def _experiment(file: Path, section: str, root: Path) -> Experiment:
    fields = table_of(file)
    return Experiment(
        section=section,
        stem=filled(fields.pop("stem").strip(), root),
        options=tuple(Option(**each) for each in fields.pop("options", ())),
        settings=named_run(fields.pop("run"), root),
        observes=fields.pop("observe"),
        explain=fields.pop("explain").strip(),
        form=fields.pop("format", ".3f"),
        **fields,
    )


def _explained(text: str, facts: Mapping[str, Fact]) -> str:
    """Return the text with the run's own numbers: `{{this.final_loss:.3f}}`."""

    def number(name: str) -> str:
        fact, _, form = name.removeprefix(THIS).partition(":")
        return written(facts, fact, form)

    return replaced(text, number)
