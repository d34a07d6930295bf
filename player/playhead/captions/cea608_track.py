"""Closed captions of one channel out of a video's segments, one after another.

Pictures come in decoding order; line 21 is in the order of showing, so each segment's pairs are sorted first.
What still stands when a segment ends is told with its end open, and told again, longer, with the next one.
"""

from collections.abc import Iterable, Iterator

from playhead.captions.cc_data import cc_pairs
from playhead.captions.cea608 import CHANNELS, Cea608Decoder
from playhead.containers.samples import ElementaryStream
from playhead.presentation import Cue

__all__ = ["CaptionChannelReader", "channels_in"]


class CaptionChannelReader:
    """Reads one of CC1 to CC4; make a new one after a jump."""

    def __init__(self, channel: str) -> None:
        self._decoder = Cea608Decoder(channel)

    def read(self, stream: ElementaryStream, offset_s: float, end_s: float) -> tuple[list[Cue], list[Cue]]:
        """Return the cues that ended within the segment, and those that stand at its end.

        Args:
            stream: The segment's pictures.
            offset_s: What to add to their times.
            end_s: Where the segment ends, on the timeline of the result.
        """
        ended: list[Cue] = []
        timescale = stream.format.timescale
        for pts, first, second in _pairs(stream, self._decoder.field):
            ended += self._decoder.feed(first, second, pts / timescale + offset_s)
        return ended, list(self._decoder.standing(end_s))


def channels_in(streams: Iterable[ElementaryStream]) -> tuple[str, ...]:
    """Return the channels that say anything in these pictures."""
    found: set[str] = set()
    for stream in streams:
        for sample in stream.samples:
            for field, first, _ in cc_pairs(stream.format.codec, sample.data):
                code = first & 0x7F
                if field < 2 and 0x10 <= code <= 0x1F:
                    found.add(CHANNELS[2 * field + (code >> 3 & 1)])
    return tuple(channel for channel in CHANNELS if channel in found)


def _pairs(stream: ElementaryStream, field: int) -> Iterator[tuple[int, int, int]]:
    for sample in sorted(stream.samples, key=lambda sample: sample.pts):
        for kind, first, second in cc_pairs(stream.format.codec, sample.data):
            if kind == field:
                yield sample.pts, first, second
