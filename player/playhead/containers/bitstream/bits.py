"""Read bit fields and Exp-Golomb numbers, first bit first.

The bytes become one big integer: headers are a few dozen bytes, so a field is one shift and one mask. A read
past the end raises `MediaError`, so that parsers state the syntax and nothing else.
"""

from playhead.containers.faults import malformed

__all__ = ["BitReader"]

_LONGEST_GOLOMB_PREFIX = 32


class BitReader:
    """A cursor over the bits of a short header."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    @property
    def left(self) -> int:
        """Bits that are not read yet."""
        return self._left

    def read(self, count: int) -> int:
        """Return the next `count` bits as an unsigned number.

        Raises:
            MediaError: If fewer are left.
        """
        self._left -= count
        if self._left < 0:
            raise malformed("a bitstream header ends too early")
        return (self._value >> self._left) & ((1 << count) - 1)

    def flag(self) -> bool:
        """Return the next bit as a claim."""
        return self.read(1) == 1

    def skip(self, count: int) -> None:
        """Pass over `count` bits."""
        self.read(count)

    def unsigned_golomb(self) -> int:
        """Return the next ue(v) (ITU-T H.264 §9.1)."""
        zeros = 0
        while not self.read(1):
            zeros += 1
            if zeros > _LONGEST_GOLOMB_PREFIX:
                raise malformed("an Exp-Golomb number is longer than 32 bits")
        return (1 << zeros) - 1 + self.read(zeros)

    def signed_golomb(self) -> int:
        """Return the next se(v) (ITU-T H.264 §9.1.1)."""
        code = self.unsigned_golomb()
        return (code + 1) >> 1 if code & 1 else -(code >> 1)
