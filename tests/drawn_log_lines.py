"""Lines of logs, drawn: what loops print, in any mixture of names, numbers, and places."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from tallies import wide

Source = random.Random


# --- Numbers and names ----------------------------------------------------------------------------

STYLES: dict[str, Callable[[float], str]] = {
    "whole": lambda x: f"{1000 * x:.0f}",
    "two": lambda x: f"{x:.2f}",
    "four": lambda x: f"{x:.4f}",
    "all": repr,
    "powers": lambda x: f"{x:.3e}",
    "Fortran": lambda x: f"{x:.4E}".replace("E", "D"),
    "times ten": lambda x: f"{x:.3e}".replace("e", "×10^"),
    "comma": lambda x: f"{x:.4f}".replace(".", ","),
    "grouped": lambda x: f"{1000 * x:,.2f}",
    "grouped by points": lambda x: f"{1000 * x:,.2f}".translate({44: ".", 46: ","}),
    "grouped, whole": lambda x: f"{1000 * x:,.0f}",
    "apostrophes": lambda x: f"{1000 * x:,.3f}".replace(",", "'"),
    "tensor": lambda x: f"tensor({x:.4f}, grad_fn=<MseLossBackward0>)",
    "NumPy": lambda x: f"np.float64({x:.5g})",
}
MOSTLY = ("two", "four", "four", "all", "powers")


def losses(source: Source, count: int) -> list[float]:
    """A fall with noise, and now and then no number."""
    top, kept = wide(source, 0.05, 50), 1 - wide(source, 0.001, 0.4)
    found = [top * (0.1 + kept**k) * (1 + 0.02 * source.random()) for k in range(count)]
    if found and source.random() < 0.08:
        found[source.randrange(count)] = source.choice([float("nan"), float("inf")])
    return found


def style_of(source: Source, *, any_style: float = 0.25) -> Callable[[float], str]:
    return STYLES[source.choice([*STYLES] if source.random() < any_style else MOSTLY)]


ROLES = (
    "train",
    "Train",
    "training",
    "val",
    "valid",
    "test",
    "eval",
    "dev",
    "Validierungs",
    "验证",
)
WORDS = ("loss", "loss", "loss", "Loss", "LOSS", "cost", "error", "mse", "RMSE", "mae", "nll",
         "cross entropy", "objective", "perte", "Verlust", "损失", "losses", "logloss", "L1",
         "huber",
         "loss_cls", "smoothed loss", "J")  # fmt: skip
AROUND = ("avg {}", "Avg. {}", "total {}", "{} (MSE)", "mean {}", "running_{}", "{}_epoch",
"{}_step",
          "aux_{}", "{}/total", "best {}", "{} scale", "{}2")  # fmt: skip


def name_of(source: Source, role: str = "") -> str:
    name = source.choice(WORDS)
    if source.random() < 0.15:
        name = source.choice(AROUND).format(name)
    return f"{role}{source.choice([' ', '_', '/', '-'])}{name}" if role else name


BESIDE = ("lr: {:.3g}", "lr={:.1e}", "learning rate {:.5f}", "grad_norm: {:.3f}", "|g| {:.2f}",
          "acc: {:.3f}", "Accuracy {:.1f}%", "time {:.2f}s", "ppl: {:.2f}", "{:.1f} it/s",
          "eta 0:00:{:02.0f}", "time cost: {:.1f}", "wps={:.0f}", "f1 {:.2f}", "w=[{:.1f} 2]",
          "gnorm {:.3f}", "best loss {:.3f}", "mem {:.0f}MB")  # fmt: skip
PLACES = (
    "epoch {e}", "Epoch {e}/{E}", "Epoch: [{e}/{E}]", "Epoch {e} of {E}", "epoch={e}", "E{e}",
    "Epoque {e}", "第 {e} 轮", "{e}. Epoche", "ep {e:.1f}", "step {s}", "Step {s}/{S}", "iter: {s}",
    "iteration {s:,}", "Step {s} of {S}", "t={s}", "[{e}, {s}]", "[{e}/{E}]", "{s}/{S}",
    "Epoch [{e}/{E}], Step [{i}/{I}]", "Epoch: [{e}][ {i}/{I}]",
    "Train Epoch: {e} [{i}/{I} ({i}%)]",
    "epoch {e} step {i}", "epoch {e}: {i}/{I}", "epoch {e} batch {i} of {I}", "",
    "after {s} iterations",
    "[{i:>5d}/{I:>5d}]", "samples {s}", "images: {s}/{S}", "epoch {e} | step {s}",
    "step {s} epoch {e}",
    "step {s:_}", "step {b}", "step {b} of 90 000", "{s}.", "05/12 10:11:12 step {s}",
    "update no. {s}", "epoch {e}: {i} examples",
)  # fmt: skip


def places_of(source: Source, rows: int) -> list[dict[str, Any]]:
    """Epochs and steps of rows; some of them start again, or go back when a run is resumed."""
    first, each = source.choice([0, 1, 1]), source.choice([1, 1, 2, 3])
    by = source.choice([1, 1, 10, 100, 1000])
    many = rows // each + 1
    found = []
    for row in range(rows):
        e, i = divmod(row, each)
        s = by * (row + first)
        found.append({"e": e + first, "E": many, "s": s, "S": by * (rows + 1),
        "i": by * (i + first),
                      "b": f"{1000 * s:,}".replace(",", " "),
                      "I": by * (each + first)})  # fmt: skip
    fate = source.random()
    if rows > 4 and fate < 0.15:
        at = source.randrange(1, rows)
        back = source.randrange(0, at)
        found = (found[:at] + found[back:])[:rows]
    elif fate < 0.3 and rows > 3:
        found = (found[: rows // 2] + found)[:rows]
    return found


# --- Printed lines --------------------------------------------------------------------------------

BEFORE = ("", "", "", "", "INFO:root:", "2026-05-04 13:00:07,125 INFO ", "[train] ",
"05/12 10:11:12 ",
          "\x1b[32m", "| ", "> ", "Training: ")  # fmt: skip
BETWEEN = ("", "-----", "saved to model_3.pt", "Training:", "Validation", "5 images loaded", "Loss",
           "Epoch 2 took 3.5 s", "Epochs: 5", "loaded loss.py: 3", "Test set", "lr: 0.01",
           "Error: none", "Epoch 1", "val results")  # fmt: skip
ENDS = ("ValueError: loss is nan", "KeyboardInterrupt", "RuntimeError: CUDA error, loss 5.0",
        "  torch.OutOfMemoryError: 3 GiB", "Error in 5 lines",
        "FloatingPointError loss = nan")  # fmt: skip
JOINS = (": ", "=", " ", " = ", " is ", " -> ", ":\t", " : ", ": [", " |")
GLUE = (", ", " ", " - ", " | ", "\t", "; ", ",", "  ")


def line_of(source: Source, names: Sequence[str]) -> Callable[[dict[str, Any], list[str]], str]:
    """Draw how lines are built: of a place, losses, and what stands beside them."""
    place, before = source.choice(PLACES), source.choice(BEFORE)
    join, glue = source.choice(JOINS), source.choice(GLUE)
    beside = source.sample(BESIDE, source.choice([0, 0, 1, 1, 2]))
    first = source.random() < 0.8
    mixed = source.random() < 0.1
    number_first = source.random() < 0.05

    def line(at: dict[str, Any], written: list[str]) -> str:
        told = [
            f"{value} {name}" if number_first else f"{name}{join}{value}"
            for name, value in zip(names, written, strict=True)
        ]
        more = [part.format(0.05 + 0.01 * (at["s"] % 90)) for part in beside]
        parts = [*more[:1], *told, *more[1:]] if mixed else [*told, *more]
        where = [place.format(**at)] if place else []
        return before + glue.join([*where, *parts] if first else [*parts, *where])

    return line


def printed(source: Source) -> str:
    rows = source.choice([1, 2, 3, 4, 5, 6, 8, 13])
    style, places = style_of(source), places_of(source, rows)
    kinds = []
    for _ in range(source.choice([1, 1, 1, 2])):
        role = source.choice(["", "", *ROLES])
        names = [name_of(source, role)]
        if source.random() < 0.3:
            names.append(name_of(source, source.choice(["val", "test", ""])))
        kinds.append((line_of(source, names), [losses(source, rows) for _ in names]))
    every = source.choice([1, 1, 2, rows])
    heads = source.random() < 0.12
    lines = []
    for row, at in enumerate(places):
        if heads and (row == 0 or at["e"] != places[row - 1]["e"]):
            lines.append(
                source.choice(["Epoch {e}/{E}", "Epoch {e}", "--- epoch {e} ---"]).format(**at)
            )
        for number, (line, values) in enumerate(kinds):
            if number and row % every:
                continue
            lines.append(line(at, [style(each[row]) for each in values]))
        if source.random() < 0.12:
            lines.append(source.choice(BETWEEN))
    if source.random() < 0.1:
        lines.append(source.choice(ENDS))
    if source.random() < 0.06:
        values = losses(source, rows)
        word = source.choice(
            [
                "Epoch {}: {}",
                "lm loss: {1} | sop loss: {0}.5",
                "step {} -> {}",
                "[{}] {}",
                "loss: defaultdict(<class 'float'>, {1})",
                "iter {} value {}",
            ]
        )
        lines = [word.format(row, style(value)) for row, value in enumerate(values)]
    return "\n".join(lines) + source.choice(["\n", "\n", ""])


def bars(source: Source) -> str:
    """Progress bars of Keras and tqdm, overwritten or not."""
    epochs, total = source.choice([1, 2, 3, 4, 6]), source.choice([1, 2, 4, 5])
    join, kind = (
        source.choice(["\n", "\r", "\b\b"]),
        source.choice(["Keras", "Keras", "tqdm", "own", "all"]),
    )
    values = iter(losses(source, epochs * (total + 1) + total + 9))
    validated, first = source.random() < 0.4, source.choice([0, 1])
    heading = source.choice(["Epoch {}/9", "Epoch {}", "", "[{}/9]"])
    twice = source.random() < 0.2
    text = ""
    for epoch in range(first, epochs + first):
        states = []
        for at in range(source.choice([0, 1, 1]), total + 1):
            loss = f"{next(values):.4f}"
            state = {
                "Keras": f"{at}/{total} ━━━━━━━━━━ {at}s 2ms/step - loss: {loss}",
                "tqdm": f"Epoch {epoch}: {100 * at // total:3d}%|███ | {at}/{total} "
                f"[00:01<00:01, loss={loss}]",
                "own": f"[=====>....] {at}/{total} loss {loss}",
                "all": f"Epochs: {at}%|██ | {at + total * (epoch - first)}/{total * epochs} "
                f"[00:01, loss={loss}]",
            }[kind]  # fmt: skip
            states += [state, state] if twice else [state]
        if source.random() < 0.3:
            states = states[-1:]
        if heading and kind in ("Keras", "own"):
            text += heading.format(epoch) + "\n"
        text += join.join(states)
        text += f" - val_loss: {next(values):.4f}\n" if validated and kind == "Keras" else "\n"
        if source.random() < 0.1:
            text += f"val loss: {next(values):.3f}\n"
    if kind == "Keras" and source.random() < 0.4:  # what `evaluate` prints
        full = source.choice([total, total + 1])
        text += "".join(
            f"{at}/{full} - {at}s - loss: {next(values):.3f}\n"
            for at in source.choice([(1, full), (full,)])
        )
    return text
