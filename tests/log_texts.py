"""Texts of logs by what writes them, and what each is read as."""

from __future__ import annotations

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
