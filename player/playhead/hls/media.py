"""A media playlist as a document: what RFC 8216 §4.3.2 and §4.3.3 let it say, with lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.cues import CueTag
from playhead.hls.date_ranges import DateRange
from playhead.hls.low_latency import PartTag, PreloadHintTag, RenditionReportTag, ServerControlTag, SkipTag
from playhead.hls.reuse import WrittenRows
from playhead.hls.segment_table import SegmentTable
from playhead.hls.tags import DefineTag, StartTag, Tag
from playhead.presentation import ManifestWarning

__all__ = ["MediaPlaylist", "check_playable"]


@dataclass(frozen=True, slots=True)
class MediaPlaylist:
    """One rendition's list of segments.

    Attributes:
        url: Where it came from, after redirects: the base of its URIs.
        target_duration: Microseconds; None if the tag is missing or unreadable.
        media_sequence: Number of the first segment.
        discontinuity_sequence: Discontinuity number before the first segment.
        playlist_type: VOD, EVENT or None.
        date_ranges: Consolidated by ID.
        cues: EXT-X-CUE-OUT and its kin, in order.
        part_target: Longest part, microseconds; None if there are no parts.
        skip: Set if this was a delta update.
        is_whole: False if segments were skipped that could not be taken over from the playlist before.
        unknown: Tags and comments that nobody types yet, in order.
        written: What a reload is compared with; None if it could not be used for one.
        parts_as_written: Its parts by the text of their attributes, as far as that alone says what they are.
    """

    url: str
    segments: SegmentTable
    version: int | None = None
    target_duration: int | None = None
    media_sequence: int = 0
    discontinuity_sequence: int = 0
    has_end: bool = False
    playlist_type: str | None = None
    is_iframes_only: bool = False
    is_images_only: bool = False
    has_independent_segments: bool = False
    start: StartTag | None = None
    defines: tuple[DefineTag, ...] = ()
    date_ranges: tuple[DateRange, ...] = ()
    cues: tuple[CueTag, ...] = ()
    server_control: ServerControlTag | None = None
    part_target: int | None = None
    preload_hints: tuple[PreloadHintTag, ...] = ()
    rendition_reports: tuple[RenditionReportTag, ...] = ()
    skip: SkipTag | None = None
    is_whole: bool = True
    unknown: tuple[Tag, ...] = ()
    warnings: tuple[ManifestWarning, ...] = ()
    written: WrittenRows | None = field(default=None, repr=False, compare=False)
    parts_as_written: Mapping[str, PartTag] = field(
        default_factory=dict[str, PartTag], repr=False, compare=False
    )

    @property
    def is_complete(self) -> bool:
        """True if it will never change: it says that it ends, or that it is VOD (RFC 8216 §4.3.3.5)."""
        return self.has_end or self.playlist_type == "VOD"


def check_playable(playlist: MediaPlaylist) -> None:
    """Refuse a playlist that nothing can be played from.

    Raises:
        ManifestError: MANIFEST_PATCH_FAILED if it is a part of a playlist only; MANIFEST_EMPTY without
            segments, or if it is complete and has none that can be had; MANIFEST_MALFORMED if no segment
            lasts any time.
    """
    table = playlist.segments
    if not playlist.is_whole:
        detail = "a delta update doesn't fit what was there before; the whole playlist must be fetched"
        raise _error(ErrorCode.MANIFEST_PATCH_FAILED, detail, playlist, tag="EXT-X-SKIP")
    if not len(table):
        raise _error(ErrorCode.MANIFEST_EMPTY, "the playlist has no segments", playlist)
    if playlist.is_complete and len(table.gaps) == len(table):
        raise _error(ErrorCode.MANIFEST_EMPTY, "none of the playlist's segments can be had", playlist)
    if not table.duration:
        detail = "no segment lasts any time (a list of channels is no HLS playlist)"
        raise _error(ErrorCode.MANIFEST_MALFORMED, detail, playlist, line=table.lines[0], tag="EXTINF")


def _error(
    code: ErrorCode, detail: str, playlist: MediaPlaylist, line: int | None = None, tag: str | None = None
) -> ManifestError:
    return ManifestError(make_problem(code, detail, url=playlist.url, line=line, tag=tag))
