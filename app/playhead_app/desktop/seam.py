"""What the app tells a desktop, and what a desktop may ask of the app: one seam for all systems.

Linux's is the session bus (`session_bus.py`). Windows' SMTC and macOS' Now Playing take the same state and
give the same commands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

__all__ = ["Command", "DesktopSeam", "MediaState", "NoDesktop", "Status"]


class Status(StrEnum):
    """What the player does; the words are MPRIS's."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


class Command(StrEnum):
    """What media keys, a lock screen or a headset may ask."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    STOP = "stop"
    SKIP_S = "skip"
    GO_TO_S = "go-to"
    VOLUME = "volume"
    RAISE = "raise"
    QUIT = "quit"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MediaState:
    """What plays, as a desktop shows it.

    Attributes:
        artwork_url: http or https; empty for none.
        length_s: None if it has no end.
        volume: 0 to 1.
    """

    status: Status = Status.STOPPED
    title: str = ""
    subtitle: str = ""
    artwork_url: str = ""
    position_s: float = 0.0
    length_s: float | None = None
    volume: float = 1.0


class DesktopSeam(Protocol):
    """One desktop. Belongs to the loop; `close` it."""

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        """Begin to listen; commands come on the loop's thread, with their argument as text."""
        ...

    async def show(self, state: MediaState) -> None:
        """Tell what plays; called often, so it must be cheap where nothing changed.

        While the status is PLAYING the screen is kept awake.
        """
        ...

    async def open_link(self, url: str) -> bool:
        """Open a web address outside the app; False leaves it to Qt."""
        ...

    async def close(self) -> None:
        """Let go of everything. Safe to call twice."""
        ...


class NoDesktop:
    """A desktop that wants to know nothing."""

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        """Nothing will come."""

    async def show(self, state: MediaState) -> None:
        """Nobody looks."""

    async def open_link(self, url: str) -> bool:
        """Qt knows the way."""
        return False

    async def close(self) -> None:
        """There is nothing to let go of."""
