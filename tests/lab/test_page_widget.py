"""The notebook's widget in a browser: it draws, asks Python, and leaves its surroundings alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from downslope.datasets import LessonLine
from downslope.notebook import Lab
from lab.installed import Installed
from lab.looking import PATIENCE, agreed, epoch, rate, set_rate

# A notebook, as far as a widget can tell: headings and inputs of its own, and keys that it uses.
NOTEBOOK = """<!doctype html><html lang="en"><title>notebook</title><link rel="icon" href="data:,">
<body><h1>Mine</h1><h2>Also</h2><p>text</p><button>button</button><input><select></select>
<main>main</main><div id="cell"></div>
<script type="module">
  const measured = () => [...document.querySelectorAll('body, h1, h2, p, button, input, main')]
    .filter((e) => !e.closest('#cell'))
    .map((e) => { const s = getComputedStyle(e);
      return [e.tagName, s.font, s.color, s.margin, s.padding, s.background, s.display].join(); });
  window.before = measured();
  window.measured = measured;
  window.keys = [];
  document.addEventListener('keydown', (event) => window.keys.push(event.key));
  const style = document.head.appendChild(document.createElement('link'));
  style.rel = 'stylesheet'; style.href = 'widget.css';
  await new Promise((done) => (style.onload = done));
  const { default: widget } = await import('./widget.js');
  const heard = new Set();
  const model = {
    on: (_, handler) => heard.add(handler), off: (_, handler) => heard.delete(handler),
    send: async (message) => {
      const answer = await window.askPython(message);
      heard.forEach((handler) => handler(answer));
    },
  };
  window.remove = widget.render({ model, el: document.getElementById('cell') });
</script></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def notebook(installed: Installed, tmp_path: Path) -> Iterator[str]:
    built = installed.folder / "downslope" / "lab" / "widget"
    for name in ("widget.js", "widget.css"):
        (tmp_path / name).write_bytes((built / name).read_bytes())
    (tmp_path / "index.html").write_text(NOTEBOOK)
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def widget_page(browser: Any, notebook: str, line: LessonLine) -> Iterator[Any]:
    widget = Lab(line.x, line.y)
    sent: list[dict] = []
    widget.send = lambda content, buffers=None: sent.append(content)

    def ask(message: dict) -> dict:
        widget._handle_custom_msg(message, [])
        return sent[-1]

    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.expose_function("askPython", ask)
    page.goto(notebook)
    page.locator(".downslope-lab[data-ready=true]").wait_for()
    yield page
    context.close()
    assert problems == []


def test_the_widget_draws_the_arrays_and_python_agrees(widget_page: Any) -> None:
    agreed(widget_page)
    set_rate(widget_page, 0.02)
    assert rate(widget_page) == 0.02
    agreed(widget_page)


def test_its_styles_stay_inside(widget_page: Any) -> None:
    assert widget_page.evaluate("measured()") == widget_page.evaluate("before")
    loose = widget_page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
            .flatMap((rule) => rule.selectorText ? [rule] : [...(rule.cssRules ?? [])])
            .map((rule) => rule.selectorText ?? '')
            .filter((text) => text && !/^(from|to|\\d)/.test(text))
            .filter((text) => !/downslope-lab|svelte-/.test(text))"""
    )
    assert loose == []


def test_keys_outside_it_are_the_notebooks(widget_page: Any) -> None:
    before = epoch(widget_page)
    widget_page.locator("#cell").evaluate("e => document.activeElement.blur()")
    widget_page.keyboard.press("ArrowLeft")
    assert epoch(widget_page) == before
    widget_page.get_by_role("button", name="One epoch back (←)").focus()
    widget_page.keyboard.press("ArrowLeft")
    assert epoch(widget_page) == before - 1


def test_it_leaves_the_address_alone_and_goes_when_told(widget_page: Any) -> None:
    set_rate(widget_page, 0.03)
    widget_page.wait_for_timeout(600)
    assert widget_page.evaluate("location.hash") == ""
    widget_page.evaluate("window.remove()")
    assert widget_page.locator(".downslope-lab").count() == 0
