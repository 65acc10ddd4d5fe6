"""Logs of any framework are read: which series, how many values, counted in what."""

from __future__ import annotations

import gzip
import io
import json
import math
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import downslope as ds
from downslope.cli import run
from downslope.data.loss_logs.event_files import masked_crc32c
from downslope.loss_log import LossLog
from sampling import sampled

CASES = Path(__file__).parent / "data" / "cases" / "logs"


def log_of(folder: Path, text: str | bytes, name: str = "run.log", **choices: str) -> LossLog:
    """Read a text as a file."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        file.write_bytes(text)
    else:
        file.write_text(text, encoding="utf-8", newline="")
    return ds.read_log(file, **choices)


def is_read_as(log: LossLog, losses: list[float], unit: str, others: tuple[str, ...] = ()) -> None:
    assert log.values.tolist() == pytest.approx(losses, nan_ok=True)
    assert (log.unit, set(log.others)) == (unit, set(others))


# --- lines that loops print -----------------------------------------------------------------------

LINES = {
    "the demo": (
        ("epoch   0 MSE=5.0 w=[1 2]\nepoch  40 MSE=4.5 w=[2 3]\n\nLearned: slope=3\n"),
        "epoch",
    ),
    "bars": ("step: 0 | loss: 5.0 | lr: 0.1\nsaved\nstep: 40 | loss: 4.5 | lr: 0.1\n", "step"),
    "dicts": ("{'epoch': 0, 'loss': 5.0}\n{'epoch': 40, 'loss': 4.5}\n", "epoch"),
    "quoted": ("{'loss': '5.0', 'epoch': '1'}\n{'loss': '4.5', 'epoch': '2'}\n", "epoch"),
    "named alone": ("loss 5\nloss 4.5\n", "entry"),
    "upper case": ("EPOCH 1 LOSS 5.0\nEPOCH 2 LOSS 4.5\n", "epoch"),
    "glued": ("epoch=1,loss=5.0,acc=0.3\nepoch=2,loss=4.5,acc=0.4\n", "epoch"),
    "timestamps": (
        "2024-01-01 12:00:00,123 INFO Epoch 1: loss=5.0\n"
        "2024-01-01 12:00:01,456 INFO Epoch 2: loss=4.5\n",
        "epoch",
    ),
    "logger": ("INFO:trainer:[1/9] loss: 5.0\nINFO:trainer:[2/9] loss: 4.5\n", "entry"),
    "the course": ("Cost after iteration 0: 5.0\nCost after iteration 100: 4.5\n", "step"),
    "after so many": (
        ("After 1 epochs, the loss is 5.0\nAfter 2 epochs, the loss is 4.5\n"),
        "epoch",
    ),
    "tensor": ("loss: tensor(5., grad_fn=<MseLossBackward0>)\nloss: tensor(4.5000)\n", "entry"),
    "on a device": (
        ("loss = tensor(5.0, device='cuda:0', dtype=torch.float64)\nloss = tensor(4.5)\n"),
        "entry",
    ),
    "tensor of one": (
        ("loss: tensor([5.], grad_fn=<MulBackward0>)\nloss: tensor([[4.5]])\n"),
        "entry",
    ),
    "np.float64": ("loss np.float64(5.0)\nloss np.float64(4.5)\n", "entry"),
    "tf.Tensor": (
        (
            "loss: tf.Tensor(5.0, shape=(), dtype=float32)\n"
            "loss: tf.Tensor(4.5, shape=(), dtype=float32)\n"
        ),
        "entry",
    ),
    "eager": (
        (
            "loss <tf.Tensor: shape=(), dtype=float32, numpy=5.0>\n"
            "loss <tf.Tensor: shape=(), dtype=float32, numpy=4.5>\n"
        ),
        "entry",
    ),
    "jax": (
        ("step 1 loss Array(5., dtype=float32)\nstep 2 loss Array(4.5, dtype=float32)\n"),
        "step",
    ),
    "colors": (
        (
            "\x1b[32mepoch 1\x1b[0m loss \x1b[1m5.0\x1b[0m\n"
            "\x1b[32mepoch 2\x1b[0m loss \x1b[1m4.5\x1b[0m\n"
        ),
        "epoch",
    ),
    "full width": ("轮 1, Loss：5.0\n轮 2, Loss：4.5\n", "epoch"),
    "Chinese": ("第 1 轮, 损失: 5.0\n第 2 轮, 损失: 4.5\n", "epoch"),
    "Chinese values": ("迭代次数: 1，损失值为 5.0\n迭代次数: 2，损失值为 4.5\n", "step"),
    "Japanese": ("エポック 1: 損失 = 5.0\nエポック 2: 損失 = 4.5\n", "epoch"),
    "Korean": ("에폭 1 손실: 5.0\n에폭 2 손실: 4.5\n", "epoch"),
    "French": ("Époque 1 : perte = 5,0\nÉpoque 2 : perte = 4,5\n", "epoch"),
    "Spanish": ("Época 1, pérdida: 5.0\nÉpoca 2, pérdida: 4.5\n", "epoch"),
    "German": ("Epoche 1: Verlust 5,0\nEpoche 2: Verlust 4,5\n", "epoch"),
    "Portuguese": ("Época 1/2 - perda: 5.0\nÉpoca 2/2 - perda: 4.5\n", "epoch"),
    "Italian": ("epoca 1 perdita=5.0\nepoca 2 perdita=4.5\n", "epoch"),
    "Russian": ("Эпоха 1, потери: 5.0\nЭпоха 2, потери: 4.5\n", "epoch"),
    "Russian function": ("шаг 1: функция потерь = 5.0\nшаг 2: функция потерь = 4.5\n", "step"),
    "root": ("RMSE = 5.0\nRMSE = 4.5\n", "entry"),
    "an error": ("iteration 0 error = 5.0\niteration 1 error = 4.5\n", "step"),
    "a letter": ("t=1: J(w) = 5.0\nt=2: J(w) = 4.5\n", "step"),
    "objective": ("iter 1, objective: 5.0e0\niter 2, objective: 4.5e0\n", "step"),
    "Fortran": ("it 1 cost 5.0D+00\nit 2 cost 0.45D+01\n", "step"),
    "negative zero exponents": ("loss=+5.0E+00\nloss=+45.0E-01\n", "entry"),
    "grouped": ("loss: 5\nloss: 4.5\n", "entry"),
    "epoch of": ("Epoch 1 of 10, loss 5.0\nEpoch 2 of 10, loss 4.5\n", "epoch"),
    "pairs": ("[1,  2000] loss: 5.0\n[1,  4000] loss: 4.5\n", "step"),
    "nested": (
        ("Epoch [1/2], Step [100/200], Loss: 5.0\nEpoch [1/2], Step [200/200], Loss: 4.5\n"),
        "step",
    ),
    "imagenet": (
        "Epoch: [0][ 10/5005]\tTime 0.5 ( 0.6)\tLoss 5.0 (6.9)\tAcc@1 0.1\n"
        "Epoch: [0][ 20/5005]\tTime 0.5 ( 0.6)\tLoss 4.5 (6.8)\tAcc@1 0.2\n",
        "step",
    ),
    "samples": (
        "Train Epoch: 1 [0/60000 (0%)]\tLoss: 5.0\nTrain Epoch: 1 [640/60000 (1%)]\tLoss: 4.5\n",
        "sample",
    ),
    "scikit-learn": (
        "Iteration 1, loss = 5.00000000\nIteration 2, loss = 4.50000000\n",
        "step",
    ),
    "scikit-learn SGD": (
        "-- Epoch 1\nNorm: 0.99, NNZs: 3, Bias: 0.0, T: 100, Avg. loss: 5.0\nTotal training time: "
        "0.00 seconds.\n-- Epoch 2\nNorm: 0.9, NNZs: 3, Bias: 0.1, T: 200, Avg. loss: 4.5\n"
        "Total training time: 0.00 seconds.\nConvergence after 2 epochs took 0.00 seconds\n",
        "epoch",
    ),
    "sb3": ("| epoch | 1 |\n| loss  | 5.0 |\n| epoch | 2 |\n| loss  | 4.5 |\n", "epoch"),
    "mean over": (
        ("epoch 1: mean loss over 100 batches: 5.0\nepoch 2: mean loss over 100 batches: 4.5\n"),
        "epoch",
    ),
    "windows": ("epoch 1 loss 5.0\r\nepoch 2 loss 4.5\r\n", "epoch"),
}


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


PAIRS = {
    "names": "Train loss: 5.0, Val loss: 9.0\nTrain loss: 4.5, Val loss: 8.0\n",
    "lines": "Train loss: 5.0\nVal loss: 9.0\nTrain loss: 4.5\nVal loss: 8.0\n",
    "order": "val_loss=9 loss=5\nval_loss=8 loss=4.5\n",
    "paths": "val/loss=9 train/loss=5\nval/loss=8 train/loss=4.5\n",
    "prefix": "train | loss 5.0 | acc 0.1\nvalid | loss 9.0 | acc 0.2\ntrain | loss 4.5 | acc 0.1\n"
    "valid | loss 8.0 | acc 0.2\n",
    "in brackets": "[train] loss: 5.0\n[test] loss: 9.0\n[train] loss: 4.5\n[test] loss: 8.0\n",
    "PyTorch's": "Train Epoch: 1\tLoss: 5.0\n"
    "\n"
    "Test set: Average loss: 9.0, Accuracy: 98/100 (98%)\n"
    "\n"
    "Train Epoch: 2\tLoss: 4.5\n\nTest set: Average loss: 8.0, Accuracy: 99/100 (99%)\n",
    "torchvision": "Epoch 0/1\n----------\ntrain Loss: 5.0 Acc: 0.1\nval Loss: 9.0 Acc: 0.1\n"
    "Epoch 1/1\n----------\ntrain Loss: 4.5 Acc: 0.1\nval Loss: 8.0 Acc: 0.1\n",
    "headings": (
        "Training:\n"
        "loss: 5.0\n"
        "Validation:\n"
        "loss: 9.0\n"
        "Training:\n"
        "loss: 4.5\n"
        "Validation:\n"
        "loss: 8.0\n"
    ),
    "one line": "epoch 1 train: loss 5.0 acc 0.1, dev: loss 9.0 acc 0.2\n"
    "epoch 2 train: loss 4.5 acc 0.1, dev: loss 8.0 acc 0.2\n",
    "camel case": "trainLoss=5.0 valLoss=9.0\ntrainLoss=4.5 valLoss=8.0\n",
    "German": (
        "Trainingsverlust: 5,0 Validierungsverlust: 9,0\n"
        "Trainingsverlust: 4,5 Validierungsverlust: 8,0\n"
    ),
    "French": "perte d'entraînement : 5,0 ; perte de validation : 9,0\n"
    "perte d'entraînement : 4,5 ; perte de validation : 8,0\n",
    "Spanish": "pérdida de entrenamiento: 5.0, pérdida de validación: 9.0\n"
    "pérdida de entrenamiento: 4.5, pérdida de validación: 8.0\n",
    "Chinese": "训练损失：5.0，验证损失：9.0\n训练损失：4.5，验证损失：8.0\n",
    "Russian": "потери на обучении: 5.0, потери на валидации: 9.0\n"
    "потери на обучении: 4.5, потери на валидации: 8.0\n",
    "JSON": (
        '{"train": {"loss": 5.0}, "val": {"loss": 9.0}}\n'
        '{"train": {"loss": 4.5}, "val": {"loss": 8.0}}\n'
    ),
}


@pytest.mark.parametrize("text", PAIRS.values(), ids=PAIRS)
def test_training_and_validation_stand_apart(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5], log
    assert log.validation is not None
    assert log.validation.values.tolist() == [9.0, 8.0], log
    assert log.roles[log.metric] == "train"


# --- progress bars --------------------------------------------------------------------------------

KERAS_BAR = "{k}/4 ━━━━━━━━━━━━━━━━━━━━ {k}s 2ms/step - loss: {loss}"


def keras_epochs(join: str, states: int = 4) -> str:
    """Five epochs of a Keras bar, each state but the last overwritten."""
    text = ""
    for epoch in range(1, 6):
        bars = [
            KERAS_BAR.format(k=k, loss=9.0 - epoch + 0.1 * (4 - k)) for k in range(1, states + 1)
        ]
        text += f"Epoch {epoch}/5\n" + join.join(bars) + f" - val_loss: {10 - epoch}.5\n"
    return text


BARS = {
    "carriage returns": keras_epochs("\r"),
    "backspaces": keras_epochs("\b" * 60),
    "lines": keras_epochs("\n"),
    "colors": keras_epochs("\r").replace("ms/step", "\x1b[0m 2ms/step").replace("━", "\x1b[32m━"),
    "windows": keras_epochs("\r").replace("\n", "\r\n"),
    "old style": keras_epochs("\r").replace("━━━━━━━━━━━━━━━━━━━━", "[=====>....] - ETA: 0s -"),
}


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

JSON = {
    "history": ({"loss": [5, 4, 3], "val_loss": [9, 8, 7]}, "epoch", "val_loss"),
    "in history": (
        {"params": {}, "history": {"val_loss": [9, 8, 7], "loss": [5, 4, 3]}},
        "epoch",
        "val_loss",
    ),
    "its epochs": (
        {"epoch": [0, 1, 2], "loss": [5, 4, 3], "val_loss": [9, 8, 7]},
        "epoch",
        "val_loss",
    ),
    "objects": (
        [{"epoch": e, "loss": 5 - e, "eval_loss": 9 - e} for e in range(3)],
        "epoch",
        "eval_loss",
    ),
    "nested": (
        [{"epoch": e, "train": {"loss": 5 - e}, "val": {"loss": 9 - e}} for e in range(3)],
        "epoch",
        "val/loss",
    ),
    "data frame": (
        {"loss": {"0": 5, "1": 4, "2": 3}, "val_loss": {"0": 9, "1": 8, "2": 7}},
        "epoch",
        "val_loss",
    ),
    "XGBoost": ({"train": {"rmse": [5, 4, 3]}, "eval": {"rmse": [9, 8, 7]}}, "step", "eval-rmse"),
    "LightGBM": (
        {"training": {"l2": [5, 4, 3]}, "valid_1": {"l2": [9, 8, 7]}},
        "step",
        "valid_1-l2",
    ),
    "CatBoost": (
        {
            "meta": {"learn_metrics": [{"name": "RMSE"}], "test_metrics": [{"name": "RMSE"}]},
            "iterations": [{"iteration": e, "learn": [5 - e], "test": [[9 - e]]} for e in range(3)],
        },
        "step",
        "test-RMSE",
    ),
    "skorch": (
        [
            {"batches": [{"train_loss": 1.0}], "epoch": e, "train_loss": 5 - e, "valid_loss": 9 - e}
            for e in range(3)
        ],
        "epoch",
        "valid_loss",
    ),
    "Hugging Face": (
        {
            "log_history": [
                entry
                for e in (1, 2, 3)
                for entry in (
                    {
                        "epoch": e,
                        "loss": 6 - e,
                        "learning_rate": 0.1 / e,
                        "grad_norm": 2.0,
                        "step": 10 * e,
                    },
                    {"epoch": e, "eval_loss": 10 - e, "eval_runtime": 1.0, "step": 10 * e},
                )
            ]
            + [{"train_loss": 4.0, "train_runtime": 9.0, "epoch": 3, "step": 30}]
        },
        "epoch",
        "eval_loss",
    ),
}


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


# --- columns --------------------------------------------------------------------------------------

COLUMNS = {
    "numbers": ("5\n4.5\n3\n", "entry"),
    "blank lines": ("\n5\n\n4.5\n\n\n3\n", "entry"),
    "comments": ("# my run\n5\n4.5  # better\n3\n", "entry"),
    "decimal commas": ("5,0\n4,5\n3,0\n", "entry"),
    "one line": ("5 4.5 3\n", "entry"),
    "one line, commas": ("5, 4.5, 3\n", "entry"),
    "CR alone": ("5\r4.5\r3\r", "entry"),
    "header": ("loss\n5\n4.5\n3\n", "entry"),
    "commas": ("epoch,loss\n0,5\n1,4.5\n2,3\n", "epoch"),
    "semicolons": ("epoch;loss\n0;5\n1;4.5\n2;3\n", "epoch"),
    "German Excel": ("sep=;\nEpoche;Verlust\n0;5,0\n1;4,5\n2;3,0\n", "epoch"),
    "tabs": ("epoch\tloss\n0\t5\n1\t4.5\n2\t3\n", "epoch"),
    "bars": ("epoch|loss\n0|5\n1|4.5\n2|3\n", "epoch"),
    "blanks": ("epoch loss\n0 5\n1 4.5\n2 3\n", "epoch"),
    "aligned": ("  epoch   loss\n      0    5.0\n      1    4.5\n      2    3.0\n", "epoch"),
    "quotes": ('"epoch","loss"\n"0","5"\n"1","4.5"\n"2","3"\n', "epoch"),
    "quoted decimal commas": ('"epoch","loss"\n"0","5,0"\n"1","4,5"\n"2","3,0"\n', "epoch"),
    "case": ("EPOCH,LOSS\n0,5\n1,4.5\n2,3\n", "epoch"),
    "comment as header": ("# epoch loss\n0 5\n1 4.5\n2 3\n", "entry"),
    "index": (",loss\n0,5\n1,4.5\n2,3\n", "entry"),
    "R": ('"loss"\n"1" 5\n"2" 4.5\n"3" 3\n', "entry"),
    "title": ("My best run\nepoch,loss\n0,5\n1,4.5\n2,3\n", "epoch"),
    "accuracy first": ("accuracy,epoch,loss\n0.1,0,5\n0.2,1,4.5\n0.3,2,3\n", "epoch"),
    "another name": ("epoch,value\n0,5\n1,4.5\n2,3\n", "epoch"),
    "text beside": ("time,epoch,loss,host\n12:00,0,5,a\n12:01,1,4.5,b\n12:02,2,3,c\n", "epoch"),
    "places alone": ("0,5.0\n1,4.5\n2,3.0\n", "entry"),
    "semicolon places": ("0;5,0\n1;4,5\n2;3,0\n", "entry"),
    "TensorBoard": ("Wall time,Step,Value\n1.5e9,0,5\n1.6e9,10,4.5\n1.7e9,20,3\n", "step"),
    "MLflow": ("1587500000123 5.0 0\n1587500000456 4.5 1\n1587500000789 3.0 2\n", "step"),
    "wandb": (
        (
            "Step,calm-hill-3 - loss,calm-hill-3 - loss__MIN,calm-hill-3 - loss__MAX\n"
            "0,5,5,5\n"
            "1,4.5,4,5\n"
            "2,3,3,3\n"
        ),
        "step",
    ),
    "long": ("run_id,key,value,step\na,loss,5,0\na,loss,4.5,1\na,loss,3,2\n", "step"),
    "repeated header": ("epoch,loss\n0,5\n1,4.5\nepoch,loss\n2,3\n", "epoch"),
    "no end": ("epoch,loss\n0,5\n1,4.5\n2,3", "epoch"),
    "BOM": ("\ufeffepoch,loss\r\n0,5\r\n1,4.5\r\n2,3\r\n", "epoch"),
}


@pytest.mark.parametrize(("text", "unit"), COLUMNS.values(), ids=COLUMNS)
def test_columns(tmp_path: Path, text: str, unit: str) -> None:
    is_read_as(log := log_of(tmp_path, text, "run.csv"), [5, 4.5, 3], unit, log.others)
    assert set(log.others) <= {"accuracy"}


def test_thousands(tmp_path: Path) -> None:
    for text in ('"1,200.5"\n900.25\n3\n', "1.200,5\n900,25\n3\n", "1'200.5\n900.25\n3\n"):
        assert log_of(tmp_path, text).values.tolist() == [1200.5, 900.25, 3]
    for text in ("loss 1,200.5\nloss 900.25\n", "loss 1.200,5\nloss 900,25\n"):
        assert log_of(tmp_path, text).values.tolist() == [1200.5, 900.25]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("loss 3,600\nloss 2,400\nloss 1,700\n", ("3600", "3.6")),
        ("3,600\n2,400\n1,700\n", ("3600", "3.6")),
        ("loss;x\n3,600;1\n2,400;1\n", ("3600", "3.6")),
        ("1,9\n2,5\n3,3\n", ("the loss 9 at 1", "the loss 1.9")),
    ],
)
def test_where_two_readings_are_possible_both_are_named(
    tmp_path: Path, text: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(ds.DataError) as refused:
        log_of(tmp_path, text)
    assert all(reading in str(refused.value) for reading in readings)


EMPTY_CELLS = {
    "Lightning": (
        "epoch,step,train_loss,val_loss\n"
        "0,9,,9.0\n"
        "0,9,5.0,\n"
        "1,19,,8.0\n"
        "1,19,4.5,\n"
        "2,29,,7.0\n"
        "2,29,3.0,\n"
    ),
    "NaN": (
        "epoch,step,train_loss,val_loss\n"
        "0,9,NaN,9.0\n"
        "0,9,5.0,NaN\n"
        "1,19,NaN,8.0\n"
        "1,19,4.5,NaN\n"
        "2,29,NaN,7.0\n"
        "2,29,3.0,NaN\n"
    ),
    "null": (
        "epoch,step,train_loss,val_loss\n"
        "0,9,null,9.0\n"
        "0,9,5.0,null\n"
        "1,19,null,8.0\n"
        "1,19,4.5,null\n"
        "2,29,null,7.0\n"
        "2,29,3.0,null\n"
    ),
}


@pytest.mark.parametrize("text", EMPTY_CELLS.values(), ids=EMPTY_CELLS)
def test_an_empty_cell_is_no_loss(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, text, "metrics.csv")
    is_read_as(log, [5, 4.5, 3], "epoch", ("val_loss",))
    assert log.series["val_loss"].tolist() == [9, 8, 7]
    assert log.format == "lightning csv"


def test_nan_beside_numbers_is_a_loss(tmp_path: Path) -> None:
    text = "epoch,acc,loss\n" + "".join(f"{e},0.1,{9 - e if e < 4 else 'nan'}\n" for e in range(9))
    assert np.isnan(log_of(tmp_path, text, "a.csv").values).sum() == 5
    text = "step,loss,val_loss\n" + "".join(
        f"{s},{9 - s if s < 20 else 'nan'},{5 if s % 5 == 0 and s < 20 else 'nan'}\n"
        for s in range(31)
    )
    log = log_of(tmp_path, text, "b.csv")
    assert (len(log.values), np.isnan(log.values).sum()) == (31, 11)


def test_a_loss_by_step_and_by_epoch(tmp_path: Path) -> None:
    """Lightning's `on_step=True, on_epoch=True`."""
    text = "epoch,step,train_loss_step,train_loss_epoch,val_loss\n"
    for epoch in range(4):
        for k in (4, 9):
            text += f"{epoch},{10 * epoch + k},{9 - epoch}.{k},,\n"
        text += f"{epoch},{10 * epoch + 9},,,{8 - epoch}\n{epoch},{10 * epoch + 9},,{7 - epoch},\n"
    log = log_of(tmp_path, text, "metrics.csv")
    is_read_as(log, [7, 6, 5, 4], "epoch", ("train_loss_step", "val_loss"))
    assert log.all_series["train_loss_step"].extent.startswith("8 values from step 4")
    by_step = log_of(tmp_path, text, "metrics.csv", unit="step")
    assert (by_step.metric, by_step.unit, len(by_step.values)) == ("train_loss_step", "step", 8)


# --- libraries ------------------------------------------------------------------------------------

LIBRARIES = {
    "XGBoost": ("[0]\ttrain-rmse:5.0\teval-rmse:9.0\n[1]\ttrain-rmse:4.5\teval-rmse:8.0\n", "root"),
    "XGBoost folds": (
        (
            "[0]\ttrain-rmse:5.0+0.1\ttest-rmse:9.0+0.2\n"
            "[1]\ttrain-rmse:4.5+0.1\ttest-rmse:8.0+0.2\n"
        ),
        "root",
    ),
    "XGBoost classes": (
        (
            "[12:00:00] WARNING: x\n"
            "[0]\ttrain-mlogloss:5.0\ttest-mlogloss:9.0\n"
            "[1]\ttrain-mlogloss:4.5\ttest-mlogloss:8.0\n"
        ),
        "cross-entropy",
    ),
    "LightGBM": (
        (
            "[1]\ttraining's l2: 5.0\tvalid_1's l2: 9.0\n"
            "[2]\ttraining's l2: 4.5\tvalid_1's l2: 8.0\n"
        ),
        "squared",
    ),
    "LightGBM l1": (
        ("[10]\ttrain's l1: 5.0\tvalid's l1: 9.0\n[20]\ttrain's l1: 4.5\tvalid's l1: 8.0\n"),
        "absolute",
    ),
    "LightGBM classes": (
        (
            "[LightGBM] [Info] Total Bins 10\n"
            "Training until validation scores don't improve for 5 rounds\n"
            "[1]\ttraining's binary_logloss: 5.0\tvalid_1's binary_logloss: 9.0\n"
            "[2]\ttraining's binary_logloss: 4.5\tvalid_1's binary_logloss: 8.0\n"
        ),
        "cross-entropy",
    ),
    "CatBoost": (
        "Learning rate set to 0.1\n"
        "0:\tlearn: 5.0\ttest: 9.0\tbest: 9.0 (0)\ttotal: 50ms\tremaining: 1m\n"
        "1:\tlearn: 4.5\ttest: 8.0\tbest: 8.0 (1)\ttotal: 60ms\tremaining: 1m\n"
        "\n"
        "bestTest = 8\n"
        "bestIteration = 1\n",
        "unknown",
    ),
    "fastai": (
        "epoch     train_loss  valid_loss  accuracy  time    \n"
        "0         5.000000    9.000000    0.1       00:03     \n"
        "1         4.500000    8.000000    0.2       00:03     \n",
        "unknown",
    ),
    "fastai in Markdown": (
        (
            "| epoch | train_loss | valid_loss | time |\n"
            "|---|---|---|---|\n"
            "| 0 | 5.0 | 9.0 | 00:03 |\n"
            "| 1 | 4.5 | 8.0 | 00:03 |\n"
        ),
        "unknown",
    ),
    "a bar between": (
        "epoch     train_loss  valid_loss  time    \n"
        "█\n"
        "0         5.000000    9.000000    00:03     \n"
        "Better model found at epoch 0 with valid_loss value: 9.0.\n"
        "1         4.500000    8.000000    00:03     \n",
        "unknown",
    ),
    "skorch": (
        "  epoch    train_loss    valid_loss     dur\n"
        "-------  ------------  ------------  ------\n"
        "      1        \x1b[36m5.0000\x1b[0m        \x1b[32m9.0000\x1b[0m  0.0100\n"
        "      2        \x1b[36m4.5000\x1b[0m        8.0000  0.0100\n",
        "unknown",
    ),
    "a notebook": ("Step\tTraining Loss\tValidation Loss\n10\t5.0\t9.0\n20\t4.5\t8.0\n", "unknown"),
    "a box": (
        (
            "┏━━━━━━━┳━━━━━━━┓\n"
            "┃ epoch ┃ train loss ┃ val loss ┃\n"
            "┡━━━━━━━╇━━━━━━━┩\n"
            "│ 1 │ 5.0 │ 9.0 │\n"
            "│ 2 │ 4.5 │ 8.0 │\n"
            "└───────┴───────┘\n"
        ),
        "unknown",
    ),
    "tabulate": (
        (
            "+-------+--------+-------+\n"
            "| epoch |   loss | val_loss |\n"
            "+=======+========+=======+\n"
            "|     1 |    5.0 | 9.0 |\n"
            "+-------+--------+-------+\n"
            "|     2 |    4.5 | 8.0 |\n"
            "+-------+--------+-------+\n"
        ),
        "unknown",
    ),
}


@pytest.mark.parametrize(("text", "kind"), LIBRARIES.values(), ids=LIBRARIES)
def test_libraries(tmp_path: Path, text: str, kind: str) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5], log
    assert log.validation is not None
    assert log.validation.values.tolist() == [9.0, 8.0]
    assert (log.kind, log.lr) == (kind, None)
    assert log.places is not None


def test_boosting_of_scikit_learn(tmp_path: Path) -> None:
    text = (
        "      Iter       Train Loss   Remaining Time \n"
        "         1           5.0000            0.50s\n"
    )
    text += (
        "         2           4.5000            1.20m\n"
        "        10           3.0000            0.00s\n"
    )
    is_read_as(log_of(tmp_path, text), [5, 4.5, 3], "step")


def test_the_table_of_vowpal_wabbit(tmp_path: Path) -> None:
    text = (
        "Num weight bits = 18\nlearning rate = 0.5\nusing no cache\n"
        "average  since         example        example  current  current  current\n"
        "loss     last          counter         weight    label  predict features\n"
        "1.000000 1.000000            1            1.0   1.0000   0.0000       20\n"
        "0.750000 0.500000            2            2.0   1.0000   0.2929       20\n"
        "0.500000 0.250000            4            4.0   0.0000   0.1000       20\n"
        "\nfinished run\nnumber of examples = 4\naverage loss = 0.500000\n"
    )
    log = log_of(tmp_path, text)
    is_read_as(log, [1.0, 0.5, 0.25], "sample", ("average loss",))
    assert log.places is not None
    assert log.places.tolist() == [1, 2, 4]


LISTS = {
    "NumPy": "[5.  4.5 3.  2.\n 1. ]\n",
    "NumPy, named": "losses = array([5. , 4.5, 3. ,\n       2. , 1. ])\n",
    "np.array": "np.array([5.0, 4.5, 3.0, 2.0, 1.0])\n",
    "tensor": "tensor([5.0000, 4.5000, 3.0000, 2.0000, 1.0000], device='cuda:0')\n",
    "list": "[5.0, 4.5, 3.0, 2.0, 1.0]\n",
    "list of np.float64": (
        "[np.float64(5.0), np.float64(4.5), np.float64(3.0), np.float64(2.0), np.float64(1.0)]\n"
    ),
    "list of tensors": (
        "[tensor(5., grad_fn=<MseLossBackward0>), tensor(4.5000), tensor(3.), tensor(2."
        "), tensor(1.)]\n"
    ),
    "pairs": "[(0, 5.0), (1, 4.5), (2, 3.0), (3, 2.0), (4, 1.0)]\n",
    "assigned": "train_losses = [5.0, 4.5, 3.0, 2.0, 1.0]\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists_of_numbers(tmp_path: Path, text: str) -> None:
    assert log_of(tmp_path, text).values.tolist() == [5.0, 4.5, 3.0, 2.0, 1.0]


def test_a_dict_of_lists_as_python_prints_it(tmp_path: Path) -> None:
    text = "{'loss': [5.0, 4.5, nan], 'val_loss': [9.0, 8.0, nan]}\n"
    is_read_as(log_of(tmp_path, text), [5.0, 4.5, math.nan], "entry", ("val_loss",))


def test_text_with_a_separator_is_named(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="line 2 has 4 cells under 3 names"):
        log_of(tmp_path, "epoch,loss,note\n1,2.0,fine, really\n2,1.5,fine, still\n", "run.csv")


def test_a_shortened_array_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="shortened array"):
        log_of(tmp_path, "[9. 8. 7. ... 3. 2. 1.]\n")


# --- what was printed before this was one package -------------------------------------------------


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


def test_the_demo_can_be_diagnosed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--lr", "0.03", "--every", "1", "--epochs", "50"]) == 0
    log = tmp_path / "demo.log"
    log.write_text(capsys.readouterr().out)
    assert run(["diagnose", "--history", str(log), "--lr", "0.03", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "diverging"
    assert found["lr_limit"] == pytest.approx(0.02499, rel=1e-3)
    assert found["log"] | {"first": 0, "last": 0} == {
        "format": "printed lines",
        "metric": "MSE",
        "kind": "squared",
        "unit": "epoch",
        "entries": 50,
        "first": 0,
        "last": 0,
        "others": [],
    }
    assert run(["diagnose", "--history", str(log), "--lr", "0.03"]) == 0
    assert capsys.readouterr().out.startswith("read: MSE, 50 epochs (printed lines)\n")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"loss": {}}', '{"loss": []}', "[1,2", "{"])
def test_json_without_losses_is_one_clear_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "run.json"
    file.write_text(text)
    assert run(["diagnose", "--history", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# --- choices --------------------------------------------------------------------------------------

ASKED = {
    "parts": (
        "epoch,train/box_loss,train/cls_loss,val/box_loss\n0,5,3,9\n1,4,2,8\n",
        r"2 training losses \(train/box_loss, train/cls_loss\): choose one with --metric NAME",
    ),
    "losses of Megatron": (
        "iteration 1 | lm loss: 6.9E+00 | sop loss: 6.9E-01 | loss scale: 65536.0 |\n"
        "iteration 2 | lm loss: 5.9E+00 | sop loss: 6.8E-01 | loss scale: 65536.0 |\n",
        r"2 training losses \(lm loss, sop loss\)",
    ),
    "a game of two": ("Loss_D: 0.5 Loss_G: 1.5\nLoss_D: 0.4 Loss_G: 1.6\n", "Loss_D, Loss_G"),
    "two measures": ("epoch,rmse,mae\n0,5,3\n1,4,2\n", "rmse, mae"),
    "runs by column": (
        ("run,epoch,loss\na,0,5\na,1,4\nb,0,6\nb,1,3\n"),
        r"holds 2 runs \(a, b\): choose one",
    ),
    "runs of wandb": ("Step,a - loss,b - loss\n0,5,6\n1,4,3\n", r"2 runs \(a, b\)"),
    "runs in lines": (
        "".join(f"epoch {e} loss {9 - e}\n" for e in (1, 2, 3, 1, 2, 3)),
        "2 runs one after",
    ),
    "runs in a table": ("epoch,loss\n0,5\n1,4\n0,6\n1,3\n", "--run 1 or --run 2"),
    "runs in JSON": ('{"a": {"loss": [5, 4]}, "b": {"loss": [6, 3]}}', r"2 runs \(a, b\)"),
}


@pytest.mark.parametrize(("text", "words"), ASKED.values(), ids=ASKED)
def test_where_there_is_a_choice_it_is_asked_for(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ds.DataError, match=words):
        log_of(tmp_path, text)


def test_what_was_chosen_is_read(tmp_path: Path) -> None:
    for name in ("parts", "a game of two", "two measures"):
        text, _ = ASKED[name]
        first = {"parts": "train/cls_loss", "a game of two": "loss_g", "two measures": "MAE"}[name]
        log = log_of(tmp_path, text, metric=first)
        assert log.metric.casefold() == first.casefold()
        assert log.values[0] in (3, 1.5)
    for name in ("runs by column", "runs of wandb", "runs in JSON"):
        assert log_of(tmp_path, ASKED[name][0], run="b").values.tolist() == [6, 3]
    log = log_of(tmp_path, ASKED["runs in a table"][0], run="2")
    assert (log.values.tolist(), log.run, log.runs) == ([6, 3], "2", ("1", "2"))
    assert log_of(tmp_path, ASKED["runs in lines"][0], run="1").values.tolist() == [8, 7, 6]


def test_a_choice_that_is_not_there(tmp_path: Path) -> None:
    text = "epoch,loss,val_loss\n0,5,9\n1,4,8\n"
    with pytest.raises(
        ds.OptionError, match=r"--metric 'val_lss' is not in .*did you mean 'val_loss'"
    ):
        log_of(tmp_path, text, metric="val_lss")
    with pytest.raises(ds.OptionError, match=r"--unit step: .* counts epochs"):
        log_of(tmp_path, text, unit="step")
    with pytest.raises(ds.OptionError, match="unit='steps' is not known"):
        log_of(tmp_path, text, unit="steps")
    with pytest.raises(ds.OptionError, match="--run 'c' is not in"):
        log_of(tmp_path, ASKED["runs by column"][0], run="c")
    with pytest.raises(ds.OptionError, match="several values at one epoch"):
        log_of(tmp_path, LINES["imagenet"][0], unit="epoch")


def test_a_unit_that_the_log_does_not_tell(tmp_path: Path) -> None:
    assert log_of(tmp_path, "5\n4\n3\n", unit="step").unit == "step"
    text = "".join(f"{{'loss': {9 - i}, 'epoch': {i / 2}}}\n" for i in range(1, 7))
    assert log_of(tmp_path, text).unit == "entry"  # two values in each epoch
    assert log_of(tmp_path, text, unit="epoch").unit == "epoch"


def test_the_loss_is_chosen_before_what_is_like_it(tmp_path: Path) -> None:
    for others in (
        ("mse",),
        ("val_loss",),
        ("loss_scale",),
        ("best_loss",),
        ("mae", "rmse"),
        ("accuracy",),
        ("smooth_loss",),
        ("recon_loss", "kl_loss"),
        ("nll_loss",),
    ):
        line = "epoch {} " + " ".join(f"{name}={{}}.5" for name in (*others, "loss")) + "\n"
        text = "".join(line.format(e, *(9 - e for _ in others), 5 - e) for e in range(3))
        log = log_of(tmp_path, text)
        assert (log.metric, log.values.tolist()) == ("loss", [5.5, 4.5, 3.5]), others


def test_a_summary_at_the_end_is_no_series(tmp_path: Path) -> None:
    text = "epoch 1 loss 5\nepoch 2 loss 4\nepoch 3 loss 3\nFinal training loss: 2.5\n"
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5, 4, 3]
    assert "summary" in log.description


def test_what_was_read_is_said(tmp_path: Path) -> None:
    text = "epoch,train/loss,val/loss,acc\n" + "".join(
        f"{e},{99 - e},{90 - e},0.5\n" for e in range(60)
    )
    log = log_of(tmp_path, text, "a.csv")
    assert log.description == "train/loss, 60 epochs, beside val/loss, acc (csv)"
    assert log.to_dict() == {
        "format": "csv",
        "metric": "train/loss",
        "kind": "unknown",
        "unit": "epoch",
        "entries": 60,
        "first": 99.0,
        "last": 40.0,
        "others": ["val/loss", "acc"],
    }
    text = "".join(f"step {10 * i} loss {99 - i} lr 0.{9 - i}\n" for i in range(1, 9))
    log = log_of(tmp_path, text)
    assert log.description == "loss, 8 values from step 10 to step 80 (printed lines)"
    assert log.lr is not None
    assert log.lr.tolist() == pytest.approx([0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1])
    assert log.chosen.lines is not None
    assert log.chosen.lines.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


# --- files, folders, streams ----------------------------------------------------------------------


def varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])


def message(*fields: tuple[int, int | float | bytes]) -> bytes:
    """A protocol buffer: int as varint, float as fixed 32 bits, bytes with their length."""
    encoded = b""
    for number, content in fields:
        if isinstance(content, bytes):
            encoded += varint(number << 3 | 2) + varint(len(content)) + content
        elif isinstance(content, float):
            encoded += varint(number << 3 | 5) + struct.pack("<f", content)
        else:
            encoded += varint(number << 3) + varint(content)
    return encoded


def record(event: bytes) -> bytes:
    length = struct.pack("<Q", len(event))
    check = [struct.pack("<I", masked_crc32c(part)) for part in (length, event)]
    return length + check[0] + event + check[1]


def event(step: int, tag: str, value: float, *, tensor: bool = False) -> bytes:
    if tensor:
        held = message((1, 1), (4, struct.pack("<f", value)))
        summary = message((1, tag.encode()), (8, held))
    else:
        summary = message((1, tag.encode()), (2, float(value)))
    wall = varint(1 << 3 | 1) + struct.pack("<d", 1.7e9)
    return record(wall + message((2, step), (5, message((1, summary)))))


def events(*values: tuple[int, str, float], tensor: bool = False) -> bytes:
    first = record(message((3, b"brain.Event:2")))
    return first + b"".join(event(*value, tensor=tensor) for value in values)


def test_the_checksum_is_that_of_the_standard() -> None:
    unmasked = (masked_crc32c(b"123456789") - 0xA282EAD8) & 0xFFFFFFFF
    assert (unmasked >> 17 | unmasked << 15) & 0xFFFFFFFF == 0xE3069283  # CRC-32C's check value


@pytest.mark.parametrize("tensor", [False, True])
def test_event_files(tmp_path: Path, tensor: bool) -> None:
    raw = events(
        *[
            (i, tag, 9.0 - i - at)
            for i in range(4)
            for at, tag in enumerate(("Loss/train", "Loss/test"))
        ],
        tensor=tensor,
    )
    log = log_of(tmp_path, raw, "events.out.tfevents.1700000000.host.1.0")
    is_read_as(log, [9, 8, 7, 6], "step", ("Loss/test",))
    assert log.format == "tensorboard events"
    assert log.chosen.role == "train"


def test_an_event_file_that_was_cut_short(tmp_path: Path) -> None:
    raw = events(*[(i, "loss", 9.0 - i) for i in range(4)])
    for cut in (1, 5, 20, 30):
        log = log_of(tmp_path, raw[:-cut], "events.out.tfevents.1")
        assert log.values.tolist() == [9, 8, 7]
        assert "cut short: 4 whole records read" in log.description
    broken = bytearray(raw)
    broken[-10] ^= 0xFF
    assert "damaged: 4 whole records read" in log_of(tmp_path, bytes(broken), "events").description


def test_a_folder_of_event_files(tmp_path: Path) -> None:
    """Keras writes train/ and validation/; the folders above are runs."""
    values = [(i, "epoch_loss", 9.0 - i) for i in range(3)]
    log_of(tmp_path, events(*values), "logs/train/events.out.tfevents.1.v2", metric="epoch_loss")
    higher = [(i, "epoch_loss", 19.0 - i) for i in range(3)]
    log_of(
        tmp_path, events(*higher), "logs/validation/events.out.tfevents.1.v2", metric="epoch_loss"
    )
    log = ds.read_log(tmp_path / "logs")
    is_read_as(log, [9, 8, 7], "epoch", ("validation/epoch_loss",))


def test_a_folder_of_runs(tmp_path: Path) -> None:
    for name in ("slow", "fast"):
        start = 9.0 if name == "slow" else 5.0
        values = [(i, "loss", start - i) for i in range(3)]
        log_of(tmp_path, events(*values), f"runs/{name}/events.out.tfevents.1")
    with pytest.raises(ds.DataError, match=r"2 runs \(fast, slow\)"):
        ds.read_log(tmp_path / "runs")
    assert ds.read_log(tmp_path / "runs", run="slow").values.tolist() == [9, 8, 7]
    assert ds.read_log(tmp_path / "runs" / "fast").values.tolist() == [5, 4, 3]


def test_a_run_that_was_resumed(tmp_path: Path) -> None:
    """What was logged again after a crash counts once, and as it was logged last."""
    first = events(*((i, "loss", 9.0 - i) for i in range(6)))
    log_of(tmp_path, first, "run/events.out.tfevents.1")
    again = events(*((i, "loss", 19.0 - i) for i in range(4, 8)))
    log_of(tmp_path, again, "run/events.out.tfevents.2")
    log = ds.read_log(tmp_path / "run")
    is_read_as(log, [9, 8, 7, 6, 15, 14, 13, 12], "step")
    assert "resumed: 2 records logged again" in log.description
    text = "".join(f"epoch {e} loss {e}.5 val_loss 1\n" for e in (1, 2, 3, 4, 3, 4, 5))
    assert log_of(tmp_path, text).values.tolist() == [1.5, 2.5, 3.5, 4.5, 5.5]
    text = "".join(f"step {e} loss {e}.5\n" for e in (0, 1, 2, 0, 1, 2))  # batches of epochs
    assert len(log_of(tmp_path, text).values) == 6


def test_one_endless_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("downslope.data.loss_logs.log_files.LARGEST_WHOLE", 300_000)
    with pytest.raises(ds.DataError, match="one line of over 200 MB"):
        log_of(tmp_path, "0.5 " * 100_000)
    with pytest.raises(ds.DataError, match="larger than 200 MB"):
        log_of(tmp_path, json.dumps({"loss": [0.5] * 100_000}, indent=1))


def test_the_folder_of_a_framework(tmp_path: Path) -> None:
    log_of(tmp_path, EMPTY_CELLS["Lightning"], "lightning_logs/version_0/metrics.csv")
    log_of(tmp_path, "5\n", "lightning_logs/version_0/notes.txt")
    assert ds.read_log(tmp_path / "lightning_logs").values.tolist() == [5, 4.5, 3]

    saved = json.dumps(JSON["Hugging Face"][0])
    log_of(tmp_path, saved, "out/checkpoint-30/trainer_state.json")
    assert ds.read_log(tmp_path / "out").values.tolist() == [5, 4, 3]

    log_of(tmp_path, "iter\tRMSE\n0\t5\n1\t4\n", "catboost_info/learn_error.tsv")
    log_of(tmp_path, "iter\tRMSE\n0\t9\n1\t8\n", "catboost_info/test_error.tsv")
    log = ds.read_log(tmp_path / "catboost_info")
    assert (log.values.tolist(), log.kind) == ([5, 4], "root")
    assert log.validation is not None
    assert log.validation.values.tolist() == [9, 8]

    for name, values in (("train_loss", (5, 4)), ("val_loss", (9, 8))):
        rows = "".join(f"17000000000{i:02d} {value} {i}\n" for i, value in enumerate(values))
        log_of(tmp_path, rows, f"mlruns/0/abc/metrics/{name}")
    log = ds.read_log(tmp_path / "mlruns")
    is_read_as(log, [5, 4], "step", ("val_loss",))


def test_several_files(tmp_path: Path) -> None:
    log_of(tmp_path, "epoch,loss\n0,5\n1,4\n", "train.csv")
    log_of(tmp_path, "epoch,loss\n0,9\n1,8\n", "val.csv")
    log = ds.read_log([tmp_path / "train.csv", tmp_path / "val.csv"])
    assert log.values.tolist() == [5, 4]
    assert log.validation is not None
    assert log.validation.values.tolist() == [9, 8]
    log_of(tmp_path, "epoch,loss\n0,7\n1,6\n", "seed1.csv")
    log_of(tmp_path, "epoch,loss\n0,7\n1,5\n", "seed2.csv")
    both = [tmp_path / "seed1.csv", tmp_path / "seed2.csv"]
    with pytest.raises(ds.DataError, match=r"2 runs \(seed1, seed2\)"):
        ds.read_log(both)
    assert ds.read_log(both, run="seed2").values.tolist() == [7, 5]


def test_a_tag_in_the_name_of_a_file(tmp_path: Path) -> None:
    log = log_of(tmp_path, COLUMNS["TensorBoard"][0], "run-fast-tag-train_loss.csv")
    assert log.metric == "train_loss"


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    with pytest.raises(ds.DataError, match="logs contains no logs"):
        ds.read_log(tmp_path / "logs")


def test_gzip(tmp_path: Path) -> None:
    text = keras_epochs("\r").encode()
    assert len(log_of(tmp_path, gzip.compress(text), "run.log.gz").values) == 5
    with pytest.raises(ds.DataError, match="damaged or cut short"):
        log_of(tmp_path, gzip.compress(bytes(range(48, 58)) * 999)[:-9], "run.log.gz")


def test_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for raw in (
        b"epoch,loss\n0,5\n1,4\n2,3\n",
        gzip.compress(b"5\n4\n3\n"),
        events((0, "loss", 5.0), (1, "loss", 4.0), (2, "loss", 3.0)),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert run(["diagnose", "--history", "-", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["log"]["last"] == 3


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_of(tmp_path, "epoch,loss\n" + "".join(f"{e},{9 - e}\n" for e in range(5)), "train.csv")
    log_of(tmp_path, "epoch,loss\n" + "".join(f"{e},{9 - e}\n" for e in range(5)), "val.csv")
    files = [str(tmp_path / "train.csv"), str(tmp_path / "val.csv")]
    for options in (["--history", *files], ["--history", files[0], "--history", files[1]]):
        assert run(["diagnose", *options, "--json", "--metric", "val/loss"]) == 0
        assert json.loads(capsys.readouterr().out)["log"]["metric"] == "val/loss"
    assert run(["diagnose", *files, "-t", "loss"]) == 2
    assert "unexpected extra argument" in capsys.readouterr().err
    assert run(["diagnose", "longley", "--lr", "0.01", "--metric", "loss"]) == 2
    assert "--metric is for a log" in capsys.readouterr().err
    assert run(["diagnose", "--history", files[0], "--unit", "step"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_in_python(tmp_path: Path) -> None:
    text = "epoch,loss,val_loss\n" + "".join(f"{10 * e},{3 * 4.0**e},{e}\n" for e in range(9))
    log = log_of(tmp_path, text, "run.csv")
    for source in (log, tmp_path / "run.csv", str(tmp_path / "run.csv")):
        found = ds.diagnose_history(source, lr=0.1)
        assert (found.status, found.epochs_run) == ("diverging", 80)
    assert ds.diagnose_history(tmp_path / "run.csv", metric="val_loss").start_loss == 0
    with pytest.raises(ds.OptionError, match="give its path"):
        ds.diagnose_history(log, metric="val_loss")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_the_small_cases(name: str) -> None:
    """Each is the smallest input of a kind that was misread."""
    wanted = {
        "colon.txt": ([5, 4, 3], "epoch"),
        "comma_min.txt": ([0.9, 0.5, 0.3], "entry"),
        "err.txt": ([5, 4, 3], "step"),
        "hf_indent.json": ([8, 4, 2, 1], "step"),
        "hf_min.json": ([8, 4, 2, 1], "step"),
        "hf_nan.txt": ([2.9, 0, 0, 0, 0], "entry"),
        "np_min.txt": ([9, 8, 7, 6, 5, 4, 3, 2, 1.5, 1.2, 1.1, 1], "entry"),
        "rmse_min.csv": ([1, 2, 4, 8, 16], "epoch"),
        "rmse10.csv": ([1, 10, 100, 1000, 10000], "epoch"),
        "tb.json": ([5, 4, 3, 2.5], "step"),
        "tb_min.csv": ([5, 4, 3], "step"),
        "tensor_min.txt": ([5, 4, 3], "entry"),
        "two_min.txt": ([9, 8, 7, 6], "entry"),
        "irregular.txt": ([644.398, 1.49074e7, 1.02868e38], "entry"),
        "factorial.txt": ([math.factorial(i) for i in range(1, 13)], "entry"),
    }
    if name == "thousand_min.txt":
        with pytest.raises(ds.DataError, match=r"'3,600' is 3600 or 3\.600"):
            ds.read_log(CASES / name)
    elif name == "se594738.txt":
        assert len(ds.read_log(CASES / name).values) == 10
    else:
        losses, unit = wanted[name]
        log = ds.read_log(CASES / name)
        assert (log.values.tolist(), log.unit) == (losses, unit)
    if name == "hf_nan.txt":
        norm = ds.read_log(CASES / name).gradient_norm
        assert norm is not None
        assert np.isnan(norm[1:]).all()


# --- what other frameworks and languages write ----------------------------------------------------

NEIGHBORS = {
    "nanogpt": (
        "step 0: train loss 4.2874, val loss 4.2823\n"
        "iter 0: loss 4.2664, time 5523.13ms, mfu -100.00%\n"
        "iter 10: loss 3.2, time 55.13ms, mfu 1.00%\n"
        "iter 20: loss 3.1, time 55.13ms, mfu 1.00%\n"
        "step 20: train loss 3.0, val loss 3.2\n"
        "iter 30: loss 2.9, time 5.1ms, mfu 1.00%\n",
        [4.2664, 3.2, 3.1, 2.9],
        "step",
    ),
    "fairseq": (
        "2021-01-01 12:00:00 | INFO | train_inner | epoch 001:    100 / 1101 loss=12.5,"
        " nll_loss=12.2, ppl=4700, wps=100, ups=2, wpb=3, bsz=4, num_updates=100, lr=1e"
        "-05, gnorm=3.2, loss_scale=128, train_wall=30, wall=50\n"
        "2021-01-01 12:00:00 | INFO | train_inner | epoch 001:    200 / 1101 loss=11.5,"
        " nll_loss=11.2, ppl=4700, wps=100, ups=2, wpb=3, bsz=4, num_updates=200, lr=2e"
        "-05, gnorm=2.2, loss_scale=128, train_wall=30, wall=50\n"
        "2021-01-01 12:00:00 | INFO | valid | epoch 001 | valid on 'valid' subset | los"
        "s 10.5 | nll_loss 9 | ppl 3\n",
        [12.5, 11.5],
        "step",
    ),
    "mmdet": (
        '{"env_info": "x", "seed": null}\n'
        '{"mode": "train", "epoch": 1, "iter": 50, "lr": 0.002, "memory": 4000, "data_t'
        'ime": 0.1, "loss_cls": 0.5, "loss_bbox": 0.3, "loss": 0.8, "time": 0.5}\n'
        '{"mode": "train", "epoch": 1, "iter": 100, "lr": 0.004, "memory": 4000, "data_'
        'time": 0.1, "loss_cls": 0.4, "loss_bbox": 0.2, "loss": 0.6, "time": 0.5}\n'
        '{"mode": "val", "epoch": 1, "iter": 100, "lr": 0.004, "loss": 0.9}\n',
        [0.8, 0.6],
        "step",
    ),
    "detectron2": (
        '{"iteration": 19, "total_loss": 5.0, "loss_cls": 3.0, "loss_box_reg": 2.0, "lr'
        '": 0.001, "eta_seconds": 100}\n'
        '{"iteration": 39, "total_loss": 4.0, "loss_cls": 2.5, "loss_box_reg": 1.5, "lr'
        '": 0.002}\n',
        [5.0, 4.0],
        "step",
    ),
    "caffe": (
        "I0101 12:00:00.123456  1234 solver.cpp:228] Iteration 0, loss = 5.0\n"
        "I0101 12:00:00.123456  1234 solver.cpp:244]     Train net output #0: loss = 5."
        "1 (* 1 = 5.1 loss)\n"
        "I0101 12:00:00.123456  1234 sgd_solver.cpp:106] Iteration 0, lr = 0.01\n"
        "I0101 12:00:10.123456  1234 solver.cpp:228] Iteration 100, loss = 4.0\n"
        "I0101 12:00:10.123456  1234 solver.cpp:244]     Train net output #0: loss = 4."
        "1 (* 1 = 4.1 loss)\n"
        "I0101 12:00:10.123456  1234 sgd_solver.cpp:106] Iteration 100, lr = 0.01\n",
        [5.0, 4.0],
        "step",
    ),
    "darknet": (
        " 1: 500.2, 500.2 avg loss, 0.001000 rate, 3.0 seconds, 64 images\n"
        " 2: 490.2, 499.2 avg loss, 0.001000 rate, 3.0 seconds, 128 images\n",
        [500.2, 499.2],
        "entry",
    ),
    "julia": (
        "[ Info: epoch 1 loss 0.5f0\n[ Info: epoch 2 loss 0.4f0\n",
        [0.5, 0.4],
        "epoch",
    ),
    "julia2": (
        "epoch = 1\nloss = 0.5\nepoch = 2\nloss = 0.4\nepoch = 3\nloss = 0.3\n",
        [0.5, 0.4, 0.3],
        "epoch",
    ),
    "R": (
        "[1] 5\n[1] 4.5\n[1] 3\n",
        [5, 4.5, 3],
        "entry",
    ),
    "Rvec": (
        " [1] 9.0 8.0 7.0\n [4] 6.0 5.0 4.0\n",
        [9, 8, 7, 6, 5, 4],
        "entry",
    ),
    "lbfgs": (
        "RUNNING THE L-BFGS-B CODE\n"
        "\n"
        "At X0         0 variables are exactly at the bounds\n"
        "\n"
        "At iterate    0    f=  6.93147D-01    |proj g|=  6.00000D-01\n"
        "\n"
        "At iterate    1    f=  5.93147D-01    |proj g|=  5.00000D-01\n"
        "\n"
        "At iterate    2    f=  4.9D-01    |proj g|=  1.00000D-01\n",
        [0.693147, 0.593147, 0.49],
        "step",
    ),
    "matlab": (
        "|======================================|\n"
        "|  Epoch  |  Iteration  |  Time Elapsed  |  Mini-batch  |  Mini-batch  |  Base"
        " Learning  |\n"
        "|         |             |   (hh:mm:ss)   |   Accuracy   |     Loss     |      "
        "Rate       |\n"
        "|======================================|\n"
        "|       1 |           1 |       00:00:00 |       10.16% |       2.3195 |      "
        "    0.0100 |\n"
        "|       1 |          50 |       00:00:10 |       50.78% |       1.7102 |      "
        "    0.0100 |\n"
        "|       2 |         100 |       00:00:20 |       60.78% |       1.1 |         "
        " 0.0100 |\n",
        [2.3195, 1.7102, 1.1],
        "step",
    ),
    "tfest": (
        "INFO:tensorflow:loss = 0.5, step = 1\n"
        "INFO:tensorflow:global_step/sec: 100.5\n"
        "INFO:tensorflow:loss = 0.4, step = 101 (0.996 sec)\n"
        "INFO:tensorflow:Saving checkpoints for 200 into model.ckpt.\n"
        "INFO:tensorflow:Loss for final step: 0.3.\n",
        [0.5, 0.4],
        "step",
    ),
    "paddle": (
        "step  10/938 - loss: 0.5 - acc: 0.8 - 10ms/step\n"
        "step  20/938 - loss: 0.4 - acc: 0.8 - 10ms/step\n",
        [0.5, 0.4],
        "step",
    ),
    "sb3": (
        "---------------------------------\n"
        "| rollout/           |          |\n"
        "|    ep_rew_mean     | 20       |\n"
        "| train/             |          |\n"
        "|    loss            | 5.0      |\n"
        "|    n_updates       | 10       |\n"
        "---------------------------------\n"
        "---------------------------------\n"
        "| rollout/           |          |\n"
        "|    ep_rew_mean     | 21       |\n"
        "| train/             |          |\n"
        "|    loss            | 4.0      |\n"
        "|    n_updates       | 20       |\n"
        "---------------------------------\n",
        [5, 4],
        "entry",
    ),
    "pl progress": (
        "Epoch 0:  50%|█████     | 5/10 [00:00<00:00, 100.00it/s, v_num=0, train_loss=5"
        ".50]\rEpoch 0: 100%|██████████| 10/10 [00:00<00:00, 100.00it/s, v_num=0, train_"
        "loss=5.00]\n"
        "Epoch 1: 100%|██████████| 10/10 [00:00<00:00, 100.00it/s, v_num=0, train_loss="
        "4.00, val_loss=7.0]\n"
        "Epoch 2: 100%|██████████| 10/10 [00:00<00:00, 100.00it/s, v_num=0, train_loss="
        "3.00, val_loss=6.0]\n",
        [5, 4, 3],
        "epoch",
    ),
    "json logger": (
        '{"ts": "2024", "level": "info", "msg": "epoch 1 loss 5.0"}\n'
        '{"ts": "2024", "level": "info", "msg": "epoch 2 loss 4.0"}\n',
        [5, 4],
        "epoch",
    ),
    "ordinals": (
        "1st epoch: loss 5\n2nd epoch: loss 4\n3rd epoch: loss 3\n",
        [5, 4, 3],
        "epoch",
    ),
    "cell": (
        "Epoch: 1 \tTraining Loss: 5.000000 \tValidation Loss: 6.000000\n"
        "Validation loss decreased (inf --> 6.000000).  Saving model ...\n"
        "Epoch: 2 \tTraining Loss: 4.000000 \tValidation Loss: 5.000000\n"
        "Validation loss decreased (6.000000 --> 5.000000).  Saving model ...\n",
        [5, 4],
        "epoch",
    ),
    "chainer": (
        "epoch       main/loss   validation/main/loss  main/accuracy  elapsed_time\n"
        "1           5.0     6.0           0.9              3.2\n"
        "2           4.0     5.0           0.9              3.2\n",
        [5, 4],
        "epoch",
    ),
    "ignite": (
        "Training Results - Epoch: 1 Avg accuracy: 0.94 Avg loss: 5.0\n"
        "Validation Results - Epoch: 1 Avg accuracy: 0.94 Avg loss: 6.0\n"
        "Training Results - Epoch: 2 Avg accuracy: 0.94 Avg loss: 4.0\n"
        "Validation Results - Epoch: 2 Avg accuracy: 0.94 Avg loss: 5.0\n",
        [5, 4],
        "epoch",
    ),
    "kv lines": (
        "epoch: 1\n"
        "train_loss: 5.0\n"
        "val_loss: 6.0\n"
        "epoch: 2\n"
        "train_loss: 4.0\n"
        "val_loss: 5.0\n"
        "epoch: 3\n"
        "train_loss: 3.0\n"
        "val_loss: 4.5\n",
        [5, 4, 3],
        "epoch",
    ),
    "yaml": (
        "- epoch: 1\n  loss: 5.0\n- epoch: 2\n  loss: 4.0\n- epoch: 3\n  loss: 3.0\n",
        [5, 4, 3],
        "epoch",
    ),
    "defaultdict": (
        "defaultdict(<class 'list'>, {'loss': [5.0, 4.0], 'val_loss': [6.0, 5.0]})\n",
        [5, 4],
        "entry",
    ),
    "sci": (
        "loss: 1.2 x 10^3\nloss: 1.1 x 10^3\n",
        [1200, 1100],
        "entry",
    ),
    "epoch loss only": (
        "Epoch 1: 5.0\nEpoch 2: 4.0\nEpoch 3: 3.0\n",
        [5, 4, 3],
        "epoch",
    ),
    "greek": (
        "εποχή 1 απώλεια: 5.0\nεποχή 2 απώλεια: 4.0\n",
        [5, 4],
        "epoch",
    ),
    "hindi": (
        "epoch 1 हानि: 5.0\nepoch 2 हानि: 4.0\n",
        [5, 4],
        "epoch",
    ),
    "arabic": (
        "حقبة 1 خسارة: 5.0\nحقبة 2 خسارة: 4.0\n",
        [5, 4],
        "epoch",
    ),
    "turkish": (
        "Epok 1 kayıp: 5.0\nEpok 2 kayıp: 4.0\n",
        [5, 4],
        "epoch",
    ),
    "np2": (
        "Training loss per epoch:\n[5.  4.  3.5 3.  2.5 2.  1.5 1.2 1.1 1.\n 0.9 0.8]\n",
        [5.0, 4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.2, 1.1, 1.0, 0.9, 0.8],
        "entry",
    ),
    "R's nnet": (
        "# weights:  21\ninitial  value 112.31\niter  10 value 50.2\niter  20 value 30.1\n",
        [112.31, 50.2, 30.1],
        "step",
    ),
    "Octave": (
        "J =\n\n Columns 1 through 3:\n\n   6.0   5.0   4.0\n\n"
        " Columns 4 and 5:\n\n   3.5   3.0\n\n",
        [6, 5, 4, 3.5, 3],
        "entry",
    ),
    "polars": (
        "shape: (2, 2)\n┌───────┬──────┐\n│ epoch ┆ loss │\n│ ---   ┆ ---  │\n│ i64   ┆ f64  │\n"
        "╞═══════╪══════╡\n│ 1     ┆ 3.5  │\n│ 2     ┆ 2.5  │\n└───────┴──────┘\n",
        [3.5, 2.5],
        "epoch",
    ),
    "blanks in thousands": ("Perte : 3 600,5\nPerte : 2 400,5\n", [3600.5, 2400.5], "entry"),
    "no-break spaces in thousands": (
        "epoch 1 loss 3\u202f600.5\nepoch 2 loss 2\u00a0400.5\n",
        [3600.5, 2400.5],
        "epoch",
    ),
    "Indian thousands": ("loss 12,34,567.5\nloss 2,34,567.5\n", [1234567.5, 234567.5], "entry"),
    "evaluate below fit": (
        "Epoch 1/2\n10/10 - 0s - 2ms/step - loss: 3.0\n"
        "Epoch 2/2\n10/10 - 0s - 2ms/step - loss: 2.0\n10/10 - 0s - 1ms/step - loss: 9.0\n",
        [3, 2],
        "epoch",
    ),
    "evaluate below fit, with bars": (
        "".join(
            f"Epoch {e}/3\n"
            + "".join(f"\r{k}/4 ━━ {k}s 2ms/step - loss: {9 - e}.{k}" for k in (2, 4))
            + "\n"
            for e in (1, 2, 3)
        )
        + "\r1/4 ━━ 0s 2ms/step - loss: 1.5\r4/4 ━━ 0s 2ms/step - loss: 1.6\n",
        [8.4, 7.4, 6.4],
        "epoch",
    ),
    "Weights & Biases out of order": (
        "Step,run - loss\n0,5\n2,3\n1,4\n3,2.5\n",
        [5, 4, 3, 2.5],
        "step",
    ),
    "MLflow out of order": (
        "1587500000123 5 0\n1587500000456 4 1\n1587500000556 2.5 3\n1587500000789 3 2\n",
        [5, 4, 3, 2.5],
        "step",
    ),
    "keraslr": (
        "Epoch 1: LearningRateScheduler setting learning rate to 0.01.\n"
        "Epoch 1/3\n"
        "10/10 - 1s - loss: 5.0 - lr: 0.01\n"
        "Epoch 2: LearningRateScheduler setting learning rate to 0.01.\n"
        "Epoch 2/3\n"
        "10/10 - 1s - loss: 4.0 - lr: 0.01\n"
        "Epoch 3/3\n"
        "10/10 - 1s - loss: 3.0 - lr: 0.01\n"
        "Epoch 3: val_loss did not improve from 0.3\n",
        [5, 4, 3],
        "epoch",
    ),
}


@pytest.mark.parametrize(("text", "losses", "unit"), NEIGHBORS.values(), ids=NEIGHBORS)
def test_what_others_write(tmp_path: Path, text: str, losses: list[float], unit: str) -> None:
    log = log_of(tmp_path, text)
    assert (log.values.tolist(), log.unit) == (losses, unit), log


def test_a_word_that_nobody_knows(tmp_path: Path) -> None:
    """Where one name comes again and again, it is the loss; where several do, they are named."""
    lines = [f"vòng {e} mất mát: {9 - e}.5\n" for e in range(5)]
    assert log_of(tmp_path, "".join(lines)).values.tolist() == [9.5, 8.5, 7.5, 6.5, 5.5]
    lines = [f"vòng {e} mất mát: {9 - e}.5, chính xác: 0.{e}\n" for e in range(5)]
    with pytest.raises(
        ds.DataError, match=r"has the columns .*mất mát, chính xác: .*--metric NAME"
    ):
        log_of(tmp_path, "".join(lines))
    with pytest.raises(ds.DataError):
        log_of(tmp_path, "width: 3\nheight: 4\nname: x\n")


def test_rows_that_say_which_data_they_are_about(tmp_path: Path) -> None:
    text = "epoch,phase,loss\n0,train,5\n0,val,9\n1,train,4\n1,val,8\n"
    log = log_of(tmp_path, text, "run.csv")
    is_read_as(log, [5, 4], "epoch", ("val/loss",))


# --- what is written is read back -----------------------------------------------------------------

CURVES = st.lists(
    st.floats(min_value=1e-6, max_value=1e6).map(lambda value: float(f"{value:.6g}")),
    min_size=4,
    max_size=30,
)


def as_csv(losses: list[float], separator: str, point: str) -> str:
    rows = [f"{e}{separator}{loss!r}".replace(".", point) for e, loss in enumerate(losses)]
    return "\n".join([f"epoch{separator}loss", *rows, ""])


WRITERS = {
    "plain": lambda losses: "".join(f"{loss!r}\n" for loss in losses),
    "csv": lambda losses: as_csv(losses, ",", "."),
    "tabs": lambda losses: as_csv(losses, "\t", "."),
    "semicolons": lambda losses: as_csv(losses, ";", "."),
    "lines": lambda losses: "".join(f"epoch {e} loss={v!r}\n" for e, v in enumerate(losses)),
    "logger": lambda losses: "".join(
        f"2024-01-01 12:00:{e:02d},123 INFO run.py:12 step: {e} loss: {v!r} time: 0.5s\n"
        for e, v in enumerate(losses)
    ),
    "tensor": lambda losses: "".join(f"loss: tensor({v!r}, grad_fn=<M>)\n" for v in losses),
    "np.float64": lambda losses: repr([np.float64(v) for v in losses]) + "\n",
    "NumPy": lambda losses: np.array2string(np.array(losses), threshold=99, precision=17) + "\n",
    "json": lambda losses: json.dumps({"loss": losses}),
    "json lines": lambda losses: "".join(
        json.dumps({"step": e, "loss": v}) + "\n" for e, v in enumerate(losses)
    ),
    "dicts": lambda losses: "".join(f"{ {'loss': v, 'epoch': e} }\n" for e, v in enumerate(losses)),
    "Markdown": lambda losses: (
        "| epoch | loss |\n|---|---|\n"
        + "".join(f"| {e} | {v!r} |\n" for e, v in enumerate(losses))
    ),
    "XGBoost": lambda losses: "".join(f"[{e}]\ttrain-rmse:{v!r}\n" for e, v in enumerate(losses)),
    "keras": lambda losses: "".join(
        (f"Epoch {e}/9\n9/9 - 0s - 2ms/step - loss: {v!r}\n") for e, v in enumerate(losses)
    ),
    "MLflow": lambda losses: "".join(
        f"17000000000{e:02d} {v!r} {e}\n" for e, v in enumerate(losses)
    ),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES)
def test_the_numbers_that_were_written(tmp_path: Path, write: object, losses: list[float]) -> None:
    log = log_of(tmp_path, write(losses))  # type: ignore[operator]
    assert log.values.tolist() == pytest.approx(losses, rel=1e-15)
    assert log.metric.removeprefix("train-") in ("loss", "rmse", "value")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    losses=st.lists(st.floats(0, 99).map(lambda v: round(v, 4) + 0.00001), min_size=4, max_size=9)
)
def test_decimal_commas_that_were_written(tmp_path: Path, losses: list[float]) -> None:
    written = [f"{loss:.5f}" for loss in losses]
    comma = [each.replace(".", ",") for each in written]
    for text in (
        as_csv([], ";", ",") + "".join(f"{e};{v}\n" for e, v in enumerate(comma)),
        "".join(f"{v}\n" for v in comma),
        "".join(f"epoch {e}: Verlust = {v}\n" for e, v in enumerate(comma)),
    ):
        assert log_of(tmp_path, text).values.tolist() == [float(each) for each in written]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES, tensor=st.booleans())
def test_event_files_that_were_written(tmp_path: Path, losses: list[float], tensor: bool) -> None:
    raw = events(*((10 * i, "loss", loss) for i, loss in enumerate(losses)), tensor=tensor)
    log = log_of(tmp_path, raw)
    assert log.values.tolist() == np.array(losses, dtype=np.float32).tolist()
    assert log.places is not None
    assert log.places.tolist() == [10 * i for i in range(len(losses))]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_leads_to_a_traceback(tmp_path: Path, raw: bytes) -> None:
    said = ""
    try:
        assert len(log_of(tmp_path, raw).values) > 0
    except ds.InputError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.slow
def test_a_long_log_fits_into_memory(tmp_path: Path) -> None:
    """A line takes twelve bytes, so ten million take 120 MB; a million are enough to see it."""
    pytest.importorskip("resource")
    if sys.platform == "darwin":
        pytest.skip("counts bytes, and others kilobytes")
    file = tmp_path / "a.log"
    file.write_text("".join(f"{5 / (1 + i / 1e4):.6f}\n" for i in range(1_000_000)))
    code = (
        "import resource, sys, downslope as ds\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "ds.read_log\n"
        "before = peak()\n"
        "assert len(ds.read_log(sys.argv[1]).values) == 1_000_000\n"
        "print(peak() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 30_000  # kB


# --- logs of real runs ----------------------------------------------------------------------------

CORPUS = Path(__file__).parent / "data" / "logs"


@pytest.mark.skipif(not (CORPUS / "corpus.json").exists(), reason="the logs are not here")
def test_the_logs_of_real_runs() -> None:
    runs = json.loads((CORPUS / "corpus.json").read_text())["runs"]
    assert len(runs) >= 150
    for each in sampled(runs, 25):
        log = ds.read_log(CORPUS / each["file"])
        seen, found = each["measured"], log.to_dict()
        assert found["entries"] == seen["entries"], each["file"]
        for end in ("first", "last"):
            value = seen[end] if isinstance(seen[end], float) else None
            assert found[end] == (
                None if value is None else pytest.approx(value, rel=0.02, abs=1e-3)
            ), each["file"]


BOX = (
    "-----\n| time/ | |\n| iterations | {i} |\n"
    "| train/ | |\n| loss | {loss} |\n| value_loss | 9 |\n-----\n"
)
UNKNOWN_TABLES = {
    "boxes": ("".join(BOX.format(i=i, loss=5 / i) for i in (1, 2)), None, [5, 2.5], "step", 0),
    "rows named by their data": (
        2 * (
            "╒═══╤═══╕\n│   │ loss │\n╞═══╪═══╡\n"
            "│ train │ 5.0 │\n│ validation │ 6.0 │\n╘═══╧═══╛\n"
        ),
        None, [5, 5], "entry", 2,
    ),
    "CSV rows named by their data": (
        ",loss\ntrain,5.0\nval,6.0\ntrain,4.0\nval,7.0\n", None, [5, 4], "entry", 2,
    ),
    "blanks in cells": (
        "Scoring History:\n  timestamp            duration   number_of_trees   rmse\n"
        "  2026-11-29 14:41:37   0.012 sec   1   5.0\n"
        "  2026-11-29 14:41:38   0.013 sec   2   4.0\n",
        None, [5, 4], "entry", 0,
    ),
    "YOLO": (
        "  Epoch  GPU_mem  box_loss  cls_loss  Size\n"
        "   1/2   2.1G  5.0  9.0  640:  50%|#####     | 4/8 [00:02<00:00,  3.90it/s]\n"
        "   1/2   2.1G  4.5  9.0  640: 100%|##########| 8/8 [00:02<00:00,  3.90it/s]\n"
        "   2/2   2.1G  4.0  8.0  640: 100%|##########| 8/8 [00:02<00:00,  3.90it/s]\n",
        "box_loss", [4.5, 4], "epoch", 0,
    ),
    "Keras with a time per epoch": (
        "Epoch 1/2\n8/8 - 0s - loss: 5.0 - val_loss: 6.0 - 64ms/epoch - 2ms/step\n"
        "Epoch 2/2\n8/8 - 0s - loss: 4.0 - val_loss: 7.0 - 60ms/epoch - 2ms/step\n",
        None, [5, 4], "epoch", 2,
    ),
    "MXNet": (
        "Epoch[0] Train-cross-entropy=5.0\nEpoch[0] Time cost=1.2\n"
        "Epoch[1] Train-cross-entropy=4.0\nEpoch[1] Time cost=1.3\n",
        None, [5, 4], "epoch", 0,
    ),
    "paths": (
        '{"a/stats/total_loss": 5, "a/stats/vf_loss": 9}\n'
        '{"a/stats/total_loss": 4, "a/stats/vf_loss": 8}\n',
        None, [5, 4], "entry", 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "metric", "losses", "unit", "beside"), UNKNOWN_TABLES.values(), ids=UNKNOWN_TABLES
)
def test_tables_of_other_libraries(
    tmp_path: Path, text: str, metric: str | None, losses: list[float], unit: str, beside: int
) -> None:
    (tmp_path / "log.txt").write_text(text, encoding="utf-8")
    log = ds.read_log(tmp_path / "log.txt", metric)
    assert (log.values.tolist(), log.unit) == (losses, unit), log
    validation = log.validation
    assert (0 if validation is None else len(validation.values)) == beside


def test_a_validation_loss_belongs_to_the_loss_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(
        "epoch,train/box_loss,train/cls_loss,val/box_loss,val/cls_loss\n1,5,50,6,60\n2,4,40,7,70\n"
    )
    log = ds.read_log(path, "train/cls_loss")
    assert log.validation is not None
    assert log.validation.values.tolist() == [60, 70]
