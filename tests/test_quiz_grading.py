"""Grading: what counts as an answer, what as the right one, and what is refused in one line."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downslope.errors import OptionError
from downslope.lessons.answers import LARGEST, read_number
from downslope.lessons.formulas import evaluate, namespace
from downslope.lessons.quiz.grade import LONGEST_ANSWER, grade, hint, shown
from downslope.lessons.quiz.items import Item, item, items
from downslope.lessons.quiz.questions import ItemValues, pose, values_of

NUMERIC = [each for each in items() if not each.is_choice]
ANY_NUMERIC = st.sampled_from(NUMERIC)
SEEDS = st.integers(0, 30)
numbers = st.floats(-1e12, 1e12, allow_nan=False)


@given(ANY_NUMERIC, SEEDS, st.floats(-0.99, 0.99))
def test_all_within_the_tolerance_is_right(asked: Item, seed: int, share: float) -> None:
    values = values_of(asked, seed)
    key = float(values["answer"])
    room = values.item.tolerance * abs(key) + values.item.slack
    assert grade(asked.id, seed, key + share * room).correct


@given(ANY_NUMERIC, SEEDS, st.floats(1.01, 50), st.sampled_from([-1, 1]))
def test_all_beyond_the_tolerance_is_wrong(asked: Item, seed: int, times: float, side: int) -> None:
    values = values_of(asked, seed)
    key = float(values["answer"])
    room = values.item.tolerance * abs(key) + values.item.slack + 1e-9
    graded = grade(asked.id, seed, key + side * times * room)
    assert not graded.correct
    assert graded.feedback
    assert graded.answer is graded.why is None


@given(numbers)
def test_a_number_is_read_as_it_is_written(value: float) -> None:
    assert read_number(repr(value)) == value == read_number(value)
    assert read_number(f"  {value!r} euros ", "euros") == value
    assert read_number(repr(value).replace("-", "−")) == value


@given(st.integers(-10_000, 10_000), st.integers(1, 10_000))
def test_a_fraction_is_its_quotient(above: int, below: int) -> None:
    assert read_number(f"{above}/{below}") == pytest.approx(float(Fraction(above, below)))
    assert read_number(f"{above} / {below}") == above / below


@given(st.text(max_size=200))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        said = str(read_number(text))
        assert math.isfinite(float(said))
    except OptionError as refusal:
        said = str(refusal)
    assert "\n" not in said


@given(st.text(max_size=400), st.sampled_from(items()), SEEDS)
def test_any_text_is_graded_or_refused_in_one_line(text: str, asked: Item, seed: int) -> None:
    try:
        said = grade(asked.id, seed, text).feedback
    except OptionError as refusal:
        said = str(refusal)
    assert 0 < len(said) < 400


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.025", 0.025), ("1/40", 0.025), ("2.5e-2", 0.025), ("2.5 %", 0.025), (".5", 0.5),
     ("+3", 3.0), ("−1.5", -1.5), ("-3/4", -0.75), ("1e3", 1000.0), (" 7 ", 7.0)],
)  # fmt: skip
def test_ways_to_write_a_number(text: str, value: float) -> None:
    assert read_number(text) == pytest.approx(value)


def test_the_unit_may_stand_behind_it() -> None:
    key = float(values_of(item("memory-of-the-gram"), 3)["answer"])
    for said in (f"{key}", f"{key} GB", f"{key}gb", key):
        assert grade("memory-of-the-gram", 3, said).correct


NO_NUMBERS = [
    "nan", "NaN", "inf", "-inf", "Infinity", "1e999", "1/0", "-1/0", "1e16", "9" * 60,
    "ten", "", "  ", "1,5", "0x10", "1/2/3", "/", "1/", "--1", "%", "e", "1 2", "\0", "½ x",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(OptionError) as refusal:
        grade("largest-rate", 1, text)
    assert "\n" not in str(refusal.value)


def test_a_decimal_comma_is_named() -> None:
    with pytest.raises(OptionError, match="a decimal point, not a comma"):
        grade("largest-rate", 1, "0,025")


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, True, False, None, [1], {}, b"1", 1j, 2 * LARGEST,
              10**400]
)  # fmt: skip
@pytest.mark.parametrize("asked", ["largest-rate", "see-saw"])
def test_values_that_are_no_answer(asked: str, value: object) -> None:
    with pytest.raises(OptionError) as refusal:
        grade(asked, 1, value)  # type: ignore[arg-type]
    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize("asked", ["largest-rate", "see-saw"])
def test_an_answer_of_100_kilobytes(asked: str) -> None:
    with pytest.raises(OptionError, match="102,400 characters is too long") as refusal:
        grade(asked, 1, "1" * 102_400)
    assert len(str(refusal.value)) < 200
    with pytest.raises(OptionError, match="too long"):
        grade(asked, 1, " " * (LONGEST_ANSWER + 1))


@pytest.mark.parametrize("attempt", [0, -1, True, 1.5, "1", None])
def test_attempts_that_are_none(attempt: object) -> None:
    with pytest.raises(OptionError, match="give 1 or more"):
        grade("see-saw", 1, "a", attempt)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [-1, True, 1.0, "1", None, 10**10, math.nan])
def test_seeds_that_are_none(seed: object) -> None:
    with pytest.raises(OptionError, match="give a whole number"):
        grade("see-saw", seed, "a")  # type: ignore[arg-type]
    if seed is not None:
        with pytest.raises(OptionError, match="give a whole number"):
            pose("see-saw", seed)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["see-sew", "x" * 100_000, "", "../../etc"])
def test_items_that_are_none(name: str) -> None:
    for call in (lambda: grade(name, 1, "a"), lambda: pose(name), lambda: hint(name, 1, 1)):
        with pytest.raises(OptionError, match="no quiz item") as refusal:
            call()
        assert len(str(refusal.value)) < 500


def test_a_choice_may_be_a_letter_or_its_text() -> None:
    posed = pose("see-saw", 4)
    option = posed.options[2]
    graded = grade("see-saw", 4, "c")
    for said in ("C", " c ", "c)", "(c)", "c.", option.text, option.text.upper()):
        assert grade("see-saw", 4, said) == graded


@pytest.mark.parametrize("said", ["e", "z", "1", "ab", "a b", "a,b", "all"])
def test_choices_that_are_none(said: str) -> None:
    with pytest.raises(OptionError, match="give a letter from a to d"):
        grade("see-saw", 4, said)


def test_a_number_may_choose_an_option_that_is_one() -> None:
    with pytest.raises(OptionError, match="is not an option"):
        grade("see-saw", 4, 2.5)


def test_a_typical_slip_is_named() -> None:
    key = float(values_of(item("largest-rate"), 1)["answer"])
    graded = grade("largest-rate", 1, key / 2)
    assert "At 1/λ" in graded.feedback
    assert grade("largest-rate", 1, key * 50).feedback.endswith("between −1 and 1?")
    assert "too large" in grade("largest-rate", 1, key * 50).feedback
    assert "too small" in grade("largest-rate", 1, -1).feedback


def test_hints_come_in_steps() -> None:
    hints = item("limit-from-a-log").hints
    assert hint("limit-from-a-log", 1, 0) is None
    assert hint("limit-from-a-log", 1, len(hints) + 1) is None
    assert len({hint("limit-from-a-log", 1, step) for step in (1, 2, 3)}) == 3


def test_numbers_are_shown_short() -> None:
    assert [shown(x, "") for x in (2.0, 0.0249877, -3.5, 123456.0)] == [
        "2", "0.02499", "-3.5", "123456",
    ]  # fmt: skip
    assert shown(4, "GB") == "4 GB"


# Formulas


@pytest.mark.parametrize(
    ("formula", "value"),
    [("1 + 2 * 3", 7), ("2 ** 3 / 4", 2.0), ("-x", -5), ("x if x > 3 else 0", 5),
     ("1 < x < 9", True), ("not x == 5", False), ("x == 5 and x != 4 or x < 0", True),
     ("max([x, 7])", 7), ("[1, 2, 3][1]", 2), ("close(0.1 + 0.2, 0.3)", True), ("x // 2", 2),
     ("x % 2", 1)],
)  # fmt: skip
def test_formulas(formula: str, value: object) -> None:
    assert evaluate(formula, {"x": 5}) == value


@pytest.mark.parametrize(
    "formula",
    ["y", "1 +", "__import__('os')", "x.real", "(lambda: 1)()", "open('f')", "1 / 0", "x[0]",
     "[a for a in [1]]", "max(x=1)", "x @ x", "9 ** 9 ** 9.5"],
)  # fmt: skip
def test_what_is_no_formula(formula: str) -> None:
    from downslope.errors import DataError

    with pytest.raises(DataError, match="cannot be evaluated"):
        evaluate(formula, {"x": 5})


def test_only_facts_are_attributes() -> None:
    from downslope.errors import DataError

    run = namespace({"closed.slope": 2.5, "gradient-descent.passes": 7})
    assert evaluate("run.closed_slope * run.gradient_descent_passes", {"run": run}) == 17.5
    for formula in ("run.__class__", "run.slope", "vars(run)", "run.closed_slope.real"):
        with pytest.raises(DataError, match="cannot be evaluated"):
            evaluate(formula, {"run": run})


def test_a_value_that_depends_on_itself() -> None:
    from dataclasses import replace

    from downslope.errors import DataError

    looped = replace(item("largest-rate"), let={"a1": "b1 + 1", "b1": "a1 - 1"})
    with pytest.raises(DataError, match="depends on itself"):
        ItemValues(looped, 1)["a1"]
