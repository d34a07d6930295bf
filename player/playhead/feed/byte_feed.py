"""The bounded pipe between the loop, which writes, and a decoder's thread, which reads.

Decoders read ahead greedily: libVLC swallows 16 MiB at once, and what it has can't be changed any more. So
chunks go out only when the playhead is near enough (the gate), and at a change of output not before the last
old picture is due (the hold). `read` blocks meanwhile. That is harmless to libVLC: the picture stands, and
goes on when bytes come.

This is the one place in the room that knows threads. It knows nothing about libVLC.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playhead.feed.chunks import Chunk

__all__ = ["ByteFeed", "FeedState"]

# How long to sleep before asking the playhead again: it passes at about real time.
_SHORTEST_WAIT_S = 0.002
_LONGEST_WAIT_S = 0.05


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the feed knows at one moment.

    Attributes:
        is_hungry: A reader waits and there is nothing to give, though the end hasn't come.
        held_until_ms: A reader waits at a hold that lasts until the playhead is here; None if it doesn't.
        is_drained: Everything up to the end has been read.
        queued_bytes: Not yet read.
    """

    is_hungry: bool
    held_until_ms: float | None
    is_drained: bool
    queued_bytes: int


class ByteFeed:
    """Chunks in on one thread, bytes out on another.

    Args:
        playhead_ms: Tells the playhead in stream time, from any thread; None until something plays.
        ahead_ms: How far beyond the playhead chunks may go out.
        start_ms: Where the playhead will begin; stands in for it until it is known.
    """

    def __init__(
        self, playhead_ms: Callable[[], float | None], *, ahead_ms: float, start_ms: float = 0.0
    ) -> None:
        self._playhead_ms = playhead_ms
        self._ahead_ms = ahead_ms
        self._start_ms = start_ms
        self._changed = threading.Condition()
        self._chunks: deque[Chunk] = deque()
        self._rest = memoryview(b"")
        self._queued_bytes = 0
        self._has_end = False
        self._is_aborted = False
        self._is_waiting = False

    @property
    def state(self) -> FeedState:
        """What it holds and whether anybody waits for more."""
        with self._changed:
            is_empty = not self._chunks and not self._rest
            hold_ms = self._chunks[0].hold_until_ms if self._chunks and not self._rest else None
            return FeedState(
                is_hungry=is_empty and self._is_waiting and not self._has_end and not self._is_aborted,
                held_until_ms=hold_ms if self._is_waiting else None,
                is_drained=is_empty and self._has_end,
                queued_bytes=self._queued_bytes,
            )

    def put(self, chunks: Iterable[Chunk]) -> None:
        """Add chunks to the end; never blocks: the writer itself keeps to a few seconds of lead."""
        with self._changed:
            for chunk in chunks:
                self._chunks.append(chunk)
                self._queued_bytes += len(chunk.data)
            self._changed.notify_all()

    def end(self) -> None:
        """Nothing follows: `read` gives what is left, then the end."""
        with self._changed:
            self._has_end = True
            self._changed.notify_all()

    def abort(self) -> None:
        """Give nothing more: a blocked `read` ends at once. Always call it before a decoder is stopped."""
        with self._changed:
            self._is_aborted = True
            self._chunks.clear()
            self._rest = memoryview(b"")
            self._queued_bytes = 0
            self._changed.notify_all()

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, waiting for them; nothing means the end."""
        with self._changed:
            while not self._rest:
                if self._is_aborted or (not self._chunks and self._has_end):
                    return b""
                self._is_waiting = True
                wait_s = self._advance()
                if wait_s is None or wait_s > 0:
                    self._changed.wait(wait_s)
                self._is_waiting = False
            taken, self._rest = self._rest[:size], self._rest[size:]
            self._queued_bytes -= len(taken)
            return bytes(taken)

    def _advance(self) -> float | None:
        """Open the next chunk if it may go out; else return how long to wait, None for until a change."""
        if not self._chunks:
            return None
        chunk = self._chunks[0]
        playhead_ms = self._playhead_ms()
        due_ms = chunk.time_ms - self._ahead_ms
        if chunk.hold_until_ms is not None:
            due_ms = max(due_ms, chunk.hold_until_ms)
        missing_ms = due_ms - (self._start_ms if playhead_ms is None else playhead_ms)
        if missing_ms > 0:
            return min(max(missing_ms / 2000, _SHORTEST_WAIT_S), _LONGEST_WAIT_S)
        self._chunks.popleft()
        self._rest = memoryview(chunk.data)
        return 0
