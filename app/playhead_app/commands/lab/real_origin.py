"""Real bytes for a network that only exists in memory.

On the virtual clock nothing may wait for a real socket. So what the player asks for is fetched for real, on
a loop and a thread of its own, while virtual time stands still; only then does the simulated line carry it.
Each address is fetched once and kept.
"""

import asyncio
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit
from urllib.request import url2pathname

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, NetworkError, RequestType
from playhead.net import Fetcher
from playhead.net.transports.http import HttpTransport
from playhead.presentation import Resource
from playhead.settings import NetworkSettings
from playhead.testing import OriginAnswer, folder_origin

__all__ = ["RealOrigin"]

_FILES = "http://replay.invalid"


class RealOrigin:
    """Answers what the player asks for; a context manager that holds the connections.

    Args:
        url: Of the manifest; http, https or file. A file's neighbours are served, nothing outside its folder.

    Attributes:
        url: What the player shall load instead.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._folder = Path(url2pathname(parts.path)).parent if parts.scheme == "file" else None
        self.url = f"{_FILES}/{Path(parts.path).name}" if self._folder else url
        self._files = folder_origin(self._folder, _FILES) if self._folder else None
        self._kept: dict[str, OriginAnswer] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="real origin", daemon=True)
        self._fetcher: Fetcher | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._fetcher is not None:
            asyncio.run_coroutine_threadsafe(self._fetcher.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def answer(self, url: str) -> bytes | OriginAnswer | None:
        """Return what is really behind a URL: the origin of a `SimulatedNetwork`."""
        if self._files is not None:
            return self._files(url)
        if url not in self._kept:
            self._kept[url] = asyncio.run_coroutine_threadsafe(self._fetch(url), self._loop).result()
        return self._kept[url]

    async def _fetch(self, url: str) -> OriginAnswer:
        if self._fetcher is None:
            self._fetcher = Fetcher((HttpTransport(),), NetworkSettings(), LoopClock())
        try:
            fetched = await self._fetcher.fetch(Resource(url, RequestType.SEGMENT))
        except NetworkError as error:
            if error.problem.code is not ErrorCode.NETWORK_HTTP_STATUS:
                raise
            return OriginAnswer(b"", error.problem.context.http_status or 502)
        return OriginAnswer(fetched.body, headers={"content-type": fetched.content_type})
