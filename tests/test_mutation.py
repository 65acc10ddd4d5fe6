"""The tool that puts faults into the core: what it changes, and which tests it asks."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import mutate
from mutation.faults import Fault, faults_of, sample

MODULE = '''\
"""A module whose docstring has 1 number."""
from typing import TYPE_CHECKING
LIMIT = 0.25
if TYPE_CHECKING:
    from x import y

def mean(values: list[int] = [1], *, strict: bool = True) -> float:
    """Return the mean of 2 values."""
    assert len(values) > 0
    if not values or LIMIT <= 0.0:
        raise ValueError(f"{len(values) + 1} rows")
    total = 0.0
    for value in zip(values, strict=True):
        total += abs(value)
    return total / (
        len(values)
    )
'''


@pytest.fixture
def places(tmp_path: Path) -> list[list[Fault]]:
    (tmp_path / "means.py").write_text(MODULE)
    return faults_of(tmp_path / "means.py", tmp_path)


def test_each_fault_changes_what_the_module_does_and_nothing_that_it_says(
    places: list[list[Fault]],
) -> None:
    changes = {(fault.before, fault.after) for faults in places for fault in faults}
    assert changes >= {
        ("0.25", "(0.5)"),
        ("0.25", "(0.125)"),
        ("not values", "(values)"),
        ("LIMIT <= 0.0", "(LIMIT < 0.0)"),
        ("LIMIT <= 0.0", "(LIMIT > 0.0)"),
        ('f"{len(values) + 1} rows"', "f'{len(values) - 1} rows'"),
        ('f"{len(values) + 1} rows"', "f'{len(values) + 2} rows'"),
        ("total += abs(value)", "total -= abs(value)"),
        ("total += abs(value)", "pass"),
        ("abs(value)", "(value)"),
    }
    whole = ast.dump(ast.parse(MODULE))
    for faults in places:
        for fault in faults:
            changed = ast.parse(fault.applied(MODULE.encode()))
            assert ast.dump(changed) != whole
            assert ast.get_docstring(changed) == "A module whose docstring has 1 number."
    written = [fault.written for faults in places for fault in faults]
    assert not any("assert" in line or "zip" in line for line in written)


def test_no_two_faults_have_one_name(tmp_path: Path) -> None:
    (tmp_path / "twice.py").write_text(
        "def f(x):\n    return x[1] + x[1] + (x[1] if x else x[1])\n"
    )
    keys = [f.key for faults in faults_of(tmp_path / "twice.py", tmp_path) for f in faults]
    assert len(keys) == len({*keys}) > 8


def test_a_sample_follows_from_its_seed(places: list[list[Fault]]) -> None:
    assert sample(places, 5, 1) == sample(places, 5, 1) != sample(places, 5, 2)
    assert len(sample(places, 1000, 1)) == len(places)


def test_the_tests_that_run_a_line_are_asked_quick_ones_first(
    places: list[list[Fault]],
) -> None:
    def test(name: str, seconds: float, *lines: int) -> mutate.Test:
        return mutate.Test(name, seconds, {"means.py": frozenset(lines)})

    ratio = next(f for faults in places for f in faults if f.after.startswith("(total *"))
    limit = next(f for faults in places for f in faults if f.before == "0.25")
    default = next(f for faults in places for f in faults if f.before == "True")
    assert default.statement == (7, 9)  # used where the first statement is run
    tests = [
        test("a.py::slow", 9.0, 16),
        test("a.py::many[2]", 2.0, 15, 16),
        test("a.py::many[1]", 1.0, 15),
        test("b.py::elsewhere", 0.5, 11),
    ]
    names = ["a.py::many[1]", "a.py::many[2]", "a.py::slow"]
    assert mutate.chosen(ratio, tests, 60.0) == names
    assert mutate.chosen(ratio, tests, 2.0) == [names[0], names[2]]
    assert mutate.chosen(limit, tests, 60.0) == ["b.py::elsewhere", *names]
    records = [test(f"{mutate.RECORDS}x.py::{k}", 90.0 - k, 16) for k in range(2)]
    recorded = [record.name for record in records[::-1]]
    assert mutate.chosen(ratio, [*tests, *records], 10.0) == [*recorded, *names]


def test_what_runs_in_other_processes_is_asked_of_the_engines(tmp_path: Path) -> None:
    place = tmp_path / "data" / "engines" / "spark.py"
    place.parent.mkdir(parents=True)
    place.write_text("def f():\n    return 1\n")
    ((fault, _),) = faults_of(place, tmp_path)
    assert mutate.chosen(fault, [], 60.0) == ["tests/test_spark.py", "tests/test_engines.py"]
    for file in mutate.chosen(fault, [], 60.0):
        assert (Path(mutate.__file__).parents[1] / file).exists()


def test_a_constant_is_asked_of_the_tests_that_import_it(tmp_path: Path) -> None:
    place = tmp_path / "data/sql/drivers.py"
    place.parent.mkdir(parents=True)
    place.write_text("ROWS = 2\n")
    faults, *_ = faults_of(place, tmp_path)
    tests = [
        mutate.Test(f"tests/{name}.py::test", 1.0, {}) for name in ("test_a", "test_sql_edges")
    ]
    assert mutate.chosen(faults[0], tests, 60.0) == ["tests/test_sql_edges.py::test"]


def test_the_default_of_a_field_is_asked_of_all_that_run_its_module(tmp_path: Path) -> None:
    (tmp_path / "of_class.py").write_text(
        "class A:\n    n: int = 2\n\n    def f(self):\n        3\n"
    )
    of_field, in_function = (faults[0] for faults in faults_of(tmp_path / "of_class.py", tmp_path))
    tests = [mutate.Test("a.py::test", 1.0, {"of_class.py": frozenset({5})}),
             mutate.Test("b.py::test", 1.0, {"of_class.py": frozenset({7})})]  # fmt: skip
    assert mutate.chosen(of_field, tests, 60.0) == ["a.py::test", "b.py::test"]
    assert mutate.chosen(in_function, tests, 60.0) == ["a.py::test"]


def test_every_fault_that_is_called_equivalent_is_one_that_could_be_made() -> None:
    package = Path(mutate.__file__).parents[1] / mutate.PACKAGE
    listed = mutate.equivalents()
    modules = {at.partition(" ")[0] for at in listed}
    keys = [
        fault.key
        for module in modules
        for faults in faults_of(package / module, package)
        for fault in faults
    ]
    assert [at for at in listed if not any(key.startswith(at) for key in keys)] == []
