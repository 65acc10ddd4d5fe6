"""Logs that look like others: scores, empty cells for NaN, lines that repeat, two runs in one."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downslope.data.loss_logs import read_log
from downslope.diagnosis.evidence import OfLoops, Verdict
from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.errors import DataError, OptionError
from downslope.loss_log import LossLog

LOSSES = [round(0.3 + 2.2 * math.exp(-i / 6), 4) for i in range(24)]


def log_of(folder: Path, text: str, **options: str) -> LossLog:
    file = folder / "run.log"
    file.write_text(text)
    return read_log(file, **options)


def lines(pattern: str, values: list[float] = LOSSES) -> str:
    return "".join(pattern.format(i=i, loss=loss) + "\n" for i, loss in enumerate(values))


# --- names of no loss -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["accuracy", "val_acc", "reward", "return", "mAP", "val_mAP50", "IoU", "BLEU", "R2", "f1",
     "ep_rew_mean", "top5", "hits@10", "win_rate", "ELBO", "dice", "kappa"],
)  # fmt: skip
@pytest.mark.parametrize("pattern", ["epoch {i} %s: {loss}", "{i},{loss}"])
def test_a_score_is_not_diagnosed_as_a_loss(tmp_path: Path, name: str, pattern: str) -> None:
    header = f"epoch,{name}\n" if "," in pattern else ""
    text = header + lines(pattern.replace("%s", name), [1 - loss / 3 for loss in LOSSES])
    with pytest.raises(DataError):
        log_of(tmp_path, text)


def test_a_score_cannot_be_chosen_as_a_loss(tmp_path: Path) -> None:
    text = "epoch,loss,val_acc\n" + lines("{i},{loss},0.5")
    assert log_of(tmp_path, text).metric == "loss"
    with pytest.raises(OptionError, match="a score, which rises"):
        log_of(tmp_path, text, metric="val_acc")


@pytest.mark.parametrize("name", ["q", "sharpe", "log_likelihood", "lower bound", "samples/s"])
def test_an_unknown_name_is_a_loss_only_if_it_falls(tmp_path: Path, name: str) -> None:
    header = f"epoch,{name}\n"
    fallen = log_of(tmp_path, header + lines("{i},{loss}"))
    assert fallen.values.tolist() == LOSSES
    assert f"{name} is taken to be a loss" in fallen.description
    risen = header + lines("{i},{loss}", LOSSES[::-1])
    with pytest.raises(DataError, match="rises, as a score does"):
        log_of(tmp_path, risen)
    assert log_of(tmp_path, risen, metric=name).values.tolist() == LOSSES[::-1]


def test_a_likelihood_is_a_loss_only_with_its_sign(tmp_path: Path) -> None:
    negative = log_of(tmp_path, "epoch,negative log likelihood\n" + lines("{i},{loss}"))
    assert negative.kind == "cross-entropy"
    text = "".join(
        f"Iteration {i}: log likelihood = {-100 * x:.2f}\n" for i, x in enumerate(LOSSES)
    )
    with pytest.raises(DataError, match="if it should fall"):
        log_of(tmp_path, text)


def test_places_in_source_files_and_times_are_not_losses(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        log_of(tmp_path, lines("LOG (nnet3-train:Print():training.cc:300) frames {i}"))
    with pytest.raises(DataError):
        log_of(tmp_path, lines("round {i} time: {loss}"))
    text = lines("Epoch[{i}] Train-loss={loss}\nEpoch[{i}] Time cost=1.23")
    assert log_of(tmp_path, text).values.tolist() == LOSSES


# --- NaN in other clothes -------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["-nan(ind)", "nan(snan)", "1.#QNAN", "-nan", "NaN"])
def test_every_spelling_of_nan_fails(tmp_path: Path, written: str) -> None:
    text = lines("epoch {i} loss {loss}", LOSSES[:10]) + f"epoch 10 loss {written}\n"
    assert diagnose_history(log_of(tmp_path, text)).status == "failed"


def table(rows: int, empty_from: int, *, beside: bool, to_json: bool) -> str:
    """A run that turned to NaN, as pandas writes it: with empty cells, or null."""
    found = []
    for i in range(rows):
        loss = LOSSES[i] if i < empty_from else None
        found.append({"epoch": i, "loss": loss, **({"acc": 0.5} if beside else {})})
    if to_json:
        return "".join(json.dumps(row) + "\n" for row in found)
    cells = [["" if cell is None else str(cell) for cell in row.values()] for row in found]
    return "\n".join([",".join(found[0]), *map(",".join, cells)]) + "\n"


@given(st.integers(4, 20), st.booleans(), st.booleans())
def test_a_loss_that_is_empty_to_the_end_has_failed(
    tmp_path_factory: pytest.TempPathFactory, empty_from: int, beside: bool, to_json: bool
) -> None:
    text = table(24, empty_from, beside=beside, to_json=to_json)
    log = log_of(tmp_path_factory.mktemp("log"), text)
    assert log.values.tolist()[:-1] == LOSSES[:empty_from]
    found = diagnose_history(log)
    assert (found.status, found.failed_at) == ("failed", empty_from)
    assert "read as NaN" in log.description


def test_empty_cells_that_others_explain_are_no_nan(tmp_path: Path) -> None:
    """Rows of validation, a metric logged now and then, a run that ended before another."""
    rows = "".join(f"{i},{loss},\n{i},,{2 * loss}\n" for i, loss in enumerate(LOSSES))
    text = "step,train_loss,val_loss\n" + rows + "23,,0.9\n"
    assert np.isfinite(log_of(tmp_path, text).values).all()
    sparse = "".join(f"{i},{loss if i % 5 == 0 else ''},0.5\n" for i, loss in enumerate(LOSSES))
    assert np.isfinite(log_of(tmp_path, "step,loss,lr\n" + sparse).values).all()
    ended = "".join(f"{i},{loss if i < 9 else ''},{loss}\n" for i, loss in enumerate(LOSSES))
    log = log_of(tmp_path, "Step,a - loss,b - loss\n" + ended, run="a")
    assert log.values.tolist() == LOSSES[:9]


def test_null_in_a_history_is_nan_at_its_end_alone(tmp_path: Path) -> None:
    history = {"loss": [*LOSSES[:9], None, None], "val_loss": [None, *LOSSES[:10]]}
    log = log_of(tmp_path, json.dumps(history))
    assert len(log.values) == 10
    assert math.isnan(log.values[-1])
    assert log.series["val_loss"].tolist() == LOSSES[:10]


def test_an_error_that_ended_the_run_is_told(tmp_path: Path) -> None:
    text = lines("epoch {i} loss {loss}", LOSSES[:10]) + (
        "epoch 10 loss overflow\nTraceback (most recent call last):\n"
        "OverflowError: (34, 'Numerical result out of range')\n"
    )
    log = log_of(tmp_path, text)
    assert log.values.tolist() == LOSSES[:10]
    assert "line 13 is OverflowError: (34," in log.description


# --- lines that are no entries --------------------------------------------------------------------


@pytest.mark.parametrize("best", ["[8]", "[7]"])
def test_the_best_iteration_again_is_no_entry(tmp_path: Path, best: str) -> None:
    """LightGBM repeats the line of its best iteration, which may not have been printed."""
    text = "".join(
        f"[{2 * i}]\ttraining's l2: {loss}\tvalid_1's l2: {loss + 0.1 * i}\n"
        for i, loss in enumerate(LOSSES, start=1)
    )
    text += f"Early stopping, best iteration is:\n{best}\ttraining's l2: 1.4\tvalid_1's l2: 1.8\n"
    log = log_of(tmp_path, text)
    assert log.values.tolist() == LOSSES
    assert not [note for note in log.notes if "resumed" in note]


@pytest.mark.parametrize(
    ("step", "end"),
    [
        ("Epoch [{i}/24], Step [{s}/300], Loss: {loss}", "Epoch [{i}/24] finished, Loss: {loss}"),
        ("epoch {i} - iter {s}/300 - loss {loss}", "EPOCH {i} done: loss {loss}"),
    ],
)
def test_a_step_and_its_epoch_are_two_series(tmp_path: Path, step: str, end: str) -> None:
    text = ""
    for i, loss in enumerate(LOSSES, start=1):
        text += "".join(step.format(i=i, s=s, loss=loss + 0.1) + "\n" for s in (100, 200, 300))
        text += end.format(i=i, loss=loss) + "\n"
    log = log_of(tmp_path, text)
    assert (log.values.tolist(), log.unit) == (LOSSES, "epoch")
    steps = log_of(tmp_path, text, unit="step")
    assert (len(steps.values), steps.unit) == (3 * len(LOSSES), "step")


GROUPED_PLACES = ("step {k} 000 of 9 000, loss", "[{k} 000/9 000] loss:", "étape {k} 000 : perte")


@pytest.mark.parametrize("start", GROUPED_PLACES)
def test_blanks_group_the_digits_of_a_step(tmp_path: Path, start: str) -> None:
    printed = [f"{start.format(k=k)} {2 * 0.7**k:.5f}" for k in range(1, 10)]
    log = log_of(tmp_path, "\n".join(printed))
    assert tuple(log.chosen.places[[0, -1]]) == (1000, 9000)


BESIDE = ("epoch {k} 100 ms - loss: {loss}", "epoch {k} 120 samples/s loss {loss}",
          "iter {k} 100% loss {loss}", "epoch {k} 100 2.5 loss {loss}", "epoch {k} 128 loss {loss}",
          "epoch {k} 512 samples loss {loss}", "epoch {k} 000/900 loss {loss}")  # fmt: skip


@pytest.mark.parametrize("line", BESIDE)
def test_a_number_beside_an_epoch_is_no_group_of_its_digits(tmp_path: Path, line: str) -> None:
    text = "\n".join(line.format(k=k, loss=2 * 0.7**k) for k in range(1, 10))
    log = log_of(tmp_path, text)
    assert tuple(log.chosen.places[[0, -1]]) == (1, 9)


@pytest.mark.parametrize("batch", ["{b}/900", "{b} of 900:", "{b:03d}/900"])
def test_batches_beside_an_epoch_are_no_group_of_its_digits(tmp_path: Path, batch: str) -> None:
    counts = [(k, b) for k in range(1, 5) for b in range(100, 901, 100)]
    text = "\n".join(f"Epoch {k} {batch.format(b=b)} loss {3 - k / 9 - b / 9e3}" for k, b in counts)
    log = log_of(tmp_path, text)
    assert log.chosen.places is None or log.chosen.places.max() < 1000


def test_the_number_of_an_epoch_is_no_loss(tmp_path: Path) -> None:
    text = lines("epoch {i} loss {loss}", LOSSES[:10]) + "epoch 10 loss -\nepoch 11 loss None\n"
    assert log_of(tmp_path, text).values.tolist() == LOSSES[:10]


def test_a_date_is_no_progress_bar(tmp_path: Path) -> None:
    text = lines("[05/12 10:11:12 d2.utils.events]:  eta: 0:10:12  iter: {i}  total_loss: {loss}")
    assert log_of(tmp_path, text).values.tolist() == LOSSES


def test_a_decimal_comma_before_an_exponent(tmp_path: Path) -> None:
    text = lines("{loss:.4e}").replace(".", ",")
    assert log_of(tmp_path, text).values == pytest.approx(LOSSES)


# --- what the report adds -------------------------------------------------------------------------


def codes(losses: object) -> list[str]:
    return [finding.code for finding in diagnose_history(np.asarray(losses, dtype=float)).findings]


def test_two_runs_in_one_log_are_noticed() -> None:
    assert "second_start" in codes([*LOSSES, *LOSSES])
    assert "second_start" not in codes(LOSSES)
    spike = [*LOSSES[:12], 2.2, *LOSSES[12:]]
    assert "second_start" not in codes(spike)


def test_a_loss_below_the_last_digit_is_noticed() -> None:
    assert "last_digits" in codes([round(loss * 1e-4, 4) for loss in LOSSES])
    assert "last_digits" not in codes([loss * 1e-4 for loss in LOSSES])
    assert "last_digits" not in codes(LOSSES)


@given(st.integers(0, 2**32 - 1), st.sampled_from([40, 100, 300]), st.floats(1e-6, 1e6))
def test_rounding_errors_are_not_instability(seed: int, entries: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    losses = size * np.exp(-60 * np.arange(entries) / entries)
    rounding = size * 1e-16 * rng.uniform(0.5, 2, entries)
    found = diagnose_history(np.maximum(losses, rounding))
    assert found.status in ("converged", "converging")


def test_noise_around_one_level_is_no_progress() -> None:
    """In 300 logs of noise: one in a hundred may fall by chance."""
    found = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        entries, noise = int(rng.integers(20, 101)), rng.uniform(0.05, 0.3)
        found.append(diagnose_history(1 + noise * rng.uniform(-1, 1, entries)).status)
    assert found.count("converged") <= 3


@given(st.floats(0.1, 0.6), st.integers(8, 60), st.floats(1e-6, 1e6))
def test_a_see_saw_does_not_diverge(swing: float, entries: int, size: float) -> None:
    losses = size * (1 + swing * (-1.0) ** np.arange(entries))
    assert diagnose_history(losses).status != "diverging"


# --- NaN beside the training loss, and losses of 0 ------------------------------------------------


@pytest.mark.parametrize("bad", ["nan", "inf"])
@pytest.mark.parametrize("start", [0, 12])
def test_a_validation_loss_that_turns_to_nan_is_told_first(
    tmp_path: Path, bad: str, start: int
) -> None:
    rows = "".join(
        f"{i},{loss},{bad if i >= start else loss + 0.1}\n" for i, loss in enumerate(LOSSES)
    )
    found = diagnose_history(log_of(tmp_path, "epoch,loss,val_loss\n" + rows))
    assert found.status == "converging"
    assert found.findings[1].code == "non_finite_validation"
    assert f"the first at epoch {start}, and all after it" in found.findings[1].evidence
    assert "validation rows" in str(found.advice[0])
    assert "Nothing is wrong" not in found.sentence


def test_a_validation_loss_of_nan_beside_a_loss_of_zero_has_failed(tmp_path: Path) -> None:
    losses = [2.0 * 0.4**i for i in range(12)] + [0.0] * 24
    rows = "".join(
        f"{i},{loss:.4f},{'nan' if i > 8 else loss + 0.1}\n" for i, loss in enumerate(losses)
    )
    found = diagnose_history(log_of(tmp_path, "epoch,loss,val_loss\n" + rows))
    assert (found.status, found.cause, found.failed_at) == ("failed", "nan_or_inf", 9)


def test_a_validation_loss_of_nan_in_one_entry_is_a_finding(tmp_path: Path) -> None:
    rows = "".join(
        f"{i},{loss},{'nan' if i == 5 else loss + 0.1}\n" for i, loss in enumerate(LOSSES)
    )
    found = diagnose_history(log_of(tmp_path, "epoch,loss,val_loss\n" + rows))
    assert found.status == "converging"
    assert found.findings[1].evidence.endswith("the first at epoch 5.")


@pytest.mark.parametrize(("norm", "status"), [(1.5, "not_learning"), (1e-6, "converged")])
def test_a_loss_of_zero_beside_a_gradient_contradicts_itself(
    tmp_path: Path, norm: float, status: str
) -> None:
    losses = [2.8 - 0.06 * i for i in range(20)] + [0.0] * 40
    rows = "".join(
        f"{i},{loss:.4f},{norm if loss == 0 else 1.5 + 0.01 * (i % 3)}\n"
        for i, loss in enumerate(losses)
    )
    found = diagnose_history(log_of(tmp_path, "step,loss,grad_norm\n" + rows))
    assert found.status == status
    assert ("gradient norm beside it stays at about 1.5" in found.sentence) == (norm > 1)


# --- a validation loss that creeps up, and boosted trees ------------------------------------------


def test_a_validation_loss_that_creeps_up_to_the_end_is_overfitting(tmp_path: Path) -> None:
    train = [0.05 + math.exp(-i / 8) for i in range(40)]
    beside = [
        max(0.42 + 0.68 * math.exp(-i / 4), 0.42) + 0.0024 * max(i - 17, 0) for i in range(40)
    ]
    rows = "".join(
        f"{i},{a:.4f},{b:.4f}\n" for i, (a, b) in enumerate(zip(train, beside, strict=True))
    )
    found = diagnose_history(log_of(tmp_path, "epoch,loss,val_loss\n" + rows))
    assert found.status == "overfitting"
    assert found.best_at is not None
    assert 15 <= found.best_at <= 20


def test_nothing_is_said_to_be_right_beside_a_gap_of_the_validation_loss(tmp_path: Path) -> None:
    rows = "".join(
        f"{i},{0.02 + math.exp(-i / 20):.4f},{0.45 + 0.6 * math.exp(-i / 6):.4f}\n"
        for i in range(40)
    )
    found = diagnose_history(log_of(tmp_path, "epoch,loss,val_loss\n" + rows))
    assert "validation_gap" in {each.code for each in found.findings}
    assert "Nothing is wrong" not in str(found)


def test_the_first_of_two_unnamed_data_sets_is_the_training_set(tmp_path: Path) -> None:
    pattern = "[{i}]\tvalidation_0-mlogloss:{loss}\tvalidation_1-mlogloss:0.9"
    log = log_of(tmp_path, lines(pattern))
    assert log.metric == "validation_0-mlogloss"
    assert log.roles == {"validation_0-mlogloss": "train", "validation_1-mlogloss": "validation"}
    assert "read as the training loss" in log.description
    alone = log_of(tmp_path, lines("[{i}]\tvalidation_0-mlogloss:{loss}"))
    assert alone.roles == {"validation_0-mlogloss": "validation"}


def test_advice_on_boosted_trees_names_their_own_options(tmp_path: Path) -> None:
    found = diagnose_history(log_of(tmp_path, lines("[{i}]\ttrain-rmse:{loss}")))
    said = str(found)
    assert "eta" in str(found.advice[0])
    assert "momentum" not in said
    assert "weights" not in said


def test_what_a_log_of_boosted_trees_cannot_tell_is_about_no_loop(tmp_path: Path) -> None:
    kept = Verdict(
        status="rising", cause="unknown", sentence="", advice=("",),
        unknown=(OfLoops("Whether the step is right."), "Whether weights of rows are right."),
    ).of_boosting()  # fmt: skip
    assert kept.unknown == ("Whether weights of rows are right.",)
    fall = 0.9 ** np.arange(20)
    for losses in (1.3 ** np.arange(20), fall, np.r_[fall, 0.5 + np.arange(9)]):
        text = "".join(f"[{k}]\ttrain-rmse:{loss:.5f}\n" for k, loss in enumerate(losses))
        found = diagnose_history(log_of(tmp_path, text))
        assert not any(re.search(r"\b(lr|updates?|descent|weights)\b", e) for e in found.unknown)


def test_digits_of_a_number_are_no_name_of_a_score(tmp_path: Path) -> None:
    log = log_of(tmp_path, lines("epoch {i} loss={loss:.4f} acc=0.10"))
    assert log.others == ("acc",)


# --- single spikes --------------------------------------------------------------------------------

SMOOTH = 1.5 * np.exp(-np.arange(200) / 60) + 0.1
PLACES = [40, 80, 120, 160]


@pytest.mark.parametrize("height", [4, 30, 1000])
@pytest.mark.parametrize("noise", [0.0, 0.02])
def test_single_entries_far_above_a_smooth_fall_do_not_change_its_verdict(
    height: float, noise: float
) -> None:
    losses = SMOOTH * np.exp(noise * np.random.default_rng(1).normal(size=200))
    without = diagnose_history(losses, 0.01)
    losses[PLACES] *= height
    found = diagnose_history(losses, 0.01)
    assert (found.status, found.cause) == (without.status, without.cause), repr(found)
    assert "spikes" in codes(losses)


def test_rises_that_take_some_entries_to_fall_are_steps_too_large() -> None:
    losses = SMOOTH.copy()
    for place in PLACES[1:]:
        losses[place : place + 6] *= 1 + 20 * 0.3 ** np.arange(6)
    assert diagnose_history(losses).cause == "lr_above_limit"
    often = SMOOTH.copy()
    often[20:190:10] *= 30
    assert diagnose_history(often).cause == "lr_above_limit"  # no chance makes that many


# --- see-saws that fall no further ----------------------------------------------------------------

K = np.arange(200)


@pytest.mark.parametrize("count", [20, 60, 199, 200])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_see_saw_that_falls_no_further_is_not_converging(count: int, side: int) -> None:
    losses = 1 + side * 0.8 * (-1.0) ** K
    found = diagnose_history(losses[:count])
    assert (found.status, found.cause) == ("unstable", "lr_near_limit"), repr(found)
    assert "falls no further" in found.sentence


@pytest.mark.parametrize("phase", [0.0, 1.0, math.pi / 2, math.pi])
def test_a_wave_that_falls_no_further_is_not_converging(phase: float) -> None:
    assert diagnose_history(1 + 0.8 * np.sin(K / 3 + phase)).status == "unstable"


@pytest.mark.parametrize(
    "losses",
    [0.97**K * (1 + 0.6 * (-1.0) ** K), 0.9995**K * (1 + 0.6 * (-1.0) ** K),
     0.5 + 0.4 * (-0.99) ** K, 0.99**K * (1 + 0.8 * np.sin(K / 3))],
)  # fmt: skip
def test_a_see_saw_that_falls_or_fades_is_converging(losses: np.ndarray) -> None:
    found = diagnose_history(losses)
    assert (found.status, found.cause) == ("converging", "lr_near_limit"), repr(found)


# --- rises that slow down -------------------------------------------------------------------------


@pytest.mark.parametrize("power", [0.7, 1.0, 1.5])
@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_a_rise_by_a_power_below_the_first_loss_may_be_that_of_a_validation_loss(
    power: float, noise: float
) -> None:
    rise = 0.6 * (np.maximum(0, K - 80) / 119) ** power
    factors = np.exp(noise * np.random.default_rng(0).normal(size=200))
    found = diagnose_history((2 * np.exp(-K / 30) + rise) * factors)
    assert (found.status, found.cause) == ("rising", "unknown"), repr(found)
    assert "If this is a validation loss, keep the weights" in str(found.advice[0])


@pytest.mark.parametrize(
    "losses",
    [np.where(K < 80, 2 * np.exp(-K / 30), 2 * np.exp(-80 / 30) * 1.02 ** (K - 80.0)),
     2 * np.exp(-K / 30) + 4 * (np.maximum(0, K - 80) / 119) ** 1.5],
)  # fmt: skip
def test_a_rise_by_a_factor_or_above_the_first_loss_is_no_validation_loss(
    losses: np.ndarray,
) -> None:
    found = diagnose_history(losses)
    assert found.cause == "lr_above_limit", repr(found)


# --- several runs, and few entries ----------------------------------------------------------------

RUN = 2 * np.exp(-np.arange(60) / 20) + 0.1


@pytest.mark.parametrize("before", [RUN, np.r_[RUN, RUN[:30]], np.r_[RUN, RUN, RUN]])
def test_of_several_runs_in_one_log_the_last_is_judged(before: np.ndarray) -> None:
    found, alone = diagnose_history(np.r_[before, RUN]), diagnose_history(RUN)
    assert (found.status, found.cause) == (alone.status, alone.cause)
    assert f"This is the run from epoch {len(before)} on" in found.sentence
    assert "second_start" in {each.code for each in found.findings}
    assert found.start_loss == RUN[0]
    assert found.epochs_to_loss == pytest.approx(alone.epochs_to_loss, abs=1)


def test_a_run_that_has_just_begun_again_cannot_be_told() -> None:
    for count in (3, 4):
        found = diagnose_history(np.r_[RUN, RUN[:count]])
        assert (found.status, found.epochs_to_loss) == ("converging", None)
        assert "too few to tell" in found.sentence


def test_what_a_blow_up_leaves_is_no_second_run() -> None:
    for after in (np.full(60, 2.1), 2.1 * 1.1 ** np.arange(60)):
        found = diagnose_history(np.r_[RUN, after])
        assert found.status in ("rising", "diverging", "unstable")
        assert "This is the run" not in found.sentence


@pytest.mark.parametrize("losses", [[1, 0.5, 0.3], [1, 0.5, 0.3, 0.22], [1, 0.3, 0.3, 0.3]])
def test_three_or_four_entries_are_too_few(losses: list[float]) -> None:
    found = diagnose_history(losses)
    assert "too few to tell whether anything is wrong" in found.sentence
    assert "Nothing is wrong" not in repr(found)
    assert found.status == "converging"


# --- what [64/60000] counts -----------------------------------------------------------------------


def counted_lines(pattern: str, first: int, gap: int, total: int, epochs: int = 2) -> str:
    """A log of epochs, whose places begin at the first one and grow by a gap."""
    text, loss = "", 2.3
    for epoch in range(1, epochs + 1):
        if "Epoch" not in pattern:
            text += f"Epoch {epoch}\n-------------------------------\n"
        for at in range(first, total + 1, gap):
            text += pattern.format(epoch=epoch, at=at, total=total, loss=loss) + "\n"
            loss *= 0.97
    return text


QUICKSTART, BESIDE = (
    "loss: {loss:>7f}  [{at:>5d}/{total:>5d}]",
    "Epoch: {epoch} [{at}/{total}] loss: {loss:.6f}",
)


@pytest.mark.parametrize("pattern", [QUICKSTART, BESIDE])
@pytest.mark.parametrize(
    ("first", "gap", "total", "unit"),
    [(64, 6400, 60000, "sample"), (32, 320, 5000, "sample"), (100, 1000, 50000, "sample"),
     (0, 10, 938, "step"), (1, 10, 938, "step"), (50, 50, 7330, "step"), (100, 100, 938, "step"),
     (99, 100, 938, "step"), (64, 64, 1000, "entry")],
)  # fmt: skip
def test_places_in_brackets_are_samples_or_steps_by_how_they_grow(
    tmp_path: Path, pattern: str, first: int, gap: int, total: int, unit: str
) -> None:
    log = log_of(tmp_path, counted_lines(pattern, first, gap, total))
    assert log.unit == unit
    found = repr(diagnose_history(log))
    assert ("steps or samples is not known" in found) is (unit == "entry")
    if unit != "step":
        assert not re.search(r"for a few (steps|samples)|per step", found)
