"""The titles that come after the one that plays, and all that are being got ready."""

from collections import deque
from collections.abc import Callable

from playhead.licence import LicenceSource
from playhead.session.preload import Preload, Prepare
from playhead.settings import PreloadSettings

__all__ = ["Succession"]


class Succession:
    """Owns every preload until it is played or let go.

    Args:
        prepare: Makes a playback of a title.
        has_room: Says whether the title that plays can spare the line.
    """

    def __init__(self, prepare: Prepare, settings: PreloadSettings, has_room: Callable[[], bool]) -> None:
        self._prepare = prepare
        self._settings = settings
        self._has_room = has_room
        self._queue: deque[Preload] = deque()
        self._preloads: set[Preload] = set()

    def preload(self, url: str, start_s: float | None, licence: LicenceSource) -> Preload:
        """Begin to get a title ready."""
        self._preloads = {each for each in self._preloads if not each.is_cancelled}
        handle = Preload(
            url,
            start_s,
            licence,
            prepare=self._prepare,
            settings=self._settings,
            has_room=self._has_room,
        )
        self._preloads.add(handle)
        return handle

    def append(self, handle: Preload) -> None:
        """Play this title after all that are in the queue."""
        self._queue.append(handle)

    def next(self) -> Preload | None:
        """Take the next title out of the queue; None if there is none."""
        while self._queue:
            handle = self._queue.popleft()
            if not handle.is_cancelled:
                return handle
        return None

    @property
    def has_next(self) -> bool:
        """Whether a title follows."""
        return any(not handle.is_cancelled for handle in self._queue)

    def release(self, handle: Preload) -> None:
        """Forget a title that is played now."""
        self._preloads.discard(handle)

    def clear_queue(self, keep: Preload | None = None) -> None:
        """Let go of all titles that were to follow, but not of one that is about to be played."""
        for handle in self._queue:
            if handle is not keep:
                handle.cancel()
        self._queue.clear()

    def close(self) -> None:
        """Let go of everything."""
        self.clear_queue()
        for handle in self._preloads:
            handle.cancel()
        self._preloads.clear()
