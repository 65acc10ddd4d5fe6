"""Experiments: predict, run, explain. A number or a choice first; then the run; then why.

    observation = experiment("nan").run()
    scored = experiment("nan").score("inf", observation)

What is asked stands in `experiment*.toml`; what is true comes from the run, whenever it is made.
A prediction may be skipped: that is a result of its own, and neither right nor wrong.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from downslope.errors import DataError, OptionError, did_you_mean, unknown
from downslope.lessons.content_files import CONTENT, Fields, checked, table_of
from downslope.lessons.facts import Fact, Settings, named_runs, observe
from downslope.lessons.numbers import THIS, filled, replaced, written
from downslope.lessons.quiz.grade import quoted, read_number
from downslope.lessons.sections import sections

_REQUIRED = {"id": str, "title": str, "kind": str, "stem": str, "run": str, "observe": str,
             "explain": str}  # fmt: skip
_OPTIONAL = {"options": list, "tolerance": float, "relative": bool, "unit": str, "format": str,
             "too_low": str, "too_high": str, "command": str}  # fmt: skip
_KINDS = ("number", "choice")
LONGEST_ANSWER = 200  # characters


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    key: str
    text: str
    feedback: str  # to those who chose it, unless it is right
    facts: tuple[Fact, ...] = ()  # it is right when the observed fact is one of these
    at_least: float = -math.inf  # or lies from here
    below: float = math.inf  # to here

    def is_right(self, fact: Fact) -> bool:
        """Whether this is what was observed."""
        if self.facts:
            return fact in self.facts
        return isinstance(fact, int | float) and self.at_least <= fact < self.below

    def to_dict(self) -> dict[str, str]:
        """What may be shown before the answer."""
        return {"key": self.key, "text": self.text}


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What a run came to."""

    experiment: str
    settings: Settings
    numbers: Mapping[str, Fact]  # everything that was seen; None where a number never came to be
    answer: float | str  # the number asked for, or the key of the option that is right
    text: str  # why, with the run's own numbers

    def to_dict(self) -> dict[str, object]:
        """The observation as plain data."""
        return {
            "experiment": self.experiment,
            "setup": self.settings.to_dict(),
            "numbers": dict(self.numbers),
            "answer": self.answer,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """A prediction beside what was observed."""

    status: str  # right, wrong or skipped
    predicted: float | str | None
    observed: float | str
    text: str

    def to_dict(self) -> dict[str, object]:
        """The score as plain data."""
        return {
            "status": self.status,
            "predicted": self.predicted,
            "observed": self.observed,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Experiment:
    """A question to a run that has not been made yet."""

    id: str
    section: str
    title: str
    kind: str  # number or choice
    stem: str  # Markdown; says what is known beforehand
    options: tuple[Option, ...]
    tolerance: float  # how far a number may be off
    relative: bool  # whether that is a share of what was observed
    unit: str
    settings: Settings
    command: str  # that makes the same run
    observes: str  # the fact asked for
    form: str  # how it is written
    explain: str
    too_low: str
    too_high: str

    @property
    def setup(self) -> dict[str, object]:
        """The arguments of the run."""
        return self.settings.to_dict()

    def run(self, seed: int | None = None) -> Observation:
        """Make the run, with its own seed or another.

        The numbers in the stem are those of its own seed.

        Raises:
            OptionError: a seed that cannot be used.

        """
        settings = self.settings if seed is None else replace(self.settings, seed=seed)
        facts = observe(settings)
        seen = facts[self.observes]
        text = _explained(self.explain, facts)
        if self.kind == "choice":
            right = [option.key for option in self.options if option.is_right(seen)]
            if len(right) != 1:
                raise DataError(f"Experiment '{self.id}': {len(right)} options fit {seen!r}.")
            return Observation(self.id, settings, facts, right[0], text)
        if not isinstance(seen, int | float) or not math.isfinite(seen):
            raise DataError(f"Experiment '{self.id}': '{self.observes}' is {seen!r}, no number.")
        return Observation(self.id, settings, facts, float(seen), text)

    def score(self, prediction: float | str | None, observation: Observation) -> Scored:
        """Compare a prediction with what was observed; None was skipped.

        Raises:
            OptionError: no number where one is asked for, or no option of that name.

        """
        if prediction is None:
            shown = self.answer_text(observation)
            return Scored("skipped", None, observation.answer, f"Skipped. It was {shown}.")
        if self.kind == "choice":
            return self._score_choice(prediction, observation)
        return self._score_number(_finite(prediction, self.title, self.unit), observation)

    def answer_text(self, observation: Observation) -> str:
        """What was observed, in words."""
        if self.kind == "choice":
            return f"“{self._option(str(observation.answer)).text}”"
        number = written(observation.numbers, self.observes, self.form)
        return f"{number} {self.unit}".strip()

    def to_dict(self) -> dict[str, object]:
        """What may be shown before the run."""
        return {
            "id": self.id,
            "section": self.section,
            "title": self.title,
            "kind": self.kind,
            "stem": self.stem,
            "options": [option.to_dict() for option in self.options],
            "tolerance": self.tolerance,
            "relative": self.relative,
            "unit": self.unit,
            "setup": self.setup,
            "command": self.command,
        }

    def _score_choice(self, prediction: float | str, observation: Observation) -> Scored:
        option = self._option(str(prediction))
        right = option.key == observation.answer
        if right:
            return Scored("right", option.key, observation.answer, "Right.")
        text = f"Not so. {option.feedback} It was {self.answer_text(observation)}."
        return Scored("wrong", option.key, observation.answer, text)

    def _score_number(self, predicted: float, observation: Observation) -> Scored:
        seen = float(observation.answer)
        allowed = self.tolerance * abs(seen) if self.relative else self.tolerance
        shown = self.answer_text(observation)
        if abs(predicted - seen) <= allowed:
            return Scored("right", predicted, seen, f"Right: it was {shown}.")
        why = self.too_low if predicted < seen else self.too_high
        text = f"You said {predicted:g}; it was {shown}. {why}".strip()
        return Scored("wrong", predicted, seen, text)

    def _option(self, given: str) -> Option:
        wanted = given.strip().casefold()
        if len(wanted) <= LONGEST_ANSWER:
            for option in self.options:
                if wanted in (option.key.casefold(), option.text.casefold()):
                    return option
        shown = given if len(given) <= LONGEST_ANSWER else f"{given[:40]}…"
        raise unknown("prediction", shown, [option.key for option in self.options])


def experiments(root: Path = CONTENT) -> tuple[Experiment, ...]:
    """All experiments, in the order of the lesson.

    Raises:
        DataError: the content is damaged: which file, which key.

    """
    return _experiments(root)


def experiment(name: str, root: Path = CONTENT) -> Experiment:
    """One experiment, by its id.

    Raises:
        OptionError: there is no such experiment.
        DataError: the content is damaged.

    """
    known = {each.id: each for each in experiments(root)}
    if name not in known:
        raise unknown("experiment", name, known)
    return known[name]


@cache
def _experiments(root: Path) -> tuple[Experiment, ...]:
    found: dict[str, Experiment] = {}
    for section in sections(root):
        there = {}
        for file in sorted(section.folder.glob("experiment*.toml")):
            each = _experiment(file, section.id, root)
            if each.id in found:
                other = found[each.id].section
                raise DataError(f"{file}: '{each.id}' is also in section '{other}'.")
            there[each.id] = each
        found |= {name: there[name] for name in section.experiments}
    return tuple(found.values())


def _experiment(file: Path, section: str, root: Path) -> Experiment:
    where = str(file)
    fields = checked(table_of(file), where, _REQUIRED, _OPTIONAL)
    kind = fields["kind"]
    if kind not in _KINDS:
        raise DataError(f"{where}: kind = '{kind}' has to be number or choice.")
    options = tuple(_option_of(each, where) for each in fields.get("options", []))
    if (kind == "choice") != (len(options) >= 2):
        raise DataError(f"{where}: a choice has two [[options]] or more, and a number has none.")
    if len({option.key for option in options}) < len(options):
        raise DataError(f"{where}: two options have the same key.")
    if kind == "number" and not fields.get("tolerance", 0) > 0:
        raise DataError(f"{where}: a number needs a tolerance above 0.")
    return Experiment(
        id=fields["id"],
        section=section,
        title=fields["title"],
        kind=kind,
        stem=filled(fields["stem"].strip(), root),
        options=options,
        tolerance=float(fields.get("tolerance", 0)),
        relative=fields.get("relative", False),
        unit=fields.get("unit", ""),
        settings=_settings(fields["run"], where, root),
        command=fields.get("command", ""),
        observes=fields["observe"],
        form=fields.get("format", ".3f"),
        explain=fields["explain"].strip(),
        too_low=fields.get("too_low", ""),
        too_high=fields.get("too_high", ""),
    )


def _settings(name: str, where: str, root: Path) -> Settings:
    known = named_runs(root)
    if name not in known:
        raise DataError(f"{where}: run = '{name}' is not in runs.toml: {did_you_mean(name, known)}")
    return known[name]


def _option_of(given: object, where: str) -> Option:
    kinds = {"key": str, "text": str, "feedback": str}
    fields = checked(
        given, f"{where} [[options]]", kinds, {"facts": list, "at_least": float, "below": float}
    )
    options: Fields = fields | {"facts": tuple(fields.get("facts", ()))}
    return Option(**options)


def _explained(text: str, facts: Mapping[str, Fact]) -> str:
    """The text with the run's own numbers: `{{this.final_loss:.3f}}`."""

    def number(name: str) -> str:
        fact, _, form = name.removeprefix(THIS).partition(":")
        return written(facts, fact, form)

    return replaced(text, number)


def _finite(given: float | str, title: str, unit: str) -> float:
    """The number that was predicted, written in any way that the quiz reads, too.

    Raises:
        OptionError: a boolean, a text that is no number, or one that is not finite.

    """
    is_long = isinstance(given, str) and len(given) > LONGEST_ANSWER
    if not (isinstance(given, bool) or is_long):
        with suppress(OptionError):
            return read_number(given, unit)
    raise OptionError(
        f"The prediction '{quoted(given)}' is no number: “{title}” asks for one, as 1.5."
    )
