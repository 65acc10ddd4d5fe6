"""Write tests/alone.json: what Python answers where an exported page answers itself.

    python web/golden_alone.py

The lesson's points at several seeds, numbers as text, CSV files and what is said about them, graded
answers, and links: the modules in src/alone are held to it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from downslope.data.columns import MISSING_MARKS
from downslope.datasets.lesson_points import POINTS
from downslope.errors import DownslopeError
from downslope.lab import page_content
from downslope.lab.data import MADE
from downslope.lab.endpoints import fault
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store
from downslope.lessons.experiments import experiment
from downslope.lessons.open_in_ai import TARGETS, link
from downslope.lessons.progress_file import sealed
from downslope.lessons.quiz.grade import grade
from downslope.lessons.quiz.items import item

FILE = Path(__file__).parent / "tests" / "alone.json"

DATA: list[dict[str, Any]] = [
    {"kind": "lesson", "n": 100, "noise": 1, "seed": 0, "low": 0, "high": 10},
    {"kind": "lesson", "n": 7, "noise": 0, "seed": 5, "low": -3, "high": 2.5},
    {"kind": "lesson", "n": 40, "noise": 0.125, "seed": 4_294_967_295, "low": 0, "high": 1e6},
    *(
        {"kind": "example", "points": name, "n": n, "seed": seed}
        for name in POINTS
        for n, seed in ((100, 0), (30, 11))
    ),
]  # fmt: skip

NUMBERS = [0.0, -0.0, 1.0, 0.1, -2.5, 1e5, 123456.0, 1234567.0, 1e15, 1e16, 1e-4, 1e-5, 1.5e-7,
           2 / 3, 100.0, 1e22, 5e-324, 1.7976931348623157e308, float("inf")]  # fmt: skip

CSV = {
    "plain": "x,y\n1,2\n2,4.5\n3,5\n",
    "Windows and quotes": '"x","y"\r\n"1",2\r\n2,"4.5"\r\n3,5\r\n',
    "a mark at the start": "\ufeffx,y\n1,2\n2,4\n3,5\n",
    "text": "name,x,y\na,1,2\nb,2,4\nc,3,5\n",
    "a gap": "x,y\n1,2\n,4\n3,5\n",
    "NA": "x,y\n1,2\nNA,4\n3,5\n",
    "a word": "x,y\n1,2\n2,four\n3,5\n4,4\n5,6\n",
    "a short row": "x,y\n1,2\n2\n3,5\n",
    "a long row": "x,y\n1,2\n2,4,6\n3,5\n",
    "a column twice": "x,x,y\n1,2,3\n2,3,5\n4,4,4\n",
    "no rows": "x,y\n",
    "one column": "y\n1\n2\n",
    "one column of numbers": "name,y\na,1\nb,2\n",
    "no header": "1,2\n2,4\n3,5\n",
    "semicolons": "x;y\n1;2\n2;4\n3;5\n",
    "tabs": "x\ty\n1\t2\n2\t4\n3\t5\n",
    "infinite": "x,y\n1,2\n2,inf\n3,5\n",
    "NaN": "x,y\n1,2\n2,nan\n3,5\n",
    "exponents": "x,y\n1e3,2\n2E-2,4\n-3,+5\n",
    "percent": "x,y\n1%,2\n2%,4\n3%,5\n",
    "spaces": "x, y\n1, 2\n2, 4\n3, 5\n",
    "dates": "day,x,y\n2020-01-01,1,2\n2020-01-02,2,4\n2020-01-03,3,5\n",
    "an open quote": 'x,y\n1,"2\n2,4\n3,5\n',
    "quotes within": 'x,y,z\n1,2,"a ""b"" c"\n2,4,"d\ne"\n3,5,f\n',
    "large integers": "x,y\n12345678901234567890,2\n2,4\n3,5\n",
    "leading zeros": "x,y\n01,2\n02,4\n03,5\n",
    "one row": "x,y\n1,2\n",
    "row numbers": "id,x,y\n1,3,2\n2,2,4\n3,9,5\n4,1,1\n",
    "a name like markup": "<img src=x onerror=alert(1)>,y\n1,2\n2,4\n3,5\n",
    "gaps in two columns": "x,z,y\n1,2,3\n2,,4\n,3,5\n2,3,nan\n4,4,4\n",
    "an infinite value before a gap": "x,z,y\n1,2,3\n2,3,-inf\n,3,5\n4,4,4\n",
    "a gap and an empty cell": "w,x,y\nNA,1,2\n,4,4\n,3,5\n",
    **{f"missing, written as '{mark}'": f"x,y\n1,2\n{mark},4\n3,5\n" for mark in MISSING_MARKS},
    **{f"only '{mark}'": f"w,x,y\n{mark},1,2\n{mark},4,4\n{mark},3,5\n" for mark in MISSING_MARKS},
}  # fmt: skip
# Python reads these; a page that cannot be as sure says so.
REFUSED = {
    "blank lines within": "x,y\n1,2\n\n2,4\n3,5\n",
    "an empty name": "x,,y\n1,2,3\n2,3,5\n4,4,4\n",
    "decimal commas": "x;y\n1,5;2\n2;4\n3;5\n",
    "a code for missing": "x,y\n1,2\n2,4\n-999,5\n4,7\n5,9\n",
    "the name intercept": "intercept,y\n1,2\n2,4\n4,5\n",
    "true and false": "b,x,y\ntrue,1,2\nfalse,2,4\ntrue,3,5\n",
    "a title": "My data\nx,y\n1,2\n2,4\n3,5\n",
    "names of rows": "x,y\na,1,2\nb,2,4\nc,3,5\n",
    "a comment": "# made\nx,y\n1,2\n2,4\n3,5\n",
    "for Excel": "sep=,\nx,y\n1,2\n2,4\n3,5\n",
    "thousands": 'x,y\n"1,500",2\n2,4\n3,5\n',
    "two separators": "x;a,y\n1;2,3\n2;3,5\n",
}

ANSWERS = ["a", "B)", "(c)", "d", "z", "0.025", "1/40", "2.5e-2", "−3", "25%", "1,5", "", "nan",
           "1e400", "7 epochs", "0x10", "1_000", "1/0"]  # fmt: skip
ITEMS_PER_KIND = 4
EXPERIMENTS = ["growth", "nan", "crawl", "intercept-200", "noise-floor"]
TEXTS = ["Short.", "Ünïcödé & (brackets)!", "One sentence. " * 200, "word" * 900,
         "x" * 1700 + "é" * 9]  # fmt: skip


EXPORTED: list[dict[str, object]] = [
    {"text": text, "at": "2026-03-02T08:00:00+00:00"}
    for text in ("", "Ümläut ŷ", 'a "checksum" of mine', "a\\b \r\n\t c", "half a letter \ud800")
]


def everything() -> dict[str, Any]:
    """Return all that the page is held to."""
    return {
        "data": [{"descriptor": each, "answer": _data(each)} for each in DATA],
        "numbers": [_number(each) for each in NUMBERS],
        "csv": {name: _read(text) for name, text in CSV.items()},
        "refused": REFUSED,
        "missing": list(MISSING_MARKS),
        "quiz": list(_graded()),
        "experiments": [_scored(name) for name in EXPERIMENTS],
        "links": [
            {"target": target.to_dict(), "text": text, "answer": link(name, text).to_dict()}
            for name, target in TARGETS.items()
            for text in TEXTS
        ],
        "sealed": [sealed({"answer": {"mse": facts}}).decode() for facts in EXPORTED],
    }


def _data(descriptor: dict[str, Any]) -> dict[str, Any]:
    answer = MADE[descriptor["kind"]](Fields(descriptor)).to_dict()
    kept = ("names", "target", "weight_names", "n", "columns", "y", "loss_floor", "lr_start",
            "truth", "source")  # fmt: skip
    return {name: answer[name] for name in kept}


def _number(value: float) -> dict[str, str]:
    return {"value": repr(value), "g": f"{value:g}", "4g": f"{value:.4g}"}


def _read(text: str) -> dict[str, Any]:
    store = Store()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.csv"
        file.write_bytes(text.encode())
        try:
            sent = store.upload(file, "mine.csv", None)
            chosen = {"kind": "upload", "id": sent["id"], "target": sent["target"]}
            answer = store.open(Fields(chosen)).to_dict()
        except DownslopeError as error:
            return {"text": text, "error": fault(str(error).replace(str(file), "mine.csv"))}
    kept = ("names", "target", "n", "columns", "y", "source", "left_out")
    columns = {"offered": sent["columns"]}
    return {"text": text, "table": {name: answer[name] for name in kept} | columns}


def _graded() -> Iterator[dict[str, Any]]:
    from downslope.lessons.quiz.items import items

    numeric = [each for each in items() if not each.is_choice][::9][:ITEMS_PER_KIND]
    choices = [each for each in items() if each.is_choice][::14][:ITEMS_PER_KIND]
    for each in (*numeric, *choices):
        keyed = page_content.keyed(item(each.id), 1)
        right = keyed["number"]["right"] if keyed["number"] else None
        near = [] if right is None else [f"{each:.6g}" for each in (right, right * 1.01, right * 3)]
        missed = [f"{miss['value']:.6g}" for miss in (keyed["number"] or {"misses": []})["misses"]]
        given = [*ANSWERS, *near, *missed, *(text["text"] for text in keyed["posed"]["options"])]
        yield {
            "keyed": keyed,
            "answers": [_reply(each.id, answer, 1 + k % 3) for k, answer in enumerate(given)],
        }


def _reply(id: str, answer: str, attempt: int) -> dict[str, Any]:
    found: dict[str, Any] = {"answer": answer, "attempt": attempt}
    try:
        graded = grade(id, 1, answer, attempt).to_dict()
    except DownslopeError as error:
        return found | {"error": str(error)}
    return found | {"graded": graded}


def _scored(name: str) -> dict[str, Any]:
    chosen = experiment(name)
    seen = chosen.run()
    ending = page_content.ending(chosen)
    answers: list[dict[str, Any]] = []
    observed = [f"{seen.answer:.6g}"] if chosen.kind == "number" else []
    given = [*ANSWERS, *observed, *(option.key for option in chosen.options)]
    for prediction in [None, *given]:
        found: dict[str, Any] = {"prediction": prediction}
        try:
            found["scored"] = chosen.score(prediction, seen).to_dict()
        except DownslopeError as error:
            found["error"] = str(error)
        answers.append(found)
    return {"ending": ending, "answers": answers}


if __name__ == "__main__":
    FILE.write_text(json.dumps(everything(), indent=1, ensure_ascii=False) + "\n")
