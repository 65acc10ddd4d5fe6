"""Every verdict on watched runs of which the evidence is given, is what it was.

Each number that a verdict depends on is moved past its limits while the others stay.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from downslope.diagnosis.history_diagnosis import judged
from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.diagnosis.loss_series import LossSeries
from downslope.diagnosis.marks import Mark, adding_up, frozen, going_uphill, is_sum
from downslope.diagnosis.measurement import Measurement, Update, share_of_limit
from downslope.diagnosis.rate_share import judge_share
from downslope.diagnosis.rate_verdict import assess
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.diagnosis.watch_verdict import WatchEvidence, unknown_without_functions
from downslope.findings import Finding
from downslope.loss_log import LossLog, Series
from downslope.numerics.arrays import Vector
from downslope.rules import step_rule
from records import Case, check
from test_recorded_logs import fall, noisy

LR = 0.125  # so that shares of its limit are exact
LOSSES: dict[str, list[float]] = {
    "falls": fall(60),
    "falls slowly": fall(60, 0.1, 0.999),
    "falls faster and faster": [1.0 - 1e-4 * 1.04**k for k in range(60)],
    "has fallen": fall(120, 0.2, 0.8),
    "falls with rises": noisy(fall(60, 0.2, 0.97), 0.03),
    "fell and rises": fall(30, 0.1) + [0.14 * 1.02**k for k in range(30)],
    "grows": [1.2**k for k in range(30)],
    "rises": [1.0 + 0.01 * k for k in range(60)],
    "swings": [1.0 + 0.3 * (-1) ** k for k in range(60)],
    "swings below the start": [3.0] + [1.0 + 0.3 * (-1) ** k for k in range(60)],
    "stays": noisy([1.3] * 80, 0.01),
    "stays at a guess": noisy([0.6931] * 60, 0.002),
    "was thrown": [1.0, 1.6, 2.5, *noisy([1.4] * 50, 0.01)],
    "rises at once": [1.0, *[1.5 * 1.01**k for k in range(40)]],
    "fails": [1.0, 1.1, 1.5, 4.0, 90.0, 1e7, math.nan],
}


@dataclass(frozen=True)
class Given:
    """What a verdict is of; `share` is of the limit, measured or of secants."""

    losses: str | list[float] = "falls"
    share: float | None = 0.5
    rule: str = "gd"
    limit: bool = True  # whether the rule has one
    updates: dict[str, Any] | None = None  # fields of the secants
    measured: dict[str, Any] | None = None  # fields of the measurement
    before: tuple[float, ...] = ()  # shares of the limit at measurements before
    curvatures: tuple[float, ...] = (1.0, 1.0, 1.0)  # at the start, halfway, now: of that now
    along: float = 1.0  # curvature along the gradient, of the sharpness
    own: float | None = None  # gain of a trial at the run's rate, of the loss
    others: Callable[[float], float] = lambda share: 0.0  # the same at shares of the limit
    one_step: float = 0.0  # gain of one step
    marks: tuple[Mark, ...] = ()
    fails_at_start: bool = False
    at_start: float | None = None  # share of the limit at the first weights
    more: dict[str, Any] = field(default_factory=dict)  # fields of the update


def measurement(step: int, share: float, **more: Any) -> Measurement:
    limit = LR / share
    fields: dict[str, Any] = {
        "step": step, "loss": 1.0, "sharpness": 2 / limit, "sharpness_error": 1e-6 / limit,
        "smallest": 0.01 / limit, "smallest_error": 1e-6 / limit, "lr": LR, "lr_limit": limit,
        "ratio": share, "products": 9, "how": "exactly", "gradient_norm": 0.25,
        "gradient_norms": {"w": 0.2, "b": 0.15}, "direction_shares": {"w": 0.9, "b": 0.1},
        "direction": np.array([1.0, 0.0]),
    }  # fmt: skip
    return Measurement(**fields | more)


def secants(share: float, **more: Any) -> Secants:
    curvature = 2 * share / LR
    fields: dict[str, Any] = {
        "count": 40, "curvature": curvature, "highest": curvature, "lr": None, "uphill": 0.0,
        "factor": 1.0, "unexplained": 0.01, "adds_up": False, "still": (), "update_ratios": {},
        "spread": 0.2,
    }  # fmt: skip
    fields |= more
    return Secants(**fields | {"highest": curvature * fields.pop("highest_share", 1.0)})


@cache
def of_log(
    losses: tuple[float, ...], rule: str | None, *, certain: bool, known: bool
) -> HistoryDiagnosis:
    """Return the diagnosis of the losses alone."""
    places = np.arange(1.0, len(losses) + 1)
    series = {"loss": Series(values=np.array(losses), unit="step", places=places)}
    log = LossLog(format="watch", metric="loss", all_series=series)
    used = None if rule is None else Update.of_rule(rule, LR).linear_rule
    return HistoryDiagnosis.of_verdict(
        *judged(log, LR, used), seen_beside=certain, limit_known=known
    )


def evidence(given: Given) -> WatchEvidence:
    losses = tuple(LOSSES[given.losses] if isinstance(given.losses, str) else given.losses)
    update = Update.of_rule(given.rule, LR)
    update = replace(update, **given.more, **({} if given.limit else {"limit": None}))
    certain = any(mark.certain for mark in given.marks)
    places = np.arange(1.0, len(losses) + 1)
    is_finite = np.isfinite(losses)
    measurements: list[Measurement] = []
    if given.measured is not None and given.share is not None:
        measurements = [measurement(10 * k, share) for k, share in enumerate(given.before)]
        measurements.append(measurement(len(losses), given.share, **given.measured))
    start = None if given.at_start is None else measurement(0, given.at_start)
    measured = [*measurements, *([] if start is None else [start])]
    base = of_log(
        losses,
        given.rule if update.linear_rule else None,
        certain=certain,
        known=any(each.lr_limit is not None for each in measured),
    )
    sharpness = measurements[-1].sharpness if measurements else 1.0
    last = [loss for loss in losses if math.isfinite(loss)][-1]

    def attempt(lr: float, steps: int = 20) -> Trial:
        assert given.own is not None
        gain = given.own if lr == LR else given.others(lr * sharpness / 2)
        gain = given.one_step if steps == 1 else gain
        return Trial(lr, steps, last, last - gain * abs(last))

    return WatchEvidence(
        base=base,
        series=LossSeries(places[is_finite], np.array(losses)[is_finite]),
        update=update,
        start=start,
        fails_at_start=given.fails_at_start,
        measurements=tuple(measurements),
        secants=None
        if given.updates is None or given.share is None
        else secants(given.share, **given.updates),
        marks=given.marks,
        notes=(),
        noise_scale=None,
        steps=len(losses),
        unknown=(),
        restart=None,
        attempt=None if given.own is None else attempt,
        curvatures=lambda: tuple(sharpness * each for each in given.curvatures),
        along_gradient=lambda: sharpness * given.along,
    )


# --- What is said, and where it changes -----------------------------------------------------------


def said(found: WatchDiagnosis) -> str:
    """Return a verdict without the numbers that any other rate changes."""
    known = "" if found.share_of_limit is None else ", has a share"
    advised = "" if found.lr_advised is None else ", advises"
    tried = f", tried {len(found.tried)}" if found.tried else ""
    codes = " ".join(each.code for each in found.findings)
    return f"{found.status}, {found.cause}{known}{advised}{tried} | {codes}"


def whole(found: WatchDiagnosis, base: HistoryDiagnosis) -> list[str]:
    """Return all that is said beside what the losses alone tell."""
    known = {found.sentence: "as the log", base.sentence: "as the log"}
    return [
        "as the log" if found.sentence == base.sentence else found.sentence,
        *[
            f"{each.evidence} {each.fix}"
            for each in found.findings[1:]
            if each.evidence not in known
        ],
        *[str(each) for each in found.advice if each not in base.advice],
        *[each for each in found.unknown if each not in base.unknown],
        *map(str, found.tried),
    ]


def numbers(found: WatchDiagnosis) -> str:
    return ", ".join(
        f"{name} {value:.6g}"
        for name in ("lr_limit", "lr_advised", "growth_per_epoch")
        if (value := getattr(found, name)) is not None
    )


def along(
    values: Sequence[float],
    given: Callable[[float], Given],
    judge: Callable[[WatchEvidence, float], WatchDiagnosis],
    *,
    words: bool,
) -> list[Any]:
    """Return where a verdict changes, and once for each of them its numbers, if asked its words."""
    found: list[Any] = []
    shown: set[str] = set()
    for value in values:
        e = evidence(given(value))
        one = judge(e, value)
        verdict = said(one)
        if not found or verdict != found[-1][1]:
            key = f"{one.status}, {one.cause}"
            found.append([value, verdict])
            if key not in shown:
                found[-1] += [numbers(one), *(whole(one, e.base) if words else [])]
            shown.add(key)
    return found


def by_all(e: WatchEvidence, _: float) -> WatchDiagnosis:
    return assess(e)


def by_share(e: WatchEvidence, share: float) -> WatchDiagnosis:
    return judge_share(e, assess(e), share)


def moved(
    field: str, given: dict[str, Any], of: Callable[[float], Any] | None, value: float
) -> Given:
    """Return what is given with one field, or an entry of one, at a value, or made of it."""
    outer, _, inner = field.partition(".")
    new = value if of is None else of(value)
    return Given(**given | {outer: given[outer] | {inner: new} if inner else new})


CASES: dict[str, Case] = {}
RARE = ("falls faster and faster", "swings below the start", "stays at a guess", "rises at once",
        "falls with rises")  # fmt: skip
IN_WORDS = ("falls slowly", "grows", "stays", "was thrown")  # of some losses only


def scan(
    name: str,
    field: str,
    values: Any,
    of: Callable[[float], Any] | None = None,
    judge: Callable[[WatchEvidence, float], WatchDiagnosis] = by_all,
    **given: Any,
) -> None:
    words = given.get("losses", "falls") in IN_WORDS and given.get("share") in (None, 0.02, 0.92)
    CASES[name] = partial(along, values, partial(moved, field, given, of), judge, words=words)


def up(values: Any, *edges: float) -> Vector:
    """Return values, and those on which rules turn, in order."""
    ordered: Vector = np.unique(np.append(values, edges))
    return ordered


FAR = [*np.geomspace(0.0113, 0.44, 9), 9.3, 57.0]
NEAR = up([*FAR, *np.geomspace(0.461, 3.17, 33)], 0.1, 0.5, 0.85, 1.0, 1.15, 2.0)
LEFT = up(np.geomspace(0.0107, 1.0, 40), 0.1, 0.2)
GAINS = np.geomspace(1.07e-4, 0.93, 44)
LEVELS = np.geomspace(0.107, 1.31, 40)
CHANGES = up(np.geomspace(1e-5, 0.3, 40), 1e-3)
FACTORS = up(np.linspace(-2.03, 2.03, 81), -1.05, -0.95, 1 / 1.5, 1.5)
SHARPER = (0.6, 0.8, 1.0)
for _of in [of for of in LOSSES if of not in RARE]:
    scan(f"share, steady: {_of}", "share", NEAR, losses=_of, measured={})
    scan(f"share, sharper: {_of}", "share", NEAR, losses=_of, measured={}, curvatures=SHARPER)
    if _of in ("falls", "has fallen", "stays", "grows"):
        flatter = (1.7, 1.3, 1.0)
        scan(f"share, flatter: {_of}", "share", NEAR, losses=_of, measured={}, curvatures=flatter)
    for _spread in (1e-4, 0.2)[: 1 + (_of in IN_WORDS)]:
        _name = f"share of secants, {_spread}: {_of}"
        scan(_name, "share", NEAR, losses=_of, updates={"spread": _spread})
    if _of in IN_WORDS:
        scan(f"share alone: {_of}", "measured.ratio", NEAR, judge=by_share, losses=_of,
             rule="adam", limit=False, measured={"lr": None, "lr_limit": None},
             curvatures=SHARPER)  # fmt: skip
for _of, _share in [
    ("falls slowly", 0.02), ("falls slowly", 0.3), ("falls slowly", 0.9), ("has fallen", 0.05),
    ("stays", 0.03), ("falls", 0.97), ("swings", 1.3),
]:  # fmt: skip
    _at, _given = f"{_of} at {_share}", {"losses": _of, "share": _share, "measured": {}}
    scan(
        f"gain of a higher rate: {_at}", "others", GAINS, lambda x: lambda _: x, own=0.011, **_given
    )
    scan(
        f"gain of the own rate: {_at}", "own", [-0.5, -1e-3, *GAINS], others=lambda _: 0.2, **_given
    )
    scan(f"highest rate that is faster: {_at}", "others", LEFT,
         lambda x: lambda share: 0.3 if share < x else -9.0, own=1e-4, **_given)  # fmt: skip
scan("curvature along the gradient", "along", np.geomspace(0.0103, 4.0, 30),
     losses="stays", share=0.03, own=1e-4, measured={})  # fmt: skip
for _of in ("falls slowly", "falls faster and faster"):
    scan(f"gain of one step: {_of}", "one_step", np.geomspace(1.1e-6, 0.9, 60),
         losses=_of, share=0.02, measured={}, own=0.01)  # fmt: skip
scan("gain without velocity", "others", GAINS, lambda x: lambda _: x,
     losses="falls slowly", share=0.03, rule="momentum", own=0.011, measured={})  # fmt: skip
scan("smallest curvature", "measured.smallest", np.geomspace(1.1e-4, 1.0, 30), lambda x: -10 * x,
     losses="has fallen", own=0.0, along=0.01, measured={})  # fmt: skip
scan("smallest curvature of one block", "measured.smallest", np.geomspace(1.1e-4, 1.0, 30),
     lambda x: -10 * x, losses="stays", rule="momentum", own=0.0, along=0.01,
     measured={"gradient_norms": {"w": 0.2}})  # fmt: skip
LITTLE = np.geomspace(1.07e-9, 9.3e-3, 40)
for _of in ("falls slowly", "stays"):
    for _name, _least in {"bowl": 1e-3, "saddle": -0.05}.items():
        scan(f"little gain of a higher rate, {_name}: {_of}", "others", LITTLE,
             lambda x: lambda _: x, losses=_of, share=0.02, own=1e-9,
             measured={"smallest": _least})  # fmt: skip
scan("little gain, smallest curvature", "measured.smallest", np.geomspace(1.1e-4, 0.1, 30),
     lambda x: -x, losses="stays", share=0.02, own=1e-6, measured={})  # fmt: skip
for _share in (0.3, 0.92, 1.07, 3.1):
    _given = {"share": _share, "measured": {}, "curvatures": SHARPER}
    scan(f"level: {_share}", "losses", LEVELS, lambda x: noisy(fall(60, x), 0.02), **_given)
    scan(f"level after a fall: {_share}", "losses", np.geomspace(0.91, 1.31, 40),
         lambda x: fall(40, 0.2) + [0.22 * x] * 20, **_given)  # fmt: skip
    scan(f"rise at the end: {_share}", "losses", np.geomspace(1e-4, 0.5, 40),
         lambda x: fall(40, 0.2) + [0.21 * (1 + x) ** k for k in range(20)], **_given)  # fmt: skip
    scan(f"entries: {_share}", "losses", range(3, 24), lambda n: fall(int(n), 0.01, 0.7), **_given)
    scan(f"sharper: {_share}", "curvatures", np.geomspace(0.5, 1.0, 60), lambda x: (x, x, 1.0),
         share=_share, measured={})  # fmt: skip
    scan(f"limit came down: {_share}", "before", _share * np.geomspace(0.31, 2.0, 40),
         lambda x: (x,), share=_share, measured={}, curvatures=(0.99, 0.98, 1.0))  # fmt: skip
    _given = {"losses": "falls with rises", "share": _share}
    scan(f"curvature that changes: {_share}", "curvatures", CHANGES, lambda x: (1.0, 1.0 + x, 1.0),
         measured={}, **_given)  # fmt: skip
    scan(f"spread of secants: {_share}", "updates.spread", CHANGES, updates={}, **_given)
    scan(f"highest of secants: {_share}", "updates.highest_share", 1 + CHANGES,
         updates={"spread": 1e-6}, **_given)  # fmt: skip
for _share in (0.92, 1.07, 3.1):
    scan(f"level of secants: {_share}", "losses", LEVELS, lambda x: noisy(fall(60, x), 0.02),
         share=_share, updates={})  # fmt: skip
for _of in ("falls", "stays", "grows", "rises", "fails"):
    _given = {"losses": _of, "share": 0.4, "updates": {}}
    scan(f"factor: {_of}", "updates.factor", FACTORS, **_given)
    scan(f"uphill: {_of}", "updates.uphill", up(np.linspace(0.803, 1.0, 30), 0.9), **_given)
    for _factor in (-1.0, 2.0):
        scan(f"left unexplained, {_factor}: {_of}", "updates.unexplained", LEFT,
             losses=_of, share=0.7 + _factor / 5, updates={"factor": _factor})  # fmt: skip
    scan(f"uphill, measured: {_of}", "share", NEAR, losses=_of, measured={},
         updates={"uphill": 1.0, "factor": 3.0})  # fmt: skip
    scan(f"decay: {_of}", "share", NEAR, losses=_of, measured={}, more={"decay": 0.01})
    scan(f"decay that is not known: {_of}", "share", [0.4], losses=_of, more={"knows_decay": False})
for _name, _sums in {"sums": True, "no sums": False}.items():
    scan(f"updates, {_name}", "updates.count", range(3, 9), int,
         losses="stays", share=0.4, updates={"adds_up": _sums, "uphill": 1.0})  # fmt: skip

SEEN = Finding("dead_units", ("layer",), "The units output 0 on all rows.", "Lower lr.")
DEAD, MAYBE = Mark(SEEN, certain=True), Mark(SEEN, certain=False)
for _of in ("was thrown", "grows", "stays", "fails"):
    for _name, _marks in {"no": (), "dead": (DEAD,), "maybe dead": (MAYBE,)}.items():
        scan(f"limit at the start, {_name} units: {_of}", "curvatures",
             np.geomspace(1.05, 31.0, 40), lambda x: (x, 1.0, 1.0),
             losses=_of, share=0.2, measured={}, marks=_marks)  # fmt: skip
        scan(f"share where no rate is faster, {_name} units: {_of}", "share", NEAR,
             losses=_of, measured={}, marks=_marks, own=None if _name == "no" else 0.0)  # fmt: skip
        if _marks != (DEAD,):
            scan(f"share, {_name} units: {_of}", "share", NEAR,
                 losses=_of, measured={}, marks=_marks, own=0.0, others=lambda _: 0.2)  # fmt: skip
scan("thrown by", "losses", np.geomspace(1.01, 2.6, 40),
     lambda x: [1.0, x, *noisy([x] * 50, 0.01)], share=0.3, measured={},
     curvatures=(4.0, 1.0, 1.0), marks=(DEAD,))  # fmt: skip
scan("rate at the start of a run that fails", "at_start", NEAR, losses="fails", share=None)
scan("function that fails", "share", (0.5, 2.0), losses="fails", measured={}, fails_at_start=True)
for _mark in (frozen(("a", "b"), 3, 9), *going_uphill([0.5] * 4)):
    for _of in ("falls", "grows", "stays", "fails"):
        scan(f"{_mark.finding.code}: {_of}", "share", (0.02, 0.5, 1.4),
             losses=_of, measured={}, updates={}, marks=(_mark,), own=0.0)  # fmt: skip


# --- Marks ----------------------------------------------------------------------------------------


def texts(marks: tuple[Mark, ...]) -> list[object]:
    return [[m.finding.code, m.finding.evidence, m.finding.fix, m.certain] for m in marks]


def grown(first: float = 1.0, second: float = 2.0, last: float = 8.0) -> tuple[Mark, ...]:
    return adding_up({1: first, 2: first * second, 4: first * 4.0, 8: first * last}, "Clear them.")


SCALES = np.geomspace(0.31, 3.3, 60)
CASES |= {
    "frozen blocks": lambda: [
        frozen("abcde"[:k], of, 7).finding.evidence for k in range(1, 6) for of in range(k, 7)
    ],
    "uphill": lambda: [
        [least, count, texts(going_uphill([0.9] * (count - 1) + [least]))]
        for least in (0.05, 0.09, 0.11, 0.3)
        for count in (3, 4, 5)
    ],
    "first gradients": lambda: [[x, texts(grown(first=x))] for x in SCALES if 0.7 < x < 1.4],
    "second gradients": lambda: [[x, bool(grown(second=2 * x))] for x in SCALES],
    "last gradients": lambda: [[x, bool(grown(last=8 * x))] for x in SCALES],
    "gradients that are missing": lambda: [
        texts(adding_up({k: float(k) for k in (1, 2, 4, 8) if k != gone}, ""))
        for gone in (0, 1, 2, 4, 8)
    ],
    "sums": lambda: [texts(adding_up({}, "Fix.", [True] * k + [False] * j))
                     for k in range(4) for j in range(2)],
    "sums, nearly": lambda: [
        [share, is_sum(np.array([2.0 + share, 0.0]), np.ones(2), np.array([1.0, -1.0]))]
        for share in (0.0, 1e-6, 9e-6, 1.9e-5, 2.1e-5, 4e-5, 1e-3)
    ],
    "not sums": lambda: is_sum(np.array([1.0, 1.0]), np.zeros(2), np.ones(2)),
    "shares of limits": lambda: [
        str(share_of_limit(lr, limit)) for lr in (None, 0.0, 2.0) for limit in (None, 0.0, 8.0)
    ],
    "unknown without functions": lambda: [
        [share, count, unexplained, unknown_without_functions(
            secants(share, count=count, unexplained=unexplained), Update.of_rule("gd", LR))]
        for share in (0.9, 1.1) for count in (4, 5, 6) for unexplained in (0.1, 0.3)
    ],
    "unknown of adam": lambda: [
        unknown_without_functions(secants(1.3), Update.of_rule(step_rule(rule), lr))
        for rule, lr in (("adam", LR), ("gd", None))
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("watches", name, CASES[name])
