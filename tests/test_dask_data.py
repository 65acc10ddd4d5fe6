"""Data of Dask: frames by their partitions and arrays by their chunks, in memory of one of them."""

import dask.array as da
import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.data.array_source import DaskArrays, of_arrays
from downslope.errors import DataError

RNG = np.random.default_rng(3)
X = RNG.normal(size=(1000, 2))
Y = X @ [2.0, -3.0] + 1 + RNG.normal(size=1000)
WEIGHTS = RNG.random(1000)


def chunked(values, rows=130):
    return da.from_array(values, chunks=(rows, *([1] if values.ndim == 2 else [])))


@pytest.mark.parametrize("rows", [1, 130, 1000])
@pytest.mark.parametrize("weights", [None, WEIGHTS])
def test_chunks_give_the_weights_of_the_array(rows, weights):
    part = slice(0, 20) if rows == 1 else slice(None)
    given = None if weights is None else weights[part]
    wanted = ds.fit(X[part], Y[part], weights=given)
    for y, w in ((chunked(Y[part], rows), given), (Y[part], given)):
        found = ds.fit(chunked(X[part], rows), y, weights=w if w is None else chunked(w, 77))
        np.testing.assert_allclose(found.coef, wanted.coef, rtol=1e-13)
        np.testing.assert_allclose(found.std_error, wanted.std_error, rtol=1e-11)
        assert found.solution.feature_names == ("x1", "x2")


def test_every_verb_takes_a_dask_array():
    lazy, y = chunked(X), chunked(Y)
    wanted = ds.solve(X, Y).coef
    np.testing.assert_array_equal(ds.solve(lazy, y).coef, wanted)
    np.testing.assert_allclose(ds.LeastSquares(lazy, y).gradient(np.zeros(3)),
                               ds.LeastSquares(X, Y).gradient(np.zeros(3)))  # fmt: skip
    assert ds.summarize(lazy, y).summary.count == 1000
    np.testing.assert_allclose(ds.fit(lazy, y, robust="HC1").coef, wanted, rtol=1e-13)
    np.testing.assert_allclose(ds.fit(X, y).coef, wanted, rtol=1e-13)


def test_a_chunk_is_computed_only_when_it_is_read():
    computed = []

    def chunk(block_info=None):
        start, stop = block_info[None]["array-location"][0]
        computed.append(start)
        return X[start:stop]

    lazy = da.map_blocks(chunk, chunks=((250,) * 4, (2,)), dtype=float, meta=np.empty((0, 0)))
    source = of_arrays(lazy, Y)
    assert isinstance(source, DaskArrays)
    tasks = source.tasks()
    assert not computed
    assert [task.rows for task in tasks] == [250] * 4
    found = np.vstack([block.copy() for block in tasks[2].blocks()])
    assert set(computed) == {500}
    np.testing.assert_array_equal(found, np.column_stack([X, Y])[500:750])


def test_chunks_of_unknown_size_and_a_frame_beside_its_target():
    few = chunked(X, 130)[:, 0] > 0
    keep = X[:, 0] > 0
    found = ds.fit(chunked(X)[few], chunked(Y)[few])
    np.testing.assert_allclose(found.coef, ds.fit(X[keep], Y[keep]).coef, rtol=1e-13)
    frame = dd.from_pandas(pd.DataFrame(X, columns=["a", "b"]).assign(y=Y), npartitions=3)
    found = ds.fit(frame[["a", "b"]], frame["y"])
    assert found.solution.feature_names == ("a", "b")
    np.testing.assert_allclose(found.coef, ds.fit(X, Y).coef, rtol=1e-13)
    by_name = ds.fit(frame, "y")
    np.testing.assert_allclose(by_name.coef, ds.fit(X, Y).coef, rtol=1e-13)


def test_faults_in_chunks_are_told_with_their_rows():
    gap = X.copy()
    gap[777, 1] = np.nan
    with pytest.raises(DataError, match=r"'x2' of the arrays has a missing value in row 778"):
        ds.fit(chunked(gap), chunked(Y))
    assert ds.fit(chunked(gap), chunked(Y), drop_missing=True).n == 999
    with pytest.raises(DataError, match="X has 1000 rows but y has 50"):
        ds.fit(chunked(X), chunked(Y[:50]))
    with pytest.raises(DataError, match="X has 1000 rows but there are 50 weights"):
        ds.fit(chunked(X), chunked(Y), weights=WEIGHTS[:50])
    with pytest.raises(DataError, match="X holds text"):
        ds.fit(chunked(X).astype(str), Y)
    with pytest.raises(DataError, match="X has 3 dimensions"):
        ds.fit(da.ones((4, 2, 2)), np.ones(4))

    def broken(block):
        raise ZeroDivisionError("division by zero")

    lazy = chunked(X).map_blocks(broken, dtype=float, meta=np.empty((0, 0)))
    with pytest.raises(DataError, match=r"failed for rows 1 to \d+ \(division by zero"):
        ds.fit(lazy, Y)
    frame = dd.from_pandas(pd.DataFrame(X, columns=["a", "y"]), npartitions=2)
    bad = frame.map_partitions(lambda part: part if not len(part) else 1 / 0, meta=frame._meta)
    with pytest.raises(DataError, match="partition 1 of the Dask data cannot be computed"):
        ds.fit(bad, "y")
