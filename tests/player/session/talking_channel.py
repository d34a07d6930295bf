"""A live channel whose captions tell where they belong: each segment's is its number."""

import re

from playhead.events import CuesChanged
from playhead.testing import SyntheticLive
from tests.player.session.faulty_titles import Answer, dressed

__all__ = ["lateness_s", "talking"]

_SILENCE_S = 0.5


def talking(live: SyntheticLive, protocol: str) -> Answer:
    """Return a channel's answers with captions: from each segment's first picture to shortly before its last.

    Args:
        protocol: `hls`, where a map leads from times to the media's timestamps, or `dash`, where they count
            from the period's start.
    """
    count = live.shape.break_every or 10**9
    header = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n" if protocol == "hls" else "WEBVTT\n"

    def caption(url: str) -> bytes:
        found = re.search(r"/(\d+)\.vtt", url)
        assert found is not None
        number = int(found[1])
        start_s = number % count * live.segment_s
        end_s = start_s + live.segment_s - _SILENCE_S
        return f"{header}\n{_stamp(start_s)} --> {_stamp(end_s)}\n{number}\n".encode()

    return dressed(live.origin, caption=caption)


def lateness_s(event: CuesChanged, segment_s: float) -> float:
    """Return where the one caption that came is, against its segment; only differences mean anything."""
    return event.position_s - int(event.cues[0].text) * segment_s


def _stamp(time_s: float) -> str:
    minutes, seconds = divmod(time_s, 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{seconds:06.3f}"
