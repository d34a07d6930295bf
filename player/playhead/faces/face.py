"""What every part of the public face may use of the player."""

from abc import ABC, abstractmethod

from playhead.backend import Backend
from playhead.session.playback import Playback
from playhead.session.trick.scan import Scan
from playhead.settings import PlayerSettings

__all__ = ["Face"]


class Face(ABC):
    """A subject of the public face; `Player` is all of them."""

    _playback: Playback | None
    _backend: Backend
    _settings: PlayerSettings
    _scan: Scan | None

    @abstractmethod
    def _require_playback(self, call: str) -> Playback:
        """Return what plays.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded; CLOSED.
        """

    @abstractmethod
    def _refuse_if_closed(self) -> None:
        """Return if the player is open.

        Raises:
            PlayerStateError: CLOSED.
        """
