"""TensorBoard's event files: length-prefixed records of protocol buffers, read by hand.

    record = length (8 bytes) · checksum of it (4) · event (length bytes) · checksum of it (4)

An event has a step and a summary, a summary has values, a value has a tag and a number or a
tensor of one. The checksum is CRC-32C, rotated and shifted ("masked"). A file that was cut short,
by a crash or because the run goes on, is read up to its last whole record.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np

from downslope.data.loss_logs.log_files import LogFile
from downslope.data.loss_logs.records import Records
from downslope.formatting import counted

CHECKED_BYTES = 4_096  # events up to here are checked: numbers are small, and pictures are not read
LARGEST_EVENT = 1 << 30  # bytes
DTYPES = {1: "<f4", 2: "<f8", 3: "<i4", 9: "<i8", 19: "<f2"}  # of a TensorProto

Fields = Iterator[tuple[int, int, "int | bytes"]]  # field number, wire type, content


def read(log: LogFile) -> Records | None:
    """Read the numbers of an event file; return None for anything else."""
    if len(log.head) < 12 or not _is_checked(log.head[:8], log.head[8:12]):
        return None
    records = Records("tensorboard events", log.name)
    epochs: dict[int, float] = {}
    whole, damage = 0, ""
    with log.binary() as stream:
        while header := stream.read(12):
            if len(header) < 12 or not _is_checked(header[:8], header[8:]):
                damage = "cut short" if len(header) < 12 else "damaged"
                break
            (length,) = struct.unpack("<Q", header[:8])
            event = stream.read(length) if length <= LARGEST_EVENT else b""
            checksum = stream.read(4)
            if len(event) < length or len(checksum) < 4:
                damage = "cut short"
                break
            if length <= CHECKED_BYTES and not _is_checked(event, checksum):
                damage = "damaged"
                break
            whole += 1
            _add_event(records, event, epochs)
    if damage:
        records.notes.append(f"the event file is {damage}: {counted(whole, 'whole record')} read")
    return records


def _add_event(records: Records, event: bytes, epochs: dict[int, float]) -> None:
    step, summary = 0, b""
    for number, _, content in _fields(event):
        if number == 2 and isinstance(content, int):
            step = content - (1 << 64) if content >= 1 << 63 else content
        elif number == 5 and isinstance(content, bytes):
            summary = content
    for number, _, content in _fields(summary):
        if number == 1 and isinstance(content, bytes):
            tag, value = _tagged(content)
            if value is None:
                continue
            if tag == "epoch":  # Lightning logs the epoch as one more number
                epochs[step] = value
            elif tag.startswith("epoch_"):  # Keras counts these in epochs
                records.add(0, [(tag, value)], [("epoch", float(step))])
            else:
                at = [("step", float(step))]
                records.add(
                    0, [(tag, value)], [*at, ("epoch", epochs[step])] if step in epochs else at
                )


def _tagged(value: bytes) -> tuple[str, float | None]:
    """Return the tag and the number of a value; None for pictures, texts, and histograms."""
    tag, number = "", None
    for field, wire, content in _fields(value):
        if field == 1 and isinstance(content, bytes):
            tag = content.decode("utf-8", errors="replace")
        elif field == 2 and wire == 5 and isinstance(content, bytes):
            (number,) = struct.unpack("<f", content)
        elif field == 8 and isinstance(content, bytes):
            number = _scalar(content)
    return tag, number


def _scalar(tensor: bytes) -> float | None:
    """Return the number that a tensor holds, if it is one."""
    dtype, found = 0, None
    for field, _, content in _fields(tensor):
        if field == 1 and isinstance(content, int):
            dtype = content
        elif field == 4 and isinstance(content, bytes):
            kind = np.dtype(DTYPES.get(dtype, "V1"))
            if len(content) == kind.itemsize and dtype in DTYPES:
                found = float(np.frombuffer(content, kind)[0])
            elif dtype == 14 and len(content) == 2:  # bfloat16: the upper half of a float32
                found = struct.unpack("<f", b"\0\0" + content)[0]
        elif field in (5, 6) and isinstance(content, bytes):
            kind = np.dtype("<f4" if field == 5 else "<f8")
            if len(content) == kind.itemsize:
                found = float(np.frombuffer(content, kind)[0])
        elif field in (7, 10) and isinstance(content, int):
            found = float(content)
    return found


def _fields(message: bytes) -> Fields:
    """Yield the fields of a protocol buffer: varints as int, all others as bytes."""
    at, end = 0, len(message)
    while at < end:
        key, at = _varint(message, at)
        wire = key & 7
        if wire == 0:
            content, at = _varint(message, at)
            yield key >> 3, wire, content
            continue
        if wire == 2:
            length, at = _varint(message, at)
        else:
            length = {1: 8, 5: 4}.get(wire, end)
        if at + length > end:
            return
        yield key >> 3, wire, message[at : at + length]
        at += length


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message):
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
    return value, at


def _crc_table() -> list[int]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


_CRC = _crc_table()


def masked_crc32c(data: bytes) -> int:
    """Return the checksum of TensorFlow's record files."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _CRC[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def _is_checked(data: bytes, checksum: bytes) -> bool:
    return masked_crc32c(data) == int.from_bytes(checksum, "little")
