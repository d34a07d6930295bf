"""What the libVLC backend's tests share: real media, and a backend on which it is played."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from playhead.backend.libvlc import find_libvlc
from tests.media.batches import ClipBatches
from tests.media.clips import ClipStore, SoundSpec, VideoSpec
from tests.player.backend_libvlc.stage import Stage


@pytest.fixture(scope="session")
def batches(clips: ClipStore) -> ClipBatches:
    """Real media, cut into batches.

    All of it is encoded before anything plays: a playhead doesn't wait for an encoder.
    """
    for rung in range(4):
        clips.video(VideoSpec(rung=rung))
    for codec in ("hevc", "vp9", "av1"):
        for rung in (1, 2):
            clips.video(VideoSpec(rung=rung, codec=codec))
    for channels in (1, 2):
        clips.sound(SoundSpec(channels=channels))
    return ClipBatches(clips)


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """A backend on real libVLC, closed afterwards."""
    if find_libvlc() is None:
        pytest.skip("libVLC is not installed")
    stage = Stage()
    yield stage
    await stage.backend.close()
