"""SCTE 35: the binary messages that say where advertisements begin and end.

They come in MPD events, in EXT-X-DATERANGE and in the many dialects of EXT-X-CUE-OUT. What is read is what a
player can act on; a message that is cut off or no splice_info_section gives None, for the programme goes on.
"""

from dataclasses import replace

from playhead.presentation import Segmentation, Splice, SpliceCommand

__all__ = ["parse_splice"]

_TABLE_ID = 0xFC
_TICKS_PER_S = 90_000
_MAX_TICKS = 1 << 33
_SEGMENTATION = 0x02
_IDENTIFIER = b"CUEI"
_MAX_DESCRIPTORS = 64
_UNSPECIFIED_LENGTH = 0xFFF
_COMMANDS = {
    0x00: SpliceCommand.NONE,
    0x04: SpliceCommand.SCHEDULE,
    0x05: SpliceCommand.INSERT,
    0x06: SpliceCommand.TIME_SIGNAL,
    0x07: SpliceCommand.BANDWIDTH_RESERVATION,
    0xFF: SpliceCommand.PRIVATE,
}


class _CutOffError(Exception):
    """The message ends before what it announces."""


class _Reader:
    """Whole bytes from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_empty(self) -> bool:
        return self._at >= len(self._data)

    def bytes(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise _CutOffError
        self._at += count
        return taken

    def number(self, count: int) -> int:
        return int.from_bytes(self.bytes(count), "big")

    def ticks(self) -> int:
        """Return a 33-bit time from five bytes; what stands above it is dropped."""
        return self.number(5) % _MAX_TICKS


def parse_splice(message: bytes) -> Splice | None:
    """Read a splice_info_section (SCTE 35 §9.6); None if it is none."""
    try:
        return _section(_Reader(message))
    except _CutOffError:
        return None


def _section(reader: _Reader) -> Splice | None:
    if reader.number(1) != _TABLE_ID:
        return None
    reader.bytes(3)  # section length, protocol version
    encrypted_and_adjustment = reader.number(5)
    is_encrypted, adjustment = bool(encrypted_and_adjustment >> 39), encrypted_and_adjustment % _MAX_TICKS
    reader.bytes(1)  # cw_index
    length = reader.number(3) & 0xFFF  # tier, and length of the command
    command = _COMMANDS.get(reader.number(1), SpliceCommand.UNKNOWN)
    if is_encrypted:
        return Splice(command, is_encrypted=True)
    body = reader if length == _UNSPECIFIED_LENGTH else _Reader(reader.bytes(length))
    if command is SpliceCommand.INSERT:
        splice = _insert(body, adjustment)
    elif command is SpliceCommand.TIME_SIGNAL:
        splice = Splice(command, pts_s=_time_s(body, adjustment))
    else:
        splice = Splice(command)
        if length == _UNSPECIFIED_LENGTH and command is not SpliceCommand.NONE:
            return splice  # nothing tells where it ends
    segmentations = _segmentations(_Reader(reader.bytes(reader.number(2))))
    return _with(splice, segmentations)


def _insert(reader: _Reader, adjustment: int) -> Splice:
    event_id = reader.number(4)
    if reader.number(1) & 0x80:
        return Splice(SpliceCommand.INSERT, event_id=event_id, is_cancelled=True)
    flags = reader.number(1)
    is_out, is_whole_program = bool(flags & 0x80), bool(flags & 0x40)
    has_duration, is_immediate = bool(flags & 0x20), bool(flags & 0x10)
    pts_s: float | None = None
    if is_whole_program and not is_immediate:
        pts_s = _time_s(reader, adjustment)
    elif not is_whole_program:
        for _ in range(reader.number(1)):
            reader.bytes(1)
            if not is_immediate:
                pts_s = _time_s(reader, adjustment)
    duration_s: float | None = None
    returns: bool | None = None
    if has_duration:
        duration = reader.number(5)
        duration_s, returns = duration % _MAX_TICKS / _TICKS_PER_S, bool(duration >> 39)
    return Splice(
        SpliceCommand.INSERT,
        pts_s=pts_s,
        event_id=event_id,
        is_out=is_out,
        duration_s=duration_s,
        returns_by_itself=returns,
        program_id=reader.number(2),
    )


def _time_s(reader: _Reader, adjustment: int) -> float | None:
    first = reader.bytes(1)
    if not first[0] & 0x80:
        return None
    ticks = int.from_bytes(first + reader.bytes(4), "big") % _MAX_TICKS
    return (ticks + adjustment) % _MAX_TICKS / _TICKS_PER_S


def _segmentations(reader: _Reader) -> tuple[Segmentation, ...]:
    found: list[Segmentation] = []
    while not reader.is_empty and len(found) < _MAX_DESCRIPTORS:
        tag, descriptor = reader.number(1), _Reader(reader.bytes(reader.number(1)))
        if tag == _SEGMENTATION and descriptor.bytes(4) == _IDENTIFIER:
            found.append(_segmentation(descriptor))
    return tuple(found)


def _segmentation(reader: _Reader) -> Segmentation:
    event_id = reader.number(4)
    if reader.number(1) & 0x80:
        return Segmentation(event_id, is_cancelled=True)
    flags = reader.number(1)
    if not flags & 0x80:
        reader.bytes(6 * reader.number(1))  # components, each with its own offset
    duration_s = reader.number(5) / _TICKS_PER_S if flags & 0x40 else None
    upid_type = reader.number(1)
    upid = reader.bytes(reader.number(1))
    return Segmentation(
        event_id,
        type_id=reader.number(1),
        duration_s=duration_s,
        upid_type=upid_type,
        upid=upid,
        number=reader.number(1),
        expected=reader.number(1),
    )


def _with(splice: Splice, segmentations: tuple[Segmentation, ...]) -> Splice:
    # A time_signal says by its segmentation how long the break is.
    lasting = (each.duration_s for each in segmentations if each.duration_s is not None)
    duration_s = next(lasting, None) if splice.duration_s is None else splice.duration_s
    return replace(splice, segmentations=segmentations, duration_s=duration_s)
