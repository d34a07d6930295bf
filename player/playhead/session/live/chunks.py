"""A segment that plays while it is made: its chunks are buffered one by one, each as soon as it is there.

To buffer, renderer and decoder a chunk is what a part is, a short segment; only that all of them come with
one request. That request may break off with half of the segment delivered, perhaps shown. Chunks lean on the
ones before, so nothing but the same representation can go on from there: the segment is asked for again, here
or at another place, and what decodes no later than what was delivered is left out. If that fails too, the
rest of the segment is lost, never a broken picture; another representation begins with the next.
"""

from collections.abc import Mapping

from playhead.containers.samples import ElementaryStream
from playhead.presentation import Kind, Representation, Segment, SegmentIndex

__all__ = ["Underway"]

# Chunks of sound end a frame before or after those of the picture, and segments a little beside their plan.
_TOLERANCE_S = 0.1


class Underway:
    """One segment on its way, from the first request for it to its last chunk.

    Args:
        segment: As its index told when it was chosen.
        start_s: Where it begins on the presentation's timeline, as declared.
        kind: Which samples tell how long a chunk is.

    Attributes:
        had_dts: Up to where each kind was delivered, in decoding order and its own ticks.
    """

    def __init__(self, representation: Representation, segment: Segment, start_s: float, kind: Kind) -> None:
        self.representation_id = representation.id
        self.segment = segment
        self._kind = kind
        self._start_s = start_s
        self._had_until_s = start_s
        self.had_dts: dict[Kind, int] = {}

    @property
    def has_begun(self) -> bool:
        """True if something of it was delivered."""
        return bool(self.had_dts)

    @property
    def end_s(self) -> float:
        """Where it ends on the presentation's timeline, as declared."""
        return self._start_s + self.segment.duration_s

    def again(self, index: SegmentIndex) -> Segment | None:
        """Return the segment as an index tells of it now; None if it has left it."""
        found = index.segment_at(self.segment.start_s)
        is_same = found is not None and abs(found.start_s - self.segment.start_s) < _TOLERANCE_S
        return found if is_same else None

    def place(self, streams: Mapping[Kind, ElementaryStream]) -> tuple[float, float, bool]:
        """Return where a chunk begins and ends, behind those before, and whether it can be begun with."""
        leading = streams.get(self._kind) or next(iter(streams.values()))
        duration_s = sum(sample.duration for sample in leading.samples) / leading.format.timescale
        is_first = not self.had_dts
        start_s = self._had_until_s
        end_s = min(start_s + duration_s, self.end_s)
        if self.end_s - end_s < _TOLERANCE_S:
            end_s = self.end_s  # the last one: no hole of a few milliseconds before the next segment
        self._had_until_s = end_s
        for kind, stream in streams.items():
            self.had_dts[kind] = stream.samples[-1].dts
        is_independent = is_first or self._kind is not Kind.VIDEO or leading.samples[0].is_key
        return start_s, end_s, is_independent
