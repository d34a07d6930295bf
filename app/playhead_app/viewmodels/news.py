"""What the service tells by itself, and what the app makes of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Remote
from playhead_app.catalogue.happenings import EpisodeAdded, Happening, LineBack, ServiceLine, SessionEnded
from playhead_app.qt import translate
from playhead_app.viewmodels.account import AccountModel
from playhead_app.viewmodels.home import HomePage
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.page import Phase

__all__ = ["MakeLine", "News"]

MakeLine = Callable[[Callable[[Happening], None]], ServiceLine]


class News(QObject):
    """Listens to the service from the first home page on; used on Qt's thread.

    Args:
        make_line: Makes the line, which calls what it is given on the loop. Called on the loop too.
    """

    told = Signal(str)
    """A short sentence to show for a while."""

    def __init__(
        self,
        remote: Remote,
        make_line: MakeLine,
        home: HomePage,
        household: Household,
        account: AccountModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._make_line = make_line
        self._home, self._household, self._account = home, household, account
        self._line: ServiceLine | None = None
        self._has_begun = False
        self._was_signed_in = False
        home.phase_changed.connect(self._begin)
        household.changed.connect(self._follow)
        account.changed.connect(self._on_account)

    async def close(self) -> None:
        """Listen no more. Runs on the loop; part of the app's shutdown."""
        if self._line is not None:
            await self._line.close()

    def _begin(self) -> None:
        # Not before: the first picture of the home page must wait for nothing.
        if self._has_begun or self._home.phase not in (Phase.READY.value, Phase.EMPTY.value):
            return
        self._has_begun = True
        profile_id = self._household.current_id

        async def listen() -> None:
            self._line = self._make_line(lambda happening: self._remote.post(self._hear, happening))
            self._line.listen_for(profile_id)
            await self._line.run()

        self._remote.run(listen, then=_nothing_more, failed=_raise)
        # Whoever is signed in must be known, or nobody could hear that they no longer are.
        self._account.look()

    def _hear(self, happening: Happening) -> None:
        match happening:
            case EpisodeAdded():
                episode = f"{happening.episode_number}. {happening.episode_name}"
                sentence = translate("News", "A new episode of “{series}”: {episode}")
                self.told.emit(sentence.format(series=happening.series_name, episode=episode))
                self._home.refresh()
            case SessionEnded():
                self._account.end_elsewhere(happening.is_everywhere)
            case LineBack():
                # What happened meanwhile is not told again: look.
                self._home.refresh()
                if self._account.name:
                    self._account.look()

    def _follow(self) -> None:
        profile_id = self._household.current_id
        self._remote.tell(lambda: self._line.listen_for(profile_id) if self._line else None)

    def _on_account(self) -> None:
        is_signed_in = self._account.name != ""
        if is_signed_in != self._was_signed_in:
            self._was_signed_in = is_signed_in
            # Another one listens now: the service must know whose session that is.
            self._remote.tell(lambda: self._line.renew() if self._line else None)


def _raise(error: BaseException) -> None:
    raise error


def _nothing_more(_: None) -> None:
    """The service has no such line, or the app ends."""
