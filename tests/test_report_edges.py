"""What a report says of an epoch, for shares of the error at and around 1."""

from __future__ import annotations

import pytest

from downslope.diagnosis.diagnosis_report import effect
from downslope.diagnosis.run import Direction


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (1.5, "multiplies the error by 1.5"),
        (1.0, "leaves all but 1e-16 of the error"),
        (1 - 0.8e-7, "leaves all but 8e-08 of the error"),
        (1 - 1.5e-7, "leaves 99.999985% of the error"),
        (0.5, "leaves 50% of the error"),
        (0.0, "leaves 0% of the error"),
    ],
)
def test_the_effect_of_an_epoch_on_an_error(kept: float, said: str) -> None:
    assert effect(Direction("x", ("x",), 2.0, kept)) == said
    assert effect(Direction("x", ("x",), 0.5, kept)) == said
    assert effect(Direction("x", ("x",), 0.0, kept)) == "leaves all of the error (flat)"
