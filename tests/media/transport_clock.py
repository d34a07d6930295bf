"""Set the 33-bit clock of finished MPEG-TS segments forward: what a channel sends after hours on air."""

__all__ = ["set_forward"]

_PACKET_BYTES = 188
_WRAP = 1 << 33


def set_forward(body: bytes, ticks: int) -> bytes:
    """Return the segment with all PTS and DTS moved by so many ticks of 90 kHz, round the clock's end."""
    made = bytearray(body)
    for at in range(0, len(made), _PACKET_BYTES):
        payload = at + 4
        if made[at + 3] & 0x20:
            payload += 1 + made[at + 4]
        starts_unit = made[at + 1] & 0x40 and made[at + 3] & 0x10
        if not starts_unit or bytes(made[payload : payload + 3]) != b"\0\0\1":
            continue
        flags = made[payload + 7]
        for has, stamp in ((0x80, payload + 9), (0x40, payload + 14)):
            if flags & has:
                _move(made, stamp, ticks)
    return bytes(made)


def _move(made: bytearray, at: int, ticks: int) -> None:
    """Rewrite one time stamp in place (ISO/IEC 13818-1 §2.4.3.7)."""
    clock = (made[at] >> 1 & 7) << 30 | made[at + 1] << 22 | (made[at + 2] >> 1) << 15
    clock = (clock | made[at + 3] << 7 | made[at + 4] >> 1) + ticks
    clock %= _WRAP
    made[at] = made[at] & 0xF1 | clock >> 29 & 0x0E
    made[at + 1] = clock >> 22 & 0xFF
    made[at + 2] = clock >> 14 & 0xFE | 1
    made[at + 3] = clock >> 7 & 0xFF
    made[at + 4] = clock << 1 & 0xFE | 1
