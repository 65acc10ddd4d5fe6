"""Draw the pages' pictures, most of them with the product itself: python tools/make_pictures.py"""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

from inside_picture import inside
from rich.console import Console
from rich.text import Text

import downslope as ds
from downslope.cli.diagnose import diagnosis_report
from downslope.data.open import read
from downslope.lessons.model_facts import model_points

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"


def diagnose() -> str:
    """A diverging run on the example's rents, as SVG."""
    console = Console(record=True, width=80, file=io.StringIO())
    shown = "downslope diagnose examples/rents.csv --target rent --lr 0.01"
    console.print(Text("$ ", style="bold green") + Text(shown))
    table = read(str(ROOT / "examples" / "rents.csv"), "rent")
    report = ds.diagnose(table.problem(), lr=0.01)
    console.print(diagnosis_report(report))
    drawing = console.export_svg(title="downslope", unique_id="diagnose")
    # The reader's own monospace font serves; a picture should fetch nothing.
    return re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL)


def page() -> None:
    """The four pictures of the lesson's run."""
    line = ds.datasets.lesson_line()
    problem = ds.LeastSquares(line.x, line.y)
    report = ds.diagnose(problem, 0.01, 200, line.start)
    figure = ds.plots.diagnosis_page(problem, report, line.start)
    ds.plots.save(figure, str(PICTURES / "diagnose-plot.png"))


MODELS: dict[str, tuple[str, dict[str, float], dict[str, float], int]] = {
    # a section of part two: points, settings, rates by their labels, epochs
    "ridge": ("lesson-line", {"alpha": 0.5}, {"lr=0.01": 0.01}, 200),
    "lasso": ("lesson-useless-columns", {"alpha": 0.5}, {"lr=0.2": 0.2}, 40),
    "huber": ("lesson-outliers", {"delta": 1.0}, {"lr=0.05": 0.05}, 400),
    "network": ("lesson-bend", {"hidden": 4}, {"lr=0.02": 0.02}, 500),
    "least-squares": ("lesson-line", {}, {"Adam, lr=0.5": 0.5}, 200),
    "softmax": ("lesson-three-classes", {}, {"lr=0.2": 0.2}, 200),
    "poisson": ("lesson-counts", {}, {"lr=0.004": 0.004, "lr=0.007": 0.007}, 60),
    "logistic": ("lesson-yes-no", {}, {"lr=0.3": 0.3, "lr=2": 2.0}, 25),
}


def models() -> None:
    """The loss of each model of part two, with paths of the loop across it."""
    for name, (points, settings, rates, epochs) in MODELS.items():
        model = model_points(name, points, 100, 0, settings)[0]
        rule, drawn = ("adam", "adam") if name == "least-squares" else ("gd", name)
        axes = ds.plots.model_contour(model, rates, epochs, rule=rule)
        (PICTURES / f"lesson-{drawn}.png").write_bytes(ds.plots.png(axes, 80))


def lab() -> None:
    """The lab, with the lesson's run at its last epoch."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-m", "downslope", "lab", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            (address,) = re.findall(r"http://\S+?/", server.stdout.readline())
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport={"width": 1360, "height": 900})
                page.goto(f"{address}#epoch=200")
                page.get_by_text("Python agrees").wait_for()
                page.screenshot(path=PICTURES / "lab.png")
                browser.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "diagnose.svg").write_text(diagnose())
    (PICTURES / "inside.svg").write_text(inside())
    page()
    models()
    lab()
