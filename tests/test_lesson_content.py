"""The lesson's files: read in order, linked to each other, and refused with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import downslope.lessons
from downslope.errors import DataError, OptionError
from downslope.lessons import experiments, prompts, sections
from downslope.lessons.content_files import CONTENT
from downslope.lessons.quiz.items import topics
from lesson_schema import check_lesson

IDS = [
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
    "part-two",
    "ridge",
    "lasso",
    "huber",
    "logistic",
    "softmax",
    "poisson",
    "network",
    "adam",
    "any-model",
]
PROMPTS = [
    "mse",
    "gradient",
    "gd-vs-normal",
    "lasso-zeros-why",
    "logistic-gradient",
    "flat-not-done",
]
PICTURE = 'picture = { file = "one.png", shows = "A line." }\n'
SECTION = f'title = "One"\nsummary = "Two."\nminutes = 3\n{PICTURE}'
EXPERIMENT = """
id = "guess"
title = "Guess"
kind = "number"
stem = "How much?"
run = "plain"
observe = "slope"
tolerance = 0.1
explain = "It was {{this.slope:.2f}}."
"""
CHOICE = """
id = "guess"
title = "Guess"
kind = "choice"
stem = "Which?"
run = "plain"
observe = "status"
explain = "Because."
[[options]]
key = "a"
text = "A"
feedback = "No."
correct = "status == 'converging'"
[[options]]
key = "b"
text = "B"
feedback = "No."
correct = "status == 'diverging'"
"""
PROMPT = """
id = "tell"
title = "Tell"
text = "Tell me."
[[levels]]
id = "newcomer"
text = "Slowly."
[[rubric]]
id = "point"
claim = "It is so."
worth = 2
verify = "Run it."
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small lesson of two sections, whole."""
    (tmp_path / "runs.toml").write_text("[plain]\nepochs = 5\n")
    (tmp_path / "numbers.json").write_text("{}")
    for name in ("01-one", "02-two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lesson.toml").write_text(SECTION)
        (tmp_path / name / "text.md").write_text("Some text.\n")
        (tmp_path / name / "picture.py").write_text("picture = None\n")
    first = tmp_path / "01-one"
    (first / "lesson.toml").write_text(SECTION + 'experiments = ["guess"]\nprompts = ["tell"]\n')
    (first / "experiment-guess.toml").write_text(EXPERIMENT)
    (first / "prompt.toml").write_text(PROMPT)
    (first / "answer.md").write_text("So it is.\n")
    return tmp_path


def read(book: Path) -> None:
    """Everything there is."""
    check_lesson(book)
    for section in sections.sections(book):
        assert section.text
    experiments.experiments(book)
    for prompt in prompts.prompts(book):
        assert prompt.answer


def test_the_sections_in_order() -> None:
    assert [section.id for section in sections.sections()] == IDS
    following = [section.next for section in sections.sections()]
    assert following == [*IDS[1:], None]


def test_the_content_has_its_form() -> None:
    check_lesson(CONTENT)


@pytest.mark.parametrize("name", IDS)
def test_a_section_is_whole(name: str) -> None:
    section = sections.section(name)
    assert section.text.startswith(f"# {section.title}\n\n")
    assert "{{" not in section.text
    assert 1 <= section.minutes <= 10
    assert section.summary.endswith(".")
    assert section.see
    assert "## See it" in section.text
    quiz = [f"downslope quiz --topic {name}"] if name in topics() else []
    for command in ("downslope learn", *quiz, "downslope lab"):
        assert command in section.pointers
    assert ("downslope quiz" in section.pointers) == (name in topics())
    for fenced in section.body.split("```")[1::2]:
        assert max(map(len, fenced.splitlines())) <= 78, "wider than a terminal of 80 columns"


def test_what_sections_ask_exists_and_is_asked_once() -> None:
    asked = [name for section in sections.sections() for name in section.experiments]
    graded = [name for section in sections.sections() for name in section.prompts]
    assert asked == [each.id for each in experiments.experiments()]
    assert graded == [each.id for each in prompts.prompts()] == PROMPTS
    assert {experiments.experiment(name).section for name in asked} <= set(IDS)


def test_a_section_as_plain_data() -> None:
    shown = sections.section("learning-rate").to_dict()
    assert shown["id"] == "learning-rate"
    assert shown["next"] == "closed-form"
    assert shown["experiments"] == ["crawl", "nan", "growth", "other-data"]
    assert "0.02499" in str(shown["text"])


@pytest.mark.parametrize(
    ("look", "message"),
    [
        (lambda: sections.section("lerning-rate"), "did you mean 'learning-rate'"),
        (lambda: sections.section(""), "section='' is not known"),
        (lambda: experiments.experiment("nann"), "did you mean 'nan'"),
        (lambda: prompts.prompt("gradients"), "did you mean 'gradient'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_near_one(look: object, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        look()  # type: ignore[operator]


def test_a_small_lesson_reads(book: Path) -> None:
    read(book)
    assert [section.id for section in sections.sections(book)] == ["one", "two"]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("02-two/lesson.toml", 'titel = "T"\n', r"unknown key 'titel': did you mean 'title'"),
        ("02-two/lesson.toml", 'title = "T"\nminutes = 3\n', "lacks 'summary'"),
        ("02-two/lesson.toml", SECTION.replace(PICTURE, ""), "lacks 'picture'"),
        ("02-two/lesson.toml", SECTION.replace("file", "name"), "unknown key 'name'"),
        ("02-two/lesson.toml", SECTION.replace("3", '"3"'), "minutes = '3' has to be a whole"),
        ("02-two/lesson.toml", SECTION.replace("3", "true"), "minutes = True has to be a whole"),
        ("02-two/lesson.toml", "title = \n", "is not TOML"),
        ("02-two/lesson.toml", SECTION + 'experiments = ["nothing"]\n', "names 'nothing', and no"),
        ("02-two/lesson.toml", SECTION + "experiments = [3]\n", "holds 3, which has to be a text"),
        ("02-two/lesson.toml", SECTION + 'prompts = ["mse"]\n', "names 'mse', and no file"),
        ("02-two/lesson.toml", SECTION + 'see = ["demo"]\n', r"\[\[see\]\] has to be a table"),
        ("01-one/lesson.toml", SECTION + 'prompts = ["tell"]\n', "is in no section: add 'guess'"),
        ("01-one/lesson.toml", SECTION + 'experiments = ["guess", "guess"]\nprompts = ["tell"]\n',
         "names one of them twice"),
        ("01-one/text.md", "", "is empty"),
        ("01-one/text.md", "# Title\n\nText.\n", "headings start at ##"),
        ("01-one/experiment-guess.toml", EXPERIMENT + 'hint = "?"\n', "unknown key 'hint'"),
        ("01-one/experiment-guess.toml", EXPERIMENT.replace('"number"', '"text"'),
         "has to be number or choice"),
        ("01-one/experiment-guess.toml", EXPERIMENT.replace("0.1", "0"), "tolerance above 0"),
        ("01-one/experiment-guess.toml", EXPERIMENT.replace('"plain"', '"plane"'),
         "not in runs.toml: did you mean 'plain'"),
        ("01-one/experiment-guess.toml", EXPERIMENT.replace('"number"', '"choice"'),
         "two \\[\\[options\\]\\] or more"),
        ("01-one/experiment-guess.toml", CHOICE.replace('"b"', '"a"'), "the same key"),
        ("01-one/experiment-guess.toml", CHOICE.replace('feedback = "No."\n', "", 1),
         "lacks 'feedback'"),
        ("01-one/experiment-other.toml", EXPERIMENT, "both have the id 'guess'"),
        ("01-one/prompt.toml", PROMPT.replace("worth = 2", "worth = 0"), "each worth 1 or more"),
        ("01-one/prompt.toml", PROMPT.replace("worth = 2", "worth = 2.5"), "a whole number"),
        ("01-one/prompt.toml", PROMPT.replace('id = "tell"', ""), "lacks 'id'"),
        ("runs.toml", "[plain]\nepocs = 5\n", r"\[plain\] has the unknown key 'epocs'"),
        ("runs.toml", '[plain]\nverb = "dance"\n', "has to be train, compare, fit, split, model"),
        ("runs.toml", '[plain]\nverb = "compare"\n', "need a case"),
        ("runs.toml", '[plain]\nverb = "model"\nmodel = "ridge"\n', "needs a model and points"),
        ("runs.toml", "[plain]\nepochs = 2.5\n", "epochs = 2.5 has to be a whole number"),
        ("runs.toml", "plain = 5\n", r"\[plain\] has to be a table"),
    ],
)  # fmt: skip
def test_damaged_content(file: str, text: str, message: str, book: Path) -> None:
    (book / file).write_text(text)
    with pytest.raises(DataError, match=message) as caught:
        read(book)
    assert file.split("/")[-1] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "file",
    [
        "01-one/lesson.toml",
        "01-one/text.md",
        "01-one/picture.py",
        "01-one/answer.md",
        "runs.toml",
    ],
)
def test_a_missing_file(file: str, book: Path) -> None:
    (book / file).unlink()
    with pytest.raises(DataError, match="is missing"):
        read(book)


def test_a_text_that_is_not_utf8(book: Path) -> None:
    (book / "01-one" / "text.md").write_bytes(b"\xff\xfe text")
    with pytest.raises(DataError, match=r"text\.md cannot be read"):
        read(book)


def test_two_sections_of_one_name(book: Path) -> None:
    shutil.copytree(book / "02-two", book / "03-two")
    with pytest.raises(DataError, match="both section 'two'"):
        read(book)


@pytest.mark.parametrize(
    ("file", "kind"), [("experiment-guess.toml", "guess"), ("prompt.toml", "tell")]
)
def test_one_id_in_two_sections(file: str, kind: str, book: Path) -> None:
    for name in (file, "answer.md"):
        shutil.copy(book / "01-one" / name, book / "02-two" / name)
    key = "experiments" if kind == "guess" else "prompts"
    (book / "02-two" / "lesson.toml").write_text(SECTION + f'{key} = ["{kind}"]\n')
    with pytest.raises(DataError, match=f"'{kind}' is also in section 'one'"):
        read(book)


def test_a_text_that_has_changed_since_the_runs_were_made(book: Path) -> None:
    (book / "01-one" / "text.md").write_text("It is {{plain.slope}}.\n")
    with pytest.raises(DataError, match=r"numbers\.json lacks the number \{\{plain\.slope\}\}"):
        read(book)


def test_no_sections_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no section"):
        read(tmp_path)


def test_other_files_of_a_section_are_left_alone(book: Path) -> None:
    before = sections.sections(book)
    (book / "01-one" / "quiz.toml").write_text("this is somebody else's\n")
    (book / "01-one" / "exercises").mkdir()
    read(book)
    assert sections.sections(book) == before


def test_content_is_part_of_the_package() -> None:
    assert CONTENT.is_dir()
    assert CONTENT.is_relative_to(Path(downslope.lessons.__file__).parent)
