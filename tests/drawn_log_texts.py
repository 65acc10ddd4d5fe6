"""Texts of logs of every kind, drawn: documents and lists, and all others by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from drawn_log_lines import Source, bars, losses, places_of, printed, style_of
from drawn_log_tables import boxes, columns, plain, services, tables


def documents(source: Source) -> str:
    """JSON: histories, states of trainers, evaluation results, and objects a line."""
    rows = source.choice([1, 2, 3, 4, 7])
    values, other = losses(source, rows), losses(source, rows)
    holes: list[Any] = [None if source.random() < 0.15 else value for value in other]
    name = source.choice(["loss", "train_loss", "train/loss", "mse", "rmse", "reward"])
    curves: dict[str, Any] = {name: values, source.choice(["val_loss", "eval_loss"]): holes}
    if source.random() < 0.3:
        curves[source.choice(["epoch", "step", "lr", "note", "accuracy"])] = list(range(rows))
    if source.random() < 0.1:
        curves["short"] = values[:1]
    places = places_of(source, rows)
    objects: list[Any] = []
    nested, text = source.random() < 0.2, source.random() < 0.15
    for row, at in enumerate(places):
        entry: dict[str, Any] = {source.choice(["epoch", "step"]) if rows == 7 else "step": at["s"],
                                 name: str(values[row]) if text else values[row]}  # fmt: skip
        if source.random() < 0.4:
            entry["val_loss"] = holes[row]
        if source.random() < 0.2:
            entry |= {"lr": [0.1], "time": 3.5, "note": "x", "flag": True}
        objects.append({"metrics": {"now": entry}} if nested else entry)
    if source.random() < 0.15:
        for row, entry in enumerate(objects):
            entry[source.choice(["split", "mode"])] = ("train", "val")[row % 2]
    if source.random() < 0.1:
        for entry in objects:
            entry["run"] = source.choice(["a", 3]) if rows == 4 else "a"
    catboost = {"meta": {"learn_metrics": [{"name": "RMSE"}, "MAE"],
    "test_metrics": [{"name": "RMSE"}]},
                "iterations": [{"learn": [v, 2 * v], "test": [[w, w], [w]],
                **({"iteration": row} if rows > 2 else {})}
                               for row, (v, w) in enumerate(zip(values, other,
                               strict=True))]}  # fmt: skip
    saved: Any = source.choice([
        curves, {"history": curves}, {"log_history": objects, "epoch": 3}, {"history": objects},
        {"train": {"rmse": values}, "eval": {"rmse": other}}, {"metrics": curves},
        {"metrics": objects},
        {"training": {"l2": values}, "valid_1": {"l2": other, "l1": other}}, catboost,
        {"iterations": [3, *objects]},
        {"a": curves, "b": {name: values}}, {"a": {"train": {"l2": values}, "val": {"l2": holes}}},
        objects,
        values, holes, [[1.7e9 + row, 10 * row, v] for row, v in enumerate(values)],
        [[row, v] for row, v in enumerate(values)], [[v] for v in values],
        [[v, v, v] for v in values],
        {name: {str(row): v for row, v in enumerate(values)}}, [[1, 2], *objects],
        [values, other[:1]],
        [{"key": "loss", "value": v, "step": row} for row, v in enumerate(values)], {"seed": 3},
        {"loss": 10**400, "step": 3}, {"loss": ["1,5", "2.5"]},
    ])  # fmt: skip
    if source.random() < 0.3:
        noise = source.choice([[], ["starting"], ["[1, 2]"], ["{broken"], [""]])
        return "\n".join([json.dumps(each) for each in objects] + noise) + "\n"
    return json.dumps(saved, indent=source.choice([None, None, 2]), allow_nan=True)


def lists(source: Source) -> str:
    """Lists as Python, NumPy, R and MATLAB print them."""
    count, style = source.choice([1, 2, 3, 4, 9, 12]), style_of(source, any_style=0.15)
    values = [style(value) for value in losses(source, count)]
    others = [style(value) for value in losses(source, count)]
    width = source.choice([1, 3, 4, 20])
    rows = [values[at : at + width] for at in range(0, count, width)]
    name = source.choice(["", "", "losses = ", "loss: ", "train_loss=", "x = ", '"loss": '])
    joined, other = ", ".join(values), ", ".join(others)
    return source.choice([
        f"{name}[{joined}]\n", f"{name}[" + "\n ".join("  ".join(row) for row in rows) + "]\n",
        f"{name}array([{joined}])\n", f"{name}tensor([{joined}], device='cuda:0')\n",
        f"({joined})\n",
        f"{{'loss': [{joined}], 'val_loss': [{other}]}}\n",
        f"train = [{joined}]\nval = [{other}]\n",
        "[" + ", ".join(f"({row}, {value})" for row, value in enumerate(values)) + "]\n",
        "\n".join(f"[{value}]" for value in values) + "\n", f"[{joined}, ..., {other}]\n",
        "\n".join(f"[{at + 1}] " + "  ".join(values[at : at + 4]) for at in range(0, count,
        4)) + "\n",
        "losses =\n\n  Columns 1 through 3\n\n    " + "   ".join(values)
        + "\n\n  Columns 4 to 6\n\n    " + "   ".join(others) + "\n",
        f"[{joined}]\n[{other}]\n",
        f"the run was fine and went on\n{name}[{joined}]\nand on and on and on it went\n",
        f"[{joined}\n", f"losses: [{joined}, 'x']\n", f"version [2.13.0]\n[{joined}]\n",
    ])  # fmt: skip


def boosting(source: Source) -> str:
    """What XGBoost, LightGBM, CatBoost and Vowpal Wabbit print."""
    rows, kind = source.choice([1, 2, 3, 5, 8]), source.choice(["X", "X", "L", "I", "C", "V", "V"])
    values, other = losses(source, rows), losses(source, rows)
    sets = source.choice(
        [("train", "eval"), ("validation_0", "validation_1"), ("validation_0",), ("test",)]
    )
    metric = source.choice(["rmse", "mlogloss", "error", "l2", "auc", "rmse@2"])
    spread, style = source.choice(["", "+0.1"]), style_of(source, any_style=0.1)
    step = source.choice([1, 10])
    lines = source.choice([[], [], ["[12:00:00] WARNING: x"], ["Learning rate set to 0.1"], [""]])
    for row, (value, beside) in enumerate(zip(values, other, strict=True)):
        one, two = style(value), style(beside)
        lines.append({
            "X": "\t".join([f"[{step * row}]",
            *(f"{name}-{metric}:{(one, two)[k]}{spread}" for k, name in enumerate(sets))]),
            "L": f"[{step * row}]\ttraining's {metric}: {one}\tvalid_1's {metric}: {two}",
            "I": f"[LightGBM] [Info] Iteration:{row + 1}, training {metric} : {one}",
            "C": f"{row}:\tlearn: {one}\ttest: {two}\tbest: {two} ({row})\ttotal: {row}ms\t"
            "remaining: 1m",
            "V": f"{one} {'n.a.' if row % 3 == 2 else two}  {2**row}  {2**row}.0  1.0  0.0  20",
        }[kind])  # fmt: skip
    if kind == "V":
        lines = [
            "average  since         example        example",
            "loss     last          counter         weight",
            *lines,
        ]
    if source.random() < 0.3 and rows > 1:
        lines += [
            source.choice(["Early stopping, best iteration is:", "Best iteration: 1"]),
            lines[-2],
            *source.choice([[], [lines[-1]]]),
        ]
    if source.random() < 0.1:
        lines.append("took 3 s")
    return "\n".join(lines) + "\n"


KINDS: dict[str, Callable[[Source], str]] = {
    "printed lines": printed, "progress bars": bars, "columns": columns, "plain numbers": plain,
    "services": services, "tables": tables, "boxes": boxes, "documents": documents, "lists": lists,
    "boosting": boosting,
}  # fmt: skip
