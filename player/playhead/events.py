"""What the player tells: frozen events, each with the loop time at which it happened.

`Player.events()` yields them in order. Whoever only wants the current picture of things asks for
`Player.stats` instead; whoever keeps a record (the session report, QA) listens here.
"""

from dataclasses import dataclass

from playhead.errors import Problem
from playhead.presentation import Cue, Kind, Presentation, TimedEvent, Track
from playhead.state import PlayerState

__all__ = [
    "CuesChanged",
    "DecisionMade",
    "Downloaded",
    "Event",
    "FirstPictureShown",
    "InterstitialBegan",
    "InterstitialEnded",
    "LicenceUpdated",
    "LiveRateChanged",
    "LiveWindowMoved",
    "PathwayChanged",
    "PlaybackEnded",
    "PresentationLoaded",
    "ProblemRaised",
    "QualityShown",
    "ScanEnded",
    "ScanStarted",
    "Seeked",
    "StallEnded",
    "StallStarted",
    "StateChanged",
    "TimedEventBegan",
    "TimedEventEnded",
    "TracksChanged",
]


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The player went from one state to another, or was paused or resumed."""

    at_s: float
    state: PlayerState
    previous: PlayerState
    is_paused: bool


@dataclass(frozen=True, slots=True)
class PresentationLoaded:
    """The manifest has been read."""

    at_s: float
    presentation: Presentation


@dataclass(frozen=True, slots=True)
class TracksChanged:
    """Other tracks can be chosen, or another one was: after loading, on `select_audio`, on `select_text`."""

    at_s: float
    tracks: tuple[Track, ...]
    audio_id: str | None
    text_id: str | None = None


@dataclass(frozen=True, slots=True)
class CuesChanged:
    """Other captions stand on the picture than before.

    Attributes:
        position_s: The playhead.
        cues: All that are to be seen now, by start; empty if none are.
    """

    at_s: float
    position_s: float
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A quality was chosen for a segment, and why.

    Attributes:
        position_s: Start of the segment that the decision is for.
        reason: Stable word for machines, e.g. `buffer`, `throughput`, `startup`, `limit`, `recovery`.
        explanation: The same for people, with the figures that decided.
        throughput_bps: What was believed at that moment; None before any measurement.
    """

    at_s: float
    position_s: float
    representation: str
    bandwidth_bps: int
    height: int | None
    reason: str
    explanation: str
    buffer_level_s: float
    throughput_bps: float | None


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A segment arrived.

    Attributes:
        position_s: Its start on the presentation's timeline.
        elapsed_s: Request to last byte.
        first_byte_s: Request to first byte of the body.
    """

    at_s: float
    kind: Kind
    position_s: float
    duration_s: float
    representation: str
    url: str
    size_bytes: int
    elapsed_s: float
    first_byte_s: float


@dataclass(frozen=True, slots=True)
class FirstPictureShown:
    """The first picture after `load` is on the screen.

    Attributes:
        startup_s: Since `load` was called.
    """

    at_s: float
    position_s: float
    startup_s: float


@dataclass(frozen=True, slots=True)
class QualityShown:
    """A picture of another quality is on the screen.

    Attributes:
        picture_held_s: How long the last picture of the quality before stayed; 0 at a start and after a seek.
    """

    at_s: float
    position_s: float
    representation: str
    bandwidth_bps: int
    width: int
    height: int
    picture_held_s: float


@dataclass(frozen=True, slots=True)
class StallStarted:
    """Playback stopped for want of data."""

    at_s: float
    position_s: float


@dataclass(frozen=True, slots=True)
class StallEnded:
    """Playback goes on."""

    at_s: float
    position_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Seeked:
    """A seek has come to its first picture.

    Attributes:
        elapsed_s: From the call to the picture.
        was_buffered: Whether it needed no download.
    """

    at_s: float
    position_s: float
    elapsed_s: float
    was_buffered: bool


@dataclass(frozen=True, slots=True)
class LicenceUpdated:
    """A licence came, was renewed, or its keys changed their status.

    Attributes:
        session_id: The CDM's name for it; what to keep of a persistent licence.
        keys: (key id in hex, status) of each key: `usable`, `expired`, `output-restricted`, ….
        left_s: For how long it is valid from now; None if nobody says.
    """

    at_s: float
    session_id: str
    keys: tuple[tuple[str, str], ...]
    left_s: float | None


@dataclass(frozen=True, slots=True)
class LiveRateChanged:
    """Playback goes a little faster or slower to hold its distance to the live edge, or as usual again.

    Attributes:
        rate: Times the viewer's own.
        latency_s, target_s: How far behind the edge it is, and is meant to be.
    """

    at_s: float
    rate: float
    latency_s: float
    target_s: float


@dataclass(frozen=True, slots=True)
class LiveWindowMoved:
    """What of a live title can be played has changed, or the title has ended.

    Attributes:
        start_s, end_s: From where to where it can be sought; `end_s` is where live playback is.
        is_live: False once, when the title has ended and has become one with a duration.
    """

    at_s: float
    start_s: float
    end_s: float
    is_live: bool


@dataclass(frozen=True, slots=True)
class PathwayChanged:
    """Media comes from another place than before; what is buffered stays.

    Attributes:
        pathway, previous: As the manifest names them, else their hosts.
        reason: `failover` from a place that failed, `return` to one whose penalty is over, or `steering`.
    """

    at_s: float
    pathway: str
    previous: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimedEventBegan:
    """The playhead came to a timed event, or into the middle of one by a seek.

    Attributes:
        position_s: The playhead.
        event: As it is known now; one without a duration is a moment, and no end is told of it.
    """

    at_s: float
    position_s: float
    event: TimedEvent


@dataclass(frozen=True, slots=True)
class TimedEventEnded:
    """The playhead left a timed event: it came to its end, or a seek led out of it."""

    at_s: float
    position_s: float
    event: TimedEvent


@dataclass(frozen=True, slots=True)
class InterstitialBegan:
    """Something else is to be played now; the title stands meanwhile."""

    at_s: float
    position_s: float
    event: TimedEvent


@dataclass(frozen=True, slots=True)
class InterstitialEnded:
    """The title goes on.

    Attributes:
        position_s: Where.
        played_s: How much of the interstitial was played.
        outcome: `played`, `empty` (there was nothing to play), `failed`, or `skipped` by the viewer.
    """

    at_s: float
    position_s: float
    event: TimedEvent
    played_s: float
    outcome: str


@dataclass(frozen=True, slots=True)
class ScanStarted:
    """The title is being wound from here on, or at another rate than before.

    Attributes:
        rate: Seconds of the title in a second; negative for back.
    """

    at_s: float
    position_s: float
    rate: float


@dataclass(frozen=True, slots=True)
class ScanEnded:
    """The title isn't wound any more, and goes on here unless it was let go.

    Attributes:
        reason: `play`, `pause`, `seek` or `stop` by the viewer; `start`, `end` or `live-edge`, where it could
            be wound no further; `failed` with the title itself.
    """

    at_s: float
    position_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemRaised:
    """Something went wrong; `problem.severity` says whether playback goes on.

    Those that are like one that was told (`Problem.is_like`) are told as one each ten seconds, with their
    `count`. A FATAL one is told at once, and last.
    """

    at_s: float
    problem: Problem


@dataclass(frozen=True, slots=True)
class PlaybackEnded:
    """The title has been played to its end."""

    at_s: float
    position_s: float


Event = (
    StateChanged
    | PresentationLoaded
    | TracksChanged
    | CuesChanged
    | DecisionMade
    | Downloaded
    | FirstPictureShown
    | QualityShown
    | StallStarted
    | StallEnded
    | Seeked
    | LicenceUpdated
    | LiveRateChanged
    | LiveWindowMoved
    | PathwayChanged
    | TimedEventBegan
    | TimedEventEnded
    | InterstitialBegan
    | InterstitialEnded
    | ScanStarted
    | ScanEnded
    | ProblemRaised
    | PlaybackEnded
)
