"""What a user does in the panels beside the lab, in the words of the page."""

from __future__ import annotations

import json
import re
from typing import Any

REFUSED = ["400 (Bad Request)"]  # the browser's own word on an answer that is an error
KEY = "downslope.progress"


def open_panel(page: Any, name: str) -> Any:
    """Open a panel by its button, or by its tab where another is open; the panel."""
    panel = page.locator("#beside-the-lab")
    if panel.count():
        panel.get_by_role("tab", name=name).click()
    else:
        ways = page.get_by_role("navigation", name="Beside the lab")
        ways.get_by_role("button", name=name).click()
    panel.get_by_role("tab", name=name, selected=True).wait_for()
    return panel


def part_of_lesson(page: Any, name: str) -> Any:
    """The panel "Learn" at one of its parts."""
    panel = page.locator("#beside-the-lab")
    if not panel.count():
        panel = open_panel(page, "Learn")
    panel.get_by_role("radio", name=name).check()
    return panel


def section(page: Any, title: str) -> Any:
    """A section of the lesson, opened from the contents."""
    panel = part_of_lesson(page, "Lesson")
    begins = re.compile(f"^{re.escape(title)}")
    panel.get_by_role("listitem").get_by_role("button", name=begins).click()
    panel.get_by_role("heading", name=title, level=2, exact=True).wait_for()
    return panel


def paste(page: Any, text: str) -> Any:
    """Paste a CSV into "Your data"."""
    panel = page.locator("#beside-the-lab")
    if not panel.count():
        panel = open_panel(page, "Your data")
    panel.get_by_label("or paste it here").fill(text)
    panel.get_by_role("button", name="Open this text").click()
    return panel


def kept(page: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """The records of the browser."""
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return {} if text is None else json.loads(text)["records"]


def asked_for(page: Any, what: str) -> list[str]:
    """The questions about that which the page has sent to the server, from now on."""
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.post_data or "") if r.url.endswith(what) else None)
    return sent
