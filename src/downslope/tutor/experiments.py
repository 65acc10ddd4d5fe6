"""The tool `run_experiment`: the lesson's experiments; predict, run, explain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field, create_model

from downslope.lessons.experiments import Experiment, Observation, experiment, experiments
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Switch
from downslope.tutor.call import SKIP, Call, asked, can_ask, withheld

ExperimentId = Annotated[
    str,
    Field(
        max_length=200,
        description="Which one; lesson_open names those of a section.",
        json_schema_extra={"enum": [each.id for each in experiments()]},
    ),
]
ENDING = (
    "status", "cause", "final_loss", "min_loss", "slope", "intercept", "closed.slope",
    "closed.intercept", "lr_limit",
)  # fmt: skip
AGAIN = "The run goes on: call again with the same arguments in a few seconds."
_ahead = ThreadPoolExecutor(1, "ahead")
Fact = bool | int | float | str | None
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Text = Annotated[str, Field(strict=True, max_length=200)]


class NumberForm(BaseModel):
    """The form for a number."""

    prediction: Annotated[float | None, Field(allow_inf_nan=False)] = Field(
        None, description="Your number; leave it empty to skip."
    )
    skip: bool = Field(False, description="See it without a prediction; this is recorded.")


class ExperimentResult(Result):
    """What `run_experiment` gives: the numbers only after a prediction, or a recorded skip."""

    status: Literal["ok", "skipped", "prediction_needed", "declined"]
    title: str
    question: str
    kind: Literal["number", "choice"]
    options: list[dict[str, str]] = Field(description="Key and text of each.")
    unit: str
    asked: Literal["learner", "argument", "nobody"] = Field(
        description="Who gave the prediction: the learner in a form, or an argument."
    )
    score: Literal["right", "wrong", "skipped"] | None = None
    predicted: float | str | None = None
    observed: float | str | None = None
    explanation: str | None = None
    setup: dict[str, Fact | list[int]] | None = Field(None, description="The arguments of the run.")
    numbers: dict[str, Fact] | None = Field(
        None,
        description="Those that the explanation quotes, in full; null where there is no number.",
    )


def ask(
    experiment_id: str, skip: bool, ctx: Context
) -> BaseModel | Elicit[BaseModel] | None:  # fmt: skip
    """Put the question before the learner, where the host can."""
    if skip or not can_ask(ctx):
        return None
    known = {each.id: each for each in experiments()}
    if experiment_id not in known:
        return None  # which the tool itself refuses
    chosen = known[experiment_id]
    _begin(chosen)
    return Elicit(_question(chosen), _form(chosen))


def _begin(chosen: Experiment) -> None:
    """Make a long run while the learner thinks; it is kept, and nothing of it is told yet."""
    if chosen.setup.get("verb") == "compare":
        _ahead.submit(chosen.run)


def _form(chosen: Experiment) -> type[BaseModel]:
    """What the learner fills in."""
    if chosen.kind == "number":
        return NumberForm
    keys = (*(option.key for option in chosen.options), SKIP)
    described = Field(description="Your choice; skip to see it without one.")
    return create_model("ChoiceForm", prediction=(_one_of(keys), described))


def _one_of(keys: tuple[str, ...]) -> Any:
    return Literal[keys]


def _question(chosen: Experiment) -> str:
    """What is asked, its options included; the same every time."""
    listed = [f"- {option.key}: {option.text}" for option in chosen.options]
    unit = f" (in {chosen.unit})" if chosen.unit else ""
    return "\n".join([" ".join(chosen.stem.split()) + unit, *listed])


def run_experiment(
    call: Call,
    experiment_id: ExperimentId,
    prediction: Annotated[
        Number | Text | None,
        Field(description="What the LEARNER says: a number, or the key of an option."),
    ] = None,
    skip: Annotated[
        Switch, Field(description="Only when the learner asks to see it unpredicted; recorded.")
    ] = False,
    *,
    guess: Annotated[ElicitationResult[BaseModel], Resolve(ask)],
) -> Answer:
    """Make one of the lesson's experiments: the learner predicts, then it runs, then why.

    A host that can show forms asks the learner itself. Elsewhere the first call returns the
    question: ask it, wait, and call again with the learner's own answer as `prediction`. The run
    comes with its score and an explanation in its own numbers.
    """
    chosen = experiment(experiment_id)
    said = asked(guess, prediction, skip)
    posed: dict[str, object] = {
        "title": chosen.title,
        "question": _question(chosen),
        "kind": chosen.kind,
        "options": chosen.to_dict()["options"],
        "unit": chosen.unit,
    }
    if said.state in ("unasked", "declined"):
        _begin(chosen)
        return withheld(said, str(posed["question"]), posed)
    observed = chosen.run()
    scored = chosen.score(said.prediction, observed)
    call.progress.record(
        "prediction",
        chosen.id,
        status=scored.status,
        predicted=scored.predicted,
        observed=scored.observed,
    )
    explanation = " ".join(observed.text.split())
    return Answer(
        f"{chosen.title}\n\n{scored.text}\n\n{explanation}",
        {
            "status": "skipped" if scored.status == "skipped" else "ok",
            **posed,
            "asked": said.by,
            "score": scored.status,
            "predicted": scored.predicted,
            "observed": scored.observed,
            "explanation": explanation,
            "setup": chosen.setup,
            "numbers": _numbers(chosen, observed),
        },
    )


def _numbers(chosen: Experiment, observed: Observation) -> dict[str, object]:
    """What was asked for, what the explanation quotes, and how the run ended, in full."""
    facts = observed.numbers
    quoted = [name for name in facts if f"{{{{this.{name}" in chosen.explain]
    wanted = {chosen.observes, *quoted, *ENDING}
    return {name: fact for name, fact in facts.items() if name in wanted}
