"""Every item of the quiz: its key is proved by runs, its feedback complete, its options apart."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path

import pytest

from downslope.errors import DataError, OptionError
from downslope.lessons.content_files import CONTENT
from downslope.lessons.quiz import questions
from downslope.lessons.quiz.grade import grade, hint, key
from downslope.lessons.quiz.items import Item, items, items_of, read, topics
from downslope.lessons.quiz.questions import ItemValues, lettered, pose, values_of
from lesson_schema import QUIZ_KINDS, check_quiz
from sampling import sampled

SEEDS = (0, 1, 7, 42, 123, 999)
ITEMS = {each.id: each for each in items()}
TOPICS = [
    "before-you-start",
    "why",
    "five-steps",
    "demo",
    "learning-rate",
    "closed-form",
    "noise",
    "watch-it-learn",
    "mse",
    "gradient",
    "when-it-fails",
    "mini-batches",
    "momentum",
    "train-and-test",
    "reading-papers",
    "ridge",
    "lasso",
    "huber",
    "logistic",
    "softmax",
    "poisson",
    "network",
    "adam",
]

ALL_VALUES = lru_cache(maxsize=1000)(questions._values_of.__wrapped__)

each_item = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)


@pytest.fixture(autouse=True)
def _keep_all_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a run that several tests look at is made once."""
    monkeypatch.setattr(questions, "_values_of", ALL_VALUES)


def is_parametric(item: Item) -> bool:
    """Whether another seed asks with other numbers."""
    return bool(item.given) or any("=seed" in map(str, r.values()) for r in item.runs.values())


def seeds_of(item: Item) -> list[ItemValues]:
    seeds = sampled(SEEDS, 1, item.id) if is_parametric(item) else SEEDS[:1]
    return [values_of(item, seed) for seed in seeds]


def texts_of(values: ItemValues) -> list[str]:
    item = values.item
    templates = [item.stem, item.why, *item.hints]
    templates += [text for option in item.options for text in (option.text, option.feedback)]
    templates += [miss.feedback for miss in item.misses] + [item.otherwise] * (not item.is_choice)
    return [values.text(template) for template in templates]


@each_item
def test_the_key_is_proved_by_runs(item: Item) -> None:
    for values in seeds_of(item):
        failed = [claim for claim in item.verify.expect if values.value(claim) is not True]
        assert not failed, f"seed {values.seed}"


@each_item
def test_the_proof_rests_on_a_run(item: Item) -> None:
    """Not on numbers that the item itself brought along."""
    runs = {**item.runs, **item.verify.runs}
    claims = " ".join([*item.verify.expect, *item.let.values(), item.answer])
    assert any(re.search(rf"\b{name}\.", claims) for name in runs)


@each_item
def test_every_text_is_complete(item: Item) -> None:
    for values in seeds_of(item):
        for text in texts_of(values):
            assert text
            assert not re.search(r"\b(nan|inf|True|False)\b|(?<!^)\bNone\b|[{}]", text), text


@each_item
def test_one_option_is_right_and_no_two_are_equal(item: Item) -> None:
    for values in seeds_of(item):
        options = [values.text(option.text) for option in item.options]
        assert len({" ".join(each.split()).casefold() for each in options}) == len(options)
        right = [option for option in item.options if option.is_right(values)]
        assert len(right) == item.is_choice


@each_item
def test_the_right_option_does_not_stand_out_by_its_length(item: Item) -> None:
    lengths = [len(option.text) for option in item.options]
    assert not lengths or max(lengths) <= max(16, 1.7 * min(lengths))


@each_item
def test_no_typical_miss_is_the_key(item: Item) -> None:
    for values in seeds_of(item):
        for miss in item.misses:
            graded = grade(item.id, values.seed, float(values.value(miss.value)))
            assert not graded.correct, (values.seed, miss.value)
            assert graded.feedback


@each_item
def test_typical_misses_are_told_apart(item: Item) -> None:
    """Where two slips lead to one number, one feedback would be for the other slip."""
    values = values_of(item, 7)
    told = [grade(item.id, 7, float(values.value(m.value))).feedback for m in item.misses]
    assert told == [values.text(miss.feedback) for miss in item.misses]


@each_item
def test_every_answer_gets_its_own_feedback(item: Item) -> None:
    for values in seeds_of(item):
        for letter, option in lettered(values).items():
            graded = grade(item.id, values.seed, letter)
            assert graded.correct == option.is_right(values)
            assert graded.feedback == values.text(option.feedback)
            assert (graded.answer is None) == (not graded.correct)


@each_item
def test_the_key_is_withheld_until_it_is_time(item: Item) -> None:
    values = seeds_of(item)[-1]
    seed = values.seed
    wrong: str | float = 123456.789
    if item.is_choice:
        options = lettered(values)
        wrong = next(x for x, o in options.items() if not o.is_right(values))
    for attempt in (1, 2):
        graded = grade(item.id, seed, wrong, attempt)
        assert (graded.correct, graded.answer, graded.why) == (False, None, None)
        assert graded.hint == hint(item.id, seed, attempt)
    told = grade(item.id, seed, wrong, 3)
    assert told.answer == key(values)
    assert told.why == values.text(item.why)
    assert told.hint is None


@each_item
def test_the_told_key_is_right(item: Item) -> None:
    for values in seeds_of(item):
        told = grade(item.id, values.seed, "b" if item.is_choice else 123456.789, 3).answer
        assert told is not None
        assert grade(item.id, values.seed, told.split(")")[0]).correct, told


@each_item
def test_posing_gives_nothing_away_and_is_the_same_again(item: Item) -> None:
    values = seeds_of(item)[-1]
    posed = pose(item.id, values.seed)
    assert posed == pose(item.id, values.seed)
    assert set(posed.to_dict()) == {
        "item_id", "topic", "kind", "level", "seed", "stem", "options", "unit", "hint_count",
    }  # fmt: skip
    assert values.text(item.why) not in str(posed.to_dict())
    if item.kind == "numeric" and not math.isclose(values["answer"], 1):
        assert f"**{values['answer']:.4g}**" not in posed.stem


def test_the_bank_covers_the_lesson() -> None:
    assert list(topics()) == TOPICS
    assert len(ITEMS) >= 48
    for topic in TOPICS:
        of_topic = items_of(topic)
        assert len(of_topic) >= 3, topic
        levels = [each.level for each in of_topic]
        assert levels == sorted(levels), f"{topic} does not go from easy to hard"
    kinds = [each.kind for each in ITEMS.values()]
    assert all(kinds.count(kind) >= 8 for kind in QUIZ_KINDS)
    assert sum(is_parametric(each) for each in ITEMS.values()) >= len(ITEMS) / 2


def test_the_right_options_are_spread_over_the_letters() -> None:
    first = [key(values_of(each, 3))[0] for each in ITEMS.values() if each.is_choice]
    assert all(first.count(letter) >= len(first) / 10 for letter in "abcd")


def test_the_right_option_is_not_the_longest_by_habit() -> None:
    choices = [each for each in ITEMS.values() if each.is_choice]
    longest = [max(each.options, key=lambda option: len(option.text)) for each in choices]
    assert sum(bool(option.correct) for option in longest) <= len(choices) / 2


def test_pinned_options_stay_last() -> None:
    pinned = [each for each in ITEMS.values() if any(option.pinned for option in each.options)]
    assert pinned
    for each in pinned:
        for seed in range(10):
            options = list(lettered(values_of(each, seed)).values())
            assert [o.pinned for o in options] == sorted(o.pinned for o in options)


def test_only_a_negative_number_has_parentheses() -> None:
    one = next(each for each in items() if each.id == "predict-one")
    shown = {values_of(one, seed)["intercept"]: values_of(one, seed).text(one.why)
             for seed in range(20)}  # fmt: skip
    assert "+ (-1) · 1" in shown[-1]
    assert "+ 3 · 1" in shown[3]


def test_a_fresh_question_has_fresh_numbers() -> None:
    assert len({pose("largest-rate").seed for _ in range(20)}) > 5
    assert len({pose("largest-rate", seed).stem for seed in range(20)}) > 15


# Files that are not as they should be

GOOD = """
[[item]]
id = "a"
kind = "choice"
level = 1
stem = "s"
hints = ["h"]
why = "w"
options = [{ text = "one", feedback = "f", correct = true }, { text = "two", feedback = "f" }]
verify.expect = ["1 < 2"]
"""
BAD = {
    "kind 'riddle'": GOOD.replace('"choice"', '"riddle"'),
    "level 7": GOOD.replace("level = 1", "level = 7"),
    "'stme' is not known: did you mean 'stem'": GOOD.replace("stem =", "stme ="),
    "no option is correct": GOOD.replace(", correct = true", ""),
    "feedback are missing": GOOD.replace('feedback = "f" }]', 'feedback = "" }]'),
    "'feedback'": GOOD.replace(', feedback = "f" }]', " }]"),
    "nothing proves the key": GOOD.replace('["1 < 2"]', "[]"),
    "'verify'": GOOD.replace('verify.expect = ["1 < 2"]', ""),
    "looks like a letter": GOOD.replace('"two"', '"b"'),
    "needs options": GOOD + 'answer = "1"',
    "does not fit": GOOD.replace('"choice"', '"numeric"'),
    "nothing but": "title = 'x'\n" + GOOD,
    "is not TOML": "[[item",
}


@pytest.mark.parametrize(("message", "content"), BAD.items(), ids=BAD)
def test_a_bad_file_is_refused(message: str, content: str, tmp_path: Path) -> None:
    file = tmp_path / "01-why" / "quiz.toml"
    file.parent.mkdir()
    file.write_text(GOOD)
    check_quiz(file)
    assert [each.topic for each in read(file)] == ["why"]
    file.write_text(content)
    with pytest.raises(DataError, match=re.escape(message)) as refusal:
        check_quiz(file)
    assert str(file) in str(refusal.value)


def test_two_items_of_one_name(tmp_path: Path) -> None:
    for folder in ("01-why", "02-mse"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "quiz.toml").write_text(GOOD)
    with pytest.raises(DataError, match="Two quiz items have the id 'a'"):
        check_quiz(*tmp_path.glob("*/quiz.toml"))


def test_the_bank_has_its_form() -> None:
    check_quiz(*CONTENT.glob("*/quiz.toml"))


def test_unknown_names_get_a_suggestion() -> None:
    with pytest.raises(OptionError, match="did you mean 'largest-rate'"):
        pose("largest-rates")
    with pytest.raises(OptionError, match="did you mean 'learning-rate'"):
        items_of("lerning-rate")
