"""Cut a segment that is still arriving into chunks, each of which can be read at once.

A CMAF chunk (ISO/IEC 23000-19 §7.3.2.3) is one `moof` with the `mdat` that holds its samples, and whatever
boxes stand before them. Only box headers are looked at here; a whole chunk goes to the reader of segments.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from struct import Struct

from playhead.containers.messages import Message
from playhead.containers.sniff import sniff
from playhead.presentation import Container

__all__ = ["ChunkCutter", "SegmentProgress"]

_HEADER = Struct(">I4s")
_LARGE_SIZE = Struct(">Q")
_LONG_HEADER_BYTES = 16
# No segment that we take is longer: such a size is a broken box, and there is nothing to wait for.
_LONGEST_BOX_BYTES = 2**30


@dataclass(slots=True)
class SegmentProgress:
    """What is known of a segment from the chunks that were read.

    Attributes:
        origin: Bytes of the segment before the chunk that is read now.
        sample_count: Samples so far.
        next_dts: Where each track's next fragment decodes if it doesn't say (no `tfdt`).
        earliest: Seconds on the media's clock at which the segment begins; None before any sample.
        messages: Those that stood behind the last samples so far.
    """

    origin: int = 0
    sample_count: int = 0
    next_dts: dict[int, int] = field(default_factory=dict[int, int])
    earliest: Fraction | None = None
    messages: list[Message] = field(default_factory=list[Message])


class ChunkCutter:
    """Takes a body in any pieces and gives its chunks.

    A body that is no fragmented MP4 has none: all of it is the `rest`.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._at = 0
        self._has_moof = False
        self._is_mp4: bool | None = None

    @property
    def is_between_chunks(self) -> bool:
        """True if all that has come so far was given as chunks."""
        return not self._waiting

    @property
    def rest(self) -> bytes:
        """What came behind the last chunk: the body's end, or a chunk that was cut short."""
        return bytes(self._waiting)

    def take(self, piece: bytes) -> list[bytes]:
        """Return the chunks that this piece completes.

        What can't be a box, amid others, is given like a chunk as far as it came: its reader will say so.
        """
        self._waiting += piece
        chunks: list[bytes] = []
        while (box := self._next_box()) is not None:
            kind, size = box
            is_broken = size < 8 or size > _LONGEST_BOX_BYTES
            if not is_broken and self._at + size > len(self._waiting):
                break
            self._at = len(self._waiting) if is_broken else self._at + size
            self._has_moof = self._has_moof or kind == b"moof"
            if is_broken or (kind == b"mdat" and self._has_moof):
                chunks.append(bytes(self._waiting[: self._at]))
                del self._waiting[: self._at]
                self._at, self._has_moof = 0, False
        return chunks

    def _next_box(self) -> tuple[bytes, int] | None:
        """Return the type and size of the box that begins next; None if that isn't known, or has no end."""
        if len(self._waiting) < self._at + 8:
            return None
        if self._is_mp4 is None:
            self._is_mp4 = sniff(self._waiting) is Container.FMP4
        size, kind = _HEADER.unpack_from(self._waiting, self._at)
        if not self._is_mp4 or size == 0:
            return None
        if size == 1:
            if len(self._waiting) < self._at + _LONG_HEADER_BYTES:
                return None
            (size,) = _LARGE_SIZE.unpack_from(self._waiting, self._at + 8)
            size = size if size >= _LONG_HEADER_BYTES else 0
        return kind, size
