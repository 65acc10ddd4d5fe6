"""No number of the lesson is typed in: each comes from a run, and drift shows here."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from downslope import cli
from downslope.diagnosis.spectrum import THREE_DIGITS
from downslope.errors import DataError
from downslope.lessons import sections
from downslope.lessons.content_files import CONTENT
from downslope.lessons.named_runs import Settings, named_run, observe
from downslope.lessons.placeholders import (
    PLACEHOLDER,
    computed,
    filled,
    placeholders,
    stored,
    wanted,
    written,
)
from lesson_texts import CODE, FENCE, commands, texts
from sampling import sampled

NUMBER = re.compile(r"(?<![A-Za-z_\d.])\d+(?:[.,]\d+)*")
OF_FORMULAS = {"0", "1", "2"}
WITH_A_PERSON = {"learn", "quiz", "lab", "tutor"}
# Runs that another test makes, too: each is made once in a process.
IN_WORDS = ("lesson", "large", "below", "above", "centred", "noisy", "noiseless", "case_collinear",
            "case_ill_conditioned", "case_large_d", "case_large_n")  # fmt: skip
SECTIONS = [section.id for section in sections.sections()]


def bare_numerals(text: str) -> list[str]:
    """Numbers that no run fills in: in prose any, in formulas all but 0, 1 and 2."""
    text = PLACEHOLDER.sub("", text)
    found: list[str] = []
    for language, block in FENCE.findall(text):
        if language == "sh":  # commands of the skill: inputs, and run by test_skill
            block = re.sub(r"^downslope .*$", "", block, flags=re.MULTILINE)
        if language not in ("python", "output"):  # those are run, and compared
            found += [each for each in NUMBER.findall(block) if each not in OF_FORMULAS]
    prose = FENCE.sub("", text)
    for code in CODE.findall(prose):
        if not code.startswith(("downslope ", "--")):  # those are inputs, and run
            found += [each for each in NUMBER.findall(code) if each not in OF_FORMULAS]
    prose = re.sub(r"^\d+\. ", "", CODE.sub("", prose), flags=re.MULTILINE)
    return found + NUMBER.findall(prose)


@pytest.mark.parametrize(("where", "text"), list(texts()), ids=lambda given: given[:40])
def test_no_number_is_typed_in(where: str, text: str) -> None:
    assert not bare_numerals(text), where


@pytest.mark.parametrize(
    "text",
    [
        "the slope is 3.04",
        "after 200 epochs",
        "`loss = 0.97`",
        "```text\nMSE 0.97\n```",
        "```sh\nMSE 0.97\n```",
    ],
)
def test_the_search_for_typed_numbers_finds_them(text: str) -> None:
    assert bare_numerals(text)


@pytest.mark.parametrize(
    "text",
    ["1. first", "`downslope demo --lr 0.1`", "`(2/n)`", "{{a.b:.3f}}", "x3", "λ₁"],
)
def test_and_lets_others_be(text: str) -> None:
    assert not bare_numerals(text)


def test_the_numbers_kept_are_those_that_runs_give_today() -> None:
    kept = stored()
    assert sorted(kept) == wanted(), "run `make lesson`"
    runs = {*IN_WORDS, *sampled(sorted({name.partition(".")[0] for name in kept}), 12, "runs")}
    names = [name for name in kept if name.partition(".")[0] in runs]
    drifted = {name: (kept[name], computed(name)) for name in names if kept[name] != computed(name)}
    assert not drifted, "a run gives other numbers than the text: `make lesson`, and read it again"


@pytest.mark.parametrize("name", SECTIONS)
def test_code_in_the_text_prints_what_the_text_says(name: str) -> None:
    """Every block of Python is run; the block of output after it is what it prints."""
    blocks = FENCE.findall(sections.section(name).text)
    for (language, code), (following, shown) in pairwise([*blocks, ("", "")]):
        if language == "python":
            assert following == "output"
            command = [sys.executable, "-W", "error", "-c", code]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            assert done.stdout.rstrip() == shown.rstrip()


@pytest.mark.parametrize("name", SECTIONS)
def test_no_line_of_code_is_wrapped_in_a_terminal_of_80_columns(name: str) -> None:
    long = [
        line
        for _, block in FENCE.findall(sections.section(name).body)
        for line in block.splitlines()
        if len(line) > 76  # the page has a margin of two on each side
    ]
    assert not long


def test_the_demo_of_the_text_is_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["demo"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(str(observe(named_run("lesson"))["printed"]))


@pytest.mark.parametrize("command", sampled(commands(), 12, "commands"))
def test_commands_of_the_text_work(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(command)[1:]
    if arguments[0] in WITH_A_PERSON:
        arguments = [arguments[0], "--help"]
    elif len(arguments) == 1 and arguments != ["demo"]:
        arguments += ["--help"]  # named, and not told to be run
    assert cli.run(arguments) == 0, capsys.readouterr().err


def test_reading_needs_no_run_and_no_numpy() -> None:
    code = (
        "import sys\nfrom downslope.lessons.sections import sections\n"
        "for each in sections()[:-1]:\n    each.text\n"  # the last lists the notations
        "assert not {'numpy', 'scipy', 'polars', 'rich', 'click'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_number_that_is_not_kept() -> None:
    with pytest.raises(DataError, match=r"lacks the number \{\{lesson.sloop:.3f\}\}.*make lesson"):
        filled("The slope is {{lesson.sloop:.3f}}.")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lessen.slope:.3f", "has no run 'lessen'"),
        ("lesson.slop:.3f", "no fact 'slop': did you mean 'slope'"),
        ("lesson.slope:.3q", "cannot write"),
        ("lesson.slope:d", "cannot write"),
    ],
)
def test_a_number_that_no_run_gives(name: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        computed(name)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.99541, "percent2", "99.54%"),
        (-0.4726, ".3f", "−0.473"),
        (2.5e134, "power", "10¹³⁴"),
        (0.00012, "power", "10⁻⁴"),
        (0.5, "bar4", "██··"),
        (1.7, "bar4", "████"),
        (209_067_773, "rough", "210,000,000"),
        (0.2, "share", " 20.0%"),
        (None, ".3f", "never"),
        ("inf", "", "inf"),
        (0.01, "", "0.01"),
        (1480, ",d", "1,480"),
    ],
)
def test_how_a_number_is_written(value: float | str | None, form: str, shown: str) -> None:
    assert written({"fact": value}, "fact", form) == shown


def test_placeholders_are_named_once_and_in_order() -> None:
    assert placeholders("{{b.x}} {{a.y:.1f}} {{ b.x }} {{glossary}}") == ["b.x", "a.y:.1f"]


def test_output_is_as_python_prints_it() -> None:
    negative = next(name for name, shown in stored().items() if shown.startswith("−"))
    shown = filled(f"{{{{{negative}}}}}\n\n```output\n{{{{{negative}}}}}\n```\n")
    assert shown.startswith("−")
    assert "```output\n-" in shown


@pytest.mark.parametrize("kept", ["{", "[]", '{"a": 1}'])
def test_damaged_numbers(kept: str, tmp_path: Path) -> None:
    (tmp_path / "numbers.json").write_text(kept)
    with pytest.raises(DataError, match=r"numbers\.json.*make lesson"):
        filled("{{lesson.slope}}", tmp_path)


def test_what_the_text_says_in_words_is_so() -> None:
    """Claims without a numeral: each from the run it is about."""
    lesson, large = observe(named_run("lesson")), observe(named_run("large"))
    assert lesson["closest_epoch"] == 2  # the slope passes the truth on its way up
    assert (large["end"], lesson["end"]) == ("inf", "falls")
    assert [observe(named_run(name))["status"] for name in ("below", "above", "centred")] == [
        "converging",
        "diverging",
        "converged",
    ]
    noisy, quiet = observe(named_run("noisy")), observe(named_run("noiseless"))
    for fact in ("slow.kept", "lr_limit", "condition"):  # noise is in y and touches none of them
        assert noisy[fact] == pytest.approx(quiet[fact], rel=1e-12)
    assert noisy["min_loss"] == pytest.approx(100 * lesson["min_loss"], rel=1e-9)
    assert noisy["error.slope"] == pytest.approx(10 * lesson["error.slope"], rel=1e-9)
    assert THREE_DIGITS == 5e-4  # "off by less than half a thousandth of themselves"
    assert lesson["epochs_to_tolerance"] > 5 * lesson["epochs"]  # "several times as many"
    assert noisy["closed.intercept"] < noisy["error.intercept"]  # so its digits are the error's
    assert noisy["epochs_to_tolerance"] < lesson["epochs_to_tolerance"]
    momentum = observe(named_run("momentum"))
    assert momentum["lr_limit"] == pytest.approx(
        2 * (1 + momentum["beta"]) / lesson["steep.curvature"]
    )
    ill = observe(named_run("case_ill_conditioned"))
    assert (ill["qr.status"], ill["gradient-descent.digits"]) == ("converged", 0)
    assert ill["normal-equations.digits"] < 6  # of sixteen: most are gone
    large_n = observe(named_run("case_large_n"))
    assert large_n["sgd.status"] == "converging"
    assert observe(named_run("case_collinear"))["end"] == "descent"
    assert observe(named_run("case_large_d"))["end"] == "both"
    assert [observe(named_run(f"anscombe{k}"))["slope"] for k in (1, 2, 3, 4)] == pytest.approx(
        [0.5] * 4, abs=1e-3
    )


def test_descent_ends_where_the_pseudoinverse_does_and_other_starts_elsewhere() -> None:
    import numpy as np

    import downslope as ds
    from downslope.datasets import collinear

    case = collinear()
    problem = case.problem()
    smallest = np.linalg.pinv(problem.X_b) @ case.y
    rate = ds.diagnose(problem).lr_limit / 2
    ends = []
    for start in (np.zeros(4), np.array([1.0, 1.0, -1.0, 0.0])):
        path = ds.trajectory(problem, rate, 5000, start)
        ends.append(path.weights[-1])
    assert ends[0] == pytest.approx(smallest, abs=1e-6)
    assert np.abs(ends[1] - smallest).max() > 0.5
    assert problem.predict(ends[1]) == pytest.approx(problem.predict(smallest), abs=1e-6)


def test_content_is_where_it_is_installed_from() -> None:
    assert (CONTENT / "runs.toml").is_file()
    assert Settings() == replace(named_run("lesson"), snapshots=())
