"""Types of the tools' arguments, with their limits and descriptions.

A number must be a finite number, not a string or a boolean. A whole number may be written as 200.0,
because some hosts do so.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

MOST_POINTS: Final = 10_000
MOST_EPOCHS: Final = 10_000
MOST_RATES: Final = 12
MOST_COLUMNS: Final = 100
MOST_CSV_BYTES: Final = 256 * 1024
MOST_CSV_ROWS: Final = 5_000
LONGEST_TEXT: Final = 20_000  # characters of a learner's answer
LARGEST_SEED: Final = 2**32 - 1


def whole(value: Any) -> Any:
    """Convert 200.0 to 200, and return anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Rate = Annotated[
    float,
    Field(strict=True, gt=0, allow_inf_nan=False, description="The learning rate, such as 0.01."),
]
Rates = Annotated[
    list[Rate],
    Field(
        min_length=1, max_length=MOST_RATES, description="Learning rates, such as [0.001, 0.01]."
    ),
]
Epochs = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=1, le=MOST_EPOCHS, description="Number of updates."),
]
Points = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=2, le=MOST_POINTS, description="Number of points of the lesson's line."),
]
Noise = Annotated[
    float,
    Field(
        strict=True,
        ge=0,
        le=1e6,
        allow_inf_nan=False,
        description="Standard deviation of the noise around the line.",
    ),
]
Seed = Annotated[
    int,
    BeforeValidator(whole),
    Field(strict=True, ge=0, le=LARGEST_SEED, description="Seed of the random numbers: the same "
          "seed gives the same run everywhere."),
]  # fmt: skip
Weights = Annotated[
    list[Annotated[float, Field(strict=True, ge=-1e9, le=1e9, allow_inf_nan=False)]],
    Field(min_length=2, max_length=2, description="Slope and intercept, such as [0, 0]."),
]
Switch = Annotated[bool, Field(strict=True)]
Plot = Annotated[bool, Field(strict=True, description="Whether to return a picture too.")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
