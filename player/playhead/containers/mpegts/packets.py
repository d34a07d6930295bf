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

_PACKET = Struct(">xHB184s")
_SYNC = bytes((SYNC_BYTE,))
_ERROR, _START, _PRIORITY, _PID = 0x8000, 0x4000, 0x2000, 0x1FFF
_HAS_ADAPTATION, _HAS_PAYLOAD, _SCRAMBLED = 0x20, 0x10, 0xC0
_NULL_PID = 0x1FFF
_RANDOM_ACCESS = 0x40
_MOST_RESYNCS = 1000
# By a packet's control byte: that of a plain packet (payload only, in the clear) that comes next.
_NEXT = tuple(_HAS_PAYLOAD | (control + 1) % 16 for control in range(256))


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

    __slots__ = ("due", "is_scrambled", "last", "payloads", "units")

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.payloads: list[bytes] = []  # of the unit in the making; of none before the first start
        self.due = -1  # the control byte of the next packet, if it is a plain one
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
        end = _run_end(data, at)
        _read_run(view[at:end], found)
        if end + PACKET_BYTES > len(data):
            return found
        at = sync_offset(data, end)
    raise malformed("the transport stream loses synchronisation again and again", at)


def _run_end(data: bytes | bytearray, at: int) -> int:
    """Return the end of the last packet before the first one without a sync byte."""
    whole = at + (len(data) - at) // PACKET_BYTES * PACKET_BYTES
    sync_bytes = data[at:whole:PACKET_BYTES]
    in_line = len(sync_bytes) - len(sync_bytes.lstrip(_SYNC))
    return at + in_line * PACKET_BYTES


def _read_run(packets: memoryview, found: dict[int, PidUnits]) -> None:
    """Sort packets that are in line.

    Nearly all of them carry on where the packet before stopped: same header, next counter. Two comparisons
    are all that those cost; a segment has thousands.
    """
    stream = PidUnits()
    run_head = -1
    due: int = -1
    head: int
    control: int
    payload: bytes
    append = stream.payloads.append
    previous = b""
    for head, control, payload in _PACKET.iter_unpack(packets):
        if head == run_head and control == due:
            append(payload)
            previous = payload
            due = _NEXT[control]
            continue
        stream.due, stream.last = due, previous
        if not control & _HAS_PAYLOAD or head & _ERROR or head & _PID == _NULL_PID:
            continue
        pid = head & _PID
        stream = found.get(pid) or PidUnits()
        found[pid] = stream
        due, previous = _NEXT[control], payload
        # A head with the start flag never equals `run_head`: the next unit is begun on the slow path.
        run_head = pid | head & _PRIORITY
        if due != stream.due or payload != stream.last:
            _take(stream, head, control, payload)
        append = stream.payloads.append
    stream.due, stream.last = due, previous


def _take(stream: PidUnits, head: int, control: int, payload: bytes) -> None:
    is_random_access = False
    if control & _SCRAMBLED:
        stream.is_scrambled = True
        return
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
