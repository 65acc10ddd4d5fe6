"""Analysis of variance: of nested fits, and of the terms of one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from fitted_tables import FIT, LARGE, MTCARS, SMALL


def test_variance_is_analyzed_as_others_do() -> None:
    """R: anova(lm(mpg ~ wt), lm(mpg ~ wt + hp), …); statsmodels: anova_lm(…, typ=1) and typ=2."""
    nested = ds.anova(SMALL, FIT, LARGE)
    assert [row.df for row in nested.rows] == [1, 2]
    squares = [row.sum_of_squares for row in nested.rows]
    np.testing.assert_allclose(squares, [83.27418287715, 34.2701207569], rtol=1e-9)
    np.testing.assert_allclose([row.f for row in nested.rows], [13.98455, 2.877556], rtol=1e-6)
    assert nested.rows[1].p == pytest.approx(0.073645, rel=1e-5)
    assert nested.residual_sum_of_squares == pytest.approx(160.777634, rel=1e-8)
    second = ds.anova(LARGE)
    assert [row.name for row in second.rows] == ["wt", "hp", "cyl"]
    squares = [row.sum_of_squares for row in second.rows]
    np.testing.assert_allclose(squares, [116.390091, 22.281014, 34.270121], rtol=1e-7)
    first = ds.anova(LARGE, type="I").rows
    squares = [row.sum_of_squares for row in first]
    np.testing.assert_allclose(squares[1:], [83.27418287715, 34.2701207569], rtol=1e-9)
    total = LARGE.solution.tss - LARGE.solution.rss
    assert sum(squares) == pytest.approx(total, rel=1e-11)
    loose = ds.fit(MTCARS, "mpg", ["hp", "wt"], intercept=False)
    squares = [row.sum_of_squares for row in ds.anova(loose, type="I").rows]
    assert sum(squares) == pytest.approx(loose.solution.tss - loose.solution.rss, rel=1e-11)


def test_variance_is_analyzed_from_summaries_and_saved_fits(tmp_path: Path) -> None:
    FIT.save(tmp_path / "m.json")
    one = ds.fit(ds.summarize(MTCARS, "mpg", ["wt"]))
    found = ds.anova(one, ds.load_fit(tmp_path / "m.json")).rows[0]
    assert found.f == pytest.approx(ds.anova(SMALL, FIT).rows[0].f, rel=1e-10)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: ds.anova(), "There is no fit"),
        (lambda: ds.anova(3), "give a Fit"),  # type: ignore[arg-type]
        (lambda: ds.anova(FIT, SMALL), "'hp' is in one but not in the next"),
        (lambda: ds.anova(FIT, FIT), "have the same columns"),
        (lambda: ds.anova(FIT, type="IV"), "give 'I' or 'II'"),
        (lambda: ds.anova(SMALL, FIT, type="I"), "for the terms of one fit"),
        (lambda: ds.anova(ds.fit(MTCARS, "mpg", ["wt"], robust="HC3")), "has HC3 errors"),
        (lambda: ds.anova(ds.fit(MTCARS[1:], "mpg", ["wt"]), FIT), "different numbers of rows"),
        (
            lambda: ds.anova(ds.fit(MTCARS.assign(wt=1 / MTCARS.wt), "mpg", ["wt"]), FIT),
            "other values in some column",
        ),
        (lambda: ds.anova(ds.fit(MTCARS, "hp", ["wt"]), LARGE), "different targets"),
    ],
)
def test_fits_that_cannot_be_compared_are_refused(asked, words: str) -> None:
    with pytest.raises(ds.InputError, match=words):
        asked()
