"""The lesson's demo prints what the lesson promises, character for character."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from downslope.cli import run

ROOT = Path(__file__).parents[1]
EIGHT_LINES = """\
epoch   0 MSE=526.0077 w=[2.397 0.994]
epoch  40 MSE=1.0719 w=[3.092 1.245]
epoch  80 MSE=1.0313 w=[3.074 1.371]
epoch 120 MSE=1.0032 w=[3.06  1.476]
epoch 160 MSE=0.9838 w=[3.047 1.562]

Learned: slope=3.037, intercept=1.633
Truth: slope=3.000, intercept=2.000
"""


def demo_output() -> str:
    command = [sys.executable, "-W", "error", "main.py"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_main_prints_the_lessons_eight_lines() -> None:
    assert demo_output().startswith(EIGHT_LINES + "\nWhat you just saw:\n")


def test_main_then_tells_what_the_loss_hides() -> None:
    told = " ".join(demo_output().removeprefix(EIGHT_LINES).split())
    assert "the intercept is still 0.359 below its best value, 1.993" in told
    assert "99.54%" in told


def test_the_demo_command_prints_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo"]) == 0
    assert capsys.readouterr().out == demo_output()


def test_more_noise_keeps_the_slope(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--noise", "10"]) == 0
    printed = capsys.readouterr().out
    slope = float(printed.split("Learned: slope=")[1].split(",")[0])
    final = float(printed.split("epoch 160 MSE=")[1].split()[0])
    assert abs(slope - 3) < 1
    assert 50 < final < 150  # about the variance of the noise, 100
