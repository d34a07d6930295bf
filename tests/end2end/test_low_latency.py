"""Low-latency HLS and DASH for real: parts and chunks over loopback HTTP, libVLC, and what it shows."""

import asyncio
from itertools import pairwise

import numpy as np
import pytest

from playhead import Player
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, ShownPicture
from tests.media.clips import ClipStore, read_frame_number
from tests.media.live_channel import FPS, Channel, DashChannel, on_air

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]


@pytest.mark.parametrize("kind", [Channel, DashChannel], ids=["hls in parts", "dash in chunks"])
async def test_pieces_play_without_a_lost_picture_and_are_young_when_they_show(
    clips: ClipStore, kind: type[Channel]
) -> None:
    channel = kind(clips)
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
    if kind is Channel:
        assert any(each["url"].count(".") > 4 for each in downloads), "some of it came in parts"
    else:
        took_s = [each["elapsed_s"] for each in downloads if "/v0/" in each["url"]]
        assert max(took_s) > 0.5, "some of it came while it was made"
    # An ordinary live player would be three segments and more behind; how near exactly is the benchmark's.
    assert sorted(ages_s)[len(ages_s) // 2] < 3.0
