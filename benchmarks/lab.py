"""Lab: first paint, work of a redraw, bytes sent, and time until the server is ready.

The work of a redraw is the processor time of the page's main thread from one movement of the slider
to the next: script, styles, layout, and paint. Another load on the machine adds little to it. A
movement counts only if the path of the run is drawn again.

The first paint is in time as a visitor has it, each in a browser that is started for it: measure it
on a machine that does nothing else.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.timing import Row

PRESSES = 60
STARTS = 9
VISITS = 11
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
REDRAWS = """async (presses) => {
    const slider = document.querySelector('input[type=range][aria-label^="Learning rate"]');
    const frame = () => new Promise(requestAnimationFrame);
    const drawn = new Set();
    for (let k = 0; k < presses; k++) {
        await frame();
        slider.value = String(Number(slider.value) + (k % 20 < 10 ? 0.01 : -0.01));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
        drawn.add(document.querySelector('figure .path').getAttribute('d'));
    }
    return drawn.size;
}"""
MODELS = {
    "ridge": "lesson-useless-columns",
    "lasso": "lesson-useless-columns",
    "huber": "lesson-outliers",
    "logistic": "lesson-yes-no",
    "softmax": "lesson-three-classes",
    "poisson": "lesson-counts&lr=0.002",  # at the usual rate the last bits are amplified
    "network": "lesson-bend",
}


def rows() -> list[Row]:
    ready = _ready()
    if shutil.which("chromium") is None:
        print("chromium is not installed: the page is not measured.")
        return [ready]
    return [*first_paint(), *_page(), ready]


def first_paint() -> list[Row]:
    """Measure the first contentful paint of the page that is served, and of the one on a disk."""
    from playwright.sync_api import sync_playwright

    from downslope.lab.exported_page import export

    with _lab() as (served, _), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lab.html"
        export(file)
        pages = {"served": served, "one file on a disk": file.as_uri()}
        with sync_playwright() as playwright:
            paints = {name: _paints(playwright, page) for name, page in pages.items()}
    return [
        Row(
            f"first contentful paint, cold, {name}, ms",
            statistics.median(all_paints),
            500,
            note=", ".join(f"{each:.0f}" for each in sorted(all_paints)),
        )
        for name, all_paints in paints.items()
    ]


def _paints(playwright: Any, address: str) -> list[float]:
    """Return the milliseconds to the first paint, each in a new browser with a new profile."""
    found = []
    for _ in range(VISITS):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.locator(".downslope-lab[data-ready=true]").wait_for()
        entry = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        found.append(float(page.evaluate(entry)))
        browser.close()
    return found


def _page() -> list[Row]:
    from playwright.sync_api import sync_playwright

    with _lab() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        few, many = f"{address}#n=100&data=lesson", f"{address}#n=2000&data=lesson"
        drawn, sent = _cold(browser, address)
        found = [
            Row("processor time of a redraw, 100 points, ms", _redraw(browser, few), 16),
            Row("processor time of a redraw, 2,000 points, ms", _redraw(browser, many), 33),
            *(
                Row(f"processor time of a redraw, {name}, ms", _redraw(browser, shown), 16)
                for name, shown in _models(address)
            ),
            Row("first draw, cold, s", drawn, 0.5),
            Row("the page over the wire, KB", sent, 150),
        ]
        browser.close()
    return found


def _models(address: str) -> Iterator[tuple[str, str]]:
    for name, points in MODELS.items():
        yield name, f"{address}#data=example&points={points}&n=100&model={name}"


def _redraw(browser: Any, address: str) -> float:
    """Return the mean over many movements, in milliseconds."""
    page = _opened(browser, address)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(REDRAWS, 10)
    before = _worked(session)
    drawn = page.evaluate(REDRAWS, PRESSES)
    after = _worked(session)
    assert drawn >= 10, "the slider did not move the run"
    page.context.close()
    return 1000 * (after - before) / PRESSES


def _worked(session: Any) -> float:
    """Return the seconds that the page's main thread has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _cold(browser: Any, address: str) -> tuple[float, float]:
    """Return seconds until the page is drawn in a new browser profile, and kilobytes sent."""
    seconds, sent = [], 0.0
    for _ in range(5):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        session, sizes = context.new_cdp_session(page), []
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda e, to=sizes: to.append(e["encodedDataLength"]))
        page.goto(address, wait_until="commit")
        page.locator(".downslope-lab[data-ready=true]").wait_for()
        seconds.append(page.evaluate("performance.now()") / 1000)
        page.wait_for_timeout(1500)
        sent = sum(sizes) / 1000
        context.close()
    return statistics.median(seconds), sent


def _opened(browser: Any, address: str) -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.locator(".downslope-lab[data-ready=true]").wait_for()
    page.locator("[data-agrees=true]").wait_for()
    return page


def _ready() -> Row:
    """Compare the time from start to first answer with that of importing NumPy."""
    servers, numpys = [], []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with _lab() as (_, ready):
            servers.append(ready - begun)
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import numpy"], check=True)
        numpys.append(time.perf_counter() - begun)
    server, numpy = statistics.median(servers), statistics.median(numpys)
    what = f"server ready ({server:.2f} s) / (2 × import numpy ({numpy:.2f} s) + 0.3 s)"
    return Row(what, server / (2 * numpy + 0.3), 1.0)


@contextmanager
def _lab() -> Iterator[tuple[str, float]]:
    """Start a server; yield its address and the time of its first answer."""
    command = [sys.executable, "-m", "downslope", "lab", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+/", process.stdout.readline())
        assert found
        address = found[0]
        with urllib.request.urlopen(f"{address}api/health") as reply:
            assert json.load(reply)["ok"]
        try:
            yield address, time.perf_counter()
        finally:
            process.terminate()


if __name__ == "__main__":
    for row in rows():
        print(f"{row.what:75} {row.value:8.3g}   target {row.target:g}")
