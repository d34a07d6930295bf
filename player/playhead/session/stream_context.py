"""What the streams of a presentation share, and what they tell of a segment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from playhead.clock import Clock
from playhead.errors import Problem
from playhead.events import Event
from playhead.presentation import Alternative, Representation, Segment
from playhead.session.indices import Indices
from playhead.session.live.window import LiveWindow
from playhead.session.loading import SegmentLoader
from playhead.session.pathways.pathways import Pathways
from playhead.session.plan import PlaybackPlan
from playhead.session.protection import ProtectionDesk
from playhead.session.signal import Signal
from playhead.session.throughput_meter import ThroughputMeter
from playhead.settings import PlayerSettings

__all__ = ["Failed", "NotThereYet", "PeriodExhausted", "Previous", "StreamContext"]


@dataclass(frozen=True, slots=True)
class StreamContext:
    """What all streams of a presentation share.

    Attributes:
        position_s: Gives the playhead.
        rate: Gives seconds of media played in a second; 0 while standing.
        is_starved: Says whether playback waits for data.
        buffered_bytes: Gives what all streams hold.
        window: Gives what of a live title can be had now; None for any other.
        emit: Takes events.
    """

    plan: PlaybackPlan
    loader: SegmentLoader
    protection: ProtectionDesk
    indices: Indices
    pathways: Pathways
    meter: ThroughputMeter
    settings: PlayerSettings
    clock: Clock
    changed: Signal
    position_s: Callable[[], float]
    rate: Callable[[], float]
    is_starved: Callable[[], bool]
    buffered_bytes: Callable[[], int]
    window: Callable[[], LiveWindow | None]
    emit: Callable[[Event], None]


class Previous(NamedTuple):
    """The last segment that was loaded, and of what."""

    representation_id: str
    pathway: str
    segment: Segment


class Failed(NamedTuple):
    """What could not be had, from where."""

    problem: Problem
    representation: Representation
    place: Alternative
    segment: Segment | None


class PeriodExhausted(Exception):  # noqa: N818 - no error: there is simply no more
    """The period has no segment of this kind after the cursor."""


class NotThereYet(Exception):  # noqa: N818 - no error: live media takes its time
    """The next segment has not come to be."""
