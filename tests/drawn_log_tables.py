"""Tables of logs, drawn: columns in files, tables and boxes that libraries print."""

from __future__ import annotations

from drawn_log_lines import MOSTLY, ROLES, STYLES, Source, losses, name_of, places_of, style_of

COUNTERS = (
    "epoch",
    "step",
    "iter",
    "Epoch",
    "global_step",
    "samples",
    "Step",
    "iteration",
    "t",
    "batch",
)
MISSING = ("", "", "nan", "NaN", "None", "-", "n/a", "NA")


def columns(source: Source) -> str:
    """CSV in any form: counters, series that are logged now and then, runs, data sets, text."""
    separator = source.choice([",", ",", ",", ";", "\t", "|", " "])
    style = style_of(source, any_style=0.2)
    if separator == ",":
        style = STYLES[source.choice(MOSTLY)]
    rows = source.choice([1, 2, 3, 4, 5, 6, 9, 15, 40])
    places = places_of(source, rows)
    table: dict[str, list[str]] = {}
    for counter in source.sample(COUNTERS, source.choice([0, 1, 1, 1, 2])):
        key = "e" if counter.casefold() == "epoch" else source.choice(["s", "s", "i"])
        table[counter] = [str(at[key]) for at in places]
    for _ in range(source.choice([1, 1, 2, 2, 3])):
        name = name_of(source, source.choice(["", "", *ROLES])).replace(",", " ")
        if separator == " ":
            name = name.replace(" ", "_")
        cells = [style(each) for each in losses(source, rows)]
        every, phase = source.choice([1, 1, 1, 2, 3]), source.choice([0, 0, 1])
        missing = source.choice(MISSING[2:] if separator == " " else MISSING)
        cells = [
            cell if row % every == phase % every else missing for row, cell in enumerate(cells)
        ]
        if source.random() < 0.2:  # empty at its end
            last = source.choice([1, 2, 3])
            cells[-last:] = [missing] * min(last, rows)
        if source.random() < 0.06:
            cells[source.randrange(rows)] = source.choice(
                ["oops", "1.2.3", "5,000", "0x1f", "1e400"]
            )
        table[name] = cells
    extra = source.random()
    if extra < 0.08:
        table["run"] = [source.choice(["a", "b"]) if extra < 0.04 else "a" for _ in range(rows)]
    elif extra < 0.16:
        table[source.choice(["phase", "split", ""])] = [
            ("train", "val")[row % 2] for row in range(rows)
        ]
    elif extra < 0.3:
        table[
            source.choice(
                ["lr", "learning_rate", "lr-Adam", "grad_norm", "accuracy", "time", "note"]
            )
        ] = [f"{0.1 * 0.9**row:.5f}" for row in range(rows)]
    elif extra < 0.34:
        table["note"] = [source.choice(["fine", "slow"]) for _ in range(rows)]
    names = [*table]
    if source.random() < 0.3:
        source.shuffle(names)
    glue = (
        separator + source.choice(["", "", " "])
        if separator != " "
        else source.choice([" ", "   "])
    )
    body = [glue.join(table[name][row] for name in names) for row in range(rows)]
    if source.random() < 0.05 and rows > 1:
        body[source.randrange(rows)] += separator + "7"
    if source.random() < 0.05:
        body[source.randrange(rows)] = body[0].rpartition(separator)[0] or "x"
    head = glue.join(f'"{name}"' if source.random() < 0.1 else name for name in names)
    if source.random() < 0.05:
        head = glue.join(names[1:]) or head
    lines = [head, *body]
    if source.random() < 0.06:
        lines.insert(source.randrange(1, len(lines) + 1), head)
    if source.random() < 0.1:
        lines.insert(
            source.randrange(len(lines)), source.choice(["", "# a run", "sep=;", "// x", "   "])
        )
    return "\n".join(lines) + "\n"


def plain(source: Source) -> str:
    """Numbers alone: one, two or three a line."""
    style, rows = style_of(source, any_style=0.6), source.choice([1, 2, 3, 4, 5, 6, 9, 20])
    values, places = losses(source, rows), places_of(source, rows)
    join = source.choice([" ", ",", ", ", "\t", ";", "  "])
    kind = source.choice(["one", "one", "two", "two", "wall", "wall", "line", "many"])
    wall = [1.7e9 + 60 * row + source.choice([0, 0.5]) for row in range(rows)]
    whole = source.random() < 0.3
    lines = []
    for row, value in enumerate(values):
        written = (
            f"{100 + int(abs(value)) if value == value and value < 1e9 else 5}"
            if whole
            else style(value)
        )
        step = str(places[row][source.choice(["s", "s", "s", "e"]) if kind == "wall" else "s"])
        lines.append({
            "one": [written], "two": [step, written], "line": [written],
            "many": [step, written, "1", "2"],
            "wall": [str(wall[row]), *([step, written] if rows % 2 else [written, step])],
        }[kind])  # fmt: skip
    if kind == "line":
        return join.join(cell for cells in lines for cell in cells) + "\n"
    text = "\n".join(join.join(cells) for cells in lines) + "\n"
    if source.random() < 0.1:  # decimals, or two columns?
        second = source.choice(["{}", "{}", "5e-0{}", "0{}", "00{}"])
        many = source.choice([1, 2, 4, 5, 6])
        steps = source.choice([range(many), range(0, 2 * many, 2), source.sample(range(9), many)])
        text = "".join(f"{step},{second.format(9 - row)}\n" for row, step in enumerate(steps))
        if source.random() < 0.3:
            text += source.choice(["1.5,3\n", "2,4\n", "3,0.5\n"])
    if source.random() < 0.15:
        text += source.choice(
            ["# end\n", "\n", "oops\n", "5 # five\n", '"0.5"\n', "1,2,3\n", "nan\n"]
        )
    return text


def services(source: Source) -> str:
    """What services export: Weights & Biases, MLflow, TensorBoard, Lightning, CatBoost."""
    rows, kind = (
        source.choice([2, 3, 5, 8]),
        source.choice(
            [
                "wandb",
                "wandb",
                "history",
                "long",
                "long",
                "TensorBoard",
                "Lightning",
                "CatBoost",
                "R",
                "Keras",
                "fastai",
            ]
        ),
    )
    values, other = losses(source, rows), losses(source, rows)
    order = list(range(rows))
    if source.random() < 0.3:
        source.shuffle(order)
    match kind:
        case "wandb":
            runs = source.choice([("swift-1",), ("swift-1", "calm-2")])
            metric = source.choice(["loss", "train/loss", "val - loss", "lr"])
            ends = source.choice([("",), ("", "__MIN", "__MAX")])
            names = [f"{run} - {metric}{end}" for run in runs for end in ends]
            lines = [",".join(f'"{name}"' for name in ["Step", *names])]
            lines += [
                ",".join(
                    [
                        str(10 * row),
                        *(
                            f"{values[row] + k:.4f}" if source.random() < 0.9 else ""
                            for k in range(len(names))
                        ),
                    ]
                )
                for row in order
            ]
        case "history":  # without the name of a run
            first = source.choice(["_step", "_step", "epoch,step", "step"])
            more = source.choice([",loss__MIN,loss__MAX", "", ",_runtime"])
            lines = [f"{first},loss,val - loss{more}"]
            for row in order:
                at = ",".join([str(row)] * (1 + first.count(",")))
                cell = f"{other[row]:.4f}" if source.random() < 0.7 else ""
                lines.append(f"{at},{values[row]:.4f},{cell}{',1' * more.count(',')}")
        case "long":
            key = source.choice(["key", "metric", "tag", "name", "Variable"])
            with_run = source.choice(["", "run_id,", "run,"])
            stamp = source.choice(["", "timestamp,"])
            lines = [f"{with_run}{key},value,{stamp}step"]
            for row in order:
                run = f"{'ab'[row % 2 if rows == 5 else 0]}," if with_run else ""
                when = f"{1700000000000 + row}," if stamp else ""
                lines += [
                    f"{run}loss,{values[row]:.4f},{when}{row}",
                    f"{run}val_loss,{other[row]:.4f},{when}{row}",
                ]
            lines += source.choice(
                [[], ["x"], [f"{'a,' if with_run else ''}loss,oops,{'1,' if stamp else ''}9"]]
            )
        case "TensorBoard":
            lines = [
                "Wall time,Step,Value",
                *(f"{1.7e9 + row},{10 * row},{values[row]:.5f}" for row in order),
            ]
        case "Lightning":
            lines = ["epoch,step,train_loss_step,train_loss_epoch,val_loss,lr-SGD"]
            for row in range(rows):
                lines.append(f"{row // 2},{10 * row},{values[row]:.4f},,,0.1")
                if row % 2 or rows == 3:
                    lines.append(f"{row // 2},{10 * row},,{values[row]:.3f},{other[row]:.3f},")
        case "CatBoost":
            lines = [source.choice(["iter\tRMSE", "iter\tLogloss\tAUC"])]
            lines += [
                "\t".join([str(row), *[f"{values[row]:.4f}"] * lines[0].count("\t")])
                for row in order
            ]
        case "R":
            lines = [
                "loss val_loss",
                *(f"{row + 1} {values[row]:.4f} {other[row]:.4f}" for row in order),
            ]
        case "Keras":
            lines = [
                "epoch,accuracy,loss,val_loss",
                *(f"{row},0.{row + 1},{values[row]},{other[row]}" for row in order),
            ]
        case _:
            lines = ["epoch,train_loss,valid_loss,accuracy,time",
                     *(f"{row},{values[row]},{other[row]},0.5,00:0{row}" for row in order),
                     ]  # fmt: skip
    return "\n".join(lines) + "\n"


def tables(source: Source) -> str:
    """Tables that libraries print: by bars, gaps, rules, with lines between their rows."""
    rows, barred = source.choice([1, 2, 3, 6]), source.choice(["", "", "|", "│"])
    names = [
        "epoch",
        source.choice(["train_loss", "train loss", "loss", "Training Loss", "Train RMSE"]),
    ]
    names += source.sample(
        ["valid_loss", "acc", "time", "lr", "val loss", "note"], source.choice([0, 1, 2, 3])
    )
    if source.random() < 0.25:
        names = ["epoch", "train_loss", "valid_loss", "time"]
    if source.random() < 0.15:
        names[0] = source.choice(["Iter", "Step", "name"])
    style, large = style_of(source, any_style=0.1), source.random() < 0.1
    six = "time" in names and source.random() < 0.6
    gap = source.choice(["  ", "     "])
    values = {name: losses(source, rows) for name in names}

    def cell(name: str, row: int) -> str:
        if name in ("epoch", "Iter", "Step"):
            return str(row)
        if name in ("time", "note", "name"):
            return {"time": f"00:0{row}", "note": "so far", "name": "x"}[name]
        value = values[name][row] * (1e9 if large else 1)
        return f"{value:.6f}" if six else style(value)

    def joined(cells: list[str]) -> str:
        if barred:
            return f"{barred} " + f" {barred} ".join(cells) + f" {barred}"
        return "".join(f"{each:<14}" for each in cells) if six else gap.join(cells)

    lines = [joined(names)]
    if barred and source.random() < 0.2:
        lines.insert(0, joined(["mini" if name != "epoch" else "" for name in names]))
    if source.random() < 0.5:
        lines.append(("|---" * len(names) + "|") if barred else gap.join("-" * 6 for _ in names))
    for row in range(rows):
        lines.append(joined([cell(name, row) for name in names]))
        if source.random() < 0.15:
            lines.append(source.choice(["█", "saved 5", "better model: 0.5", "", lines[0]]))
        if source.random() < 0.05:
            lines[-1] = lines[-1].replace("0", "None", 1)
    if source.random() < 0.1:
        lines = [
            f"{row + 1}/{rows}  2.1G  {values[names[1]][row]:.3f}  64: 100%|████| 8/8"
            for row in range(rows)
        ]
        lines = ["Epoch  GPU_mem  box_loss  Size", *lines]
    if source.random() < 0.05:
        lines = [line.replace("100%", source.choice(["100%", "99%"])) for line in lines]
    if source.random() < 0.1:
        lines = ["timestamp   duration   iterations   training_rmse",
                 *(f"2026-11-29 14:41:{row:02}   0.0{row} sec   {row}   {values[names[1]][row]:.4f}"
                   for row in range(rows))]  # fmt: skip
    return "\n".join(lines) + "\n"


def boxes(source: Source) -> str:
    """Boxes of names and values, one for each step, as Stable-Baselines prints them."""
    count, style = source.choice([1, 2, 3, 5]), style_of(source, any_style=0.2)
    values, bar = losses(source, count), source.choice(["|", "|", "│"])
    ruled, sectioned = source.random() < 0.7, source.random() < 0.5
    counter = source.choice(["iterations", "total_timesteps", "epoch", "n_updates", "step"])
    name = source.choice(["loss", "loss", "value_loss", "mse", "reward"])
    lines = []
    for k in range(count):
        lines += ["-" * source.choice([4, 5, 9])] if ruled else []
        lines += [f"{bar} time/ {bar}  {bar}"] if sectioned else []
        lines.append(f"{bar} {counter} {bar} {source.choice([1, 10]) * k} {bar}")
        lines += [f"{bar} train/ {bar}  {bar}"] if sectioned else []
        lines.append(f"{bar} {name} {bar} {style(values[k])} {bar}")
        lines += [f"{bar} lr {bar} 0.0{k + 1} {bar}"] if source.random() < 0.5 else []
        lines += [f"{bar} note {bar} none {bar}"] if source.random() < 0.2 else []
    return "\n".join([*lines, *(["-" * 9] if ruled else [])]) + "\n"
