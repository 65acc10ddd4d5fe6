"""The source archive and the wheel, built once for all tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from once import once

ROOT = Path(__file__).parents[1]


def built(factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the source archive, and the wheel that is made from it."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    folder = once(factory, "dist", build)
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "source": source}
