"""What a user of the page sees and does, in the words of the page."""

from __future__ import annotations

import time
from typing import Any

PATIENCE = 60.0  # seconds: a machine may be busy with something else


def until(page: Any, condition: str, argument: Any = None) -> None:
    """Wait for a condition in JavaScript; the page's policy forbids the browser's own way."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(condition, argument):
        assert time.monotonic() < deadline, f"never came true: {condition} ({argument})"
        page.wait_for_timeout(50)


def without_playing(page: Any) -> None:
    """Show the end of a run at once, as for who prefers reduced motion: playing takes seconds."""
    page.emulate_media(reduced_motion="reduce")


def at_rest(part: Any) -> str:
    """Return the text of a part of the page once it has stopped changing."""
    seen, text = None, ""
    while seen != text:  # texts wait until the hand has rested for 0.9 seconds
        seen = part.inner_text()
        part.page.wait_for_timeout(2000)
        text = part.inner_text()
    return text


def reload(page: Any) -> None:
    """Load the page anew, and wait until it is drawn."""
    page.reload()
    page.locator(".downslope-lab[data-ready=true]").wait_for()


def rate_field(page: Any) -> Any:
    return page.get_by_role("textbox", name="Learning rate", exact=True)


def epoch_field(page: Any) -> Any:
    return page.get_by_role("textbox", name="Epoch", exact=True)


def rate(page: Any) -> float:
    return float(rate_field(page).input_value())


def epoch(page: Any) -> int:
    return int(epoch_field(page).input_value())


def type_into(field: Any, value: object) -> None:
    field.fill(str(value))
    field.press("Enter")


def set_rate(page: Any, lr: object) -> None:
    type_into(rate_field(page), lr)


def jump(page: Any, to: int) -> None:
    type_into(epoch_field(page), to)


def step(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()


def agreed(page: Any) -> None:
    """Wait until Python has made the same run; an exported page asks none."""
    page.locator("[data-agrees=true], [data-alone]").wait_for()
