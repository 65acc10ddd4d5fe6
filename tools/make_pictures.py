"""Draw the pages' pictures, most of them with the product itself: python tools/make_pictures.py"""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

from inside_picture import inside
from matplotlib.figure import Figure
from rich.console import Console
from rich.text import Text

import downslope as ds
from downslope.cli.diagnose import diagnosis_report
from downslope.data.open import read
from downslope.lessons.sections import Section, sections

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


def lesson_png(section: Section) -> bytes:
    """The picture of a section; pages with several plots have more dots."""
    drawn = section.picture.draw()
    several = isinstance(drawn, Figure) and len(drawn.axes) > 1
    return ds.plots.png(drawn, 160 if several else 80)


def lesson() -> None:
    """The pictures of the lesson, as the code beside each text draws them."""
    for section in sections():
        (ROOT / "docs" / section.picture.file).write_bytes(lesson_png(section))


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
    lesson()
    lab()
