"""Formulas: the columns that they make, what they learn, predictions, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from formulaic import model_matrix

import downslope as ds
from downslope.data.expressions import expression
from downslope.data.formula import is_formula, open_formula
from downslope.data.transforms import counted_digits, in_order, order_statistics, value_at
from downslope.fitting import saved_fit
from refusals import output, refusal

RNG = np.random.default_rng(0)
N = 400
RENTS = pd.DataFrame(
    {
        "size": RNG.uniform(20, 120, N),
        "age": RNG.integers(0, 60, N),
        "income": RNG.lognormal(8, 1, N),
        "kind": RNG.choice(["flat", "house", "loft"], N),
        "city": RNG.choice(["Oslo", "Paris"], N),
        "my col": RNG.normal(0, 1, N),
        "new": RNG.random(N) > 0.5,
    }
)
RENTS["rent"] = 200 + 9 * RENTS["size"] - RENTS["age"] + RNG.normal(0, 5, N)
FULL = "log(rent) ~ size * C(kind) + bs(age, 4) + log(income)"


@pytest.mark.parametrize(
    "formula",
    [
        FULL,
        "rent ~ kind:city + size",
        "rent ~ 0 + kind*city",
        "rent ~ 0 + kind:size",
        "rent ~ poly(age, 3) + scale(income) + center(size) + standardize(age)",
        "rent ~ bs(age, 6):city + C(kind, Treatment('loft'))",
        "rent ~ bs(age, df=5, degree=2) + bs(size, knots=[40, 90])",
        "rent ~ C(kind, Sum)*city",
        "rent ~ (size + age + kind)**2 - size:age",
        "rent ~ I(size**2) + age/kind + sqrt(income)",
        "rent ~ poly(`my col`, 2) + center(log(income)):size + age %in% city",
        "rent ~ 2.5:size + poly(age, 3, raw=True) + log1p(abs(`my col`))",
    ],
)
def test_a_formula_makes_the_columns_of_formulaic(formula: str) -> None:
    whole = model_matrix(formula.replace("log1p(abs(`my col`))", "np.log1p(np.abs(`my col`))")
                         .replace("sqrt(", "np.sqrt("), RENTS)  # fmt: skip
    X, y = whole.rhs.to_numpy(), whole.lhs.to_numpy()[:, 0]
    expected = X @ np.linalg.lstsq(X, y, rcond=None)[0]
    held, passed = ds.fit(formula, RENTS), ds.fit(formula, RENTS, workers=2)
    for fit in (held, passed):
        assert len(fit.names) == X.shape[1]
        assert np.abs(fit.predict(RENTS) - expected).max() < 1e-12 * np.abs(expected).max()
    # What is learned is kept: three rows are predicted as among all rows.
    assert np.allclose(held.predict(RENTS.tail(3)), held.predict(RENTS)[-3:], rtol=1e-13)


def test_names_are_readable_and_the_order_of_categories_stays() -> None:
    formula = "rent ~ size:kind + bs(age, 4) + C(city, Treatment('Paris')) + I(size**2)"
    fit = ds.fit(formula, RENTS)
    assert fit.names == (
        "bs(age, 4)[1]", "bs(age, 4)[2]", "bs(age, 4)[3]", "bs(age, 4)[4]", "city=Oslo",
        "I(size ** 2)", "size:kind=flat", "size:kind=house", "size:kind=loft", "intercept",
    )  # fmt: skip
    assert fit.terms[0].name == "bs(age, 4)"
    ordered = RENTS.assign(kind=pd.Categorical(RENTS["kind"], ["loft", "house", "flat"]))
    assert ds.fit("rent ~ kind", ordered).names == ("kind=house", "kind=flat", "intercept")
    found = ds.fit("rent ~ kind", RENTS).findings
    assert "kind=flat" in next(str(each) for each in found if each.code == "reference_level")


def test_files_frames_and_passes_agree_and_incomplete_rows_are_named(tmp_path: Path) -> None:
    holed = RENTS.copy()
    holed.loc[5, "size"] = np.nan
    holed.loc[7, "kind"] = None
    holed.to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(ds.DataError, match=r"'size' of .* has a missing value in row 6"):
        ds.fit(FULL, tmp_path / "a.csv")
    left = ds.fit(FULL, holed.drop(index=[5, 7]))
    for options in ({}, {"workers": 2}):
        fit = ds.fit(FULL, str(tmp_path / "a.csv"), drop_missing=True, **options)
        assert np.abs(fit.weights / left.weights - 1).max() < 1e-10
        assert fit.table.rows_dropped == 2
    assert ds.fit(FULL, RENTS, workers=1).weights.tobytes() == (
        ds.fit(FULL, RENTS, workers=2).weights.tobytes()
    )


def test_a_weight_of_zero_teaches_a_transform_nothing() -> None:
    outlier = RENTS.assign(w=1.0)
    outlier.loc[0, ["w", "age"]] = [0.0, 500]
    fit = ds.fit("rent ~ bs(age, 4) + center(size)", outlier, weights="w")
    rest = ds.fit("rent ~ bs(age, 4) + center(size)", RENTS.drop(index=0))
    assert np.abs(fit.weights / rest.weights - 1).max() < 1e-9


def test_large_columns_have_exact_quantiles_by_their_bits() -> None:
    x = np.concatenate([RNG.normal(0, 1e3, 999), [-0.0, 0.0, 5e-324, -1e300, 7.0, 7.0]])
    assert [value_at(int(key)) for key in in_order(x)] == x.tolist()
    keys, ranks = in_order(x), [0, 1, 17, 500, 1003, 1004]
    found = order_statistics(ranks, lambda prefixes, bits: counted_digits(keys, prefixes, bits))
    assert [found[rank] for rank in ranks] == np.sort(x)[ranks].tolist()


def test_knots_are_the_same_whether_values_are_sorted_or_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fit = ds.fit("rent ~ bs(age, 7) + bs(income, 5)", RENTS)
    monkeypatch.setattr("downslope.data.transforms.MOST_SORTED", 10)
    counted = ds.fit("rent ~ bs(age, 7) + bs(income, 5)", RENTS)
    assert fit.asked.design is not None
    assert counted.asked.design is not None
    one, other = dict(fit.asked.design.states), dict(counted.asked.design.states)
    for call, knots in one.items():
        assert np.allclose(knots, other[call], rtol=1e-14, atol=0)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("rent ~ sise", "no column 'sise': did you mean 'size'?"),
        ("rent ~ C(one)", "only the level 'x': leave it out of the formula."),
        ("rent ~ log(`my col`)", "of the data, where my col is -"),
        ("rent ~ exp(income)", "is not a finite number in row 1"),
        ("rent ~ logg(size)", "did you mean log(…)?"),
        ("rent ~ np.log(size)", "did you mean log(…)?"),
        ("rent ~ eval('1')", "the function 'eval', which it cannot use"),
        ("rent ~ __import__('os').system('x')", "cannot be read"),
        ("rent ~ I(size.__class__)", "a name with a dot cannot be used"),
        ("rent ~ I(size[0])", "a [subscript] cannot be used"),
        ("rent ~ I(size if 1 else 2)", "such an expression cannot be used"),
        ("rent ~ I((lambda: 1)())", "a call that names no function"),
        ("rent ~ I([s for s in size])", "such an expression cannot be used"),
        ("rent ~ I(f'{size}')", "such an expression cannot be used"),
        ("rent ~ I(True*size)", "constant cannot be used"),
        ("rent ~ log(size, where=age)", "takes one argument"),
        ("rent ~ log(*size)", "takes a column first"),
        ("rent ~ poly(size, age)", "degree is a whole number"),
        ("rent ~ bs(size, 2)", "df must be at least the degree"),
        ("rent ~ bs(size, 4, extrapolation='clip')", "no option 'extrapolation'"),
        ("rent ~ bs(size, knots=[500])", "needs knots inside the range"),
        ("rent ~ C(kind, Treatment('villa'))", "'villa' is not a level of 'kind'"),
        ("rent ~ C(kind, open('x'))", "write a category as"),
        ("rent ~ log(kind)", "'kind' is text: use it as a category"),
        ("rent ~ age + C(age)", "as a number and as a category"),
        ("rent ~ poly(same, 2)", "more than 2 different values"),
        ("rent ~ scale(same)", "spread of 0"),
        ("rent ~ (size + age + income + kind)**64", "more than 1,000 terms"),
        ("rent ~ size ** 10**10", "more than 1,000 terms"),
        ("rent ~ I(10**10**10*size)", "is not a finite number"),
        ("rent ~ I(" + "-" * 1500 + "size)", "cannot be read"),
        ("rent ~ 1", "no column on its right"),
        ("rent ~", "needs a target and terms"),
        ("rent ~ size | age", "cannot be read: '|' stands for groups in other packages"),
        ("rent ~ (1 | kind) + size", "'|' stands for groups"),
        ("rent ~ factor(kind)", "did you mean C(column)"),
        ("rent ~ as.factor(kind)", "it has the function 'as.factor'. Did you mean C(column)"),
        ("rent ~ i(kind)", "did you mean C(column)"),
        ("rent ~ ns(size, 4)", "did you mean bs(x, 4), a spline?"),
        ("rent ~ splines.cr(size)", "did you mean bs(x, 4), a spline?"),
        ("rent ~ ln(size)", "did you mean log(x)?"),
        ("rent ~ pow(size, 2)", "did you mean I(x**2)?"),
        ("rent ~ lag(size)", "which it cannot use: it can use log,"),
        ("rent ~ I(size^2)", "write a power as in I(x**2)"),
        ("rent ~ size - 2", "takes 2 away: 2 is a number, not a column. Write arithmetic in I(…)"),
        ("rent ~ size + (age - 2.5)", "takes 2.5 away: 2.5 is a number"),
        ("rent ~ -2 + size", "takes 2 away"),
        ("rent ~ size - 1.0", "takes 1.0 away"),
        ("rent ~ (size - 1)", "takes 1 away: write - 1 outside parentheses"),
        ("rent ~ -size + age", "takes size away: it is not among the terms before"),
        ("rent ~ size*age - kind", "takes kind away"),
        ("rent ~ size - log(age)", "takes log(age) away"),
        ("rent ~ size + size**2", "a power of one term, which is the term itself"),
        ("rent ~ size^2", "such as I(x**2)"),
        ("rent ~ (size + age)**1.5", "a power of terms is a whole number"),
        ("rent ~ size > 3", "'>' is not an operator of formulas"),
        ("rent ~ size, age", "',' is not an operator of formulas"),
        ("rent ~ size +", "an operator lacks a term beside it"),
        ("rent ~ poly(size, 2) + 1 +", "an operator lacks a term beside it"),
        ("rent ~ size + 5", "5 is a number, not a column. Write arithmetic in I(…)"),
        ("rent ~ 2*size", "2 is a number, not a column"),
        ("rent ~ 1*size", "1 is a number, not a column"),
        ("rent ~ size/1000", "1000 is a number, not a column"),
        ("rent ~ (size + age)**2 + 0.5", "0.5 is a number, not a column"),
        ("2*rent ~ size", "2 is a number, not a column"),
        ("rent ~ size + 1.0", "only 0, 1, and -1 stand alone, for the intercept"),
        ("rent ~ (size", "a parenthesis has no partner"),
        ("rent ~ 'size'", "text stands in quotes"),
        ("rent ~ size ~ age", "has '~' more than once"),
        ("rent + size ~ age", "not one target"),
        ("rent ~ rent", "both the target and on the right side"),
        ("C(kind) ~ size", "target of a formula is a number"),
        ("kind ~ size", "it must be numeric"),
        ("rent ~ kind:city + one2", "No row of the data has kind=loft and city=Oslo"),
        ("rent ~ size; import os", "cannot be read"),
    ],
)
def test_what_a_formula_cannot_use_is_refused_in_one_line(formula: str, said: str) -> None:
    data = RENTS.assign(one="x", same=3.0, one2=1.0 * np.arange(N))
    data = data[~((data["kind"] == "loft") & (data["city"] == "Oslo"))]
    with pytest.raises(ds.InputError) as error:
        ds.fit(formula, data)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    for words in ("perator `", "parser", "<unknown>", "context", "insuffi"):
        assert words not in str(error.value)  # of formulaic


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("rent ~ size - 1", ("size",)),
        ("rent ~ 0 + size - 1", ("size",)),
        ("rent ~ size - (1)", ("size",)),
        ("rent ~ size - 1 + 1", ("size", "intercept")),
        ("rent ~ size*age - size:age", ("size", "age", "intercept")),
        ("rent ~ size + age - age", ("size", "intercept")),
        ("rent ~ . - kind - city - income - new - `my col`", ("size", "age", "intercept")),
        ("rent ~ (size + age)**2 - size:age - 1", ("size", "age")),
    ],
)
def test_terms_before_can_be_taken_away(formula: str, names: tuple[str, ...]) -> None:
    assert ds.fit(formula, RENTS).names == names


def test_new_rows_need_the_columns_and_levels_of_the_formula() -> None:
    fit = ds.fit(FULL, RENTS)
    for new, said in [
        (RENTS.drop(columns="age"), "no column 'age'"),
        (RENTS.assign(kind="villa"), "has the level 'villa'"),
        (RENTS.assign(income=-1.0), r"log\(income\) is not a finite number in row 1 of X"),
        (RENTS.assign(size=np.nan), "'size' has a missing value"),
        (RENTS.to_numpy(), "give a data frame"),
    ]:
        with pytest.raises(ds.DataError, match=said):
            fit.predict(new)
    (found,) = fit.extrapolation(RENTS.assign(age=70))
    ends = f"({RENTS['age'].min():.6g} … {RENTS['age'].max():.6g})"
    assert f"'age' in {len(RENTS)} rows {ends}." in found.evidence


@pytest.mark.parametrize(
    "term",
    [
        "bs(size, 5)", "bs(size, df=3, degree=1)", "poly(size, 3)", "poly(size, 2, raw=True)",
        "size", "bs(size, 4) * age",
    ],
)  # fmt: skip
def test_extrapolation_is_judged_by_the_column(term: str, tmp_path: Path) -> None:
    fit = ds.fit(f"rent ~ {term} + C(kind)", RENTS)
    low, high = RENTS["size"].min(), RENTS["size"].max()
    inside = RENTS.iloc[: 200 % len(RENTS)].copy()
    inside["size"] = np.linspace(low, high, len(inside))
    fit.save(tmp_path / "m.json")
    for predictor in (fit, ds.load_fit(tmp_path / "m.json")):
        assert predictor.extrapolation(inside) == ()
        for far, count in ((low - 1e-3 * (high - low), 2), (high + 1e-3 * (high - low), 2)):
            new = inside.copy()
            new.iloc[[1, 4], new.columns.get_loc("size")] = far
            (found,) = predictor.extrapolation(new)
            assert found.columns == ("size",)
            assert f"'size' in {count} rows ({low:.6g} … {high:.6g})" in found.evidence


def test_type_two_compares_a_term_without_those_that_contain_it() -> None:
    table = {row.name: row for row in ds.anova(ds.fit("rent ~ size * C(kind)", RENTS)).rows}
    before = ds.fit("rent ~ C(kind)", RENTS), ds.fit("rent ~ size + C(kind)", RENTS)
    rss = [ds.anova(fit).residual_sum_of_squares for fit in before]
    assert table["size"].sum_of_squares == pytest.approx(rss[0] - rss[1], rel=1e-9)
    assert table["size:C(kind)"].df == 2


def test_a_saved_formula_predicts_and_a_hostile_one_runs_nothing(tmp_path: Path) -> None:
    fit, file = ds.fit(FULL, RENTS), tmp_path / "fit.json"
    fit.save(file)
    again = ds.load_fit(file)
    assert again.predict(RENTS).tobytes() == fit.predict(RENTS).tobytes()
    assert again.test("size = 9").p == fit.test("size = 9").p
    marker = tmp_path / "ran"
    for text in (f"__import__('os').system('touch {marker}')", "open('x')", "().__class__",
                 "bs(age, 5)", "log(other)", "exec(size)"):  # fmt: skip
        document = json.loads(file.read_text())
        asked = document["content"]["asked"]["design"]
        for factor in asked["factors"]:
            factor[0] = text
        document["checksum"] = saved_fit._checksum(document["content"])
        hostile = tmp_path / "hostile.json"
        hostile.write_text(json.dumps(document))
        with pytest.raises(ds.InputError):
            ds.load_fit(hostile).predict(RENTS)
    assert not marker.exists()


def test_the_command_fits_a_formula_and_predicts(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    RENTS.to_csv("rents.csv", index=False)
    command = ("fit", "rents.csv", "--formula", FULL)
    found = json.loads(output(capsys, *command, "--json", "--save", "m.json"))
    assert found["formula"] == FULL
    assert found["target"] == "log(rent)"
    assert found["coefficients"][1]["name"] == "kind=house"
    output(capsys, "predict", "m.json", "rents.csv", "-o", "out.csv", "--interval", "mean")
    fit = ds.fit(FULL, RENTS)
    assert np.allclose(pd.read_csv("out.csv")["prediction"], fit.predict(RENTS), rtol=1e-12)
    for option in (["-t", "rent"], ["--features", "size"], ["--degree", "2"], ["--no-intercept"],
                   ["--categorical", "kind"], ["--model", "ridge"]):  # fmt: skip
        assert "has no place for" in refusal(capsys, *command, *option)


def test_a_file_of_this_name_is_no_formula(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    RENTS[["size", "rent"]].to_csv("a~b.csv", index=False)
    assert ds.fit("a~b.csv", "rent").names == ("size", "intercept")
    assert is_formula("rent ~ size", "a~b.csv")
    assert is_formula("rent ~ size", RENTS)
    for first, second in [
        ("a~b.csv", "rent"), ("~/data.csv", "rent"), ("backup~1.csv", "y"), ("~ size", RENTS),
        ("rent ~ size", None), ("rent ~ size", np.ones(3)), (RENTS, "rent ~ size"),
    ]:  # fmt: skip
        assert not is_formula(first, second)


def test_calls_inside_calls_are_learnt_first() -> None:
    calls = expression("poly(center(log(`my col`)), 2)").calls
    assert [call for call, _ in calls] == [
        "center(log(`my col`))",
        "poly(center(log(`my col`)), 2)",
    ]


def test_a_date_that_is_a_number_is_no_category(tmp_path: Path) -> None:
    days = np.arange(N) % 200
    sales = RENTS.assign(day=np.datetime64("2024-01-01") + days).astype({"day": str})
    sales.to_csv(tmp_path / "s.csv", index=False)
    expected = ds.fit(sales, "rent", ["day", "size"], date={"day": "days"})
    for data in (sales, tmp_path / "s.csv"):
        for engine in (None, "threads"):
            fit = ds.fit("rent ~ day + size", data, date={"day": "days"}, engine=engine)
            assert fit.table.feature_names == ("day", "size")
            np.testing.assert_allclose(fit.coef, expected.coef, rtol=1e-9)
    by_day = ds.fit("rent ~ C(day) + size", sales, date={"day": "days"})
    assert len(by_day.coef) == 200


def test_a_number_before_a_term_scales_its_weight() -> None:
    plain, scaled = ds.fit("rent ~ size", RENTS), ds.fit("rent ~ 2.5:size", RENTS)
    np.testing.assert_allclose(2.5 * scaled.coef, plain.coef, rtol=1e-12)
    many = ds.fit("rent ~ 4:size:kind", RENTS).coef / ds.fit("rent ~ size:kind", RENTS).coef
    np.testing.assert_allclose(many, 0.25, rtol=1e-9)


@pytest.mark.parametrize(
    ("call", "known"),
    [("center(size, 3)", "no options"), ("poly(size, 2, True, 4)", "degree, raw"),
     ("bs(size, 5, None, 3, 1)", "df, knots, degree")],
)  # fmt: skip
def test_one_option_too_many_is_named(call: str, known: str) -> None:
    with pytest.raises(ds.OptionError, match=rf"there is no option '\d' \({known}\)"):
        ds.fit(f"rent ~ {call}", RENTS)


def test_rows_with_gaps_are_refused_unless_they_are_left_out() -> None:
    gap = RENTS.assign(size=RENTS["size"].where(np.arange(N) != 7))
    read = open_formula("rent ~ size", gap)
    with pytest.raises(ds.DataError, match="missing value in row 8"):
        [block for task in read.tasks() for block in task.blocks()]
