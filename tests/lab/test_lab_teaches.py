"""The lesson beside the lab: read, predicted and answered as everywhere else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from downslope.lab.lesson_requests import html
from downslope.lessons import experiments, open_in_ai, prompts, sections
from downslope.lessons.quiz.items import items
from downslope.lessons.quiz.questions import pose
from lab.asking import ask, refusal


def test_all_sections_are_there_as_html(lab: TestClient) -> None:
    told = lab.get("/api/lesson").json()
    assert [each["id"] for each in told["sections"]] == [each.id for each in sections.sections()]
    for section in told["sections"]:
        assert section["html"].startswith("<")
        assert {"title", "summary", "minutes", "experiments", "see"} <= section.keys()
    assert [each["id"] for each in told["prompts"]] == [each.id for each in prompts.prompts()]
    assert {each["name"] for each in told["targets"]} == set(open_in_ai.TARGETS)


def test_experiments_are_told_without_what_they_show(lab: TestClient) -> None:
    told = lab.get("/api/lesson").json()
    listed = [each for section in told["sections"] for each in section["experiments"]]
    assert [each["id"] for each in listed] == [each.id for each in experiments.experiments()]
    for each in listed:
        assert not {"answer", "observation", "numbers", "explain"} & each.keys()
        for option in each["options"]:
            assert option.keys() == {"key", "text"}


def test_html_in_the_text_is_shown_and_not_obeyed() -> None:
    assert "<script>" not in html("a <script>alert(1)</script> b")
    assert 'href="javascript' not in html("[x](javascript:alert(1))")
    assert "<table>" in html("| a | b |\n|---|---|\n| 1 | 2 |\n")


def test_nothing_is_observed_before_a_prediction(lab: TestClient) -> None:
    name = experiments.experiments()[0].id
    assert "Predict first" in refusal(lab, "experiment", id=name)
    skipped = ask(lab, "experiment", id=name, prediction=None)
    assert skipped["scored"]["status"] == "skipped"
    assert skipped["observation"]["numbers"]


@pytest.mark.parametrize("name", [each.id for each in experiments.experiments()])
def test_the_right_prediction_is_right(lab: TestClient, name: str) -> None:
    observed = experiments.experiment(name).run().answer
    told = ask(lab, "experiment", id=name, prediction=observed)
    assert told["scored"]["status"] == "right"
    assert told["observation"]["answer"] == observed
    assert told["observation"]["html"].startswith("<p>")


def test_predictions_that_are_none(lab: TestClient) -> None:
    number = next(each for each in experiments.experiments() if each.kind == "number")
    for prediction in ({}, [1], True, "many", "9" * 500):
        assert refusal(lab, "experiment", id=number.id, prediction=prediction)
    assert "experiment='nann' is not known" in refusal(lab, "experiment", id="nann", prediction=1)


def test_the_quiz_is_the_one_of_the_bank(lab: TestClient) -> None:
    listed = lab.get("/api/quiz").json()["items"]
    assert [each["id"] for each in listed] == [each.id for each in items()]
    for each in listed:
        posed = ask(lab, "quiz/pose", id=each["id"], seed=3)
        assert posed == {**pose(each["id"], 3).to_dict(), "html": posed["html"]}
        assert not {"answer", "why", "key"} & posed.keys()


def test_a_wrong_answer_gets_its_feedback_and_no_key(lab: TestClient) -> None:
    item = next(each for each in items() if each.is_choice)
    graded = [
        ask(lab, "quiz/grade", id=item.id, seed=1, answer=letter, attempt=1)
        for letter in "abcd"[: len(item.options)]
    ]
    assert sum(each["correct"] for each in graded) == 1
    for each in graded:
        assert each["feedback"]
        assert (each["answer"] is not None) == each["correct"]
    told = ask(lab, "quiz/grade", id=item.id, seed=1, answer="a", attempt=3)
    assert told["answer"]


@pytest.mark.parametrize(
    "question",
    [{}, {"id": 3}, {"id": "nothing"}, {"seed": 1}, {"seed": -1, "answer": "a"},
     {"seed": 1.5, "answer": "a"}, {"seed": 1, "answer": None}, {"seed": 1, "answer": ["a"]},
     {"seed": 1, "answer": "z"}, {"seed": 1, "answer": "a", "attempt": 0},
     {"seed": 10**300, "answer": "a"}, {"seed": 1, "answer": True}],
)  # fmt: skip
def test_questions_that_cannot_be_graded(lab: TestClient, question: dict) -> None:
    item = next(each for each in items() if each.is_choice)
    refusal(lab, "quiz/grade", **{"id": item.id, **question} if "seed" in question else question)


def test_a_link_to_an_ai(lab: TestClient) -> None:
    told = ask(lab, "open", target="claude", text="My run diverges. Why?")
    assert told["url"] == open_in_ai.link("claude", "My run diverges. Why?").url
    assert "did you mean 'claude'" in refusal(lab, "open", target="claud", text="x")
    assert "above the limit" in refusal(lab, "open", target="claude", text="x" * 20_001)
