"""`compare_solvers`: gradient descent, SGD and the closed forms on data made to tell them apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from downslope import datasets, workbench
from downslope.datasets import Case
from downslope.tutor.answer import Answer, Result
from downslope.tutor.call import Call

# As `downslope compare --case`, but for the two large ones, which take longer than a call may.
QUICK_CASES: dict[str, Callable[[], Case]] = {
    **datasets.CASES,
    "large-n": lambda: datasets.large_n(n=50_000),
    "large-d": lambda: datasets.large_d(runs=256, d=200),
}


class SolverRow(BaseModel):
    """How one solver did."""

    solver: str
    seconds: float | None
    peak_mb: float | None = Field(description="Megabytes at the peak, beyond the data.")
    error: float | None = Field(description="Relative, against the certified answer.")
    passes: int = Field(description="How often every row was visited.")
    status: Literal["converged", "converging", "diverging", "failed", "skipped"]
    note: str


class CompareResult(Result):
    """What `compare_solvers` gives."""

    about: str
    verdict: str
    advised: str
    fastest: str | None
    rows: list[SolverRow]
    n: int
    d: int
    rank: int
    condition_number: float | None = Field(description="λ_max/λ_min; null if columns depend.")
    design_condition_number: float = Field(description="σ_max/σ_min of X_b, over σ > 0.")
    error_of: Literal["weights", "predictions"]
    accuracy: float = Field(description="The relative error that counts as having got there.")
    lr: float
    epochs_run: int = Field(description="At most, for gradient descent and SGD.")


def compare_solvers(
    call: Call,
    case: Annotated[
        Literal["well-posed", "collinear", "badly-scaled", "ill-conditioned", "large-n", "large-d"],
        Field(description="Data made to show one thing."),
    ],
) -> Answer:
    """Run the normal equations, pinv, QR, LSMR, gradient descent and SGD on the same data.

    Shows where gradient descent fails and a closed form works, and the other way round. Times are
    of this machine and vary; errors and ranks do not. Let the learner predict who wins first.
    """
    chosen = QUICK_CASES[case]()
    result = workbench.compare(chosen, progress=lambda _: call.clock.check())
    found = {**result.to_dict(), "about": chosen.about}
    fields = {name: found[name] for name in CompareResult.own_fields()}
    return Answer(f"{chosen.about} {result.verdict}", fields)
