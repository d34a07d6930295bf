"""The catalogue's GraphQL types: titles, seasons, episodes, rows and their artwork."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Annotated

import strawberry

from playhead_app.demo.catalogue import tables
from playhead_app.demo.catalogue.artwork_links import Artwork
from playhead_app.demo.catalogue.context import CatalogueContext, Info
from playhead_app.demo.catalogue.paging import MOST_AT_ONCE, PageInfo, first_page, start_after
from playhead_app.demo.live.channels import LIVE_CHANNELS
from playhead_app.demo.studio.progress import FILM_LENGTHS_S

__all__ = ["Episode", "Film", "Node", "Row", "Season", "Series", "Shape", "Title", "TitleConnection"]
__all__ += ["TitleEdge", "bounded", "episode_node", "title_connection", "title_node"]

Count = Annotated[int, strawberry.argument(description="How many at most; 50 is the most.")]
After = Annotated[str | None, strawberry.argument(description="Cursor after which the stretch begins.")]


@strawberry.enum(description="How a row's tiles are cut.")
class Shape(Enum):
    """How a row's tiles are cut."""

    POSTER = strawberry.enum_value("poster", description="2:3")
    STILL = strawberry.enum_value("still", description="16:9")


@strawberry.interface(description="Anything that can be asked for again by its identifier.")
class Node:
    """See the Relay object identification specification."""

    id: strawberry.ID


@strawberry.type(description="Somebody who is in it.")
class CastMember:
    """One member of the cast."""

    name: str


@strawberry.interface(description="A film or a series.")
class Title(Node):
    """What films and series have in common."""

    name: str
    year: int
    maturity_rating: str = strawberry.field(description="All, 7+, 12+ or 16+.")
    genres: list[str]
    synopsis_short: str = strawberry.field(description="One or two lines.")
    synopsis_long: str
    director: str
    artwork: Artwork
    record: strawberry.Private[tables.Title]

    @strawberry.field(description="In billing order.")
    def cast(self) -> list[CastMember]:
        return [CastMember(name=credit.name) for credit in self.record.credits]

    @strawberry.field(description="1 once it can be played; less while the service is still making it.")
    def readiness(self, info: Info) -> float:
        return max(info.context.readiness_of(film) for film in _films_of(self.record))

    @strawberry.field(description="Share already watched, 0 to 1; of a series, that of its next episode.")
    async def watched(self, info: Info) -> float:
        viewings = await info.context.viewings()
        item = _next_episode(self.record, viewings)
        return _share(viewings.get(item.id if item else self.record.id))

    @strawberry.field(description="Whether it is on the profile's list.")
    async def is_listed(self, info: Info) -> bool:
        return self.record.id in await info.context.listed()

    @strawberry.field(description="Whether an episode has just come out that the profile hasn't begun.")
    async def has_new_episode(self, info: Info) -> bool:
        store, viewings = info.context.store, await info.context.viewings()
        episodes = [one for season in self.record.seasons for one in season.episodes]
        return any(store.is_fresh(one.id) and one.id not in viewings for one in episodes)

    @strawberry.field(description="Whether the plan of whoever asks includes it; a guest has none.")
    def is_included(self, info: Info) -> bool:
        return not self.record.is_premium or info.context.session is not None

    @strawberry.field(description="Titles that a viewer of this one may like.")
    async def similar(self, info: Info, first: Count = 10) -> list["Title"]:
        viewer = await info.context.viewer()
        found = await info.context.store.similar(self.record, bounded(first), viewer)
        return [title_node(record, info.context) for record in found]


@strawberry.type(description="A single film.")
class Film(Title):
    """A single film."""

    duration_s: float = strawberry.field(description="0 for a live channel.")
    is_live: bool = strawberry.field(description="Whether it is a channel that is on now.")


@strawberry.type(description="One episode of a season.")
class Episode(Node):
    """One episode."""

    number: int
    name: str
    synopsis: str
    duration_s: float
    artwork: Artwork
    film: strawberry.Private[str]

    @strawberry.field(description="1 once it can be played; less while the service is still making it.")
    def readiness(self, info: Info) -> float:
        return info.context.readiness_of(self.film)

    @strawberry.field(description="Share already watched, 0 to 1.")
    async def watched(self, info: Info) -> float:
        return _share((await info.context.viewings()).get(str(self.id)))


@strawberry.type(description="One season of a series.")
class Season(Node):
    """One season."""

    number: int
    name: str
    episodes: list[Episode]


@strawberry.type(description="A series with its seasons.")
class Series(Title):
    """A series."""

    @strawberry.field
    def seasons(self, info: Info) -> list[Season]:
        return [
            Season(
                id=strawberry.ID(season.id),
                number=season.number,
                name=season.name,
                episodes=[episode_node(one, self.record, info.context) for one in season.episodes],
            )
            for season in self.record.seasons
        ]

    @strawberry.field(description="The episode that the viewer has begun or comes to next.")
    async def next_episode(self, info: Info) -> Episode | None:
        found = _next_episode(self.record, await info.context.viewings())
        return episode_node(found, self.record, info.context) if found else None


@strawberry.type(description="A title and its cursor.")
class TitleEdge:
    """See the Relay connection specification."""

    cursor: str
    node: Title


@strawberry.type(description="A stretch of titles.")
class TitleConnection:
    """See the Relay connection specification."""

    edges: list[TitleEdge]
    page_info: PageInfo


@strawberry.type(
    description="One row of the home page. `continue`, `my-list` and `new` are named by each client."
)
class Row(Node):
    """One row of the home page."""

    name: str
    shape: Shape

    @strawberry.field
    async def titles(self, info: Info, first: Count = 12, after: After = None) -> TitleConnection:
        start, count = start_after(after), bounded(first)
        viewer = await info.context.viewer()
        found = await info.context.store.titles_of_row(str(self.id), start, count + 1, viewer)
        return title_connection(found, start, count, info.context)


def bounded(count: int) -> int:
    """Return how many to fetch for a wish.

    Raises:
        ValueError: It is no sensible wish.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(f"`first` lies between 1 and {MOST_AT_ONCE}")
    return count


def title_connection(
    found: Sequence[tables.Title], start: int, count: int, context: CatalogueContext
) -> TitleConnection:
    """Return a stretch that was fetched with one title too many."""
    edges, info = first_page(found, start, count)
    return TitleConnection(
        edges=[TitleEdge(cursor=cursor, node=title_node(record, context)) for cursor, record in edges],
        page_info=info,
    )


def title_node(record: tables.Title, context: CatalogueContext) -> Title:
    """Return a title as its GraphQL type."""
    build = _film(record) if record.film else Series
    return build(
        id=strawberry.ID(record.id),
        name=record.name,
        year=record.year,
        maturity_rating=record.rating,
        genres=[tag.genre for tag in record.tags],
        synopsis_short=record.short,
        synopsis_long=record.long,
        director=record.director,
        artwork=Artwork.of(record.id, context.base_url),
        record=record,
    )


def _film(record: tables.Title) -> Callable[..., Film]:
    is_live = record.id in LIVE_CHANNELS
    length_s = 0.0 if is_live else FILM_LENGTHS_S[record.film]
    return partial(Film, duration_s=length_s, is_live=is_live)


def episode_node(record: tables.Episode, series: tables.Title, context: CatalogueContext) -> Episode:
    """Return an episode as its GraphQL type."""
    return Episode(
        id=strawberry.ID(record.id),
        number=record.number,
        name=record.name,
        synopsis=record.story,
        duration_s=FILM_LENGTHS_S[record.film],
        artwork=Artwork.of(record.id, context.base_url),
        film=record.film,
    )


def _films_of(record: tables.Title) -> list[str]:
    return (
        [record.film] if record.film else [one.film for season in record.seasons for one in season.episodes]
    )


def _share(viewing: tables.Viewing | None) -> float:
    return min(1.0, viewing.position_s / viewing.duration_s) if viewing else 0.0


def _next_episode(record: tables.Title, viewings: dict[str, tables.Viewing]) -> tables.Episode | None:
    """Return the episode after the last one that was finished, or the one that was begun last."""
    episodes = [one for season in record.seasons for one in season.episodes]
    seen = [
        (viewings[one.id].watched_at_s, index) for index, one in enumerate(episodes) if one.id in viewings
    ]
    if not seen:
        return episodes[0] if episodes else None
    _, index = max(seen)
    is_done = _share(viewings[episodes[index].id]) >= 0.95
    return episodes[min(index + is_done, len(episodes) - 1)]
