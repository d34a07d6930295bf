"""The neutral model: what a title consists of, whatever protocol described it.

    Presentation > Period > Track > Representation > SegmentIndex > Segment

All of it is frozen. A live refresh makes a new `Presentation` that shares what did not change. Times inside
are exact: integers in a timescale (`Segment`) or `Fraction` seconds (`Period`); `*_s` properties give floats
to those who decide and display.

A `Representation` does not always know its segments at once: an HLS variant has to fetch its playlist, a
DASH SegmentBase its `sidx`. Its `index` is then a `DeferredIndex`, which says what to fetch and turns the
answer into a `SegmentIndex`. Nothing here does I/O.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, runtime_checkable

from playhead.errors import RequestType
from playhead.presentation.steering import Steering
from playhead.presentation.timed_events import TimedEvent

__all__ = [
    "Alternative",
    "ByteRange",
    "Container",
    "DeferredIndex",
    "GrowingIndex",
    "InitSegment",
    "Kind",
    "ManifestWarning",
    "MovableIndex",
    "Period",
    "Presentation",
    "Protection",
    "Refresh",
    "Representation",
    "Resource",
    "Segment",
    "SegmentIndex",
    "StreamingProtocol",
    "TellingIndex",
    "Tiles",
    "Track",
]


class Kind(StrEnum):
    """What a track carries."""

    VIDEO = "video"
    AUDIO = "audio"
    TEXT = "text"
    IMAGE = "image"


class Container(StrEnum):
    """How a representation's segments are packed, as far as its manifest tells."""

    FMP4 = "fmp4"
    MPEG_TS = "mpeg-ts"
    WEBM = "webm"
    PACKED_AUDIO = "packed-audio"
    TEXT = "text"
    UNKNOWN = "unknown"


class StreamingProtocol(StrEnum):
    """Which protocol's document a presentation was read from."""

    HLS = "hls"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes `first` to `last`, both included (RFC 9110 §14.1.2); `last` None means to the end."""

    first: int
    last: int | None = None

    @property
    def length(self) -> int | None:
        """Number of bytes, or None if the end is open."""
        return None if self.last is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to fetch: an absolute URL, perhaps a part of it, and what it is for."""

    url: str
    type: RequestType
    byte_range: ByteRange | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """How bytes are protected, in the words of the manifest; the drm room makes sense of it.

    Attributes:
        scheme: `AES-128`, `SAMPLE-AES`, … for HLS; `cenc`, `cbcs`, … or the scheme URI for DASH.
        key_system: KEYFORMAT or schemeIdUri; `identity` for plain keys.
        key_uri: Where a key or licence is to be had; None if the manifest says nothing.
        iv: Sixteen bytes, if the manifest gives them.
        key_ids: Sixteen-byte key names as lower-case hex without dashes.
        init_data: `pssh` boxes or other key system data.
    """

    scheme: str
    key_system: str
    key_uri: str | None = None
    iv: bytes | None = None
    key_ids: tuple[str, ...] = ()
    init_data: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class InitSegment:
    """What a decoder needs before the first segment (ISO/IEC 14496-12 `moov`, EXT-X-MAP)."""

    url: str
    byte_range: ByteRange | None = None
    protection: tuple[Protection, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """Thumbnails in one picture, in rows from the upper left.

    Attributes:
        width, height: Of one thumbnail in pixels, as declared; 0 if not.
        duration: Of one thumbnail in seconds, also where the last picture is not full.
    """

    columns: int
    rows: int
    width: int
    height: int
    duration: Fraction


@dataclass(frozen=True, slots=True)
class Segment:
    """What one request fetches.

    Attributes:
        number: Grows by one within an index and is stable across refreshes.
        start: Ticks since the start of the *period*.
        duration: Ticks; as declared, so it may differ a little from the samples'.
        timescale: Ticks a second.
        discontinuity: Changes where timestamps or formats break (HLS EXT-X-DISCONTINUITY). Segments of
            different tracks with equal numbers share one timestamp origin.
        is_gap: Declared missing (EXT-X-GAP): never fetch it.
        utc_start_s: Wall-clock time of the first sample, if declared (EXT-X-PROGRAM-DATE-TIME) or known from
            the durations between it and a segment for which it is.
        tiles: How thumbnails lie in the picture that this segment is; None for anything else.
        part: Which part of the segment of that number this is, counted from 0: a low-latency title's newest
            segment can be had in parts while it is being made. None for the whole.
        is_independent: It begins with a picture that needs none before it.
        is_hinted: It is announced, not made: the server keeps the answer back until it is. Its duration is a
            guess.
        is_growing: It can be had before it is whole: its bytes come as they are made.
    """

    number: int
    start: int
    duration: int
    timescale: int
    url: str
    byte_range: ByteRange | None = None
    init: InitSegment | None = None
    discontinuity: int = 0
    is_gap: bool = False
    protection: tuple[Protection, ...] = ()
    utc_start_s: float | None = None
    tiles: Tiles | None = None
    part: int | None = None
    is_independent: bool = True
    is_hinted: bool = False
    is_growing: bool = False

    @property
    def start_s(self) -> float:
        """Seconds since the start of the period."""
        return self.start / self.timescale

    @property
    def end_s(self) -> float:
        """Seconds since the start of the period."""
        return (self.start + self.duration) / self.timescale

    @property
    def duration_s(self) -> float:
        """Declared duration in seconds."""
        return self.duration / self.timescale


class SegmentIndex(Protocol):
    """A representation's segments, answered on demand; never a list of a whole film unless it came as one.

    Times are seconds since the start of the period.
    """

    @property
    def is_complete(self) -> bool:
        """True if no segment will ever be added."""
        ...

    @property
    def start_s(self) -> float:
        """Start of the first segment that can be had."""
        ...

    @property
    def end_s(self) -> float:
        """End of the last segment that can be had."""
        ...

    @property
    def count(self) -> int:
        """How many segments there are now."""
        ...

    def segment_at(self, time_s: float) -> Segment | None:
        """Return the segment playing at `time_s`, or the next one if there is a hole; None past the end.

        A time before `start_s` gives the first segment.
        """
        ...

    def after(self, segment: Segment) -> Segment | None:
        """Return the segment that follows, or None if it was the last one so far."""
        ...

    def __iter__(self) -> Iterator[Segment]:
        """Yield the segments in order, making each when it is asked for."""
        ...


@runtime_checkable
class DeferredIndex(Protocol):
    """An index that must be fetched first. Pure: it names a resource and reads its body."""

    @property
    def resource(self) -> Resource:
        """What to fetch."""
        ...

    def resolve(self, body: bytes, url: str, previous: SegmentIndex | None = None) -> SegmentIndex:
        """Read the fetched body.

        Args:
            body: The whole body.
            url: Where it came from in the end, after redirects.
            previous: The index before this refresh, for live streams; None the first time.

        Raises:
            ManifestError: If it can't be read.
            MediaError: If it is a container's index and broken.
        """
        ...


@runtime_checkable
class MovableIndex(Protocol):
    """An index that can be had at other addresses, for a pathway that only a steering server knows."""

    def moved(self, move: Callable[[str], str]) -> "SegmentIndex | DeferredIndex":
        """Return the same elsewhere: the list of segments where there is one (HLS), else the segments.

        Args:
            move: Gives the new address for an old one.
        """
        ...


@dataclass(frozen=True, slots=True)
class Refresh:
    """When and where a growing index is to be asked for again.

    Attributes:
        wait_s: Seconds from the start of the last request to this one; 0 for at once.
        is_blocking: The server holds the answer back until there is news, so a slow answer is no stall.
    """

    resource: Resource
    wait_s: float
    is_blocking: bool = False


@runtime_checkable
class GrowingIndex(Protocol):
    """A `SegmentIndex` that may grow, and knows how to be asked for more."""

    @property
    def live_offset_s(self) -> float:
        """How far behind the end the author wants playback to stay, in seconds."""
        ...

    def refresh(self, *, has_changed: bool, age_s: float) -> Refresh:
        """Return the next request.

        Args:
            has_changed: Whether the last request brought anything new.
            age_s: Seconds since the last request was answered.
        """
        ...

    def refreshed(self, body: bytes, url: str) -> SegmentIndex:
        """Read the answer to `refresh`.

        Args:
            body: The whole body.
            url: Where it came from in the end, after redirects.

        Raises:
            ManifestError: If it can't be read; PATCH_FAILED if it tells changes to something that we don't
                have; WENT_BACKWARDS if its numbering began anew.
        """
        ...

    def restarted(self, body: bytes, url: str) -> SegmentIndex:
        """Read an answer whose numbering began anew; its segments follow behind all that was there.

        Raises:
            ManifestError: If it can't be read.
        """
        ...


@runtime_checkable
class TellingIndex(Protocol):
    """A `SegmentIndex` whose own document also says something about moments (HLS)."""

    @property
    def events(self) -> tuple[TimedEvent, ...]:
        """What it says, on the period's timeline."""
        ...


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same representation on other servers.

    Attributes:
        pathway: The servers' name (HLS PATHWAY-ID, DASH serviceLocation); empty if they have none.
        group: HLS group of this copy, where that differs from the representation's own.
    """

    index: SegmentIndex | DeferredIndex
    pathway: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of a track.

    Attributes:
        id: Unique within the presentation.
        bandwidth_bps: As declared: the peak that a buffer must expect (0 if not declared).
        codecs: RFC 6381 strings; empty if not declared.
        media_start: Timestamp, in seconds of the media's own clock, that plays at the period's start
            (DASH presentationTimeOffset). None: the protocol doesn't say (HLS), so the first samples of each
            discontinuity are placed at their segment's start.
        group: HLS group (AUDIO=…) of an audio representation; empty otherwise.
        audio_groups: Groups that may accompany this video representation; empty means any.
        tile_grid: Columns and rows of thumbnails in each segment's picture; `width` and `height` are those of
            the whole picture. Images only; HLS tells them by segment alone (`Segment.tiles`).
        supplemental_codecs: What a decoder may take the stream for instead, as an enhancement (Dolby Vision,
            LCEVC): RFC 6381 strings, in HLS with brands behind a slash.
        video_range: SDR, HLG or PQ; empty if not declared.
        hdcp_level: Output protection that the author demands (NONE, TYPE-0, TYPE-1); empty if not declared.
        allowed_cpc: Content protection configurations that a device needs one of (HLS ALLOWED-CPC), as
            written; empty for any.
        video_layout: What the picture is laid out for (HLS REQ-VIDEO-LAYOUT); empty for a flat screen.
        score: The author's own ranking, higher is better, whatever the bandwidth.
        pathway: Name of the servers that `index` leads to; empty if they have none.
        stable_id: The author's name for it that holds on every pathway (HLS STABLE-VARIANT-ID,
            STABLE-RENDITION-ID); empty if there is none.
        alternatives: The same encoding on other servers, in the order in which to fall back on them.
    """

    id: str
    bandwidth_bps: int
    index: SegmentIndex | DeferredIndex
    codecs: tuple[str, ...] = ()
    width: int | None = None
    height: int | None = None
    frame_rate: Fraction | None = None
    channels: int | None = None
    sample_rate_hz: int | None = None
    container: Container = Container.UNKNOWN
    media_start: Fraction | None = None
    protection: tuple[Protection, ...] = ()
    group: str = ""
    audio_groups: frozenset[str] = frozenset()
    average_bandwidth_bps: int | None = None
    tile_grid: tuple[int, int] | None = None
    supplemental_codecs: tuple[str, ...] = ()
    video_range: str = ""
    hdcp_level: str = ""
    allowed_cpc: str = ""
    video_layout: str = ""
    score: float | None = None
    pathway: str = ""
    stable_id: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One choosable video, audio or text (DASH AdaptationSet, HLS rendition group).

    Attributes:
        id: Unique within its period, and the same for the same track in the next period where the manifest
            allows to tell.
        language: BCP 47, `und` if not declared.
        label: A name for people; may be empty.
        roles: DASH role values (`main`, `alternate`, `commentary`, `description`, `forced-subtitle`, …); HLS
            CHARACTERISTICS and FORCED are mapped to them.
        representations: Lowest bandwidth first. Empty for a track that is muxed into the video's segments.
        is_muxed: True if the samples arrive inside the video track's segments.
        service: Which of the captions inside the picture it is: `CC1` to `CC4` (CEA-608), `SERVICE1` and on
            (CEA-708); empty for any other track.
    """

    id: str
    kind: Kind
    representations: tuple[Representation, ...]
    language: str = "und"
    label: str = ""
    roles: tuple[str, ...] = ()
    channels: int | None = None
    is_default: bool = False
    is_muxed: bool = False
    service: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch with one set of tracks.

    Attributes:
        start: Seconds on the presentation's timeline.
        duration: Seconds; None if it is not known yet (HLS before a playlist is read, live).
        trick_play: Video tracks of key frames alone, for scrubbing; never among `tracks`.
    """

    id: str
    start: Fraction
    duration: Fraction | None
    tracks: tuple[Track, ...]
    trick_play: tuple[Track, ...] = ()

    def tracks_of(self, kind: Kind) -> tuple[Track, ...]:
        """Return the period's tracks of one kind, in the manifest's order."""
        return tuple(track for track in self.tracks if track.kind is kind)


@dataclass(frozen=True, slots=True)
class ManifestWarning:
    """Something odd in a manifest that playback survives."""

    code: str
    message: str
    line: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Presentation:
    """A whole title.

    Attributes:
        url: Where the manifest came from in the end; the base of relative references.
        duration: Seconds; None if not known (yet) or live.
        start_hint_s: Where the author wants playback to start (EXT-X-START); None if nothing is said.
            Negative counts from the end, where the end is not known yet.
        start_hint_is_precise: Whether samples before the hint are to be left out (PRECISE=YES).
        session_protection: Keys that segments may need, told early (EXT-X-SESSION-KEY), so that a licence can
            be asked for before the first segment is there. Doesn't mean that any segment is protected.
        steering: Whom to ask which pathway to use; None if nobody steers.
        events: What the document itself says about moments; those in segments and in playlists that are
            fetched later are not among them.
    """

    url: str
    protocol: StreamingProtocol
    periods: tuple[Period, ...]
    is_live: bool = False
    duration: Fraction | None = None
    start_hint_s: float | None = None
    start_hint_is_precise: bool = False
    warnings: tuple[ManifestWarning, ...] = ()
    session_protection: tuple[Protection, ...] = ()
    steering: Steering | None = None
    events: tuple[TimedEvent, ...] = ()
