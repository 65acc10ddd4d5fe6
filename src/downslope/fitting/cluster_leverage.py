"""Weights whose clustered errors are too small, because few clusters decide them.

The fit follows a cluster that has a large share in it, and then its residuals say little about its
noise: with indicators of the clusters in the model they add up to 0 in each. If the noise of rows
is independent, the scores of a cluster have the variance σ² (A_g − A_g²), so that CR1 finds of the
variance σ² ‖m‖² of a weight, with m its row of M, on average the share

    c (1 − Σ_g ‖A_g m‖² / ‖m‖²)          c the factor of CR1

With two ways, the variance is that of one, plus that of the other, less that of both; of this last
one the least is known, since for the clusters that are not looked at ‖A_g m‖² ≤ tr(A_g) mᵀA_g m.

A_g takes p² numbers for each cluster, and is needed only where its trace, the leverage of the
cluster, is large: the traces add up to p, so there are at most 2 p such clusters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from downslope.findings import Finding
from downslope.fitting.error_kinds import RobustErrors
from downslope.fitting.passes.cluster_sums import Clusters, NoRoomError
from downslope.fitting.passes.scores import Coordinates
from downslope.fitting.solution import Solution
from downslope.formatting import significant
from downslope.numerics.arrays import Matrix, Vector, row_norms

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

    An error by two ways is unknown if it is by each, or if nothing is left of it without what both
    have in common.
    """
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
    names, weights = asked.columns, solution.names
    shares = [_share_left_out(seen, at) for seen in found]
    means = [np.maximum(1 - each.hidden, 0.0) * small_sample(way, solution)
             for way, each in zip(ways, shares, strict=True)][: len(names)]  # fmt: skip
    together, figures = means[0], None
    if len(ways) > len(names):
        rest = ways[-1].leverage[~large[-1]].max(initial=0.0) * np.maximum(1 - shares[-1].part, 0.0)
        both = np.maximum(1 - shares[-1].hidden - rest, 0.0) * small_sample(ways[-1], solution)
        together = np.maximum(means[0] + means[1] - both, 0.0)
        figures = np.array([*means, both])
    unknown = (together < LEAST_KNOWN) | np.all([mean < LEAST_KNOWN for mean in means], axis=0)
    small = (together < LEAST_FOUND) & ~unknown
    worst = int(np.argmin([mean[unknown | small].sum() for mean in means]))
    said = [
        _understated(asked, names[worst], weights, together, shares[worst].first, which, what,
                     figures)
        for what, which in (("unknown", unknown), ("too small", small))
        if which.any()
    ]  # fmt: skip
    for name, mean, share in zip(names, means, shares, strict=False):
        if (part := (mean < LEAST_FOUND) & ~unknown & ~small).any():
            said.append(_understated(asked, name, weights, mean, share.first, part, "too small",
                                     part_of=f"part of '{name}' in the "))  # fmt: skip
    return tuple(said), unknown, True


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    """What clusters hide of the variance ‖m‖² of each weight (p,)."""

    hidden: Vector  # Σ_g ‖A_g m‖² / ‖m‖²
    part: Vector  # Σ_g mᵀA_g m / ‖m‖², of the same clusters
    first: np.ndarray  # label of the cluster that hides most


def _share_left_out(seen: Clusters, at: Coordinates) -> _Share:
    assert seen.products is not None
    moved = at.moved
    if not len(seen.labels):
        none = np.zeros(len(moved))
        return _Share(none, none, np.full(len(moved), ""))
    along = [moved @ product for product in seen.products]
    lengths = row_norms(moved)
    with np.errstate(invalid="ignore", divide="ignore"):
        hidden = np.square(np.array([row_norms(each) for each in along]) / lengths)  # (G, p)
        part = np.sum([(each * moved).sum(axis=1) for each in along], axis=0) / lengths**2
    return _Share(hidden.sum(axis=0), part, seen.labels[hidden.argmax(axis=0)])


def _understated(
    asked: RobustErrors,
    way: str,
    names: Sequence[str],
    mean: Vector,
    first: np.ndarray,
    which: np.ndarray,
    what: str,
    figures: Matrix | None = None,
    part_of: str = "",
) -> Finding:
    chosen = tuple(name for name, each in zip(names, which, strict=True) if each)
    shown = ", ".join(f"'{name}'" for name in chosen[:MOST_NAMES])
    more = f" and {len(chosen) - MOST_NAMES} more" if len(chosen) > MOST_NAMES else ""
    least = int(np.where(which, mean, math.inf).argmin())
    several = len(chosen) > 1
    parts = ""
    if figures is not None:
        one, two, both = (significant(float(each), 2) for each in figures[:, least])
        (_, other), of = asked.columns, names[least]
        if way == other:
            one, two, other = two, one, asked.columns[0]
        parts = (
            f" of the variance of '{of}' at most {one} is found by '{way}' and at most {two} by "
            f"'{other}', less at least {both} by both, and"
        )
    return Finding(
        "clusters_decide_weights",
        chosen,
        f"The {part_of}{asked.kind} error{'s' if several else ''} of {shown}{more} "
        f"{'are' if several and not part_of else 'is'} {what}: the fit follows single clusters of "
        f"'{way}', such as '{first[least]}', whose residuals then say little about their "
        f"noise. If the noise of rows is independent,{parts} the {part_of}error of "
        f"'{names[least]}' is on average found as at most "
        f"{significant(math.sqrt(mean[least]), 2)} of what it is.",
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
