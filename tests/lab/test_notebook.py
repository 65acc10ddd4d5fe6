"""The lab in a notebook: the widget's questions are answered by the Python beside it."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from html import escape
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.datasets import LessonLine, case
from downslope.notebook import Lab, WatchedRun


class Asked:
    """A widget, and what it sends."""

    def __init__(self, *data: Any, **options: Any) -> None:
        self.widget = Lab(*data, **options)
        self.sent: list[dict] = []
        self.widget.send = lambda content, buffers=None: self.sent.append(content)

    def __call__(self, where: str, **question: Any) -> dict:
        message = {"id": f"q{len(self.sent)}", "where": where, "question": question}
        self.widget._handle_custom_msg(message, [])
        assert self.sent[-1]["id"] == message["id"]
        return self.sent[-1]


def test_it_opens_with_the_users_arrays(line: LessonLine) -> None:
    ask = Asked(line.x, line.y)
    start = ask("start")["answer"]
    assert (start["data"], start["file"]["name"]) == ({"kind": "file"}, "your arrays")
    data = ask("data", data={"kind": "file"})["answer"]
    assert (data["columns"], data["y"]) == ([line.x.tolist()], line.y.tolist())


def test_a_run_is_the_loops_and_its_code_takes_the_arrays() -> None:
    made = case("badly-scaled")
    ask = Asked(made.X, made.y, ["a", "b", "c"])
    answer = ask("run", data={"kind": "file"}, lr=1e-4, epochs=9)["answer"]
    for step in ds.descend(ds.LeastSquares(made.X, made.y), 1e-4):
        if step.epoch == 9:
            break
    assert answer["weights"][-1] == step.weights.tolist()
    printed: list[str] = []
    names = {"X": made.X, "y": made.y, "print": lambda *a: printed.append(" ".join(map(str, a)))}
    exec(answer["python"], names)
    assert printed[0] == f"loss {answer['losses'][-1]!r}"
    assert printed[1].startswith("a ")


def test_another_choice_of_columns() -> None:
    made = case("collinear")
    ask = Asked(made.X, made.y)
    other = {"kind": "file", "target": "x3", "features": ["x1", "x2"]}
    data = ask("data", data=other)["answer"]
    assert (data["names"], data["target"]) == (["x1", "x2"], "x3")
    assert data["loss_floor"] < 1e-20
    assert (
        "no column 'q'" in ask("data", data={"kind": "file", "features": ["q"]})["answer"]["error"]
    )


def test_a_frame_brings_its_names() -> None:
    import pandas as pd

    frame = pd.DataFrame({"width": [1.0, 2.0, 4.0], "depth": [3.0, 1.0, 2.0]})
    data = Asked(frame, [1, 2, 3], target="price")("data", data={"kind": "file"})["answer"]
    assert (data["names"], data["target"]) == (["width", "depth"], "price")


def test_the_lesson_and_the_quiz_are_there_too(line: LessonLine) -> None:
    ask = Asked(line.x, line.y)
    assert ask("lesson")["answer"]["sections"]
    assert ask("quiz")["answer"]["items"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"id": 1, "where": "runn", "question": {}}, "did you mean 'run'"),
        ({"id": 1}, "no request"),
        ({"id": 1, "where": "run", "question": []}, "lacks 'data'"),
        ({"id": 1, "where": "run", "question": [1]}, "give a JSON object"),
        ({"id": 1, "where": "data", "question": {"data": {"kind": "upload", "id": "x"}}}, "upload"),
    ],
)
def test_questions_that_cannot_be_answered(line: LessonLine, message: dict, words: str) -> None:
    ask = Asked(line.x, line.y)
    ask.widget._handle_custom_msg(message, [])
    assert ask.sent[-1]["status"] == 400
    assert words in ask.sent[-1]["answer"]["error"]


@pytest.mark.parametrize("message", [None, "text", [], {}])
def test_messages_that_are_none_are_left_alone(line: LessonLine, message: Any) -> None:
    ask = Asked(line.x, line.y)
    ask.widget._handle_custom_msg(message, [])
    assert ask.sent == []


def test_data_that_cannot_be_used() -> None:
    with pytest.raises(ds.DataError, match="y has 2"):
        Lab([1.0, 2.0, 3.0], [1.0, 2.0])
    with pytest.raises(ds.DataError, match="missing value"):
        Lab([1.0, np.nan, 3.0], [1.0, 2.0, 3.0])
    with pytest.raises(ds.DataError, match="2 names for 1 features"):
        Lab([1.0, 2.0], [1.0, 2.0], names=["a", "b"])
    with pytest.raises(ds.DataError, match="must differ"):
        Lab([1.0, 2.0], [1.0, 2.0], names=["y"])


def test_without_anywidget_one_line_says_what_to_install() -> None:
    code = (
        "import sys\nsys.modules['anywidget'] = None\n"
        "from downslope.errors import MissingExtraError\n"
        "try:\n    import downslope.notebook\n"
        "except MissingExtraError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "downslope.notebook needs anywidget: pip install 'downslope[notebook]'\n"


def test_a_watched_run_is_drawn_while_it_goes_on() -> None:
    watch = ds.watch(loss=lambda w: float(w @ w), gradient=lambda w: 2 * w, lr=0.4)
    view = WatchedRun(watch)
    assert view.page == f"<p>Watch of 0 steps: {told(watch)}</p>"
    pages = [view.page]
    for k in range(40):
        watch.step(np.full(2, 0.2**k), loss=2 * 0.04**k)
        if k in (19, 39):
            view.update()
            pages.append(view.page)
            assert escape(watch.diagnosis.headline) in view.page
            picture = re.search(r'src="data:image/png;base64,([^"]+)"', view.page)
            assert picture is not None
            assert base64.b64decode(picture[1]).startswith(b"\x89PNG")
    assert len(set(pages)) == 3
    assert view.get_state("page") == {"page": view.page}


def told(watch: Any) -> str:
    with pytest.raises(ds.DataError) as error:
        _ = watch.diagnosis
    return escape(str(error.value))


def test_a_report_in_a_notebook_has_what_a_terminal_shows() -> None:
    watch = ds.watch(lr=1.5)
    for k in range(40):
        watch.step({"b": np.full(2, (-2.0) ** k), "<a>": np.ones(1)}, loss=2 * 4.0**k)
    found = watch.diagnosis
    html = found._repr_html_()
    told = [found.headline, *(text for _, text in found.facts), *map(str, found.findings[1:])]
    for part in (*told, *map(str, found.advice), *found.unknown):
        assert escape(part) in html
    assert "<a>" not in html
    assert "&lt;a&gt;" in html
    terminal = " ".join(repr(found).split())
    assert all(" ".join(part.split()) in terminal for part in told)


def test_a_run_that_is_not_watched() -> None:
    with pytest.raises(ds.OptionError, match=r"ds\.watch\(\)"):
        WatchedRun([1.0, 0.5])  # type: ignore[arg-type]
