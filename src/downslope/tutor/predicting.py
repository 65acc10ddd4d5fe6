"""`predict_then_train`: the learner says what will happen, and only then it happens.

Whoever commits to a prediction learns from the run, and whoever only watches does not (Crouch,
Fagen, Callan and Mazur 2004); so the server, not the model, sees to it. Where the host can put a
form before the learner, it is the learner who is asked; elsewhere the prediction comes as an
argument. Without one there is no run, unless it is skipped, which is recorded.
"""

from __future__ import annotations

from typing import Annotated, Literal

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field

from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Epochs, Noise, Plot, Points, Rate, Seed, Switch
from downslope.tutor.asking import Asked, asked, can_ask
from downslope.tutor.call import Call
from downslope.tutor.pictures import illustrated
from downslope.tutor.training import Run, lesson_run

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
