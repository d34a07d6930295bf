"""Ten minutes of live television: all breaks crossed, nothing drifts. `benchmarks/live_day.py` has days."""

import asyncio

import pytest

from playhead.events import CuesChanged
from playhead.settings import PlayerSettings, TextPreferences
from playhead.testing import LiveShape
from tests.player.session.live_harness import LiveSession, watch_live
from tests.player.session.talking_channel import lateness_s, talking

TEN_MINUTES_S = 600.0
BREAK_SEGMENTS = 25


@pytest.mark.parametrize("protocol", ["hls", "dash"])
def test_ten_minutes_at_the_edge_crosses_every_break_and_drifts_nowhere(protocol: str) -> None:
    offsets_s: list[float] = []
    frames: list[int] = []

    async def script(session: LiveSession) -> None:
        for _ in range(6):
            await asyncio.sleep(TEN_MINUTES_S / 6)
            offsets_s.append(session.player.live_offset_s or 0.0)
        frames.append(session.player.report().frames_shown)

    shape = LiveShape(window_s=120.0, break_every=BREAK_SEGMENTS, has_timeline=True, has_delta=True)
    settings = PlayerSettings(text=TextPreferences(("en",)))
    session = watch_live(
        protocol, script, shape, settings=settings, answers=lambda live: talking(live, protocol)
    )
    assert session.played_undisturbed
    assert max(offsets_s) - min(offsets_s) < 0.1
    captions = [event for event in session.events if isinstance(event, CuesChanged) and event.cues]
    late_s = [lateness_s(event, 4.0) for event in captions[1:]]  # playback began in the midst of the first
    assert len(late_s) >= 149
    assert max(late_s) - min(late_s) < 0.08
    assert frames[0] == pytest.approx(TEN_MINUTES_S * 25, abs=30)
