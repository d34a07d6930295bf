"""Ask and change what belongs to viewers: profiles, what they watched, what they want to watch.

Several devices tell of the same things, some of them late. Each change carries the time at which it was made,
and the latest one counts, in whatever order they arrive.
"""

import time
from collections.abc import Callable, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from playhead_app.demo.catalogue.tables import Listing, Profile, Viewing
from playhead_app.demo.catalogue.viewer import Viewer

__all__ = ["FIRST_PROFILE_ID", "MOST_PROFILES", "People"]

FIRST_PROFILE_ID = "main"
MOST_PROFILES = 8


class People:
    """The household.

    Args:
        now: Seconds since 1970 (UTC); no change is taken to be later than that.
    """

    def __init__(
        self, session: async_sessionmaker[AsyncSession], now: Callable[[], float] = time.time
    ) -> None:
        self._session = session
        self._now = now

    async def open(self) -> None:
        """Make the first profile, if there is none."""
        async with self._session.begin() as session:
            if (await session.scalar(select(func.count()).select_from(Profile))) == 0:
                session.add(
                    Profile(
                        id=FIRST_PROFILE_ID,
                        place=0,
                        name="You",
                        avatar="dune",
                        max_rating="",
                        is_kids=False,
                        changed_at_s=self._now(),
                    )
                )

    async def profiles(self) -> Sequence[Profile]:
        """Return all profiles in the order in which they were made."""
        async with self._session() as session:
            return (await session.scalars(select(Profile).order_by(Profile.place))).all()

    async def viewer(self, profile_id: str) -> Viewer:
        """Return the profile as queries see it; the first one for an unknown id."""
        people = await self.profiles()
        one = next((one for one in people if one.id == profile_id), people[0])
        return Viewer(one.id, one.max_rating, one.is_kids)

    async def save(self, profile: Profile) -> Profile:
        """Keep a profile, unless a later change of it is known.

        Raises:
            ValueError: There are enough.
        """
        async with self._session.begin() as session:
            known = await session.get(Profile, profile.id)
            if known is not None and known.changed_at_s > profile.changed_at_s:
                return known
            places = (await session.scalars(select(Profile.place))).all()
            if known is None and len(places) >= MOST_PROFILES:
                raise ValueError(f"a household has {MOST_PROFILES} profiles at most")
            profile.place = known.place if known is not None else max(places, default=0) + 1
            profile.changed_at_s = min(profile.changed_at_s, self._now())
            return await session.merge(profile)

    async def delete(self, profile_id: str) -> None:
        """Forget a profile and all that belongs to it.

        Raises:
            ValueError: It is the only one.
        """
        async with self._session.begin() as session:
            known = await session.get(Profile, profile_id)
            if known is None:
                return
            if (await session.scalar(select(func.count()).select_from(Profile))) == 1:
                raise ValueError("the last profile stays")
            await session.delete(known)
            for table in (Viewing, Listing):
                await session.execute(delete(table).where(table.profile_id == profile_id))

    async def viewings(self, profile_id: str, count: int | None = None) -> Sequence[Viewing]:
        """Return what a profile has watched, the latest first."""
        query = select(Viewing).where(Viewing.profile_id == profile_id).order_by(Viewing.watched_at_s.desc())
        async with self._session() as session:
            return (await session.scalars(query.limit(count))).all()

    async def record(self, viewing: Viewing) -> Viewing:
        """Remember how far a profile has come, unless something later is known; returns what counts.

        Hiding one part hides the whole title: nobody wants to take out each episode of a series.
        """
        viewing.watched_at_s = min(viewing.watched_at_s, self._now())
        async with self._session.begin() as session:
            known = await session.get(Viewing, (viewing.profile_id, viewing.item_id))
            if known is not None and known.watched_at_s > viewing.watched_at_s:
                return known
            if viewing.is_hidden:
                await _hide_title(session, viewing)
                if viewing.duration_s <= 0:
                    viewing.position_s, viewing.duration_s = 0.0, known.duration_s if known else 1.0
                    viewing.position_s = known.position_s if known else 0.0
            return await session.merge(viewing)

    async def listings(self, profile_id: str, count: int | None = None) -> Sequence[Listing]:
        """Return what is and was on a profile's list, the last change first."""
        query = select(Listing).where(Listing.profile_id == profile_id).order_by(Listing.changed_at_s.desc())
        async with self._session() as session:
            return (await session.scalars(query.limit(count))).all()

    async def put(self, listing: Listing) -> Listing:
        """Put a title on a list or take it off, unless something later is known; returns what counts."""
        listing.changed_at_s = min(listing.changed_at_s, self._now())
        async with self._session.begin() as session:
            known = await session.get(Listing, (listing.profile_id, listing.title_id))
            if known is not None and known.changed_at_s > listing.changed_at_s:
                return known
            return await session.merge(listing)


async def _hide_title(session: AsyncSession, viewing: Viewing) -> None:
    others = await session.scalars(
        select(Viewing).where(
            Viewing.profile_id == viewing.profile_id,
            Viewing.title_id == viewing.title_id,
            Viewing.watched_at_s <= viewing.watched_at_s,
        )
    )
    for other in others:
        other.is_hidden = True
