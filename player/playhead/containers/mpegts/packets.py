"""Transport packets: 188 bytes each, sorted by PID into the units that begin in them.

One pass over the segment, in C as far as possible: `struct` cuts the packets, Python only looks at their
headers. Nothing here knows what a unit holds; a table section and a PES packet look alike.

Faults are survived: repeated packets are dropped (§2.4.3.3), a hole in the continuity counters leaves a
damaged unit for the decoder to conceal, and after lost synchronisation the next three sync bytes in line
are looked for.
"""

from struct import Struct

from playhead.containers.faults import malformed
from playhead.containers.sniff import PACKET_BYTES, SYNC_BYTE, sync_offset

__all__ = ["PidUnits", "Unit", "units_by_pid"]

_PACKET = Struct(">BHB184s")
_START, _ERROR, _PID = 0x4000, 0x8000, 0x1FFF
_HAS_ADAPTATION, _HAS_PAYLOAD, _SCRAMBLED, _COUNTER = 0x20, 0x10, 0xC0, 0x0F
_NULL_PID = 0x1FFF
_RANDOM_ACCESS = 0x40
_MOST_RESYNCS = 1000


class Unit:
    """Payloads from one start to the next."""

    __slots__ = ("is_random_access", "payloads")

    def __init__(self, first: bytes, is_random_access: bool) -> None:
        self.payloads = [first]
        self.is_random_access = is_random_access

    def join(self) -> bytes:
        """Return the unit in one piece."""
        return b"".join(self.payloads)


class PidUnits:
    """What arrived under one PID."""

    __slots__ = ("counter", "is_scrambled", "last", "payloads", "units")

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.payloads: list[bytes] = []  # of the unit in the making; of none before the first start
        self.counter = -1
        self.last = b""
        self.is_scrambled = False


def units_by_pid(data: bytes | bytearray) -> dict[int, PidUnits]:
    """Sort a segment's packets.

    Raises:
        MediaError: If there is no synchronisation, or it is lost again and again.
    """
    found: dict[int, PidUnits] = {}
    view = memoryview(data)
    at = sync_offset(data)
    for _ in range(_MOST_RESYNCS):
        if at is None:
            if not found:
                raise malformed("there are no transport packets", 0)
            return found
        at = _read_run(view, at, found)
        if at + PACKET_BYTES > len(data):
            return found
        at = sync_offset(data, at)
    raise malformed("the transport stream loses synchronisation again and again", at)


def _read_run(view: memoryview, at: int, found: dict[int, PidUnits]) -> int:
    """Read packets up to the first without a sync byte; return its offset, or the end."""
    end = at + (len(view) - at) // PACKET_BYTES * PACKET_BYTES
    get = found.get
    for sync, head, control, payload in _PACKET.iter_unpack(view[at:end]):
        if sync != SYNC_BYTE:
            return at
        at += PACKET_BYTES
        pid = head & _PID
        if not control & _HAS_PAYLOAD or head & _ERROR or pid == _NULL_PID:
            continue
        stream = get(pid)
        if stream is None:
            stream = found[pid] = PidUnits()
        counter = control & _COUNTER
        if counter == stream.counter and payload == stream.last:
            continue
        stream.counter = counter
        stream.last = payload
        if control & _SCRAMBLED:
            stream.is_scrambled = True
        elif control & _HAS_ADAPTATION or head & _START:
            _read_head(stream, head, control, payload)
        else:
            stream.payloads.append(payload)
    return at


def _read_head(stream: PidUnits, head: int, control: int, payload: bytes) -> None:
    is_random_access = False
    if control & _HAS_ADAPTATION:
        length = payload[0]
        is_random_access = length > 0 and payload[1] & _RANDOM_ACCESS != 0
        payload = payload[1 + length :]
    if head & _START:
        unit = Unit(payload, is_random_access)
        stream.units.append(unit)
        stream.payloads = unit.payloads
    else:
        stream.payloads.append(payload)
