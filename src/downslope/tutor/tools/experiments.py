"""Tool `run_experiment`: the lesson's experiments, each predicted, run, and explained."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field, create_model

from downslope.lessons.experiments import Experiment, Observation, experiment, experiments
from downslope.lessons.placeholders import THIS, placeholders
from downslope.tutor.call import SKIP, Answer, Call, Result, asked, can_ask, withheld, without_marks
from downslope.tutor.protocol import Switch

ExperimentId = Annotated[
    str,
    Field(
        max_length=200,
        description="Id of the experiment; lesson_open lists those of a section.",
        json_schema_extra={"enum": [each.id for each in experiments()]},
    ),
]
ENDING = (
    "status", "cause", "final_loss", "min_loss", "slope", "intercept", "closed.slope",
    "closed.intercept", "lr_limit",
)  # fmt: skip
AGAIN = "The run continues: call again with the same arguments in a few seconds."
_ahead = ThreadPoolExecutor(1, "ahead")
Fact = bool | int | float | str | None
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Text = Annotated[str, Field(strict=True, max_length=200)]


class NumberForm(BaseModel):
    """Form for predicting a number."""

    prediction: Annotated[float | None, Field(allow_inf_nan=False)] = Field(
        None, description="Your number; leave it empty to skip."
    )
    skip: bool = Field(False, description="See the result without predicting; this is recorded.")


class ExperimentResult(Result):
    """Result of `run_experiment`, with numbers only after a prediction or a recorded skip."""

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
        description="Numbers that the explanation quotes, in full; null if there is none.",
    )


def ask(
    experiment_id: str, skip: bool, ctx: Context
) -> BaseModel | Elicit[BaseModel] | None:  # fmt: skip
    """Ask the learner with a form, if the host can show one."""
    if skip or not can_ask(ctx):
        return None
    known = {each.id: each for each in experiments()}
    if experiment_id not in known:
        return None  # the tool itself refuses it
    chosen = known[experiment_id]
    _begin(chosen)
    return Elicit(without_marks(_question(chosen)), _form(chosen))


def _begin(chosen: Experiment) -> None:
    """Start a long run while the learner thinks; its result is cached and not revealed yet."""
    if chosen.setup.get("verb") == "compare":
        _ahead.submit(chosen.run)


def _form(chosen: Experiment) -> type[BaseModel]:
    """Build the form that the learner fills in."""
    if chosen.kind == "number":
        return NumberForm
    keys = (*(option.key for option in chosen.options), SKIP)
    described = Field(description="Your choice; skip shows the result without one.")
    return create_model("ChoiceForm", prediction=(_one_of(keys), described))


def _one_of(keys: tuple[str, ...]) -> Any:
    return Literal[keys]


def _question(chosen: Experiment) -> str:
    """Return the question with its options; it must be the same in every call."""
    listed = [f"- {option.key}: {option.text}" for option in chosen.options]
    unit = f" (in {chosen.unit})" if chosen.unit else ""
    return "\n".join([" ".join(chosen.stem.split()) + unit, *listed])


def run_experiment(
    call: Call,
    experiment_id: ExperimentId,
    prediction: Annotated[
        Number | Text | None,
        Field(description="The LEARNER's own answer: a number, or the key of an option."),
    ] = None,
    skip: Annotated[
        Switch,
        Field(description="True only if the learner asks to skip predicting; this is recorded."),
    ] = False,
    *,
    guess: Annotated[ElicitationResult[BaseModel], Resolve(ask)],
) -> Answer:
    """Run one of the lesson's experiments: the learner predicts, it runs, and it is explained.

    A host that can show forms asks the learner itself. Otherwise the first call returns the
    question: ask it, wait, and call again with the learner's own answer as prediction. The result
    comes with a score and an explanation in its own numbers.
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
        return withheld(said, without_marks(str(posed["question"])), posed)
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
        without_marks(f"{chosen.title}\n\n{scored.text}\n\n{explanation}"),
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
    """Return the number asked for, those that the explanation quotes, and the final ones."""
    facts = observed.numbers
    quoted = [name.removeprefix(THIS).partition(":")[0] for name in placeholders(chosen.explain)]
    wanted = {chosen.observes, *quoted, *ENDING}
    return {name: fact for name, fact in facts.items() if name in wanted}
