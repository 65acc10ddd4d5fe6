"""Results as plain data: what `--json`, the page and the tutor send.

Arrays become lists, NumPy numbers become Python's, and what is not finite becomes None, because
JSON has no word for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np


def plain_dict(fields: Mapping[str, object]) -> dict[str, object]:
    """A result's fields with nothing in them but what JSON knows."""
    return {name: plain(value) for name, value in fields.items()}


def plain(value: object) -> object:
    """`value` with nothing in it but dict, list, str, bool, int, finite float and None."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    return value
