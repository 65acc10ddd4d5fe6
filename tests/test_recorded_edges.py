"""What is said just below and just above each limit of the rules for losses is what it was.

Each draw was searched for: another thing is said of it if a constant that it is listed with is
doubled, or halved.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from drawn_pieces import of_log, of_pieces
from drawn_watches import of_watch
from records import Case, check, or_refused
from test_recorded_many_logs import SHAPES, log_of


def of_shape(shape: str, source: random.Random) -> list[Any]:
    return of_log(*log_of(source, shape))


KINDS: dict[str, Callable[[random.Random], list[Any]]] = {
    "p": of_pieces,
    "w": of_watch,
    **{shape: partial(of_shape, shape) for shape in SHAPES},
}
TELLING = """
autocorrelation.BY_CHANCE p 2023
autocorrelation.FEWEST_TURNS p 2023
autocorrelation.MOST_CORRELATED p 1575 p 2023
convergence.AT_CHANCE p 122 p 887
convergence.CHANCE_OF_ANY_LOSS p 753 p 16
convergence.DYING p 188 p 351
convergence.FADING p 1834
convergence.FEWEST_BESIDE waves 52
convergence.FEW_CLASSES p 1735 p 122
convergence.FROZEN p 647
convergence.HALF_WAY p 515 p 753
convergence.NEAR_ZERO p 1732 p 729
convergence.SEEN_NOISE p 551 p 319
convergence.SEEN_SWINGS p 1502 p 69
convergence.STILL_FALLS p 98 p 779
convergence.STRAIGHT p 703 p 679
convergence.STRAIGHT_LOG p 703 p 457
divergence.BLOWN_UP p 726 p 220
divergence.FAR p 396 p 545
divergence.FEWEST_FOR_JUMPS p 1679
divergence.FEWEST_FOR_LEVELS turns 48
divergence.GROWING_SHARE p 551 p 22
divergence.LOUD p 1467 p 1397
divergence.RISES jumps 27 jumps 37 p 828
divergence.STRAYED p 631 p 217
divergence.THROWN p 815 p 673
divergence.UNLEARNED jumps 27 p 213
divergence.UNSETTLED_BATCHES p 244
evidence.BATCH_NOISE p 1160 p 458
evidence.CALM waves 48 p 244
evidence.CERTAIN_ERRORS p 414 p 649
evidence.FEWEST_TO_JUDGE p 699 p 475
evidence.NOISE_REACHES p 1257 p 728
evidence.NOISY_SHARE p 729 p 545
evidence.NO_GAIN p 362 p 602
evidence.RATE_JUMP p 362 p 44
evidence.UNSETTLED p 632 p 868
fall.? p 523 p 97
fall.EARLY_DROP p 187 p 895
fall.FADES turns 20 p 315
fall.FEWEST_TO_FADE waves 11 p 512
fall.FLAT_GAIN p 30 p 849
fall.HEALTHY_FALL p 1502 p 559
fall.MUCH_AHEAD p 709 p 586
fall.SLOWED_DOWN p 1007 p 515
fall.SLOW_FALL p 457 p 709
fall.STEADY p 753
fall.STOPPED falls 14 p 747
fall.SWINGS p 362 p 545
fall.THROWN p 404 p 213
fall.VARIES falls 63 p 649
forecast.AT_FLOOR p 890
forecast.KNOWN p 890
forecast.SAME_GAP p 1532
forecast.SAME_SPEED p 794 p 890
forecast.SAME_TIME p 890
forecast.TAIL p 890
forecast.TAILS p 1532 p 890 p 120
growth.ACCELERATION p 791
growth.ALWAYS p 620 p 504
growth.CALM_AROUND p 1974 p 79
growth.CALM_SHARE p 791 p 484
growth.EVEN rises 32 p 589
growth.FIRST_STEPS waves 16 p 896
growth.GROWN p 151 p 22
growth.JUMP p 883 p 72
growth.MIN_RISE p 476 p 137
growth.RISING p 191 p 22
growth.SLOWER p 464
growth.SLOW_GROWTH p 386 p 576
log_findings.NEAR p 1291 p 1937
log_findings.SAME_RATE p 690
loss_series.ALIKE p 465 p 812
loss_series.ALTERNATING_SHARE p 98 p 896
loss_series.BEYOND_CHANCE p 98 p 828
loss_series.ENTRIES_A_SPIKE p 209 p 96
loss_series.FEWEST_AROUND turns 9 p 611
loss_series.FEWEST_BEFORE p 655
loss_series.FEWEST_IN_NO_ORDER p 1930 jumps 57
loss_series.FEWEST_LOSSES p 729 p 475
loss_series.FEWEST_OF_A_CLIMB p 231 p 22
loss_series.LARGE_RISE p 143 p 887
loss_series.MEDIAN_ERROR p 1735 p 212
loss_series.MOSTLY p 1119 p 1907
loss_series.NOISE_BELOW p 1119 p 743
loss_series.SECOND_DIFFERENCE p 212 p 170 p 728
loss_series.SPIKE_RATIO p 244 p 545
loss_series.STEADY_DRIFT rises 66 p 902
loss_series.STEADY_SPREAD p 37 p 784
loss_series.TWICE p 515 p 332
loss_series.WANDERS p 1067
loss_series.WIDTHS p 95
overfitting.CREEPING_SHARE p 529
overfitting.CREEPS p 302 p 30
overfitting.HARDLY waves 15 p 842
overfitting.LEARNED p 508 p 0 p 1682 p 332
overfitting.OVERFITTED p 302 p 457
overfitting.SWINGS waves 55 p 442
rate_share.FAR_ABOVE w 50 w 129
rate_verdict.DISAGREES w 50 w 129
trial_verdict.FAR_BELOW w 771 w 271
trial_verdict.HEALTHY w 332 w 774
trial_verdict.LOWER w 407 w 132
trial_verdict.MUCH_FASTER w 407 w 132
trial_verdict.NOTICEABLE w 511
trial_verdict.VASTLY_FASTER w 307
watch_verdict.ABOVE w 296 w 579
watch_verdict.AT_EDGE w 139 w 774
watch_verdict.CALM w 511 w 579
watch_verdict.FELL w 511 w 129
watch_verdict.FLATTER w 175 w 813
watch_verdict.NEAR_ONE w 570 w 890
watch_verdict.SCALED w 75 w 371
watch_verdict.THROWN w 207 w 63
watch_verdict.UPHILL w 211 w 329
"""


def of_draw(draw: str) -> Any:
    return or_refused(lambda: KINDS[draw.split()[0]](random.Random(draw)))


def _constants() -> dict[str, str]:
    """Return the constants that each draw tells of."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in TELLING.strip().splitlines():
        constant, *words = line.split()
        for draw in zip(words[::2], words[1::2], strict=True):
            found[" ".join(draw)].append(constant)
    return {draw: ", ".join(constants) for draw, constants in found.items()}


CONSTANTS = _constants()
CASES: dict[str, Case] = {draw: partial(of_draw, draw) for draw in CONSTANTS}


@pytest.mark.parametrize("draw", CASES, ids=lambda draw: f"{draw}: {CONSTANTS[draw]}")
def test_it_is_as_recorded(draw: str) -> None:
    check("edges", draw, CASES[draw])
