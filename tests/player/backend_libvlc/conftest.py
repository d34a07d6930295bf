"""What the libVLC backend's tests share: real media, and a backend on which it is played."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from playhead.backend.libvlc import find_libvlc
from tests.media.batches import ClipBatches
from tests.media.clips import ClipStore
from tests.player.backend_libvlc.stage import Stage


@pytest.fixture(scope="session")
def batches(clips: ClipStore) -> ClipBatches:
    """Real media, cut into batches."""
    return ClipBatches(clips)


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """A backend on real libVLC, closed afterwards."""
    if find_libvlc() is None:
        pytest.skip("libVLC is not installed")
    stage = Stage()
    yield stage
    await stage.backend.close()
