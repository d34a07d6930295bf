"""What a looped film's media playlist says at a moment (RFC 8216 §6.2.2, live playlists)."""
# m3u8 ships no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import m3u8

__all__ = ["LoopedPlaylist", "without_extras"]

WINDOW_S = 180.0


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment of the film: when it begins, how long it lasts, and its own lines of the playlist."""

    start_s: float
    duration_s: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoopedPlaylist:
    """One rendition of a film that is sent again and again.

    Attributes:
        target_s: EXT-X-TARGETDURATION.
        length_s: Of the film: each pass takes so long, whatever a rendition's own segments add up to.
    """

    target_s: int
    length_s: float
    segments: tuple[_Segment, ...]

    @classmethod
    def read(cls, text: str, length_s: float, base: str) -> Self:
        """Read a film's media playlist.

        Args:
            text: The playlist.
            length_s: Of the film.
            base: What its relative addresses are put behind.
        """
        playlist = m3u8.loads(text)
        segments: list[_Segment] = []
        start_s = 0.0
        for segment in playlist.segments:
            lines: list[str] = []
            if segment.init_section is not None:
                init = segment.init_section
                span = f',BYTERANGE="{init.byterange}"' if init.byterange else ""
                lines.append(f'#EXT-X-MAP:URI="{base}/{init.uri}"{span}')
            duration_s = float(segment.duration or 0.0)
            lines.append(f"#EXTINF:{duration_s:.6f},")
            if segment.byterange:
                lines.append(f"#EXT-X-BYTERANGE:{segment.byterange}")
            lines.append(f"{base}/{segment.uri}")
            segments.append(_Segment(start_s, duration_s, tuple(lines)))
            start_s += duration_s
        return cls(int(playlist.target_duration or 0), length_s, tuple(segments))

    def at(self, utc_s: float) -> str:
        """Return the playlist of a moment, in seconds since 1970: all that has been sent of the window."""
        count = len(self.segments)
        sent = self._sent_before(utc_s)
        first = max(0, self._sent_before(utc_s - WINDOW_S))
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{self.target_s}",
            f"#EXT-X-MEDIA-SEQUENCE:{first}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{first // count}",
            "#EXT-X-INDEPENDENT-SEGMENTS",
        ]
        for number in range(first, sent):
            loop, place = divmod(number, count)
            segment = self.segments[place]
            is_new_pass = place == 0 and number > first
            if is_new_pass:
                lines.append("#EXT-X-DISCONTINUITY")
            if is_new_pass or number == first:
                moment = datetime.fromtimestamp(loop * self.length_s + segment.start_s, UTC)
                lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{moment.isoformat(timespec='milliseconds')}")
            has_same_map = not is_new_pass and number > first and segment.lines[0].startswith("#EXT-X-MAP")
            lines.extend(segment.lines[1:] if has_same_map else segment.lines)
        return "\n".join(lines) + "\n"

    def _sent_before(self, utc_s: float) -> int:
        """Return how many segments of all passes since 1970 had been sent by then."""
        loop, into_s = divmod(utc_s, self.length_s)
        sent = sum(1 for each in self.segments if each.start_s + each.duration_s <= into_s)
        return int(loop) * len(self.segments) + sent


def without_extras(master: str) -> str:
    """Return a film's multivariant playlist without what a live channel doesn't send.

    Subtitles and thumbnails are the whole film's; a live channel would have to cut them anew all the time.
    """
    kept = [
        line
        for line in master.splitlines()
        if not line.startswith(("#EXT-X-IMAGE-STREAM-INF", "#EXT-X-MEDIA:TYPE=SUBTITLES"))
    ]
    return "\n".join(kept).replace(',SUBTITLES="words"', "") + "\n"
