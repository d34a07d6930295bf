"""Media playlists: durations, numbers, what every segment needs (RFC 8216bis §4.4.3, §4.4.4, §6.2)."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playhead.hls import MediaPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_FMP4 = frozenset({".mp4", ".m4s", ".m4v", ".m4a", ".m4f", ".cmfv", ".cmfa", ".cmft"})
_METHODS = frozenset(
    {
        "NONE",
        "AES-128",
        "AES-256",
        "AES-256-CTR",
        "AES-256-GCM",
        "SAMPLE-AES",
        "SAMPLE-AES-CTR",
        "SAMPLE-AES-CENC",
    }
)
# Removed from the standard, or never in it but for one packager's sake.
_REMOVED = frozenset({"EXT-X-ALLOW-CACHE"})


def _seconds(ticks: int) -> str:
    return f"{ticks / TICKS_PER_S:g} s"


@rule("hls.target-duration-missing", _ERROR, "RFC 8216bis §4.4.3.1")
def target_duration_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A media playlist has EXT-X-TARGETDURATION."""
    if playlist.target_duration is None:
        yield Found("there is no EXT-X-TARGETDURATION", tag="EXT-X-TARGETDURATION")


@rule("hls.target-duration-exceeded", _ERROR, "RFC 8216bis §4.4.3.1")
def target_duration_exceeded(playlist: MediaPlaylist) -> Iterator[Found]:
    """Each EXTINF, rounded to the nearest second, is at most EXT-X-TARGETDURATION."""
    target, table = playlist.target_duration, playlist.segments
    if target is None:
        return
    for row in range(len(table)):
        duration = table.starts[row + 1] - table.starts[row]
        if (duration + TICKS_PER_S // 2) // TICKS_PER_S > target // TICKS_PER_S:
            message = f"the segment lasts {_seconds(duration)}, the target duration is {_seconds(target)}"
            yield Found(message, table.lines[row], "EXTINF")


@rule("hls.target-duration-generous", _ADVICE, "RFC 8216bis §6.3.4")
def target_duration_generous(playlist: MediaPlaylist) -> Iterator[Found]:
    """A live playlist's target duration is near its longest segment: players wait that long to reload."""
    target, table = playlist.target_duration, playlist.segments
    if target is None or playlist.is_complete or not len(table):
        return
    longest = max(table.starts[row + 1] - table.starts[row] for row in range(len(table)))
    if target > 2 * longest + TICKS_PER_S:
        message = f"no segment is longer than {_seconds(longest)}, the target duration is {_seconds(target)}"
        yield Found(message, tag="EXT-X-TARGETDURATION")


@rule("hls.zero-duration", _WARNING, "RFC 8216bis §4.4.4.1")
def zero_duration(playlist: MediaPlaylist) -> Iterator[Found]:
    """Each segment lasts some time."""
    table = playlist.segments
    for row in range(len(table)):
        if table.starts[row + 1] == table.starts[row]:
            yield Found("the segment lasts no time", table.lines[row], "EXTINF")


@rule("hls.window-short", _ERROR, "RFC 8216bis §6.2.2")
def window_short(playlist: MediaPlaylist) -> Iterator[Found]:
    """A sliding live playlist holds three target durations or more."""
    target, duration = playlist.target_duration, playlist.segments.duration
    has_slid = playlist.media_sequence > 0 and not playlist.is_complete and playlist.playlist_type != "EVENT"
    # A delta update leaves out what the client has.
    if has_slid and target is not None and playlist.skip is None and duration < 3 * target:
        yield Found(f"{_seconds(duration)} are listed, three target durations are {_seconds(3 * target)}")


@rule("hls.event-slid", _ERROR, "RFC 8216bis §4.4.3.5")
def event_slid(playlist: MediaPlaylist) -> Iterator[Found]:
    """An EVENT playlist never loses segments at its beginning."""
    if playlist.playlist_type == "EVENT" and playlist.media_sequence > 1:
        message = f"the first segment is number {playlist.media_sequence}: earlier ones were removed"
        yield Found(message, tag="EXT-X-MEDIA-SEQUENCE")


@rule("hls.vod-without-end", _WARNING, "RFC 8216bis §4.4.3.4")
def vod_without_end(playlist: MediaPlaylist) -> Iterator[Found]:
    """A VOD playlist says that it ends: EXT-X-ENDLIST."""
    if playlist.playlist_type == "VOD" and not playlist.has_end:
        yield Found("there is no EXT-X-ENDLIST; some players will reload it", tag="EXT-X-PLAYLIST-TYPE")


@rule("hls.discontinuity-sequence-missing", _WARNING, "RFC 8216bis §6.2.2")
def discontinuity_sequence_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A sliding live playlist with discontinuities counts those that it has removed."""
    table = playlist.segments
    has_slid = playlist.media_sequence > 0 and not playlist.is_complete
    if has_slid and table.discontinuities and not playlist.discontinuity_sequence:
        message = "segments were removed, and nothing tells how many discontinuities went with them"
        yield Found(message, tag="EXT-X-DISCONTINUITY-SEQUENCE")


@rule("hls.map-missing", _ERROR, "RFC 8216bis §3.1.2")
def map_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """Fragmented MP4 segments have an EXT-X-MAP that applies to them."""
    table = playlist.segments
    if not len(table) or playlist.skip is not None or table.maps.at(0) is not None:
        return
    if _suffix(table.uris[0]) in _FMP4 and not _is_whole_file(playlist):
        yield Found("the segment looks like fragmented MP4 and has no EXT-X-MAP", table.lines[0], "EXT-X-MAP")


def _is_whole_file(playlist: MediaPlaylist) -> bool:
    # One segment without a byte range may well be a complete MP4 file, header and all.
    return len(playlist.segments) == 1 and playlist.segments.byte_range(0) is None


def _suffix(uri: str) -> str:
    try:
        return PurePosixPath(urlsplit(uri).path).suffix.lower()
    except ValueError:
        return ""


@rule("hls.key-method-unknown", _WARNING, "RFC 8216bis §4.4.4.4")
def key_method_unknown(playlist: MediaPlaylist) -> Iterator[Found]:
    """METHOD of a key is one that the standard names."""
    for _, keys in playlist.segments.keys.between(0, len(playlist.segments) + 1):
        for key in keys:
            if key.method not in _METHODS:
                yield Found(f"METHOD {key.method[:40]!r} is not in the standard", key.line, "EXT-X-KEY")


@rule("hls.identity-key-unprotected", _WARNING, "RFC 8216bis §10")
def identity_key_unprotected(playlist: MediaPlaylist) -> Iterator[Found]:
    """Keys that are simply fetched are fetched by https."""
    for _, keys in playlist.segments.keys.between(0, len(playlist.segments) + 1):
        for key in keys:
            if key.key_format == "identity" and (key.uri or "").lower().startswith("http:"):
                yield Found("the key travels without encryption", key.line, "EXT-X-KEY")


@rule("hls.start-outside", _WARNING, "RFC 8216bis §4.4.2.2")
def start_outside(playlist: MediaPlaylist) -> Iterator[Found]:
    """TIME-OFFSET of EXT-X-START lies within the playlist, and off a live edge by three target durations."""
    start, duration = playlist.start, playlist.segments.duration / TICKS_PER_S
    if start is None:
        return
    offset_s = float(start.time_offset_s)
    if abs(offset_s) > duration:
        message = f"TIME-OFFSET is {offset_s:g} s, the playlist lasts {duration:g} s"
        yield Found(message, start.line, "EXT-X-START")
    elif not playlist.has_end and playlist.target_duration is not None:
        behind_s = -offset_s if offset_s < 0 else duration - offset_s
        if behind_s < 3 * playlist.target_duration / TICKS_PER_S:
            message = (
                f"TIME-OFFSET starts {behind_s:g} s from the live edge, nearer than three target durations"
            )
            yield Found(message, start.line, "EXT-X-START")


@rule("hls.removed-tag", _WARNING, "RFC 8216bis §8")
def removed_tag(playlist: MediaPlaylist) -> Iterator[Found]:
    """No tag stands there that the standard has removed."""
    for tag in playlist.unknown:
        if tag.name in _REMOVED:
            yield Found(f"{tag.name} was removed from the standard", tag.line, tag.name)


@rule("hls.independent-segments-missing", _ADVICE, "RFC 8216bis §4.4.2.1")
def independent_segments_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """EXT-X-INDEPENDENT-SEGMENTS says that players may switch at each segment."""
    is_pictures = playlist.is_iframes_only or playlist.is_images_only
    if not playlist.has_independent_segments and not is_pictures and _suffix(_first_uri(playlist)) != ".vtt":
        yield Found(
            "players can't know that each segment can be decoded alone", tag="EXT-X-INDEPENDENT-SEGMENTS"
        )


def _first_uri(playlist: MediaPlaylist) -> str:
    return playlist.segments.uris[0] if len(playlist.segments) else ""


@rule("hls.mixed-content", _WARNING, "RFC 8216bis §10")
def mixed_content(playlist: MediaPlaylist) -> Iterator[Found]:
    """A playlist that came by https names nothing by http."""
    if not playlist.url.lower().startswith("https:"):
        return
    table = playlist.segments
    for row, uri in enumerate(table.uris):
        if uri[:5].lower() == "http:":
            yield Found("the segment is fetched without encryption", table.lines[row])


RULES = (
    target_duration_missing,
    target_duration_exceeded,
    target_duration_generous,
    zero_duration,
    window_short,
    event_slid,
    vod_without_end,
    discontinuity_sequence_missing,
    map_missing,
    key_method_unknown,
    identity_key_unprotected,
    start_outside,
    removed_tag,
    independent_segments_missing,
    mixed_content,
)
