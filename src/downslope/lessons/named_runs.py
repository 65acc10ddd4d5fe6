"""The runs that the lesson speaks of: settings with a name, and what came of them.

    train     points on a line, descent, its diagnosis   lr, epochs, n, noise, seed, low, high, …
    compare   every solver on a case or a data set        case, epochs
    fit       the closed form of a data set               case

`content/runs.toml` names the settings; `facts.observe` makes the run.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

from downslope.errors import DataError, unknown
from downslope.lessons.content_files import CONTENT, checked, table_of

Fact = float | int | str | None  # one thing that a run came to; None: never
Facts = dict[str, Fact]
VERBS = ("train", "compare", "fit")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of the lesson is told; the defaults are those of `downslope demo`."""

    verb: str = "train"  # or compare, fit
    lr: float = 0.01
    epochs: int = 200
    n: int = 100
    noise: float = 1.0
    seed: int = 0
    low: float = 0.0  # x is uniform from here
    high: float = 10.0  # to here
    standardize: bool = False
    snapshots: tuple[int, ...] = ()  # epochs to look at
    case: str = ""  # of compare and fit: a case, or a data set of the package

    @classmethod
    def of(cls, given: object, where: str) -> Self:
        """The settings of a TOML table.

        Raises:
            DataError: an unknown key, a value of the wrong kind, an unknown verb.

        """
        kinds = {each.name: type(each.default) for each in fields(cls)} | {"snapshots": list}
        table = checked(given, where, {}, kinds)
        settings = cls(**(table | {"snapshots": tuple(table.get("snapshots", ()))}))
        if settings.verb not in VERBS:
            raise DataError(f"{where}: verb = '{settings.verb}' has to be {', '.join(VERBS)}.")
        if (settings.verb == "train") == bool(settings.case):
            raise DataError(f"{where}: compare and fit need a case, and train has none.")
        return settings

    def to_dict(self) -> dict[str, object]:
        """The arguments of the run, for those who make it themselves."""
        used = {"compare": ("verb", "case", "epochs"), "fit": ("verb", "case")}.get(self.verb)
        return {key: value for key, value in asdict(self).items() if used is None or key in used}


def named_runs(root: Path = CONTENT) -> dict[str, Settings]:
    """The settings of `runs.toml`, by name.

    Raises:
        DataError: the file is damaged.

    """
    file = root / "runs.toml"
    return {name: Settings.of(table, f"{file} [{name}]") for name, table in table_of(file).items()}


def named_run(name: str, root: Path = CONTENT) -> Settings:
    """One of them.

    Raises:
        OptionError: there is no such run.

    """
    known = named_runs(root)
    if name not in known:
        raise unknown("run", name, known)
    return known[name]
