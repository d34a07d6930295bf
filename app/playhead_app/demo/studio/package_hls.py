"""Write a film's HLS playlists (RFC 8216)."""
# m3u8 ships no types; this module is the only one of the demo that touches it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path

import m3u8

from playhead_app.demo.studio.fragments import FragmentedFile
from playhead_app.demo.studio.ladder import FRAME_RATE, SEGMENT_S, Rung
from playhead_app.demo.studio.reel import Mix
from playhead_app.demo.studio.thumbnails import COLUMNS, ROWS, SHEET_S, THUMBNAIL_SIZE, ThumbnailTrack

__all__ = [
    "AudioRendition",
    "MediaSegment",
    "SubtitleRendition",
    "VideoVariant",
    "byte_range_segments",
    "file_segments",
]
__all__ += ["write_image_playlist", "write_master", "write_media_playlist"]

_AUDIO_GROUP, _TEXT_GROUP = "sound", "words"


@dataclass(frozen=True, slots=True)
class MediaSegment:
    """One line of a media playlist; `byte_range` is `(size, offset)` within `uri`."""

    uri: str
    duration: Fraction
    byte_range: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class VideoVariant:
    """One variant stream of the multivariant playlist; rates include the sound that plays with it."""

    rung: Rung
    uri: str
    codecs: str
    peak_bps: int
    average_bps: int


@dataclass(frozen=True, slots=True)
class SubtitleRendition:
    """Subtitles in one language, which go with any variant."""

    language: str
    name: str
    uri: str


@dataclass(frozen=True, slots=True)
class AudioRendition:
    """One sound track that plays with any variant."""

    mix: Mix
    uri: str


def file_segments(file: FragmentedFile) -> list[MediaSegment]:
    """Return the segments of a file that was cut into `00001.m4s`, ….."""
    return [
        MediaSegment(f"{number:05d}.m4s", Fraction(fragment.duration, file.timescale))
        for number, fragment in enumerate(file.fragments, 1)
    ]


def byte_range_segments(file: FragmentedFile, uri: str) -> list[MediaSegment]:
    """Return the segments of a file that stays whole."""
    return [
        MediaSegment(
            uri, Fraction(fragment.duration, file.timescale), (fragment.size_bytes, fragment.offset_bytes)
        )
        for fragment in file.fragments
    ]


def write_media_playlist(
    path: Path, segments: list[MediaSegment], init: tuple[str, tuple[int, int] | None] | None
) -> None:
    """Write one media playlist.

    Args:
        path: The file.
        segments: In order.
        init: The initialization section's address and byte range; None for MPEG-TS.
    """
    playlist = m3u8.M3U8()
    playlist.version = "7" if init else "3"
    # RFC 8216 §4.3.3.1: no segment's duration, rounded to the nearest integer, exceeds the target.
    playlist.target_duration = max(ceil(segment.duration - Fraction(1, 2)) for segment in segments)
    playlist.playlist_type = "VOD"
    playlist.is_independent_segments = init is not None
    playlist.is_endlist = True
    section = None
    if init:
        uri, span = init
        section = {"uri": uri, "byterange": _range(span) if span else None}
    for segment in segments:
        playlist.add_segment(
            m3u8.Segment(
                uri=segment.uri,
                duration=float(segment.duration),
                byterange=_range(segment.byte_range) if segment.byte_range else None,
                init_section=section,
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(playlist.dumps(infspec="microseconds"), encoding="utf-8")


def _range(span: tuple[int, int]) -> str:
    return f"{span[0]}@{span[1]}"


def write_image_playlist(path: Path, thumbnails: ThumbnailTrack, length_s: float) -> None:
    """Write the playlist of the contact sheets (Image Media Playlist specification, version 0.4)."""
    playlist = m3u8.M3U8()
    playlist.version = "7"
    playlist.target_duration = SHEET_S
    playlist.playlist_type = "VOD"
    playlist.is_images_only = playlist.is_endlist = True
    for number in range(thumbnails.sheets):
        lasts_s = min(float(SHEET_S), length_s - number * SHEET_S)
        playlist.add_segment(m3u8.Segment(uri=f"{number + 1:05d}.jpg", duration=lasts_s))
    width, height = THUMBNAIL_SIZE
    tiles = f"#EXT-X-TILES:RESOLUTION={width}x{height},LAYOUT={COLUMNS}x{ROWS},DURATION={SEGMENT_S}"
    # m3u8 reads the tag but doesn't write it.
    text: str = playlist.dumps(infspec="milliseconds")
    path.write_text(text.replace("#EXTINF", f"{tiles}\n#EXTINF"), encoding="utf-8")


def write_master(
    path: Path,
    variants: list[VideoVariant],
    renditions: list[AudioRendition],
    thumbnails: ThumbnailTrack,
    subtitles: list[SubtitleRendition],
) -> None:
    """Write the multivariant playlist, best but one variant first: where a player without a guess begins."""
    master = m3u8.M3U8()
    master.version = "7" if renditions else "3"
    master.is_variant = True
    master.is_independent_segments = True
    for index, rendition in enumerate(renditions):
        master.add_media(
            m3u8.Media(
                type="AUDIO",
                group_id=_AUDIO_GROUP,
                language=rendition.mix.language,
                name=rendition.mix.name,
                default="NO" if index else "YES",
                autoselect="YES",
                channels="2",
                uri=rendition.uri,
            )
        )
    for words in subtitles:
        master.add_media(
            m3u8.Media(
                type="SUBTITLES",
                group_id=_TEXT_GROUP,
                language=words.language,
                name=words.name,
                default="NO",
                autoselect="YES",
                forced="NO",
                uri=words.uri,
            )
        )
    for variant in sorted(variants, key=lambda each: (each.rung.number + 2) % 4):
        info = {
            "bandwidth": variant.peak_bps,
            "average_bandwidth": variant.average_bps,
            "resolution": f"{variant.rung.width}x{variant.rung.height}",
            "frame_rate": float(FRAME_RATE),
            "codecs": variant.codecs,
            "audio": _AUDIO_GROUP if renditions else None,
            "subtitles": _TEXT_GROUP if subtitles else None,
        }
        master.add_playlist(m3u8.Playlist(variant.uri, info, master.media, ""))
    width, height = THUMBNAIL_SIZE
    images = {"bandwidth": thumbnails.peak_bps, "resolution": f"{width}x{height}", "codecs": "jpeg"}
    master.image_playlists.append(m3u8.ImagePlaylist("", f"{thumbnails.place}/index.m3u8", images))
    path.write_text(master.dumps(), encoding="utf-8")
