"""The examples of watches run, and the callbacks of the page pass losses on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds

ROOT = Path(__file__).parents[1]
CALLBACKS = re.findall(
    r"```py\n((?:(?!```).)*)```", (ROOT / "docs" / "not-training.md").read_text(), re.DOTALL
)


def test_the_fields_of_the_page_are_those_of_the_report() -> None:
    page = (ROOT / "docs" / "not-training.md").read_text().partition("## Keep the report")[2]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", page, re.MULTILINE)
    told = {name: text for names, text in rows for name in re.findall(r"`(\w+)`", names)}
    watch = ds.watch(loss=lambda w: float(w @ w), lr=0.1)
    for k in range(20):
        watch.step(np.full(2, 0.8**k), np.full(2, 2 * 0.8**k))
    report = watch.diagnosis.to_dict()
    assert list(told) == list(report)
    log, measured, secants = report["log"], report["measurements"][-1], report["secants"]
    for name, fields in (("log", log), ("measurements", measured), ("secants", secants)):
        named = [each for each in re.findall(r"`(\w+)`", told[name]) if each in fields]
        assert list(dict.fromkeys(named)) == list(fields)


@pytest.mark.parametrize(
    ("name", "cause"),
    [("numpy", "edge of stability"), ("torch", "only .* of its limit"), ("jax", "times its limit")],
)
def test_an_example(name: str, cause: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", ROOT / "examples" / f"watch_{name}.py"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert re.search(cause, done.stdout.replace("\n", " "))


class Standing(types.ModuleType):
    """Stands for a framework: its callbacks are classes, and its models call them."""

    Callback = TrainerCallback = object

    class callbacks:  # noqa: N801
        class LambdaCallback:
            def __init__(self, on_epoch_end: Any) -> None:
                self.on_epoch_end = on_epoch_end


class Model:
    def fit(self, X: Any, y: Any, epochs: int, callbacks: list[Any]) -> None:
        for epoch in range(epochs):
            for each in callbacks:
                each.on_epoch_end(epoch, {"loss": 0.9**epoch, "val_loss": 1.0})


@pytest.mark.parametrize("code", CALLBACKS, ids=["keras", "lightning", "transformers"])
def test_a_callback(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (name,) = re.findall(r"^import (\w+)$", code, re.MULTILINE)
    monkeypatch.setitem(sys.modules, name, Standing(name))
    places: dict[str, Any] = {"ds": ds, "watch": ds.watch(), "model": Model(), "X": 0, "y": 0}
    exec(code, places)
    watch = places["watch"]
    if name != "keras":
        group = {"param_groups": [{"lr": 0.1}]}
        state = types.SimpleNamespace(
            optimizers=[types.SimpleNamespace(**group)], should_stop=False
        )
        own = places["Log"]()
        for loss in (1.0, 0.5, float("nan")):
            if name == "lightning":
                own.on_train_batch_end(state, None, {"loss": loss}, None, 0)
                stopped = state.should_stop
            else:
                logs = {"loss": loss, "learning_rate": 0.1}
                own.on_log(None, None, state, logs=logs)
                stopped = getattr(state, "should_training_stop", False)
        assert stopped
        assert watch.diagnosis.lr == 0.1
    assert watch.steps == (20 if name == "keras" else 3)
