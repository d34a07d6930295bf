"""What the composition gives the player beside the screen."""

import asyncio
from pathlib import Path

import pytest

from playhead import PlayerState
from playhead.networks import FileThroughputStore
from playhead.testing.loopback_server import LoopbackServer
from playhead_app.composition import make_player, network_memory
from playhead_app.surface import VideoSurface
from tests.media.clips import ClipStore
from tests.media.titles import hls_title


@pytest.mark.libvlc
@pytest.mark.gui
async def test_the_apps_player_remembers_the_network_beside_the_library(
    clips: ClipStore, tmp_path: Path, qapp: object
) -> None:
    del qapp
    library = tmp_path / "library-demo.sqlite3"
    title = hls_title(clips, (0,))
    surface = VideoSurface()
    async with LoopbackServer({f"/{name}": body for name, body in title.files.items()}) as server:
        player = make_player(surface, memory=network_memory(library))
        player.is_muted = True
        try:
            await player.load(server.url(f"/{title.manifest}"))
            async with asyncio.timeout(60):
                while not player.buffered and player.state is not PlayerState.FAILED:
                    await anext(player.events())
        finally:
            surface.detach()
            await player.close()
    (record,) = FileThroughputStore(tmp_path / "networks.json").load().values()
    assert record.weight_s > 0
