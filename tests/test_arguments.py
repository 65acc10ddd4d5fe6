"""Single arguments and arrays: what is taken as it is, and what is refused, with its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from downslope.errors import DataError, OptionError
from downslope.numerics import arguments, arrays
from downslope.numerics.arguments import OptionStyle

SHELL, PYTHON = OptionStyle.COMMAND_LINE, OptionStyle.PYTHON


def test_options_are_written_as_each_interface_takes_them() -> None:
    assert (SHELL.holder, PYTHON.holder) == ("the file", "the data")
    assert (SHELL.option("max_passes"), PYTHON.option("max_passes")) == (
        "--max-passes",
        "max_passes=…",
    )
    assert (SHELL.flag("drop_missing"), PYTHON.flag("drop_missing")) == (
        "--drop-missing",
        "drop_missing=True",
    )
    assert (SHELL.setting("lr", 0.1), PYTHON.setting("lr", "a")) == ("--lr 0.1", "lr='a'")
    assert SHELL.columns("features", ["a", "b c", 'd"e']) == '--features \'a,b c,"d""e"\''
    assert PYTHON.columns("features", ["a", "b c"]) == "features=['a', 'b c']"
    assert SHELL.one_of("target", ["a", "b c", "d"]) == "--target a, 'b c' or d"
    assert SHELL.one_of("target", ["a", "b"], "…") == "--target a, b or …"
    assert PYTHON.one_of("target", ["a"]) == "target='a'"
    assert PYTHON.one_of("target", ["a"], "another") == "target='a' or another"


@pytest.mark.parametrize(("given", "at_least", "taken"), [
    (3, 0, True), (np.int64(3), 3, True), (True, 1, True), (2, 3, False), (-1, 0, False),
    (3.0, 0, False), ("3", 0, False), (None, 0, False), (3.0, -5, False),
])  # fmt: skip
def test_whole_numbers(given: object, at_least: int, taken: bool) -> None:
    if taken:
        assert arguments.whole_number("k", given, at_least) == given
    else:
        with pytest.raises(OptionError, match=f"a whole number of {at_least} or more"):
            arguments.whole_number("k", given, at_least)


def test_numbers_flags_and_kinds() -> None:
    assert arguments.number_in("1e3") == 1000.0
    assert arguments.number_in("x") is None
    assert arguments.number_or_nan(2) == 2.0
    assert np.isnan(arguments.number_or_nan("2"))
    arguments.check_finite_number("lr", 0.5)
    for given in (np.inf, np.nan, "1", None):
        with pytest.raises(OptionError, match="give a finite number"):
            arguments.check_finite_number("lr", given)
    assert arguments.flag("intercept", np.bool_(True)) is True
    assert arguments.flag("intercept", False) is False
    for given in (1, "no", None):
        with pytest.raises(OptionError, match="give True or False"):
            arguments.flag("intercept", given)
    arguments.check_kind("fit", 3, int, "3")
    with pytest.raises(OptionError, match="fit is a str: give a int, as in 3"):
        arguments.check_kind("fit", "3", int, "3")


def test_names_of_columns() -> None:
    frame = pd.DataFrame({"a": [1.0], "b": [2.0]})
    assert arguments.names_of(frame) == ("a", "b")
    assert arguments.names_of(frame, ["c", "d"]) == ["c", "d"]
    assert arguments.names_of(frame, "c") == ["c"]
    assert arguments.names_of(frame["b"]) == ("b",)
    assert arguments.names_of(np.zeros((2, 2))) is None
    assert arguments.names_of(pd.DataFrame([[1.0, 2.0]], columns=["a", "a"])) is None
    assert arguments.names_of(pd.DataFrame([[1.0, 2.0]])) is None
    assert arguments.column_names(None, 2) == ("x1", "x2")
    assert arguments.column_names(None, 1) == ("x",)
    assert arguments.column_names(["u", "v"], 2) == ("u", "v")
    with pytest.raises(DataError, match="1 names for 2 features"):
        arguments.column_names(["u"], 2)
    assert arguments.named(None) is None
    assert arguments.named("u") == ("u",)
    assert arguments.named(["u", "v"]) == ("u", "v")
    with pytest.raises(DataError, match="name one or more"):
        arguments.named([])
    assert arrays.target_names(1) == ("y",)
    assert arrays.target_names(2) == ("y1", "y2")


def test_paths_and_indexes() -> None:
    assert arguments.are_paths("a.csv")
    assert arguments.are_paths([Path("a.csv"), "b.csv"])
    assert not arguments.are_paths([])
    assert not arguments.are_paths(["a.csv", 1.0])
    assert not arguments.are_paths(np.zeros(2))
    X, y = pd.DataFrame({"a": [1.0, 2.0]}), pd.Series([1.0, 2.0])
    arguments.check_aligned(X, y)
    arguments.check_aligned(X, y.to_numpy())
    with pytest.raises(DataError, match="different indexes"):
        arguments.check_aligned(X, y.set_axis([1, 2]))


# --- Arrays ----------------------------------------------------------------------------------


def test_the_first_value_that_is_not_finite_is_named_with_how_many_there_are() -> None:
    X = np.zeros((9000, 3))
    arrays.check_finite(X, "abc")
    X[5000, 1] = np.inf
    with pytest.raises(DataError, match=r"Column 'b' has inf in row 5001: drop"):
        arrays.check_finite(X, "abc")
    X[8999, 0] = np.nan
    with pytest.raises(DataError, match=r"Column 'b' has inf in row 5001 \(and 1 more\)"):
        arrays.check_finite(X, "abc")
    X[4096, 2] = np.nan
    with pytest.raises(
        DataError, match=r"'c' has a missing value \(NaN\) in row 4097 \(and 2 more"
    ):
        arrays.check_finite(sparse.csr_array(X), "abc")
    arrays.check_finite(np.full((2, 1), 1.7e308), "a")  # only their sum overflows


def test_features_and_targets() -> None:
    assert arrays.feature_matrix([1, 2]).tolist() == [[1.0], [2.0]]
    assert arrays.table(np.zeros((2, 2), dtype=np.float32)).dtype == np.float32
    assert arrays.table(np.array([[2**53]])).tolist() == [[2.0**53]]
    for wrong in (2**53 + 1, -(2**53) - 1):
        with pytest.raises(DataError, match=f"integer {abs(wrong)}, beyond 2"):
            arrays.table(np.array([[1], [wrong]]))
    assert arrays.table(np.array([[2**53]], dtype=object)).item() == 2.0**53
    with pytest.raises(DataError, match="0 rows × 2 columns"):
        arrays.table(np.zeros((0, 2)))
    with pytest.raises(DataError, match="is sparse"):
        arrays.feature_matrix(sparse.csr_array(np.eye(2)))
    assert arrays.target_vector([[1.0], [2.0]], 2).tolist() == [1.0, 2.0]
    with pytest.raises(DataError, match=r"y has shape \(2, 2\): give one value for each of the 2"):
        arrays.target_vector(np.zeros((2, 2)), 2)
    with pytest.raises(DataError, match="X has 3 rows but y has 2"):
        arrays.target_vector([1.0, 2.0], 3)
    with pytest.raises(DataError, match=r"Column 'y' has a missing value \(NaN\) in row 2"):
        arrays.target_vector([1.0, np.nan], 2)


def test_weights_of_rows() -> None:
    with pytest.raises(DataError, match=r"weights is 2.0: give an array"):
        arrays.row_weights(2.0, 3)
    assert arrays.row_weights([0.0, 1.0], 2).tolist() == [0.0, 1.0]
    with pytest.raises(DataError, match="The weight of row 2 is -1"):
        arrays.row_weights([1.0, -1.0], 2)
    with pytest.raises(DataError, match="give one weight for each of the 3 rows"):
        arrays.row_weights([1.0, 2.0], 3)
    for largest, fine in ((1.9 * 2.0**199, True), (2.0**200, False), (2.0**-200, False),
                          (1.1 * 2.0**-200, True)):  # fmt: skip
        if fine:
            arrays.check_heaviest(largest)
        else:
            with pytest.raises(DataError, match="would overflow or underflow"):
                arrays.check_heaviest(largest)


def test_squares_and_norms() -> None:
    arrays.check_squares(np.array([1.0, 0.0]), "ab")
    with pytest.raises(DataError, match="Column 'b' has values whose squares"):
        arrays.check_squares(np.array([1.0, np.inf, np.nan]), "abc")
    rows = np.array([[3e200, 4e200], [0.0, 0.0], [-3e-200, 4e-200], [1.0, 0.0]])
    np.testing.assert_allclose(arrays.row_norms(rows), [5e200, 0.0, 5e-200, 1.0], rtol=1e-15)


def test_a_damaged_sparse_array_is_refused() -> None:
    X = sparse.csr_array(np.eye(3))
    assert arrays.table(X).shape == (3, 3)
    X.indices[1] = 7
    with pytest.raises(DataError, match="X is a damaged sparse array"):
        arrays.table(X)
    with pytest.raises(DataError, match="X holds values of type complex128"):
        arrays.table(sparse.csr_array(1j * np.eye(2)))
