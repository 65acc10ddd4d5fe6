"""A server of the lab; and, for the tests of the page, an installed one and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from downslope.lab.app import application
from lab.asking import ADDRESS
from lab.installed import FLAGS, Installed, chromium, lacking, unpacked
from lab.looking import PATIENCE

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def lab() -> Iterator[TestClient]:
    with TestClient(application(), base_url=ADDRESS) as client:
        yield client


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, unpacked once for all tests of the page."""
    folder = unpacked(tmp_path_factory)
    found = Installed(folder, tmp_path_factory.mktemp("away"))
    assert found.run("-c", "import downslope; print(downslope.__file__)").startswith(str(folder))
    if not (folder / "downslope" / "lab" / "static" / "index.html").exists():
        lacking("the wheel has no page: make web")
    return found


@pytest.fixture(scope="module")
def address(installed: Installed) -> Iterator[str]:
    with installed.lab() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # Closed after each module: its event loop would be in the way of other tests' own.
    from playwright.sync_api import expect, sync_playwright

    executable = chromium()
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield found
        found.close()


class Window:
    """A page that many tests load anew: opening one costs more than all that is drawn on it."""

    def __init__(self, browser: Any) -> None:
        self.page = browser.new_context(viewport=WIDE).new_page()
        self.page.context.set_default_timeout(1000 * PATIENCE)
        self.storage = self.page.context.new_cdp_session(self.page)
        self.is_free = True

    def clean(self) -> None:
        """Leave nothing behind of the page that was shown."""
        if self.page.is_closed():
            return
        origin = self.page.evaluate("origin")
        if origin == "null":  # of a page from a disk, whose storage has no address
            self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")
        self.page.emulate_media(reduced_motion="null")
        if origin != "null":
            everything = {"origin": origin, "storageTypes": "all"}
            self.storage.send("Storage.clearDataForOrigin", everything)
        self.page.mouse.move(0, 0)
        self.is_free = True


@pytest.fixture(scope="module")
def windows(browser: Any) -> list[Window]:
    return []


@pytest.fixture
def visit(browser: Any, windows: list[Window]) -> Iterator[Callable[..., Any]]:
    """Open a page and wait until it is drawn; afterwards nothing may have gone wrong on it.

    A page with options, other than its size, or that is asked to be `new`, gets its own context. An
    address without a link opens at the last epoch, as tests of a finished run need it, or `fresh`.
    """
    contexts: list[Any] = []
    used: list[tuple[Window, dict[str, Callable[[Any], None]]]] = []
    problems: list[str] = []

    def open_page(url: str, allowed: Sequence[str] = (), new: bool = False, fresh: bool = False,
                  **options: Any) -> Any:  # fmt: skip
        if "#" not in url and not fresh:
            url += "#epoch=200"
        window = None
        if not new and options.keys() <= {"viewport"}:
            window = next((each for each in windows if each.is_free), None)
            if window is None:
                window = Window(browser)
                windows.append(window)
            page = window.page
            page.set_viewport_size(options.get("viewport", WIDE))
        else:
            context = browser.new_context(**{"viewport": WIDE} | options)
            contexts.append(context)
            context.set_default_timeout(1000 * PATIENCE)
            page = context.new_page()
        own = url.split("#")[0].split("?")[0]
        heard = {
            "pageerror": lambda error: problems.append(str(error)),
            "console": lambda message: _listen(message, allowed, problems),
            "request": lambda request: _watch(request.url, own, problems),
        }
        for event, listener in heard.items():
            page.on(event, listener)
        if window is not None:
            window.is_free = False
            used.append((window, heard))
        page.goto(url)
        page.locator(".downslope-lab[data-ready=true]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    for window, heard in used:
        for event, listener in heard.items():
            window.page.remove_listener(event, listener)
        window.clean()
    assert problems == []


def _listen(message: Any, allowed: Sequence[str], problems: list[str]) -> None:
    if message.type in ("error", "warning") and not any(a in message.text for a in allowed):
        problems.append(f"{message.type}: {message.text}")


def _watch(url: str, own: str, problems: list[str]) -> None:
    if not url.startswith((own, "data:", "blob:")):
        problems.append(f"left loopback: {url}")


@pytest.fixture
def page(visit: Callable[..., Any], address: str) -> Any:
    """The lab as it opens, drawn at 1280 px."""
    return visit(address)


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    rows = "\n".join(f"{k},{(k * 7) % 11},{3 * k - 2 * ((k * 7) % 11) + 0.5}" for k in range(30))
    file.write_text(f"width,depth,price\n{rows}\n")
    return file
