"""`train`: the lesson's loop on the lesson's data, as often as the learner has questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from downslope import workbench
from downslope.datasets import LessonLine, lesson_line
from downslope.descent import Step
from downslope.plots import Recording, data_and_line, loss_curves
from downslope.problem import LeastSquares
from downslope.quantities import epochs as in_epochs
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Epochs, Noise, Plot, Points, Rate, Seed
from downslope.tutor.call import Call, TimeIsUpError
from downslope.tutor.pictures import illustrated

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Status = Literal["converged", "converging", "diverging", "stopped"]


class Row(BaseModel):
    """The run at one epoch."""

    epoch: int
    loss: float | None
    weights: dict[str, float | None]


class Run(BaseModel):
    """A run of gradient descent that was made; what is not finite is null."""

    status: Status = Field(
        description="converged: every weight is right to three digits. converging: the loss falls "
        "and the weights are not there yet. diverging: the error grows every epoch. stopped: the "
        "time was up; the numbers are of the epochs that were run."
    )
    cause: str
    sentence: str = Field(description="What the run came to and why, with its numbers.")
    epochs_run: int
    final_loss: float | None
    weights: dict[str, float | None] = Field(description="After the last epoch.")
    true_weights: dict[str, float] = Field(description="Those the data were made with.")
    closed_form: dict[str, float] = Field(description="The weights of the best-fit line.")
    min_loss: float = Field(description="The loss of the best-fit line: no weights do better.")
    start_loss: float | None
    loss_convention: str
    lr_limit: float = Field(description="2/λ_max: beyond this rate every run diverges.")
    lr_best: float = Field(description="2/(λ_max + λ_min): the fastest rate in the long run.")
    condition_number: float | None
    growth_per_epoch: float | None = Field(description="|1 − lr·λ_max|: above 1 the run diverges.")
    epochs_to_tolerance: float | None = Field(description="Until three digits; null if never.")
    history: list[Row]


class TrainResult(Result, Run):
    """What `train` gives."""


@dataclass(frozen=True, slots=True, eq=False)
class LessonRun:
    """A run on the lesson's line, as far as it came."""

    line: LessonLine
    problem: LeastSquares
    lr: float
    epochs: int  # asked for
    found: dict[str, object]  # of the run, or of the part that was made
    history: tuple[Step, ...]
    recording: Recording

    @property
    def status(self) -> str:
        """One of `Status`."""
        return str(self.fields["status"])

    @property
    def sentence(self) -> str:
        """What it came to."""
        if self.is_whole:
            return str(self.found["sentence"])
        return (
            f"The time was up after {in_epochs(self.history[-1].epoch)} of {self.epochs:,}; the "
            "numbers are of those."
        )

    @property
    def is_whole(self) -> bool:
        """Whether there was time for all of it."""
        last = self.history[-1]
        return last.epoch == self.epochs or bool(self.found.get("overflowed"))

    @property
    def fields(self) -> dict[str, object]:
        """Those of `Run`."""
        names = self.problem.weight_names
        last = self.history[-1]
        own = {
            "status": self.found["status"] if self.is_whole else "stopped",
            "sentence": self.sentence,
            "epochs_run": last.epoch,
            "final_loss": last.loss,
            "weights": dict(zip(names, last.weights.tolist(), strict=True)),
            "true_weights": dict(zip(names, self.line.truth.tolist(), strict=True)),
            "history": [
                {
                    "epoch": step.epoch,
                    "loss": step.loss,
                    "weights": dict(zip(names, step.weights.tolist(), strict=True)),
                }
                for step in self.history
            ],
        }
        taken = {name: self.found[name] for name in Run.model_fields if name not in own}
        return {name: (own | taken)[name] for name in Run.model_fields}

    @property
    def floor(self) -> float:
        """The loss of the best-fit line."""
        floor = self.found["min_loss"]
        assert isinstance(floor, float)
        return floor

    def draw(self) -> Axes:
        """The points, and the line as it trained; of a run that diverges the loss, as it grew."""
        path = self.recording.path()
        if self.status != "diverging":
            return data_and_line(self.problem, path)
        return loss_curves({self.lr: path}, floor=self.floor)


def lesson_run(call: Call, lr: float, epochs: int, n: int, noise: float, seed: int) -> LessonRun:
    """The run of `downslope demo` with these options, and the same bits."""
    line = lesson_line(n, noise, seed)
    problem = LeastSquares(line.x, line.y)
    recording, wanted = Recording(epochs), set(workbench.milestones(epochs))
    seen: list[Step] = []

    def watch(step: Step) -> None:
        if seen and seen[-1].epoch not in wanted:
            seen.pop()  # the last step is kept until there is a later one
        seen.append(step)
        recording(step)
        call.clock.check()

    try:
        found = workbench.train(problem, lr, epochs, line.start, watch=watch).to_dict()
    except TimeIsUpError:
        found = workbench.diagnose(problem, lr, seen[-1].epoch, line.start).to_dict()
    return LessonRun(line, problem, lr, epochs, found, tuple(seen), recording)


def train(
    call: Call,
    lr: Rate = 0.01,
    epochs: Epochs = 200,
    n: Points = 100,
    noise: Noise = 1.0,
    seed: Seed = 0,
    plot: Plot = False,
) -> Answer:
    """Run gradient descent on the lesson's data and return what was measured.

    The data are n points of y = 3x + 2 with noise, x uniform on 0 to 10; the run starts from
    random weights and updates slope and intercept `epochs` times on the mean squared error. For a
    question to which the learner has not committed an answer, use predict_then_train instead.
    """
    run = lesson_run(call, lr, epochs, n, noise, seed)
    answer = Answer(f"{run.status.upper()}: {run.sentence}", run.fields)
    return illustrated(answer, call, run.draw) if plot else answer
