"""What of a live title can be played now: pure arithmetic on one moment.

start_s ............................ live_s ...... end_s ... edge_s
oldest segment                       where live    newest    where the
                                     playback is   segment   encoder is
"""

from collections.abc import Iterable
from dataclasses import dataclass

from playhead.presentation import Kind, Representation
from playhead.session.indices import Indices
from playhead.session.plan import PlaybackPlan

__all__ = ["LiveWindow", "live_window"]

# Where the author says nothing: three segments (RFC 8216 §6.3.3).
_SEGMENTS_BEHIND = 3
_MOMENT_S = 0.01


@dataclass(frozen=True, slots=True)
class LiveWindow:
    """Seconds on the presentation's timeline.

    Attributes:
        start_s, end_s: Of what every kind of media has.
        edge_s: Where the encoder is: the server's clock tells (DASH), else the end of the newest segment.
        offset_s: How far behind the edge to play: the author's wish, else three segments.
        step_s: How long the newest segment lasts.
    """

    start_s: float
    end_s: float
    edge_s: float
    offset_s: float
    step_s: float

    @property
    def live_s(self) -> float:
        """Where to play at the live edge: never in the newest segment's end, never before the window."""
        return max(self.start_s, min(self.edge_s - self.offset_s, self.end_s - self.step_s / 2))

    @property
    def resync_s(self) -> float:
        """Where to go on for who fell behind: as far back as is safe, since they missed what was there."""
        return min(self.start_s + self.offset_s, self.live_s)

    def clamp(self, position_s: float) -> float:
        """Return the nearest position that can be played."""
        return max(self.start_s, min(position_s, self.live_s))


@dataclass(frozen=True, slots=True)
class _Span:
    start_s: float
    end_s: float
    step_s: float


def live_window(
    plan: PlaybackPlan,
    indices: Indices,
    kinds: Iterable[Kind],
    *,
    offset_s: float | None,
    edge_s: float | None,
) -> LiveWindow | None:
    """Return the window of this moment; None if no kind's segments are known yet.

    Args:
        kinds: Those that are played.
        offset_s: The author's wish; None if there is none.
        edge_s: Where the encoder is; None if nobody says.
    """
    spans = [span for kind in kinds if (span := _span(plan, indices, kind)) is not None]
    if not spans:
        return None
    end_s = min(span.end_s for span in spans)
    step_s = max(span.step_s for span in spans)
    return LiveWindow(
        start_s=max(span.start_s for span in spans),
        end_s=end_s,
        edge_s=end_s if edge_s is None else edge_s,
        offset_s=_SEGMENTS_BEHIND * step_s if offset_s is None else offset_s,
        step_s=step_s,
    )


def _span(plan: PlaybackPlan, indices: Indices, kind: Kind) -> _Span | None:
    """Return from where to where one kind of media reaches, over all periods."""
    start_s: float | None = None
    span: _Span | None = None
    for number in plan.numbers:
        representations = (
            plan.choice(number).carriers[kind][1] if kind in plan.choice(number).carriers else ()
        )
        index = next(filter(None, map(indices.known, _newest_first(indices, representations))), None)
        if index is None or not index.count:
            continue
        at_s = plan.start_s(number)
        start_s = at_s + index.start_s if start_s is None else start_s
        newest = index.segment_at(index.end_s - _MOMENT_S)
        span = _Span(start_s, at_s + index.end_s, newest.duration_s if newest is not None else 0.0)
    return span


def _newest_first(indices: Indices, representations: Iterable[Representation]) -> list[Representation]:
    def answered_s(representation: Representation) -> float:
        record = indices.record(representation)
        return record.answered_s if record is not None else 0.0

    return sorted(representations, key=answered_s, reverse=True)
