"""One title's page: story, facts, seasons and episodes, similar titles."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, Episode, Season, TitleCard, TitleDetails
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.cards import CardList
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.page import Page, Phase
from playhead_app.viewmodels.records import RecordModel

__all__ = ["DetailsPage"]


# While the service is still making the title, look this often how far it is.
_MAKING_MS = 2_000


class DetailsPage(Page):
    """A title's page. The card it was opened from is shown at once; the rest follows."""

    changed = Signal()
    season_changed = Signal()

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        household: Household,
        card: TitleCard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._household = household
        self._card = card
        self._details: TitleDetails | None = None
        self._season = 0
        self._call: Call | None = None
        self._making = QTimer(self, singleShot=True, interval=_MAKING_MS)
        self._making.timeout.connect(self.refresh)
        self._episodes: RecordModel[Episode] = RecordModel(
            {
                "episode_id": lambda episode: episode.id,
                "number": lambda episode: episode.number,
                "name": lambda episode: episode.name,
                "story": lambda episode: episode.story,
                "still_url": lambda episode: episode.still_url,
                "tint": lambda episode: episode.tint,
                "length": lambda episode: episode.length,
                "readiness": lambda episode: episode.readiness,
                "watched": lambda episode: episode.watched,
            },
            self,
        )
        self._similar = CardList(self)

    @qproperty(str)
    def title_id(self) -> str:
        """The title's id."""
        return self._card.id

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """Its name."""
        return self._card.name

    @qproperty(str, notify=changed)
    def kind(self) -> str:
        """`film`, `series` or `live`."""
        return self._card.kind.value

    @qproperty(str, notify=changed)
    def story(self) -> str:
        """The whole story; two lines of it until the page is here."""
        return self._details.story if self._details else self._card.story

    @qproperty(str, notify=changed)
    def facts(self) -> str:
        """Year, length, rating, genres."""
        return "   ".join(self._card.facts)

    @qproperty("QVariantList", notify=changed)
    def credits(self) -> list[dict[str, str]]:
        """Longer facts: `name` and `value`."""
        details = self._details
        return [{"name": name, "value": value} for name, value in details.facts] if details else []

    @qproperty(str, notify=changed)
    def backdrop_url(self) -> str:
        """The wide picture."""
        return self._card.artwork.backdrop_url or self._card.artwork.still_url

    @qproperty(str, notify=changed)
    def tint(self) -> str:
        """The pictures' leading colour; empty if not known."""
        return self._card.artwork.tint

    @qproperty(str, notify=changed)
    def title_art_url(self) -> str:
        """The drawn title; empty where there is none."""
        return self._card.artwork.title_art_url

    @qproperty(float, notify=changed)
    def readiness(self) -> float:
        """1 once it can be played."""
        return self._card.readiness

    @qproperty(float, notify=changed)
    def watched(self) -> float:
        """Share already watched."""
        return self._card.watched

    @qproperty(bool, notify=changed)
    def is_listed(self) -> bool:
        """Whether it is on the viewer's list."""
        return self._card.is_listed

    @qproperty(bool, notify=changed)
    def is_included(self) -> bool:
        """Whether the viewer's plan includes it."""
        return self._card.is_included

    @slot()
    def toggle_listed(self) -> None:
        """Put it on the viewer's list, or take it off: shown at once, told to the service when it can be."""
        self._card = replace(self._card, is_listed=not self._card.is_listed)
        self.changed.emit()
        self._household.put_on_list(self._card.id, self._card.is_listed, _nothing_follows)

    @slot()
    def forget_progress(self) -> None:
        """Take it out of “continue watching”."""
        self._household.forget_viewing(self.play_id, _nothing_follows)

    @qproperty(str, notify=changed)
    def play_id(self) -> str:
        """What Play starts: the title itself, or the episode of a series that comes next."""
        episode = self._next_episode()
        return episode.id if episode else self._card.id

    @qproperty(str, notify=changed)
    def play_subtitle(self) -> str:
        """The episode that Play starts; empty for a film."""
        episode = self._next_episode()
        return f"{episode.number}. {episode.name}" if episode else ""

    @qproperty("QStringList", notify=changed)
    def season_names(self) -> list[str]:
        """The seasons' names in order."""
        return [season.name for season in self._seasons()]

    @qproperty(int, notify=season_changed)
    def season(self) -> int:
        """Which season's episodes are shown."""
        return self._season

    @qproperty(QObject)
    def episodes(self) -> RecordModel[Episode]:
        """The season's episodes."""
        return self._episodes

    @qproperty(QObject)
    def similar(self) -> CardList:
        """Titles like this one."""
        return self._similar

    @slot()
    def load(self) -> None:
        """Fetch the page; used at the start and by Retry."""
        self.drop()
        self.enter(Phase.LOADING)
        self._ask()

    @slot(int)
    def choose_season(self, season: int) -> None:
        """Show another season."""
        if 0 <= season < len(self._seasons()) and season != self._season:
            self._season = season
            self._show_season()

    def drop(self) -> None:
        """Wait for nothing any more."""
        self._making.stop()
        if self._call is not None:
            self._call.drop()
            self._call = None

    def _on_details(self, details: TitleDetails) -> None:
        self._call = None
        is_first = self._details is None
        self._details = details
        self._card = details.card
        if is_first:
            self._similar.replace_all(details.similar)
            self._show_season()
        else:
            self._renew(details)
        self.changed.emit()
        self.enter(Phase.READY)
        if details.card.readiness < 1:
            self._making.start()

    def _renew(self, details: TitleDetails) -> None:
        """Bring what changed, such as how far a title is made, without moving the focus."""
        self._similar.renew(details.similar)
        if details.seasons:
            self._season = min(self._season, len(details.seasons) - 1)
            self._episodes.renew(details.seasons[self._season].episodes)

    def _ask(self) -> None:
        self._call = self._remote.run(
            lambda: self._catalogue.details(self._card.id), then=self._on_details, failed=self._on_failed
        )

    @slot()
    def refresh(self) -> None:
        """Fetch the page again quietly: when it comes to the front again, or the title is being made."""
        if self._call is None and self.phase == Phase.READY.value:
            self._ask()

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        if self._details is None:
            self.fail(error)
        elif not isinstance(error, CatalogueError):
            raise error

    def _show_season(self) -> None:
        seasons = self._seasons()
        self._episodes.replace_all(seasons[self._season].episodes if seasons else ())
        self.season_changed.emit()

    def _next_episode(self) -> Episode | None:
        episodes = [episode for season in self._seasons() for episode in season.episodes]
        wanted = self._details.next_episode_id if self._details else ""
        return next(
            (episode for episode in episodes if episode.id == wanted), episodes[0] if episodes else None
        )

    def _seasons(self) -> tuple[Season, ...]:
        return self._details.seasons if self._details else ()


def _nothing_follows() -> None:
    """What was changed is shown already."""
