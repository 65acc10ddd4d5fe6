"""`train`: the lesson's loop on the lesson's data, as often as the learner has questions.

`predict_then_train`: the learner says what will happen, and only then it happens.

Whoever commits to a prediction learns from the run, and whoever only watches does not (Crouch,
Fagen, Callan and Mazur 2004); so the server, not the model, sees to it. Where the host can put a
form before the learner, it is the learner who is asked; elsewhere the prediction comes as an
argument. Without one there is no run, unless it is skipped, which is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field

from downslope import training
from downslope.datasets import LessonLine, lesson_line
from downslope.descent import Step
from downslope.diagnosis import diagnose
from downslope.formatting import epochs as in_epochs
from downslope.models.least_squares import LeastSquares
from downslope.plots.data_and_line import data_and_line
from downslope.plots.loss_curves import loss_curves
from downslope.plots.recording import Recording
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Epochs, Noise, Plot, Points, Rate, Seed, Switch
from downslope.tutor.call import Asked, Call, TimeIsUpError, asked, can_ask, illustrated

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
    recording, wanted = Recording(epochs), set(training.milestones(epochs))
    seen: list[Step] = []

    def watch(step: Step) -> None:
        if seen and seen[-1].epoch not in wanted:
            seen.pop()  # the last step is kept until there is a later one
        seen.append(step)
        recording(step)
        call.clock.check()

    try:
        found = training.train(problem, lr, epochs, line.start, watch=watch).to_dict()
    except TimeIsUpError:
        found = diagnose.diagnose(problem, lr, seen[-1].epoch, line.start).to_dict()
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


Outcome = Literal["converged", "converging", "diverging"]
MEANINGS = {
    "converged": "every weight is right to three digits by the end",
    "converging": "the loss falls, and the weights are not there yet",
    "diverging": "the error grows every epoch",
}


class Guess(BaseModel):
    """The form that the learner fills in."""

    prediction: Literal["converged", "converging", "diverging", "skip"] = Field(
        description="; ".join(f"{name}: {meaning}" for name, meaning in MEANINGS.items())
    )


class PredictResult(Result):
    """What `predict_then_train` gives: the run only after a prediction, or a recorded skip."""

    status: Literal["ok", "skipped", "prediction_needed", "declined"]
    question: str
    predicted: Outcome | None = None
    observed: str | None = Field(None, description="The status of the run.")
    match: bool | None = None
    asked: Literal["learner", "argument", "nobody"] = Field(
        description="Who gave the prediction: the learner in a form, or an argument."
    )
    run: Run | None = None


def question(lr: float, epochs: int, n: int, noise: float, seed: int) -> str:
    """What the learner is asked, the same for the same arguments."""
    return (
        f"Before it runs: {epochs:,} epochs of gradient descent at lr={lr:g} on {n:,} points of "
        f"y = 3x + 2 with noise {noise:g} (seed {seed}). What will have happened at the end?"
    )


def ask(
    lr: float, epochs: int, n: int, noise: float, seed: int, skip: bool, ctx: Context
) -> Guess | Elicit[Guess] | None:
    """Put the question before the learner, where the host can."""
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
        Field(description="The learner's own words, never your guess: see the description."),
    ] = None,
    skip: Annotated[
        Switch, Field(description="Only when the learner asks to see it unpredicted; recorded.")
    ] = False,
    plot: Plot = False,
    *,
    guess: Annotated[ElicitationResult[Guess], Resolve(ask)],
) -> Answer:
    """Run what `train` runs, but only after the LEARNER has said what will happen.

    converged: every weight right to three digits by the end; converging: the loss falls, and the
    weights are not there yet; diverging: the error grows. A host that can show forms asks the
    learner itself. Elsewhere ask them, wait, and pass what they say as `prediction`; without it
    the status is prediction_needed and nothing is run.
    """
    said = asked(guess, prediction, skip)
    posed = question(lr, epochs, n, noise, seed)
    if said.state in ("unasked", "declined"):
        return _withheld(said, posed)
    run = lesson_run(call, lr, epochs, n, noise, seed)
    predicted = None if said.prediction is None else str(said.prediction)
    match = predicted == run.status if predicted and run.is_whole else None
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
    answer = Answer(f"{_verdict(predicted, run.status)} {run.sentence}", fields)
    return illustrated(answer, call, run.draw) if plot else answer


def _withheld(said: Asked, posed: str) -> Answer:
    """No run: what to do to get one."""
    declined = said.state == "declined"
    todo = (
        "The learner did not answer the form. Ask what holds them back; to see the run without a "
        "prediction, call again with skip=true, which is recorded."
        if declined
        else "Ask the learner this, wait for their answer, and call again with it as `prediction`; "
        "do not answer for them."
    )
    choices = " ".join(f"{name}: {meaning}." for name, meaning in MEANINGS.items())
    status = "declined" if declined else "prediction_needed"
    return Answer(
        f"{posed} {choices}\n{todo}", {"status": status, "question": posed, "asked": said.by}
    )


def _verdict(predicted: str | None, observed: str) -> str:
    if predicted is None:
        return f"Not predicted, which is recorded. It ended {observed}."
    if observed == "stopped":
        return f"You predicted {predicted}; there was no time to see."
    if predicted == observed:
        return f"You predicted {predicted}, and so it was."
    return f"You predicted {predicted}; it ended {observed}."
