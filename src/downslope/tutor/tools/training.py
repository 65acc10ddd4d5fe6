"""Tools that run the lesson's loop on the lesson's data: `train` and `predict_then_train`.

`predict_then_train` runs only after the learner has made a prediction. People who commit to a
prediction learn from a demonstration, and people who only watch hardly do (Crouch, Fagen, Callan
and Mazur 2004), so the server enforces it rather than the model. If the host can show a form, the
learner is asked directly; otherwise the prediction is an argument. Without one there is no run,
unless the learner skips it, which is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field, JsonValue

from downslope.datasets import lesson_line
from downslope.descent import Step
from downslope.diagnosis import diagnose, training_report
from downslope.formatting import epochs as in_epochs
from downslope.models.least_squares import LeastSquares
from downslope.plots.data_and_line import data_and_line
from downslope.plots.loss_curves import loss_curves
from downslope.plots.recording import Recording
from downslope.tutor.call import (
    Answer,
    Call,
    Result,
    TimeIsUpError,
    asked,
    can_ask,
    illustrated,
    withheld,
)
from downslope.tutor.protocol import Epochs, Noise, Plot, Points, Rate, Seed, Switch

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from downslope.numerics.arrays import Vector


@dataclass(frozen=True, slots=True, eq=False)
class LessonRun:
    """Run on the lesson's line, possibly stopped when the time was up."""

    problem: LeastSquares
    lr: float
    fields: dict[str, object]  # those of `Training.to_dict()`, and the run's history
    recording: Recording | None

    @property
    def status(self) -> str:
        """One of `MEANINGS`, or "stopped"."""
        return str(self.fields["status"])

    @property
    def text(self) -> str:
        """One-sentence summary of the run."""
        return str(self.fields["sentence"])

    def draw(self) -> Axes:
        """Draw the points and the line during training, or the loss of a run that diverges."""
        assert self.recording is not None
        path, floor = self.recording.path(), self.fields["min_loss"]
        if self.status != "diverging":
            return data_and_line(self.problem, path)
        assert isinstance(floor, float)
        return loss_curves({self.lr: path}, floor=floor)


def lesson_run(
    call: Call, lr: float, epochs: int, n: int, noise: float, seed: int, plot: bool
) -> LessonRun:
    """Make the run of `downslope demo` with these options; its numbers are identical."""
    line = lesson_line(n, noise, seed)
    problem = LeastSquares(line.x, line.y)
    recording = Recording(epochs) if plot else None
    wanted = set(training_report.milestones(epochs))
    seen: list[Step] = []

    def watch(step: Step) -> None:
        if seen and seen[-1].epoch not in wanted:
            seen.pop()  # the latest step is kept until the next one
        seen.append(step)
        if recording is not None:
            recording(step)
        call.clock.check()

    def named(weights: Vector) -> dict[str, float]:
        return dict(zip(problem.weight_names, weights.tolist(), strict=True))

    try:
        found = training_report.train(problem, lr, epochs, line.start, watch=watch).to_dict()
    except TimeIsUpError:
        last = seen[-1]
        found = diagnose.diagnose(problem, lr, last.epoch, line.start).to_dict() | {
            "status": "stopped",
            "sentence": f"The time was up after {in_epochs(last.epoch)} of {epochs:,}; the numbers "
            "are for these epochs.",
            "final_loss": last.loss,
            "weights": named(last.weights),
        }
    found |= {
        "true_weights": named(line.truth),
        "history": [
            {"epoch": step.epoch, "loss": step.loss, "weights": named(step.weights)}
            for step in seen
        ],
    }
    return LessonRun(problem, lr, found, recording)


def train(
    call: Call,
    lr: Rate = 0.01,
    epochs: Epochs = 200,
    n: Points = 100,
    noise: Noise = 1.0,
    seed: Seed = 0,
    plot: Plot = False,
) -> Answer:
    """Run gradient descent on the lesson's data and return the numbers.

    The data are n points of y = 3x + 2 with noise, x uniform on 0 to 10. The run starts from
    random weights and updates slope and intercept once per epoch, on the mean squared error. If
    the learner has not yet predicted the result, use predict_then_train instead.

    The status is converged: every weight is right to three digits; converging: the loss falls, but
    the weights are not there yet; diverging: the error grows every epoch; or stopped: the time was
    up, and the numbers are for the epochs that were run. closed_form has the weights of the
    best-fit line and min_loss its loss; lr_limit is 2/λ_max, above which every run diverges;
    lr_best is 2/(λ_max + λ_min); lr_advised is the rate to advise; growth_per_epoch is
    |1 − lr·λ_max|. Numbers that are not finite are null.
    """
    run = lesson_run(call, lr, epochs, n, noise, seed, plot)
    answer = Answer(f"{run.status.upper()}: {run.text}", run.fields)
    return illustrated(answer, call, run.draw) if plot else answer


Outcome = Literal["converged", "converging", "diverging"]
MEANINGS = {
    "converged": "every weight is right to three digits by the end",
    "converging": "the loss falls, but the weights are not there yet",
    "diverging": "the error grows every epoch",
}


class Guess(BaseModel):
    """Form for predicting the status of a run."""

    prediction: Literal["converged", "converging", "diverging", "skip"] = Field(
        description="; ".join(f"{name}: {meaning}" for name, meaning in MEANINGS.items())
    )


class PredictResult(Result):
    """Result of `predict_then_train`, with the run only after a prediction or a recorded skip."""

    status: Literal["ok", "skipped", "prediction_needed", "declined"]
    question: str
    predicted: Outcome | None = None
    observed: str | None = Field(None, description="The status of the run.")
    match: bool | None = None
    asked: Literal["learner", "argument", "nobody"] = Field(
        description="Who gave the prediction: the learner in a form, or an argument."
    )
    run: dict[str, JsonValue] | None = Field(None, description="As `train` returns it.")


def question(lr: float, epochs: int, n: int, noise: float, seed: int) -> str:
    """Return the question for the learner; it must depend on the arguments alone."""
    return (
        f"Before the run: {epochs:,} epochs of gradient descent at lr={lr:g} on {n:,} points of "
        f"y = 3x + 2 with noise {noise:g} (seed {seed}). What will the result be?"
    )


def ask(
    lr: float, epochs: int, n: int, noise: float, seed: int, skip: bool, ctx: Context
) -> Guess | Elicit[Guess] | None:
    """Ask the learner with a form, if the host can show one."""
    if skip or not can_ask(ctx):
        return None
    return Elicit(question(lr, epochs, n, noise, seed), Guess)


def predict_then_train(
    call: Call,
    lr: Rate = 0.01,
    epochs: Epochs = 200,
    n: Points = 100,
    noise: Noise = 1.0,
    seed: Seed = 0,
    prediction: Annotated[
        Outcome | None,
        Field(description="The LEARNER's own prediction, never your guess."),
    ] = None,
    skip: Annotated[
        Switch,
        Field(description="True only if the learner asks to skip predicting; this is recorded."),
    ] = False,
    plot: Plot = False,
    *,
    guess: Annotated[ElicitationResult[Guess], Resolve(ask)],
) -> Answer:
    """Run gradient descent as train does, but only after the LEARNER has predicted the result.

    converged: every weight is right to three digits by the end; converging: the loss falls, but
    the weights are not there yet; diverging: the error grows. A host that can show forms asks the
    learner itself. Otherwise ask them, wait, and pass their answer as prediction; without it the
    status is prediction_needed and nothing is run.
    """
    said = asked(guess, prediction, skip)
    posed = question(lr, epochs, n, noise, seed)
    if said.state in ("unasked", "declined"):
        choices = " ".join(f"{name}: {meaning}." for name, meaning in MEANINGS.items())
        return withheld(said, f"{posed} {choices}", {"question": posed})
    run = lesson_run(call, lr, epochs, n, noise, seed, plot)
    predicted = None if said.prediction is None else str(said.prediction)
    match = predicted == run.status if predicted and run.status in MEANINGS else None
    call.progress.record(
        "prediction",
        f"train lr={lr:g} epochs={epochs} n={n} noise={noise:g} seed={seed}",
        status={True: "right", False: "wrong", None: "skipped"}[match],
        predicted=predicted,
        observed=run.status,
    )
    fields = {
        "status": "ok" if predicted else "skipped",
        "question": posed,
        "predicted": predicted,
        "observed": run.status,
        "match": match,
        "asked": said.by,
        "run": run.fields,
    }
    answer = Answer(f"{_verdict(predicted, run.status)} {run.text}", fields)
    return illustrated(answer, call, run.draw) if plot else answer


def _verdict(predicted: str | None, observed: str) -> str:
    if predicted is None:
        return f"Skipped without a prediction; this is recorded. The result is {observed}."
    if observed == "stopped":
        return f"You predicted {predicted}; there was no time to find out."
    if predicted == observed:
        return f"You predicted {predicted}, and you were right."
    return f"You predicted {predicted}, but the result is {observed}."
