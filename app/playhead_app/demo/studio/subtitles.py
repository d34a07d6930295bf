"""A film's subtitles, written as WebVTT.

HLS gets short segments, as a long title would have them; DASH gets one file for each language.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path

from playhead_app.demo.studio.package_hls import MediaSegment, write_media_playlist
from playhead_app.demo.studio.reel import Line, Subtitles

__all__ = ["SubtitleTrack", "write_subtitles"]

_SEGMENT_S = 6
# The picture's clock begins at 0, and so do the lines; a player that is told so needn't guess.
_HEAD = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n"


@dataclass(frozen=True, slots=True)
class SubtitleTrack:
    """Subtitles that have been written; places are beside the manifests."""

    of: Subtitles
    playlist: str
    file: str
    bandwidth_bps: int


def write_subtitles(subtitles: Subtitles, length_s: float, target: Path) -> SubtitleTrack:
    """Write the whole file, the segments and their playlist.

    Args:
        subtitles: One language.
        length_s: Of the film.
        target: The film's folder.
    """
    folder = target / "subtitles" / subtitles.language
    folder.mkdir(parents=True)
    whole = folder.with_suffix(".vtt")
    whole.write_text(_webvtt("WEBVTT\n", subtitles.lines), encoding="utf-8")
    segments: list[MediaSegment] = []
    for number in range(ceil(length_s / _SEGMENT_S)):
        start_s, end_s = number * _SEGMENT_S, min((number + 1) * _SEGMENT_S, length_s)
        # A line that reaches over a border is in both segments (RFC 8216 §3.5).
        lines = tuple(line for line in subtitles.lines if line.start_s < end_s and line.end_s > start_s)
        name = f"{number + 1:05d}.vtt"
        (folder / name).write_text(_webvtt(_HEAD, lines), encoding="utf-8")
        segments.append(MediaSegment(name, Fraction(end_s - start_s)))
    write_media_playlist(folder / "index.m3u8", segments, None)
    bandwidth_bps = max(1, round(whole.stat().st_size * 8 / length_s))
    return SubtitleTrack(
        subtitles, f"subtitles/{subtitles.language}/index.m3u8", f"subtitles/{whole.name}", bandwidth_bps
    )


def _webvtt(head: str, lines: tuple[Line, ...]) -> str:
    blocks = (f"\n{_time(line.start_s)} --> {_time(line.end_s)}\n{line.text}\n" for line in lines)
    return head + "".join(blocks)


def _time(seconds: float) -> str:
    minutes, rest_ms = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02d}:{rest_ms // 1000:02d}.{rest_ms % 1000:03d}"
