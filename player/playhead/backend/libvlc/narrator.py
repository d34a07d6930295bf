"""Tell what happens: from pictures, reports and the playhead to the events of the `Backend` protocol.

libVLC tells little of it. A new output means that a variant of another size is shown; everything else is seen
by looking: the playhead passes the beginning of a variant of equal size, or it comes to the end of what there
is. Looking is `tick`; `next_look_s` says when it is worth it.
"""

from collections.abc import Callable

from playhead.backend.libvlc.picture_output import ShownNote
from playhead.backend.libvlc.stretch import Stretch
from playhead.backend.protocol import (
    BackendEvent,
    EndReached,
    FirstPicture,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.feed import VariantChange

__all__ = ["Narrator"]

# The playhead is where the samples end when it is as near as this: less than half a frame.
_AT_END_S = 0.015
_LOOK_BACK_S = 0.25
# The playhead is known to a few milliseconds: near the moment, look often; far from it, now and then.
_SHORTEST_LOOK_S = 0.025
_LONGEST_LOOK_S = 0.25


class Narrator:
    """Emits a player's events, in order, for one stretch after another.

    Args:
        emit: Takes the events.
        position_s: The playhead as the protocol tells it.
        longest_gap_s: Tells the longest time that a picture stood within the last seconds.

    Attributes:
        sees_outputs: Whether it hears of the first picture of each new output; else changes are told when the
            playhead passes them.
    """

    def __init__(
        self,
        emit: Callable[[BackendEvent], None],
        position_s: Callable[[], float | None],
        longest_gap_s: Callable[[float], float],
        *,
        sees_outputs: bool = True,
    ) -> None:
        self._emit = emit
        self._position_s = position_s
        self._longest_gap_s = longest_gap_s
        self.sees_outputs = sees_outputs
        self._variant: str | None = None
        self._outputs = 0
        self._is_dry = False
        self._told = 0

    def begin(self, stretch: Stretch) -> None:
        """Turn to another stretch."""
        self._told = 0
        if not stretch.is_continued:
            self._variant = None
            self._is_dry = False

    def picture(self, stretch: Stretch, note: ShownNote) -> None:
        """A picture is on the sink: the first one, or the first of a new output."""
        if not stretch.is_shown:
            self._show(stretch, note.held_s)
        elif note.outputs != self._outputs:
            self._tell_changes(stretch, note.held_s)
        self._outputs = note.outputs
        self._tell_recovery(stretch)

    def time_moves(self, stretch: Stretch) -> None:
        """libVLC's time moves: all that is known of sound alone, and of pictures in a window."""
        if not stretch.is_shown:
            self._show(stretch, 0.0)
        self._tell_recovery(stretch)

    def tick(self, stretch: Stretch) -> None:
        """Look where the playhead is."""
        playhead_s = self._position_s()
        if playhead_s is None or not stretch.is_shown or stretch.is_ended:
            return
        self._tell_recovery(stretch)
        self._tell_seamless(stretch, playhead_s)
        if playhead_s < stretch.end_s - _AT_END_S:
            return
        state = stretch.feed_state
        if state.is_drained:
            self.end(stretch)
        elif state.is_hungry and not stretch.is_starved:
            stretch.starve()
            self._is_dry = True
            self._emit(Starved(playhead_s))

    def next_look_s(self, stretch: Stretch) -> float:
        """Return in how many seconds a look can tell something new: nothing happens long before it is due."""
        playhead_s = self._position_s()
        if playhead_s is None or not stretch.is_shown:
            return _SHORTEST_LOOK_S
        if stretch.is_paused or stretch.is_ended:
            return _LONGEST_LOOK_S
        due_s = stretch.end_s - _AT_END_S
        change = next(iter(stretch.muxer.changes[self._told :]), None)
        if change is not None and not self._is_heard_of(change):
            due_s = min(due_s, change.position_s)
        return min(max((due_s - playhead_s) / stretch.rate, _SHORTEST_LOOK_S), _LONGEST_LOOK_S)

    def end(self, stretch: Stretch) -> None:
        """The last picture of a stretch has been shown; the end of the title, unless another follows."""
        if stretch.is_ended:
            return
        stretch.end()
        if stretch.muxer.break_s is None:
            self._emit(EndReached(stretch.end_s))

    def _show(self, stretch: Stretch, held_s: float) -> None:
        stretch.begin_showing()
        position_s = max(stretch.first_position_s, 0.0)
        if not stretch.is_continued:
            self._emit(FirstPicture(position_s))
        changes = stretch.muxer.changes
        self._told = min(1, len(changes))
        if changes:
            # A stall is told of as such: it doesn't count as a switch's own.
            is_switch = stretch.is_continued and not stretch.follows_starved
            self._tell(changes[0], position_s, held_s if is_switch else 0.0)

    def _tell_recovery(self, stretch: Stretch) -> None:
        if self._is_dry and stretch.is_shown and not stretch.is_starved and not stretch.is_paused:
            self._is_dry = False
            self._emit(StarvedEnded(self._position_s() or stretch.position_s))

    def _tell_changes(self, stretch: Stretch, held_s: float) -> None:
        """Tell of everything up to the change that opened the new output."""
        for change in stretch.muxer.changes[self._told :]:
            self._told += 1
            self._tell(change, change.position_s, held_s if change.restarts_output else 0.0)
            if change.restarts_output:
                return

    def _tell_seamless(self, stretch: Stretch, playhead_s: float) -> None:
        for change in stretch.muxer.changes[self._told :]:
            if self._is_heard_of(change) or playhead_s < change.position_s:
                return
            self._told += 1
            self._tell(change, change.position_s, self._longest_gap_s(_LOOK_BACK_S))

    def _is_heard_of(self, change: VariantChange) -> bool:
        return change.restarts_output and self.sees_outputs

    def _tell(self, change: VariantChange, position_s: float, held_s: float) -> None:
        if change.variant != self._variant:
            self._variant = change.variant
            size = change.width, change.height
            self._emit(VariantShown(change.variant, position_s, *size, picture_held_s=held_s))
