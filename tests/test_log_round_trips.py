"""Logs that were written are read back, and nothing that is read leads to a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import downslope as ds
from made_events import events
from reading_logs import log_of

CURVES = st.lists(
    st.floats(min_value=1e-6, max_value=1e6).map(lambda value: float(f"{value:.6g}")),
    min_size=4,
    max_size=30,
)


def as_csv(losses: list[float], separator: str, point: str) -> str:
    rows = [f"{e}{separator}{loss!r}".replace(".", point) for e, loss in enumerate(losses)]
    return "\n".join([f"epoch{separator}loss", *rows, ""])


WRITERS = {
    "plain": lambda losses: "".join(f"{loss!r}\n" for loss in losses),
    "csv": lambda losses: as_csv(losses, ",", "."),
    "tabs": lambda losses: as_csv(losses, "\t", "."),
    "semicolons": lambda losses: as_csv(losses, ";", "."),
    "lines": lambda losses: "".join(f"epoch {e} loss={v!r}\n" for e, v in enumerate(losses)),
    "logger": lambda losses: "".join(
        f"2024-01-01 12:00:{e:02d},123 INFO run.py:12 step: {e} loss: {v!r} time: 0.5s\n"
        for e, v in enumerate(losses)
    ),
    "tensor": lambda losses: "".join(f"loss: tensor({v!r}, grad_fn=<M>)\n" for v in losses),
    "np.float64": lambda losses: repr([np.float64(v) for v in losses]) + "\n",
    "NumPy": lambda losses: np.array2string(np.array(losses), threshold=99, precision=17) + "\n",
    "json": lambda losses: json.dumps({"loss": losses}),
    "json lines": lambda losses: "".join(
        json.dumps({"step": e, "loss": v}) + "\n" for e, v in enumerate(losses)
    ),
    "dicts": lambda losses: "".join(f"{ {'loss': v, 'epoch': e} }\n" for e, v in enumerate(losses)),
    "Markdown": lambda losses: (
        "| epoch | loss |\n|---|---|\n"
        + "".join(f"| {e} | {v!r} |\n" for e, v in enumerate(losses))
    ),
    "XGBoost": lambda losses: "".join(f"[{e}]\ttrain-rmse:{v!r}\n" for e, v in enumerate(losses)),
    "keras": lambda losses: "".join(
        (f"Epoch {e}/9\n9/9 - 0s - 2ms/step - loss: {v!r}\n") for e, v in enumerate(losses)
    ),
    "MLflow": lambda losses: "".join(
        f"17000000000{e:02d} {v!r} {e}\n" for e, v in enumerate(losses)
    ),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES)
def test_the_numbers_that_were_written(tmp_path: Path, write: object, losses: list[float]) -> None:
    log = log_of(tmp_path, write(losses))  # type: ignore[operator]
    assert log.values.tolist() == pytest.approx(losses, rel=1e-15)
    assert log.metric.removeprefix("train-") in ("loss", "rmse", "value")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    losses=st.lists(st.floats(0, 99).map(lambda v: round(v, 4) + 0.00001), min_size=4, max_size=9)
)
def test_decimal_commas_that_were_written(tmp_path: Path, losses: list[float]) -> None:
    written = [f"{loss:.5f}" for loss in losses]
    comma = [each.replace(".", ",") for each in written]
    for text in (
        as_csv([], ";", ",") + "".join(f"{e};{v}\n" for e, v in enumerate(comma)),
        "".join(f"{v}\n" for v in comma),
        "".join(f"epoch {e}: Verlust = {v}\n" for e, v in enumerate(comma)),
    ):
        assert log_of(tmp_path, text).values.tolist() == [float(each) for each in written]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES, tensor=st.booleans())
def test_event_files_that_were_written(tmp_path: Path, losses: list[float], tensor: bool) -> None:
    raw = events(*((10 * i, "loss", loss) for i, loss in enumerate(losses)), tensor=tensor)
    log = log_of(tmp_path, raw)
    assert log.values.tolist() == np.array(losses, dtype=np.float32).tolist()
    assert log.places is not None
    assert log.places.tolist() == [10 * i for i in range(len(losses))]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_leads_to_a_traceback(tmp_path: Path, raw: bytes) -> None:
    said = ""
    try:
        assert len(log_of(tmp_path, raw).values) > 0
    except ds.InputError as error:
        said = str(error)
    assert "\n" not in said
