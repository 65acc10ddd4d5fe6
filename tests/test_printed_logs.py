"""Logs as training loops print them are read as well as columns of numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from downslope.cli import run
from downslope.data.loss_logs import read_history


def read(folder: Path, text: str) -> tuple[list[float], list[float] | None]:
    file = folder / "run.log"
    file.write_text(text)
    history = read_history(str(file))
    return history.losses.tolist(), None if history.epochs is None else history.epochs.tolist()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("epoch   0 MSE=5.0 w=[1 2]\nepoch  40 MSE=4.5 w=[2 3]\n\nLearned: slope=3\n", [0, 40]),
        ("step: 0 | loss: 5.0 | lr: 0.1\nsaved\nstep: 40 | loss: 4.5 | lr: 0.1\n", [0, 40]),
        ('{"step": 0, "loss": 5.0}\n{"step": 40, "loss": 4.5}\n', [0, 40]),
        ('[{"step": 0, "loss": 5.0}, {"step": 40, "loss": 4.5}]', [0, 40]),
        ('{"epoch": [0, 40], "loss": [5.0, 4.5], "val_loss": [9, 9]}', [0, 40]),
        ("{'epoch': 0, 'loss': 5.0}\n{'epoch': 40, 'loss': 4.5}\n", [0, 40]),
        ('{"loss": [5.0, 4.5]}', None),
        ('{"params": {}, "history": {"val_loss": [9, 9], "loss": [5, 4.5]}}', None),
        ("Epoch 1/2\n10/10 - 0s - loss: 5.0 - val_loss: 9\nEpoch 2/2\n - loss: 4.5\n", None),
        ("Epoch [1], val loss 5.0\nEpoch [1], val loss 4.5\n", None),
        ("epoch 1 loss 5\nepoch 1 loss 4.5\n", None),
    ],
)
def test_what_loops_print(tmp_path: Path, text: str, when: list[float] | None) -> None:
    assert read(tmp_path, text) == ([5.0, 4.5], when)


def test_nan_and_inf_are_losses_too(tmp_path: Path) -> None:
    losses, _ = read(tmp_path, "loss: 1e3\nloss=+inf\nloss nan\n")
    assert str(losses) == "[1000.0, inf, nan]"


def test_the_validation_loss_is_another_loss(tmp_path: Path) -> None:
    assert read(tmp_path, "val_loss=9 loss=5\nval/loss=9 train/loss=4.5\n")[0] == [5.0, 4.5]


def test_a_column_of_numbers_is_still_one(tmp_path: Path) -> None:
    assert read(tmp_path, "epoch,loss\n0,5\n1,4.5\n") == ([5.0, 4.5], [0.0, 1.0])
    assert read(tmp_path, "5\n4.5\n") == ([5.0, 4.5], None)


def test_the_demo_can_be_diagnosed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--lr", "0.03", "--every", "1", "--epochs", "50"]) == 0
    log = tmp_path / "demo.log"
    log.write_text(capsys.readouterr().out)
    assert run(["diagnose", "--history", str(log), "--lr", "0.03", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "diverging"
    assert found["lr_limit"] == pytest.approx(0.02499, rel=1e-3)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"loss": {}}', '{"loss": []}', "[1,2", "{"])
def test_json_without_losses_is_one_clear_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "run.json"
    file.write_text(text)
    assert run(["diagnose", "--history", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
