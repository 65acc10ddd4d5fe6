"""Lines of the package that each test runs: which tests could notice a fault in a line."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

CALLS = 2000  # of a function in one test, the first, are traced: a draw may be of a rare kind
ENOUGH = 200  # lines one after the other that show nothing new of a call

Lines = dict[str, list[int]]  # module → lines that ran


class Tracer:
    """Plugin of pytest that notes, for each test that passes, its seconds and its lines."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.found: dict[str, tuple[float, Lines]] = {}
        self._modules: dict[CodeType, str | None] = {}
        self._all_lines: dict[CodeType, int] = {}
        self._ran: dict[CodeType, set[int]] = {}
        self._calls: Counter[CodeType] = Counter()
        self._passed = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Trace one test, its fixtures included."""
        self._ran, self._calls = {}, Counter()
        self._passed, started = True, time.process_time()  # the machine may be busy
        threading.settrace(self._call)
        sys.settrace(self._call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            if self._passed:
                self.found[item.nodeid] = time.process_time() - started, self._lines()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails, or that was skipped."""
        self._passed = self._passed and report.passed

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        code = frame.f_code
        if code not in self._modules:
            self._modules[code] = self._module(code)
            self._all_lines[code] = len({line for *_, line in code.co_lines() if line})
        if self._modules[code] is None:
            return None
        ran, self._calls[code] = self._ran.setdefault(code, set()), self._calls[code] + 1
        if len(ran) >= self._all_lines[code] or self._calls[code] > CALLS:
            return None  # nothing new to learn of this function
        known = 0

        def line(frame: FrameType, event: str, arg: Any) -> Any:
            nonlocal known
            known = known + 1 if frame.f_lineno in ran else 0
            ran.add(frame.f_lineno)
            frame.f_trace_lines = known < ENOUGH
            return line

        return line

    def _module(self, code: CodeType) -> str | None:
        path = Path(code.co_filename)
        if code.co_name == "<module>" or not path.is_relative_to(self.package):
            return None
        return path.relative_to(self.package).as_posix()

    def _lines(self) -> Lines:
        lines: dict[str, set[int]] = {}
        for code, ran in self._ran.items():
            lines.setdefault(self._modules[code] or "", set()).update(ran)
        return {module: sorted(numbers) for module, numbers in sorted(lines.items())}
