"""Logs of any framework are read: which series, how many values, counted in what."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from reading_logs import is_read_as, log_of

# --- lines that loops print -----------------------------------------------------------------------

LINES = {
    "the demo": (
        ("epoch   0 MSE=5.0 w=[1 2]\nepoch  40 MSE=4.5 w=[2 3]\n\nLearned: slope=3\n"),
        "epoch",
    ),
    "bars": ("step: 0 | loss: 5.0 | lr: 0.1\nsaved\nstep: 40 | loss: 4.5 | lr: 0.1\n", "step"),
    "dicts": ("{'epoch': 0, 'loss': 5.0}\n{'epoch': 40, 'loss': 4.5}\n", "epoch"),
    "quoted": ("{'loss': '5.0', 'epoch': '1'}\n{'loss': '4.5', 'epoch': '2'}\n", "epoch"),
    "grouped steps": ("Step 1,000 loss: 5.0\nStep 2,000 loss: 4.5\n", "step"),
    "grouped by apostrophes": ("step 1'000 loss 5.0\nstep 2'000 loss 4.5\n", "step"),
    "steps of millions": (
        "step 1,000/2,000,000 loss 5.0\nstep 1,002,000/2,000,000 loss 4.5\n",
        "step",
    ),
    "an epoch that is no number": ("Epoch 1,0,0 loss: 5.0\nEpoch 1,0,1 loss: 4.5\n", "entry"),
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


VW_HEAD = "average since example example current\nloss last counter weight label\n"


@pytest.mark.parametrize(
    "text",
    [
        "[0]\ttrain-rmse:0,187\n[1]\ttrain-rmse:0,162\n[2]\ttrain-rmse:0,151\n",
        f"{VW_HEAD}0,187 0,187 1 1.0 1 0\n0,162 0,162 2 2.0 1 0\n0,151 0,151 4 4.0 1 0\n",
        "epoch 1 loss 0,187\nepoch 2 loss 0,162\nepoch 3 loss 0,151\n",
    ],
    ids=["XGBoost", "Vowpal Wabbit", "printed"],
)
def test_a_comma_behind_a_zero_is_a_decimal_comma(tmp_path: Path, text: str) -> None:
    assert log_of(tmp_path, text).values.tolist() == [0.187, 0.162, 0.151]


@pytest.mark.parametrize("numeral", ["1.2.3", "1.#IND", "1'000.5.2", "1,2,3.4.5"])
@pytest.mark.parametrize(
    "line",
    ["[9]\ttrain-rmse:{}", "{} {} 8 8.0 1 0", "epoch 9 loss {}", "| loss | {} |", "torch [{}]"],
)
def test_a_numeral_that_is_none_is_no_traceback(tmp_path: Path, line: str, numeral: str) -> None:
    for head in ("", VW_HEAD, "[0]\ttrain-rmse:5.0\n[1]\ttrain-rmse:4.5\n", "loss = [5, 4.5, 4]\n"):
        with contextlib.suppress(ds.DataError):
            read = log_of(tmp_path, head + 3 * (line.format(numeral, numeral) + "\n"))
            assert not (read.values > 5).any()


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("loss 3,600\nloss 2,400\nloss 1,700\n", ("3600", "3.6")),
        ("3,600\n2,400\n1,700\n", ("3600", "3.6")),
        ("[0]\ttrain-rmse:3,600\n[1]\ttrain-rmse:2,400\n", ("3600", "3.6")),
        (f"{VW_HEAD}3,600 3,600 1 1.0 1 0\n2,400 1,200 2 2.0 1 0\n", ("3600", "3.6")),
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
