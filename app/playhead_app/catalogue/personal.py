"""The service's side of the library, over GraphQL: profiles, what was watched, the list."""

import math
from typing import Any

import msgspec

from playhead_app.catalogue.documents import (
    DELETE_PROFILE,
    PERSONAL_STATE,
    PROFILES,
    RECORD_PROGRESS,
    SAVE_PROFILE,
    SET_LISTED,
)
from playhead_app.catalogue.session import CatalogueSession
from playhead_app.library.records import Change, ChangeKind, Listing, Profile, Viewing
from playhead_app.library.sync import PersonalState

__all__ = ["PersonalClient"]


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    """A piece of an answer; names are camel case on the wire."""


class ProfileAnswer(_Answer, frozen=True):
    """Somebody who watches."""

    id: str
    name: str
    avatar: str = ""
    max_rating: str | None = None
    is_kids: bool = False
    changed_at_s: float = 0.0

    def read(self) -> Profile:
        """Return the profile in the app's words."""
        return Profile(
            self.id, self.name, self.avatar, self.max_rating or "", self.is_kids, self.changed_at_s
        )


class ProfilesAnswer(_Answer, frozen=True):
    """Answer to PROFILES."""

    profiles: list[ProfileAnswer] = msgspec.field(default_factory=list[ProfileAnswer])


class ViewingAnswer(_Answer, frozen=True):
    """What was watched."""

    item_id: str
    position_s: float
    duration_s: float
    watched_at_s: float
    is_hidden: bool = False


class ListingAnswer(_Answer, frozen=True):
    """What is or was on the list."""

    title_id: str
    is_listed: bool
    changed_at_s: float


class PersonalStateAnswer(_Answer, frozen=True):
    """Answer to PERSONAL_STATE; an older service knows nothing of either."""

    viewings: list[ViewingAnswer] = msgspec.field(default_factory=list[ViewingAnswer])
    listings: list[ListingAnswer] = msgspec.field(default_factory=list[ListingAnswer])

    def read(self) -> PersonalState:
        """Return what can be made sense of, in the app's words."""
        viewings = tuple(
            Viewing(one.item_id, one.position_s, one.duration_s, one.watched_at_s, one.is_hidden)
            for one in self.viewings
            if all(map(math.isfinite, (one.position_s, one.duration_s, one.watched_at_s)))
        )
        listings = tuple(
            Listing(one.title_id, one.is_listed, one.changed_at_s)
            for one in self.listings
            if math.isfinite(one.changed_at_s)
        )
        return PersonalState(viewings, listings)


class PersonalClient:
    """A `PersonalService` on a GraphQL service."""

    def __init__(self, session: CatalogueSession) -> None:
        self._session = session

    async def send(self, change: Change) -> None:
        """Tell of one change, in the name of the profile that made it."""
        value, profile_id = change.value, change.profile_id
        if isinstance(value, Viewing):
            await self._session.ask(
                RECORD_PROGRESS,
                dict[str, Any],
                profile_id=profile_id,
                item=value.item_id,
                position=value.position_s,
                duration=value.duration_s,
                watchedAt=value.watched_at_s,
                isHidden=value.is_hidden,
            )
        elif isinstance(value, Listing):
            await self._session.ask(
                SET_LISTED,
                dict[str, Any],
                profile_id=profile_id,
                title=value.title_id,
                isListed=value.is_listed,
                changedAt=value.changed_at_s,
            )
        elif change.kind is ChangeKind.PROFILE_GONE:
            await self._session.ask(DELETE_PROFILE, dict[str, Any], profile_id="", id=value.id)
        else:
            await self._session.ask(SAVE_PROFILE, dict[str, Any], profile_id="", profile=_written(value))

    async def profiles(self) -> tuple[Profile, ...]:
        """Return who watches."""
        answer = await self._session.ask(PROFILES, ProfilesAnswer, profile_id="")
        return tuple(profile.read() for profile in answer.profiles)

    async def personal_state(self, profile_id: str) -> PersonalState:
        """Return what was watched and listed lately, by any device."""
        answer = await self._session.ask(PERSONAL_STATE, PersonalStateAnswer, profile_id=profile_id)
        return answer.read()


def _written(profile: Profile) -> dict[str, object]:
    return {
        "id": profile.id,
        "name": profile.name,
        "avatar": profile.avatar,
        "maxRating": profile.max_rating or None,
        "isKids": profile.is_kids,
        "changedAtS": profile.changed_at_s,
    }
