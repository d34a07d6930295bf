"""Low-latency HLS for real: parts over loopback HTTP, libVLC, and the pictures that it shows."""

import asyncio
from itertools import pairwise

import numpy as np
import pytest

from playhead import Player
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, ShownPicture
from tests.media.clips import ClipStore, read_frame_number
from tests.media.live_channel import FPS, Channel, on_air

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]


async def test_parts_play_without_a_lost_picture_and_are_young_when_they_show(clips: ClipStore) -> None:
    channel = Channel(clips)
    frames: list[int] = []
    ages_s: list[float] = []

    def see(shown: ShownPicture) -> None:
        luma = np.frombuffer(shown.planes[0], np.uint8).reshape(-1, shown.layout.pitches[0])
        frames.append(read_frame_number(luma[: shown.format.height, : shown.format.width]))
        ages_s.append(channel.age_s(frames[-1]))

    def hear(_pcm: bytes, _count: int, _due_s: float) -> None:
        """Sound is only there to be fed."""

    backend = LibVlcBackend(picture_sink=MemorySink(see), audio=MemoryAudio(hear))
    async with on_air(channel) as url, Player(backend=backend) as player:
        await player.load(url)
        while len(frames) < 4 * FPS:
            assert player.problem is None
            await asyncio.sleep(0.05)
        downloads = player.report().downloads
    steps = [(after - before) % (20 * FPS) for before, after in pairwise(frames)]
    assert sum(step == 1 for step in steps) > 0.95 * len(steps), "one picture after another"
    assert any(each["url"].count(".") > 4 for each in downloads), "some of it came in parts"
    # An ordinary live player would be three segments and more behind; how near exactly is the benchmark's.
    assert sorted(ages_s)[len(ages_s) // 2] < 3.0
