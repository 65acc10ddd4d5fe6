"""Event files, as TensorBoard writes them."""

from __future__ import annotations

import struct

from downslope.data.loss_logs.event_files import masked_crc32c


def varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])


def message(*fields: tuple[int, int | float | bytes]) -> bytes:
    """A protocol buffer: int as varint, float as fixed 32 bits, bytes with their length."""
    encoded = b""
    for number, content in fields:
        if isinstance(content, bytes):
            encoded += varint(number << 3 | 2) + varint(len(content)) + content
        elif isinstance(content, float):
            encoded += varint(number << 3 | 5) + struct.pack("<f", content)
        else:
            encoded += varint(number << 3) + varint(content)
    return encoded


def record(event: bytes) -> bytes:
    length = struct.pack("<Q", len(event))
    check = [struct.pack("<I", masked_crc32c(part)) for part in (length, event)]
    return length + check[0] + event + check[1]


def event(step: int, tag: str, value: float, *, tensor: bool = False) -> bytes:
    if tensor:
        held = message((1, 1), (4, struct.pack("<f", value)))
        summary = message((1, tag.encode()), (8, held))
    else:
        summary = message((1, tag.encode()), (2, float(value)))
    wall = varint(1 << 3 | 1) + struct.pack("<d", 1.7e9)
    return record(wall + message((2, step), (5, message((1, summary)))))


def events(*values: tuple[int, str, float], tensor: bool = False) -> bytes:
    first = record(message((3, b"brain.Event:2")))
    return first + b"".join(event(*value, tensor=tensor) for value in values)
