"""CEA-708's transport: triplets of pictures become packets, and those service blocks (CTA-708-E §5, §6)."""

from collections.abc import Iterator

__all__ = ["PacketReader", "service_blocks"]

_DATA, _START = 2, 3
_LONGEST_BYTES = 128


class PacketReader:
    """Puts DTVCC packets together; a packet that is cut short by the next one is dropped."""

    def __init__(self) -> None:
        self._packet = bytearray()
        self._size_bytes = 0

    def feed(self, kind: int, first: int, second: int) -> bytes | None:
        """Take a triplet; return the packet's content that it completes, without its header.

        Args:
            kind: cc_type: 3 begins a packet, 2 goes on with it; others are not ours.
            first, second: The bytes.
        """
        if kind == _START:
            self._packet.clear()
            self._size_bytes = 2 * (first & 0x3F) or _LONGEST_BYTES
        elif kind != _DATA or not self._size_bytes:
            return None
        self._packet += bytes((first, second))
        if len(self._packet) < self._size_bytes:
            return None
        whole = bytes(self._packet[1 : self._size_bytes])
        self._size_bytes = 0
        return whole


def service_blocks(packet: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (service number, codes) of each block in a packet; 0 is filling and ends it."""
    at = 0
    while at < len(packet):
        number, size_bytes = packet[at] >> 5, packet[at] & 0x1F
        at += 1
        if number == 7 and size_bytes and at < len(packet):
            number = packet[at] & 0x3F
            at += 1
        if not number or not size_bytes:
            return
        yield number, packet[at : at + size_bytes]
        at += size_bytes
