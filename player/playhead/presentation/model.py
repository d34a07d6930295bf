"""The neutral model: what a title consists of, whatever protocol described it.

    Presentation > Period > Track > Representation > SegmentIndex > Segment

All of it is frozen. A live refresh makes a new `Presentation` that shares what did not change. Times inside
are exact: integers in a timescale (`Segment`) or `Fraction` seconds (`Period`); `*_s` properties give floats
to those who decide and display.

A `Representation` does not always know its segments at once: an HLS variant has to fetch its playlist, a
DASH SegmentBase its `sidx`. Its `index` is then a `DeferredIndex`, which says what to fetch and turns the
answer into a `SegmentIndex`. Nothing here does I/O.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, runtime_checkable

from playhead.errors import RequestType

__all__ = [
    "ByteRange",
    "Container",
    "DeferredIndex",
    "InitSegment",
    "Kind",
    "ManifestWarning",
    "Period",
    "Presentation",
    "Protection",
    "Representation",
    "Resource",
    "Segment",
    "SegmentIndex",
    "StreamingProtocol",
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
        utc_start_s: Wall-clock time of the first sample, if declared (EXT-X-PROGRAM-DATE-TIME).
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
        tile_grid: Columns and rows of thumbnails in each segment's picture; `width` and `height` are the whole
            picture's. Images only.
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


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch with one set of tracks.

    Attributes:
        start: Seconds on the presentation's timeline.
        duration: Seconds; None if it is not known yet (HLS before a playlist is read, live).
    """

    id: str
    start: Fraction
    duration: Fraction | None
    tracks: tuple[Track, ...]

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
        start_hint_is_precise: Whether samples before the hint are to be left out (PRECISE=YES).
    """

    url: str
    protocol: StreamingProtocol
    periods: tuple[Period, ...]
    is_live: bool = False
    duration: Fraction | None = None
    start_hint_s: float | None = None
    start_hint_is_precise: bool = False
    warnings: tuple[ManifestWarning, ...] = ()
