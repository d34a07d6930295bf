"""The demo's live channel for real: its looped playlist, libVLC, and the frames it shows."""

import asyncio
from itertools import pairwise

import pytest

from playhead import Player, PlayerState
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink
from playhead_app.demo import DemoService
from playhead_app.demo.studio.ladder import FRAME_RATE
from tests.end2end.conftest import FILMS, Screen

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]

PASS_S = FILMS["the-long-dusk"][1]
FRAMES_OF_A_PASS = round(PASS_S * FRAME_RATE)


def steps(frames: list[int]) -> list[int]:
    """Return how far apart frames are that were shown one after another; 1 is the next one."""
    return [(after - before) % FRAMES_OF_A_PASS for before, after in pairwise(frames)]


async def test_a_live_channel_plays_goes_back_and_returns_to_live(service: DemoService) -> None:
    screen = Screen()
    backend = LibVlcBackend(picture_sink=MemorySink(screen.see), audio=MemoryAudio())
    async with Player(backend=backend) as player:
        await player.load(f"{service.url}/live/the-slow-channel/master.m3u8")
        assert player.is_live
        assert player.seekable is not None
        start_s, live_s = player.seekable
        assert live_s - start_s > 120

        async def watch_for(seconds: float) -> list[int]:
            del screen.frames[:]
            from_s = player.position_s
            while player.position_s < from_s + seconds:
                assert player.state is not PlayerState.FAILED, player.problem
                await asyncio.sleep(0.02)
            return screen.frames[:]

        shown = await watch_for(1.5)
        assert -1 not in shown
        assert len([step for step in steps(shown) if step == 1]) >= len(shown) * 0.9

        # Back to a second before the seam between two passes of the film, and across it.
        into_pass_s = screen.frames[-1] / FRAME_RATE
        await player.seek(player.position_s - into_pass_s - 3 * PASS_S - 1.0)
        assert player.live_offset_s is not None
        assert player.live_offset_s > 3 * PASS_S
        across = await watch_for(3.0)
        assert max(across) > FRAMES_OF_A_PASS * 0.9
        assert min(across) < FRAMES_OF_A_PASS * 0.2
        assert len([step for step in steps(across) if step == 1]) >= len(across) * 0.9

        await player.seek_to_live()
        assert player.live_offset_s is not None
        assert player.live_offset_s < 15
        assert len(await watch_for(1.0)) >= 16
