"""The runs that the page's twin is held to are those that Python makes today."""

from __future__ import annotations

import json
import math
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from downslope.lab import page_content
from downslope.models.least_squares import LOSS_CONVENTIONS
from downslope.rules import RULES

WEB = Path(__file__).parents[2] / "web"
ROUNDING = 1e-10  # relative: another BLAS may sum in another order; the twin is held to 1e-9


def largest(value: object) -> float:
    """Return the largest magnitude in a number or in nested lists of numbers."""
    if isinstance(value, list):
        return max(map(largest, value), default=0.0)
    return abs(value) if isinstance(value, float) else 0.0


def same(kept: object, made: object, size: float = 0.0) -> bool:
    """Equal, numbers up to the rounding of the array that they are in."""
    if isinstance(kept, list) and isinstance(made, list):
        size = max(size, largest(made))
        return len(kept) == len(made) and all(
            same(a, b, size) for a, b in zip(kept, made, strict=True)
        )
    if isinstance(kept, float) and isinstance(made, float):
        return math.isclose(kept, made, rel_tol=ROUNDING, abs_tol=ROUNDING * size)
    return kept == made


def summed(run: dict[str, Any]) -> dict[str, Any]:
    """Return the run with the Gram matrix of its rows in place of the rows.

    Without noise the lowest loss is rounding, so it is left out.
    """
    rows = np.array(run["equivalent"], dtype=float)
    least = {"min_loss": 0.0} if run.get("exact") else {}
    return run | {"equivalent": (rows.T @ rows).tolist()} | least


def test_the_golden_runs_are_fresh() -> None:
    kept = json.loads((WEB / "src" / "lib" / "golden.json").read_text())
    made = list(runpy.run_path(str(WEB / "golden.py"))["runs"]())
    assert len(kept) == len(made)
    for one, other in zip(kept, made, strict=True):
        assert one.keys() == other.keys()
        # Rows of the same sums: where columns depend on each other, rounding chooses among them.
        one, other = summed(one), summed(other)
        wrong = [name for name in one if not same(one[name], other[name])]
        assert not wrong, (wrong, other["data"], "run `python web/golden.py`")


def test_the_golden_runs_of_adam_are_fresh() -> None:
    kept = json.loads((WEB / "src" / "lib" / "golden_adam.json").read_text())
    made = list(runpy.run_path(str(WEB / "golden.py"))["adam_runs"]())
    assert len(kept) == len(made)
    for one, other in zip(map(summed, kept), map(summed, made), strict=True):
        assert one.keys() == other.keys()
        for name in one:
            # Near the minimum a rounding of the gradient moves the divisors, so the limit by more.
            near = 1e3 * max(one[name], 1) if name == "lr_limit" else 0.0
            assert same(one[name], other[name], near), (name, "run `python web/golden.py`")
    assert {run["standardize"] for run in kept} == {False, True}


def test_they_cover_what_the_page_can_do() -> None:
    kept = json.loads((WEB / "src" / "lib" / "golden.json").read_text())
    seen = {(run["rule"], run["loss"], run["standardize"]) for run in kept}
    assert len(seen) == len(RULES) * len(LOSS_CONVENTIONS) * 2
    assert {run["status"] for run in kept} == {"converged", "converging", "diverging"}
    assert {len(run["names"]) for run in kept} == {2, 4}
    assert any(None in run["losses"] for run in kept)
    assert any(run["cause"] == "collinear" for run in kept)


def test_a_difference_is_seen() -> None:
    assert same([1.0, 2.0], [1.0, 2.0 + 1e-13])
    assert not same([1.0, 2.0], [1.0, 2.0 + 1e-8])
    assert not same({"a": 1}, {"a": 2})


def test_the_answers_of_the_exported_page_are_fresh() -> None:
    kept = json.loads((WEB / "tests" / "alone.json").read_text())
    made = json.loads(json.dumps(runpy.run_path(str(WEB / "golden_alone.py"))["everything"]()))
    assert kept.keys() == made.keys()
    for name in kept:
        assert alike(kept[name], made[name]), (name, "run `python web/golden_alone.py`")


def alike(kept: object, made: object) -> bool:
    """Equal, numbers up to rounding, also in tables."""
    if isinstance(kept, dict) and isinstance(made, dict):
        return kept.keys() == made.keys() and all(alike(kept[name], made[name]) for name in kept)
    if isinstance(kept, list) and isinstance(made, list) and any(isinstance(e, dict) for e in kept):
        return len(kept) == len(made) and all(map(alike, kept, made))
    return same(kept, made, 1.0)


def test_the_exported_content_is_the_same_from_any_number_of_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["prompts", "quiz", "quiz-mse", "data-hubble"]
    assert set(names) <= set(page_content.part_names())
    monkeypatch.setattr(page_content, "part_names", lambda: names)
    made = {}
    for count in ("1", "2"):
        monkeypatch.setenv("DOWNSLOPE_THREADS", count)
        made[count] = page_content.parts(variants=1)
    assert list(made["1"]) == names
    assert made["1"] == made["2"]
