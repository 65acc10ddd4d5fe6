"""Rows, summaries, and saved fits print the same of a fit, to the last digit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from fitted_tables import MTCARS

LONGLEY = pd.DataFrame(
    {"gnp_deflator": [83.0, 110.0], "gnp": [234289.0, 5e5], "unemployed": [2356.0, 3e3],
     "armed_forces": [1590.0, 2600.0], "population": [107608.0, 126000.0], "year": [1947.0, 1961.0]}
)  # fmt: skip
SAME = {
    "longley": ({}, "longley"),
    "levels": ({"categorical": ["cyl"]}, MTCARS),
    "weights": ({"weights": "hp", "weights_kind": "frequency"}, MTCARS),
    "precision": ({"weights": "hp"}, MTCARS),
    "through zero": ({"intercept": False, "level": 0.9}, MTCARS),
}


def as_printed(fit: ds.Fit, data: object) -> list[str]:
    """Everything that is printed of a fit, but how it was found and the digits of its bounds."""
    test = fit.test(", ".join(f"{name} = 0" for name in fit.names[:2]))
    said = [str(each) for each in fit.findings if each.code != "extrapolation"]
    tables = [fit.as_table.written(form) for form in ("text", "markdown", "latex", "html")]
    terms = [repr(ds.anova(fit, type=kind)) for kind in ("I", "II")]
    criteria = fit.aic, fit.bic, fit.log_likelihood, fit.r2
    known = *fit.weights, *fit.std_error, *fit.covariance.ravel(), *criteria
    numbers = [f"{each:.9e}" for each in known]
    predicted = [
        f"{each:.9e}"
        for interval in ("mean", "observation")
        for each in np.ravel(fit.predict(data, interval))
    ]
    cells = [" ".join(line[:-1]) for line in fit.cells]
    tested = repr(test).split("F(")[0], f"{test.statistic:.9e}", f"{test.p:.9e}"
    return [*cells, fit.quality, *said, *tables, *terms, *tested, *numbers, *predicted]


@pytest.mark.parametrize("name", SAME)
def test_rows_and_summaries_print_the_same(name: str, tmp_path: Path) -> None:
    options, data = SAME[name]
    target = "employed" if isinstance(data, str) else "mpg"
    of_sums = {k: v for k, v in options.items() if k in ("weights", "categorical")}
    of_fits = {k: v for k, v in options.items() if k not in of_sums}
    rows = ds.fit(data, target, **options)
    rows.save(tmp_path / "m.json")
    new = MTCARS[:5] if isinstance(data, pd.DataFrame) else LONGLEY
    expected = as_printed(rows, new)
    for other in (
        ds.fit(data, target, workers=2, **options),
        ds.fit(ds.summarize(data, target, **of_sums), **of_fits),
        ds.load_fit(tmp_path / "m.json"),
    ):
        assert as_printed(other, new) == expected
