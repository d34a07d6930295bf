"""The segments of one HLS rendition, as the rest of the player sees them.

`PlaylistIndex` is the promise (a media playlist to fetch), `MediaPlaylistIndex` the answer: a window on the
document's columns that makes a `Segment` when one is asked for. Numbers are media sequence numbers, so they
are stable over refreshes and give AES-128 its implicit vector (RFC 8216 §5.2).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from playhead.errors import RequestType
from playhead.hls.addresses import joined
from playhead.hls.alignment import Window, is_older_copy, joined_origin, refreshed_origin
from playhead.hls.media import MediaPlaylist, check_playable
from playhead.hls.media_reader import read_media_playlist
from playhead.hls.parts import LiveEdge, Piece
from playhead.hls.protection import protections_of
from playhead.hls.refresh import beside, live_offset_s, refresh_of
from playhead.hls.segment_table import MapTag, TilesTag
from playhead.hls.tags import KeyTag
from playhead.hls.timed_events import events_of
from playhead.hls.values import TICKS_PER_S
from playhead.hls.variables import NO_VARIABLES
from playhead.presentation import (
    InitSegment,
    Protection,
    Refresh,
    Resource,
    Segment,
    SegmentIndex,
    Tiles,
    TimedEvent,
)
from playhead.presentation.index import SearchableIndex
from playhead.presentation.timeline import nearest_tick

__all__ = ["MediaPlaylistIndex", "PlaylistIndex", "index_of"]

# Parts add up to their segment but for rounding.
_MOMENT_S = 0.01


class MediaPlaylistIndex(SearchableIndex):
    """A media playlist as a `SegmentIndex`.

    Args:
        playlist: With at least one segment.
        source: The address that was asked for; tells a refresh from another rendition.
        origin: Microseconds from the period's start to the playlist's first segment.
        made: Segments of an earlier window by number, to be shared where nothing about them has changed.
        variables: Of the multivariant playlist; the next version of this one may import them.
        discontinuity_base: Added to the playlist's discontinuity numbers: how many there were before its
            numbering began anew.
    """

    __slots__ = (
        "_earlier",
        "_edge",
        "_inits",
        "_made",
        "_protections",
        "discontinuity_base",
        "playlist",
        "source",
        "variables",
    )

    def __init__(
        self,
        playlist: MediaPlaylist,
        source: str,
        *,
        origin: int = 0,
        made: Mapping[int, Segment] | None = None,
        variables: Mapping[str, str] = NO_VARIABLES,
        discontinuity_base: int = 0,
    ) -> None:
        super().__init__(
            playlist.segments.starts,
            TICKS_PER_S,
            first_number=playlist.media_sequence,
            is_complete=playlist.is_complete,
            origin=origin,
        )
        self.playlist = playlist
        self._edge = LiveEdge(playlist)
        self.source = source
        self.variables = variables
        self.discontinuity_base = discontinuity_base
        self._made: dict[int, Segment] = {}
        self._earlier = made or {}
        self._inits: dict[int, InitSegment] = {}
        self._protections: dict[tuple[int, ...], tuple[Protection, ...]] = {}

    @property
    def count(self) -> int:
        """How many segments there are now."""
        return len(self.playlist.segments)

    @property
    def origin(self) -> int:
        """Microseconds from the period's start to the first segment."""
        return self._origin

    @property
    def first_number(self) -> int:
        """Media sequence number of the first segment."""
        return self._first_number

    @property
    def made(self) -> Mapping[int, Segment]:
        """Segments that were asked for, by number, here or before; kept only while the playlist can grow."""
        return {**self._earlier, **self._made}

    @property
    def live_offset_s(self) -> float:
        """How far behind the end the author wants playback to stay, in seconds."""
        return live_offset_s(self.playlist)

    @property
    def events(self) -> tuple[TimedEvent, ...]:
        """What the playlist says about moments, on the period's timeline."""
        return tuple(events_of(self.playlist, self._origin))

    def refresh(self, *, has_changed: bool, age_s: float) -> Refresh:
        """Return the next request; see `GrowingIndex`."""
        return refresh_of(self.playlist, self.source, has_changed=has_changed, age_s=age_s)

    def refreshed(self, body: bytes, url: str) -> SegmentIndex:
        """Read the next version; see `GrowingIndex`."""
        playlist = read_media_playlist(body, url, self.variables, self.playlist)
        return index_of(playlist, self.source, self, self.variables)

    def restarted(self, body: bytes, url: str) -> SegmentIndex:
        """Read a version that has nothing to do with this one; see `GrowingIndex`."""
        playlist, table = read_media_playlist(body, url, self.variables), self.playlist.segments
        check_playable(playlist)
        last = self.playlist.discontinuity_sequence + len(table.discontinuities)
        return MediaPlaylistIndex(
            playlist,
            self.source,
            origin=self._origin + table.duration,
            variables=self.variables,
            discontinuity_base=self.discontinuity_base + last + 1 - playlist.discontinuity_sequence,
        )

    @property
    def end_s(self) -> float:
        """End of the last segment, or of the last part of the one that is being made."""
        return (self._origin + self._edge.end) / TICKS_PER_S

    def segment_at(self, time_s: float) -> Segment | None:
        """Return what plays at a time: a whole segment, or a part of the one that is being made.

        Of parts it is the last one before the time that needs no picture before it.
        """
        ticks = nearest_tick(time_s, TICKS_PER_S) - self._origin
        if ticks < self.playlist.segments.duration:
            return super().segment_at(time_s)
        return self._piece(self._edge.at(ticks))

    def after(self, segment: Segment) -> Segment | None:
        """Return what follows a segment or a part; the first one if the window has moved past it.

        Amid a segment whose parts are no longer listed that is the segment as a whole.
        """
        row = segment.number - self._first_number
        if segment.part is not None and row >= 0:
            piece = self._edge.part(row, segment.part + 1)
            if piece is not None or row >= self.count:
                return self._piece(piece)
            if not self._edge.has_parts(row) and segment.end_s < self._make(row).end_s - _MOMENT_S:
                return self._make(row)
        row = max(row + 1, 0)
        return self._make(row) if row < self.count else self._piece(self._edge.part(row, 0))

    def _piece(self, piece: Piece | None) -> Segment | None:
        if piece is None:
            return None
        playlist, table, row = self.playlist, self.playlist.segments, piece.row
        date_us = table.date_us(row)
        begun = piece.start - table.starts[row]
        return Segment(
            self._first_number + row,
            self._origin + piece.start,
            piece.duration,
            TICKS_PER_S,
            joined(playlist.url, piece.uri),
            piece.byte_range,
            self._init_of(table.maps.at(row)),
            self.discontinuity_base + playlist.discontinuity_sequence + table.discontinuity(row),
            piece.is_gap,
            self._protections_of(table.keys.at(row) or ()),
            None if date_us is None else (date_us + begun) / TICKS_PER_S,
            part=piece.number,
            is_independent=piece.is_independent,
            is_hinted=piece.is_hinted,
        )

    def _end(self, position: int) -> int:
        return self._starts[position + 1]

    def _make(self, position: int) -> Segment:
        number = self._first_number + position
        if self._is_complete and not self._earlier:
            # A film is asked for once, from start to end, and would only pile up.
            return self._built(position, number)
        segment = self._made.get(number)
        if segment is None:
            built, earlier = self._built(position, number), self._earlier.get(number)
            # A server may not change a segment (RFC 8216 §6.2.1), but new tokens and corrections do happen.
            segment = earlier if earlier is not None and earlier == built else built
            self._made[number] = segment
        return segment

    def _built(self, position: int, number: int) -> Segment:
        playlist, table = self.playlist, self.playlist.segments
        date_us = table.date_us(position)
        return Segment(
            number,
            self._origin + table.starts[position],
            table.starts[position + 1] - table.starts[position],
            TICKS_PER_S,
            joined(playlist.url, table.uris[position]) if table.uris[position] else "",
            table.byte_range(position),
            self._init_of(table.maps.at(position)),
            self.discontinuity_base + playlist.discontinuity_sequence + table.discontinuity(position),
            position in table.gaps,
            self._protections_of(table.keys.at(position) or ()),
            None if date_us is None else date_us / TICKS_PER_S,
            self._tiles_of(table.tiles.at(position)),
        )

    def _init_of(self, tag: MapTag | None) -> InitSegment | None:
        if tag is None:
            return None
        init = self._inits.get(id(tag))
        if init is None:
            url = joined(self.playlist.url, tag.uri)
            init = InitSegment(url, tag.byte_range, self._protections_of(tag.keys))
            self._inits[id(tag)] = init
        return init

    def _tiles_of(self, tag: TilesTag | None) -> Tiles | None:
        if tag is None:
            return None
        return Tiles(tag.columns, tag.rows, *tag.resolution, Fraction(tag.duration, TICKS_PER_S))

    def _protections_of(self, keys: tuple[KeyTag, ...]) -> tuple[Protection, ...]:
        if not keys:
            return ()
        # By identity: the table keeps the tags, and lines repeat where a delta update was merged.
        tags = tuple(map(id, keys))
        protections = self._protections.get(tags)
        if protections is None:
            protections = protections_of(keys, self.playlist.url)
            self._protections[tags] = protections
        return protections


@dataclass(frozen=True, slots=True)
class PlaylistIndex:
    """A `DeferredIndex`: the media playlist that a variant or rendition names.

    Attributes:
        url: Of the media playlist.
        variables: Of the multivariant playlist, for EXT-X-DEFINE with IMPORT.
    """

    url: str
    variables: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    @property
    def resource(self) -> Resource:
        """The media playlist."""
        return Resource(self.url, RequestType.PLAYLIST)

    def beside(self, other: SegmentIndex) -> Resource:
        """Return what to fetch where another rendition's list is known and may tell how far this one is."""
        return beside(other.playlist, self.url) if isinstance(other, MediaPlaylistIndex) else self.resource

    def moved(self, move: Callable[[str], str]) -> "PlaylistIndex":
        """Return the playlist on another pathway: its segments lie beside it (rfc8216bis §7.2)."""
        return replace(self, url=move(self.url))

    def resolve(self, body: bytes, url: str, previous: SegmentIndex | None = None) -> SegmentIndex:
        """Read the fetched media playlist.

        Args:
            body: The whole body.
            url: Where it came from in the end, after redirects.
            previous: This rendition's index before the refresh; or another rendition's at a switch: a live
                timeline then goes on where that one's lies.

        Raises:
            ManifestError: If it can't be read, has nothing to play, or went backwards.
        """
        before = previous if isinstance(previous, MediaPlaylistIndex) else None
        same = before.playlist if before is not None and before.source == self.url else None
        playlist = read_media_playlist(body, url, self.variables, same)
        return index_of(playlist, self.url, before, self.variables)


def index_of(
    playlist: MediaPlaylist,
    source: str,
    previous: MediaPlaylistIndex | None = None,
    variables: Mapping[str, str] = NO_VARIABLES,
) -> MediaPlaylistIndex:
    """Return the index of a playlist, on the timeline of the one before.

    A copy that is older than what we have (a cache that lags) changes nothing: the answer is `previous`.

    Raises:
        ManifestError: MANIFEST_EMPTY or MANIFEST_MALFORMED if there is nothing to play,
            MANIFEST_WENT_BACKWARDS if the numbering started anew.
    """
    check_playable(playlist)
    if previous is None:
        return MediaPlaylistIndex(playlist, source, variables=variables)
    before = Window(previous.playlist, previous.origin)
    if previous.source != source:
        made, origin = None, joined_origin(playlist, before)
    elif is_older_copy(playlist, before):
        return previous
    else:
        made, origin = _still_listed(playlist, previous), refreshed_origin(playlist, before)
    return MediaPlaylistIndex(
        playlist,
        source,
        origin=origin,
        made=made,
        variables=variables,
        discontinuity_base=previous.discontinuity_base,
    )


def _still_listed(playlist: MediaPlaylist, previous: MediaPlaylistIndex) -> dict[int, Segment]:
    numbers = range(playlist.media_sequence, playlist.media_sequence + len(playlist.segments))
    return {number: segment for number, segment in previous.made.items() if number in numbers}
