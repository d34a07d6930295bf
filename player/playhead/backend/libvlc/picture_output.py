"""Pictures from libVLC's video thread into a `PictureSink`, and what they tell about playback.

libVLC gives no timestamp with a picture, but what it does tells enough: it asks for a new format whenever its
output starts anew, and it shows the picture at hand again every 80 ms when none follows. Such repeats are
recognised by a few lines of their pixels. They still go to the sink, which sees no difference; but they count
neither as pictures nor as the end of a held one.
"""

import ctypes
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playhead.backend.libvlc.door import Door, VideoCleanup, VideoDisplay, VideoFormat, VideoLock, VideoUnlock
from playhead.backend.libvlc.guard import guarded
from playhead.backend.libvlc.sinks import PictureFormat, PictureLayout, PictureSink

__all__ = ["PictureOutput", "ShownNote"]

_CHROMA = b"I420"
_PLANES = 3
# libVLC repeats a picture 80 ms after it was shown (VOUT_REDISPLAY_DELAY), a little early at the earliest.
_REPEAT_AFTER_S = 0.045
_SAMPLED_LINES = 12
_HISTORY = 64


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One new picture was shown.

    Attributes:
        at_s: When, by the monotonic clock.
        held_s: How long the picture before had been there; 0 for the first.
        outputs: How often an output has been opened so far: a change means a new one.
        size: Visible size.
    """

    at_s: float
    held_s: float
    outputs: int
    size: tuple[int, int]


class PictureOutput:
    """Connects a player's pictures with a sink. Keep it for the life of the player: libVLC calls into it.

    Args:
        visible_size: Tells the visible size of pictures with a given coded size; called on libVLC's thread.
        on_awaited: Called on libVLC's thread for the picture after `await_picture`, and for the first one of
            each new output.
        now_s: The monotonic clock.
    """

    def __init__(
        self,
        door: Door,
        player: int,
        sink: PictureSink,
        *,
        visible_size: Callable[[int, int], tuple[int, int]],
        on_awaited: Callable[[ShownNote], None],
        now_s: Callable[[], float],
    ) -> None:
        self._door = door
        self._player = player
        self._sink = sink
        self._visible_size = visible_size
        self._on_awaited = on_awaited
        self._now_s = now_s
        self._lock_state = threading.Lock()
        self._format: PictureFormat | None = None
        self._layout: PictureLayout | None = None
        self._planes: tuple[int, int, int] | None = None
        self._sample = b""
        self._shown_s: float | None = None
        self._called_s = 0.0
        self._times: deque[float] = deque(maxlen=_HISTORY)
        self._outputs = 0
        self._is_awaited = False
        self._is_blocked = False
        self._then_block = False
        self._count = 0
        self._callbacks = (
            VideoLock(self._lock),
            VideoUnlock(),  # none: what follows a picture's copy is its display
            VideoDisplay(self._display),
            VideoFormat(self._configure),
            VideoCleanup(self._cleanup),
        )

    def connect(self) -> None:
        """Have the pictures of media that are played from now on."""
        self._door.video_set_callbacks(self._player, *self._callbacks[:3], None)
        self._door.video_set_format_callbacks(self._player, *self._callbacks[3:])

    @property
    def count(self) -> int:
        """New pictures shown so far."""
        return self._count

    def block(self) -> None:
        """Keep all pictures from the sink: what libVLC still shows of a medium that is left is no use."""
        with self._lock_state:
            self._is_blocked, self._is_awaited = True, False

    def await_picture(self, *, then_block: bool) -> None:
        """Show the next picture and tell of it; an output that opens anew is told of in any case.

        Args:
            then_block: Keep what follows from the sink until `unblock`, for a paused start: an output that
                opens after the pause may still show a picture or two (AV1).
        """
        with self._lock_state:
            self._is_awaited, self._is_blocked, self._then_block = True, False, then_block

    def unblock(self) -> None:
        """Show every picture again."""
        with self._lock_state:
            self._is_blocked = self._then_block = False

    def longest_gap_s(self, since_s: float) -> float:
        """Return the longest time between two pictures since then."""
        with self._lock_state:
            times = [time_s for time_s in self._times if time_s >= since_s]
        return max((after - before for before, after in pairwise(times)), default=0.0)

    @guarded(0)
    def _configure(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        visible = self._visible_size(width[0], height[0])
        format = PictureFormat(*visible)
        layout = self._sink.configure(format)
        if layout is None:
            return 0
        ctypes.memmove(chroma, _CHROMA, len(_CHROMA))
        # libVLC offers the coded size; answering the visible one makes it crop instead of scale.
        width[0], height[0] = visible
        for plane in range(_PLANES):
            pitches[plane], lines[plane] = layout.pitches[plane], layout.lines[plane]
        with self._lock_state:
            self._format, self._layout, self._planes = format, layout, None
            self._sample = b""
            self._outputs += 1
            self._is_awaited = not self._is_blocked
        return 1

    def _cleanup(self, _opaque: Any) -> None:
        return None

    @guarded(None)
    def _lock(self, _opaque: Any, planes: Any) -> None:
        self._planes = self._sink.lock()
        for index, address in enumerate(self._planes):
            planes[index] = address

    @guarded(None)
    def _display(self, _opaque: Any, _picture: Any) -> None:
        now_s = self._now_s()
        if self._planes is None or self._is_blocked:
            return
        note = self._note(now_s)
        self._sink.display()
        if note is not None:
            self._on_awaited(note)

    def _note(self, now_s: float) -> ShownNote | None:
        """Keep count; return a note if somebody waits for this picture."""
        sample = self._sampled()
        with self._lock_state:
            is_repeat = sample == self._sample and now_s - self._called_s >= _REPEAT_AFTER_S
            self._called_s = now_s
            if is_repeat:
                return None
            held_s = 0.0 if self._shown_s is None else now_s - self._shown_s
            self._sample, self._shown_s = sample, now_s
            self._times.append(now_s)
            self._count += 1
            is_awaited, self._is_awaited = self._is_awaited, False
            self._is_blocked, self._then_block = self._is_blocked or self._then_block, False
            assert self._format is not None
            size = (self._format.width, self._format.height)
            return ShownNote(now_s, held_s, self._outputs, size) if is_awaited else None

    def _sampled(self) -> bytes:
        """Return a few lines of brightness: equal lines at the time of a repeat are a repeat."""
        assert self._planes is not None
        assert self._layout is not None
        assert self._format is not None
        pitch, base, width = self._layout.pitches[0], self._planes[0], self._format.width
        step = max(1, self._format.height // _SAMPLED_LINES)
        rows = range(step // 2, self._format.height, step)
        return b"".join(ctypes.string_at(base + row * pitch, width) for row in rows)
