"""What the panels beside the lab ask: data sets by name, hints, and worked answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from downslope.datasets import DATA_SETS
from downslope.lessons import prompts
from downslope.lessons.quiz import grade
from downslope.lessons.quiz.items import items
from lab.asking import ask, refusal
from lab.test_lab_reproduces import check


def test_data_sets_are_offered_and_opened_by_name(lab: TestClient) -> None:
    offered = lab.get("/api/start").json()["data_sets"]
    assert [each["name"] for each in offered] == list(DATA_SETS)
    for name, known in DATA_SETS.items():
        opened = ask(lab, "data", data={"kind": "dataset", "name": name})
        assert (opened["target"], tuple(opened["names"])) == (known.target, known.features)
        assert known.source in opened["source"]


def test_no_file_is_opened_under_a_data_sets_name(
    lab: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hubble").write_text("secret,target\n1,2\n3,4\n")
    opened = ask(lab, "data", data={"kind": "dataset", "name": "hubble"})
    assert opened["names"] == ["distance_mpc"]
    for name in ("../hubble", "hubble.csv", "", "/etc/passwd"):
        assert name[:5] in refusal(lab, "data", data={"kind": "dataset", "name": name})


@pytest.mark.parametrize("features", [None, ["year", "gnp"]])
def test_a_run_on_a_data_set_is_made_again(
    lab: TestClient,
    features: list[str] | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    data = {"kind": "dataset", "name": "longley"} | ({"features": features} if features else {})
    check(ask(lab, "run", data=data, epochs=5, standardize=True), tmp_path, capsys)


def test_hints_come_in_steps_and_end(lab: TestClient) -> None:
    item = items()[0]
    for step, text in enumerate(item.hints, start=1):
        told = ask(lab, "quiz/hint", id=item.id, seed=1, step=step)["hint"]
        assert told == grade.hint(item.id, 1, step)
        assert ("{" in text) or told == text.strip()
    assert ask(lab, "quiz/hint", id=item.id, seed=1, step=len(item.hints) + 1)["hint"] is None
    assert "seed" in refusal(lab, "quiz/hint", id=item.id, seed=-1, step=1)


def test_a_worked_answer_wants_ones_own_first(lab: TestClient) -> None:
    asked = prompts.prompts()[0]
    for answer in ("", "  \n"):
        assert "Answer first" in refusal(lab, "prompt", id=asked.id, answer=answer)
    assert "Answer first" in refusal(lab, "prompt", id=asked.id)
    told = ask(lab, "prompt", id=asked.id, answer="The mean of squared misses.")
    assert told["answer_html"].startswith("<")
    assert [point["id"] for point in told["rubric"]] == [point.id for point in asked.rubric]
    assert "nothing" in refusal(lab, "prompt", id="nothing", answer="x")
