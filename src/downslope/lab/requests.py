"""The fields of a question in JSON: each is checked when it is taken, and named when it is wrong.

Nothing that arrives over the network is trusted to have the type, the size or the sign it should
have; a wrong one is an `OptionError` whose line the page can show.

What comes in: read piece by piece, and refused as soon as it is too much.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from starlette.requests import ClientDisconnect, Request

from downslope.errors import InputError, OptionError, unknown
from downslope.lab import limits

SHOWN = 60  # letters of a wrong value in a message


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object whose fields are taken one by one."""

    given: Mapping[str, object]

    @classmethod
    def from_json(cls, body: bytes) -> Fields:
        """The object that these bytes are.

        Raises:
            OptionError: they are no JSON object of ordinary depth, or hold NaN.

        """
        try:
            value = json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            reason = str(error).partition(":")[0] or type(error).__name__
            raise OptionError(f"The question is not JSON ({reason}): send one object.") from error
        return cls.of(value, "The question")

    @classmethod
    def of(cls, value: object, what: str) -> Fields:
        """A value that has to be an object.

        Raises:
            OptionError: it is something else.

        """
        if not isinstance(value, dict):
            raise OptionError(f"{what} is {shown(value)}: give a JSON object.")
        return cls(value)

    def nested(self, name: str) -> Fields:
        """The object in the field `name`."""
        if name not in self.given:
            raise OptionError(f"The question lacks '{name}': give a JSON object.")
        return Fields.of(self.given[name], f"'{name}'")

    def number(
        self,
        name: str,
        default: float | None = None,
        at_least: float = -math.inf,
        at_most: float = math.inf,
    ) -> float:
        """A finite number within bounds."""
        value = self._given(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._refuse(name, value, "a number")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            self._refuse(name, value, "a finite number")
        if number > at_most:
            raise OptionError(f"{name}={shown(value)} is beyond the cap of {at_most:,.10g}.")
        if number < at_least:
            self._refuse(name, value, f"a number of {at_least:g} or more")
        return number

    def whole(
        self, name: str, default: int | None = None, at_least: int = 0, at_most: int = 2**53
    ) -> int:
        """A whole number within bounds."""
        value = self.number(name, default, at_most=at_most)
        if value != int(value) or value < at_least:
            self._refuse(name, self.given.get(name), f"a whole number, {at_least} or more")
        return int(value)

    def flag(self, name: str) -> bool:
        """True or false; false by default."""
        value = self.given.get(name, False)
        if not isinstance(value, bool):
            self._refuse(name, value, "true or false")
        return value

    def text(self, name: str, default: str | None = None, at_most: int = 200) -> str:
        """A text of ordinary length."""
        value = self._given(name, default)
        if not isinstance(value, str):
            self._refuse(name, value, "a text")
        if len(value) > at_most:
            raise OptionError(f"{name} has {len(value):,} letters, beyond the cap of {at_most:,}.")
        return value

    def choice(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        """One of the known names."""
        value, choices = self.text(name, default), list(known)
        if value not in choices:
            raise unknown(name, value[:SHOWN], choices)
        return value

    def numbers(self, name: str, at_most: int) -> list[float] | None:
        """A list of finite numbers, if the field is there."""
        value = self.given.get(name)
        return None if value is None else number_list(name, value, at_most)

    def names(self, name: str, at_most: int) -> tuple[str, ...] | None:
        """A list of different names, if the field is there."""
        value = self.given.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._refuse(name, value, "a list of names")
        if len(value) > at_most:
            raise OptionError(f"{name} lists {len(value):,} names, beyond the cap of {at_most:,}.")
        if not value or len(set(value)) < len(value):
            self._refuse(name, value, "one name or more, each once")
        return tuple(" ".join(each.split())[:200] for each in value)

    def _given(self, name: str, default: object) -> object:
        value = self.given.get(name)
        if value is None and default is None:
            raise OptionError(f"The question lacks '{name}'.")
        return default if value is None else value

    def _refuse(self, name: str, value: object, wanted: str) -> Never:
        raise OptionError(f"{name}={shown(value)} cannot be used: give {wanted}.")


def number_list(name: str, value: object, at_most: int) -> list[float]:
    """A list of finite numbers.

    Raises:
        OptionError: it is none, or is too long.

    """
    if not isinstance(value, list):
        raise OptionError(f"{name}={shown(value)} cannot be used: give a list of numbers.")
    if len(value) > at_most:
        raise OptionError(f"{name} has {len(value):,} numbers, beyond the cap of {at_most:,}.")
    for place, each in enumerate(value, start=1):
        if not (_is_number(each) and abs(each) <= 1e308):
            raise OptionError(f"{name} has {shown(each)} in place {place}: give finite numbers.")
    return [float(each) for each in value]


def shown(value: object) -> str:
    """A value as JSON has it, cut to what fits into a message."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except ValueError:  # an integer of thousands of digits
        text = type(value).__name__
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is no number in JSON")


class TooLarge(InputError):  # noqa: N818 (it names what came)
    """More bytes than are taken."""


async def question(request: Request) -> Fields:
    """The JSON object of a request.

    Raises:
        TooLarge: beyond `limits.BODY`.
        OptionError: no JSON object.

    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limits.BODY:
            raise TooLarge(
                f"The question is larger than {limits.BODY // 2**20} MB: send fewer points."
            )
    return Fields.from_json(bytes(body))


async def receive_file(request: Request, file: Path) -> None:
    """Write the body of a request to a file of ours, never holding it.

    Raises:
        TooLarge: beyond `limits.UPLOAD`; by its own word, or by what has come.
        ClientDisconnect: the page is gone.

    """
    too_large = TooLarge(
        f"The file is larger than {limits.UPLOAD // 2**20} MB, the most that a page may send: "
        "start `downslope lab FILE --target Y` instead, which reads files of any size."
    )
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:19]) > limits.UPLOAD:
        raise too_large
    size = 0
    with file.open("wb") as out:
        async for piece in request.stream():
            size += len(piece)
            if size > limits.UPLOAD:
                raise too_large
            out.write(piece)


__all__ = ["ClientDisconnect", "TooLarge", "question", "receive_file"]
