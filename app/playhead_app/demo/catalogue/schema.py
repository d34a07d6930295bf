"""The catalogue's questions and orders, and the schema that they make."""

from collections.abc import Sequence
from typing import Annotated

import strawberry
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter

from playhead_app.demo.catalogue.context import Info
from playhead_app.demo.catalogue.home_rows import MY_LIST_ROW_ID
from playhead_app.demo.catalogue.paging import PageInfo, first_page, start_after
from playhead_app.demo.catalogue.personal import (
    ListedInput,
    ListedState,
    Profile,
    ProfileInput,
    ViewingState,
    listed_state,
    profile_node,
    save_profile,
    set_listed,
    viewing_state,
)
from playhead_app.demo.catalogue.playback import (
    Playback,
    PlaybackRefused,
    ProgressInput,
    ProgressRecorded,
    StartPlaybackInput,
    StartPlaybackResult,
    record_progress,
    start_playback,
)
from playhead_app.demo.catalogue.subscriptions import Subscription
from playhead_app.demo.catalogue.tables import Row as RowRecord
from playhead_app.demo.catalogue.tables import Title as TitleRecord
from playhead_app.demo.catalogue.types import (
    After,
    Count,
    Episode,
    Film,
    Node,
    Row,
    Series,
    Shape,
    Title,
    TitleConnection,
    bounded,
    episode_node,
    title_connection,
    title_node,
)
from playhead_app.demo.studio.progress import Stage

__all__ = ["SCHEMA", "schema_text"]

FilmStage = strawberry.enum(Stage, name="FilmStage", description="What the studio is doing with a film.")
_LONGEST_SEARCH = 80


@strawberry.type(description="A row and its cursor.")
class RowEdge:
    """See the Relay connection specification."""

    cursor: str
    node: Row


@strawberry.type(description="A stretch of rows.")
class RowConnection:
    """See the Relay connection specification."""

    edges: list[RowEdge]
    page_info: PageInfo


@strawberry.type(description="The home page.")
class Home:
    """The home page."""

    @strawberry.field(description="Titles that open the page, to be shown in turn.")
    async def heroes(self, info: Info, first: Count = 5) -> list[Title]:
        found = await info.context.store.heroes(bounded(first), await info.context.viewer())
        return [title_node(record, info.context) for record in found]

    @strawberry.field(description="From the top of the page.")
    async def rows(self, info: Info, first: Count = 6, after: After = None) -> RowConnection:
        start, count = start_after(after), bounded(first)
        records = await info.context.store.rows(await info.context.viewer())
        edges, page_info = first_page(records[start : start + count + 1], start, count)
        return RowConnection(
            edges=[RowEdge(cursor=cursor, node=_row(record)) for cursor, record in edges],
            page_info=page_info,
        )


@strawberry.type(description="A film that the studio makes for the demo.")
class StudioFilm:
    """One film's progress."""

    film: strawberry.ID
    stage: Annotated[Stage, FilmStage]
    progress: float = strawberry.field(description="0 to 1.")


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    def home(self) -> Home:
        return Home()

    @strawberry.field
    async def title(self, info: Info, id: strawberry.ID) -> Title | None:
        record = await info.context.store.title(str(id), await info.context.viewer())
        return title_node(record, info.context) if record else None

    @strawberry.field
    async def row(self, info: Info, id: strawberry.ID) -> Row | None:
        record = await info.context.store.row(str(id))
        return _row(record) if record else None

    @strawberry.field(description="Any title, episode or row by its identifier.")
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:
        store, viewer = info.context.store, await info.context.viewer()
        if (title := await store.title(str(id), viewer)) is not None:
            return title_node(title, info.context)
        if (found := await store.episode(str(id), viewer)) is not None:
            return episode_node(*found, info.context)
        record = await store.row(str(id))
        return _row(record) if record else None

    @strawberry.field(description="Titles by name, cast, director or genre; names that begin so come first.")
    async def search(self, info: Info, text: str, first: Count = 24, after: After = None) -> TitleConnection:
        # SQLite ends a pattern at a NUL, which would then match everything.
        wanted = "".join(letter for letter in text if letter.isprintable()).strip()[:_LONGEST_SEARCH]
        start, count = start_after(after), bounded(first)
        found: Sequence[TitleRecord] = []
        if wanted:
            viewer = await info.context.viewer()
            found = await info.context.store.search(wanted, start, count + 1, viewer)
        return title_connection(found, start, count, info.context)

    @strawberry.field(description="All genres, the commonest first.")
    async def genres(self, info: Info) -> list[str]:
        return list(await info.context.store.genres())

    @strawberry.field(description="A genre's titles, the newest first.")
    async def genre(self, info: Info, name: str, first: Count = 24, after: After = None) -> TitleConnection:
        start, count = start_after(after), bounded(first)
        viewer = await info.context.viewer()
        found = await info.context.store.titles_of_genre(name, start, count + 1, viewer)
        return title_connection(found, start, count, info.context)

    @strawberry.field(description="What the profile wants to watch, the last added first.")
    async def my_list(self, info: Info, first: Count = 24, after: After = None) -> TitleConnection:
        start, count = start_after(after), bounded(first)
        viewer = await info.context.viewer()
        found = await info.context.store.titles_of_row(MY_LIST_ROW_ID, start, count + 1, viewer)
        return title_connection(found, start, count, info.context)

    @strawberry.field(description="Who watches, in the order in which they came.")
    async def profiles(self, info: Info) -> list[Profile]:
        return [profile_node(record) for record in await info.context.store.people.profiles()]

    @strawberry.field(description="What the profile has watched, the latest first.")
    async def viewings(self, info: Info, first: Count = 50) -> list[ViewingState]:
        viewer = await info.context.viewer()
        found = await info.context.store.people.viewings(viewer.profile_id, bounded(first))
        return [viewing_state(record) for record in found]

    @strawberry.field(description="What is and was on the profile's list, the last change first.")
    async def listings(self, info: Info, first: Count = 50) -> list[ListedState]:
        viewer = await info.context.viewer()
        found = await info.context.store.people.listings(viewer.profile_id, bounded(first))
        return [listed_state(record) for record in found]

    @strawberry.field(description="How far the studio is with the films of this demo.")
    def studio(self, info: Info) -> list[StudioFilm]:
        return [
            StudioFilm(film=strawberry.ID(one.film), stage=one.stage, progress=one.fraction)
            for one in info.context.progress_of().values()
        ]


@strawberry.type
class Mutation:
    """What can be ordered."""

    @strawberry.mutation(description="Ask to play a film or an episode.")
    async def start_playback(self, info: Info, input: StartPlaybackInput) -> StartPlaybackResult:
        return await start_playback(info.context, input)

    @strawberry.mutation(description="Remember how far the viewer has come.")
    async def record_progress(self, info: Info, input: ProgressInput) -> ProgressRecorded:
        return await record_progress(info.context, input)

    @strawberry.mutation(description="Put a title on the profile's list, or take it off.")
    async def set_listed(self, info: Info, input: ListedInput) -> ListedState:
        return await set_listed(info.context, input)

    @strawberry.mutation(description="Make or change a profile.")
    async def save_profile(self, info: Info, input: ProfileInput) -> Profile:
        return await save_profile(info.context, input)

    @strawberry.mutation(description="Forget a profile and all that belongs to it; returns who is left.")
    async def delete_profile(self, info: Info, id: strawberry.ID) -> list[Profile]:
        await info.context.store.people.delete(str(id))
        return [profile_node(record) for record in await info.context.store.people.profiles()]


def _row(record: RowRecord) -> Row:
    return Row(id=strawberry.ID(record.id), name=record.name, shape=Shape(record.shape))


SCHEMA = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Film, Series, Episode, Playback, PlaybackRefused],
    extensions=[
        lambda: QueryDepthLimiter(max_depth=12),
        lambda: MaxTokensLimiter(max_token_count=2_000),
        lambda: MaxAliasesLimiter(max_alias_count=30),
    ],
)


def schema_text() -> str:
    """Return the schema as SDL, as it is written down in `schema.graphql`."""
    return SCHEMA.as_str().strip() + "\n"
