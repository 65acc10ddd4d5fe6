"""What comes in: read piece by piece, and refused as soon as it is too much."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import ClientDisconnect, Request

from downslope.errors import InputError
from downslope.lab import limits
from downslope.lab.fields import Fields


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
