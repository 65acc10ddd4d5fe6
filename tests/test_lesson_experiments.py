"""Predict, run, explain: what is asked, what is right, and what is said."""

from __future__ import annotations

import json
import math
import re

import pytest

import downslope as ds
from downslope.cli import run
from downslope.datasets import lesson_line
from downslope.diagnosis.training_report import train
from downslope.errors import DataError, OptionError
from downslope.lessons import experiments
from downslope.lessons.experiments import Experiment, Observation
from downslope.lessons.formulas import Facts
from downslope.lessons.line_facts import RUNS, RUNS_REMEMBERED, facts_of
from downslope.lessons.placeholders import written
from downslope.lessons.sections import PART_TWO, sections
from sampling import sampled

EXPERIMENTS = experiments.experiments()
NUMBERS = [each for each in EXPERIMENTS if each.kind == "number"]
CHOICES = [each for each in EXPERIMENTS if each.kind == "choice"]
TRAINED = [each for each in EXPERIMENTS if each.settings.verb in ("train", "model")]
ANSWERS: dict[str, float | str] = {
    "crawl": 1.0986,
    "nan": "inf",
    "growth": 7.0039,
    "other-data": "converges",
    "epochs-needed": 1480,
    "noise-floor": 94.032,
    "noisy-slope": "near",
    "slope-after-5": 3.1097,
    "intercept-200": 1.6331,
    "closest-slope": "2",
    "beats-the-truth": "formula",
    "first-nudge": 2.3973,
    "outlier": "same",
    "flat-gradient": "tiny",
    "collinear-case": "descent",
    "ill-conditioned-case": "neither",
    "standardise": "few",
    "batch-intercept": 1.6089,
    "single-rows": "above",
    "epochs-with-memory": 149,
    "new-points": "higher",
    "ridge-strong": "diverges",
    "lasso-zeros": 6,
    "huber-slope": 2.9233,
    "logistic-rate": "learns",
    "softmax-start": 1.0986,
    "poisson-rate": "bounces",
    "network-plateau": "far",
    "adam-rate": "arrives",
}


def named(each: Experiment) -> str:
    return each.id


@pytest.mark.parametrize("each", EXPERIMENTS, ids=named)
def test_an_experiment_gives_its_answer_and_says_why(each: Experiment) -> None:
    seen = each.run()
    expected = ANSWERS[each.id]
    assert seen.answer == (pytest.approx(expected, rel=1e-4) if each in NUMBERS else expected)
    assert seen.text
    assert "{{" not in seen.text + each.stem
    assert seen.experiment == each.id
    assert seen.numbers[each.observes] is not None
    assert each.score(seen.answer, seen).status == "right"


def test_no_number_is_told_before_it_is_asked() -> None:
    told, spoiled = "", []
    for each in sections():
        told *= each.id != PART_TWO  # which has other data
        for name in each.experiments:
            asked = experiments.experiment(name)
            seen = asked.run()
            told += asked.stem
            number = written(seen.numbers, asked.observes, asked.form)
            if asked in NUMBERS and len(number) > 2:
                for again in re.finditer(rf"(?<![\d.,]){re.escape(number)}(?!\d)", told):
                    spoiled.append((name, told[max(0, again.start() - 80) : again.end()]))
            told += seen.text
        told += each.body
    assert not spoiled


def test_there_is_an_answer_for_every_experiment() -> None:
    assert set(ANSWERS) == {each.id for each in EXPERIMENTS}
    assert len(EXPERIMENTS) >= 8


@pytest.mark.parametrize("each", TRAINED, ids=named)
def test_with_another_seed_it_still_makes_sense(each: Experiment) -> None:
    for seed in sampled([1, 7, 20], 1, each.id):
        seen = each.run(seed)
        assert seen.settings.seed == seed
        assert seen.text
        assert each.score(seen.answer, seen).status == "right"


@pytest.mark.parametrize("each", EXPERIMENTS, ids=named)
def test_skipping_is_allowed_and_recorded(each: Experiment) -> None:
    scored = each.score(None, each.run())
    assert scored.status == "skipped"
    assert scored.predicted is None
    assert scored.to_dict()["status"] == "skipped"
    assert scored.text.startswith("Skipped.")


@pytest.mark.parametrize("each", NUMBERS, ids=named)
def test_a_number_is_right_within_its_tolerance_and_wrong_beyond(each: Experiment) -> None:
    seen = each.run()
    answer = float(seen.answer)
    allowed = each.tolerance * (abs(answer) if each.relative else 1)
    for share, status in ((0.99, "right"), (-0.99, "right"), (1.01, "wrong"), (-1.01, "wrong")):
        assert each.score(answer + share * allowed, seen).status == status
    assert each.too_low in each.score(answer - 1.5 * allowed, seen).text
    assert each.too_high in each.score(answer + 1.5 * allowed, seen).text
    assert each.too_low
    assert each.too_high
    assert each.score(str(answer), seen).status == "right"  # as it is typed


@pytest.mark.parametrize("each", CHOICES, ids=named)
def test_every_wrong_choice_is_answered(each: Experiment) -> None:
    seen = each.run()
    for option in each.options:
        scored = each.score(option.key, seen)
        if option.key == seen.answer:
            assert scored.status == "right"
        else:
            assert scored.status == "wrong"
            assert option.feedback
            assert option.feedback in scored.text
        assert each.score(option.text.upper(), seen).status == scored.status


@pytest.mark.parametrize(
    "given", [math.nan, math.inf, -math.inf, True, "", "three", "nan", "1e999", "9" * 100_000]
)
def test_what_is_no_number_is_refused(given: float | str) -> None:
    each = experiments.experiment("crawl")
    with pytest.raises(OptionError, match="is not a number") as caught:
        each.score(given, each.run())
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("given", ["12/5", "2.4", " 2.4e0 ", "240 %", 2.4])
def test_a_number_may_be_written_as_in_the_quiz(given: float | str) -> None:
    each = experiments.experiment("first-nudge")
    assert each.score(given, each.run()).predicted == pytest.approx(2.4)


def test_a_number_without_end_is_refused() -> None:
    each = experiments.experiment("crawl")
    with pytest.raises(OptionError, match="a number without end"):
        each.score(10**5000, each.run())


@pytest.mark.parametrize("given", ["maybe", "", 3.5, True, "x" * 100_000])
def test_what_is_no_option_is_refused(given: float | str) -> None:
    each = experiments.experiment("nan")
    with pytest.raises(OptionError, match="is not known") as caught:
        each.score(given, each.run())
    assert len(str(caught.value)) < 400


def test_a_seed_that_cannot_be_used() -> None:
    with pytest.raises(OptionError, match="seed=-1"):
        experiments.experiment("crawl").run(-1)


def test_what_may_be_shown_before_the_run_holds_no_answer() -> None:
    for each in EXPERIMENTS:
        shown = each.to_dict()
        assert not {"explain", "observes", "answer", "too_low", "too_high"} & set(shown)
        for option in shown["options"]:  # type: ignore[attr-defined]
            assert set(option) == {"key", "text"}
        json.dumps(shown, allow_nan=False)


def test_an_observation_as_plain_data() -> None:
    shown = experiments.experiment("intercept-200").run().to_dict()
    assert shown["answer"] == pytest.approx(1.6331, abs=1e-4)
    assert shown["setup"]["lr"] == 0.01  # type: ignore[index]
    assert experiments.experiment("collinear-case").setup == {
        "verb": "compare",
        "case": "collinear",
        "epochs": 200,
    }


def test_options_have_to_fit_what_was_seen() -> None:
    each = experiments.experiment("nan")
    broken = Experiment(**{**_fields(each), "options": each.options[:2]})
    with pytest.raises(DataError, match="0 options fit 'inf'"):
        broken.run()
    numbers = experiments.experiment("crawl")
    broken = Experiment(**{**_fields(numbers), "observes": "status"})
    with pytest.raises(DataError, match="not a number"):
        broken.run()


def _fields(each: Experiment) -> dict[str, object]:
    return {name: getattr(each, name) for name in each.__slots__}


@pytest.mark.parametrize("seed", range(20))
def test_the_same_run_has_the_same_bits_everywhere(
    seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lesson's experiments, the library and the command line, to the last bit."""
    seen: Observation = experiments.experiment("intercept-200").run(seed)
    line = lesson_line(seed=seed)
    problem = ds.LeastSquares(line.x, line.y)
    made = train(problem, 0.01, 200, line.start)
    assert run(["demo", "--seed", str(seed), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    last = next(step for step in ds.descend(problem, 0.01, line.start) if step.epoch == 200)
    weights = [seen.numbers["slope"], seen.numbers["intercept"]]
    assert weights == made.weights.tolist() == last.weights.tolist()
    assert weights == list(told["weights"].values())
    assert seen.answer == weights[1]
    assert seen.numbers["final_loss"] == made.final_loss == last.loss == told["final_loss"]
    assert seen.numbers["lr_limit"] == made.diagnosis.lr_limit == told["lr_limit"]
    assert [seen.numbers["closed.slope"], seen.numbers["closed.intercept"]] == list(
        told["closed_form"].values()
    )
    assert seen.numbers["min_loss"] == told["min_loss"]


def test_a_run_is_made_once_for_all_its_texts_and_forgotten_among_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []

    def counted(**arguments: object) -> Facts:
        made.append(arguments["seed"])
        return {}

    monkeypatch.setitem(RUNS, "counted", counted)
    for seed in (1, 1, 1.0, 1):
        facts_of("counted", {"seed": seed})
    assert [str(each) for each in made] == ["1", "1.0"]
    for seed in range(2, RUNS_REMEMBERED + 3):
        facts_of("counted", {"seed": seed})
    facts_of("counted", {"seed": 1})
    assert made.count(1) == 3  # 1 and 1.0, and 1 again
