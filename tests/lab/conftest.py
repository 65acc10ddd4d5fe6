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
    from playwright.sync_api import sync_playwright

    executable = chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page and wait until it is drawn; afterwards nothing may have gone wrong on it."""
    contexts: list[Any] = []
    problems: list[str] = []

    def open_page(url: str, allowed: Sequence[str] = (), **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        own = url.split("#")[0].split("?")[0]
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: _listen(message, allowed, problems))
        page.on("request", lambda request: _watch(request.url, own, problems))
        page.goto(url)
        page.locator(".downslope-lab[data-ready=true]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
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
