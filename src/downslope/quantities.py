"""Numbers as people read them, the same in every report: counts, shares, times, bytes, digits."""

from __future__ import annotations

import math


def number(value: float) -> str:
    """Four significant digits."""
    if math.isnan(value):
        return "unknown"
    return f"{value:.4g}" if math.isfinite(value) else ("−∞" if value < 0 else "∞")


def percent(share: float) -> str:
    """A share with two digits of what it lacks: 99.54 %, 99.99960 %."""
    gap = 100 * abs(1 - share)
    if not math.isfinite(gap):
        return f"{number(share)} %"
    digits = 1 if gap == 0 else max(0, min(8, 1 - math.floor(math.log10(gap))))
    return f"{100 * share:.{digits}f} %"


def counted(count: int, what: str) -> str:
    """How many there are: 1 row; 12,345 rows; 2 passes."""
    ending = "" if count == 1 else "es" if what.endswith("s") else "s"
    return f"{count:,} {what}{ending}"


def epochs(count: float) -> str:
    """1 epoch; 1,480 epochs; about 3e+12 epochs; never."""
    if not math.isfinite(count):
        return "never"
    shown = f"{int(count):,}" if count < 1e9 else f"about {count:.0e}"
    return f"{shown} epoch{'' if count == 1 else 's'}"


def digits(error: float) -> str:
    """A relative error as right digits: "no digit", "1 digit", "9 digits"."""
    count = 16 if error <= 0 else max(0, min(16, math.floor(-math.log10(error))))
    return f"{count or 'no'} digit{'' if count < 2 else 's'}"


def seconds(value: float) -> str:
    """A time in words: 3.2 ms."""
    for unit, scale in (("µs", 1e-6), ("ms", 1e-3)):
        if value < 999.5 * scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value:.3g} s" if value < 1e5 else "days"


def size(value: float) -> str:
    """Bytes in words: 1.2 GB."""
    for unit, scale in (("byte" if value == 1 else "bytes", 1.0), ("kB", 1e3), ("MB", 1e6)):
        if value < 999.5 * scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value / 1e9:,.3g} GB"


def significant(value: float, digits: int = 7) -> str:
    """A number with so many significant digits; an em dash where there is none."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.{digits}g}"


def fixed(value: float) -> str:
    """A t value; that of an error of 0 is infinite."""
    if math.isinf(value):
        return number(value)
    if 1e4 <= abs(value) < 1e6:
        return f"{value:.0f}"
    return f"{value:.2f}" if math.isfinite(value) and abs(value) < 1e6 else significant(value, 3)


def probability(value: float) -> str:
    """A p value."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.4f}" if value >= 1e-4 else "<0.0001"
