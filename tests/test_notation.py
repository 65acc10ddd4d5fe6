"""The glossary, and rates that mean the same run."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, random_problem
from downslope.lessons.glossary import GLOSSARY
from downslope.models.least_squares import LOSS_CONVENTIONS, equivalent_rate


@pytest.mark.parametrize("given", LOSSES)
@pytest.mark.parametrize("wanted", LOSSES)
def test_equivalent_rates_make_the_same_run(given: str, wanted: str) -> None:
    one, other = random_problem(3, given), random_problem(3, wanted)
    lr = 0.3 / ds.Spectrum.of(one).steepest
    same = equivalent_rate(lr, one.n, given, wanted)
    np.testing.assert_allclose(
        ds.trajectory(one, lr, 50).weights, ds.trajectory(other, same, 50).weights, rtol=1e-9
    )


def test_every_report_states_its_convention_and_the_others() -> None:
    for loss in LOSSES:
        problem = random_problem(3, loss)
        lr = 0.3 / ds.Spectrum.of(problem).steepest
        text = " ".join(str(ds.diagnose(problem, lr)).split())
        assert f"({loss})" in text
        for other in set(LOSSES) - {loss}:
            assert f"lr={equivalent_rate(lr, problem.n, loss, other):.4g} with {other}" in text


def test_the_glossary_is_unambiguous_and_whole() -> None:
    words = [word.casefold() for t in GLOSSARY for word in {t.name, t.symbol, *t.others}]
    assert len(words) == len(set(words))
    assert set(LOSS_CONVENTIONS) <= {t.name for t in GLOSSARY}
