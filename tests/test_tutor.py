"""The tutor as a host sees it: strict, predict-first, in two forms, in time."""

from __future__ import annotations

import json
import math
import re
import threading
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import anyio
import numpy as np
import pytest
from mcp import Client, MCPError
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from pydantic import ValidationError, create_model

import downslope as ds
from downslope.datasets.lesson_points import POINTS_OF
from downslope.diagnosis.training_report import train
from downslope.formatting import plain_dict
from downslope.lessons.experiments import experiments
from downslope.lessons.prompts import prompts
from downslope.lessons.quiz.items import items
from downslope.lessons.sections import sections
from downslope.models.catalog import MODELS, model_on
from downslope.plots.style import blank_figure
from downslope.tutor.call import NO_PICTURE, Answer, Call, Desk, Result, illustrated, without_marks
from downslope.tutor.protocol import strict_tool
from downslope.tutor.server import build_server, tools
from downslope.tutor.tools.watch_reports import CAUSES
from tutor_client import (
    MODES,
    PATIENCE,
    call,
    check_sound,
    data,
    desk_in,
    in_session,
    modes,
    refused,
    saying,
    silent,
    text,
)

LESSON_TOOLS = {
    "lesson_open", "run_experiment", "train", "predict_then_train", "sweep_lr", "gradient_check",
    "compare_solvers", "diagnose", "explain_report", "quiz_ask", "quiz_grade", "rubric",
}  # fmt: skip
SMALL_CSV = "a,b,y\n1,2,3\n2,4.1,5\n3,6,8\n4,8,9\n"
ANSWER = (
    "The MSE is the mean of the squared residuals. Squares keep misses of either sign from "
    "cancelling. At the minimum its value is 0.940 here; the slope is then 2.987."
)


@cache
def watched() -> ds.WatchDiagnosis:
    """The report of a run whose rate is 150% of its limit."""
    watch = ds.watch(loss=lambda w: float(w @ w), gradient=lambda w: 2 * w, lr=1.5, every=10)
    for k in range(40):
        watch.step(np.full(2, (-2.0) ** k), 2 * np.full(2, (-2.0) ** k))
    return watch.diagnosis


LOG = {"format": "watch", "metric": "loss", "unit": "step"}


def written(**changes: Any) -> str:
    """The same report as JSON, with other values."""
    return json.dumps(watched().to_dict() | changes)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_in(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> MCPServer:
    """A server for calls that leave nothing behind."""
    return build_server(desk_in(tmp_path_factory.mktemp("shared")))


# --- what is there ----------------------------------------------------------------------------


@modes
def test_what_a_host_is_told(desk: Desk, mode: str) -> None:
    async def talk(client: Client) -> None:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(listed) == LESSON_TOOLS
        for tool in listed.values():
            assert tool.description
            assert tool.title
            assert tool.input_schema["additionalProperties"] is False
            assert tool.output_schema is not None
            assert not {"call", "guess"} & set(tool.input_schema["properties"])
        instructions = client.instructions
        assert instructions is not None
        assert "Never invent a number" in instructions
        assert "Hints" in instructions or "hints" in instructions

    in_session(build_server(desk), talk, mode)


@modes
def test_the_lesson_to_read(desk: Desk, mode: str) -> None:
    async def talk(client: Client) -> None:
        uris = {str(each.uri) for each in (await client.list_resources()).resources}
        wanted = {"downslope://lesson", "downslope://try-it"}
        wanted |= {f"downslope://lesson/{each.id}" for each in sections()}
        wanted |= {f"downslope://prompt/{each.id}" for each in prompts()}
        assert uris == wanted
        for each in sections():
            read = await client.read_resource(f"downslope://lesson/{each.id}")
            assert read.contents[0].text == each.text  # type: ignore[union-attr]
        tries = (await client.read_resource("downslope://try-it")).contents[0].text  # type: ignore[union-attr]
        for experiment in experiments():
            assert experiment.title in tries
        for uri in ("downslope://lesson/../../etc/passwd", "file:///etc/passwd", "downslope://x"):
            with pytest.raises(MCPError):
                await client.read_resource(uri)

    in_session(build_server(desk), talk, mode)


@modes
def test_ways_to_begin(desk: Desk, mode: str) -> None:
    names = ["walk_me_through", "prompt_1_mse", "prompt_2_gradient", "prompt_3_gd_vs_normal"]

    async def talk(client: Client) -> None:
        listed = (await client.list_prompts()).prompts
        assert [each.name for each in listed] == [*names, "quiz_me"]
        for each in listed:
            assert each.description
            assert "level" in {argument.name for argument in each.arguments or ()}
            plain = (await client.get_prompt(each.name, {})).messages[0].content
            expert = (await client.get_prompt(each.name, {"level": "theorist"})).messages[0].content
            assert "prediction" in plain.text  # type: ignore[union-attr]
            assert plain != expert
        for name, arguments, hint in (
            ("walk_me_trough", {}, "did you mean 'walk_me_through'"),
            ("quiz_me", {"level": "newcommer"}, "did you mean 'newcomer'"),
            ("quiz_me", {"topic": "noize"}, "did you mean 'noise'"),
            ("quiz_me", {"levle": "newcomer"}, "did you mean 'level'"),
        ):
            with pytest.raises(MCPError, match=hint):
                await client.get_prompt(name, arguments)

    in_session(build_server(desk), talk, mode)


# --- strict arguments -------------------------------------------------------------------------


class Echo(Result):
    value: float


def echo(call: Call, lr: float = 0.5) -> Answer:
    """Say it again."""
    return Answer("said", {"value": lr})


def test_what_the_wrapper_leans_on() -> None:
    """The library keeps a tool's arguments in a model that can be made to forbid others."""
    tool = Tool.from_function(lambda lr: lr, name="plain")
    assert tool.fn_metadata.arg_model.model_config.get("extra") != "forbid"
    tool.fn_metadata.validate_arguments({"lr": 1, "other": 2})  # the trap: no complaint
    tool.fn_metadata.arg_model = create_model(
        "Arguments", __base__=tool.fn_metadata.arg_model, __cls_kwargs__={"extra": "forbid"}
    )
    with pytest.raises(ValidationError, match="extra_forbidden"):
        tool.fn_metadata.validate_arguments({"lr": 1, "other": 2})
    with pytest.raises(ToolError) as refused_call:
        anyio.run(MCPServer("plain", tools=[tool]).call_tool, "plain", {"lr": 1, "other": 2})
    assert isinstance(refused_call.value.__cause__, ValidationError)


def test_every_tool_forbids_what_it_does_not_name(desk: Desk) -> None:
    for tool in tools(desk):
        with pytest.raises(ValidationError, match="extra_forbidden"):
            tool.fn_metadata.validate_arguments({"no_such_argument": 1})


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("train", {"learning_rate": 5}, "train has no argument 'learning_rate'"),
        ("train", {"epoch": 5}, "did you mean 'epochs'?"),
        ("train", {"lr": True}, "lr=true cannot be used"),
        ("train", {"lr": "0.1"}, 'lr="0.1" cannot be used'),
        ("train", {"lr": 0}, "greater than 0"),
        ("train", {"lr": float("nan")}, "lr="),
        ("train", {"lr": float("inf")}, "lr="),
        ("train", {"lr": -1.0}, "lr=-1.0"),
        ("train", {"lr": None}, "lr=null"),
        ("train", {"epochs": 10**9}, "less than or equal to 10000"),
        ("train", {"epochs": 1.5}, "epochs=1.5"),
        ("train", {"epochs": True}, "epochs=true"),
        ("train", {"n": 10_001}, "n=10001"),
        ("train", {"n": 1}, "n=1 "),
        ("train", {"noise": -1}, "noise=-1"),
        ("train", {"seed": -1}, "seed=-1"),
        ("train", {"seed": 2**40}, "seed="),
        ("train", {"plot": 1}, "plot=1"),
        ("sweep_lr", {}, "sweep_lr needs the argument 'lrs'"),
        ("sweep_lr", {"lrs": []}, "it should have at least 1 item, not 0."),
        ("sweep_lr", {"lrs": [0.1] * 13}, "lrs="),
        ("sweep_lr", {"lrs": [0.1, True]}, "lrs[1]=true"),
        ("gradient_check", {"weights": [1.0]}, "weights="),
        ("gradient_check", {"weights": [1.0, float("inf")]}, "weights[1]="),
        ("compare_solvers", {"case": "wide"}, "'large-d'"),
        ("diagnose", {"csv_text": "", "target": "y"}, "csv_text is empty"),
        ("diagnose", {"csv_text": "a,y\n1,2\n3\n4,5\n", "target": "y"}, "csv_text"),
        ("diagnose", {"csv_text": "a,y\n1,2\n3,x\n4,5\n", "target": "y"}, "'y'"),
        ("diagnose", {"csv_text": SMALL_CSV, "target": "z"}, "no column 'z'"),
        ("diagnose", {"csv_text": "a,y\n1,2\n,3\n4,5\n", "target": "y"}, ": drop_missing=true."),
        (
            "diagnose",
            {"csv_text": "a,b,y\n1,u,2\n3,v,3\n4,u,5\n", "target": "y"},
            "turn it into numbers, or leave it out.",
        ),
        ("diagnose", {"csv_text": "a,y\n" + "1,2\n" * 5001, "target": "y"}, "5,001 rows"),
        ("diagnose", {"csv_text": "a,y\n" + "1,2\n" * 70_000, "target": "y"}, "262,144"),
        ("diagnose", {"csv_text": SMALL_CSV, "target": "y", "batch_size": 0}, "batch_size=0"),
        (
            "diagnose",
            {"csv_text": SMALL_CSV, "target": "y", "batch_size": 1, "plot": True},
            "leave out plot or batch_size",
        ),
        ("diagnose", {"csv_text": "hubble", "target": "y"}, "csv_text"),
        ("diagnose", {"csv_text": "/etc/passwd", "target": "y"}, "csv_text"),
        ("diagnose", {"path": "/etc/passwd", "target": "y"}, "no argument 'path'"),
        ("explain_report", {"report": ""}, "is empty"),
        ("explain_report", {"report": "my loss is NaN, why?"}, "does not begin with a status"),
        ("explain_report", {"report": "DIVERGING: The loss grows."}, "or not all of it"),
        ("explain_report", {"report": "/etc/passwd"}, "does not begin with a status"),
        ("explain_report", {"report": '{"status": "failed"'}, "not complete JSON"),
        ("explain_report", {"report": '["failed"]'}, "is a list, not an object"),
        ("explain_report", {"report": '"failed"'}, "is text, not an object"),
        ("explain_report", {"report": '{"lr": NaN}'}, "has NaN"),
        ("explain_report", {"report": "[" * 100_000}, "report"),
        ("explain_report", {"report": '{"status": "converged"}'}, "not the report of a watch"),
        ("explain_report", {"report": written(lr="0.1")}, "lr is text, not a number"),
        ("explain_report", {"report": written(lr=True)}, "lr is true, not a number"),
        ("explain_report", {"report": written(lr=0.5)}, "the report was changed"),
        ("explain_report", {"report": written(steps=1.5)}, "steps is a number, not a whole"),
        ("explain_report", {"report": written(status="fine")}, "none that a watch reports"),
        ("explain_report", {"report": written(cause="gremlins")}, "none that a watch reports"),
        ("explain_report", {"report": written(tried=None)}, "tried is null, not a list"),
        ("explain_report", {"report": written(tried=[{"lr": 1}])}, "no 'steps' in tried[0]"),
        ("explain_report", {"report": written(secants=3)}, "secants is a number, not an object"),
        ("explain_report", {"report": written(log=[])}, "log is a list, not an object"),
        ("explain_report", {"report": written(log={})}, "log.format is null, not text"),
        ("explain_report", {"report": written(log=LOG | {"metric": 1})}, "log.metric is a number"),
        ("explain_report", {"report": written(log=LOG | {"unit": []})}, "log.unit is a list"),
        ("explain_report", {"report": written(lr=10**400)}, "lr is beyond the largest float"),
        ("explain_report", {"report": written(findings=[[]])}, "findings[0] is a list"),
        ("explain_report", {"report": "{" + " " * 300_000 + "}"}, "print(watch.diagnosis)"),
        ("lesson_open", {"section": "noize"}, "did you mean 'noise'?"),
        ("lesson_open", {"prompt_id": "msee"}, "prompt='msee' is not known"),
        ("run_experiment", {"experiment_id": "crowl"}, "did you mean 'crawl'?"),
        ("run_experiment", {"experiment_id": "crawl", "prediction": True}, "prediction=true"),
        ("run_experiment", {"experiment_id": "crawl", "prediction": "nan"}, "not a number"),
        ("run_experiment", {"experiment_id": "crawl", "prediction": "x" * 100_000}, "prediction="),
        ("quiz_ask", {"item_id": "no-such-item"}, "no-such-item"),
        ("quiz_ask", {"topic": "noize"}, "noize"),
        ("quiz_grade", {"item_id": "largest-rate", "seed": 1, "answer": True}, "answer=true"),
        (
            "quiz_grade",
            {"item_id": "largest-rate", "seed": 1, "answer": "9" * 2_000},
            "it should be a valid number or should have at most 1000 characters.",
        ),
        ("quiz_grade", {"item_id": "largest-rate", "seed": 1, "answer": float("nan")}, "answer"),
        ("quiz_grade", {"item_id": "largest-rate", "seed": 1, "answer": "inf"}, "inf"),
        ("quiz_grade", {"item_id": "largest-rate", "seed": 1, "answer": "9" * 100_000}, "answer="),
        ("quiz_grade", {"item_id": "largest-rat", "seed": 1, "answer": 1}, "largest-rate"),
        ("quiz_grade", {"item_id": "largest-rate", "seed": -1, "answer": 1}, "seed=-1"),
        ("predict_then_train", {"prediction": "explodes"}, "prediction="),
        ("predict_then_train", {"guess": {"prediction": "skip"}}, "no argument 'guess'"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    shared: MCPServer, tool: str, arguments: dict[str, Any], told: str
) -> None:
    line = refused(in_session(shared, lambda client: client.call_tool(tool, arguments)))
    assert told in line
    assert len(line) < 700
    assert "/tmp" not in line


def test_a_column_with_an_endless_name(desk: Desk) -> None:
    csv_text = f"{'a' * 5000},y\n1,2\n3,5\n4,5\n"
    assert "60 at most" in refused(call(desk, "diagnose", {"csv_text": csv_text, "target": "y"}))


def test_too_many_columns(desk: Desk) -> None:
    header = ",".join([*(f"c{k}" for k in range(101)), "y"])
    row = ",".join(["1"] * 102)
    csv_text = f"{header}\n{row}\n{row}\n"
    assert "101 features" in refused(call(desk, "diagnose", {"csv_text": csv_text, "target": "y"}))


def test_whole_numbers_may_be_written_as_fractions(desk: Desk) -> None:
    assert data(call(desk, "train", {"epochs": 20.0}))["epochs_run"] == 20


# --- answers in both forms ----------------------------------------------------------------------

USEFUL: list[tuple[str, dict[str, Any]]] = [
    ("train", {}),
    ("train", {"lr": 5.0, "epochs": 400}),
    ("train", {"n": 10_000, "epochs": 300, "noise": 10, "seed": 7}),
    ("predict_then_train", {"lr": 0.1, "prediction": "diverging"}),
    ("predict_then_train", {"lr": 0.1}),
    ("sweep_lr", {"lrs": [0.001, 0.01, 0.1]}),
    ("gradient_check", {"weights": [0, 0]}),
    ("compare_solvers", {"case": "collinear"}),
    ("diagnose", {"csv_text": SMALL_CSV, "target": "y"}),
    ("diagnose", {"csv_text": SMALL_CSV, "target": "y", "lr": 0.5, "standardize": True}),
    ("diagnose", {"csv_text": SMALL_CSV, "target": "y", "batch_size": 2}),
    ("explain_report", {"report": json.dumps(watched().to_dict())}),
    ("explain_report", {"report": repr(watched())}),
    ("quiz_ask", {}),
    ("quiz_grade", {"item_id": "largest-rate", "seed": 3, "answer": 0.5}),
    ("rubric", {"prompt_id": "mse", "learner_answer": ANSWER}),
    ("rubric", {"prompt_id": "mse"}),
]


@modes
@pytest.mark.parametrize(("tool", "arguments"), USEFUL)
def test_numbers_are_in_the_data_and_in_the_text(
    shared: MCPServer, tool: str, arguments: dict[str, Any], mode: str
) -> None:
    result = in_session(shared, lambda client: client.call_tool(tool, arguments), mode)
    check_sound(result)
    inputs = data(result)["inputs"]
    for name, value in arguments.items():
        if not isinstance(value, str) or len(value) < 80:
            assert inputs[name] == value


def test_a_report_is_explained_by_its_own_numbers(desk: Desk) -> None:
    """From its JSON it is the report as printed, with every number; more words have no digits."""
    found = watched()
    for given in (written(), repr(found)):
        result = call(desk, "explain_report", {"report": given})
        sentences, _, _ = text(result).partition("\n\n{")
        told, _, words = sentences.partition("\n\nWhat the words mean\n")
        assert told == repr(found)
        assert "diverging: " in words
        assert not re.search(r"[0-9]", words.replace("2/λ", ""))
        answer = data(result)
        assert answer["status"] == "diverging"
        assert answer["cause"] == ("lr_above_limit" if given == written() else None)
    answer = data(call(desk, "explain_report", {"report": written()}))
    for name in ("lr", "lr_limit", "share_of_limit", "sharpness", "sentence", "tried"):
        assert answer[name] == found.to_dict()[name]
    assert answer["section"] in {each.id for each in sections()}


@pytest.mark.parametrize("limit", [None, math.inf])
def test_a_limit_that_is_infinite_is_told_from_one_that_is_unknown(
    desk: Desk, limit: float | None
) -> None:
    share = None if limit is None else 0.0
    found = watched().but(lr_limit=limit, share_of_limit=share, measurements=())
    told = text(call(desk, "explain_report", {"report": json.dumps(found.to_dict())}))
    assert ("nothing curves upward" in told) == (limit is not None)
    assert told.startswith(repr(found))


def test_every_section_that_a_report_names_is_there() -> None:
    assert {section for _, section in CAUSES.values()} <= {each.id for each in sections()}


def test_a_report_of_many_layers_fits(desk: Desk) -> None:
    found = watched()
    (last,) = found.measurements[-1:]
    names = [f"encoder.layers.{k}.attention.weight" for k in range(300)]
    (own,) = found.findings[:1]
    large = found.but(
        measurements=(replace(last, gradient_norms=dict.fromkeys(names, 1.0)),) * 300,
        findings=(replace(own, columns=tuple(names)),) * 10,
    )
    too_long = {"report": json.dumps(large.to_dict())}
    assert "print(watch.diagnosis)" in refused(call(desk, "explain_report", too_long))
    few = large.but(measurements=large.measurements[:3])
    answer = data(call(desk, "explain_report", {"report": json.dumps(few.to_dict())}))
    assert answer["findings_not_shown"] == 2
    many = found.but(measurements=found.measurements * 30)
    answer = data(call(desk, "explain_report", {"report": json.dumps(many.to_dict())}))
    shown = len(answer["measurements"])
    assert shown + answer["measurements_not_shown"] == len(many.measurements)
    assert 4 <= shown <= 8
    assert data(call(desk, "explain_report", {"report": repr(large)}))["status"] == "diverging"


def test_every_section_fits(desk: Desk) -> None:
    for each in sections():
        result = call(desk, "lesson_open", {"section": each.id})
        check_sound(result)
        assert data(result)["markdown"] == each.text
        assert data(result)["next"] == each.next
        assert "Teach from this text" in text(result)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("run_experiment", {"experiment_id": "growth"}),
        ("run_experiment", {"experiment_id": "growth", "prediction": -7}),
        ("quiz_ask", {"item_id": "theta-zero", "seed": 3}),
        ("quiz_grade", {"item_id": "y-minus-y-hat", "seed": 3, "answer": "a"}),
    ],
)
def test_texts_show_no_marks_of_markdown(desk: Desk, tool: str, arguments: dict[str, Any]) -> None:
    sentences = text(call(desk, tool, arguments)).split("\n\n{")[0]
    assert len(sentences) > 80
    assert not {"`", "*"} & set(sentences)


def test_marks_are_told_from_products() -> None:
    marked = "*y* = 3*x* + 2, `w − lr*g`, 2*x*y, a * b * c, **no** more"
    assert without_marks(marked) == "y = 3x + 2, w − lr*g, 2*x*y, a * b * c, no more"


def test_a_divergence_is_a_status_and_not_a_failure(desk: Desk) -> None:
    found = data(call(desk, "train", {"lr": 0.1, "epochs": 1000}))
    assert found["status"] == "diverging"
    assert found["final_loss"] is None
    assert found["lr_limit"] == pytest.approx(0.02498773444267522, rel=1e-12)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("train", {"plot": True}),
        ("train", {"plot": True, "lr": 5.0}),
        ("predict_then_train", {"plot": True, "prediction": "converging"}),
        ("sweep_lr", {"plot": True, "lrs": [0.001, 0.01, 0.1]}),
        ("diagnose", {"plot": True, "csv_text": SMALL_CSV, "target": "y"}),
    ],
)
def test_pictures(desk: Desk, tool: str, arguments: dict[str, Any]) -> None:
    import base64

    result = call(desk, tool, arguments)
    check_sound(result)
    (picture,) = result.content[1:]
    assert picture.mime_type == "image/png"  # type: ignore[union-attr]
    assert base64.b64decode(picture.data).startswith(b"\x89PNG")  # type: ignore[union-attr]


def test_a_picture_is_not_waited_for(tmp_path: Path) -> None:
    """It is what an answer can do without; the numbers come all the same."""
    begun, done = threading.Event(), threading.Event()

    def draw() -> Any:
        begun.set()
        done.wait(PATIENCE)
        return blank_figure(1, 1)

    one = desk_in(tmp_path, call_seconds=1.0, loop_seconds=0.4).call()
    late = illustrated(Answer("said", {}), one, draw)
    begun.wait(PATIENCE)
    done.set()
    assert (late.pictures, late.text) == ((), f"said\n{NO_PICTURE}")
    (picture,) = illustrated(Answer("said", {}), desk_in(tmp_path).call(), draw).pictures
    assert picture.startswith(b"\x89PNG")


def test_a_hundred_columns_fit(desk: Desk) -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    rows = rng.integers(0, 9, (300, 101))
    rows[:, 50] = rows[:, 51]  # and each has something to be found
    names = [f"a column with a rather long name, number {k}".replace(",", "") for k in range(100)]
    lines = [",".join([*names, "y"]), *(",".join(map(str, row)) for row in rows)]
    result = call(desk, "diagnose", {"csv_text": "\n".join(lines), "target": "y"})
    check_sound(result)
    assert data(result)["weights_not_shown"] == 101 - 12


# --- predict first ------------------------------------------------------------------------------


@modes
def test_no_run_before_a_prediction(desk: Desk, mode: str) -> None:
    for tool, arguments in (
        ("predict_then_train", {"lr": 0.1}),
        ("run_experiment", {"experiment_id": "nan"}),
    ):
        result = call(desk, tool, arguments, mode)
        found = data(result)
        assert found["status"] == "prediction_needed"
        assert found["asked"] == "nobody"
        assert "run" not in found
        assert "observed" not in found
        assert "numbers" not in found
        assert "7.00" not in text(result)  # what an epoch multiplies the error by
    assert desk.progress.all("prediction") == {}


@modes
def test_a_prediction_as_an_argument(desk: Desk, mode: str) -> None:
    found = data(call(desk, "predict_then_train", {"lr": 0.1, "prediction": "converged"}, mode))
    assert (found["status"], found["match"], found["asked"]) == ("ok", False, "argument")
    assert (found["predicted"], found["observed"]) == ("converged", "diverging")
    assert found["run"]["status"] == "diverging"
    (kept,) = desk.progress.all("prediction").values()
    assert kept["status"] == "wrong"


@modes
def test_the_learner_is_asked_where_there_are_forms(desk: Desk, mode: str) -> None:
    """What the learner fills in counts, whatever the model passes."""
    found = data(
        call(
            desk,
            "predict_then_train",
            {"lr": 0.1, "prediction": "converged"},
            mode,
            saying({"prediction": "diverging"}),
        )
    )
    assert (found["status"], found["match"], found["asked"]) == ("ok", True, "learner")
    choice = call(
        desk, "run_experiment", {"experiment_id": "nan"}, mode, saying({"prediction": "inf"})
    )
    assert (data(choice)["score"], data(choice)["asked"]) == ("right", "learner")
    number = call(
        desk, "run_experiment", {"experiment_id": "growth"}, mode, saying({"prediction": 2.5})
    )
    assert (data(number)["score"], data(number)["predicted"]) == ("wrong", 2.5)


@modes
@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_a_form_that_is_not_answered(desk: Desk, mode: str, action: str) -> None:
    for tool, arguments in (
        ("predict_then_train", {"lr": 0.1, "prediction": "diverging"}),
        ("run_experiment", {"experiment_id": "nan", "prediction": "inf"}),
    ):
        found = data(call(desk, tool, arguments, mode, silent(action)))
        assert found["status"] == "declined"
        assert "run" not in found
        assert "observed" not in found
    assert desk.progress.all("prediction") == {}


@modes
def test_a_skip_is_allowed_and_recorded(desk: Desk, mode: str) -> None:
    asked = saying({"prediction": "skip"})
    for tool, arguments, asking in (
        ("predict_then_train", {"lr": 0.1, "skip": True}, None),
        ("predict_then_train", {"lr": 0.2}, asked),
        ("run_experiment", {"experiment_id": "nan", "skip": True}, None),
        ("run_experiment", {"experiment_id": "other-data"}, asked),
        ("run_experiment", {"experiment_id": "growth"}, saying({"skip": True})),
    ):
        result = call(desk, tool, arguments, mode, asking)
        check_sound(result)
        assert data(result)["status"] == "skipped"
        assert data(result)["observed"] is not None
    kept = desk.progress.all("prediction")
    assert len(kept) == 5
    assert {each["status"] for each in kept.values()} == {"skipped"}


@modes
def test_a_form_filled_with_nonsense(desk: Desk, mode: str) -> None:
    result = call(
        desk, "predict_then_train", {"lr": 0.1}, mode, saying({"prediction": "who knows"})
    )
    assert result.is_error
    assert "lr_limit" not in text(result)


# --- keys stay here -----------------------------------------------------------------------------


def test_keys_are_nowhere_to_be_found(desk: Desk) -> None:
    async def talk(client: Client) -> str:
        told = [each.model_dump_json() for each in (await client.list_tools()).tools]
        told += [each.model_dump_json() for each in (await client.list_prompts()).prompts]
        for resource in (await client.list_resources()).resources:
            told.append((await client.read_resource(resource.uri)).contents[0].text)  # type: ignore[union-attr]
        for item in items():
            asked = await client.call_tool("quiz_ask", {"item_id": item.id, "seed": 5})
            check_sound(asked)
            told.append(asked.model_dump_json())
            assert not {"answer", "why", "correct", "feedback"} & set(data(asked))
        return json.loads(json.dumps("\n".join(told)))

    told = in_session(build_server(desk), talk)
    for graded in prompts():
        for line in graded.answer.splitlines():
            assert len(line) < 60 or line not in told, line
        for point in graded.rubric:
            assert point.claim not in told
    for item in items():
        for option in item.options:
            if "{" not in option.feedback and len(option.feedback) > 20:
                assert option.feedback not in told
        assert "{" in item.why or item.why not in told


@modes
def test_the_tries_count_without_being_told_of(desk: Desk, mode: str) -> None:
    async def talk(client: Client) -> None:
        asked = data(await client.call_tool("quiz_ask", {"item_id": "largest-rate", "seed": 4}))
        question = {"item_id": asked["item_id"], "seed": asked["seed"]}
        said = [
            data(await client.call_tool("quiz_grade", question | {"answer": answer}))
            for answer in (1000, 2000, 3000)
        ]
        assert [each["attempt"] for each in said] == [1, 2, 3]
        assert said[0]["hint"] != said[1]["hint"]
        assert [bool(each["answer"]) for each in said] == [False, False, True]

    in_session(build_server(desk), talk, mode)


@modes
def test_the_server_counts_the_tries(desk: Desk, mode: str) -> None:
    """A model that says "third attempt" at once does not get the key."""

    async def talk(client: Client) -> None:
        asked = data(await client.call_tool("quiz_ask", {"item_id": "largest-rate", "seed": 4}))
        question = {"item_id": asked["item_id"], "seed": asked["seed"], "attempt": 3}
        for answer in (1000, 1000, "1000"):
            graded = data(await client.call_tool("quiz_grade", question | {"answer": answer}))
            assert (graded["attempt"], graded["answer"], graded["why"]) == (1, None, None)
            assert graded["hint"]
        second = data(await client.call_tool("quiz_grade", question | {"answer": 2000}))
        assert (second["attempt"], second["answer"]) == (2, None)
        third = data(await client.call_tool("quiz_grade", question | {"answer": 3000}))
        assert (third["attempt"], third["correct"]) == (3, False)
        assert third["answer"]
        assert third["why"]

    in_session(build_server(desk), talk, mode)
    kept = desk.progress.get("quiz", "largest-rate")
    assert kept is not None
    assert (kept["state"], kept["attempts"], kept["correct"]) == ("told", 3, False)


def test_quiz_goes_on_with_what_is_not_known(desk: Desk) -> None:
    first = data(call(desk, "quiz_ask"))["item_id"]
    desk.progress.record("quiz", first, state="right")
    second = data(call(desk, "quiz_ask"))["item_id"]
    assert second != first
    third = data(call(desk, "quiz_ask", {"seen": [second]}))["item_id"]
    assert third not in (first, second)
    everything = [each.id for each in items()]
    nothing = call(desk, "quiz_ask", {"seen": everything + ["x" * 200] * 100})
    check_sound(nothing)
    assert data(nothing)["status"] == "nothing_left"


@pytest.mark.parametrize("said", [
    "x", "b", "I do not know", "x y z a b c d e f g h", "mse " * 40, "? " * 40, "1 2 3 4 5 6 7 8 9",
    "the the answer answer is is the answer", "最小",
])  # fmt: skip
def test_what_is_no_answer_opens_neither_points_nor_the_worked_answer(
    desk: Desk, said: str
) -> None:
    for more in ({}, {"worked_answer": True}):
        asked = {"prompt_id": "mse", "learner_answer": said}
        result = data(call(desk, "rubric", asked | more))
        assert result["status"] == "answer_needed"
        assert "points" not in result
        assert "worked_answer" not in result
    assert desk.progress.get("prompt", "mse") is None


@pytest.mark.parametrize("said", [
    "It squares each miss, so big misses count for more than small ones.",
    "均方误差是预测值与目标值之差的平方的平均数。",
    "二乗の平均は大きな誤差をより重く数える。",
    "Die MSE ist das Mittel der Quadrate aller Abweichungen.",
])  # fmt: skip
def test_an_answer_in_any_language_opens_the_points(desk: Desk, said: str) -> None:
    result = data(call(desk, "rubric", {"prompt_id": "mse", "learner_answer": said}))
    assert result["status"] == "ok"


def test_the_rubric_comes_with_an_answer_and_the_worked_one_after(desk: Desk) -> None:
    for each in prompts():
        early = data(call(desk, "rubric", {"prompt_id": each.id, "worked_answer": True}))
        assert early["status"] == "answer_needed"
        short = data(call(desk, "rubric", {"prompt_id": each.id, "learner_answer": "MSE."}))
        assert short["status"] == "answer_needed"
        assert "points" not in short
        result = call(desk, "rubric", {"prompt_id": each.id, "learner_answer": ANSWER})
        check_sound(result)
        graded = data(result)
        assert [point["id"] for point in graded["points"]] == [p.id for p in each.rubric]
        assert ["0.940" in claim["sentence"] for claim in graded["numeric_claims"]] == [True, False]
        named = graded["numeric_claims"][0]["check_with"].split(", ")
        assert {each.split()[0] for each in named} <= LESSON_TOOLS  # an experiment has its id
        worked = call(desk, "rubric", {"prompt_id": each.id, "worked_answer": True})
        check_sound(worked)
        assert data(worked)["worked_answer"] == each.answer


# --- the whole lesson ---------------------------------------------------------------------------


@modes
def test_a_client_without_forms_completes_the_lesson(desk: Desk, mode: str) -> None:
    """Sections, experiments, quiz and prompts, by tools alone."""

    async def talk(client: Client) -> None:
        at: str | None = None
        seen = []
        while True:
            opened = data(await client.call_tool("lesson_open", {"section": at} if at else {}))
            seen.append(opened["section"])
            for each in opened["experiments"]:
                name = {"experiment_id": each["id"]}
                asked = data(await client.call_tool("run_experiment", name))
                assert asked["status"] == "prediction_needed"
                guess = asked["options"][0]["key"] if asked["options"] else 1.0
                done = await client.call_tool("run_experiment", name | {"prediction": guess})
                check_sound(done)
                assert data(done)["score"] in ("right", "wrong")
            at = opened["next"]
            if at is None:
                break
        assert seen == [each.id for each in sections()]
        answered: list[str] = []
        while True:
            asked = data(await client.call_tool("quiz_ask", {"seen": answered}))
            if asked["status"] == "nothing_left":
                break
            answered.append(asked["item_id"])
            given = [each["letter"] for each in asked["options"]] or [1e14, 2e14, 3e14]
            for answer in given:
                question = {"item_id": asked["item_id"], "seed": asked["seed"], "attempt": 3}
                result = await client.call_tool("quiz_grade", question | {"answer": answer})
                check_sound(result)
                if data(result)["answer"]:
                    break
            else:
                raise AssertionError(f"{asked['item_id']} never told its key")
        assert sorted(answered) == sorted(each.id for each in items())

    in_session(build_server(desk), talk, mode)
    assert set(desk.progress.all("section")) == {each.id for each in sections()}
    assert set(desk.progress.all("prediction")) == {each.id for each in experiments()}
    assert set(desk.progress.all("quiz")) == {each.id for each in items()}


def test_a_damaged_progress_file_is_said_once(tmp_path: Path) -> None:
    """It is kept aside and begun anew; the learner hears of it through the tutor."""
    (tmp_path / "progress.json").write_text("{ damaged")
    server = build_server(desk_in(tmp_path))

    async def talk(client: Client) -> None:
        first = await client.call_tool("lesson_open", {"section": "why"})
        assert "was damaged" in data(first)["notices"][0]
        assert "was damaged" in text(first)
        assert "notices" not in data(await client.call_tool("lesson_open", {"section": "why"}))

    in_session(server, talk)
    assert [each.name for each in tmp_path.glob("progress.damaged-*")]


# --- in time ------------------------------------------------------------------------------------


def test_a_run_that_takes_too_long_tells_how_far_it_came(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, loop_seconds=0.05)
    result = call(desk, "train", {"n": 10_000, "epochs": 10_000})
    check_sound(result)
    found = data(result)
    assert found["status"] == "stopped"
    assert 0 <= found["epochs_run"] < 10_000
    assert found["history"][-1]["epoch"] == found["epochs_run"]
    assert "The time was up" in text(result)


def test_solvers_that_take_too_long(tmp_path: Path) -> None:
    line = refused(
        call(desk_in(tmp_path, loop_seconds=0.0), "compare_solvers", {"case": "large-d"})
    )
    assert "was stopped" in line


def endless(call: Call) -> Answer:
    """Go on until told not to."""
    state = call.desk.tries.setdefault(("endless", 0), [])
    state.append("started")
    try:
        while True:
            call.clock.check()
            time.sleep(0.01)
    finally:
        state.append("stopped")


def with_endless(desk: Desk) -> MCPServer:
    endless_tool = strict_tool(endless, desk, Result, "Endless")
    return MCPServer("endless", tools=[endless_tool, strict_tool(echo, desk, Echo, "Echo")])


async def until(desk: Desk, word: str) -> None:
    with anyio.fail_after(PATIENCE):
        while word not in desk.tries.get(("endless", 0), []):
            await anyio.sleep(0.01)


@modes
def test_a_call_that_is_cancelled_stops(tmp_path: Path, mode: str) -> None:
    desk = desk_in(tmp_path)

    async def talk(client: Client) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.call_tool, "endless", {})
            await until(desk, "started")
            tasks.cancel_scope.cancel()
        await until(desk, "stopped")
        assert data(await client.call_tool("echo", {"lr": 0.25}))["value"] == 0.25

    in_session(with_endless(desk), talk, mode)


def test_every_call_has_its_deadline(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, call_seconds=0.2, loop_seconds=0.5)
    server = with_endless(desk)

    async def talk(client: Client) -> str:
        line = refused(await client.call_tool("endless", {}))
        await until(desk, "stopped")
        return line

    assert "an answer may take 0.2 seconds" in in_session(server, talk)


def test_calls_do_not_wait_for_each_other(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, call_seconds=60, loop_seconds=60)

    async def talk(client: Client) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.call_tool, "endless", {})
            await until(desk, "started")
            assert data(await client.call_tool("echo", {}))["value"] == 0.5
            tasks.cancel_scope.cancel()

    in_session(with_endless(desk), talk)


def test_the_product_answers_within_three_seconds() -> None:
    from downslope.tutor import call as limits

    assert (limits.CALL_SECONDS, limits.LOOP_SECONDS) == (3.0, 2.0)
    assert threading.active_count() < 100
    assert set(MODES) == {"auto", "legacy"}


# --- models of part two ---------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["ridge", "logistic", "poisson", "network"])
def test_a_run_of_a_model_has_the_numbers_of_the_library(desk: Desk, model: str) -> None:
    arguments = {"model": model, "lr": 0.004, "epochs": 60}
    X, y = ds.datasets.lesson_points(POINTS_OF[model])
    ours = train(model_on(model, X, y, {}), 0.004, 60).to_dict()
    got = data(call(desk, "train", arguments))
    for name in ("status", "cause", "final_loss", "weights", "lr_limit", "lr_advised"):
        assert got[name] == plain_dict({name: ours[name]})[name], name


def test_every_model_has_points() -> None:
    assert set(POINTS_OF) == set(MODELS)


def test_a_run_of_a_model_is_predicted_first(desk: Desk) -> None:
    arguments = {"model": "poisson", "lr": 0.05}
    early = data(call(desk, "predict_then_train", arguments))
    assert early["status"] == "prediction_needed"
    assert "lesson-counts" in early["question"]
    assert early.get("run") is None
    said = data(call(desk, "predict_then_train", {**arguments, "prediction": "unstable"}))
    assert (said["observed"], said["match"]) == ("unstable", True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"model": "least-squares", "alpha": 1.0}, "give model='ridge'"),
        ({"model": "huber", "alpha": -1.0}, "alpha"),
        ({"model": "ridge", "noise": 2.0}, "noise of their own"),
        ({"model": "rige"}, "ridge"),
    ],
)
@pytest.mark.parametrize("tool", ["train", "predict_then_train"])
def test_a_model_that_cannot_be_run(
    desk: Desk, tool: str, arguments: dict[str, Any], told: str
) -> None:
    assert told in refused(call(desk, tool, arguments))
