"""What plays next."""

from abc import abstractmethod

from playhead.faces.face import Face
from playhead.licence import LicenceSource
from playhead.session.preload import Preload
from playhead.session.succession import Succession
from playhead.state import PlayerState

__all__ = ["SuccessionFace"]


class SuccessionFace(Face):
    """Titles that are got ready, and titles that follow the one that plays."""

    _succession: Succession
    _state: PlayerState

    @abstractmethod
    def _advance(self) -> None:
        """Go on with what is next in the queue."""

    def preload(
        self, url: str, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> Preload:
        """Get a title ready while another one plays, or none: its manifest and its first seconds.

        It takes no more than `PreloadSettings` allows and only while what plays has enough ahead; what goes
        wrong with it is told by the handle alone. Of a live or a protected title only the manifest is read.

        Args:
            url, start_s, licence: As `load` takes them.

        Returns:
            A handle for `load` or `queue`; `cancel()` it when it isn't wanted any more.

        Raises:
            PlayerStateError: CLOSED.
        """
        self._refuse_if_closed()
        return self._succession.preload(url, start_s, licence or LicenceSource())

    def queue(
        self, title: str | Preload, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> Preload:
        """Play a title when the one that plays has come to its end, without a pause between them.

        `PlaybackEnded` tells of the end of the one, `PresentationLoaded` of the next; the state is never
        ENDED in between. Several titles follow each other in the order of the calls; `load` and `stop` empty
        the queue. If the title that plays has ended already, or there is none, the next begins at once.

        Args:
            title: An address, or what `preload` returned; then the other arguments don't count.
            start_s, licence: As `load` takes them.

        Returns:
            The handle; `cancel()` takes the title out of the queue.

        Raises:
            PlayerStateError: CLOSED.
        """
        self._refuse_if_closed()
        handle = (
            title if isinstance(title, Preload) else self.preload(title, start_s=start_s, licence=licence)
        )
        self._succession.append(handle)
        if self._state in (PlayerState.IDLE, PlayerState.ENDED):
            self._advance()
        return handle
