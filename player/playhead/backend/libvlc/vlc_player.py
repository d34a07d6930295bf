"""One libVLC media player and the thread that may call it.

libVLC's calls can block: `stop` joins threads, and pausing waits for a lock that `stop` holds. So all of them
run on one worker thread, in the order in which they were asked for, and never on the loop or in a callback.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec

from playhead.backend.libvlc.door import EventCallback, EventType
from playhead.backend.libvlc.instance import VlcInstance
from playhead.backend.libvlc.media_source import MediaSource

__all__ = ["VlcPlayer"]

P = ParamSpec("P")

_LOGGER = logging.getLogger(__name__)


class VlcPlayer:
    """A media player handle with its events, and a worker thread for calls to it.

    Args:
        instance: libVLC.
        listeners: For each event, who is called on libVLC's thread with the address of the event.
    """

    def __init__(self, instance: VlcInstance, listeners: dict[EventType, Callable[[int], None]]) -> None:
        self._instance = instance
        self._door = instance.door
        self.handle: int = self._door.media_player_new(instance.handle)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="playhead-vlc")
        self._source: MediaSource | None = None
        self._callbacks = [(event, EventCallback(_listener(call))) for event, call in listeners.items()]
        self._events = self._door.media_player_event_manager(self.handle)
        for event, callback in self._callbacks:
            self._door.event_attach(self._events, event, callback, None)

    def submit(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have the worker call this after everything that was asked before; nobody waits for it."""
        self._worker.submit(_logged(call), *args, **kwargs)

    async def run(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have the worker call this, and wait until it has returned."""
        await asyncio.wrap_future(self._worker.submit(_logged(call), *args, **kwargs))

    # What follows runs on the worker.

    def play(self, source: MediaSource, rate: float) -> None:
        """Let go of the medium before and play this one."""
        previous, self._source = self._source, source
        self._door.media_player_set_media(self.handle, source.handle)
        self._door.media_player_set_rate(self.handle, rate)
        self._door.media_player_play(self.handle)
        if previous is not None:
            previous.release()

    def stop(self) -> None:
        """Stop and let go of the medium. Its feed must have been aborted, or this hangs."""
        self._door.media_player_stop(self.handle)
        if self._source is not None:
            self._source.release()
            self._source = None

    def set_paused(self, is_paused: bool) -> None:
        """Pause or go on."""
        self._door.media_player_set_pause(self.handle, int(is_paused))

    def set_rate(self, rate: float) -> None:
        """Set the playback rate."""
        self._door.media_player_set_rate(self.handle, rate)

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        self._door.audio_set_volume(self.handle, percent)

    def set_audio_module(self, module: str) -> None:
        """Put sound out through another module from now on."""
        self._door.audio_output_set(self.handle, module.encode())

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound."""
        self._door.audio_set_mute(self.handle, int(is_muted))

    def pictures(self) -> tuple[int, int]:
        """Return how many pictures of the medium were shown, and how many came too late."""
        return self._door.pictures(self._source.handle) if self._source is not None else (0, 0)

    def release(self) -> None:
        """Stop and let go of everything but the worker."""
        self.stop()
        for event, callback in self._callbacks:
            self._door.event_detach(self._events, event, callback, None)
        self._door.media_player_release(self.handle)
        self.handle = 0

    # What follows runs on the loop.

    async def close(self) -> None:
        """Release the player and end the worker."""
        await self.run(self.release)
        self._worker.shutdown(wait=True)


def _listener(call: Callable[[int], None]) -> Callable[[int, int], None]:
    def listen(event: int, _opaque: int) -> None:
        call(event)

    return listen


def _logged(call: Callable[P, object]) -> Callable[P, object]:
    def run(*args: P.args, **kwargs: P.kwargs) -> object:
        try:
            return call(*args, **kwargs)
        except Exception:  # the top of the worker's stack; the next call must still be made
            _LOGGER.exception("a call to libVLC failed")
            return None

    return run
