"""The kinds of data that a page can name: one file a kind; each opens itself and writes its code.

A page sends a descriptor, `{"kind": "lesson", "n": 100, …}`, and never a path: files are those of
the command line, or come as bytes.
"""

from __future__ import annotations

from downslope.errors import unknown
from downslope.lab.data.case import CaseData
from downslope.lab.data.dataset import DatasetData
from downslope.lab.data.file import FileData
from downslope.lab.data.kind import Kind
from downslope.lab.data.lesson import LessonData
from downslope.lab.data.points import PointsData
from downslope.lab.data.upload import UploadData
from downslope.lab.fields import Fields

KINDS: dict[str, type[Kind]] = {
    "lesson": LessonData,
    "case": CaseData,
    "dataset": DatasetData,
    "file": FileData,
    "upload": UploadData,
    "points": PointsData,
}

__all__ = ["KINDS", "Kind", "described"]


def described(fields: Fields) -> Kind:
    """The data that a descriptor names.

    Raises:
        OptionError: an unknown kind, or a field that cannot be used.

    """
    kind = fields.text("kind")
    if kind not in KINDS:
        raise unknown("kind", kind[:60], KINDS)
    return KINDS[kind].of(fields)
