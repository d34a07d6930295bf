"""Serve the live channels' playlists; their segments come from the films' own addresses."""

import asyncio
import time
from pathlib import Path, PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playhead_app.demo.live.channels import LIVE_CHANNELS
from playhead_app.demo.live.loop import LoopedPlaylist, without_extras
from playhead_app.demo.origin import MediaOrigin
from playhead_app.demo.studio.progress import read_film_facts

__all__ = ["LiveOrigin"]

_PLAYLIST = "application/vnd.apple.mpegurl"


class LiveOrigin:
    """The channels' server.

    Args:
        root: The demo's cache folder.
        media: Serves the films.
    """

    def __init__(self, root: Path, media: MediaOrigin) -> None:
        self._root = root
        self._media = media
        self._playlists: dict[Path, LoopedPlaylist] = {}

    def routes(self) -> list[Route]:
        """Return the route: `/live/{channel}/{path}`."""
        return [Route("/live/{channel}/{path:path}", self._serve, methods=["GET"])]

    async def _serve(self, request: Request) -> Response:
        film, path = LIVE_CHANNELS.get(request.path_params["channel"]), request.path_params["path"]
        facts = read_film_facts(self._root, film) if film is not None else None
        if film is None or facts is None or not path.endswith(".m3u8"):
            raise HTTPException(404)
        file = self._media.find(film, path)
        if path == facts.manifests.get("hls"):
            text = without_extras(await asyncio.to_thread(file.read_text, "utf-8"))
            return await self._media.answer(text.encode(), _PLAYLIST)
        if file not in self._playlists:
            # The film's folder is written once, so what was read of it stays true.
            text = await asyncio.to_thread(file.read_text, "utf-8")
            base = f"/media/{film}/{PurePosixPath(path).parent}"
            self._playlists[file] = LoopedPlaylist.read(text, facts.length_s, base)
        return await self._media.answer(self._playlists[file].at(time.time()).encode(), _PLAYLIST)
