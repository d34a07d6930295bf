"""The app's root view-model: its pages, its one playback, its notices."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from playhead import Problem
from playhead_app.bridge import Call, PlayerPort, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, Episode, Offer, Refusal, TitleCard
from playhead_app.desktop.caption_defaults import system_captions
from playhead_app.desktop.network_kind import NetworkKind
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.account import AccountModel
from playhead_app.viewmodels.announcer import Announcer
from playhead_app.viewmodels.caption_style import CaptionStyle
from playhead_app.viewmodels.details import DetailsPage
from playhead_app.viewmodels.downloads import Downloads
from playhead_app.viewmodels.faults import Faults
from playhead_app.viewmodels.grid import Fetch, GridPage
from playhead_app.viewmodels.habits import Habits
from playhead_app.viewmodels.home import HomePage
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.next_up import NextUp, episode_line
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.picture_in_picture import PictureInPicture
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.quality_wish import QualityWish
from playhead_app.viewmodels.screen import Screen
from playhead_app.viewmodels.search import SearchPage
from playhead_app.viewmodels.sleep_timer import SleepTimer
from playhead_app.viewmodels.watch_diary import WatchDiary

__all__ = ["AppModel"]


# How often to ask whether a title that is being made can be played by now.
_MAKING_MS = 1_500
# The service's word for a title that this profile may not watch without its parents.
_ABOVE_LIMIT = "above-limit"
# The row of what was begun, as services that can be told to take something out of it call it.
_CONTINUE_ROW_ID = "continue"
_NOT_ENTITLED = "not-entitled"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the viewer wants to watch, and whether from its start though they have begun it."""

    title_id: str
    coming: NowPlaying
    from_start: bool
    has_pin: bool = False


class AppModel(QObject):
    """What the window's root page is given."""

    noticed = Signal(str)
    """A short sentence to show for a while."""
    slept = Signal()
    """The sleep timer has run down: leave the player."""

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        port: PlayerPort,
        preferences: Preferences,
        faults: Faults,
        household: Household,
        downloads: Downloads,
        account: AccountModel,
        screen: Screen,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._household = household
        self._home = HomePage(remote, catalogue, self, ready=household.ready)
        self._search = SearchPage(remote, catalogue, household, self)
        self._playback = Playback(port, self)
        self._diary = WatchDiary(household, self._playback, self)
        self._next_up = NextUp(self._playback, self._watch_next, self)
        self._sleep_timer = SleepTimer(self)
        self._small = PictureInPicture(self._playback, preferences, self.stop_watching, self)
        self._habits = Habits(self._playback, preferences, self)
        self._caption_style = CaptionStyle(preferences, self, system=system_captions())
        self._quality_wish = QualityWish(self._playback, port, preferences, NetworkKind(), self)
        self._preferences = preferences
        self._faults = faults
        self._downloads = downloads
        self._account = account
        self._screen = screen
        self._asking: Call | None = None
        self._wish = _Wish("", NowPlaying("", ""), from_start=False)
        self._grids: list[GridPage] = []
        self._asking_again = QTimer(self, singleShot=True, interval=_MAKING_MS)
        self._asking_again.timeout.connect(self._ask)
        self._announcer = Announcer(self._playback, self)
        for owned in (household, preferences, faults, downloads, account, screen):
            owned.setParent(self)
        self._connect()
        port.command_failed.connect(self._on_command_failed)
        household.open()

    def _connect(self) -> None:
        self.noticed.connect(self._announcer.say)
        for told in (self._home.stumbled, self._search.stumbled, self._household.told):
            told.connect(self.noticed)
        self._faults.copied.connect(self.noticed)
        self._downloads.told.connect(self.noticed)
        self._account.told.connect(self.noticed)
        self._account.known.connect(self._home.refresh)
        self._account.left.connect(self._household.forget_everybody)
        self._household.switched.connect(self._on_switched)
        self._household.changed.connect(lambda: self._downloads.show_to(self._household.max_rating))
        self._household.settings_known.connect(self._preferences.adopt)
        self._preferences.kept.connect(self._household.keep_setting)
        self._sleep_timer.expired.connect(self._on_sleep)
        self._sleep_timer.changed.connect(lambda: self._next_up.stop_here(self._sleep_timer.is_at_end))
        self._next_up.finished.connect(self._sleep_timer.reach_end)
        self._next_up.finished.connect(self._small.close)
        self.slept.connect(self._small.close)

    @qproperty(QObject)
    def home(self) -> HomePage:
        """The home page."""
        return self._home

    @qproperty(QObject)
    def playback(self) -> Playback:
        """The one playback."""
        return self._playback

    @qproperty(QObject)
    def next_up(self) -> NextUp:
        """What comes after an episode."""
        return self._next_up

    @qproperty(QObject)
    def picture_in_picture(self) -> PictureInPicture:
        """The small window in a corner."""
        return self._small

    @qproperty(QObject)
    def screen(self) -> Screen:
        """Where the picture is drawn."""
        return self._screen

    @qproperty(QObject)
    def caption_style(self) -> CaptionStyle:
        """How captions look."""
        return self._caption_style

    @qproperty(QObject)
    def quality_wish(self) -> QualityWish:
        """How good the picture shall be on this network."""
        return self._quality_wish

    @qproperty(QObject)
    def sleep_timer(self) -> SleepTimer:
        """Stops playback after a while."""
        return self._sleep_timer

    @qproperty(QObject)
    def preferences(self) -> Preferences:
        """What the viewer has set."""
        return self._preferences

    @qproperty(QObject)
    def faults(self) -> Faults:
        """What broke, and the details to pass on."""
        return self._faults

    @qproperty(QObject)
    def account(self) -> AccountModel:
        """Who is signed in."""
        return self._account

    @qproperty(QObject)
    def announcer(self) -> Announcer:
        """What a screen reader says by itself."""
        return self._announcer

    @qproperty(QObject)
    def downloads(self) -> Downloads:
        """What is kept on this device."""
        return self._downloads

    @qproperty(QObject)
    def household(self) -> Household:
        """Who watches."""
        return self._household

    @qproperty(QObject)
    def search(self) -> SearchPage:
        """The search page."""
        return self._search

    @slot(result=QObject)
    def open_my_list(self) -> GridPage:
        """Make the page of what the viewer wants to watch; `close_grid` lets go of it."""
        return self._open_grid(translate("Grid", "My list"), self._catalogue.my_list)

    @slot(str, result=QObject)
    def open_genre(self, name: str) -> GridPage:
        """Make a genre's page; `close_grid` lets go of it."""
        return self._open_grid(name, lambda cursor: self._catalogue.genre(name, cursor))

    @slot(QObject)
    def close_grid(self, page: GridPage) -> None:
        """Let go of a page that was left."""
        self._grids.remove(page)
        page.drop()
        page.deleteLater()

    @slot()
    def retell(self) -> None:
        """Say everything anew: the language has changed."""
        self._home.retell()
        self._quality_wish.changed.emit()
        self._playback.retell()
        self._downloads.retell()
        self._sleep_timer.retell()

    @slot(str, result=QObject)
    def open_details(self, title_id: str) -> DetailsPage:
        """Make a title's page and start loading it; `close_details` lets go of it."""
        pages = (self._home, self._search, *self._grids)
        card = next(filter(None, (page.find(title_id) for page in pages)), TitleCard(title_id, ""))
        page = DetailsPage(self._remote, self._catalogue, self._household, card, self)
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
        self._small.close()
        self._go_on_to(title_id, name, subtitle, backdrop_url, from_start)

    def _go_on_to(self, title_id: str, name: str, subtitle: str, backdrop_url: str, from_start: bool) -> None:
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
        self._small.close()
        self._drop_asking()
        kept, item_id = self._downloads.playing_of(row), row.kept.download.key
        self._playback.expect(kept, retry=lambda: self.watch_download(download_id))

        def start(offer: Offer) -> None:
            self._playback.start(replace(kept, start_s=offer.start_s))
            self._diary.open(item_id)

        self._asking = self._remote.run(
            lambda: self._household.resumed(Offer(kept.url, item_id)), then=start, failed=self._on_no_answer
        )

    @slot()
    def stop_watching(self) -> None:
        """Let go of what plays or was about to, unless it plays on in the small window."""
        if self._small.is_shown:
            return
        self._downloads.give_way(False)
        self._drop_asking()
        self._next_up.rest()
        self._diary.close()
        self._playback.leave()

    @slot(str)
    def forget_begun(self, title_id: str) -> None:
        """Take a title out of “continue watching”: here at once, and at the service when that can be."""
        self._home.take_out(_CONTINUE_ROW_ID, title_id)
        self._household.forget_viewing(title_id, _nothing_follows)
        self.noticed.emit(translate("Page", "Removed from “continue watching”."))

    def put_down(self) -> None:
        """Write down how far the viewer has come: the window is going."""
        self._diary.close()

    def _watch_next(self, episode: Episode) -> None:
        self._diary.close()
        name, backdrop_url = self._wish.coming.title, episode.backdrop_url or self._wish.coming.backdrop_url
        self._go_on_to(episode.id, name, episode_line(episode), backdrop_url, from_start=False)

    def _on_sleep(self) -> None:
        self._playback.pause()
        self.slept.emit()

    def _on_command_failed(self, problem: Problem) -> None:
        self.noticed.emit(translate("Problem", problem.message))

    def _open_grid(self, name: str, fetch: Fetch) -> GridPage:
        page = GridPage(self._remote, name, fetch, self)
        page.stumbled.connect(self.noticed)
        self._grids.append(page)
        page.load()
        return page

    def _on_switched(self) -> None:
        self._search.start_anew()
        self._home.load()

    def _ask(self) -> None:
        wish = self._wish

        async def ask() -> Offer | Refusal:
            answer = await self._catalogue.start_playback(wish.title_id, has_pin=wish.has_pin)
            return await self._household.resumed(answer) if isinstance(answer, Offer) else answer

        self._asking = self._remote.run(ask, then=self._on_answer, failed=self._on_no_answer)

    def _on_answer(self, answer: Offer | Refusal) -> None:
        if isinstance(answer, Offer):
            self._playback.start(
                replace(
                    self._wish.coming,
                    url=self._downloads.url_of(self._wish.title_id) or answer.url,
                    start_s=0.0 if self._wish.from_start else answer.start_s,
                    max_height=answer.max_height,
                    licence=answer.licence,
                    markers=answer.markers,
                    chapters=answer.chapters,
                )
            )
            self._next_up.expect(answer.following)
            self._diary.open(answer.item_id)
        elif answer.progress is not None:
            # The service is making it right now: wait with the viewer, and play as soon as it is there.
            self._playback.prepare(answer.progress)
            self._asking_again.start()
        elif answer.code == _NOT_ENTITLED:
            message = translate("Account", "This title isn't part of your plan.")
            self._playback.refuse(message, self._account.plan_hint, answer.code)
        else:
            self._playback.refuse(answer.message, answer.hint, answer.code)
            if answer.code == _ABOVE_LIMIT and self._household.has_pin:
                self._household.with_pin(answer.message, self._watch_with_pin)

    def _watch_with_pin(self) -> None:
        self._wish = replace(self._wish, has_pin=True)
        self._playback.expect(self._wish.coming, retry=self._ask)
        self._ask()

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


def _nothing_follows() -> None:
    """What was changed is shown already."""
