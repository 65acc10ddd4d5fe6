"""Numbers that people and programs write where a value is missing: -999, 1e30, and 9999-12-31."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

FLOAT32 = 1e-7  # relative: columns of float32 hold codes rounded
HUGE = 1e35  # a value that no one measures, round or not

# What surveys and sensors write; round values; the largest values of types; and the fill values of
# netCDF and Stata
NINES: Final = frozenset(
    sign * float(text)
    for sign in (1, -1)
    for text in ("99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999",
                 "99.9", "999.9", "9999.9", "99.99", "999.99", "9999.99", "99999.99", "999.25")
) | {-9.0}  # fmt: skip
SURVEY: Final = frozenset(
    sign * float(text)
    for sign in (1, -1)
    for text in (
        *(digit * count for digit in "78" for count in (2, 3, 4, 5)),
        *("9" * count + digit for digit in "78" for count in (1, 2, 3, 4)),
    )
)
SMALL: Final = frozenset((-1.0, -7.0, -8.0))
ROUND: Final = frozenset(
    sign * digit * 10.0**power
    for sign in (1.0, -1.0)
    for digit in range(1, 10)
    for power in range(2, 39)
)
LIMITS: Final = frozenset(
    sign * value
    for sign in (1.0, -1.0)
    for value in (32767.0, 32768.0, 65535.0, 2147483647.0, 2147483648.0, 4294967295.0, 2.0**63,
                  2.0**127, float(np.finfo(np.float32).max), 2.0**1023,
                  float(np.finfo(np.float64).max), 9.969209968386869e36)
)  # fmt: skip
CODES: Final = np.array(sorted(NINES | SURVEY | SMALL | ROUND | LIMITS))

# The first and last dates of programs, in every unit that a column of dates may have
DATES: Final = (date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1), date(2999, 12, 31),
                date(9999, 12, 31))  # fmt: skip
DAYS_A_YEAR = 365.2425


def _in_units(day: date) -> Iterator[float]:
    days = day.toordinal() - date(1970, 1, 1).toordinal()
    for part in (0.0, 86_399.0 / 86_400.0):  # the last second of the day, too
        yield from (days + part, (days + part) * 24.0, round((days + part) * 86_400.0))
        yield 1970.0 + (days + part) / DAYS_A_YEAR
    if day.year > 1:  # which may be a month
        yield float(day.year)


DATE_CODES: Final = {number: str(day) for day in DATES for number in _in_units(day)}


def date_for(value: float) -> str | None:
    """Return the date that people use as a code and that a number stands for."""
    near = (text for code, text in DATE_CODES.items() if abs(value - code) <= 1e-12 * abs(code))
    return next(near, None)
