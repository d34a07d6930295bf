"""What a pad says becomes key presses: the rest of the app knows keys only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["BUTTON_KEYS", "PadEvent", "PadSource", "Press", "Steering"]

# A stick counts as pushed beyond the first share and as let go below the second: between, it trembles.
_PUSHED, _LET_GO = 0.55, 0.35
# A held direction is repeated like a held key.
_FIRST_REPEAT_S, _REPEAT_S = 0.4, 0.09

# Names of controls are SDL's; keys are Qt's, without `Key_`.
BUTTON_KEYS = {
    "a": "Return",
    "b": "Escape",
    "x": "Delete",
    "y": "N",
    "back": "S",
    "start": "MediaTogglePlayPause",
    "leftshoulder": "PageDown",
    "rightshoulder": "PageUp",
    "dpup": "Up",
    "dpdown": "Down",
    "dpleft": "Left",
    "dpright": "Right",
}
_AXIS_KEYS = {
    "leftx": ("Left", "Right"),
    "lefty": ("Up", "Down"),
    "lefttrigger": ("", "AudioRewind"),
    "righttrigger": ("", "AudioForward"),
}
_REPEATED = frozenset({"Up", "Down", "Left", "Right"})


@dataclass(frozen=True, slots=True)
class PadEvent:
    """Something that a pad said.

    Attributes:
        pad: Which one; numbers are not used again.
        control: SDL's name of a button or an axis; `attached` or `detached` for the pad itself.
        value: 1 and 0 for a button that is down and up; -1 to 1 for an axis, down and right are positive.
    """

    pad: int
    control: str
    value: float = 0.0


class PadSource(Protocol):
    """Where pads are heard. Used on one thread."""

    def poll(self) -> Sequence[PadEvent]:
        """Return what was said since the last call, in order; never waits."""
        ...

    def close(self) -> None:
        """Let go of all pads. Safe to call twice."""
        ...


@dataclass(frozen=True, slots=True)
class Press:
    """A key that goes down, is held or comes up; `key` is Qt's name without `Key_`."""

    key: str
    is_down: bool
    is_repeat: bool = False


class Steering:
    """Turns what pads say into keys. Times are seconds that only grow."""

    def __init__(self) -> None:
        self._pads: set[int] = set()
        # What holds each key down, and when it is due to be repeated.
        self._held: dict[tuple[int, str], tuple[str, float]] = {}

    @property
    def pads(self) -> int:
        """How many pads there are."""
        return len(self._pads)

    def hear(self, event: PadEvent, now_s: float) -> list[Press]:
        """Return what an event does."""
        if event.control == "attached":
            self._pads.add(event.pad)
            return []
        if event.control == "detached":
            self._pads.discard(event.pad)
            return self.let_go(event.pad)
        if event.control in _AXIS_KEYS:
            return self._push(event, now_s)
        key = BUTTON_KEYS.get(event.control)
        if key is None:
            return []
        return self._hold(event.pad, event.control, key if event.value > 0.5 else "", now_s)

    def tick(self, now_s: float) -> list[Press]:
        """Return the repeats that are due."""
        presses: list[Press] = []
        for held, (key, due_s) in self._held.items():
            if key in _REPEATED and now_s >= due_s:
                # Counted from now: an interface that stalled must not run away when it comes back.
                self._held[held] = (key, now_s + _REPEAT_S)
                presses.append(Press(key, is_down=True, is_repeat=True))
        return presses

    def let_go(self, pad: int | None = None) -> list[Press]:
        """Let go of everything that a pad holds down; of all pads if none is named."""
        gone = [held for held in self._held if pad is None or held[0] == pad]
        return [Press(self._held.pop(held)[0], is_down=False) for held in gone]

    def _push(self, event: PadEvent, now_s: float) -> list[Press]:
        negative, positive = _AXIS_KEYS[event.control]
        key, _ = self._held.get((event.pad, event.control), ("", 0.0))
        limit = _LET_GO if key else _PUSHED
        wanted = positive if event.value > limit else negative if event.value < -limit else ""
        return self._hold(event.pad, event.control, wanted, now_s)

    def _hold(self, pad: int, control: str, key: str, now_s: float) -> list[Press]:
        before, _ = self._held.get((pad, control), ("", 0.0))
        if key == before:
            return []
        presses: list[Press] = []
        if before:
            del self._held[pad, control]
            presses.append(Press(before, is_down=False))
        if key:
            self._held[pad, control] = (key, now_s + _FIRST_REPEAT_S)
            presses.append(Press(key, is_down=True))
        return presses
