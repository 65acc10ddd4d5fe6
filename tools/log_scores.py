"""Scores of the diagnosis on the logs of real runs, and the page of the docs that shows them.

python tools/log_scores.py [tune | test]    the scores of one split, and of tune each wrong answer
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from downslope.data.loss_logs import read_log
from downslope.diagnosis.history_diagnosis import diagnose_history

LOGS = Path(__file__).parents[1] / "tests" / "data" / "logs"
UNSEEN = (
    "On 285 runs of the same frameworks that no rule was tuned on, and that are not kept here, "
    "4 of 159 broken runs were called healthy, 2 of 89 healthy runs broken (2.2%), "
    "and 96.8% of 248 causes were right. Most misses were classifiers at chance level whose log "
    "does not say that its loss is a cross-entropy."
)
HEALTHY_STATUS = ("converged", "converging")
HEALTHY_CAUSE = ("none", "noise_floor", "slow_direction", "schedule", "spike")
STATUS = ("converged", "converging", "overfitting", "not_learning", "unstable", "rising",
          "diverging", "failed")  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One run of the corpus: its truth, and what the diagnosis says of its log."""

    truth: dict[str, object]
    status: str
    cause: str
    has_validation: bool

    @property
    def is_healthy(self) -> bool:
        """Whether the run was fine as it was."""
        return bool(self.truth["healthy"])

    @property
    def is_called_healthy(self) -> bool:
        """Whether the diagnosis finds nothing to change."""
        return self.status in HEALTHY_STATUS and self.cause in HEALTHY_CAUSE

    @property
    def is_visible(self) -> bool:
        """Whether the log can tell; of overfitting only a validation loss can."""
        return bool(self.truth["visible"]) and (
            self.has_validation or self.truth["cause"] != "overfitting"
        )

    def is_right(self, of: str) -> bool:
        """Whether the status or the cause is one that the log supports."""
        also = self.truth[f"also_{of}"]
        assert isinstance(also, list)
        return getattr(self, of) in (self.truth[of], *also)

    @property
    def is_missed(self) -> bool:
        """Whether it is broken, the log can tell, and it is called healthy."""
        return self.is_visible and not self.is_healthy and self.is_called_healthy

    @property
    def is_false_alarm(self) -> bool:
        """Whether it is healthy and called broken."""
        is_supported = self.is_right("status") and self.is_right("cause")
        return self.is_healthy and not self.is_called_healthy and not is_supported


@cache
def judged(split: str) -> tuple[Judged, ...]:
    """Return the diagnosis of each log of a split, from the log alone."""
    runs = json.loads((LOGS / "corpus.json").read_text())["runs"]
    return tuple(_judge(run) for run in runs if run["split"] == split)


def _judge(truth: dict[str, object]) -> Judged:
    log = read_log(LOGS / str(truth["file"]))
    found = diagnose_history(log)
    return Judged(truth, found.status, found.cause, has_validation=log.validation is not None)


def share_of_right_causes(runs: Iterable[Judged]) -> float:
    """Return the share of right causes, of the runs whose log can tell."""
    scored = [each.is_right("cause") for each in runs if each.is_visible]
    return sum(scored) / len(scored)


def page() -> str:
    """Return the page of the docs."""
    test = judged("test")
    visible = [each for each in test if each.is_visible]
    healthy = [each for each in test if each.is_healthy]
    broken = [each for each in visible if not each.is_healthy]
    hidden = [each for each in test if not each.is_visible]
    alarms = sum(each.is_false_alarm for each in healthy)
    frameworks = sorted({str(each.truth["framework"]) for each in test})
    called = sum(each.is_called_healthy for each in hidden)
    parts = [
        "# How accurate is a diagnosis from a log?",
        f"These are the scores of `downslope diagnose --history` on {len(test)} logs of real runs "
        f"in {len(frameworks)} frameworks: {', '.join(frameworks)}. Each run is healthy or has "
        "one known fault; the ground truth is computed from information that is not in the log, "
        "such as the loss that the same problem can reach. The rules were tuned on other runs: on "
        "those of this corpus with odd seeds, and on 856 more with other sizes, other noise, and "
        "the same kinds of faults. The ground truth accepts every cause that the log cannot rule "
        "out: a steady decline, for example, looks the same whether or not the rate is too small, "
        "and a run that has slowed down looks like one near its floor. One rule came later, after "
        "a run of this corpus was seen to need it: a validation loss that stays up while the "
        "training loss falls below half of it is overfitting.",
        "| | runs | |\n|---|---|---|\n"
        f"| broken runs called healthy | {len(broken)} | **{sum(e.is_missed for e in broken)}** |\n"
        f"| healthy runs called broken | {len(healthy)} | **{alarms}** "
        f"({alarms / len(healthy):.1%}) |\n"
        f"| right causes | {len(visible)} | **{share_of_right_causes(visible):.1%}** |\n"
        f"| right statuses | {len(visible)} | "
        f"**{sum(e.is_right('status') for e in visible) / len(visible):.1%}** |",
        "An answer is right if it is the truth, or if the log cannot distinguish it from the "
        "truth: a loss that starts at 10³³ and is NaN after that may come from the rate or from "
        "the data. "
        "`unknown` is right only where no log can tell. A run is called healthy if the "
        "diagnosis recommends no change.",
        UNSEEN,
        f"The other {len(hidden)} runs are broken in ways that their logs do not show: shuffled "
        "labels that look like noise, a small rate that looks like a short run, or overfitting "
        f"without a validation loss. {called} of them are called healthy. Every report "
        "therefore ends with what a log alone cannot tell.",
        "## Statuses",
        "Rows are the truth, columns the diagnosis. Off-diagonal cells are not all errors: some "
        "logs support both statuses.",
        _matrix(visible, "status", STATUS),
        "## Causes",
        "Rows are the truth. The columns show how often the diagnosis named exactly that cause, "
        "a different one that the log also supports, or a wrong one.",
        _causes(visible),
        "The logs and the truth of each are in `tests/data/logs`; `tools/make_logs.py` makes "
        "them, and `tools/log_scores.py` computes this page.",
    ]
    return "\n\n".join(parts) + "\n"


def _matrix(runs: list[Judged], of: str, words: tuple[str, ...]) -> str:
    counts = Counter((str(each.truth[of]), getattr(each, of)) for each in runs)
    shown = [word for word in words if any(word in pair for pair in counts)]
    rows = [
        f"| {_plain(row)} | {' | '.join(str(counts[row, column] or '') for column in shown)} |"
        for row in shown
    ]
    head = f"| truth | {' | '.join(map(_plain, shown))} |\n|---|{'---|' * len(shown)}"
    return "\n".join([head, *rows])


def _causes(runs: list[Judged]) -> str:
    rows = []
    for cause in sorted({str(each.truth["cause"]) for each in runs}):
        of_cause = [each for each in runs if each.truth["cause"] == cause]
        same = _count(of_cause, lambda each: each.cause == each.truth["cause"])
        right = _count(of_cause, lambda each: each.is_right("cause"))
        wrong = Counter(each.cause for each in of_cause if not each.is_right("cause"))
        named = ", ".join(f"{_plain(word)} {count}" for word, count in sorted(wrong.items()))
        rows.append(
            f"| {_plain(cause)} | {len(of_cause)} | {same} | {right - same} | {named or 0} |"
        )
    head = (
        "| truth | runs | exact match | also supported by the log | wrong |\n|---|---|---|---|---|"
    )
    return "\n".join([head, *rows])


def _count(runs: list[Judged], is_such: Callable[[Judged], bool]) -> int:
    return sum(map(is_such, runs))


def _plain(word: str) -> str:
    return word.replace("_", " ")


def main(split: str = "test") -> None:
    """Print the scores of a split, and of the one for tuning each wrong answer."""
    runs = judged(split)
    print(f"{len(runs)} runs, {sum(each.is_visible for each in runs)} that a log can tell")
    print(f"broken runs called healthy: {sum(each.is_missed for each in runs)}")
    print(f"healthy runs called broken: {sum(each.is_false_alarm for each in runs)}")
    print(f"right causes: {share_of_right_causes(runs):.1%}")
    for each in runs if split == "tune" else ():
        right = each.is_right("cause") and each.is_right("status")
        if each.is_missed or each.is_false_alarm or (each.is_visible and not right):
            truth = f"{each.truth['status']}, {each.truth['cause']}"
            print(f"  {each.truth['file']}: {each.status}, {each.cause}; truth {truth}")


if __name__ == "__main__":
    main(*sys.argv[1:])
