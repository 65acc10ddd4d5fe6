"""What libraries, frameworks, and languages write, and the losses in it."""

from __future__ import annotations

# The losses are 5.0 and 4.5, and those of validation 9.0 and 8.0; then the kind of loss.
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

# The losses are 5.0, 4.5, 3.0, 2.0, and 1.0.
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

# Then the losses, and what each entry is of.
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
