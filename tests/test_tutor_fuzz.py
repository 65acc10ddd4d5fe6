"""Calls of all tools with all kinds of arguments: an answer or one line, always.

`make soak` makes such calls for minutes.
"""

from __future__ import annotations

import logging
import math
import random
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from downslope.lessons.experiments import experiments
from downslope.lessons.prompts import prompts
from downslope.lessons.quiz.items import items
from downslope.lessons.sections import sections
from downslope.tutor.server import build_server
from sampling import LONG
from tutor_client import MODES, PATIENCE, check_sound, desk_in, in_session, refused

CALLS = 200 if LONG else 100
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 3.5, 1e-320, 1e308, -1e308, 10**9, 10**400, math.nan, math.inf,
    -math.inf, "", "0.1", "nan", "a" * 1000, "\x00", "../../etc/passwd", "é\u202e", [], [1, "a"],
    [[[]]], {}, {"a": {}}, "[1, 2]", '{"a": 1}', "null", "\ud800",
)  # fmt: skip
CSVS = (
    "x,y\n1,2\n2,4\n3,5\n",
    "x,y\n1,1\n1,1\n1,1\n",
    "x,y\n1e300,1\n-1e300,2\n3,4\n",
    "a,b,y\n1,2,3\n2,4,5\n3,6,9\n4,8,1\n",
    "x;y\n1;2\n3;4\n5;7\n",
    "x,y\n1,2\n3\n",
    "x,y\n1,NaN\n2,3\n4,5\n",
    "x,x\n1,2\n3,4\n",
    "y\n1\n2\n",
    "x,y\n",
    '"x,y\n1,2\n',
    "\ufeffx,y\n1,2\n2,3\n4,4\n",
    "x,y\n1,0\n2,0\n3,0\n",
    "x,y\n" + "1,2\n" * 6000,
    "x,y\n" + "\n".join(f"{k},{k * k}" for k in range(3000)),
    "\x00\x01\x02",
    "[x],[red]y\n1,2\n2,1\n3,3\n",
)


def usual(draw: random.Random) -> dict[str, dict[str, Any]]:
    """Arguments that each tool takes."""
    run = {
        "lr": draw.choice([1e-300, 1e-6, 0.001, 0.01, 0.0249, 0.1, 5, 1e10, 1e300]),
        "epochs": draw.choice([1, 2, 50, 200, 3000, 10_000]),
        "n": draw.choice([2, 3, 100, 10_000]),
        "noise": draw.choice([0, 0.5, 1, 10, 1e6]),
        "seed": draw.choice([0, 1, 7, 2**32 - 1]),
    }
    data = {name: run[name] for name in ("n", "noise", "seed")}
    item = draw.choice(items()).id
    return {
        "train": run | {"plot": draw.random() < 0.05},
        "predict_then_train": run
        | {
            "prediction": draw.choice(["converged", "diverging", None]),
            "skip": draw.random() < 0.5,
        },
        "sweep_lr": data | {"lrs": [run["lr"], 0.01], "epochs": run["epochs"]},
        "gradient_check": data | {"weights": [draw.uniform(-9, 9), draw.choice([0, 1e9, -1e9])]},
        "compare_solvers": {
            "case": draw.choice(["well-posed", "collinear", "ill-conditioned"]),
        },
        "diagnose": {
            "csv_text": draw.choice(CSVS),
            "target": draw.choice(["y", "x", "z"]),
            "lr": draw.choice([None, run["lr"]]),
            "epochs": run["epochs"],
            "standardize": draw.random() < 0.5,
            "drop_missing": draw.random() < 0.5,
            "batch_size": draw.choice([None, None, 1, 2, 7]),
        },
        "explain_report": {"report": draw.choice(CSVS)},
        "lesson_open": {"section": draw.choice(sections()).id},
        "run_experiment": {
            "experiment_id": draw.choice(
                [each.id for each in experiments() if each.setup.get("verb") != "compare"]
            ),
            "prediction": draw.choice([None, 1.5, "a", "-3", "falls"]),
            "skip": draw.random() < 0.3,
        },
        "quiz_ask": {"item_id": item, "seed": draw.choice([0, 5, 999])},
        "quiz_grade": {
            "item_id": item,
            "seed": draw.choice([0, 5, 999]),
            "answer": draw.choice(["a", "b", "c", 0.5, 10, "1/3", "−2", "25 %", 1e300]),
            "attempt": draw.choice([1, 2, 3]),
        },
        "rubric": {
            "prompt_id": draw.choice(prompts()).id,
            "learner_answer": draw.choice(["", "I say 1.5. " * 40, "word " * 4000]),
            "worked_answer": draw.random() < 0.3,
        },
    }


def drawn(draw: random.Random) -> tuple[str, dict[str, Any]]:
    """A call; in half of them something is odd."""
    tool, arguments = draw.choice(sorted(usual(draw).items()))
    kind = draw.random()
    if kind < 0.35:
        arguments[draw.choice(sorted(arguments))] = draw.choice(ODD)
    elif kind < 0.42:
        arguments[draw.choice(["learning_rate", "path", "", "a" * 500, "guess", "ctx"])] = 1
    elif kind < 0.5:
        arguments.pop(draw.choice(sorted(arguments)))
    return tool, arguments


@pytest.mark.parametrize("mode", MODES)
def test_every_call_has_an_answer(
    tmp_path: Path, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    draw = random.Random(f"20260728 {mode}")
    calls = [drawn(draw) for _ in range(CALLS // len(MODES))]
    server = build_server(desk_in(tmp_path, call_seconds=60.0, loop_seconds=30.0))
    answered, refusals = 0, 0

    async def talk(client: Client) -> None:
        nonlocal answered, refusals
        for tool, arguments in calls:
            with anyio.fail_after(PATIENCE):
                result = await client.call_tool(tool, arguments)
            if result.is_error:
                refused(result)
                refusals += 1
            else:
                check_sound(result)
                answered += 1

    with caplog.at_level(logging.ERROR):
        in_session(server, talk, mode)
    assert not caplog.records
    assert answered > len(calls) / 4
    assert refusals > len(calls) / 4
