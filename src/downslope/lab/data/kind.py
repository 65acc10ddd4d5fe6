"""What every kind of data can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from downslope.lab.fields import Fields

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to open the same data elsewhere."""

    imports: tuple[str, ...]  # lines of Python
    lines: tuple[str, ...]  # lines that leave the table or the data in names that `problem` uses
    problem: str  # a Python expression, with {loss} where the convention goes
    command: tuple[str, ...]  # the words of a command line that say which data
    file: str | None = None  # a file that both expect to lie there, if there is one


class Kind(ABC):
    """Data that a descriptor names."""

    @classmethod
    @abstractmethod
    def of(cls, fields: Fields) -> Self:
        """Read the descriptor.

        Raises:
            OptionError: a field that cannot be used.

        """

    @abstractmethod
    def key(self, shelf: Shelf) -> Hashable:
        """What is equal for equal data, as long as they do not change."""

    @abstractmethod
    def open(self, shelf: Shelf) -> Opened:
        """Make or read them.

        Raises:
            DataError: they cannot be used.
            OptionError: a descriptor that does not fit them.

        """

    @abstractmethod
    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """How to open them elsewhere."""
