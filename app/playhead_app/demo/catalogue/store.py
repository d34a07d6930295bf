"""Ask the catalogue's database. One file; every method is one short session.

Every list goes through `_found`, which leaves out what a kids profile may not see: no query can forget it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, inspect, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from playhead_app.demo.catalogue.content import read_heroes, read_rows, read_titles
from playhead_app.demo.catalogue.home_rows import (
    CONTINUE_ROW_ID,
    named_row,
    row_query,
    rows_for,
    similar_query,
)
from playhead_app.demo.catalogue.people import FIRST_PROFILE_ID, People
from playhead_app.demo.catalogue.seeding import seed_rows, upcoming
from playhead_app.demo.catalogue.swelling import variations
from playhead_app.demo.catalogue.tables import (
    Base,
    Credit,
    Edition,
    Episode,
    Personal,
    Row,
    Season,
    Tagging,
    Title,
)
from playhead_app.demo.catalogue.viewer import Viewer

__all__ = ["CONTINUE_ROW_ID", "CatalogueStore"]

_EVERYBODY = Viewer()


class CatalogueStore:
    """The catalogue. Belongs to one loop; `close` it.

    Args:
        path: The SQLite file; None keeps everything in memory.
        extra: How many titles to make up beside the demo's own.
    """

    def __init__(self, path: Path | None, *, extra: int = 0) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{path or ':memory:'}")
        self._session = async_sessionmaker(self._engine, expire_on_commit=False)
        self._extra = extra
        self.people = People(self._session)
        # Titles don't change while the service runs: the database says which, memory holds what they are.
        self._titles: dict[str, Title] = {}
        self._released: list[str] = []

    async def open(self) -> None:
        """Create the tables and fill them, if the texts have changed since."""
        async with self._engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
            await connection.run_sync(_take_over_old_viewings)
        everything = (read_titles(), read_rows(), read_heroes(), self._extra)
        digest = hashlib.sha256(repr(everything).encode()).hexdigest()
        async with self._session.begin() as session:
            if await session.get(Edition, digest) is None:
                await _fill(session, digest, self._extra)
            # They come out anew with each start.
            await session.execute(delete(Episode).where(Episode.id.in_([one.id for one in upcoming()])))
        await self.people.open()
        async with self._session() as session:
            self._titles = {one.id: one for one in (await session.scalars(select(Title))).all()}

    async def release_next(self) -> tuple[Title, Episode] | None:
        """Let the next upcoming episode come out; returns its series and itself, None if all are out."""
        out = self._released
        episode = next((one for one in upcoming() if one.id not in out), None)
        if episode is None:
            return None
        async with self._session.begin() as session:
            session.add(episode)
        self._released.append(episode.id)
        series_id = episode.season_id.rpartition(".")[0]
        async with self._session() as session:
            self._titles[series_id] = (
                await session.scalars(select(Title).where(Title.id == series_id))
            ).one()
        return self._titles[series_id], episode

    def is_fresh(self, episode_id: str) -> bool:
        """Return whether an episode came out while the service ran."""
        return episode_id in self._released

    async def close(self) -> None:
        """Close the file."""
        await self._engine.dispose()

    async def heroes(self, count: int, viewer: Viewer = _EVERYBODY) -> Sequence[Title]:
        """Return the titles that open the home page."""
        query = select(Title.id).where(Title.hero_place.is_not(None)).order_by(Title.hero_place)
        return await self._found(query, viewer, 0, count)

    async def rows(self, viewer: Viewer = _EVERYBODY) -> Sequence[Row]:
        """Return the home page's rows from the top; what the viewer has begun comes first, if anything."""
        async with self._session() as session:
            return await rows_for(session, viewer)

    async def row(self, row_id: str) -> Row | None:
        """Return one row."""
        async with self._session() as session:
            return await named_row(session, row_id)

    async def titles_of_row(
        self, row_id: str, start: int, count: int, viewer: Viewer = _EVERYBODY
    ) -> Sequence[Title]:
        """Return a stretch of a row's titles."""
        return await self._found(row_query(row_id, viewer), viewer, start, count)

    async def title(self, title_id: str, viewer: Viewer = _EVERYBODY) -> Title | None:
        """Return one title with its seasons, if it may be seen."""
        title = self._titles.get(title_id)
        return title if title is not None and viewer.may_see(title.rating) else None

    async def episode(self, episode_id: str, viewer: Viewer = _EVERYBODY) -> tuple[Episode, Title] | None:
        """Return one episode and its series, if it may be seen."""
        query = (
            select(Episode, Season.title_id)
            .join(Season, Season.id == Episode.season_id)
            .where(Episode.id == episode_id)
        )
        async with self._session() as session:
            found = (await session.execute(query)).first()
        series = self._titles[found[1]] if found else None
        return (found[0], series) if found and series and viewer.may_see(series.rating) else None

    async def similar(self, title: Title, count: int, viewer: Viewer = _EVERYBODY) -> Sequence[Title]:
        """Return the titles that share most genres with one; the nearest in year first among equals."""
        return await self._found(similar_query(title.id), viewer, 0, count)

    async def search(
        self, words: str, start: int, count: int, viewer: Viewer = _EVERYBODY
    ) -> Sequence[Title]:
        """Return titles whose name, cast, director or genre holds the text; names that begin so first."""
        escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        like = f"%{escaped}%"
        begins = Title.name.ilike(f"{escaped}%", escape="\\")
        named = Title.name.ilike(like, escape="\\")
        people = or_(
            Title.director.ilike(like, escape="\\"),
            Title.credits.any(Credit.name.ilike(like, escape="\\")),
            Title.tags.any(Tagging.genre.ilike(like, escape="\\")),
        )
        query = select(Title.id).where(or_(named, people))
        ordered = query.order_by(begins.desc(), named.desc(), Title.place)
        return await self._found(ordered, viewer, start, count)

    async def genres(self) -> Sequence[str]:
        """Return all genres, the commonest first."""
        query = select(Tagging.genre).group_by(Tagging.genre).order_by(func.count().desc(), Tagging.genre)
        async with self._session() as session:
            return (await session.scalars(query)).all()

    async def titles_of_genre(
        self, genre: str, start: int, count: int, viewer: Viewer = _EVERYBODY
    ) -> Sequence[Title]:
        """Return a stretch of a genre's titles, the newest first."""
        query = select(Title.id).join(Tagging).where(Tagging.genre == genre)
        return await self._found(query.order_by(Title.year.desc(), Title.place), viewer, start, count)

    async def _found(self, query: Select[Any], viewer: Viewer, start: int, count: int) -> Sequence[Title]:
        if viewer.listed_ratings is not None:
            query = query.where(Title.rating.in_(viewer.listed_ratings))
        async with self._session() as session:
            found = await session.scalars(query.offset(start).limit(count))
            return [self._titles[title_id] for title_id in found.all()]


async def _fill(session: AsyncSession, digest: str, extra: int) -> None:
    personal = {table.__tablename__ for table in Personal.__subclasses__()}  # type: ignore[attr-defined]
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in personal:
            await session.execute(delete(table))
    session.add(Edition(digest=digest))
    session.add_all(seed_rows())
    await session.flush()
    made = list(variations(extra))
    if made:
        await session.execute(insert(Title), [title for title, _, _ in made])
        await session.execute(insert(Tagging), [tag for _, tags, _ in made for tag in tags])
        await session.execute(insert(Credit), [credit for _, _, cast in made for credit in cast])


def _take_over_old_viewings(connection: Connection) -> None:
    """Give what was watched before there were profiles to the first one."""
    if inspect(connection).has_table("viewing"):
        connection.execute(
            text(
                "INSERT OR IGNORE INTO profile_viewing"
                " (profile_id, item_id, title_id, position_s, duration_s, watched_at_s, is_hidden)"
                " SELECT :profile, item_id, title_id, position_s, duration_s,"
                " CAST(strftime('%s', changed_at) AS REAL), 0 FROM viewing"
            ),
            {"profile": FIRST_PROFILE_ID},
        )
        connection.execute(text("DROP TABLE viewing"))
