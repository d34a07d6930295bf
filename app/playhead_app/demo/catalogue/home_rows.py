"""The home page's rows: the editors' own, and those that are made for a profile.

From the top: what was begun, the list, the editors' first rows, what goes with the last title watched,
what is new, the editors' other rows, and a row for each genre.
"""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from playhead_app.demo.catalogue.tables import Listing, Row, RowTitle, Tagging, Title, Viewing
from playhead_app.demo.catalogue.viewer import Viewer

__all__ = ["CONTINUE_ROW_ID", "MY_LIST_ROW_ID", "named_row", "row_query", "rows_for", "similar_query"]

CONTINUE_ROW_ID = "continue"
MY_LIST_ROW_ID = "my-list"
_NEW_ROW_ID = "new"
_GENRE, _BECAUSE = "genre:", "because:"
# Below the first share it was a look, above the second the story was over; above the third it was liked.
_BEGUN, _DONE, _LIKED = 0.01, 0.95, 0.1
_NEW_COUNT = 60


async def rows_for(session: AsyncSession, viewer: Viewer) -> list[Row]:
    """Return all rows that a profile may see, from the top."""
    editors = list((await session.scalars(select(Row).order_by(Row.place))).all())
    ids = [CONTINUE_ROW_ID, MY_LIST_ROW_ID]
    ids += [f"{_BECAUSE}{liked}" for liked in await _liked(session, viewer)]
    personal = [row for row in [await named_row(session, row_id) for row_id in ids] if row is not None]
    begun = [row for row in personal if row.id in (CONTINUE_ROW_ID, MY_LIST_ROW_ID)]
    because = [row for row in personal if row not in begun]
    genres = (
        await session.scalars(
            select(Tagging.genre).group_by(Tagging.genre).order_by(func.count().desc(), Tagging.genre)
        )
    ).all()
    new = Row(id=_NEW_ROW_ID, place=0, name="New", shape="poster")
    by_genre = [Row(id=f"{_GENRE}{one}", place=0, name=one, shape="poster") for one in genres]
    candidates = [*begun, *editors[:2], *because, new, *editors[2:], *by_genre]
    # Which of the editors' rows have anything for a child is seen when they are asked for; these are cheap.
    return [row for row in candidates if row not in personal or await _holds_any(session, row.id, viewer)]


async def named_row(session: AsyncSession, row_id: str) -> Row | None:
    """Return a row by its id; None if there is no such row."""
    made = {CONTINUE_ROW_ID: ("Continue watching", "still"), MY_LIST_ROW_ID: ("My list", "poster")}
    made[_NEW_ROW_ID] = ("New", "poster")
    if row_id in made:
        name, shape = made[row_id]
        return Row(id=row_id, place=0, name=name, shape=shape)
    if row_id.startswith(_GENRE):
        return Row(id=row_id, place=0, name=row_id.removeprefix(_GENRE), shape="poster")
    if row_id.startswith(_BECAUSE):
        title = await session.get(Title, row_id.removeprefix(_BECAUSE))
        name = f"Because you watched {title.name}" if title else ""
        return Row(id=row_id, place=0, name=name, shape="still") if title else None
    return await session.get(Row, row_id)


def row_query(row_id: str, viewer: Viewer) -> Select[str]:
    """Return the question for the titles of a row, in order."""
    if row_id == CONTINUE_ROW_ID:
        return _begun_query(viewer)
    if row_id == MY_LIST_ROW_ID:
        return (
            select(Title.id)
            .join(Listing, Listing.title_id == Title.id)
            .where(Listing.profile_id == viewer.profile_id, Listing.is_listed)
            .order_by(Listing.changed_at_s.desc())
        )
    if row_id == _NEW_ROW_ID:
        newest = select(Title.id).order_by(Title.year.desc(), Title.place).limit(_NEW_COUNT).subquery()
        return select(Title.id).join(newest, newest.c.id == Title.id).order_by(Title.year.desc(), Title.place)
    if row_id.startswith(_GENRE):
        query = select(Title.id).join(Tagging).where(Tagging.genre == row_id.removeprefix(_GENRE))
        return query.order_by(Title.year.desc(), Title.place)
    if row_id.startswith(_BECAUSE):
        return similar_query(row_id.removeprefix(_BECAUSE))
    return (
        select(Title.id)
        .join(RowTitle, RowTitle.title_id == Title.id)
        .where(RowTitle.row_id == row_id)
        .order_by(RowTitle.place)
    )


def similar_query(title_id: str) -> Select[str]:
    """Return the question for titles that share most genres with one; the nearest in year first."""
    genres = select(Tagging.genre).where(Tagging.title_id == title_id)
    year = select(Title.year).where(Title.id == title_id).scalar_subquery()
    shared = (
        select(Tagging.title_id, func.count().label("shared"))
        .where(Tagging.genre.in_(genres), Tagging.title_id != title_id)
        .group_by(Tagging.title_id)
        .subquery()
    )
    return (
        select(Title.id)
        .join(shared, shared.c.title_id == Title.id)
        .order_by(shared.c.shared.desc(), func.abs(Title.year - year), Title.place)
    )


def _begun_query(viewer: Viewer) -> Select[str]:
    share = Viewing.position_s / Viewing.duration_s
    begun = (
        select(Viewing.title_id, func.max(Viewing.watched_at_s).label("newest"))
        .where(Viewing.profile_id == viewer.profile_id, share > _BEGUN, share < _DONE, ~Viewing.is_hidden)
        .group_by(Viewing.title_id)
        .subquery()
    )
    return select(Title.id).join(begun, begun.c.title_id == Title.id).order_by(begun.c.newest.desc())


async def _liked(session: AsyncSession, viewer: Viewer) -> Sequence[str]:
    """Return the title that was watched last for a good while, if any."""
    query = (
        select(Viewing.title_id)
        .where(Viewing.profile_id == viewer.profile_id, Viewing.position_s / Viewing.duration_s > _LIKED)
        .order_by(Viewing.watched_at_s.desc())
        .limit(1)
    )
    return (await session.scalars(query)).all()


async def _holds_any(session: AsyncSession, row_id: str, viewer: Viewer) -> bool:
    query = row_query(row_id, viewer)
    if viewer.listed_ratings is not None:
        query = query.where(Title.rating.in_(viewer.listed_ratings))
    return (await session.scalar(query.limit(1))) is not None
