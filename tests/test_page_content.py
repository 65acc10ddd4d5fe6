"""Parts of an exported page: they are made in processes that a Ctrl-C stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LONG = 120  # seconds of a part
SLOW = f"""
import os, signal, time
from downslope.lab import page_content

def part(name, variants):
    if name == page_content.part_names()[0]:
        os.kill(os.getppid(), signal.SIGINT)
    time.sleep({LONG})

if __name__ == "__main__":
    page_content.part, page_content.thread_count = part, lambda: 2
    page_content.parts()
"""


def test_an_interruption_stops_all_processes(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    # The pipes are closed when the last of the processes has ended.
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=LONG / 2
    )
    assert ended.returncode != 0
    assert ended.stderr.rstrip().endswith("KeyboardInterrupt")
    assert "Broken" not in ended.stderr
