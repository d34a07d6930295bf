"""GraphQL types and orders for what belongs to viewers: profiles, what was watched, the list."""

import math
import time

import strawberry

from playhead_app.demo.catalogue import tables
from playhead_app.demo.catalogue.context import CatalogueContext
from playhead_app.demo.catalogue.viewer import RATINGS

__all__ = ["ListedInput", "ListedState", "Profile", "ProfileInput", "ViewingState"]
__all__ += ["listed_state", "moment", "profile_node", "save_profile", "set_listed", "viewing_state"]

_LONGEST_NAME = 24


@strawberry.type(description="Somebody who watches.")
class Profile:
    """Somebody who watches."""

    id: strawberry.ID
    name: str
    avatar: str = strawberry.field(description="Names a picture that the app draws.")
    max_rating: str | None = strawberry.field(
        description="Highest rating that they may watch: All, 7+, 12+ or 16+. None for no limit."
    )
    is_kids: bool = strawberry.field(description="Titles above the limit are not even listed.")
    changed_at_s: float = strawberry.field(description="Seconds since 1970, UTC.")


@strawberry.input(description="A profile as it is to be. Of two changes the later one counts.")
class ProfileInput:
    """A profile as it is to be."""

    id: strawberry.ID = strawberry.field(description="Chosen by the client; a new one makes a new profile.")
    name: str
    avatar: str
    max_rating: str | None = None
    is_kids: bool = False
    changed_at_s: float | None = strawberry.field(
        default=None, description="Seconds since 1970, UTC; now if not given."
    )


@strawberry.type(description="How far the profile has come in a film or an episode.")
class ViewingState:
    """How far the profile has come."""

    item_id: strawberry.ID
    title_id: strawberry.ID
    position_s: float
    duration_s: float
    watched_at_s: float = strawberry.field(description="Seconds since 1970, UTC.")
    is_hidden: bool = strawberry.field(description="Taken out of “continue watching”.")


@strawberry.type(description="Whether a title is on the profile's list, and since when.")
class ListedState:
    """Whether a title is on the profile's list."""

    title_id: strawberry.ID
    is_listed: bool
    changed_at_s: float = strawberry.field(description="Seconds since 1970, UTC.")


@strawberry.input(description="A title that goes on the list or off it. Of two changes the later one counts.")
class ListedInput:
    """A title that goes on the list or off it."""

    title_id: strawberry.ID
    is_listed: bool
    changed_at_s: float | None = strawberry.field(
        default=None, description="Seconds since 1970, UTC; now if not given."
    )


def profile_node(record: tables.Profile) -> Profile:
    """Return a profile as its GraphQL type."""
    return Profile(
        id=strawberry.ID(record.id),
        name=record.name,
        avatar=record.avatar,
        max_rating=record.max_rating or None,
        is_kids=record.is_kids,
        changed_at_s=record.changed_at_s,
    )


def viewing_state(record: tables.Viewing) -> ViewingState:
    """Return what was watched as its GraphQL type."""
    return ViewingState(
        item_id=strawberry.ID(record.item_id),
        title_id=strawberry.ID(record.title_id),
        position_s=record.position_s,
        duration_s=record.duration_s,
        watched_at_s=record.watched_at_s,
        is_hidden=record.is_hidden,
    )


def listed_state(record: tables.Listing) -> ListedState:
    """Return a line of the list as its GraphQL type."""
    return ListedState(
        title_id=strawberry.ID(record.title_id),
        is_listed=record.is_listed,
        changed_at_s=record.changed_at_s,
    )


def moment(given_s: float | None) -> float:
    """Return when something happened: as the client says, or now.

    Raises:
        ValueError: It is no time.
    """
    if given_s is None:
        return time.time()
    if not math.isfinite(given_s) or given_s < 0:
        raise ValueError("a time is a number of seconds since 1970")
    return given_s


async def save_profile(context: CatalogueContext, wish: ProfileInput) -> Profile:
    """Make or change a profile.

    Raises:
        ValueError: The name or the rating is none, or there are enough profiles.
    """
    name = "".join(letter for letter in wish.name if letter.isprintable()).strip()[:_LONGEST_NAME]
    if not name or not str(wish.id) or len(str(wish.id)) > 64:
        raise ValueError("a profile has an identifier and a name")
    if wish.max_rating is not None and wish.max_rating not in RATINGS:
        raise ValueError(f"a rating is one of {', '.join(RATINGS)}")
    record = tables.Profile(
        id=str(wish.id),
        place=0,
        name=name,
        avatar=wish.avatar[:32],
        max_rating=wish.max_rating or "",
        is_kids=wish.is_kids,
        changed_at_s=moment(wish.changed_at_s),
    )
    return profile_node(await context.store.people.save(record))


async def set_listed(context: CatalogueContext, wish: ListedInput) -> ListedState:
    """Put a title on the list, or take it off.

    Raises:
        ValueError: There is no such title.
    """
    viewer = await context.viewer()
    if await context.store.title(str(wish.title_id), viewer) is None:
        raise ValueError("there is no such title")
    record = tables.Listing(
        profile_id=viewer.profile_id,
        title_id=str(wish.title_id),
        is_listed=wish.is_listed,
        changed_at_s=moment(wish.changed_at_s),
    )
    return listed_state(await context.store.people.put(record))
