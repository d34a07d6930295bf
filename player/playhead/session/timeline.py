"""Where samples go on the presentation's timeline.

DASH says it: `BufferedSegment.offset`. HLS does not: there, the first samples of each discontinuity go where
the playlist places their segment, and everything else in that discontinuity, of every track, keeps its
distance to them: all renditions share one origin (RFC 8216 §3). The picture sets that anchor: sound often
begins a little early with encoder priming.

MPEG's clock has 33 bits and starts anew every 26.5 hours, in the middle of a discontinuity. A demuxer unwraps
it within a segment only; here each segment is moved by whole turns to where its playlist places it.
"""

from fractions import Fraction

from playhead.containers.samples import ElementaryStream
from playhead.session.buffer import BufferedSegment

__all__ = ["Timeline", "unwrapped"]


# A live title may have a break every few minutes, for days; nobody goes back so far.
_MOST_ANCHORS = 1_000


_TURN_S = Fraction(2**33, 90_000)


def unwrapped(offset: Fraction, segment: BufferedSegment) -> Fraction:
    """Return a discontinuity's offset as it holds for one of its segments, some turns of the clock later."""
    stream = next(iter(segment.streams.values()))
    at = Fraction(stream.samples[0].pts, stream.format.timescale) + offset
    return offset - round((at - Fraction(segment.start_s)) / _TURN_S) * _TURN_S


class Timeline:
    """Timestamp offsets of one presentation."""

    def __init__(self) -> None:
        self._anchors: dict[tuple[int, int], Fraction] = {}

    def offset(self, segment: BufferedSegment) -> Fraction | None:
        """Return the seconds to add to the segment's timestamps; None if an anchor is still missing."""
        if segment.offset is not None:
            return segment.offset
        anchor = self._anchors.get((segment.period, segment.discontinuity))
        return None if anchor is None else unwrapped(anchor, segment)

    def origin(self, period: int, discontinuity: int) -> Fraction | None:
        """Return the seconds to add to timestamps of a discontinuity; None if no picture of it came yet."""
        return self._anchors.get((period, discontinuity))

    def anchor(self, segment: BufferedSegment, stream: ElementaryStream) -> Fraction:
        """Place the segment's first sample at its declared start, and all its discontinuity with it."""
        first_pts = min(sample.pts for sample in stream.samples)
        offset = Fraction(segment.start_s).limit_denominator(1_000_000)
        offset -= Fraction(first_pts, stream.format.timescale)
        self._anchors[segment.period, segment.discontinuity] = offset
        if len(self._anchors) > _MOST_ANCHORS:
            del self._anchors[next(iter(self._anchors))]
        return offset
