"""The app's root view-model: its pages, its one playback, its notices."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from playhead import Problem
from playhead_app.bridge import Call, PlayerPort, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, Offer, Refusal, TitleCard
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.details import DetailsPage
from playhead_app.viewmodels.downloads import Downloads
from playhead_app.viewmodels.faults import Faults
from playhead_app.viewmodels.home import HomePage
from playhead_app.viewmodels.playback import NowPlaying, Playback
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.watch_diary import WatchDiary

__all__ = ["AppModel"]


# How often to ask whether a title that is being made can be played by now.
_MAKING_MS = 1_500


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the viewer wants to watch, and whether from its start though they have begun it."""

    title_id: str
    coming: NowPlaying
    from_start: bool


class AppModel(QObject):
    """What the window's root page is given."""

    noticed = Signal(str)
    """A short sentence to show for a while."""

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        port: PlayerPort,
        preferences: Preferences,
        faults: Faults,
        downloads: Downloads,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._home = HomePage(remote, catalogue, self)
        self._playback = Playback(port, self)
        self._diary = WatchDiary(remote, catalogue, self._playback, self)
        self._preferences = preferences
        preferences.setParent(self)
        self._faults = faults
        faults.setParent(self)
        faults.copied.connect(self.noticed)
        self._downloads = downloads
        downloads.setParent(self)
        downloads.told.connect(self.noticed)
        self._asking: Call | None = None
        self._wish = _Wish("", NowPlaying("", ""), from_start=False)
        self._asking_again = QTimer(self, singleShot=True, interval=_MAKING_MS)
        self._asking_again.timeout.connect(self._ask)
        self._home.stumbled.connect(self.noticed)
        port.command_failed.connect(self._on_command_failed)

    @qproperty(QObject)
    def home(self) -> HomePage:
        """The home page."""
        return self._home

    @qproperty(QObject)
    def playback(self) -> Playback:
        """The one playback."""
        return self._playback

    @qproperty(QObject)
    def preferences(self) -> Preferences:
        """What the viewer has set."""
        return self._preferences

    @qproperty(QObject)
    def faults(self) -> Faults:
        """What broke, and the details to pass on."""
        return self._faults

    @qproperty(QObject)
    def downloads(self) -> Downloads:
        """What is kept on this device."""
        return self._downloads

    @slot()
    def retell(self) -> None:
        """Say everything anew: the language has changed."""
        self._home.retell()
        self._playback.retell()
        self._downloads.retell()

    @slot(str, result=QObject)
    def open_details(self, title_id: str) -> DetailsPage:
        """Make a title's page and start loading it; `close_details` lets go of it."""
        card = self._home.find(title_id) or TitleCard(title_id, "")
        page = DetailsPage(self._remote, self._catalogue, card, self)
        page.load()
        return page

    @slot(QObject)
    def close_details(self, page: DetailsPage) -> None:
        """Let go of a page that was left."""
        page.drop()
        page.deleteLater()

    @slot(str, str, str, str, bool)
    def watch(self, title_id: str, name: str, subtitle: str, backdrop_url: str, from_start: bool) -> None:
        """Ask the catalogue for a title and play it; the player page shows how that goes.

        Args:
            title_id: A film or an episode.
            name, subtitle, backdrop_url: What the player page shows of it.
            from_start: Play from its start, even if the viewer has begun it.
        """
        self._drop_asking()
        coming = NowPlaying("", name, subtitle, backdrop_url)
        self._wish = _Wish(title_id, coming, from_start)
        self._downloads.give_way(True)
        self._playback.expect(
            coming, retry=lambda: self.watch(title_id, name, subtitle, backdrop_url, from_start)
        )
        self._ask()

    @slot(str)
    def watch_download(self, download_id: str) -> None:
        """Play a title that is kept on this device."""
        row = next((row for row in self._downloads.rows.records if row.kept.download.id == download_id), None)
        if row is None:
            return
        self._drop_asking()
        kept = self._downloads.playing_of(row)
        self._playback.expect(kept, retry=lambda: self.watch_download(download_id))
        self._playback.start(kept)
        self._diary.open(row.kept.download.key)

    @slot()
    def stop_watching(self) -> None:
        """Let go of what plays or was about to."""
        self._downloads.give_way(False)
        self._drop_asking()
        self._diary.close()
        self._playback.leave()

    def _on_command_failed(self, problem: Problem) -> None:
        self.noticed.emit(translate("Problem", problem.message))

    def _ask(self) -> None:
        wish = self._wish
        self._asking = self._remote.run(
            lambda: self._catalogue.start_playback(wish.title_id),
            then=self._on_answer,
            failed=self._on_no_answer,
        )

    def _on_answer(self, answer: Offer | Refusal) -> None:
        if isinstance(answer, Offer):
            self._playback.start(
                replace(
                    self._wish.coming,
                    url=self._downloads.url_of(self._wish.title_id) or answer.url,
                    start_s=0.0 if self._wish.from_start else answer.start_s,
                    max_height=answer.max_height,
                    licence=answer.licence,
                )
            )
            self._diary.open(answer.item_id)
        elif answer.progress is not None:
            # The service is making it right now: wait with the viewer, and play as soon as it is there.
            self._playback.prepare(answer.progress)
            self._asking_again.start()
        else:
            self._playback.refuse(answer.message, answer.hint, answer.code)

    def _on_no_answer(self, error: BaseException) -> None:
        row = self._downloads.row_of(self._wish.title_id)
        if isinstance(error, CatalogueError) and row is not None and row.is_playable:
            self.watch_download(row.kept.download.id)
            return
        if not isinstance(error, CatalogueError):
            self._playback.refuse(
                translate("Page", "Something went wrong on our side."),
                translate("Page", "Try again."),
                type(error).__name__,
            )
            raise error
        hint = self._downloads.consolation if error.code == "catalogue-unreachable" else ""
        self._playback.refuse(error.message, hint or error.hint, error.code)

    def _drop_asking(self) -> None:
        self._asking_again.stop()
        if self._asking is not None:
            self._asking.drop()
            self._asking = None
