"""What the app knows of a catalogue, in its own frozen words.

The client turns the service's answers into these; view-models and tests see nothing else, so another
service is a matter of another client.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from playhead.licence import LicenceSource

__all__ = [
    "Artwork",
    "Catalogue",
    "Chapter",
    "Episode",
    "Home",
    "KeptHome",
    "Marker",
    "MarkerKind",
    "Offer",
    "Page",
    "Refusal",
    "Row",
    "Season",
    "Shape",
    "TitleCard",
    "TitleDetails",
    "TitleKind",
]

T = TypeVar("T")


class Shape(StrEnum):
    """How a row's tiles are cut."""

    POSTER = "poster"
    STILL = "still"


class TitleKind(StrEnum):
    """What a title is."""

    FILM = "film"
    SERIES = "series"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a longer list.

    Attributes:
        cursor: Where the next stretch begins; None if this was the last.
    """

    items: tuple[T, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Artwork:
    """Addresses of a title's pictures, empty where there is none, and their leading colour (`#rrggbb`)."""

    poster_url: str = ""
    still_url: str = ""
    backdrop_url: str = ""
    title_art_url: str = ""
    tint: str = ""


@dataclass(frozen=True, slots=True)
class TitleCard:
    """What a tile and a hero need to know.

    Attributes:
        story: Two lines.
        facts: Short facts in reading order: year, length, rating, genres.
        readiness: 1.0 once it can be played; less while the service is still making it.
        watched: Share already watched, 0 to 1.
        is_listed: Whether it is on the profile's list.
        has_new_episode: Whether an episode has just come out that the profile hasn't begun.
        is_included: Whether the viewer's plan includes it.
    """

    id: str
    name: str
    kind: TitleKind = TitleKind.FILM
    artwork: Artwork = field(default_factory=Artwork)
    story: str = ""
    facts: tuple[str, ...] = ()
    readiness: float = 1.0
    watched: float = 0.0
    is_listed: bool = False
    has_new_episode: bool = False
    is_included: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the home page with its first tiles."""

    id: str
    name: str
    shape: Shape
    cards: Page[TitleCard]


@dataclass(frozen=True, slots=True)
class Home:
    """The home page: heroes to show in turn, and the first rows."""

    heroes: tuple[TitleCard, ...]
    rows: Page[Row]


@dataclass(frozen=True, slots=True)
class KeptHome:
    """The home page as it was when it was last fetched.

    Attributes:
        fetched_at_s: Seconds since 1970 (UTC).
    """

    home: Home
    fetched_at_s: float


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode of a season."""

    id: str
    number: int
    name: str
    story: str = ""
    still_url: str = ""
    tint: str = ""
    length: str = ""
    readiness: float = 1.0
    watched: float = 0.0
    backdrop_url: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """One season."""

    id: str
    name: str
    episodes: tuple[Episode, ...]


@dataclass(frozen=True, slots=True)
class TitleDetails:
    """Everything on a details page.

    Attributes:
        next_episode_id: Of a series: the episode that the viewer has begun or comes to next.
    """

    card: TitleCard
    story: str
    facts: tuple[tuple[str, str], ...] = ()
    seasons: tuple[Season, ...] = ()
    similar: tuple[TitleCard, ...] = ()
    next_episode_id: str = ""


class MarkerKind(StrEnum):
    """What a stretch of a title is."""

    INTRO = "intro"
    RECAP = "recap"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class Marker:
    """A stretch that a viewer may want to skip; in seconds of the title."""

    kind: MarkerKind
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a title; it ends where the next one begins."""

    name: str
    start_s: float


@dataclass(frozen=True, slots=True)
class Offer:
    """The service lets us play.

    Attributes:
        item_id: The film or episode for which progress is recorded.
        start_s: Where the viewer left off, as the service knows; None for the beginning.
        left_at_s: When that was, in seconds since 1970 (UTC); 0 if the service doesn't say.
        max_height: Tallest picture that the viewer's plan includes; None for no limit.
        licence: Where its licences come from; None if it isn't protected.
        markers, chapters: In order.
        following: The episode after this one; None after the last and for a film.
    """

    url: str
    item_id: str = ""
    start_s: float | None = None
    left_at_s: float = 0.0
    max_height: int | None = None
    licence: LicenceSource | None = None
    markers: tuple[Marker, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    following: Episode | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service does not let us play, and says why in words for the viewer.

    Attributes:
        progress: Share done, if the title is still being made; None otherwise.
        code: Small word for support.
    """

    message: str
    hint: str = ""
    code: str = ""
    progress: float | None = None


class Catalogue(Protocol):
    """A catalogue service. Coroutines run on the loop; each raises `CatalogueError`."""

    async def home(self) -> Home:
        """Fetch the heroes and the first rows."""
        ...

    async def more_rows(self, cursor: str) -> Page[Row]:
        """Fetch the rows that follow."""
        ...

    async def more_cards(self, row_id: str, cursor: str) -> Page[TitleCard]:
        """Fetch the tiles of a row that follow."""
        ...

    async def details(self, title_id: str) -> TitleDetails:
        """Fetch one title's page."""
        ...

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        """Ask to play a title or an episode; with a parent's PIN, above the profile's limit too."""
        ...

    async def kept_home(self) -> KeptHome | None:
        """Return the home page as this device saw it last, without asking the service."""
        ...

    async def search(self, words: str, cursor: str | None = None) -> Page[TitleCard]:
        """Find titles by name, cast, director or genre."""
        ...

    async def genres(self) -> tuple[str, ...]:
        """Return the genres, the commonest first."""
        ...

    async def genre(self, name: str, cursor: str | None = None) -> Page[TitleCard]:
        """Fetch a genre's titles."""
        ...

    async def my_list(self, cursor: str | None = None) -> Page[TitleCard]:
        """Fetch what the profile wants to watch."""
        ...

    async def forget(self) -> None:
        """Forget every answer that this device keeps."""
        ...

    def use_profile(self, profile_id: str) -> None:
        """Ask for this profile from now on; empty lets the service choose. On the loop."""
        ...

    def on_reach(self, told: Callable[[bool], None]) -> None:
        """Call `told` on the loop when the service begins or ceases to answer."""
        ...
