"""Requests that a page or a client might send, valid or not, made from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

ODD: list[Any] = [
    *(None, True, False, 0, -1, 1e308, -1e308, 10**30),
    *("", "x", "../../etc/passwd", "\x00", "9" * 999),
    *([], {}, [[]], {"kind": "file", "path": "/etc/passwd"}, [None]),
]
CASES = ["well-posed", "collinear", "ill-conditioned", "badly-scaled", "nope"]


def lab(rng: random.Random) -> tuple[str, bytes]:
    """Return a path of the lab's API and a request body."""
    name = rng.choice(["data", "data", "run", "run", "run", "sweep", "experiment", "quiz/pose",
                       "quiz/grade", "open", "upload?target=y", "csv", "nothing"])  # fmt: skip
    if name.startswith("upload"):
        rows = "\n".join(f"{rng.random()},{rng.random()}" for _ in range(rng.randint(0, 50)))
        return f"/api/{name}", f"x,y\n{rows}\n".encode()
    question: dict[str, Any] = {
        "data": _data(rng),
        "lr": rng.choice([0.001, 0.01, 0.1, 5, 1e-9]),
        "epochs": rng.choice([0, 1, 20, 200, 2000]),
        "rule": rng.choice(["gd", "momentum", "nesterov"]),
        "loss": rng.choice(["mse", "half-mse", "sse", "half-sse"]),
        "standardize": rng.random() < 0.5,
        "id": rng.choice(["nope", "learning-rate", "mse", ""]),
        "seed": rng.randrange(100),
        "answer": rng.choice(["a", "b", "0.025"]),
        "prediction": rng.choice([None, "a", 1.0]),
        "target": rng.choice(["claude", "chatgpt", "nope"]),
        "text": "explain this run",
    }
    if rng.random() < 0.5:
        damage(question, rng)
    body = json.dumps(question).encode()
    return f"/api/{name}", body[: rng.randrange(len(body))] if rng.random() < 0.05 else body


def _data(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(["lesson", "lesson", "case", "points", "file", "upload"])
    if kind == "lesson":
        return {"kind": kind, "n": rng.choice([2, 100, 2000]), "noise": rng.random() * 10,
                "seed": rng.randrange(1000), "low": 0, "high": 10}  # fmt: skip
    if kind == "case":
        return {"kind": kind, "case": rng.choice(CASES)}
    if kind == "points":
        n = rng.choice([0, 1, 2, 30])
        columns = [[rng.random() for _ in range(n)]]
        y = [rng.random() for _ in range(n)]
        return {"kind": kind, "names": ["x"], "target": "y", "columns": columns, "y": y}
    return {"kind": kind, "id": "none"}


def arguments(schema: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return arguments for a tool with this JSON schema; most are valid."""
    fields = {name: _value(each, rng) for name, each in schema.get("properties", {}).items()}
    needed = set(schema.get("required", []))
    given = {name: v for name, v in fields.items() if name in needed or rng.random() < 0.5}
    if rng.random() < 0.3:
        damage(given, rng)
    return given


def _value(schema: Mapping[str, Any], rng: random.Random) -> Any:
    options = schema.get("anyOf")
    if options:
        return _value(rng.choice(options), rng)
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if "const" in schema:
        return schema["const"]
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    high = min(schema.get("maximum", 100), low + 1000)
    match schema.get("type"):
        case "integer":
            return rng.randint(int(low), int(high))
        case "number":
            return rng.uniform(low, high) or 0.01
        case "boolean":
            return rng.random() < 0.5
        case "array":
            items = schema.get("items", {})
            return [_value(items, rng) for _ in range(rng.randint(1, schema.get("maxItems", 4)))]
        case "null":
            return None
        case _:
            return rng.choice(["x,y\n1,2\n2,4.1\n3,6\n", "learning-rate", "y", "0.025", "a"])


def damage(fields: dict[str, Any], rng: random.Random) -> None:
    """Replace one or two values with odd ones, at this level or one below."""
    for _ in range(rng.randint(1, 2)):
        name = rng.choice([*fields, "unknown"])
        inside = fields.get(name)
        if isinstance(inside, dict) and inside and rng.random() < 0.8:
            inside[rng.choice(list(inside))] = deepcopy(rng.choice(ODD))
        else:
            fields[name] = deepcopy(rng.choice(ODD))  # the next may put something into it
