"""Weights whose clustered errors are too small, because few clusters decide them.

The fit follows a cluster that has a large share in it, and then its residuals say little about its
noise: with indicators of the clusters in the model they add up to 0 in each. If the noise of rows
is independent, the scores of a cluster have the variance σ² (A_g − A_g²), so that CR1 finds of the
variance σ² ‖m‖² of a weight, with m its row of M, on average the share

    c (1 − Σ_g ‖A_g m‖² / ‖m‖²)          c the factor of CR1

A_g takes p² numbers for each cluster, and is needed only where its trace, the leverage of the
cluster, is large: the traces add up to p, so there are at most 2 p such clusters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from downslope.findings import Finding
from downslope.fitting.error_kinds import RobustErrors
from downslope.fitting.passes.scores import Clusters, Coordinates, NoRoomError
from downslope.fitting.solution import Solution
from downslope.formatting import significant
from downslope.numerics.arrays import Vector, row_norms

LARGE = 0.5  # leverage of a cluster from which its rows are looked at again
LEAST_FOUND = 0.5  # of a variance, on average: less is reported
LEAST_KNOWN = 0.01  # of a variance, on average: with less found, an error is unknown
MOST_NAMES = 8  # in a message

Look: TypeAlias = Callable[[Sequence[np.ndarray]], Sequence[Clusters]]


def small_sample(way: Clusters, solution: Solution) -> float:
    """Return the factor of CR1, G/(G − 1) · (n − 1)/(n − p)."""
    clusters, n = len(way.labels), solution.n
    return clusters / (clusters - 1) * (n - 1) / max(solution.degrees_of_freedom, 1)


def understated(
    asked: RobustErrors,
    ways: Sequence[Clusters],
    at: Coordinates,
    solution: Solution,
    look: Look | None,
) -> tuple[tuple[Finding, ...], np.ndarray, bool]:
    """Return findings on errors that are too small, which are unknown, and whether rows were read.

    Two ways are looked at one by one; an error is unknown if it is by both. Its variance is that of
    one way, plus that of the other, less that of both, so a share of one is that of its part alone.
    """
    ways = ways[: len(asked.columns)]
    large = [way.leverage >= LARGE for way in ways]
    none = np.zeros(len(solution.weights), dtype=bool)
    if not any(each.any() for each in large):
        return (), none, False
    if look is None:
        return (_not_looked_at(asked, "the maximum of passes leaves none for it"),), none, False
    chosen = [way.labels[each].astype(np.str_) for way, each in zip(ways, large, strict=True)]
    try:
        found = look(chosen)
    except NoRoomError:
        return (_not_looked_at(asked, "their sums do not fit in memory"),), none, False
    shares = [_share_left_out(seen, at) for seen in found]
    means = [np.maximum(1 - share, 0.0) * small_sample(way, solution)
             for way, (share, _) in zip(ways, shares, strict=True)]  # fmt: skip
    unknown = np.all([mean < LEAST_KNOWN for mean in means], axis=0)
    findings = [
        _understated(asked, name, solution.names, mean, first, which, what)
        for name, mean, (_, first) in zip(asked.columns, means, shares, strict=True)
        for what, which in (
            ("unknown", unknown),
            ("too small", (mean < LEAST_FOUND) & ~unknown),
        )
        if which.any()
    ]
    return tuple(findings), unknown, True


def _share_left_out(seen: Clusters, at: Coordinates) -> tuple[Vector, np.ndarray]:
    """Return Σ_g ‖A_g m‖²/‖m‖² of each weight (p,), and the label of the largest of its terms."""
    assert seen.products is not None
    moved = at.moved
    if not len(seen.labels):
        return np.zeros(len(moved)), np.full(len(moved), "")
    each = np.array([row_norms(moved @ product) for product in seen.products])  # (G, p)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.square(each / row_norms(moved))
    return shares.sum(axis=0), seen.labels[shares.argmax(axis=0)]


def _understated(
    asked: RobustErrors,
    way: str,
    names: Sequence[str],
    mean: Vector,
    first: np.ndarray,
    which: np.ndarray,
    what: str,
) -> Finding:
    chosen = tuple(name for name, each in zip(names, which, strict=True) if each)
    shown = ", ".join(f"'{name}'" for name in chosen[:MOST_NAMES])
    more = f" and {len(chosen) - MOST_NAMES} more" if len(chosen) > MOST_NAMES else ""
    least = int(np.where(which, mean, math.inf).argmin())
    several = len(chosen) > 1
    part = f"part of '{way}' in the " if len(asked.columns) > 1 else ""
    whose = part if what != "unknown" else ""
    return Finding(
        "clusters_decide_weights",
        chosen,
        f"The {whose}{asked.kind} error{'s' if several else ''} of {shown}{more} "
        f"{'are' if several and not whose else 'is'} {what}: the fit follows single clusters of "
        f"'{way}', such as '{first[least]}', whose residuals then say little about their "
        f"noise. If the noise of rows is independent, the {part}error of '{names[least]}' is on "
        f"average found as at most {significant(math.sqrt(mean[least]), 2)} of what it is.",
        "Leave out columns that are constant within the clusters, absorb their levels, or use "
        "smaller clusters.",
    )


def _not_looked_at(asked: RobustErrors, why: str) -> Finding:
    return Finding(
        "clusters_not_checked",
        asked.columns,
        f"Some clusters have a large share in the fit, so {asked.kind} errors may be too small; "
        f"their rows were not looked at again, because {why}.",
        "Allow one more pass, or compare with errors of another kind.",
    )
