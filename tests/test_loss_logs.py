"""Logs of any framework are read: which series, how many values, counted in what."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from log_texts import BARS, JSON, LINES, PAIRS
from reading_logs import is_read_as, log_of

# --- lines that loops print -----------------------------------------------------------------------


@pytest.mark.parametrize(("text", "unit"), LINES.values(), ids=LINES)
def test_what_loops_print(tmp_path: Path, text: str, unit: str) -> None:
    log = log_of(tmp_path, text)
    assert (log.values.tolist(), log.unit) == ([5.0, 4.5], unit), log


@pytest.mark.parametrize(("text", "unit"), LINES.values(), ids=LINES)
def test_other_prints_between_do_not_matter(tmp_path: Path, text: str, unit: str) -> None:
    """Blank lines, a configuration above, and a warning in the middle."""
    first, *rest = text.splitlines(keepends=True)
    noise = "\nWARNING: 3 workers are slow (0.25 s)\n\n"
    text = (
        f"Using device: cpu\n"
        f"Parameters: 12,345\n"
        f"seed 42\n"
        f"{first}{noise}{''.join(rest)}\n"
        f"done in 3.2 s\n"
    )
    log = log_of(tmp_path, text)
    assert (log.values.tolist(), log.unit) == ([5.0, 4.5], unit), log


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("epoch   0 MSE=5.0 w=[1 2]\nepoch  40 MSE=4.5 w=[2 3]\n\nLearned: slope=3\n", [0, 40]),
        ('{"step": 0, "loss": 5.0}\n{"step": 40, "loss": 4.5}\n', [0, 40]),
        ('[{"step": 0, "loss": 5.0}, {"step": 40, "loss": 4.5}]', [0, 40]),
        ('{"epoch": [0, 40], "loss": [5.0, 4.5], "val_loss": [9, 9]}', [0, 40]),
        ('{"loss": [5.0, 4.5]}', None),
        ("Epoch 1/2\n10/10 - 0s - loss: 5.0 - val_loss: 9\nEpoch 2/2\n - loss: 4.5\n", [1, 2]),
        ("Epoch [1], val loss 5.0\nEpoch [1], val loss 4.5\n", None),
        ("epoch 1 loss 5\nepoch 1 loss 4.5\n", None),
    ],
)
def test_where_a_loss_stands(tmp_path: Path, text: str, places: list[float] | None) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5]
    assert (None if log.places is None else log.places.tolist()) == places


def test_nan_and_inf_are_losses_too(tmp_path: Path) -> None:
    assert str(log_of(tmp_path, "loss: 1e3\nloss=+inf\nloss nan\n").values) == "[1000.   inf   nan]"
    windows = log_of(tmp_path, "loss: 1e3\nloss: 1.#INF\nloss: -1.#IND\nloss: 1.#QNAN\n").values
    assert windows[1] == math.inf
    assert np.isnan(windows[2:]).all()


@pytest.mark.parametrize("text", PAIRS.values(), ids=PAIRS)
def test_training_and_validation_stand_apart(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5], log
    assert log.validation is not None
    assert log.validation.values.tolist() == [9.0, 8.0], log
    assert log.roles[log.metric] == "train"


# --- progress bars --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", BARS.values(), ids=BARS)
def test_of_a_progress_bar_the_last_state_is_the_epoch(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, text)
    is_read_as(log, [8.0, 7.0, 6.0, 5.0, 4.0], "epoch", ("val_loss",))
    assert log.places is not None
    assert log.places.tolist() == [1, 2, 3, 4, 5]
    assert log.format == "keras"


def test_verbose_2_of_keras_has_one_line_an_epoch(tmp_path: Path) -> None:
    text = "".join(
        f"Epoch {e}/5\n4/4 - 0s - 2ms/step - loss: {9 - e}.0 - val_loss: 9.0\n" for e in range(1, 6)
    )
    is_read_as(log_of(tmp_path, text), [8.0, 7.0, 6.0, 5.0, 4.0], "epoch", ("val_loss",))


def test_a_bar_for_each_epoch(tmp_path: Path) -> None:
    text = ""
    for epoch in range(4):
        for k in (0, 2, 4):
            text += (
                f"\rEpoch {epoch}:  {25 * k}%|{'█' * k}    | {k}/4 [00:00<00:00, 99.2it/s, loss="
                f"{9 - epoch}.{4 - k}]"
            )
        text += "\n"
    log = log_of(tmp_path, text)
    is_read_as(log, [9.0, 8.0, 7.0, 6.0], "epoch")
    steps = log_of(tmp_path, text, unit="step")
    assert (len(steps.values), steps.unit) == (8, "step")


def test_one_bar_over_the_epochs(tmp_path: Path) -> None:
    text = "".join(
        f"\rEpochs:  {10 * k}%|{'█' * k}    | {k}/10 [00:00<00:00,  9.2it/s, loss={20 - k}.5]"
        for k in range(1, 11)
        for _ in range(2)
    )
    is_read_as(log_of(tmp_path, text), [20.5 - k for k in range(1, 11)], "epoch")


def test_one_bar_over_the_steps(tmp_path: Path) -> None:
    text = "".join(
        f"\r {k}%|{'█' * (k // 10)}    | {k}/100 [00:00<00:00,  9.2it/s, loss={200 - k}.5]"
        for k in range(1, 101)
    )
    is_read_as(log_of(tmp_path, text), [200.5 - k for k in range(1, 101)], "step")


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("saved", "unit", "other"), JSON.values(), ids=JSON)
@pytest.mark.parametrize("indent", [None, 2])
def test_json(tmp_path: Path, saved: object, unit: str, other: str, indent: int | None) -> None:
    log = log_of(tmp_path, json.dumps(saved, indent=indent), "run.json")
    is_read_as(log, [5, 4, 3], unit, (other,))
    assert log.series[other].tolist() == [9, 8, 7]


def test_the_rate_and_the_gradient_of_a_trainer(tmp_path: Path) -> None:
    saved, *_ = JSON["Hugging Face"]
    log = log_of(tmp_path, json.dumps(saved), "trainer_state.json")
    assert log.lr is not None
    assert log.lr.tolist() == pytest.approx([0.1, 0.05, 0.1 / 3])
    assert log.gradient_norm is not None
    assert log.gradient_norm.tolist() == [2, 2, 2]
    assert any("train_loss" in note for note in log.notes)


def test_the_dicts_that_a_trainer_prints(tmp_path: Path) -> None:
    text = (
        "{'loss': 5.0, 'grad_norm': 14.0, 'learning_rate': 5e-05, 'epoch': 1.0}\n"
        "{'eval_loss': 9.0, 'eval_runtime': 0.1, 'eval_samples_per_second': 99.0, 'epoch': 1.0}\n"
        "{'loss': nan, 'grad_norm': nan, 'learning_rate': 0.0, 'epoch': 2.0}\n"
        "{'eval_loss': nan, 'eval_runtime': 0.1, 'eval_samples_per_second': 99.0, 'epoch': 2.0}\n"
        "{'train_runtime': 3.1, 'train_samples_per_second': 32.0, 'train_loss': 3.75, '"
        "epoch': 2.0}\n"
    )
    log = log_of(tmp_path, text)
    is_read_as(log, [5.0, math.nan], "epoch", ("eval_loss",))
    assert log.lr is not None
    assert log.lr.tolist() == [5e-05, 0.0]
    assert log.gradient_norm is not None
    assert np.isnan(log.gradient_norm[1])
    assert "train_loss" in log.description
