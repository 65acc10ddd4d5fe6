"""Named runs of the lesson: their settings in `content/runs.toml`, and the facts of each.

    observe(named_run("lesson"))["final_loss"]

    train     descent on points of a line       lr, epochs, n, noise, seed, rule, batch_size, …
    compare   every solver on a case            case, epochs
    fit       the closed form of a data set     case
    split     curves on training and test data  n, noise, seed
    model     descent on points of part two     model, points, lr, epochs, n, seed, alpha, delta, …

`line_facts.RUNS` makes the runs, for the lesson's text, its experiments, and the quiz alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from downslope.errors import unknown
from downslope.lessons.content_files import CONTENT, table_of
from downslope.lessons.formulas import Fact

ARGUMENTS = {  # of the runs that do not take all settings
    "compare": ("verb", "case", "epochs"),
    "fit": ("verb", "case"),
    "split": ("verb", "n", "noise", "seed"),
    "model": (
        "verb", "model", "points", "lr", "epochs", "n", "seed", "alpha", "delta", "hidden", "rule",
        "standardize", "start_scale", "snapshots", "diagnosed",
    ),
}  # fmt: skip
OF_MODELS = {"model", "points", "alpha", "delta", "hidden", "start_scale", "diagnosed"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a run; the defaults are those of `downslope demo`."""

    verb: str = "train"  # or compare, fit, split, model
    lr: float = 0.01
    epochs: int = 200
    n: int = 100
    noise: float = 1.0
    seed: int = 0
    low: float = 0.0  # x is uniform from here
    high: float = 10.0  # to here
    standardize: bool = False
    rule: str = "gd"  # or momentum, nesterov
    batch_size: int = 0  # rows in a mini-batch; 0 for all rows at once
    snapshots: tuple[int, ...] = ()  # epochs whose weights and losses become facts
    case: str = ""  # of compare and fit: a case, or a data set of the package
    model: str = ""  # of model: logistic, …
    points: str = ""  # of model: lesson-yes-no, …
    alpha: float = 0.0  # strength of the penalty
    delta: float = 1.0  # size of a residual from which on Huber's loss is a straight line
    hidden: int = 4  # units of the network
    start_scale: float = 1.0  # times the weights that the model starts from
    diagnosed: bool = False  # whether the facts include what `diagnose` says

    def to_dict(self) -> dict[str, object]:
        """Return the arguments that the run takes, and its verb."""
        known = asdict(self)
        used = ARGUMENTS.get(self.verb, known.keys() - OF_MODELS)
        return {key: value for key, value in known.items() if key in used}


def named_runs(root: Path = CONTENT) -> dict[str, Settings]:
    """Return the settings in `runs.toml`, by name.

    Raises
    ------
    DataError
        The file is missing or is not TOML.
    """
    tables = table_of(root / "runs.toml")
    return {
        name: Settings(**table | {"snapshots": tuple(table.get("snapshots", ()))})
        for name, table in tables.items()
    }


def named_run(name: str, root: Path = CONTENT) -> Settings:
    """Return the settings of one named run.

    Raises
    ------
    OptionError
        No run has that name.
    """
    known = named_runs(root)
    if name not in known:
        raise unknown("run", name, known)
    return known[name]


def observe(settings: Settings) -> Mapping[str, Fact]:
    """Carry out the run and return its facts.

    Raises
    ------
    OptionError
        The settings are not valid for this run.
    """
    from downslope.lessons.line_facts import facts_of

    arguments = settings.to_dict()
    verb = str(arguments.pop("verb"))
    if verb == "train":
        arguments.pop("case")
        arguments["batch_size"] = arguments["batch_size"] or None
    return MappingProxyType(facts_of(verb, arguments))
