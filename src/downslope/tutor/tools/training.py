"""Tools that run the loop on the lesson's data, for any model: `train` and `predict_then_train`.

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

from downslope.datasets import lesson_line, lesson_points
from downslope.datasets.lesson_points import POINTS_OF
from downslope.descent import Step
from downslope.diagnosis import diagnose, training_report
from downslope.errors import OptionError
from downslope.formatting import epochs as in_epochs
from downslope.models.catalog import model_on
from downslope.models.least_squares import LeastSquares
from downslope.models.model import Model
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


LINE = "least-squares"
MOST_WEIGHTS = 10  # of a model whose history has them: an answer has a limit
ModelName = Annotated[
    Literal[
        "least-squares", "ridge", "lasso", "elastic-net", "huber", "logistic", "softmax",
        "poisson", "network",
    ],
    Field(description="The model; each has points of its own, those of its section."),
]  # fmt: skip
Alpha = Annotated[
    float | None,
    Field(ge=0, le=1e9, allow_inf_nan=False, description="Penalty, of the models that have one."),
]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is made of: the arguments of both tools."""

    lr: float
    epochs: int
    n: int
    noise: float
    seed: int
    model: str = LINE
    alpha: float | None = None

    @property
    def question(self) -> str:
        """The question for the learner, which depends on the arguments alone."""
        if self.model == LINE:
            return (
                f"Before the run: {self.epochs:,} epochs of gradient descent at lr={self.lr:g} on "
                f"{self.n:,} points of y = 3x + 2 with noise {self.noise:g} (seed {self.seed}). "
                "What will the result be?"
            )
        return (
            f"Before the run: {self.epochs:,} epochs of gradient descent at lr={self.lr:g} for the "
            f"model {self.named}, on {self.n:,} points of {POINTS_OF[self.model]} (seed "
            f"{self.seed}). What will the result be?"
        )

    @property
    def named(self) -> str:
        """The model, with its penalty."""
        return self.model if self.alpha is None else f"{self.model} with alpha={self.alpha:g}"

    @property
    def label(self) -> str:
        """The run, for the record."""
        line = f"train lr={self.lr:g} epochs={self.epochs} n={self.n} noise={self.noise:g}"
        rest = "" if self.model == LINE else f" model={self.named}"
        return f"{line} seed={self.seed}{rest}"

    @property
    def meanings(self) -> dict[str, str]:
        """What the statuses mean that the run can have."""
        return MEANINGS if self.model == LINE else MEANINGS | UNSTABLE

    def problem(self) -> tuple[Model, Vector | None, Vector | None]:
        """Return the model on its points, the first weights, and the true ones, if known.

        Raises
        ------
        OptionError
            If the model does not have an alpha, or noise is given for points that have their own.

        """
        if self.model == LINE:
            if self.alpha is not None:
                raise OptionError("alpha is a penalty, which least-squares does not have: leave "
                                  "it out, or give model='ridge'.")  # fmt: skip
            line = lesson_line(self.n, self.noise, self.seed)
            return LeastSquares(line.x, line.y), line.start, line.truth
        if self.noise != 1.0:
            raise OptionError(
                f"noise={self.noise:g} is of the line: the points of {self.model} have noise of "
                "their own. Leave it out."
            )
        X, y = lesson_points(POINTS_OF[self.model], self.n, self.seed)
        return model_on(self.model, X, y, {"alpha": self.alpha}), None, None


@dataclass(frozen=True, slots=True, eq=False)
class LessonRun:
    """Run on points of the lesson, possibly stopped when the time was up."""

    problem: Model
    lr: float
    fields: dict[str, object]  # those of `Training.to_dict()`, and the run's history
    recording: Recording | None

    @property
    def status(self) -> str:
        """One of the meanings, or "stopped"."""
        return str(self.fields["status"])

    @property
    def text(self) -> str:
        """One-sentence summary of the run."""
        return str(self.fields["sentence"])

    def draw(self) -> Axes:
        """Draw the points and the line during training, or the loss of other runs."""
        assert self.recording is not None
        path, floor = self.recording.path(), self.fields["min_loss"]
        if self.status != "diverging" and isinstance(self.problem, LeastSquares):
            return data_and_line(self.problem, path)
        return loss_curves(
            {self.lr: path}, floor=floor if isinstance(floor, float) else None,
            loss=self.problem.loss_convention,
        )  # fmt: skip


def lesson_run(call: Call, setting: Setting, plot: bool) -> LessonRun:
    """Make the run of `downslope demo` or `train` with these options; its numbers are identical."""
    problem, start, truth = setting.problem()
    lr, epochs = setting.lr, setting.epochs
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
        return dict(zip(problem.flat_names, weights.ravel().tolist(), strict=True))

    try:
        found = training_report.train(problem, lr, epochs, start, watch=watch).to_dict()
    except TimeIsUpError:
        last = seen[-1]
        found = diagnose.diagnose(problem, lr, last.epoch, start).to_dict() | {
            "status": "stopped",
            "sentence": f"The time was up after {in_epochs(last.epoch)} of {epochs:,}; the numbers "
            "are for these epochs.",
            "final_loss": last.loss,
            "weights": named(last.weights),
        }
    if truth is not None:
        found |= {"true_weights": named(truth)}
    few = len(problem.flat_names) <= MOST_WEIGHTS
    found |= {
        "history": [
            {"epoch": step.epoch, "loss": step.loss}
            | ({"weights": named(step.weights)} if few else {})
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
    model: ModelName = "least-squares",
    alpha: Alpha = None,
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

    Other models of part two start from weights of 0 (a network: from its own), on points of their
    own; their limit is the one at the solution, and their status may be unstable: the run stays
    bounded, but does not settle.
    """
    run = lesson_run(call, Setting(lr, epochs, n, noise, seed, model, alpha), plot)
    answer = Answer(f"{run.status.upper()}: {run.text}", run.fields)
    return illustrated(answer, call, run.draw) if plot else answer


Outcome = Literal["converged", "converging", "diverging", "unstable"]
MEANINGS = {
    "converged": "every weight is right to three digits by the end",
    "converging": "the loss falls, but the weights are not there yet",
    "diverging": "the error grows every epoch",
}
UNSTABLE = {"unstable": "the run stays bounded, but does not settle"}


class Guess(BaseModel):
    """Form for predicting the status of a run."""

    prediction: Literal["converged", "converging", "diverging", "unstable", "skip"] = Field(
        description="; ".join(f"{k}: {meaning}" for k, meaning in (MEANINGS | UNSTABLE).items())
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


def ask(
    lr: float, epochs: int, n: int, noise: float, seed: int, model: str, alpha: float | None,
    skip: bool, ctx: Context,
) -> Guess | Elicit[Guess] | None:  # fmt: skip
    """Ask the learner with a form, if the host can show one."""
    if skip or not can_ask(ctx):
        return None
    setting = Setting(lr, epochs, n, noise, seed, model, alpha)
    setting.problem()  # refuses what cannot be run, before anybody is asked
    return Elicit(setting.question, Guess)


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
    model: ModelName = "least-squares",
    alpha: Alpha = None,
    *,
    guess: Annotated[ElicitationResult[Guess], Resolve(ask)],
) -> Answer:
    """Run gradient descent as train does, but only after the LEARNER has predicted the result.

    converged: every weight is right to three digits by the end; converging: the loss falls, but
    the weights are not there yet; diverging: the error grows; unstable, of models other than
    least-squares: the run stays bounded, but does not settle. A host that can show forms asks the
    learner itself. Otherwise ask them, wait, and pass their answer as prediction; without it the
    status is prediction_needed and nothing is run.
    """
    said = asked(guess, prediction, skip)
    setting = Setting(lr, epochs, n, noise, seed, model, alpha)
    posed = setting.question
    if said.state in ("unasked", "declined"):
        setting.problem()  # refuses what cannot be run, before anybody is asked
        choices = " ".join(f"{name}: {meaning}." for name, meaning in setting.meanings.items())
        return withheld(said, f"{posed} {choices}", {"question": posed})
    run = lesson_run(call, setting, plot)
    predicted = None if said.prediction is None else str(said.prediction)
    known = run.status in setting.meanings
    match = predicted == run.status if predicted and known else None
    call.progress.record(
        "prediction",
        setting.label,
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
