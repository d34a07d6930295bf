"""Ask the catalogue's database. One file; every method is one short session."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from playhead_app.demo.catalogue.content import read_heroes, read_rows, read_titles
from playhead_app.demo.catalogue.seeding import seed_rows
from playhead_app.demo.catalogue.tables import (
    Base,
    Credit,
    Edition,
    Episode,
    Row,
    RowTitle,
    Season,
    Tagging,
    Title,
    Viewing,
)

__all__ = ["CONTINUE_ROW_ID", "CatalogueStore"]

CONTINUE_ROW_ID = "continue"
# Below this share it was a look, above the other the story was over.
_BEGUN, _DONE = 0.01, 0.95


class CatalogueStore:
    """The catalogue. Belongs to one loop; `close` it.

    Args:
        path: The SQLite file; None keeps everything in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{path or ':memory:'}")
        self._session = async_sessionmaker(self._engine, expire_on_commit=False)
        # Titles don't change while the service runs: the database says which, memory holds what they are.
        self._titles: dict[str, Title] = {}

    async def open(self) -> None:
        """Create the tables and fill them, if the texts have changed since."""
        async with self._engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        digest = hashlib.sha256(repr((read_titles(), read_rows(), read_heroes())).encode()).hexdigest()
        async with self._session.begin() as session:
            if await session.get(Edition, digest) is None:
                await _fill(session, digest)
        async with self._session() as session:
            self._titles = {one.id: one for one in (await session.scalars(select(Title))).all()}

    async def close(self) -> None:
        """Close the file."""
        await self._engine.dispose()

    async def heroes(self, count: int) -> Sequence[Title]:
        """Return the titles that open the home page."""
        return await self._found(
            select(Title.id).where(Title.hero_place.is_not(None)).order_by(Title.hero_place).limit(count)
        )

    async def rows(self) -> Sequence[Row]:
        """Return the home page's rows from the top; what the viewer has begun comes first, if anything."""
        async with self._session() as session:
            rows = (await session.scalars(select(Row).order_by(Row.place))).all()
        if await self.titles_of_row(CONTINUE_ROW_ID, 0, 1):
            return [_continue_row(), *rows]
        return rows

    async def row(self, row_id: str) -> Row | None:
        """Return one row."""
        if row_id == CONTINUE_ROW_ID:
            return _continue_row()
        async with self._session() as session:
            return await session.get(Row, row_id)

    async def titles_of_row(self, row_id: str, start: int, count: int) -> Sequence[Title]:
        """Return a stretch of a row's titles."""
        if row_id == CONTINUE_ROW_ID:
            share = Viewing.position_s / Viewing.duration_s
            newest = func.max(Viewing.changed_at)
            begun = (
                select(Viewing.title_id, newest.label("newest"))
                .where(share > _BEGUN, share < _DONE)
                .group_by(Viewing.title_id)
                .subquery()
            )
            query = select(Title.id).join(begun, begun.c.title_id == Title.id).order_by(begun.c.newest.desc())
        else:
            query = (
                select(Title.id)
                .join(RowTitle, RowTitle.title_id == Title.id)
                .where(RowTitle.row_id == row_id)
                .order_by(RowTitle.place)
            )
        return await self._found(query.offset(start).limit(count))

    async def title(self, title_id: str) -> Title | None:
        """Return one title with its seasons."""
        return self._titles.get(title_id)

    async def episode(self, episode_id: str) -> tuple[Episode, Title] | None:
        """Return one episode and its series."""
        query = (
            select(Episode, Season.title_id)
            .join(Season, Season.id == Episode.season_id)
            .where(Episode.id == episode_id)
        )
        async with self._session() as session:
            found = (await session.execute(query)).first()
            return (found[0], self._titles[found[1]]) if found else None

    async def similar(self, title: Title, count: int) -> Sequence[Title]:
        """Return the titles that share most genres with one; the nearest in year first among equals."""
        shared = (
            select(Tagging.title_id, func.count().label("shared"))
            .where(Tagging.genre.in_([tag.genre for tag in title.tags]), Tagging.title_id != title.id)
            .group_by(Tagging.title_id)
            .subquery()
        )
        return await self._found(
            select(Title.id)
            .join(shared, shared.c.title_id == Title.id)
            .order_by(shared.c.shared.desc(), func.abs(Title.year - title.year), Title.place)
            .limit(count)
        )

    async def search(self, text: str, start: int, count: int) -> Sequence[Title]:
        """Return titles whose name, cast, director or genre holds the text; names that begin so first."""
        escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
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
        return await self._found(ordered.offset(start).limit(count))

    async def genres(self) -> Sequence[str]:
        """Return all genres, the commonest first."""
        query = select(Tagging.genre).group_by(Tagging.genre).order_by(func.count().desc(), Tagging.genre)
        async with self._session() as session:
            return (await session.scalars(query)).all()

    async def titles_of_genre(self, genre: str, start: int, count: int) -> Sequence[Title]:
        """Return a stretch of a genre's titles, the newest first."""
        query = select(Title.id).join(Tagging).where(Tagging.genre == genre)
        ordered = query.order_by(Title.year.desc(), Title.place)
        return await self._found(ordered.offset(start).limit(count))

    async def viewings(self) -> dict[str, Viewing]:
        """Return everything the viewer has watched, by film or episode."""
        async with self._session() as session:
            return {one.item_id: one for one in (await session.scalars(select(Viewing))).all()}

    async def record_viewing(
        self, item_id: str, title_id: str, position_s: float, duration_s: float
    ) -> Viewing:
        """Remember how far the viewer has come."""
        viewing = Viewing(
            item_id=item_id,
            title_id=title_id,
            position_s=position_s,
            duration_s=duration_s,
            changed_at=datetime.now(UTC),
        )
        async with self._session.begin() as session:
            return await session.merge(viewing)

    async def _found(self, query: Select[Any]) -> Sequence[Title]:
        async with self._session() as session:
            return [self._titles[title_id] for title_id in (await session.scalars(query)).all()]


def _continue_row() -> Row:
    return Row(id=CONTINUE_ROW_ID, place=-1, name="Continue watching", shape="still")


async def _fill(session: AsyncSession, digest: str) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        if table is not Viewing.__table__:
            await session.execute(delete(table))
    session.add(Edition(digest=digest))
    session.add_all(seed_rows())
