"""Lab: time to redraw after the slider moves, bytes sent, and time until the server is ready.

A redraw begins with the slider's event at the start of a frame and ends with the first task after
that frame has been painted. This covers all the work of the page for one movement, without the wait
for the screen. The event is created in the page, so that the connection to the browser is not
measured.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.timing import Row

PRESSES = 60
STARTS = 9
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
REDRAWS = """async (presses) => {
    const slider = document.querySelector('input[type=range][aria-label^="Learning rate"]');
    const frame = () => new Promise(requestAnimationFrame);
    const times = [], shown = new Set();
    for (let k = 0; k < presses; k++) {
        await frame();
        await new Promise((done) => requestAnimationFrame(() => {
            const begun = performance.now();
            slider.value = String(Number(slider.value) + (k % 20 < 10 ? 0.01 : -0.01));
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            const after = new MessageChannel();
            after.port1.onmessage = () => { times.push(performance.now() - begun); done(); };
            after.port2.postMessage(null);
        }));
        shown.add(document.querySelector('.rate input').value);
    }
    return [times, shown.size];
}"""


def rows() -> list[Row]:
    ready = _ready()
    if shutil.which("chromium") is None:
        print("chromium is not installed: the page is not measured.")
        return [ready]
    return [*_page(), ready]


def _page() -> list[Row]:
    from playwright.sync_api import sync_playwright

    with _lab() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        few, many = f"{address}#n=100&data=lesson", f"{address}#n=2000&data=lesson"
        drawn, sent = _cold(browser, address)
        found = [
            Row("slider to redraw, 100 points, ms", _redraw(browser, few), 16),
            Row("slider to redraw, 2,000 points, ms", _redraw(browser, many), 33),
            Row("slider to redraw, 100 points, CPU slowed 4×, ms", _redraw(browser, few, 4), 50),
            Row("first draw, cold, s", drawn, 0.5),
            Row("the page over the wire, KB", sent, 150),
        ]
        browser.close()
    return found


def _redraw(browser: Any, address: str, slowed: int = 1) -> float:
    """Return the median, in milliseconds."""
    page = _opened(browser, address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.evaluate(REDRAWS, 10)
    times, shown = page.evaluate(REDRAWS, PRESSES)
    assert shown >= 10, "the slider did not move the run"
    page.context.close()
    return statistics.median(times)


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
