"""Closed captions of one channel out of a video's segments, one after another.

Pictures come in decoding order; captions are in the order of showing, so each segment's pictures are sorted
first. What still stands when a segment ends is told with its end open, and told again, longer, with the next
one.
"""

from collections.abc import Iterable, Iterator

from playhead.captions.cc_data import cc_pairs
from playhead.captions.cea608 import CHANNELS, Cea608Decoder
from playhead.captions.cea708 import SERVICES, Cea708Decoder
from playhead.captions.cea708_packets import PacketReader, service_blocks
from playhead.containers.samples import ElementaryStream
from playhead.presentation import Cue

__all__ = ["ALL_CHANNELS", "CaptionChannelReader", "channels_in"]

ALL_CHANNELS = (*CHANNELS, *SERVICES)
"""CEA-608's channels and CEA-708's standard services."""


class CaptionChannelReader:
    """Reads one of `ALL_CHANNELS`; make a new one after a jump."""

    def __init__(self, channel: str) -> None:
        self._line_21 = Cea608Decoder(channel) if channel in CHANNELS else None
        self._service = SERVICES.index(channel) + 1 if channel in SERVICES else 0
        self._windows = Cea708Decoder()
        self._packets = PacketReader()

    def read(self, stream: ElementaryStream, offset_s: float, end_s: float) -> tuple[list[Cue], list[Cue]]:
        """Return the cues that ended within the segment, and those that stand at its end.

        Args:
            stream: The segment's pictures.
            offset_s: What to add to their times.
            end_s: Where the segment ends, on the timeline of the result.
        """
        ended: list[Cue] = []
        timescale = stream.format.timescale
        for pts, kind, first, second in _triplets(stream):
            ended += self._feed(kind, first, second, pts / timescale + offset_s)
        decoder = self._line_21 or self._windows
        return ended, list(decoder.standing(end_s))

    def _feed(self, kind: int, first: int, second: int, now_s: float) -> Iterator[Cue]:
        if self._line_21 is not None:
            if kind == self._line_21.field:
                yield from self._line_21.feed(first, second, now_s)
            return
        packet = self._packets.feed(kind, first, second)
        for service, codes in service_blocks(packet or b""):
            if service == self._service:
                yield from self._windows.feed(codes, now_s)


def channels_in(streams: Iterable[ElementaryStream]) -> tuple[str, ...]:
    """Return the channels that say anything in these pictures."""
    found: set[str] = set()
    for stream in streams:
        packets = PacketReader()
        for _, kind, first, second in _triplets(stream):
            code = first & 0x7F
            if kind < 2 and 0x10 <= code <= 0x1F:
                found.add(CHANNELS[2 * kind + (code >> 3 & 1)])
            packet = packets.feed(kind, first, second) if kind >= 2 else None
            found |= {f"SERVICE{service}" for service, _ in service_blocks(packet or b"")}
    return tuple(channel for channel in ALL_CHANNELS if channel in found)


def _triplets(stream: ElementaryStream) -> Iterator[tuple[int, int, int, int]]:
    for sample in sorted(stream.samples, key=lambda sample: sample.pts):
        for kind, first, second in cc_pairs(stream.format.codec, sample.data):
            yield sample.pts, kind, first, second
