"""The shapes of the service's answers, and how they become the app's own words.

`msgspec` checks an answer against these types; what passes is complete. Text is the service's and is shown as
plain text only. Addresses are kept only if they are http or https: a catalogue must not make the app open
files.
"""

import math
import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import msgspec

from playhead.licence import LicenceSource
from playhead_app.catalogue.licence_pass import LicencePass
from playhead_app.catalogue.model import (
    Artwork,
    Chapter,
    Episode,
    Home,
    Marker,
    MarkerKind,
    Offer,
    Page,
    Refusal,
    Row,
    Season,
    Shape,
    TitleCard,
    TitleDetails,
    TitleKind,
)
from playhead_app.qt import translate

__all__ = [
    "AllowedAnswer",
    "DetailsAnswer",
    "GenreAnswer",
    "GenresAnswer",
    "HomeAnswer",
    "MoreCardsAnswer",
    "MoreRowsAnswer",
    "MyListAnswer",
    "PlaybackAnswer",
    "RefusedAnswer",
    "SearchAnswer",
]

_MARKERS = frozenset(kind.value for kind in MarkerKind)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    """A piece of an answer; names are camel case on the wire."""


class PageInfoAnswer(_Answer, frozen=True):
    """See the Relay connection specification."""

    has_next_page: bool
    end_cursor: str | None

    @property
    def cursor(self) -> str | None:
        """Where the next stretch begins; None at the end."""
        return self.end_cursor if self.has_next_page else None


class ArtworkAnswer(_Answer, frozen=True):
    """Addresses of pictures; an episode has a still only."""

    still: str
    poster: str = ""
    hero: str = ""
    title_art: str = ""
    tint: str = ""

    def read(self) -> Artwork:
        """Return the addresses that may be opened."""
        return Artwork(
            poster_url=_web(self.poster),
            still_url=_web(self.still),
            backdrop_url=_web(self.hero),
            title_art_url=_web(self.title_art),
            tint=_colour(self.tint),
        )


class CardAnswer(_Answer, frozen=True):
    """A title as a tile shows it."""

    typename: str = msgspec.field(name="__typename")
    id: str
    name: str
    year: int
    maturity_rating: str
    genres: list[str]
    synopsis_short: str
    readiness: float
    watched: float
    artwork: ArtworkAnswer
    duration_s: float | None = None
    is_live: bool = False
    # Younger than the rest: an older service does not know it.
    is_listed: bool = False
    has_new_episode: bool = False
    is_included: bool = True

    @property
    def _kind(self) -> TitleKind:
        if self.is_live:
            return TitleKind.LIVE
        return TitleKind.SERIES if self.typename == "Series" else TitleKind.FILM

    def read(self) -> TitleCard:
        """Return the card in the app's words."""
        length = _length(self.duration_s) if self.duration_s is not None else ""
        when = translate("Facts", "Live") if self.is_live else str(self.year)
        facts = (when, length, self.maturity_rating, *self.genres[:1])
        return TitleCard(
            id=self.id,
            name=self.name,
            kind=self._kind,
            artwork=self.artwork.read(),
            story=self.synopsis_short,
            facts=tuple(fact for fact in facts if fact),
            readiness=_share(self.readiness),
            watched=_share(self.watched),
            is_listed=self.is_listed,
            has_new_episode=self.has_new_episode,
            is_included=self.is_included,
        )


class CardEdgeAnswer(_Answer, frozen=True):
    """An edge around a card."""

    node: CardAnswer


class CardsAnswer(_Answer, frozen=True):
    """A stretch of cards."""

    edges: list[CardEdgeAnswer]
    page_info: PageInfoAnswer

    def read(self) -> Page[TitleCard]:
        """Return the stretch in the app's words."""
        return Page(tuple(edge.node.read() for edge in self.edges), self.page_info.cursor)


class RowAnswer(_Answer, frozen=True):
    """A row with its first cards."""

    id: str
    name: str
    shape: str
    titles: CardsAnswer

    def read(self) -> Row:
        """Return the row in the app's words; a shape that we don't know becomes posters."""
        shape = Shape.STILL if self.shape.lower() == Shape.STILL.value else Shape.POSTER
        return Row(self.id, self.name, shape, self.titles.read())


class RowEdgeAnswer(_Answer, frozen=True):
    """An edge around a row."""

    node: RowAnswer


class RowsAnswer(_Answer, frozen=True):
    """A stretch of rows."""

    edges: list[RowEdgeAnswer]
    page_info: PageInfoAnswer

    def read(self) -> Page[Row]:
        """Return the stretch without rows that hold nothing."""
        rows = (edge.node.read() for edge in self.edges)
        return Page(tuple(row for row in rows if row.cards.items), self.page_info.cursor)


class HomeFieldsAnswer(_Answer, frozen=True):
    """The home page."""

    heroes: list[CardAnswer]
    rows: RowsAnswer


class HomeAnswer(_Answer, frozen=True):
    """Answer to HOME."""

    home: HomeFieldsAnswer

    def read(self) -> Home:
        """Return the home page in the app's words."""
        return Home(tuple(card.read() for card in self.home.heroes), self.home.rows.read())


class MoreRowsFieldsAnswer(_Answer, frozen=True):
    """The home page's rows alone."""

    rows: RowsAnswer


class MoreRowsAnswer(_Answer, frozen=True):
    """Answer to MORE_ROWS."""

    home: MoreRowsFieldsAnswer


class MoreCardsFieldsAnswer(_Answer, frozen=True):
    """A row's cards alone."""

    titles: CardsAnswer


class MoreCardsAnswer(_Answer, frozen=True):
    """Answer to MORE_CARDS; the row may have gone."""

    row: MoreCardsFieldsAnswer | None


class NamedAnswer(_Answer, frozen=True):
    """Something with a name."""

    name: str


class IdentifiedAnswer(_Answer, frozen=True):
    """Something with an identifier."""

    id: str


class EpisodeAnswer(_Answer, frozen=True):
    """One episode."""

    id: str
    number: int
    name: str
    synopsis: str
    duration_s: float
    readiness: float
    watched: float
    artwork: ArtworkAnswer

    def read(self) -> Episode:
        """Return the episode in the app's words."""
        return Episode(
            id=self.id,
            number=self.number,
            name=self.name,
            story=self.synopsis,
            still_url=_web(self.artwork.still),
            tint=_colour(self.artwork.tint),
            length=_length(self.duration_s),
            readiness=_share(self.readiness),
            watched=_share(self.watched),
            backdrop_url=_web(self.artwork.hero),
        )


class SeasonAnswer(_Answer, frozen=True):
    """One season."""

    id: str
    name: str
    episodes: list[EpisodeAnswer]

    def read(self) -> Season:
        """Return the season in the app's words."""
        return Season(self.id, self.name, tuple(episode.read() for episode in self.episodes))


class TitleAnswer(CardAnswer, frozen=True, kw_only=True):
    """A title as its page shows it."""

    synopsis_long: str
    director: str
    cast: list[NamedAnswer]
    similar: list[CardAnswer]
    seasons: list[SeasonAnswer] = msgspec.field(default_factory=list)
    next_episode: IdentifiedAnswer | None = None

    def read_details(self) -> TitleDetails:
        """Return the page in the app's words."""
        facts = (
            (translate("Facts", "With"), ", ".join(member.name for member in self.cast[:4])),
            (translate("Facts", "Director"), self.director),
            (translate("Facts", "Genre"), ", ".join(self.genres)),
        )
        return TitleDetails(
            card=self.read(),
            story=self.synopsis_long,
            facts=tuple((name, value) for name, value in facts if value),
            seasons=tuple(season.read() for season in self.seasons),
            similar=tuple(card.read() for card in self.similar),
            next_episode_id=self.next_episode.id if self.next_episode else "",
        )


class DetailsAnswer(_Answer, frozen=True):
    """Answer to DETAILS; the title may have gone."""

    title: TitleAnswer | None


class LicenceAnswer(msgspec.Struct, frozen=True):
    """Where a licence is to be had; the player itself judges the address."""

    url: str
    token: str


class MarkerAnswer(_Answer, frozen=True):
    """A stretch that a viewer may want to skip."""

    kind: str
    start_s: float
    end_s: float

    def read(self) -> Marker | None:
        """Return the marker in the app's words; None for one that we don't know or that is none."""
        kind = self.kind.lower()
        is_stretch = math.isfinite(self.end_s) and 0 <= self.start_s < self.end_s
        return Marker(MarkerKind(kind), self.start_s, self.end_s) if is_stretch and kind in _MARKERS else None


class ChapterAnswer(_Answer, frozen=True):
    """A part of a title."""

    name: str
    start_s: float


class AllowedAnswer(msgspec.Struct, frozen=True, rename="camel", tag="Playback", tag_field="__typename"):
    """The service lets us play."""

    item_id: str
    manifest_url: str
    resume_at_s: float | None
    max_height: int | None
    licence: LicenceAnswer | None = None
    left_at_s: float | None = None
    markers: list[MarkerAnswer] = msgspec.field(default_factory=list)
    chapters: list[ChapterAnswer] = msgspec.field(default_factory=list)
    following: EpisodeAnswer | None = None

    @property
    def token(self) -> str | None:
        """What the licence server wants to see; None for a title that isn't protected."""
        return self.licence.token if self.licence else None

    def read(self, renewed: Callable[[], Awaitable[str | None]]) -> Offer:
        """Return the offer in the app's words; the player itself judges the address.

        Args:
            renewed: Asks for a new token.
        """
        licence = None
        if self.licence is not None:
            url = self.licence.url
            licence = LicenceSource(url, on_request=LicencePass(url, self.licence.token, renewed))
        resume_s = self.resume_at_s
        is_place = resume_s is not None and math.isfinite(resume_s) and resume_s > 0
        limit = self.max_height if self.max_height and self.max_height > 0 else None
        left_at_s = self.left_at_s if self.left_at_s and math.isfinite(self.left_at_s) else 0.0
        return Offer(
            self.manifest_url,
            self.item_id,
            resume_s if is_place else None,
            left_at_s,
            limit,
            licence,
            tuple(found for marker in self.markers if (found := marker.read()) is not None),
            tuple(Chapter(each.name, each.start_s) for each in self.chapters if each.start_s >= 0),
            self.following.read() if self.following else None,
        )


class RefusedAnswer(
    msgspec.Struct, frozen=True, rename="camel", tag="PlaybackRefused", tag_field="__typename"
):
    """The service does not let us play."""

    reason: str
    message: str
    hint: str
    progress: float | None

    def read(self) -> Refusal:
        """Return the refusal in the app's words."""
        progress = None if self.progress is None else _share(self.progress)
        return Refusal(self.message, self.hint, self.reason.lower().replace("_", "-"), progress)


class PlaybackAnswer(_Answer, frozen=True):
    """Answer to START_PLAYBACK."""

    start_playback: AllowedAnswer | RefusedAnswer


class SearchAnswer(_Answer, frozen=True):
    """Answer to SEARCH."""

    search: CardsAnswer


class GenresAnswer(_Answer, frozen=True):
    """Answer to GENRES."""

    genres: list[str]


class GenreAnswer(_Answer, frozen=True):
    """Answer to GENRE."""

    genre: CardsAnswer


class MyListAnswer(_Answer, frozen=True):
    """Answer to MY_LIST."""

    my_list: CardsAnswer


def _web(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _colour(text: str) -> str:
    return text if _COLOUR.fullmatch(text) else ""


def _share(value: float) -> float:
    return min(1.0, max(0.0, value)) if math.isfinite(value) else 0.0


def _length(seconds: float) -> str:
    if not math.isfinite(seconds) or seconds <= 0:
        return ""
    if seconds < 90:
        return translate("Units", "{number} s").format(number=f"{seconds:.0f}")
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return translate("Units", "{hours} h {minutes} min").format(hours=hours, minutes=f"{minutes:02}")
    return translate("Units", "{minutes} min").format(minutes=minutes)
